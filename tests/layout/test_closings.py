"""What fills a rectangle up to a barrier is what a search for all ends of that rectangle finds for that one."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pdfbrochure.compose.blocks import Figure
from pdfbrochure.layout.closings import Closings
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.pieces import Across, HeadPiece, PhotoPiece, Piece, Stretchable, TextLine
from pdfbrochure.layout.rectangles import Rectangles
from pdfbrochure.layout.spanning import Item, Way


def grid(columns: int) -> Grid:
    """Pages of 24 rows of 10 points."""
    return Grid(
        width=300, height=240, top=0, side=0, foot=0, columns=columns, gutter=10, column_width=90, unit=10, cap=3,
        descent=2, rows=24,
    )  # fmt: skip


def paragraph(source: random.Random) -> list[Piece]:
    """A paragraph of a few lines, which may perhaps have one more or fewer."""
    count = source.randint(1, 7)
    others = {one: [TextLine(10.0)] * one for one in (count - 1, count + 1) if one and source.random() < 0.4}
    lines: list[Piece] = [
        TextLine(10.0, inside=number + 1 < count, penalty=source.choice((0.0, 0.0, 90.0, 700.0)))
        for number in range(count - 1)
    ]
    return [*lines, TextLine(10.0, paragraph=Stretchable(count, lambda: others))]


def photo(source: random.Random) -> Piece:
    """A photo whose height may change by some rows."""
    rows = {name: source.randint(0, 3) for name in ("taller", "lower", "grows")}
    figure = Figure("a.jpg", (), None, (0.5, 0.5), None)
    return PhotoPiece(9.0, figure=figure, after_head=False, lines=(), natural=50.0, least=20.0, width=90.0, **rows)


def flow_of(source: random.Random, columns: int) -> Flow:
    """A few items of text and photos, some of which may or must stand across columns."""
    pieces: list[Piece] = []
    items: list[Item] = []
    for number in range(source.randint(1, 5)):
        start = len(pieces)
        pieces.append(HeadPiece(14.0, article=number, above=6.0, penalty=1e9))
        body = len(pieces)
        for _ in range(source.randint(1, 4)):
            pieces += paragraph(source) if source.random() < 0.8 else [photo(source)]
        ways = [
            Way(Across(across, None, 0.0, (), (0, source.randint(0, 4), 6), 3), source.choice((-120.0, 0.0, 240.0)))
            for across in range(2, columns + 1)
        ]
        must = bool(ways) and source.random() < 0.2
        items.append(Item(number, start, body, len(pieces), lambda ways=ways: ways, must=must))
    return Flow(pieces, items, grid(columns))


@given(st.integers(0, 10**6), st.integers(1, 4), st.sampled_from([0, 1]))
def test_a_closing_is_what_all_ends_have_for_it(seed: int, columns: int, level: int) -> None:
    """The same plan at the same cost, or none, in rectangles of any height before any item."""
    source = random.Random(seed)
    flow = flow_of(source, columns)
    every = Rectangles(flow, level)
    closings = Closings(flow, level, 1.0, every)
    for _ in range(6):
        start = source.choice(flow.starts)
        stop = source.choice([end for end in (*flow.starts, flow.count) if end > start])
        rows = source.randint(3, 24)
        found = every.solve(start, columns, rows, top=True, stop=stop).get(stop)

        assert closings.solve(start, columns, rows, top=True, stop=stop).get(stop) == found


@given(st.integers(0, 10**6), st.integers(1, 4))
def test_the_cost_of_one_end_is_that_of_all(seed: int, columns: int) -> None:
    """Of a column it is the same whether only one end is asked for, or all."""
    source = random.Random(seed)
    flow = flow_of(source, columns)
    for _ in range(12):
        start = source.randrange(flow.count)
        stop = source.choice([end for end in (*flow.starts, flow.count) if end > start])
        rows, grown = source.randint(1, 24), source.random() < 0.5

        assert flow.end_cost(start, stop, rows, grown=grown) == dict(flow.ends(start, rows, stop, grown=grown)).get(
            stop
        )
