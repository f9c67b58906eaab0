"""Logos and the emblem of who pays: where they stand, how large, and what is said of them."""

import pytest
from support import (
    brochure,
    codes,
    flats_on,
    has_role,
    item,
    jpeg,
    laid,
    lines_on,
    of_origin,
    photos_on,
    prose,
    spelled,
)

from pdfbrochure.compose.blocks import Role

LOGO = {"file": "logo.jpg", "alt": "The Office"}
FUNDING = {"file": "flag.jpg", "alt": "Flag", "disclaimer": True}
PARTNERS = [{"file": f"p{number}.jpg", "alt": f"Partner {number}"} for number in range(6)]
FILES = {
    "logo.jpg": jpeg(800, 300),
    "flag.jpg": jpeg(900, 600),
    **{f"p{number}.jpg": jpeg(600 + 200 * number, 400) for number in range(6)},
}
STORIES = {"url": "https://example.org/past"}


def placed(*items, **keys):
    """A brochure with its logos."""
    return laid(brochure(*(items or [item(words=300)]), **keys), **FILES)


def marks(found, page: int = 0):
    """The logos of a page by what the brochure calls them, those that are content."""
    return {one.origin: one for one in photos_on(found.pages.pages[page]) if one.owner is not None}


def test_strip_of_the_institutional_theme():
    """The publisher's logo at the start, emblem and statement at the end, on paper above the panel, 30 high."""
    found = placed(logo=LOGO, funding=FUNDING)
    logo, emblem = marks(found)["logo",], marks(found)["funding",]
    statement = [line for _page, line in of_origin(found, "funding", "text")]
    panel = flats_on(found.pages.pages[0], "accent")[0]

    assert (51.0, 30.0, 30.0) == (logo.x, logo.y, logo.height)
    assert 30.0 == emblem.height
    assert max(line.x + line.line.width for line in statement) == pytest.approx(found.pages.width - 51, abs=0.1)
    assert 2 == len(statement)
    assert emblem.x + emblem.width + 8 == pytest.approx(statement[0].x)
    assert 81.0 == pytest.approx(panel.y)
    assert "Co-funded by the European Union" == " ".join(spelled([line.line]) for line in statement)


def test_without_logos_nothing_changes():
    """The panel begins beyond the trim as ever."""
    assert flats_on(placed().pages.pages[0], "accent")[0].y < 0


def test_from_right_to_left():
    """In Arabic the logo stands at the right, the emblem at the left."""
    found = placed(logo=LOGO, funding=FUNDING, language="ar")
    logo, emblem = marks(found)["logo",], marks(found)["funding",]

    assert found.pages.width - 51 == pytest.approx(logo.x + logo.width)
    assert emblem.x < found.pages.width / 2


def test_partners_weigh_the_same():
    """Logos of partners have about the same area: the wider, the lower; none is lower than 20, none higher than 30."""
    found = placed(logos=PARTNERS[:4])
    areas = [one.width * one.height for one in marks(found).values()]
    heights = [one.height for one in marks(found).values()]

    assert 4 == len(areas)
    assert heights == sorted(heights, reverse=True)
    assert 20.0 <= min(heights) <= max(heights) <= 30.0
    assert max(areas) < 1.35 * min(areas)


@pytest.mark.parametrize("page", ["A4", "A5", "Letter"])
@pytest.mark.parametrize("theme", ["institutional", "bulletin", "digest", "wire"])
def test_all_stand_once(theme, page):
    """However many there are, all are on the pages once, inside the margins, the emblem 10 mm high."""
    found = placed(
        logo=LOGO, logos=PARTNERS, funding=FUNDING, past_stories=STORIES, settings={"theme": theme, "page": page}
    )
    everywhere = [each for number in range(len(found.pages.pages)) for each in marks(found, number).items()]

    assert 8 == len(everywhere)
    assert dict(everywhere)["funding",].height >= 28.34
    assert all(one.x > 20 and one.x + one.width < found.pages.width - 20 for _origin, one in everywhere)
    assert not found.report.has_errors


def test_a_fifth_partner_stands_with_the_imprint():
    """Four find room on the first page; the others stand at the end."""
    found = placed(item(words=900), logos=PARTNERS, contact="The Office", past_stories=STORIES | {"form": "panel"})
    last = len(found.pages.pages) - 1

    assert {("logos", 4), ("logos", 5)} == marks(found, last).keys() - marks(found, 0).keys()


def test_ear_of_the_bulletin():
    """Logo and emblem stand in the last column, level with its start; the title takes the columns before."""
    found = placed(logo=LOGO, funding=FUNDING, settings={"theme": "bulletin"})
    logo, emblem = marks(found)["logo",], marks(found)["funding",]
    ((_page, title),) = of_origin(found, "title")

    assert found.grid.column_x(2) == pytest.approx(logo.x) == pytest.approx(emblem.x)
    assert logo.y + logo.height + 7.5 == pytest.approx(emblem.y)
    assert title.x + title.line.width <= found.grid.column_x(2)


