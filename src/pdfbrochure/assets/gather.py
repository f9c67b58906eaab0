"""Gathers what a brochure prints besides its words: its photos and its logo, measured."""

from __future__ import annotations

from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile, measure_photo
from pdfbrochure.diagnostics import Findings
from pdfbrochure.files import Files
from pdfbrochure.model.brochure import Brochure


class Gathered(Struct, frozen=True):
    """The measured photos and the logo by name; those that cannot be used are found and left out."""

    photos: dict[str, PhotoFile]
    findings: Findings


def gather(brochure: Brochure, files: Files) -> Gathered:
    """Return the photos of a brochure and its logo; each file is opened once."""
    photos: dict[str, PhotoFile] = {}
    findings = Findings()
    seen: set[str] = {""}  # a name at fault
    for index, item in enumerate(brochure.items):
        for number, photo in enumerate(item.photos):
            if photo.file in seen:
                continue
            seen.add(photo.file)
            origin = ("items", index, "photos", number, "file")
            measured = measure_photo(photo.file, files, findings, origin, item.lang or brochure.language)
            if measured is not None:
                photos[photo.file] = measured
    logo = brochure.logo
    if logo is not None and logo.file:
        from pdfbrochure.assets.drawings import measure_logo  # not needed without a logo

        measured = measure_logo(logo.file, files, findings, ("logo", "file"), brochure.language)
        if measured is not None:
            photos[logo.file] = measured
    return Gathered(photos, findings)
