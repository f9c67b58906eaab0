"""The accessibility officer's report: every condition has a verdict, and what a person judges by is there."""

import html
import re
from html.parser import HTMLParser

import pytest
from support import REFERENCE, brochure, built, item, jpeg, photo

from pdfbrochure.build import build
from pdfbrochure.officer.objects import read_objects
from pdfbrochure.officer.thumbnails import as_png
from pdfbrochure.officer.verdicts import FACTS, load_protocol

ROW = re.compile(
    r'<tr id="c([\d-]+)"><th[^>]*>[\d-]+</th><td>(.*?)</td><td class="outcome \w+"><span[^>]*>[^<]*</span>(.*?)</td>'
    r"<td>(.*?)</td></tr>"
)
# How many conditions each checkpoint of the protocol has.
SIZES = [7, 4, 3, 1, 3, 4, 2, 2, 8, 1, 7, 1, 8, 7, 5, 3, 3, 3, 4, 3, 1, 1, 0, 1, 1, 2, 0, 18, 1, 2, 30]
VOID = {"meta", "img", "br"}


def outcomes(page: str) -> dict[str, tuple[str, str]]:
    """Outcome and reason of each condition."""
    return {number: (outcome, html.unescape(why)) for number, _, outcome, why in ROW.findall(page)}


def part(page: str, anchor: str) -> str:
    """The HTML of one part of the report."""
    return page.partition(f'<section id="{anchor}">')[2].partition("</section>")[0]


def plain(text: str) -> str:
    """HTML without its tags."""
    return html.unescape(re.sub("<[^>]+>", " ", text))


class Balance(HTMLParser):
    """Notes tags that are not closed in order, and what only scripts and other pages need."""

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.anchors, self.targets = [], [], [], []

    def handle_starttag(self, tag, attrs):
        """Note a tag that opens."""
        given = dict(attrs)
        self.anchors += [given["id"]] if "id" in given else []
        self.targets += [given["href"][1:]] if given.get("href", "").startswith("#") else []
        if tag in {"script", "iframe", "object", "link", "form"} or any(name.startswith("on") for name in given):
            self.faults.append(tag)
        if tag == "img" and not given["src"].startswith("data:image/"):
            self.faults.append(given["src"])
        if tag == "th" and "scope" not in given:
            self.faults.append("th")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Note a tag that closes."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag}")


def read(page: str) -> Balance:
    """The report as a browser reads it."""
    reader = Balance()
    reader.feed(page)
    reader.close()
    return reader


def test_protocol_is_whole():
    """The 31 checkpoints have their 136 conditions, once each and in order."""
    protocol = load_protocol()
    wanted = [f"{point:02}-{number:03}" for point, size in enumerate(SIZES, 1) for number in range(1, size + 1)]

    assert len(wanted) == 136
    assert list(protocol.conditions) == wanted
    assert list(protocol.checkpoints) == [f"{point:02}" for point in range(1, 32)]
    assert {condition.with_what for condition in protocol.conditions.values() if condition.how == "fact"} == set(FACTS)


def test_every_condition_has_a_verdict_and_a_reason():
    """The report lists all conditions in order; what is for a person leads to what to judge by."""
    page = built(brochure(item(photos=[photo()]))).officer()
    found = outcomes(page)

    assert list(found) == list(load_protocol().conditions)
    assert {outcome for outcome, _ in found.values()} <= {"passed", "not applicable", "for a person", "failed"}
    assert all(why for _, why in found.values())
    assert all('href="#' in row[3] for row in ROW.findall(page) if row[2] == "for a person")


def test_counts_on_top_are_those_of_the_table():
    """The summary counts what the tables say."""
    page = built(brochure()).officer()
    told = [outcome for outcome, _ in outcomes(page).values()]
    summary = [f"{told.count(name)} {name}" for name in ("passed", "not applicable", "for a person", "failed")]

    assert f"Of 136 conditions of the Matterhorn Protocol 1.1: {', '.join(summary)}." in page


