"""A row's values go into the texts of a template: they bring no structure, and empty ones leave no gap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdfbrochure.compose.markdown import parse_markdown
from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Memory
from pdfbrochure.merging.filling import Filling, filling_of
from pdfbrochure.merging.rows import fold, read_table
from pdfbrochure.pipeline import build
from pdfbrochure.read import parse


def filling(language: str = "", **columns: str) -> Filling:
    """A row with these values."""
    values = {fold(name.replace("_", " ")): value for name, value in columns.items() if value}
    heads = tuple(name.replace("_", " ") for name in columns)
    return Filling("offices.csv", "row 17 (Office = Rome)", 17, values, frozenset(), heads, language)


def filled(template: str, fill: Filling):
    """The values of a template with a row in it, and the report."""
    report = Report("letter.yaml")
    source = parse(template.encode(), report)
    return fill(source, report).value, report


def text_of(template: str, **columns: str) -> object:
    """The intro of a brochure with these values."""
    return filled(f"title: x\nintro: |\n  {template}\n", filling(**columns))[0]["intro"]


def test_values_stand_for_names_in_any_spelling():
    """In plain texts and in Markdown."""
    value, _ = filled("title: News for <<OFFICE name>>\nintro: At <<office_name>>.", filling(Office_name="Rome"))

    assert value == {"title": "News for Rome", "intro": "At Rome."}


def test_value_brings_no_structure():
    """Signs of Markdown are printed; what looks like a placeholder stays; in a title nothing is escaped."""
    value, _ = filled(
        "title: <<A>>\nintro: |\n  <<A>> and\n", filling(A="*stars* <b> [x](y) <<A>>", B="no")
    )  # fmt: skip
    blocks = parse_markdown(str(value["intro"]), (), Report())

    assert value["title"] == "*stars* <b> [x](y) <<A>>"
    assert ["".join(span.text for span in block.spans) for block in blocks] == ["*stars* <b> [x](y) <<A>> and"]


def test_column_of_markdown_is_taken_as_it_is():
    """When its head says so."""
    table = read_table(b"Note (markdown)\n**bold**\n", "x.csv", Report())
    assert table is not None

    assert filled("title: x\nintro: <<Note>>", filling_of(table, table.rows[0]))[0]["intro"] == "**bold**"


def test_line_of_empty_values_goes_with_its_line_end():
    """And so does the mark of a list; a line with words stays."""
    assert text_of("- <<A>>\n  - <<B>>\n  - Tel. <<B>>", A="x", B="") == "- x\n- Tel. \n"


def test_paragraphs_of_a_cell_are_paragraphs():
    """Where the placeholder stands alone; inside of a sentence they are one line."""
    assert text_of("<<A>>", A="one\ntwo") == "one\n\ntwo\n"
    assert text_of("See <<A>>.", A="one\ntwo") == "See one two.\n"


def test_key_whose_value_is_empty_is_as_if_absent():
    """So a required one is missing, with the row in the finding."""
    value, report = filled("title: <<A>>\nsubtitle: <<B>>\nitems:\n  - title: x\n", filling(A="News", B=""))

    assert value["subtitle"] is None
    with pytest.raises(
        BrochureError, match=r"brochure.yaml:1:\d+ with row 17 \(Office = Rome\) of offices.csv: error\[missing-key"
    ):
        build(files=Memory({"brochure.yaml": b"title: <<A>>\nitems:\n  - title: x\n"}), fill=filling(A=""))
    assert not report.has_errors


def test_item_or_photo_is_left_out_when_its_condition_is_empty():
    """Findings on those behind it keep their places."""
    template = "title: x\nitems:\n  - title: One\n    if: <<A>>\n  - title: Two\n    if: <<B>>\n"
    template += "    photo: {if: <<A>>, file: a.jpg}\n"
    value, report = filled(template, filling(A="", B="yes"))

    assert value["items"] == [{"title": "Two"}]
    source = filling(A="", B="yes")(parse(template.encode(), report), report)
    assert source.span(("items", 0, "title")).line == 5


def test_finding_in_a_filled_text_points_at_the_line_of_the_template():
    """However many lines a value has, or a line that went."""
    template = (
        "title: x\nitems:\n  - title: y\n    body: |\n      <<A>>\n      <<B>>\n\n      <<C>>\n\n      <i>tag</i>\n"
    )
    with pytest.raises(BrochureError) as caught:
        build(files=Memory({"brochure.yaml": template.encode()}), fill=filling(A="a\nb\nc\nd", B="", C="x"))

    assert [finding.span.line for finding in caught.value.report.findings() if finding.span] == [10, 10]


def test_focus_is_a_point_or_words():
    """As it can be typed in a cell."""
    template = "title: x\nitems:\n  - title: y\n    photo: {file: a.jpg, focus: <<Focus>>}\n"
    found = [
        filled(template, filling(Focus=typed))[0]["items"][0]["photo"]["focus"]  # type: ignore[call-overload, index]
        for typed in ("0.3 0.5", "30%, 50%", "top")
    ]

    assert found == [["0.3", "0.5"], ["30%", "50%"], "top"]


def test_value_in_an_address_is_written_as_addresses_are():
    """A blank or a bracket in it does not end the link."""
    assert text_of("[a](https://e.org/<<A>>?x) <<A>>", A="New (York)") == (
        "[a](https://e.org/New%20%28York%29?x) New (York)\n"
    )


def test_unknown_name_is_an_error_with_the_nearest():
    """And never stands in print."""
    _, report = filled("title: <<Ofice>>", filling(Office="Rome"))

    (finding,) = report.findings()
    assert (finding.code, finding.mend) == ("unknown-column", "did you mean <<Office>>?")


def test_filters_give_defaults_dates_and_capitals():
    """In words; others are refused with the list."""
    value, report = filled(
        'title: <<A | or "none">> <<B|upper>> <<C|date>> <<B|lower>>', filling("fr", A="", B="ha", C="2025-05-01")
    )

    assert value["title"] == "none HA 1er mai 2025 ha"
    assert [finding.code for finding in report.findings()] == ["unknown-filter"]


def test_column_of_the_language_goes_before_the_common_one():
    """Where it has a value in this row."""
    table = read_table(b"Title,Title (fr)\nNews,Nouvelles\nMore,\n", "x.csv", Report())
    assert table is not None
    titles = [filled("title: <<Title>>", filling_of(table, row, "fr"))[0]["title"] for row in table.rows]

    assert titles == ["Nouvelles", "More"]


@given(st.text(st.characters(blacklist_characters="<\x00", blacklist_categories=("Cs", "Cc")), max_size=50))
def test_text_without_placeholders_is_untouched(text):
    """Whatever else it holds."""
    value, _ = filled("title: x\nintro: y", filling(A="1"))
    source = parse(b"title: x\nintro: y", Report())
    source.value["title"] = source.value["intro"] = text

    assert filling(A="1")(source, Report()).value == {**value, "title": text, "intro": text}


def test_template_builds_without_data():
    """Placeholders are printed as they stand, each with a warning; literal signs without one; so it can be designed."""
    template = (
        "title: For <<Office>>\nitems:\n  - title: y\n    if: <<Some>>\n    photo: {file: <<Photo>>}\n"
        "    body: Dear **<<Name>>**, \\<<so>>.\n    links: [{label: a, url: <<Page>>}]\n"
    )
    report = build(files=Memory({"brochure.yaml": template.encode()})).report

    assert {finding.code for finding in report.findings()} <= {"placeholder-left", "vague-link"}
    assert sum(finding.code == "placeholder-left" for finding in report.findings()) >= 4
