"""How a brochure ends: the imprint, and the way to the past stories in one of its forms, by the white that is left.

A theme's closing has a box for each form that it knows: `box` (its own), `band` (lower), `back` (which takes the
imprint in and grows over the white above it), and `column` (as wide as one, at the foot of the last). The last page's
search asks what it costs to end the text on a row; when the pages stand, the form that costs least there is placed.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Article, BodyBlock, People
from pdfbrochure.compose.galley import Galley, Marks
from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.barriers import LAST_WHITE, Corner, LastPage
from pdfbrochure.layout.boxes import Boxes, CodeOf, Slot
from pdfbrochure.layout.clear_space import Around
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.furniture import footer_top, mark_slots, page_slots, running_marks
from pdfbrochure.layout.pages import Placed, PlacedCode, moved
from pdfbrochure.layout.stacking import WHITE_COST
from pdfbrochure.layout.textboxes import Laid
from pdfbrochure.model.design import Box, Flat, Part, Stack, Text, walk

# And a little for each row of it, so that of two whites the lower is taken.
LAST_ROWS: Final = 300.0
# What the forms cost beside the white that they leave: the theme's own is taken where it does no harm.
FORM_COSTS: Final = {"box": 0.0, "band": 40.0, "column": 130.0, "back": 260.0}
# A form that the author does not want, where the one that is wanted has no room.
UNWANTED: Final = 2e4
# Of what a panel grows, the share that goes above what it holds.
SINKING: Final = 0.35
# A row by which a panel grows.
GROWING: Final = 6.0
# A panel is no higher for what rounding adds, in points.
ROUNDING: Final = 0.5
# No closing takes more than this share of the page's rows.
HIGHEST: Final = 0.62
# But for one that takes the imprint in where the page would else stay white: this share of the page's height, beside
# what stands on paper below it. Ending so is no cheaper for that.
FILLING: Final = 0.6
# Where there is no way to past stories, the imprint takes the white of a last page of which so much is left.
IMPRINT_FROM: Final = 0.3
# A code of a longer address would be too dense for the small tile of a band.
BAND_ADDRESS: Final = 60


class Form(Struct, frozen=True):
    """One form of the closing, measured.

    Attributes:
        name: `box`, `band`, `back` or `column`.
        rows: The last row of the page that text may end on.
        grows: The rows by which it may grow upwards.
        fills: Rows by which it may grow more, to fill a page that is nearly empty.
    """

    name: str
    rows: int
    grows: int
    fills: int = 0


class Ended(Struct, frozen=True):
    """The end, placed.

    Attributes:
        things: What stands there.
        under_footer: Whether the footer stands on the closing.
        footer_up: By how much it then stands higher than on other pages.
    """

    things: list[Placed]
    under_footer: bool = False
    footer_up: float = 0.0


class Ending:
    """The end of one brochure on one grid.

    Args:
        galley: The brochure.
        desk: Sets and measures.
        placed: The logos that stand on the first page; the others stand here.
        whom: The item whose people stand here, if the theme has a place for them.
    """

    def __init__(self, galley: Galley, desk: Desk, placed: Collection[Origin], whom: Article | None = None) -> None:
        self._galley = galley
        self._whom = whom_slots(whom)
        self._marks = galley.masthead.marks.without(placed)
        self._desk = desk
        self._with_imprint: dict[str, bool] = {}
        self.forms = tuple(self._forms())

    def last_page(self, share: float = LAST_WHITE) -> LastPage:
        """Return what the last page is judged by; `share`: what its white counts of another's."""
        rows, corner = self.rows, self._corner(share)
        key = (self.forms, share, self._galley.closing, None if corner is None else corner[:2])
        limits = tuple(sorted({form.rows for form in self.forms}, reverse=True))
        return LastPage(rows, lambda used: self.cost(min(used, rows), share), corner, limits, key)

    @property
    def rows(self) -> int:
        """The last row on which the text of the last page may end, whatever the form."""
        return max(form.rows for form in self.forms)

    def cost(self, used: int, share: float = LAST_WHITE) -> float:
        """Return what it costs to end the text on a row of the last page.

        Args:
            used: The row.
            share: What the last page's white counts of another's.
        """
        return min(self._cost(form, used, share) for form in self.forms)

    def _cost(self, form: Form, used: int, share: float) -> float:
        rows, columns = self._desk.grid.rows, self._desk.grid.columns
        white = form.rows - used
        if white < 0:
            return math.inf
        # Where pages are asked for that the text must fill, no closing does.
        grown = min(white, form.grows) if share < 1.0 else 0
        left = (white - grown) / rows
        cost = columns * WHITE_COST * share * left**2 + LAST_ROWS * left + FORM_COSTS[form.name]
        if not self._is_wanted(form.name):
            cost += UNWANTED
        return cost + (GROWING * grown if form.name != "back" else 0.0)

    @property
    def lacks(self) -> bool:
        """Whether the back of a sheet is lower than what shall stand on it."""
        laid = self._imprint() if self._galley.closing is None else self._closing("box")
        return laid.height > self._desk.grid.height + ROUNDING

    # Forms -----------------------------------------------------------------------------------------------------

    def _forms(self) -> list[Form]:
        grid, part = self._desk.grid, self._desk.theme.closing
        free = int(part.number("free_rows"))
        imprint = self._imprint().height
        if self._galley.closing is None:
            rows = grid.rows if not imprint else self._last_row(grid.row_y(grid.rows) - imprint) - free
            return [Form("box", max(1, rows), 0)]
        forms: list[Form] = []
        for name in ("box", "band", "back"):
            if name not in part.boxes or not (self._is_wanted(name) or (name == "box" and self._is_wanted("column"))):
                continue
            form = self._form(name, 0.0 if self._takes_imprint(name) else imprint)
            if form.rows >= 1 or not forms:
                forms.append(structs.replace(form, rows=max(1, form.rows)))
        return forms

    def _form(self, name: str, above: float = 0.0) -> Form:
        """Return a form, measured, with what stands above it."""
        grid, part = self._desk.grid, self._desk.theme.closing
        height = self._closing(name).height
        rows = self._last_row(self._top(name, height) - above) - int(part.number("free_rows"))
        most, highest = int(part.number(f"{name}_most")), int((part.number("highest") or HIGHEST) * grid.rows)
        grows = max(0, min(most, highest) - math.ceil(height / grid.unit - 0.5))
        return Form(name, rows, grows, self._fills(name, height, grows))

    def _filling_imprint(self, row: int) -> Form | None:
        """Return the form of a closing in which the imprint alone fills what is white from a row on; None without.

        Only a ground that reaches the trim looks meant with so little on it. The search does not know of it: no page
        shall end early for its sake.
        """
        grid, edition, boxes = self._desk.grid, self._desk.edition, self._desk.theme.closing.boxes
        is_white = grid.rows - row >= IMPRINT_FROM * grid.rows
        if not (is_white and self._galley.contact and "back" in boxes) or edition.plain or edition.panels is not None:
            return None
        form = self._form("back")
        return form if _bleeds(boxes["back"], "foot") and form.rows >= row else None

    def _fills(self, name: str, height: float, grows: int) -> int:
        """Return the rows by which a form grows more: as the theme has it, but a back to its share of the page."""
        grid, shape = self._desk.grid, self._shape(name)
        if name != "back" or not _bleeds(shape, "foot"):
            return int(self._desk.theme.closing.number(f"{name}_fills"))
        most = FILLING * grid.height + self._paper_below(shape, name)
        return max(0, int((most - height) / grid.unit) - grows)

    def _box_name(self, form: str) -> str:
        """Return the name of the theme's box for a form of the format: `panel`, `box`, `band`, `back`."""
        part = self._desk.theme.closing
        if form == "box" != part.word("form") and "column" in part.boxes:
            return "column"
        return "box" if form == part.word("form") or form not in part.boxes else form

    def _shape(self, name: str) -> Box:
        """Return the box of a form; the theme's own has another where the title block is plain, to save ink."""
        part = self._desk.theme.closing
        is_plain = self._desk.edition.plain and name == "box" and "plain" in part.boxes
        return part.box("plain" if is_plain else name)

    @property
    def _imprint_shape(self) -> Box:
        part = self._desk.theme.imprint
        return part.box("plain" if self._desk.edition.plain and "plain" in part.boxes else "box")

    def _takes_imprint(self, name: str) -> bool:
        """Return whether a form of the closing shows the imprint too."""
        if name not in self._with_imprint:
            shown = walk(self._shape(name))
            self._with_imprint[name] = any(isinstance(box, Text) and box.text == "contact" for box in shown)
        return self._with_imprint[name]

    def _is_wanted(self, name: str) -> bool:
        closing = self._galley.closing
        if closing is None:
            return True
        if closing.form != "auto":
            return self._box_name(closing.form) == name
        return name != "band" or len(closing.url) <= BAND_ADDRESS

    def _corner(self, share: float) -> Corner | None:
        """Return the closing that stands in the last column, if the theme has one."""
        grid, part = self._desk.grid, self._desk.theme.closing
        if self._galley.closing is None or "column" not in part.boxes or not self._is_wanted("column"):
            return None
        closing = self._closing("column")
        if any(isinstance(thing, PlacedCode) and thing.x + thing.size > grid.column_width for thing in closing.things):
            # Its code is wider than the column, and stands in another form.
            return None
        # Its foot stands on the last baseline, its head below a row left free.
        rows = math.ceil((closing.height + grid.cap + grid.descent) / grid.unit - 1e-6) + 1
        imprint = self._imprint().height
        limit = grid.rows if not imprint else self._last_row(grid.row_y(grid.rows) - imprint) - 1
        form = Form("column", limit, 0)
        return Corner(rows, limit, lambda used: self._cost(form, used, share))

    def _last_row(self, y: float) -> int:
        grid = self._desk.grid
        return math.floor((y - grid.top) / grid.unit + 1e-6)

    def _closing(self, name: str, grown: float = 0.0) -> Laid:
        slots, desk = self._slots(name), self._desk
        # As it is by itself, and as it has grown.
        known = "closing", name, grown > 0
        return desk.kept_boxes.laid(known, (slots, grown), desk.findings, lambda: self._laid(name, slots, grown))

    def _laid(self, name: str, slots: Mapping[str, Slot], grown: float) -> Laid:
        part = self._desk.theme.closing
        width = self._desk.grid.column_width if name == "column" else self._desk.grid.text_width
        around = Around(part.number("free_rows") * self._desk.grid.unit, most=self._most(name))
        laid = Boxes(self._desk, part, slots).cleared(self._shape(name), width, around=around)
        if not grown:
            return laid
        # What it holds moves down with it a little.
        looser = part.with_measures(padding_top=part.number("padding_top") + SINKING * grown)
        return Boxes(self._desk, looser, slots).cleared(self._shape(name), width, laid.height + grown)

    def _most(self, name: str) -> float:
        """Return how high white round the logo may make a closing, or the imprint (""): a back may fill the page."""
        grid, form = self._desk.grid, self._desk.theme.closing.word("form")
        if "back" in (name, form):
            return grid.height
        return (HIGHEST if name else HIGHEST / 2) * grid.rows * grid.unit

    def _paper_below(self, box: Box, name: str) -> float:
        """Return how high what stands on paper at the foot of a closing is, such as logos: the footer stands above."""
        if not isinstance(box, Stack) or not isinstance(box.stack[-1], Flat) or box.stack[-1].flat != "none":
            return 0.0
        return (
            Boxes(self._desk, self._desk.theme.closing, self._slots(name))
            .cleared(box.stack[-1], self._desk.grid.text_width)
            .height
        )

    def _slots(self, name: str) -> dict[str, Slot]:
        closing = self._galley.closing
        stories: dict[str, Slot] = {}
        if closing is not None:
            code = CodeOf(closing.url, closing.qr_node)
            stories = {"past_stories": closing.title, "address": closing.address, "code": code}
        return {
            **stories,
            "intro": self._intro,
            **self._whom,
            "contact": self._galley.contact if self._takes_imprint(name) else None,
            **mark_slots(self._back_marks() if self._takes_imprint(name) else Marks()),
        }

    @cached_property
    def _intro(self) -> tuple[BodyBlock, ...]:
        """What introduces the whole, where the title block has no place for it."""
        has_place = any(
            isinstance(inner, Text) and inner.text == "intro"
            for box in self._desk.theme.masthead.boxes.values()
            for inner in walk(box)
        )
        return () if has_place else tuple(self._galley.masthead.intro)

    def _top(self, name: str, height: float) -> float:
        """Return where a closing begins: one that bleeds ends at the trim, another on the last row's baseline."""
        grid = self._desk.grid
        if _bleeds(self._shape(name), "foot"):
            return grid.height - height
        return grid.row_y(grid.rows) - grid.descent - height

    # The imprint -----------------------------------------------------------------------------------------------

    def _back_marks(self) -> Marks:
        """Return the logos of a closing that takes the imprint in: those of the first page stand there once more."""
        marks, shown = running_marks(self._galley.masthead.marks), self._marks
        logos = tuple(
            next((own for own in shown.logos if own.origin == each.origin), again)
            for each, again in zip(self._galley.masthead.marks.logos, marks.logos, strict=True)
        )
        emblem = shown if shown.funding is not None else marks
        return Marks(shown.logo or marks.logo, logos, emblem.funding, emblem.statement)

    def _imprint(self) -> Laid:
        part: Part = self._desk.theme.imprint
        slots: dict[str, Slot] = {
            "intro": self._intro,
            **self._whom,
            "contact": self._galley.contact,
            **mark_slots(self._marks),
        }
        grid = self._desk.grid
        below = grid.unit
        if self._galley.closing is None:
            below = footer_top(page_slots(self._galley, 1, None), self._desk) - grid.row_y(grid.rows)
        around = Around(self._desk.theme.closing.number("free_rows") * grid.unit, below, most=self._most(""))
        boxes, desk = Boxes(self._desk, part, slots), self._desk
        return desk.kept_boxes.laid(
            "imprint",
            (slots, around),
            desk.findings,
            lambda: boxes.cleared(self._imprint_shape, grid.text_width, around=around),
        )

    # Placing ---------------------------------------------------------------------------------------------------

    def place_in_corner(self, row: int) -> Ended:
        """Return imprint and closing, which begins on a row of the last column."""
        grid, imprint = self._desk.grid, self._imprint()
        x, y = grid.column_x(grid.columns - 1), grid.row_y(row) + grid.cap
        below = moved(imprint.things, grid.side, grid.row_y(grid.rows) - imprint.height)
        return Ended(below + moved(self._closing("column").things, x, y))

    def place(self, used: float, *, fills: bool = True) -> Ended:
        """Return imprint and closing below a text that ends on a row; `fills`: the imprint may fill much white."""
        grid, galley = self._desk.grid, self._galley
        row = math.ceil(used - 1e-6)
        form = min(self.forms, key=lambda each: self._cost(each, row, LAST_WHITE))
        imprint = self._imprint()
        filling = self._filling_imprint(row) if fills and galley.closing is None else None
        if filling is not None:
            form = filling
        elif galley.closing is None:
            bleeds = _bleeds(self._imprint_shape, "foot")
            foot = grid.height if bleeds else grid.row_y(grid.rows)
            return Ended(moved(imprint.things, grid.side, foot - imprint.height), bleeds)
        grown = max(0, min(form.rows - row, form.grows + form.fills)) * grid.unit
        closing = self._closing(form.name, grown)
        back = self._whole_back() if used < 1.0 else None
        if back is not None:
            form, closing = back
        top = self._top(form.name, closing.height)
        things = moved(closing.things, grid.side, top)
        if not self._takes_imprint(form.name):
            things = moved(imprint.things, grid.side, top - grid.unit - imprint.height) + things
        box = self._shape(form.name)
        return Ended(things, _bleeds(box, "foot"), self._paper_below(box, form.name))

    def _whole_back(self) -> tuple[Form, Laid] | None:
        """Return the form that takes the imprint in, as high as a page that has no text; None if there is none."""
        form = next(
            (each for each in self.forms if each.name == "back" and each.fills and self._is_wanted("back")), None
        )
        if form is None:
            return None
        height = self._closing(form.name).height
        return form, self._closing(form.name, self._desk.grid.height - height)


def whom_slots(whom: Article | None) -> dict[str, Slot]:
    """Return what boxes may show of an item of people alone."""
    if whom is None:
        return {}
    people = whom.parts[0]
    assert isinstance(people, People), "it has nothing else"
    return {"people_kicker": whom.kicker, "people_title": whom.title, "people": people}


def _bleeds(box: Box, edge: str) -> bool:
    """Return whether a box, or the last of its boxes, reaches an edge of the page."""
    while isinstance(box, Stack):
        box = box.stack[-1]
    return isinstance(box, Flat) and edge in box.bleed
