"""Charts on the page: honest lengths, nothing over anything else, rows on the grid, words that are the table."""

import itertools

import pytest
from drawn_charts import ALL, chart, lines, run_of, shapes, words

from pdfbrochure.color import contrast
from pdfbrochure.layout.chart_desk import WORDS, in_row
from pdfbrochure.layout.chart_scale import fit_bars, kept_labels, make_scale, spread
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.tones import tones_of
from pdfbrochure.model.theme import Style

# ---- arithmetic


@pytest.mark.parametrize(
    ("low", "high", "gridlines"),
    [
        (0.8, 14.2, [0, 5, 10, 15]),
        (-1.15, 0.42, [-1.5, -1, -0.5, 0, 0.5]),
        (80, 100, [80, 85, 90, 95, 100]),
        (5, 5, [4.5, 4.75, 5, 5.25, 5.5]),
        (0, 0, [-1, -0.5, 0, 0.5, 1]),
    ],
)
def test_scale_has_three_to_five_round_gridlines(low, high, gridlines):
    """With zero where the values are not far from it, or where they are on both sides."""
    assert list(make_scale(low, high).gridlines) == gridlines
    assert make_scale(80, 100, from_zero=True).low == 0


@pytest.mark.parametrize("size", [1e-9, 1e-3, 0.7, 3, 99, 12345, 1e12])
@pytest.mark.parametrize("share", [-2, -0.3, 0, 0.2, 0.5, 0.99, 1])
def test_scale_holds_all_values(size, share):
    """Whatever they are."""
    low, high = sorted((share * size, size))
    scale = make_scale(low, high)

    assert 3 <= len(scale.gridlines) <= 5
    assert -1e-9 < scale.share(low) <= scale.share(high) < 1 + 1e-9


def test_longest_bar_and_its_value_take_all_the_room():
    """On both sides of zero."""
    bars = fit_bars([148, -74, None, 0], [20, 18, 30, 6], 150, 4)

    assert bars.zero == pytest.approx(74 * bars.scale + 18 + 4)
    assert bars.zero + 148 * bars.scale + 4 + 20 == pytest.approx(150)


def test_labels_that_collide_are_moved_by_the_least():
    """In their order, inside of their room; those that are free stay."""
    places = spread([10, 11, 40, 12], [10] * 4, 0, 100)

    assert places == [5, 15, 40, 25]
    assert spread([1, 99], [10, 10], 0, 100) == [5, 95]


def test_labels_of_an_axis_are_kept_evenly():
    """All, or every second, fifth or tenth, and both ends always."""
    places = [10.0 * number for number in range(21)]

    assert kept_labels(places, [5.0] * 21, 4) == list(range(21))
    assert kept_labels(places, [12.0] * 21, 4) == list(range(0, 21, 2))
    assert kept_labels(places, [300.0] * 21, 4) == [0, 20]


def test_tones_are_told_apart_without_hues():
    """The others stand 3:1 from the paper, and the accent 3:1 from them, also one of the house's own."""
    for accent in ("#12386e", "#7a1f2e", "#8a5a00"):
        tones = tones_of(accent, "#55606b", "#ffffff")
        assert contrast(tones.accent, tones.mid) > 2.5
        assert contrast(tones.mid, "#ffffff") > 2.9 or tones.is_edged


# ---- pages


def test_every_word_of_the_file_stands_at_its_mark():
    """The rows of bars read like the file, and their baselines are those of the grid."""
    run = run_of(chart("stations"), masthead="plain")
    grid = make_grid(run.fitted.edition)
    found = {words(line): line for line in lines(run)}

    for label, value in (("Poland", "+148"), ("Latvia", "0"), ("Malta", "no data"), ("Spain", "−74")):
        assert found[label].y == pytest.approx(found[value].y, abs=0.01)
        assert (found[label].y - grid.top + grid.descent) % grid.unit == pytest.approx(0, abs=0.01)


