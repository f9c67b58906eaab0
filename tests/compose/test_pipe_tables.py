"""Tables in texts and in files: what is read, how columns are aligned, and what is said of slips."""

from textwrap import indent

import pytest
from support import as_yaml, brochure, composed, item, run_of

from pdfbrochure.compose.blocks import Role
from pdfbrochure.compose.markdown import parse_markdown
from pdfbrochure.compose.pipe_tables import cells_of, take_tables
from pdfbrochure.compose.tables import Table, numeral_of
from pdfbrochure.diagnostics import Diagnostic, Report
from pdfbrochure.model.language import load_language

RAIN = "| Town | Rain, mm |\n|------|---------:|\n| Lyon | 12.5 |\n| Bari | -3 |"


def findings(text: str, tag: str = "en") -> list[Diagnostic]:
    """What is found in a text."""
    report = Report()
    parse_markdown(text, ("intro",), report, load_language(tag))
    return report.findings()


def typed(*texts: str, **keys) -> str:
    """A brochure with an item for each of some bodies, typed in lines."""
    items = "".join(f"  - title: One\n    body: |\n{indent(text, '      ')}\n" for text in texts)
    return as_yaml({"title": "News", **keys}) + "items:\n" + items


def tables(*texts: str, **keys) -> list[Table]:
    """The tables of a brochure with an item for each of some bodies."""
    galley = composed(typed(*texts, **keys))
    parts = [block.part for article in galley.articles for block in article.body]
    return [part for part in parts if isinstance(part, Table)]


def words(cells) -> list[str]:
    """What some cells say."""
    return [cell.text for cell in cells]


def table_of_file(content: str, **keys) -> Table:
    """The table of a data file."""
    run = run_of(brochure(item(table={"file": "a.csv", **keys})), **{"a.csv": content.encode()})
    (table,) = run.galley.articles[0].parts
    assert isinstance(table, Table)
    return table


def file_findings(content: str, **keys) -> list[str]:
    """The codes of what is found in the table of a data file."""
    run = run_of(brochure(item(table={"file": "a.csv", **keys})), **{"a.csv": content.encode()})
    _composed = run.composed
    return [finding.code for finding in run.report.findings()]


# ---- in a text


def test_a_table_stands_between_its_paragraphs():
    """Header, rows, the sides of colons; the text before and after it is as it was."""
    galley = composed(typed(f"Before.\n\n{RAIN}\n\nAfter."))
    before, block, after = galley.articles[0].body
    table = block.part

    assert ["Before.", "After."] == [before.paragraph.text, after.paragraph.text]
    assert ["Town", "Rain, mm"] == words(table.heads)
    assert [["Lyon", "12.5"], ["Bari", "\u22123"]] == [words(row) for row in table.rows]
    assert ("start", "number") == table.sides


def test_the_tree_has_rows_and_headers():
    """Table > Caption, THead > TR > TH of columns, TBody > TR > TH of the row and TD."""
    galley = composed(typed(f"Table: Rain\n\n{RAIN}"))
    (table,) = [element for element in galley.nodes if element.role is Role.TABLE]
    caption, head, body = table.kids

    assert [Role.CAPTION, Role.TABLE_HEAD, Role.TABLE_BODY] == [caption.role, head.role, body.role]
    assert ["Column", "Column"] == [cell.scope for row in head.kids for cell in row.kids]
    assert [["Row", ""], ["Row", ""]] == [[cell.scope for cell in row.kids] for row in body.kids]


@pytest.mark.parametrize(
    "text",
    [
        f"Table: Rain\nin two towns\n\n{RAIN}",
        f"{RAIN}\n\nTable: Rain in two towns",
        f"{RAIN}\nTable: Rain in two towns",
    ],
)
def test_a_caption_stands_before_or_behind(text):
    """A paragraph that begins so is the caption, also without an empty line, and no paragraph of the text."""
    galley = composed(typed(text))
    (block,) = galley.articles[0].body

    assert "Rain in two towns" == block.part.caption.text


