"""Rendering: the right part, the right way up, in sRGB, small enough, and without metadata."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import (
    CORNERS,
    OFFSET,
    P3,
    SRGB,
    STORED,
    corners,
    encode,
    exif,
    ink_profile,
    matrix_profile,
    measure,
    noise,
    render,
    seen,
    shows,
    tiff,
    with_segment,
)
from PIL import Image, ImageChops, ImageCms, features

from pdfbrochure.assets.decoding import PhotoFault
from pdfbrochure.assets.photos import Crop, crop_for
from pdfbrochure.assets.pixels import render_photo
from pdfbrochure.assets.profiles import color_space, foreign_rgb
from pdfbrochure.files import Memory

FORMATS = ["JPEG", "PNG", "WEBP", "TIFF", *(["AVIF"] if features.check("avif") else [])]
WHITE = (255, 255, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("size", [1000, 10])
def test_every_way_up(format_: str, orientation: int, size: float) -> None:
    """Every orientation of every format ends upright, scaled or not."""
    stored = corners().transpose(STORED[orientation]) if orientation > 1 else corners()
    picture = render(encode(stored, format_, exif=exif({274: orientation})), size, size)
    assert shows(seen(picture), *CORNERS)
    assert (picture.width, picture.height) == ((80, 60) if size == 1000 else (41, 41))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [1000, 8])
def test_crop_of_a_turned_photo(orientation: int, size: float) -> None:
    """A crop is cut from the photo as it is seen: here the left half, red over blue."""
    stored = corners().transpose(STORED[orientation]) if orientation > 1 else corners()
    content = encode(stored, "JPEG", exif=exif({274: orientation}), quality=95, subsampling=0)
    picture = render(content, size, size, Crop(0.0, 0.0, 0.5, 1.0))
    assert shows(seen(picture), CORNERS[0], CORNERS[0], CORNERS[2], CORNERS[2], tolerance=20)


MODES = {
    ("JPEG", "L"): "DeviceGray",
    ("JPEG", "RGB"): "DeviceRGB",
    ("JPEG", "CMYK"): "DeviceRGB",
    ("PNG", "1"): "DeviceGray",
    ("PNG", "L"): "DeviceGray",
    ("PNG", "LA"): "DeviceGray",
    ("PNG", "P"): "DeviceRGB",
    ("PNG", "RGBA"): "DeviceRGB",
    ("PNG", "I;16"): "DeviceGray",
    ("GIF", "P"): "DeviceRGB",
    ("WEBP", "RGBA"): "DeviceRGB",
    ("TIFF", "CMYK"): "DeviceRGB",
    ("TIFF", "LAB"): "DeviceRGB",
    ("TIFF", "I;16"): "DeviceGray",
    ("TIFF", "1"): "DeviceGray",
}


@pytest.mark.parametrize(("format_", "mode"), MODES)
@pytest.mark.parametrize("size", [1000, 10])
def test_modes(format_: str, mode: str, size: float) -> None:
    """Every way to store pixels ends as plain gray or RGB."""
    image = Image.new("LAB", (80, 60), (200, 128, 128)) if mode == "LAB" else corners().convert("L")
    image = image if mode == "LAB" else image.convert(mode) if mode != "CMYK" else corners().convert(mode)
    picture = render(encode(image, format_), size, size)
    assert (picture.color_space, picture.bits) == (MODES[format_, mode], 8)
    assert seen(picture).size == (picture.width, picture.height)


def test_cmyk_jpeg_is_not_inverted() -> None:
    """Adobe stores CMYK upside down in a JPEG; the colors come out as they went in."""
    assert shows(seen(render(encode(corners().convert("CMYK"), quality=95))), *CORNERS, tolerance=30)


def test_16_bits_are_scaled() -> None:
    """Half of 65535 is mid gray, not white."""
    picture = render(encode(Image.new("I;16", (80, 60), 32896), "PNG"))
    assert seen(picture).getpixel((5, 5)) == (128, 128, 128)


def test_16_bit_rgb_tiff() -> None:
    """A TIFF of 16 bits a channel is read too."""
    tags = {256: ("H", [1]), 257: ("H", [1]), 258: ("H", [16] * 3), 259: ("H", [1]), 262: ("H", [2])}
    tags |= {273: ("I", [OFFSET]), 277: ("H", [3]), 278: ("H", [1]), 279: ("I", [6])}
    content = tiff(tags, struct.pack("<3H", 0xFFFF, 0x8080, 0))
    assert seen(render(content)).getpixel((0, 0)) == (255, 128, 0)


def test_tiled_tiff() -> None:
    """A TIFF of tiles, the last ones reaching over the edge, is put together."""
    tags = {256: ("H", [20]), 257: ("H", [20]), 258: ("H", [8]), 259: ("H", [1]), 262: ("H", [1]), 277: ("H", [1])}
    tags |= {
        322: ("H", [16]),
        323: ("H", [16]),
        324: ("I", [OFFSET + 256 * i for i in range(4)]),
        325: ("I", [256] * 4),
    }
    image = seen(render(tiff(tags, b"".join(bytes([60 * i]) * 256 for i in range(4)))))
    assert [image.getpixel(place)[0] for place in ((1, 1), (18, 1), (1, 18), (19, 19))] == [0, 60, 120, 180]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB"])
def test_transparency_is_white_paper(mode: str) -> None:
    """Where a picture is transparent, the paper shows."""
    image = Image.new("RGBA" if mode != "LA" else "LA", (80, 60), 0)
    options: dict[str, object] = {}
    if mode in {"P", "RGB"}:
        image, options = Image.new(mode, (80, 60), 0), {"transparency": 0 if mode == "P" else (0, 0, 0)}
    assert seen(render(encode(image, "PNG", **options))).getpixel((9, 9)) == WHITE


def test_half_transparent_is_mixed() -> None:
    """Half-transparent black is mid gray on paper."""
    got = seen(render(encode(Image.new("RGBA", (80, 60), (0, 0, 0, 128)), "PNG"))).getpixel((9, 9))
    assert got == (127, 127, 127)


def test_first_frame_of_an_animation() -> None:
    """A moving GIF prints its first frame."""
    content = encode(
        Image.new("RGB", (80, 60), "red"), "GIF", save_all=True, append_images=[Image.new("RGB", (80, 60))]
    )
    assert shows(seen(render(content)), *[(255, 0, 0)] * 4)


def test_jpeg_passes_unchanged() -> None:
    """A JPEG that fits keeps its compressed data, without camera, place, comment and what follows its end."""
    plain = encode(noise(), comment=b"secret")
    content = with_segment(plain, 0xE1, exif({34853: {1: "N", 2: (52.0, 31.0, 0.0)}, 315: "secret"}))
    picture = render(content + b"trailer secret")
    assert plain.endswith(picture.data[-500:])
    assert seen(picture).tobytes() == Image.open(io.BytesIO(plain)).tobytes()
    assert not any(word in picture.data for word in (b"Exif", b"secret", b"JFIF", b"\xff\xe1"))


@pytest.mark.parametrize("size", [1000, 10])
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_no_metadata_survives(format_: str, size: float) -> None:
    """Whether scaled or not, nothing that the file said beside its pixels is in the PDF."""
    options: dict[str, object] = {"exif": exif({315: "secret", 270: "secret"}), "xmp": b"<secret/>"}
    options |= {"comment": b"secret"} if format_ == "JPEG" else {"icc_profile": matrix_profile("secret", P3)}
    assert b"secret" not in render(encode(noise(), format_, **options), size, size).data


def test_progressive_passes_too() -> None:
    """PDF readers decode progressive JPEGs, so that they pass as well."""
    content = encode(noise(), progressive=True)
    assert content.endswith(render(content).data[-300:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\xff\xdb", b"\xff\xdc"),  # a marker that no camera writes
        (b"\xff\xc0\x00\x11\x08\x00\x3c\x00\x50\x03\x01\x22", b"\xff\xc0\x00\x11\x08\x00\x3c\x00\x50\x03\x01\x24"),
    ],
)
def test_unusual_jpeg_is_not_passed(old: bytes, new: bytes) -> None:
    """What a PDF reader may not take is decoded here, or refused."""
    content = encode(noise()).replace(old, new, 1)
    try:
        picture = render(content)
    except PhotoFault:
        return
    assert picture.data[-300:] != content[-300:]


@pytest.mark.parametrize("says_so", [True, False])
def test_rgb_jpeg_keeps_its_colors(says_so: bool) -> None:
    """A JPEG that stores RGB, not YCbCr, passes only when its Adobe segment says so."""
    content = encode(corners(), keep_rgb=True, quality=95)
    content = content if says_so else content.replace(b"\xff\xee\x00\x0eAdobe", b"\xff\xee\x00\x0eOther")
    picture = render(content)
    assert shows(seen(picture), *CORNERS)
    assert picture.data.endswith(content[-300:]) == says_so


def test_adobe_segment_is_kept() -> None:
    """The color transform of an Adobe segment is part of the picture."""
    content = with_segment(encode(corners(), quality=95), 0xEE, b"Adobe\0\x64\0\0\0\0\1")
    picture = render(content)
    assert b"Adobe" in picture.data
    assert shows(seen(picture), *CORNERS)


@pytest.mark.parametrize("crop", [Crop(0.0, 0.0, 0.99, 1.0), Crop(0.1, 0.1, 0.9, 0.9)])
def test_crop_without_scaling(crop: Crop) -> None:
    """A coarse photo is cut on whole pixels and not scaled."""
    picture = render(encode(noise(), "PNG"), crop=crop)
    assert (picture.width, picture.height) in {(79, 60), (64, 48)}


def test_crop_of_no_pixel() -> None:
    """Even the thinnest crop shows a pixel."""
    photo = encode(noise(), "PNG")
    picture = render(photo, crop=crop_for(80, 60, 500.0, (0.5, 1.0)))
    assert (picture.width, picture.height) == (80, 1)


def test_resolution_is_limited() -> None:
    """A photo of 800 ppi is brought down to 300; one of 320 is near enough to be left."""
    content = encode(noise(800, 600))
    assert (render(content, 72, 54).width, render(content, 180, 135).width) == (300, 800)


def test_photos_stay_jpeg_and_drawings_lossless() -> None:
    """Noise in a PNG becomes JPEG; four flat colors stay exact."""
    assert render(encode(noise(), "PNG")).filter == "DCTDecode"
    drawing = render(encode(corners(), "PNG"))
    assert drawing.filter == "FlateDecode"
    assert seen(drawing).tobytes() == corners().tobytes()


def test_filtered_rows_when_smaller() -> None:
    """A gradient in few steps packs better with PNG's row filters, which PDF readers know as predictor 15."""
    gradient = Image.linear_gradient("L").resize((15, 250)).convert("RGB")
    pictures = [render(encode(image, "PNG")) for image in (gradient, corners(60, 60))]
    assert [picture.predictor for picture in pictures] == [15, 1]
    assert seen(pictures[0]).tobytes() == gradient.tobytes()


