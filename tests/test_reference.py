"""The reference brochure: real text, read back from the PDF as its readers' tools do."""

import shutil
import subprocess
from pathlib import Path

import pytest
from readback import Document, words_of
from support import REFERENCE

from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Folder
from pdfbrochure.model.addresses import shown_address
from pdfbrochure.model.brochure import Brochure, Item
from pdfbrochure.model.validate import validate
from pdfbrochure.pipeline import Built, build
from pdfbrochure.read import read

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference brochure is not there")
MONTHS = ("January", "February")


@pytest.fixture(scope="module")
def reference() -> Built:
    """The reference brochure, built."""
    return build(REFERENCE)


@pytest.fixture(scope="module")
def document(reference) -> Document:
    """The reference brochure, read back."""
    return Document(reference.pdf)


@pytest.fixture(scope="module")
def model() -> Brochure:
    """What its YAML file says."""
    report = Report()
    return validate(read(REFERENCE.name, Folder(REFERENCE.parent), report), report)


@pytest.fixture(scope="module")
def file(reference, tmp_path_factory) -> Path:
    """The PDF on the disc."""
    path = tmp_path_factory.mktemp("reference") / "reference.pdf"
    path.write_bytes(reference.pdf)
    return path


def need(tool: str) -> None:
    """Skip the test when a tool is missing."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")


def date_of(entry: Item) -> str:
    """The item's date in words, by hand."""
    day = entry.date.start
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def parts_of(model: Brochure) -> list[list[str]]:
    """The words of the title, the intro and each item's title, date, text and links, in reading order."""
    parts = [words_of(model.title), words_of(model.intro)]
    for entry in model.items:
        parts.append(words_of(f"{entry.title} {date_of(entry)}"))
        parts.append(words_of(entry.body))
        parts += [words_of(f"{link.label} {shown_address(link.url)}") for link in entry.links]
    return [*parts, words_of(f"{model.past_stories.label} {shown_address(model.past_stories.url)}")]


def test_builds_without_a_finding(reference):
    """The text of a real brochure gives neither error nor warning, on an even number of full pages."""
    assert [] == reference.report.findings()
    assert 2 <= reference.pages <= 4


def test_every_word_in_reading_order(file, model):
    """`pdftotext -raw` gives every part whole and in order, words divided at line ends joined again."""
    need("pdftotext")
    text = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True).stdout
    # A word may end its line at a hyphen of its own or at one that was added: letters alone are compared.
    letters = ""
    for number, page in enumerate(text.split("\f")[:-1], 1):
        footer, body = words_of(f"{model.title} {number}"), words_of(page)
        assert footer == body[-len(footer) :]
        letters += "".join(body[: -len(footer)])
    at = 0
    for part in parts_of(model):
        found = letters.find("".join(part), at)
        assert found >= 0, f"not found after letter {at}: {' '.join(part[:12])} …"
        at = found + len("".join(part))


def test_structure_tree_gives_the_same(document, model):
    """The structure tree holds the same parts in the order of the file, title before date."""
    articles = document.tree.all("Art")

    assert len(model.items) == len(articles)
    for entry, article in zip(model.items, articles, strict=True):
        head, date, *_ = article.elements
        text = "".join(element.text for element in article.elements if element.role == "P" and element is not date)
        assert words_of(entry.title) == words_of(head.text)
        assert words_of(date_of(entry)) == words_of(date.text)
        assert words_of(entry.body) == words_of(text)
        labels = [words_of(f"{link.label} {shown_address(link.url)}") for link in entry.links]
        assert labels == [words_of(link.text) for link in article.all("Link")]


def test_words_are_the_authors_own(document):
    """Typing errors of the original are not mended."""
    said = words_of(document.tree.text)

    assert {"stronly", "Valetta", "combatting"} <= set(said)


def test_both_credits(document, model):
    """Each of the two photos has its credit in its caption."""
    captions = [caption.text.strip() for caption in document.tree.all("Caption")]

    assert [f"Photo: {photo.credit}" for entry in model.items for photo in entry.photos] == captions
    assert 2 == len(captions)


def test_links_can_be_clicked(document, model):
    """Both links of the first item and the past stories lead where the file says."""
    urls = [str(link.A.URI) for link in document.links]
    wanted = [link.url for entry in model.items for link in entry.links] + [model.past_stories.url]

    assert 3 == len(wanted)
    assert wanted == list(dict.fromkeys(urls))


def test_past_stories(document, model):
    """The closing panel on the last page has words, code and address, all of them the same link."""
    section = document.tree.all("Sect")[-1]

    assert "Read our past stories here." == section.elements[0].text.strip()
    assert f"QR code: {model.past_stories.url}" == str(section.all("Figure")[0].dictionary.Alt)
    assert {model.past_stories.url} == {str(a.A.URI) for link in section.all("Link") for a in link.annotations}


def test_qr_code_can_be_read(file, reference, model, tmp_path):
    """A phone reads the code of the last page from a picture of 100 dpi."""
    need("pdftoppm")
    need("zbarimg")
    page = str(reference.pages)
    picture = tmp_path / "page"
    command = ["pdftoppm", "-r", "100", "-png", "-singlefile", "-f", page, "-l", page, str(file), str(picture)]
    subprocess.run(command, check=True, capture_output=True)
    read_code = subprocess.run(
        ["zbarimg", "--quiet", "--raw", f"{picture}.png"], capture_output=True, text=True, check=False
    )

    assert model.past_stories.url == read_code.stdout.strip()
