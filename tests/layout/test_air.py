"""The white around quotes, lists and standfirsts, and what does not stand alone at the edges of columns."""

import itertools

import pytest
from support import brochure, flats_on, has_role, item, laid, lines_on, of_origin, photo, photos_on, prose, text_of

from pdfbrochure.compose.blocks import Role

QUOTE = "> " + prose(14)
LIST = "\n".join(f"- {prose(6, start=n)}" for n in range(4))


def second(body: str, *, theme: str = "institutional", **keys):
    """A short lead and an item with this body, laid out."""
    return laid(brochure(item("Lead", 4), item("Two", 0, body=body, **keys), settings={"theme": theme}))


def rows_between(laid_out, upper, lower) -> float:
    """Baseline to baseline, in rows."""
    return (lower.y - upper.y) / laid_out.grid.unit


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("words", [4, 9, 14, 18])
def test_white_around_a_quote_is_even(theme, words):
    """As much white above the bar as below it, half a row at least, and the text below is on the grid again."""
    laid_out = second(f"{prose(60)}\n\n> {prose(words)}\n\n{prose(60)}", theme=theme)
    body = [placed for _, placed in of_origin(laid_out, "items", 1, "body")]
    grid = laid_out.grid
    (bar,) = [flat for flat in flats_on(laid_out.pages.pages[0], "accent") if flat.width == 2.5]
    column = [placed for placed in body if abs(placed.x - bar.x) < 20]
    above = max(placed.y for placed in column if placed.y < bar.y)
    below = min(placed.y for placed in column if placed.y > bar.y + bar.height and placed.x <= bar.x + 1)
    upper = bar.y - (above + grid.descent)
    lower = below + grid.descent - grid.unit - (bar.y + bar.height)

    assert upper == pytest.approx(lower, abs=0.1)
    assert upper >= grid.unit / 2 - 0.1
    assert (below - above) / grid.unit == pytest.approx(round((below - above) / grid.unit), abs=1e-3)


@pytest.mark.parametrize("before", range(30, 110, 8))
def test_white_around_a_quote_below_a_list_is_even(before):
    """Wherever the list begins, also at a column's top, where its entries stand on the grid."""
    entries = "\n".join(f"- {prose(12, start=n)}" for n in range(9))
    laid_out = second(f"{prose(before)}\n\n{entries}\n\n> {prose(9)}\n\n{prose(90)}")
    body = of_origin(laid_out, "items", 1, "body")
    grid = laid_out.grid
    ((page, bar),) = [
        (page, flat)
        for page in laid_out.pages.pages
        for flat in flats_on(page, "accent")
        if flat.width == 2.5 and flat.height > 20
    ]
    column = [placed for number, placed in body if number == page.number and abs(placed.x - bar.x) < 20]
    above = max(placed.y for placed in column if placed.y < bar.y)
    below = min(placed.y for placed in column if placed.y > bar.y + bar.height)
    upper = bar.y - (above + grid.descent)
    lower = below + grid.descent - grid.unit - (bar.y + bar.height)

    assert upper == pytest.approx(lower, abs=0.1)
    assert upper >= grid.unit / 2 - 0.1


def test_a_quote_in_a_narrow_column_is_set_smaller():
    """Where a line would hold a word or two; elsewhere it has the theme's size, whatever its text."""
    sizes = {}
    for columns in (2, 4):
        body = f"{prose(60)}\n\n> {prose(16)}\n\n{prose(60)}"
        laid_out = laid(brochure(item("Lead", 4), item("Two", 0, body=body), settings={"columns": columns}))
        quote = [
            placed for _, placed in of_origin(laid_out, "items", 1, "body") if has_role(laid_out, placed, Role.QUOTE)
        ]
        sizes[columns] = {placed.line.runs[0].size for placed in quote}

    assert sizes[2] == {14.0}
    assert 10.5 <= max(sizes[4]) < 13


@pytest.mark.parametrize("before", range(40, 330, 30))
def test_a_quote_of_two_paragraphs_is_in_one_piece(before):
    """Although it has more lines than a short one."""
    laid_out = second(f"{prose(before)}\n\n> {prose(20)}\n>\n> {prose(20)}\n\n{prose(300)}", theme="bulletin")
    body = of_origin(laid_out, "items", 1, "body")
    lines = [(page, placed) for page, placed in body if has_role(laid_out, placed, Role.QUOTE)]

    assert len({(page, round(placed.x)) for page, placed in lines}) == 1


@pytest.mark.parametrize("before", range(40, 400, 15))
def test_quote_is_never_at_the_edge_of_a_column(before):
    """Text stands above and below it in its column, wherever the column ends."""
    laid_out = second(f"{prose(before)}\n\n{QUOTE}\n\n{prose(300)}")
    body = of_origin(laid_out, "items", 1, "body")
    quotes = {index for index, (_page, placed) in enumerate(body) if has_role(laid_out, placed, Role.QUOTE)}
    for index, step in ((min(quotes), -1), (max(quotes), 1)):
        (page, line), (other_page, other) = body[index], body[index + step]

        assert page == other_page
        assert abs(line.x - other.x) < 30


