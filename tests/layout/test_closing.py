"""The closing panel, the imprint and the footer."""

import pytest
from support import brochure, codes, flats_on, item, jpeg, laid, lines_on, of_origin, photos_on, prose, text_of

from pdfbrochure.layout.pages import PlacedCode

STORIES = {"url": "https://a.eu/old", "form": "panel"}


def closing(**keys):
    """A brochure with the panel, laid out."""
    return laid(brochure(item("Lead", **{"words": 100, **keys}), past_stories=STORIES))


def panel_of(laid_out):
    """The closing's flat on the last page."""
    return flats_on(laid_out.pages.pages[-1], "accent")[-1]


def test_panel_bleeds_at_the_foot():
    """Eleven rows, 165 pt, or up to six more to meet the text, at the foot of the last page, to beyond the trim."""
    laid_out = closing(words=1200)
    panel = panel_of(laid_out)
    pages = laid_out.pages

    assert len(pages.pages) > 1
    assert (pages.height - 165 - panel.y) / 15 in [pytest.approx(rows, abs=1e-3) for rows in range(7)]
    assert panel.x < 0
    assert panel.x + panel.width > pages.width
    assert panel.y + panel.height > pages.height


def test_code_and_its_tile():
    """A white tile of 86 at the start of column 2, 30 below the panel's top or a little more."""
    laid_out = closing()
    page = laid_out.pages.pages[-1]
    (tile,) = flats_on(page, "paper")
    (code,) = [thing for thing in page.things if isinstance(thing, PlacedCode)]

    assert (86.0, 86.0, pytest.approx(laid_out.grid.column_x(1))) == (tile.width, tile.height, tile.x)
    assert 30 <= round(tile.y - panel_of(laid_out).y, 3) <= 30 + 0.35 * 90
    assert (66.0, tile.x + 10, tile.y + 10, "https://a.eu/old") == (code.size, code.x, code.y, code.url)


def test_heading_is_level_with_the_tile():
    """The heading's capitals reach as high as the tile's top."""
    laid_out = closing()
    (tile,) = flats_on(laid_out.pages.pages[-1], "paper")
    heading = of_origin(laid_out, "past_stories", "label")[0][1]
    run = heading.line.runs[0]

    assert pytest.approx(tile.y, abs=0.5) == heading.y - run.shaper.face.cap_height * run.size / 1000


def test_address_stands_on_the_foot_of_the_code():
    """The address begins 15 behind the tile, its last baseline level with the foot of the code."""
    laid_out = closing()
    (tile,) = flats_on(laid_out.pages.pages[-1], "paper")
    address = of_origin(laid_out, "past_stories", "url")[-1][1]

    assert pytest.approx(tile.x + 86 + 15) == address.x
    assert pytest.approx(tile.y + 76) == address.y


@pytest.mark.parametrize("words", [0, 50, 150, 250, 300, 350, 400, 450, 500, 600, 800, 1000])
def test_two_rows_stay_free_above_the_panel(words):
    """However much text there is, the last body line ends two rows above the panel."""
    laid_out = closing(words=words)
    last = laid_out.pages.pages[-1]
    panel_top = panel_of(laid_out).y
    body = [placed.y for page, placed in of_origin(laid_out, "items") if page == last.number]

    assert all(y + 4.2 <= panel_top - 30 + 0.5 for y in body)


def test_long_address_is_kept_inside_the_panel():
    """An address of 300 characters loses its middle and stays on the panel."""
    laid_out = laid(brochure(item(), past_stories={"url": "https://a.eu/" + "x" * 300, "form": "panel"}))
    lines = [placed for _, placed in of_origin(laid_out, "past_stories", "url")]

    assert any("…" in text_of(placed.line) for placed in lines)
    assert all(placed.x + placed.line.width <= laid_out.pages.width - 51 + 0.5 for placed in lines)
    assert all(placed.y > panel_of(laid_out).y for placed in lines)


def test_long_address_keeps_its_host_on_one_line():
    """An address of which the middle is left out breaks behind its host, not inside it."""
    url = f"https://european-union.europa.eu/{'institutions-law-budget/' * 4}search_en"
    laid_out = laid(brochure(item("Lead", 100), past_stories={"url": url, "form": "panel"}))
    lines = [text_of(placed.line) for _, placed in of_origin(laid_out, "past_stories", "url")]

    assert "european-union.europa.eu/" == lines[-2]


