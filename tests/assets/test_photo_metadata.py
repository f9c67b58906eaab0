"""Credits and alt texts out of photos."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import encode, exif, iptc, measure, noise, photoshop, with_chunk, with_segment, xmp, xmp_alt
from PIL import features

from pdfbrochure.assets.metadata import Records, alt_of, credit_of, iptc_in_photoshop, read_tags

CREATOR = "<dc:creator><rdf:Seq><rdf:li>Ada</rdf:li><rdf:li>Bo</rdf:li></rdf:Seq></dc:creator>"
SOURCES = [
    ("iptc", iptc((2, 80, b"IPTC byline"), (2, 110, b"IPTC credit")), "IPTC credit"),
    ("iptc", iptc((2, 80, b"One"), (2, 80, b"Two"), (2, 110, b" ")), "One, Two"),
    ("xmp", xmp(CREATOR, 'photoshop:Credit="XMP credit"'), "XMP credit"),
    ("xmp", xmp(CREATOR), "Ada, Bo"),
    ("exif", exif({315: "EXIF artist"}), "EXIF artist"),
]


@pytest.mark.parametrize("first", range(5))
def test_credit_precedence(first: int) -> None:
    """The most deliberate record counts: IPTC before XMP before EXIF."""
    records = {kind: record for kind, record, _ in reversed(SOURCES[first:])}
    assert credit_of(Records(**records)) == SOURCES[first][2]


def test_no_credit() -> None:
    """A photo that says nothing has an empty credit and alt text."""
    photo, found = measure(encode(noise()))
    assert photo is not None
    assert (photo.credit, photo.alt, found) == ("", "", [])


@pytest.mark.parametrize(
    ("marker", "raw"),
    [(b"\x1b%G", "Žofie".encode()), (b"", "Žofie".encode()), (b"", "Zoë".encode("latin-1"))],
)
def test_iptc_encodings(marker: bytes, raw: bytes) -> None:
    """UTF-8 is taken where marked or possible, Latin-1 else."""
    record = iptc(*([(1, 90, marker)] if marker else []), (2, 110, raw))
    assert credit_of(Records(iptc=record)) in {"Žofie", "Zoë"}


def test_from_jpeg() -> None:
    """Photoshop's segment, an XMP segment and EXIF are found in a JPEG."""
    content = with_segment(encode(noise()), 0xED, b"Photoshop 3.0\0" + photoshop(iptc((2, 110, b"Reuters"))))
    content = with_segment(content, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp_alt(en="A bridge"))
    photo, _ = measure(content)
    assert photo is not None
    assert (photo.credit, photo.alt) == ("Reuters", "A bridge")


@pytest.mark.parametrize("format_", ["WEBP", "AVIF"])
def test_xmp_in_modern_formats(format_: str) -> None:
    """WebP and AVIF carry XMP too."""
    if format_ == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow has no AVIF")
    photo, _ = measure(encode(noise(), format_, xmp=xmp(CREATOR)))
    assert photo is not None
    assert photo.credit == "Ada, Bo"


@pytest.mark.parametrize("before", [b"IDAT", b"IEND"])
def test_xmp_in_png(before: bytes) -> None:
    """A PNG's XMP is found before and behind its pixels."""
    chunk = b"XML:com.adobe.xmp\0\0\0\0\0" + xmp_alt(en="A dam")
    photo, _ = measure(with_chunk(encode(noise(), "PNG"), b"iTXt", chunk, before=before))
    assert photo is not None
    assert photo.alt == "A dam"


@pytest.mark.parametrize("tag", [33723, 34377])
def test_from_tiff(tag: int) -> None:
    """A TIFF holds IPTC in a tag of its own or in Photoshop's, and XMP."""
    record = iptc((2, 80, b"Jo"))
    tags = {tag: record if tag == 33723 else photoshop(record), 700: xmp_alt(en="A port")}
    photo, _ = measure(encode(noise(), "TIFF", tiffinfo=tags))
    assert photo is not None
    assert (photo.credit, photo.alt) == ("Jo", "A port")


@pytest.mark.parametrize(
    ("language", "alt"),
    [("pt-BR", "Br"), ("pt", "Pt"), ("pt-AO", "Pt"), ("de", "X"), ("fr", "Ca"), ("", "X")],
)
def test_alt_language(language: str, alt: str) -> None:
    """The exact language comes first, then its primary one, then the default."""
    record = xmp_alt(x_default="X", pt_BR="Br", pt="Pt") if alt != "Ca" else xmp_alt(en="En", fr_CA="Ca")
    assert alt_of(Records(xmp=record), language) == alt


def test_alt_without_the_language() -> None:
    """An alt text in another language is better than none."""
    assert alt_of(Records(xmp=xmp_alt(fr="Un pont", it="Un ponte")), "en") == "Un pont"


def test_text_is_cleaned() -> None:
    """Line ends and control characters become spaces, and a novel is cut."""
    assert credit_of(Records(iptc=iptc((2, 110, b" A\r\nB\x00\x07C ")))) == "A B C"
    assert len(credit_of(Records(iptc=iptc((2, 110, b"x" * 2000))))) == 500


BOMB = b'<!DOCTYPE a [<!ENTITY b "Boom">]><a/>'


@pytest.mark.parametrize(
    "packet",
    [
        BOMB + xmp(CREATOR),
        BOMB.decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="cp037"?>' + BOMB.decode().encode("cp037"),
        xmp(CREATOR) + b" " * 1_000_000,
        xmp(CREATOR)[:-60],
        b"<a>" * 200_000,
        b"\xff\xfe\xff",
    ],
)
def test_hostile_xmp(packet: bytes) -> None:
    """Entities, a huge or a broken packet count as no XMP."""
    assert credit_of(Records(xmp=packet)) == ""


@given(st.binary(max_size=200))
def test_any_bytes_are_records(junk: bytes) -> None:
    """No record's bytes, whatever they are, raise anything."""
    records = Records(exif=b"II*\0\x08\0\0\0" + junk, iptc=b"\x1c\x02\x6e" + junk, xmp=b"<a>" + junk)
    credit_of(records)
    alt_of(records, "en")
    iptc_in_photoshop(b"8BIM\x04\x04" + junk)
    read_tags(junk)
