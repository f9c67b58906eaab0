"""A theme as frozen values: every style and every length of the design, read from one data file.

Lengths are points on the A4 page. `themes` loads and checks theme files as strictly as brochures.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from pdfbrochure.model.design import Part
from pdfbrochure.model.page_templates import PageTemplates
from pdfbrochure.model.pairs_design import PairsDesign
from pdfbrochure.model.panels import PanelsDesign
from pdfbrochure.model.table_design import Count, Length, Percent, Positive, TableDesign

# A theme's colors have two more, made of them: in which text is set that is to have the accent, and text on the accent.
TEXT_COLORS: Final = {"accent": "accent_text", "paper": "on_accent"}


# Of the height of capitals, or with parts that rise and hang as small letters do; "" as the font has them by itself.
Figures = Literal["", "lining", "old-style"]


class Step(Struct, frozen=True, array_like=True):
    """One size that a title may be set in: size and leading in points, and the lines it may take."""

    size: Positive
    leading: Positive
    lines: Count


class Style(Struct, frozen=True):
    """How one role of text looks. `size` and `leading` in points, `tracking` in em.

    `tabular`: of columns of numbers, whose digits are of one width and height, where the font has such. `figures`: the
    form of all others.
    """

    family: str
    size: Positive
    leading: Positive
    weight: Annotated[int, Meta(ge=200, le=900)] = 400
    italic: bool = False
    tracking: float = 0.0
    color: str = "ink"
    steps: tuple[Step, ...] = ()
    tabular: bool = False
    figures: Figures = ""

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
    how items fill pages: `columns` of running text, `rows` of equal cards (see `cards`), or `pairs` of a photo and
    its text (see `pairs`). `hang`: room at the start of every column in which no text runs: what is `hung` in a head
    stands there, and captions may. With `hang_gap`, the white between that room and the text, it is a margin with a
    flow of its own: key figures, captions, short quotes and notes stand there beside what they belong to.
    `margin_start` and `margin_end` take the place of `margin_side` where the text stands off the middle of all pages.
    """

    margin_top: Length
    margin_side: Annotated[float, Meta(ge=0, le=150)]
    margin_foot: Length
    columns: Annotated[int, Meta(ge=1, le=4)]
    gutter: Annotated[float, Meta(ge=0, le=60)]
    smallest_column: Positive
    justify: bool
    column_rule: Length
    flow: Literal["columns", "rows", "pairs"] = "columns"
    margin_inner: Annotated[float, Meta(ge=0, le=150)] | None = None
    margin_outer: Annotated[float, Meta(ge=0, le=150)] | None = None
    hang: Annotated[float, Meta(ge=0, le=200)] = 0.0
    hang_gap: Annotated[float, Meta(ge=0, le=60)] = 0.0
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
    `opening`: at the top of a page of one column, the photo of an item stands before its head and reaches the edges of
    the page, no taller than this; 0: it stands below, like others. `white_above` and `white_below`: so much more white
    between text and a photo with nothing below it.
    """

    aspect: Positive
    tallest: Positive
    lowest: Positive
    portrait: Positive
    to_credit: Length
    caption_beside: Length = 0.0
    to_caption_beside: Length = 8.0
    caption_hung: bool = False
    opening: Annotated[float, Meta(ge=0, le=3)] = 0.0
    outdent: Length = 0.0
    white_above: Length = 0.0
    white_below: Length = 0.0


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


class InitialDesign(Struct, frozen=True):
    """The large letter that opens the text of an item, in the style `initial`; its size is worked out.

    Attributes:
        lines: It is as high as so many lines, from their capitals to the last baseline; 0 for none.
        items: Whether leads and features have one, or all items.
        gap: From the letter to the lines beside it.
    """

    lines: Annotated[int, Meta(ge=0, le=6)] = 0
    items: Literal["leads", "all"] = "leads"
    gap: Length = 5.0


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


class LargeDesign(Struct, frozen=True):
    """Large type, which `large_type: true` asks for; all else grows with the running text, titles less.

    16 points is what readers with low vision ask for (UK Association for Accessible Formats, Creating clear print and
    large print documents, 2012).

    Attributes:
        size: Of the running text.
        leading: Its leading; 0 for the theme's own in proportion, a little closer.
        hang: By how much the room for what hangs beside the text may grow.
    """

    size: Positive = 16.0
    leading: Length = 0.0
    hang: Annotated[float, Meta(ge=1, le=2)] = 1.3


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


class LanguageDesign(Struct, frozen=True):
    """What a language changes whose letterforms the theme's own fonts lack.

    Attributes:
        families: The families that play some of the theme's roles instead.
        size: Of the sizes of all styles in these; their leading stays.
    """

    families: dict[str, str] = {}
    size: Annotated[float, Meta(ge=0.5, le=1.5)] = 1.0


class Theme(Struct, frozen=True):
    """One theme, complete.

    Attributes:
        scripts: What changes for scripts with taller letters, by their ISO 15924 codes.
        languages: What changes for languages, by their ISO 639 codes.
        figures: The form of digits in running text; the setting of a brochure goes before it.
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
    initial: InitialDesign = InitialDesign()
    cards: CardsDesign = CardsDesign()
    panels: PanelsDesign = PanelsDesign()
    pairs: PairsDesign = PairsDesign()
    table: TableDesign = TableDesign()
    fit: FitDesign = FitDesign()
    large: LargeDesign = LargeDesign()
    figures: Figures = ""
    scripts: dict[str, ScriptDesign] = {}
    languages: dict[str, LanguageDesign] = {}
    inks: dict[str, tuple[Percent, Percent, Percent, Percent]] = {}
    spots: dict[str, str] = {}

    @property
    def has_covers(self) -> bool:
        """Whether there are boxes for a first page without items."""
        return "cover_photo" in self.masthead.boxes
