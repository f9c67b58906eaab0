"""What people have becomes a brochure that builds, and no word of it is lost in silence."""

import pytest
import yaml
from words import count, gather, of_source

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.files import Memory
from pdfbrochure.importers.run import Imported, Options, import_source
from pdfbrochure.pipeline import build

SOURCES = (
    "blog.rss.xml", "council.feed.json", "gazette", "ghost.json", "ministere.atom.xml", "minutes.md", "newsletter.html",
    "page-europa.html", "page-plain.html", "wordpress.xml", "gemeinde.html", "teaser.rss.xml",
)  # fmt: skip
# Words that are there, but not as often or not as words: the label before a credit, a credit that the source says
# twice, signs of a shortcode, the text of a draft or page of which the report gives the title, a file's title.
EXPLAINED = {
    "blog.rss.xml": "Photo Jon Aldana",
    "ghost.json": "About",
    "minutes.md": "Photo",
    "page-europa.html": "Foto",
    "wordpress.xml": "Photo river caption id align alignleft width 300 Not yet Home",
}
# What only a person can say.
FOR_PEOPLE = {"missing-credit", "missing-alt"}


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The folder of the sources, with photos."""
    return gather(tmp_path_factory.mktemp("sources"))


def imported(sources, name: str, **options) -> Imported:
    """What a source makes."""
    return import_source(str(sources / name), Options(**options))


def value(found: Imported):
    """The YAML of an import, as PyYAML reads it."""
    return yaml.safe_load(found.files["brochure.yaml"])


@pytest.mark.parametrize("name", SOURCES)
def test_no_word_is_lost_in_silence(sources, name):
    """Each word of the source stands in the brochure or in the report, as often as in the source."""
    found = imported(sources, name)
    said = count(found.files["brochure.yaml"].decode()) + count(found.files["import-report.txt"].decode())

    assert set(of_source(sources / name) - said) == set(EXPLAINED.get(name, "").split())


@pytest.mark.parametrize("name", SOURCES)
def test_draft_builds_but_for_what_only_a_person_can_say(sources, name):
    """Nothing is wrong with the brochure but a credit or an alternative text that the source does not give."""
    found = imported(sources, name)
    try:
        report = build("brochure.yaml", files=Memory(found.files)).report
    except BrochureError as error:
        report = error.report

    assert {finding.code for finding in report.findings() if finding.severity == "error"} <= FOR_PEOPLE


@pytest.mark.parametrize("name", SOURCES)
def test_same_source_gives_same_bytes(sources, name):
    """An import depends on nothing but its source."""
    assert imported(sources, name).files == imported(sources, name).files


def test_text_is_pleasant_to_edit(sources):
    """Keys in the order of the README, bars for longer texts, an item's address above it, no needless signs."""
    text = imported(sources, "blog.rss.xml").files["brochure.yaml"].decode()

    assert (
        "\n  # https://news.example.org/lamp/\n  - date: 2025-11-03\n    title: A new lighthouse lamp & an old tower\n"
        in text
    )
    assert "    body: |\n      Since **Monday** a new lamp turns in the tower. It uses [little\n" in text
    assert "      - The lens was cleaned\n        - by hand\n      - The motor is new\n\n      > We have" in text
    assert "\\" not in text


def test_day_is_that_of_the_place_where_it_was_written(sources):
    """Half past midnight two hours east of Greenwich is not the day before."""
    assert [str(item["date"]) for item in value(imported(sources, "blog.rss.xml"))["items"]] == [
        "2025-11-03",
        "2025-10-31",
    ]


def test_picture_of_a_feed_on_the_disc_is_listed_and_not_fetched(sources, monkeypatch):
    """The network is not asked for a file; the report has the address, and the words of the caption."""
    import socket

    def refuse(*_arguments, **_options):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = imported(sources, "blog.rss.xml")
    report = found.files["import-report.txt"].decode()

    assert found.photos == 0
    assert "https://news.example.org/uploads/lamp.jpg" in report
    assert "The tower at dusk. · Jon Aldana" in report


