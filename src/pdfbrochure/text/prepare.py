"""Prepares a paragraph for line breaking: its words shaped, and every place at which a line may end.

Speaks of spans, words, fonts and directions; `linebreak` then sees numbers only, and `assemble` makes the lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from msgspec import structs

from pdfbrochure.assets.fonts import Face, FontBook
from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.model.theme import Style
from pdfbrochure.regexes import compiled_later, reaches
from pdfbrochure.text.bidi import has_rtl
from pdfbrochure.text.breaks import needs_breaks
from pdfbrochure.text.characters import Characters
from pdfbrochure.text.directions import levels_of
from pdfbrochure.text.edges import CLOSING, END_HANG, HYPHEN_HANG, NO_WORDS, START_HANG, SimpleWord, note_simple
from pdfbrochure.text.flush import with_gives
from pdfbrochure.text.linebreak import EXPLICIT, FINAL, FORCED, HYPHEN, SPACE
from pdfbrochure.text.prepared import NO_BREAKS, Look, Prepared, Row, as_breaks
from pdfbrochure.text.readback import RIGHT_TO_LEFT_MARK, mark_places
from pdfbrochure.text.shape import Shaped, Shaper
from pdfbrochure.text.wordbreaks import (
    HYPHEN_PENALTY,
    RAGGED_HYPHEN_PENALTY,
    SOFT_HYPHEN,
    ZERO_WIDTH_SPACE,
    Hyphenates,
    Place,
    composed,
    inner_places,
    typed_places,
    wide_places,
)

_SPACES: Final = " \u00a0\u202f\n"
# Words, and the spaces between them: only U+0020 may end a line, the others are stretched with it but hold together.
_WORD: Final = re.compile("[^ \u00a0\u202f\n]+|[ \u00a0\u202f\n]")
# A word wider than the measure is broken anywhere rather than run off the page.
ANYWHERE_PENALTY: Final = 3000.0
# Where its author chose other places, it is broken only if these do not suffice.
UNMARKED_PENALTY: Final = 1e5
# How much wider than its joined form a letter may become where a word is cut behind it, in ems.
FINAL_FORM_EMS: Final = 0.4
# Scripts in which a distance between the letters would tear joins, headlines or marks from their letters, and those
# that stand in a grid: everything but Latin, Greek, Cyrillic, Armenian and signs.
_UNTRACKED: Final = compiled_later(
    "[\u0590-\u109f\u1100-\u1aaf\u1b00-\u1cff\u2e80-\ua63f\ua880-\uab2f\uab80-\ufaff\ufb1d-\uffff\U0001b000-\U0003ffff]"
)


class Preparer:
    """Prepares paragraphs in the fonts and languages of one brochure, and remembers every word.

    Args:
        book: The faces.
        language: BCP 47 tag of the brochure.
        hyphenator_of: Gives, for a tag and for lines with one or two even edges, where words may be divided, or None.
        is_backward: Whether the language of a tag runs from right to left.
    """

    def __init__(
        self,
        book: FontBook,
        language: str,
        hyphenator_of: Callable[[str, bool], Hyphenates | None],
        is_backward: Callable[[str], bool],
    ) -> None:
        self.book = book
        self.language = language
        self._hyphenator_of = hyphenator_of
        self.is_backward = is_backward
        self._hyphenators: dict[tuple[str, bool], Hyphenates | None] = {}
        self._shapers: dict[tuple[str, str, bool, str], Shaper] = {}
        self._inner: dict[tuple[str, str, bool, bool], tuple[Place, ...]] = {}
        self._simple: dict[tuple[Shaper, str, bool, bool], dict[str, SimpleWord]] = {}

    @property
    def known(self) -> int:
        """How many words are remembered."""
        return sum([shaper.known for shaper in self._shapers.values()])

    def shaper(self, style: Style, language: str = "", *, bold: bool = False, italic: bool = False) -> Shaper:
        """Return the shaper of a style, with emphasis, in a language (by default the brochure's)."""
        italic = italic or style.italic
        face = self.book.face(style.family, style.weight, style.size, italic=italic, bold=bold)
        return self._shaper_of(face, language or self.language, style)

    def _shaper_of(self, face: Face, language: str, style: Style) -> Shaper:
        key = face.key, language, style.tabular, style.figures
        shaper = self._shapers.get(key)
        if shaper is None:
            shaper = self._shapers[key] = Shaper(face, language, tabular=style.tabular, figures=style.figures)
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
        return [(text, self._shaper_of(face, language, style)) for text, face in runs]

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
            node = paragraph.element_of(span)
            for text, shaper in self._font_runs(span, own, span.language or language):
                for start, end, level in _same_level(levels, place, place + len(text)):
                    tracking = own.tracking * own.size
                    if tracking and (level & 1 or (reaches(text, "\u0590") and _UNTRACKED.search(text))):
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
                        language=span.language,
                        struck=span.struck,
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
        paragraph = _composed(paragraph)
        language = paragraph.language or self.language
        prepared.backward = self.is_backward(language)
        # For scripts that do not space their words, and their neighbours.
        characters: Characters | None = None
        whole = paragraph.text
        begin = 0
        for look, text, marks in self._looks(paragraph, style, language, backward=prepared.backward):
            shaper, size, tracking = look.shaper, look.size, look.tracking
            em = size / 1000
            tongue = look.language or language
            rules = self._rules_of(tongue, justify)
            space = shaper.space
            space_width = space.advance * em + tracking
            hyphen_width = shaper.hyphen.advance * em + tracking
            odd = look.level & 1
            shape = shaper.shape_backward if odd else shaper.shape
            place = 0
            simple = self._simple_words(shaper, tongue, hyphenate, justify) if not (odd or marks) else NO_WORDS
            for typed in _WORD.findall(text):
                if typed == " ":
                    hang = END_HANG.get(pieces[-1].text[-1:], 0.0) * size if justify and pieces else 0.0
                    rows.append((x - hang, x + space_width, spaces, spaces + 1, 0.0, SPACE, (len(pieces), 0)))
                    pieces.append(space)
                    looks.append(look)
                    x += space_width
                    spaces += 1
                    place += 1
                    continue
                known = simple.get(typed) if characters is None else None
                if known is not None:
                    # As below, without what such a word never needs.
                    shaped, count, inside = known
                    width = shaped.advance * em + tracking * count
                    if width <= measure and x + width - (rows[-1][1] if rows else -indent) <= measure:
                        at = len(pieces)
                        for offset, kind, weight, advance, glyphs in inside:
                            end = start = x + advance * em + glyphs * tracking
                            if kind == HYPHEN:
                                end += hyphen_width - (HYPHEN_HANG * size if justify else 0.0)
                                weight *= hyphen_penalty  # noqa: PLW2901 (the hyphen's price is the style's)
                            rows.append((end, start, spaces, spaces, weight, kind, (at, offset)))
                        pieces.append(shaped)
                        looks.append(look)
                        x += width
                        place += len(typed)
                        continue
                word = typed
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
                own: tuple[Place, ...] | None = None
                follows = ""
                if not word.isascii() and (SOFT_HYPHEN in word or ZERO_WIDTH_SPACE in word):
                    bare = None if odd else rules
                    word, own = typed_places(word, bare, divide=hyphenate, keep_spaces=bool(odd))
                    follows = whole[begin + place + len(typed) :][:1].strip(_SPACES)
                    if own and own[0][0] == 0 and pieces and not pieces[-1].is_space and (word or follows):
                        rows.append(_between(own[0], x, spaces, len(pieces), look, hyphen_penalty))
                    if not word:
                        place += len(typed)
                        continue
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
                if word[0] in CLOSING and not word.strip(CLOSING) and rows and rows[-1][6] == (len(pieces) - 1, 0):
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
                    places = wide_places(word, None if odd else rules)
                    if own is not None:
                        anywhere = dict.fromkeys(range(len(word)), (EXPLICIT, ANYWHERE_PENALTY)) | places
                        places = {at: (kind, price + UNMARKED_PENALTY) for at, (kind, price) in anywhere.items()}
                        places.update((at, (kind, 0.0)) for at, kind, _price in own)
                    _break_anywhere(rows, word, shaped, x, look, spaces, len(pieces), places)
                else:
                    if x + width - (rows[-1][1] if rows else -indent) > measure:
                        # Words of several looks that hold together, wider than the line: parted between the looks.
                        rows.append((x, x, spaces, spaces, ANYWHERE_PENALTY, EXPLICIT, (len(pieces), 0)))
                    if own is not None or (len(word) > 3 and not odd):
                        inner = inner_known.get((word, tongue, hyphenate, justify)) if own is None else own
                        if inner is None:
                            inner = inner_places(word, rules, divide=hyphenate)
                            inner_known[word, tongue, hyphenate, justify] = inner
                        if inner:
                            at = len(pieces)
                            offsets = shaped.offsets
                            for offset, kind, weight in inner:
                                if not 0 < offset < len(word):
                                    continue
                                advance, glyphs = offsets[offset]
                                end = start = x + advance * em + glyphs * tracking
                                if kind == HYPHEN:
                                    end += hyphen_width - (HYPHEN_HANG * size if justify else 0.0)
                                    weight *= hyphen_penalty  # noqa: PLW2901 (the hyphen's price is the style's)
                                rows.append((end, start, spaces, spaces, weight, kind, (at, offset)))
                if own is None and word is typed:
                    inside_of = () if len(word) <= 3 else inner_known.get((word, tongue, hyphenate, justify))
                    note_simple(simple, word, shaped, inside_of)
                pieces.append(shaped)
                looks.append(look)
                x += width
                if own and own[-1][0] == len(word) and follows:
                    rows.append(_between(own[-1], x, spaces, len(pieces), look, hyphen_penalty))
            begin += len(text)
        rows.append((x, x, spaces, spaces, 0.0, FINAL, (len(pieces), 0)))
        if prepared.by_character:
            rows = with_gives(rows, pieces, looks, centered_stops=prepared.centered_stops)
        prepared.breaks = as_breaks(rows, first_hang - indent)
        prepared.space = space_width
        return prepared

    def _simple_words(self, shaper: Shaper, language: str, hyphenate: bool, justify: bool) -> dict[str, SimpleWord]:
        """Return the simple words that are known so far of a face and a language."""
        key = (shaper, language, hyphenate, justify)
        words = self._simple.get(key)
        if words is None:
            words = self._simple[key] = {}
        return words

    def _rules_of(self, language: str, justify: bool) -> Hyphenates | None:
        key = language, justify
        if key not in self._hyphenators:
            self._hyphenators[key] = self._hyphenator_of(*key)
        return self._hyphenators[key]


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
    if style.color in ("paper", "grey", "on_accent"):
        return style.color
    # Entries of the contents lead somewhere as everybody knows; their numbers tell.
    leads = span.url and not span.url.startswith("#title")
    return "grey" if span.muted else "accent_text" if leads or style.color == "accent" else style.color


def _composed(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph with its letters and their marks as one character each, if they are not already."""
    texts = [composed(span.text) for span in paragraph.spans]
    if all(text is span.text for text, span in zip(texts, paragraph.spans, strict=True)):
        return paragraph
    spans = [structs.replace(span, text=text) for text, span in zip(texts, paragraph.spans, strict=True)]
    return structs.replace(paragraph, spans=tuple(spans))


def _between(place: Place, x: float, spaces: int, piece: int, look: Look, hyphen_penalty: float) -> Row:
    """Return the break that an author's mark makes between two looks, before the piece of a number."""
    _offset, kind, price = place
    end = x
    if kind == HYPHEN:
        end += look.shaper.hyphen.advance * look.size / 1000 + look.tracking
        price *= hyphen_penalty
    return end, x, spaces, spaces, price, kind, (piece, 0)


def _break_anywhere(
    rows: list[Row],
    word: str,
    shaped: Shaped,
    x: float,
    look: Look,
    spaces: int,
    piece: int,
    places: dict[int, tuple[int, float]],
) -> None:
    """Add a break after every cluster of a word that is wider than the measure, cheap where there is a better place.

    Args:
        rows: The breaks so far.
        word: The word.
        shaped: Its glyphs.
        x: Where it begins.
        look: How it is drawn.
        spaces: Spaces before it.
        piece: Its number.
        places: Kind and penalty of the places that are better than others.
    """
    em, tracking = look.size / 1000, look.tracking
    hyphen_width = look.shaper.hyphen.advance * em + tracking
    offsets = shaped.offsets
    for offset in range(1, min(len(word), len(offsets))):
        advance, glyphs = offsets[offset]
        if offsets[offset - 1][1] == glyphs:
            continue  # inside a cluster
        start = end = x + advance * em + glyphs * tracking
        # Behind a hyphen nobody could tell whether it was added.
        worst = ANYWHERE_PENALTY * (2 if word[offset - 1] == "-" else 1)
        kind, penalty = places.get(offset, (EXPLICIT, worst))
        if kind == HYPHEN:
            end += hyphen_width
        elif look.level & 1:
            # Before a cut a letter that joins takes its final form, which is wider.
            end += FINAL_FORM_EMS * look.size
        rows.append((end, start, spaces, spaces, penalty, kind, (piece, offset)))
