"""`build --for` and `check --for print`: which files are written, under which names, and what is said."""

import pytest
from commands import report_of, run, unsized, write

SMALL = "title: News\nitems:\n  - title: One\n    body: Some words.\n"


@pytest.mark.parametrize(
    ("use", "names"),
    [
        ("screen", ["news.pdf"]),
        ("print", ["news.print.pdf"]),
        ("email", ["news.email.pdf"]),
        ("both", ["news.pdf", "news.print.pdf"]),
        ("all", ["news.email.pdf", "news.pdf", "news.print.pdf"]),
    ],
)
def test_for_says_which_files_are_written(tmp_path, use, names):
    """Beside the text, each under its own name; the size of each is told."""
    path = write(tmp_path, SMALL, "news.yaml")
    done = run("build", path, "--for", use)

    assert done.exit_code == 0
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == names
    assert len(done.stdout.splitlines()) == len(names)
    assert "kB" in done.stdout or "MB" in done.stdout


def test_output_names_the_first_and_the_others_beside_it(tmp_path):
    """-o takes the screen's file, or the one alone."""
    path = write(tmp_path, SMALL, "news.yaml")
    run("build", path, "--for", "both", "-o", tmp_path / "a.pdf")
    run("build", path, "--for", "print", "-o", tmp_path / "b.pdf")

    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == ["a.pdf", "a.print.pdf", "b.pdf"]


def test_a_file_that_a_shop_would_refuse_is_not_written(tmp_path):
    """The one for the screen is; the old one for the shop stays, and it is said why."""
    path = write(tmp_path, SMALL + "settings: {print: offset-uncoated}\n", "news.yaml")
    (tmp_path / "news.print.pdf").write_bytes(b"%PDF-old")
    done = run("build", path, "--for", "both")

    assert done.exit_code == 1
    assert unsized(done.stdout).endswith("news.pdf: 1 page\n")
    assert "error[print-profile]" in done.stderr
    assert "was not built for print: it has errors" in done.stderr
    assert "news.print.pdf is the old one" in done.stderr
    assert (tmp_path / "news.print.pdf").read_bytes() == b"%PDF-old"


def test_report_for_programs_lists_the_files(tmp_path):
    """With what each is for, its pages and its bytes."""
    path = write(tmp_path, SMALL, "news.yaml")
    _exit_code, value = report_of("build", path, "--for", "both")

    assert [(file["for"], file["pages"]) for file in value["files"]] == [("screen", 1), ("print", 1)]
    assert value["files"][1]["bytes"] == (tmp_path / "news.print.pdf").stat().st_size


def test_check_for_print_adds_findings_and_writes_the_report(tmp_path):
    """No PDF is written; the page is."""
    path = write(tmp_path, SMALL + "settings: {print: {fold: booklet}}\n", "news.yaml")
    done = run("check", path, "--for", "print", "--report", tmp_path / "r.html")

    assert done.exit_code == 0
    assert "warning[print-pages]" in done.stderr
    assert "the report for the printer" in done.stdout
    assert "Report for the printer" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert not list(tmp_path.glob("*.pdf"))


def test_check_without_it_says_nothing_of_print(tmp_path):
    """The usual check is as it was."""
    path = write(tmp_path, SMALL + "settings: {print: {fold: booklet}}\n", "news.yaml")

    assert "print-" not in run("check", path).stderr


def test_one_pdf_goes_to_standard_output(tmp_path):
    """Two would not be told apart."""
    path = write(tmp_path, SMALL, "news.yaml")
    done = run("build", path, "--for", "both", "-o", "-")

    assert done.exit_code == 2
    assert "--for both makes 2" in done.stderr
