"""Assembles lines: the pieces between two breaks, in the order in which they stand, brought to their measure."""

from __future__ import annotations

from typing import Final

from msgspec import Struct, structs

from pdfbrochure.text import cjk
from pdfbrochure.text.bidi import visual_order
from pdfbrochure.text.edges import END_HANG, HYPHEN_HANG, START_HANG
from pdfbrochure.text.flush import MOST_SHARED, brought_to
from pdfbrochure.text.linebreak import FINAL, FORCED, HYPHEN, SPACE
from pdfbrochure.text.prepared import Look, Prepared
from pdfbrochure.text.readback import RIGHT_TO_LEFT_MARK
from pdfbrochure.text.shape import Shaped, Shaper

# Share of a justified line that its glyphs may give or take; a scale of 1.5 % cannot be seen.
MICRO_BUDGET: Final = 0.03
# The same for scripts without spaces between words, only to part their letters: a twentieth of an em or so.
CLUSTER_BUDGET: Final = 0.08


class Run(Struct, frozen=True, gc=False):
    """Pieces of one look on one line. Lengths in points.

    Attributes:
        x: From the line's left end.
        shaper: The face, and how it shapes.
        size: Type size.
        color: A color's name.
        tracking: Added to the advance of every glyph.
        url: Where a link leads, or "".
        node: The element that it belongs to, None for furniture.
        pieces: Words and spaces, shaped, from left to right.
        width: All advances together.
        space_extra: Added to each space.
        scale: Width of the glyphs to their natural width.
        underline: Whether a line is drawn below.
        backward: Whether it is read from right to left.
        struck: Whether a line is drawn through it.
        drop: How far below the line's baseline it stands: an initial, which is one word with the run after it.
    """

    x: float
    shaper: Shaper
    size: float
    color: str
    tracking: float
    url: str
    node: int | None
    pieces: tuple[Shaped, ...]
    width: float
    space_extra: float = 0.0
    scale: float = 1.0
    underline: bool = False
    backward: bool = False
    struck: bool = False
    drop: float = 0.0


class Line(Struct, frozen=True, gc=False):
    """One finished line, its runs in reading order.

    `width` is that of its ink and its indent: a space after the last word is in the runs, but not in it. Quotes at its
    start and, justified, stops and hyphens at its end hang into the margin and do not count.
    """

    width: float
    runs: tuple[Run, ...]
    hyphenated: bool = False


class _Fit(Struct, frozen=True):
    """What a justified line adds: to each space, to each glyph's distance, and the scale of its glyphs."""

    space_extra: float
    scale: float
    tracking: float


# What is set in so wide a measure, in points, stands on one line and has no other edge to be set to.
ENDLESS: Final = 1e5
_NATURAL: Final = _Fit(0.0, 1.0, 0.0)


def make_lines(
    prepared: Prepared,
    way: list[int],
    indent: float,
    measure: float,
    narrow: tuple[int, float],
    *,
    justify: bool,
    balanced: bool,
    page_backward: bool,
) -> tuple[Line, ...]:
    """Return the lines that end at the breaks of `way`.

    Args:
        prepared: The paragraph.
        way: Where the lines end.
        indent: Of the first line.
        measure: Of each line.
        narrow: So many lines at the start have the second as their measure instead.
        justify: Whether both edges are even.
        balanced: Whether the lines were made even in length, and are left so.
        page_backward: Whether the page runs from right to left; paragraphs that run otherwise are set to the other
            edge of their column, if it is no endless one.
    """
    lines: list[Line] = []
    start = 0
    for end in way:
        own = measure if len(lines) >= narrow[0] else narrow[1]
        first_indent = 0.0 if start else indent
        line = _make_line(
            prepared,
            start,
            end,
            first_indent,
            own,
            justify=justify,
            balanced=balanced,
            page_backward=page_backward,
        )
        lines.append(line)
        start = end
    return tuple(lines)


