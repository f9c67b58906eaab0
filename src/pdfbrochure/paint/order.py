"""In which order a page is painted: grounds first, then all that is read, in reading order, then the footer.

Readers that know nothing of tags read a page as it was painted.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from pdfbrochure.layout.pages import Placed, PlacedFlat, PlacedLine
from pdfbrochure.text.lines import Line, Run
from pdfbrochure.text.shape import Shaped

_SOFT_HYPHEN: Final = "\u00ad"


def in_reading_order(things: Iterable[Placed], place_of: Callable[[int], int]) -> list[Placed]:
    """Return what stands on a page in painting order; a line of several elements is taken apart.

    Args:
        things: What stands on the page; nothing but grounds lies below anything else.
        place_of: The place of a node's element in the structure; inline elements have that of their paragraph.
    """
    grounds: list[Placed] = []
    content: list[tuple[int, Placed]] = []
    footer: list[Placed] = []
    for thing in things:
        if isinstance(thing, PlacedLine):
            for place, line in _apart(thing, place_of):
                if place is None:
                    footer.append(line)
                else:
                    content.append((place, line))
        elif thing.owner is None:
            grounds.append(thing)
        else:
            content.append((place_of(thing.owner), thing))
    content.sort(key=lambda pair: pair[0])
    return [*_joined(grounds), *(thing for _place, thing in content), *footer]


def _joined(grounds: list[Placed]) -> list[Placed]:
    """Return the grounds with flats that continue each other downwards as one: between two, readers show a seam."""
    found: list[Placed] = []
    feet: dict[tuple[float, float, float, str], int] = {}
    for thing in grounds:
        if isinstance(thing, PlacedFlat):
            place = feet.pop((thing.x, thing.width, round(thing.y, 2), thing.color), None)
            foot = (thing.x, thing.width, round(thing.y + thing.height, 2), thing.color)
            if place is not None:
                above = found[place]
                assert isinstance(above, PlacedFlat), "only flats have a foot here"
                found[place] = msgspec.structs.replace(above, height=thing.y + thing.height - above.y)
                feet[foot] = place
                continue
            feet[foot] = len(found)
        found.append(thing)
    return found


def _apart(placed: PlacedLine, place_of: Callable[[int], int]) -> list[tuple[int | None, PlacedLine]]:
    """Return a line as one for each element in it, such as a date and the paragraph that it opens."""
    runs = placed.line.runs
    if not runs:
        return []
    places = [None if run.node is None else place_of(run.node) for run in runs]
    if len(set(places)) == 1:
        return [(places[0], placed)]
    groups = itertools.groupby(zip(places, runs, strict=True), key=lambda pair: pair[0])
    return [
        (place, PlacedLine(placed.x, placed.y, Line(placed.line.width, tuple(run for _place, run in group))))
        for place, group in groups
    ]


def parted_after_word(run: Run) -> tuple[Run, Run]:
    """Return the first word of a run, and what follows it; the run is read from left to right."""
    count = next((at for at, piece in enumerate(run.pieces) if piece.is_space), len(run.pieces))
    first = msgspec.structs.replace(run, pieces=run.pieces[:count])
    wide = sum(piece.advance * run.size / 1000 * run.scale + run.tracking * len(piece.glyphs) for piece in first.pieces)
    first = msgspec.structs.replace(first, width=wide)
    rest = msgspec.structs.replace(run, x=run.x + wide, pieces=run.pieces[count:], width=run.width - wide)
    return first, rest


def word_after(initial: Run, rest: Run) -> str:
    """Return the word that an initial begins, as it is read."""
    word = "".join(piece.text for run in (initial, rest) for piece in run.pieces)
    return word.replace(_SOFT_HYPHEN, "").replace("\u00a0", " ")


def without_break_hyphens(run: Run) -> list[tuple[Run, bool]]:
    """Return a run in parts from left to right, and of each whether it is a hyphen that a line break has added.

    Such a hyphen is a drawn glyph that stands for a soft one, last in the run's last word or first in its first. It
    belongs to no word: a reader that finds it in one hears two.
    """
    first, last = run.pieces[0], run.pieces[-1]
    if _SOFT_HYPHEN not in first.text and _SOFT_HYPHEN not in last.text:
        return [(run, False)]
    pieces = list(run.pieces)
    before = after = None
    if first.glyphs and _is_hyphen(first.glyphs[0]):
        before, pieces[0] = _hyphen(first, 0), Shaped(first.text[1:], first.glyphs[1:], rtl=first.rtl)
        last = pieces[-1]
    if last.glyphs and _is_hyphen(last.glyphs[-1]):
        after, pieces[-1] = _hyphen(last, -1), Shaped(last.text[:-1], last.glyphs[:-1], rtl=last.rtl)
    left, right = _width(run, before), _width(run, after)
    inner = tuple(piece for piece in pieces if piece.glyphs)
    parts = []
    if before is not None:
        parts.append((msgspec.structs.replace(run, pieces=(before,), width=left), True))
    if inner:
        width = run.width - left - right
        parts.append((msgspec.structs.replace(run, x=run.x + left, pieces=inner, width=width), False))
    if after is not None:
        x = run.x + run.width - right
        parts.append((msgspec.structs.replace(run, x=x, pieces=(after,), width=right), True))
    return parts


def _is_hyphen(glyph: tuple[object, str, float, float, float, float]) -> bool:
    """Return whether a glyph is a hyphen that a line break has added; one that was typed and not used has no width."""
    return glyph[1] == _SOFT_HYPHEN and glyph[5] > 0


def _hyphen(shaped: Shaped, place: int) -> Shaped:
    """Return a soft hyphen as the hyphen that it looks like, which is what a search joins at the end of a line."""
    glyph, _meaning, own, x, y, advance = shaped.glyphs[place]
    return Shaped("-", ((glyph, "-", own, x, y, advance),))


def _width(run: Run, shaped: Shaped | None) -> float:
    return 0.0 if shaped is None else shaped.advance * run.size / 1000 * run.scale + run.tracking
