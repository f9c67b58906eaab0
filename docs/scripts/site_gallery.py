"""The gallery of the site: themes and parts of brochures, made of the examples. `build_site.py` calls it.

What is shown is cut out of the very pages that the examples make; beside it stand the lines of the file that make it.
"""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pypdfium2
import yaml
from PIL import Image

from pdfbrochure import build
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Memory
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.fields import BROCHURE, ITEM
from pdfbrochure.model.theme import Theme
from pdfbrochure.model.themes import known_themes, load_theme
from pdfbrochure.pipeline import Built

ROOT: Final = Path(__file__).parent.parent.parent
# Pixels of a page's width: of a card, of a page by itself. Twice as many are drawn, for sharp screens.
CARD: Final = 352
SHEET: Final = 480
# Points around what is cut out of a page.
MARGIN: Final = 14
# Pages of an example that are shown.
MOST_SHEETS: Final = 4
# Keys that are no part to be seen by itself.
PLAIN: Final = {
    "title", "short_title", "subtitle", "language", "date", "issue", "publisher", "items", "settings", "lang", "body",
    "layout", "new_page", "caption", "people_credit", "byline", "source",
}  # fmt: skip
WITHOUT_PHOTOS: Final = ROOT / "examples" / "no-photos"


@dataclass
class Sample:
    """An example: its file, and what it builds to, in a theme and a palette if these are not its own."""

    folder: Path
    theme: str = ""
    palette: str = ""

    @cached_property
    def text(self) -> str:
        """The file."""
        return (self.folder / "brochure.yaml").read_text(encoding="utf-8")

    @cached_property
    def settings(self) -> dict[str, Any]:
        """Its settings."""
        return dict(yaml.safe_load(self.text).get("settings") or {})

    @cached_property
    def built(self) -> Built:
        """What it builds to."""
        if not self.theme and not self.palette:
            return build(self.folder / "brochure.yaml")
        told = yaml.safe_load(self.text)
        chosen = {key: value for key, value in (("theme", self.theme), ("palette", self.palette)) if value}
        kept = {
            key: value for key, value in self.settings.items() if key not in ("theme", "palette", "accent", "pages")
        }
        told["settings"] = {**kept, **chosen}
        # Dates are words to the program.
        text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
        files = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and path.suffix not in (".pdf", ".md")
        }
        return build("brochure.yaml", files=Memory({**files, "brochure.yaml": text.encode()}))

    def drawn(self, number: int, scale: float) -> Image.Image:
        """Return a page, counted from 1, at so many pixels a point."""
        document = pypdfium2.PdfDocument(self.built.pdf)
        try:
            return document[number - 1].render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()

    @cached_property
    def width(self) -> float:
        """The width of its first page, in points."""
        document = pypdfium2.PdfDocument(self.built.pdf)
        try:
            return float(document[0].get_width())
        finally:
            document.close()


@dataclass
class Shown:
    """A picture that was written: address, size on the page."""

    place: str
    width: int
    height: int

    def tag(self, alt: str, root: str, lazy: str = ' loading="lazy"') -> str:
        """Return it as HTML, seen from a page; the file has twice the pixels."""
        size = f'width="{self.width}" height="{self.height}"'
        return f'<img src="{root}{self.place}" {size} alt="{html.escape(alt, quote=True)}"{lazy}>'


def samples() -> list[Sample]:
    """Return the examples, the brochure at the top of the project first."""
    return [Sample(ROOT), *(Sample(path.parent) for path in sorted((ROOT / "examples").glob("*/brochure.yaml")))]


