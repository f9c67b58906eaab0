"""What a theme says of tables; and how long its lengths may be."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

# No length of a design for A4 is longer than a third of the page; a slip of the finger is.
Length = Annotated[float, Meta(ge=0, le=280)]
Positive = Annotated[float, Meta(gt=0, le=280)]
Count = Annotated[int, Meta(ge=1, le=1000)]
Percent = Annotated[float, Meta(ge=0, le=100)]


class TableDesign(Struct, frozen=True):
    """Tables: the thickness and color of their rules, none of which stands upright, and the white between columns.

    Attributes:
        rule_top: Above the header.
        rule_head: Below the header.
        rule_row: Between two rows.
        rule_total: Above a row of totals.
        rule_foot: Below the last row.
        below: How far below the foot of a row its rule stands.
        white: Between two columns, at least.
        least_white: The same where a table finds no room otherwise.
        smaller: The size of the cells where the table finds no room otherwise.
        note_drop: How far the note below a table stands off the grid of rows.
    """

    rule_top: Length = 0.75
    rule_top_color: str = "ink"
    rule_head: Length = 0.5
    rule_head_color: str = "ink"
    rule_row: Length = 0.5
    rule_row_color: str = "hairline"
    rule_total: Length = 0.5
    rule_total_color: str = "ink"
    rule_foot: Length = 0.75
    rule_foot_color: str = "ink"
    below: Length = 0.7
    white: Length = 30.0
    least_white: Length = 12.0
    smaller: Positive = 8.0
    note_drop: Length = 1.0
