"""Pictures, metadata records and color profiles made up for the tests."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

from pdfbrochure.assets.measuring import measure_photo
from pdfbrochure.assets.photos import Crop, PhotoFile
from pdfbrochure.assets.pixels import Picture, render_photo
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Memory

CORNERS = ((220, 20, 20), (20, 200, 20), (20, 20, 220), (250, 250, 250))  # top left, top right, bottom left, …
OFFSET = 1 << 31
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
# How to store a picture so that the orientation turns it back: the inverse of what a viewer does.
STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def corners(width: int = 80, height: int = 60) -> Image.Image:
    """Four colored quarters, so that every turn, mirroring and crop shows."""
    image = Image.new("RGB", (2, 2))
    image.putdata(CORNERS)
    return image.resize((width, height), Image.Resampling.NEAREST)


def noise(width: int = 80, height: int = 60, mode: str = "RGB") -> Image.Image:
    """Something that is no drawing: every pixel another, the same on every run."""
    count = width * height * len(Image.new(mode, (1, 1)).getbands())
    samples = bytes((index * index * 31 + index * 7) >> 3 & 0xFF for index in range(count))
    return Image.frombytes(mode, (width, height), samples)


def encode(image: Image.Image, format_: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file."""
    stream = io.BytesIO()
    image.save(stream, format_, **options)
    return stream.getvalue()


def exif(tags: dict[int, Any]) -> bytes:
    """An EXIF record."""
    record = Image.Exif()
    for tag, value in tags.items():
        record[tag] = value
    return record.tobytes()


def with_segment(jpeg: bytes, marker: int, payload: bytes) -> bytes:
    """A JPEG with one more segment after its start marker."""
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload + jpeg[2:]


def with_chunk(png: bytes, kind: bytes, payload: bytes, *, before: bytes = b"IEND") -> bytes:
    """A PNG with one more chunk."""
    at = png.index(before) - 4
    chunk = struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))
    return png[:at] + chunk + png[at:]


def png_header(width: int, height: int) -> bytes:
    """A PNG of any claimed size, with hardly any pixels."""
    start = encode(Image.new("L", (1, 1)), "PNG")
    header = struct.pack(">II", width, height) + start[24:29]
    return start[:16] + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + start[33:]


def tiff(tags: dict[int, tuple[str, list[int]]], data: bytes) -> bytes:
    """A little-endian TIFF of one directory; `OFFSET` as a value stands for where `data` lies, plus what is over it."""
    values_at = 8 + 2 + 12 * len(tags) + 4
    size = sum(struct.calcsize(f"<{len(values)}{kind}") for kind, values in tags.values())
    entries = values = b""
    for tag, (kind, given) in sorted(tags.items()):
        numbers = [number - OFFSET + values_at + size if number >= OFFSET else number for number in given]
        packed = struct.pack(f"<{len(numbers)}{kind}", *numbers)
        where = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack("<I", values_at + len(values))
        entries += struct.pack("<HHI", tag, {"H": 3, "I": 4}[kind], len(numbers)) + where
        values += packed
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + bytes(4) + values.ljust(size, b"\0") + data


def iptc(*entries: tuple[int, int, bytes]) -> bytes:
    """An IPTC record."""
    return b"".join(struct.pack(">BBBH", 0x1C, record, number, len(text)) + text for record, number, text in entries)


def photoshop(record: bytes) -> bytes:
    """Photoshop's wrapping of an IPTC record, behind some other resource."""
    other = b"8BIM" + struct.pack(">H", 1000) + b"\x01x" + struct.pack(">I", 3) + b"abc\0"
    return other + b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(record)) + record


def xmp(inner: str, attributes: str = "") -> bytes:
    """An XMP packet with one description."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
      xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" {attributes}>{inner}</rdf:Description></rdf:RDF>
      </x:xmpmeta><?xpacket end="w"?>""".encode()