def shown(out: Path, name: str, picture: Image.Image) -> Shown:
    """Write a picture, and return where it is."""
    place = f"img/gallery/{name}.webp"
    (out / place).parent.mkdir(parents=True, exist_ok=True)
    picture.save(out / place, "WEBP", quality=80, method=2)
    return Shown(place, picture.width // 2, picture.height // 2)


def sheet(out: Path, name: str, sample: Sample, number: int, width: int) -> Shown:
    """Write a page of an example."""
    return shown(out, name, sample.drawn(number, 2 * width / sample.width))


# Themes --------------------------------------------------------------------------------------------------------


def themes() -> dict[str, Theme]:
    """Return the themes that come with the program."""
    found = {}
    for name in known_themes():
        theme = load_theme(Settings(theme=name), Report())
        assert theme is not None
        found[name] = theme
    return found


def sample_of(theme: str, all_samples: list[Sample]) -> Sample:
    """Return an example that is made for a theme, or one in it that it suits."""
    example = told_of_themes().get(theme, {}).get("example", "")
    if example:
        return Sample(ROOT / "examples" / example, theme)
    own = [each for each in all_samples if each.settings.get("theme", "institutional") == theme]
    return own[0] if own else Sample(ROOT, theme=theme)


def swatches(theme: Theme) -> str:
    """Return the palettes of a theme with their accents."""
    marks = (
        f'<span class="sw"><i style="background:{colors["accent"]}"></i>{html.escape(name.capitalize())}</span>'
        for name, colors in theme.palettes.items()
        if "accent" in colors
    )
    return "".join(marks)


def told_of_themes() -> dict[str, dict[str, Any]]:
    """Return what the site says of themes beside their own words."""
    return dict(_told()["themes"])


def chips() -> str:
    """Return the choice of what a theme is for."""
    every = {"": "Anything", **_told()["kinds"]}
    return "".join(
        f'<label class="chip"><input class="vh" type="radio" name="kind" value="{kind}"{"" if kind else " checked"}>'
        f"{html.escape(words)}</label>"
        for kind, words in every.items()
    )


def _told() -> dict[str, Any]:
    return tomllib.loads((ROOT / "docs" / "site" / "pages.toml").read_text(encoding="utf-8"))


def theme_cards(out: Path, all_samples: list[Sample]) -> str:
    """Return the page of all themes: for each its first page, what it is for, its colours."""
    told, cards = told_of_themes(), []
    for name, theme in themes().items():
        picture = sheet(out, f"{name}-card", sample_of(name, all_samples), 1, CARD)
        rows = [(label, told.get(name, {}).get(key, "")) for key, label in (("photos", "Photos"), ("pages", "Pages"))]
        facts = "".join(f"<dt>{label}</dt><dd>{html.escape(value)}</dd>" for label, value in rows if value)
        cards.append(
            f'<article class="th" data-kinds="{" ".join(told.get(name, {}).get("kinds", ()))}">'
            f'<div class="shots">{picture.tag("", "")}</div>'
            f'<h2><a href="themes/{name}.html">{html.escape(name.capitalize())}</a></h2>'
            f"<p>{html.escape(theme.help)}</p><dl>{facts}<dt>Colours</dt><dd>{swatches(theme)}</dd></dl></article>"
        )
    return f'<div class="themes">{"".join(cards)}</div>'


def theme_page(out: Path, name: str, theme: Theme, all_samples: list[Sample]) -> str:
    """Return the page of one theme: its example, all palettes, a brochure without photos, the line that chooses it."""
    own = sample_of(name, all_samples)
    pages = min(own.built.pages, MOST_SHEETS)
    sheets = [(sheet(out, f"{name}-{at}", own, at, SHEET), f"Page {at}") for at in range(1, pages + 1)]
    others = [
        (sheet(out, f"{name}-{palette}", Sample(own.folder, name, palette), 1, CARD), f"palette: {palette}")
        for palette in theme.palettes
    ]
    bare = sheet(out, f"{name}-without-photos", Sample(WITHOUT_PHOTOS, name), 1, CARD)
    others.append((bare, "Without photos"))
    line = f"theme: {name}"
    return (
        f'<h1>{html.escape(name.capitalize())}</h1><p class="lead">{html.escape(theme.help)}</p>'
        f'<div class="line" style="margin-top:24px"><pre tabindex="0">settings:\n  {line}</pre>'
        f'<button class="btn" data-copy="{line}" hidden>Copy</button></div>'
        f"<h2>Its pages</h2>{_figures(sheets, name, '')}<h2>In other colours, and without photos</h2>"
        f'{_figures(others, name, " small")}<p><a href="../themes.html">All themes</a></p>'
    )


def _figures(pictures: list[tuple[Shown, str]], theme: str, kind: str) -> str:
    figures = []
    for picture, said in pictures:
        tag = picture.tag(f"{theme.capitalize()}: {said}", "../")
        figures.append(f"<figure>{tag}<figcaption>{html.escape(said)}</figcaption></figure>")
    return f'<div class="sheets{kind}">{"".join(figures)}</div>'


# Parts ---------------------------------------------------------------------------------------------------------


def parts(out: Path, all_samples: list[Sample]) -> str:
    """Return the page of all parts: for each key a picture out of an example, and the lines that make it."""
    found = []
    for shape, places in ((ITEM, "item"), (BROCHURE, "brochure")):
        for key in shape.keys:
            if key.name not in PLAIN:
                one = _part(out, key.name, key.help, places, all_samples)
                found += [one] if one else []
    return "".join(found)


def _part(out: Path, key: str, said: str, where: str, all_samples: list[Sample]) -> str:
    for sample in all_samples:
        if not re.search(rf"(?m)^{'    ' if where == 'item' else ''}{key}:", sample.text):
            continue
        lines = sample.text.splitlines()
        depth = 4 if where == "item" else 0
        places = [place for place in sample.built.places if _key_at(lines, place.line, depth) == key]
        if not places:
            continue
        same = 2 if where == "item" else 1
        begun = places[0]
        first = [place for place in places if (place.page, place.origin[:same]) == (begun.page, begun.origin[:same])]
        picture = shown(out, f"part-{key}", _cut(sample, first))
        name = "brochure" if sample.folder == ROOT else sample.folder.name
        words = html.escape(_lines(sample.text, key, min(place.line for place in first)))
        title = html.escape(key.replace("_", " ").capitalize())
        help_ = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(said))
        return (
            f'<section class="part" id="{key}"><h2>{title}</h2><p>{help_}</p><pre tabindex="0">{words}</pre>'
            f"{picture.tag(f'{title} of the example {name}', '')}</section>"
        )
    return ""


