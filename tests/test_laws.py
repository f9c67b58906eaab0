"""Laws that hold for every brochure, tried on generated ones: nothing lost, nothing overlapping, all in place."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from generated import (
    LONG_LABEL,
    LOW_PAGE,
    NARROW_LIST,
    PHOTOS,
    SMALL_PANEL,
    STRIP,
    STUB,
    TALL_HEAD,
    TALL_INTRO,
    TALL_PANEL,
    TALL_TITLE,
    WIDE_STRIP,
    brochures,
    closings,
)
from hypothesis import HealthCheck, Phase, example, given, note, settings
from hypothesis import strategies as st
from readback import words_of
from reading import completed, expected_words
from support import (
    Laid,
    ancestors,
    as_yaml,
    built,
    flats_on,
    has_role,
    is_folded,
    laid,
    laid_on_sheets,
    lines_on,
    node_of,
    photos_on,
    prose,
    text_of,
    unfolded,
)

from pdfbrochure.compose.blocks import Role
from pdfbrochure.layout.pages import Page, PlacedCode, PlacedLine, PlacedPhoto
from pdfbrochure.layout.templates import shift_of
from pdfbrochure.model.themes import known_themes

pytestmark = pytest.mark.slow
# The same ones on every run; `pytest --hypothesis-profile deep tests/test_laws.py` looks for new ones for minutes.
DEEP = settings.get_current_profile_name() == "deep"
GENERATED = settings(
    deadline=None,
    max_examples=600 if DEEP else 24,
    # Making the example of a broken law smaller takes minutes.
    phases=tuple(Phase) if DEEP else (Phase.explicit, Phase.generate),
    derandomize=not DEEP,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
in_each_theme = pytest.mark.parametrize("theme", known_themes())
# Quotation marks and hyphens may hang out of a line by so many ems.
HANG = 0.25
INSIDE_A_LINE = {Role.LINK, Role.SPAN}


# What a theme of folded sheets decides itself.
OF_PAGES = re.compile(r"\n  (?:page|pages|columns|orientation):.*(?:\n  - .*|\n    .*)*")


def in_theme(text: str, theme: str) -> str:
    """A generated brochure with another theme."""
    if is_folded(theme):
        text = OF_PAGES.sub("", text)
    if "\nsettings:\n" not in text:
        return f"{text}settings:\n  theme: {theme}\n"
    return text.replace("\nsettings:\n", f"\nsettings:\n  theme: {theme}\n", 1)


def laid_out(text: str, theme: str) -> Laid:
    """A generated brochure, laid out; its text is shown when a law is broken."""
    text = in_theme(text, theme)
    note(text)
    return unfolded(laid_on_sheets(text, **PHOTOS)) if is_folded(theme) else laid(text, **PHOTOS)


def paragraph_of(found: Laid, node: int | None) -> int | None:
    """The paragraph in which a run stands: its own element, or that around its link."""
    nodes = found.galley.nodes
    for one in nodes.around(node):
        if nodes[one].role not in INSIDE_A_LINE or nodes[nodes.above(one)].role is Role.LIST_BODY:
            return one
    return None


def last_node(placed: PlacedLine) -> int | None:
    """The element of the last run of a line: its first may be a date that runs in."""
    return placed.line.runs[-1].node if placed.line.runs else None


def is_body(found: Laid, placed: PlacedLine) -> bool:
    """Whether a line is running text of an item that stands on the grid, as quotes and lists do not."""
    inside = ancestors(found.galley.nodes, last_node(placed))
    return (
        bool(inside)
        and inside[0].origin[:1] == ("items",)
        and "body" in inside[0].origin
        and not any(node.role in (Role.QUOTE, Role.LIST) for node in inside)
    )


def size_of(placed: PlacedLine) -> float:
    """The largest type size of a line."""
    return max((run.size for run in placed.line.runs), default=0.0)


def column_of(found: Laid, placed: PlacedLine) -> int:
    """The column in which a line begins."""
    grid = found.grid
    return max(0, int((placed.x - grid.side - shift_of(grid, 1) + 3) // (grid.column_width + grid.gutter)))


def in_margin(found: Laid, placed: PlacedLine) -> bool:
    """Whether a line stands in the margin before its column."""
    grid = found.grid
    before = (placed.x - grid.side - shift_of(grid, 1) + 1.0) % (grid.column_width + grid.gutter)
    return before < grid.margin


class Box(NamedTuple):
    """A rectangle of ink and what it is."""

    x0: float
    y0: float
    x1: float
    y1: float
    what: str
    color: str = ""

    def meets(self, other: "Box") -> bool:
        """Whether two boxes have a part in common."""
        return (
            self.x0 < other.x1 - 0.05
            and other.x0 < self.x1 - 0.05
            and self.y0 < other.y1 - 0.05
            and other.y0 < self.y1 - 0.05
        )

    def holds(self, other: "Box") -> bool:
        """Whether another box lies inside."""
        return (
            self.x0 <= other.x0 + 0.05
            and self.y0 <= other.y0 + 0.05
            and other.x1 <= self.x1 + 0.05
            and other.y1 <= self.y1 + 0.05
        )


def ink(placed: PlacedLine) -> Box:
    """The box from capitals to descenders."""
    size = size_of(placed)
    start = placed.line.runs[0].x if placed.line.runs else 0.0
    color = placed.line.runs[0].color if placed.line.runs else ""
    return Box(
        placed.x + start,
        placed.y - 0.7 * size,
        placed.x + placed.line.width,
        placed.y + 0.2 * size,
        text_of(placed.line),
        color,
    )


def boxes_on(page: Page) -> tuple[list[Box], list[Box], list[Box]]:
    """The lines, the photos and codes, and the flat shapes of a page."""
    pictures = [Box(p.x, p.y, p.x + p.width, p.y + p.height, p.photo) for p in photos_on(page)]
    pictures += [
        Box(thing.x, thing.y, thing.x + thing.size, thing.y + thing.size, "code")
        for thing in page.things
        if isinstance(thing, PlacedCode)
    ]
    flats = [Box(f.x, f.y, f.x + f.width, f.y + f.height, f"{f.color} flat", f.color) for f in flats_on(page)]
    return [ink(line) for line in lines_on(page) if text_of(line.line)], pictures, flats


def is_panel(flat: Box) -> bool:
    """Whether a flat shape is a ground for other things, and no rule, bar or bullet."""
    return flat.x1 - flat.x0 > 40 and flat.y1 - flat.y0 > 40


# ---- the laws


@in_each_theme
@given(brochures())
@GENERATED
def test_every_word_once_and_in_reading_order(theme, text):
    """The lines of all pages, put in the order of their elements, say what the file says."""
    found = laid_out(text, theme)
    said: dict[int, str] = {}
    for page in found.pages.pages:
        for placed in lines_on(page):
            for run in placed.line.runs:
                node = paragraph_of(found, run.node)
                if node is not None:
                    said[node] = said.get(node, "") + "".join(piece.text for piece in run.pieces)
    nodes = found.galley.nodes
    captions = {index for index, node in enumerate(nodes) if "credit" in node.origin or node.role is Role.CAPTION}
    captions |= {index for index, node in enumerate(nodes) if "photos" in node.origin}
    whole = " ".join(said[node].replace("\u00ad", "") for node in sorted(said) if node not in captions)

    assert expected_words(found.brochure) == words_of(completed(whole, found.brochure))


@in_each_theme
@given(brochures())
@example(TALL_INTRO)
@example(LOW_PAGE)
@example(STRIP)
@example(WIDE_STRIP)
@GENERATED
def test_every_photo_once_and_no_page_blank(theme, text):
    """Each photo stands on one page with its credit and caption below it or in the margin; each page has something."""
    found = laid_out(text, theme)
    shown = [
        (page.number, thing, place)
        for page in found.pages.pages
        for place, thing in enumerate(page.things)
        if isinstance(thing, PlacedPhoto)
    ]
    # The photos of a gallery share a caption, which tests of galleries look at.
    figures = [figure for article in found.galley.articles for figure in article.figures]
    wanted = {photo.origin: figure for figure in figures for photo in figure.members or (figure,)}

    assert sorted(wanted) == sorted(photo.origin for _, photo, _ in shown)
    for number, photo, _ in shown:
        figure = wanted[photo.origin]
        if figure.members:
            continue
        assert figure.caption is not None
        below = [
            placed
            for page in found.pages.pages
            for placed in lines_on(page)
            if node_of(placed) == figure.caption.node
            and page.number == number
            and (placed.y > photo.y + photo.height or in_margin(found, placed))
        ]
        assert figure.caption.text.replace(" ", "") == "".join(text_of(line.line) for line in below).replace(" ", "")
    for page in found.pages.pages:
        # The back of a folded sheet is in color, whether there is anything to say on it or not.
        has_color = is_folded(theme) and flats_on(page, "accent")
        has_text = any(node_of(placed) is not None for placed in lines_on(page))
        assert photos_on(page) or has_text or has_color, page.number


@in_each_theme
@given(brochures())
@GENERATED
def test_text_of_an_item_runs_down_the_columns(theme, text):
    """Each line of an item's text and links stands below the one before it, or in a later column or page.

    Bullets and numbers stand beside the first lines of their entries.
    """
    found = laid_out(text, theme)
    for index, entry in enumerate(found.brochure.items):
        if any(photo.width == "wide" for photo in entry.photos):
            continue  # its text stands above and below a photo across the columns
        last = (0, 0, 0.0)
        for page in found.pages.pages:
            for placed in lines_on(page):
                node = node_of(placed)
                origin = found.galley.nodes[node].origin if node is not None else ()
                is_text = origin[:2] == ("items", index) and origin[2:3] in (("body",), ("links",))
                if is_text and not has_role(found, placed, Role.LIST_LABEL) and not in_margin(found, placed):
                    place = (page.number, column_of(found, placed), placed.y)
                    assert last <= place, text_of(placed.line)
                    last = place


@in_each_theme
@given(brochures())
@example(SMALL_PANEL)
@example(TALL_HEAD)
@example(TALL_TITLE)
@GENERATED
def test_nothing_overlaps(theme, text):
    """Lines, photos, panels and rules keep clear of each other; text stands whole on its panel or beside it."""
    assert_apart(laid_out(text, theme))


@in_each_theme
@given(closings())
@example(LONG_LABEL)
@GENERATED
def test_closing_panel_keeps_its_texts_apart(theme, text):
    """However long its heading, it meets neither address nor code nor footer, and stays on the page."""
    found = laid_out(text, theme)

    assert_apart(found)
    for page in found.pages.pages:
        for placed in lines_on(page):
            assert placed.y - size_of(placed) >= 0, text_of(placed.line)
            assert placed.y + 0.2 * size_of(placed) <= found.grid.height, text_of(placed.line)
            assert placed.x >= 0, text_of(placed.line)
            assert placed.x + placed.line.width <= found.grid.width, text_of(placed.line)


@in_each_theme
@given(st.sampled_from([(2, 12, ""), (3, 12, "[^1]"), (5, 20, ""), (4, 40, "")]))
@GENERATED
def test_contents_keep_clear_of_the_closing_on_the_only_page(theme, only):
    """Contents at the foot of the last column end above imprint, closing and notes, in each form of the closing."""
    count, words, note = only
    body = f"{prose(words)}{note}\n\n[^1]: {prose(12)}" if note else prose(words)
    whole = {
        "title": "A letter",
        "contents": True,
        "items": [{"title": f"Item {at}", "body": body if at == 1 else prose(words)} for at in range(count)],
        "contact": f"{prose(20)}\n\n{prose(5)}",
        "past_stories": {"url": "https://example.org/letters"},
    }

    assert_apart(laid_out(as_yaml(whole), theme))


def assert_apart(found: Laid) -> None:
    """See that things on a page keep clear of each other."""
    for page in found.pages.pages:
        lines, pictures, flats = boxes_on(page)
        panels = [flat for flat in flats if is_panel(flat)]
        rules = [flat for flat in flats if not is_panel(flat)]
        for one, other in itertools.combinations(lines, 2):
            assert not one.meets(other), (page.number, one, other)
        for one, other in itertools.combinations(pictures, 2):
            assert not one.meets(other), (page.number, one, other)
        for one, other in itertools.product(lines, [*pictures, *rules]):
            assert not one.meets(other), (page.number, one, other)
        for one, other in itertools.product(pictures, rules):
            assert not one.meets(other), (page.number, one, other)
        for one, other in itertools.product(panels, [*lines, *pictures]):
            assert not one.meets(other) or one.holds(other), (page.number, one, other)


@in_each_theme
@given(brochures())
@example(TALL_PANEL)
@GENERATED
def test_white_text_stands_on_its_panel(theme, text):
    """Text in the color of paper is on the accent, all other text is not."""
    for page in laid_out(text, theme).pages.pages:
        lines, _, flats = boxes_on(page)
        accents = [flat for flat in flats if is_panel(flat) and flat.color == "accent"]
        for line in lines:
            assert (line.color == "paper") == any(panel.holds(line) for panel in accents), (page.number, line)


@in_each_theme
@given(brochures())
@example(TALL_HEAD)
@example(TALL_TITLE)
@example(NARROW_LIST)
@GENERATED
def test_everything_is_inside_the_type_area(theme, text):
    """Only panels and lead photos leave the margins; text of items ends above the footer's place."""
    found = laid_out(text, theme)
    grid = found.grid
    # The text of all pages may stand off their middle.
    start = min(0.0, shift_of(grid, 1))
    for page in found.pages.pages:
        for placed in lines_on(page):
            hang = HANG * size_of(placed)
            assert placed.x >= grid.side + start - 2.01 - hang, (page.number, text_of(placed.line))
            assert placed.x + placed.line.width <= grid.width - grid.side + 0.5 + hang, (
                page.number,
                text_of(placed.line),
            )
            assert 0 < placed.y < grid.height - 20, (page.number, text_of(placed.line))
            node = node_of(placed)
            if node is not None and found.galley.nodes[node].origin[:1] == ("items",):
                assert placed.y <= grid.row_y(grid.rows) + 0.5, (page.number, text_of(placed.line))
        for photo in photos_on(page):
            bleeds = photo.x == 0.0 and abs(photo.width - grid.width) < 0.1
            assert bleeds or (photo.x >= grid.side - 0.1 and photo.x + photo.width <= grid.width - grid.side + 0.1)
            assert photo.y >= 0
            assert photo.y + photo.height <= grid.row_y(grid.rows) + 0.5, (page.number, photo.photo)