def _make_line(
    prepared: Prepared,
    start: int,
    end: int,
    indent: float,
    measure: float,
    *,
    justify: bool,
    balanced: bool,
    page_backward: bool,
) -> Line:
    """Return the line between two breaks of a paragraph."""
    kind = prepared.breaks.kind[end]
    pieces, looks = _cut(prepared, start, end)
    if not pieces:
        return Line(0.0, ())
    hang, end_hang = _hangs(prepared, pieces, looks, kind, justify=justify)
    fit = _NATURAL
    breaks = prepared.breaks
    given = breaks.spaces_end[end] - breaks.spaces_start[start] if prepared.by_character else 0.0
    too_wide = breaks.end[end] - breaks.start[start] > measure + given + 1e-6
    if kind < FORCED or too_wide:
        room = measure - indent + hang + end_hang
        if prepared.by_character and not too_wide and not balanced:
            width = _natural_width(pieces, looks)
            centered = prepared.centered_stops
            pieces, tracking = brought_to(pieces, looks, room, width, centered_stops=centered)
            fit = _Fit(0.0, 1.0, tracking)
        elif justify:
            # A mark that is a glyph by itself would leave its letter.
            parts = prepared.by_cluster and all(glyph[1] for piece in pieces for glyph in piece.glyphs)
            fit = _fit_line(pieces, looks, room, prepared.space, parting=CLUSTER_BUDGET if parts else 0.0)
    trailing = 0.0
    if kind in (SPACE, FORCED, FINAL):
        last = looks[-1]
        base = int(prepared.backward)
        pieces.append(last.shaper.space)
        # A space at the end of a line has the direction of the paragraph (UAX #9, L1).
        if last.level != base:
            last = structs.replace(last, tracking=0.0, url="", underline=False, level=base, marked=False)
        looks.append(last)
        trailing = pieces[-1].advance * last.size / 1000 * fit.scale + last.tracking + fit.tracking + fit.space_extra
    runs, total = _make_runs(pieces, looks, fit)
    width = total - trailing - hang - end_hang + indent
    if prepared.by_character:
        # What is added after the last character is beyond the line.
        width -= fit.tracking
    left = indent - hang
    if prepared.backward:
        left = -trailing
    if prepared.backward != page_backward and measure < ENDLESS:
        left += measure - width if prepared.backward else 0.0
        width = measure
    return Line(width, tuple(_moved(run, left) for run in runs) if left else runs, kind == HYPHEN)


def _cut(prepared: Prepared, start: int, end: int) -> tuple[list[Shaped], list[Look]]:
    """Return the pieces between two breaks, the words at both ends cut where they are divided."""
    breaks = prepared.breaks
    first, first_offset = breaks.at[start]
    last, last_offset = breaks.at[end]
    if start == 0:
        first = 0
    elif breaks.kind[start] in (SPACE, FORCED):
        first += 1
    stop = last if last_offset else last - 1
    pieces = prepared.pieces[first : stop + 1]
    looks = prepared.looks[first : stop + 1]
    if not pieces:
        return pieces, looks
    if last_offset:
        text = pieces[-1].text[first_offset if first == last else 0 : last_offset]
        look = looks[-1]
        pieces[-1] = look.shaper.hyphenated(text) if breaks.kind[end] == HYPHEN else look.shape(text)
    elif breaks.kind[end] == HYPHEN:
        # Between two looks.
        pieces[-1] = looks[-1].shaper.hyphenated(pieces[-1].text)
    if first_offset and not (first == last and last_offset):
        pieces[0] = looks[0].shape(pieces[0].text[first_offset:])
    if pieces[-1].text.endswith(RIGHT_TO_LEFT_MARK) and looks[-1].level & 1:
        # Nothing follows of which it would have to be told apart.
        pieces[-1] = looks[-1].shape(pieces[-1].text[:-1])
    if pieces[-1].base is not None:
        # The squeeze or the thin space before a neighbour that is now on the next line.
        pieces[-1] = pieces[-1].base
    return pieces, looks


