"""The command `merge`: a PDF for each row, a line on each in the report, and nothing built when a row cannot be set."""

import csv
import io
import json
from pathlib import Path

import pikepdf
import pytest
from commands import run, write

TEMPLATE = "title: News for <<Office>>\nitems:\n  - title: <<Title>>\n    body: Dear <<Office>>.\n"


@pytest.fixture
def template(tmp_path) -> Path:
    """A brochure with placeholders."""
    return write(tmp_path, TEMPLATE, "letter.yaml")


def report_of(folder: Path) -> list[dict[str, str]]:
    """The lines of the report."""
    text = (folder / "merge-report.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_row_becomes_a_pdf(template, tmp_path):
    """In a folder beside the template, named by the first column; with a table of all."""
    data = write(tmp_path, "Office;Title\nRome;One\nZürich;Two\n", "offices.csv")
    done = run("merge", template, data)
    folder = tmp_path / "letter"

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"2 of 2 PDFs are in {folder}, and a line on each in merge-report.csv\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "letter-Rome.pdf",
        "letter-Zürich.pdf",
        "merge-report.csv",
    ]
    with pikepdf.open(folder / "letter-Zürich.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "News for Zürich"
    assert [(line["row"], line["name"], line["status"], line["pages"]) for line in report_of(folder)] == [
        ("2", "letter-Rome.pdf", "written", "1"),
        ("3", "letter-Zürich.pdf", "written", "1"),
    ]


def test_nothing_is_built_when_a_row_cannot_be_set(template, tmp_path):
    """Unless the others are asked for; the report then has a line for it too."""
    data = write(tmp_path, "Office,Title\nRome,One\nLima,\n=HYPERLINK(1),Two\n", "offices.csv")
    done = run("merge", template, data)

    assert done.exit_code == 1
    assert f"{template}:3:5 with row 3 (Office = Lima) of offices.csv: error[missing-key]" in done.stderr
    assert "1 of 3 cannot be set; nothing was built: mend them, or build the others with --continue" in done.stderr
    assert not (tmp_path / "letter").exists()
    done = run("merge", template, data, "--continue")
    assert done.exit_code == 1
    assert [line["status"] for line in report_of(tmp_path / "letter")] == ["written", "failed", "written"]
    assert not any(line["name"].startswith("=") for line in report_of(tmp_path / "letter"))


def test_missing_photo_names_its_row(tmp_path):
    """The other rows are built."""
    template = write(tmp_path, TEMPLATE + "    photo: {file: <<Photo>>, credit: a, alt: A b}\n", "letter.yaml")
    data = write(tmp_path, "Office,Title,Photo\nRome,One,\nLima,Two,gone.jpg\n", "offices.csv")
    done = run("merge", template, data, "-o", tmp_path / "out", "--continue")

    assert done.exit_code == 1
    assert "with row 3 (Office = Lima) of offices.csv: error[missing-file]: there is no photo gone.jpg" in done.stderr


def test_json_tells_each_pdf_on_a_line(template, tmp_path):
    """With its findings, each of which names the row."""
    data = write(tmp_path, '[{"Office": "Rome", "Title": "<b>"}, {"Office": "Lima", "Title": "Two"}]', "offices.json")
    done = run("merge", template, data, "--format", "json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]

    assert [(line["name"], line["status"]) for line in lines] == [
        ("letter-Rome.pdf", "written"),
        ("letter-Lima.pdf", "written"),
    ]
    assert [(each["row"], each["row_file"]) for each in lines[0]["findings"]] == [(1, "offices.json")]


def test_dry_run_looks_at_all_rows_and_builds_nothing(template, tmp_path):
    """And says how many there are."""
    data = write(tmp_path, "Office,Title\nRome,One\nLima,Two\n", "offices.csv")
    done = run("merge", template, data, "--dry-run")

    assert (done.exit_code, done.stdout) == (0, "2 PDFs can be built\n")
    assert not (tmp_path / "letter").exists()


def test_two_merges_give_the_same_bytes(template, tmp_path):
    """And replace the PDFs of before."""
    data = write(tmp_path, "Office,Title\nRome,One\n", "offices.csv")
    run("merge", template, data)
    before = (tmp_path / "letter" / "letter-Rome.pdf").read_bytes()
    run("merge", template, data)

    assert (tmp_path / "letter" / "letter-Rome.pdf").read_bytes() == before


def test_table_that_is_none_is_a_finding(template, tmp_path):
    """Before anything else."""
    done = run("merge", template, tmp_path / "offices.csv")

    assert done.exit_code == 1
    assert "error[bad-data]" in done.stderr


def test_merge_that_is_stopped_leaves_a_line_for_each(template, tmp_path, monkeypatch):
    """What was written stays, and the report says what was not begun."""
    from pdfbrochure.merging import command

    build_many = command.build_many

    def stopped(tasks, **options):
        for at, outcome in enumerate(build_many(tasks, **options)):
            if at == 1:
                raise KeyboardInterrupt
            yield outcome

    monkeypatch.setattr(command, "build_many", stopped)
    data = write(tmp_path, "Office,Title\nRome,One\nLima,Two\nOslo,Three\n", "offices.csv")
    run("merge", template, data)

    assert [line["status"] for line in report_of(tmp_path / "letter")] == ["written", "not begun", "not begun"]