@in_each_theme
@given(brochures())
@example(TALL_HEAD)
@GENERATED
def test_body_stands_on_the_grid(theme, text):
    """Every baseline of running text, and every photo's foot, is within 0.3 pt of the page's grid."""
    found = laid_out(text, theme)
    grid = found.grid

    def off(y: float) -> float:
        return abs((y - grid.top + grid.descent + grid.unit / 2) % grid.unit - grid.unit / 2)

    for page in found.pages.pages:
        for placed in lines_on(page):
            assert not is_body(found, placed) or off(placed.y) <= 0.3, (page.number, placed.y, text_of(placed.line))
        for photo in photos_on(page):
            assert off(photo.y + photo.height) <= 0.3, (page.number, photo.photo)


@in_each_theme
@given(brochures())
@example(NARROW_LIST)
@GENERATED
def test_no_line_is_wider_than_its_column(theme, text):
    """Body lines end inside their column unless that is reported."""
    found = laid_out(text, theme)
    if "overfull-line" in found.found:
        return
    grid = found.grid
    for page in found.pages.pages:
        for placed in lines_on(page):
            if is_body(found, placed):
                # In pairs each form has a measure of its own: there the type area is the limit.
                pairs = found.edition.theme.page.flow == "pairs"
                end = grid.width - grid.side if pairs else grid.column_x(column_of(found, placed)) + grid.column_width
                assert placed.x + placed.line.width <= end + 0.5 + HANG * size_of(placed), text_of(placed.line)


