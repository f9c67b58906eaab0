"""Recognises picture files by their first bytes and walks the parts of JPEG and PNG files.

Takes bytes, gives bytes and numbers; knows no Pillow and decodes no pixel. Every length in a file is a claim by a
stranger and is checked against the bytes that are really there.
"""

from __future__ import annotations

import zlib
from typing import Final, Literal

import msgspec

from pdfbrochure.regexes import compiled_later

Format = Literal["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF", "HEIC"]

# Text chunks are inflated up to this; a larger one is no photo's description. Same limit as for XMP in `metadata`.
MOST_TEXT: Final = 1_000_000

_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_SAVE_AS_JPEG: Final = "save it as JPEG, for instance with your photo viewer's Save as or Export"
# What a phone's owner can do about HEIC.
WITHOUT_HEIC: Final = (
    f"{_SAVE_AS_JPEG}; for new photos choose on the phone Settings > Camera > Formats > Most Compatible"
)

# (first bytes, what they are, what to do instead): files that people take for photos, or that are photos elsewhere.
_FOREIGN: Final = (
    (b"%PDF", "a PDF document", "export the page as JPEG or PNG"),
    (b"%!PS", "a PostScript drawing", "export it as PNG"),
    (b"BM", "a Windows bitmap (BMP)", "save it as PNG"),
    (b"8BPS", "a Photoshop document", "export it as JPEG"),
    (b"\xff\x0a", "a JPEG XL picture", _SAVE_AS_JPEG),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture", _SAVE_AS_JPEG),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture", _SAVE_AS_JPEG),
    (b"II+\x00", "a BigTIFF file", _SAVE_AS_JPEG),
    (b"MM\x00+", "a BigTIFF file", _SAVE_AS_JPEG),
    (b"\x00\x00\x01\x00", "a Windows icon", "save it as PNG"),
    (b"PK\x03\x04", "a zip archive or an office document", "take the picture out and save it as JPEG"),
    (b"FUJIFILMCCD-RAW", "a camera raw file", _SAVE_AS_JPEG),
)


def recognise(start: bytes) -> Format | None:
    """Return the format that a file's bytes show, whatever its name says; None when it is none of ours."""
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(_PNG_START):
        return "PNG"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "WEBP"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if start.startswith((b"II*\0", b"MM\0*")) and start[8:10] != b"CR":
        return "TIFF"
    brands = _brands(start)
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    # Pictures coded with HEVC (ISO/IEC 23008-12, B.4.1); the brands of sequences are others.
    return "HEIC" if brands & {b"heic", b"heix", b"heim", b"heis"} else None


def name_foreign(content: bytes) -> tuple[str, str]:
    """Return what a file that is none of our formats seems to be, and what to do about it."""
    if _brands(content) & {b"hevc", b"hevx", b"mif1", b"msf1"}:
        return "an HEIF picture of a rare kind", WITHOUT_HEIC
    if content[:4] in {b"II*\0", b"MM\0*"}:
        return "a camera raw file", _SAVE_AS_JPEG
    for start, what, mend in _FOREIGN:
        if content.startswith(start):
            return what, mend
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head:
        return "an SVG drawing", "export it as PNG, at least 2000 px wide"
    if head.startswith((b"<!doctype html", b"<html")):
        return "a web page, not a picture", "open the page in a browser and save the picture itself"
    if head and not any(byte < 9 for byte in head):
        return "a text file, not a picture", "check that the right file was copied"
    return "not a picture of a known kind", "use JPEG, PNG, WebP, AVIF, TIFF, GIF or HEIC"


def _brands(start: bytes) -> set[bytes]:
    """Return the brands of an ISO base media file (ISO/IEC 14496-12, 4.3), the empty set for any other file."""
    if start[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(start[:4], "big"), len(start), 256)
    return {start[8:12], *(start[at : at + 4] for at in range(16, end - 3, 4))}


class Jpeg(msgspec.Struct, frozen=True):
    """What the markers of a JPEG say (ITU-T T.81, B), and where its parts lie."""

    process: int  # second byte of the frame's marker: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, others rare
    precision: int
    components: tuple[tuple[int, int], ...]  # (identifier, sampling byte) of each
    scans: int
    adobe: int | None  # color transform of the Adobe segment, None without one
    has_jfif: bool
    is_regular: bool  # no stray bytes, no marker that a camera does not write, one frame
    is_whole: bool  # the end marker was reached
    pieces: tuple[tuple[int, int], ...]  # slices that make the picture: everything but APPn, COM and the trailer


# A marker ends the coded data of a scan; 0xFF00 is a stuffed 0xFF, 0xFFD0 to 0xFFD7 are restarts inside the data.
_NEXT_MARKER: Final = compiled_later(rb"\xff[^\x00\xd0-\xd7\xff]")
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN: Final = 0xDA
_END: Final = 0xD9
_APPLICATION: Final = range(0xE0, 0xF0)
_COMMENT: Final = 0xFE
# Huffman tables, frames, scan, quantization tables, restart interval, application data, comment.
_REGULAR: Final = frozenset({0xC4, _START_OF_SCAN, 0xDB, 0xDD, _COMMENT, *_APPLICATION}) | _FRAMES


