"""What charts refuse, and in which words; what they say to who does not see them."""

import pytest
from drawn_charts import DAYS, STATIONS, everything, findings, lines, run_of, words
from drawn_charts import chart as chart_keys

from pdfbrochure.compose.blocks import Role
from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.pipeline import Run

THIRTEEN = "".join(f"{head};{';'.join([str(number) for number in range(13)])}\n" for head in ("A", 2001, 2002, 2003))


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        ("A;B\n" + "".join(f"n{n};{n + 1}\n" for n in range(31)), "bars", "31 bars are a table: a chart has at most"),
        ("A;B;C;D\nx;1;2;3\ny;1;2;3\n", "bars", "own.csv has 3 columns of numbers, and bars show one or two"),
        ("A;B\nx;1\nTotal;1\n", "bars", "own.csv, line 3: “Total” is the sum of the others"),
        ("A;2025\nx;12\ny;about 40\n", "bars", "own.csv, line 3, column “2025”: “about 40” is not a number"),
        ("A;B\nx;:\ny;\n", "bars", "own.csv has no numbers"),
        ("A\nx\n", "bars", "own.csv has one column"),
        ("A;%\nx;60\ny;37.4\n", "shares", "add up to 97.4, not 100: a part is missing"),
        ("A;%\nx;160\ny;37.4\n", "shares", "add up to 197.4, not 100: parts overlap"),
        ("A;B\nx;60\ny;-4\n", "shares", "own.csv, line 3, column “B” is below zero, and can be no part of a whole"),
        ("A;B\nx;60\ny;\n", "shares", "own.csv, line 3, column “B” has no value"),
        ("A;B\n" + "".join(f"n{n};{n + 1}\n" for n in range(7)), "shares", "has 7 parts, and shares show at most 6"),
        ("A;B;C\nx;60;1\ny;4;2\n", "shares", "shares are parts of one whole"),
        ("A;B\n2019;60\n2020;4\n", "lines", "two points are no line"),
        ("A;B\nx;60\ny;4\nz;5\n", "lines", "the first column of own.csv is no time and no number (“x”)"),
        ("A;B\n2019;60\n2020;4\n2019;5\n", "lines", "own.csv has two rows for 2019 → keep one of them"),
        ("Y;N;V\n2019;a;1\n2019;b;2\n2020;a;3\n2020;b;4\n", "lines", "give each a column of its own: Y;a;b / 2019;1;2"),
        (THIRTEEN, "lines", "has 13 lines, and a chart shows at most 12"),
    ],
)  # fmt: skip
def test_what_misleads_is_refused_with_what_serves_instead(content, kind, says):
    """In one sentence, with the line and the column of the file where it is about one."""
    told = findings(content, kind, unit="Share, %" if "%" in content else "Things")

    assert any(says in what for code, what in told if code in {"bad-chart", "bad-number"}), told


@pytest.mark.parametrize("kind", ["pie", "donut chart", "stacked", "3D", "brs"])
def test_kinds_that_are_not_offered_name_the_one_to_take(kind):
    """A pie becomes shares."""
    told = dict(findings(STATIONS, kind))

    assert ("shares" if "pie" in kind or "donut" in kind else "bars") in told["bad-choice"]


@pytest.mark.parametrize(
    ("content", "keys", "code"),
    [
        (STATIONS, {"source": ""}, "chart-source"),
        ("A;B\nx;1\ny;2\nz;\nw;\n", {}, "chart-missing"),
        ("A;B\nx;1 p\ny;2\n", {}, "chart-missing"),
        ("A;B\nx;1\ny;2000\n", {}, "chart-range"),
        (STATIONS, {"highlight": "Spian"}, "bad-chart"),
        ("A;B\n" + "x;1\n" * 2 + "y;1,234\n", {"language": "fr"}, "bad-number"),
    ],
)
def test_remarks(content, keys, code):
    """On sources, gaps, flags, ranges, names that are not there, numbers that mean two."""
    assert code in dict(findings(content, **keys))


def test_five_lines_are_drawn_apart():
    """With a note; so are those that ask for it."""
    rows = "".join(f"{2000 + year};1;2;3;4;5\n" for year in range(4))

    assert "chart-drawn" in dict(findings("Year;a;b;c;d;e\n" + rows, "lines"))


def test_rows_can_be_sorted_and_cut():
    """The largest first, what is left over and what is missing last; in order of time whatever the file has."""
    content = "A;B\nx;1\nOther things;9\nz;\ny;5\n"
    run = run_of(chart_keys("own", sort="value"), chart_keys("own", sort="value", top=2), files={"own": content})
    whole, cut = run.galley.articles[0].parts
    assert [row.label.text for row in whole.rows] == ["y", "x", "Other things", "z"]
    assert [row.label.text for row in cut.rows] == ["y", "x"]

    backward = "\n".join([DAYS.splitlines()[0], *reversed(DAYS.splitlines()[1:])])
    (part,) = run_of(chart_keys("own", kind="lines"), files={"own": backward}).galley.articles[0].parts
    assert [head.text for head in part.heads] == ["2019", "2025"]


