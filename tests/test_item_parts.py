"""What stands inside an item besides its text: where it is printed, how it breaks, as which elements."""

import io
import itertools

import pikepdf
import pytest
from readback import Document, words_of
from reading import expected_words
from support import (
    brochure,
    built,
    codes,
    composed,
    flats_on,
    has_role,
    item,
    laid,
    lines_on,
    of_origin,
    photos_on,
    prose,
    run_of,
    text_of,
)
from test_laws import in_each_theme, size_of

from pdfbrochure.compose.blocks import Role
from pdfbrochure.layout.pages import PlacedLine
from pdfbrochure.model.part_readers import part_figure

THEMES = pytest.mark.parametrize("theme", ["institutional", "bulletin"])
FACTS = [{"13,411": "wells and springs"}, {"77 %": "in good status"}, {"value": "-0.34", "unit": "m", "label": "level"}]
AGENDA = [
    {"date": f"2026-06-{day:02}", "time": "10.00", "what": f"Meeting {day}", "where": "Brussels"}
    for day in range(3, 10)
]
PEOPLE = [
    {
        "name": "Ann Example",
        "role": "Data Unit",
        "about": "English",
        "mail": "ann@example.org",
        "photo": {"file": "a.jpg"},
    },
    {"name": "Bob Example", "role": "Press", "phone": "+32 2 555 12 34"},
]
BRIEFS = [{"date": "2026-05-07", "text": prose(14)}, {"text": prose(9), "url": "https://a.eu/b"}]
BOX = {"title": "A box", "body": f"{prose(30)}\n\n- {prose(4)}", "links": [{"The site": "https://a.eu"}]}


def said(laid_out, *origin):
    """What is printed of a YAML value, line by line."""
    return [text_of(placed.line) for _page, placed in of_origin(laid_out, *origin)]


def all_parts(**settings):
    """A brochure with every part, laid out."""
    items = [
        item("One", 60, facts=FACTS[:2]),
        item("Two", 80, facts=FACTS, box=BOX),
        {"title": "Three", "agenda": AGENDA},
        {"title": "Four", "people": PEOPLE, "people_credit": "Carl"},
        {"title": "Five", "briefs": BRIEFS},
    ]
    messages = ["The first message", "The **second** message"]
    return laid(brochure(*items, date="2026-05-01", key_messages=messages, settings=settings))


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"theme": "institutional"},
        {"theme": "bulletin"},
        {"theme": "bulletin", "page": "A5"},
        {"theme": "institutional", "page": "A5", "columns": 1},
        {"page": "A4", "orientation": "landscape", "columns": 4},
    ],
    ids=str,
)
def test_everything_is_printed_once(settings):
    """Nothing of any part is lost or printed twice, on any page."""
    found = all_parts(**settings).found

    assert [code for code in found if code not in ("low-resolution", "page-empty")] == []


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("77 %", ("77", "%")),
        ("13,411", ("13,411", "")),
        ("13 411 wells", ("13 411", "wells")),
        ("€ 3.2 million", ("€ 3.2", "million")),
        ("24 h", ("24", "h")),
        ("one in three", ("one in three", "")),
    ],
)
def test_figures_in_one_text(typed, parts):
    """The figure ends at the first space after its digits; groups of three digits belong to it."""
    assert parts == part_figure(typed)


@THEMES
def test_three_figures_stand_side_by_side(theme):
    """Their values stand on one line across the columns, in even steps, each label below its own."""
    laid_out = laid(brochure(item("One", 60), item("Two", 80, facts=FACTS), settings={"theme": theme}))
    values = [
        of_origin(laid_out, "items", 1, "facts", n, "value") or of_origin(laid_out, "items", 1, "facts", n)
        for n in range(3)
    ]
    places = [found[0][1] for found in values]
    labels = [of_origin(laid_out, "items", 1, "facts", n, "label")[0][1] for n in range(3)]

    assert len({round(place.y, 2) for place in places}) == 1
    steps = [right.x - left.x for left, right in itertools.pairwise(places)]
    assert steps[0] == pytest.approx(steps[1])
    assert [label.x for label in labels] == pytest.approx([place.x for place in places], abs=1.0)
    assert all(label.y > place.y for label, place in zip(labels, places, strict=True))


