"""Turns a photo file and a crop into the samples of a PDF image: cut, scaled down, in sRGB, without metadata.

A JPEG that is shown whole and not too finely keeps its compressed data; nothing is then decoded.
"""

from __future__ import annotations

import io
import math
import zlib
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from pdfbrochure.assets.containers import Jpeg, joined, walk_jpeg, walk_png
from pdfbrochure.assets.decoding import PhotoFault, opened, read_photo
from pdfbrochure.assets.photos import POINTS_PER_INCH, Crop, PhotoFile
from pdfbrochure.assets.profiles import MOST_EMBEDDED, foreign_rgb, to_srgb
from pdfbrochure.assets.separations import Press
from pdfbrochure.assets.truncation import check_filled

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

    from pdfbrochure.files import Files

Box = tuple[float, float, float, float]

# A photo up to a tenth finer than wanted is left alone: scaling by so little costs sharpness and saves hardly a byte.
TOLERANCE: Final = 1.1
# A JPEG decoded at 1/2, 1/4 or 1/8 by its own transform is taken as it comes if it has 250 of the 300 pixels an inch:
# print shops want 200 to 300, and scaling would take as long as all the rest.
LEAST_SHARE: Final = 250 / 300
# The same for the PDF that is read on a screen and printed in the office: so photos of telephones, 4000 pixels wide
# and more, come at half their width across a page of A4.
LEAST_ON_SCREEN: Final = 240 / 300
# No loss to be seen in print; 92 and more cost a third more bytes.
JPEG_QUALITY: Final = 88
# Of inks, each of which is printed by itself.
PRESS_QUALITY: Final = 90
# Pixels of a drawing that are no lighter than this are meant to be black.
_DARKEST: Final = 24
# By so much the colors of a gray photo may differ, as JPEG leaves them.
_NEUTRAL: Final = 10
# Pillow's own advice: shrink by whole numbers first, down to 3 times the size wanted; no difference can be seen.
REDUCING_GAP: Final = 3.0
# Fewer pixels than an icon of this size never deserve JPEG's artefacts.
SMALLEST_JPEG: Final = 64 * 64
# zlib's own default; on a screenshot, level 9 takes six times as long to save 5 %.
DEFLATE_LEVEL: Final = 6
# A drawing, diagram or screenshot: a few colors fill nearly all of it. Photos spread over hundreds.
GRAPHIC_COLORS: Final = 24
GRAPHIC_SHARE: Final = 0.9
# Photos are told from graphics by this many samples a side, which is enough and costs under 10 ms.
_SAMPLE: Final = 160


class Picture(msgspec.Struct, frozen=True):
    """An image XObject's content (ISO 32000-1, 8.9.5), always 8 bits a sample and never with metadata.

    `predictor` is that of FlateDecode: 1 for none, 15 for PNG's, where /DecodeParms needs /Colors and /Columns.
    `icc` is the profile of the data when it stays in an RGB space other than sRGB, else empty. `inverted`:
    its samples tell the paper instead of the ink, as Adobe's JPEGs do. `reseparated`: it was in inks of another press.
    """

    width: int
    height: int
    data: bytes
    filter: Literal["DCTDecode", "FlateDecode"]
    color_space: Literal["DeviceRGB", "DeviceGray", "DeviceCMYK"]
    bits: int = 8
    predictor: int = 1
    icc: bytes = b""
    inverted: bool = False
    reseparated: bool = False


class Rendering(msgspec.Struct, frozen=True):
    """What becomes of photos.

    Attributes:
        ppi: The most pixels an inch, within a tolerance.
        quality: Of JPEG.
        press: In whose inks they are to be, if they are not to stay in RGB.
    """

    ppi: float = 300
    quality: int = JPEG_QUALITY
    press: Press | None = None


SCREEN: Final = Rendering()


