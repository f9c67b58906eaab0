"""A theme as frozen values: every style and every length of the design, read from one data file.

Lengths are points on the A4 page. `load_theme` reads and checks a theme file as strictly as a brochure.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

from pdfbrochure.color import AAA, contrast, darkened, mixed
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Files
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.own_theme import read_own_theme
from pdfbrochure.read import parse

_FOLDER: Final = Path(__file__).resolve().parent.parent / "themes"
# How much of a house color is in the tint made from it.
_TINT_SHARE: Final = 0.09

ColorName = Literal["accent", "ink", "grey", "hairline", "tint", "paper"]


# No length of a design for A4 is longer than a third of the page; a slip of the finger is.
Length = Annotated[float, Meta(ge=0, le=280)]
Positive = Annotated[float, Meta(gt=0, le=280)]
Count = Annotated[int, Meta(ge=1, le=1000)]


class Step(Struct, frozen=True, array_like=True):
    """One size that a title may be set in: size and leading in points, and the lines it may take."""

    size: Positive
    leading: Positive
    lines: Count


class Style(Struct, frozen=True):
    """How one role of text looks. `size` and `leading` in points, `tracking` in em."""

    family: str
    size: Positive
    leading: Positive
    weight: Annotated[int, Meta(ge=200, le=900)] = 400
    italic: bool = False
    tracking: float = 0.0
    color: ColorName = "ink"
    steps: tuple[Step, ...] = ()

    @property
    def ground(self) -> ColorName:
        """The color that text of this look stands on."""
        return "accent" if self.color == "paper" else "paper"


class PageDesign(Struct, frozen=True):
    """Margins and columns of the A4 page. `column_rule` is the thickness of the rules between columns, 0 for none."""

    margin_top: Length
    margin_side: Annotated[float, Meta(ge=0, le=150)]
    margin_foot: Length
    columns: Annotated[int, Meta(ge=1, le=4)]
    gutter: Annotated[float, Meta(ge=0, le=60)]
    smallest_column: Positive
    justify: bool
    column_rule: Length


class MastheadDesign(Struct, frozen=True):
    """The title block of the first page.

    Attributes:
        kind: A panel in the accent as wide as the page, or a nameplate: a title as wide as the text, between rules.
        height: At least; grows with the title. On A4.
        issue_top: From the trim (panel), or from the rules (nameplate), to the issue line.
        foot: From the last baseline to the foot of the panel, or to the rule below the nameplate.
        title_shift: Sideways, in points: the stem of a big capital stands in its side bearing.
        rule: Thickness of the plain panel's rule, or of the nameplate's thick one.
        thin_rule: Thickness of the nameplate's other rules.
        largest: Largest size of a nameplate's title.
        middle: Largest size of one in two lines.
        least: Least size of a nameplate's title in one line or two.
        to_intro: From the nameplate to the intro below it.
        to_items: From its foot, or from the intro below it, to the items.
    """

    kind: Literal["panel", "nameplate"]
    height: Length
    issue_top: Length
    foot: Length
    title_shift: float
    rule: Length
    to_items: Length
    thin_rule: Length = 0.5
    largest: Positive = 72.0
    middle: Positive = 48.0
    least: Positive = 34.0
    to_intro: Length = 12.0


class LeadDesign(Struct, frozen=True):
    """The lead item: its photo, and its head across columns. Aspects are width to height.

    Attributes:
        columns: How many columns it spans; 0 for all.
        photo: Whether its photo bleeds or stands inside the text area.
        wide_photo: An item with a photo of so many pixels in width and with so many characters of text spans like
            the lead; 0 for none.
        wide_text: Those characters.
    """

    columns: Annotated[int, Meta(ge=0, le=4)]
    photo: Literal["bleed", "text"]
    tallest: Positive
    lowest: Positive
    photo_to_kicker: Length
    kicker_to_title: Length
    title_to_body: Length
    without_photo: Length
    wide_photo: Annotated[int, Meta(ge=0)] = 0
    wide_text: Annotated[int, Meta(ge=0)] = 0


class FeatureDesign(Struct, frozen=True):
    """The photo of a feature, as wide as the text area."""

    tallest: Positive
    lowest: Positive


class HeadDesign(Struct, frozen=True):
    """The head of an item in a column.

    Attributes:
        rule: Thickness of the rule across the column.
        rule_color: Its color.
        bar_width: Width of the bar that hangs from it; 0 for none.
        bar_height: Height of the bar.
        date: Whether the date stands above the title or opens the first paragraph.
        to_kicker: From the rule to what follows.
        to_title: From the date to the title.
        to_body: From the title to the text.
        to_photo: From the title to a photo.
        space_above: Above the rule, at least.
    """

    rule: Length
    rule_color: ColorName
    bar_width: Length
    bar_height: Length
    date: Literal["kicker", "run-in"]
    to_kicker: Length
    to_title: Length
    to_body: Length
    to_photo: Length
    space_above: Length


class PhotoDesign(Struct, frozen=True):
    """Photos in a column. Aspects are width to height; `portrait` is the narrowest allowed."""

    aspect: Positive
    tallest: Positive
    lowest: Positive
    portrait: Positive
    to_credit: Length


class LinksDesign(Struct, frozen=True):
    """The link list of an item. Its bullets are filled rectangles: squares, dashes."""

    bullet_width: Length
    bullet_height: Length
    indent: Length
    space_above: Length
    space_between: Length


class ListDesign(Struct, frozen=True):
    """Lists in the text."""

    indent: Length


class FooterDesign(Struct, frozen=True):
    """Running title and folio; `foot` is from the line's foot to the trim."""

    rule: Length
    rule_color: ColorName
    to_text: Length
    foot: Length
    issue_line: bool