def test_no_ear_beside_a_long_title():
    """A title that finds no room beside the logos has all columns; the logos stand with the imprint."""
    found = placed(title=prose(14).capitalize(), logo=LOGO, funding=FUNDING, settings={"theme": "bulletin"})
    title = [line for _page, line in of_origin(found, "title")]

    assert max(line.x + line.line.width for line in title) > found.grid.column_x(2)
    assert all(one.y > 300 for one in marks(found).values())


def test_back_block_has_them_once_more():
    """Below the back block they stand again as decoration, and the footer above them."""
    found = placed(logo=LOGO, funding=FUNDING, past_stories=STORIES | {"form": "back"})
    last = found.pages.pages[-1]
    again = [one for one in photos_on(last) if one.owner is None]
    folio = next(line for line in lines_on(last) if line.owner is None and spelled([line.line]) == str(last.number))

    assert 2 == len(again)
    assert folio.y < again[0].y - 20


@pytest.mark.parametrize(("language", "words"), [("fr", "Cofinancé par"), ("el", "Με τη συγχρηματοδότηση")])
def test_statement_is_in_the_language(language, words):
    """The words beside the emblem are the language's own."""
    found = placed(funding=FUNDING, language=language)

    assert of_origin(found, "funding", "text")[0][1].line.runs[0].pieces
    assert words in " ".join(spelled([line.line]) for _page, line in of_origin(found, "funding", "text"))


def test_disclaimer_is_a_paragraph_of_the_imprint():
    """The sentence on whose views these are stands at the end, in the words given or in the usual ones."""
    usual = placed(funding=FUNDING)
    own = placed(funding=FUNDING | {"disclaimer": "Nobody else holds these views."})

    for found, words in ((usual, "Neither the European Union"), (own, "Nobody else")):
        lines = of_origin(found, "funding", "disclaimer")
        assert words in " ".join(spelled([line.line]) for _page, line in lines)
        assert has_role(found, lines[0][1], Role.PARAGRAPH)


@pytest.mark.parametrize(
    ("funding", "code"),
    [
        ({"file": "flag.jpg", "alt": "Flag"}, "no-disclaimer"),
        ({"file": "flag.jpg", "disclaimer": True}, "missing-alt"),
        ({"file": "wide.jpg", "alt": "Flag", "disclaimer": True}, "emblem-too-small"),
        ({"file": "none.jpg", "alt": "Flag", "disclaimer": True}, "missing-file"),
    ],
)
def test_what_is_said_of_funding(funding, code):
    """An emblem without words or sentence, too small or missing is told."""
    assert code in codes(brochure(item(), funding=funding), **FILES, **{"wide.jpg": jpeg(4000, 200)})


def test_words_that_the_language_lacks():
    """Where nobody has given the wording in a language, it is set in English, with a warning."""
    assert "labels-in-english" in codes(brochure(item(), funding=FUNDING, language="is"), **FILES)
    assert "labels-in-english" not in codes(
        brochure(item(), funding=FUNDING | {"text": "Styrkt", "disclaimer": "Skoðanir"}, language="is"), **FILES
    )


def test_digest_shows_them_on_paper_above_its_flat():
    """All stand on page 1, above the flat and its pattern, and not again with the imprint."""
    found = placed(logo=LOGO, logos=PARTNERS[:2], funding=FUNDING, past_stories=STORIES, settings={"theme": "digest"})
    flat = flats_on(found.pages.pages[0], "accent")[0]
    shown = list(marks(found).values())

    assert 4 == len(shown)
    assert all(one.y + one.height < flat.y for one in shown)
    assert not any(marks(found, number) for number in range(1, len(found.pages.pages)))


@pytest.mark.parametrize("count", [2, 4])
def test_partners_with_the_imprint_of_the_bulletin(count):
    """A few stand in the first column beside the imprint; more stand in one line below it."""
    keys = {"logos": PARTNERS[:count], "imprint": {"mail": "office@example.org"}, "past_stories": STORIES}
    found = placed(title="A long title " * 6, settings={"theme": "bulletin"}, **keys)
    last = len(found.pages.pages) - 1
    shown = list(marks(found, last).values())
    ((_page, words), *_more) = of_origin(found, "imprint", "mail")

    assert count == len(shown)
    if count == 2:
        assert 1 == len({round(one.x, 1) for one in shown})
        assert all(one.x + one.width < words.x for one in shown)
    else:
        assert 1 == len({round(one.y + one.height / 2, 1) for one in shown})
        assert all(one.y > words.y for one in shown)
