"""Which PDFs a merge makes is known before the first is built: names, languages, rows that cannot be set."""

import pytest

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.merging.plan import Choice, plan_merge, safe_name

TEMPLATE = "title: News for <<Office>>\nlanguage: en\nintro: {en: Hello, fr: Bonjour}\nitems:\n  - title: <<Title>>\n"


@pytest.fixture
def folder(tmp_path):
    """A template beside a table."""
    (tmp_path / "letter.yaml").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def plan(folder, table: str, report: Report | None = None, **given):
    """The plan of a merge."""
    (folder / "offices.csv").write_text(table, encoding="utf-8")
    return plan_merge(folder / "letter.yaml", folder / "offices.csv", Choice(**given), report)


def names(found) -> list[str]:
    """The names of its PDFs."""
    return [task.name for task in found.tasks]


def test_names_are_those_of_the_first_column(folder):
    """The row's number tells apart what is doubled, and stands for what is empty."""
    table = "Office,Title\nRome,a\nLima,b\nLima,c\n,d\n"

    assert names(plan(folder, table)) == ["letter-Rome.pdf", "letter-Lima-3.pdf", "letter-Lima-4.pdf", "letter-5.pdf"]


def test_rows_are_set_in_every_language(folder):
    """Asked for by tag, all that there are, or the column's."""
    table = "Office,Title,language\nRome,a,fr\nLima,b,\n"

    assert [task.language for task in plan(folder, table).tasks] == ["fr", ""]
    assert names(plan(folder, table, all_languages=True)) == [
        "letter-Rome-en.pdf", "letter-Rome-fr.pdf", "letter-Lima-en.pdf", "letter-Lima-fr.pdf",
    ]  # fmt: skip
    assert names(plan(folder, table, languages=("de",), name="<<Office>>_<<language>>")) == [
        "Rome_de.pdf",
        "Lima_de.pdf",
    ]


def test_two_of_one_name_are_refused_before_anything_is_built(folder):
    """Also where only case tells them apart, which some file systems do not see."""
    with pytest.raises(BrochureError, match="would both become"):
        plan(folder, "Office,Title\nRome,a\nROME,b\n", name="<<Office>>.pdf")


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("../../etc/x.pdf", "etc-x.pdf"),
        ("a/b\\c:d*e?.pdf", "a-b-c-d-e.pdf"),
        ("CON.pdf", "CON-.pdf"),
        ("  ..  ", "brochure.pdf"),
        ("x\n\0\u202ey.pdf", "x-y.pdf"),
        ("Č" * 100, "Č" * 60 + ".pdf"),
        ("name. ", "name.pdf"),
    ],
)
def test_names_are_those_of_every_file_system(typed, made):
    """And lie in no other folder."""
    assert safe_name(typed) == made


def test_row_that_cannot_be_set_is_found_before_the_first_is_built(folder):
    """With its number and its first value."""
    found = plan(folder, "Office,Title\nRome,a\nLima,\n")

    assert list(found.faulty) == [1]
    assert "with row 3 (Office = Lima) of offices.csv: error[missing-key]" in found.faulty[1].findings[0].text


def test_column_that_nothing_names_is_noted(folder):
    """Once for all rows."""
    report = Report()
    plan(folder, "Office,Title,Titel\nRome,a,x\n", report)

    assert [finding.what for finding in report.findings()] == [
        "the column \u201cTitel\u201d of offices.csv is used nowhere in the brochure"
    ]


def test_language_without_texts_is_warned_of(folder):
    """Where the template has several; a column for it settles it."""
    report = Report()
    plan(folder, "Office,Title\nRome,a\n", report, languages=("fr", "pl"))

    (finding,) = report.findings()
    assert (finding.code, finding.what) == (
        "untranslated-text",
        "the texts of this brochure are in en, fr, and none is in pl",
    )
    report = Report()
    plan(folder, "Office,Title,Title (pl)\nRome,a,b\n", report, languages=("pl",))
    assert report.findings() == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"rows": "x"}, "names no rows"),
        ({"rows": "9"}, "no row of"),
        ({"where": {"Land": "x"}}, "no column"),
        ({"name": "<<Land>>.pdf"}, "names no column"),
    ],
)
def test_choice_that_chooses_nothing_is_told(folder, given, says):
    """With what there is."""
    with pytest.raises(BrochureError, match=says):
        plan(folder, "Office,Title\nRome,a\n", **given)


def found_codes(folder, table: str | bytes, **given) -> list[str]:
    """The codes of the findings on a merge's plan."""
    report = Report("letter.yaml")
    path = folder / "offices.csv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    try:
        plan_merge(folder / "letter.yaml", path, Choice(**given), report)
    except BrochureError as error:
        report = error.report
    return [finding.code for finding in report.findings()]


def test_findings_on_a_table_before_anything_is_built(folder):
    """Two of one name, a column that nothing names, a table that is not in UTF-8; a table in order has none."""
    assert ["same-name"] == found_codes(folder, "Office,Title\nRome,a\nROME,b\n", name="<<Office>>.pdf")
    assert ["unused-column"] == found_codes(folder, "Office,Title,Notes\nRome,a,x\n")
    assert ["data-encoding"] == found_codes(folder, "Office,Title\nGenève,a\n".encode("cp1252"))
    assert [] == found_codes(folder, "Office,Title\nGenève,a\n")