@in_each_theme
@pytest.mark.parametrize("page", ["A4", "A5"])
def test_figures_seen_together_have_one_size(theme, page):
    """That of the widest; in a row their values and their first lines of label stand on one line each."""
    wide = [*FACTS, {"1,480,000 tonnes": "of sand, which was moved in the whole of a year"}]
    items = [item("One", 60), item("Two", 80, facts=wide), item("Three", 60, facts=wide[2:])]
    # A sheet that is folded would have panels too narrow.
    found = laid(brochure(*items, settings={"theme": theme, "page": "A4" if theme == "leaflet" else page}))
    for index, count in ((1, 4), (2, 2)):
        whole = [of_origin(found, "items", index, "facts", n, "value") for n in range(count)]
        values = [lines[0] for lines in whole]
        labels = [of_origin(found, "items", index, "facts", n, "label")[0] for n in range(count)]
        assert 1 == len({size_of(line) for _page, line in values})
        tops = {(number, round(line.y, 2)) for number, line in values}
        if len(tops) < count:
            assert len(tops) == len({(number, round(line.y, 2)) for number, line in labels})


@pytest.mark.parametrize("theme", ["institutional", "wire"])
def test_four_figures_keep_to_the_columns(theme):
    """Two in each, also where room is kept before a column in which nothing of them hangs."""
    found = laid(brochure(item("One", 60), item("Two", 80, facts=[*FACTS, {"24": "h"}]), settings={"theme": theme}))
    starts = [of_origin(found, "items", 1, "facts", n, "value")[0][1].x for n in range(4)]

    grid = found.grid
    half = (grid.column_width + grid.gutter - grid.hang) / 2
    wanted = [grid.column_x(column) + more for column in (0, 1) for more in (0, half)]

    assert wanted == pytest.approx(starts, abs=1.5)


def test_four_wide_figures_stand_two_by_two():
    """Three and one would leave a row with one alone."""
    wide = [{f"{n},480,000": "of sand"} for n in range(1, 5)]
    found = laid(brochure(item("One", 60), item("Two", 80, facts=wide), settings={"page": "A5"}))
    rows = [round(of_origin(found, "items", 1, "facts", n, "value")[0][1].y) for n in range(4)]

    assert [rows[0], rows[2]] == [rows[1], rows[3]]
    assert rows[0] < rows[2]


def test_minus_and_unit_of_a_figure():
    """A hyphen before a digit becomes a minus, unless texts stay as they are typed."""
    smart = laid(brochure(item("One", 30, facts=FACTS)))
    typed = laid(brochure(item("One", 30, facts=FACTS), settings={"punctuation": "verbatim"}))

    assert said(smart, "items", 0, "facts", 2)[:2] == ["\u22120.34", "m"]
    assert said(typed, "items", 0, "facts", 2)[:2] == ["-0.34", "m"]


@THEMES
def test_two_figures_are_a_box_in_the_column(theme):
    """They stand one below the other on a tinted ground."""
    laid_out = laid(brochure(item("One", 60), item("Two", 0, facts=FACTS[:2]), settings={"theme": theme}))
    first, second = (of_origin(laid_out, "items", 1, "facts", n)[0] for n in range(2))
    page = laid_out.pages.pages[first[0] - 1]

    assert first[1].x == second[1].x
    assert any(
        flat.x < first[1].x
        and flat.y < first[1].y < flat.y + flat.height
        and flat.width <= laid_out.grid.column_width + 1
        for flat in flats_on(page, "tint")
    )


@THEMES
def test_lines_of_an_agenda_stand_on_the_grid(theme):
    """Dates at the start, what and where beside them, every line on a row; the year of the issue is left out."""
    laid_out = laid(
        brochure(item("One", 30), {"title": "Two", "agenda": AGENDA}, date="2026-05-01", settings={"theme": theme})
    )
    grid = laid_out.grid
    for _page, placed in of_origin(laid_out, "items", 1, "agenda"):
        row = (placed.y + grid.descent - grid.top) / grid.unit
        assert row == pytest.approx(round(row), abs=0.01)
    assert said(laid_out, "items", 1, "agenda", 0) == ["3 June", "10.00", "Meeting 3", "Brussels"]


