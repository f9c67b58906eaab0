"""Fonts of the user's own: every kind of file, what is refused, and what is pointed out."""

from __future__ import annotations

import io

import pikepdf
import pytest
from fontTools.ttLib import TTCollection, TTFont
from support import FONTS, brochure, of_family

from pdfbrochure.assets.bundled import BUNDLED, FONT_FOLDER
from pdfbrochure.assets.fonts import FontBook
from pdfbrochure.diagnostics import BrochureError, Diagnostic
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import Built, build

BOXES = {name: (FONTS / name).read_bytes() for name in ("boxes.otf", "boxes.ttf", "boxes.ttc")}
VARIABLE = next(file for file in sorted(FONT_FOLDER.iterdir()) if file.name == BUNDLED["Source Sans 3"][0])
BODY = "Words, **strong** words and *emphasis*."


def built_in(fonts: dict[str, str], files: dict[str, bytes], body: str = "Words.") -> Built:
    """A brochure in fonts of one's own."""
    text = brochure({"title": "One", "body": body}, settings={"fonts": fonts})
    return build("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), **files}))


def refusal(content: bytes, name: str = "own.ttf") -> Diagnostic:
    """What is said of a font that cannot be used."""
    with pytest.raises(BrochureError) as caught:
        built_in({"body": name}, {name: content})
    (finding,) = caught.value.report.findings()
    return finding


def changed(**values: object) -> bytes:
    """The box font with other values in a table, such as `OS2_fsType=2`, or without one, as `glyf=None`."""
    font = TTFont(io.BytesIO(BOXES["boxes.ttf"]))
    for key, value in values.items():
        if value is None:
            del font[key]
        else:
            table, _, field = key.partition("_")
            setattr(font[{"OS2": "OS/2"}.get(table, table)], field, value)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def embedded(pdf: bytes) -> dict[str, str]:
    """Name of each font in a PDF, and the key of its file."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for obj in document.objects:
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor":
                found[str(obj.FontName)] = next(key for key in obj if key.startswith("/FontFile"))
    return found


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("own.otf", BOXES["boxes.otf"], "/FontFile3"),
        ("own.ttf", BOXES["boxes.ttf"], "/FontFile2"),
        ("own.ttc", BOXES["boxes.ttc"], "/FontFile2"),
        ("own.ttf", VARIABLE.read_bytes(), "/FontFile2"),
        ("misnamed.txt", BOXES["boxes.ttf"], "/FontFile2"),
    ],
)
def test_kinds(name, content, key):
    """PostScript and TrueType outlines, collections and variable fonts are embedded; the content counts."""
    built = built_in({"body": name, "headings": name}, {name: content})
    found = embedded(built.pdf)

    assert [] == built.report.findings()
    assert {key} == set(found.values())


def test_heading_font():
    """A font for headings alone leaves the text in the theme's."""
    names = " ".join(embedded(built_in({"headings": "own.ttf"}, {"own.ttf": BOXES["boxes.ttf"]}).pdf))

    assert "Boxes" in names
    assert "Source" in names


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"wOF2" + bytes(60), "web font"),
        (b"wOFF" + bytes(60), "web font"),
        (b"garbage" * 20, "not a font"),
        (b"", "not a font"),
        (b"\0\1\0\0" + bytes(8), "damaged"),
        (BOXES["boxes.ttf"][:200], "damaged"),
        (changed(cmap=None), "damaged"),
        (changed(OS2_fsType=2), "may not be embedded"),
        (changed(OS2_fsType=0x0100), "may not be embedded"),
        (changed(OS2_fsType=0x0200), "may not be embedded"),
    ],
)
def test_bad_fonts(content, words):
    """What cannot be embedded is refused at its key, with the reason."""
    finding = refusal(content)

    assert "bad-font" == finding.code
    assert ("settings", "fonts", "body") == finding.origin
    assert words in finding.what
    assert finding.mend


def test_font_without_outlines():
    """A font of bitmaps alone cannot be printed."""
    font = TTFont(io.BytesIO(BOXES["boxes.otf"]))
    del font["CFF "]
    stream = io.BytesIO()
    font.save(stream)

    assert "has no outlines" in refusal(stream.getvalue()).what


@pytest.mark.parametrize("rights", [0, 4, 8, 12, 6])
def test_fonts_that_may_be_embedded(rights):
    """For preview, print and editing a font may be embedded, and so where the least restrictive of two holds."""
    assert not built_in({"body": "own.ttf"}, {"own.ttf": changed(OS2_fsType=rights)}).report.has_errors


def test_missing_font():
    """A font that is not there, or not inside the folder, is told at its key."""
    with pytest.raises(BrochureError, match=r"did you mean own\.ttf"):
        built_in({"body": "Own.ttf"}, {"own.ttf": BOXES["boxes.ttf"]})


@pytest.mark.parametrize(
    ("further", "found"),
    [
        ({}, ["body_bold", "body_italic"]),
        ({"body_bold": "own.ttf"}, ["body_italic"]),
        ({"body_italic": "own.ttf"}, ["body_bold"]),
        ({"body_bold": "own.ttf", "body_italic": "own.ttf"}, []),
    ],
)
def test_missing_emphasis(further, found):
    """Strong and emphasized words without a face of their own are pointed out, each with the line to add."""
    report = built_in({"body": "own.ttf", **further}, {"own.ttf": BOXES["boxes.ttf"]}, BODY).report

    assert ["no-emphasis"] * len(found) == [finding.code for finding in report.findings()]
    assert all(key in finding.mend for key, finding in zip(found, report.findings(), strict=True))


