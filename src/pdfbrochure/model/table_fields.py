"""The keys of a table that is made of a data file; a part of the table of keys in `fields`."""

from __future__ import annotations

from typing import Final

from pdfbrochure.model import brochure as model
from pdfbrochure.model import kinds
from pdfbrochure.model.brochure import DataTable
from pdfbrochure.model.shapes import Key, Shape

TABLE: Final = Shape(
    "a table",
    DataTable,
    (
        Key(
            "file",
            kinds.in_languages(kinds.FILE),
            'CSV, TSV or, after `pip install "pdfbrochure[xlsx]"`, an Excel workbook; the first row names the columns, '
            "two to eight",
            "src path data csv source_file",
            examples=("data/basins.csv",),
        ),
        Key("sheet", kinds.NAME, "Of a workbook: which sheet; the first when absent", "tab worksheet"),
        Key("caption", kinds.LINE, "What the table shows, above it; numbered where a brochure has several", "title"),
        Key(
            "note", kinds.MARKDOWN, "What is to be known of the figures, one paragraph below the table", "notes remark"
        ),
        Key("source", kinds.LINE, "Whose figures they are", "credit sources"),
        Key("total", kinds.BOOLEAN, "`true`: the last row is a total, in bold below a rule", "sum totals"),
        Key(
            "width",
            kinds.choice(model.ChartWidth),
            "`column`: as wide as a column; `wide`: across all columns; `auto`, when absent: a column if it fits one",
            "size",
        ),
        Key("alt", kinds.LINE, "What the table shows, in a sentence, for people who hear it", "summary description"),
    ),
    place="a table",
    example="table: {file: data/basins.csv, caption: …}",
    stand_ins={"file": {"file": ""}},
)
