"""How a brochure is printed: what its shop takes, and what its settings say beside that.

A shop is a file of `shops`, or one of the user's own. What it may hold stands in `shop_fields`.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from pdfbrochure.diagnostics import BrochureError, Findings, Report
from pdfbrochure.files import FileFault
from pdfbrochure.model.brochure import Fold, Print, Settings
from pdfbrochure.model.shop_fields import SHOP
from pdfbrochure.model.shops import Shop
from pdfbrochure.model.walk import Walk
from pdfbrochure.read import parse

if TYPE_CHECKING:
    from pdfbrochure.files import Files

_FOLDER: Final = Path(__file__).resolve().parent.parent / "shops"
# A shop's file has about 1 KB.
LARGEST_SHOP: Final = 100_000


class Printing(Struct, frozen=True):
    """How a brochure is printed: its shop, as the settings change it."""

    shop: Shop
    fold: Fold = "none"
    own_profile: bool = False

    @property
    def bleed(self) -> float:
        """How far color reaches beyond the trim, in points."""
        return self.shop.bleed


class Arranged(Struct, frozen=True):
    """How a brochure is printed, or None where there is no shop as the settings want it."""

    printing: Printing | None
    findings: Findings


def known_shops() -> tuple[str, ...]:
    """Return the names of the bundled shops, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def arrange(settings: Settings, files: Files) -> Arranged:
    """Return how settings want a brochure printed; without a word on it, for sheetfed offset on coated paper."""
    findings = Findings()
    wanted = settings.print or Print()
    shop = _shop(wanted.shop, files, findings)
    if shop is None:
        return Arranged(None, findings)
    changes = {
        name: value
        for name, value in (("bleed", wanted.bleed), ("marks", wanted.marks), ("profile", wanted.profile or None))
        if value is not None
    }
    return Arranged(Printing(structs.replace(shop, **changes), wanted.fold, bool(wanted.profile)), findings)


def _shop(name: str, files: Files, findings: Findings) -> Shop | None:
    """Return a shop by its name or from a file of the user's own."""
    if not is_file(name):
        if name in known_shops():
            return read_shop(name, (_FOLDER / f"{name}.yaml").read_bytes(), Report(name))
        findings.error(
            "unknown-shop",
            f"there is no print shop \u201c{name}\u201d",
            mend=f"use one of {', '.join(known_shops())}, or name a file of your own, such as look/shop.yaml",
            origin=("settings", "print"),
        )
        return None
    try:
        content = files.read(name, LARGEST_SHOP)
    except FileFault as fault:
        fault.report_to(findings, f"the shop's file {name}", ("settings", "print"))
        return None
    own = Report(name)
    shop = None
    with contextlib.suppress(BrochureError):
        shop = read_shop(name, content, own)
    findings.adopt(own)
    return None if own.has_errors else shop


def is_file(name: str) -> bool:
    """Whether a shop or a profile is named by its file."""
    return "/" in name or name.lower().endswith((".yaml", ".yml", ".icc", ".icm"))


def read_shop(name: str, content: bytes, report: Report) -> Shop | None:
    """Return the shop that a file describes, or None with findings in `report`.

    Raises:
        BrochureError: The file is no YAML.
    """
    source = parse(content, report)
    findings = Findings()
    shop = SHOP(source.value, (), Walk(source, findings, (SHOP,)))
    report.take(findings)
    if not isinstance(shop, Shop):
        return None
    return structs.replace(shop, name=name)