def _hangs(
    prepared: Prepared, pieces: list[Shaped], looks: list[Look], kind: int, *, justify: bool
) -> tuple[float, float]:
    """Return how far the line's first and last marks stand outside of its measure, in points."""
    size = looks[0].size
    first, last = pieces[0], pieces[-1]
    hang = 0.0 if looks[0].level & 1 else START_HANG.get(first.text[:1], 0.0) * size
    end_hang = 0.0
    if prepared.has_han:
        hang = max(hang, -cjk.at_line_start(first.text[:1], first.advance, 1000.0) * size / 1000)
        centered = prepared.centered_stops
        blank = cjk.at_line_end(last.text[-1:], last.advance, 1000.0, centered_stops=centered)
        end_hang = -blank * looks[-1].size / 1000
    if not end_hang and justify and not prepared.by_character and kind < FORCED and not looks[-1].level & 1:
        end_hang = (HYPHEN_HANG if kind == HYPHEN else END_HANG.get(last.text[-1:], 0.0)) * size
    return hang, end_hang


def _natural_width(pieces: list[Shaped], looks: list[Look]) -> float:
    return sum(
        piece.advance * look.size / 1000 + look.tracking * len(piece.glyphs)
        for piece, look in zip(pieces, looks, strict=True)
    )


def _fit_line(pieces: list[Shaped], looks: list[Look], measure: float, space: float, *, parting: float = 0.0) -> _Fit:
    """Return how a line is brought to its measure: by its spaces, and a little by its glyphs.

    Glyphs give at most `MICRO_BUDGET` of the width, half by their scale and half by their distance; `parting` is the
    further share of it by which their distances may grow. What is left falls to the spaces.
    """
    width = _natural_width(pieces, looks)
    spaces = sum(piece.is_space for piece in pieces)
    glyphs = sum(len(piece.glyphs) for piece in pieces)
    slack = measure - width
    joined = any(look.level & 1 for look in looks)
    budget = 0.0 if joined else MICRO_BUDGET * measure
    scaled = budget / 2
    if slack > 0 and not joined:
        budget += parting * measure
    elastic = spaces * space * (0.5 if slack > 0 else 0.25)
    ratio = slack / (elastic + budget + 1e-9)
    share = max(-1.0, min(1.0, ratio)) * budget
    if not spaces:
        most = scaled + MOST_SHARED * looks[0].size * glyphs if parting else budget
        share = max(-budget, min(most, slack))
    scaling = max(-scaled, min(scaled, share * scaled / budget)) if budget else 0.0
    scale = 1.0 + scaling / width if width else 1.0
    tracking = (share - scaling) / glyphs if glyphs else 0.0
    return _Fit((slack - share) / spaces if spaces else 0.0, scale, tracking)


def _make_runs(pieces: list[Shaped], looks: list[Look], fit: _Fit) -> tuple[tuple[Run, ...], float]:
    """Return the pieces of a line as runs in reading order, each at its place, and the width of all."""
    if looks[0] is looks[-1] and looks.count(looks[0]) == len(looks):
        run = _make_run(looks[0], pieces, 0.0, fit)
        return (run,), run.width
    groups: list[tuple[Look, list[Shaped]]] = []
    for piece, look in zip(pieces, looks, strict=True):
        if groups and groups[-1][0] is look:
            groups[-1][1].append(piece)
        else:
            groups.append((look, [piece]))
    levels = [look.level for look, _pieces in groups]
    order = visual_order(levels) if any(levels) else range(len(groups))
    runs: dict[int, Run] = {}
    x = 0.0
    for index in order:
        run = _make_run(*groups[index], x, fit)
        runs[index] = run
        x += run.width
    return tuple(runs[index] for index in range(len(groups))), x


def _make_run(look: Look, pieces: list[Shaped], x: float, fit: _Fit) -> Run:
    width = sum([piece.advance for piece in pieces]) * look.size / 1000 * fit.scale
    tracking = look.tracking + fit.tracking
    if tracking:
        width += tracking * sum([len(piece.glyphs) for piece in pieces])
    if fit.space_extra:
        width += fit.space_extra * sum([piece.is_space for piece in pieces])
    backward = bool(look.level & 1)
    shown = pieces
    if backward:
        shown = pieces[::-1]
    elif look.marked:
        shown = [look.shaper.shape(RIGHT_TO_LEFT_MARK), *pieces]
    return Run(
        x,
        look.shaper,
        look.size,
        look.color,
        tracking,
        look.url,
        look.node,
        tuple(shown),
        width,
        fit.space_extra,
        fit.scale,
        look.underline,
        backward,
        look.struck,
    )


def _moved(run: Run, by: float) -> Run:
    return structs.replace(run, x=run.x + by)