def test_photos_stand_beside_their_words():
    """A row has the photo, its alternative text, caption and credit; a decorative one says so."""
    quiet = {"file": "b.jpg", "credit": "Bo", "decorative": True}
    page = built(brochure(item(photos=[photo(caption="A view"), quiet])), b=jpeg(600, 400)).officer()
    rows = re.findall(r"<tr>.*?</tr>", part(page, "photos"))[1:]

    assert len(rows) == 2
    assert 'src="data:image/jpeg;base64,' in rows[0]
    assert 'alt="A gray field"' in rows[0]
    assert all(words in plain(rows[0]) for words in ("A gray field", "A view.", "Ann Example", "a.jpg"))
    assert "decorative" in rows[1]
    assert outcomes(page)["13-004"][0] == "passed"
    assert "1 of 1 figures have an alternative text" in outcomes(page)["13-004"][1]


def test_transcript_has_the_order_of_the_file():
    """Titles, texts, photos and links come as the brochure has them, each with its role."""
    links = [{"label": "The handbook", "url": "https://example.org/book"}]
    text = brochure(
        item("First", words=0, body="Alpha text.\n\n- Beta entry\n", photos=[photo()], links=links),
        item("Second", words=0, body="Gamma text."),
        subtitle="Below",
    )
    words = plain(part(built(text).officer(), "transcript"))
    wanted = [
        "H1",
        "News",
        "Below",
        "H2",
        "First",
        "Figure",
        "A gray field",
        "Alpha text",
        "Beta entry",
        "The handbook",
        "https://example.org/book",
        "H2",
        "Second",
        "Gamma text",
    ]
    at = 0
    for word in wanted:
        at = words.find(word, at)
        assert at >= 0, word


def test_links_are_listed_with_target_and_page():
    """Each link has its words, where it leads and its page."""
    text = brochure(item(words=0, body="See [the annual report](https://example.org/report)."))
    shown = part(built(text).officer(), "links")

    assert re.search(r'the annual report</span></td><td><a href="https://example.org/report".*?</td><td>1</td>', shown)


def test_words_of_the_brochure_are_no_html():
    """A stranger's brochure brings no tags, no attributes and no entries of a PDF."""
    bad = '"><script>alert(1)</script><img src=x onerror=alert(1)> /JavaScript /Encrypt'
    text = brochure(
        item(bad, body=bad.replace("<", "\\<"), photos=[photo(alt=bad, caption=bad, credit=bad)]), title=bad
    )
    page = built(text).officer()

    assert read(page).faults == []
    assert "<script" not in page
    assert outcomes(page)["26-001"][0] == "not applicable"
    assert outcomes(page)["29-001"][0] == "not applicable"


@pytest.mark.parametrize(
    ("code", "number", "outcome"),
    [
        ("missing-alt", "13-004", "failed"),
        ("low-contrast", "04-001", "for a person"),
        ("missing-glyph", "31-030", "failed"),
    ],
)
def test_findings_show_on_their_condition(code, number, outcome):
    """What the build found is told where it matters."""
    done = built(brochure(item(photos=[photo()])))
    done.report.warning(code, "a.jpg is at <fault>")
    found = outcomes(done.officer())[number]

    assert found[0] == outcome
    assert "a.jpg is at <fault>" in found[1]


def test_vague_link_is_for_a_person():
    """A link that does not say where it leads is told on the condition of descriptions."""
    text = brochure(item(links=[{"label": "click here", "url": "https://example.org"}]))
    outcome, why = outcomes(built(text).officer())["28-012"]

    assert outcome == "for a person"
    assert "vague-link" in why
    assert "click here" in why


def test_headings_are_counted():
    """The levels of the headings are worked out from the brochure."""
    found = outcomes(built(brochure(item(body="## Inside\n\nText."))).officer())

    assert found["14-002"][0] == "passed"
    assert found["14-003"][0] == "passed"
    assert "3 headings, 0 skipped" in found["14-003"][1]


def test_parts_in_another_language_are_shown():
    """An item in another language is listed, and its words run in their direction."""
    page = built(brochure(item(), item("Nouvelles", lang="fr"))).officer()

    assert "Nouvelles" in part(page, "languages")
    assert "An item" not in part(page, "languages")
    assert '<span lang="fr" dir="ltr">Nouvelles</span>' in part(page, "transcript")
    assert "now fr" in part(page, "transcript")
    assert outcomes(page)["11-003"][0] == "for a person"


