"""Lines of glyphs: a paragraph and a measure go in, finished lines come out.

A line holds runs of one look; widths are points. Lines do not know where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Protocol

from msgspec import Struct

from pdfbrochure.assets.fonts import Face, FontBook
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
    break_variants,
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
# Share of an em by which a mark hangs into the margin: most of a stop, half a quote, so that edges look straight.
END_HANG: Final = {
    ".": 0.15, ",": 0.15, "-": 0.2, "\u2010": 0.2, "\u2013": 0.15, "\u2014": 0.2, ":": 0.1, ";": 0.1,
    "\u2019": 0.13, "\u201d": 0.2, '"': 0.2, "\u00bb": 0.15, "!": 0.05, "?": 0.05,
}  # fmt: skip
START_HANG: Final = {"\u201c": 0.2, "\u2018": 0.13, "\u201e": 0.2, "\u201a": 0.13, "\u00ab": 0.15, '"': 0.2}
HYPHEN_HANG: Final = 0.2
# As many set paragraphs are kept, for the next build in the same process; about 100 MB of lines.
MOST_REMEMBERED: Final = 20_000
# Share of a justified line that its glyphs may give or take; a scale of 1.5 % cannot be seen.
MICRO_BUDGET: Final = 0.03
# A word wider than the measure is broken anywhere rather than run off the page.
ANYWHERE_PENALTY: Final = 3000.0


class Run(Struct, frozen=True, gc=False):
    """Pieces of one look on one line. Lengths in points.

    Attributes:
        x: From the line's start.
        shaper: The face, and how it shapes.
        size: Type size.
        color: A color's name.
        tracking: Added to the advance of every glyph.
        url: Where a link leads, or "".
        node: The element that it belongs to, -1 for none.
        pieces: Words and spaces, shaped.
        width: All advances together.
        space_extra: Added to each space.
        scale: Width of the glyphs to their natural width.
        underline: Whether a line is drawn below.
    """

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
    scale: float = 1.0
    underline: bool = False


class Line(Struct, frozen=True, gc=False):
    """One finished line. `width` is that of its ink: a space after the last word is in the runs, but not in it.

    Quotes at its start and, justified, stops and hyphens at its end hang into the margin and do not count.
    """

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
    missing: bool


class Typesetter:
    """Sets paragraphs in the fonts and the languages of one brochure, and remembers what it has set.

    Args:
        book: The faces.
        language: BCP 47 tag of the brochure, for the letterforms of the language.
        hyphenator_of: Gives, for a tag, where words may be divided, or None.
        report: Takes findings on lines that are too wide and characters that no font has; may be replaced, so that
            the next build of the same brochure finds its words set.
    """

    def __init__(
        self,
        book: FontBook,
        language: str,
        hyphenator_of: Callable[[str], Hyphenates | None],
        report: Report,
    ) -> None:
        self.report = report
        self._book = book
        self._language = language
        self._hyphenator_of = hyphenator_of
        self._hyphenators: dict[str, Hyphenates | None] = {}
        self._shapers: dict[tuple[str, str], Shaper] = {}
        self._inner: dict[tuple[str, str, bool], tuple[tuple[int, int, float], ...]] = {}
        self._known: dict[object, tuple[Line, ...]] = {}

    @property
    def lacking(self) -> set[str]:
        """Emphasis, "bold" or "italic", for which the user's own fonts have no face."""
        return self._book.lacking

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
        narrow: tuple[int, float] = (0, 0.0),
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
            narrow: So many lines at the start have the second as their measure instead.
        """
        key = (paragraph, style, measure, indent, hyphenate, justify, balance, narrow)
        known = self._known.get(key)
        if known is not None:
            return known
        least = min(measure, narrow[1]) if narrow[0] else measure
        prepared = self._prepare(paragraph, style, least, indent, hyphenate, justify)
        if balance:
            way = balance_lines(prepared.breaks, measure, runt=4.0 * style.size * 0.5)
        else:
            way = break_lines(prepared.breaks, measure, _rules(prepared, style, measure, narrow, justify=justify))
        lines = _make_lines(prepared, way, indent, measure, narrow, justify=justify)
        sound = not prepared.missing
        for number, line in enumerate(lines):
            allowed = measure if number >= narrow[0] else narrow[1]
            if line.width > allowed + 0.5:
                self._tell_overfull(paragraph, line, allowed)
                sound = False
        if sound:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = lines
        return lines

    def set_variants(
        self,
        paragraph: Paragraph,
        style: Style,
        measure: float,
        *,
        indent: float = 0.0,
        hyphenate: bool = False,
        justify: bool = False,
    ) -> dict[int, tuple[Line, ...]]:
        """Return the paragraph with one line fewer and one more than `set` gives, where that looks well.

        The arguments are those of `set`; the result's keys are numbers of lines.
        """
        prepared = self._prepare(paragraph, style, measure, indent, hyphenate, justify)
        rules = _rules(prepared, style, measure, (0, 0.0), justify=justify)
        natural = break_lines(prepared.breaks, measure, rules)
        ways = break_variants(prepared.breaks, measure, rules, natural)
        return {
            count: _make_lines(prepared, way, indent, measure, (0, 0.0), justify=justify) for count, way in ways.items()
        }

    def width(self, paragraph: Paragraph, style: Style) -> float:
        """Return the width of `paragraph` on one line."""
        return self._prepare(paragraph, style, 1e9, 0.0, hyphenate=False, justify=False).breaks.end[-1]

    def widest_word(self, paragraph: Paragraph, style: Style) -> float:
        """Return the width of the widest part of `paragraph` that cannot be broken."""
        breaks = self._prepare(paragraph, style, 1e9, 0.0, hyphenate=False, justify=False).breaks
        return max((end - start for end, start in zip(breaks.end[1:], breaks.start, strict=False)), default=0.0)

    def shaper(self, style: Style, language: str = "", *, bold: bool = False, italic: bool = False) -> Shaper:
        """Return the shaper of a style, with emphasis, in a language (by default the brochure's)."""
        italic = italic or style.italic
        face = self._book.face(style.family, style.weight, style.size, italic=italic, bold=bold)
        return self._shaper_of(face, language or self._language)

    def _shaper_of(self, face: Face, language: str) -> Shaper:
        shaper = self._shapers.get((face.key, language))
        if shaper is None:
            shaper = self._shapers[face.key, language] = Shaper(face, language)
        return shaper

    def _font_runs(self, span: Span, style: Style, language: str) -> list[tuple[str, Shaper]]:
        """Return a span's text in runs with the shaper of each: nearly always one."""
        shaper = self.shaper(style, language, bold=span.bold, italic=span.italic)
        if not shaper.lacks(span.text):
            return [(span.text, shaper)]
        weight = max(style.weight, 600) if span.bold else style.weight
        italic = span.italic or style.italic
        runs = self._book.fallback_runs(span.text, shaper.face, style.family, weight, italic=italic, language=language)
        return [(text, self._shaper_of(face, language)) for text, face in runs]

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
        # end, start, spaces before the end, spaces before the start, penalty, kind, (piece, offset)
        rows: list[tuple[float, float, int, int, float, int, tuple[int, int]]] = []
        hyphen_penalty = HYPHEN_PENALTY if justify else RAGGED_HYPHEN_PENALTY
        x = 0.0
        spaces = 0
        space_width = 0.0
        first_hang = 0.0
        inner_known = self._inner
        language = paragraph.language or self._language
        missing = False
        runs = [
            (span, span.style or style, text, shaper)
            for span in paragraph.spans
            for text, shaper in self._font_runs(span, span.style or style, language)
        ]
        for span, own, text, shaper in runs:
            size = own.size
            em = size / 1000
            tracking = own.tracking * size
            node = span.node if span.node >= 0 else paragraph.node
            look = _Look(shaper, size, _color(span, own), tracking, span.url, node, span.underline)
            space = shaper.space
            space_width = space.advance * em + tracking
            hyphen_width = shaper.hyphen.advance * em + tracking
            shape = shaper.shape
            for word in _WORD.findall(text):
                if word == " ":
                    hang = END_HANG.get(pieces[-1].text[-1:], 0.0) * size if justify and pieces else 0.0
                    rows.append((x - hang, x + space_width, spaces, spaces + 1, 0.0, SPACE, (len(pieces), 0)))
                    pieces.append(space)
                    looks.append(look)
                    x += space_width
                    spaces += 1
                    continue
                if word == "\n":
                    rows.append((x, x + space_width, spaces, spaces, 0.0, FORCED, (len(pieces), 0)))
                    pieces.append(space)
                    looks.append(look)
                    x += space_width
                    continue
                shaped = shape(word)
                if shaped.missing:
                    missing = True
                    self._tell_missing(paragraph, shaped.missing)
                width = shaped.advance * em + tracking * len(shaped.glyphs)
                if word[0] in START_HANG:
                    hang = START_HANG[word[0]] * size
                    if not pieces:
                        first_hang = hang
                    elif rows and rows[-1][6][0] == len(pieces) - 1 and rows[-1][5] in (SPACE, FORCED):
                        end, start, *others = rows[-1]
                        rows[-1] = (end, start + hang, *others)  # type: ignore[assignment]
                if shaped.is_space:
                    spaces += 1
                elif width <= measure and x + width - (rows[-1][1] if rows else -indent) > measure:
                    # Words of several looks that hold together, wider than the line: parted where the look changes.
                    rows.append((x, x, spaces, spaces, ANYWHERE_PENALTY, EXPLICIT, (len(pieces), 0)))
                elif width > measure:
                    _break_anywhere(rows, word, shaped, x, em, tracking, spaces, len(pieces))
                elif len(word) > 3:
                    inner = inner_known.get((word, language, hyphenate))
                    if inner is None:
                        inner = self._inner_breaks(word, language if hyphenate else "")
                        inner_known[word, language, hyphenate] = inner
                    if inner:
                        place = len(pieces)
                        offsets = shaped.offsets
                        for offset, kind, weight in inner:
                            advance, glyphs = offsets[offset]
                            end = start = x + advance * em + glyphs * tracking
                            if kind == HYPHEN:
                                end += hyphen_width - (HYPHEN_HANG * size if justify else 0.0)
                                weight *= hyphen_penalty  # noqa: PLW2901 (the hyphen's price is the style's)
                            rows.append((end, start, spaces, spaces, weight, kind, (place, offset)))
                pieces.append(shaped)
                looks.append(look)
                x += width
        rows.append((x, x, spaces, spaces, 0.0, FINAL, (len(pieces), 0)))
        ends, starts, spaces_end, spaces_start, penalties, kinds, places = zip(*rows, strict=True)
        breaks = Breaks(
            [0.0, *ends],
            [first_hang - indent, *starts],
            [0, *spaces_end],
            [0, *spaces_start],
            [0.0, *penalties],
            [SPACE, *kinds],
            [(-1, 0), *places],
        )
        return _Prepared(pieces, looks, breaks, space_width, missing)

    def _inner_breaks(self, word: str, language: str) -> tuple[tuple[int, int, float], ...]:
        """Return (offset, kind, penalty) of the breaks inside a word; hyphens count 1 to be scaled by the style.

        Words are divided by the rules of `language`, and not at all if it is empty.
        """
        if len(word) >= 12 and _ADDRESS.search(word):
            return tuple((match.end(), EXPLICIT, ADDRESS_PENALTY) for match in _ADDRESS_BREAK.finditer(word))
        found: list[tuple[int, int, float]] = []
        if "-" in word or "\u2010" in word:
            for match in _COMPOUND.finditer(word):
                if word[match.start() - 1].islower() and word[match.end()].islower():
                    found.append((match.end(), EXPLICIT, COMPOUND_PENALTY))
        if not word.isalnum():
            found += [(match.end(), EXPLICIT, COMPOUND_PENALTY) for match in _DASH.finditer(word)]
        hyphenator = self._hyphenator(language) if language else None
        if hyphenator is not None:
            for match in _LETTERS.finditer(word):
                letters = match.group()
                for position in hyphenator.positions(letters):
                    # Short ends are worse than long ones: 15 % for each letter short of five, as Typst does.
                    short = max(0, 5 - position) + max(0, 5 - (len(letters) - position))
                    found.append((match.start() + position, HYPHEN, 1.0 + 0.15 * short))
        found.sort()
        return tuple(found)

    def _hyphenator(self, language: str) -> Hyphenates | None:
        if language not in self._hyphenators:
            self._hyphenators[language] = self._hyphenator_of(language)
        return self._hyphenators[language]

    def _tell_overfull(self, paragraph: Paragraph, line: Line, measure: float) -> None:
        words = "".join(piece.text for run in line.runs for piece in run.pieces).strip()
        self.report.warning(
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
            self.report.error(
                "missing-glyph",
                f"no font here has the character \u201c{char}\u201d (U+{ord(char):04X}, {name.lower()})",
                mend="write it in other characters",
                origin=paragraph.origin,
            )


def _rules(prepared: _Prepared, style: Style, measure: float, narrow: tuple[int, float], *, justify: bool) -> LineRules:
    """Return how the lines of a paragraph are judged."""
    return LineRules(
        prepared.space,
        style.size,
        justify=justify,
        budget=MICRO_BUDGET if justify else 0.0,
        # Six characters are about three ems; an eighth of a wide measure looks as stranded.
        runt=max(3.0 * style.size, 0.12 * measure),
        narrow_lines=narrow[0],
        narrow_measure=narrow[1],
    )


def _make_lines(
    prepared: _Prepared, way: list[int], indent: float, measure: float, narrow: tuple[int, float], *, justify: bool
) -> tuple[Line, ...]:
    """Return the lines that end at the breaks of `way`."""
    lines: list[Line] = []
    start = 0
    for end in way:
        own = measure if len(lines) >= narrow[0] else narrow[1]
        lines.append(_make_line(prepared, start, end, 0.0 if start else indent, own, justify=justify))
        start = end
    return tuple(lines)


def _color(span: Span, style: Style) -> str:
    """Return the color of a span: links in the accent, muted text in grey, both only on paper."""
    if style.color in ("paper", "grey"):
        return style.color
    return "grey" if span.muted else "accent" if span.url else style.color


def _break_anywhere(
    rows: list[tuple[float, float, int, int, float, int, tuple[int, int]]],
    word: str,
    shaped: Shaped,
    x: float,
    em: float,
    tracking: float,
    spaces: int,
    piece: int,
) -> None:
    """Add a break after every cluster of a word that is wider than the measure, cheap after a sign of an address."""
    sensible = {match.end() for match in _ADDRESS_BREAK.finditer(word)}
    for offset in range(1, len(word)):
        advance, glyphs = shaped.offsets[offset]
        if shaped.offsets[offset - 1][1] == glyphs:
            continue  # inside a cluster
        end = x + advance * em + glyphs * tracking
        penalty = ADDRESS_PENALTY if offset in sensible else ANYWHERE_PENALTY
        rows.append((end, end, spaces, spaces, penalty, EXPLICIT, (piece, offset)))


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
    stop = last if last_offset else last - 1
    pieces = prepared.pieces[first : stop + 1]
    looks = prepared.looks[first : stop + 1]
    if not pieces:
        return Line(0.0, ())
    if stop == last and last_offset:
        offset = first_offset if first == last else 0
        text = pieces[-1].text[offset:last_offset]
        shaper = looks[-1].shaper
        pieces[-1] = shaper.hyphenated(text) if kind == HYPHEN else shaper.shape(text)
    if first_offset and (first != last or stop != last):
        pieces[0] = looks[0].shaper.shape(pieces[0].text[first_offset:])
    size = looks[0].size
    hang = START_HANG.get(pieces[0].text[:1], 0.0) * size
    fit = _Fit(0.0, 1.0, 0.0)
    end_hang = 0.0
    if justify and (kind < FORCED or breaks.end[end] - breaks.start[start] > measure):
        end_hang = HYPHEN_HANG if kind == HYPHEN else END_HANG.get(pieces[-1].text[-1:], 0.0)
        fit = _fit_line(pieces, looks, measure - indent + hang + end_hang * size, prepared.space)
    if kind in (SPACE, FORCED, FINAL):
        pieces.append(looks[-1].shaper.space)
        looks.append(looks[-1])
    runs, width = _make_runs(pieces, looks, indent - hang, fit)
    if kind in (SPACE, FORCED, FINAL):
        width -= (
            pieces[-1].advance * looks[-1].size / 1000 * fit.scale + looks[-1].tracking + fit.tracking + fit.space_extra
        )
    width -= end_hang * size
    return Line(width, runs, kind == HYPHEN)


class _Fit(Struct, frozen=True):
    """What a justified line adds: to each space, to each glyph's distance, and the scale of its glyphs."""

    space_extra: float
    scale: float
    tracking: float


def _fit_line(pieces: list[Shaped], looks: list[_Look], measure: float, space: float) -> _Fit:
    """Return how a line is brought to its measure: by its spaces, and a little by its glyphs.

    Glyphs give at most `MICRO_BUDGET` of the width, half by their scale and half by their distance; what is left
    falls to the spaces.
    """
    width = sum(
        piece.advance * look.size / 1000 + look.tracking * len(piece.glyphs)
        for piece, look in zip(pieces, looks, strict=True)
    )
    spaces = sum(piece.is_space for piece in pieces)
    glyphs = sum(len(piece.glyphs) for piece in pieces)
    slack = measure - width
    budget = MICRO_BUDGET * measure
    elastic = spaces * space * (0.5 if slack > 0 else 0.25)
    ratio = slack / (elastic + budget + 1e-9)
    share = max(-1.0, min(1.0, ratio)) * budget
    if not spaces:
        share = max(-budget, min(budget, slack))
    scale = 1.0 + share / 2 / width if width else 1.0
    tracking = share / 2 / glyphs if glyphs else 0.0
    return _Fit((slack - share) / spaces if spaces else 0.0, scale, tracking)


def _make_runs(pieces: list[Shaped], looks: list[_Look], x: float, fit: _Fit) -> tuple[tuple[Run, ...], float]:
    """Return the pieces of a line as runs of one look, and where the last one ends."""
    runs: list[Run] = []
    index, count = 0, len(pieces)
    while index < count:
        look = looks[index]
        first = index
        advance = 0.0
        spaces = glyphs = 0
        while index < count and looks[index] is look:
            piece = pieces[index]
            advance += piece.advance
            glyphs += len(piece.glyphs)
            spaces += piece.is_space
            index += 1
        tracking = look.tracking + fit.tracking
        width = advance * look.size / 1000 * fit.scale + tracking * glyphs + spaces * fit.space_extra
        run = Run(
            x,
            look.shaper,
            look.size,
            look.color,
            tracking,
            look.url,
            look.node,
            tuple(pieces[first:index]),
            width,
            fit.space_extra,
            fit.scale,
            look.underline,
        )
        runs.append(run)
        x += width
    return tuple(runs), x