def test_numbers_are_printed_as_the_language_writes_them():
    """Decimals as many as the column has, a plus where one is negative, months in words."""
    run = run_of(
        chart_keys("own"), chart_keys("months", kind="lines"), language="de",
        files={"own": "A;B\nx;13411.5\ny;-2\n", "months": "M;B\n2025-01;1\n2025-02;2\n2025-03;4\n"},
    )  # fmt: skip
    bars, months = run.galley.articles[0].parts

    assert [row.cells[0].text for row in bars.rows] == ["+13.411,5", "−2,0"]
    assert [head.text for head in months.heads] == ["Januar 2025", "März 2025"]


def test_alternative_text_is_made_of_the_numbers():
    """After the author's sentence; all values of a few lines, the extremes of bars, what is missing, what is marked."""
    nodes = everything().galley.nodes
    bars, pairs, lines, _panels, shares, _column = [node.alt for node in nodes if node.role is Role.FIGURE]

    assert bars == (
        "What is to be seen. Bar chart (6): Stations. Highest: Poland, +148. Lowest: Spain, −74. No data: Malta. "
        "Marked: Spain, −74. The values stand in the table that follows."
    )
    assert "2020, 2025." in pairs
    assert "2019–2025. All basins: 11.0, 9.2, 7.5, 5.1, 3.0, 1.8, 1.0." in lines
    assert shares.startswith("What is to be seen. Parts of a whole (5): Share, %. Highest: European Union, 61.4.")


@pytest.mark.parametrize(
    ("content", "kind", "keys", "value", "label"),
    [
        ("A;Stations\nPoland;1480\n", "bars", {}, "1,480", "What is to be seen \u00b7 Poland \u00b7 Stations"),
        ("A;%\nPoland;-7.5\nMalta;:\n", "bars", {}, "\u22127.5%", "What is to be seen \u00b7 Poland"),
        ("A;B\nx;9\n", "shares", {"caption": "X is alone", "unit": "Parts"}, "9", "X is alone \u00b7 Parts"),
        ("A;Rain\nx;9\n", "bars", {"caption": "X is alone", "unit": "mm"}, "9mm", "X is alone"),
        ("A;2020;2025\nx;;9\n", "bars", {"caption": "A lone x"}, "9", "A lone x \u00b7 2025"),
        ("Month;Days\n2025-03;9\n", "lines", {}, "9", "What is to be seen \u00b7 March 2025 \u00b7 Days"),
    ],
)
def test_one_number_is_set_as_a_key_figure(content, kind, keys, value, label):
    """With what the caption does not say of it, its note and its source; a note tells, and no figure is left."""
    run = run_of(chart_keys("own", kind=kind, note="A note.", **keys), files={"own": content})
    (facts,) = run.galley.articles[0].parts
    (fact,) = facts.facts
    roles = [node.role for node in run.galley.nodes]

    shown = fact.value.text + (fact.unit.text if fact.unit else "")
    assert (value, label, "A note. Source: Agency.") == (shown, fact.label.text, facts.note.text)
    assert Role.FIGURE not in roles
    assert roles.count(Role.LIST_ITEM) == 1
    assert ["chart-one-number"] == [finding.code for finding in run.report.findings()]


def test_a_number_alone_takes_no_number_of_a_figure():
    """Of three charts, one of which is a key figure, the other two are figures 1 and 2; a single other has none."""
    three = run_of(
        chart_keys("staff"), chart_keys("own"), chart_keys("days", kind="lines"), files={"own": "A;B\nx;1\n"}
    )
    two = run_of(chart_keys("staff"), chart_keys("own"), files={"own": "A;B\nx;1\n"})

    staff, _fact, days = three.galley.articles[0].parts
    assert ["Figure 1.", "Figure 2."] == [part.caption.text[:9] for part in (staff, days)]
    assert two.galley.articles[0].parts[0].caption.text.startswith("What is")


def test_key_figure_of_a_chart_stands_on_the_grid_below_the_text():
    """Figure, label and note are printed once, in this order; in the margin's theme too."""
    for theme in ("institutional", "bulletin", "brief", "album", "digest", "wire", "leaflet"):
        run = run_of(chart_keys("own"), files={"own": "A;B\nx;1\n"}, theme=theme)
        said = " ".join(words(line) for line in lines(run))
        assert said == "1 What is to be seen \u00b7 x \u00b7 B Source: Agency.", theme
        assert run.report.findings()[-1].code == "chart-one-number"


def test_rows_cut_before_any_number_are_refused():
    """What is left has nothing to draw."""
    assert "the first 2 rows" in dict(findings("A;B\nw;\nx;:\ny;2\nz;3\n", top=2))["bad-chart"]


def test_chart_and_charts_are_one_too_many(tmp_path):
    """Nobody can know which stands first: the finding is chart-and-charts, and both are looked at."""
    (tmp_path / "b.yaml").write_text(
        "title: T\nitems:\n  - title: One\n    chart: {file: a.csv, caption: A}\n"
        "    charts: [{file: b.csv, caption: B}]\n",
        encoding="utf-8",
    )
    run = Run(tmp_path / "b.yaml")

    with pytest.raises(BrochureError):
        _fitted = run.fitted
    assert "chart-and-charts" in run.report.error_codes()
