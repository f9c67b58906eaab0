"""`pdfbrochure build` and the Python call: what is written, what is said where, and how it ends."""

import json
import re
from pathlib import Path

import pytest
from commands import run, start, unsized, write
from support import brochure, item, jpeg, photo

import pdfbrochure
from pdfbrochure import BrochureError, Built, Report, __version__, build

FINE = brochure(item())
WARNED = brochure(item(photo=photo()))
FAULTY = "title: News\nitmes: []\nsettings: {page: B9}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a brochure and a photo of too few pixels."""
    write(tmp_path, FINE)
    write(tmp_path, WARNED, "warned.yaml")
    write(tmp_path, FAULTY, "faulty.yaml")
    (tmp_path / "a.jpg").write_bytes(jpeg(600, 400))
    return tmp_path


def test_says_what_was_written(folder):
    """One line on standard output names the PDF and its pages; nothing else is left in the folder."""
    before = set(folder.iterdir())
    done = run("build", folder / "brochure.yaml")

    assert (0, f"{folder / 'brochure.pdf'}: 1 page\n", "") == (done.exit_code, unsized(done.stdout), done.stderr)
    assert {folder / "brochure.pdf"} == set(folder.iterdir()) - before
    assert (folder / "brochure.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_file_defaults_to_the_current_folder(folder, monkeypatch):
    """Without a name, brochure.yaml in the current folder is built, beside itself."""
    monkeypatch.chdir(folder)

    assert "brochure.pdf: 1 page\n" == unsized(run("build").stdout)


def test_output_option(folder):
    """`-o` names the PDF, wherever it is."""
    (folder / "out").mkdir()
    target = folder / "out" / "News 7.pdf"

    assert 0 == run("build", folder / "brochure.yaml", "-o", target).exit_code
    assert target.exists()
    assert not (folder / "brochure.pdf").exists()


def test_output_setting(folder):
    """The brochure itself can name its PDF."""
    path = write(folder, brochure(item(), settings={"output": "issue-7.pdf"}))

    assert f"{folder / 'issue-7.pdf'}: 1 page\n" == unsized(run("build", path).stdout)


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("brochure.yaml", [], 0),
        ("brochure.yaml", ["--strict"], 0),
        ("warned.yaml", [], 0),
        ("warned.yaml", ["--strict"], 1),
        ("faulty.yaml", [], 1),
        ("nowhere.yaml", [], 1),
        (".", [], 2),
        ("brochure.yaml", ["--format", "xml"], 2),
        ("brochure.yaml", ["--loud"], 2),
        ("brochure.yaml", ["warned.yaml", "-o", "one.pdf"], 2),
        ("brochure.yaml", ["--language", "fr", "--all-languages"], 2),
    ],
)
def test_exit_codes(folder, name, options, code):
    """0 all is well, 1 the brochure has errors (or warnings under `--strict`), 2 a wrong call."""
    assert code == run("build", folder / name, *options).exit_code


def test_folder_as_file_names_the_file_in_it(folder):
    """Whoever names the folder is told which file to name."""
    assert f"{folder / 'brochure.yaml'}" in run("build", folder).stderr


def test_findings_go_to_standard_error(folder):
    """Place, severity, code and sentence, then the line itself, why and mend; nothing on standard output."""
    done = run("build", folder / "faulty.yaml")

    assert "" == done.stdout
    assert re.search(r"faulty\.yaml:2:1: error\[unknown-key\]: .*`itmes`", done.stderr)
    assert "    2 | itmes: []\n      | ^^^^^\n" in done.stderr
    assert "  mend: " in done.stderr


def test_warnings_do_not_hinder(folder):
    """A warning is told, and the PDF is written."""
    done = run("build", folder / "warned.yaml")

    assert "warning[low-resolution]" in done.stderr
    assert (folder / "warned.pdf").exists()


def test_quiet(folder):
    """`-q` says nothing at all when only warnings are found, and still tells errors."""
    assert ("", "") == (
        run("build", "-q", folder / "warned.yaml").stdout,
        run("build", "-q", folder / "warned.yaml").stderr,
    )
    assert "error[unknown-key]" in run("build", "-q", folder / "faulty.yaml").stderr


def test_strict_writes_nothing(folder):
    """Under `--strict` a warning keeps the PDF from being written, and the reason is said."""
    done = run("build", "--strict", folder / "warned.yaml")

    assert "was not built: it has warnings, and --strict was given" in done.stderr
    assert not (folder / "warned.pdf").exists()


