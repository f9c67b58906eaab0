"""Sheets that are folded into panels: which panel stands where, and how wide it is.

A theme says how its sheets may be folded; the settings choose. Panels are numbered in the order of reading: 1 is the
cover, the last the back. Each is laid out like a page of its own; `layout.folding` puts them on the sides of the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

from pdfbrochure.diagnostics import Findings, listed
from pdfbrochure.model.brochure import PageCount, Settings

Number = Annotated[int, Meta(ge=1, le=16)]
Length = Annotated[float, Meta(ge=0, le=60)]
Frame = Annotated[float, Meta(ge=0, le=5)]


class FoldDesign(Struct, frozen=True):
    """One way to fold a sheet.

    Attributes:
        front: The panels of the side that the cover is on, from the left, by their numbers in the order of reading.
        back: Those of the other side.
        folded_in: The panels that are folded in.
        narrower: By so much they are narrower than the others, in points, that they do not press against the fold.
    """

    front: tuple[Number, ...]
    back: tuple[Number, ...]
    folded_in: tuple[Number, ...] = ()
    narrower: Length = 0.0


class PanelsDesign(Struct, frozen=True):
    """Panels that a sheet, which lies across, is folded into; without any folds a theme has pages.

    Attributes:
        folds: By the name that the settings have for it; the first is the theme's own.
        padding: From a fold or an edge to the text, at least.
        sizes: The sheets that it works on.
        short: With less than this share of its panels filled, the sheet looks empty.
        torn: What it costs that an item goes on on the next panel; a half-empty panel costs 2900.
        across: The tallest and the lowest frame of a photo over two panels, as width to height; without, none is.
    """

    folds: dict[str, FoldDesign] = {}
    padding: Annotated[float, Meta(ge=14, le=80)] = 25.5
    sizes: tuple[str, ...] = ("A4", "Letter")
    short: Annotated[float, Meta(ge=0, le=1)] = 0.6
    torn: Annotated[float, Meta(ge=0, le=100000)] = 0.0
    across: tuple[Frame, Frame] = (0.0, 0.0)


class Panels(Struct, frozen=True):
    """The panels of one sheet. Lengths are points.

    Attributes:
        fold: The name of its fold.
        sides: Its two sides, each the numbers of its panels from the start edge.
        wide: The width of a panel.
        narrow: That of one that is folded in.
        folded_in: These.
        padding: From a fold to the text.
        short: The share of panels that must be filled, lest it looks empty.
    """

    fold: str
    sides: tuple[tuple[int, ...], tuple[int, ...]]
    wide: float
    narrow: float
    folded_in: tuple[int, ...]
    padding: float
    short: float

    @property
    def count(self) -> int:
        """The panels of a sheet, both sides taken together."""
        return sum(len(side) for side in self.sides)

    @property
    def margin(self) -> float:
        """From the edge of a wide panel to its text, which is as wide as that of a narrow one."""
        return self.padding + (self.wide - self.narrow) / 2

    @property
    def pairs(self) -> tuple[int, ...]:
        """The panels, from 0, beside which the next lies on the same side, neither of them the cover or the back."""
        beside = {pair for side in self.sides for pair in pairwise(side)}
        return tuple(number - 1 for number in range(2, self.count - 1) if (number, number + 1) in beside)

    def width_of(self, number: int) -> float:
        """Return the width of a panel by its number, which may be one of a further sheet."""
        return self.narrow if (number - 1) % self.count + 1 in self.folded_in else self.wide

    def texts_of(self, side: int, *, backward: bool) -> list[float]:
        """Return where on a side the text of each panel begins, from the left."""
        edges = (0.0, *self.folds_of(side, backward=backward))
        numbers = self.sides[side][::-1] if backward else self.sides[side]
        return [
            edge + self.margin - (self.wide - self.width_of(at)) / 2 for edge, at in zip(edges, numbers, strict=True)
        ]

    def folds_of(self, side: int, *, backward: bool) -> tuple[float, ...]:
        """Return where a side is folded, from its left edge."""
        numbers = self.sides[side][::-1] if backward else self.sides[side]
        edges = [self.width_of(number) for number in numbers[:-1]]
        return tuple(sum(edges[: at + 1]) for at in range(len(edges)))


# The folds of the settings that make panels; a cover, a back and two between them are the least.
FOLDS: Final = ("tri-fold", "accordion")
LEAST: Final = 4
# A sheet has two sides, and each is a page of the PDF.
SIDES: Final = PageCount(2, 2)


def choose_panels(
    design: PanelsDesign, settings: Settings, width: float, theme: str, findings: Findings
) -> Panels | None:
    """Return the panels that settings choose for a sheet; None with a finding where there is no such leaflet.

    Args:
        design: The theme's folds.
        settings: Of the brochure.
        width: Of the sheet as it lies.
        theme: The theme's name.
        findings: Take what is wrong.
    """
    told = []
    wanted = "none" if settings.print is None else settings.print.fold
    name = next(iter(design.folds)) if wanted == "none" else wanted
    if name not in design.folds:
        told.append("fold")
        findings.error(
            "bad-fold",
            f"the theme {theme} is one sheet, which `fold: {wanted}` cannot fold",
            mend=f"write `fold: {' or `fold: '.join(f'{each}`' for each in design.folds)}, or delete `fold`",
            origin=("settings", "print", "fold"),
        )
    if settings.page.name not in design.sizes:
        told.append("page")
        findings.error(
            "bad-sheet",
            f"the theme {theme} does not work on {settings.page.name}: its panels would be too narrow or too wide",
            mend=f"write `page: {' or `page: '.join(f'{each}`' for each in design.sizes)}, "
            "or take a theme with pages, such as bulletin",
            origin=("settings", "page"),
        )
    asked = settings.pages
    if asked is not None and not _has_two(asked):
        told.append("pages")
        findings.error(
            "bad-sheet",
            f"the theme {theme} is one sheet with two sides, so it always has 2 pages",
            mend="delete `pages`, or take a theme with pages, such as bulletin",
            origin=("settings", "pages"),
        )
    if told:
        return None
    fold = design.folds[name]
    wide = (width + fold.narrower * _narrow_ones(fold)) / max(len(fold.front), 1)
    return Panels(
        name, (fold.front, fold.back), wide, wide - fold.narrower, fold.folded_in, design.padding, design.short
    )


def _narrow_ones(fold: FoldDesign) -> int:
    return len([number for number in fold.front if number in fold.folded_in])


def _has_two(asked: PageCount) -> bool:
    most = asked.most or 2
    return asked.least <= 2 <= most and 2 % asked.multiple_of == 0


def wrong_folds(plain: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with the folds of a theme file, from their plain values: each name, and what it is."""
    found = []
    for name, fold in msgspec.convert(plain, dict[str, FoldDesign], strict=False).items():
        numbers = sorted((*fold.front, *fold.back))
        narrow = [len([number for number in side if number in fold.folded_in]) for side in (fold.front, fold.back)]
        if name not in FOLDS:
            found.append((name, f"is no fold of a sheet; these are {listed(FOLDS)}"))
        elif len(numbers) < LEAST or numbers != list(range(1, len(numbers) + 1)) or len(fold.front) != len(fold.back):
            found.append((name, "must have each panel once, from 1 on, as many in `front` as in `back`"))
        elif 1 not in fold.front:
            found.append((name, "must have the cover, which is panel 1, in `front`"))
        elif narrow[0] != narrow[1] or not set(fold.folded_in) <= set(numbers):
            found.append(
                (name, "must have as many `folded_in` panels in `front` as in `back`, which lie behind each other")
            )
    return found
