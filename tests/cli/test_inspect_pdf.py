"""`pdfbrochure check` of finished PDFs: what is told of one, what is found wanting, and that no file hangs it."""

import io
import os
import stat
import sys

import pikepdf
import pytest
from commands import report_of, run
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from support import brochure, built, item, photo

from pdfbrochure.diagnostics import Report
from pdfbrochure.finished import inspect as inspect_pdf
from pdfbrochure.ourselves import own_command

OURS = brochure(item("One", 60, photos=[photo()], links=[{"The site": "https://a.eu"}]), language="fr")


@pytest.fixture
def ours(tmp_path):
    """A PDF of ours with a photo and a link."""
    path = tmp_path / "ours.pdf"
    path.write_bytes(built(OURS).pdf)
    return path


@pytest.fixture
def plain(tmp_path):
    """Somebody's PDF: no tags, no title, a font outside, two sizes, a coarse picture of 10 px over 300 pt."""
    path = tmp_path / "plain.pdf"
    canvas = Canvas(str(path), pagesize=(400, 400))
    canvas.drawString(20, 20, "Hello")
    canvas.drawImage(ImageReader(Image.new("RGB", (10, 10))), 20, 50, 300, 300)
    canvas.showPage()
    canvas.setPageSize((300, 300))
    canvas.showPage()
    canvas.save()
    return path


def codes(path):
    """The codes of the findings on a PDF."""
    return [found["code"] for found in report_of("check", path)[1]["findings"]]


def test_pdf_of_ours_lacks_nothing(ours):
    """Tags, title, language, fonts, one page size: all there, and told in one line."""
    said = run("check", ours).stdout

    assert codes(ours) == ["low-resolution"]  # the test's photo is tiny
    for word in ("210 \u00d7 297 mm", "tagged", "in fr", "fonts embedded", "1 link", "ppi"):
        assert word in said
    assert "not tagged" not in said


def test_pdf_of_others_is_found_wanting(plain):
    """Each lack is a warning of its own, and the pages are counted all the same."""
    code, report = report_of("check", plain)

    assert code == 0
    assert report["summary"]["pages"] == 2
    assert [found["code"] for found in report["findings"]] == [
        "pdf-untagged", "pdf-untitled", "pdf-no-language", "pdf-loose-font", "pdf-sizes-differ", "low-resolution",
    ]  # fmt: skip
    assert "Helvetica" in report["findings"][3]["what"]
    assert "page 1 with 2 ppi" in report["findings"][5]["what"]
    assert report_of("check", plain, "--strict")[0] == 1


def test_title_of_pdf_2_is_found(tmp_path):
    """PDF/A-4 forbids the old place of the title; it stands in the XMP."""
    path = tmp_path / "ours.pdf"
    path.write_bytes(built(brochure(item("One", 60), title="Law & order", settings={"standard": "ua-2"})).pdf)

    assert codes(path) == []
    assert inspect_pdf.look(str(path)).title == "Law & order"


def test_bleed_is_seen(ours):
    """A trim box inside the page is the page's size."""
    with pikepdf.open(ours, allow_overwriting_input=True) as document:
        for page in document.pages:
            page.trimbox = [20, 20, 315, 440]
        document.save(ours)

    assert "104 \u00d7 148 mm, with bleed" in run("check", ours).stdout


def forms_in_forms(levels: int) -> bytes:
    """A PDF of a few kilobytes whose page draws 10 forms, each of which draws 10 forms, and so on."""
    document = pikepdf.new()
    document.add_blank_page()
    form = document.make_stream(
        b"0 0 m 1 1 l S", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
    )
    for _ in range(levels):
        form = document.make_stream(
            b"/F Do " * 10,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 9, 9],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form)),
        )
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    document.pages[0].Contents = document.make_stream(b"/F Do")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_hostile_pdf_does_not_hang(tmp_path, monkeypatch):
    """A file that grows without end is given up, and said to be so; its pages are counted."""
    monkeypatch.setattr(inspect_pdf, "MOST_SECONDS", 2)
    path = tmp_path / "bomb.pdf"
    path.write_bytes(forms_in_forms(12))

    assert "pdf-too-hard" in codes(path)


def test_folder_of_a_stranger_is_not_run(ours, monkeypatch):
    """A package of our name in the current folder is not taken for us."""
    package = ours.parent / "pdfbrochure"
    package.mkdir()
    (package / "__init__.py").write_text(f"open({str(ours.parent / 'run')!r}, 'w')")
    monkeypatch.chdir(ours.parent)

    assert inspect_pdf.inspect(ours, Report(), 150) is not None
    assert not (ours.parent / "run").exists()


def test_an_app_starts_itself(monkeypatch):
    """Where the program brings its own Python, that is the app, and takes no -m."""
    monkeypatch.setattr("sys.executable", "/opt/pdfbrochure/pdfbrochure")
    assert ["/opt/pdfbrochure/pdfbrochure", "-P", "-m", "pdfbrochure", "_inspect", "x"] == own_command("_inspect", "x")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert ["/opt/pdfbrochure/pdfbrochure", "_inspect", "x"] == own_command("_inspect", "x")


