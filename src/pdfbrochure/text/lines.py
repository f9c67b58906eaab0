"""Lines of glyphs: a paragraph and a measure go in, finished lines come out.

A line holds runs of one look; widths are points. Lines do not know where they stand.
"""

from __future__ import annotations

import re
from typing import Final, Protocol

from msgspec import Struct

from pdfbrochure.assets.fonts import FontBook
from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.theme import Style
from pdfbrochure.text.linebreak import (
    EXPLICIT,
    FINAL,
    FORCED,
    HYPHEN,
    SPACE,
    Breaks,
    LineRules,
    balance_lines,
    break_lines,
)
from pdfbrochure.text.shape import Shaped, Shaper

# Words, and the spaces between them: only U+0020 may end a line, the others are stretched with it but hold together.
_WORD: Final = re.compile("[^ \u00a0\u202f\n]+|[ \u00a0\u202f\n]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
# A hyphen between two lower-case parts of two letters or more; "EU-UNODC", "e-mail" and names hold together.
_COMPOUND: Final = re.compile(r"(?<=[^\W\d_]{2})[-\u2010](?=[^\W\d_]{2})")
_DASH: Final = re.compile(r"(?<=\w)[\u2014/](?=\w)|(?<=\w)\u2013(?=[^\W\d_])")
_ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S+\.|\w\.\w+/|[/_?&=].*[/_?&=]")
_ADDRESS_BREAK: Final = re.compile(r"(?<=[\w/])[/?&=#_.\-@](?=\w)")

# Plain TeX's \hyphenpenalty is 50 (The TeXbook, ch. 14). Ragged lines do not need hyphens to look even, so they pay
# three times as much.
HYPHEN_PENALTY: Final = 60.0
RAGGED_HYPHEN_PENALTY: Final = 180.0
COMPOUND_PENALTY: Final = 30.0
ADDRESS_PENALTY: Final = 60.0
# A word wider than the measure is broken anywhere rather than run off the page.
ANYWHERE_PENALTY: Final = 3000.0


class Run(Struct, frozen=True, gc=False):
    """Pieces of one look on one line. `x` from the line's start; `space_extra` is added to each space, in points."""

    x: float
    shaper: Shaper
    size: float
    color: str
    tracking: float
    url: str
    node: int
    pieces: tuple[Shaped, ...]
    width: float
    space_extra: float = 0.0
    underline: bool = False


class Line(Struct, frozen=True, gc=False):
    """One finished line. `width` is that of its ink: a space after the last word is in the runs, but not in it."""

    width: float
    runs: tuple[Run, ...]
    hyphenated: bool = False


class Hyphenates(Protocol):
    """Where a word may be divided."""

    def positions(self, word: str) -> tuple[int, ...]:
        """Return the offsets in `word` before which a hyphen may stand."""
        ...


class _Look(Struct, frozen=True):
    """How a span is drawn."""

    shaper: Shaper
    size: float
    color: str
    tracking: float
    url: str
    node: int
    underline: bool


class _Prepared(Struct):
    """A paragraph as pieces and legal breaks."""

    pieces: list[Shaped]
    looks: list[_Look]
    breaks: Breaks
    space: float


class Typesetter:
    """Sets paragraphs in the fonts and the language of one brochure.

    Args:
        book: The faces.
        language: BCP 47 tag, for the letterforms of the language.
        hyphenator: Where words may be divided, or None.
        report: Takes findings on lines that are too wide and characters that no font has.
    """

    def __init__(
        self,
        book: FontBook,
        language: str,
        hyphenator: Hyphenates | None,
        report: Report,
    ) -> None:
        self._book = book
        self._language = language
        self._hyphenator = hyphenator
        self._report = report
        self._shapers: dict[tuple[str, str], Shaper] = {}
        self._inner: dict[tuple[str, bool], tuple[tuple[int, int, float], ...]] = {}
        self._told: set[str] = set()

    def set(
        self,
        paragraph: Paragraph,
        style: Style,
        measure: float,
        *,
        indent: float = 0.0,
        hyphenate: bool = False,
        justify: bool = False,
        balance: bool = False,
    ) -> tuple[Line, ...]:
        """Return the lines of `paragraph` in `style`, none wider than `measure` unless reported.

        Args:
            paragraph: The text.
            style: Its look.
            measure: Line length in points, > 0.
            indent: Of the first line, in points.
            hyphenate: Whether words may be divided.
            justify: Whether both edges are even.
            balance: Whether the lines are made even in length, for titles.
        """
        prepared = self._prepare(paragraph, style, measure, indent, hyphenate, justify)
        breaks = prepared.breaks
        if balance:
            way = balance_lines(breaks, measure, runt=4.0 * style.size * 0.5)
        else:
            # Six characters are about three ems; an eighth of a wide measure looks as stranded.
            runt = max(3.0 * style.size, 0.12 * measure)
            rules = LineRules(prepared.space, style.size, justify=justify, runt=runt)
            way = break_lines(breaks, measure, rules)
        lines = []
        start = 0
        for number, end in enumerate(way):
            first_indent = indent if number == 0 else 0.0
            line = _make_line(prepared, start, end, first_indent, measure, justify=justify)
            if line.width > measure + 0.5:
                self._tell_overfull(paragraph, line, measure)
            lines.append(line)
            start = end
        return tuple(lines)

    def width(self, paragraph: Paragraph, style: Style) -> float:
        """Return the width of `paragraph` on one line."""
        return self._prepare(paragraph, style, 1e9, 0.0, hyphenate=False, justify=False).breaks.end[-1]

    def widest_word(self, paragraph: Paragraph, style: Style) -> float:
        """Return the width of the widest part of `paragraph` that cannot be broken."""
        breaks = self._prepare(paragraph, style, 1e9, 0.0, hyphenate=False, justify=False).breaks
        return max((end - start for end, start in zip(breaks.end[1:], breaks.start, strict=False)), default=0.0)

    def shaper(self, style: Style, *, bold: bool = False, italic: bool = False) -> Shaper:
        """Return the shaper of a style, with emphasis."""
        weight = max(style.weight, 600) if bold else style.weight
        face = self._book.face(style.family, weight, style.size, italic=italic or style.italic)
        key = (face.key, self._language)
        shaper = self._shapers.get(key)
        if shaper is None:
            shaper = self._shapers[key] = Shaper(face, self._language)
        return shaper

    def _prepare(
        self,
        paragraph: Paragraph,
        style: Style,
        measure: float,
        indent: float,
        hyphenate: bool,
        justify: bool,
    ) -> _Prepared:
        """Return the pieces of a paragraph and its legal breaks."""
        pieces: list[Shaped] = []
        looks: list[_Look] = []
        breaks = Breaks([0.0], [-indent], [0], [0], [0.0], [SPACE], [(-1, 0)])
        prepared = _Prepared(pieces, looks, breaks, 0.0)
        hyphen_penalty = HYPHEN_PENALTY if justify else RAGGED_HYPHEN_PENALTY
        x = 0.0
        spaces = 0
        size = style.size
        tracking = style.tracking * size
        for span in paragraph.spans:
            shaper = self.shaper(style, bold=span.bold, italic=span.italic)
            look = _Look(
                shaper,
                size,
                _color(span, style),
                tracking,
                span.url,
                span.node if span.node >= 0 else paragraph.node,
                span.underline,
            )
            if prepared.space == 0.0:
                prepared.space = shaper.space.advance * size / 1000 + tracking
            space_width = shaper.space.advance * size / 1000 + tracking
            shape = shaper.shape
            for word in _WORD.findall(span.text):
                if word == " ":
                    _add_break(breaks, x, x + space_width, spaces, spaces + 1, 0.0, SPACE, (len(pieces), 0))
                    pieces.append(shaper.space)
                    looks.append(look)
                    x += space_width
                    spaces += 1
                    continue
                if word == "\n":
                    _add_break(breaks, x, x, spaces, spaces, 0.0, FORCED, (len(pieces), 0))
                    pieces.append(shaper.space)
                    looks.append(look)
                    breaks.start[-1] = x = x + space_width
                    continue
                shaped = shape(word)
                if shaped.missing:
                    self._tell_missing(paragraph, shaped.missing)
                width = shaped.advance * size / 1000 + tracking * len(shaped.glyphs)
                if shaped.is_space:
                    spaces += 1
                elif width > measure:
                    _break_anywhere(breaks, word, shaped, x, size, tracking, spaces, len(pieces))
                elif len(word) > 3:
                    inner = self._inner.get((word, hyphenate))
                    if inner is None:
                        inner = self._inner[word, hyphenate] = self._inner_breaks(word, hyphenate)
                    for offset, kind, weight in inner:
                        if kind == HYPHEN:
                            head = shaper.hyphenated(word[:offset])
                            penalty = weight * hyphen_penalty
                        else:
                            head = shape(word[:offset])
                            penalty = weight
                        tail = shape(word[offset:])
                        end = x + head.advance * size / 1000 + tracking * len(head.glyphs)
                        start = x + width - tail.advance * size / 1000 - tracking * len(tail.glyphs)
                        _add_break(breaks, end, start, spaces, spaces, penalty, kind, (len(pieces), offset))
                pieces.append(shaped)
                looks.append(look)
                x += width
        _add_break(breaks, x, x, spaces, spaces, 0.0, FINAL, (len(pieces), 0))
        return prepared

    def _inner_breaks(self, word: str, hyphenate: bool) -> tuple[tuple[int, int, float], ...]:
        """Return (offset, kind, penalty) of the breaks inside a word; hyphens count 1 to be scaled by the style."""
        if len(word) >= 12 and _ADDRESS.search(word):
            return tuple((match.end(), EXPLICIT, ADDRESS_PENALTY) for match in _ADDRESS_BREAK.finditer(word))
        found: list[tuple[int, int, float]] = []
        if "-" in word or "\u2010" in word:
            for match in _COMPOUND.finditer(word):
                if word[match.start() - 1].islower() and word[match.end()].islower():
                    found.append((match.end(), EXPLICIT, COMPOUND_PENALTY))
        if not word.isalnum():
            found += [(match.end(), EXPLICIT, COMPOUND_PENALTY) for match in _DASH.finditer(word)]
        if hyphenate and self._hyphenator is not None:
            for match in _LETTERS.finditer(word):
                letters = match.group()
                for position in self._hyphenator.positions(letters):
                    # Short ends are worse than long ones: 15 % for each letter short of five, as Typst does.
                    short = max(0, 5 - position) + max(0, 5 - (len(letters) - position))
                    found.append((match.start() + position, HYPHEN, 1.0 + 0.15 * short))
        found.sort()
        return tuple(found)

    def _tell_overfull(self, paragraph: Paragraph, line: Line, measure: float) -> None:
        words = "".join(piece.text for run in line.runs for piece in run.pieces).strip()
        self._report.warning(
            "overfull-line",
            f"the line \u201c{words[:60]}\u201d is {line.width - measure:.1f} pt too wide",
            why="it holds something that cannot be broken",
            mend="put a space or a hyphen into it",
            origin=paragraph.origin,
        )

    def _tell_missing(self, paragraph: Paragraph, missing: str) -> None:
        import unicodedata  # only needed for this fault

        for char in dict.fromkeys(missing):
            name = unicodedata.name(char, "no name")
            self._report.error(
                "missing-glyph",
                f"no font here has the character \u201c{char}\u201d (U+{ord(char):04X}, {name.lower()})",
                mend="write it in other characters",
                origin=paragraph.origin,
            )


def _color(span: Span, style: Style) -> str:
    """Return the color of a span: links in the accent, muted text in grey, both only on paper."""
    if style.color in ("paper", "grey"):
        return style.color
    return "grey" if span.muted else "accent" if span.url else style.color


def _add_break(
    breaks: Breaks,
    end: float,
    start: float,
    spaces_end: int,
    spaces_start: int,
    penalty: float,
    kind: int,
    at: tuple[int, int],
) -> None:
    breaks.end.append(end)
    breaks.start.append(start)
    breaks.spaces_end.append(spaces_end)
    breaks.spaces_start.append(spaces_start)
    breaks.penalty.append(penalty)
    breaks.kind.append(kind)
    breaks.at.append(at)


def _break_anywhere(
    breaks: Breaks,
    word: str,
    shaped: Shaped,
    x: float,
    size: float,
    tracking: float,
    spaces: int,
    piece: int,
) -> None:
    """Add a break after every cluster of a word that is wider than the measure, cheap after a sign of an address."""
    sensible = {match.end() for match in _ADDRESS_BREAK.finditer(word)}
    offset = 0
    for glyph in shaped.glyphs:
        if glyph[1] and offset:
            penalty = ADDRESS_PENALTY if offset in sensible else ANYWHERE_PENALTY
            _add_break(breaks, x, x, spaces, spaces, penalty, EXPLICIT, (piece, offset))
        offset += len(glyph[1])
        x += glyph[5] * size / 1000 + tracking


def _make_line(prepared: _Prepared, start: int, end: int, indent: float, measure: float, *, justify: bool) -> Line:
    """Return the line between two breaks of a paragraph."""
    breaks = prepared.breaks
    first, first_offset = breaks.at[start]
    last, last_offset = breaks.at[end]
    kind = breaks.kind[end]
    if start == 0:
        first = 0
    elif breaks.kind[start] in (SPACE, FORCED):
        first += 1
    width = breaks.end[end] - breaks.start[start] - indent
    spaces = breaks.spaces_end[end] - breaks.spaces_start[start]
    slack = measure - indent - width
    extra = slack / spaces if justify and spaces and (kind < FORCED or slack < 0) else 0.0
    runs: list[Run] = []
    x = indent
    index = first
    stop = last if kind in (HYPHEN, EXPLICIT) else last - 1
    while index <= stop:
        look = prepared.looks[index]
        pieces = []
        run_width = 0.0
        while index <= stop and prepared.looks[index] is look:
            piece = prepared.pieces[index]
            begins = first_offset if index == first else 0
            ends = last_offset if index == last else 0
            if begins or ends:
                text = piece.text[begins : ends or None]
                piece = look.shaper.hyphenated(text) if ends and kind == HYPHEN else look.shaper.shape(text)
            pieces.append(piece)
            run_width += piece.advance * look.size / 1000 + look.tracking * len(piece.glyphs)
            if piece.is_space:
                run_width += extra
            index += 1
        if index > stop and kind in (SPACE, FORCED):
            pieces.append(look.shaper.space)
        runs.append(
            Run(
                x,
                look.shaper,
                look.size,
                look.color,
                look.tracking,
                look.url,
                look.node,
                tuple(pieces),
                run_width,
                extra,
                look.underline,
            )
        )
        x += run_width
    return Line(x, tuple(runs), kind == HYPHEN)