def test_footer():
    """Running title at the start, folio at the end, both on one baseline below a hairline, foot 26 from the trim."""
    laid_out = laid(brochure(item(), title="Our news"))
    title, folio = lines_on(laid_out.pages.pages[0])[-2:]
    hairline = flats_on(laid_out.pages.pages[0], "hairline")[-1]

    assert ("Our news", "1") == (text_of(title.line), text_of(folio.line))
    assert title.y == folio.y < laid_out.pages.height - 26
    assert (51.0, pytest.approx(laid_out.pages.width - 51)) == (title.x, folio.x + folio.line.width)
    assert pytest.approx(laid_out.pages.height - 26 - 10 - 5) == hairline.y


def test_footer_on_the_panel_is_reversed():
    """On the closing panel running title and folio are white, and have no hairline."""
    page = closing().pages.pages[-1]
    lines = lines_on(page)[-2:]

    assert {"paper"} == {run.color for placed in lines for run in placed.line.runs}
    assert not [flat for flat in flats_on(page, "hairline") if flat.width > 300]


def test_folios_count_the_pages():
    """Every page bears its number."""
    laid_out = laid(brochure(item(words=2500)))

    assert ["1", "2", "3", "4"][: len(laid_out.pages.pages)] == [
        text_of(lines_on(page)[-1].line) for page in laid_out.pages.pages
    ]


def test_long_running_title_is_shortened():
    """A title longer than the footer loses its end there."""
    laid_out = laid(brochure(item(), title=prose(60)))
    running = lines_on(laid_out.pages.pages[0])[-2]

    assert "…" in text_of(running.line)
    assert running.line.width <= laid_out.grid.text_width - 40


@pytest.mark.parametrize("stories", [None, STORIES])
def test_imprint(stories):
    """The imprint ends the type area, above the panel if there is one, below a hairline."""
    keys = {"contact": "Made by us\n\nAnd by them", **({"past_stories": stories} if stories else {})}
    laid_out = laid(brochure(item(), **keys))
    lines = [placed for _, placed in of_origin(laid_out, "contact")]
    foot = panel_of(laid_out).y if stories else laid_out.pages.height - 71

    assert ["Made by us", "And by them"] == [text_of(placed.line) for placed in lines]
    assert all(placed.y <= foot for placed in lines)
    assert lines[0].y == lines[1].y
    assert lines[1].x == pytest.approx(laid_out.grid.column_x(1))


def test_imprint_stands_in_three_columns_and_parts_no_address():
    """Its paragraphs side by side, in order; a mail address is kept whole, and needs no line below it."""
    imprint = {
        "address": "Quai 8, 1000 Brussels",
        "mail": "press.office@example.org",
        "issn": "2049-3630",
        "rights": prose(30),
    }
    laid_out = laid(brochure(item(), imprint=imprint))
    lines = [placed for _, placed in of_origin(laid_out, "imprint")]
    starts = sorted({round(placed.x, 1) for placed in lines})
    third = (laid_out.grid.text_width - 2 * laid_out.grid.gutter) / 3

    assert starts == [pytest.approx(51 + column * (third + 18), abs=0.1) for column in range(3)]
    assert "press.office@example.org" in [text_of(placed.line) for placed in lines]
    assert not any(run.underline for placed in lines for run in placed.line.runs)


@pytest.mark.parametrize(
    "written",
    [
        "<https://www.example.org/office>",
        "<office@example.org>",
        "https://example.org",
        "[www.example.org](https://www.example.org/)",
    ],
)
def test_plain_addresses_of_an_imprint_have_no_line_below_them(written):
    """However the address is written, it looks like one already."""
    lines = [placed for _, placed in of_origin(laid(brochure(item(), contact=written)), "contact")]

    assert lines
    assert not any(run.underline for placed in lines for run in placed.line.runs)


