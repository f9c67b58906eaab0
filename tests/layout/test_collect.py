"""What stands in a column: heads, text, lists, quotes, links and photos, in the box font where sums help."""

import itertools

import pytest
from support import (
    BoxBook,
    brochure,
    flats_on,
    flow_of,
    has_role,
    item,
    jpeg,
    laid,
    of_origin,
    photo,
    photos_on,
    prose,
    text_of,
)

from pdfbrochure.compose.blocks import Role
from pdfbrochure.layout.frames import frame_range
from pdfbrochure.layout.pages import PlacedLine
from pdfbrochure.layout.pieces import FORBIDDEN, HeadPiece, TextLine

# The first item leads, so the second one has a head in a column.
LEAD = item("Lead", 4)


def second(book=None, **keys):
    """A brochure of a short lead and an item of these keys, laid out."""
    return laid(brochure(LEAD, item("Two", **{"words": 0, **keys})), book)


def lines(laid_out, *origin) -> list[PlacedLine]:
    """The lines of an origin."""
    return [placed for _, placed in of_origin(laid_out, *origin)]


def on_grid(laid_out, placed: PlacedLine) -> bool:
    """Whether a baseline stands on the grid."""
    grid = laid_out.grid
    off = (placed.y - grid.top - grid.unit + grid.descent) % grid.unit
    return min(off, grid.unit - off) < 0.3


def test_head_of_an_item():
    """Hairline, 5.7, kicker of 9/12, 0.3, title of 16/20, about 6, text: by hand in the box font."""
    items = [item("One", 5), item("Two", 5, layout="normal"), item("Three", 5, date="2017-02-14")]
    laid_out = laid(brochure(*items, settings={"columns": 1}), BoxBook())
    hairline = flats_on(laid_out.pages.pages[0], "hairline")[1]
    kicker, title, body = (lines(laid_out, "items", 2, key)[0] for key in ("date", "title", "body"))

    assert [5.7 + 1.5 + 7.2, 12 + 0.3 + 2 + 12.8 - 1.5 - 7.2] == pytest.approx(
        [kicker.y - hairline.y, title.y - kicker.y]
    )
    # To the nearest row: at most a quarter of one closer, of which 40 % here, and 40 % of a row wider.
    least = 20 - 2 - 12.8 + 6 + 10.8
    assert least - 0.1 * 15 <= body.y - title.y <= least + 0.4 * 15


def test_bar_hangs_from_the_hairline():
    """An accent bar of 30 by 3 begins with the hairline."""
    page = second(words=30).pages.pages[0]
    hairline = next(flat for flat in flats_on(page, "hairline") if flat.width < 300)
    bars = [(flat.x, flat.y) for flat in flats_on(page, "accent") if (flat.width, flat.height) == (30.0, 3.0)]

    assert [(hairline.x, hairline.y)] == bars


def test_first_paragraph_is_flush_the_next_ones_are_indented():
    """Only paragraphs that follow a paragraph begin 15 further in."""
    laid_out = second(body=f"{prose(20)}\n\n{prose(20)}\n\n## Sub\n\n{prose(20)}")
    body = lines(laid_out, "items", 1, "body")
    nodes = [placed.line.runs[0].node for placed in body]
    firsts = [
        placed.line.runs[0].x
        for placed, node in zip(body, nodes, strict=True)
        if nodes.index(node) == body.index(placed)
    ]

    assert [0.0, 15.0, 0.0, 0.0] == firsts


def test_no_space_between_paragraphs():
    """Paragraphs follow each other row by row."""
    body = lines(second(body=f"{prose(12)}\n\n{prose(12)}"), "items", 1, "body")
    steps = {round(two.y - one.y, 3) for one, two in itertools.pairwise(body) if two.x == one.x and two.y > one.y}

    assert {15.0} == steps


def test_title_over_five_lines_steps_down():
    """In the box font a column holds 14 characters at 16 pt: a title of six such words is set in 14/17."""
    words = " ".join(["abcdefghijkl"] * 6)
    sizes = [
        {
            placed.line.runs[0].size
            for placed in lines(laid(brochure(LEAD, item(title)), BoxBook()), "items", 1, "title")
        }
        for title in (" ".join(words.split()[:5]), words)
    ]

    assert [{16.0}, {14.0}] == sizes


