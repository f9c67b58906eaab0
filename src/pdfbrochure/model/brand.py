"""A house style as frozen values: what a brand file says of colors, fonts and the logo, and what of it is ours.

The file is `brand.yml`, the public format of Posit; `read_brand` reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct, structs

from pdfbrochure.diagnostics import Findings, Origin, Report
from pdfbrochure.model.brochure import Brochure, Fonts, Logo

if TYPE_CHECKING:
    from pdfbrochure.read import Source

Service = Literal["file", "google", "bunny", "system"]
# Where people find the families of the services, from which nothing is downloaded.
SERVICES: Final = {
    "google": ("Google Fonts", "https://fonts.google.com/specimen/"),
    "bunny": ("Bunny Fonts", "https://fonts.bunny.net/family/"),
    "system": ("the fonts of the computer", ""),
}


class FontFile(Struct, frozen=True):
    """A file of a family: its path below the brochure's folder, and what the brand says of it; 0 or None: nothing."""

    path: str
    weight: int = 0
    is_italic: bool | None = None


class FontSource(Struct, frozen=True):
    """Where a brand takes a family from, and where its file says so."""

    family: str
    service: Service
    files: tuple[FontFile, ...]
    origin: Origin


class Palette(Struct, frozen=True):
    """The colors of a brand, #rrggbb.

    Attributes:
        file: The brand's, for messages.
        named: By the names that its palette and its roles give them.
        primary: The accent; "" where the brand has no colors.
        foreground: Of text; "" for black.
        inks: Color -> percent of cyan, magenta, yellow and black.
        spots: Color -> name of an ink of its own.
    """

    file: str = ""
    named: dict[str, str] = {}
    primary: str = ""
    foreground: str = ""
    inks: dict[str, tuple[float, float, float, float]] = {}
    spots: dict[str, str] = {}


class LogoRules(Struct, frozen=True):
    """How a brand wants its logo to stand: lengths in points, 0 where it says nothing.

    Attributes:
        least_width: No narrower than this.
        clear_space: Nothing stands nearer than this.
        clear_share: The same as a share of the logo's height.
    """

    least_width: float = 0.0
    clear_space: float = 0.0
    clear_share: float = 0.0


class Brand(Struct, frozen=True):
    """A house style.

    Attributes:
        file: Its path below the brochure's folder.
        palette: Its colors.
        fonts: Its families, for the parts of a brochure.
        sources: Where the families come from, by their names.
        logo: Its logo.
        rules: How that wants to stand.
        settings: What a brochure has that says nothing else, by the names of settings.
    """

    file: str
    palette: Palette = Palette()
    fonts: Fonts = Fonts()
    sources: dict[str, FontSource] = {}
    logo: Logo | None = None
    rules: LogoRules = LogoRules()
    settings: dict[str, Any] = {}


class Branded(Struct, frozen=True):
    """A brochure in its house style, if it has one; where the values of the brand's file stand; what is wrong there."""

    brochure: Brochure
    brand: Brand | None
    source: Source | None
    findings: Findings

    def report(self) -> Report:
        """Return a report for what is wrong with values of the brand's file, to be adopted by other findings."""
        assert self.brand is not None, "it is asked for what the brand's file says"
        assert self.source is not None, "a brand comes from a file"
        report = Report(self.brand.file)
        report.source_lines, report.locate = self.source.lines, self.source.span
        return report


def dressed(brochure: Brochure, brand: Brand, typed: dict[str, Any]) -> Brochure:
    """Return a brochure in a house style: what the brochure says itself stays.

    Args:
        brochure: As its file describes it.
        brand: The house style.
        typed: The settings that the file has.
    """
    settings = brochure.settings
    own = {part: getattr(settings.fonts, part) for part in Fonts.__struct_fields__}
    given = {part: name or getattr(brand.fonts, part) for part, name in own.items()}
    changes = {name: value for name, value in brand.settings.items() if name not in typed}
    settings = structs.replace(settings, fonts=Fonts(**given), **changes)
    return structs.replace(brochure, settings=settings, logo=brochure.logo or brand.logo)