def test_variable_fonts_have_their_own_bold():
    """A variable font needs no file for strong words."""
    report = built_in({"body": "own.ttf"}, {"own.ttf": VARIABLE.read_bytes()}, BODY).report

    assert ["body_italic"] == [finding.mend.split("`")[1].split(":")[0] for finding in report.findings()]


def zeroed(font: bytes, table: str, keep: float = 0.0) -> bytes:
    """A font file with zeros in a table from a share of it on, as a copy that broke off leaves it."""
    entry = TTFont(io.BytesIO(font)).reader.tables[table]
    start, end = entry.offset + int(keep * entry.length), entry.offset + entry.length
    return font[:start] + bytes(end - start) + font[end:]


@pytest.mark.parametrize(
    ("font", "table", "keep"),
    [
        (BOXES["boxes.ttf"], "glyf", 0.0),
        (BOXES["boxes.ttf"], "loca", 0.0),
        (VARIABLE.read_bytes(), "glyf", 0.0),
        (VARIABLE.read_bytes(), "glyf", 0.1),
        (BOXES["boxes.otf"], "CFF ", 0.0),
    ],
)
def test_font_of_empty_letters(font, table, keep):
    """A font most of whose letters are gone is not set in silence."""
    finding = refusal(zeroed(font, table, keep))

    assert ("bad-font", "copy it again") == (finding.code, finding.mend)


def test_font_that_lacks_few_letters_is_taken():
    """Some empty letters may be meant."""
    fonts = {"body": "own.ttf", "body_bold": "own.ttf"}
    done = built_in(fonts, {"own.ttf": zeroed(BOXES["boxes.ttf"], "glyf", 0.8)})

    assert "bad-font" not in [finding.code for finding in done.report.findings()]


@pytest.mark.parametrize("family", sorted(BUNDLED))
def test_bundled_families_set_every_european_language(family: str) -> None:
    """Upright and italic."""
    book = FontBook({"text": family})
    for italic in (False, True):
        face = book.face("text", 400, 10.0, italic=italic)
        letters = "AzÆøŁžßẞĦŋȘț «»„“”–—…€ Ωψώΐ Жщыђћџґї"
        assert [letter for letter in letters if letter != " " and not face.covers(letter)] == []


def test_a_family_without_an_italic_emphasizes_by_weight() -> None:
    """Of the style's own weight, if that is heavier."""
    book = FontBook({"sans": "Manrope", "serif": "Vollkorn"})
    assert book.face("sans", 400, 10.0, italic=False).axes["wght"] == 400
    assert book.face("sans", 400, 10.0, italic=True).axes["wght"] == 700
    assert book.face("sans", 800, 10.0, italic=True).axes["wght"] == 800
    assert book.face("serif", 400, 10.0, italic=True).axes["wght"] == 400


@pytest.mark.parametrize("folder", ["assets/fonts/", ""])
def test_fonts_by_the_name_of_their_family(folder):
    """A family is found in `assets/fonts` and beside the brochure, with its italic and its bold, whatever its files."""
    files = {
        f"{folder}one.ttf": of_family("Brand Sans"),
        f"{folder}two.ttf": of_family("Brand Sans", 700),
        f"{folder}three.ttf": of_family("Brand Sans", italic=True),
        f"{folder}four.ttf": of_family("Brand Sans", 300),
        f"{folder}other.ttf": of_family("Other"),
    }
    built = built_in({"body": "brand sans"}, files, body=BODY)

    assert [] == [finding.code for finding in built.report.findings()]
    assert {font.name for font in built.run.opened.fonts.values()} == {
        f"{folder}{n}.ttf" for n in ("one", "two", "three")
    }
    # Titles are semibold: the bold of the family is the nearest.
    assert len(embedded(built.pdf)) == 3


def test_families_of_collections_and_of_themes():
    """A face of a collection is found by its family; a family that comes with the program needs no file."""
    first, second = (TTFont(io.BytesIO(of_family(name))) for name in ("First", "Second"))
    collection = TTCollection()
    collection.fonts = [first, second]
    stream = io.BytesIO()
    collection.save(stream)
    built = built_in({"body": "Second", "headings": "Vollkorn"}, {"assets/fonts/all.ttc": stream.getvalue()})

    assert built.run.opened.fonts["body"].family == "Second"
    assert any("Vollkorn" in name for name in embedded(built.pdf))


@pytest.mark.parametrize(
    ("family", "files", "words"),
    [
        ("Arial", {}, ("Arial", "assets/fonts")),
        ("Brand Sams", {"assets/fonts/a.ttf": of_family("Brand Sans")}, ("did you mean Brand Sans?",)),
        ("Brand", {"../assets/fonts/a.ttf": of_family("Brand")}, ("assets/fonts",)),
    ],
)
def test_families_that_are_not_here(family, files, words):
    """A family that is nowhere is told with its place, and what to put where."""
    with pytest.raises(BrochureError) as caught:
        built_in({"body": family}, files)
    (finding,) = caught.value.report.findings()

    assert (finding.code, finding.origin) == ("font-not-here", ("settings", "fonts", "body"))
    assert all(word in f"{finding.what} {finding.mend}" for word in words)