def test_list_entries_hang():
    """Bullet at the column's edge, text 12 further in, inner entries 12 more, all on the grid."""
    laid_out = second(body="- one\n- two\n  - three")
    entries = lines(laid_out, "items", 1, "body")
    start = min(placed.x for placed in entries)

    assert [("•", 0), ("one", 12), ("•", 0), ("two", 12), ("–", 12), ("three", 24)] == [
        (text_of(placed.line), round(placed.x - start)) for placed in entries
    ]
    assert all(on_grid(laid_out, placed) for placed in entries)


def test_quote_leaves_the_grid_and_text_returns():
    """A pull quote is set larger with a bar beside it; the body line after it is on the grid again."""
    laid_out = second(body=f"{prose(12)}\n\n> {prose(8)}\n\n{prose(12)}")
    body = lines(laid_out, "items", 1, "body")
    quote = [placed for placed in body if has_role(laid_out, placed, Role.QUOTE)]

    assert {14.0} == {placed.line.runs[0].size for placed in quote}
    assert all(on_grid(laid_out, placed) for placed in body if placed not in quote)
    assert 1 == sum(flat.width == 2.5 for page in laid_out.pages.pages for flat in flats_on(page, "accent"))


def test_subhead_has_a_row_above_it():
    """A sub-heading in the text stands on the grid below an empty row."""
    body = lines(second(body=f"{prose(4)}\n\n## Sub\n\n{prose(4)}"), "items", 1, "body")

    assert [30.0, 15.0] == pytest.approx([two.y - one.y for one, two in itertools.pairwise(body)])


def test_link_entry():
    """Label of 12.5 and address of 11 behind a bullet of 4 by 4, 12 further in."""
    laid_out = second(words=20, links=[{"The site": "https://www.a.eu/b/"}])
    bullet, label, address = lines(laid_out, "items", 1, "links")

    assert ("\u25a0", "The site", "a.eu/b") == (text_of(bullet.line), text_of(label.line), text_of(address.line))
    assert [12.0, 12.0] == [label.x - bullet.x, address.x - bullet.x]
    assert 4.0 == pytest.approx(bullet.line.width)
    # The square stands a point above its baseline.
    assert label.y - 9.5 < bullet.y - 5.0 < bullet.y - 1.0 < label.y


def test_bullets_of_a_narrow_design_are_dashes():
    """A bullet much wider than it is high is a dash of the font, as wide as the design says."""
    laid_out = laid(brochure(item(links=[{"Site": "https://a.eu"}]), settings={"theme": "bulletin"}))
    bullet, label, _address = lines(laid_out, "items", 0, "links")

    assert "\u2013" == text_of(bullet.line)
    assert (6.0, 11.0) == pytest.approx((bullet.line.width, label.x - bullet.x), abs=0.01)


def test_long_address_loses_its_middle():
    """An address wider than the column is shortened to one line; the link keeps the whole."""
    url = "https://a.eu/" + "/".join(prose(30).split()) + "/end"
    _bullet, _label, address = lines(second(links=[{"Site": url}]), "items", 1, "links")
    text = text_of(address.line)

    assert text.startswith("a.eu/the/")
    assert text.endswith("/end")
    assert "…" in text
    assert {url} == {run.url for run in address.line.runs}


def test_column_photo():
    """A landscape photo is as wide as the column and near 3:2; a bare credit begins at its start edge."""
    laid_out = second(words=40, photo=photo())
    (placed,) = photos_on(laid_out.pages.pages[0])
    credit = lines(laid_out, "items", 1, "photos", 0)[0]

    assert pytest.approx(laid_out.grid.column_width) == placed.width
    assert 4 / 3 - 0.05 <= placed.width / placed.height <= 16 / 9 + 0.05
    assert placed.x == credit.x
    assert placed.y + placed.height + 3 < credit.y < placed.y + placed.height + 13


def test_caption_begins_at_the_start_edge():
    """With a caption the line is flush to the start; the credit runs on in grey."""
    laid_out = second(words=40, photo=photo(caption="A field"))
    (placed,) = photos_on(laid_out.pages.pages[0])
    caption = lines(laid_out, "items", 1, "photos", 0)[0]

    assert placed.x == caption.x
    assert ["ink", "grey"] == [run.color for run in caption.line.runs]