def test_lengths_are_proportional_and_reach_the_edge():
    """Every bar, and the longest with its value."""
    run = run_of(chart("stations"))
    grid = make_grid(run.fitted.edition)
    bars = [shape for shape in shapes(run) if shape.height == pytest.approx(0.6 * grid.unit)]
    lengths = [bar.width for bar in bars]

    assert len(lengths) == 4
    assert [length / value for length, value in zip(lengths, (148, 121, 17, 74), strict=True)] == pytest.approx(
        [lengths[0] / 148] * 4
    )
    (end,) = [line.x + line.line.width for line in lines(run) if words(line) == "+148"]
    edges = [grid.column_x(column) + grid.column_width for column in range(grid.columns)]
    assert min(abs(end - edge) for edge in edges) < 0.5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "settings"),
    [
        ("en", {}),
        ("ar", {}),
        ("en", {"theme": "bulletin"}),
        ("en", {"columns": 1}),
        ("ar", {"page": "A5", "columns": 2, "theme": "bulletin"}),
        ("en", {"page": "A5", "orientation": "landscape", "columns": 4}),
        ("de", {"page": "A4", "orientation": "landscape", "columns": 3}),
        ("en", {"page": "A6", "columns": 1}),
    ],
    ids=str,
)
def test_nothing_stands_over_anything_else(settings, language):
    """No word of a chart over another, none beside the page, all of them there, on any page."""
    run = run_of(*ALL, language=language, **settings)
    margin = make_grid(run.fitted.edition).side

    for page in run.pages.pages:
        own = [line for line in lines(run) if line in page.things]
        for line in own:
            assert margin - 0.6 <= line.x <= line.x + line.line.width <= run.pages.width - margin + 0.6, words(line)
        for one, other in itertools.combinations(own, 2):
            beside = one.x + one.line.width <= other.x + 0.5 or other.x + other.line.width <= one.x + 0.5
            assert beside or abs(one.y - other.y) > 5, (words(one), words(other))
    assert [finding.code for finding in run.report.findings() if finding.severity == "error"] == []


def test_time_runs_from_left_to_right_in_every_language():
    """While bars grow from the right in Arabic."""
    run = run_of(chart("days", kind="lines"), chart("stations"), language="ar")
    places = {words(line): line.x for line in lines(run)}

    assert places["2019"] < places["2022"] < places["2025"]
    assert places["Poland"] > places["\u200e+148"]


def test_long_labels_stand_above_their_bars():
    """And many bars in two runs with one scale, where there is room."""
    content = "A;B\n" + "".join(
        f"A very long name of a region in the north {number};{number + 1}\n" for number in range(4)
    )
    run = run_of(chart("own"), files={"own": content})
    found = {words(line): line for line in lines(run)}
    (label,) = [line for text, line in found.items() if text.endswith("north 3")]
    assert found["4"].y > label.y + 5

    many = "A;B\n" + "".join(f"n{number};{30 - number}\n" for number in range(30))
    run = run_of(chart("own"), files={"own": many})
    places = {words(line): line for line in lines(run)}
    assert places["n0"].y == pytest.approx(places["n15"].y)
    assert places["n15"].x > places["n0"].x + 100


def test_chart_higher_than_a_page_goes_on():
    """All bars are there, on one scale."""
    many = "A;B\n" + "".join(f"n{number};{30 - number}\n" for number in range(30))
    run = run_of(chart("own"), files={"own": many}, page="A6", columns=1)

    said = [words(line) for line in lines(run)]
    assert [text for text in said if text.startswith("n")] == [f"n{number}" for number in range(30)]
    assert len(run.pages.pages) > 2


def test_missing_values_part_a_line():
    """It stops, is dotted to the next value, and the gap says why."""
    content = "Year;Level\n" + "".join(f"{2000 + n};{':' if 8 < n < 13 else n % 5}\n" for n in range(20))
    run = run_of(chart("own", kind="lines"), files={"own": content})

    assert [shape for shape in shapes(run) if shape.dash]
    assert "no data" in {words(line) for line in lines(run)}


def test_words_of_a_chart_fit_the_rows_of_their_theme():
    """Where rows are low they are set smaller, so that nothing touches the rule or the row below."""
    style = Style("sans", 10.5, 15.0)

    assert in_row(style, 15.0, WORDS) is style
    assert in_row(style, 11.0, WORDS).size == pytest.approx(0.71 * 11)


def test_lines_that_cross_are_told_apart_in_grey():
    """Of three that are not marked and all cross, no two have the same tone and dash, whatever prints them."""
    content = "Year;Marked;A;B;C\n2020;9;1;5;2\n2021;9;5;1;4\n2022;9;1;5;2\n2023;9;5;1;4\n"
    run = run_of(chart("own", kind="lines", highlight="Marked"), files={"own": content})
    drawn = [shape for shape in shapes(run) if len(shape.points) == 4 and not shape.fill and shape.stroke != "paper"]
    looks = [(shape.stroke, shape.dash) for shape in drawn]

    assert len(looks) == 4
    assert len(set(looks)) == 4


@pytest.mark.parametrize("accent", ["#ffc524", "#12386e"])
def test_parts_of_a_whole_are_seen_whatever_the_accent(accent):
    """A tone that is nearly paper, as beside a light house color, has an edge."""
    run = run_of(chart("budget", kind="shares"), accent=accent)
    theme = run.edition.theme
    tones = tones_of(theme.colors["accent_text"], theme.colors["grey"], theme.colors["paper"])
    parts = [shape for shape in shapes(run) if shape.fill in tones.parts]

    assert parts
    assert all(contrast(part.fill, "#ffffff") >= 1.4 or part.stroke for part in parts)
