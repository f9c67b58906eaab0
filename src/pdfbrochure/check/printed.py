"""What is found wanting on the pages: photos too coarse, lines off the page, codes too fine, things lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from pdfbrochure.assets.photos import SOFT_PPI, PhotoFile, resolution_at
from pdfbrochure.compose.blocks import Tree
from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import Findings, Origin, Span, listed
from pdfbrochure.layout.pages import Page, Pages, PlacedCode, PlacedLine, PlacedPhoto
from pdfbrochure.layout.trace import Keep, find_misplaced, made_now, photos_on
from pdfbrochure.model.addresses import uri_of
from pdfbrochure.model.brochure import Brochure, PageCount
from pdfbrochure.model.design import Part, Text, walk
from pdfbrochure.model.scalars import show
from pdfbrochure.model.theme import Theme

# Below this, single pixels are seen.
COARSE_PPI: Final = 100.0
GOOD_PPI: Final = 250.0
# Of a photo's area, what a crop may take away without being asked.
MOST_LOST: Final = 0.4
# Millimetres. ISO/IEC 18004 leaves the size to the reader; telephones of every age read 0.4 mm from a hand's distance.
SMALLEST_SQUARE: Final = 0.4
# A line that reaches so far beyond the trim, in points, is cut off.
BESIDE: Final = 0.5
# So many characters and lines are named when many characters have no font.
_CHARACTERS_TOLD: Final = 3
_PLACES_TOLD: Final = 3
# The texts of an item that stand nowhere but in its head, and what the boxes of a theme call them.
_TITLE_SLOTS: Final[dict[str | int, str]] = {
    "title": "title",
    "subtitle": "subtitle",
    "publisher": "publisher",
    "intro": "intro",
    "issue": "issue_line",
    "date": "issue_line",
}
# What the line of the issue says, in parts.
ISSUE_PARTS: Final = {"issue_date", "issue_name", "issue_number"}
_SLOTS: Final[dict[int | str, str]] = {
    "date": "kicker",
    "byline": "byline",
    "section": "section",
    "intro": "section_intro",
}


def check_emphasis(lacking: set[str], report: Findings) -> None:
    """Report emphasis that is set like the words around it, as the user's own fonts have no face for it."""
    for look in sorted(lacking):
        mark = "**strong**" if look == "bold" else "*emphasis*"
        report.warning(
            "no-emphasis",
            f"the text has {mark} words, but settings.fonts names no body_{look}: they look like all others",
            why="a font is never slanted or thickened by force",
            mend=f"add the line `body_{look}: …` with the font's {look} file",
            origin=("settings", "fonts"),
        )


def check_characters(
    undrawn: Mapping[str, Iterable[Origin]],
    advice: Callable[[str], str],
    locate: Callable[[Origin], Span],
    report: Findings,
) -> None:
    """Report the characters that no font has: one finding for all that the same advice helps.

    Args:
        undrawn: The characters, each with the places at which it stands.
        advice: What to do about one.
        locate: Gives the place of a value in the file.
        report: Takes the findings.
    """
    groups: dict[str, list[str]] = {}
    for char in undrawn:
        groups.setdefault(advice(char), []).append(char)
    for mend, chars in groups.items():
        places = list(dict.fromkeys(place for char in chars for place in undrawn[char]))
        lines = sorted({locate(place).line for place in places})
        why = ""
        if len(lines) > 1:
            rest = len(lines) - _PLACES_TOLD
            told = list(map(str, lines[:_PLACES_TOLD]))
            why = "there are such in the lines " + listed([*told, f"{rest} more"] if rest > 0 else told)
        report.error("missing-glyph", _undrawn(chars), why=why, mend=mend, origin=places[0])


def _undrawn(chars: list[str]) -> str:
    """Return the sentence on characters that no font has."""
    if len(chars) == 1:
        import unicodedata  # only needed for this fault

        name = unicodedata.name(chars[0], "no name").lower()
        return f"no font here has the character \u201c{chars[0]}\u201d (U+{ord(chars[0]):04X}, {name})"
    told = [f"\u201c{char}\u201d (U+{ord(char):04X})" for char in chars[:_CHARACTERS_TOLD]]
    rest = len(chars) - _CHARACTERS_TOLD
    return f"no font here has {len(chars)} of the characters: " + listed([*told, f"{rest} more"] if rest > 0 else told)


def check_resolution(pages: Pages, photos: Mapping[str, PhotoFile], report: Findings, keep: Keep = made_now) -> None:
    """Report photos that have too few pixels for the size at which they are placed."""
    for page in pages.pages:
        for thing in keep("photos", page, photos_on):
            _check_placed(thing, page.number, photos[thing.photo], report)