def _key_at(lines: list[str], line: int, depth: int) -> str:
    """Return the key, so many signs from the edge, that a line of the file stands below."""
    for number in range(min(line, len(lines)) - 1, -1, -1):
        found = re.match(r"( *)(- )?([a-z_]+):", lines[number])
        if found and len(found[1] + (found[2] or "")) <= depth:
            return found[3] if len(found[1] + (found[2] or "")) == depth else ""
    return ""


def _cut(sample: Sample, places: list[Any]) -> Image.Image:
    """Return what is on a page where some places are, with a margin."""
    scale = 3.0
    page = sample.drawn(places[0].page, scale)
    left = min(place.x for place in places) - MARGIN
    top = min(place.y for place in places) - MARGIN
    right = max(place.x + place.width for place in places) + MARGIN
    foot = max(place.y + place.height for place in places) + MARGIN
    box = (max(0, left * scale), max(0, top * scale), min(page.width, right * scale), min(page.height, foot * scale))
    return page.crop(tuple(round(side) for side in box))


def _lines(text: str, key: str, line: int) -> str:
    """Return the lines of the file that give a key, at or above a line, without what is too long to be shown."""
    lines = text.splitlines()
    named = [number for number, each in enumerate(lines) if re.match(rf" *(- )?{key}:", each)]
    at = max((number for number in named if number < line), default=named[0])
    depth = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > depth):
        end += 1
    wanted = [each[depth:] for each in lines[at:end]]
    while wanted and not wanted[-1].strip():
        wanted.pop()
    return "\n".join([*wanted[:14], *(["  …"] if len(wanted) > 14 else [])])
