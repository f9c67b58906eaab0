"""Whether pages keep the rules of page-making: one table of measures, over many brochures made up from a seed.

rules.py                     the table, of 12 brochures in the themes `institutional` and `bulletin`
rules.py --first 20 --count 4 --themes brief wire --arabic 1 --keep FOLDER

All is measured on laid-out pages: where lines, photos and flats stand. The brochures are those of `whites.py` with what
these lack: pull quotes, standfirsts, captions, a long intro, a house color, an imprint, and items in Arabic. With
`--arabic 1` each brochure is in Arabic as a whole, and every third of its items in English.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from laid_out import Laid, Table
from rules_of_heads import collisions, heads
from rules_of_pages import colors, furniture, imprint, leads, spaces, tears
from rules_of_text import captions, lists, quotes, standfirsts
from whites import body, brochure, photos, prose

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import Run

ARABIC_TEXT = (
    "اجتمع مجلس الشركاء الإقليميين مرة أخرى في الربيع ليسمع كيف غيّر العام الأول من العمل المشترك ما ينتظره الناس من "
    "المياه النظيفة والشوارع الآمنة بينما تبيّن أرقام جديدة أن التدريب يعود بالنفع حيث تتبادل المدارس ما تعرفه قبل الشحن"
)
ARABIC = ARABIC_TEXT.split()
HOUSE = "#ffd500"


def arabic(source: random.Random, count: int) -> str:
    """Return an Arabic sentence of so many words."""
    return " ".join(source.choice(ARABIC) for _ in range(count)) + "."


def long_mail(length: int) -> str:
    """Return a mail address of so many characters."""
    return "press.office.of.the.regional.partners.of.the.example"[: max(1, length - 26)].strip(".") + (
        "@regional-partners.example"
    )


def long_address(length: int) -> str:
    """Return a web address of about so many characters."""
    return "https://www.example.org/our/acts/regional-partners/all-news/years/2026"[:length].rstrip("/-")


def enriched(seed: int, theme: str, *, in_arabic: bool = False) -> dict[str, Any]:
    """Return a made-up brochure with all that the rules speak of."""
    value, source = brochure(seed, theme), random.Random(seed + 1000)
    for number, item in enumerate(value["items"]):
        if source.random() < 0.3:
            item["standfirst"] = prose(source, source.randint(8, 30))
        if source.random() < 0.2:
            item["byline"] = "Ann Example and Bob Sample"
        if "photo" in item and source.random() < 0.5:
            item["photo"]["caption"] = prose(source, source.randint(3, 18))
        if source.random() < 0.25:
            item["body"] += f"\n\n> {prose(source, source.randint(7, 16))}\n\n{body(source, 70)}"
        if (source.random() < 0.15) != (in_arabic and number % 3 > 0):
            item["title"] = arabic(source, source.randint(3, 9))[:-1]
            item["body"] = "\n\n".join(arabic(source, source.randint(20, 60)) for _ in range(3))
            item.pop("standfirst", None)
            if not in_arabic:
                item["lang"] = "ar"
        elif in_arabic:
            item["lang"] = "en"
    if source.random() < 0.4:
        value["intro"] = prose(source, source.randint(62, 120))
    if source.random() < 0.5:
        value["title"] = prose(source, 14).strip(".")
    if source.random() < 0.3:
        value["settings"]["accent"] = HOUSE
    if theme == "bulletin" and source.random() < 0.5:
        value["settings"]["justify"] = True
    if in_arabic:
        value["language"], value["title"] = "ar", arabic(source, 4)[:-1]
        value.pop("intro", None)
    mail, site, stories = (source.randint(30, 60) for _ in range(3))
    value["contact"] = (
        f"Office of the Example\n\nStreet 1, 1000 Town\n\n<{long_mail(mail)}>\n\n<{long_address(site)}>\n\n"
        "Telephone +32 2 000 00 00"
    )
    if "past_stories" in value:
        value["past_stories"] = {"url": long_address(stories)}
    return value


def measured(run: Run, name: str, table: Table) -> None:
    """Measure a brochure by all rules."""
    laid = Laid(run, name)
    for rule in (
        heads,
        collisions,
        quotes,
        lists,
        standfirsts,
        captions,
        imprint,
        spaces,
        furniture,
        colors,
        leads,
        tears,
    ):
        rule(laid, table)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--themes", nargs="+", default=["institutional", "bulletin"])
    parser.add_argument("--arabic", type=int, default=0)
    parser.add_argument("--worst", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    pictures, table = photos(), Table()
    for theme in asked.themes:
        for seed in range(asked.first, asked.first + asked.count):
            text = json.dumps(enriched(seed, theme, in_arabic=bool(asked.arabic)))
            run = Run("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), **pictures}))
            try:
                measured(run, f"{theme} {seed}", table)
            except BrochureError as fault:
                print(theme, seed, [finding.what for finding in fault.report.findings()][:2])
                continue
            if asked.keep:
                asked.keep.mkdir(exist_ok=True, parents=True)
                (asked.keep / f"{theme}-{seed}.pdf").write_bytes(run.pdf)
    table.print(asked.worst)


if __name__ == "__main__":
    main()
