"""The one door to Pillow's decoders: opens a photo by its content, and turns whatever goes wrong into PhotoFault.

Pillow is imported when the first photo is opened, and of its plugins only the one for that photo's format.
"""

from __future__ import annotations

import importlib
import io
import os
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, cast

from pdfbrochure.assets.containers import WITHOUT_HEIC, Format, name_foreign, recognise
from pdfbrochure.files import FileFault, Files
from pdfbrochure.installing import install_command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageFile import ImageFile

    from pdfbrochure.diagnostics import Findings, Origin

# The largest phone sensor of 2026 has 200 megapixels (16320 x 12240). A baseline JPEG of that size is decoded at a
# fraction of it, so that it costs little memory.
MOST_PIXELS: Final = 200_000_000
# Every other file must be decoded whole, at 4 bytes a pixel or more: 120 megapixels (more than any medium-format
# camera's TIFF) are about half a gigabyte.
MOST_PIXELS_WHOLE: Final = 120_000_000

_PLUGINS: Final[dict[Format, tuple[str, str]]] = {
    "JPEG": ("PIL.JpegImagePlugin", "JpegImageFile"),
    "PNG": ("PIL.PngImagePlugin", "PngImageFile"),
    "WEBP": ("PIL.WebPImagePlugin", "WebPImageFile"),
    "AVIF": ("PIL.AvifImagePlugin", "AvifImageFile"),
    "TIFF": ("PIL.TiffImagePlugin", "TiffImageFile"),
    "GIF": ("PIL.GifImagePlugin", "GifImageFile"),
    "HEIC": ("pi_heif.as_plugin", "HeifImageFile"),  # the extra `heic`
}


class PhotoFault(Exception):
    """A photo that cannot be used: the finding to report, still without its place in the brochure."""

    def __init__(self, code: str, what: str, *, why: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.why = why
        self.mend = mend

    def report_to(self, report: Findings, origin: Origin) -> None:
        """Add the fault to `report` as an error of the value at `origin`."""
        report.error(self.code, self.what, why=self.why, mend=self.mend, origin=origin)


def read_photo(name: str, files: Files) -> tuple[bytes, Format]:
    """Return a photo file's bytes and its format. Raises PhotoFault."""
    try:
        content = files.read(name)
    except FileFault as fault:
        raise _file_fault(fault) from None
    if not content:
        raise PhotoFault("damaged-photo", f"{name} is empty (0 bytes)", mend="copy the photo again from its source")
    found = recognise(content[:256])
    if found is None:
        what, mend = name_foreign(content[:4096])
        raise PhotoFault(
            "unsupported-photo",
            f"{name} is {what}",
            why="photos are JPEG, PNG, WebP, AVIF, TIFF, GIF or HEIC; the content counts, not the name's ending",
            mend=mend,
        )
    if found == "HEIC":
        _need_heic(name)
    return content, found


def _need_heic(name: str) -> None:
    from importlib.util import find_spec  # for HEIC only

    if find_spec("pi_heif") is None:
        raise PhotoFault(
            "missing-extra",
            f"{name} is an HEIC photo, and the package that reads them is not installed",
            why="it has another licence (LGPL) and is needed for such photos only",
            mend=f"{install_command('heic')}; or {WITHOUT_HEIC}",
        )


def _file_fault(fault: FileFault) -> PhotoFault:
    name = fault.name
    if fault.kind == "missing":
        mend = fault.question() if fault.hint else "check the name, and that the photo lies in the brochure's folder"
        return PhotoFault("missing-file", f"there is no photo {name}", mend=mend)
    if fault.kind == "outside":
        return PhotoFault(
            "path-outside",
            f"the photo {name} lies outside the brochure's folder",
            why="a brochure may read only files beside and below its own file",
            mend="copy the photo into the assets folder, and name it from there",
        )
    if fault.kind == "too-large":
        return PhotoFault(
            "photo-too-large", f"the photo {name} is too large a file ({fault.detail})", mend="save it smaller, as JPEG"
        )
    reason = fault.detail or "the system refuses it"
    return PhotoFault(
        "unreadable-photo", f"the photo {name} cannot be read: {reason}", mend="check the file and its permissions"
    )


@contextmanager
def opened(name: str, content: bytes, format_: Format) -> Iterator[ImageFile]:
    """Open a photo's header; whatever is raised inside, a warning excepted, leaves as PhotoFault.

    Pillow and the libraries below it raise nearly anything on a hostile file, from struct.error to AttributeError,
    so that a list of exceptions would only ever be the list of those seen so far.
    """
    import logging

    # Without a handler, Python prints what Pillow logs about broken files.
    logging.getLogger("PIL").addHandler(logging.NullHandler())
    with warnings.catch_warnings(), _silence(needed=format_ == "TIFF"):
        warnings.simplefilter("ignore")
        try:
            module, class_name = _PLUGINS[format_]
            # The plugin's class itself, not Image.open, which would load and try other formats' plugins as well.
            plugin = getattr(importlib.import_module(module), class_name)
            with cast("ImageFile", plugin(io.BytesIO(content))) as image:
                check_size(name, image.size, MOST_PIXELS if format_ == "JPEG" else MOST_PIXELS_WHOLE)
                yield image
        except PhotoFault:
            raise
        except Exception as error:
            from PIL.Image import DecompressionBombError

            if isinstance(error, DecompressionBombError):  # a GIF frame larger than its screen, a WebP canvas
                raise _too_many_pixels(name, "more than 179 megapixels") from error
            raise damaged(name, format_, str(error)) from error


def check_size(name: str, size: tuple[int, int], most: int) -> None:
    """Raise PhotoFault when a photo claims more than `most` pixels."""
    width, height = size
    if width * height > most:
        raise _too_many_pixels(name, f"{width} × {height} px, {width * height / 1e6:.0f} megapixels")


def _too_many_pixels(name: str, extent: str) -> PhotoFault:
    return PhotoFault(
        "photo-too-large",
        f"{name} has {extent}",
        why=f"at most {MOST_PIXELS_WHOLE / 1e6:.0f} megapixels are read, {MOST_PIXELS / 1e6:.0f} of an ordinary JPEG; "
        "an A3 page needs 17",
        mend="save it smaller, as JPEG",
    )


def damaged(name: str, format_: Format, reason: str) -> PhotoFault:
    """Return the fault of a file that begins as a picture and cannot be decoded."""
    reason = " ".join("".join(char if char.isprintable() else " " for char in reason[:200]).split())
    return PhotoFault(
        "damaged-photo",
        f"{name} is a damaged {format_} file",
        why=reason,
        mend="copy it again from its source, or open it in a photo program and save it anew",
    )


@contextmanager
def _silence(*, needed: bool) -> Iterator[None]:
    """Keep libtiff from printing to the process's standard error, where the findings go; it has no other switch."""
    try:
        kept = os.dup(2) if needed else -1
    except OSError:  # standard error is closed
        kept = -1
    if kept < 0:
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
