"""Lines of glyphs: a paragraph and a measure go in, finished lines come out.

A line holds runs of one look; widths are points. Lines do not know where they stand.
Steps: prepare (words and legal breaks), linebreak (which of them), assemble (the lines).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import sub
from typing import Final

from msgspec import Struct

from pdfbrochure.assets.fonts import FontBook
from pdfbrochure.compose.blocks import Paragraph
from pdfbrochure.diagnostics import Finding
from pdfbrochure.installing import install_command
from pdfbrochure.model.theme import Style
from pdfbrochure.text.assemble import CLUSTER_BUDGET, MICRO_BUDGET, Line, Run, make_lines
from pdfbrochure.text.flush import MOST_SHARED
from pdfbrochure.text.linebreak import LineRules, balance_lines, break_lines, break_variants
from pdfbrochure.text.prepare import Preparer
from pdfbrochure.text.prepared import Prepared
from pdfbrochure.text.shape import Shaper
from pdfbrochure.text.wordbreaks import Hyphenates

__all__ = ["Hyphenates", "Line", "Run", "Set", "Typesetter"]

# By this share of an em the characters of a Chinese or Japanese line may part before it looks loose.
EASILY_SHARED: Final = 0.05
# As many set paragraphs are kept, for the next build in the same process; about 100 MB of lines.
MOST_REMEMBERED: Final = 20_000
# As many paragraphs are kept with their legal breaks, since those whose setting is varied are set once more.
MOST_PREPARED: Final = 1500


class Set(Struct, frozen=True, gc=False):
    """A paragraph as it was set.

    Attributes:
        lines: Its lines.
        faults: What is wrong with them, such as a line that is too wide.
        undrawn: Characters that no font has.
    """

    lines: tuple[Line, ...]
    faults: tuple[Finding, ...] = ()
    undrawn: str = ""


class Typesetter:
    """Sets paragraphs in the fonts and the languages of one brochure, and remembers what it has set.

    Args:
        book: The faces.
        language: BCP 47 tag of the brochure, for the letterforms of the language.
        hyphenator_of: Gives, for a tag and for lines with one or two even edges, where words may be divided, or None.
        is_backward: Whether the language of a tag runs from right to left.
    """

    def __init__(
        self,
        book: FontBook,
        language: str,
        hyphenator_of: Callable[[str, bool], Hyphenates | None],
        is_backward: Callable[[str], bool] = lambda _tag: False,
    ) -> None:
        self.backward = is_backward(language)
        # How its words are shaped and divided, which other typesetters of the same fonts and languages may share.
        self.words = Preparer(book, language, hyphenator_of, is_backward)
        self._known: dict[object, Set] = {}
        self._variants: dict[object, dict[int, tuple[Line, ...]]] = {}
        self._prepared: dict[object, tuple[Prepared, list[int]]] = {}
        self._widths: dict[tuple[Paragraph, Style], tuple[float, float]] = {}

    def lacking(self, paragraphs: Iterable[Paragraph], styles: Mapping[str, Style]) -> set[str]:
        """Return the emphasis, "bold" or "italic", in some paragraphs for which the user's own fonts have no face."""
        book = self.words.book
        looks = {
            (styles[paragraph.style].weight, styles[paragraph.style].italic or span.italic, span.bold)
            for paragraph in paragraphs
            for span in paragraph.spans
            if paragraph.style in styles
        }
        return {book.lacks(weight, italic=italic, bold=bold) for weight, italic, bold in looks} - {""}

    def advice(self, char: str) -> str:
        """Return what to do about a character that no font here has."""
        return self.words.book.advice(char)

    def runs_otherwise(self, paragraph: Paragraph) -> bool:
        """Return whether a paragraph runs against the direction of the page."""
        return bool(paragraph.language) and self.words.is_backward(paragraph.language) != self.backward

    def shaper(self, style: Style) -> Shaper:
        """Return the shaper of a style in the brochure's language."""
        return self.words.shaper(style)

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
    ) -> Set:
        """Return the lines of `paragraph` in `style`, none wider than `measure` unless a fault says so.

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
        if balance or narrow[0]:
            prepared = self.words.prepare(
                paragraph, style, least, indent, hyphenate=hyphenate, justify=justify, title=balance
            )
            if balance:
                way = balance_lines(prepared.breaks, measure, runt=4.0 * style.size * 0.5)
            else:
                way = break_lines(prepared.breaks, measure, _rules(prepared, style, measure, narrow, justify=justify))
        else:
            prepared, way = self._natural(paragraph, style, measure, indent, hyphenate, justify)
        lines = self._make_lines(prepared, way, indent, measure, narrow, justify=justify, balanced=balance)
        faults = [_without_dictionary(paragraph)] if prepared.lacks_dictionary else []
        for number, line in enumerate(lines):
            allowed = measure if number >= narrow[0] else narrow[1]
            if line.width > allowed + 0.5:
                faults.append(_overfull(paragraph, line, allowed))
        done = Set(lines, tuple(faults), prepared.missing)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = done
        return done

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
        key = (paragraph, style, measure, indent, hyphenate, justify)
        known = self._variants.get(key)
        if known is not None:
            return known
        prepared, natural = self._natural(*key)
        rules = _rules(prepared, style, measure, (0, 0.0), justify=justify)
        ways = break_variants(prepared.breaks, measure, rules, natural)
        if len(self._variants) >= MOST_REMEMBERED:
            self._variants.clear()
        found = self._variants[key] = {
            count: self._make_lines(prepared, way, indent, measure, (0, 0.0), justify=justify)
            for count, way in ways.items()
        }
        self._prepared.pop(key, None)
        return found

    def _natural(
        self, paragraph: Paragraph, style: Style, measure: float, indent: float, hyphenate: bool, justify: bool
    ) -> tuple[Prepared, list[int]]:
        """Return a paragraph with its legal breaks, and those that it takes by itself."""
        key = (paragraph, style, measure, indent, hyphenate, justify)
        known = self._prepared.get(key)
        if known is None:
            prepared = self.words.prepare(paragraph, style, measure, indent, hyphenate=hyphenate, justify=justify)
            way = break_lines(prepared.breaks, measure, _rules(prepared, style, measure, (0, 0.0), justify=justify))
            if len(self._prepared) >= MOST_PREPARED:
                self._prepared.clear()
            known = self._prepared[key] = prepared, way
        return known

    def width(self, paragraph: Paragraph, style: Style) -> float:
        """Return the width of `paragraph` on one line."""
        return self._widths_of(paragraph, style)[0]

    def widest_word(self, paragraph: Paragraph, style: Style) -> float:
        """Return the width of the widest part of `paragraph` that cannot be broken."""
        return self._widths_of(paragraph, style)[1]

    def _widths_of(self, paragraph: Paragraph, style: Style) -> tuple[float, float]:
        key = (paragraph, style)
        known = self._widths.get(key)
        if known is None:
            breaks = self.words.prepare(paragraph, style, 1e9, 0.0, hyphenate=False, justify=False).breaks
            widest = max(map(sub, breaks.end[1:], breaks.start), default=0.0)
            if len(self._widths) >= MOST_REMEMBERED:
                self._widths.clear()
            known = self._widths[key] = breaks.end[-1], widest
        return known

    def _make_lines(
        self,
        prepared: Prepared,
        way: list[int],
        indent: float,
        measure: float,
        narrow: tuple[int, float],
        *,
        justify: bool,
        balanced: bool = False,
    ) -> tuple[Line, ...]:
        return make_lines(
            prepared,
            way,
            indent,
            measure,
            narrow,
            justify=justify,
            balanced=balanced,
            page_backward=self.backward,
        )


def _without_dictionary(paragraph: Paragraph) -> Finding:
    return Finding(
        "warning",
        code="missing-dictionary",
        what="the words of this text cannot be told apart, so its lines end only at spaces",
        why="Thai, Lao, Khmer and Burmese are written without spaces between words; a dictionary finds them",
        mend=f"type: {install_command('sea')}",
        origin=paragraph.origin,
    )


def _overfull(paragraph: Paragraph, line: Line, measure: float) -> Finding:
    words = "".join(piece.text for run in line.runs for piece in run.pieces).strip()
    return Finding(
        "warning",
        code="overfull-line",
        what=f"the line \u201c{words[:60]}\u201d is {line.width - measure:.1f} pt too wide",
        why="it holds something that cannot be broken",
        mend="put a space or a hyphen into it",
        origin=paragraph.origin,
    )


def _rules(prepared: Prepared, style: Style, measure: float, narrow: tuple[int, float], *, justify: bool) -> LineRules:
    """Return how the lines of a paragraph are judged."""
    narrow_lines, narrow_measure = narrow
    if prepared.by_character:
        # Its breaks count points that signs may give, instead of spaces; every line is filled.
        return LineRules(
            1.0,
            style.size,
            justify=True,
            loosening=EASILY_SHARED,
            stretch=0.0,
            shrink=1.0,
            fillable=0.95 * MOST_SHARED,
            # One character and a stop.
            runt=1.6 * style.size,
            narrow_lines=narrow_lines,
            narrow_measure=narrow_measure,
        )
    return LineRules(
        prepared.space,
        style.size,
        justify=justify,
        # Joined letters are not stretched.
        budget=MICRO_BUDGET if justify and not prepared.backward else 0.0,
        loosening=CLUSTER_BUDGET if justify and prepared.by_cluster else 0.0,
        # Six characters are about three ems; an eighth of a wide measure looks as stranded.
        runt=max(3.0 * style.size, 0.12 * measure),
        narrow_lines=narrow_lines,
        narrow_measure=narrow_measure,
    )