def test_two_paragraphs_of_a_quote_have_one_bar():
    """The bar goes on between them."""
    laid_out = second(f"{prose(40)}\n\n> {prose(10)}\n>\n> {prose(8)}\n\n{prose(40)}")
    bars = [flat for flat in flats_on(laid_out.pages.pages[0], "accent") if flat.width == 2.5]

    assert len(bars) == 1


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("keys", [{}, {"caption": "What it shows", "credit": "Ann"}])
def test_half_a_row_above_a_list_below_a_photo(theme, keys):
    """A list that opens the text below a photo stands off it as it does off text, and the text below is on the grid."""
    own = second(f"{LIST}\n\n{prose(60)}", theme=theme, photo=photo(width="column", **keys))
    ((page, shown),) = [(page, one) for page in own.pages.pages for one in photos_on(page)]
    body = [line for number, line in of_origin(own, "items", 1, "body") if number == page.number]
    first = min(line.y for line in body if abs(line.x - shown.x) < 2 * own.grid.unit and line.y > shown.y)
    # Below the photo, its caption and its credit.
    words = [line.y for line in lines_on(page) if shown.y + shown.height < line.y < first and line.x < shown.x + 5]
    foot = max([shown.y + shown.height, *(y for y in words if y < first - 1)])

    assert first - own.grid.unit + own.grid.descent - foot >= own.grid.unit / 2 - 0.1


def test_half_a_row_above_and_below_a_list():
    """One row and a half from text to list, as much from list to text, and one inside it."""
    body = f"{prose(20)}\n\n{LIST}\n\n{prose(20)}"
    laid_out = laid(brochure(item("Lead", 4), item("Two", 0, body=body), settings={"columns": 1}))
    lines = [placed for _, placed in of_origin(laid_out, "items", 1, "body")]
    steps = [
        rows_between(laid_out, upper, lower)
        for upper, lower in itertools.pairwise(lines)
        if lower.y - upper.y > 1 and abs(upper.x - lower.x) < 40
    ]

    assert {1.0, 1.5} == {round(step, 2) for step in steps}
    assert len([step for step in steps if step > 1.2]) == 2


@pytest.mark.parametrize("before", range(40, 400, 12))
def test_no_entry_of_a_list_stands_alone_at_an_edge(before):
    """A list is parted with two entries on each side, or not at all."""
    laid_out = second(f"{prose(before)}\n\n{LIST}\n\n{prose(300)}")
    bullets = [
        (page, round(placed.x))
        for page, placed in of_origin(laid_out, "items", 1, "body")
        if has_role(laid_out, placed, Role.LIST_LABEL)
    ]
    assert all(bullets.count(place) != 1 for place in bullets)


def test_standfirst_is_even_and_set_off():
    """Lines of even length, a row of white before the text, which stays with it."""
    laid_out = second(prose(80), standfirst=prose(14))
    standfirst = [placed for _, placed in of_origin(laid_out, "items", 1, "standfirst")]
    body = of_origin(laid_out, "items", 1, "body")[0][1]

    assert len(standfirst) > 1
    assert min(line.line.width for line in standfirst) > 0.6 * max(line.line.width for line in standfirst)
    assert rows_between(laid_out, standfirst[-1], body) == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_photos_part_no_list(count):
    """Photos stand neither inside a list nor between it and what announces it."""
    body = f"{prose(30)}\n\n{prose(20)} these:\n\n{LIST}\n\n{prose(30)}\n\n{prose(30)}"
    laid_out = second(body, photos=[photo(width="column") for _ in range(count)])
    page = laid_out.pages.pages[0]
    entries = [
        placed for _, placed in of_origin(laid_out, "items", 1, "body") if has_role(laid_out, placed, Role.LIST_BODY)
    ]
    announced = next(p for _, p in of_origin(laid_out, "items", 1, "body") if text_of(p.line).endswith("these:"))
    for upper, lower in itertools.pairwise([announced, *entries]):
        if lower.y > upper.y:
            assert not [
                one for one in photos_on(page) if one.x < lower.x < one.x + one.width and upper.y < one.y < lower.y
            ]


def test_running_title_is_cut_after_a_word():
    """It loses its end, not its middle."""
    title = prose(60)
    laid_out = laid(brochure(item(), title=title))
    running = next(said for line in lines_on(laid_out.pages.pages[0]) if "…" in (said := text_of(line.line)))

    assert running.endswith("…")
    assert title.startswith(running[:-1])
    assert title[len(running) - 1] == " "


@pytest.mark.parametrize("theme", ["institutional", "bulletin", "brief", "wire", "digest", "album"])
@pytest.mark.parametrize("words", [20, 28])
def test_standfirst_of_a_lead_is_even(theme, words):
    """Its lines are of about the same length in every theme; none ends with a word or two on the last."""
    laid_out = laid(brochure(item("Lead", 90, standfirst=prose(words)), item("Two", 60), settings={"theme": theme}))
    widths = [placed.line.width for _, placed in of_origin(laid_out, "items", 0, "standfirst")]

    assert len(widths) > 1
    assert min(widths) > 0.6 * max(widths)
