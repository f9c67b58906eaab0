"""The structure of every example, read back: what a screen reader is told, in which order."""

import itertools
import re
from pathlib import Path

import pikepdf
import pytest
from readback import Document, built_file, unicode_map, words_of
from reading import completed, expected_words
from support import EXAMPLES, PARTED, REFERENCE, brochure, built, item, jpeg, name_of, photo, prose

from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Folder, Memory
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.language import load_language
from pdfbrochure.model.validate import validate
from pdfbrochure.paint.tags import numbering_of
from pdfbrochure.pipeline import build
from pdfbrochure.read import read

FILES = [*EXAMPLES, *PARTED, *([REFERENCE] if REFERENCE.exists() else [])]
# Charts and tables of data files say more than the file of the brochure does; title blocks may number an issue.
IN_ORDER = [path for path in FILES if path.parent.name not in {"annual-highlights", "folded-leaflet", "policy-brief"}]


@pytest.fixture(scope="module", params=FILES, ids=name_of)
def path(request: pytest.FixtureRequest) -> Path:
    """The brochure file of each example."""
    return request.param


@pytest.fixture(scope="module")
def document(path: Path) -> Document:
    """Each example, built and read back."""
    return built_file(path)


def model_of(path: Path) -> Brochure:
    """What the YAML file says."""
    report = Report()
    return validate(read(path.name, Folder(path.parent), report), report)


def test_document_says_what_it_is(document, path):
    """Language, title in the window bar, tagged, PDF 1.7, page labels."""
    brochure = model_of(path)

    assert brochure.language == str(document.root.Lang)
    assert brochure.title == str(document.pdf.docinfo["/Title"])
    assert document.root.ViewerPreferences.DisplayDocTitle
    assert document.root.MarkInfo.Marked
    assert ("1.7", {"/S"}) == (document.pdf.pdf_version, set(document.root.PageLabels.Nums[1].keys()))


def test_words_outside_the_structure_are_footers(document, path):
    """Running title and folio are called so on every page; decoration says nothing but the hyphens of line breaks."""
    for page, words in zip(document.pdf.pages, document.artifacts, strict=True):
        marks = [operands for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "BDC"]
        footers = [facts for _tag, facts in marks if facts.get("/Subtype") == "/Footer"]
        assert bool(footers) == bool(words) == _has_footer(path, page)
    assert set("".join(document.decoration)) <= {"-"}


@pytest.mark.parametrize("path", IN_ORDER, indirect=True, ids=name_of)
def test_reading_order_is_that_of_the_file(document, path):
    """The tree read from top to bottom gives every word of the file in its order, whatever was painted first."""
    apart = [*document.tree.all("Caption"), *(each for each in document.tree.walk() if "TOC" in each.roles)]
    without = {id(element) for each in apart if each is not document.tree for element in each.walk()}

    said = completed(_joined(document, without), model_of(path))

    assert expected_words(model_of(path)) == words_of(said)


def _has_footer(path: Path, page: pikepdf.Page) -> bool:
    """Whether a page has running title and folio: none that is folded has, nor one that is a cover."""
    brochure = model_of(path)
    first = page.index == 0 and (_has_cover(brochure) or brochure.settings.theme == "brief")
    return brochure.settings.theme != "leaflet" and not first


def _has_cover(brochure: Brochure) -> bool:
    """Whether the first item's photo stands on a page of its own, or on the panel that is the cover."""
    return brochure.settings.theme == "leaflet" or (brochure.cover is not None and brochure.cover.kind != "none")


def _joined(document: Document, without: set[int]) -> str:
    """All text of the tree, each element on a line of its own but for links inside of paragraphs."""

    def text(element) -> str:
        if id(element) in without:
            return ""
        inner = "".join(
            text(kid) if hasattr(kid, "kids") else kid if isinstance(kid, str) else "" for kid in element.kids
        )
        return inner if element.role in ("Link", "Span") else f"{inner}\n"

    return text(document.tree)


def test_every_mark_has_its_element(document):
    """Each marked content belongs to exactly one element, and the parent tree leads back to it."""
    assert sorted(document.marks) == sorted(document.used_marks)
    assert len(document.used_marks) == len(set(document.used_marks))


