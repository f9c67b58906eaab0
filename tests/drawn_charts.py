"""Brochures with charts, for tests: data files in memory, and what stands where."""

from __future__ import annotations

import contextlib
import json
from functools import cache
from typing import Any

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.files import Memory
from pdfbrochure.layout.pages import PlacedLine, PlacedShape
from pdfbrochure.pipeline import Run

STATIONS = "Country;Stations\nPoland;148\nRomania;121\nLatvia;0\nMalta;:\nGreece;-17\nSpain;-74\n"
STAFF = "Unit;2020;2025\nData Unit;41;78\nLaboratory;49;46\nLegal service;6;10\n"
DAYS = (
    "Year;All basins;Ebro;Danube;Rhine\n2019;11.0;12.5;14.2;6.1\n2020;9.2;12.1;13;5\n2021;7.5;11.8;10.9;4.6\n"
    "2022;5.1;9.9;8.8;3.5\n2023;3.0;8.7;6;2.4\n2024;1.8;8.1;3.1;1.5\n2025;1.0;6.9;1.4;0.8\n"
)
PANELS = "Month;North;South;East;West;Centre\n" + "".join(
    f"2025-{month:02d};{month};{12 - month};{month % 5};{3 * month % 7};4\n" for month in range(1, 13)
)
BUDGET = "Part;%\nEuropean Union;61.4\nFees of members;17.2\nResearch;12.3\nServices;6.5\nOther income;2.6\n"
DATA = {"stations": STATIONS, "staff": STAFF, "days": DAYS, "panels": PANELS, "budget": BUDGET}


def chart(file: str = "stations", **keys: Any) -> dict[str, Any]:
    """The keys of a chart of one of the files above."""
    return {"file": f"{file}.csv", "caption": "What is to be seen", "source": "Agency", **keys}


ALL = [
    chart("stations", highlight="Spain", note="Malta: not yet."),
    chart("staff", unit="Posts"),
    chart("days", kind="lines", unit="Days"),
    chart("panels", kind="multiples", unit="Points"),
    chart("budget", kind="shares", unit="Share, %", width="wide"),
    chart("budget", kind="shares", unit="Share, %"),
]


def run_of(*charts: dict[str, Any], language: str = "en", files: dict[str, str] | None = None, **settings: Any) -> Run:
    """A build of one item with charts."""
    item = {"title": "In figures", "layout": "normal", "body": "Some words of text. " * 12, "charts": list(charts)}
    brochure = {"title": "News", "language": language, "items": [item], "settings": settings}
    data = {f"{name}.csv": text.encode() for name, text in {**DATA, **(files or {})}.items()}
    return Run("b.yaml", files=Memory({"b.yaml": json.dumps(brochure, ensure_ascii=False).encode(), **data}))


@cache
def everything() -> Run:
    """All kinds of charts in one brochure."""
    return run_of(*ALL)


def findings(content: str, kind: str = "bars", language: str = "en", **keys: Any) -> list[tuple[str, str]]:
    """Codes and sentences of what is found of a chart of a file, with what to do."""
    run = run_of(chart("own", kind=kind, **keys), language=language, files={"own": content})
    with contextlib.suppress(BrochureError):
        _fitted = run.fitted
    return [(finding.code, f"{finding.what} → {finding.mend}") for finding in run.report.findings()]


def words(line: PlacedLine) -> str:
    """What a line says."""
    return "".join(piece.text for run in line.line.runs for piece in run.pieces).strip()


def lines(run: Run) -> list[PlacedLine]:
    """All lines of the charts, page by page."""
    nodes = run.galley.nodes
    return [
        thing
        for page in run.pages.pages
        for thing in page.things
        if isinstance(thing, PlacedLine)
        and any(nodes[node].origin[2:3] == ("charts",) for node in nodes.around(thing.owner))
    ]


def shapes(run: Run) -> list[PlacedShape]:
    """All that is drawn, page by page."""
    return [thing for page in run.pages.pages for thing in page.things if isinstance(thing, PlacedShape)]