def test_p3_is_converted_when_encoded_anew() -> None:
    """The red of Display P3 lies outside sRGB; mid colors move by what the profile says."""
    image = Image.new("RGB", (80, 60), (200, 100, 100))
    profile = matrix_profile("Display P3", P3)
    got = seen(render(encode(image, "PNG", icc_profile=profile))).getpixel((9, 9))
    source, target = (ImageCms.ImageCmsProfile(io.BytesIO(one)) for one in (profile, matrix_profile("x", SRGB)))
    assert got[0] > 205
    assert got == pytest.approx(ImageCms.profileToProfile(image, source, target).getpixel((9, 9)), abs=6)


def test_p3_is_kept_when_passed() -> None:
    """A phone's photo that passes unchanged brings its profile along, beside the data."""
    profile = matrix_profile("Display P3", P3)
    picture = render(encode(noise(), icc_profile=profile))
    assert picture.icc == profile
    assert b"ICC_PROFILE" not in picture.data


@pytest.mark.parametrize(
    "profile", [matrix_profile("sRGB IEC61966-2.1", SRGB), matrix_profile("c2", SRGB), b"nonsense", ink_profile()]
)
def test_srgb_and_wrong_profiles_are_dropped(profile: bytes) -> None:
    """An sRGB profile says nothing new, and one that does not fit says nothing true."""
    picture = render(encode(noise(), icc_profile=profile))
    assert (picture.icc, picture.color_space) == (b"", "DeviceRGB")


