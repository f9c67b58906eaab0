"""Measuring: sizes as seen, findings instead of tracebacks, crops."""

from __future__ import annotations

import importlib.util
import os
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import (
    CORNERS,
    STORED,
    corners,
    encode,
    exif,
    measure,
    noise,
    png_header,
    render,
    seen,
    shows,
    tiff,
    with_chunk,
    with_segment,
)
from PIL import Image, features
from support import ROOT

from pdfbrochure.assets.decoding import PhotoFault
from pdfbrochure.assets.measuring import measure_photo
from pdfbrochure.assets.photos import Crop, crop_for, resolution_at
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Folder, Memory

ORIENTED = ["JPEG", "PNG", "WEBP", "TIFF", *(["AVIF"] if features.check("avif") else [])]


@pytest.mark.parametrize("format_", [*ORIENTED, "GIF"])
def test_size_and_format(format_: str) -> None:
    """Each format is told by its content: the file is always named photo.jpg."""
    photo, found = measure(encode(noise(), format_))
    assert photo is not None
    assert (photo.width, photo.height, photo.format, found) == (80, 60, format_, [])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ORIENTED)
def test_size_is_as_seen(format_: str, orientation: int) -> None:
    """A photo taken upright is as high as it is seen, however its pixels are stored."""
    stored = corners().transpose(STORED[orientation]) if orientation > 1 else corners()
    photo, _ = measure(encode(stored, format_, exif=exif({274: orientation})))
    assert photo is not None
    assert (photo.width, photo.height) == (80, 60)


def test_png_orientation_behind_the_pixels() -> None:
    """An eXIf chunk counts even where exiftool puts it, after the image data."""
    photo, _ = measure(with_chunk(encode(corners(), "PNG"), b"eXIf", exif({274: 6})[6:]))
    assert photo is not None
    assert (photo.width, photo.height, photo.orientation) == (60, 80, 6)


def test_missing_file_names_the_near_one() -> None:
    """A slip in upper and lower case is answered with the right name."""
    report = Report()
    assert measure_photo("Photo.jpg", Memory({"photo.jpg": b""}), report, ()) is None
    (finding,) = report.findings()
    assert finding.code == "missing-file"
    assert "photo.jpg" in finding.mend


@pytest.mark.parametrize(("name", "code"), [("../x.jpg", "path-outside"), ("sub", "unreadable-photo")])
def test_file_faults(tmp_path: Path, name: str, code: str) -> None:
    """A name outside the folder, and a folder, are findings at the photo's place."""
    (tmp_path / "sub").mkdir()
    report = Report()
    assert measure_photo(name, Folder(tmp_path), report, ("items", 2)) is None
    assert [(finding.code, finding.origin) for finding in report.findings()] == [(code, ("items", 2))]


def test_too_large_a_file() -> None:
    """A file over the limit of the door is a finding."""

    class Small(Memory):
        def read(self, name: str, limit: int = 100) -> bytes:
            return super().read(name, min(limit, 100))

    report = Report()
    assert measure_photo("a.png", Small({"a.png": bytes(200)}), report, ()) is None
    assert [finding.code for finding in report.findings()] == ["photo-too-large"]


# A picture as telephones write it: 96 by 64 px in four colored fields, turned upright by 90 degrees, with the name of
# its photographer. Nothing here can write one; this was made once with libheif and x265.
HEIC = (ROOT / "tests" / "data" / "fields.heic").read_bytes()
HEIF = struct.pack(">I", 24) + b"ftypmif1" + bytes(4) + b"mif1miaf" + bytes(100)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (HEIF, "HEIF"),
        (b"Dear all,\nhere is the photo", "text file"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">', "SVG"),
        (b"%PDF-1.7", "PDF"),
        (b"II*\0\x10\0\0\0CR\2\0", "raw"),
        (b"II+\0\x08\0\0\0", "BigTIFF"),
        (encode(Image.new("RGB", (3, 3)), "BMP"), "BMP"),
        (bytes(100), "not a picture"),
    ],
)
def test_other_kinds_are_explained(content: bytes, word: str) -> None:
    """What is not read is named, and the finding says what to do."""
    report = Report()
    assert measure_photo("photo.jpg", Memory({"photo.jpg": content}), report, ()) is None
    (finding,) = report.findings()
    assert finding.code == "unsupported-photo"
    assert word in finding.what
    assert finding.mend


def test_heic_finding_helps_the_phone_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the finding says how to get it, and the setting of the phone that ends the need."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    report = Report()
    assert measure_photo("IMG_1.HEIC", Memory({"IMG_1.HEIC": HEIC}), report, ()) is None
    (finding,) = report.findings()
    assert finding.code == "missing-extra"
    assert "pdfbrochure[heic]" in finding.mend
    assert "Most Compatible" in finding.mend


def test_heic() -> None:
    """It stands upright, with the photographer's name; of its colors and of what the camera noted nothing is wrong."""
    photo, found = measure(HEIC)
    picture = render(HEIC)

    assert [] == found
    assert photo is not None
    assert (64, 96, "HEIC", "Ann Heif") == (photo.width, photo.height, photo.format, photo.credit)
    assert shows(seen(picture), CORNERS[2], CORNERS[0], CORNERS[3], CORNERS[1])
    assert b"Ann Heif" not in picture.data