def parts(found: Laid) -> Iterator[list[int]]:
    """For each paragraph of running text: how many of its lines stand in each column, one after the other."""
    by_paragraph: dict[int, list[tuple[int, int]]] = {}
    for page in found.pages.pages:
        for placed in lines_on(page):
            node = paragraph_of(found, last_node(placed))
            if is_body(found, placed) and found.galley.nodes[node].role is Role.PARAGRAPH:
                by_paragraph.setdefault(node, []).append((page.number, column_of(found, placed)))
    for places in by_paragraph.values():
        yield [len(list(group)) for _, group in itertools.groupby(places)]


@in_each_theme
@given(brochures(ordinary=True))
@example(STUB)
@GENERATED
def test_no_widow_and_no_orphan(theme, text):
    """On ordinary pages no paragraph leaves a line alone in a column."""
    found = laid_out(text, theme)
    for counts in parts(found):
        assert len(counts) == 1 or min(counts) >= 2, counts


@in_each_theme
@given(brochures(ordinary=True))
@GENERATED
def test_no_head_is_stranded(theme, text):
    """On ordinary pages an item's title has the beginning of its text below it, in the same column."""
    found = laid_out(text, theme)
    nodes = found.galley.nodes
    for index, entry in enumerate(found.brochure.items):
        if not entry.body or entry.photos:
            continue
        title = body = None
        for page in found.pages.pages:
            for placed in lines_on(page):
                node = node_of(placed)
                origin = nodes[node].origin if node is not None else ()
                if origin[:3] == ("items", index, "title"):
                    title = (page.number, placed)
                # A date may run in before the first words.
                last = last_node(placed)
                origin = nodes[last].origin if last is not None else ()
                if body is None and origin[:3] in (("items", index, "standfirst"), ("items", index, "body")):
                    body = (page.number, placed)
        assert title is not None
        assert body is not None
        assert title[0] == body[0], entry.title
        assert title[1].y < body[1].y, entry.title