def check_crops(
    pages: Pages, brochure: Brochure, photos: Mapping[str, PhotoFile], report: Findings, keep: Keep = made_now
) -> None:
    """Report photos of which much is cut off, though nobody has said what matters in them."""
    for page in pages.pages:
        for thing in keep("photos", page, photos_on):
            if thing.origin[:1] != ("items",):
                continue
            item = brochure.items[int(thing.origin[1])]
            number = int(thing.origin[3])
            typed = item.people[number].photo if thing.origin[2] == "people" else item.photos[number]
            file = photos[thing.photo]
            lost = thing.crop.lost
            if typed is not None and typed.focus is None and lost > MOST_LOST:
                report.warning(
                    "crop-loses-much",
                    f"{file.name} loses {lost:.0%} of its area in its place on page {page.number}",
                    why="heads, hands or figures near its edges may be cut off",
                    mend="name what must stay, such as `focus: top` or `focus: [0.5, 0.3]`, or write `fit: whole`",
                    origin=(*thing.origin, "file"),
                )


def check_codes(
    pages: Pages,
    nodes: Tree,
    squares_of: Callable[[str], int],
    longest: Callable[[int], int],
    report: Findings,
    keep: Keep = made_now,
) -> None:
    """Report QR codes whose squares are too small to be read from paper.

    Args:
        pages: What stands where.
        nodes: The elements that the codes belong to.
        squares_of: Gives the squares along one side of the code of an address.
        longest: Gives how many characters an address may have in a code of so many squares a side.
        report: Takes the findings.
        keep: Gives the codes of a page as they were in the last build.
    """
    for page in pages.pages:
        for thing in keep("codes", page, codes_on):
            millimetres = thing.size / 72 * 25.4
            squares = squares_of(thing.url)
            if millimetres / squares >= SMALLEST_SQUARE:
                continue
            room = longest(int(millimetres / SMALLEST_SQUARE))
            report.warning(
                "qr-too-dense",
                f"the QR code on page {page.number} holds {len(uri_of(thing.url))} characters: its squares are "
                f"{millimetres / squares:.2f} mm wide, finer than {SMALLEST_SQUARE:g} mm",
                why="many telephones cannot read so fine a code from paper",
                mend=f"give a shorter address, of {room} characters at most, such as one that your web site forwards",
                origin=nodes[thing.owner].origin,
            )


def codes_on(page: Page) -> list[PlacedCode]:
    """Return the QR codes on a page."""
    return [thing for thing in page.things if isinstance(thing, PlacedCode)]


def _cut_on(page: Page) -> dict[int | None, int]:
    """Return how many ellipses stand in each link on a page."""
    cut: dict[int | None, int] = {}
    for thing in page.things:
        for run in thing.line.runs if isinstance(thing, PlacedLine) else ():
            if run.url:
                cut[run.node] = cut.get(run.node, 0) + sum(piece.text.count("\u2026") for piece in run.pieces)
    return cut


def check_addresses(pages: Pages, galley: Galley, report: Findings, keep: Keep = made_now) -> None:
    """Report printed addresses of links that lost their middle, as the column is too narrow for them."""
    cut: dict[int | None, int] = {}
    for page in pages.pages:
        for node, count in keep("cut", page, _cut_on).items():
            cut[node] = cut.get(node, 0) + count
    for entry in (entry for article in galley.articles for entry in article.links):
        if entry.address is None or not entry.address.spans:
            continue
        typed = f"{entry.label.text}{entry.address.text}".count("\u2026")
        if cut.get(entry.address.spans[0].node, 0) > typed:
            report.warning(
                "shortened-address",
                f"{show(entry.address.text)} is too long for its column: its middle is not printed",
                why="who reads it on paper cannot type what is left out; in the PDF the link works",
                mend="give a shorter address, such as one that your web site forwards",
                origin=(*entry.origin, "url"),
            )


def check_edges(pages: Pages, nodes: Tree, report: Findings, keep: Keep = made_now) -> None:
    """Report texts of which lines fall off a page, so that no word is ever lost without a sound."""
    lost: dict[Origin, tuple[int, int]] = {}
    for page in pages.pages:
        for thing in keep("off the page", page, partial(_off_page, width=pages.width, height=pages.height)):
            origin = nodes[thing.owner].origin if thing.owner is not None else ()
            if not 0 <= thing.y <= pages.height:
                lost[origin] = (page.number, lost.get(origin, (0, 0))[1] + 1)
            else:
                report.error(
                    "overfull-line",
                    f"a line of this text would run off page {page.number}",
                    why="it holds something that cannot be broken",
                    mend="put a space or a hyphen into it",
                    origin=origin,
                )
    for origin, (number, lines) in lost.items():
        count = "1 line" if lines == 1 else f"{lines} lines"
        what = f"the text is too long for its place: {count} would fall off page {number}"
        report.error(
            "too-long", what, mend="shorten it, or move a part of it into the `body` of an item", origin=origin
        )


def _off_page(page: Page, width: float, height: float) -> list[PlacedLine]:
    """Return the lines of a page that fall off it."""
    return [
        thing
        for thing in page.things
        if isinstance(thing, PlacedLine)
        and thing.line.runs
        and (not 0 <= thing.y <= height or thing.x < -BESIDE or thing.x + thing.line.width > width + BESIDE)
    ]