@pytest.mark.parametrize("options", [[], ["-o", "faulty.pdf"]])
def test_failed_build_leaves_the_old_pdf(folder, options, monkeypatch):
    """The old PDF stays byte for byte, and the message says that it is old."""
    monkeypatch.chdir(folder)
    (folder / "faulty.pdf").write_bytes(b"old")
    done = run("build", "faulty.yaml", *options)

    assert b"old" == (folder / "faulty.pdf").read_bytes()
    assert "faulty.yaml was not built: it has errors; faulty.pdf is the old one, left as it was" in done.stderr


def test_no_half_written_file_is_left(folder):
    """Neither a build nor a failed one leaves a `.part` file."""
    for name in ("brochure.yaml", "faulty.yaml"):
        run("build", folder / name)
    run("build", folder / "brochure.yaml", "-o", folder / "no" / "such.pdf")

    assert [] == [path.name for path in folder.rglob("*") if ".part" in path.name]


def test_place_that_cannot_be_written(folder):
    """An output in a folder that is not there is a finding, not a traceback."""
    done = run("build", folder / "brochure.yaml", "-o", folder / "no" / "such.pdf")

    assert 1 == done.exit_code
    assert "error[cannot-write]" in done.stderr


def test_json(folder):
    """`--format json` prints one object on standard output and nothing on standard error."""
    done = run("build", folder / "warned.yaml", "--format", "json")
    report = json.loads(done.stdout)

    assert "" == done.stderr
    assert (0, 1, str(folder / "warned.pdf")) == (report["errors"], report["warnings"], report["output"])
    finding = report["findings"][0]
    assert ("low-resolution", "warning") == (finding["code"], finding["severity"])
    assert "a.jpg" in (folder / "warned.yaml").read_text().splitlines()[finding["line"] - 1]


def test_json_of_a_failure(folder):
    """A failed build is valid JSON too, without an output."""
    done = run("build", folder / "faulty.yaml", "--format", "json")
    report = json.loads(done.stdout)

    assert (1, None) == (done.exit_code, report["output"])
    assert {"unknown-key", "missing-key", "bad-page"} == {finding["code"] for finding in report["findings"]}


def test_github(folder):
    """`--format github` prints workflow commands with file, line and title, one a line."""
    done = run("build", folder / "faulty.yaml", "--format", "github")
    lines = [line for line in done.stderr.splitlines() if line.startswith("::")]

    assert re.match(r"::error file=.*faulty\.yaml,line=2,col=1.*,title=unknown-key::", lines[0])
    assert "%0Amend: " in lines[0]


def test_version():
    """The version of program and package are one."""
    assert f"pdfbrochure, version {__version__}" == run("--version").stdout.splitlines()[0]


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "--help"], ["build", "-h"]])
def test_help(arguments):
    """Help ends well."""
    done = run(*arguments)

    assert 0 == done.exit_code
    assert done.stdout.startswith("Usage: ")


@pytest.mark.slow
def test_python_m(folder):
    """`python -m pdfbrochure` is the same command."""
    done = start("build", "brochure.yaml", cwd=folder)

    assert (0, "brochure.pdf: 1 page\n", "") == (done.returncode, unsized(done.stdout), done.stderr)


@pytest.mark.slow
def test_fault_in_a_process_of_its_own(folder):
    """A brochure with errors ends with 1 and no traceback."""
    done = start("build", "faulty.yaml", cwd=folder)

    assert (1, "") == (done.returncode, done.stdout)
    assert "Traceback" not in done.stderr


# ---- the Python call


def test_build_returns_bytes_and_writes_nothing(folder):
    """`from pdfbrochure import build` gives the PDF, its pages, its name and the findings."""
    before = set(folder.iterdir())
    built = build(folder / "warned.yaml")

    assert isinstance(built, Built)
    assert (1, "warned.pdf") == (built.pages, built.output)
    assert built.pdf.startswith(b"%PDF")
    assert ["low-resolution"] == [finding.code for finding in built.report.findings()]
    assert before == set(folder.iterdir())


def test_build_raises_with_all_findings(folder):
    """A faulty brochure raises one exception that holds every finding and reads like the command's output."""
    with pytest.raises(BrochureError, match=r"error\[unknown-key\]") as caught:
        build(folder / "faulty.yaml")

    assert {"unknown-key", "missing-key", "bad-page"} == {finding.code for finding in caught.value.report.findings()}


def test_build_fills_the_given_report(folder):
    """A report of the caller's takes the findings."""
    report = Report("mine")
    build(folder / "warned.yaml", report=report)

    assert report.has_warnings
    assert not report.has_errors


def test_public_names():
    """What the package offers is listed, and there."""
    assert {"BrochureError", "Built", "Report", "build"} <= set(pdfbrochure.__all__)
    assert all(hasattr(pdfbrochure, name) for name in pdfbrochure.__all__)
