"""Pages the galley: title block, the pages that the search found, closing, footers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Final

import msgspec

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.blocks import Article
from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import Origin
from pdfbrochure.layout.backs import whom_on_back
from pdfbrochure.layout.barriers import LAST_WHITE, LastPage
from pdfbrochure.layout.beginnings import Beginning, Beginnings, title_growth
from pdfbrochure.layout.box_places import with_boxes_moved
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.contents_box import (
    contents_rows,
    foot_in_column,
    page_numbers,
    place_contents,
    tell_no_contents,
    tell_of_one_page,
)
from pdfbrochure.layout.contents_lines import lists_contents
from pdfbrochure.layout.covers import covered, place_list
from pdfbrochure.layout.crossings import Crossing, crossed, things_of
from pdfbrochure.layout.ending import Ended, Ending
from pdfbrochure.layout.first_margin import FirstMargin
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.flows import find_even_end, find_pages, find_pages_near
from pdfbrochure.layout.folding import gather, on_panels, tell_fullness
from pdfbrochure.layout.foot_notes import FootNotes
from pdfbrochure.layout.fronts import place_front, without_front_photo
from pdfbrochure.layout.furniture import (
    page_slots,
    place_note_rules,
    place_title_block,
)
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.grounds import Grounds, has_grounds
from pdfbrochure.layout.hops import Ordered, hopped, tell_hops
from pdfbrochure.layout.item_numbers import numbered_items
from pdfbrochure.layout.leading_photos import reshaped
from pdfbrochure.layout.margin_rounds import Round, in_rounds
from pdfbrochure.layout.memory import Memory
from pdfbrochure.layout.messages import with_messages
from pdfbrochure.layout.mirror import mirror
from pdfbrochure.layout.outline import first_tops, outline
from pdfbrochure.layout.page_plans import Opening, PagePlan, from_own_side
from pdfbrochure.layout.pages import Laid, Page, Pages, PlacedPhoto, moved
from pdfbrochure.layout.photo_places import lowered
from pdfbrochure.layout.pieces import FORBIDDEN
from pdfbrochure.layout.placing import Box, Sheet, draw
from pdfbrochure.layout.plans import later
from pdfbrochure.layout.rectangles import STRANDED_HEAD
from pdfbrochure.layout.runin import with_run_in_date
from pdfbrochure.layout.section_bands import place_band, with_bands
from pdfbrochure.layout.templates import finish_sheet, kinds_of
from pdfbrochure.layout.textboxes import color_on_accent
from pdfbrochure.layout.ways import collect_flow, in_column
from pdfbrochure.model.edition import Edition
from pdfbrochure.model.panels import Panels
from pdfbrochure.text.lines import Typesetter

# `contents: auto` lists nothing in a brochure of fewer pages.
LISTED_FROM: Final = 3


def lay_out(
    galley: Galley,
    edition: Edition,
    photos: Mapping[str, PhotoFile],
    setter: Typesetter,
    *,
    looseness: float = 0.0,
    pad_to: int = 0,
    count: int | None = None,
    quick: bool = False,
    stretched: bool = False,
    smaller: bool = False,
    memory: Memory | None = None,
) -> Laid | None:
    """Return the pages of a galley.

    Args:
        galley: What is to be set.
        edition: How.
        photos: The measured photos by name.
        setter: Sets paragraphs.
        looseness: The share of the paragraphs that gain (or, below 0, lose) a line where that looks well.
        pad_to: With fewer pages than this, pages for notes are added before the closing panel.
        count: The number of pages wanted; as many as needed when None.
        quick: Whether, in a long brochure, a way is only looked for with nothing across columns that need not; and
            none is taken with a head parted from its text.
        stretched: Whether `count` may be more pages than the text fills, whose white is then shared out.
        smaller: Whether photos may be smaller to fill a page in a short brochure, too.
        memory: What the last build left, begun with all that these depend on but the articles.

    Returns:
        None if there is no sound way to set it on `count` pages.
    """
    collector = Collector(setter, edition, photos)
    collector.looseness, collector.stretched, collector.memory = looseness, stretched, memory
    collector.smaller_photos = smaller
    if memory is not None:
        collector.kept_boxes = memory.kept_boxes
    collector.foot_notes = FootNotes(galley.notes, collector)
    if edition.panels is not None:
        return _on_sheets(galley, collector, edition.panels, count, quick=quick)
    pages = _paged(galley, collector, pad_to, count, quick=quick)
    if pages is not None and galley.contents is not None and galley.contents.auto and len(pages.pages) < LISTED_FROM:
        pages = _paged(msgspec.structs.replace(galley, contents=None), collector, pad_to, count, quick=quick)
    if pages is None:
        return None
    return Laid(mirror(pages) if edition.backward else pages, collector.findings, collector.undrawn)


def _on_sheets(galley: Galley, collector: Collector, panels: Panels, count: int | None, *, quick: bool) -> Laid | None:
    """Return the sides of folded sheets, `count` of them if it is given."""
    paginator = _Paginator(msgspec.structs.replace(galley, contents=None), collector, quick=quick)
    if galley.contents is not None and not galley.contents.auto:
        tell_no_contents(galley.contents, collector)
    pages = on_panels(lambda number: paginator.pages(0, number), lambda: paginator.worth, panels, count)
    if pages is None:
        return None
    fullness = tell_fullness(paginator.worth, len(pages.pages), collector)
    sides = gather(mirror(pages) if collector.edition.backward else pages, panels)
    return Laid(sides, collector.findings, collector.undrawn, fullness, paginator.torn)


def _paged(galley: Galley, collector: Collector, pad_to: int, count: int | None, *, quick: bool) -> Pages | None:
    """Return the pages, what finds no room in margins in the columns."""

    def once() -> Round:
        paginator = _Paginator(galley, collector, quick=quick)
        pages = paginator.pages(pad_to, count)
        return Round(pages, paginator.crowding, paginator.opened)

    return in_rounds(once, collector, quick=quick)


class _Paginator:
    def __init__(self, galley: Galley, collector: Collector, *, quick: bool) -> None:
        self._galley = galley
        self._quick = quick
        self._collector = collector
        self._grid: Grid = collector.grid
        self._plain = collector.edition.plain
        self._contents_row = 0
        self._title_lists = False
        self.crowding: set[Origin] = set()
        collector.photo_after.clear()
        self.opened: dict[Origin, tuple[int, float]] = {}
        memory = collector.memory
        # Grounds depend on whose each element is.
        self._redraw = None if memory is None or has_grounds(collector) else memory.redraw
        self._margin = FirstMargin(galley, collector, plain=self._plain)
        # How many pages all text would fill to the last row, and how many items go on on the next.
        self.worth, self.torn = 0.0, 0
        self._folded = collector.edition.panels
        self._articles = with_messages(galley, collector.theme.masthead)
        # On the back of a sheet stand people too, who are then no item of a panel.
        self._whom = None if self._folded is None else whom_on_back(self._articles, galley, collector)
        self._articles = tuple(article for article in self._articles if article is not self._whom)
        if self._grid.margin and self._grid.columns == 1:
            self._articles = tuple(map(in_column, self._articles))
        self._articles = tuple(
            msgspec.structs.replace(article, new_page=True) if article.origin in collector.on_page_2 else article
            for article in self._articles
        )
        if collector.theme.head.word("date") == "run-in":
            style = collector.theme.styles["kicker"]
            self._articles = tuple(with_run_in_date(article, style) for article in self._articles)
        self._lead = self._articles[0]
        self._cover, on_cover = (None, False) if self._folded is not None else covered(galley, self._lead, collector)
        if self._folded is not None or on_cover:
            self._articles = (without_front_photo(self._lead), *self._articles[1:])

    def pages(self, pad_to: int, count: int | None) -> Pages | None:
        """Return all pages, `count` of them if it is given; and pages for notes before the closing up to `pad_to`."""
        galley, collector, grid = self._galley, self._collector, self._grid
        if self._folded is not None:
            title, foot = place_front(galley, self._lead, collector, plain=self._plain), grid.height
        elif self._cover is not None:
            title, foot = list(self._cover.things), grid.height
        else:
            title, foot = place_title_block(galley, collector, plain=self._plain)
            self._title_lists = galley.contents is not None and lists_contents(title, galley.contents)
        margin = self._margin
        # The first row well below what of the title block stands in the last column.
        self._contents_row = max(0, math.ceil((foot_in_column(title, grid) - grid.top) / grid.unit)) + 1
        ending = Ending(
            galley, collector, {thing.origin for thing in title if isinstance(thing, PlacedPhoto)}, self._whom
        )
        last = ending.last_page(LAST_WHITE if count is None else 1.0)
        if pad_to:
            # The closing stands on the last of the pages for notes, and takes nothing from the text.
            last = LastPage(grid.rows, last.cost, key=("notes", last.key))
        if self._folded is not None:
            # The back of a folded sheet has no text of items.
            last = LastPage(0, lambda _used: 0.0, key="folded")
        found = self._ordered(self._articles, foot, last, count)
        if collector.edition.free_order and found.pages is not None:
            found = hopped(found, lambda articles: self._ordered(articles, foot, last, count))
            tell_hops(found.articles, collector.findings)
        found = self._rearranged(found, foot, last, count)
        found, crossings = self._crossed(found, foot, last)
        self._articles, flow, plans = found
        begun = self._beginnings(flow, foot)
        most = STRANDED_HEAD if self._quick else FORBIDDEN
        if plans is None or (count is not None and sum(plan.cost for plan in plans) >= most):
            return None
        self.torn = sum(not flow.ends_item(plan.end) for plan in plans)
        taken = self._contents_top(plans[0], begun[plans[0].opening])
        sheets = []
        for number, plan in enumerate(plans):
            sheet = Sheet(grid, collector.theme.photo.opening, collector.photos)
            sheets.append(sheet)
            if number == 0:
                sheet.strip = margin.room
                sheet.reversed = color_on_accent(collector.theme) if margin.ground == "accent" else ""
                self._begin(sheet, begun[plan.opening])
            self._fill(sheet, plan, number, flow, middle=0 < number < len(plans) - 1 and not crossings)
            sheet.things += things_of(crossings, number, self._folded, collector)
            if number == 0:
                self._reserve_contents(sheet, taken)
            sheet.place_page_notes(below_text=number == len(plans) - 1)
            self.crowding.update(sheet.crowding)
            if number == 0:
                # A closing of the same page takes what is left itself.
                alone = (len(plans) > 1 or galley.closing is None) and galley.contents is None
                rows = ending.forms[0].rows if len(plans) == 1 else grid.rows
                white = rows - math.ceil(sheet.used_rows - 1e-6)
                grown = title_growth(begun[plan.opening], white, collector) if alone else 0.0
                if grown:
                    title, _foot = place_title_block(galley, collector, plain=self._plain, grown=grown)
                    sheet.lower(grown)
                sheet.things[:0] = [*title, *margin.things]
        while len(sheets) < pad_to:
            sheets.append(Sheet(grid))
            rows = ending.forms[0].rows if len(sheets) == pad_to else grid.rows
            sheets[-1].things.extend(place_note_rules(collector, rows))
        if plans[-1].corner and not pad_to:
            placed = ending.place_in_corner(plans[-1].corner)
        else:
            placed = ending.place(ending.forms[0].rows if pad_to else sheets[-1].used_rows, fills=len(sheets) > 1)
        sheets[-1].things.extend(placed.things)
        numbers = page_numbers(galley.articles, self._articles, sheets)
        if self._title_lists and galley.contents is not None:
            # As high as before: entries have the same lines whatever their numbers.
            listed, _foot = place_title_block(galley, collector, plain=self._plain, numbers=numbers)
            sheets[0].things[: len(title)] = listed
            tell_of_one_page(galley.contents, collector, len(sheets))
        elif margin.lists:
            others = sheets[0].things[len(title) + len(margin.things) :] if len(sheets) == 1 else ()
            sheets[0].things += margin.place_contents(numbers, others)
            if galley.contents is not None:
                tell_of_one_page(galley.contents, collector, len(sheets))
        elif self._cover is not None and galley.contents is not None:
            sheets[0].things += place_list(self._cover, galley.contents, collector, numbers, galley.digits)
        elif self._galley.contents is not None:
            self._place_contents(sheets[0], taken, begun[plans[0].opening].form, sheets)
        pages = self._finish(sheets, placed)
        self.opened = {
            self._articles[index].origin: (number, row)
            for number, sheet in enumerate(sheets, 1)
            for index, row in sheet.opened
        }
        tops_of = first_tops if self._redraw is None else self._redraw.tops_of
        return Pages(grid.width, grid.height, pages, outline(galley, pages, self._tops(sheets), tops_of))

    def _fill(self, sheet: Sheet, plan: PagePlan, number: int, flow: Flow, *, middle: bool) -> None:
        """Draw what a plan has on a page, by its number from 0, as far as possible as in the last build."""
        collector, opening = self._collector, flow.item_at.get(plan.start)
        if opening is not None and opening.above and number:
            sheet.things += place_band(self._articles[opening.article], collector)
        if number or self._galley.contents is None:
            plan = plan._replace(plan=from_own_side(plan, flow.items, self._grid.columns))
        fill = partial(draw, plan.plan, flow.pieces, sheet, 0, plan.row, collector.theme.cards)
        if self._redraw is not None and middle and not sheet.things:
            own, how = flow.pieces[plan.start : plan.end], (later(plan.plan, -plan.start), plan.row)
            self._redraw.drawn(number, how, own, sheet, collector.findings, fill)
        else:
            fill()

    def _ordered(self, articles: tuple[Article, ...], foot: float, last: LastPage, count: int | None) -> Ordered:
        """Return items in an order with the pages that they take below a title block that ends at `foot`."""
        articles = self._articles = numbered_items(articles, self._galley.digits)
        flow, openings = self._flow(articles, foot)
        self.worth = flow.whole_area(0, flow.count) / (self._grid.columns * self._grid.rows * self._grid.unit)
        plans = find_pages(articles, flow, openings, last, self._collector, count=count, quick=self._quick)
        return Ordered(articles, flow, plans)

    def _flow(self, articles: tuple[Article, ...], foot: float) -> tuple[Flow, list[Opening]]:
        """Return the flow of items, and how the first page may begin."""
        flow = collect_flow(articles, self._collector)
        flow.torn = self._collector.theme.panels.torn
        return flow, [each.opening for each in self._beginnings(flow, foot)]

    def _rearranged(self, found: Ordered, foot: float, last: LastPage, count: int | None) -> Ordered:
        """Return the pages with photos and boxes where they leave less white, and the bands of sections."""
        collector = self._collector
        if collector.theme.page.flow != "columns" or self._folded is not None or found.pages is None:
            return found

        def moved_on(old: Ordered, bad: int, at: int, number: int, gain: float) -> Ordered:
            return self._changed(old, bad, (at, at + number), foot, last, count, gain)

        def changed(old: Ordered, bad: int, at: int, gain: float = 1.0) -> Ordered:
            return moved_on(old, bad, at, 1, gain)

        searched = found.pages
        found = lowered(found, collector, changed)
        other = reshaped(found, collector, moved_on)
        found = found if other is found else lowered(other, collector, changed)
        found = with_bands(with_boxes_moved(found, collector, moved_on), collector, changed)
        if count is not None or found.pages is None or found.pages is searched:
            return found
        self._articles = found.articles
        openings = [each.opening for each in self._beginnings(found.flow, foot)]
        return found._replace(pages=find_even_end(found.flow, openings, last, collector, found.pages))

    def _crossed(self, found: Ordered, foot: float, last: LastPage) -> tuple[Ordered, tuple[Crossing, ...]]:
        """Return the panels of a folded sheet with photos over two of them, and these."""
        if self._folded is None or found.pages is None:
            return found, ()
        count = len(found.pages)

        def flow_of(articles: tuple[Article, ...]) -> Flow:
            return self._flow(articles, foot)[0]

        def pages_of(other: Ordered) -> list[PagePlan] | None:
            openings = [each.opening for each in self._beginnings(other.flow, foot)]
            return find_pages(
                other.articles, other.flow, openings, last, self._collector, count=count, quick=self._quick
            )

        return crossed(found, self._folded, self._collector, flow_of, pages_of)

    def _changed(
        self,
        found: Ordered,
        bad: int,
        articles: tuple[int, int],
        foot: float,
        last: LastPage,
        count: int | None,
        gain: float,
    ) -> Ordered:
        """Return the pages anew from a bad one on, now that some articles take other pieces; see `search_near`."""
        assert found.pages is not None, "there are pages with a bad one"
        self._articles = found.articles
        flow, openings = self._flow(found.articles, foot)
        flow.short = found.flow.short
        own = [item for item in found.flow.items if articles[0] <= item.article < articles[1]]
        changed = own[0].start, own[-1].end, flow.count - found.flow.count
        plans = find_pages_near(flow, openings, last, self._collector, found.pages, bad, changed, count, gain)
        return Ordered(found.articles, flow, plans)

    # The first page --------------------------------------------------------------------------------------------

    def _beginnings(self, flow: Flow, foot: float) -> list[Beginning]:
        """Return how the first page may begin below a title block that ends at `foot`."""
        if self._folded is not None or self._cover is not None:
            return [Beginning((), Opening(self._grid.rows, 0, 0.0, 0))]
        # Among cards there is no place for contents, which is told when the pages stand.
        elsewhere = self._collector.theme.page.flow == "rows" or self._margin.lists or self._title_lists
        contents = None if elsewhere else self._galley.contents
        return Beginnings(self._articles[0], self._collector, contents, self._contents_row).of(flow, foot)

    def _contents_top(self, plan: PagePlan, begun: Beginning) -> tuple[int, int] | None:
        """Return the row on which contents in the last column begin, and how many they take; None if there are none."""
        contents = self._galley.contents
        elsewhere = self._title_lists or self._margin.lists or self._cover is not None
        if contents is None or elsewhere:
            return None
        rows = contents_rows(contents, self._collector, begun.form)
        top = plan.row + plan.rows - rows if begun.opening.notch else self._contents_row
        if not begun.opening.notch and (begun.opening.row < self._grid.rows or top + rows > self._grid.rows):
            return None
        return top, rows

    def _reserve_contents(self, sheet: Sheet, taken: tuple[int, int] | None) -> None:
        """Take the room of the contents, which are placed when the page of each item is known."""
        if taken is not None:
            grid, (top, rows) = self._grid, taken
            head, foot = grid.row_y(top) + grid.cap, grid.row_y(top + rows) - grid.descent
            sheet.boxes.append(Box(grid.columns - 1, grid.columns - 1, head, foot))

    def _place_contents(self, sheet: Sheet, taken: tuple[int, int] | None, form: str, sheets: list[Sheet]) -> None:
        """Place the contents, now that the page of each item is known."""
        galley, grid, contents = self._galley, self._grid, self._galley.contents
        assert contents is not None, "there are contents to place"
        if taken is None:
            tell_no_contents(contents, self._collector)
            return
        numbers = page_numbers(galley.articles, self._articles, sheets)
        things = place_contents(contents, self._collector, numbers, galley.digits, form)
        sheet.things += moved(things, grid.column_x(grid.columns - 1), grid.row_y(taken[0]))
        tell_of_one_page(contents, self._collector, len(sheets))

    def _begin(self, sheet: Sheet, begun: Beginning) -> None:
        sheet.begin(begun.things, begun.box)
        if begun.article >= 0:
            sheet.opened.append((begun.article, 0.0))
            sheet.spans[begun.article] = (0, self._grid.columns - 1)

    # The end ---------------------------------------------------------------------------------------------------

    def _finish(self, sheets: list[Sheet], end: Ended) -> tuple[Page, ...]:
        """Return the pages with column rules, footers and what else the theme's templates have on them."""
        collector, theme = self._collector, self._collector.theme
        grounds = Grounds(self._articles, self._galley.nodes, collector)
        item: Article | None = None
        pages = []
        for number, sheet in enumerate(sheets, 1):
            item = self._articles[min(sheet.opened)[0]] if sheet.opened else item
            top = min(sheet.opened, key=lambda opened: opened[1], default=(0, 1.0))
            feature = top[1] < 1.0 and self._articles[top[0]].kind == "feature"
            covers = number == 1 and self._cover is not None
            flap = self._is_flap(number)
            kinds = kinds_of(number, len(sheets), cover=covers, feature=feature, flap=flap, plain=self._plain)
            template = theme.pages.of(kinds)
            up = end.footer_up if number == len(sheets) and end.under_footer else None
            slots = page_slots(self._galley, number, item)
            finish = partial(finish_sheet, sheet, number, template, slots, up, grounds.of, collector)
            if self._redraw is None:
                finish()
                pages.append(Page(number, tuple(sheet.things)))
            else:
                pages.append(self._redraw.finished(number, (template, slots), sheet, collector.findings, finish))
        return tuple(pages)

    def _is_flap(self, number: int) -> bool:
        return self._folded is not None and number in self._folded.folded_in and number + 1 == self._folded.count

    def _tops(self, sheets: list[Sheet]) -> dict[int | None, tuple[int, float]]:
        """Return the page and the top of each article, by the node of its title."""
        return {
            self._articles[index].title.node: (number, self._grid.row_y(row))
            for number, sheet in enumerate(sheets, 1)
            for index, row in sheet.opened
        }
