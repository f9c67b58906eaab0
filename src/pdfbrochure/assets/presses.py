"""Finds the ICC profile of a press: one that comes with the program, or a file of the user's own."""

from __future__ import annotations

from typing import Final

from pdfbrochure.assets.profiles import MOST_PROFILE
from pdfbrochure.assets.separations import FOLDER, Press, description_of, fault_of_profile
from pdfbrochure.diagnostics import Findings
from pdfbrochure.files import FileFault, Files
from pdfbrochure.model.printing import Printing, is_file

# The profiles that come with the program, which are of this condition.
BUNDLED: Final = ("coated", "coated-240")
_CONDITION: Final = "FOGRA39"
_ORIGIN: Final = ("settings", "print")


def find_press(printing: Printing, files: Files, report: Findings) -> Press | None:
    """Return the press that a brochure is printed on, or None with print-profile in `report`."""
    shop, name = printing.shop, printing.shop.profile
    if not name:
        report.error(
            "print-profile",
            f"the shop {shop.name} prints by {shop.condition}, and no ICC profile of that comes with the program",
            why="the profile tells how much of each ink gives a color on this paper",
            mend="ask the shop for its profile, put it into assets, and add `profile: assets/….icc` below `print:`",
            origin=_ORIGIN,
        )
        return None
    if name in BUNDLED:
        if shop.condition != _CONDITION:
            report.warning(
                "print-profile",
                f"the shop {shop.name} prints by {shop.condition}, but its profile {name} is of {_CONDITION}",
                why="colors come out otherwise on other paper",
                mend="add `profile: assets/….icc` below `print:`, with the profile that the shop has sent",
                origin=_ORIGIN,
            )
        return Press((FOLDER / f"{name}.icc").read_bytes(), shop.intent)
    try:
        profile = files.read(name, MOST_PROFILE) if is_file(name) else b""
    except FileFault as fault:
        fault.report_to(report, f"the profile {name}", (*_ORIGIN, "profile"))
        return None
    fault_of_it = fault_of_profile(profile) if profile else f"is none of {', '.join(BUNDLED)}, and no file"
    if fault_of_it:
        report.error(
            "print-profile",
            f"the profile {name} {fault_of_it}",
            mend="ask the shop for the ICC profile of its press, such as PSO Coated v3, and name that",
            origin=(*_ORIGIN, "profile"),
        )
        return None
    described = description_of(profile)
    if printing.own_profile and shop.condition.casefold() not in _plain(described):
        report.note(
            "print-profile-used",
            f"colors are separated by {described or name}, in the place of the shop's own {shop.condition}",
            origin=(*_ORIGIN, "profile"),
        )
    return Press(profile, shop.intent)


def _plain(text: str) -> str:
    return text.casefold().replace(" ", "")