@in_each_theme
@given(brochures())
@GENERATED
def test_pages_and_bookmarks(theme, text):
    """Pages are numbered, each with its folio; every item has its bookmark on the page of its title, in their order."""
    text = in_theme(text, theme)
    note(text)
    found = laid_on_sheets(text, **PHOTOS) if is_folded(theme) else laid(text, **PHOTOS)
    nodes = found.galley.nodes
    titles = {
        nodes[node_of(placed)].origin[1]: page.number
        for page in reversed(found.pages.pages)
        for placed in lines_on(page)
        if node_of(placed) is not None and nodes[node_of(placed)].origin[::2] == ("items", "title")
    }

    assert list(range(1, len(found.pages.pages) + 1)) == [page.number for page in found.pages.pages]
    assert [titles[index] for index in range(len(found.brochure.items))] == [
        mark.page for mark in found.pages.bookmarks if nodes[mark.node].origin[::2] == ("items", "title")
    ]
    assert {1, 2} >= {mark.level for mark in found.pages.bookmarks}
    assert len(found.brochure.items) <= len(found.pages.bookmarks)
    assert len(found.pages.pages) <= 3 + 3 * len(found.brochure.items) + len(text) // 500


@in_each_theme
@given(brochures())
@settings(GENERATED, max_examples=6)
def test_building_twice_gives_the_same_bytes(theme, text):
    """The same file is the same PDF."""
    text = in_theme(text, theme)
    once, again = (built(text, allow_overset=True, **PHOTOS).pdf for _ in range(2))
    assert once == again