def render_photo(
    photo: PhotoFile, crop: Crop, width: float, height: float, files: Files, how: Rendering = SCREEN
) -> Picture:
    """Return what to paint for a photo whose crop is placed `width` by `height` points large.

    The result never has more pixels than the photo.

    Raises:
        PhotoFault: The file is gone, has changed since it was measured, or cannot be decoded.
    """
    content, format_ = read_photo(photo.name, files)
    if format_ != photo.format:
        raise changed(photo)
    with opened(photo.name, content, format_) as image:
        if image.size != _as_stored((photo.width, photo.height), photo) or image.mode != photo.mode:
            raise changed(photo)
        target = _target_size(photo, crop, width, height, how.ppi)
        profile = image.info.get("icc_profile") or b""
        passed = None
        if target is None and format_ == "JPEG" and photo.orientation == 1 and _is_whole(photo, crop):
            passed = None if how.press is not None else _pass_through(image, content, profile)
            if passed is not None and how.quality >= JPEG_QUALITY:
                check_filled(photo.name, content)
                return passed
        pixels, box = _decode(image, photo, crop, target, LEAST_ON_SCREEN if how.press is None else LEAST_SHARE)
        if format_ == "JPEG":
            check_filled(photo.name, content, pixels)
            pixels = _right_polarity(pixels, content)
        is_graphic = format_ != "JPEG" and _is_graphic(pixels, box)
        cut = _cut(pixels, box, target and _as_stored(target, photo))
        if how.press is not None:
            return _for_press(_turn(_flatten(cut), photo.orientation), profile, how, is_graphic=is_graphic)
        cut = _turn(to_srgb(_flatten(cut), profile), photo.orientation)
        encoded = _encode(cut, how.quality, is_graphic=is_graphic)
        # Writing a JPEG anew may make it larger.
        return passed if passed is not None and len(passed.data) <= len(encoded.data) else encoded


def changed(photo: PhotoFile) -> PhotoFault:
    """Return the fault of a photo that is no longer the one that was measured."""
    return PhotoFault(
        "damaged-photo", f"{photo.name} has changed while the brochure was built", mend="build the brochure again"
    )


def _as_stored(size: tuple[int, int], photo: PhotoFile) -> tuple[int, int]:
    """Return a size as seen for the pixels as stored, which may lie on their side."""
    return size if photo.orientation < 5 else (size[1], size[0])


def _target_size(photo: PhotoFile, crop: Crop, width: float, height: float, ppi: float) -> tuple[int, int] | None:
    """Return the size in px, as seen, to scale the crop down to; None when it is coarse enough."""
    across = (crop.right - crop.left) * photo.width
    down = (crop.bottom - crop.top) * photo.height
    most_across = width / POINTS_PER_INCH * ppi
    most_down = height / POINTS_PER_INCH * ppi
    if across <= most_across * TOLERANCE and down <= most_down * TOLERANCE:
        return None
    return max(1, int(min(across, most_across))), max(1, int(min(down, most_down)))


def _is_whole(photo: PhotoFile, crop: Crop) -> bool:
    """Return whether the crop takes nothing away, to half a pixel."""
    return max(crop.left, 1 - crop.right) * photo.width <= 0.5 and max(crop.top, 1 - crop.bottom) * photo.height <= 0.5


# Sampling bytes that readers are known to take: luminance 1 or 2 (4) times as fine as color.
_SAMPLINGS: Final = frozenset({0x11, 0x21, 0x12, 0x22, 0x41})


def _pass_through(image: ImageFile, content: bytes, profile: bytes) -> Picture | None:
    """Return the JPEG's own data without its metadata, or None when a PDF reader might see it differently."""
    jpeg = walk_jpeg(content)
    foreign = foreign_rgb(profile) if image.mode == "RGB" else b""
    if jpeg is None or not _is_plain(jpeg) or len(foreign) > MOST_EMBEDDED:
        return None
    space: Literal["DeviceRGB", "DeviceGray"] = "DeviceGray" if len(jpeg.components) == 1 else "DeviceRGB"
    return Picture(image.width, image.height, joined(content, jpeg.pieces), "DCTDecode", space, icc=foreign)


def _is_plain(jpeg: Jpeg) -> bool:
    """Return whether the JPEG is of the common kinds whose colors are beyond doubt without its JFIF segment."""
    identifiers = bytes(identifier for identifier, _ in jpeg.components)
    samplings = [sampling for _, sampling in jpeg.components]
    is_common = jpeg.is_regular and jpeg.is_whole and jpeg.process in {0xC0, 0xC1, 0xC2} and jpeg.precision == 8
    if not is_common or not set(samplings) <= _SAMPLINGS or jpeg.scans == 0:
        return False
    if len(samplings) == 1:
        return samplings == [0x11]
    if len(samplings) != 3 or samplings[1:] != [0x11, 0x11]:
        return False
    # Without an Adobe segment decoders take YCbCr, unless the components are named R, G, B. With both segments they
    # differ on which one counts.
    return jpeg.adobe == 1 or (identifiers != b"RGB" if jpeg.adobe is None else jpeg.adobe == 0 and not jpeg.has_jfif)