def xmp_alt(**texts: str) -> bytes:
    """An XMP packet with an alt text in each language; `_` stands for `-` in its tag."""
    entries = "".join(f'<rdf:li xml:lang="{tag.replace("_", "-")}">{text}</rdf:li>' for tag, text in texts.items())
    return xmp(f"<Iptc4xmpCore:AltTextAccessibility><rdf:Alt>{entries}</rdf:Alt></Iptc4xmpCore:AltTextAccessibility>")


def matrix_profile(name: str, primaries: tuple[tuple[float, float, float], ...]) -> bytes:
    """A version 2 RGB profile with gamma 2.2."""

    def xyz(values: tuple[float, ...]) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags = {b"desc": _description(name), b"wtpt": xyz((0.9642, 1.0, 0.8249))}
    tags |= {b"rXYZ": xyz(primaries[0]), b"gXYZ": xyz(primaries[1]), b"bXYZ": xyz(primaries[2])}
    return _profile(b"RGB XYZ ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))


def ink_profile() -> bytes:
    """A CMYK profile of imaginary inks: whatever is printed looks mid green."""
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + b"".join(struct.pack(">i", 65536 * (i % 4 == 0)) for i in range(9))
    table += bytes(range(256)) * 4 + bytes([140, 70, 180]) * 16 + bytes(range(256)) * 3
    tags = {b"desc": _description("Green"), b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061)}
    return _profile(b"CMYKLab ", tags | {b"A2B0": table, b"A2B1": table}, b"prtr")


def _description(name: str) -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name.encode() + bytes(79)


def _profile(spaces: bytes, tags: dict[bytes, bytes], kind: bytes = b"mntr") -> bytes:
    directory = struct.pack(">I", len(tags))
    body = b""
    for name, value in tags.items():
        directory += name + struct.pack(">II", 132 + 12 * len(tags) + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    header = bytes(8) + b"\x02\x10\0\0" + kind + spaces + bytes(12) + b"acsp" + bytes(28)
    header += struct.pack(">iii", 63190, 65536, 54061)
    size = 128 + len(directory) + len(body)
    return struct.pack(">I", size) + (header + bytes(128))[4:128] + directory + body


def measure(content: bytes, language: str = "") -> tuple[PhotoFile | None, list[str]]:
    """The measured photo and the codes of the findings."""
    report = Report()
    photo = measure_photo("photo.jpg", Memory({"photo.jpg": content}), report, ("items", 0), language)
    return photo, [finding.code for finding in report.findings()]


def render(content: bytes, width: float = 1000, height: float = 1000, crop: Crop | None = None) -> Picture:
    """A usable photo, measured and rendered. The default size is so large that nothing is scaled."""
    photo, found = measure(content)
    assert photo is not None, found
    return render_photo(photo, crop or Crop(), width, height, Memory({"photo.jpg": content}))


def seen(picture: Picture) -> Image.Image:
    """A rendered picture's pixels, as a PDF reader would see them."""
    if picture.filter == "DCTDecode":
        image = Image.open(io.BytesIO(picture.data))
        assert image.size == (picture.width, picture.height)
        return image.convert("RGB")
    mode = "RGB" if picture.color_space == "DeviceRGB" else "L"
    if picture.predictor == 1:
        return Image.frombytes(mode, (picture.width, picture.height), zlib.decompress(picture.data)).convert("RGB")
    frame = encode(Image.new(mode, (1, 1)), "PNG")[:8]
    header = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2 if mode == "RGB" else 0, 0, 0, 0)
    for kind, payload in ((b"IHDR", header), (b"IDAT", picture.data), (b"IEND", b"")):
        frame += struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))
    return Image.open(io.BytesIO(frame)).convert("RGB")


def shows(image: Image.Image, *wanted: tuple[int, int, int], tolerance: int = 12) -> bool:
    """Whether the middles of the four quarters have the colors wanted."""
    places = ((1, 1), (3, 1), (1, 3), (3, 3))
    got: Any = [image.getpixel((image.width * x // 4, image.height * y // 4)) for x, y in places]
    pairs = [pair for one, other in zip(got, wanted, strict=True) for pair in zip(one, other, strict=True)]
    return all(abs(a - b) <= tolerance for a, b in pairs)
