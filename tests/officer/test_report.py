"""The accessibility officer's report: every condition has a verdict, and what a person judges by is there."""

import html
import io
import re
from html.parser import HTMLParser

import pikepdf
import pytest
from pikepdf import Name
from support import REFERENCE, ROOT, brochure, built, item, jpeg, laid, photo

from pdfbrochure.finished.reading import read_pdf
from pdfbrochure.finished.typefaces import Defect
from pdfbrochure.finished.verapdf import Opinion
from pdfbrochure.officer.compare import differences
from pdfbrochure.officer.verdicts import judge, load_protocol
from pdfbrochure.pipeline import build

ROW = re.compile(
    r'data-l="Number"[^>]*><div>([^<]+)</div></th><td[^>]*data-l="It fails if"><div>([^<]*)</div></td>'
    r'<td[^>]*data-l="Outcome"><div><span class="outcome"><svg.*?</svg>([^<]*)</span>'
    r'(?:<span class="why">([^<]*)</span>)?'
    r'</div></td>(?:<td[^>]*data-l="veraPDF"><div>(.*?)</div></td>)?'
)
# How many conditions each checkpoint of the protocol has.
SIZES = [7, 4, 3, 1, 3, 4, 2, 2, 8, 1, 7, 1, 8, 7, 5, 3, 3, 2, 4, 3, 1, 1, 1, 1, 1, 2, 1, 18, 1, 2, 30]
VOID = {"meta", "img", "br"}
SHAPES = {"circle", "path", "rect"}
PASSED = "Passed, read in the file"
FAILED = "Failed"


def outcomes(page: str) -> dict[str, tuple[str, str]]:
    """Outcome and reason of each condition."""
    return {row[0]: (row[2].partition(":")[0], html.unescape(row[3])) for row in ROW.findall(page)}


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
        if tag not in VOID | SHAPES:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Note a tag that closes."""
        if tag not in SHAPES and (not self.open or self.open.pop() != tag):
            self.faults.append(f"/{tag}")


def read(page: str) -> Balance:
    """The report as a browser reads it."""
    reader = Balance()
    reader.feed(page)
    reader.close()
    return reader


def test_protocol_is_whole():
    """The 31 checkpoints have their 137 conditions, once each and in order; 87 are for a machine."""
    protocol = load_protocol()
    wanted = [f"{point:02}-{number:03}" for point, size in enumerate(SIZES, 1) for number in range(1, size + 1)]

    assert len(wanted) == 137
    assert list(protocol.conditions) == wanted
    assert list(protocol.checkpoints) == [f"{point:02}" for point in range(1, 32)]
    assert [number for number, one in protocol.conditions.items() if one.how == "none"] == ["23-001", "27-001"]


def test_every_condition_has_a_verdict():
    """The report lists all conditions in order; what is for a person leads to a question."""
    page = built(brochure(item(photos=[photo()]))).officer()
    rows = ROW.findall(page)

    assert [row[0] for row in rows] == list(load_protocol().conditions)
    assert all(": question " in row[2] for row in rows if row[2].startswith("For a person"))


def test_counts_on_top_are_those_of_the_table():
    """The first page counts what the tables say, and the counts add up."""
    page = built(brochure(item(photos=[photo()]))).officer()
    told = [outcome for outcome, _ in outcomes(page).values()]
    counts = [int(count) for count in re.findall(r"<dd>(\d+)</dd>", page.partition("</dl>")[0])]

    assert sum(counts) == 137
    assert counts[:2] == [told.count("Failed"), told.count(PASSED)]
    assert counts[3] == told.count("For a person")
    assert "Of the 137 failure conditions of the Matterhorn Protocol 1.1" in page


def test_first_page_asks_what_is_left():
    """Each question has its conditions and boxes; without photos and links nothing is asked about them."""
    bare = built(brochure()).officer()
    full = built(brochure(item(photos=[photo()]))).officer()

    assert "Do the descriptions say what the pictures show?" in full
    asked = full.partition('<ol class="qs">')[2].partition("</ol>")[0]
    assert asked.count("</li>") == asked.count("Yes</span>") == asked.count("No</span>")
    assert "13-007" in plain(asked)
    assert "13-007" not in plain(bare.partition('<ol class="qs">')[2].partition("</ol>")[0])
    for words in ("Nothing failed.", "left for a person", "Name and office", "Not run: veraPDF is not installed"):
        assert words in full


def test_photos_stand_beside_their_words():
    """Each picture is shown as it is in the file, beside its description and caption; a decorative one apart."""
    quiet = {"file": "b.jpg", "credit": "Bo", "decorative": True}
    page = built(brochure(item(photos=[photo(caption="A view"), quiet])), b=jpeg(600, 400)).officer()
    shown, _, hidden = part(page, "photos").partition("Pictures that are not read")

    assert shown.count('src="data:image/jpeg;base64,') == 1
    assert all(words in plain(shown) for words in ("A gray field", "A view", "Ann Example"))
    assert hidden.count('src="data:image/jpeg;base64,') == 1
    assert outcomes(page)["13-004"] == (PASSED, "figures: 1")


def test_transcript_has_the_order_of_the_file():
    """Titles, texts, photos and links come as the file's tags have them, each with its kind."""
    links = [{"label": "The handbook", "url": "https://example.org/book"}]
    text = brochure(
        item("First", words=0, body="Alpha text.\n\n- Beta entry\n", photos=[photo()], links=links),
        item("Second", words=0, body="Gamma text."),
        subtitle="Below",
    )
    page = built(text).officer()
    words = plain(part(page, "order"))
    wanted = ["Heading 1", "News", "Below", "Heading 2", "First", "Picture", "A gray field", "Alpha text", "List"]
    wanted += ["Beta entry", "Link", "The handbook", "Heading 2", "Second", "Gamma text"]
    at = 0
    for word in wanted:
        at = words.find(word, at)
        assert at >= 0, word
    assert "example.org/book" in plain(part(page, "links"))
    assert [plain(row).split() for row in re.findall("<tr.*?</tr>", part(page, "headings"))[1:]] == [
        ["H1", "News", "1"],
        ["H2", "First", "1"],
        ["H2", "Second", "1"],
    ]


