"""How far the entries of a list stand in: as far as the design says, or farther where a bullet or number needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import BodyBlock, Paragraph

# At least so much white stands between the widest number and the text, in ems.
LEAST_GAP: Final = 0.35


class Inset(Struct, frozen=True):
    """Where an entry stands in its column, in points from the start edge: its bullet or number, and its text."""

    marker: float
    text: float


NO_INSET: Final = Inset(0.0, 0.0)


def list_insets(
    blocks: Sequence[BodyBlock], indent: float, size: float, width: Callable[[Paragraph], float]
) -> Iterator[tuple[BodyBlock, Inset]]:
    """Yield each list entry among the blocks of a text with its inset; all entries of one list have the same.

    Args:
        blocks: The whole text, so that a list that is parted by a photo stays one.
        indent: That of the design, in points.
        size: Type size in points.
        width: Measures a bullet or number, in points.
    """
    lists: list[float] = []
    open_lists: list[int] = []
    entries: list[tuple[BodyBlock, tuple[int, ...]]] = []
    for block in blocks:
        depth = block.depth if block.kind == "entry" else 0
        del open_lists[depth:]
        while len(open_lists) < depth:
            open_lists.append(len(lists))
            lists.append(indent)
        if not depth:
            continue
        entries.append((block, tuple(open_lists)))
        if block.marker is not None:
            lists[open_lists[-1]] = max(lists[open_lists[-1]], width(block.marker) + LEAST_GAP * size)
    for block, around in entries:
        outer = sum(lists[number] for number in around[:-1])
        yield block, Inset(outer, outer + lists[around[-1]])