def verapdf(folder, monkeypatch, *said: str) -> None:
    """Put a program on the PATH, alone, that says as much as veraPDF, for each standard in turn."""
    program = folder / "verapdf"
    body = f"import sys\nsaid = dict(zip(('ua1', '2a', 'ua2', '4'), {said!r}))\nprint(said[sys.argv[2]])\n"
    program.write_text(f"#!{sys.executable}\n{body}")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_verdict_of_verapdf_is_folded_in(ours, tmp_path, monkeypatch):
    """What it passes is said, what it refuses is an error with the rule."""
    verapdf(tmp_path, monkeypatch, "PASS x ua1", "FAIL x 2a\n  FAIL 6.2-1 x1 The rule")
    done = run("check", ours, "--verapdf")

    assert done.exit_code == 1
    assert "veraPDF: PDF/UA-1 is kept" in done.stdout
    assert "error[not-conforming]: veraPDF finds that ours.pdf is not PDF/A-2a" in done.stderr
    assert "6.2-1 x1 The rule" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_brochure_is_built_for_verapdf(tmp_path, monkeypatch):
    """Of a brochure the PDF that it would become is judged, and not written."""
    verapdf(tmp_path, monkeypatch, "PASS x ua1", "PASS x 2a")
    path = tmp_path / "brochure.yaml"
    path.write_text("title: News\nitems:\n  - title: One\n    body: Text.\n")
    done = run("check", path, "--verapdf")

    assert done.exit_code == 0
    assert done.stdout.count("is kept") == 2
    assert not (tmp_path / "brochure.pdf").exists()


def test_missing_verapdf_is_said(ours, monkeypatch):
    """Who asks for it and has it not, is told."""
    monkeypatch.setenv("PATH", "")

    assert "error[no-verapdf]" in run("check", ours, "--verapdf").stderr


def test_officers_report_is_written_beside(tmp_path):
    """`--report` writes an HTML page, and replaces nothing but one."""
    path = tmp_path / "brochure.yaml"
    path.write_text("title: News\nitems:\n  - title: One\n    body: Text.\n")
    page = tmp_path / "report.html"
    for _ in range(2):
        assert run("check", path, "--report", page).exit_code == 0
    assert page.read_text().lower().startswith("<!doctype html")

    assert run("check", path, "--report", path).exit_code == 1
    assert path.read_text().startswith("title")


def test_report_on_any_pdf(ours, plain, tmp_path):
    """The same report is written on a PDF; one without tags fails, and its pictures are not asked about in vain."""
    page = tmp_path / "r.html"

    assert run("check", ours, "--report", page).exit_code == 0
    assert "Nothing failed." in page.read_text()
    assert "A gray field" in page.read_text()
    assert page.read_text().count("data:image/jpeg") == 1

    assert run("check", plain, "--report", page).exit_code == 0
    assert "Do not publish this file." in page.read_text()
    assert "The file has no tags" in page.read_text()


def change(path, how) -> None:
    """Change a PDF in place."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        how(document)
        document.save(path)


def tagged(document, kind):
    """The elements of a kind."""
    return [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{kind}"]


def without_descriptions(document):
    """Take the descriptions of pictures away."""
    for one in tagged(document, "Figure"):
        del one.Alt


def with_a_skipped_level(document):
    """Make headings of level 2 such of level 4."""
    for one in tagged(document, "H2"):
        one.S = pikepdf.Name.H4


def with_loose_content(document):
    """Paint something outside of all marks."""
    page = document.pages[0]
    page.Contents = document.make_stream(page.Contents.read_bytes() + b" 0 0 m 9 9 l S")


def with_empty_link_words(document):
    """Empty the descriptions of links."""
    for one in document.pages[0].Annots:
        one.Contents = pikepdf.String("")


def without_language(document):
    """Take the language away."""
    del document.Root.Lang


def with_the_files_name(document):
    """Have the window show the file's name."""
    document.Root.ViewerPreferences.DisplayDocTitle = False


def with_lists_of_paragraphs(document):
    """Make list entries paragraphs."""
    for one in tagged(document, "LI"):
        one.S = pikepdf.Name.P


def with_letters_that_cannot_be_told(document):
    """Take the tables from codes to characters away."""
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one:
            del one.ToUnicode


def with_a_claim_of_part_7(document):
    """Claim a part of the standard that there is not."""
    text = document.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<")
    document.Root.Metadata = document.make_stream(text, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (with_a_claim_of_part_7, "pdf-not-accessible"),
        (with_letters_that_cannot_be_told, "pdf-unclear-text"),
        (without_descriptions, "pdf-no-alt"),
        (with_a_skipped_level, "pdf-headings"),
        (with_loose_content, "pdf-loose-content"),
        (with_empty_link_words, "pdf-link-untold"),
        (without_language, "pdf-no-language"),
        (with_the_files_name, "pdf-title-hidden"),
        (with_lists_of_paragraphs, "pdf-not-accessible"),
    ],
)
def test_faults_of_tags_are_found(ours, how, code):
    """What a screen reader would stumble over is a finding, once, with what and where."""
    change(ours, how)

    assert sorted(codes(ours)) == sorted(["low-resolution", code])


def test_title_of_a_program_is_no_title(ours):
    """The name that a word processor gives is not what the document is called."""
    with pikepdf.open(ours, allow_overwriting_input=True) as document:
        document.docinfo.Title = "Microsoft Word - final_v3.docx"
        document.save(ours)

    assert "pdf-untitled" in codes(ours)


def test_locked_pdf_is_said_to_be_locked(ours, tmp_path):
    """Its words are not guessed at, and nothing is said to have passed."""
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(ours) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="o", user="", R=6))
    page = tmp_path / "r.html"

    assert run("check", locked, "--report", page).exit_code == 0
    assert "Not looked at: the file could not be read." in page.read_text()
    assert "Passed, read in the file" not in page.read_text()
