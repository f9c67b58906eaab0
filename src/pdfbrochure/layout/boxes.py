"""Lays out the boxes that a theme makes its title blocks, heads, closings and footers of.

Takes a box (`model.design`), the texts and pictures of its slots, and a width; gives placed things relative to the
box's top start corner, and how high it is. Knows no theme and no kind of part.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.color import mixed
from pdfbrochure.compose.blocks import BodyBlock, Card, Figure, Paragraph, People
from pdfbrochure.layout.cardboxes import card_slots, lay_cards
from pdfbrochure.layout.clear_space import ALONE, Around, Edges, Spaced, keep_clear
from pdfbrochure.layout.contents_lines import Listing, lay_in_title
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.grid import A4_HEIGHT
from pdfbrochure.layout.imageboxes import lay_image, lay_images
from pdfbrochure.layout.pages import Placed, PlacedCode, PlacedFlat, moved
from pdfbrochure.layout.patterns import pattern
from pdfbrochure.layout.textboxes import Laid, TextBoxes, color_on_accent
from pdfbrochure.model.design import (
    Box,
    Cards,
    Choose,
    Code,
    Color,
    Entries,
    Flat,
    Image,
    Part,
    Row,
    Rule,
    Space,
    Stack,
    Text,
    walk,
)

# What stands at the trim reaches so far beyond it, in points: up to it exactly, screens would show a light hairline.
BLEED: Final = 3.0
# How much of a flat's color is in the tones of its pattern.
TONES: Final = (0.72, 0.45, 0.2)
# A part of a row's height that rounding may leave above a whole row.
ROW_ROUNDING: Final = 0.05


class CodeOf(Struct, frozen=True):
    """What a code leads to, and its element."""

    url: str
    node: int


Slot = Paragraph | tuple[BodyBlock, ...] | tuple[Figure, ...] | Figure | Spaced | CodeOf | Listing | People | None


class Boxes:
    """Lays out the boxes of one part of a look.

    Args:
        desk: Sets and measures.
        part: The measures that the boxes name.
        slots: What there is to show, by name.
        scale: Of all type, for a part that would be higher than its page.
        ground: The color that the part stands on.
        x: How far from the page's start edge the part stands; at the margin when None.
    """

    def __init__(
        self,
        desk: Desk,
        part: Part,
        slots: Mapping[str, Slot],
        *,
        scale: float = 1.0,
        ground: str = "paper",
        x: float | None = None,
    ) -> None:
        self._desk = desk
        self._part = part
        self._slots = slots
        self._scale = scale
        self._ground = ground
        self._x = desk.grid.side if x is None else x
        self._texts = TextBoxes(desk, part, scale=scale, ground=ground)

    def laid(self, box: Box, width: float, height: float | None = None) -> Laid:
        """Return a box laid out as `lay` does, or nothing of no height."""
        return self.lay(box, width, height) or Laid(0.0, [])

    def cleared(self, box: Box, width: float, height: float | None = None, around: Around = ALONE) -> Laid:
        """Return a box laid out as `laid` does, with the white round the logo that a house style wants.

        `around` says how far others are from the box.
        """
        logo = self._slots.get("logo")
        if not isinstance(logo, Figure):
            return self.laid(box, width, height)

        def lay(white: Edges) -> Laid:
            slots = {**self._slots, "logo": Spaced(logo, white)}
            boxes = Boxes(self._desk, self._part, slots, scale=self._scale, ground=self._ground, x=self._x)
            return boxes.laid(box, width, height)

        return keep_clear(lay, self._desk.edition.logo, around)

    def lay(self, box: Box, width: float, height: float | None = None) -> Laid | None:
        """Return a box laid out, `height` high if it has spaces that grow; None if there is nothing to show."""
        if not self._wanted(box):
            return None
        if isinstance(box, Stack):
            return self._stack(box, width, height)
        if isinstance(box, Row):
            return self._spread(box, width) if box.spread else self._row(box, width, height)
        if isinstance(box, Flat):
            return self._flat(box, width, height)
        if isinstance(box, Choose):
            return self._choose(box, width, height)
        if isinstance(box, Text):
            return self._texts.lay(box, self._slots.get(box.text), width, height)
        if isinstance(box, Image):
            return self._image(box, width)
        if isinstance(box, Code):
            return self._code(box, width)
        if isinstance(box, Cards):
            return self._cards(box, width)
        if isinstance(box, Entries):
            return self._entries(box, width)
        if isinstance(box, Rule):
            return self._rule(box, width)
        return Laid(self._part.length(box.space), [], room=box.grows)

    def _color(self, color: Color) -> str:
        return str(self._part.measures.get(color, color))

    # Boxes of boxes --------------------------------------------------------------------------------------------

    def _stack(self, box: Stack, width: float, height: float | None) -> Laid | None:
        if box.hung:
            return self._hung(box)
        parts = [(inner, laid) for inner in box.stack if (laid := self.lay(inner, width)) is not None]
        if all(isinstance(inner, (Space, Rule)) for inner, _laid in parts):
            return None
        return self._one_below_the_other(box, parts, width, height)

    def _one_below_the_other(
        self, box: Stack, parts: list[tuple[Box, Laid]], width: float, height: float | None
    ) -> Laid:
        if height is not None:
            parts = [(inner, self._fitted(inner, laid, parts, width, height)) for inner, laid in parts]
        natural = sum(laid.height for _inner, laid in parts)
        grid = self._desk.grid
        wanted = max(natural, height or 0.0, self._part.length(box.least) * min(1.0, grid.height / A4_HEIGHT))
        if box.snap:
            wanted = math.ceil(wanted / grid.unit - ROW_ROUNDING) * grid.unit
        room = sum(laid.room for _inner, laid in parts)
        extra = (wanted - natural) / room if room and wanted > natural else 0.0
        things: list[Placed] = []
        y = baseline = own = hung = 0.0
        for inner, laid in parts:
            share = extra * laid.room
            grown = self.laid(inner, width, laid.height + share) if share else laid
            hung = max(hung, y + grown.hung)
            things += moved(grown.things, 0.0, y)
            if not isinstance(inner, Space):
                baseline = y + grown.baseline
            own = max(own, laid.width)
            y += laid.height + share
        most = self._part.length(box.most)
        holds = all(laid.holds for _inner, laid in parts) and not 0.0 < most < y
        return Laid(max(y, wanted) if box.snap else y, things, own, baseline, room, holds, hung)

    def _hung(self, box: Stack) -> Laid | None:
        """Return a stack in the room before its own, where it takes no height."""
        grid, asked = self._desk.grid, self._part.length(box.hung)
        # However large the type is set, no farther than there is room.
        away = grid.hang if grid.margin else min(asked, max(grid.hang, self._desk.room_before))
        width = grid.margin or self._part.length(box.hung_width) or asked
        inside = Boxes(self._desk, self._part, self._slots, scale=self._scale, ground=self._ground, x=self._x - away)
        parts = [(inner, laid) for inner in box.stack if (laid := inside.lay(inner, width)) is not None]
        if not parts:
            return None
        laid = inside._one_below_the_other(box, parts, width, None)  # of the same kind
        return Laid(0.0, moved(laid.things, -away, 0.0), hung=laid.height)

    def _fitted(self, box: Box, laid: Laid, parts: list[tuple[Box, Laid]], width: float, height: float) -> Laid:
        """Return a text that may have as many lines as the others in a stack of known height leave it."""
        if not isinstance(box, Text) or box.lines != "fits":
            return laid
        others = sum(other.height for _inner, other in parts) - laid.height
        fitted = self.lay(box, width, height - others)
        return laid if fitted is None else fitted

    def _shows(self, box: Box) -> bool:
        """Return whether there is anything to show in a box."""
        return self._wanted(box) and any(
            bool(self._slots.get(name))
            for inner in walk(box)
            for name in (getattr(inner, word, "") for word in ("text", "image", "code", "cards", "entries"))
            if name
        )

    def _wanted(self, box: Box) -> bool:
        if not box.when:
            return True
        return bool(self._slots.get(box.when.removeprefix("no "))) != box.when.startswith("no ")

    def _cells(self, box: Row, width: float) -> list[tuple[Box, float, bool]]:
        """Return the cells that have something, each with its width and whether that is what the others leave."""
        present = [(index, cell) for index, cell in enumerate(box.row) if self._shows(cell)]
        if len(present) < 2:
            return [(cell, width, False) for _index, cell in present]
        gap = self._gap(box)
        words = [box.widths[index] if index < len(box.widths) else "rest" for index, _cell in present]
        widths: list[float | None] = []
        for (_index, cell), word in zip(present, words, strict=True):
            if word == "rest":
                widths.append(None)
            elif word == "half":
                widths.append(self._desk.grid.half_width)
            elif word == "hang":
                widths.append(self._desk.grid.hang - self._desk.grid.hang_gap / 2)
            elif word == "column":
                widths.append(self._desk.grid.cell_width)
            elif word == "own":
                own = self.lay(cell, width)
                widths.append(own.width if own is not None else 0.0)
            else:
                widths.append(self._part.length(word))
        free = width - gap * (len(present) - 1) - sum(known for known in widths if known is not None)
        rest = free / max(1, widths.count(None))
        return [
            (cell, rest if own is None else own, own is None)
            for (_index, cell), own in zip(present, widths, strict=True)
        ]

    def _gap(self, box: Row) -> float:
        grid = self._desk.grid
        words = {"gutter": grid.gap, "hang": grid.hang_gap / 2}
        return words[box.gap] if isinstance(box.gap, str) and box.gap in words else self._part.length(box.gap)

    def _row(self, box: Row, width: float, height: float | None) -> Laid | None:
        cells = self._cells(box, width)
        if not cells:
            return None
        narrowest = min([own for _cell, own, rest in cells if rest], default=width)
        if narrowest < max(self._part.length(box.least), 1.0):
            below = self.lay(Stack(tuple(cell for cell, _own, _rest in cells)), width)
            return None if below is None else msgspec.structs.replace(below, holds=False)
        natural = [self.lay(cell, own) for cell, own, _rest in cells]
        tall = max([laid.height for laid in natural if laid is not None], default=0.0)
        tall = max(tall, height or 0.0)
        laids = [
            laid if laid is None or not laid.room else self.lay(cell, own, tall)
            for (cell, own, _rest), laid in zip(cells, natural, strict=True)
        ]
        found = [laid for laid in laids if laid is not None]
        baseline = max((laid.baseline for laid in found), default=0.0)
        things: list[Placed] = []
        x = 0.0
        for (_cell, own, _rest), laid in zip(cells, laids, strict=True):
            if laid is not None:
                y = {
                    "top": 0.0,
                    "middle": (tall - laid.height) / 2,
                    "foot": tall - laid.height,
                    "baseline": baseline - laid.baseline,
                }[box.align]
                things += moved(laid.things, x, y)
            x += own + self._gap(box)
        if box.align == "top":
            baseline = max((laid.baseline for laid in found), default=0.0)
        own = width if any(rest for _cell, _own, rest in cells) or len(cells) < len(box.widths) else x - self._gap(box)
        room = max(laid.room for laid in found) if box.grows else 0.0
        return Laid(tall, things, own, baseline, room, holds=all(laid.holds for laid in found))

    def _spread(self, box: Row, width: float) -> Laid | None:
        """Lay out cells at the start, in the middle and at the end of one line."""
        gap = self._gap(box)
        present = [cell for cell in box.row if self._shows(cell)]
        if not present:
            return None
        *others, last = present
        ends: list[tuple[Laid, float]] = []
        room = width
        if others:
            end = self._cell(last, width)
            ends.append((end, width - end.width))
            reserved = self._part.length(box.widths[-1]) if box.widths and box.widths[-1] != "rest" else end.width + gap
            room = width - reserved
        if len(others) > 1:
            middle = self._cell(others[1], width / 2)
            ends.append((middle, (width - middle.width) / 2))
            room = (width - middle.width) / 2 - gap
        first = self._cell(others[0] if others else last, room)
        ends.append((first, 0.0))
        tall = max(laid.height for laid, _x in ends)
        holds = all(laid.holds for laid, _x in ends) and first.width <= room + 1e-6
        things = [thing for laid, x in reversed(ends) for thing in moved(laid.things, x, 0.0)]
        return Laid(tall, things, width, max(laid.baseline for laid, _x in ends), holds=holds)

    def _cell(self, box: Box, width: float) -> Laid:
        laid = self.lay(msgspec.structs.replace(box, align="start") if isinstance(box, Text) else box, width)
        assert laid is not None, "only cells that have something are laid out"
        return laid

    def _choose(self, box: Choose, width: float, height: float | None) -> Laid | None:
        found = None
        for inner in box.choose:
            laid = self.lay(inner, width, height)
            if laid is not None:
                found = laid
                if laid.holds:
                    break
        return found

    def _flat(self, box: Flat, width: float, wanted: float | None) -> Laid | None:
        top, end, foot, start = (self._part.length(side) for side in box.padding)
        grid = self._desk.grid
        if "top" in box.bleed:
            top = min(top, grid.top)
        ground = self._ground if box.flat == "none" else self._color(box.flat)
        inside = Boxes(self._desk, self._part, self._slots, scale=self._scale, ground=ground, x=self._x + start)
        room = width - start - end - self._beside_pattern(box, width)
        content = inside.lay(box.box, room)
        if content is None:
            return None
        height = self._part.length(box.rows) * grid.unit
        if height and box.trim:
            height -= grid.cap + grid.descent
        if height:
            # What needs more takes more rows.
            height += max(0, math.ceil((top + content.height + foot - height) / grid.unit - ROW_ROUNDING)) * grid.unit
        else:
            least = self._part.length(box.least) * min(1.0, grid.height / A4_HEIGHT)
            height = max(least, top + content.height + foot)
        height = max(height, wanted or 0.0)
        below = content.height - content.baseline if box.hangs else 0.0
        grown = inside.laid(box.box, room, height - top - foot + below) if content.room else content
        x = -self._x - BLEED if "start" in box.bleed else 0.0
        wide = (grid.width + BLEED - self._x if "end" in box.bleed else width) - x
        y = -BLEED if "top" in box.bleed else 0.0
        tall = height - y + (BLEED if "foot" in box.bleed else 0.0)
        things: list[Placed] = [] if box.flat == "none" else [PlacedFlat(x, y, wide, tall, ground)]
        things += self._pattern(box, ground, x + wide - (BLEED if "end" in box.bleed else 0.0), height)
        things += moved(grown.things, start, top)
        return Laid(height, things, start + content.width + end, top + grown.baseline, content.room, content.holds)

    def _pattern(self, box: Flat, ground: str, end: float, height: float) -> list[Placed]:
        """Return the pattern at the end of a flat, if it has one and the brochure wants drawn art."""
        columns = self._tiles(box)
        if not columns:
            return []
        edition = self._desk.edition
        rows = max(1, round(height / self._part.length(box.tile)))
        side = min(height / rows, self._part.length(box.tile))
        color = edition.theme.colors.get(ground, ground)
        white = edition.theme.colors["paper"]
        tones = [mixed(color, white, share) for share in TONES]
        return pattern(end - columns * side, height - rows * side, side, columns, rows, edition.issue, tones)

    def _tiles(self, box: Flat) -> int:
        """Return how many tiles of its pattern stand side by side on a flat: on half of the page at most."""
        wanted = int(self._part.length(box.tiles)) if self._desk.edition.art else 0
        return min(wanted, int(self._desk.grid.width / 2 / self._part.length(box.tile)))

    def _beside_pattern(self, box: Flat, width: float) -> float:
        """Return how much of a flat's width its pattern takes from what stands on it."""
        taken = self._tiles(box) * self._part.length(box.tile)
        if not taken:
            return 0.0
        beyond = self._desk.grid.width - self._x - width if "end" in box.bleed else 0.0
        return max(0.0, taken - beyond) + self._desk.grid.gap / 2

    # Single boxes ----------------------------------------------------------------------------------------------

    def _rule(self, box: Rule, width: float) -> Laid:
        thickness = self._part.length(box.rule)
        if not thickness:
            return Laid(0.0, [])
        own = self._part.length(box.width)
        x, wide = 0.0, min(own, width) if own else width
        if box.bleed:
            end = x + wide if "end" not in box.bleed else self._desk.grid.width + BLEED - self._x
            x = -self._x - BLEED if "start" in box.bleed else x
            wide = end - x
        color = self._color(box.color)
        if color == "paper" and self._ground == "accent":
            color = color_on_accent(self._desk.theme)
        flat = PlacedFlat(x, 0.0, wide, thickness, color)
        return Laid(0.0 if box.over else thickness, [flat], wide, thickness)

    def _image(self, box: Image, room: float) -> Laid | None:
        figures = self._slots.get(box.image)
        if isinstance(figures, Figure | Spaced):
            return lay_image(box, figures, room, self._desk, self._part)
        found = [each for each in figures if isinstance(each, Figure)] if isinstance(figures, tuple) else []
        return lay_images(box, found, room, self._desk, self._part) if found else None

    def _entries(self, box: Entries, width: float) -> Laid | None:
        listing = self._slots.get(box.entries)
        if not isinstance(listing, Listing):
            return None

        def lay(name: str, slots: Mapping[str, Slot], room: float) -> Laid:
            inside = Boxes(self._desk, self._part, slots, scale=self._scale, ground=self._ground, x=self._x)
            return inside.laid(self._part.box(name), room)

        most = self._part.length(box.most) or math.inf
        return lay_in_title(listing, lay, width, most, self._desk.grid, parted=box.columns)

    def _code(self, box: Code, width: float) -> Laid | None:
        code = self._slots.get(box.code)
        if not isinstance(code, CodeOf):
            return None
        tile, quiet = self._part.length(box.tile), self._part.length(box.quiet)
        ground = PlacedFlat(0.0, 0.0, tile, tile, self._color(box.ground))
        placed = PlacedCode(quiet, quiet, tile - 2 * quiet, code.url, "ink", code.node)
        return Laid(tile, [ground, placed], tile, tile, holds=tile <= width + 0.5)

    def _cards(self, box: Cards, width: float) -> Laid | None:
        people, desk = self._slots.get(box.cards), self._desk
        if not isinstance(people, People):
            return None
        part = desk.theme.people

        def on_ground(slots: Mapping[str, Slot], name: str, room: float) -> Laid:
            return Boxes(desk, part, slots, scale=self._scale, ground=self._ground).laid(part.box(name), room)

        def words(card: Card, room: float) -> Laid:
            return on_ground(dict(card_slots(card, desk, room)), "box", room)

        laid = lay_cards(people, width, on_ground({}, "between", width).things, desk, words)
        credit = self._texts.lay(Text("credit"), people.credit, width)
        if credit is None:
            return laid
        y = laid.height + desk.theme.photo.to_credit
        things = [*laid.things, *moved(credit.things, 0.0, y)]
        return Laid(y + credit.height, things, width, y + credit.baseline)