def test_version_4_names() -> None:
    """Little CMS's own sRGB profile has a version 4 name in UTF-16."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert color_space(profile) == "RGB"
    assert foreign_rgb(profile) == b""


def test_inks_are_converted_by_their_profile() -> None:
    """CMYK with a profile is what its inks look like, here always green."""
    content = encode(corners().convert("CMYK"), icc_profile=ink_profile())
    red, green, blue = seen(render(content)).getpixel((9, 9))
    assert green > red + 60
    assert green > blue + 60


def test_same_bytes_again() -> None:
    """The same photo is the same picture, every time."""
    for content in (encode(noise()), encode(noise(), "PNG"), encode(corners(), "PNG")):
        assert render(content, 9, 9) == render(content, 9, 9)


def test_changed_file() -> None:
    """A photo replaced while the brochure is built is told, not printed askew."""
    photo, _ = measure(encode(noise()))
    assert photo is not None
    for content in (encode(noise(40, 60)), encode(noise(), "PNG"), encode(noise(mode="L")), b""):
        with pytest.raises(PhotoFault, match=r"photo\.jpg"):
            render_photo(photo, Crop(), 9, 9, Memory({"photo.jpg": content}))
    with pytest.raises(PhotoFault, match=r"photo\.jpg"):
        render_photo(photo, Crop(), 9, 9, Memory({}))


def test_damage_found_late() -> None:
    """A GIF or TIFF cut short is a fault when it is decoded."""
    for format_, options in (("GIF", {}), ("TIFF", {"compression": "tiff_lzw"})):
        content = encode(noise(), format_, **options)
        photo, found = measure(content)
        assert photo is not None, found
        with pytest.raises(PhotoFault, match="damaged"):
            render_photo(photo, Crop(), 9, 9, Memory({"photo.jpg": content[:-2000]}))


SOURCES = [
    encode(noise(40, 30)),
    encode(noise(40, 30), progressive=True, exif=exif({274: 6}), icc_profile=matrix_profile("P3", P3)),
    encode(noise(40, 30, "CMYK"), icc_profile=ink_profile()),
    encode(noise(40, 30), "PNG"),
    encode(noise(40, 30).quantize(16), "PNG", transparency=3),
    encode(noise(40, 30), "GIF"),
    encode(noise(40, 30), "WEBP"),
    encode(noise(40, 30, "CMYK"), "TIFF", compression="tiff_lzw"),
    encode(noise(40, 30), "TIFF", compression="jpeg"),
    encode(noise(40, 30), "TIFF", exif=exif({274: 5})),
    *([encode(noise(40, 30), "AVIF")] if features.check("avif") else []),
]


@pytest.mark.slow
@settings(deadline=None, max_examples=400)
@given(
    st.sampled_from(SOURCES), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6), st.integers(0, 9)
)
def test_mutations(content: bytes, changes: list[tuple[float, int]], cut: int) -> None:
    """Whatever happens to a photo's bytes, the answer is a picture, a finding or PhotoFault."""
    mutated = bytearray(content)
    for place, value in changes:
        mutated[int(place * (len(mutated) - 1))] = value
    del mutated[len(mutated) - (cut * cut if cut > 6 else 0) :]
    photo, found = measure(bytes(mutated))
    if photo is None:
        assert len(found) == 1
        return
    try:
        render_photo(photo, Crop(0.0, 0.0, 1.0, 0.9), 6, 6, Memory({"photo.jpg": bytes(mutated)}))
    except PhotoFault:
        return


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SOURCES), st.floats(0.5, 50), st.floats(0.5, 50), st.floats(0, 1), st.floats(0, 1))
def test_render_laws(content: bytes, width: float, height: float, x: float, y: float) -> None:
    """Never more than 330 ppi but for the rounding of edges, never more pixels than the photo's, and at least one."""
    photo, _ = measure(content)
    assert photo is not None
    crop = crop_for(photo.width, photo.height, width / height, (x, y))
    picture = render_photo(photo, crop, width, height, Memory({"photo.jpg": content}))
    assert 1 <= picture.width <= max(1, width / 72 * 330 + 1)
    assert 1 <= picture.height <= max(1, height / 72 * 330 + 1)
    assert picture.width <= photo.width
    assert picture.height <= photo.height
    assert seen(picture).size == (picture.width, picture.height)


