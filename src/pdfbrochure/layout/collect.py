"""Measures: sets every paragraph of a text once and turns it into pieces with heights and keep rules."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import copy
from itertools import groupby
from typing import Final

from pdfbrochure.assets.photos import POINTS_PER_INCH, PhotoFile
from pdfbrochure.compose.blocks import BodyBlock, Figure, LinkEntry, Paragraph
from pdfbrochure.layout.bullets import link_bullet
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.foot_notes import FootNotes
from pdfbrochure.layout.frames import frames_of, grown_frame, within
from pdfbrochure.layout.grid import Grid
from pdfbrochure.layout.initials import opened_by_initial
from pdfbrochure.layout.keeps import LONELY, keep_list, keep_quote, line_penalty
from pdfbrochure.layout.kept_boxes import KeptBoxes
from pdfbrochure.layout.lists import NO_INSET, Inset, list_insets
from pdfbrochure.layout.margin_quotes import quotes_beside
from pdfbrochure.layout.margins import hang_on
from pdfbrochure.layout.memory import Memory
from pdfbrochure.layout.pages import Placed, PlacedCode, PlacedFlat, PlacedLine, moved
from pdfbrochure.layout.pieces import FORBIDDEN, Atom, PhotoPiece, Piece, Stretchable, TextLine
from pdfbrochure.layout.pull_quotes import LINES_OF_A_QUOTE, quote_style
from pdfbrochure.model.edition import Edition
from pdfbrochure.text.assemble import ENDLESS
from pdfbrochure.text.lines import Line, Typesetter

# Shorter paragraphs cannot gain or lose a line without a hole or a squeeze.
LEAST_STRETCHABLE: Final = 4
# The share of a column up to which a long pull quote is better not parted.
SHARE_OF_A_QUOTE: Final = 0.34
# Its bar, and the white between its paragraphs, in points.
QUOTE_BAR: Final = 2.5
BETWEEN_QUOTED: Final = 4.0
# A line that announces a list or a quote is better not left behind, but may be.
ANNOUNCEMENT_PARTED: Final = 2e3
# A link list is better not parted, but may be.
LINKS_PARTED: Final = 1500.0
# The tile of a link's QR code is as high as the fewest rows that hold this; the white round the code; from text to it.
LEAST_TILE: Final = 50.0
QUIET: Final = 3.0
CODE_APART: Final = 8.0
# Text beside a code has at least so much room, in points; else the code stands below it.
LEAST_BESIDE_CODE: Final = 60.0
# A photo taller than this share of the column leaves no room for its text.
TALLEST_SHARE: Final = 0.7
# The same where the column is the page: a photo of its width would take most of it.
TALLEST_ALONE: Final = 0.52
# And the lowest frame there, which fills what is left of a page.
LOWEST_ALONE: Final = 2.4
# A photo below a head whose text begins in the next column, where columns are so low that both fill one.
PHOTO_ENDS: Final = 500.0
# A photo that grows to fill a page shows at least so many pixels an inch.
GROWN_PPI: Final = 130.0


class Collector(Desk):
    """Turns text, photos and links into pieces for one edition; it takes what a `Desk` takes."""

    def __init__(
        self,
        setter: Typesetter,
        edition: Edition,
        photos: Mapping[str, PhotoFile],
    ) -> None:
        super().__init__(setter, edition, photos)
        self.foot_notes = FootNotes((), self)
        # What the last build left, for the columns of the page.
        self.memory: Memory | None = None
        self._insets: dict[BodyBlock, Inset] = {}
        # The paragraphs so far in which a line could be gained or lost.
        self._stretchable = 0

    def on(self, grid: Grid) -> Collector:
        """Return a collector that sets the same in the columns of another grid, and tells its findings here."""
        other = copy(self)
        other.grid = grid
        other.foot_notes = self.foot_notes.at(other)
        other.in_column = set()
        other.memory = None
        other.kept_boxes = KeptBoxes()
        other._insets = {}  # noqa: SLF001  # its own
        return other

    def blocks(self, blocks: Sequence[BodyBlock], *, before: str = "") -> list[Piece]:
        """Return running text as one piece a line, with the costs of breaking between them.

        Args:
            blocks: The text.
            before: The kind of the block before them, "" if they come first.
        """
        pieces: list[Piece] = []
        self.note_lists(blocks)
        blocks, asides = quotes_beside(blocks, self)
        at = 0
        for kind, run in groupby(blocks, key=lambda block: block.kind):
            together = list(run)
            start = len(pieces)
            if kind == "quote":
                quote = self._quote(together)
                keep_quote(pieces, quote)
                pieces += quote
            elif kind in ("entry", "quotation"):
                if pieces and before == "paragraph":
                    pieces[-1].penalty += ANNOUNCEMENT_PARTED
                make = self._list if kind == "entry" else self._quotation
                pieces += make(together, opens=before in ("", "subhead"))
            else:
                for number, block in enumerate(together):
                    lines = self.text(block, before)
                    if before in ("entry", "quotation") and kind == "paragraph" and not number:
                        # Below a list, which stands half a row off the grid, as above it.
                        set_off(lines, self.grid.unit / 2)
                    hang_on(lines, asides.pop(at + number, ()))
                    pieces += lines
                    before = block.kind
            for number in range(at, at + len(together)):
                hang_on(pieces[start:], asides.pop(number, ()))
            at += len(together)
            before = kind
        return pieces

    def standfirst(self, blocks: Sequence[BodyBlock]) -> list[TextLine]:
        """Return a standfirst, if it is short in lines of even length, one piece a line."""
        style, width = self.theme.styles["standfirst"], self.grid.column_width
        return [
            piece for block in blocks for piece in self._line_pieces(self.set_short(block.paragraph, style, width), 0.0)
        ]

    def _list(self, blocks: Sequence[BodyBlock], *, opens: bool) -> list[Atom]:
        """Return a list, half a row below the text that it follows, so that half a row is left below it too."""
        entries: list[list[Atom]] = []
        for block in blocks:
            lines = [
                Atom(line.height, line.above, line.penalty, notes=line.notes, margin=line.margin, things=line.lines)
                for line in self.text(block, "entry")
            ]
            if block.follows and entries:
                entries[-1] += lines
            elif lines:
                entries.append(lines)
        keep_list(entries)
        pieces = [piece for entry in entries for piece in entry]
        if pieces and not opens:
            pieces[0].above = self.grid.unit / 2
        return pieces

    def _quotation(self, blocks: Sequence[BodyBlock], *, opens: bool) -> list[Atom]:
        """Return a quotation in the text's own type, in from both edges, half a row off the text above and below."""
        style, inset = self.theme.styles["body"], self.theme.list.indent
        measure = max(self.grid.column_width - 2 * inset, style.size * 4)
        pieces: list[Atom] = []
        for block in blocks:
            lines = self.set(block.paragraph, style, measure, hyphenate=self.edition.hyphenate)
            pieces += [
                Atom(line.height, line.above, line.penalty, notes=line.notes, margin=line.margin, things=line.lines)
                for line in self._line_pieces(lines, inset)
            ]
        if pieces and not opens:
            pieces[0].above = self.grid.unit / 2
        return pieces

    def note_lists(self, blocks: Sequence[BodyBlock]) -> None:
        """Note how far the lists of a text stand in, unless they are parts of a text for which that is known."""
        if all(block.kind != "entry" or block in self._insets for block in blocks):
            return
        style = self.theme.styles["body"]

        def width(marker: Paragraph) -> float:
            return self.set(marker, style, ENDLESS)[0].width

        self._insets.update(list_insets(blocks, self.theme.list.indent, style.size, width))

    def text(self, block: BodyBlock, before: str, narrow: tuple[int, float] = (0, 0.0)) -> list[TextLine]:
        """Return a paragraph, a sub-heading or a list entry as one piece a line.

        Args:
            block: The text.
            before: The kind of the block before it, "" if it comes first.
            narrow: So many lines at its start are so much shorter, in points, to leave room for a photo.
        """
        theme, grid = self.theme, self.grid
        if block.kind == "subhead":
            return self._subhead(block, first=not before)
        if block.opens and not before and not narrow[0]:
            opened, beside = opened_by_initial(block.paragraph, self)
            if opened:
                pieces = self._line_pieces(opened, 0.0)
                for piece in pieces[: beside - 1]:
                    # Worse than any other break, for the letter would hang out of its column.
                    piece.penalty = 2 * FORBIDDEN
                return pieces
        style = theme.styles["body"]
        inset = self._insets[block] if block.kind == "entry" else NO_INSET
        x = inset.text
        measure = max(grid.column_width - x, style.size * 4)
        indent = theme.paragraph_indent if block.kind == "paragraph" and before == "paragraph" else 0.0
        hyphenate, justify = self.edition.hyphenate, self.edition.justify
        lines = self.set(
            block.paragraph,
            style,
            measure,
            indent=indent,
            hyphenate=hyphenate,
            justify=justify,
            narrow=(narrow[0], measure - narrow[1]),
        )
        pieces = self._line_pieces(lines, x)
        if block.marker is not None and pieces:
            marker = self.set(block.marker, style, grid.column_width)
            label = PlacedLine(inset.marker, pieces[0].lines[0].y, marker[0])
            pieces[0].lines = (label, *pieces[0].lines)
        elif len(pieces) >= LEAST_STRETCHABLE and not narrow[0]:

            def make() -> dict[int, list[TextLine]]:
                variants = self.setter.set_variants(
                    block.paragraph, style, measure, indent=indent, hyphenate=hyphenate, justify=justify
                )
                return {count: self._line_pieces(other, x) for count, other in variants.items()}

            if self._changes_next():
                return make().get(len(pieces) + (1 if self.looseness > 0 else -1), pieces)
            pieces[-1].paragraph = Stretchable(len(pieces), make)
        return pieces

    def _changes_next(self) -> bool:
        """Return whether the next paragraph is one of those that gain or lose a line, evenly spread over the text."""
        before, share = self._stretchable, abs(self.looseness)
        self._stretchable += 1
        return math.floor(self._stretchable * share) > math.floor(before * share)

    def _line_pieces(self, lines: Sequence[Line], x: float) -> list[TextLine]:
        baseline = self.grid.unit - self.grid.descent
        pieces = []
        for number, line in enumerate(lines, 1):
            notes, margin = self.foot_notes.beside((line,))
            piece = TextLine(self.grid.unit, penalty=line_penalty(number, len(lines), line), notes=notes, margin=margin)
            piece.lines, piece.inside = (PlacedLine(x, baseline, line),), number < len(lines)
            pieces.append(piece)
        return pieces

    def _subhead(self, block: BodyBlock, *, first: bool) -> list[TextLine]:
        lines = self.set(block.paragraph, self.theme.styles["subhead"], self.grid.column_width, balance=True)
        pieces = self._line_pieces(lines, 0.0)
        for piece in pieces:
            piece.penalty = FORBIDDEN
        if pieces and not first:
            pieces[0].above = self.grid.unit
        return pieces

    def _quote(self, blocks: Sequence[BodyBlock]) -> list[Atom]:
        """Return a quote with one bar beside it, between even whites of half a row at least."""
        unit, indent = self.grid.unit, self.theme.list.indent
        style = quote_style(blocks, self, self.grid.column_width - indent)
        pieces: list[Atom] = []
        for block in blocks:
            if pieces:
                # The bar goes on between the paragraphs of a quote.
                pieces[-1].height += BETWEEN_QUOTED
                longer = PlacedFlat(0.0, 0.0, QUOTE_BAR, style.leading + BETWEEN_QUOTED, "accent")
                pieces[-1].things = (longer, *pieces[-1].things[1:])
            lines = self.set_short(block.paragraph, style, self.grid.column_width - indent)
            for number, line in enumerate(lines, 1):
                penalty = line_penalty(number, len(lines), line)
                bar = PlacedFlat(0.0, 0.0, QUOTE_BAR, style.leading, "accent")
                placed = self.stacked([line], style, indent, 0.0)
                notes = self.foot_notes.of((line,))
                pieces.append(Atom(style.leading, penalty=penalty, notes=notes, things=(bar, *placed)))
        height = sum(piece.height for piece in pieces)
        if len(pieces) <= LINES_OF_A_QUOTE or height <= SHARE_OF_A_QUOTE * self.grid.rows * unit:
            # A quote is one thought; only a very long one is parted.
            cost = FORBIDDEN if len(pieces) <= LINES_OF_A_QUOTE else LONELY
            for piece in pieces[:-1]:
                piece.penalty = max(piece.penalty, cost)
        pieces[0].above, pieces[0].whole = unit / 2, height
        pieces[-1].height += unit / 2
        return pieces

    def link(self, entry: LinkEntry, *, first: bool) -> Atom:
        """Return an entry of a link list: label, address, and the bullet before them."""
        design = self.theme.links
        label_style, address_style = self.theme.styles["link_label"], self.theme.styles["link_address"]
        measure = self.grid.column_width - design.indent
        code: Sequence[Placed] = () if entry.code is None else self._code(entry.url, entry.code)
        tile = self._tile if code else 0.0
        beside = bool(code) and measure - tile - CODE_APART >= LEAST_BESIDE_CODE
        measure -= tile + CODE_APART if beside else 0.0
        label = self.set(entry.label, label_style, measure, balance=True)
        lines = list(self.stacked(label, label_style, design.indent, 0.0))
        height = len(label) * label_style.leading
        if entry.address is not None:
            # Beside a code there is room for more lines than one.
            room = tile - height if beside else 0.0
            most = max(1, int(room / address_style.leading))
            address = self.shorten(entry.address, address_style, measure, most)
            lines += self.stacked(address, address_style, design.indent, height)
            height += len(address) * address_style.leading
        x_height = self.setter.shaper(label_style).face.x_height * label_style.size / 1000
        middle = self.baseline(label_style) - x_height / 2
        bullet = link_bullet(entry, label_style, design, self, middle)
        above = design.space_above if first else design.space_between
        if code and not beside:
            # In a column so narrow it stands below them.
            start = min(design.indent, self.grid.column_width - tile)
            code = moved(code, start - (self.grid.column_width - tile), height + CODE_APART)
            height += CODE_APART
            tile += height
        height = max(height, tile)
        return Atom(height, above, LINKS_PARTED, notes=self.foot_notes.of(label), things=(*code, bullet, *lines))

    def _code(self, url: str, node: int) -> tuple[PlacedFlat, PlacedCode]:
        """Return the QR code of a link on its tile at the end edge of the column, as high as some rows of text."""
        tile = self._tile
        x = self.grid.column_width - tile
        code = PlacedCode(x + QUIET, QUIET, tile - 2 * QUIET, url, "ink", node)
        return PlacedFlat(x, 0.0, tile, tile, "paper"), code

    @property
    def _tile(self) -> float:
        """The side of the tile of a link's code."""
        return math.ceil((LEAST_TILE + self.grid.natural_gap) / self.grid.unit) * self.grid.unit - self.grid.natural_gap

    # Photos ----------------------------------------------------------------------------------------------------

    def photo(self, figure: Figure, *, after_head: bool = False) -> PhotoPiece:
        """Return a photo as wide as the column, with the line below it or beside it."""
        grid, design = self.grid, self.theme.photo
        aspect, tallest, lowest = frames_of(figure, design.aspect, design.tallest, design.lowest, design.portrait)
        outdent = min(design.outdent, grid.hang)
        width = grid.column_width + outdent
        beside = self.caption_beside(figure, width, lowest)
        if beside is not None:
            width = beside[0]
        share = TALLEST_SHARE
        if grid.columns == 1:
            share, lowest = TALLEST_ALONE, max(lowest, within(figure, LOWEST_ALONE))
        tallest_height = min(width / tallest, share * grid.rows * grid.unit)
        height = min(width / aspect, tallest_height)
        grown = min(width / grown_frame(figure, tallest), share * grid.rows * grid.unit, self._sharp(figure))
        least = min(width / lowest, height)
        taller = min(2, int((tallest_height - height) / grid.unit + 0.25))
        caption = self.caption(figure, width) if beside is None else beside[1]
        below = 0.0
        if caption and beside is None:
            style = self.theme.styles["caption" if figure.has_caption else "credit"]
            below = design.to_credit + len(caption) * style.leading
        return PhotoPiece(
            below,
            above=0.0 if after_head else design.white_above,
            penalty=(PHOTO_ENDS if grid.low else FORBIDDEN) if after_head else 0.0,
            figure=figure,
            after_head=after_head,
            lines=caption,
            natural=height,
            least=least,
            taller=taller,
            lower=int((height - least) / grid.unit + 0.25),
            width=width,
            outdent=outdent,
            grows=max(0, int((grown - height) / grid.unit + 0.25) - taller),
        )

    def _sharp(self, figure: Figure) -> float:
        """Return how high a frame as wide as a column may be so that what it shows of a photo is sharp enough."""
        files = [self.photos[each.photo] for each in figure.members or (figure,)]
        return min(file.height for file in files) * POINTS_PER_INCH / GROWN_PPI


def set_off(pieces: Sequence[Piece], above: float) -> None:
    """Set a paragraph, which the pieces begin with, off what stands above it."""
    if not pieces or not isinstance(pieces[0], TextLine):
        return
    pieces[0].above = max(pieces[0].above, above)
    end = next((piece for piece in pieces if isinstance(piece, TextLine) and not piece.inside), None)
    if end is None or end.paragraph is None:
        return
    make = end.paragraph.make

    def lowered() -> dict[int, list[TextLine]]:
        variants = make()
        for lines in variants.values():
            lines[0].above = above
        return variants

    end.paragraph = Stretchable(end.paragraph.count, lowered)