def test_words_of_the_brochure_are_no_html():
    """A stranger's brochure brings no tags, no attributes and no entries of a PDF."""
    bad = '"><script>alert(1)</script><img src=x onerror=alert(1)> /JavaScript /Encrypt'
    text = brochure(
        item(bad, body=bad.replace("<", "\\<"), photos=[photo(alt=bad, caption=bad, credit=bad)]), title=bad
    )
    page = built(text).officer()

    assert read(page).faults == []
    assert "<script" not in page
    assert outcomes(page)["26-001"][0] == "Does not apply"
    assert outcomes(page)["29-001"][0] == "Does not apply"


@pytest.mark.parametrize(
    ("code", "number", "outcome"),
    [
        ("missing-alt", "13-004", FAILED),
        ("low-contrast", "04-001", "For a person"),
        ("missing-glyph", "31-030", FAILED),
    ],
)
def test_findings_show_on_their_condition(code, number, outcome):
    """What the build found is told where it matters."""
    done = built(brochure(item(photos=[photo()])))
    done.report.warning(code, "a.jpg is at <fault>")
    found = outcomes(done.officer())[number]

    assert found[0] == outcome
    assert "a.jpg is at <fault>" in found[1]


@pytest.mark.parametrize("figures", [("785", "142", "26"), ("61",), ("7", "2,310 ha")])
def test_key_figures_number_no_list(figures):
    """A list whose marks are figures that do not count is no numbered one, which would have to say so."""
    facts = [{figure: "of them"} for figure in figures]
    page = built(brochure(item("Lead", 90), item("Two", 60, facts=facts))).officer()

    assert "Failed" not in outcomes(page)["16-001"]


def test_vague_link_is_for_a_person():
    """A link that does not say where it leads is told on the condition of descriptions, and asked about."""
    text = brochure(item(links=[{"label": "click here", "url": "https://example.org"}]))
    page = built(text).officer()
    outcome, why = outcomes(page)["28-012"]

    assert outcome == "For a person"
    assert "vague-link" in why
    assert "Does each link say where it leads?" in page


def test_parts_in_another_language_are_shown():
    """An item in another language is listed, and its words say so."""
    page = built(brochure(item(), item("Nouvelles", lang="fr"))).officer()

    assert "Nouvelles" in part(page, "languages")
    assert "An item" not in part(page, "languages")
    assert '<bdi lang="fr" dir="auto">Nouvelles</bdi>' in part(page, "order")
    assert "now fr" in plain(part(page, "order"))
    assert outcomes(page)["11-003"][0] == "For a person"


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
    assert re.search(r"\d+\.\d\d : 1", part(built(brochure()).officer(), "languages"))


@pytest.mark.slow
@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference is not here")
def test_reference_has_its_report():
    """The reference's report is well-formed and shows its photos."""
    page = build(REFERENCE).officer()

    assert read(page).faults == []
    assert page.count('<img src="data:image/') >= 2


def test_claims_are_those_of_the_file():
    """The older standard is judged by the protocol."""
    page = built(brochure(item("One", 20))).officer()

    assert "PDF/UA-1 (ISO 14289-1), PDF/A-2a" in page
    assert outcomes(page)["06-002"][0] == PASSED