def test_right_to_left_has_its_direction():
    """Hebrew is marked to run from right to left."""
    page = built(brochure(item("שלום", words=0, body="שלום עולם"), title="חדשות", language="he")).officer()

    assert '<span lang="he" dir="rtl">חדשות</span>' in page
    assert '<bdi lang="he" dir="rtl">חדשות</bdi>' in page


def test_page_is_well_formed_and_the_same_again():
    """Tags are balanced, all anchors are there and unique, and the same brochure gives the same text."""
    text = brochure(item(photos=[photo()]), past_stories={"url": "https://example.org"})
    page = built(text).officer()
    reader = read(page)

    assert reader.open == []
    assert reader.faults == []
    assert set(reader.targets) <= set(reader.anchors)
    assert len(reader.anchors) == len(set(reader.anchors))
    assert page == built(text).officer()


def test_colors_have_their_contrast():
    """Each pair of colors that text is set in has its ratio."""
    assert re.search(r"#[0-9a-f]{6} on #[0-9a-f]{6}</td><td>\d+\.\d\d:1", part(built(brochure()).officer(), "colors"))


def test_objects_hold_no_words_of_the_brochure():
    """What the PDF says of itself is told from what the brochure says."""
    links = [{"label": "A /XFA title", "url": "https://example.org/a(/XFA)b"}]
    objects = read_objects(built(brochure(item("A /XFA title", links=links))).pdf)

    assert objects.count("/Type /Catalog") == 1
    assert objects.count("/XFA") == 0
    assert objects.has("<pdfuaid:part>1<")
    assert objects.contents
    assert objects.maps


def test_lossless_picture_becomes_a_png():
    """A drawing's samples are wrapped as a PNG file that shows the same."""
    import io
    import zlib

    from PIL import Image

    from pdfbrochure.assets.pixels import Picture

    samples = bytes(range(12))
    picture = Picture(2, 2, zlib.compress(samples), "FlateDecode", "DeviceRGB")

    assert Image.open(io.BytesIO(as_png(picture))).tobytes() == samples


@pytest.mark.slow
@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference is not here")
def test_reference_has_its_report():
    """The reference's report is well-formed and shows its photos."""
    page = build(REFERENCE).officer()

    assert read(page).faults == []
    assert page.count('<img src="data:image/') >= 2


def test_page_of_a_part_is_that_of_its_content():
    """A heading that is a link, and a list, say on which page they are."""
    page = built(brochure(item(words=0, body="- Entry\n"), past_stories={"url": "https://example.org"})).officer()
    rows = [row for row in part(page, "transcript").split("</tr>") if "list mark" not in row]

    assert "<td>\u2013</td>" not in part(page, "headings")
    assert not any("<td>\u2013</td>" in row for row in rows)


def test_photos_that_are_not_there_need_no_judgment():
    """Without photos nobody is asked about them; with one, a person is."""
    assert outcomes(built(brochure()).officer())["13-007"] == ("not applicable", "there are no photos")
    assert outcomes(built(brochure(item(photos=[photo()]))).officer())["13-007"][0] == "for a person"


def test_running_feet_are_looked_for():
    """Whether running heads and feet are marked as such is read from what the pages paint."""
    done = built(brochure(item(words=900)))
    marked = any(b"/Subtype /Footer" in page or b"/Subtype /Header" in page for page in read_objects(done.pdf).contents)

    assert outcomes(done.officer())["18-002"][0] == ("passed" if marked else "failed")


def test_language_of_the_whole_is_looked_for():
    """A language on a part does not stand for that of the document."""
    pdf = built(brochure(item(), item("Nouvelles", lang="fr"))).pdf

    assert read_objects(pdf).names_language()
    assert not read_objects(b"<< /S /Art /Lang (fr) >> << /Pages 3 0 R /Type /Catalog >>").names_language()


def test_claims_are_those_of_the_file():
    """A file of the newer standards is not blamed for the older one's missing claim."""
    for standard, claims in (("ua-1", "PDF/UA-1 (ISO 14289-1), PDF/A-2a"), ("ua-2", "PDF/UA-2 (ISO 14289-2), PDF/A-4")):
        page = built(brochure(item("One", 20), settings={"standard": standard})).officer()

        assert claims in page
        assert outcomes(page)["06-002"][0] == "passed"
