"""Gives the pixels of a photo, or the shapes of a drawing, for its place; told as a finding where it cannot be had."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from pdfbrochure.assets.decoding import PhotoFault
from pdfbrochure.assets.drawings import render_drawing
from pdfbrochure.assets.pixels import Picture, Rendering, changed, render_photo
from pdfbrochure.files import FileFault, Memory

if TYPE_CHECKING:
    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.photos import Crop, PhotoFile
    from pdfbrochure.diagnostics import Findings, Origin
    from pdfbrochure.files import Files

Keep = Callable[[object, Callable[[], "Picture | Drawing"]], "Picture | Drawing"]


def rendered(
    photo: PhotoFile,
    digest: bytes,
    crop: Crop,
    size: tuple[float, float],
    how: Rendering,
    files: Files,
    keep: Keep,
    report: Findings,
    origin: Origin,
) -> Picture | Drawing | None:
    """Return what to paint for a photo, or None with a finding at `origin` when it cannot be decoded.

    Args:
        photo: The photo, as it was measured.
        digest: That of its file then.
        crop: The part to show.
        size: How wide and high it is placed, in points.
        how: What becomes of its pixels.
        files: Where to read it from.
        keep: Gives what was made before for a key, or makes it.
        report: Takes the finding.
        origin: Key path of the photo's `file`.
    """

    def same() -> Memory:
        content = files.read(photo.name)
        if hashlib.sha256(content).digest() != digest:
            raise changed(photo)
        return Memory({photo.name: content})

    try:
        if photo.format == "SVG":
            return keep((digest, photo), lambda: render_drawing(photo.name, same()))
        key = (digest, photo, crop, size, how)
        return keep(key, lambda: render_photo(photo, crop, *size, same(), how))
    except PhotoFault as fault:
        fault.report_to(report, origin)
    except FileFault as fault:
        report.error("missing-file", f"{fault.name} is gone", origin=origin)
    return None