def test_parent_tree(document):
    """Every number of the parent tree leads to the element that claims the mark or the annotation."""
    numbers = list(document.root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    keys = sorted(parents)

    assert list(map(int, numbers[::2])) == keys
    assert int(document.root.StructTreeRoot.ParentTreeNextKey) > keys[-1]
    for element in document.tree.walk():
        own = element.dictionary.objgen
        for annotation in element.annotations:
            assert own == parents[int(annotation.StructParent)].objgen
    for number, page in enumerate(document.pdf.pages):
        assert "/S" == str(page.Tabs)
        listed = parents[int(page.StructParents)]
        assert sorted(mark for at, mark in document.marks if at == number) == list(range(len(listed)))


def test_marks_lead_to_their_element(document):
    """The element that lists a mark is the one that the parent tree names for it."""
    numbers = list(document.root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for element in document.tree.walk():
        page = element.dictionary.get("/Pg")
        for kid in element.dictionary.K:
            if isinstance(kid, int):
                assert parents[int(page.StructParents)][kid].objgen == element.dictionary.objgen
            elif kid.get("/Type") == "/MCR":
                assert parents[int(kid.Pg.StructParents)][int(kid.MCID)].objgen == element.dictionary.objgen


def test_one_title_then_articles(document, path):
    """One H1, first of all; then an article for each item that begins with its heading, and the date after it."""
    entries = model_of(path).items
    items = [entry for entry in entries if not entry.is_section]
    first = next((at for at, entry in enumerate(entries) if entry.is_section), len(entries))
    articles = document.tree.all("Art")

    assert ["H1"] == [element.role for element in document.tree.all("H1")]
    assert "H1" == document.tree.roles[0]
    assert len(items) == len(articles)
    for at, (entry, article) in enumerate(zip(items, articles, strict=True)):
        heading = "H2" if at < first else "H3"
        assert words_of(entry.title) == words_of(article.elements[0].text)
        assert [heading, "P"][: 2 if entry.date else 1] == article.roles[: 2 if entry.date else 1]


def test_headings_do_not_skip(document):
    """Levels go down one at a time."""
    levels = [int(element.role[1]) for element in document.tree.walk() if re.fullmatch(r"H\d", element.role)]

    assert all(two <= one + 1 for one, two in itertools.pairwise(levels))


def test_bookmarks_are_the_titles(document, path):
    """The outline lists the items' titles in order, those of a section in it, then imprint and closing panel."""
    brochure = model_of(path)
    labels = load_language(brochure.language).labels
    titles: list[tuple[str, list[str]]] = []
    in_section = False
    for entry in brochure.items:
        title = entry.short_title or entry.title
        if in_section and not entry.is_section:
            titles[-1][1].append(title)
        else:
            titles.append((title, []))
        in_section = in_section or entry.is_section
    titles += [(labels.contact, [])] if brochure.contact or brochure.imprint else []
    titles += [(brochure.past_stories.label or labels.past_stories, [])] if brochure.past_stories else []

    assert [words_of(title) for title, _inner in titles] == [words_of(mark) for mark in document.bookmarks]
    for (_title, inner), (_mark, found) in zip(titles, document.outline, strict=True):
        # What else lies below a title are the headings of its text.
        assert not inner or [words_of(title) for title in inner] == [words_of(mark) for mark in found]


def test_figures(document, path):
    """Every photo that says something has its alternative text and a box, and next to it its caption."""
    brochure = model_of(path)
    items = [entry for entry in brochure.items if not entry.is_section]
    photos, pairs = [], []
    for entry, article in zip(items, document.tree.all("Art"), strict=True):
        # A gallery has one caption for all.
        if ("Figure", "Figure") not in itertools.pairwise(article.roles):
            photos += [one for one in entry.photos if not one.decorative]
            pairs += [pair for pair in itertools.pairwise(article.elements) if pair[0].role == "Figure"]

    assert len(photos) == len(pairs)
    for shown, (figure, caption) in zip(photos, pairs, strict=True):
        assert shown.alt in ("", str(figure.dictionary.Alt))
        assert words_of(f"{shown.caption} {shown.credit}")[-1] == words_of(caption.text)[-1]


def test_every_figure_says_what_it_shows(document):
    """Photos, portraits, charts, logos and codes: each has words in its place, and a box on its page."""
    for figure in document.tree.all("Figure"):
        box = [float(value) for value in figure.dictionary.A.BBox]
        assert str(figure.dictionary.Alt)
        assert box[0] < box[2]
        assert box[1] < box[3]
        assert [] == figure.roles


def test_lists(document):
    """L holds LI, LI holds Lbl and LBody; the kind of numbering is told."""
    for found in document.tree.all("L"):
        assert {"LI"} == set(found.roles)
        mark = found.elements[0].elements[0].text.strip()
        wanted = {"\u2022": "/Disc", "\u25a0": "/Square"}
        # What stands before an entry of facts or of an agenda is a value or a date, and numbers nothing; a bare figure
        # may be either a value or the number of a note.
        numbered = f"/{numbering_of(mark) or 'None'}"
        known = {wanted.get(mark, numbered)} | ({"/None"} if mark.isdigit() else set())
        assert str(found.dictionary.A.ListNumbering) in known
    for entry in document.tree.all("LI"):
        # People and briefs without a date have nothing before them.
        assert entry.roles in (["Lbl", "LBody"], ["LBody"])
        assert "/ActualText" not in entry.elements[0].dictionary


@pytest.mark.parametrize(
    ("label", "numbering"),
    [
        ("\u2022", "Disc"),
        ("\u25a0", "Square"),
        ("\u2013", ""),
        ("1.", "Decimal"),
        ("(12)", "Decimal"),
        ("\u0661.", "Decimal"),
        ("a)", "LowerAlpha"),
        ("B.", "UpperAlpha"),
        ("i.", "LowerRoman"),
        ("IV.", "UpperRoman"),
        ("c)", "LowerAlpha"),
        ("1.a", ""),
        ("", ""),
    ],
)
def test_numbering(label, numbering):
    """The mark of a list's first entry tells how the list is numbered."""
    assert numbering == numbering_of(label)


def test_links(document):
    """Every link annotation has words, a number in the parent tree, areas inside of its box, and is printed."""
    assert [] == [link for link in document.links if str(link.Subtype) != "/Link"]
    for link in document.links:
        assert 4 == int(link.F)
        assert str(link.Contents).strip()
        assert "/StructParent" in link
        assert "/Dest" in link or str(link.A.URI).startswith(("https://", "http://", "mailto:", "tel:"))
        box = [float(value) for value in link.Rect]
        quads = [float(value) for value in link.QuadPoints]
        assert 0 == len(quads) % 8
        assert (min(quads[::2]), max(quads[::2])) == pytest.approx((box[0], box[2]), abs=0.01)
        assert (min(quads[1::2]), max(quads[1::2])) == pytest.approx((box[1], box[3]), abs=0.01)


def test_every_link_of_the_file_can_be_clicked(document, path):
    """The addresses of all link elements, each with an annotation, are those of the file."""
    brochure = model_of(path)
    typed = [link.url for entry in brochure.items for link in entry.links]
    typed += [brochure.past_stories.url] if brochure.past_stories else []
    elements = document.tree.all("Link")

    assert set(typed) <= {str(link.A.URI) for link in document.links if "/A" in link}
    assert all(element.annotations for element in elements)
    assert len(document.links) == sum(len(element.annotations) for element in elements)


def test_fonts_are_embedded_subsets(document):
    """Every font is embedded as a subset, with a map to Unicode that has no code without meaning."""
    assert document.fonts
    for font in document.fonts:
        inner = font.DescendantFonts[0]
        descriptor = inner.FontDescriptor
        assert re.fullmatch(r"/[A-Z]{6}\+[\w-]+", str(font.BaseFont))
        assert str(font.BaseFont) == str(inner.BaseFont) == str(descriptor.FontName)
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert 1 < len(unicode_map(font))
        assert "/Identity-H" == str(font.Encoding)


def test_nothing_is_drawn_without_a_font_of_its_own(document):
    """No page names a font that is not embedded, as ReportLab would."""
    names = {str(font.BaseFont) for font in document.fonts}

    assert not [name for name in names if "Helvetica" in name or "NoFont" in name]
    assert b"Helvetica" not in document.content


def test_output_intent(document):
    """One sRGB output intent with its profile, as PDF/A wants it for device colors."""
    (intent,) = document.root.OutputIntents

    assert "/GTS_PDFA1" == str(intent.S)
    assert b"acsp" == intent.DestOutputProfile.read_bytes()[36:40]
    assert 3 == int(intent.DestOutputProfile.N)


def test_photos_carry_no_metadata(document):
    """No JPEG in the file has an EXIF, XMP or IPTC segment: places and names of the camera stay out."""
    for page in document.pdf.pages:
        for image in page.get_images().values():
            if str(image.get("/Filter")) == "/DCTDecode":
                assert not set(segments(image.read_raw_bytes())) & {0xE1, 0xED}


def segments(jpeg_file: bytes) -> list[int]:
    """The markers of a JPEG's segments, up to the picture itself."""
    found, at = [], 2
    while jpeg_file[at + 1] != 0xDA:
        found.append(jpeg_file[at + 1])
        at += 2 + int.from_bytes(jpeg_file[at + 2 : at + 4], "big")
    return found


def test_footers_are_artifacts(document, path):
    """Running title and folio are on every page, and in no element."""
    for number, (page, text) in enumerate(zip(document.pdf.pages, document.artifacts, strict=True), 1):
        assert (str(number) in words_of(text)) == _has_footer(path, page)


# ---- made-up brochures


def read_back(text: str, **files: bytes) -> Document:
    """A brochure, built and read back."""
    return Document(built(text, **files).pdf)


def test_paragraph_over_pages_is_one_element():
    """A paragraph that runs over two columns and two pages is one P with marks on both pages."""
    document = read_back(brochure(item(words=1500)))
    (paragraph,) = [element for element in document.tree.all("P") if len(element.text) > 1000]
    pages = {str(kid.get("/Pg").objgen) for kid in paragraph.dictionary.K if not isinstance(kid, int)}

    assert prose(1500) == paragraph.text.strip()
    assert pages


def test_a_table_has_rows_of_headers_and_cells():
    """Also over pages it is one; empty cells have their place, and a header that is said once more is furniture."""
    rows = "".join(f"Town {number},{number}.5,\n" for number in range(60))
    table = {"file": "a.csv", "caption": "Rain", "alt": "It rained everywhere.", "note": "In mm."}
    document = read_back(brochure(item(table=table)), **{"a.csv": f"Town,Rain,Snow\n{rows}".encode()})
    (whole,) = document.tree.all("Table")
    caption, head, body = whole.elements

    assert ["Rain", "Caption", "THead", "TBody"] == [caption.text.strip(), caption.role, head.role, body.role]
    assert [["TH", "TH", "TH"]] == [row.roles for row in head.elements]
    assert [["TH", "TD", "TD"]] * 60 == [row.roles for row in body.elements]
    assert {"/Column"} == {str(cell.dictionary.A.Scope) for cell in head.elements[0].elements}
    assert {"/Row"} == {str(row.elements[0].dictionary.A.Scope) for row in body.elements}
    assert "It rained everywhere." == str(whole.dictionary.A.Summary)
    assert "/Alt" not in whole.dictionary
    marks = [
        operands[1].get("/Subtype")
        for page in document.pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
    ]
    assert "/Header" in marks


def test_link_over_two_lines():
    """A link that is broken has one annotation with an area for each line."""
    words = "a link that is far too long for the width of one column and so is broken"
    document = read_back(brochure(item(body=f"[{words}](https://a.eu) and more")))
    (link,) = document.links

    assert words == str(link.Contents)
    assert 8 < len(link.QuadPoints)


def test_link_over_two_columns():
    """A link that goes on in the next column has an annotation in each, both of the same element."""
    document = read_back(brochure(item(body=f"{prose(30)} [{prose(60)}](https://a.eu) {prose(30)}")))
    (element,) = document.tree.all("Link")
    starts = [float(link.Rect[0]) for link in document.links]

    assert [True, False] == [start < 290 for start in starts]
    assert 2 == len(element.annotations)
    assert [prose(60)] * 2 == [str(link.Contents) for link in document.links]


def test_link_over_two_pages():
    """A link that goes on on the next page has an annotation on each."""
    document = read_back(brochure(item(body=f"{prose(300)} [{prose(400)}](https://a.eu) {prose(30)}")))

    assert [True, True] == ["/Annots" in page for page in document.pdf.pages]
    assert prose(400) == document.tree.all("Link")[0].text.strip()


def test_caption_comes_after_the_figure():
    """Caption and credit are read after the photo's alternative text, which would stand for them inside it."""
    document = read_back(brochure(item(photo=photo(caption="A field"))))
    (caption,) = [two for one, two in itertools.pairwise(document.tree.all("Art")[0].elements) if one.role == "Figure"]

    assert "A field. Photo: Ann Example" == caption.text.strip()
    assert "" == document.tree.all("Figure")[0].text


def test_decorative_photo_is_an_artifact():
    """A decorative photo is in no element."""
    document = read_back(brochure(item(photo={"file": "a.jpg", "credit": "A", "decorative": True})))

    assert [] == document.tree.all("Figure")
    assert 1 == len(document.pdf.pages[0].get_images())


def test_qr_code_is_a_figure_with_its_address():
    """The code's text says what it is and its address; heading and address are links."""
    document = read_back(brochure(item(), past_stories={"url": "https://a.eu/old"}))
    section = document.tree.elements[-1]

    assert ["H2", "Figure", "P"] == section.roles
    assert "QR code: https://a.eu/old" == str(section.elements[1].dictionary.Alt)
    assert ["https://a.eu/old"] * 2 == [str(link.A.URI) for link in document.links]


def test_lang_and_author():
    """Publisher and subtitle become author and subject."""
    document = read_back(brochure(item(), publisher="UNODC", subtitle="Sub", language="fr"))

    assert ("UNODC", "Sub") == (str(document.pdf.docinfo["/Author"]), str(document.pdf.docinfo["/Subject"]))
    assert "fr" == str(document.root.Lang)


def test_same_photo_twice_is_embedded_once():
    """Two items with the same photo in the same frame share its pixels."""
    items = [item("Lead", 20), *(item(f"Item {number}", 30, photo=photo(width="wrap")) for number in range(3))]
    document = read_back(brochure(*items))
    images = {image.objgen for page in document.pdf.pages for image in page.get_images().values()}

    assert 1 == len(images)


def test_emphasis_is_read_in_place():
    """Bold and italic words are elements of their paragraph, which stand for spans where nobody knows them."""
    document = read_back(brochure(item(body="One **two *three*** *four* **[five](https://a.eu) six**")))
    paragraph = document.tree.all("P")[-1]
    strong, emphasis, other = paragraph.elements

    assert "One two three four five six" == paragraph.text.strip()
    assert ["/Strong", "/Em", "/Strong"] == [str(element.dictionary.S) for element in paragraph.elements]
    assert ("two three", "three", "four") == (strong.text, strong.elements[0].text, emphasis.text)
    assert ["Link"] == other.roles
    assert "five" == str(document.links[0].Contents)
    assert {"Span"} == {strong.role, emphasis.role, strong.elements[0].role}


def test_emphasis_inside_a_link_is_part_of_the_link():
    """A link of which some words are bold is one link with one annotation."""
    document = read_back(brochure(item(body="[one **two** *three*](https://a.eu)")))
    (link,) = document.tree.all("Link")

    assert ["Span", "Span"] == link.roles
    assert "one two three" == link.text.strip() == str(document.links[0].Contents)


def test_outline_has_sub_headings_imprint_and_closing_panel():
    """Sub-headings lie below their item; the imprint goes by the language's word for it."""
    text = brochure(
        item("One", body="a\n\n## Sub **one**\n\nb\n\n## Sub two\n\nc"),
        item("Two", 900),
        contact="## Office\n\nUs",
        past_stories={"url": "https://a.eu", "label": "Older"},
        language="de",
        intro="## Before\n\nx",
    )
    document = read_back(text)
    with document.pdf.open_outline() as outline:
        pages = [entry.destination[0].objgen for entry in outline.root]

    assert [
        ("Before", []),
        ("One", ["Sub one", "Sub two"]),
        ("Two", []),
        ("Kontakt", ["Office"]),
        ("Older", []),
    ] == document.outline
    assert [document.pdf.pages[-1].objgen] * 2 == pages[-2:]
    assert document.pdf.pages[0].objgen == pages[0]


def test_logos_imprint_and_closing_panel_are_read_where_they_stand():
    """The logos come after the title, a partner's in its link, then who pays; the imprint before the panel."""
    document = read_back(
        brochure(
            item(),
            contact="Us",
            logo={"file": "a.jpg", "alt": "Mark"},
            logos=[{"file": "b.jpg", "alt": "Partner", "url": "https://partner.example.org"}],
            funding={"file": "c.jpg", "alt": "Flag", "disclaimer": True},
            past_stories={"url": "https://a.eu"},
        ),
        b=jpeg(300, 100),
        c=jpeg(90, 60),
    )
    imprint, panel = document.tree.elements[-2:]
    title, logo, partner, emblem, statement = document.tree.elements[:5]

    assert ["H1", "Figure", "Link", "Figure", "P"] == [one.role for one in (title, logo, partner, emblem, statement)]
    assert ["Mark", "Flag"] == [str(one.dictionary.Alt) for one in (logo, emblem)]
    assert "Figure" == partner.roles[0]
    assert "Co-funded by the European Union" == statement.text.strip()
    assert ["P", "P"] == imprint.roles
    assert "H2" == panel.roles[0]


def test_progress_is_told():
    """The caller hears that the fitting begins, and of every page."""
    told = []
    files = Memory({"b.yaml": brochure(item(words=1000)).encode()})
    pages = build("b.yaml", files=files, progress=lambda *what: told.append(what)).pages

    assert "steps of fitting" == told[0][0]
    assert [("pages", number, pages) for number in range(1, pages + 1)] == told[1:]


def test_gray_photo_stays_gray():
    """A photo without color is embedded with one channel."""
    document = read_back(brochure(item(photo=photo("b.jpg"))), b=jpeg(900, 600))
    (image,) = document.pdf.pages[0].get_images().values()

    assert "Gray" in str(image.ColorSpace) or 1 == int(image.ColorSpace[1].N)
