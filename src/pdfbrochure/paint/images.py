"""Pictures and drawings of a document, and what is said of a picture's samples (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from pdfbrochure.paint.document import BlankCanvas, Stream, reference
from pdfbrochure.paint.inks import Inks

if TYPE_CHECKING:
    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.pixels import Picture

_CHANNELS: Final = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}


class Pictures:
    """The pictures and drawings of a document, each embedded once.

    Args:
        canvas: Takes them.
        inks: Writes their colors.
    """

    def __init__(self, canvas: BlankCanvas, inks: Inks) -> None:
        self._canvas = canvas
        self._inks = inks
        self._names: dict[tuple[str, str], str] = {}

    def named(self, picture: Picture | Drawing) -> str:
        """Return the resource name of a picture or a drawing on the page that is painted."""
        from pdfbrochure.assets.drawings import Drawing  # not needed without pictures

        kind = "drawing" if isinstance(picture, Drawing) else f"{picture.width}x{picture.height}"
        key = (hashlib.sha256(picture.data).hexdigest(), kind)
        name, canvas = self._names.get(key), self._canvas
        if name is None:
            if isinstance(picture, Drawing):
                from pdfbrochure.paint.vectors import form  # 40 ms that a brochure without one does not need

                name = f"drawing{len(self._names)}"
                external = form(canvas, picture, self._inks.vector)
            else:
                name = f"photo{len(self._names)}"
                head = image_head(picture, canvas.document, self._inks.profile(picture))
                external = Stream(head, picture.data, compress=False)
            self._names[key] = name
            canvas.add_external(name, external)
        return canvas.use_external(name)


def image_head(picture: Picture, document: Any, profile: bytes) -> bytes:
    """Return the entries of an image XObject's dictionary.

    Args:
        picture: The samples.
        document: ReportLab's document, to which the profile is added.
        profile: The ICC profile of the samples, or nothing where the file's output intent has it.
    """
    channels = _CHANNELS[picture.color_space]
    space = f"/{picture.color_space}".encode()
    if profile:
        space = b"[/ICCBased %s]" % reference(document, Stream(b"/N %d " % channels, profile))
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace %s /Filter /%s " % (
        picture.width,
        picture.height,
        picture.bits,
        space,
        picture.filter.encode(),
    )
    if picture.inverted:
        head += b"/Decode [%s] " % b" ".join([b"1 0"] * channels)
    if picture.predictor > 1:
        head += b"/DecodeParms << /Predictor %d /Colors %d /BitsPerComponent %d /Columns %d >> " % (
            picture.predictor,
            channels,
            picture.bits,
            picture.width,
        )
    return head