@pytest.mark.parametrize("at", range(0, 751, 30))
def test_damaged_heic(at: int) -> None:
    """Wherever it is cut short or altered, it is a picture of its size or a finding."""
    for content in (HEIC[:at], HEIC[:at] + bytes([HEIC[at] ^ 0xFF]) + HEIC[at + 1 :]):
        photo, found = measure(content)
        assert (photo is None) == bool(found)
        if photo is not None:
            with suppress(PhotoFault):
                assert (photo.width, photo.height) == (render(content).width, render(content).height)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_cut_short(format_: str) -> None:
    """A file whose end is missing is found before it is decoded."""
    if format_ == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow has no AVIF")
    content = encode(noise(), format_)
    assert measure(content[: len(content) * 2 // 3]) == (None, ["damaged-photo"])


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"RIFF\0\0\0\0WEBP"]
)
def test_hardly_a_file(content: bytes) -> None:
    """Nothing, or no more than the first bytes, is a finding."""
    assert measure(content) == (None, ["damaged-photo"])


def test_claimed_size_is_limited() -> None:
    """A header that claims 100,000 x 100,000 px is refused without trying."""
    assert measure(png_header(100_000, 100_000)) == (None, ["photo-too-large"])


@pytest.mark.parametrize(("side", "progressive", "found"), [(13_000, False, []), (13_000, True, ["photo-too-large"])])
def test_jpeg_may_be_larger(side: int, progressive: bool, found: list[str]) -> None:
    """169 megapixels pass in a baseline JPEG, which can be decoded small; a progressive one must be decoded whole."""
    content = encode(Image.new("L", (8, 8)), progressive=progressive)
    frame = content.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    content = content[:frame] + struct.pack(">HH", side, side) + content[frame + 4 :]
    assert measure(content)[1] == found


def test_giant_tiff_tile() -> None:
    """A small TIFF that claims tiles of gigabytes is refused."""
    tags = {256: ("H", [8]), 257: ("H", [8]), 258: ("H", [8]), 259: ("H", [1]), 262: ("H", [1])}
    content = tiff(tags | {322: ("I", [1 << 16]), 323: ("I", [1 << 16]), 324: ("I", [8]), 325: ("I", [64])}, bytes(64))
    assert measure(content) == (None, ["photo-too-large"])


@pytest.mark.parametrize(("tag", "value"), [(254, 1), (50706, b"\1\4\0\0")])
def test_camera_raw_in_a_tiff(tag: int, value: object) -> None:
    """Raw files begin like a TIFF with a small preview, which must not be printed."""
    assert measure(encode(noise(), "TIFF", tiffinfo={tag: value})) == (None, ["unsupported-photo"])


def test_many_scans() -> None:
    """A progressive JPEG with hundreds of scans would take minutes to decode."""
    content = encode(noise(), progressive=True)
    scan = content[content.rindex(b"\xff\xda") : -2]
    assert measure(content[:-2] + scan * 200 + content[-2:]) == (None, ["damaged-photo"])


def test_32_bit_pixels() -> None:
    """A TIFF of floating-point numbers has no fixed white and is refused."""
    assert measure(encode(Image.new("F", (8, 8)), "TIFF")) == (None, ["unsupported-photo"])


def test_broken_exif_is_no_fault() -> None:
    """A photo with a nonsense EXIF record is measured as if it had none."""
    content = with_segment(encode(noise()), 0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff" + os.urandom(20))
    photo, found = measure(content)
    assert photo is not None
    assert (photo.orientation, found) == (1, [])


def test_pillow_is_imported_late() -> None:
    """A brochure without photos does not wait for Pillow."""
    code = "import sys, pdfbrochure.assets.pixels; sys.exit('PIL' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither Pillow's log nor libtiff's own messages reach the user's terminal."""
    content = encode(noise(), "TIFF", compression="tiff_lzw")
    for at in range(0, len(content), 19):
        measure(content[:at] + b"\x99\x99" + content[at + 2 :])
    assert capfd.readouterr() == ("", "")


sizes = st.integers(1, 20_000)
shares = st.floats(0, 1)


@given(sizes, sizes, st.floats(0.05, 20), shares, shares)
def test_crop_laws(width: int, height: int, aspect: float, x: float, y: float) -> None:
    """A crop lies inside the photo, holds the focus, has the aspect, and takes all of one side."""
    crop = crop_for(width, height, aspect, (x, y))
    assert 0 <= crop.left < crop.right <= 1
    assert 0 <= crop.top < crop.bottom <= 1
    assert crop.left - 1e-9 <= x <= crop.right + 1e-9
    assert crop.top - 1e-9 <= y <= crop.bottom + 1e-9
    across, down = (crop.right - crop.left) * width, (crop.bottom - crop.top) * height
    assert across / down == pytest.approx(aspect)
    assert across == pytest.approx(width) or down == pytest.approx(height)


def test_focus_keeps_its_place() -> None:
    """A face at the left third of the photo is at the left third of the crop."""
    assert crop_for(400, 100, 1.0, (0.4, 0.5)) == Crop(pytest.approx(0.3), 0.0, pytest.approx(0.55), 1.0)


def test_focus_outside_is_moved_in() -> None:
    """A focus beyond the edge counts as at the edge."""
    assert crop_for(200, 100, 1.0, (7.0, -1.0)) == Crop(0.5, 0.0, 1.0, 1.0)


def test_resolution_counts_the_crop() -> None:
    """Half of 80 px on 72 points, an inch, is 40 ppi."""
    photo, _ = measure(encode(noise()))
    assert photo is not None
    assert resolution_at(photo, Crop(0.0, 0.0, 0.5, 1.0), 72) == 40
