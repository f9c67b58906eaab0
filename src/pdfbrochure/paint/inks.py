"""What is written for a color: an operator for the screen, or the inks of a press and how they lie on each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from pdfbrochure.color import BLACK, Ink, rgb
from pdfbrochure.paint.document import Raw, number

if TYPE_CHECKING:
    from pdfbrochure.assets.pixels import Picture

SRGB: Final = Path(__file__).resolve().parent.parent / "profiles" / "srgb.icc"
# Black text is printed over what lies below it, so that no white shows where plates do not fit; the rest cuts it out
# (8.6.7). The names are those of a page's graphics states.
_OVER: Final = b"/GSover gs "
_OUT: Final = b"/GSout gs "


class Inks(Protocol):
    """Writes colors."""

    def fill(self, color: str) -> bytes:
        """Return the operator that fills with a color: one of the theme's names, or #rrggbb."""
        ...

    def stroke(self, color: str) -> bytes:
        """Return the operator that draws lines in a color."""
        ...

    def flat(self, color: str, width: float, height: float) -> str:
        """Return the color of a rectangle of a size in points."""
        ...

    def code(self, color: str) -> str:
        """Return the color of the squares of a QR code."""
        ...

    def vector(self, color: tuple[float, float, float]) -> tuple[float, ...]:
        """Return a color of a drawing, red, green and blue, as it is written: three numbers, or four inks."""
        ...

    def profile(self, picture: Picture) -> bytes:
        """Return the ICC profile that is named for a picture's samples; nothing where the output intent has it."""
        ...

    def resources(self) -> tuple[dict[str, Raw], dict[str, Raw]]:
        """Return the graphics states and the color spaces that every page's contents may name."""
        ...


class ScreenInks:
    """Colors as they are: sRGB.

    Args:
        colors: Color name -> #rrggbb.
    """

    def __init__(self, colors: Mapping[str, str]) -> None:
        self._colors = colors

    def _parts(self, color: str) -> bytes:
        return " ".join(number(part) for part in rgb(self._colors.get(color, color))).encode()

    def fill(self, color: str) -> bytes:
        """Return the operator that fills with a color."""
        return self._parts(color) + b" rg"

    def stroke(self, color: str) -> bytes:
        """Return the operator that draws lines in a color."""
        return self._parts(color) + b" RG"

    def flat(self, color: str, _width: float, _height: float) -> str:
        """Return the color of a rectangle: its own."""
        return color

    def code(self, color: str) -> str:
        """Return the color of a QR code: its own."""
        return color

    def vector(self, color: tuple[float, float, float]) -> tuple[float, ...]:
        """Return a color of a drawing: itself."""
        return color

    def profile(self, picture: Picture) -> bytes:
        """Return the profile of a picture in another space than sRGB."""
        return picture.icc

    def resources(self) -> tuple[dict[str, Raw], dict[str, Raw]]:
        """Return nothing: sRGB needs no more than its numbers."""
        return {}, {}


class PressInks:
    """The inks of a press.

    Args:
        of: Gives the inks of a color: one of the theme's names, or #rrggbb.
        of_flat: Gives those of a rectangle of a color and a size.
    """

    def __init__(self, of: Callable[[str], Ink], of_flat: Callable[[str, float, float], Ink]) -> None:
        self._of = of
        self._of_flat = of_flat
        self._made: dict[str, Ink] = {}
        self._spots: dict[str, str] = {}
        self._named: dict[str, Ink] = {}

    def _ink(self, color: str) -> Ink:
        made = self._made.get(color)
        return self._of(color) if made is None else made

    def fill(self, color: str) -> bytes:
        """Return the operators that fill with a color."""
        ink = self._ink(color)
        if ink.spot:
            return _OUT + b"/%s cs 1 scn" % self._space(ink).encode()
        return (_OVER if ink == BLACK else _OUT) + _shares(ink) + b" k"

    def stroke(self, color: str) -> bytes:
        """Return the operators that draw lines in a color."""
        ink = self._ink(color)
        if ink.spot:
            return _OUT + b"/%s CS 1 SCN" % self._space(ink).encode()
        return (_OVER if ink == BLACK else _OUT) + _shares(ink) + b" K"

    def flat(self, color: str, width: float, height: float) -> str:
        """Return the color of a rectangle; a large black one has a name of its own."""
        ink = self._of_flat(color, width, height)
        if ink == self._of(color):
            return color
        name = f"{color} of a field"
        self._made[name] = ink
        return name

    def code(self, _color: str) -> str:
        """Return the color of a QR code: black alone, for squares on two plates are read badly."""
        self._made["code"] = BLACK
        return "code"

    def vector(self, color: tuple[float, float, float]) -> tuple[float, ...]:
        """Return the inks of a color of a drawing."""
        return self._of("#" + "".join(f"{round(255 * part):02x}" for part in color)).plates

    def profile(self, picture: Picture) -> bytes:
        """Return the profile of a picture that is left in RGB: its own, or sRGB, which no press means by itself."""
        return picture.icc or (SRGB.read_bytes() if picture.color_space == "DeviceRGB" else b"")

    def _space(self, ink: Ink) -> str:
        """Return the name of the color space of an ink of its own."""
        name = self._spots.get(ink.spot)
        if name is None:
            name = self._spots[ink.spot] = f"CSspot{len(self._spots) + 1}"
            self._named[name] = ink
        return name

    def resources(self) -> tuple[dict[str, Raw], dict[str, Raw]]:
        """Return the graphics states and the color spaces that the contents painted so far name."""
        states = {
            "GSover": Raw(b"<< /Type /ExtGState /OP true /op true /OPM 1 >>"),
            "GSout": Raw(b"<< /Type /ExtGState /OP false /op false /OPM 0 >>"),
        }
        spaces = {"CSall": Raw(_separation("All", (1.0, 1.0, 1.0, 1.0)))}
        spaces |= {name: Raw(_separation(ink.spot, ink.plates)) for name, ink in self._named.items()}
        return states, spaces


def _shares(ink: Ink) -> bytes:
    return " ".join(number(share) for share in ink.plates).encode()


def _separation(name: str, plates: tuple[float, ...]) -> bytes:
    """Return the color space of one ink, and what stands in for it (ISO 32000-1, 8.6.6.4)."""
    written = "".join(char if char.isalnum() else f"#{ord(char):02X}" for char in name)
    full = " ".join(number(share) for share in plates)
    function = f"<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [{full}] /N 1 >>"
    return f"[/Separation /{written} /DeviceCMYK {function}]".encode()
