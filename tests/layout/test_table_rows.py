"""Tables on the page: where rows, rules and numbers stand, how wide columns are, and where tables may be broken."""

from itertools import pairwise
from textwrap import indent

import pytest
from support import Laid, as_yaml, flats_on, has_role, laid, lines_on, text_of

from pdfbrochure.compose.blocks import Role
from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.layout.pages import Page, PlacedLine
from pdfbrochure.layout.table_rows import breaks_after
from pdfbrochure.layout.trace import find_misplaced

RAIN = "| Town | Rain |\n|---|---:|\n| Lyon | 12.5 |\n| Bari | -3 |\n| Oslo | 1,204.75 |"
WORDS = "Water is measured in every town, and what is measured is told on the same day to all who ask for it. "


def set_table(table: str, before: str = WORDS, after: str = "", **keys) -> Laid:
    """A brochure of a lead and an item with a table in its text, laid out."""
    body = indent(f"{before}\n\n{table}\n\n{after}".strip(), "      ")
    items = f"items:\n  - title: Lead\n    body: {WORDS} {WORDS} {WORDS}\n  - title: Two\n    body: |\n{body}\n"
    return laid(as_yaml({"title": "News", **keys}) + items)


def wide(rows: int, columns: int = 5, *, total: bool = False) -> str:
    """A table too wide for a column."""
    head = "|" + " Header |" * columns + "\n|" + "---|" * columns
    last = "\n| **All of them** |" + " 9,999.5 |" * (columns - 1) if total else ""
    return (
        head
        + "".join(f"\n| Town number {row} on the long river |" + f" {row}.5 |" * (columns - 1) for row in range(rows))
        + last
    )


def narrow(rows: int) -> str:
    """A table that fits a column."""
    return "| Town | Rain |\n|---|---|" + "".join(f"\n| Town {row} | {row}.5 |" for row in range(rows))


def cells(page: Page, found: Laid) -> list[PlacedLine]:
    """The lines of a table's cells on a page, as they are read."""
    roles = (Role.TABLE_HEADER, Role.TABLE_CELL)
    return [line for line in lines_on(page) if line.owner is not None and found.galley.nodes[line.owner].role in roles]


def said(lines) -> list[str]:
    """What some lines say."""
    return [text_of(placed.line) for placed in lines]


def test_rows_stand_on_the_grid_between_rules():
    """A row of the grid each; rules above the header, below it, between rows and at the foot, 0.7 below the rows."""
    found = set_table(RAIN)
    page = found.pages.pages[0]
    rows = [line.y for line in cells(page, found) if text_of(line.line) in ("Town", "Lyon", "Bari", "Oslo")]
    rules = [flat for flat in flats_on(page) if flat.height < 1 and flat.y > rows[0] - 15]

    assert [15.0] * 3 == pytest.approx([below - above for above, below in pairwise(rows)])
    assert [0.75, 0.5, 0.5, 0.5, 0.75] == [rule.height for rule in rules[:5]]
    assert ["ink", "ink", "hairline", "hairline", "ink"] == [rule.color for rule in rules[:5]]
    assert [4.9] * 4 == pytest.approx([rule.y + rule.height / 2 - y for rule, y in zip(rules[1:5], rows, strict=True)])
    assert all(rule.width == pytest.approx(found.grid.column_width) for rule in rules[:5])


def test_decimal_marks_stand_below_each_other():
    """Whatever is before and behind them; missing decimals leave their room, and the longest ends at the edge."""
    found = set_table(RAIN)
    page = found.pages.pages[0]
    by_text = {text_of(line.line): line for line in cells(page, found)}
    # Digits and the minus are of one width.
    digit = by_text["\u22123"].line.width / 2
    mark = by_text["12.5"].line.width - 3 * digit

    ends = [by_text[text].x + by_text[text].line.width for text in ("12.5", "\u22123", "1,204.75")]
    edges = [found.grid.column_x(number) + found.grid.column_width for number in (0, 1)]
    assert ends[2] in [pytest.approx(edge, abs=0.01) for edge in edges]
    assert [ends[2] - digit, ends[2] - 2 * digit - mark] == pytest.approx(ends[:2], abs=0.01)


def test_from_right_to_left_numbers_are_not_turned_over():
    """Columns stand from the right; in the block of numbers, at the left edge, decimal marks are below each other."""
    found = set_table(RAIN, language="ar")
    page = found.pages.pages[0]
    by_text = {text_of(line.line).strip("\u200e"): line for line in cells(page, found)}

    assert by_text["Lyon"].x > by_text["12.5"].x
    block = by_text["1,204.75"].x
    assert block in [pytest.approx(found.grid.width - found.grid.column_x(n) - found.grid.column_width) for n in (0, 1)]
    whole = {text: by_text[text].x for text in ("12.5", "\u22123")}
    # "1,204" is three digits and a comma wider than "12"; a minus is as wide as a digit.
    assert whole["12.5"] == pytest.approx(whole["\u22123"], abs=0.1)
    assert whole["12.5"] > block + 10