def test_parts_of_an_imprint_of_one_paragraph_are_kept_whole():
    """A line ends after the dot between two parts, not inside of one."""
    mail = "[press@example.org](mailto:press@example.org)"
    contact = (
        f"Agency for Water, Long Quay 4, 1000 Brussels, Kingdom of Belgium · {mail} · ISSN 2049-3630 · Reuse allowed"
    )
    laid_out = laid(brochure(item(), contact=contact))
    lines = [text_of(placed.line).replace("\u00a0", " ") for _, placed in of_origin(laid_out, "contact")]

    assert len(lines) > 1
    assert all(line.endswith(("·", "allowed")) for line in lines)


def test_logo_stands_beside_the_imprint_where_the_title_block_has_no_place():
    """The logo is two rows high, ends at the end margin above the panel, and is a figure with its name."""
    theme = b"based_on: institutional\nmasthead: {box: {text: title, style: masthead_title}}\n"
    laid_out = laid(
        brochure(
            item(),
            logo={"file": "a.jpg", "alt": "A sample mark"},
            contact="Imprint",
            past_stories={"url": "https://example.org", "form": "panel"},
            settings={"theme": "mine.yaml"},
        ),
        **{"mine.yaml": theme},
    )
    (logo,) = photos_on(laid_out.pages.pages[-1])
    panel = flats_on(laid_out.pages.pages[-1], "accent")[-1]

    assert (pytest.approx(30), pytest.approx(45)) == (logo.height, logo.width)
    assert pytest.approx(laid_out.pages.width - 51) == logo.x + logo.width
    assert logo.y + logo.height <= panel.y
    assert "A sample mark" == laid_out.galley.nodes[logo.owner].alt


def test_logo_without_a_name():
    """A logo is named for those who do not see it."""
    assert ["missing-alt"] == codes(brochure(item(), logo={"file": "a.jpg"}))


# ---- the forms of the closing


def ending(form: str = "auto", words: int = 100, **keys):
    """A brochure of one item whose closing has a form."""
    stories = {"url": "https://a.eu/old", "form": form}
    return laid(brochure(item("Lead", words), past_stories=stories, **keys))


def test_band_is_six_rows_high():
    """The band is 90 pt high, with heading and address beside a small code."""
    laid_out = ending("band")
    (code,) = [thing for thing in laid_out.pages.pages[-1].things if isinstance(thing, PlacedCode)]

    assert pytest.approx(laid_out.pages.height - 90) == panel_of(laid_out).y
    assert 40.0 == code.size
    assert 0.4 <= code.size / 25 / 72 * 25.4


def test_a_short_text_is_followed_by_a_block_that_takes_the_white():
    """Below a few lines the closing grows over the white, and the imprint stands in it, reversed."""
    laid_out = ending(contact="Made by us")
    ((_page, imprint),) = of_origin(laid_out, "contact")

    assert panel_of(laid_out).height > 300
    assert panel_of(laid_out).y < imprint.y
    assert {"paper"} == {run.color for run in imprint.line.runs}


def test_a_block_above_logos_takes_the_white_too():
    """The logos on paper below it take nothing from its height: at most 60 % of the page are accent."""
    files = {"a.jpg": jpeg(800, 300)}
    logo = {"file": "a.jpg", "alt": "Office"}
    lead, brief = item("Lead", 560), item("In brief", 0, briefs=[{"text": "One short note."}], new_page=True)
    found = laid(brochure(lead, brief, past_stories={"url": "https://a.eu/old"}, logo=logo, contact="Us"), **files)
    panel, pages = panel_of(found), found.pages
    above = max(line.y for line in lines_on(pages.pages[-1]) if line.y < panel.y)

    assert 0.57 * pages.height < panel.height <= 0.6 * pages.height + 3.01
    assert panel.y - above < 0.2 * pages.height


def test_a_full_page_ends_with_a_low_form():
    """Where the text leaves six rows and no more, it is the band that ends the page, and no page is added."""
    pages = {words: ending(words=words) for words in range(300, 560, 20)}
    heights = {round(laid_out.pages.height - panel_of(laid_out).y) for laid_out in pages.values()}

    assert 90 in heights
    assert max(heights) >= 165


@pytest.mark.parametrize("form", ["panel", "band", "back"])
def test_a_form_asked_for_is_taken(form):
    """Whatever suits the page, an author's form is set."""
    height = ending(form).pages.height - panel_of(ending(form)).y

    assert {"panel": 165 <= height <= 255.1, "band": height < 91, "back": height > 229}[form]