def test_photos_are_spread_through_the_text():
    """The first photo follows the head; the further ones stand between the paragraphs, in their order."""
    body = "\n\n".join(prose(30, start=number) for number in range(4))
    text = brochure(LEAD, item("Two", 0, body=body, photos=[photo(), photo("b.jpg"), photo("c.jpg")]))
    pages = laid(text, b=jpeg(600, 400, 1), c=jpeg(600, 400, 2)).pages.pages

    assert ["a.jpg", "b.jpg", "c.jpg"] == [placed.photo for page in pages for placed in photos_on(page)]


@pytest.mark.parametrize(
    ("natural", "wanted"),
    [(1.5, 1.5), (4 / 3, 1.5), (0.5, 0.8), (0.9, 0.9), (1.0, 1.0), (16 / 9, 1.5), (2.0, 2.0), (9.0, 2.4)],
)
def test_frames(natural, wanted):
    """Landscape photos are set 3:2, portraits as they are down to 4:5, panoramas as they are up to 2.4:1."""
    frame, tallest, lowest = frame_range(natural, 1.5, 4 / 3, 16 / 9, 0.8)

    assert pytest.approx(wanted) == frame
    assert tallest <= frame + 1e-9 <= lowest + 1e-8


def numbers(*markers: str) -> str:
    """A list with so many numbers, each before a text of two lines."""
    return "\n".join(f"{marker} {prose(16)}" for marker in markers)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("markers", [("9.", "10."), ("99.", "100."), ("999)", "1000)"), ("1.", "2."), ("-", "-")])
def test_numbers_of_any_width_stand_clear_of_their_text(theme, language, markers):
    """The widest number makes room for itself, and all entries of the list begin at the same edge."""
    settings = {"theme": theme, "columns": 1}
    laid_out = laid(brochure(LEAD, item("Two", 0, body=numbers(*markers)), language=language, settings=settings))
    placed = lines(laid_out, "items", 1, "body")
    labels = [one for one in placed if has_role(laid_out, one, Role.LIST_LABEL)]
    texts = [one for one in placed if has_role(laid_out, one, Role.LIST_BODY)]
    starts = [one.x + (one.line.width if language == "ar" else 0.0) for one in texts]

    assert 2 == len(labels)
    assert pytest.approx(starts[0]) == min(starts)
    assert pytest.approx(starts[0]) == max(starts)
    for label in labels:
        gap = label.x - starts[0] if language == "ar" else starts[0] - label.x - label.line.width
        assert gap > 2.5


def test_nested_lists_stand_in_from_the_text_around_them():
    """A list within a list of wide numbers begins where their text does; a list after it has its own inset."""
    body = f"100. {prose(12)}\n     - inner\n\nBetween.\n\n- outer"
    laid_out = second(body=body)
    placed = lines(laid_out, "items", 1, "body")
    at = {text_of(one.line): one.x for one in placed}
    inner, outer = [one.x for one in placed if text_of(one.line) == "•" or text_of(one.line) == "–"]

    assert at["inner"] - at["outer"] == pytest.approx(inner - outer)
    assert inner == pytest.approx(next(one.x for one in placed if text_of(one.line).startswith("the governing")))


def test_upright_photo_of_the_only_column_leaves_half_of_the_page():
    """A portrait as wide as the only column would take most of it."""
    text = brochure(LEAD, item("Two", 300, photo=photo()), settings={"columns": 1})
    laid_out = laid(text, a=jpeg(800, 1100))
    (placed,) = [one for page in laid_out.pages.pages for one in photos_on(page)]

    assert placed.height < 0.56 * laid_out.grid.rows * laid_out.grid.unit


@pytest.mark.parametrize(("page", "kept"), [("A4", 3), ("A6", 2)])
def test_two_lines_below_a_head_are_enough_on_a_low_page(page, kept):
    """Three lines stay with a head where a page has many; on a low page that would leave a large part of it white."""
    text = brochure(item("First", 60), item("Second", 60), settings={"page": page})
    pieces = flow_of(text).pieces
    (second,) = [at for at, piece in enumerate(pieces) if isinstance(piece, HeadPiece)]
    lines = [piece.penalty >= FORBIDDEN for piece in pieces[second + 1 :] if isinstance(piece, TextLine)]

    assert [True] * (kept - 1) == lines[: lines.index(False)]