def test_a_table_that_fits_stands_in_a_column_and_another_across():
    """As wide as it must be, unless it is told."""
    small, large = set_table(RAIN), set_table(wide(3))
    rules = [flats_on(each.pages.pages[0], "ink") for each in (small, large)]
    widths = [next(flat.width for flat in each if flat.height == 0.75) for each in rules]

    assert [pytest.approx(small.grid.column_width), pytest.approx(large.grid.text_width)] == widths


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings", [{}, {"theme": "bulletin"}, {"columns": 1}, {"page": "A5"}, {"columns": 3, "orientation": "landscape"}]
)
@pytest.mark.parametrize("table", [narrow(24), wide(40, total=True)])
def test_nothing_is_lost_and_the_header_is_repeated(settings, table):
    """Every cell is on the pages once; above each further part stands the header as furniture, and that it goes on."""
    found = set_table(table, after=WORDS, settings=settings)
    furniture = [text_of(line.line) for page in found.pages.pages for line in lines_on(page) if line.owner is None]
    heads = said(line for page in found.pages.pages for line in cells(page, found))

    assert [] == find_misplaced(found.pages, found.galley)
    assert heads.count(table.split("|")[1].strip()) in (1, 5)
    repeated = furniture.count(table.split("|")[1].strip()) / (5 if "Header" in table else 1)
    assert furniture.count("(continued)") == repeated
    assert "overfull-line" not in found.found


def test_where_tables_may_be_broken():
    """Up to eight rows never; then three stay with the header, and at the end two, and a total with them."""
    assert [] == breaks_after(8, total=False)
    assert [2, 3, 4, 5, 6] == breaks_after(9, total=False)
    assert [2, 3, 4, 5, 6] == breaks_after(10, total=True)


def test_a_short_table_is_not_broken():
    """It goes to the next column as a whole."""
    found = set_table(narrow(8), before="\n\n".join([WORDS] * 9), settings={"page": "A5", "columns": 1})
    pages = [number for number, page in enumerate(found.pages.pages) for _cell in cells(page, found)]

    assert 1 == len(set(pages))


def test_a_total_is_set_off():
    """By a rule in ink, and by its weight."""
    found = set_table(wide(3, total=True))
    page = found.pages.pages[0]
    lines = cells(page, found)
    rules = [flat.color for flat in flats_on(page) if flat.width > 400 and lines[0].y - 15 < flat.y < lines[-1].y + 9]

    assert ["ink", "ink", "hairline", "hairline", "ink", "ink"] == rules
    assert lines[-1].line.runs[0].shaper.face.key != lines[-6].line.runs[0].shaper.face.key


def test_a_wide_table_gives_way_before_it_is_refused():
    """Longer cells are set smaller, then on several lines; then an error names the column and what it lacks."""
    words = "Municipalities and associations of them"
    small = f"| A | B | C |\n|---|---|---|\n| {words} | {words} | {words} |"
    broken = f"| A | B | C |\n|---|---|---|\n| {words} {words} | {words} | {words} |"
    refused = "| A | Explanation |\n|---|---|\n" + f"| x | {' '.join([words] * 40)} |"

    sizes = [cells(each.pages.pages[0], each)[-1].line.runs[0].size for each in map(set_table, (small, broken))]
    lines = [len({line.y for line in cells(each.pages.pages[0], each)}) for each in map(set_table, (small, broken))]
    assert (8.0, 2) == (sizes[0], lines[0])
    assert lines[1] > 2
    with pytest.raises(BrochureError) as caught:
        set_table(refused)
    (error,) = [one for one in caught.value.report.findings() if one.severity == "error"]
    assert "table-too-wide" == error.code
    assert "Explanation" in error.what


def test_text_goes_on_a_row_below():
    """White of one row above a table and below it."""
    found = set_table(wide(3), after=WORDS)
    page = found.pages.pages[0]
    table = cells(page, found)
    texts = [line.y for line in lines_on(page) if has_role(found, line, Role.PARAGRAPH)]

    assert [30.0, 30.0] == pytest.approx(
        [min(y for y in texts if y > table[-1].y) - table[-1].y, table[0].y - max(y for y in texts if y < table[0].y)]
    )


def test_headers_have_two_lines_where_the_rows_leave_room():
    """Not three, one word each, beside white that nobody needs."""
    head = "| Basin of a river | Sites in all | Good as it is, % | Level in m |"
    found = set_table(f"{head}\n|---|--:|--:|--:|\n| Ebro | 21 | 88 | 1 |\n| Elbe | 39 | 74 | 4 |")
    heads = [
        placed
        for page in found.pages.pages
        for placed in cells(page, found)
        if found.galley.nodes[placed.owner].scope == "Column"
    ]
    lines = {node: sum(placed.owner == node for placed in heads) for node in {placed.owner for placed in heads}}

    assert max(lines.values()) <= 2


def test_two_wide_tables_stand_apart():
    """A row of white at least between the foot of one and the caption or the header of the next."""
    found = set_table(f"{wide(3)}\n\nTable: The first\n\n{wide(3)}\n\nTable: The second")
    page = found.pages.pages[0]
    rules = [flat.y for flat in flats_on(page) if flat.height < 1 and flat.width > found.grid.column_width]
    (caption,) = [line.y for line in lines_on(page) if text_of(line.line).endswith("The second")]

    assert caption - max(rule for rule in rules if rule < caption) > 1.5 * found.grid.unit
