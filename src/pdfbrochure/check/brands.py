"""The guard of a house style: only its colors and its fonts stand on the pages, and its logo as it wants to stand.

Photos and logos have their own colors; black and its grays are those of text where the brand names none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from pdfbrochure.color import rgb
from pdfbrochure.compose.blocks import Tree
from pdfbrochure.diagnostics import Findings, Origin, listed
from pdfbrochure.layout.clear_space import ROUNDING, distance, is_logo, others, space_of
from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedCode, PlacedFlat, PlacedLine, PlacedPhoto, PlacedShape
from pdfbrochure.model.brand import Brand
from pdfbrochure.model.house_colors import is_of
from pdfbrochure.model.scalars import show
from pdfbrochure.model.theme import Theme

# Of red, green and blue, by so much the parts of a gray may differ, a warm or a cold one.
NEUTRAL: Final = 0.16
_CHARACTERS_TOLD: Final = 8
_MM: Final = 25.4 / 72


def check_brand(
    pages: Pages, nodes: Tree, brand: Brand, fonts: Collection[str], theme: Theme, accent: str, report: Findings
) -> None:
    """Report what on the pages is not of the house style.

    Args:
        pages: What stands where.
        nodes: The elements that it belongs to.
        brand: The house style.
        fonts: The names of its fonts.
        theme: The look, with its colors.
        accent: The accent that the brochure itself names, or "".
        report: Takes the findings.
    """
    if brand.palette.primary:
        _check_colors(pages, brand, theme, accent, report)
    if brand.fonts.body:
        _check_fonts(pages, nodes, brand, fonts, report)
    _check_logo(pages, brand, report)


# Colors ------------------------------------------------------------------------------------------------------------


def _check_colors(pages: Pages, brand: Brand, theme: Theme, accent: str, report: Findings) -> None:
    colors = theme.colors
    derived = [colors[name] for name in ("ink", "grey", "hairline")]
    if not brand.palette.foreground:
        derived = [color for color in derived if max(rgb(color)) - min(rgb(color)) <= NEUTRAL]
    bases = [*brand.palette.named.values(), *derived, "#000000"]
    # What is made of a color of the brand, as darker text, is its own.
    if accent not in brand.palette.named.values() and accent:
        report.error(
            "off-brand-color",
            f"the accent {accent} is none of the colors of the brand {brand.file}",
            mend="delete the line; `palette: …` chooses another one of the brand's colors: "
            f"{', '.join(brand.palette.named)}",
            origin=("settings", "accent"),
        )
        return
    bases += [colors["accent_text"], colors["on_accent"]]
    seen: set[str] = set()
    for page in pages.pages:
        for name in _colors_on(page):
            color = colors.get(name, name).lower()
            if name in seen:
                continue
            seen.add(name)
            if not is_of(color, bases, colors["paper"]):
                told = f"{show(name)} ({color})" if name in colors else color
                report.error(
                    "off-brand-color",
                    f"the theme {theme.name} sets something in {told} on page {page.number}, which is none of the "
                    f"colors of the brand {brand.file}",
                    mend="give the color in the theme file a value of the brand's, or the name of one",
                    origin=("settings", "theme"),
                )


def _colors_on(page: Page) -> Iterator[str]:
    for thing in page.things:
        if isinstance(thing, (PlacedFlat, PlacedCode)):
            yield thing.color
        elif isinstance(thing, PlacedShape):
            yield from (color for color in (thing.stroke, thing.fill) if color)
        elif isinstance(thing, PlacedLine):
            yield from (run.color for run in thing.line.runs)


# Fonts -------------------------------------------------------------------------------------------------------------


def _check_fonts(pages: Pages, nodes: Tree, brand: Brand, fonts: Collection[str], report: Findings) -> None:
    strangers: dict[str, tuple[dict[str, None], Origin, int]] = {}
    for page in pages.pages:
        for thing in page.things:
            for run in thing.line.runs if isinstance(thing, PlacedLine) else ():
                name = run.shaper.face.key.split(";", maxsplit=1)[0]
                if name not in fonts:
                    origin = nodes[run.node].origin if run.node is not None else ()
                    chars, _origin, _page = strangers.setdefault(name, ({}, origin, page.number))
                    chars |= dict.fromkeys(char for piece in run.pieces for char in piece.text if not char.isspace())
    for name, (chars, origin, number) in strangers.items():
        told = [f"\u201c{char}\u201d" for char in list(chars)[:_CHARACTERS_TOLD]]
        shown = listed([*told, *(["others"] if len(chars) > _CHARACTERS_TOLD else [])])
        font = name.partition("#")[0].partition("[")[0]
        report.warning(
            "off-brand-font",
            f"{shown} on page {number} {'are' if len(chars) > 1 else 'is'} set in {font}, no font of the "
            f"brand {brand.file}",
            why="its own fonts do not have these characters",
            mend="write it with other characters, or ask whoever made the brand for a font that has these",
            origin=origin,
        )


# The logo ----------------------------------------------------------------------------------------------------------


def _check_logo(pages: Pages, brand: Brand, report: Findings) -> None:
    rules = brand.rules
    told: set[str] = set()
    for page in pages.pages:
        for logo in page.things:
            if not isinstance(logo, PlacedPhoto) or not is_logo(logo):
                continue
            if logo.width < rules.least_width - ROUNDING and "small" not in told:
                told.add("small")
                report.warning(
                    "logo-too-small",
                    f"the logo is {logo.width * _MM:.1f} mm wide on page {page.number}; the brand {brand.file} wants "
                    f"{rules.least_width * _MM:.1f} mm at least",
                    why="a mark that is too small is not read",
                    mend="choose a larger page or another theme, or give it more room in a theme file of your own",
                    origin=("logo",),
                )
            space = space_of(logo, rules)
            apart = [(distance(logo, thing), _named(thing)) for thing in others(page.things, logo)]
            near = min(apart, default=None)
            if space and near is not None and near[0] < space - ROUNDING and "crowded" not in told:
                told.add("crowded")
                report.warning(
                    "logo-crowded",
                    f"{near[1]} stands {near[0] * _MM:.1f} mm from the logo on page {page.number}; the brand "
                    f"{brand.file} wants {space * _MM:.1f} mm clear",
                    why="layout makes room for it, but there is no more here",
                    mend="choose another theme or a larger page, or give it more room in a theme file of your own",
                    origin=("logo",),
                )


def _named(thing: Placed) -> str:
    """Return what a thing near to a logo is."""
    if isinstance(thing, PlacedLine):
        return "a text"
    if isinstance(thing, PlacedPhoto):
        return "a photo" if thing.origin[:1] == ("items",) else "another mark"
    return "the QR code" if isinstance(thing, PlacedCode) else "a line or a field of color"
