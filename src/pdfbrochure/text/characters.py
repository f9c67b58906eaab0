"""Words of scripts that do not put spaces between them, in the pieces between which a line may end.

Chinese and Japanese go character by character, with the gaps of `cjk` between them; Korean by syllables, but rather
between its words; Thai, Lao, Khmer and Burmese by the words that a dictionary finds.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.model.language import load_language
from pdfbrochure.regexes import compiled_later, reaches
from pdfbrochure.text import cjk
from pdfbrochure.text.breaks import break_offsets, dictionary_offsets, needs_dictionary, word_offsets
from pdfbrochure.text.linebreak import EXPLICIT
from pdfbrochure.text.prepared import Look, Prepared, Row
from pdfbrochure.text.shape import Shaped
from pdfbrochure.text.wordbreaks import SOFT_HYPHEN, inner_places

# Chinese and Japanese are set character by character; what else there is in a word stays together.
_HAN: Final = compiled_later("[\u2e80-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_HANGUL: Final = compiled_later("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_HIRAGANA: Final = compiled_later("[\u3041-\u309f]")
_KATAKANA_PAIR: Final = compiled_later("[\u30a1-\u30fa\u30fc]{2}")

_LATIN: Final = compiled_later("[!-~\u00ad]{2,}")

# Signs that never begin a line although a space stands before them: Thai repetition and abbreviation, Khmer and Burmese
# stops.
_FOLLOWERS: Final = frozenset("\u0e46\u0e2f\u17d4\u17d5\u17d7\u104a\u104b")

# Korean has spaces between its words. A line may end elsewhere (UAX #14, 3.1), but reads better where none does, and
# ragged lines need it no more than any language: only a word wider than its line ends within.
_SYLLABLE_PENALTY: Final = 30.0
_RAGGED_SYLLABLE_PENALTY: Final = 3000.0
# The lines of a Chinese or Japanese title end between words, if those are known.
_WORD_PENALTY: Final = 180.0

_EM: Final = 1000.0


def goes_by_character(text: str) -> bool:
    """Return whether a text is Chinese or Japanese; a name in an English text does not make it so."""
    return reaches(text, "\u2e80") and len(_HAN.findall(text)) > len(text) / 3


def _is_mostly_unspaced(text: str) -> bool:
    """Return whether a text is Thai, Lao, Khmer or Burmese; a name in an English text does not make it so."""
    return sum(needs_dictionary(char) for char in text) > len(text) / 2


class Characters:
    """Adds the pieces of such words to one paragraph.

    Args:
        prepared: The paragraph, as far as it is made.
        rows: Its breaks so far.
        text: All of it.
        language: BCP 47 tag.
        justify: Whether both edges are even.
        title: Whether lines shall end between words.
    """

    __slots__ = ("_centered_stops", "_offsets", "_prepared", "_rows", "_text", "_thin_spaces")

    def __init__(
        self, prepared: Prepared, rows: list[Row], text: str, language: str, *, justify: bool, title: bool
    ) -> None:
        self._prepared = prepared
        self._rows = rows
        self._text = text
        self._thin_spaces = not language.startswith("ko")
        known = load_language(language)
        self._centered_stops = known is not None and known.script == "Hant"
        offsets = dict.fromkeys(break_offsets(text), 0.0)
        if needs_dictionary(text):
            found = dictionary_offsets(text, language)
            prepared.lacks_dictionary = found is None
            prepared.by_cluster = _is_mostly_unspaced(text)
            offsets.update(dict.fromkeys(found or (), 0.0))
        for match in _LATIN.finditer(text):
            # Numbers, symbols and addresses hold together as they do in a Latin text.
            for place in range(match.start() + 1, match.end()):
                offsets.pop(place, None)
            inside = inner_places(match.group(), None, divide=False)
            offsets.update((match.start() + offset, price) for offset, _kind, price in inside)
        # Nothing here is divided with a hyphen.
        offsets = {place: price for place, price in offsets.items() if text[place - 1] != SOFT_HYPHEN}
        # The price of each break by its place.
        self._offsets = offsets
        prepared.has_han = reaches(text, "\u2e80") and _HAN.search(text) is not None
        prepared.by_character = goes_by_character(text)
        prepared.centered_stops = prepared.has_han and self._centered_stops
        if title and prepared.has_han:
            self._keep_words(language)
        syllable = _SYLLABLE_PENALTY if justify else _RAGGED_SYLLABLE_PENALTY
        for match in _HANGUL.finditer(text):
            for place in match.span():
                if offsets.get(place) == 0.0 and text[place - 1] != " ":
                    offsets[place] = syllable

    def _keep_words(self, language: str) -> None:
        """Make the breaks inside of Chinese and Japanese words dear: those that a dictionary knows, and kana."""
        text = self._text
        words = word_offsets(text, language)
        for place in self._offsets:
            inside = words is not None and place not in words
            # Endings and particles belong to what stands before them.
            if inside or _HIRAGANA.match(text, place) or _KATAKANA_PAIR.match(text, place - 1):
                self._offsets[place] = _WORD_PENALTY

    def add(self, word: str, look: Look, x: float, spaces: int, at: int) -> float:
        """Add a word; return where it ends.

        Args:
            word: Text without spaces, of one look.
            look: Its look.
            x: Where it begins.
            spaces: Spaces before it.
            at: Its place in the paragraph.
        """
        prepared = self._prepared
        ends = {place - at for place in self._offsets if at < place < at + len(word)} | {len(word)}
        ends.update(place for match in _HAN.finditer(word) for place in match.span() if place)
        if word in _FOLLOWERS and self._rows and self._rows[-1][6] == (len(prepared.pieces) - 1, 0):
            self._rows.pop()
        start = 0
        for end in sorted(ends):
            part = word[start:end]
            shaped = look.shape(part)
            prepared.missing += shaped.missing
            x = self.beside(shaped, look, x, spaces, at + start)
            prepared.pieces.append(shaped)
            prepared.looks.append(look)
            x += shaped.advance * look.size / _EM + look.tracking * len(shaped.glyphs)
            start = end
        return x

    def beside(self, shaped: Shaped, look: Look, x: float, spaces: int, at: int) -> float:
        """Add the break and the gap before a word or a part of one; return where it begins.

        Args:
            shaped: It.
            look: Its look.
            x: Where the piece before it ends.
            spaces: Spaces before it.
            at: Its place in the paragraph.
        """
        pieces = self._prepared.pieces
        if not pieces or pieces[-1].is_space or self._text[at - 1] == "\n":
            return x
        before, size = pieces[-1], self._prepared.looks[-1].size
        end = x
        lead = 0.0
        if self._prepared.has_han:
            pair = [(one.text[place], one.advance / len(one.text)) for one, place in ((before, -1), (shaped, 0))]
            centered = self._centered_stops
            (added,) = cjk.gaps(pair, _EM, thin_spaces=self._thin_spaces, centered_stops=centered)
            end += cjk.at_line_end(before.text[-1], before.advance, _EM, centered_stops=centered) * size / _EM
            lead = cjk.at_line_start(shaped.text[0], shaped.advance, _EM) * look.size / _EM
            if added:
                pieces[-1] = self._prepared.looks[-1].shaper.spaced(before, added)
                x += added * size / _EM
        price = self._offsets.get(at)
        if price is not None:
            self._rows.append((end, x - lead, spaces, spaces, price, EXPLICIT, (len(pieces), 0)))
        return x