def test_camera_photo_is_decoded_as_coarse_as_print_allows() -> None:
    """A 12-megapixel JPEG of 1200 ppi comes out at 250 to 330 ppi, by the decoder's own reduction."""
    content = encode(Image.radial_gradient("L").resize((4000, 3000)).convert("RGB"))

    picture = render(content, 240, 160, Crop(0.0, 0.1, 1.0, 0.9))

    assert 250 <= picture.width / (240 / 72) <= 330
    assert abs(picture.width / picture.height - 5 / 3) < 0.01


def test_photo_of_a_telephone_across_a_page_is_not_scaled() -> None:
    """4000 px across A4 come at half their width, which is 242 ppi, for a PDF on the screen."""
    content = encode(Image.radial_gradient("L").resize((4000, 3000)).convert("RGB"))

    assert render(content, 595.3, 446.5).width == 2000


def without_adobe(jpeg: bytes) -> bytes:
    """A JPEG without the segment by which Adobe's programs, and Pillow, mark their own."""
    at = jpeg.index(b"\xff\xee\x00\x0eAdobe")
    return jpeg[:at] + jpeg[at + 16 :]


@pytest.mark.parametrize("transform", [0, 2])
def test_cmyk_of_adobe(transform):
    """With Adobe's segment inks are upside down, as plain CMYK and as YCCK: the colors come out as they went in."""
    inks = corners().convert("CMYK")
    content = encode(inks if transform == 0 else ycck(inks), quality=95)
    if transform:
        content = content.replace(b"Adobe\0d\0\0\0\0\0", b"Adobe\0d\0\0\0\0\2")
    assert shows(seen(render(content)), *CORNERS, tolerance=40)