def test_agenda_of_another_year_says_so():
    """The year stands where it is not that of the issue; ranges say the month once."""
    agenda = [
        {"date": {"from": "2026-09-08", "to": "2026-09-09"}, "what": "One"},
        {"date": "2027-01-12", "what": "Two"},
    ]
    laid_out = laid(brochure(item("One", 20, agenda=agenda), date="2026-05-01"))

    assert said(laid_out, "items", 0, "agenda", 0, "date") == ["8\u20139 Sept"]
    assert "".join(said(laid_out, "items", 0, "agenda", 1, "date")).replace(" ", "") == "12Jan2027"


def test_rules_between_entries_never_open_a_column():
    """Between two entries there is a hairline, but none above the first of a column."""
    agenda = [{"date": f"2026-06-{day:02}", "what": prose(3)} for day in range(1, 31)]
    laid_out = laid(brochure({"title": "One", "agenda": agenda}))
    grid = laid_out.grid
    for page in laid_out.pages.pages:
        tops = {placed.x: min(one.y for one in lines_on(page) if one.x == placed.x) for placed in lines_on(page)}
        for flat in flats_on(page, "hairline"):
            if flat.width == pytest.approx(grid.column_width) and flat.y < grid.row_y(grid.rows):
                assert flat.y > min(tops.values())


def test_cards_of_people():
    """A square portrait from a row's capitals to a baseline, name and lines beside it; addresses lead somewhere."""
    laid_out = laid(brochure(item("One", 30), {"title": "Two", "people": PEOPLE}))
    (portrait,) = [one for page in laid_out.pages.pages for one in photos_on(page)]
    names = [of_origin(laid_out, "items", 1, "people", n, "name")[0][1] for n in range(2)]
    nodes = laid_out.galley.nodes

    assert portrait.width == pytest.approx(portrait.height)
    assert portrait.height == pytest.approx(4 * laid_out.grid.unit - laid_out.grid.natural_gap)
    assert nodes[portrait.owner].alt == "Ann Example"
    assert names[0].x == pytest.approx(names[1].x)
    assert names[0].x > portrait.x + portrait.width
    assert {node.url for node in nodes if node.role is Role.LINK} == {"mailto:ann@example.org", "tel:+3225551234"}


def test_portrait_needs_no_credit_and_prints_one_that_is_given():
    """One credit stands below all cards."""
    plain = brochure(item("One", 30, people=PEOPLE))
    assert "missing-credit" not in codes(plain)

    laid_out = laid(brochure(item("One", 30, people=PEOPLE, people_credit="Carl")))
    assert said(laid_out, "items", 0, "people_credit") == ["Photo: Carl"]


def test_long_address_of_a_person_stays_in_its_column():
    """It is broken before its at sign or a dot, and loses nothing."""
    people = [{"name": "Ann", "mail": "a.very.long.name.of.somebody@directorate.of.an.agency.example.org"}]
    laid_out = laid(brochure(item("One", 30, people=people), settings={"theme": "bulletin"}))
    lines = of_origin(laid_out, "items", 0, "people", 0, "mail")

    assert len(lines) > 1
    assert "".join(text_of(placed.line) for _page, placed in lines).replace("\u200b", "") == people[0]["mail"]
    assert all(placed.line.width <= laid_out.grid.column_width for _page, placed in lines)


@THEMES
def test_box_stands_on_its_ground(theme):
    """Title, text and links lie on a tinted ground that begins at a row's capitals and ends on a baseline."""
    laid_out = laid(brochure(item("One", 60), item("Two", 40, box=BOX), settings={"theme": theme}))
    lines = of_origin(laid_out, "items", 1, "boxes", 0)
    page = laid_out.pages.pages[lines[0][0] - 1]
    grid = laid_out.grid
    (ground,) = [flat for flat in flats_on(page, "tint") if flat.width == pytest.approx(grid.column_width)]

    for _page, placed in lines:
        assert ground.x < placed.x
        assert placed.x + placed.line.width < ground.x + ground.width
        assert ground.y < placed.y < ground.y + ground.height
    top = (ground.y - grid.top - grid.cap) / grid.unit
    foot = (ground.y + ground.height - grid.top + grid.descent) / grid.unit
    assert [top, foot] == pytest.approx([round(top), round(foot)], abs=0.01)