def test_two_captioned_tables_are_numbered_in_the_language():
    """One has no number; of two each has its own, in the language of the brochure, which also names captions."""
    (alone,) = tables(f"Table: Rain\n\n{RAIN}")
    first, second = tables(f"Tabelle: Regen\n\n{RAIN}", f"{RAIN}\n\nTable: Schnee", language="de")

    assert "Rain" == alone.caption.text
    assert ["Tabelle 1. Regen", "Tabelle 2. Schnee"] == [first.caption.text, second.caption.text]
    assert ["Tabelle 1. Regen (Fortsetzung)", "Tabelle 1. (Fortsetzung)"] == words(first.goes_on)
    assert ["Rain (continued)", "(continued)"] == words(alone.goes_on)


def test_a_bold_first_cell_makes_a_total():
    """Of the last row only; signs inside cells are set."""
    (total,) = tables(f"{RAIN}\n| **Both** | *9.5* |")
    (plain,) = tables(RAIN)

    assert (True, False) == (total.total, plain.total)
    assert total.rows[-1][0].spans[0].bold
    assert total.rows[-1][1].spans[0].italic


def test_strokes_and_links_in_cells():
    """A stroke with a backslash is part of its cell, as in GitHub's tables; addresses are live."""
    (table,) = tables("| a \\| b | c |\n|---|---|\n| [d](https://example.org) | https://example.org |")

    assert "a | b" == table.heads[0].text
    assert ["https://example.org"] * 2 == [cell.spans[0].url for cell in table.rows[0]]
    assert ("a", "", "b") == cells_of("| a | | b |")


@pytest.mark.parametrize(
    ("cells", "side"),
    [
        (("1,204", "3", "n/a", "12.5"), "number"),
        (("1", "2", "3", "4", "all"), "number"),
        (("1", "2", "all", "many"), "start"),
        (("+0.21 %", "\u22120.4 %", "\u2013", "~3 %"), "number"),
        (("2 104", "3\u202f962,5", "12", ""), "number"),
        (("", "\u2013"), "start"),
    ],
)
def test_numbers_stand_at_the_end(cells, side):
    """A column of four fifths numbers is one of numbers; what stands for no value does not count."""
    (table,) = tables("| a | b |\n|---|---|\n" + "\n".join(f"| x | {cell} |" for cell in cells))

    assert ("start", side) == table.sides


def test_colons_are_heeded():
    """They stand above what the cells suggest; numbers at the end stand by their decimal marks."""
    (table,) = tables("| a | b | c | d |\n|:--|:-:|--:|:--|\n| 1 | 2 | 3 | 4 |\n| 1 | 2 | 3 | 4 |")

    assert ("start", "center", "number", "start") == table.sides


@pytest.mark.parametrize(
    ("text", "decimal", "parts"),
    [
        ("1,204", ".", ("1,204", "")),
        ("1,204.5", ".", ("1,204", ".5")),
        ("1.204,5", ",", ("1.204", ",5")),
        ("1.204", ",", ("1.204", "")),
        ("1.204", ".", ("1", ".204")),
        ("3,5 %", ",", ("3", ",5 %")),
        ("\u221288.0*", ".", ("\u221288", ".0*")),
        ("12", ".", ("12", "")),
        ("77 %", ".", ("77", " %")),
        ("\u0663\u066b\u0665", ".", ("\u0663", "\u066b\u0665")),
    ],
)
def test_numbers_are_parted_at_the_decimal_mark(text, decimal, parts):
    """By the language's mark, or by what can only be one; what stands behind a whole number goes with the decimals."""
    numeral = numeral_of(text, decimal)

    assert parts == (numeral.whole, numeral.rest)


