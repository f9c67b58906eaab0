"""In which ways an item may stand across columns, and how high its photo may be there."""

import pytest
from support import brochure, flow_of, item, jpeg, laid, of_origin, photo, prose

from pdfbrochure.layout.ways import CHARACTERS, LIKED


def ways_of(entry, *, file=(1800, 1200), index=1, **settings):
    """The ways of the second of two items, the columns of each first."""
    text = brochure(item("First", 60), entry, settings={"columns": 3, **settings})
    flow = flow_of(text, a=jpeg(*file))
    (found,) = [each for each in flow.items if each.article == index]
    return {way.columns: way for way in found.ways()}


@pytest.mark.parametrize(
    ("file", "columns"),
    [((1800, 1200), [2, 3]), ((700, 466), [2]), ((300, 200), []), ((1200, 1800), []), ((1200, 1200), [])],
)
def test_a_photo_that_is_lying_and_sharp_enough_may_span(file, columns):
    """A lying photo spans as many columns as it has 130 pixels an inch for; an upright or square one none."""
    assert columns == list(ways_of(item("Second", 200, photo=photo()), file=file))


@pytest.mark.parametrize("width", ["column", "wrap"])
def test_a_place_that_the_author_chose_is_kept(width):
    """A photo that its author wants in a column or beside text is never set across columns."""
    assert {} == ways_of(item("Second", 200, photo=photo(width=width)))


def test_text_alone_spans_only_where_it_is_long():
    """Without a photo each column takes 500 characters; one fewer and the item stays in one column."""
    long = (prose(400))[: 3 * CHARACTERS - 1] + "x"

    assert [2, 3] == list(ways_of({"title": "Second", "body": long}))
    assert [2] == list(ways_of({"title": "Second", "body": long[:-1]}))
    assert [] == list(ways_of({"title": "Second", "body": long[: 2 * CHARACTERS - 1]}))


def test_wider_costs_more_and_short_texts_most():
    """Each column more has its price, a text that is too short for them a higher one, and no photo the highest."""
    long, short = (ways_of(item("Second", words, photo=photo())) for words in (700, 40))
    bare = ways_of(item("Second", 700))

    assert long[2].cost < long[3].cost
    assert long[2].cost < short[2].cost
    assert long[2].cost < bare[2].cost
    assert (240.0, 480.0) == (bare[2].cost, bare[3].cost)
    assert (120.0, 240.0) == (long[2].cost, long[3].cost)


@pytest.mark.parametrize(("pixels", "words", "liked"), [(1400, 110, True), (1399, 110, False), (1400, 60, False)])
def test_the_bulletin_likes_large_photos_across_two_columns(pixels, words, liked):
    """From 1400 pixels and 600 characters on the theme would rather see an item across columns."""
    ways = ways_of(item("Second", words, photo=photo()), file=(pixels, 900), theme="bulletin")
    plain = ways_of(item("Second", words, photo=photo()), file=(pixels, 900), theme="institutional")

    assert (LIKED if liked else 0.0) == pytest.approx(ways[2].cost - plain[2].cost)


def test_a_wide_photo_and_a_feature_can_only_span():
    """What must stand across all columns costs nothing for it; a wide photo has that way alone, a feature one more."""
    wide = item("Second", 60, photo=photo(width="wide")), [3]
    feature = item("Second", 60, layout="feature", photo=photo()), [3, 2]
    for entry, columns in (wide, feature):
        flow = flow_of(brochure(item("First", 60), entry, settings={"columns": 3}), a=jpeg(1800, 1200))
        second, without_photo = [each for each in flow.items if each.article == 1]

        assert second.must
        assert without_photo.must
        assert columns == [way.columns for way in second.ways()]
        assert 0.0 == second.ways()[0].cost
        assert second.ways()[0].across.figure is not None
        assert without_photo.ways()[0].across.figure is None


