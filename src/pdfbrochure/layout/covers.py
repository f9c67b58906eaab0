"""A cover: a first page without items, of the theme's boxes for it, with a photo that bleeds or a large title alone.

The theme's `masthead` says how it looks: `cover_head` what stands above the photo, `cover_photo` what stands below it,
`cover_type` the whole page without one; each with `_plain` at its end where the title stands on paper. A theme without
these has no cover: its title block is one. Contents stand at the foot, in the second half of the page or, below a
large title, in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.compose.blocks import Article, Contents, Figure
from pdfbrochure.compose.galley import Galley
from pdfbrochure.layout.boxes import Boxes, Slot
from pdfbrochure.layout.clear_space import Around
from pdfbrochure.layout.contents_beside import lay_contents
from pdfbrochure.layout.contents_box import tell_no_contents
from pdfbrochure.layout.contents_lines import Listing
from pdfbrochure.layout.desk import Desk
from pdfbrochure.layout.frames import within
from pdfbrochure.layout.fronts import front_photo
from pdfbrochure.layout.furniture import LEAST_SCALE, SHRUNK, mark_slots, title_slots
from pdfbrochure.layout.pages import Placed, PlacedLine, moved
from pdfbrochure.layout.photo_rows import place_photos
from pdfbrochure.layout.textboxes import Laid
from pdfbrochure.model.design import Part

# Width to height of a cover's photo.
TALLEST: Final = 1.3
LOWEST: Final = 1.75
# Of the page's height, what logos above a cover take at most.
HIGHEST_STRIP: Final = 0.2
# Of the height that logos leave, the least that a photo takes, and the most of a title block that a large title fills.
LEAST_PHOTO: Final = 0.3
MOST_TYPE: Final = 0.66
LEAST_TYPE: Final = 0.42
# From the heading beside a title to the entries.
BELOW_HEADING: Final = 12.0
# Below the contents under a large title, to the trim.
FOOT: Final = 40.0


class Cover(Struct, frozen=True):
    """A cover as it stands.

    Attributes:
        things: What stands on it.
        top: Where the entries of the contents begin.
        below: Whether they stand below a large title, in two columns, rather than beside the title.
        ground: The color that they stand on.
    """

    things: tuple[Placed, ...]
    top: float
    below: bool
    ground: str


def covered(galley: Galley, lead: Article, desk: Desk) -> tuple[Cover | None, bool]:
    """Return the cover, if there is one, and whether the lead's photo stands on it."""
    front = galley.cover
    if front is None:
        return None, False
    photo = None if front.kind == "type" else front.figure or front_photo(lead)
    if photo is None and front.kind == "photo":
        _tell_no_photo(desk)
    return _place_cover(galley, photo, desk, plain=desk.edition.plain), photo is not None and front.figure is None


def _tell_no_photo(desk: Desk) -> None:
    desk.findings.warning(
        "cover-without-photo",
        "there is no photo for the cover, so a large title fills it",
        why="without a photo of its own, a cover takes the photo of the first item, if it may fill a page",
        mend="write `cover: type`, or name a photo: `cover: {photo: {file: …}}`",
        origin=("cover",),
    )