def test_box_higher_than_a_column_goes_on_in_the_next():
    """Nothing of it is lost, and each part has a ground of its own."""
    long = {"title": "A long box", "body": "\n\n".join([prose(60)] * 12)}
    laid_out = laid(brochure(item("One", 40), item("Two", 20, box=long)))

    assert len({(page, round(placed.x)) for page, placed in of_origin(laid_out, "items", 1, "boxes", 0)}) > 1
    assert not [code for code in laid_out.found if "lost" in code]


def test_key_messages_are_a_box_of_the_first_item():
    """A theme without a place for them shows them as a list on a tinted ground."""
    laid_out = laid(brochure(item("One", 60), key_messages=["Water is scarce.", "It is *ours*."]))

    assert said(laid_out, "key_messages") == ["\u2022", "Water is scarce.", "\u2022", "It is ours."]
    assert flats_on(laid_out.pages.pages[0], "tint")


def test_elements_of_the_parts():
    """Figures, dates, people and briefs are lists, boxes asides with a heading, in the order of the file."""
    text = brochure(item("One", 20, facts=FACTS, box=BOX, agenda=AGENDA[:2], people=PEOPLE, briefs=BRIEFS))
    galley = composed(text)
    (article,) = [kid for kid in galley.nodes.root.kids if kid.role is Role.ARTICLE]
    names = [(kid.role.value, kid.origin[2:]) for kid in article.kids]

    assert [name for name, _origin in names] == ["H2", "L", "P", "L", "L", "L", "Aside"]
    assert [origin for _name, origin in names[3:]] == [("agenda",), ("people",), ("briefs",), ("boxes", 0)]
    assert [kid.role.value for kid in article.kids[1].kids[0].kids] == ["Lbl", "LBody"]
    assert [kid.role.value for kid in article.kids[3].kids[0].kids] == ["Lbl", "LBody"]
    assert [kid.role.value for kid in article.kids[6].kids] == ["H3", "P", "L", "L"]


def test_aside_is_mapped_only_where_there_is_one():
    """PDF 1.7 has no Aside, so it is read as a section; files without one do not speak of it."""

    def role_map(*items):
        with pikepdf.open(io.BytesIO(built(brochure(*items)).pdf)) as document:
            return {str(name): str(other) for name, other in document.Root.StructTreeRoot.RoleMap.items()}

    assert role_map(item("One", 20, box=BOX))["/Aside"] == "/Sect"
    assert "/Aside" not in role_map(item("One", 20))


def test_source_and_time_of_a_press_item():
    """The source stands before the date, short; a time stands after a date."""
    press = item("One", 20, source="Reuters", date="2026-11-27 07:20")
    (line,) = said(laid(brochure(press, date="2025-12-01")), "items", 0, "source")
    (alone,) = said(laid(brochure(item("One", 20, date="2026-11-27 07:20"))), "items", 0, "date")

    assert line.startswith("Reuters\u00a0\u00b7 27\u00a0Nov")
    assert alone == "27\u00a0November 2026, 07:20"


def test_caption_of_a_gallery():
    """It takes the place of the captions of the photos; alone, or beside them, it is an error."""
    photos = [{"file": "a.jpg", "credit": "Ann", "alt": "A field"}] * 3
    laid_out = laid(brochure(item("One", 20), item("Two", 20, photos=photos, caption="Three fields")))

    assert "Three fields." in said(laid_out, "items", 1)
    assert "caption-without-gallery" in codes(brochure(item("One", 20, photos=photos[:1], caption="A field")))
    twice = [{**photos[0], "caption": "One"}, *photos[1:]]
    assert "caption-twice" in codes(brochure(item("One", 20), item("Two", 20, photos=twice, caption="Three fields")))