def ycck(inks: Image.Image) -> Image.Image:
    """Inks as YCCK, which a JPEG of the Adobe transform 2 holds: C, M and Y as if they were R, G and B."""
    *colors, black = inks.split()
    # What Pillow encodes is 255 minus what is given.
    turned = Image.merge("RGB", colors).convert("YCbCr").split()
    return Image.merge("CMYK", [*(ImageChops.invert(band) for band in turned), black])


def test_cmyk_without_adobe():
    """Without Adobe's segment 0 is no ink: what was white does not print black."""
    upside_down = ImageChops.invert(corners().convert("CMYK"))
    assert shows(seen(render(without_adobe(encode(upside_down, quality=95)))), *CORNERS, tolerance=30)


def lacking(share, image=None, **options):
    """A JPEG whose data breaks off at a share of it, and whose end marker is there all the same."""
    content = encode(image or noise(400, 300), **options)
    return content[: int(share * len(content))] + b"\xff\xd9"


@pytest.mark.parametrize("crop", [Crop(), Crop(0.0, 0.0, 0.5, 0.5)])
@pytest.mark.parametrize(
    ("share", "options"),
    [
        (0.6, {}),
        (0.99, {}),
        (0.6, {"restart_marker_blocks": 4}),
        *((share, {"progressive": True}) for share in (0.02, 0.1, 0.6)),
    ],
)
def test_jpeg_with_less_than_its_header_claims(crop, share, options):
    """Half of a picture is not printed with grey for the rest, whether it is decoded or passed on as it is."""
    with pytest.raises(PhotoFault, match="damaged JPEG") as caught:
        render(lacking(share, **options), crop=crop)
    assert "less than its header claims" in caught.value.why


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 4}])
def test_grey_picture_is_whole(options):
    """A picture that ends in the grey of missing data is not taken for one that lacks it."""
    image = noise(400, 300)
    image.paste((128, 128, 128), (0, 150, 400, 300))
    render(encode(image, **options))
    render(encode(Image.new("L", (400, 300), 128), **options))