def walk_jpeg(content: bytes) -> Jpeg | None:
    """Return the parts of a JPEG, or None when a length is wrong or the picture's frame is missing."""
    notes = _JpegNotes(content)
    while not notes.is_over:
        if not notes.step():
            return None
    if notes.frame is None:
        return None
    process, payload = notes.frame
    return Jpeg(
        process=process,
        precision=payload[0],
        components=tuple((payload[at], payload[at + 1]) for at in range(6, len(payload) - 2, 3)),
        scans=notes.scans,
        adobe=notes.adobe,
        has_jfif=notes.has_jfif,
        is_regular=notes.is_regular,
        is_whole=notes.is_whole,
        pieces=tuple(notes.pieces),
    )


class _JpegNotes:
    """Where a walk along the markers is, and what it has seen."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 2  # after the start marker, which `recognise` saw
        self.frame: tuple[int, bytes] | None = None
        self.scans = 0
        self.adobe: int | None = None
        self.has_jfif = False
        self.is_regular = True
        self.is_whole = False
        self.is_over = False
        self.pieces: list[tuple[int, int]] = [(0, 2)]

    def step(self) -> bool:
        """Take the next segment; return False when it is malformed."""
        found = _NEXT_MARKER.search(self.content, self.at)
        if found is None:
            self.is_over = True
            return True
        # Fill bytes (0xFF) may stand before a marker; anything else there is stray.
        if self.content[self.at : found.start()].strip(b"\xff"):
            self.is_regular = False
        marker = self.content[found.start() + 1]
        if marker == _END:
            self.pieces.append((found.start(), found.end()))
            self.is_whole = self.is_over = True
            return True
        length = int.from_bytes(self.content[found.end() : found.end() + 2], "big")
        end = found.end() + length
        if length < 2 or end > len(self.content):
            return False
        self.at = end
        return self._note(marker, found.start(), end)

    def _note(self, marker: int, start: int, end: int) -> bool:
        """Note one segment, which lies at `start` to `end`."""
        payload = self.content[start + 4 : end]
        if marker not in _REGULAR:
            self.is_regular = False
        if marker in _APPLICATION or marker == _COMMENT:
            self._note_application(marker, payload, start, end)
            return True
        if marker in _FRAMES:
            if len(payload) < 6 or len(payload) != 6 + 3 * payload[5]:
                return False
            self.is_regular = self.is_regular and self.frame is None and self.scans == 0
            self.frame = (marker, payload)
        if marker == _START_OF_SCAN:
            self.scans += 1
            following = _NEXT_MARKER.search(self.content, end)
            end = self.at = following.start() if following else len(self.content)
        self.pieces.append((start, end))
        return True

    def _note_application(self, marker: int, payload: bytes, start: int, end: int) -> None:
        if marker == 0xE0 and payload.startswith(b"JFIF\0"):
            self.has_jfif = True
        if marker == 0xEE and payload.startswith(b"Adobe") and len(payload) == 12 and self.scans == 0:
            self.is_regular = self.is_regular and self.adobe is None
            self.adobe = payload[11]
            self.pieces.append((start, end))


class Png(msgspec.Struct, frozen=True):
    """The chunks of a PNG that matter here, wherever they stand (exiftool writes XMP behind the pixels)."""

    exif: bytes
    xmp: bytes
    pixels: tuple[tuple[int, int], ...]  # slices that make one zlib stream of filtered rows (the IDAT chunks)
    is_whole: bool  # the end chunk was reached


def walk_png(content: bytes) -> Png:
    """Return the parts of a PNG (ISO/IEC 15948), as far as they go."""
    exif = xmp = b""
    pixels = []
    at = len(_PNG_START)
    is_whole = False
    while not is_whole and at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind = content[at + 4 : at + 8]
        start, end = at + 8, at + 8 + length
        at = end + 4
        if at > len(content):
            break
        if kind == b"IDAT":
            pixels.append((start, end))
        elif kind == b"eXIf":
            exif = exif or content[start:end]
        elif kind == b"iTXt":
            xmp = xmp or _png_xmp(content[start:end])
        is_whole = kind == b"IEND"
    return Png(exif, xmp, tuple(pixels), is_whole)


def joined(content: bytes, pieces: tuple[tuple[int, int], ...]) -> bytes:
    """Return the slices of a file put together: a JPEG without its metadata, or a PNG's pixel stream."""
    return b"".join(content[start:end] for start, end in pieces)


def _png_xmp(payload: bytes) -> bytes:
    """Return the XMP packet in an iTXt chunk, or nothing when the chunk holds another text."""
    keyword, _, rest = payload.partition(b"\0")
    if keyword != b"XML:com.adobe.xmp":
        return b""
    text = rest[2:].partition(b"\0")[2].partition(b"\0")[2]  # after two flags: language, translated keyword, text
    if rest[:1] != b"\x01":
        return text
    try:
        return zlib.decompressobj().decompress(text, MOST_TEXT)
    except zlib.error:
        return b""