def test_newer_standard_is_judged_by_its_own_clauses():
    """The protocol is for PDF/UA-1: nothing is said of it, and nothing fails by it."""
    links = [{"label": "The site", "url": "https://example.org"}]
    text = brochure(item("One", 20, photos=[photo(caption="A")], links=links), settings={"standard": "ua-2"})
    page = built(text).officer()

    assert "Matterhorn" not in page
    assert "requirements of ISO 14289-2:2024" in page
    assert "PDF/UA-2 (ISO 14289-2), PDF/A-4" in page
    assert list(outcomes(page)) == list(load_protocol("ua2").conditions)
    assert FAILED not in {outcome for outcome, _ in outcomes(page).values()}
    assert outcomes(page)["5"][0] == PASSED


@pytest.mark.parametrize("name", ["matterhorn", "ua2"])
def test_conditions_are_judged_by_what_is_known(name):
    """A condition names a question, or says what it looks at; each kind of defect is one that the program makes."""
    source = "".join(path.read_text() for path in (ROOT / "src/pdfbrochure").rglob("*.py"))
    for number, condition in load_protocol(name).conditions.items():
        assert (condition.how in ("person", "made", "compared")) == bool(condition.question), number
        assert bool(condition.defects) or condition.how != "looked", number
        for kind in filter(None, condition.defects.split(", ")):
            whole = f'"{kind}"' in source or kind.startswith("unread-") or kind.endswith("-differs")
            assert whole, kind


# ---- compared with the brochure


def compared(text: str, change) -> set[str]:
    """The kinds of what differs after a change of the file."""
    with pikepdf.open(io.BytesIO(built(text).pdf)) as document:
        change(document)
        stream = io.BytesIO()
        document.save(stream)
    made = laid(text)
    return {one.kind for one in differences(made.galley, made.pages, read_pdf(stream.getvalue()))}


LONGER = brochure(
    item("First", words=0, body="Alpha text.\n\nBeta text.", photos=[photo(caption="A view")]),
    item("Second", words=0, body="Gamma text."),
)


def turned_round(document) -> None:
    """Have the parts of the document read in the opposite order."""
    top = document.Root.StructTreeRoot.K[0]
    top.K = pikepdf.Array(reversed(list(top.K)))


def caption_as_paragraph(document) -> None:
    """Tag captions as paragraphs."""
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Caption":
            one.S = Name.P


def other_description(document) -> None:
    """Say something else of a picture."""
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and "/Alt" in one:
            one.Alt = pikepdf.String("Another field")


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (lambda _document: None, set()),
        (turned_round, {"order-differs"}),
        (caption_as_paragraph, {"role-differs", "caption-differs"}),
        (other_description, {"text-differs"}),
    ],
    ids=["none", "order", "caption", "description"],
)
def test_tags_are_compared_with_the_brochure(change, kinds):
    """What the file's tags say in another way than the brochure is found."""
    assert compared(LONGER, change) == kinds


@pytest.mark.parametrize("language", ["en", "he"])
def test_address_without_its_middle_is_no_difference(language):
    """An address that is too long for its column is printed shortened, in either direction."""
    title = {"en": "News", "he": "\u05d7\u05d3\u05e9\u05d5\u05ea"}[language]
    url = "https://example.org/very/long/address/that/must/be/cut/somewhere/because/it/does/not/fit.html"
    text = brochure(item(title, links=[{"label": title, "url": url}]), title=title, language=language)

    assert compared(text, lambda _document: None) == set()


def test_difference_fails_the_reading_order():
    """What is read in another order than the brochure's fails 09-001, which is otherwise for a person."""
    reading = read_pdf(built(LONGER).pdf)
    verdicts = {
        one.number: one for one in judge(reading, differences=[Defect("order-differs", "\u201cA\u201d")]).verdicts
    }

    assert verdicts["09-001"].outcome == "failed"
    assert {one.number: one for one in judge(reading, differences=[]).verdicts}["09-001"].outcome == "for a person"


# ---- veraPDF beside


def test_verdict_of_verapdf_stands_beside():
    """Each machine condition has what veraPDF says; a broken rule shows on its conditions, and on the first page."""
    done = built(brochure(item(photos=[photo()])))
    passed = done.officer((Opinion("ua1", "PDF/UA-1", keeps=True), Opinion("2a", "PDF/A-2a", keeps=True)))
    broken = done.officer((Opinion("ua1", "PDF/UA-1", keeps=False, broken=("7.3-1 x2 Figures", "7.18.5-2 x1 Links")),))
    beside = {row[0]: plain(row[4]).strip() for row in ROW.findall(broken)}

    assert "Passed: PDF/UA-1 and PDF/A-2a" in passed
    assert "Two programs found no fault" in passed
    assert (beside["13-004"], beside["28-012"], beside["01-005"]) == ("fails 7.3-1", "fails 7.18.5-2", "passed")
    assert beside["13-001"] == "\u2013"
    assert "Do not publish this file." in broken