def _place_cover(galley: Galley, photo: Figure | None, desk: Desk, *, plain: bool) -> Cover:
    """Return the cover.

    Args:
        galley: The brochure.
        photo: Its photo; None for a large title.
        desk: Sets and measures.
        plain: Whether the title stands on paper, to save ink.
    """
    grid, part, head = desk.grid, desk.theme.masthead, galley.masthead
    listed = galley.contents
    slots: dict[str, Slot] = {
        **title_slots(head),
        "contents": None if listed is None else listed.heading,
        "photo": photo,
        "credit": None if photo is None else photo.caption,
        **mark_slots(head.marks),
    }
    name = ("cover_type" if photo is None else "cover_photo") + ("_plain" if plain else "")
    ground = "paper" if plain or photo is None else part.word("cover_ground") or "accent"
    strip = Laid(0.0, [])
    if "cover_head" in part.boxes:
        strip = Boxes(desk, part, slots).cleared(
            part.box("cover_head"), grid.text_width, around=Around(below=0.0, most=HIGHEST_STRIP * grid.height)
        )
    room = grid.height - strip.height
    most = (MOST_TYPE if photo is None else 1.0 - LEAST_PHOTO) * room
    if photo is None and listed is not None:
        high = _list(listed, desk, {}, galley.digits, below=True, ground=ground).height
        left = room - FOOT - part.number("cover_to_list") - high
        if left < LEAST_TYPE * room:
            # The title fills what the contents cannot; that they are left out is told when the pages stand.
            listed = None
        else:
            most = min(most, left)
    boxes, laid = _scaled(part, name, slots, desk, (most, room if photo is None else most))
    if listed is not None and photo is None and laid.height > most:
        # Where they find no room, the title fills it.
        return _place_cover(structs.replace(galley, contents=None), photo, desk, plain=plain)
    if photo is None:
        high = room if listed is None and not plain else max(laid.height, most)
        laid = boxes.cleared(part.box(name), grid.text_width, min(high, room))
        things = (*moved(strip.things, grid.side, 0.0), *moved(laid.things, grid.side, strip.height))
        return Cover(things, strip.height + laid.height + part.number("cover_to_list"), below=True, ground=ground)
    tallest = grid.width / (part.number("cover_tallest") or TALLEST)
    tall = max(min(tallest, room - laid.height), min(grid.width / LOWEST, room - laid.height))
    tall = min(tall, grid.width / within(photo, grid.width / tall))
    if listed is not None:
        high = _list(listed, desk, {}, galley.digits, below=False, ground=ground).height
        left = room - _below_heading(laid.things, listed, room) - high - FOOT
        if left < LEAST_PHOTO * room:
            # Where they find no room, nothing announces them.
            return _place_cover(structs.replace(galley, contents=None), photo, desk, plain=plain)
        tall = min(tall, left)
    laid = boxes.cleared(part.box(name), grid.text_width, room - tall)
    picture = place_photos(photo, 0.0, strip.height, grid.width, tall, grid)
    top = strip.height + tall
    things = (*picture, *moved(strip.things, grid.side, 0.0), *moved(laid.things, grid.side, top))
    return Cover(things, _below_heading(things, listed, grid.height), below=False, ground=ground)


def _scaled(
    part: Part, name: str, slots: Mapping[str, Slot], desk: Desk, heights: tuple[float, float]
) -> tuple[Boxes, Laid]:
    """Return a cover's title block, as large as a height lets it; where its words would be tiny, as one higher does.

    Args:
        part: The title block of the theme.
        name: Its box.
        slots: What it holds.
        desk: Sets and measures.
        heights: How high it shall be at most, and how high it may be.
    """
    steps = [(scale, heights[0]) for scale in (1.0, *SHRUNK) if scale >= LEAST_SCALE]
    steps += [(scale, heights[1]) for scale in (1.0, *SHRUNK)]
    for scale, most in steps:
        boxes = Boxes(desk, part, slots, scale=scale)
        laid = boxes.cleared(part.box(name), desk.grid.text_width, around=Around(most=most))
        if laid.height <= most:
            break
    return boxes, laid


def _below_heading(things: Iterable[Placed], listed: Contents | None, height: float) -> float:
    """Return where the entries begin below the heading that stands beside the title."""
    node = None if listed is None else listed.heading.node
    lines = [thing for thing in things if isinstance(thing, PlacedLine)]
    feet = [line.y for line in lines if any(run.node == node for run in line.line.runs)] if node is not None else []
    return max(feet) + BELOW_HEADING if feet else height


def place_list(cover: Cover, contents: Contents, desk: Desk, numbers: Mapping[int, int], digits: str) -> list[Placed]:
    """Return the contents on a cover, with the page of each item by its number; none, told, if they find no room."""
    laid = _list(contents, desk, numbers, digits, below=cover.below, ground=cover.ground)
    if laid.height > desk.grid.height - FOOT - cover.top + 1e-6:
        tell_no_contents(contents, desk)
        return []
    return moved(laid.things, desk.grid.side, cover.top)


def _list(contents: Contents, desk: Desk, numbers: Mapping[int, int], digits: str, *, below: bool, ground: str) -> Laid:
    grid = desk.grid
    listing = Listing(contents, numbers, digits)
    entry = "cover_entry" if ground == "accent" else "cover_entry_on_paper"
    if below:
        return lay_contents(
            listing, desk, ground, width=grid.text_width, entry=entry, heading="cover_heading", columns=2
        )
    start = grid.half_width + grid.gap
    laid = lay_contents(listing, desk, ground, width=grid.text_width - start, entry=entry, heading="")
    return Laid(laid.height, moved(laid.things, start, 0.0))
