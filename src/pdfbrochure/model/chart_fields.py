"""The keys of a chart, and the readers of those that have more than one form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, get_args

from pdfbrochure.model import brochure as model
from pdfbrochure.model import forms, kinds, scalars
from pdfbrochure.model.brochure import Chart
from pdfbrochure.model.readers import list_of, read_line, text, translated
from pdfbrochure.model.scalars import Fault, show
from pdfbrochure.model.shapes import Key, Kind, Shape

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.model.walk import Walk

# What stands in for a chart at fault, so that the others keep their places.
LOST_CHART: Final = Chart("", "\u2026")
MOST_CHARTS: Final = 40
_KINDS: Final = get_args(model.ChartKind)
# Kinds that people ask for and that are not offered, with what shows the same better.
_PIES: Final = frozenset(("pie", "donut", "doughnut", "ring", "kreis", "torte", "camembert", "tarta", "torta", "taart"))
_OTHERS: Final = frozenset(
    ("column", "columns", "stacked", "area", "radar", "spider", "3d", "map", "bubble", "scatter", "histogram", "gauge")
)


def _read_kind(typed: str) -> str | Fault:
    folded = typed.casefold().replace("chart", "").strip(" -_")
    if folded in _PIES:
        why = "lengths are read better than angles, and each part has its name beside it"
        return Fault("bad-choice", "is a pie, which is not offered", "write `kind: shares`", why)
    if folded in _OTHERS:
        mend = "for change over time write `kind: lines`, for comparing `kind: bars`"
        return Fault("bad-choice", f"is {show(typed)}, which is not offered", mend)
    singular = {"bar": "bars", "line": "lines", "share": "shares", "multiple": "multiples"}
    return scalars.read_choice(singular.get(folded, folded or typed), _KINDS)


def _read_highlight(value: object, origin: Origin, walk: Walk) -> tuple[str, ...] | None:
    """Return one name, or those of a list."""
    if isinstance(value, list):
        names: tuple[str, ...] | None = list_of(read_line, 30, "write each name after `- `", "")(value, origin, walk)
        return None if names is None else tuple(name for name in names if name)
    name = translated(read_line)(value, origin, walk)
    return None if name is None else (name,)


_HIGHLIGHT: Final = Kind(
    _read_highlight,
    {"anyOf": [forms.TEXT, {"type": "array", "items": forms.TEXT, "maxItems": 30}]},
    "a name, or a list of names",
    is_translated=True,
)
_KIND: Final = Kind(text(_read_kind), forms.choice(*_KINDS), ", ".join(f"`{kind}`" for kind in _KINDS))
_TOP: Final = Kind(text(partial(scalars.read_integer, least=2, most=30)), forms.whole(2, 30), "2 to 30")

CHART: Final = Shape(
    "a chart",
    Chart,
    (
        Key(
            "file",
            kinds.in_languages(kinds.FILE),
            "The data: CSV, TSV, or XLSX with the extra `xlsx`. The first row names the columns; the first column has "
            "names or times, each further one numbers",
            "src path data csv filename",
            examples=("data/stations.csv",),
        ),
        Key("sheet", kinds.NAME, "The sheet of a workbook; default: the first that is seen", "tab worksheet"),
        Key(
            "kind",
            _KIND,
            "`bars`, the default: up to 30 names with a number each, or two to compare; `lines`: up to 4 changes over "
            "time; `multiples`: up to 12, each by itself; `shares`: up to 6 parts of a whole",
            "type chart_type style",
        ),
        Key(
            "caption",
            kinds.LINE,
            "What is to be seen, in a sentence: `Spain lost 74 stations`",
            "title heading headline",
        ),
        Key(
            "unit",
            kinds.LINE,
            "What is counted: `Stations reporting, change from 2024`; default: the head of the one column of numbers",
            "units y_label ylabel subtitle measure",
        ),
        Key(
            "highlight",
            _HIGHLIGHT,
            "Which bars, parts or lines the chart is about, by their names in the file",
            "mark marked emphasis emphasize accent",
        ),
        Key(
            "sort",
            kinds.choice(model.Sort),
            "`given`, the default: as in the file; `value`: the largest first",
            "order sorted sort_by",
        ),
        Key("top", _TOP, "Only the first so many bars", "limit first count"),
        Key(
            "axis_from_zero",
            kinds.BOOLEAN,
            "`true`: zero belongs to the scale of lines even where all values are far from it; bars always have it",
            "from_zero zero",
        ),
        Key("note", kinds.LINE, "A line below the chart, such as why a value is missing", "remark footnote"),
        Key("source", kinds.LINE, "Where the numbers come from", "sources credit"),
        Key(
            "alt",
            kinds.LINE,
            "A sentence for people who do not see it; what the numbers say is added by itself",
            "alt_text alternative description",
        ),
        Key(
            "width",
            kinds.choice(model.ChartWidth),
            "`column`, `wide` (all columns), or `auto`, the default: by the kind and the number of values",
            "size",
        ),
    ),
    place="the chart",
    example="chart: {file: data/stations.csv, kind: bars, caption: Spain lost 74 stations}",
    stand_ins={"file": {"file": ""}, "caption": {"caption": "\u2026"}},
)


def _read_one(value: object, origin: Origin, walk: Walk) -> tuple[Chart, ...] | None:
    """Return the one chart of `chart:`, as a list."""
    if isinstance(value, list):
        walk.wrong_type(value, origin, "one chart", "write `charts:` for a list of charts")
        return None
    chart: Any = CHART(value, (*origin[:-1], "charts", 0), walk)
    return None if chart is None else (chart,)


def _read_many(value: object, origin: Origin, walk: Walk) -> tuple[Chart, ...] | None:
    if isinstance(value, dict):
        walk.wrong_type(value, origin, "a list of charts", "write `chart:` for one, or begin each with `- `")
        return None
    entries = list_of(CHART, MOST_CHARTS, "begin each chart with `- file: \u2026`", LOST_CHART)
    charts: tuple[Chart, ...] | None = entries(value, origin, walk)
    return charts


CHART_KEYS: Final = (
    Key(
        "chart",
        kinds.group(CHART, _read_one),
        "Numbers of a data file as bars, lines or shares, with each value at its mark",
        "diagram graph plot bar_chart line_chart",
        says="see *Charts*",
    ),
    Key(
        "charts",
        kinds.many(_read_many, CHART, "a list of charts"),
        "Several charts, in the place of `chart`",
        "diagrams graphs plots",
    ),
)
