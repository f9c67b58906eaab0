"""The report for the printer as one HTML file, to be mailed along: what is in the file, and what of it to know.

Prints on one page of A4. As in the officer's report: no scripts, nothing from the network, every word escaped.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from msgspec import Struct

from pdfbrochure.diagnostics import Diagnostic
from pdfbrochure.layout.pages import Pages, PlacedLine
from pdfbrochure.model.printing import Printing
from pdfbrochure.model.shops import MILLIMETER
from pdfbrochure.officer.elements import icon, in_words, table, words
from pdfbrochure.press.coverage import Coverage
from pdfbrochure.press.inking import Inking
from pdfbrochure.press.measures import Measures, Photo
from pdfbrochure.press.sheets import Sheet, Sheets

_FOLDER: Final = Path(__file__).parent
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
# So many photos and pages have a row; of more, the worst.
_MOST_PHOTOS: Final = 9
_MOST_PAGES: Final = 8
_WORST_PAGES: Final = 4
# The same limits as `check.for_print` has.
_SMALLEST: Final = 6
_THINNEST: Final = 0.25
_WEIGHTS: Final = {200: "extra light", 300: "light", 400: "regular", 500: "medium", 600: "semibold", 700: "bold",
                   800: "extra bold", 900: "black"}  # fmt: skip
_PLATES: Final = ("Cyan", "Magenta", "Yellow", "Black")
_FOLDS: Final = {
    "none": "Single pages, not folded.",
    "booklet": "A booklet: sheets folded once and laid in each other.",
    "tri-fold": "A leaflet of three panels, of which the narrower one is folded in.",
    "accordion": "Panels of equal width, folded in a zigzag.",
}


class Proof(Struct, frozen=True):
    """All that the report tells.

    Attributes:
        title: Of the brochure.
        language: Of the title.
        output: Name of the file.
        digest: Its SHA-256.
        pages: As they are printed, with bleed.
        printing: How.
        sheets: What is printed at once.
        inking: The inks of colors.
        measures: How near, how small, how fine.
        coverage: The ink of each page.
        profile: The name that the profile of the press gives itself.
        findings: What is to be known.
        contact: Whom to ask.
    """

    title: str
    language: str
    output: str
    digest: str
    pages: Pages
    printing: Printing
    sheets: Sheets
    inking: Inking
    measures: Measures
    coverage: tuple[Coverage, ...]
    profile: str
    findings: tuple[Diagnostic, ...]
    contact: str


def write_printers_page(proof: Proof, version: str) -> str:
    """Return the report for the printer as an HTML file; the same file gives the same text."""
    css = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("report.css", "printers.css"))
    count = len(proof.sheets.sheets)
    what = "side of a sheet" if proof.sheets.imposed else "page"
    sides = f"{count} {what}" if count == 1 else f"{count} {'sides of sheets' if proof.sheets.imposed else 'pages'}"
    mark = " ".join(proof.digest[at : at + 4] for at in range(0, 12, 4))
    sections = (
        ("Boxes, all pages alike", _boxes(proof)),
        ("Inks", _inks(proof)),
        ("Photos", _photos(proof)),
        ("Folding", _folding(proof)),
    )
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            f'<head><meta charset="utf-8"><title>{escape(f"Report for the printer: {proof.title}")}</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<style>\n{css}</style></head>",
            '<body><main class="page"><div class="top">',
            f'<div><p class="over">Report for the printer</p><h1>{words(proof.title, proof.language)}</h1></div>',
            f'<div><p class="over">{words(proof.output)}, {sides}</p>',
            f'<p class="over">PDF/X-4, fingerprint {mark}</p></div>',
            "</div>",
            _verdict(proof),
            *(f"<section><h2>{heading}</h2>\n{body}\n</section>" for heading, body in sections if body),
            f'<p class="foot last"><span>{_questions(proof)}</span>',
            f"<span>Made by pdfbrochure {escape(version)}</span></p>",
            "</main></body></html>\n",
        ]
    )


def _verdict(proof: Proof) -> str:
    errors = [finding for finding in proof.findings if finding.severity == "error"]
    warnings = [finding for finding in proof.findings if finding.severity == "warning"]
    shop = f"<strong>{escape(proof.printing.shop.name)}</strong>"
    if errors:
        count = "1 thing" if len(errors) == 1 else f"{len(errors)} things"
        return _frame("bad", "bad", f"Not ready: {count} to mend", [escape(_sentence(one.what)) for one in errors])
    if warnings:
        count = "one thing" if len(warnings) == 1 else f"{in_words(len(warnings)).lower()} things"
        said = [escape(_sentence(one.what)) for one in warnings]
        rest = f"Everything else is within the limits of {shop}."
        return _frame("open", "warn", f"Ready for the press, with {count} to know", [*said[:6], rest])
    return _frame("", "ok", "Ready for the press", [f"Everything is within the limits of {shop}."])


def _sentence(text: str) -> str:
    """Return a finding as a sentence; the name of a file keeps its letters."""
    first = text.split(maxsplit=1)[0] if text else ""
    return (text if "." in first or "/" in first else text[:1].upper() + text[1:]) + "."


def _frame(look: str, sign: str, heading: str, lines: Sequence[str]) -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f'<div class="verdict {look}">{_sign(sign)}<div><h2>{heading}</h2>{body}</div></div>'


def _sign(name: str) -> str:
    if name != "warn":
        return icon(name)
    lines = '<path d="M8 1.5L15.2 14.3H.8z" stroke-linejoin="round"/><path d="M8 6v4M8 11.2v1.6"/>'
    return (
        '<svg class="i warn" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" '
        f'stroke-width="1.75">{lines}</svg>'
    )


def _mm(points: float) -> str:
    return f"{points / MILLIMETER:.1f}".removesuffix(".0")


# Boxes ---------------------------------------------------------------------------------------------------------


def _boxes(proof: Proof) -> str:
    rows = [(heading, value) for heading, value in _rows(proof) if value]
    return f'<div class="two"><div>{_drawing(proof)}</div>{table(("What", "In this file"), rows)}</div>'


def _drawing(proof: Proof) -> str:
    """Return the boxes in their true proportion."""
    sheet, shop = proof.sheets.sheets[0], proof.printing.shop
    scale = 196 / sheet.width
    high = sheet.height * scale + 4
    trim, bleed = sheet.trim, sheet.bleed
    safe = trim.grown(-shop.safety)
    boxes = [(bleed, 'stroke-dasharray="5 3"'), (trim, 'class="trim"'), (safe, 'stroke-dasharray="1.5 3"')]
    shapes = "".join(
        f'<rect x="{2 + box.left * scale:.1f}" y="{2 + box.top * scale:.1f}" width="{box.width * scale:.1f}" '
        f'height="{box.height * scale:.1f}" {look}/>'
        for box, look in boxes
    )
    if shop.marks:
        shapes = f'<rect x="1" y="1" width="198" height="{high - 2:.1f}"/>' + shapes
    told = [
        (f"Trim {_mm(trim.width)} \u00d7 {_mm(trim.height)} mm", "thick line: what is left"),
        (f"Bleed {_mm(bleed.width)} \u00d7 {_mm(bleed.height)} mm", f"dashes: {_mm(shop.bleed)} mm on each side"),
        (f"Safe area {_mm(safe.width)} \u00d7 {_mm(safe.height)} mm", "dots: text is inside"),
    ]
    if shop.marks:
        told.append((f"Sheet {_mm(sheet.width)} \u00d7 {_mm(sheet.height)} mm", "thin line: with marks"))
    start = 2 + max(safe.left * scale, 12) + 8
    lines = []
    y = safe.top * scale + 24
    for name, what in told:
        if y + 16 < safe.foot * scale:
            lines.append(f'<text class="b" x="{start:.0f}" y="{y:.0f}" font-size="11">{name}</text>')
            lines.append(f'<text x="{start:.0f}" y="{y + 14:.0f}" font-size="10.5">{what}</text>')
        y += 38
    said = "; ".join(f"{name}, {what}" for name, what in told)
    return (
        f'<svg viewBox="0 0 200 {high:.0f}" role="img" aria-label="{escape(said)}"><g class="sheet">{shapes}</g>'
        f'<g class="said">{"".join(lines)}</g></svg>'
    )


def _rows(proof: Proof) -> Iterable[tuple[str, str]]:
    shop, measures = proof.printing.shop, proof.measures
    bleed = f"{_mm(shop.bleed)} mm on all sides; fields and photos at the edge run to it"
    yield "Bleed", bleed if shop.bleed else "None: nothing is printed beyond the page"
    yield "Marks", "Crop, fold and registration marks, colour bar" if shop.marks else "None, as the shop asks"
    near = min((each.distance for each in measures.words), default=0.0)
    yield (
        "Nearest text",
        f"{_mm(near)} mm from the trim, at least {_mm(shop.safety)} mm wanted" if measures.words else "",
    )
    thin = min((rule for rule in measures.rules if rule.thickness > 0), key=lambda each: each.thickness, default=None)
    if thin is not None:
        plates = "one plate" if thin.plates == 1 else f"{thin.plates} plates"
        yield "Thinnest line", f"{thin.thickness:.2g} pt on {plates}, at least {_THINNEST} pt wanted"
    small = min((each.size for each in measures.words if each.size), default=0.0)
    yield "Smallest type", f"{small:g} pt, at least {_SMALLEST} pt wanted" if small else ""
    yield "Colours", _colors(proof)
    yield "Profile", f"{escape(shop.condition)}: {escape(proof.profile)}, inside the file as its output intent"
    if shop.rgb == "keep":
        yield "Photos", "In RGB with their profiles, as the shop asks"
    yield "Transparency", ("In a drawing" if _drawn(proof) else "None") + ", no layers"
    yield "Fonts", _fonts(proof.pages)


def _drawn(proof: Proof) -> bool:
    return any(finding.code == "print-transparency" for finding in proof.findings)


def _colors(proof: Proof) -> str:
    spots = ", ".join(escape(name) for name in proof.inking.spots())
    inks = "Cyan, magenta, yellow, black" + (f" and {spots}" if spots else "; no spot colours")
    accent = proof.inking.of("accent")
    shares = "/".join(f"{100 * share:.0f}" for share in accent.plates)
    return f"{inks}. Text in black only, overprinting; the house colour is {escape(accent.spot or shares)}"


def _fonts(pages: Pages) -> str:
    """Return the families and their weights, by what is set in them."""
    found: dict[str, set[str]] = {}
    for page in pages.pages:
        for thing in page.things:
            for run in thing.line.runs if isinstance(thing, PlacedLine) else ():
                face = run.shaper.face
                family = str(face.hb_face.get_name(16) or face.hb_face.get_name(1) or "A font")
                weight = _WEIGHTS.get(round(face.axes.get("wght", 400) / 100) * 100, "regular")
                slanted = "italic" in face.key.casefold() or "italic" in family.casefold()
                family = re.sub(r"(?i)\s*(italic|variable|roman)$", "", family)
                found.setdefault(family, set()).add(weight + (" italic" if slanted else ""))
    told = "; ".join(f"{escape(family)}: {', '.join(sorted(looks))}" for family, looks in sorted(found.items()))
    return f"{told}; all inside the file, as subsets" if told else ""


# Inks, photos, folds -------------------------------------------------------------------------------------------


def _inks(proof: Proof) -> str:
    limit = proof.printing.shop.ink_limit
    shown = proof.coverage
    left = ""
    if len(shown) > _MOST_PAGES:
        shown = tuple(sorted(shown, key=lambda each: -each.most)[:_WORST_PAGES])
        left = f" The {_WORST_PAGES} pages with most ink; {len(proof.coverage) - _WORST_PAGES} more have less."
    rows = []
    for page in shown:
        share = min(100.0, 100 * page.most / limit)
        bar = f'<span class="meter" aria-hidden="true"><u style="width:{share:.0f}%"></u></span>'
        sign = "ok" if page.most <= limit + 1 else "warn"
        result = f"within {limit} %" if sign == "ok" else f"above {limit} %"
        plates = (f"{mean:.0f} %" for mean in page.plates[:4])
        rows.append(
            (str(page.page), *plates, f'{bar}<span class="amount">{page.most:.0f} %</span>', _sign(sign) + result)
        )
    heads = ("Page", *_PLATES, f"Most ink in one place, limit {limit} %", "Result")
    told = "Average of each plate; \u201cone place\u201d is a square of 15 mm\u00b2."
    return table(heads, rows) + f'<p class="over">{told}{left}</p>'


def _photos(proof: Proof) -> str:
    shop = proof.printing.shop
    drawings = {photo.placed.photo for photo in proof.measures.photos if photo.placed.photo.lower().endswith(".svg")}
    photos = sorted(
        (photo for photo in proof.measures.photos if photo.placed.photo not in drawings), key=lambda each: each.ppi
    )
    if not photos:
        return "<p>There are none.</p>"
    shown = sorted(photos[:_MOST_PHOTOS], key=lambda each: each.page)
    rows = [(words(one.placed.photo), str(one.page), _size(one), f"{one.ppi:.0f}", _sharpness(one, shop.ppi.warn,
             shop.ppi.error)) for one in shown]  # fmt: skip
    rest = photos[_MOST_PHOTOS:]
    left = f'<p class="over">{len(rest)} more, all above {rest[0].ppi:.0f}.</p>' if rest else ""
    return table(("File", "Page", "Printed size", "Dots per inch", "Result"), rows) + left


def _size(photo: Photo) -> str:
    return f"{photo.placed.width / MILLIMETER:.0f} \u00d7 {photo.placed.height / MILLIMETER:.0f} mm"


def _sharpness(photo: Photo, warn: int, error: int) -> str:
    if photo.ppi < error:
        return f"{_sign('bad')}refused: below {error}"
    return f"{_sign('warn')}coarse: below {warn}" if photo.ppi < warn else f"{_sign('ok')}sharp"


def _folding(proof: Proof) -> str:
    fold, sheets = proof.printing.fold, proof.sheets
    if not sheets.imposed and sheets.sheets[0].folds:
        return _folded_pages(sheets)
    if not sheets.imposed:
        told = _FOLDS[fold] if fold != "none" else _FOLDS["none"]
        rest = " The file has single pages in reading order; the printer puts them on sheets." if fold != "none" else ""
        return f"<p>{told}{rest}</p>"
    drawn = "".join(_side(sheets, at) for at in range(min(4, len(sheets.sheets))))
    kind = fold if fold != "none" else "booklet"
    count = -(-len(sheets.sheets) // 2)
    widths = ""
    if kind == "tri-fold":
        widths = f" Panels outside, from the left: {', '.join(_panels(sheets.sheets[0]))} mm."
    turned = "Print on both sides and turn on the short edge."
    blank = f" Blank: {', '.join(map(str, sheets.blank))}." if sheets.blank else ""
    more = f" {count} sheets, the outermost first." if count > 1 else ""
    return f'<div class="folds">{drawn}<p>{_FOLDS[kind]}{widths} {turned}{more}{blank}</p></div>'


def _folded_pages(sheets: Sheets) -> str:
    """Return how pages are folded that are the sides of a sheet themselves."""
    drawn = "".join(_side(sheets, at) for at in range(min(2, len(sheets.sheets))))
    sides = [_panels(sheet) for sheet in sheets.sheets[:2]]
    kind = "accordion" if len(set(sides[0])) == 1 else "tri-fold"
    widths = "; ".join(
        f"{where}, from the left: {', '.join(side)} mm"
        for where, side in zip(("outside", "inside"), sides, strict=False)
    )
    turned = "Print on both sides and turn on the short edge."
    return f'<div class="folds">{drawn}<p>{_FOLDS[kind]} Panels {widths}. {turned}</p></div>'


def _panels(sheet: Sheet) -> tuple[str, ...]:
    """Return the widths of the panels of a side of a sheet, in millimetres."""
    return tuple(_mm(end - start) for start, end in itertools.pairwise((0.0, *sheet.folds, sheet.trim.width)))


def _side(sheets: Sheets, at: int) -> str:
    """Return one side of a sheet, with the numbers of its pages and its folds."""
    sheet = sheets.sheets[at]
    scale = 62 / sheet.trim.height
    wide = sheet.trim.width * scale
    # A page that goes over the folds has its number once.
    folds_between = sheet.folds if len(sheet.pages) != 1 or sheets.imposed else ()
    edges = (0.0, *folds_between, sheet.trim.width)
    numbers = []
    for start, end in itertools.pairwise(edges):
        middle = (start + end) / 2 + sheet.trim.left
        found = [page.number for page in sheet.pages if page.clip.left <= middle <= page.clip.right]
        x = 1 + (start + end) / 2 * scale
        numbers.append((x, str(found[0]) if found else "\u2013"))
    folds = "".join(f'<path d="M{1 + fold * scale:.1f} 1v62" stroke-dasharray="3 3"/>' for fold in sheet.folds)
    texts = "".join(
        f'<text x="{x:.1f}" y="38" font-size="18" text-anchor="middle" class="b">{number}</text>'
        for x, number in numbers
    )
    said = f"{sheet.side or 'front'} of sheet {sheet.number}: {', '.join(number for _x, number in numbers)}"
    return (
        f'<svg viewBox="0 0 {wide + 2:.0f} 64" role="img" aria-label="{said}"><g class="sheet">'
        f'<rect x="1" y="1" width="{wide:.1f}" height="62"/>{folds}</g><g class="said">{texts}</g></svg>'
    )


def _questions(proof: Proof) -> str:
    return f"Questions: {words(proof.contact, proof.language)}" if proof.contact else ""
