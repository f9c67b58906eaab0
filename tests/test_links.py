"""Where links lead in the finished PDF, and what is printed and read aloud for them."""

import shutil
import subprocess

import pikepdf
import pytest
from readback import Document
from support import brochure, built, codes, item

from pdfbrochure.paint.canvas import UNDERLINE

HOST = "https://straße.example/"
ASCII_HOST = "https://xn--strae-oqa.example/"


def targets(text: str) -> set[str]:
    """The targets of all link annotations."""
    document = Document(built(text).pdf)
    return {str(link.A.URI) for link in document.links}


def test_every_link_takes_the_same_way():
    """Link list, text and closing panel lead to one host, and never to that of another owner."""
    text = brochure(item("A", 0, body=f"[Road]({HOST}) <{HOST}>", links=[{"Road": HOST}]), past_stories={"url": HOST})

    assert {ASCII_HOST} == targets(text)


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("zbarimg") and shutil.which("pdftoppm")), reason="needs zbarimg and poppler")
def test_code_holds_the_ascii_form(tmp_path):
    """Telephones read bytes beyond ASCII in many ways."""
    (tmp_path / "a.pdf").write_bytes(built(brochure(item(), past_stories={"url": f"{HOST}über"})).pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "a.pdf", "a"], cwd=tmp_path, check=True)
    read = subprocess.run(["zbarimg", "-q", "--raw", "a-1.png"], cwd=tmp_path, capture_output=True, check=True)

    assert f"{ASCII_HOST}%C3%BCber" == read.stdout.decode().strip()


MAIL = "mailto:desk@example.org?subject=Papers&body=Dear%20all"


def test_mail_is_its_address_alone():
    """Subject and text are for the mail program: they are neither printed nor read aloud."""
    text = brochure(item("A", 0, body=f"[desk]({MAIL})", links=[{"Desk": MAIL}]), past_stories={"url": MAIL})
    done = built(text)
    document = Document(done.pdf)

    assert {MAIL} == {str(link.A.URI) for link in document.links}
    assert not any("subject" in str(link.Contents) for link in document.links)
    assert not any("Papers" in element.text + str(element.dictionary.get("/Alt")) for element in document.tree.walk())


def test_capitals_of_schemes():
    """`HTTPS://` and `Mailto:` are taken everywhere."""
    text = brochure(
        item("A", 0, body="[a](HTTPS://A.EU/B) [c](Mailto:C@D.eu) [e](TEL:+43-1)", links=[{"A": "HTTPS://A.EU/B"}])
    )

    assert {"https://a.eu/B", "mailto:C@d.eu", "tel:+43-1"} == targets(text)


@pytest.mark.parametrize(("signs", "found"), [(40, []), (480, ["qr-too-dense"])])
def test_fine_codes_are_found(signs, found):
    """Squares below 0.4 mm are reported; the address that the message allows is not."""
    url = "https://a.eu/" + "x" * signs
    findings = built(brochure(item(), past_stories={"url": url})).report.findings()

    assert all(("past_stories", "url") == finding.origin for finding in findings)
    assert found == codes(brochure(item(), past_stories={"url": url}))


def test_the_length_that_the_message_names_will_do():
    """An address as long as the finding says is read."""
    report = built(brochure(item(), past_stories={"url": "https://a.eu/" + "x" * 480})).report
    words = report.findings()[0].mend.split()
    room = int(words[words.index("characters") - 1])

    assert codes(brochure(item(), past_stories={"url": "https://a.eu/" + "x" * (room - 13)})) == []
    assert codes(brochure(item(), past_stories={"url": "https://a.eu/" + "x" * (room - 12)})) == ["qr-too-dense"]


def test_cut_addresses_are_found():
    """An address that is printed without its middle is reported at the link."""
    long = "https://example.org/" + "/".join(["part"] * 40)
    text = brochure(item("A", links=[{"One": "https://a.eu"}, {"Two": long}]))
    findings = [finding for finding in built(text).report.findings() if finding.code == "shortened-address"]

    assert [("items", 0, "links", 1, "url")] == [finding.origin for finding in findings]
    assert codes(brochure(item("A", links=[{"Two": long}]), settings={"print_urls": False})) == []


def test_counted_addresses_are_found_everywhere():
    """A finding for each place, at its line."""
    url = "https://a.eu/b?utm_source=c"
    text = brochure(item("A", 0, body=f"One\n\n[two]({url})", links=[{"A": url}]), past_stories={"url": url})
    findings = built(text).report.findings()

    assert ["tracking-address"] * 3 == [finding.code for finding in findings]
    assert all("https://a.eu/b" in finding.mend for finding in findings)
    assert all(finding.span is not None for finding in findings)


@pytest.mark.parametrize(
    ("words", "strokes"),
    [
        ("[the 🎉 great party 🎈](https://example.org/a)", 1),
        ("[a **bold** word *here*](https://example.org/a)", 1),
        ("[one](https://example.org/a) [two](https://example.org/b)", 2),
        ("[one](https://example.org/a) [two](https://example.org/a)", 2),
        ("[one](https://example.org/a) and [two](https://example.org/a)", 2),
        ("[\u05e9\u05dc\u05d5\u05dd 🎉 abc](https://example.org/a)", 1),
    ],
)
@pytest.mark.parametrize("language", ["en", "he"])
def test_an_underline_has_no_gaps(words, strokes, language):
    """It goes on below emoji and from one look to the next, and ends with its link."""
    document = Document(built(brochure(item("A", 0, body=words), language=language)).pdf)
    drawn = [
        [float(number) for number in operands]
        for operands, operator in pikepdf.parse_content_stream(document.pdf.pages[0])
        if str(operator) == "re" and float(operands[3]) == UNDERLINE and float(operands[1]) > 100  # above the footer
    ]
    boxes = [[float(number) for number in link.Rect] for link in document.links]

    assert strokes == len(drawn)
    assert sorted((box[0], box[2]) for box in boxes) == [
        pytest.approx((x, x + width), abs=0.02) for x, _y, width, _height in sorted(drawn)
    ]
