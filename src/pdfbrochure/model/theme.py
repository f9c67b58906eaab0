"""A theme as frozen values: every style and every length of the design, read from one data file.

Lengths are points on the A4 page. `load_theme` reads and checks a theme file as strictly as a brochure.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from pdfbrochure.color import AAA, contrast, darkened, mixed
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.brochure import Settings
from pdfbrochure.read import parse

_FOLDER: Final = Path(__file__).resolve().parent.parent / "themes"
# How much of a house color is in the tint made from it.
_TINT_SHARE: Final = 0.09

ColorName = Literal["accent", "ink", "grey", "hairline", "tint", "paper"]


class Step(Struct, frozen=True, array_like=True):
    """One size that a title may be set in: size and leading in points, and the lines it may take."""

    size: float
    leading: float
    lines: int


class Style(Struct, frozen=True):
    """How one role of text looks. `size` and `leading` in points, `tracking` in em."""

    family: str
    size: float
    leading: float
    weight: int = 400
    italic: bool = False
    tracking: float = 0.0
    color: ColorName = "ink"
    steps: tuple[Step, ...] = ()


class PageDesign(Struct, frozen=True):
    """Margins and columns of the A4 page."""

    margin_top: float
    margin_side: float
    margin_foot: float
    columns: int
    gutter: float
    smallest_column: float
    justify: bool


class MastheadDesign(Struct, frozen=True):
    """The title block of the first page."""

    height: float
    issue_top: float
    foot: float
    title_shift: float
    rule: float


class LeadDesign(Struct, frozen=True):
    """The lead item: its photo, and its head across the columns. Aspects are width to height."""

    photo: Literal["bleed"]
    tallest: float
    lowest: float
    photo_to_kicker: float
    kicker_to_title: float
    title_to_body: float
    without_photo: float


class FeatureDesign(Struct, frozen=True):
    """The photo of a feature, as wide as the text area."""

    tallest: float
    lowest: float


class HeadDesign(Struct, frozen=True):
    """The head of an item in a column."""

    hairline: float
    bar_width: float
    bar_height: float
    to_kicker: float
    to_title: float
    to_body: float
    to_photo: float
    space_above: float


class PhotoDesign(Struct, frozen=True):
    """Photos in a column. Aspects are width to height; `portrait` is the narrowest allowed."""

    aspect: float
    tallest: float
    lowest: float
    portrait: float
    to_credit: float


class LinksDesign(Struct, frozen=True):
    """The link list of an item."""

    bullet: Literal["square"]
    bullet_size: float
    indent: float
    space_above: float
    space_between: float


class ListDesign(Struct, frozen=True):
    """Lists in the text."""

    indent: float


class FooterDesign(Struct, frozen=True):
    """Running title and folio; `foot` is from the line's foot to the trim."""

    hairline: float
    to_text: float
    foot: float


class ClosingDesign(Struct, frozen=True):
    """The closing panel, `rows` grid units high."""

    rows: int
    free_rows: int
    padding_top: float
    tile: float
    quiet: float
    tile_to_address: float
    address_lines: int


class Theme(Struct, frozen=True):
    """One theme, complete."""

    name: str
    help: str
    unit: float
    cap: float
    descent: float
    paragraph_indent: float
    page: PageDesign
    families: dict[str, str]
    colors: dict[str, str]
    palettes: dict[str, dict[str, str]]
    styles: dict[str, Style]
    masthead: MastheadDesign
    lead: LeadDesign
    feature: FeatureDesign
    head: HeadDesign
    photo: PhotoDesign
    links: LinksDesign
    list: ListDesign
    footer: FooterDesign
    closing: ClosingDesign


def known_themes() -> tuple[str, ...]:
    """Return the names of the bundled themes, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def load_theme(settings: Settings, report: Report) -> Theme | None:
    """Return the theme that the settings name, in their palette and accent; None with a finding if there is none."""
    if settings.theme not in known_themes():
        _tell_unknown(settings, report)
        return None
    own = Report(f"{settings.theme}.yaml")
    source = parse((_FOLDER / f"{settings.theme}.yaml").read_bytes(), own)
    theme = msgspec.convert(source.value, Theme, strict=False)
    colors = dict(theme.colors)
    if settings.palette:
        if settings.palette not in theme.palettes:
            report.error(
                "unknown-palette",
                f"the theme {theme.name} has no palette \u201c{settings.palette}\u201d",
                mend=f"its palettes are {', '.join(theme.palettes)}",
                origin=("settings", "palette"),
            )
            return None
        colors.update(theme.palettes[settings.palette])
    if settings.accent:
        colors.update(_house_colors(settings.accent, report))
    return msgspec.structs.replace(theme, colors=colors)


def _house_colors(accent: str, report: Report) -> dict[str, str]:
    """Return the colors made from a house color, dark enough to be read and to carry white text."""
    dark = darkened(accent, AAA)
    if dark != accent:
        report.warning(
            "accent-darkened",
            f"the accent {accent} has a contrast of {contrast(accent, '#ffffff'):.1f}:1 against white, so text and "
            f"panels are set in {dark}",
            why=f"small text and white text on the color are read by everybody from {AAA:.0f}:1 on",
            mend=f'write accent: "{dark}" to choose it yourself',
            origin=("settings", "accent"),
        )
    return {"accent": dark, "tint": mixed(dark, "#ffffff", _TINT_SHARE)}


def _tell_unknown(settings: Settings, report: Report) -> None:
    known = ", ".join(known_themes())
    if settings.theme in ("bulletin", "leaflet") or settings.theme.endswith((".yaml", ".yml")):
        report.error(
            "not-supported-yet",
            f"the theme \u201c{settings.theme}\u201d is not supported by this version of pdfbrochure yet",
            mend=f"use one of: {known}",
            origin=("settings", "theme"),
        )
        return
    report.error(
        "unknown-theme",
        f"there is no theme \u201c{settings.theme}\u201d",
        mend=f"use one of: {known}",
        origin=("settings", "theme"),
    )
