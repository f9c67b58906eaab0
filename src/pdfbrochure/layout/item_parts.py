"""What an item holds beside its running text, as pieces and bands: a row here for each kind of part.

A part fits a column, and is pieces; or it stands across all columns, as a band. `pieces` says what both are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from pdfbrochure.compose.blocks import Agenda, BodyBlock, Briefs, Facts, ItemPart, NoteList, People, Sidebar
from pdfbrochure.layout.collect import Collector, set_off
from pdfbrochure.layout.pieces import Band, BandSeries, Piece

Maker = Callable[[Any, Collector], Sequence[Piece | Band | BandSeries]]


@cache
def _makers() -> dict[type[ItemPart], Maker]:
    """Return what makes pieces of each kind of part; loaded with the first part, which many brochures do not have."""
    from pdfbrochure.compose.chart_part import ChartPart
    from pdfbrochure.compose.tables import Table
    from pdfbrochure.layout.briefing import brief_pieces
    from pdfbrochure.layout.cards import people_pieces
    from pdfbrochure.layout.charts import chart_pieces
    from pdfbrochure.layout.diary import agenda_pieces
    from pdfbrochure.layout.fact_boxes import figure_pieces
    from pdfbrochure.layout.note_lists import note_pieces
    from pdfbrochure.layout.sidebars import sidebar
    from pdfbrochure.layout.table_rows import table_pieces

    return {
        Table: table_pieces,
        Agenda: agenda_pieces,
        Briefs: brief_pieces,
        People: people_pieces,
        ChartPart: chart_pieces,
        Facts: figure_pieces,
        NoteList: note_pieces,
        Sidebar: sidebar,
    }


def part_pieces(part: ItemPart, collector: Collector) -> Sequence[Piece | Band | BandSeries]:
    """Return a part of an item as pieces and bands, in the order of reading."""
    return _makers()[type(part)](part, collector)


def text_with_parts(blocks: Sequence[BodyBlock], collector: Collector) -> list[Piece | Band | BandSeries]:
    """Return running text and the parts that stand in it; text below one is set off by a row."""
    found: list[Piece | Band | BandSeries] = []
    for is_part, run in groupby(blocks, key=lambda block: block.part is not None):
        if not is_part:
            text = collector.blocks(list(run))
            if found and not isinstance(found[-1], Band | BandSeries):
                set_off(text, collector.grid.unit)
            found += text
            continue
        for block in run:
            assert block.part is not None, "these are the parts"
            found += part_pieces(block.part, collector)
    return found
