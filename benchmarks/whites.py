"""How empty pages are: the largest white rectangle of each page, over many brochures made up from a seed.

whites.py                     the table, of 64 brochures in the themes `institutional` and `bulletin`
whites.py --count 20 --themes digest wire --worst 10 --keep FOLDER
whites.py --kind varied --first 200     others, of which no two are alike: captions, galleries, long titles, links
whites.py --kind alike --count 168      brochures whose items are all alike, each kind of item on each kind of page

White is measured as `check` does, as a share of the type area. The brochures have 1 to 60 items, with and without
photos, quotes, lists, links, features and closings, on A4, A5, Letter and A4 across, in one to four columns.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import random
import statistics
from pathlib import Path
from typing import Any

from PIL import Image

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.files import Memory
from pdfbrochure.layout.white_fields import largest_white
from pdfbrochure.pipeline import Run

TEXT = (
    "the council of regional partners met again in spring to hear how the first year of common work had changed what "
    "people expect from clean water and safe streets while new figures show that training pays for itself where "
    "schools and customs officers share what they know before a shipment leaves the harbour"
)
WORDS = TEXT.split()
ITEMS = (1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 30, 60)
SHAPES = ((900, 600), (800, 800), (600, 900), (1600, 700), (1200, 800))


def prose(source: random.Random, count: int) -> str:
    """Return sentences of so many words in all."""
    words: list[str] = []
    while len(words) < count:
        sentence = [source.choice(WORDS) for _ in range(source.randint(6, 22))]
        words += [sentence[0].capitalize(), *sentence[1:-1], f"{sentence[-1]}."]
    return " ".join(words)


def body(source: random.Random, words: int) -> str:
    """Return a body of so many words, in paragraphs, now and then with a list, a quote or a heading."""
    parts: list[str] = []
    while words > 0:
        some = min(words, source.randint(25, 90))
        parts.append(prose(source, some))
        words -= some
        kind = source.random()
        if kind < 0.06 and len(parts) > 1:
            parts.append(f"> {prose(source, 9)}")
        elif kind < 0.14:
            parts.append("\n".join(f"- {prose(source, source.randint(4, 12))}" for _ in range(source.randint(2, 5))))
        elif kind < 0.18:
            parts.append(f"## {prose(source, 4)[:30]}")
    return "\n\n".join(parts)


def brochure(seed: int, theme: str) -> dict[str, Any]:
    """Return a made-up brochure: the same for the same seed, whatever the theme."""
    source = random.Random(seed)
    items: list[dict[str, Any]] = []
    style = source.random()
    for number in range(source.choice(ITEMS)):
        words = source.choice((40, 80, 120, 200, 320) if style < 0.7 else (20, 30, 60, 90))
        entry: dict[str, Any] = {"title": prose(source, source.randint(3, 9))[: source.randint(18, 70)].strip(" .")}
        if source.random() < 0.8:
            entry["date"] = f"2026-{number % 12 + 1:02d}-{number % 27 + 1:02d}"
        entry["body"] = body(source, words)
        if source.random() < (0.55 if style < 0.85 else 0.0):
            entry["photo"] = {"file": f"{source.randrange(len(SHAPES))}.jpg", "credit": "Ann Example", "alt": "Gray"}
        if source.random() < 0.4:
            entry["links"] = [{"label": prose(source, 4)[:30], "url": f"https://example.org/{number}"}]
        if source.random() < 0.05 and number:
            entry["layout"] = "feature"
        items.append(entry)
    settings: dict[str, Any] = {"theme": theme, "page": source.choice(("A4", "A4", "A4", "A5", "Letter"))}
    if source.random() < 0.1:
        settings["orientation"] = "landscape"
    if source.random() < 0.2:
        settings["columns"] = source.choice((1, 2, 3, 4))
    value: dict[str, Any] = {"title": prose(source, 4)[:40].strip(" ."), "date": "2026-03-01", "items": items}
    if source.random() < 0.5:
        value["intro"] = prose(source, source.randint(15, 60))
    if source.random() < 0.7:
        value["past_stories"] = {"url": "https://example.org/news"}
    if source.random() < 0.7:
        value["contact"] = "Office of the Example\n\nStreet 1, Town"
    return value | {"settings": settings}


def varied(seed: int, theme: str) -> dict[str, Any]:
    """Return a made-up brochure of up to 32 items that differ more: captions, galleries, long titles, several links."""
    source = random.Random(seed * 7919 + 1)
    count = source.choice((1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 20, 25, 32))
    source.choice(range(7))
    words, share = source.choice((30, 70, 110, 160, 240)), source.choice((0, 0.2, 0.5, 0.8, 1))
    items = [_varied_item(source, number, words, share) for number in range(count)]
    settings: dict[str, Any] = {"theme": theme, "page": source.choice(("A4", "A4", "A4", "A5", "Letter"))}
    if source.random() < 0.12:
        settings["orientation"] = "landscape"
    if source.random() < 0.15:
        settings["columns"] = source.choice((1, 2, 3))
    if source.random() < 0.15:
        settings["justify"] = True
    value: dict[str, Any] = {"title": prose(source, 4)[:40].strip(" ."), "date": "2026-03-01", "items": items}
    if source.random() < 0.5:
        value["intro"] = prose(source, source.randint(15, 90))
    if source.random() < 0.6:
        value["past_stories"] = {"url": "https://example.org/news"}
    if source.random() < 0.7:
        value["contact"] = "Office of the Example\n\nStreet 1, Town"
    return value | {"settings": settings}


def _varied_item(source: random.Random, number: int, words: int, share: float) -> dict[str, Any]:
    title = prose(source, source.randint(3, 11))[: source.randint(20, 90)].strip(" .")
    entry: dict[str, Any] = {
        "title": title,
        "body": body(source, max(15, int(words * source.lognormvariate(0, 0.5)))),
    }
    if source.random() < 0.7:
        entry["date"] = f"2026-{number % 12 + 1:02d}-{number % 27 + 1:02d}"
    if source.random() < share:
        entry["photo"] = {"file": f"{source.randrange(5)}.jpg", "alt": "Gray"}
        entry["photo"]["credit"] = source.choice(("Ann Example", "Ministry of Health of Example", "AFP"))
        if source.random() < 0.3:
            entry["photo"]["caption"] = prose(source, source.randint(5, 14))
    elif source.random() < 0.06:
        file = {"alt": "Gray", "credit": "AFP"}
        entry["photos"] = [{"file": f"{source.randrange(5)}.jpg", **file} for _ in range(source.randint(2, 4))]
    if source.random() < 0.2:
        entry["links"] = [
            {"label": prose(source, 4)[:30], "url": f"https://example.org/{at}"} for at in range(source.randint(1, 3))
        ]
    if source.random() < 0.06 and number:
        entry["layout"] = "feature"
    return entry


# What all items of a brochure have, by its kind; the pages; the words of each item; how many there are.
ALIKE = ("features", "uprights", "squares", "wide photos", "galleries", "a feature in three", "features without photos")
PAPER: tuple[dict[str, Any], ...] = (
    {"page": "A4"},
    {"page": "A5"},
    {"page": "A4", "columns": 1},
    {"page": "A5", "orientation": "landscape"},
)
LENGTHS = (60, 120, 220)
COUNTS = (4, 9)


def alike(seed: int, theme: str) -> dict[str, Any]:
    """Return a brochure whose items are all alike: what one leaves white, the next leaves again."""
    cases = [(*case, count) for case in itertools.product(ALIKE, PAPER, LENGTHS) for count in COUNTS]
    kind, paper, words, count = cases[seed % len(cases)]
    source = random.Random(seed)
    items = [_alike_item(source, kind, number, words) for number in range(count)]
    value = {"title": "Water and cities quarterly", "contact": "Office of the Example\n\nStreet 1, Town"}
    return {**value, "items": items, "settings": {"theme": theme, **paper}}


def _alike_item(source: random.Random, kind: str, number: int, words: int) -> dict[str, Any]:
    def photo(shape: int) -> dict[str, str]:
        return {"file": f"{shape}.jpg", "alt": "Gray", "credit": "AFP"}

    entry: dict[str, Any] = {"title": prose(source, 5).strip("."), "body": prose(source, words)}
    shapes = {"features": 0, "squares": 1, "uprights": 2, "wide photos": 3}
    if kind in shapes:
        entry["photo"] = photo(shapes[kind])
    if kind == "galleries":
        entry["photos"] = [photo(shape) for shape in range(2 + number % 2)]
    if kind == "a feature in three" and number % 3 == 2:
        entry |= {"layout": "feature", "photo": photo(2)}
    if kind == "features" or (kind == "features without photos" and number % 2):
        entry["layout"] = "feature"
    return entry


def photos() -> dict[str, bytes]:
    """Return the photos of all shapes."""
    files = {}
    for number, size in enumerate(SHAPES):
        stream = io.BytesIO()
        Image.new("L", size, 120).save(stream, "JPEG", quality=40)
        files[f"{number}.jpg"] = stream.getvalue()
    return files


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=64)
    parser.add_argument("--kind", choices=("usual", "varied", "alike"), default="usual")
    parser.add_argument("--themes", nargs="+", default=["institutional", "bulletin"])
    parser.add_argument("--worst", type=int, default=8)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    pictures, make = photos(), {"usual": brochure, "varied": varied, "alike": alike}[asked.kind]
    print("| theme | brochures | inner pages | median | over 20 % | over 30 % | last: median | over 50 % |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: |")
    found: list[tuple[float, str, int, int, int]] = []
    for theme in asked.themes:
        inner: list[float] = []
        last: list[float] = []
        built = 0
        for seed in range(asked.first, asked.first + asked.count):
            text = json.dumps(make(seed, theme))
            run = Run("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), **pictures}))
            try:
                pages = run.pages
            except BrochureError as fault:
                print(seed, theme, [finding.what for finding in fault.report.findings()][:2])
                continue
            built += 1
            if asked.keep:
                asked.keep.mkdir(exist_ok=True, parents=True)
                (asked.keep / f"{theme}-{seed}.pdf").write_bytes(run.pdf)
            shares = [largest_white(page, pages.width, pages.height) for page in pages.pages]
            inner += shares[:-1]
            last += shares[-1:] if len(shares) > 1 else []
            found += [(share, theme, seed, number + 1, len(shares)) for number, share in enumerate(shares[:-1])]
            found += [(shares[-1] - 0.3, theme, seed, len(shares), len(shares))] if len(shares) > 1 else []
        over = [sum(share > most for share in inner) for most in (0.2, 0.3)]
        print(
            f"| {theme} | {built} | {len(inner)} | {statistics.median(inner or [0]):.0%} | {over[0]} | {over[1]} "
            f"| {statistics.median(last or [0]):.0%} | {sum(share > 0.5 for share in last)} |"
        )
    for share, theme, seed, number, count in sorted(found, reverse=True)[: asked.worst]:
        print(f"{theme} {seed}: page {number} of {count}, {share + 0.3 * (number == count):.0%} white")


if __name__ == "__main__":
    main()