def test_dates_of_an_agenda():
    """Out of order, or over when the issue appears: a warning each."""
    late = [{"date": "2026-06-17", "what": "One"}, {"date": "2026-06-03", "what": "Two"}]
    assert "agenda-order" in codes(brochure(item("One", 20, agenda=late)))
    assert "agenda-past" in codes(brochure(item("One", 20, agenda=late), date="2026-06-10"))
    assert not {"agenda-order", "agenda-past"} & set(
        codes(brochure(item("One", 20, agenda=late[:1]), date="2026-06-01"))
    )


def test_right_to_left():
    """Dates stand at the right, what takes place to their left; a box's text inside its ground."""
    agenda = [{"date": "2026-06-03", "what": "اجتماع"}] * 2
    laid_out = laid(
        brochure(
            {"title": "واحد", "body": "نص قصير"},
            {"title": "اثنان", "agenda": agenda, "box": {"title": "إطار", "body": "نص"}},
            language="ar",
            date="2026-05-01",
        )
    )
    (date,) = of_origin(laid_out, "items", 1, "agenda", 0, "date")
    (what,) = of_origin(laid_out, "items", 1, "agenda", 0, "what")

    assert what[1].x < date[1].x
    assert has_role(laid_out, what[1], Role.LIST_BODY)
    assert isinstance(what[1], PlacedLine)


@pytest.mark.slow
@THEMES
def test_what_is_heard_is_the_file_in_its_order(theme):
    """The elements of the PDF, from top to bottom, say every word of every part in the order of the YAML."""
    parts = {"facts": FACTS[:2], "agenda": AGENDA[:3], "people": PEOPLE, "people_credit": "Carl", "briefs": BRIEFS}
    run = run_of(
        brochure(
            item("One", 60, box=BOX, **parts),
            item("Two", 80, facts=FACTS, box=BOX, source="Reuters"),
            date="2026-05-01",
            key_messages=["The first message", "The **second** message"],
            settings={"theme": theme, "punctuation": "verbatim"},
        )
    )

    def heard(element) -> str:
        inner = [kid if isinstance(kid, str) else heard(kid) if hasattr(kid, "kids") else "" for kid in element.kids]
        return "".join(inner) if element.role in ("Link", "Strong") else f" {''.join(inner)} "

    document = Document(run.pdf)
    wanted, said = expected_words(run.brochure), words_of(heard(document.tree))
    assert wanted == said


@pytest.mark.parametrize(("theme", "beside", "count"), [("institutional", 2, 5), ("bulletin", 3, 7)])
def test_many_people_stand_side_by_side(theme, beside, count):
    """They read row by row; fewer stand one below the other in their column."""
    people = [{"name": f"Person {number}", "role": "Head of maps"} for number in range(count)]
    found = laid(brochure(item("One", 90), item("Two", 30, people=people), settings={"theme": theme}))
    names = [of_origin(found, "items", 1, "people", number, "name")[0] for number in range(count)]

    rows = [names[first : first + beside] for first in range(0, count, beside)]
    for row in rows:
        assert 1 == len({(page, round(line.y, 3)) for page, line in row})
        assert [line.x for _page, line in row] == sorted({line.x for _page, line in row})
    assert [row[0][1].x for row in rows] == [rows[0][0][1].x] * len(rows)
    few = laid(brochure(item("One", 90), item("Two", 30, people=people[:3]), settings={"theme": theme}))
    places = [of_origin(few, "items", 1, "people", number, "name")[0][1] for number in range(3)]
    assert 1 == len({line.x for line in places})


def test_a_page_of_people_goes_on_on_the_next():
    """Sixty people lose nobody, and no row is parted."""
    people = [{"name": f"Person {number}", "role": "Head of maps", "about": "Bulgarian"} for number in range(60)]
    found = laid(brochure(item("One", 90), item("Two", 30, people=people)))
    names = [of_origin(found, "items", 1, "people", number, "name")[0] for number in range(60)]

    assert all(one[0] == other[0] for one, other in zip(names[::2], names[1::2], strict=True))
    assert len({page for page, _line in names}) > 1
    assert not found.report.has_errors
