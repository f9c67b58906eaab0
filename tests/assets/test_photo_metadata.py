"""Credits and alt texts out of photos."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import encode, exif, iptc, measure, noise, photoshop, with_chunk, with_segment, xmp, xmp_alt
from PIL import features
from support import brochure, built, codes, item

from pdfbrochure.assets.charsets import Reading, read_text
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
    assert credit_of(Records(**records)).text == SOURCES[first][2]


def test_no_credit() -> None:
    """A photo that says nothing has an empty credit and alt text."""
    photo, found = measure(encode(noise()))
    assert photo is not None
    assert (photo.credit, photo.alt, found) == ("", "", [])


# Names that can be told from their bytes alone, by the encoding that they were written in.
NAMES = {
    "cp1252": (
        "Jörg Müller|François Mitterrand|Søren Bjørnson|Håkan Ängström|José Muñoz|João Guimarães|Zoë|Hélène Ève|Loïc|"
        "Anaïs Benoît|Nicolò Bruná|Þórður Sigurðsson|KOVÁCS JÁNOS|O’Brien – Café|© Jörg Weiß|García Lorca|Ærø Kjær|"
        "ÅSA ÖBERG|Mikko Hämäläinen|Frédéric Sœur|L’équipe “Été”"
    ),
    "cp1250": (
        "Łukasz Żółć|Józef Świątek|Antonín Dvořák|Jiří Němec|Petrović|Ivana Kovačević|Ľubomír Ďurčo|Rákóczi Kürtű|"
        "Gdańsk|Leśniak|Štěpán Šťastný|Ionuţ Brătianu|Čapek|Řehoř|Smrž|Plzeň|Růžička|Đoković"
    ),
    "mac_roman": (
        "Jörg Müller|François Mitterrand|José García|Muñoz|Élise Hébert|Åse Ängström|João|Zoë|Özdemir|Ärzte|Weiß|"
        "Hämäläinen|Michèle|Nicolò"
    ),
    "utf-8": "Jörg Müller|Łukasz Żółć|Иван Петров|Γιώργος|王小明|محمد",
    "cp1251": "Иван Петров|Анна Иванова",
    "cp1253": "Γιώργος Παπαδόπουλος",
    "cp1257": "Šarūnas|Jānis Bērziņš",
}
# Names that could be others: the bytes of each are a fine word in two encodings.
UNCLEAR = {"cp1252": "Bøe|Inês", "cp1250": "Erdős|Martinů", "mac_roman": "Jesús|Søren", "cp1254": "Doğan|Yılmaz|Şahin"}


def told(names: dict[str, str]) -> list[tuple[str, str]]:
    """Each encoding with each of its names."""
    return [(encoding, name) for encoding, listed in names.items() for name in listed.split("|")]


@pytest.mark.parametrize(("encoding", "name"), told(NAMES))
def test_encoding_is_told_by_the_letters(encoding: str, name: str) -> None:
    """A name is read as its photographer writes it, without a word, in IPTC and in EXIF."""
    raw = name.encode(encoding)
    artist = b"II*\0\x08\0\0\0\1\0" + struct.pack("<HHII", 315, 2, len(raw) + 5, 26) + bytes(4) + raw + bytes(5)

    assert credit_of(Records(iptc=iptc((2, 80, raw)))) == Reading(name)
    assert credit_of(Records(exif=artist)) == Reading(name)


@pytest.mark.parametrize(("encoding", "name"), told(UNCLEAR))
def test_what_can_be_read_in_two_ways_is_in_doubt(encoding: str, name: str) -> None:
    """Some bytes are a word in two encodings; then the bytes are told."""
    credit = credit_of(Records(iptc=iptc((2, 80, name.encode(encoding)))))

    assert credit.text
    assert "\\x" in credit.raw


@pytest.mark.parametrize(
    ("marker", "name", "encoding"),
    [(b"\x1b%G", "Žofie", "utf-8"), (b"\x1b.A", "Bøe", "latin-1"), (b"\x1b-B", "Erdős", "iso8859_2")],
)
def test_announced_encoding(marker: bytes, name: str, encoding: str) -> None:
    """What a record says of its encoding is believed."""
    assert credit_of(Records(iptc=iptc((1, 90, marker), (2, 110, name.encode(encoding))))) == Reading(name)


def test_wrongly_announced_encoding() -> None:
    """A record that says UTF-8 and holds something else is read by its letters; no letter is lost."""
    assert credit_of(Records(iptc=iptc((1, 90, b"\x1b%G"), (2, 80, "Jörg".encode("latin-1"))))).text == "Jörg"


@pytest.mark.parametrize("kind", ["iptc", "xmp"])
def test_encoded_twice(kind: str) -> None:
    """UTF-8 that was taken for Latin-1 and encoded again is undone, and told."""
    twice = "Jörg Müller".encode().decode("cp1252")
    records = (
        Records(iptc=iptc((2, 80, twice.encode())))
        if kind == "iptc"
        else Records(xmp=xmp(CREATOR.replace("Ada</rdf:li><rdf:li>Bo", twice)))
    )
    credit = credit_of(records)

    assert credit.text == "Jörg Müller"
    assert credit.raw


def test_doubtful_credit_is_told_with_its_mend() -> None:
    """The finding names what is printed, the bytes and what to type; a credit in the brochure settles it."""
    content = with_segment(encode(noise()), 0xED, b"Photoshop 3.0\0" + photoshop(iptc((2, 80, b"Erd\xf5s"))))
    (finding,) = (
        f
        for f in built(brochure(item(photo={"file": "b.jpg", "alt": "A field"})), b=content).report.findings()
        if f.code == "doubtful-credit"
    )

    assert "Erdõs" in finding.what
    assert "Erd\\xf5s" in finding.why
    assert 'credit: "Erdõs"' in finding.mend
    assert "doubtful-credit" not in codes(
        brochure(item(photo={"file": "b.jpg", "alt": "A", "credit": "Erdős"})), b=content
    )


def test_letters_lost_before_are_told() -> None:
    """A name in which another program has left a replacement sign is not printed in silence."""
    assert credit_of(Records(iptc=iptc((2, 80, "J\ufffdrg".encode())))).raw


@given(st.binary(max_size=60))
def test_any_bytes_are_a_text(raw: bytes) -> None:
    """No bytes raise anything, and what is in doubt is printable."""
    reading = read_text(raw)
    assert reading.raw.isascii()
    assert reading.raw.isprintable()


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
    assert credit_of(Records(iptc=iptc((2, 110, b" A\r\nB\x00\x07C ")))).text == "A B C"
    assert len(credit_of(Records(iptc=iptc((2, 110, b"x" * 2000)))).text) == 500


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
    assert credit_of(Records(xmp=packet)).text == ""


@given(st.binary(max_size=200))
def test_any_bytes_are_records(junk: bytes) -> None:
    """No record's bytes, whatever they are, raise anything."""
    records = Records(exif=b"II*\0\x08\0\0\0" + junk, iptc=b"\x1c\x02\x6e" + junk, xmp=b"<a>" + junk)
    credit_of(records)
    alt_of(records, "en")
    iptc_in_photoshop(b"8BIM\x04\x04" + junk)
    read_tags(junk)
