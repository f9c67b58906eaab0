"""How a theme sets items in pairs, a photo beside its text: the forms in which an item may stand on a page.

Widths are counted in columns of the page that are narrower than those of its text. `layout.pairs` finds the pages.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from pdfbrochure.model.table_design import Length

Share = Annotated[int, Meta(ge=0, le=12)]


class PairForm(Struct, frozen=True):
    """One form: a photo and a text side by side. With photos on both sides in turn, the page looks lively.

    Attributes:
        text: The columns of the page that its text takes.
        photo: Those that its photo takes; 0 for a form of items without a photo, two of which stand side by side.
        pixels: A photo of fewer pixels in width, as it is cut, is not set so.
        rows: A text of more rows would rather stand in another form.
        portraits: Whether it is for upright photos, and for these alone.
    """

    text: Share
    photo: Share = 0
    pixels: Annotated[int, Meta(ge=0)] = 0
    rows: Annotated[int, Meta(ge=1)] = 30
    portraits: bool = False


class OpeningForm(Struct, frozen=True):
    """The form of leads and features, and of long items: head and text below a photo that bleeds at a page's head.

    Attributes:
        text: The columns of the page that head and text take, at the end; those before it stay free.
        columns: The columns in which the text runs.
        pixels: A photo of fewer pixels in width, as it is cut, does not bleed; it stands in the text.
        rows: A text of fewer rows would rather stand beside its photo.
    """

    text: Share = 1
    columns: Annotated[int, Meta(ge=1, le=4)] = 1
    pixels: Annotated[int, Meta(ge=0)] = 900
    rows: Annotated[int, Meta(ge=0)] = 12


class PairsDesign(Struct, frozen=True):
    """The page where items stand in pairs.

    Attributes:
        columns: The columns of the page, in which the forms count.
        gutter: Between two of them.
        between: Rows between two items, at least.
        most_between: Rows between two items at most, where a page has room.
        forms: The forms of usual items by names, the best liked first.
        opening: The form of leads, features and long items.
    """

    columns: Annotated[int, Meta(ge=1, le=12)] = 6
    gutter: Length = 12.0
    between: Annotated[int, Meta(ge=1, le=12)] = 3
    most_between: Annotated[int, Meta(ge=1, le=20)] = 5
    forms: dict[str, PairForm] = {}
    opening: OpeningForm = OpeningForm()
