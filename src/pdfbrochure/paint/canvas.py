"""Paints pages on ReportLab's canvas: text, flats, photos, codes, links, each tagged as its element or as an artifact.

Here, once, the origin moves to the foot of the page and y turns upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import structs

from pdfbrochure.assets.fonts import Face
from pdfbrochure.layout.pages import Page, PlacedCode, PlacedFlat, PlacedLine, PlacedPhoto, PlacedShape
from pdfbrochure.paint.codes import make_code, squares
from pdfbrochure.paint.document import BlankCanvas, number, text_string
from pdfbrochure.paint.embed import EmbeddedFont, widening
from pdfbrochure.paint.images import Pictures
from pdfbrochure.paint.inks import Inks
from pdfbrochure.paint.links import Links, closing_space
from pdfbrochure.paint.order import in_reading_order, parted_after_word, without_break_hyphens, word_after
from pdfbrochure.paint.paths import drawn
from pdfbrochure.paint.repaint import Kept, PaintedPage
from pdfbrochure.paint.tags import TagTree
from pdfbrochure.text.lines import Run

if TYPE_CHECKING:
    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.pixels import Picture
    from pdfbrochure.press.sheets import Box, Sheet

# The underline of a link in running text, in points.
UNDERLINE: Final = 0.5
UNDERLINE_BELOW: Final = 1.5
# The thickness of a line through struck-out words, in ems.
STRIKE: Final = 0.055
# Runs that are no further apart than this touch.
TOUCHING: Final = 0.1

# What belongs to no element: decoration, and the footer (ISO 32000-1, 14.8.2.2.2; ISO 14289-1, 7.8).
_DECORATION: Final = b"/Artifact <</Type /Layout>> BDC"
_BESIDE: Final = b"/Artifact <</Type /Page>> BDC"
_FOOTER: Final = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
_HEADER: Final = b"/Artifact <</Type /Pagination /Subtype /Header>> BDC"
# Font, size, color, tracking and scale as they stand when a page begins.
_CLEAN: Final = ("", 0.0, "", 0.0, 1.0)


class PageCanvas(BlankCanvas):
    """A canvas whose page contents are our own bytes.

    Args:
        width: Page width in points.
        height: Page height in points.
        inks: Writes colors.
        tags: Collects what is painted for each element.
        language: BCP 47 tag of the document.
        page_height: Of the trimmed page, which may lie on a larger sheet.
        kept: What the last painting left, begun.
    """

    def __init__(
        self,
        width: float,
        height: float,
        inks: Inks,
        tags: TagTree,
        language: str,
        *,
        page_height: float,
        kept: Kept | None = None,
    ) -> None:
        super().__init__(width, height, language)
        self.page_height = page_height
        self.tags = tags
        self._inks = inks
        self._colors: dict[str, bytes] = {}
        self._fonts: dict[str, EmbeddedFont] = {}
        self._pictures = Pictures(self, inks)
        self._out: list[bytes] = []
        # The element or the artifact whose content is open.
        self._open: int | bytes | None = None
        self._state = _CLEAN
        self._links = Links(tags)
        self._kept = kept
        if kept is not None:
            self.keep_pages(kept.page_bodies)
        # The photos of the page that is painted, with their pixels and names.
        self._photos: list[tuple[PlacedPhoto, Picture | Drawing | None, str]] = []
        # The edges of the drawings on this page, by the Figures that they are: start, foot, end, top.
        self._drawings: dict[int, tuple[float, float, float, float]] = {}
        # Where the page that is painted lies on its sheet.
        self._shift = (0.0, 0.0)

    # Pages -----------------------------------------------------------------------------------------------------

    def paint_page(self, page: Page, picture: Callable[[PlacedPhoto], Picture | Drawing | None]) -> None:
        """Paint one page.

        Args:
            page: What stands where.
            picture: Gives the pixels or shapes of a placed photo, or None when it cannot be read.
        """
        self.tags.open_page()
        known = None if self._kept is None else self._kept.known(page)
        seen = [] if known is None else [picture(placed) for placed, _picture, _name in known.photos]
        if known is not None and self._is_as_it_was(known, seen):
            uses = [self._font(use.face).use_again(use) for use in known.fonts]
            self.tags.mark_again(known.marks, known.labels, known.facts)
            self._links.note_again(known.areas, known.anchors)
            done = structs.replace(known, page=page, fonts=uses)
        else:
            done = self._painted(page, picture, seen)
        if self._kept is not None:
            self._kept.add(done)
        self.finish_page(done.contents, self._links.annotations())

    def _painted(
        self,
        page: Page,
        picture: Callable[[PlacedPhoto], Picture | Drawing | None],
        seen: Sequence[Picture | Drawing | None],
    ) -> PaintedPage:
        """Paint a page, of whose pictures the first have been seen."""
        waiting = iter(seen)
        for font in self._fonts.values():
            font.begin_page()
        self._out, self._photos = [], []
        self._things(page, lambda placed: next(waiting) if len(self._photos) < len(seen) else picture(placed))
        self._links.close_page()
        tags, links = self.tags, self._links
        around = tags.nodes_around(tags.page_marks)
        uses = [use for use in map(EmbeddedFont.used, self._fonts.values()) if use is not None]
        told = (tags.page_marks, around, tags.page_labels, tags.page_facts, links.areas, links.anchors)
        return PaintedPage(page, b"\n".join(self._out), *told, self._photos, uses)

    def _is_as_it_was(self, known: PaintedPage, pictures: Sequence[Picture | Drawing | None]) -> bool:
        """Return whether a page may be taken over: its pixels are the same, and all names and codes in it."""
        for (_placed, before, name), now in zip(known.photos, pictures, strict=True):
            if now is not before or (now is not None and self._pictures.named(now) != name):
                return False
        new = [use for use in known.fonts if use.face.key not in self._fonts]
        # Fonts have their names in the order in which they are first used, which is known of those that began here.
        if len(new) > 1 and any(use.first > 1 for use in new):
            return False
        if [use.name for use in new] != [f"F{len(self._fonts) + number}" for number in range(1, len(new) + 1)]:
            return False
        return all(self._font(use.face).draws_alike(use) for use in known.fonts)

    def paint_sheet(
        self, sheet: Sheet, pages: Sequence[Page], picture: Callable[[PlacedPhoto], Picture | Drawing | None]
    ) -> None:
        """Paint one side of a sheet.

        Args:
            sheet: Which pages stand where on it, and what stands beside them.
            pages: All pages.
            picture: As for `paint_page`.
        """
        self.tags.open_page()
        self._out = []
        page_height = self.page_height
        for placed in sheet.pages:
            self._shift = (placed.x, sheet.height - placed.y - page_height)
            self._out.append(b"q " + _clip(placed.clip, sheet) + b" 1 0 0 1 %s %s cm" % _numbers(*self._shift))
            self._things(pages[placed.number - 1], picture)
            self._out.append(b"Q")
        self._shift = (0.0, 0.0)
        self.page_height = sheet.height
        self._beside(sheet)
        self.page_height = page_height
        self._links.forget()
        boxes = {
            "MediaBox": (0.0, 0.0, sheet.width, sheet.height),
            "TrimBox": _corners(sheet.trim, sheet),
            "BleedBox": _corners(sheet.bleed, sheet),
        }
        self.finish_page(b"\n".join(self._out), (), boxes)

    def _things(self, page: Page, picture: Callable[[PlacedPhoto], Picture | Drawing | None]) -> None:
        """Paint what stands on a page."""
        self._state = _CLEAN
        for thing in in_reading_order(page.things, self.tags.place):
            if isinstance(thing, PlacedLine):
                self._line(thing)
            elif isinstance(thing, PlacedFlat):
                self._flat(thing)
            elif isinstance(thing, PlacedPhoto):
                self._photo(thing, picture(thing))
            elif isinstance(thing, PlacedCode):
                self._qr_code(thing)
            else:
                self._shape(thing)
        self._close()
        self._bound_drawings()

    def _beside(self, sheet: Sheet) -> None:
        """Paint the marks of a sheet."""
        if not sheet.marks:
            return
        from pdfbrochure.paint.registration import strokes_of  # for a press only
        from pdfbrochure.press.sheets import Legend

        self._state = _CLEAN
        self._mark(_BESIDE)
        self._out.append(strokes_of(sheet))
        for mark in sheet.marks:
            if isinstance(mark, Legend):
                self._line(PlacedLine(mark.x, mark.y, mark.line))
        self._close()

    def _mark(self, owner: int | bytes) -> None:
        """Begin the content of an element, or of an artifact by its operator, unless it is open."""
        if self._open == owner or not self.tags.writes:
            return
        self._close()
        self._out.append(owner if isinstance(owner, bytes) else self.tags.mark(owner))
        self._open = owner

    def _close(self) -> None:
        if self._open is not None:
            self._out.append(b"EMC")
            self._open = None

    # Text ------------------------------------------------------------------------------------------------------

    def _line(self, placed: PlacedLine) -> None:
        y = self.page_height - placed.y
        runs = placed.line.runs
        # The stretches of a link that goes on over runs of several fonts: start, end, and end without the last space.
        below: list[tuple[float, float, float]] = []
        for index, run in enumerate(runs):
            # Words that belong to no element are those of the footer, and, above it, headers that are said once more.
            furniture = _FOOTER if placed.y > self.page_height / 2 else _HEADER
            owner = furniture if run.node is None else run.node
            if run.node is not None:
                self.tags.note_label(run.node, run.pieces)
            if index and runs[index - 1].drop:
                # It says the whole word, and the initial nothing: readers that go by lines find that some lines below.
                word, run = parted_after_word(run)  # noqa: PLW2901
                self._said(word_after(runs[index - 1], word), word, owner, placed.x, y)
            if run.drop:
                self._said("", run, owner, placed.x, y - run.drop)
            else:
                self._parts(run, owner, placed.x, y)
            if run.struck:
                self._strike(run, placed.x + run.x, y)
            if run.url:
                x = placed.x + run.x
                width = self._links.note(run, x, y)
                if run.underline:
                    below.append((x, x + run.width, x + width))
                    if index + 1 == len(runs) or not self._goes_on(run, runs[index + 1]):
                        self._underline(run, below, y)
                        below = []

    def _parts(self, run: Run, owner: int | bytes, x: float, y: float) -> None:
        """Paint a run, the hyphens of line breaks in it as decoration."""
        for part, is_hyphen in without_break_hyphens(run):
            self._mark(_DECORATION if is_hyphen else owner)
            self._run(part, x + part.x, y)

    def _said(self, words: str, run: Run, owner: int | bytes, x: float, y: float) -> None:
        """Paint a run for which other words are read."""
        self._mark(owner)
        self._out.append(b"/Span <</ActualText %s>> BDC" % text_string(words))
        parts = without_break_hyphens(run)
        for part, is_hyphen in parts:
            if not is_hyphen:
                self._run(part, x + part.x, y)
        self._out.append(b"EMC")
        for part, is_hyphen in parts:
            if is_hyphen:
                self._mark(_DECORATION)
                self._run(part, x + part.x, y)

    def _goes_on(self, run: Run, following: Run) -> bool:
        """Whether two neighbours on a line are underlined as one: of the same link, in the same color."""
        if not following.underline or following.color != run.color:
            return False
        return self.tags.link_of(following.node) == self.tags.link_of(run.node)

    def _run(self, run: Run, x: float, y: float) -> None:
        face = run.shaper.face
        font = self._fonts.get(face.key) or self._font(face)
        out = self._out
        state = (font.name, run.size, run.color, run.tracking, run.scale)
        head = b"BT "
        if state != self._state:
            name, size, color, tracking, scale = self._state
            if run.color != color:
                out.append(self._color(run.color))
            if run.tracking != tracking:
                out.append(b"%s Tc" % number(run.tracking).encode())
            if run.scale != scale:
                out.append(b"%s Tz" % number(100 * run.scale).encode())
            if (font.name, run.size) != (name, size):
                head = b"BT /%s %s Tf " % (font.name.encode(), number(run.size).encode())
            self._state = state
        head += b"%s %s Td " % (number(x).encode(), number(y).encode())
        operands = font.drawn(run)
        if operands is None:
            out.append(head + self._raised(font, run) + b" ET")
            return
        shown = head + b"[" + operands + b"]TJ ET"
        # Glyphs in the order in which they stand, against that in which they are read (ISO 32000-1, 14.8.2.3.3).
        out.append(b"/ReversedChars BMC " + shown + b" EMC" if run.backward else shown)

    def _font(self, face: Face) -> EmbeddedFont:
        """Return the font of a face, which has its name when it is first used."""
        font = self._fonts.get(face.key)
        if font is None:
            font = self._fonts[face.key] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
        return font

    def _raised(self, font: EmbeddedFont, run: Run) -> bytes:
        """Return the operators of a run that has glyphs off the baseline, or codes that do not give its text."""
        out, widen = [], widening(run)
        for piece in run.pieces:
            _piece, operands, plain, _codes = font.word(piece)
            if plain:
                out.append(b"[" + operands + (widen if piece.is_space else b"") + b"]TJ")
                continue
            out.append(b"/Span <</ActualText %s>> BDC" % text_string(piece.text))
            for rise, part in font.raised(piece):
                out.append(b"%s Ts [%s]TJ" % (number(rise * run.size / 1000).encode(), part))
            out.append(b"0 Ts EMC")
        return b" ".join(out)

    def _underline(self, run: Run, stretches: list[tuple[float, float, float]], y: float) -> None:
        """Draw one line below the stretches of a link that touch, wherever they come in the order of reading."""
        self._close()
        self._mark(_DECORATION)
        self._fill_with(run.color)
        joined: list[tuple[float, float, float]] = []
        for start, end, inked in sorted(stretches):
            if joined and start <= joined[-1][1] + TOUCHING:
                start = joined.pop()[0]  # noqa: PLW2901
            joined.append((start, end, inked))
        for start, _end, inked in joined:
            self._out.append(self._rectangle(start, y - UNDERLINE_BELOW - UNDERLINE, inked - start, UNDERLINE))

    def _strike(self, run: Run, x: float, y: float) -> None:
        """Draw a line through a run, at half of the height of its small letters."""
        self._mark(_DECORATION)
        self._fill_with(run.color)
        width = run.width - closing_space(run)
        middle = y + run.shaper.face.x_height * run.size / 2000
        self._out.append(self._rectangle(x, middle - STRIKE * run.size / 2, width, STRIKE * run.size))

    def _fill_with(self, color: str) -> None:
        """Make what follows of one color."""
        name, size, before, tracking, scale = self._state
        if before != color:
            self._out.append(self._color(color))
            self._state = (name, size, color, tracking, scale)

    def _color(self, color: str) -> bytes:
        """Return the operator of a color: one of the theme's names, or a color itself."""
        known = self._colors.get(color)
        if known is None:
            known = self._colors[color] = self._inks.fill(color)
        return known

    # Flats, photos, codes --------------------------------------------------------------------------------------

    def _rectangle(self, x: float, y: float, width: float, height: float) -> bytes:
        return f"{number(x)} {number(y)} {number(width)} {number(height)} re f".encode()

    def _flat(self, flat: PlacedFlat) -> None:
        self._mark(_DECORATION)
        self._fill_with(self._inks.flat(flat.color, flat.width, flat.height))
        y = self.page_height - flat.y - flat.height
        self._out.append(self._rectangle(flat.x, y, flat.width, flat.height))

    def _photo(self, placed: PlacedPhoto, picture: Picture | Drawing | None) -> None:
        if picture is None:
            self._photos.append((placed, None, ""))
            return
        self._mark(_DECORATION if placed.owner is None else placed.owner)
        y = self.page_height - placed.y - placed.height
        if placed.owner is not None:
            self._bound(placed.owner, placed.x, y, placed.width, placed.height)
            self._links.note_figure(placed.owner, (placed.x, y, placed.x + placed.width, y + placed.height))
        frame = f"{number(placed.width)} 0 0 {number(placed.height)} {number(placed.x)} {number(y)} cm"
        name = self._pictures.named(picture)
        self._photos.append((placed, picture, name))
        self._out.append(f"q {frame} /{name} Do Q".encode())

    def _bound(self, node: int, x: float, y: float, width: float, height: float) -> None:
        x, y = x + self._shift[0], y + self._shift[1]
        box = " ".join(number(value) for value in (x, y, x + width, y + height))
        self.tags.add_fact(node, f" /A << /O /Layout /Placement /Block /BBox [{box}] >>".encode())

    def _qr_code(self, placed: PlacedCode) -> None:
        rows = make_code(placed.url)
        self._mark(placed.owner)
        self._fill_with(self._inks.code(placed.color))
        module = placed.size / len(rows)
        top = self.page_height - placed.y
        self._bound(placed.owner, placed.x, top - placed.size, placed.size, placed.size)
        self._out += squares(rows, placed.x, top, module)
        self._out.append(b"f")

    def _shape(self, placed: PlacedShape) -> None:
        self._mark(_DECORATION if placed.owner is None else placed.owner)
        self._out.append(drawn(placed, self.page_height, self._inks))
        if placed.owner is not None:
            top = self.page_height - placed.y
            own = (placed.x, top - placed.height, placed.x + placed.width, top)
            before = self._drawings.get(placed.owner, own)
            (x, foot), (end, high) = (map(pick, before[i : i + 2], own[i : i + 2]) for i, pick in ((0, min), (2, max)))
            self._drawings[placed.owner] = (x, foot, end, high)

    def _bound_drawings(self) -> None:
        """Note how much of the page each drawing takes."""
        for owner, (x, foot, end, top) in self._drawings.items():
            self._bound(owner, x, foot, end - x, top - foot)
        self._drawings = {}

    # End -------------------------------------------------------------------------------------------------------

    def lead(self, pages: list[bytes], elements: dict[int, bytes], titles: dict[int, tuple[int, float]]) -> None:
        """Complete the links inside the brochure; arguments as for `Links.lead`."""
        self._links.lead(pages, elements, titles)

    def embed_fonts(self) -> None:
        """Add the fonts to the document; every page's resources refer to them."""
        for font in self._fonts.values():
            self.add_font(font.name, font.embed(self.document))
        states, spaces = self._inks.resources()
        if states or spaces:
            self.share_resources(states, spaces)


def _numbers(*values: float) -> tuple[bytes, ...]:
    return tuple(number(value).encode() for value in values)


def _clip(box: Box, sheet: Sheet) -> bytes:
    """Return the operators that let nothing be painted outside a box of a sheet."""
    return b"%s %s %s %s re W n" % _numbers(box.left, sheet.height - box.foot, box.width, box.height)


def _corners(box: Box, sheet: Sheet) -> tuple[float, float, float, float]:
    """Return a box of a sheet as PDF has it: left, foot, right, top, from the foot."""
    return box.left, sheet.height - box.foot, box.right, sheet.height - box.top
