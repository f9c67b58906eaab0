"""Lines of Chinese and Japanese, brought to their measure: signs give of their blank, or characters part a little.

Takes the pieces of a line, gives them nearer to each other, or the distance to add between them.

Source: W3C, "Requirements for Japanese Text Layout" (JLReq), 3.8.2 to 3.8.4: rather pull a character in than push it
out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from pdfbrochure.text import cjk
from pdfbrochure.text.linebreak import FORCED, SPACE
from pdfbrochure.text.prepared import Look, Row
from pdfbrochure.text.shape import Shaped

_EM: Final = 1000.0
# A line in which more would fall to each character, in ems, is left short: it holds something that does not break.
# Beyond a tenth of an em readers of the PDF would take the distances for spaces.
MOST_SHARED: Final = 0.09


def _gives(pieces: Sequence[Shaped], looks: Sequence[Look], *, centered_stops: bool) -> Iterator[float]:
    """Yield by how much each piece but the last may come nearer to the next, in points."""
    for (one, two), look in zip(pairwise(pieces), looks, strict=False):
        before, after = one.base or one, two.base or two
        if one.is_space or two.is_space or not before.text or not after.text:
            yield 0.0
            continue
        last = before.text[-1], before.advance / len(before.text)
        first = after.text[0], after.advance / len(after.text)
        signs = cjk.give(last, first, _EM, centered_stops=centered_stops)
        # Half of a thin space beside Latin.
        yield (signs or max(0.0, one.advance - before.advance) / 2) * look.size / _EM


def with_gives(rows: list[Row], pieces: Sequence[Shaped], looks: Sequence[Look], *, centered_stops: bool) -> list[Row]:
    """Return the breaks of a paragraph, counting what its signs may give, in points, where others count spaces."""
    # What the gaps among so many of the first pieces give.
    among = [0.0, 0.0, *accumulate(_gives(pieces, looks, centered_stops=centered_stops))]
    among += [among[-1]] * 2
    counted: list[Row] = []
    for end, start, _spaces_end, _spaces_start, penalty, kind, (piece, offset) in rows:
        before = among[piece + (offset > 0)]
        # The gap across a break is in neither line, and a space at a line's end is not drawn.
        after = among[piece + 1 + (kind in (SPACE, FORCED))]
        counted.append((end, start, before, after, penalty, kind, (piece, offset)))
    return counted


def brought_to(
    pieces: list[Shaped], looks: list[Look], room: float, width: float, *, centered_stops: bool
) -> tuple[list[Shaped], float]:
    """Return the pieces of a line that fill its measure, and the distance to add to each glyph, in points.

    Args:
        pieces: Of the line.
        looks: That of each.
        room: The measure.
        width: Their natural width.
        centered_stops: Whether commas and stops stand in the middle of their em.
    """
    slack = room - width
    if slack >= 0:
        gaps = sum(len(piece.glyphs) for piece in pieces) - 1
        # The last glyph's share stands beyond the measure, where nothing is drawn.
        return pieces, slack / gaps if gaps > 0 and slack <= gaps * MOST_SHARED * looks[0].size else 0.0
    given = list(_gives(pieces, looks, centered_stops=centered_stops))
    total = sum(given)
    if not total:
        return pieces, 0.0
    share = min(1.0, -slack / total)
    nearer = [
        look.shaper.spaced(piece, -share * give / look.size * _EM) if give else piece
        for piece, look, give in zip(pieces, looks, [*given, 0.0], strict=True)
    ]
    return nearer, 0.0