def _decode(
    image: ImageFile, photo: PhotoFile, crop: Crop, target: tuple[int, int] | None, least: float
) -> tuple[Image, Box]:
    """Return the photo's pixels as stored (not yet turned), and where the crop lies.

    They are no finer than `target` needs, and no coarser than the least share of it.
    """
    # Pillow would fall back on the orientation in the XMP of a TIFF without the tag, which was not measured.
    image.info.pop("xmp", None)
    left, top, right, bottom = _stored_crop(crop, photo.orientation)
    extent: tuple[float, float] = image.size
    if target is not None and photo.format == "JPEG":
        width, height = _as_stored(target, photo)
        extent = _draft(image, least * width / (right - left), least * height / (bottom - top))
    expected = image.size
    image.load()
    if image.size != expected:
        raise changed(photo)
    box = left * extent[0], top * extent[1], right * extent[0], bottom * extent[1]
    return _plain_mode(image), (box[0], box[1], min(box[2], image.width), min(box[3], image.height))


def _right_polarity(image: Image, content: bytes) -> Image:
    """Return a JPEG's inks with 0 for none.

    Adobe's programs write CMYK upside down, and say in a segment of their own that they wrote it; Pillow takes every
    CMYK JPEG for one of theirs. Without the segment, 0 is no ink (ITU-T T.872, 6.1).
    """
    from PIL import ImageChops

    if image.mode != "CMYK":
        return image
    jpeg = walk_jpeg(content)
    return image if jpeg is None or jpeg.adobe is not None else ImageChops.invert(image)


def _cut(image: Image, box: Box, size: tuple[int, int] | None) -> Image:
    """Return what is in the box, scaled down to `size` if there is one, on whole pixels otherwise."""
    from PIL.Image import Resampling

    if size is None or (box[2] - box[0] <= size[0] * TOLERANCE and box[3] - box[1] <= size[1] * TOLERANCE):
        return image.crop(_whole_pixels(box, image.size))
    return image.resize(size, Resampling.LANCZOS, box, REDUCING_GAP)


def _draft(image: ImageFile, width: float, height: float) -> tuple[float, float]:
    """Have a JPEG decoded at 1/2, 1/4 or 1/8, at least `width` by `height` px; return the size it then stands for."""
    drafted = image.draft(None, (max(1, math.ceil(width)), max(1, math.ceil(height))))
    return (drafted[1][2], drafted[1][3]) if drafted else image.size


def _stored_crop(crop: Crop, orientation: int) -> Box:
    """Return the crop in fractions of the pixels as stored (EXIF 2.32, 4.6.4, Orientation)."""
    left, top, right, bottom = crop.left, crop.top, crop.right, crop.bottom
    if orientation in {2, 3, 7, 6}:  # the stored picture is the seen one mirrored left to right, among other turns
        left, right = 1 - right, 1 - left
    if orientation in {3, 4, 7, 8}:
        top, bottom = 1 - bottom, 1 - top
    return (left, top, right, bottom) if orientation < 5 else (top, left, bottom, right)