def test_rows_of_a_photo_keep_its_frame():
    """From the least to the most rows, a photo across columns stays between the lowest and the tallest frame."""
    for columns, way in ways_of(item("Second", 200, photo=photo())).items():
        least, best, most = way.across.rows
        flow = flow_of(brochure(item("First", 60), settings={"columns": 3}))
        grid = flow.grid
        rest = grid.cap + grid.descent

        assert least <= best <= most
        assert least < most
        assert way.across.width == pytest.approx(columns * grid.column_width + (columns - 1) * grid.gutter)
        low, high = (way.across.width / (rows * grid.unit - rest) for rows in (least, most))
        assert 1.7778 < low <= 2.6 + 0.2
        assert 1.25 - 0.05 <= high < 1.7778


@pytest.mark.parametrize("file", [(1800, 1500), (1800, 1200)])
def test_a_photo_across_the_page_is_as_tall_as_the_design_likes(file):
    """Of a taller photo the best height is that of the tallest frame; it is taller only to fill a page."""
    feature = item("Second", 60, photo=photo(), layout="feature")
    flow = flow_of(brochure(item("First", 60), feature), a=jpeg(*file))
    (across,) = [way.across for each in flow.items if each.feature for way in each.ways()]
    grid, tallest = flow.grid, 1.7778
    least, best, most = across.rows

    assert least <= best < most
    assert across.width / (best * grid.unit - grid.cap - grid.descent) == pytest.approx(tallest, abs=0.1)


def test_a_low_page_leaves_room_for_text():
    """On a low page the photo of a feature is cropped to a strip rather than take the page."""
    settings = {"page": "A5", "orientation": "landscape", "columns": 2}
    flow = flow_of(
        brochure(item("First", 60), item("Second", 90, layout="feature", photo=photo()), settings=settings),
        a=jpeg(1800, 1200),
    )
    way = next(each for each in flow.items if each.feature).ways()[0]
    least, best, most = way.across.rows

    assert 1 <= least <= best <= most
    assert most + way.across.below <= flow.grid.rows
    assert flow.grid.rows - most - way.across.below >= 4


@pytest.mark.parametrize("words", [0, 3, 8, 20])
@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_half_a_row_stays_below_the_captions_of_an_item_of_photos(theme, words):
    """What follows never begins close to the last line."""
    photos = [photo(**({"caption": prose(words)} if words else {})) for _number in range(3)]
    text = brochure(item("First", 60), item("Photos", 0, photos=photos), settings={"theme": theme, "columns": 3})
    flow = flow_of(text, a=jpeg(1800, 1200))
    heads = [way.across for each in flow.items if each.article == 1 for way in each.ways()]

    assert len([across for across in heads if across.top]) >= 2
    for across in heads:
        low = max(line.y for line in across.things)
        assert (across.below - across.top) * flow.grid.unit - low >= 0.5 * flow.grid.unit


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize(("words", "beside"), [(9, True), (200, False)])
def test_items_stand_beside_a_lead_of_a_line_or_two(theme, words, beside):
    """Below a head across the page so little text would leave it bare; more text stands in even columns below it."""
    items = [item(f"Item {number}", 18) for number in range(20)]
    found = laid(brochure(item("A lead of few words", words), *items, settings={"theme": theme}))
    lead = [line for number, line in of_origin(found, "items", 0) if number == 1]
    titles = [line for at in range(1, 21) for number, line in of_origin(found, "items", at, "title") if number == 1]
    edge, foot = max(line.x + line.line.width for line in lead), max(line.y for line in lead)

    assert beside == any(line.y <= foot and line.x > edge for line in titles)


def test_a_feature_of_a_line_or_two_may_stand_in_one_column():
    """With more text it leaves one column at most, and with what stands below its text it has the whole width."""
    assert [1, 2, 3] == sorted(ways_of(item("Second", 9, layout="feature")))
    assert [3, 2] == list(ways_of(item("Second", 200, layout="feature")))
    assert [3] == list(ways_of(item("Second", 9, layout="feature", people=[{"name": "Ann", "role": "Reader"}])))
