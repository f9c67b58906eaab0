"""A theme as frozen values: every style and every length of the design, read from one data file.

Lengths are points on the A4 page. `load_theme` reads and checks a theme file as strictly as a brochure.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

from pdfbrochure.color import AA, AAA, contrast, darkened, mixed, read_on
from pdfbrochure.diagnostics import Findings, Origin, Report
from pdfbrochure.files import Files
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.design import Part
from pdfbrochure.model.own_theme import BASED_ON, laid_over, read_own_theme
from pdfbrochure.model.page_templates import PageTemplates
from pdfbrochure.model.read_design import read_part, read_templates
from pdfbrochure.model.scalars import Fault
from pdfbrochure.read import parse

_FOLDER: Final = Path(__file__).resolve().parent.parent / "themes"
# How much of a house color is in the tint made from it.
_TINT_SHARE: Final = 0.09

# A theme's colors have two more, made of them: in which text is set that is to have the accent, and text on the accent.
TEXT_COLORS: Final = {"accent": "accent_text", "paper": "on_accent"}


# No length of a design for A4 is longer than a third of the page; a slip of the finger is.
Length = Annotated[float, Meta(ge=0, le=280)]
Positive = Annotated[float, Meta(gt=0, le=280)]
Count = Annotated[int, Meta(ge=1, le=1000)]
Percent = Annotated[float, Meta(ge=0, le=100)]


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
    color: str = "ink"
    steps: tuple[Step, ...] = ()

    @property
    def ground(self) -> str:
        """The color that text of this look stands on."""
        return "accent" if self.color == "paper" else "paper"

    @property
    def text_color(self) -> str:
        """The name of the color in which text of this look is set on that ground."""
        return TEXT_COLORS.get(self.color, self.color)


class PageDesign(Struct, frozen=True):
    """Margins and columns of the A4 page. `column_rule` is the thickness of the rules between columns, 0 for none.

    `margin_inner`, towards the fold, and `margin_outer` take the place of `margin_side` where they are given. `flow`:
    how items fill pages: `columns` of running text, or `rows` of equal cards (see `cards`). `hang`: room at the start
    of every column in which no text runs: what is `hung` in a head stands there, and captions may. `margin_start` and
    `margin_end` take the place of `margin_side` where the text stands off the middle of all pages.
    """

    margin_top: Length
    margin_side: Annotated[float, Meta(ge=0, le=150)]
    margin_foot: Length
    columns: Annotated[int, Meta(ge=1, le=4)]
    gutter: Annotated[float, Meta(ge=0, le=60)]
    smallest_column: Positive
    justify: bool
    column_rule: Length
    flow: Literal["columns", "rows"] = "columns"
    margin_inner: Annotated[float, Meta(ge=0, le=150)] | None = None
    margin_outer: Annotated[float, Meta(ge=0, le=150)] | None = None
    hang: Annotated[float, Meta(ge=0, le=200)] = 0.0
    margin_start: Annotated[float, Meta(ge=0, le=250)] | None = None
    margin_end: Annotated[float, Meta(ge=0, le=250)] | None = None

    @property
    def _margins(self) -> tuple[float, float]:
        """Those of a page with an odd number, at its start and its end."""
        inner = self.margin_start if self.margin_start is not None else self.margin_inner
        outer = self.margin_end if self.margin_end is not None else self.margin_outer
        return (self.margin_side if inner is None else inner, self.margin_side if outer is None else outer)

    @property
    def side(self) -> float:
        """The margin at each side, on the average of both."""
        return sum(self._margins) / 2

    @property
    def off_center(self) -> float:
        """By how much the text stands farther from the fold, or the start, than in its middle; below 0 nearer."""
        return self.side - self._margins[1]


class LeadDesign(Struct, frozen=True):
    """The lead item: its photo, and its head across columns. Aspects are width to height.

    Attributes:
        columns: How many columns it spans; 0 for all.
        photo: Whether its photo bleeds or stands inside the text area.
        head: Kicker, title and standfirst, across columns.
        wide_photo: An item with a photo of so many pixels in width and with so many characters of text spans like
            the lead; 0 for none.
        wide_text: Those characters.
    """

    columns: Annotated[int, Meta(ge=0, le=4)]
    photo: Literal["bleed", "text"]
    tallest: Positive
    lowest: Positive
    photo_to_kicker: Length
    title_to_body: Length
    without_photo: Length
    head: Part
    wide_photo: Annotated[int, Meta(ge=0)] = 0
    wide_text: Annotated[int, Meta(ge=0)] = 0


class FeatureDesign(Struct, frozen=True):
    """The photo of a feature, as wide as the text area."""

    tallest: Positive
    lowest: Positive


class PhotoDesign(Struct, frozen=True):
    """Photos in a column. Aspects are width to height; `portrait` is the narrowest allowed.

    `caption_beside` is the width of captions that stand beside their photos, so far from them; 0: they stand below.
    With `caption_hung` they stand in the room that the page's `hang` leaves. `outdent`: how far photos reach into it.
    """

    aspect: Positive
    tallest: Positive
    lowest: Positive
    portrait: Positive
    to_credit: Length
    caption_beside: Length = 0.0
    to_caption_beside: Length = 8.0
    caption_hung: bool = False
    outdent: Length = 0.0


class LinksDesign(Struct, frozen=True):
    """The link list of an item. Its bullets are as wide as that: squares, or dashes if they are lower."""

    bullet_width: Positive
    bullet_height: Length
    indent: Length
    space_above: Length
    space_between: Length


class ChartDesign(Struct, frozen=True):
    """Charts. Heights of bars are shares of a row.

    Attributes:
        rule_below: From the foot of a caption's row to the rule below it.
        bar: Height of a bar.
        pair: Height of one of two bars that touch.
        label_gap: From the widest label to the line of zero.
        value_gap: From a bar to its value.
        note_below: By how much the note stands below its row's baseline.
        line: Thickness of the marked line; of the others.
        dot: Radius of its dots; of those of the others.
    """

    rule_below: Length
    bar: Annotated[float, Meta(gt=0, le=0.9)]
    pair: Annotated[float, Meta(gt=0, le=0.9)]
    label_gap: Length
    value_gap: Length
    note_below: Length
    line: tuple[Positive, Positive]
    dot: tuple[Positive, Positive]


class ListDesign(Struct, frozen=True):
    """Lists in the text."""

    indent: Length


class CardsDesign(Struct, frozen=True):
    """The cards of items where pages are filled in rows of them.

    Attributes:
        padding: From the sides of a card to its text, where it has a ground.
        gap: Rows between two rows of cards.
        rule: Thickness of the rule at a card's head; a photo there takes its place.
        rule_color: Its color.
        ground: The color of the cards of every second section.
        wide_photo: An item with a photo of so many pixels in width wants a card across two columns.
        wide_text: So does one with more characters of text; with three times as many, across three.
    """

    padding: Length = 0.0
    gap: Annotated[int, Meta(ge=0, le=6)] = 1
    rule: Length = 0.0
    rule_color: str = "accent"
    ground: str = "tint"
    wide_photo: Annotated[int, Meta(ge=0)] = 900
    wide_text: Annotated[int, Meta(ge=0)] = 260


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


# Of the height of the letters: what two lines that do not touch are apart.
CLEAR: Final = 1.05


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
    """One theme, complete.

    Attributes:
        scripts: What changes for scripts with taller letters, by their ISO 15924 codes.
        inks: Color -> percent of cyan, magenta, yellow and black that print it; others are worked out.
        spots: Color -> name of an ink of its own that prints it.
    """

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
    masthead: Part
    lead: LeadDesign
    feature: FeatureDesign
    head: Part
    photo: PhotoDesign
    links: LinksDesign
    list: ListDesign
    chart: ChartDesign
    footer: Part
    closing: Part
    imprint: Part
    facts: Part
    agenda: Part
    people: Part
    briefs: Part
    sidebar: Part
    pages: PageTemplates = PageTemplates()
    cards: CardsDesign = CardsDesign()
    fit: FitDesign = FitDesign()
    scripts: dict[str, ScriptDesign] = {}
    inks: dict[str, tuple[Percent, Percent, Percent, Percent]] = {}
    spots: dict[str, str] = {}


def known_themes() -> tuple[str, ...]:
    """Return the names of the bundled themes, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def load_theme(
    settings: Settings, report: Findings, files: Files | None = None, families: Collection[str] = ()
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
    known = tuple(value["colors"])

    def design(kind: type, plain: Any) -> Part | PageTemplates:
        return _design(kind, plain, known)

    theme = msgspec.convert(value, Theme, strict=False, dec_hook=design)
    colors = _with_text_colors(dict(theme.colors))
    if settings.palette:
        if settings.palette not in theme.palettes:
            report.error(
                "unknown-palette",
                f"the theme {theme.name} has no palette \u201c{settings.palette}\u201d",
                mend=f"its palettes are {', '.join(theme.palettes)}",
                origin=("settings", "palette"),
            )
            return None
        colors = _with_text_colors(colors | theme.palettes[settings.palette])
    if settings.accent:
        colors = _with_house_color(colors, settings.accent, report)
    return msgspec.structs.replace(theme, colors=colors)


def theme_in_script(theme: Theme, script: str, ink: float = 0.0) -> Theme:
    """Return a theme as it is for text in a script.

    Args:
        theme: The theme, which says what changes for the scripts that it knows.
        script: An ISO 15924 code.
        ink: How high the letters are of a script that it does not know, or in a font that it does not, in ems; 0 where
            that is unknown.
    """
    design = theme.scripts.get(script)
    if design is not None:
        theme = _designed(theme, design)
    return _for_ink(theme, ink) if ink else theme


def _designed(theme: Theme, design: ScriptDesign) -> Theme:
    """Return a theme with what it says itself of a script."""
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


def _for_ink(theme: Theme, ink: float) -> Theme:
    """Return a theme in which no letters of a height touch those of the next line."""
    styles = {}
    for name, style in theme.styles.items():
        steps = tuple(Step(step.size, max(step.leading, CLEAR * ink * step.size), step.lines) for step in style.steps)
        leading = max(style.leading, CLEAR * ink * style.size)
        styles[name] = msgspec.structs.replace(style, leading=leading, steps=steps)
    unit = styles["body"].leading
    return msgspec.structs.replace(theme, unit=unit, styles=styles)


def _design(kind: type, value: Any, colors: Collection[str]) -> Part | PageTemplates:
    """Return what is made of boxes from its plain values, which were checked where they came from a stranger."""

    def tell(origin: Origin, fault: Fault) -> None:
        raise AssertionError(f"{'.'.join(map(str, origin))} {fault.says}")

    if kind is PageTemplates:
        return read_templates(value, (), tell, colors)
    return read_part(value, (), tell, colors)


def _bundled(name: str) -> dict[str, Any] | None:
    """Return the values of a bundled theme, over those of the one that it is based on."""
    if name not in known_themes():
        return None
    file = f"{name}.yaml"
    value = dict(parse((_FOLDER / file).read_bytes(), Report(file)).value)
    base = _bundled(str(value.pop(BASED_ON, "")))
    return value if base is None else laid_over(base, value)


def _with_text_colors(colors: dict[str, str]) -> dict[str, str]:
    """Return colors with those of text in the accent and of text on it."""
    accent = colors["accent"]
    return colors | {"accent_text": accent, "on_accent": read_on(accent, colors["paper"], colors["ink"])}


def _with_house_color(colors: dict[str, str], accent: str, report: Findings) -> dict[str, str]:
    """Return colors with a house color in place of the accent: exact on panels and bars, dark enough for text."""
    colors = _with_text_colors(colors | {"accent": accent, "tint": mixed(accent, "#ffffff", _TINT_SHARE)})
    dark = darkened(accent, AAA)
    if dark != accent:
        ratio = contrast(accent, "#ffffff")
        reversed_ = "" if ratio >= AA else f", and text on panels of it in {colors['on_accent']}"
        report.warning(
            "accent-darkened",
            f"the accent {accent} has a contrast of {ratio:.1f}:1 against white, so text in it is set in {dark}"
            f"{reversed_}",
            why=f"small text is read by everybody from {AAA:.0f}:1 on; panels, bars and rules keep the color as it is",
            mend=f'write accent: "{dark}" to have the dark tone everywhere',
            origin=("settings", "accent"),
        )
    return colors | {"accent_text": dark}


def _tell_unknown(settings: Settings, report: Findings) -> None:
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