def _whole_pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the box moved to the nearest whole pixels, at least one pixel large and inside the picture."""
    left, top = min(round(box[0]), size[0] - 1), min(round(box[1]), size[1] - 1)
    right, bottom = min(max(round(box[2]), left + 1), size[0]), min(max(round(box[3]), top + 1), size[1])
    return left, top, right, bottom


def _plain_mode(image: Image) -> Image:
    """Return the picture in a mode that can be scaled: L, LA, RGB, RGBA, CMYK or LAB."""
    if image.mode.startswith("I;16"):
        # Pillow would clip 16 bits to 8 instead of scaling them.
        return image.point(lambda value: value * (1 / 257)).convert("L")
    has_transparency = "transparency" in image.info
    if image.mode == "P":
        return image.convert("RGBA" if has_transparency else "RGB")
    if image.mode in {"1", "L"}:
        return image.convert("LA" if has_transparency else "L")
    if image.mode == "RGB":
        return image.convert("RGBA") if has_transparency else image
    wanted = {"La": "LA", "PA": "RGBA", "RGBa": "RGBA", "RGBX": "RGB", "YCbCr": "RGB"}.get(image.mode)
    return image.convert(wanted) if wanted else image


def _flatten(image: Image) -> Image:
    """Return the picture on white paper, where it is transparent."""
    import PIL.Image  # loaded with the first photo

    if image.mode not in {"LA", "RGBA"}:
        return image
    paper = PIL.Image.new("RGBA", image.size, "white")
    return PIL.Image.alpha_composite(paper, image.convert("RGBA")).convert("L" if image.mode == "LA" else "RGB")


def _turn(image: Image, orientation: int) -> Image:
    """Return the picture turned and mirrored as its EXIF orientation asks."""
    from PIL.Image import Transpose

    method = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)
    return image.transpose(method) if method is not None else image


def _is_graphic(image: Image, box: Box) -> bool:
    """Return whether the picture in the box is drawn rather than photographed, or too small to tell."""
    from PIL.Image import Resampling

    width, height = box[2] - box[0], box[3] - box[1]
    if width * height < SMALLEST_JPEG:
        return True
    size = max(1, min(_SAMPLE, int(width))), max(1, min(_SAMPLE, int(height)))
    # Unscaled samples: scaling would mix the few colors of a drawing into many.
    sample = image.resize(size, Resampling.NEAREST, box)
    counts = sorted((count for count, _ in sample.getcolors(size[0] * size[1]) or ()), reverse=True)
    return sum(counts[:GRAPHIC_COLORS]) >= GRAPHIC_SHARE * size[0] * size[1]


def _for_press(image: Image, profile: bytes, how: Rendering, *, is_graphic: bool) -> Picture:
    """Return the picture in the inks of a press: gray ones on the black plate alone, black lines of drawings too."""
    from PIL import ImageChops

    press = how.press
    assert press is not None, "only then is a picture separated"
    black = None
    if image.mode == "RGB" and _is_neutral(image):
        image = image.convert("L")
    elif image.mode == "RGB" and is_graphic:
        red, green, blue = image.split()
        lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        black = lightest.point([255] * (_DARKEST + 1) + [0] * (255 - _DARKEST))
    inked, reseparated = press.separated(image, profile)
    if black is not None:
        inked.paste((0, 0, 0, 255), mask=black)
    encoded = _encode(inked, how.quality, is_graphic=is_graphic)
    return msgspec.structs.replace(encoded, reseparated=reseparated) if reseparated else encoded


def _is_neutral(image: Image) -> bool:
    """Return whether a picture in RGB has no colors, as a gray photo that was saved as a colored one."""
    from PIL import ImageChops
    from PIL.Image import Resampling

    size = min(_SAMPLE, image.width), min(_SAMPLE, image.height)
    # Most pictures are told by a sample.
    for part in (image.resize(size, Resampling.NEAREST), image):
        red, green, blue = part.split()
        for one, other in ((red, green), (green, blue)):
            if any(ImageChops.difference(one, other).histogram()[_NEUTRAL + 1 :]):
                return False
    return True


def _encode(image: Image, quality: int, *, is_graphic: bool) -> Picture:
    """Return the picture compressed: without loss for graphics, as JPEG for photos."""
    spaces: dict[str, Literal["DeviceRGB", "DeviceGray", "DeviceCMYK"]] = {"L": "DeviceGray", "CMYK": "DeviceCMYK"}
    space = spaces.get(image.mode, "DeviceRGB")
    # What is left of the file's metadata would be written again by Pillow, such as a comment.
    image.info.clear()
    stream = io.BytesIO()
    if not is_graphic:
        if image.mode == "CMYK":
            # Inks are not luminance and color: halving three of them would blur edges. Pillow writes them upside down.
            image.save(stream, "JPEG", quality=max(quality, PRESS_QUALITY), subsampling=0)
            return Picture(image.width, image.height, stream.getvalue(), "DCTDecode", space, inverted=True)
        # A table of codes for each photo saves 2 % of its bytes, and takes as long as all else of writing it, twice.
        image.save(stream, "JPEG", quality=quality, optimize=quality < JPEG_QUALITY, subsampling="4:2:0")
        return Picture(image.width, image.height, stream.getvalue(), "DCTDecode", space)
    plain = zlib.compress(image.tobytes(), DEFLATE_LEVEL)
    if image.mode == "CMYK":
        return Picture(image.width, image.height, plain, "FlateDecode", space)
    image.save(stream, "PNG", compress_level=DEFLATE_LEVEL)
    png = stream.getvalue()
    filtered = joined(png, walk_png(png).pixels)
    if len(filtered) < len(plain):
        return Picture(image.width, image.height, filtered, "FlateDecode", space, predictor=15)
    return Picture(image.width, image.height, plain, "FlateDecode", space)


def as_jpeg(width: int, height: int, samples: bytes) -> bytes:
    """Return samples of three bytes as a JPEG for the screen."""
    from PIL import Image

    stream = io.BytesIO()
    Image.frombytes("RGB", (width, height), samples).save(stream, "JPEG", quality=80, optimize=True)
    return stream.getvalue()
