"""Tells a photo's color profile, and converts its colors to sRGB.

The brochure's output intent is sRGB, so that plain RGB in the PDF means sRGB. ICC profiles are read as in
ICC.1:2022, 7 (header, tag table), which holds for versions 2 and 4.
"""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

# Press profiles with large tables have about 3 MB.
MOST_PROFILE: Final = 8_000_000
# Phones and cameras write 0.5 to 4 kB; a scanner's or monitor's table of a larger size would swell every photo.
MOST_EMBEDDED: Final = 64_000
_MOST_TAGS: Final = 100

# Facebook's 500-byte sRGB names itself `c2`.
_SRGB_NAMES: Final = ("srgb", "c2")
_RGB_MATRIX: Final = frozenset({b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"})


def color_space(profile: bytes) -> str:
    """Return a sound profile's color space, "RGB", "CMYK" or "GRAY"; an empty string for a doubtful one."""
    if not 132 <= len(profile) <= MOST_PROFILE or int.from_bytes(profile[:4], "big") != len(profile):
        return ""
    is_icc = profile[36:40] == b"acsp" and profile[8] in {2, 4} and profile[20:24] in {b"XYZ ", b"Lab "}
    tags = _tags(profile)
    if not is_icc or profile[12:16] not in {b"mntr", b"scnr", b"prtr", b"spac"} or tags is None:
        return ""
    space = profile[16:20].decode("latin-1").strip()
    is_matrix = (space == "RGB" and tags.keys() >= _RGB_MATRIX) or (space == "GRAY" and b"kTRC" in tags)
    return space if is_matrix or b"A2B0" in tags else ""


def _tags(profile: bytes) -> dict[bytes, bytes] | None:
    """Return the profile's tags, or None when one lies outside the profile."""
    count = int.from_bytes(profile[128:132], "big")
    if count > _MOST_TAGS:
        return None
    tags: dict[bytes, bytes] = {}
    for at in range(132, 132 + 12 * count, 12):
        start = int.from_bytes(profile[at + 4 : at + 8], "big")
        end = start + int.from_bytes(profile[at + 8 : at + 12], "big")
        if start < 132 or end > len(profile):
            return None
        tags[profile[at : at + 4]] = profile[start:end]
    return tags


def is_srgb(profile: bytes) -> bool:
    """Return whether an RGB profile names itself sRGB, so that its colors need no conversion."""
    description = (_tags(profile) or {}).get(b"desc", b"")
    if description[:4] == b"mluc":  # version 4: UTF-16 in several languages, after 28 bytes for the first
        name = description[28:].decode("utf-16-be", "replace")
    else:
        name = description[12:].partition(b"\0")[0].decode("latin-1")
    return name.strip("\0 ").lower() == _SRGB_NAMES[1] or _SRGB_NAMES[0] in name.lower()


def foreign_rgb(profile: bytes) -> bytes:
    """Return the profile when RGB pixels with it are not sRGB; nothing when they are, or may be taken so."""
    return profile if color_space(profile) == "RGB" and not is_srgb(profile) else b""


def to_srgb(image: Image, profile: bytes) -> Image:
    """Return the picture in mode L or RGB, its colors in sRGB.

    A gray picture's own profile is ignored: gray curves differ little from sRGB's. CMYK without a usable profile is
    converted without knowledge of the inks.
    """
    if image.mode == "L":
        return image
    spaces = {"RGB": foreign_rgb(profile), "CMYK": profile if color_space(profile) == "CMYK" else b"", "LAB": b"LAB"}
    source = spaces.get(image.mode, b"")
    converted = _convert(image, source) if source else None
    return converted if converted is not None else image.convert("RGB")


def _convert(image: Image, source: bytes) -> Image | None:
    """Return the picture converted from the source profile, None when Little CMS does not take the profile."""
    from PIL import ImageCms

    try:
        return _transform(source, image.mode).apply(image)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


# Building takes about 12 ms, as long as converting the pixels, and the photos of a brochure share their cameras.
@functools.lru_cache(maxsize=4)
def _transform(source: bytes, mode: str) -> ImageCmsTransform:
    from PIL import ImageCms

    origin = ImageCms.createProfile("LAB") if mode == "LAB" else ImageCms.ImageCmsProfile(io.BytesIO(source))
    return ImageCms.buildTransform(
        origin,
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