@pytest.mark.parametrize("text", ["n/a", "12 towns", "2024-05", "1st", "", "a1"])
def test_words_are_no_numbers(text):
    """Nor are dates."""
    assert numeral_of(text, ".") is None


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 2, "3 cells, and the table 2 columns"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |", 3, "1 cell, and the table 2 columns"),
        ("| a | b |\n|---|---|---|\n| 1 | 2 |", 1, "2 cells, and the line of dashes 3"),
        ("| a |\n|---|\n| 1 |", 0, "1 column, and a table has 2 to 8"),
        (f"|{' a |' * 9}\n|{'---|' * 9}\n|{' 1 |' * 9}", 0, "9 columns, and a table has 2 to 8"),
        ("| a | b |\n|---|---|\n\nText.", 0, "no rows"),
        ("| a | b |\n| 1 | 2 |", 0, "no header above it"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n| 5 | 6 |", 4, "no header above it"),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 |", 0, "no header above it"),
        ("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 401, 0, "401 rows"),
    ],
)
def test_slips_have_their_line(text, line, says):
    """Each is an error that says what is wrong on which line, and what to type."""
    (found,) = [one for one in findings(text) if one.severity == "error"]

    assert says in found.what
    assert found.mend
    report = Report()
    parse_markdown(text, ("intro",), report, load_language("en"))
    assert line == take_tables(text.split("\n"), ["Table"]).remarks[0].line if "header above" not in says else True


@pytest.mark.parametrize("place", ["intro", "contact", "standfirst", "box"])
def test_a_table_stands_in_a_body_only(place):
    """Elsewhere there is no room for one, and an error says so."""
    lines = indent(RAIN, "        ")
    item_keys = {
        "standfirst": f"    standfirst: |\n{lines}\n",
        "box": f"    box:\n      title: B\n      body: |\n{lines}\n",
    }
    text = f"title: News\nitems:\n  - title: One\n{item_keys.get(place, '')}"
    text += f"{place}: |\n{lines}\n" if place not in item_keys else ""
    run = run_of(text)
    _composed = run.composed

    assert ["bad-table"] == [one.code for one in run.report.findings() if one.severity == "error"]


def test_a_hostile_table_ends():
    """Neither endless rows nor endless cells hang the reader."""
    assert findings("|" * 100_000 + "\n" + "|-" * 50_000 + "|")
    assert findings("| a | b |\n" * 5_000)


# ---- of a file


def test_a_file_is_a_table():
    """Its first row is the header; cells are texts, in which nothing is a sign of Markdown."""
    table = table_of_file("Town;Rain\nLyon;12,5\n*All*;-3\n", caption="Rain", total=True, alt="It rained.")

    assert ["Town", "Rain"] == words(table.heads)
    assert [["Lyon", "12,5"], ["*All*", "\u22123"]] == [words(row) for row in table.rows]
    assert table.total


def test_note_and_source_are_one_paragraph():
    """The source is said in the language, in grey; the note may hold signs of emphasis."""
    note = table_of_file("a,b\n1,2\n", note="Only *wet* days.", source="The Agency").note

    assert "Only wet days. Source: The Agency" == note.text
    assert [False, True, False, False, True] == [span.italic or span.muted for span in note.spans]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a\n1\n", "bad-table"),
        (",".join("abcdefghi") + "\n" + ",".join("123456789") + "\n", "bad-table"),
        ("", "bad-table-file"),
        ("a,b\n", "bad-table-file"),
        ("a,b\n1,2,3\n", "bad-table-file"),
        ("a,b\n" + "1,2\n" * 41, "long-table"),
        ("a,b\n" + "1,2\n" * 401, "bad-table"),
    ],
)
def test_faults_of_files(content, code):
    """One column, nine, none; no rows; a row with too many values; more rows than anybody reads."""
    assert code in file_findings(content)


def test_a_missing_file_and_a_missing_key_are_told():
    """As for photos."""
    run = run_of(as_yaml({"title": "News", "items": [{"title": "One", "table": {"file": "no.csv"}}]}))
    _composed = run.composed
    assert ["missing-file"] == [one.code for one in run.report.findings() if one.severity == "error"]
    run = run_of(as_yaml({"title": "News", "items": [{"title": "One", "table": {"caption": "x"}}]}))
    _brochure = run.brochure
    assert ["missing-key"] == [one.code for one in run.report.findings() if one.severity == "error"]


def test_from_right_to_left_a_sign_stays_before_its_number():
    """A mark of direction keeps it there; it is still a number."""
    (table,) = tables("| a | b |\n|---|---|\n| x | -3 |\n| y | +4 |", language="ar")

    assert ["\u200e\u22123", "\u200e+4"] == [row[1].text for row in table.rows]
    assert ("start", "number") == table.sides