def test_credit_and_caption_are_parted_where_that_is_certain(sources):
    """The caption's credit is the photo's, and the library's alternative text is kept."""
    photo = value(imported(sources, "wordpress.xml"))["items"][0]["photo"]

    assert photo == {
        "file": "assets/a-wooden-boat-under-a-glass-roof.jpg",
        "credit": "Museum archive",
        "alt": "A wooden boat under a glass roof",
        "caption": "The boat in the hall.",
    }


def test_newsletter_is_parted_at_its_large_lines(sources):
    """Tables for layout are none, large lines are headings, a picture above a heading belongs to it."""
    items = value(imported(sources, "newsletter.html"))["items"]

    assert [item["title"] for item in items] == ["The weir is open", "Counting otters", "Dates"]
    assert items[0]["photo"]["alt"] == "Water over a weir"
    assert items[1]["body"] == "We counted 61 otters, six more than last year.\n\n- at the mill\n- at the mouth\n"


def test_page_gives_its_article_alone(sources):
    """Menus and share buttons stand beside the article; its footnote comes into the text."""
    item = value(imported(sources, "page-europa.html"))["items"][0]

    assert item["title"] == "Neue Brücke eröffnet"
    assert "(Nach der Zählung vom Mai.)" in item["body"]
    assert "Start" not in item["body"]
    assert item["photo"]["credit"] == "Lena Vogt"


def test_page_without_marks_of_an_article_gives_the_longest_text(sources):
    """A page of the nineties: the cell with the paragraphs, not that of the menu."""
    item = value(imported(sources, "page-plain.html"))["items"][0]

    assert item["date"] == "4 May 2025"
    assert item["body"].startswith("On a wet Sunday **forty people** came")
    assert "H₂O" in item["body"]


def test_folder_of_markdown_is_an_item_a_file(sources):
    """Keys before the text become those of the item, in YAML and in TOML."""
    items = value(imported(sources, "gazette"))["items"]

    assert [(str(item["date"]), item["title"]) for item in items] == [
        ("2025-01-05", "Bakery: a second oven"),
        ("2025-02-01", "Trains run on Sundays"),
        ("2025-03-01", "Library opens late"),
    ]
    assert items[0]["photo"]["credit"] == "Noor Haddad"
    assert items[1]["links"] == [{"label": "Trains run on Sundays", "url": "https://trains.example.org/sunday"}]


def test_headings_part_the_items_of_one_file(sources):
    """The highest level of heading begins an item; a line that is a date becomes its date."""
    items = value(imported(sources, "minutes.md"))["items"]

    assert [item["title"] for item in items] == ["Works in the park", "Paths", "Benches"]
    assert items[1]["date"] == "12 June 2025"
    assert "- North: 120\n- South: 80" in items[1]["body"]


@pytest.mark.parametrize(
    ("name", "bylines"),
    [
        ("blog.rss.xml", ["Ines Duarte", None]),
        ("council.feed.json", ["Town clerk", None]),
        ("gazette", ["Noor Haddad", None, None]),
        ("page-europa.html", ["Pressestelle"]),
        ("wordpress.xml", ["Ida Holm", None]),
    ],
)
def test_authors_are_named_below_the_title(sources, name, bylines):
    """By their names, not by those with which they log in."""
    assert [item.get("byline") for item in value(imported(sources, name))["items"]] == bylines


def test_newest_items_are_taken_when_asked(sources):
    """Older ones are listed."""
    found = imported(sources, "gazette", newest=1)

    assert [item["title"] for item in value(found)["items"]] == ["Library opens late"]
    assert "an older item: Trains run on Sundays" in found.files["import-report.txt"].decode()


def test_drafts_of_wordpress_are_taken_when_asked(sources):
    """And published posts are listed then."""
    assert [item["title"] for item in value(imported(sources, "wordpress.xml", status="draft"))["items"]] == [
        "A secret plan"
    ]