def test_bulletin_holds_the_imprint_in_its_box():
    """In the bulletin the box on a tint takes the imprint in where the page would stay white."""
    laid_out = laid(
        brochure(
            item("Lead", 60),
            past_stories={"url": "https://a.eu/old"},
            contact="Made by us",
            settings={"theme": "bulletin"},
        )
    )
    (tint,) = flats_on(laid_out.pages.pages[-1], "tint")
    ((_page, imprint),) = of_origin(laid_out, "contact")

    assert tint.y < imprint.y < tint.y + tint.height


def test_a_box_stands_at_the_foot_of_the_last_column():
    """A box on a tint, as wide as a column: the other columns go on beside it, and the imprint stands below."""
    laid_out = ending("box", 330, contact="Made by us")
    page, grid = laid_out.pages.pages[-1], laid_out.grid
    (tint,) = flats_on(page, "tint")
    ((_page, imprint),) = of_origin(laid_out, "contact")
    body = [placed for _page, placed in of_origin(laid_out, "items", 0, "body")]

    assert (grid.column_x(1), grid.column_width) == (pytest.approx(tint.x), pytest.approx(tint.width))
    assert [placed for placed in body if placed.x < tint.x and tint.y < placed.y < tint.y + tint.height]
    assert all(placed.y < tint.y for placed in body if placed.x >= tint.x)
    assert imprint.y > tint.y + tint.height
    assert tint.y < of_origin(laid_out, "past_stories", "label")[0][1].y < tint.y + tint.height


def test_a_band_ends_a_bulletin_that_is_nearly_full():
    """Where nine rows are too many, the bulletin has a closing of five, in place of a page more."""
    found = ending(words=520, contact="Made by us", settings={"theme": "bulletin"})
    (page,) = found.pages.pages

    assert pytest.approx(5 * 12.5 - 6.1) == flats_on(page, "tint")[-1].height


def test_a_last_page_without_text_is_a_back_cover():
    """Where no text is left for it, the block that takes the imprint in is as high as the page."""
    found = laid(
        brochure(
            item("A first flight in a year for a launcher that is heavy again", 20),
            intro=prose(60),
            contact=f"{prose(50)}\n\n{prose(8)}",
            past_stories={"url": "https://example.org/news"},
            settings={"page": "A5"},
        )
    )
    last = found.pages.pages[-1]
    ground = flats_on(last, "accent")[0]

    assert 2 == last.number
    assert {1} == {number for number, _line in of_origin(found, "items")}
    assert (ground.y, ground.y + ground.height) == pytest.approx((0.0, found.grid.height), abs=20.0)
    assert {number for number, _line in of_origin(found, "contact")} == {2}


@pytest.mark.parametrize("theme", ["wire", "bulletin", "digest"])
@pytest.mark.parametrize(("count", "words"), [(4, 90), (6, 60), (7, 90)])
def test_a_code_is_no_wider_than_the_closing(theme, count, words):
    """Where columns are narrower than the code, the closing does not stand in one of them."""
    settings = {"theme": theme, "page": "A5", "orientation": "landscape", "columns": 4}
    items = [item(f"Item {number}", words) for number in range(count)]
    found = laid(brochure(*items, past_stories={"url": "https://example.org/stories/past"}, settings=settings))
    codes = [thing for thing in found.pages.pages[-1].things if isinstance(thing, PlacedCode)]
    flats = [flat for flat in flats_on(found.pages.pages[-1]) if flat.height > 40 and flat.width > 40]

    assert codes
    for code in codes:
        assert code.x + code.size <= found.grid.width - found.grid.side + 0.01
        around = [flat for flat in flats if flat.y <= code.y and code.y + code.size <= flat.y + flat.height]
        assert all(flat.x <= code.x and code.x + code.size <= flat.x + flat.width for flat in around)


