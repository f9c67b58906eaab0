"""What may stand next on a page of pairs: items in their forms, with the rows that they may take and what they cost.

`pairs` searches among these blocks; here is which there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pages import Placed, PlacedPhoto
from pdfbrochure.layout.pair_forms import Forms, hairline
from pdfbrochure.layout.pair_items import Opened, Paired
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
# The same below the lower of two items side by side.
UNEVEN: Final = 0.4
BELOW_PHOTO: Final = 1.0
# Half a row without an item; head and text across the page where a pair would do.
LONE: Final = 800.0
ALONE: Final = 1.0
ACROSS: Final = 500.0
# A photo at the head of a page one row off its best height.
TRIM: Final = 1.5
# So many items stand in two columns at most, one below the other; what that costs, and a photo above its text there.
STACKED: Final = 5
STACK: Final = 150.0
PHOTO_ABOVE: Final = 350.0
# White at the foot of a page, or beside a block, for what it takes of that beyond a share.
HOLE: Final = 0.15
HOLE_COST: Final = 25000.0
# A page that an item goes on over.
RUNS_ON: Final = 200.0
# Rows in which a long item may begin below others, those that it should have, and what each costs that it has not.
LEAST_BEGUN: Final = 4
BEGUN: Final = 7
SHORT_BEGUN: Final = 100.0
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
# The same where it stands in the text, below what begins that: for each block before it.
LOWER: Final = 30.0
# A photo of fewer pixels than the theme has across the text.
LESS_SHARP: Final = 400.0
# Of a photo at the head of a page, the share that a frame may cut off, and what it costs to cut off more.
MOST_LOST: Final = 0.4
CUT: Final = 12000.0
# The rest of a text that is no more than so many rows, alone at the head of a page: for each row that it is short.
STUB_ROWS: Final = 5
STUB: Final = 250.0
# In a place: the photo stands in the text, opens the next page, or did so; and the head is a small one.
INSIDE: Final = 1
LATER: Final = 2
OPENED: Final = 3
SMALL: Final = 4
# And so many blocks of the text stand before the photo in it.
AFTER: Final = 8
# A small head at the head of a page.
SMALL_FIRST: Final = 150.0

# A text of fewer rows, or a smaller share of a low page, does not begin below others to go on on the next page.
WHOLE: Final = 14
WHOLE_SHARE: Final = 0.3

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
        free: Whether there are those too that are only for pages that would else stay white.
    """

    def __init__(self, forms: Forms, grid: Grid, design: PairsDesign, *, free: bool) -> None:
        self._free = free
        self._forms = forms
        self._grid = grid
        self._design = design
        self._count = len(forms.articles)
        self._known: dict[tuple[int, bool], list[Block]] = {}

    def of(self, place: Place, room: int, *, first: bool, top: bool, limit: int) -> Iterator[Block]:
        """Yield what may stand next on a page that has room for so many rows."""
        number, piece, how = place
        if piece:
            if first:
                yield from self._rest(number, piece, how, room)
            return
        article = self._forms.articles[number]
        if article.new_page and number and not first:
            return
        known = self._standing(number, first=first)
        yield from known
        if first and top and (self._free or self._forms.is_large(number)):
            opened = self._forms.opened(number)
            if opened.pictured:
                yield from self._below_photo(opened, limit)
        least = min((block.rows[0] for block in known), default=self._grid.rows + 1)
        whole = min(WHOLE, int(WHOLE_SHARE * self._grid.rows))
        if self._is_long(number) or least > self._grid.rows or least > max(whole, room):
            more = BROKEN_UP if article.figures and not self._is_long(number) else 0.0
            for small in self._heads(number, first=first):
                own = more + (SMALL_FIRST if small and first else 0.0)
                yield from self._long(number, room, first=first, more=own, small=small)
                parted = self._forms.parted(number, small=small) if self._free or not first else None
                if parted is not None:
                    yield from self._begun(parted, room, small=small)

    def _rest(self, number: int, piece: int, how: int, room: int) -> Iterator[Block]:
        """Yield the rest of an item that goes on from a piece on, or as much of it as a page holds."""
        small, inside, after = bool(how & SMALL), how & (SMALL - 1), how // AFTER
        parted = self._forms.parted(number, small=small) if inside in (LATER, OPENED) else None
        opened = parted or self._forms.opened(number, inside=bool(inside), small=small, after=after)
        if inside == LATER:
            for head in opened.later:
                yield from self._goes_on(opened, piece, room, OPENED | how & SMALL, head)
        else:
            yield from self._goes_on(opened, piece, room, how)

    def _heads(self, number: int, *, first: bool) -> tuple[bool, ...]:
        """Return whether an item may have its head across the page as large as a feature's, and small."""
        if not self._free or not self._forms.may_be_small(number):
            return (False,)
        return (False, True) if first else (True,)

    def _standing(self, number: int, *, first: bool) -> list[Block]:
        """Return the blocks that hold all of an item and may stand at the head of a page, or below others."""
        key = number, first
        if key not in self._known:
            self._known[key] = [
                *self._pairs(number),
                *(self._stacks(number) if self._free else ()),
                *(block for small in self._heads(number, first=first) for block in self._across(number, small=small)),
            ]
        return self._known[key]

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
                share = paired.text / self._grid.rows
                cost += LONE + ALONE * WHITE_COST * share**2 + HOLE_COST * max(0.0, share / 2 - HOLE)
                yield self._two(paired, None, cost)
            else:
                more = TOO_LONG * max(0, other.text - other.form.rows)
                uneven = self._uneven(other.text - paired.text, paired.columns)
                yield self._two(paired, other, cost + more + uneven)

    def _uneven(self, rows: int, columns: int) -> float:
        """Return what it costs that one of two side by side is so many rows higher than the other."""
        white = abs(rows) / self._grid.rows
        return UNEVEN * WHITE_COST * white**2 + HOLE_COST * max(0.0, white * columns / self._design.columns - HOLE)

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

    def _stacks(self, number: int) -> Iterator[Block]:
        """Yield several items in two columns, one below the other in each, their photos above their texts."""
        found: list[Paired] = []
        for other in range(number, min(number + STACKED, self._count)):
            article, paired = self._forms.articles[other], self._forms.stacked(other)
            opens = article.opens is not None or article.new_page
            if paired is None or (found and opens) or (article.kind != "normal" and self._forms.is_large(other)):
                return
            found.append(paired)
            photos = sum(bool(self._forms.articles[each.article].figures) for each in found)
            if len(found) < 2 or not (photos or len(found) > 2):
                # Two without photos are a pair.
                continue
            for part in range(1, len(found)):
                block = self._stacked(found[:part], found[part:], STACK + PHOTO_ABOVE * photos)
                if block is not None:
                    yield block

    def _stacked(self, start: list[Paired], end: list[Paired], cost: float) -> Block | None:
        """Return items in two columns, if a page holds them."""
        forms, grid, gap = self._forms, self._grid, self._design.between - 1
        heights = [sum(each.text for each in stack) + gap * (len(stack) - 1) for stack in (start, end)]
        rows = max(heights)
        if rows > grid.rows:
            return None
        cost += LESS_LIKED * (len(start) + len(end)) + self._uneven(heights[0] - heights[1], start[0].columns)

        def drawn(row: int, _high: int, _turned: bool) -> Drawn:  # as all blocks are drawn
            things: list[Placed] = []
            opened: list[tuple[int, float]] = []
            foot = 0.0
            for side, stack in enumerate((start, end)):
                at = row
                for each in stack:
                    x = forms.x(side * each.columns)
                    one = each.draw(at + 1, each.text - 1, x, x)
                    things += [hairline(x, forms.width(each.columns), at, grid), *one.things]
                    opened += one.opened
                    foot = max(foot, one.foot)
                    at += each.text + gap
            return Drawn(things, opened, foot)

        return Block((rows, rows, rows), cost, (end[-1].article + 1, 0, 0), drawn)

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

    def _across(self, number: int, *, small: bool) -> Iterator[Block]:
        """Yield head and text across the page, without a photo that bleeds, if a page holds all of it."""
        opened = self._forms.opened(number, inside=True, small=small)
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
        cost += _beside_cost(opened.white(opened.body, text))
        yield Block((rows, rows, rows), cost, (number + 1, 0, 0), _opening(opened, head, plan))

    def _below_photo(self, opened: Opened, limit: int) -> Iterator[Block]:
        """Yield an item below a photo that bleeds, with each height of it: all of it, or what the page holds."""
        number, whole = opened.article, False
        less = 0.0 if self._forms.is_large(number) else LESS_SHARP
        usual = self._forms.articles[number].kind == "normal"
        for step, head in enumerate(opened.heads):
            left = limit - head.row
            even = opened.even(opened.body, left)
            if even is None:
                continue
            whole = True
            text, plan = even
            short = max(0, self._design.opening.rows - text) if usual else 0
            cost = (OPENING if usual else 0.0) + SHORT * short + TRIM * step + self._cut(number, head) + less
            rows = head.row + text
            yield Block((rows, rows, rows), cost, (number + 1, 0, 0), _opening(opened, head, plan), whole=not usual)
        if not whole:
            for head in opened.heads[:: max(1, len(opened.heads) // 5)]:
                cut = self._cut(number, head) + less
                yield from self._filled(opened, head, opened.body, limit - head.row, 0, more=cut)

    def _cut(self, number: int, head: SpanHead) -> float:
        """Return what it costs that a low page leaves a photo less than should be shown of it."""
        figures = self._forms.articles[number].figures
        if not figures or not figures[0].shown:
            # The author has said what matters of it.
            return 0.0
        lost = max((thing.crop.lost for thing in head.things if isinstance(thing, PlacedPhoto)), default=0.0)
        return CUT * max(0.0, lost - MOST_LOST)

    def _long(self, number: int, room: int, *, first: bool, more: float, small: bool) -> Iterator[Block]:
        """Yield as much of an item without a large photo as the rest of a page holds."""
        opened = self._forms.opened(number, inside=True, small=small)
        head, how = opened.heads[0], INSIDE | SMALL * small
        more += 0.0 if first else SHORT_BEGUN * max(0, BEGUN + head.row - room)
        if first or room >= head.row + LEAST_BEGUN:
            yield from self._filled(opened, head, opened.body, room - head.row, how, more=more)
            for after in self._forms.places(number) if self._free else ():
                lower = self._forms.opened(number, inside=True, small=small, after=after)
                cost = more + PHOTO_LATER / 2 + LOWER * after
                yield from self._filled(lower, head, lower.body, room - head.row, how | AFTER * after, more=cost)
        if first and head.row <= room:
            # On a low page a high head stands alone, and so it does where what follows is as high as a page.
            there = (number, opened.body, how)
            yield Block((room, room, room), HEAD_ALONE, there, _opening(opened, head, None), whole=True)

    def _begun(self, opened: Opened, room: int, *, small: bool) -> Iterator[Block]:
        """Yield as much of an item as the rest of a page holds, where its photo opens the next one."""
        head, how = opened.heads[0], LATER | SMALL * small
        if room >= head.row + LEAST_BEGUN:
            more = PHOTO_LATER + SHORT_BEGUN * max(0, BEGUN + head.row - room)
            for block in self._filled(opened, head, opened.body, room - head.row, how, more=more):
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
            cost += _beside_cost(opened.white(piece, even[0]))
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


def _beside_cost(white: float) -> float:
    """Return what white beside or below a part of even columns costs, a share of a page."""
    return WHITE_COST * white**2 + HOLE_COST * max(0.0, white - HOLE)


def _opening(opened: Opened, head: SpanHead | None, plan: Plan) -> Callable[[int, int, bool], Drawn]:
    def drawn(row: int, _rows: int, _turned: bool) -> Drawn:  # as all blocks are drawn
        return opened.draw(head, plan, row)

    return drawn
