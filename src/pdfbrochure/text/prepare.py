"""Prepares a paragraph for line breaking: its words shaped, and every place at which a line may end.

Speaks of spans, words, fonts and directions; `linebreak` then sees numbers only, and `assemble` makes the lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, Protocol

from pdfbrochure.assets.fonts import Face, FontBook
from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.model.theme import Style
from pdfbrochure.text.bidi import has_rtl
from pdfbrochure.text.breaks import needs_breaks
from pdfbrochure.text.characters import Characters
from pdfbrochure.text.directions import levels_of
from pdfbrochure.text.linebreak import EXPLICIT, FINAL, FORCED, HYPHEN, SPACE
from pdfbrochure.text.pieces import NO_BREAKS, Look, Prepared, Row, as_breaks
from pdfbrochure.text.readback import RIGHT_TO_LEFT_MARK, mark_places
from pdfbrochure.text.shape import Shaped, Shaper

# Words, and the spaces between them: only U+0020 may end a line, the others are stretched with it but hold together.
_WORD: Final = re.compile("[^ \u00a0\u202f\n]+|[ \u00a0\u202f\n]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
# A hyphen between two lower-case parts of two letters or more; "EU-UNODC", "e-mail" and names hold together.
_COMPOUND: Final = re.compile(r"(?<=[^\W\d_]{2})[-\u2010](?=[^\W\d_]{2})")
_DASH: Final = re.compile(r"(?<=\w)[\u2014/](?=\w)|(?<=\w)\u2013(?=[^\W\d_])")
_ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S+\.|\w\.\w+/|[/_?&=].*[/_?&=]")
_ADDRESS_BREAK: Final = re.compile(r"(?<=[\w/])[/?&=#_.\-@](?=[\w\u2026])")

# Plain TeX's \hyphenpenalty is 50 (The TeXbook, ch. 14). Ragged lines do not need hyphens to look even, so they pay
# three times as much.
HYPHEN_PENALTY: Final = 60.0
RAGGED_HYPHEN_PENALTY: Final = 180.0
COMPOUND_PENALTY: Final = 30.0
ADDRESS_PENALTY: Final = 60.0
# A word wider than the measure is broken anywhere rather than run off the page.
ANYWHERE_PENALTY: Final = 3000.0
# Its syllables are better than that, even in titles, which have no hyphens else.
DIVISION_PENALTY: Final = 500.0
# How much wider than its joined form a letter may become where a word is cut behind it, in ems.
FINAL_FORM_EMS: Final = 0.4
# Share of an em by which a mark hangs into the margin: most of a stop, half a quote, so that edges look straight.
END_HANG: Final = {
    ".": 0.15, ",": 0.15, "-": 0.2, "\u2010": 0.2, "\u2013": 0.15, "\u2014": 0.2, ":": 0.1, ";": 0.1,
    "\u2019": 0.13, "\u201d": 0.2, '"': 0.2, "\u00bb": 0.15, "!": 0.05, "?": 0.05,
}  # fmt: skip
START_HANG: Final = {"\u201c": 0.2, "\u2018": 0.13, "\u201e": 0.2, "\u201a": 0.13, "\u00ab": 0.15, '"': 0.2}
HYPHEN_HANG: Final = 0.2

# Marks that close what is before them, those of Arabic and Hindi too.
_CLOSING: Final = ".,;:!?)]}\u2026\u00bb\u201d\u2019\u060c\u061b\u061f\u06d4\u0964\u0965"
# Scripts in which a distance between the letters would tear joins, headlines or marks from their letters, and those
# that stand in a grid: everything but Latin, Greek, Cyrillic, Armenian and signs.
_UNTRACKED: Final = re.compile(
    "[\u0590-\u109f\u1100-\u1aaf\u1b00-\u1cff\u2e80-\ua63f\ua880-\uab2f\uab80-\ufaff\ufb1d-\uffff\U0001b000-\U0003ffff]"
)


class Hyphenates(Protocol):
    """Where a word may be divided."""

    def positions(self, word: str) -> tuple[int, ...]:
        """Return the offsets in `word` before which a hyphen may stand."""
        ...


class Preparer:
    """Prepares paragraphs in the fonts and languages of one brochure, and remembers every word.

    Args:
        book: The faces.
        language: BCP 47 tag of the brochure.
        hyphenator_of: Gives, for a tag, where words may be divided, or None.
        is_backward: Whether the language of a tag runs from right to left.
    """

    def __init__(
        self,
        book: FontBook,
        language: str,
        hyphenator_of: Callable[[str], Hyphenates | None],
        is_backward: Callable[[str], bool],
    ) -> None:
        self.book = book
        self.language = language
        self._hyphenator_of = hyphenator_of
        self.is_backward = is_backward
        self._hyphenators: dict[str, Hyphenates | None] = {}
        self._shapers: dict[tuple[str, str], Shaper] = {}
        self._inner: dict[tuple[str, str, bool], tuple[tuple[int, int, float], ...]] = {}

    def shaper(self, style: Style, language: str = "", *, bold: bool = False, italic: bool = False) -> Shaper:
        """Return the shaper of a style, with emphasis, in a language (by default the brochure's)."""
        italic = italic or style.italic
        face = self.book.face(style.family, style.weight, style.size, italic=italic, bold=bold)
        return self._shaper_of(face, language or self.language)

    def _shaper_of(self, face: Face, language: str) -> Shaper:
        shaper = self._shapers.get((face.key, language))
        if shaper is None:
            shaper = self._shapers[face.key, language] = Shaper(face, language)
        return shaper

    # Runs of one look ------------------------------------------------------------------------------------------

    def _font_runs(self, span: Span, style: Style, language: str) -> list[tuple[str, Shaper]]:
        """Return a span's text in runs with the shaper of each: nearly always one."""
        shaper = self.shaper(style, language, bold=span.bold, italic=span.italic)
        if not shaper.lacks(span.text):
            return [(span.text, shaper)]
        italic = span.italic or style.italic
        # Scripts without an italic are emphasized by weight.
        weight = max(style.weight, 600) if span.bold or span.italic else style.weight
        runs = self.book.fallback_runs(span.text, shaper.face, style.family, weight, italic=italic, language=language)
        return [(text, self._shaper_of(face, language)) for text, face in runs]

    def _looks(
        self, paragraph: Paragraph, style: Style, language: str, *, backward: bool
    ) -> Iterator[tuple[Look, str, frozenset[int]]]:
        """Yield the stretches of one look: how, the text, and the places in it at which readers need a mark."""
        whole = paragraph.text
        levels: list[int] | None = None
        marks: set[int] = set()
        if backward or has_rtl(whole):
            levels = levels_of(whole, backward=backward)
            marks = set(mark_places(whole, levels)) if backward else marks
        place = 0
        for span in paragraph.spans:
            own = span.style or style
            node = span.node if span.node >= 0 else paragraph.node
            for text, shaper in self._font_runs(span, own, language):
                for start, end, level in _same_level(levels, place, place + len(text)):
                    tracking = own.tracking * own.size
                    if tracking and (level & 1 or (not text.isascii() and _UNTRACKED.search(text))):
                        tracking = 0.0
                    look = Look(
                        shaper,
                        own.size,
                        _color(span, own),
                        tracking,
                        span.url,
                        node,
                        span.underline,
                        level,
                        marked=not level & 1 and end in marks,
                    )
                    inside = frozenset(mark - start for mark in marks if start < mark <= end) if level & 1 else _NONE
                    yield look, text[start - place : end - place], inside
                place += len(text)

    # Breaks ----------------------------------------------------------------------------------------------------

    def prepare(
        self,
        paragraph: Paragraph,
        style: Style,
        measure: float,
        indent: float,
        *,
        hyphenate: bool,
        justify: bool,
        title: bool = False,
    ) -> Prepared:
        """Return the pieces of a paragraph and its legal breaks.

        Args:
            paragraph: The text.
            style: Its look.
            measure: The shortest line that it will have; words that are wider may break anywhere.
            indent: Of the first line.
            hyphenate: Whether words may be divided.
            justify: Whether both edges are even, so that marks hang at the end too.
            title: Whether lines shall end between words, also in Chinese and Japanese.
        """
        pieces: list[Shaped] = []
        looks: list[Look] = []
        rows: list[Row] = []
        prepared = Prepared(pieces, looks, NO_BREAKS, 0.0)
        hyphen_penalty = HYPHEN_PENALTY if justify else RAGGED_HYPHEN_PENALTY
        x = 0.0
        spaces = 0
        space_width = 0.0
        first_hang = 0.0
        inner_known = self._inner
        language = paragraph.language or self.language
        prepared.backward = self.is_backward(language)
        # For scripts that do not space their words, and their neighbours.
        characters: Characters | None = None
        whole = paragraph.text
        begin = 0
        for look, text, marks in self._looks(paragraph, style, language, backward=prepared.backward):
            shaper, size, tracking = look.shaper, look.size, look.tracking
            em = size / 1000
            space = shaper.space
            space_width = space.advance * em + tracking
            hyphen_width = shaper.hyphen.advance * em + tracking
            odd = look.level & 1
            shape = shaper.shape_backward if odd else shaper.shape
            place = 0
            for typed in _WORD.findall(text):
                word = typed
                if word == " ":
                    hang = END_HANG.get(pieces[-1].text[-1:], 0.0) * size if justify and pieces else 0.0
                    rows.append((x - hang, x + space_width, spaces, spaces + 1, 0.0, SPACE, (len(pieces), 0)))
                    pieces.append(space)
                    looks.append(look)
                    x += space_width
                    spaces += 1
                    place += 1
                    continue
                if word == "\n":
                    rows.append((x, x + space_width, spaces, spaces, 0.0, FORCED, (len(pieces), 0)))
                    pieces.append(space)
                    looks.append(look)
                    x += space_width
                    place += 1
                    continue
                if not word.isascii() and needs_breaks(word):
                    if characters is None:
                        characters = Characters(prepared, rows, whole, language, justify=justify, title=title)
                    x = characters.add(word, look, x, spaces, begin + place)
                    place += len(word)
                    continue
                if marks:
                    word = _with_marks(word, place, marks)
                if odd and (not place or place + len(typed) == len(text)):
                    shaped = shaper.shape_backward(word, *_neighbors(whole, begin + place, len(typed)))
                else:
                    shaped = shape(word)
                if characters is not None:
                    x = characters.beside(shaped, look, x, spaces, begin + place)
                place += len(typed)
                if shaped.missing:
                    prepared.missing += shaped.missing
                width = shaped.advance * em + tracking * len(shaped.glyphs)
                if word[0] in _CLOSING and not word.strip(_CLOSING) and rows and rows[-1][6] == (len(pieces) - 1, 0):
                    # A stop that stands by itself, by a slip or by custom, does not begin a line (UAX #14, LB13).
                    before = rows.pop()
                    if x + width - (rows[-1][1] if rows else -indent) > measure:
                        rows.append(before)
                if word[0] in START_HANG and not odd:
                    hang = START_HANG[word[0]] * size
                    if not pieces:
                        first_hang = hang
                    elif rows and rows[-1][6][0] == len(pieces) - 1 and rows[-1][5] in (SPACE, FORCED):
                        end, start, *others = rows[-1]
                        rows[-1] = (end, start + hang, *others)  # type: ignore[assignment]
                if shaped.is_space:
                    spaces += 1
                elif width > measure:
                    divisions = () if odd else self._divisions(word, language)
                    _break_anywhere(rows, word, shaped, x, look, spaces, len(pieces), divisions)
                else:
                    if x + width - (rows[-1][1] if rows else -indent) > measure:
                        # Words of several looks that hold together, wider than the line: parted between the looks.
                        rows.append((x, x, spaces, spaces, ANYWHERE_PENALTY, EXPLICIT, (len(pieces), 0)))
                    if len(word) > 3 and not odd:
                        inner = inner_known.get((word, language, hyphenate))
                        if inner is None:
                            inner = self._inner_breaks(word, language if hyphenate else "")
                            inner_known[word, language, hyphenate] = inner
                        if inner:
                            at = len(pieces)
                            offsets = shaped.offsets
                            for offset, kind, weight in inner:
                                advance, glyphs = offsets[offset]
                                end = start = x + advance * em + glyphs * tracking
                                if kind == HYPHEN:
                                    end += hyphen_width - (HYPHEN_HANG * size if justify else 0.0)
                                    weight *= hyphen_penalty  # noqa: PLW2901 (the hyphen's price is the style's)
                                rows.append((end, start, spaces, spaces, weight, kind, (at, offset)))
                pieces.append(shaped)
                looks.append(look)
                x += width
            begin += len(text)
        rows.append((x, x, spaces, spaces, 0.0, FINAL, (len(pieces), 0)))
        prepared.breaks = as_breaks(rows, first_hang - indent)
        prepared.space = space_width
        return prepared

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

    def _divisions(self, word: str, language: str) -> tuple[int, ...]:
        """Return where a word that is wider than the measure is divided, be it in capitals or in a title."""
        hyphenator = self._hyphenator(language)
        lower = word.lower()
        return () if hyphenator is None or len(lower) != len(word) else hyphenator.positions(lower)

    def _hyphenator(self, language: str) -> Hyphenates | None:
        if language not in self._hyphenators:
            self._hyphenators[language] = self._hyphenator_of(language)
        return self._hyphenators[language]


_NONE: Final[frozenset[int]] = frozenset()


def _same_level(levels: list[int] | None, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, level) of each stretch of one embedding level between two places of a paragraph."""
    if levels is None:
        yield start, end, 0
        return
    first = start
    for place in range(start, end):
        if place + 1 == end or levels[place + 1] != levels[first]:
            yield first, place + 1, levels[first]
            first = place + 1


def _neighbors(whole: str, at: int, length: int) -> tuple[str, str]:
    """Return the letters before and after a word, which it joins although their look is another."""
    return whole[at - 1 : at].strip(), whole[at + length : at + length + 1].strip()


def _with_marks(word: str, place: int, marks: frozenset[int]) -> str:
    """Return a word with a mark of direction after each place of it that needs one."""
    inside = [mark - place for mark in marks if place < mark <= place + len(word)]
    for offset in sorted(inside, reverse=True):
        word = word[:offset] + RIGHT_TO_LEFT_MARK + word[offset:]
    return word


def _color(span: Span, style: Style) -> str:
    """Return the color of a span: links in the accent, muted text in grey, both only on paper."""
    if style.color in ("paper", "grey"):
        return style.color
    return "grey" if span.muted else "accent" if span.url else style.color


def _break_anywhere(
    rows: list[Row],
    word: str,
    shaped: Shaped,
    x: float,
    look: Look,
    spaces: int,
    piece: int,
    divisions: tuple[int, ...],
) -> None:
    """Add a break after every cluster of a word that is wider than the measure, cheap after a sign of an address.

    Args:
        rows: The breaks so far.
        word: The word.
        shaped: Its glyphs.
        x: Where it begins.
        look: How it is drawn.
        spaces: Spaces before it.
        piece: Its number.
        divisions: Places for a hyphen, which are better than others.
    """
    em, tracking = look.size / 1000, look.tracking
    hyphen_width = look.shaper.hyphen.advance * em + tracking
    sensible = {match.end() for match in _ADDRESS_BREAK.finditer(word)}
    offsets = shaped.offsets
    for offset in range(1, min(len(word), len(offsets))):
        advance, glyphs = offsets[offset]
        if offsets[offset - 1][1] == glyphs:
            continue  # inside a cluster
        end = x + advance * em + glyphs * tracking
        penalty, kind = (ADDRESS_PENALTY if offset in sensible else ANYWHERE_PENALTY), EXPLICIT
        if offset in divisions and offset not in sensible:
            penalty, kind = DIVISION_PENALTY, HYPHEN
        start = end
        if kind == HYPHEN:
            end += hyphen_width
        elif look.level & 1:
            # Before a cut a letter that joins takes its final form, which is wider.
            end += FINAL_FORM_EMS * look.size
        rows.append((end, start, spaces, spaces, penalty, kind, (piece, offset)))
