"""What may stand next on a page of pairs: items in their forms, with the rows that they may take and what they cost.

`pairs` searches among these blocks; here is which there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import PlacedPhoto
from pdfbrochure.layout.pair_forms import Forms, Opened, Paired, hairline
from pdfbrochure.layout.pieces import FORBIDDEN
from pdfbrochure.layout.plans import Drawn, Plan
from pdfbrochure.layout.spans import SpanHead
from pdfbrochure.layout.stacking import WHITE_COST
from pdfbrochure.model.pairs_design import PairsDesign

# A lead or a feature beside its photo, a usual item below a photo that bleeds, for each row that its text is short.
NOT_OPENING: Final = 2500.0
OPENING: Final = 260.0
SHORT: Final = 30.0
# A form that the theme likes less than the one before it; a row of text more than a form is for.
LESS_LIKED: Final = 15.0
TOO_LONG: Final = 20.0
# White below the text beside a photo, and below the photo beside a longer text, as a share of that of a page.
BESIDE: Final = 0.12
BELOW_PHOTO: Final = 1.0
# Half a row without an item; head and text across the page where a pair would do.
LONE: Final = 800.0
ALONE: Final = 1.0
ACROSS: Final = 500.0
# A photo at the head of a page one row off its best height.
TRIM: Final = 1.5
# A page that an item goes on over.
RUNS_ON: Final = 200.0
# Rows in which a long item may begin below others.
LEAST_BEGUN: Final = 7
# A text below a head at least so many rows high.
LEAST_TEXT: Final = 3
HEAD_ALONE: Final = 40000.0
# A text so many rows higher than the photo beside it rather has that in a column of its own.
MUCH_HIGHER: Final = 10
PHOTO_INSIDE: Final = 300.0
# Another that does, or goes on on the next page, where the page before would stay white.
BROKEN_UP: Final = 900.0

# The same where its photo opens the next page instead.
PHOTO_LATER: Final = 400.0
# Of a photo at the head of a page, the share that a frame may cut off, and what it costs to cut off more.
MOST_LOST: Final = 0.4
CUT: Final = 12000.0
# The rest of a text that is no more than so many rows, alone at the head of a page: for each row that it is short.
STUB_ROWS: Final = 5
STUB: Final = 250.0
# In a place: the photo stands in the text, opens the next page, or did so.
INSIDE: Final = 1
LATER: Final = 2
OPENED: Final = 3

# A text of fewer rows does not begin below others to go on on the next page.
WHOLE: Final = 14

# Where a page may begin: an item, the first piece of its text, 0 for all of it, and where its photo stands: above it
# all, or as told above.
Place = tuple[int, int, int]


class Block(Struct, frozen=True):
    """What stands across the page.

    Attributes:
        rows: Least, best and most rows.
        cost: What it costs.
        after: What comes after it.
        draw: Draws it: takes its row, its rows, and whether photos stand at the end.
        pair: Whether sides alternate there.
        whole: Whether nothing stands below it.
    """

    rows: tuple[int, int, int]
    cost: float
    after: Place
    draw: Callable[[int, int, bool], Drawn]
    pair: bool = False
    whole: bool = False


class Blocks:
    """All blocks of a brochure.

    Args:
        forms: The items in their forms.
        grid: The page.
        design: The theme's pairs.
    """

    def __init__(self, forms: Forms, grid: Grid, design: PairsDesign) -> None:
        self._forms = forms
        self._grid = grid
        self._design = design
        self._count = len(forms.articles)
        self._known: dict[int, list[Block]] = {}

    def of(self, place: Place, room: int, *, first: bool, top: bool, limit: int) -> Iterator[Block]:
        """Yield what may stand next on a page that has room for so many rows."""
        number, piece, inside = place
        if piece:
            if first:
                parted = self._forms.parted(number) if inside in (LATER, OPENED) else None
                opened = parted or self._forms.opened(number, inside=bool(inside))
                if inside == LATER:
                    for head in opened.later:
                        yield from self._goes_on(opened, piece, room, OPENED, head)
                else:
                    yield from self._goes_on(opened, piece, room, inside)
            return
        article = self._forms.articles[number]
        if article.new_page and number and not first:
            return
        if number not in self._known:
            self._known[number] = [*self._pairs(number), *self._across(number)]
        yield from self._known[number]
        opened = self._forms.opened(number)
        if first and top and opened.pictured:
            yield from self._below_photo(opened, limit)
        least = min((block.rows[0] for block in self._known[number]), default=self._grid.rows + 1)
        if self._is_long(number) or least > self._grid.rows or least > max(WHOLE, room):
            more = BROKEN_UP if article.figures and not self._is_long(number) else 0.0
            yield from self._long(self._forms.opened(number, inside=True), room, first=first, more=more)
            parted = None if first else self._forms.parted(number)
            if parted is not None:
                yield from self._begun(parted, room)

    def _pairs(self, number: int) -> Iterator[Block]:
        """Yield an item beside its photo, or beside another without one, in each form."""
        article = self._forms.articles[number]
        opens = article.kind != "normal" and self._forms.is_large(number)
        base = NOT_OPENING if opens else 0.0
        for liked, paired in enumerate(self._forms.paired(number)):
            cost = base + LESS_LIKED * liked + TOO_LONG * max(0, paired.text - paired.form.rows)
            if paired.figure is not None:
                yield self._beside_photo(paired, cost)
                continue
            other = self._other(number, paired)
            if other is None:
                cost += LONE + ALONE * WHITE_COST * (paired.text / self._grid.rows) ** 2
                yield self._two(paired, None, cost)
            else:
                more = TOO_LONG * max(0, other.text - other.form.rows)
                white = abs(other.text - paired.text) / self._grid.rows
                yield self._two(paired, other, cost + more + BESIDE * WHITE_COST * white**2)

    def _other(self, number: int, paired: Paired) -> Paired | None:
        """Return the next item if it may stand beside one without a photo."""
        if number + 1 >= self._count:
            return None
        article = self._forms.articles[number + 1]
        if article.new_page or article.opens is not None:
            return None
        fitting = [
            each
            for each in self._forms.paired(number + 1)
            if each.figure is None and each.columns + paired.columns <= self._design.columns
        ]
        return fitting[0] if fitting else None

    def _beside_photo(self, paired: Paired, cost: float) -> Block:
        forms, form, rows = self._forms, paired.form, self._grid.rows
        width = form.text / self._design.columns
        photo = paired.photo
        lower = max(0, photo[1] - paired.text) / rows
        higher = max(0, paired.text - photo[2]) / rows
        cost += WHITE_COST * (BESIDE * width * lower**2 + BELOW_PHOTO * (1 - width) * higher**2)

        def drawn(row: int, high: int, turned: bool) -> Drawn:  # as all blocks are drawn
            text, picture = (0, form.text) if turned else (form.photo, 0)
            return paired.draw(row, high, forms.x(text), forms.x(picture))

        return Block(paired.rows, cost, (paired.article + 1, 0, 0), drawn, pair=True)

    def _two(self, paired: Paired, other: Paired | None, cost: float) -> Block:
        forms, grid = self._forms, self._grid
        both = [paired] if other is None else [paired, other]
        rows = max(each.text for each in both)

        def drawn(row: int, high: int, _turned: bool) -> Drawn:  # as all blocks are drawn
            things, opened, foot = [], [], 0.0
            for at, each in enumerate(both):
                x = forms.x(at * paired.columns)
                one = each.draw(row + 1, high - 1, x, x)
                things += [hairline(x, forms.width(each.columns), row, grid), *one.things]
                opened += one.opened
                foot = max(foot, one.foot)
            return Drawn(things, opened, foot)

        return Block((rows, rows, rows), cost, (both[-1].article + 1, 0, 0), drawn)

    def _is_long(self, number: int) -> bool:
        """Return whether a text is much higher than the photo beside it, in every form."""
        paired = self._forms.paired(number)
        return bool(paired) and all(
            each.figure is not None and each.text > each.photo[2] + MUCH_HIGHER for each in paired
        )

    def _across(self, number: int) -> Iterator[Block]:
        """Yield head and text across the page, without a photo that bleeds, if a page holds all of it."""
        opened = self._forms.opened(number, inside=True)
        head = opened.heads[0]
        pictured = bool(self._forms.articles[number].figures) and bool(self._forms.paired(number))
        even = opened.even(opened.body, self._grid.rows - head.row)
        if even is None:
            return
        text, plan = even
        rows = head.row + text
        if opened.draw(head, plan, 0).foot > self._grid.row_y(rows):
            return
        wanted = self._forms.articles[number].kind != "normal" or not self._forms.paired(number)
        short = max(0, self._design.opening.rows - 2 * text)
        inside = PHOTO_INSIDE if self._is_long(number) else BROKEN_UP
        cost = inside if pictured else 0.0 if wanted else ACROSS + SHORT * short
        yield Block((rows, rows, rows), cost, (number + 1, 0, 0), _opening(opened, head, plan))

    def _below_photo(self, opened: Opened, limit: int) -> Iterator[Block]:
        """Yield an item below a photo that bleeds, with each height of it: all of it, or what the page holds."""
        number, whole = opened.article, False
        usual = self._forms.articles[number].kind == "normal"
        for step, head in enumerate(opened.heads):
            left = limit - head.row
            even = opened.even(opened.body, left)
            if even is None:
                continue
            whole = True
            text, plan = even
            short = max(0, self._design.opening.rows - text) if usual else 0
            cost = (OPENING if usual else 0.0) + SHORT * short + TRIM * step + self._cut(number, head)
            rows = head.row + text
            yield Block((rows, rows, rows), cost, (number + 1, 0, 0), _opening(opened, head, plan), whole=True)
        if not whole:
            for head in opened.heads[:: max(1, len(opened.heads) // 5)]:
                cut = self._cut(number, head)
                yield from self._filled(opened, head, opened.body, limit - head.row, 0, more=cut)

    def _cut(self, number: int, head: SpanHead) -> float:
        """Return what it costs that a low page leaves a photo less than should be shown of it."""
        figures = self._forms.articles[number].figures
        if not figures or not figures[0].shown:
            # The author has said what matters of it.
            return 0.0
        lost = max((thing.crop.lost for thing in head.things if isinstance(thing, PlacedPhoto)), default=0.0)
        return CUT * max(0.0, lost - MOST_LOST)

    def _long(self, opened: Opened, room: int, *, first: bool, more: float) -> Iterator[Block]:
        """Yield as much of an item without a large photo as the rest of a page holds."""
        head = opened.heads[0]
        if first or room >= head.row + LEAST_BEGUN:
            yield from self._filled(opened, head, opened.body, room - head.row, 1, more=more)
        if first and head.row <= room:
            # On a low page a high head stands alone, and so it does where what follows is as high as a page.
            after = (opened.article, opened.body, 1)
            yield Block((room, room, room), HEAD_ALONE, after, _opening(opened, head, None), whole=True)

    def _begun(self, opened: Opened, room: int) -> Iterator[Block]:
        """Yield as much of an item as the rest of a page holds, where its photo opens the next one."""
        head = opened.heads[0]
        if room >= head.row + LEAST_BEGUN:
            for block in self._filled(opened, head, opened.body, room - head.row, LATER, more=PHOTO_LATER):
                if block.after[0] == opened.article:
                    yield block

    def _goes_on(
        self, opened: Opened, piece: int, room: int, inside: int, head: SpanHead | None = None
    ) -> Iterator[Block]:
        """Yield the rest of an item, or as much of it as a page holds, below the photo that opens that, if any."""
        above = 0 if head is None else head.row
        even = opened.even(piece, room - above)
        if even is not None:
            rows = above + even[0]
            cost = STUB * max(0, STUB_ROWS - even[0]) if head is None else TRIM * opened.later.index(head)
            yield Block((rows, rows, rows), cost, (opened.article + 1, 0, 0), _opening(opened, head, even[1]))
        else:
            yield from self._filled(opened, head, piece, room - above, inside)

    def _filled(
        self, opened: Opened, head: SpanHead | None, start: int, rows: int, inside: int, *, more: float = 0.0
    ) -> Iterator[Block]:
        if rows < LEAST_TEXT:
            return
        high = rows + (0 if head is None else head.row)
        found = {end: way for end, way in opened.fill(start, rows).items() if end > start}
        # What should not be parted so, only where it goes on and has no other way; below a head that stands alone.
        sound = {end: way for end, way in found.items() if way[0] < FORBIDDEN}
        for end, (cost, plan) in (found if head is None and not sound else sound).items():
            # A column that has no other way may be higher than its room: then all stands otherwise.
            if cost < FORBIDDEN or opened.draw(head, plan, 0).foot <= self._grid.row_y(high):
                after = (opened.article + 1, 0, 0) if end == opened.flow.count else (opened.article, end, inside)
                yield Block((high, high, high), cost + RUNS_ON + more, after, _opening(opened, head, plan), whole=True)


def _opening(opened: Opened, head: SpanHead | None, plan: Plan) -> Callable[[int, int, bool], Drawn]:
    def drawn(row: int, _rows: int, _turned: bool) -> Drawn:  # as all blocks are drawn
        return opened.draw(head, plan, row)

    return drawn
