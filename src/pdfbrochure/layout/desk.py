"""The desk at which all is set: the theme, the page, the photos, and how short texts are fitted to their room."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.compose.blocks import Figure, Paragraph
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.kept_boxes import KeptBoxes
from pdfbrochure.layout.pages import PlacedLine
from pdfbrochure.model.edition import Edition
from pdfbrochure.model.theme import Style
from pdfbrochure.text.characters import goes_by_character
from pdfbrochure.text.lines import Line, Typesetter

# Of a column's height, for the title of an item; one of 300 characters in a narrow column wants more.
TITLE_SHARE: Final = 0.45
# The steps in which it is then set smaller, and the least size that is read without effort.
SMALLER: Final = 0.88
LEAST_SIZE: Final = 7.0
# What does not stand before an ellipsis that cuts a text after a word.
NOT_LAST: Final = " ,;:-\u2013\u2014\u00b7(\u00a0"
# A standfirst and a quote of more lines than these flow like other text, and are not made even.
MOST_EVEN: Final = 6
# A photo keeps this share of its room when its caption stands beside it.
LEAST_BESIDE: Final = 0.5
# Of the length of a few words on one line, the measures in which they are tried on two.
PAIRED: Final = (0.5, 0.53, 0.56, 0.6, 0.65, 0.7, 0.8)
# A last line shorter than this share of the measure looks lost below a photo or in the title block.
SHORT_LINE: Final = 0.4
# The width of a character in ems, about.
CHARACTER_EMS: Final = 0.46


class SetTitle(msgspec.Struct, frozen=True):
    """A title in the size that it fits in. `height` is lines times leading."""

    lines: tuple[Line, ...]
    style: Style

    @property
    def height(self) -> float:
        """Height of all lines in points."""
        return len(self.lines) * self.style.leading


class Desk:
    """Sets titles, captions and other short texts for one edition.

    Args:
        setter: Sets paragraphs.
        edition: How all is set.
        photos: The measured photos by name.
    """

    def __init__(
        self,
        setter: Typesetter,
        edition: Edition,
        photos: Mapping[str, PhotoFile],
    ) -> None:
        self.setter = setter
        self.edition = edition
        self.theme = edition.theme
        self.grid = make_grid(edition)
        self.photos = photos
        self.kept_boxes = KeptBoxes()
        # The share of the paragraphs that gain, or lose, a line where that looks well.
        self.looseness = 0.0
        # Whether the number of pages wanted may be more than the text fills.
        self.stretched = False
        # Whether photos may be smaller to fill a page in a short brochure, too.
        self.smaller_photos = False
        # What finds no room in the margin, and stands in the column.
        self.in_column: set[Origin] = set()
        # After how many blocks of its text the first photo of an item stands; below the head without one.
        self.photo_after: dict[Origin, int] = {}
        # Items that stay off the first page for the sake of what hangs beside them.
        self.on_page_2: set[Origin] = set()
        # White of the type area before the columns, in which heads may hang something.
        self.room_before = 0.0
        # What was found while all was set, and the characters that no font has, with the places where they stand.
        self.findings = Findings()
        self.undrawn: dict[str, dict[Origin, None]] = {}

    # Type ------------------------------------------------------------------------------------------------------

    def baseline(self, style: Style) -> float:
        """Return the distance from the top of a line to its baseline, with the leading shared above and below."""
        face = self.setter.shaper(style).face
        ascent, descent = face.ascent * style.size / 1000, face.descent * style.size / 1000
        return (style.leading - ascent - descent) / 2 + ascent

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
        """Return the lines of a paragraph, and keep what is wrong with them. Arguments as for `Typesetter.set`."""
        done = self.setter.set(
            paragraph,
            style,
            measure,
            indent=indent,
            hyphenate=hyphenate,
            justify=justify,
            balance=balance,
            narrow=narrow,
        )
        self.findings.seen += len(done.undrawn)
        for char in done.undrawn:
            self.undrawn.setdefault(char, {})[paragraph.origin] = None
        for fault in done.faults:
            self.findings.add(fault)
        return done.lines

    def about_lines(self, paragraph: Paragraph) -> int:
        """Return about how many lines a paragraph of running text takes in a column, without setting it."""
        characters = self.grid.column_width / (CHARACTER_EMS * self.theme.styles["body"].size)
        return math.ceil(len(paragraph.text) / characters)

    def set_title(self, paragraph: Paragraph, style: Style, measure: float, tallest: float = math.inf) -> SetTitle:
        """Return a title balanced in the first of the style's sizes whose number of lines it keeps.

        One that is higher than `tallest` even in the last is set smaller still, down to what can just be read.
        """
        title = self._in_steps(paragraph, style, measure)
        while title.height > tallest and title.style.size * SMALLER >= LEAST_SIZE:
            size, leading = title.style.size * SMALLER, title.style.leading * SMALLER
            sized = msgspec.structs.replace(title.style, size=size, leading=leading)
            title = SetTitle(self.set(paragraph, sized, measure, hyphenate=True, balance=True), sized)
        return title

    def _in_steps(self, paragraph: Paragraph, style: Style, measure: float) -> SetTitle:
        steps = style.steps
        for number, step in enumerate(steps):
            sized = msgspec.structs.replace(style, size=step.size, leading=step.leading, steps=())
            last = number + 1 == len(steps)
            if not last and self.setter.widest_word(paragraph, sized) > measure:
                continue
            lines = self.set(paragraph, sized, measure, balance=True)
            if len(lines) <= step.lines:
                return SetTitle(lines, sized)
            if last:
                return SetTitle(self.set(paragraph, sized, measure, hyphenate=True, balance=True), sized)
        return SetTitle(self.set(paragraph, style, measure, balance=True), style)

    def set_evenly(self, paragraph: Paragraph, style: Style, measure: float) -> tuple[Line, ...]:
        """Return the lines of a short text; they are balanced if the last would hold little more than a word."""
        lines = self.set(paragraph, style, measure)
        # The lines of Chinese and Japanese are flush.
        if len(lines) > 1 and lines[-1].width < SHORT_LINE * measure and not goes_by_character(paragraph.text):
            return self.set(paragraph, style, measure, balance=True)
        return lines

    def set_as_pair(self, paragraph: Paragraph, style: Style, measure: float) -> tuple[Line, ...]:
        """Return the lines of a few words as two of about the same length; as even lines where two are too wide."""
        natural = self.setter.width(paragraph, style)
        for share in PAIRED:
            if natural * share <= measure and self.setter.widest_word(paragraph, style) <= natural * share:
                lines = self.set(paragraph, style, natural * share)
                if len(lines) == 2:
                    return lines
        return self.set(paragraph, style, measure, balance=True)

    def set_short(self, paragraph: Paragraph, style: Style, measure: float) -> tuple[Line, ...]:
        """Return a text between a title and a running text: a few lines are made even, more flow.

        Chinese and Japanese always flow, for their lines are flush.
        """
        if not goes_by_character(paragraph.text):
            lines = self.set(paragraph, style, measure, balance=True)
            if len(lines) <= MOST_EVEN:
                return lines
        return self.set(paragraph, style, measure)

    def stacked(self, lines: Sequence[Line], style: Style, x: float, y: float) -> tuple[PlacedLine, ...]:
        """Return lines one below the other from `y`."""
        offset = self.baseline(style)
        return tuple(PlacedLine(x, y + offset + number * style.leading, line) for number, line in enumerate(lines))

    @property
    def tallest_title(self) -> float:
        """How high the title of an item may be."""
        return TITLE_SHARE * self.grid.rows * self.grid.unit

    # Captions ----------------------------------------------------------------------------------------------------

    def caption(self, figure: Figure, measure: float) -> tuple[PlacedLine, ...]:
        """Return the lines below a photo, relative to its foot and start edge."""
        if figure.caption is None:
            return ()
        style = self.theme.styles["caption" if figure.has_caption else "credit"]
        lines = self.set_evenly(figure.caption, style, measure)
        return self.stacked(lines, style, 0.0, self.theme.photo.to_credit)

    def caption_beside(
        self, figure: Figure, width: float, lowest: float
    ) -> tuple[float, tuple[PlacedLine, ...]] | None:
        """Return the width that is left to a photo by the words beside it, and these, ending at the photo's foot.

        None where the theme has captions below photos, or there is no room, or the photo would be lower than its words.

        Args:
            figure: The photo.
            width: Of photo and words together.
            lowest: The lowest aspect of the photo, width to height.
        """
        hung = self.theme.photo.caption_hung
        beside = self.theme.photo.caption_beside
        if hung and self.grid.margin:
            beside = min(beside, self.grid.margin)
        room = width - (0.0 if hung else beside + self.theme.photo.to_caption_beside)
        if hung and figure.origin in self.in_column:
            return None
        if figure.caption is None or not beside or (hung and self.grid.hang < beside) or room < LEAST_BESIDE * width:
            return None
        style = self.theme.styles["caption" if figure.has_caption else "credit"]
        if hung and self.setter.widest_word(figure.caption, style) > beside:
            return None
        lines = self.stacked(
            self.set(figure.caption, style, beside), style, -self.grid.hang if hung else width - beside, 0.0
        )
        if len(lines) * style.leading > room / lowest:
            return None
        return room, tuple(PlacedLine(line.x, line.y - lines[-1].y, line.line) for line in lines)

    def shorten(self, paragraph: Paragraph, style: Style, measure: float, most: int = 1) -> tuple[Line, ...]:
        """Return a text in at most so many lines, with an ellipsis when it is too long for them.

        An address loses its middle, words lose their end.
        """
        url = paragraph.spans[0].url
        # What leads to a place in the brochure is words, too.
        cut = _middle_cut if url and not url.startswith("#") else _end_cut

        def fits(shortened: Paragraph) -> bool:
            if most > 1:
                return len(self.set(shortened, style, measure)) <= most
            return self.setter.width(shortened, style) <= measure

        room = measure if most > 1 else measure + 1
        if fits(paragraph):
            return self.set(paragraph, style, room)
        text = paragraph.text
        # Of an address on several lines the host is kept.
        least = text.find("/") + 1 if most > 1 else 0
        low, high = 0, len(text)
        while low < high:
            kept = (low + high + 1) // 2
            if fits(cut(paragraph, text, kept, least)):
                low = kept
            else:
                high = kept - 1
        return self.set(cut(paragraph, text, low, least), style, room)


def _middle_cut(paragraph: Paragraph, text: str, kept: int, least: int = 0) -> Paragraph:
    """Return the paragraph with only `kept` characters, at least so many at its start, the middle an ellipsis."""
    head = min(kept, max((kept + 1) // 2, least))
    tail = kept - head
    return _with_text(paragraph, text[:head] + "\u2026" + (text[-tail:] if tail else ""))


def _end_cut(paragraph: Paragraph, text: str, kept: int, _least: int = 0) -> Paragraph:
    """Return the paragraph with only the whole words of its first `kept` characters, and an ellipsis."""
    words = text[:kept]
    if kept < len(text) and " " in words and text[kept] != " ":
        words = words[: words.rindex(" ")]
    return _with_text(paragraph, words.rstrip(NOT_LAST) + "\u2026")


def _with_text(paragraph: Paragraph, text: str) -> Paragraph:
    span = msgspec.structs.replace(paragraph.spans[0], text=text)
    return msgspec.structs.replace(paragraph, spans=(span,))
