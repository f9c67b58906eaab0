"""`pdfbrochure check`: brochures and PDFs, page counts, exit codes, and the three forms of its report."""

import io
import json
import os
import subprocess
import sys

import pikepdf
import pytest
from commands import ROOT, report_of, run, start, write
from support import EXAMPLES, brochure, item, jpeg, name_of, photo

from pdfbrochure.cli import main
from pdfbrochure.finished.inspect import MOST_BYTES

SMALL = "title: News\nitems:\n  - title: One\n    body: Some text.\n"
# One error, one warning.
FAULTY = "title: News\nitems:\n  - titel: One\n    date: from 2017-02-14 on\n"


def pdf(pages: int, **options: object) -> bytes:
    """A PDF of so many empty pages."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    stream = io.BytesIO()
    document.save(stream, **options)
    return stream.getvalue()


@pytest.fixture
def small(tmp_path):
    """A brochure of one page."""
    return write(tmp_path, SMALL)


@pytest.fixture
def five(tmp_path):
    """A PDF of five pages."""
    path = tmp_path / "brochure.pdf"
    path.write_bytes(pdf(5))
    return path


def test_check_writes_nothing(small):
    """Checking a brochure says how many pages it has, and leaves the folder as it was."""
    done = run("check", small)

    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{small}: 1 page\n", "")
    assert list(small.parent.iterdir()) == [small]


def test_check_takes_the_brochure_of_the_current_folder(small, monkeypatch):
    """Without a name, brochure.yaml in the current folder is checked."""
    monkeypatch.chdir(small.parent)

    assert run("check").stdout == "brochure.yaml: 1 page\n"


@pytest.mark.parametrize(
    ("pages", "passes"),
    [("5", True), ("4", False), ("6", False), ("4-5", True), ("5-8", True), ("6-8", False), ("x5", True), ("x4", False),
     ("\u00d75", True), ("X1", True), (" 2 \u2013 6 ", True)],
)  # fmt: skip
def test_check_compares_the_pages_of_a_pdf(five, pages, passes):
    """Exactly so many, from so many to so many, or a multiple of so many."""
    assert run("check", five, "--pages", pages).exit_code == (0 if passes else 1)


def test_wrong_page_count_of_a_pdf_says_what_is_there_and_what_was_asked(five):
    """The sentence holds both numbers and the file's name; the mend is to be typed."""
    done = run("check", five, "--pages", "4", "--quiet")

    assert done.stderr == (
        f"{five}: error[page-count]: 4 pages were asked for, brochure.pdf has 5\n"
        "  mend: build the brochure again with `pages: 4` in its settings\n"
    )
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("pages", "what", "mend"),
    [
        ("2", "2 pages were asked for, brochure.yaml has 1",
         "write `pages: 2` below `settings:` to have it fitted, or add text or photos for 1 page"),
        ("4-6", "4 to 6 pages were asked for, brochure.yaml has 1",
         "write `pages: {min: 4, max: 6}` below `settings:` to have it fitted, or add text or photos for 3 pages"),
        ("x4", "a multiple of 4 pages was asked for, brochure.yaml has 1",
         "write `pages: {multiple_of: 4}` below `settings:` to have it fitted, or add text or photos for 3 pages"),
    ],
)  # fmt: skip
def test_wrong_page_count_of_a_brochure_says_what_to_do(small, pages, what, mend):
    """A brochure can still be changed, so the mend says how."""
    code, report = report_of("check", small, "--pages", pages)

    assert code == 1
    assert [(found["code"], found["what"], found["mend"]) for found in report["findings"]] == [
        ("page-count", what, mend)
    ]


def test_too_long_a_brochure_is_told_to_be_cut(tmp_path):
    """Where the pages are too many, text must go."""
    path = write(tmp_path, brochure(item(words=1500)))
    _, report = report_of("check", path, "--pages", "1")

    assert any("cut text or photos of" in finding["mend"] for finding in report["findings"])


def test_page_count_is_pointed_at_its_setting(tmp_path):
    """A finding on the number of pages stands at the settings, where it is mended, whatever else is set there."""
    path = write(tmp_path, SMALL + "settings:\n  palette: navy\n")
    _, report = report_of("check", path, "--pages", "2")

    assert (5, 1, 8) == tuple(report["findings"][0][key] for key in ("line", "column", "length"))