@pytest.mark.parametrize(("theme", "color"), [("digest", "accent"), ("wire", "ink")])
def test_a_closing_that_has_grown_has_its_title_at_its_head_and_its_code_at_its_foot(theme, color):
    """It is a third of the page high where that would stay white, and nothing in it floats."""
    items = [item(f"Item {number}", words) for number, words in enumerate((330, 330, 140))]
    found = laid(brochure(*items, past_stories={"url": "https://example.org/news"}, settings={"theme": theme}))
    page = found.pages.pages[-1]
    flat = max(flats_on(page, color), key=lambda each: each.height)
    (code,) = [thing for thing in page.things if isinstance(thing, PlacedCode)]
    title, address = (placed for _number, placed in of_origin(found, "past_stories"))

    assert flat.height > 0.25 * found.pages.height
    assert title.y < flat.y + 50.0
    assert flat.y + flat.height - code.y - code.size < 40.0
    assert address.y == pytest.approx(code.y + code.size, abs=12.0)


MAIL = "press.office.of.the.region@regional-partners.example"
SITE = "https://www.example.org/our/acts/regional-partners/news"


def printed_contact(found):
    """The lines of the contact, and their sizes."""
    lines = [placed for _, placed in of_origin(found, "contact")]
    return [text_of(placed.line) for placed in lines], {placed.line.runs[0].size for placed in lines}


@pytest.mark.parametrize("page", ["A4", "A5"])
@pytest.mark.parametrize("theme", ["institutional", "bulletin", "wire", "brief", "digest", "album", "leaflet"])
def test_addresses_of_the_contact_are_never_parted(theme, page):
    """They stand in fewer columns, or in one a little smaller, but none is broken."""
    contact = f"Office of the Example\n\nStreet 1, 1000 Town\n\n<{MAIL}>\n\n<{SITE}>\n\nTelephone +32 2 000 00 00"
    settings = {"theme": theme, "page": page} if theme != "leaflet" else {"theme": theme}
    texts, sizes = printed_contact(laid(brochure(item(), contact=contact, settings=settings)))

    assert {MAIL, SITE} < set(texts)
    assert len(sizes) == 1
    assert min(sizes) >= 6.5


def test_an_address_that_fits_begins_a_line_of_its_own():
    """Behind words it is not parted for the sake of fuller lines, and nothing gets smaller for it."""
    mail = "press.office.of.the.region@example.org"
    texts, sizes = printed_contact(laid(brochure(item(), contact=f"Write to the office at <{mail}> by May")))

    assert any(mail in text for text in texts)
    assert sizes == {8.0}


def test_a_closing_address_is_set_smaller_rather_than_parted():
    """By less than a fifth; one that is too long even so is parted behind a stroke."""
    keys = {"settings": {"page": "A5"}}
    lines = {}
    longer = "https://www.example.org/our/acts/office/regional-partners/news"
    for url in (SITE[:-5], longer):
        found = laid(brochure(item(), past_stories={"url": url, "form": "panel"}, **keys))
        lines[url] = [placed.line for _, placed in of_origin(found, "past_stories", "url")]
    (whole,), parted = lines[SITE[:-5]], lines[longer]

    assert 6.5 <= whole.runs[0].size < 9.5
    assert len(parted) == 2
    assert text_of(parted[0]).endswith("/")


def test_the_imprint_alone_fills_a_last_page_that_is_white():
    """Without a way to past stories it stands in a block down to the trim, below the text."""
    found = laid(brochure(item("One", 850), contact="Made by us\n\nStreet 1"))
    last, grid = found.pages.pages[-1], found.grid
    (block,) = flats_on(last, "accent")
    feet = [line.y for number, line in of_origin(found, "items") if number == last.number]
    imprint = of_origin(found, "contact")

    assert len(found.pages.pages) == 2
    assert block.y + block.height > found.pages.height
    assert block.x < 0
    assert max(feet) + grid.unit < block.y < max(feet) + 3 * grid.unit
    assert {number for number, _line in imprint} == {2}
    assert all(block.y < line.y for _number, line in imprint)


@pytest.mark.parametrize(
    ("theme", "words"), [("bulletin", 850), ("institutional", 1300), ("institutional", 60)], ids=["ink", "full", "one"]
)
def test_the_imprint_stands_on_paper_elsewhere(theme, words):
    """In a theme without such a block, on a page that is nearly full, and on an only page."""
    found = laid(brochure(item("One", words), contact="Made by us", settings={"theme": theme}))
    last = found.pages.pages[-1]
    ((number, imprint),) = of_origin(found, "contact")

    assert number == last.number
    assert not [flat for flat in flats_on(last) if flat.y < imprint.y < flat.y + flat.height and flat.height > 20]
