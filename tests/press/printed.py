"""Brochures printed for tests: one that has a bit of everything, and any other."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from PIL import Image, ImageCms, ImageDraw
from support import brochure, is_folded, item, photo, prose, with_photos

from pdfbrochure.editions import PrintRun
from pdfbrochure.pipeline import Run

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20" fill="#12386e"/>'
    b'<circle cx="30" cy="10" r="9" fill="black" stroke="#ff8800"/></svg>'
)


@cache
def colored(width: int = 1500, height: int = 1000) -> bytes:
    """A photo with all hues, dark and light, and a white cross in its middle."""
    hue = Image.linear_gradient("L").resize((width, height)).rotate(90)
    value = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("HSV", (hue, Image.new("L", (width, height), 200), value)).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.line((width // 2, 0, width // 2, height), fill="white", width=8)
    return saved(image)


def saved(image: Image.Image, form: str = "JPEG", **how: Any) -> bytes:
    """The bytes of a picture file."""
    stream = io.BytesIO()
    image.save(stream, form, **({"quality": 92} if form == "JPEG" else {}), **how)
    return stream.getvalue()


@cache
def gray(width: int = 900, height: int = 600) -> bytes:
    """A gray photo that was saved in color."""
    return saved(Image.linear_gradient("L").resize((width, height)).convert("RGB"))


@cache
def inked(width: int = 900, height: int = 600) -> bytes:
    """A photo in the inks of a press that it does not name."""
    return saved(Image.new("CMYK", (width, height), (30, 60, 90, 10)))


def text_of(*, shop: Any = "offset-coated", **settings: Any) -> str:
    """A brochure with a bit of everything that is printed."""
    return brochure(
        item("A lead with a photo", 220, photo=photo("lead.jpg")),
        item("A gray photo", 90, photo=photo("gray.jpg"), links=[{"label": "More", "url": "https://example.org"}]),
        item("A photo in inks", 90, photo=photo("inked.jpg")),
        intro=prose(20),
        date="2026-11-27",
        past_stories={"url": "https://example.org/past"},
        logo={"file": "logo.svg", "alt": "Us"},
        contact="Office, 1 Street, [mail](mailto:office@example.org)",
        settings={"print": shop, **settings},
    )


def files() -> dict[str, bytes]:
    """Its photos."""
    return {"lead": colored(), "gray": gray(), "inked": inked(), "logo.svg": SVG}


@cache
def everything(shop: str = "offset-coated", theme: str = "institutional", palette: str = "", page: str = "A5") -> Run:
    """The build of that brochure for a shop."""
    page = "A4" if is_folded(theme) else page
    settings = {"theme": theme, "page": page, **({"palette": palette} if palette else {})}
    run = Run("brochure.yaml", files=with_photos(text_of(shop=shop, **settings), **files()))
    assert run.ready == set()
    return run


@cache
def printed(shop: str = "offset-coated", theme: str = "institutional") -> PrintRun:
    """That brochure, printed."""
    return PrintRun(everything(shop, theme))


def of(text: str, **given: bytes) -> PrintRun:
    """Another brochure, printed."""
    run = Run("brochure.yaml", files=with_photos(text, **given))
    assert run.ready == set()
    return PrintRun(run)


def srgb() -> bytes:
    """The profile of the screen."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
