"""Decides which inks print which color.

Those that a theme or a shop names; black alone for text and grays; or the nearest that the press has.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.assets.separations import Press
from pdfbrochure.color import BLACK, NO_INK, RICH_BLACK, Ink, rgb
from pdfbrochure.model.shops import Shop
from pdfbrochure.model.theme import Theme

# A field of black larger than this, in points, looks gray if it is printed with one ink.
LARGE: Final = 10 * 72 / 25.4
# What is read: on one plate it cannot be printed beside itself.
_TEXT_INK: Final = "ink"
# Lines and small text: on one plate as well.
_GRAYS: Final = ("grey", "hairline")
_PAPER: Final = "#ffffff"
# Of red, green and blue, by so much a gray's parts may differ; a text in blue ink is no gray.
NEUTRAL: Final = 0.16


class Inking:
    """The inks of a brochure's colors.

    Args:
        theme: Its colors, and the inks that it names for them.
        shop: The inks that a shop names go before the theme's.
        press: Works out those that nobody names.
    """

    def __init__(self, theme: Theme, shop: Shop, press: Press) -> None:
        self._press = press
        self._named = _named(theme, shop, press)
        self._colors = theme.colors
        self._known: dict[str, Ink] = {}
        #: The colors that nobody names inks for, with those that were worked out.
        self.worked_out: dict[str, Ink] = {}

    def of(self, color: str) -> Ink:
        """Return the inks of a color: one of the theme's by its name, or #rrggbb."""
        ink = self._known.get(color)
        if ink is None:
            ink = self._known[color] = self._find(color)
        return ink

    def of_flat(self, color: str, width: float, height: float) -> Ink:
        """Return the inks of a rectangle of a size in points: a large black one has other inks below the black."""
        ink = self.of(color)
        return RICH_BLACK if ink == BLACK and min(width, height) > LARGE else ink

    def spots(self) -> dict[str, Ink]:
        """Return the inks of their own that are used, by their names."""
        return {ink.spot: ink for ink in self._known.values() if ink.spot}

    def _find(self, color: str) -> Ink:
        value = self._colors.get(color, color).lower()
        named = self._named.get(value)
        if named is not None:
            return named
        if value == _PAPER:
            return NO_INK
        if _is_neutral(value):
            if value == self._colors[_TEXT_INK].lower():
                return BLACK
            if color in _GRAYS:
                return self._press.black_for(value)
        ink = self._press.ink(value)
        self.worked_out[value] = ink
        return ink


def _named(theme: Theme, shop: Shop, press: Press) -> dict[str, Ink]:
    """Return the inks that have been named, by the color that they print."""
    found = {color.lower(): _ink(shares) for color, shares in theme.inks.items()}
    found.update(shop.inks)
    for color, spot in {**{color.lower(): name for color, name in theme.spots.items()}, **shop.spots}.items():
        stand_in = found.get(color) or press.ink(color)
        found[color] = Ink(*stand_in.plates, spot=spot)
    return found


def _is_neutral(color: str) -> bool:
    """Whether a color is a gray, if a warm or a cold one: black alone can stand for it."""
    parts = rgb(color)
    return max(parts) - min(parts) <= NEUTRAL


def _ink(percent: tuple[float, float, float, float]) -> Ink:
    cyan, magenta, yellow, black = percent
    return Ink(cyan / 100, magenta / 100, yellow / 100, black / 100)