class ClosingDesign(Struct, frozen=True):
    """The way to the past stories, `rows` grid units high.

    Attributes:
        kind: A panel in the accent that bleeds at the foot and holds the footer, or a tinted box in the text area.
        rows: Height in rows.
        free_rows: Rows left free above it.
        padding_top: From its top to the tile.
        padding_side: From a box's edges to what it holds.
        rule: Thickness of the rule on top of a box.
        tile: Side of the white tile below the QR code.
        quiet: White around the code.
        tile_to_address: From the tile to the address beside it.
        address_lines: A longer address loses its middle.
    """

    kind: Literal["panel", "box"]
    rows: Count
    free_rows: Annotated[int, Meta(ge=0)]
    padding_top: Length
    padding_side: Length
    rule: Length
    tile: Positive
    quiet: Length
    tile_to_address: Length
    address_lines: Count


class FitDesign(Struct, frozen=True):
    """How far the fitting to a page count may go; shares of the theme's own values, least and most."""

    head_space: tuple[float, float] = (0.6, 1.5)
    leading: tuple[float, float] = (0.95, 1.05)
    photo_height: tuple[float, float] = (0.8, 1.25)
    body_size: tuple[float, float] = (0.9, 1.05)
    # No body text is set smaller than this, in points (design, section 11).
    smallest_body: Length = 9.25


class ScriptStyle(Struct, frozen=True):
    """A style's sizes in another script."""

    size: Positive
    leading: Positive
    steps: tuple[Step, ...] = ()


class ScriptDesign(Struct, frozen=True):
    """What a script with taller letters than Latin changes: the grid, and the leading of all other text.

    Attributes:
        unit: Leading of the body text, and so of the grid.
        cap: From the top of a grid row to the height of the letters.
        descent: From a baseline to the foot of its row.
        body_size: Size of the body text.
        leading: By how much the leading of all other styles grows.
        styles: Sizes of single styles, for which that does not hold.
    """

    unit: Annotated[float, Meta(ge=6, le=40)]
    cap: Length
    descent: Length
    body_size: Positive
    leading: Annotated[float, Meta(ge=1, le=2)] = 1.0
    styles: dict[str, ScriptStyle] = {}


class Theme(Struct, frozen=True):
    """One theme, complete. `scripts`: what changes for scripts with taller letters, by their ISO 15924 codes."""

    name: str
    help: str
    unit: Annotated[float, Meta(ge=6, le=40)]
    cap: Length
    descent: Length
    paragraph_indent: Length
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
    fit: FitDesign = FitDesign()
    scripts: dict[str, ScriptDesign] = {}


def known_themes() -> tuple[str, ...]:
    """Return the names of the bundled themes, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def load_theme(
    settings: Settings, report: Report, files: Files | None = None, families: Collection[str] = ()
) -> Theme | None:
    """Return the theme that the settings name, in their palette and accent; None with a finding if there is none.

    Args:
        settings: They name the theme, or a theme file of the user's own.
        report: Takes the findings, those on the theme file too.
        files: Where to read such a file from.
        families: The font families that it may name.
    """
    if files is not None and settings.theme.lower().endswith((".yaml", ".yml")):
        value = read_own_theme(settings.theme, files, report, Theme, _bundled, families)
    else:
        value = _bundled(settings.theme)
        if value is None:
            _tell_unknown(settings, report)
    if value is None:
        return None
    theme = msgspec.convert(value, Theme, strict=False)
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


def theme_in_script(theme: Theme, script: str) -> Theme:
    """Return a theme as it is for text in a script, an ISO 15924 code."""
    design = theme.scripts.get(script)
    if design is None:
        return theme
    body = theme.styles["body"]
    styles = {}
    for name, style in theme.styles.items():
        own = design.styles.get(name)
        if own is not None:
            changed = {"size": own.size, "leading": own.leading, "steps": own.steps}
        elif (style.size, style.leading) == (body.size, theme.unit):
            changed = {"size": design.body_size, "leading": design.unit}
        else:
            steps = tuple(Step(step.size, step.leading * design.leading, step.lines) for step in style.steps)
            changed = {"leading": style.leading * design.leading, "steps": steps}
        # Letters of these scripts join or carry marks: no distance between them is changed.
        styles[name] = msgspec.structs.replace(style, tracking=0.0, **changed)
    return msgspec.structs.replace(theme, unit=design.unit, cap=design.cap, descent=design.descent, styles=styles)


def _bundled(name: str) -> dict[str, Any] | None:
    """Return the values of a bundled theme."""
    if name not in known_themes():
        return None
    file = f"{name}.yaml"
    return dict(parse((_FOLDER / file).read_bytes(), Report(file)).value)


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
    if settings.theme == "leaflet":
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
