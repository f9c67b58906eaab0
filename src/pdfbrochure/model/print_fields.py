"""The keys of `print` in `settings`: how a brochure is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdfbrochure.model import brochure as model
from pdfbrochure.model import forms, kinds
from pdfbrochure.model.brochure import Print
from pdfbrochure.model.shapes import Key, Kind, Shape

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.model.walk import Walk

PRINT: Final = Shape(
    "`print`",
    Print,
    (
        Key(
            "shop",
            kinds.SHOP,
            "Who prints it: `offset-coated` when absent, `offset-marks`, `offset-uncoated`, `digital`, "
            "`office-booklet`, `pod-240`, or a file of your own",
            "printer print_shop press",
            examples=("offset-coated", "offset-marks", "offset-uncoated", "digital", "office-booklet", "pod-240"),
        ),
        Key("bleed", kinds.LENGTH, "How far colour reaches beyond the page; the shop's own when absent", "overhang"),
        Key(
            "marks",
            kinds.BOOLEAN,
            "`true`: crop marks round the page; as the shop wants it when absent",
            "crop_marks cropmarks registration_marks",
        ),
        Key(
            "profile",
            kinds.FILE,
            "The ICC profile of the press, if the shop sent you one",
            "icc icc_profile color_profile colour_profile",
            examples=("assets/PSOcoated_v3.icc",),
        ),
        Key(
            "fold",
            kinds.choice(model.Fold),
            "How the sheet is folded: `none` when absent; `booklet`: in the middle, sheets in each other; `tri-fold`: "
            "three panels, of which one is folded in; `accordion`: panels in a zigzag",
            "folding",
        ),
    ),
    place="`print` in `settings`",
    example="print: offset-coated",
)


def _read(value: object, origin: Origin, walk: Walk) -> Print | None:
    """Return how a brochure is printed: the name of a shop, or keys."""
    if isinstance(value, str):
        shop = kinds.SHOP.read(value, origin, walk)
        return None if shop is None else Print(shop)
    printing: Print | None = PRINT(value, origin, walk)
    return printing


PRINT_KIND: Final = Kind(_read, {"anyOf": [forms.SHOP, forms.reference(PRINT)]}, "the name of a shop, or keys")