@pytest.mark.parametrize("pages", ["0", "-1", "four", "4.5", "6-2", "x0", "x", "4-", "99999", "", "2-x4"])
def test_wrong_pages_option_is_a_wrong_call(five, pages):
    """A value that is no number of pages ends with 2 and shows the three forms."""
    done = run("check", five, "--pages", pages)

    assert done.exit_code == 2
    assert "write 4 for exactly four pages, 2-6 for two to six, or x4 for a multiple of four" in done.stderr


def test_check_of_a_folder_is_a_wrong_call(tmp_path):
    """A folder is no brochure; the message names the file in it."""
    done = run("check", tmp_path)

    assert done.exit_code == 2
    assert "brochure.yaml" in done.stderr


def test_faults_end_with_one(tmp_path):
    """A brochure with errors fails, and every finding is printed."""
    done = run("check", write(tmp_path, FAULTY))

    assert done.exit_code == 1
    assert "error[unknown-key]" in done.stderr
    assert "warning[date-in-words]" in done.stderr


def test_quiet_leaves_warnings_out(tmp_path):
    """`-q` prints the errors only."""
    done = run("check", "-q", write(tmp_path, FAULTY))

    assert "error[unknown-key]" in done.stderr
    assert "warning[" not in done.stderr


def test_strict_fails_on_warnings(tmp_path):
    """A warning passes, unless `--strict` is given; then the reason is said."""
    path = write(tmp_path, FAULTY.replace("titel", "title"))

    assert run("check", path).exit_code == 0
    strict = run("check", path, "--strict")
    assert strict.exit_code == 1
    assert f"{path} did not pass: it has warnings, and --strict was given" in strict.stderr


def test_github_form_is_workflow_commands_on_the_right_line(tmp_path):
    """GitHub reads each finding from a line of its own."""
    path = write(tmp_path, FAULTY)
    done = run("check", path, "--format", "github")

    name = str(path).replace(":", "%3A").replace(",", "%2C")
    lines = done.stderr.splitlines()
    assert lines[0].startswith(f"::error file={name},line=3,col=5,title=unknown-key::item 1 has `titel`")
    assert lines[1].startswith(f"::warning file={name},line=4,col=11,title=date-in-words::")
    assert len(lines) == 2


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_report_of_every_example_keeps_to_its_schema(path):
    """The examples pass, and their summaries add up."""
    code, report = report_of("check", path)
    summary = report["summary"]

    assert (code, report["findings"]) == (0, [])
    assert len(summary["fill"]) == summary["pages"]
    assert all(1 <= entry["first_page"] <= entry["last_page"] <= summary["pages"] for entry in summary["items"])
    assert summary["words"] > 10


def test_json_report_of_a_build_names_the_pdf(small):
    """What was written is in the report of a build."""
    code, report = report_of("build", small)

    assert code == 0
    assert report["output"] == str(small.with_suffix(".pdf"))
    assert report["summary"]["items"] == [{"title": "One", "first_page": 1, "last_page": 1, "lines": 2}]


def test_json_report_of_a_faulty_brochure_has_places(tmp_path):
    """Each finding has line, column and length, and the path of its value."""
    code, report = report_of("check", write(tmp_path, FAULTY))
    first = report["findings"][0]

    assert code == 1
    assert (first["line"], first["column"], first["length"]) == (3, 5, 5)
    assert first["origin"] == ["items", 0]
    assert (report["errors"], report["warnings"], report["summary"]) == (1, 1, None)


def test_json_report_of_a_pdf_has_its_pages(five):
    """Of a PDF only the pages are known."""
    code, report = report_of("check", five)

    assert code == 0
    assert report["summary"] == {"pages": 5, "words": None, "items": [], "fill": [], "knobs": []}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty (0 bytes)"),
        (b"%PDF-1.7\n", "is damaged: no page can be found in it"),
        (pdf(5)[:400], "is damaged: no page can be found in it"),
        (pdf(5, encryption=pikepdf.Encryption(owner="a", user="b")), "asks for a password"),
    ],
    ids=["empty", "header", "cut", "encrypted"],
)
def test_unreadable_pdf_is_a_finding(tmp_path, content, what):
    """No PDF makes a traceback."""
    path = tmp_path / "some.pdf"
    path.write_bytes(content)
    code, report = report_of("check", path, "--pages", "5")

    assert code == 1
    assert [(found["code"], found["what"]) for found in report["findings"]] == [("unreadable-pdf", f"some.pdf {what}")]