def check_everything_placed(
    pages: Pages, galley: Galley, theme: Theme, report: Findings, keep: Keep = made_now
) -> None:
    """Report what of a galley is not on the pages exactly once: a fault of the theme, or of the program."""
    for misplaced in find_misplaced(pages, galley, keep):
        name = misplaced.photo or "this text"
        found = "would be missing from the pages" if misplaced.lost else "would stand on the pages more than once"
        what = f"{name} {found}" if misplaced.photo or not misplaced.lost else f"{name}, or a part of it, {found}"
        place = _missing_place(misplaced.origin, theme) if misplaced.lost else None
        if place is not None:
            slot, heads, keys = place
            report.error(
                "lost-block",
                what,
                why=f"the theme has no place for it in {heads}",
                mend=f"add `- {{text: {slot}}}` to the boxes of {keys} in the theme file",
                origin=misplaced.origin,
            )
            continue
        report.error(
            "lost-block",
            what,
            why="this is a fault of pdfbrochure, not of your file",
            mend="report it together with the brochure; until then move the item, or choose another page size",
            origin=misplaced.origin,
        )


def _missing_place(origin: Origin, theme: Theme) -> tuple[str, str, str] | None:
    """Return the slot of a text that a theme has no place for, where it would stand, and the theme's keys for that."""
    if origin[:1] == ("items",):
        slot = _SLOTS.get(origin[-1])
        if slot is not None and not all(_has_place(part, slot) for part in (theme.head, theme.lead.head)):
            return slot, "the heads of items", "`head` and of `lead: head`"
        return None
    slot = _TITLE_SLOTS.get(origin[0]) if origin else None
    if slot is not None and not _has_place(theme.masthead, slot):
        return slot, "the title block", "`masthead`"
    return None


def _has_place(part: Part, slot: str) -> bool:
    boxes = [part.box(), *(part.boxes[name] for name in ("beside",) if name in part.boxes)]
    shown = {box.text for whole in boxes for box in walk(whole) if isinstance(box, Text)}
    return slot in shown or (slot == "issue_line" and shown >= ISSUE_PARTS)


def _check_placed(placed: PlacedPhoto, page: int, photo: PhotoFile, report: Findings) -> None:
    crop = placed.crop
    resolution = resolution_at(photo, crop, placed.width)
    if resolution >= SOFT_PPI:
        return
    shown = round((crop.right - crop.left) * photo.width)
    wanted = round(photo.width * GOOD_PPI / resolution)
    look = "single pixels will be seen in print" if resolution < COARSE_PPI else "it will look soft in print"
    report.warning(
        "low-resolution",
        f"{photo.name} prints at {resolution:.0f} ppi on page {page} ({shown} px over "
        f"{placed.width / 72 * 25.4:.0f} mm): {look}",
        why=f"print shops want {GOOD_PPI:.0f} ppi and refuse less than {SOFT_PPI:.0f}",
        mend=f"use a file that is {wanted} px wide or more",
        origin=(*placed.origin, "file"),
    )


def check_page_count(count: int, wanted: PageCount, name: str, report: Findings, *, is_finished: bool) -> None:
    """Report a number of pages that is not the one asked for.

    Args:
        count: The pages that there are.
        wanted: Those asked for.
        name: What has them.
        report: Where to.
        is_finished: Whether it is a PDF, in which no page can be saved any more.
    """
    most = count if wanted.most is None else wanted.most
    if wanted.least <= count <= most and count % wanted.multiple_of == 0:
        return
    if wanted.multiple_of > 1:
        up = -(-count // wanted.multiple_of) * wanted.multiple_of
        down = count // wanted.multiple_of * wanted.multiple_of
        asked = f"a multiple of {wanted.multiple_of} pages was asked for"
        value = f"{{multiple_of: {wanted.multiple_of}}}"
        ways = [f"add text or photos for {_pages(up - count)}"]
        ways += [f"cut text or photos of {_pages(count - down)}"] if down else []
    else:
        exact = wanted.least == wanted.most
        asked = f"{_pages(wanted.least) if exact else f'{wanted.least} to {most} pages'}"
        asked += " was asked for" if asked == "1 page" else " were asked for"
        value = str(wanted.least) if exact else f"{{min: {wanted.least}, max: {most}}}"
        over = count - most
        ways = [f"cut text or photos of {_pages(over)}"]
        if over <= 0:
            ways = [f"add text or photos for {_pages(wanted.least - count)}"]
    mend = f"build the brochure again with `pages: {value}` in its settings"
    if not is_finished:
        mend = f"write `pages: {value}` below `settings:` to have it fitted, or {', or '.join(ways)}"
    report.error("page-count", f"{asked}, {name} has {count}", mend=mend, origin=("settings", "pages"))


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