def test_claimed_pages_that_are_missing_are_not_counted(tmp_path):
    """A PDF that says 9 and has 5 is not taken for one of nine pages."""
    path = tmp_path / "some.pdf"
    path.write_bytes(pdf(5, object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(b"/Count 5", b"/Count 9"))
    code, report = report_of("check", path, "--pages", "9")

    assert code == 1
    assert report["findings"][0]["code"] in {"unreadable-pdf", "page-count"}


def test_too_large_a_pdf_is_refused(tmp_path, monkeypatch):
    """A file beyond the limit is not read."""
    monkeypatch.setattr("pdfbrochure.finished.count.LARGEST_PDF", 100)
    path = tmp_path / "some.pdf"
    path.write_bytes(pdf(5))

    assert report_of("check", path)[1]["findings"][0]["code"] == "unreadable-pdf"


def test_too_many_pages_are_refused(five, monkeypatch):
    """A number that no brochure has is not believed."""
    monkeypatch.setattr("pdfbrochure.finished.count.MOST_PAGES", 4)

    assert "more than 4" in report_of("check", five)[1]["findings"][0]["what"]


def test_pdf_is_told_by_its_content(five):
    """Neither the ending nor junk before the header matters."""
    other = five.with_name("some.dat")
    other.write_bytes(b"junk\n" + five.read_bytes())

    assert run("check", other).stdout.startswith(f"{other}: 5 pages\n")


def test_missing_file_is_a_finding(tmp_path):
    """A file that is not there, whatever its ending, is named."""
    done = run("check", tmp_path / "absent.pdf")

    assert done.exit_code == 1
    assert "there is no file absent.pdf" in done.stderr


@pytest.mark.parametrize("command", [["--help"], ["build", "--help"], ["check", "--help"]])
def test_every_option_has_its_sentence(command):
    """The help of each option ends with a full stop, or with its default."""
    assert run(*command).exit_code == 0
    for other in main.commands.values():
        for parameter in other.params:
            if parameter.param_type_name == "option":
                assert parameter.help
                assert parameter.help.endswith(".")


def test_help_loads_no_stage():
    """Help and version are fast, since nothing that builds is loaded for them."""
    program = (
        "import sys, pdfbrochure.cli\n"
        "heavy = {'reportlab', 'PIL', 'uharfbuzz', 'yaml', 'pypdfium2', 'markdown_it', 'segno',\n"
        "         'pdfbrochure.model.brochure', 'pdfbrochure.summary', 'pdfbrochure.explain'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_long_brochure_counts_lines_and_words(tmp_path):
    """Words are those printed; lines those of each item; the pages of an item are those that it touches."""
    path = write(tmp_path, brochure(item("First", 900), item("Second", 40, links=[{"Site": "https://example.org"}])))
    _, report = report_of("check", path)
    summary = report["summary"]
    first, second = summary["items"]

    # One word more for each title, for "News" and for the link's label.
    assert summary["words"] == 944
    assert first["first_page"] == 1
    assert first["last_page"] > 1
    assert second["last_page"] == summary["pages"]
    assert first["lines"] > 10 * second["lines"]


def test_colors_are_for_terminals_that_want_them(tmp_path):
    """Piped output has no escape sequences, with NO_COLOR or without."""
    path = write(tmp_path, FAULTY)

    assert "\x1b" not in start("check", path).stderr
    assert "\x1b" not in start("check", path, NO_COLOR="1").stderr


@pytest.mark.parametrize(("variables", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_terminal_gets_colors_unless_it_refuses_them(tmp_path, variables, colored):
    """On a terminal the severity is colored, unless NO_COLOR is set to something (no-color.org)."""
    pty = pytest.importorskip("pty")
    path = write(tmp_path, FAULTY)
    primary, secondary = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | variables
    command = [sys.executable, "-m", "pdfbrochure", "check", str(path)]
    with subprocess.Popen(command, stderr=secondary, stdout=subprocess.PIPE, env=environment) as process:
        os.close(secondary)
        text = b""
        try:
            while part := os.read(primary, 65536):
                text += part
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(primary)
        process.wait(30)

    assert b"unknown-key" in text
    assert (b"\x1b[31m" in text) == colored


def test_photo_pages_are_those_of_their_item(tmp_path):
    """An item's photo counts for its pages, and not for its lines."""
    (tmp_path / "a.jpg").write_bytes(jpeg(1800, 1200))
    path = write(tmp_path, brochure(item("First", 0, photo=photo())))
    _, report = report_of("check", path)

    # Title and credit.
    assert report["summary"]["items"] == [{"title": "First", "first_page": 1, "last_page": 1, "lines": 2}]


def test_top_level_brochure_has_its_pages_full():
    """The design fills its pages: none is below a third."""
    _, report = report_of("check", ROOT / "brochure.yaml")

    assert min(report["summary"]["fill"]) > 1 / 3


# ---- languages, and several files


SEVERAL = "title: {en: News, de: Nachrichten}\nitems:\n  - title: {en: One, de: Eins}\n    body: %s\n"


def test_check_of_one_language(tmp_path):
    """A text that lacks the language that is asked for is found before anybody builds it."""
    path = write(tmp_path, SEVERAL % "{en: Some text.}")

    assert run("check", path).exit_code == 0
    code, report = report_of("check", path, "--language", "de")
    assert (code, report["language"]) == (1, "de")
    assert [found["code"] for found in report["findings"]] == ["missing-translation"]


def test_check_of_all_languages(tmp_path):
    """Each language has its line, and a row of the table below; what is wrong in both is told once."""
    done = run("check", write(tmp_path, SEVERAL % "{en: Some text., de: Etwas Text.}"), "--all-languages")
    lines = done.stdout.splitlines()
    assert [line.rpartition("/")[2] for line in lines[:2]] == [
        "brochure.yaml in en: 1 page",
        "brochure.yaml in de: 1 page",
    ]
    assert [line.split()[:2] for line in lines[2:]] == [["language", "pages"], ["en", "1"], ["de", "1"]]

    faulty = write(tmp_path, SEVERAL % "{en: A., de: B.}" + "    layout: x\n")
    assert run("check", faulty, "--all-languages").stderr.count("error[bad-choice]") == 1
    lacking = write(tmp_path, SEVERAL % "{en: Some text.}")
    done = run("check", lacking, "--all-languages")
    assert done.exit_code == 1
    assert "brochure.yaml in de did not pass" in done.stderr


def test_check_of_several_files(tmp_path, five):
    """Brochures and PDFs in one call, each with its line or its report; one that fails is enough."""
    fine, faulty = write(tmp_path, SMALL, "fine.yaml"), write(tmp_path, FAULTY, "faulty.yaml")
    done = run("check", fine, five, faulty)
    assert done.exit_code == 1
    assert done.stdout.startswith(f"{fine}: 1 page\n{five}: 5 pages\n")
    assert f"{faulty} did not pass: it has errors" in done.stderr

    done = run("check", five, fine, "--pages", "1-5", "--format", "json")
    assert done.exit_code == 0
    assert [report["summary"]["pages"] for report in json.loads(done.stdout)] == [5, 1]
    assert run("check", fine, faulty, "--report", tmp_path / "r.html").exit_code == 2


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_forms_within_forms_are_bounded(tmp_path):
    """A PDF of 20 kB that paints ten thousand million pieces is given up, before it takes the machine's memory."""
    document = pikepdf.new()
    inner = document.make_stream(b"q 1 0 0 1 0 0 cm 0 0 1 1 re f Q\n" * 10, Type=pikepdf.Name.XObject)
    inner.Subtype, inner.BBox = pikepdf.Name.Form, [0, 0, 9, 9]
    for _ in range(9):
        outer = document.make_stream(b"/F Do\n" * 10, Type=pikepdf.Name.XObject)
        outer.Subtype, outer.BBox = pikepdf.Name.Form, [0, 0, 9, 9]
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
        inner = outer
    document.add_blank_page()
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
    page.Contents = document.make_stream(b"/F Do")
    document.save(tmp_path / "loops.pdf")
    code = (
        "import resource, sys\n"
        "from pdfbrochure.cli import main\n"
        "main(['check', sys.argv[1]], standalone_mode=False)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    command = [sys.executable, "-c", code, tmp_path / "loops.pdf"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "warning[pdf-too-hard]" in done.stderr
    assert int(done.stdout.split()[-1]) <= MOST_BYTES / 1024
