"""Which font draws what the theme's own lacks: bundled ones, packages, and those of the system."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from pdfbrochure.assets import installed
from pdfbrochure.assets.fallback import Fallback, FontFile
from pdfbrochure.assets.fonts import FONT_FOLDER, FontBook
from pdfbrochure.assets.installed import Candidate, script_of
from pdfbrochure.installing import install_command

BOOK = FontBook({"sans": "Source Sans 3", "serif": "Source Serif 4"})
SANS = BOOK.face("sans", 400, 10.0, italic=False).covers
SERIF = BOOK.face("serif", 400, 10.0, italic=False).covers


def needs(script: str) -> pytest.MarkDecorator:
    """Skip a test where the font package for a script is not installed."""
    there = installed.package_folder(installed.PACKAGES[script][0][0]) is not None
    return pytest.mark.skipif(not there, reason=f"needs pdfbrochure[{installed.EXTRAS[script]}]")


def names(runs: list[tuple[str, FontFile | None]]) -> list[tuple[str, str]]:
    """Return runs with the start of the name of each font file, "" for the theme's own."""
    return [(text, "" if font is None else font.path.name.split("-")[0].split("[")[0]) for text, font in runs]


@pytest.fixture
def bare(monkeypatch):
    """Give a computer without font packages."""
    for cached in (installed.of_script, installed.package_folder, installed.in_system):
        cached.cache_clear()
    monkeypatch.setattr(installed.importlib.util, "find_spec", lambda _name: None)
    yield
    for cached in (installed.of_script, installed.package_folder, installed.in_system, installed._scanned):
        cached.cache_clear()


@pytest.mark.parametrize("text", ["plain", "“Größe” – ἄνθρωπος, Ъъ", "co\u00adop\u202f!", "e\u0301", ""])
def test_text_that_the_theme_covers_is_one_run(text):
    """Text of European languages stays in the theme's own font, whatever stands in for its spaces and hyphens."""
    assert Fallback().runs(text, SANS) == [(text, None)]


def test_the_other_bundled_family_comes_first():
    """A whole Greek word goes to the sans-serif face when the serif one lacks one of its letters."""
    runs = Fallback().runs("ὁ ἄνθρωπος λόγου", SERIF, weight=600, serif=True, language="el")

    assert names(runs) == [("ὁ ἄνθρωπος", "SourceSans3"), (" λόγου", "")]
    assert runs[0][1] == FontFile(FONT_FOLDER / "SourceSans3[wght].ttf", 0, (("wght", 600.0),))


def test_italic_text_falls_back_to_an_italic():
    """The other bundled family is taken in its italic for italic text."""
    found = Fallback().find("ἄ", serif=True, italic=True)

    assert found is not None
    assert found.path.name == "SourceSans3-Italic[wght].ttf"


def test_arabic_keeps_its_digits_spaces_and_signs():
    """Inside an Arabic text only the Latin words stay in the theme's own font."""
    text = "يعمل مكتب (UNODC) مع الاتحاد، منذ 14 فبراير 2017."
    runs = Fallback().runs(text, SANS, language="ar")

    assert names(runs) == [
        ("يعمل مكتب (", "NotoSansArabic"),
        ("UNODC", ""),
        (") مع الاتحاد، منذ 14 فبراير 2017.", "NotoSansArabic"),
    ]


def test_english_keeps_its_spaces_and_signs_beside_arabic():
    """Inside an English text only the Arabic words change the font."""
    runs = Fallback().runs("The word كتب (book), اب جد 14.", SANS)

    assert names(runs) == [
        ("The word ", ""),
        ("كتب", "NotoSansArabic"),
        (" (book), ", ""),
        ("اب جد", "NotoSansArabic"),
        (" 14.", ""),
    ]


def test_weight_and_kind_are_matched():
    """A bold serif text gets a bold face of the serif's kind, within what the face offers."""
    runs = Fallback().runs("دولة", SERIF, weight=900, serif=True, language="ar")

    assert names(runs) == [("دولة", "NotoNaskhArabic")]
    assert runs[0][1] is not None
    assert runs[0][1].axes == (("wght", 700.0),)
    assert runs[0][1].source == "bundled"


@needs("SC")
@pytest.mark.parametrize(
    ("language", "name"),
    [("zh", "NotoSansSC"), ("zh-Hant", "NotoSansTC"), ("ja", "NotoSansJP"), ("ko", "NotoSansKR"), ("en", "NotoSansSC")],
)
def test_han_characters_have_the_forms_of_the_language(language, name):
    """A Chinese character is drawn as the readers of the language write it."""
    assert names(Fallback().runs("直", SANS, language=language)) == [("直", name)]


@needs("SC")
def test_han_text_keeps_its_quotes_but_not_the_latin_digits():
    """In Chinese the quotes are wide ones, and digits are those of the theme."""
    runs = Fallback().runs("中华“UN”，2017年", SANS, language="zh")

    assert names(runs) == [
        ("中华“", "NotoSansSC"),
        ("UN", ""),
        ("”，", "NotoSansSC"),
        ("2017", ""),
        ("年", "NotoSansSC"),
    ]


@pytest.mark.parametrize(("text", "language"), [("क्\u200dषि हिन्दी", "hi"), ("שָׁלוֹם, עולם!", "he"), ("שָׁלוֹם", "en")])
def test_marks_and_joiners_stay_with_their_letters(text, language):
    """A word with marks and joiners is one run, the signs of its own language with it."""
    runs = Fallback().runs(text, SANS, language=language)

    assert [run for run, _font in runs] == [text]
    assert runs[0][1] is not None


@needs("")
def test_emoji_joined_by_a_joiner_stay_together():
    """Signs and emoji come from fonts of their own, and a family of three is one sign."""
    runs = Fallback(system=False).runs("a 👨\u200d👩\u200d👧 ① b", SANS)

    assert names(runs) == [
        ("a ", ""),
        ("👨\u200d👩\u200d👧", "NotoEmoji"),
        (" ", ""),
        ("①", "NotoSansSymbols"),
        (" b", ""),
    ]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("char", "extra"),
    [
        *((char, "cjk") for char in "文か한。"),
        *((char, "world") for char in "😀☎ক"),
    ],
)
def test_advice_names_the_extra(char, extra):
    """Where a package would help, the command that installs it is told."""
    assert Fallback().advice(char) == install_command(extra)


def test_advice_without_a_package():
    """For a script without a package the advice is to install a font."""
    assert Fallback().advice("𐎀").startswith("install a font")


@pytest.mark.usefixtures("bare")
def test_what_no_font_has_stays_in_the_theme():
    """A character that nothing here has stays in the theme's own font, whose missing glyph is then reported."""
    fallback = Fallback(system=False)

    assert fallback.find("ক", language="bn") is None
    assert fallback.runs("কখ (a)", SANS, language="bn") == [("কখ (a)", None)]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("text", "language", "serif", "name"),
    [
        ("كتب", "ar", False, "NotoSansArabic"),
        ("كتب", "fa", True, "NotoNaskhArabic"),
        ("ٹھیک", "ur", True, "NotoNaskhArabic"),
        ("ספר", "he", False, "NotoSansHebrew"),
        ("ספר", "yi", True, "NotoSerifHebrew"),
        ("किताब", "hi", False, "NotoSansDevanagari"),
        ("किताब", "mr", True, "NotoSerifDevanagari"),
        ("หนังสือ", "th", False, "NotoSansThai"),
        ("หนังสือ", "th", True, "NotoSerifThai"),
        ("წიგნი", "ka", False, "NotoSansGeorgian"),
        ("գիրք", "hy", True, "NotoSansArmenian"),
    ],
)
def test_scripts_that_come_with_the_program(text, language, serif, name):
    """A plain install sets them, in the weight of the text."""
    ((_, font),) = Fallback(system=False).runs(text, SANS, weight=600, serif=serif, language=language)

    assert font is not None
    assert (name, "bundled") == (font.path.name.split("[")[0], font.source)
    assert ("wght", 600.0) in font.axes


@pytest.mark.usefixtures("bare")
def test_a_named_font_is_asked_first(tmp_path):
    """A font file that the user named comes before the bundled ones."""
    own = tmp_path / "own.ttf"
    shutil.copy(FONT_FOLDER / "SourceSans3[wght].ttf", own)

    assert Fallback([own]).find("ἄ", weight=300) == FontFile(own, 0, (("wght", 300.0),), "named")


@pytest.mark.usefixtures("bare")
def test_system_fonts_are_found_without_fontconfig(monkeypatch, tmp_path):
    """Where fontconfig is missing, the font folders are scanned, and odd, broken and italic files passed over."""
    for name in ("SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf", "SourceSerif4[opsz,wght].ttf"):
        shutil.copy(FONT_FOLDER / name, tmp_path / name)
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    (tmp_path / "empty.otf").write_bytes(b"")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(installed, "font_folders", lambda: [tmp_path, tmp_path / "none"])
    installed._scanned.cache_clear()

    assert [face[1].name for one in installed.in_system("A", serif=True) for face in one.faces] == [
        "SourceSerif4[opsz,wght].ttf",
        "SourceSans3[wght].ttf",
    ]
    assert [face[1].name for one in installed.in_system("ἄ", serif=True) for face in one.faces] == [
        "SourceSans3[wght].ttf"
    ]


@pytest.mark.usefixtures("bare")
@pytest.mark.skipif(shutil.which("fc-list") is None, reason="needs fontconfig")
def test_system_fonts_are_found_by_fontconfig():
    """Every face that fontconfig gives has the character and can be embedded."""
    for candidate in installed.in_system("A", serif=False):
        assert installed.covers(candidate, "A")
        assert candidate.source == "system"


@pytest.mark.usefixtures("bare")
@pytest.mark.skipif(shutil.which("fc-list") is None, reason="needs fontconfig")
def test_fontconfig_is_asked_once(monkeypatch):
    """However many characters no font has, the fonts of the system are listed once."""
    asked = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *args, **keys: asked.append(args) or run(*args, **keys))
    installed._listed.cache_clear()
    for code in range(0xF8A0, 0xF8B0):
        assert Fallback().find(chr(code)) is None

    assert len(asked) == 1


def test_fontconfig_answers_are_read(monkeypatch):
    """Weights, instances of variable fonts, and faces not fit for text are told apart."""
    answer = "\n".join(
        "\t".join(fields)
        for fields in (
            ("/f/A-Bold.ttf", "0", "200", "0", "100", "False", "A", "41-43 61"),
            ("/f/A.ttf", "0", "80", "0", "100", "False", "A", "41-43 61"),
            ("/f/V.ttf", "65536", "[0 210]", "0", "100", "False", "V", "41-43 61"),
            ("/f/I.otf", "0", "80", "100", "100", "False", "I", "41-43 61"),
            ("/f/C.ttf", "0", "80", "0", "75", "False", "C", "41-43 61"),
            ("/f/old.pfb", "0", "80", "0", "100", "False", "Old", "41-43 61"),
            ("nonsense",),
        )
    )
    done = type("Done", (), {"stdout": answer.encode()})
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_kwargs: done)
    fonts, ranges = zip(*installed._listed.__wrapped__("fc-list"), strict=True)

    assert [code for code in range(0x3E, 0x65) if installed._is_within(code, ranges[0])] == [0x41, 0x42, 0x43, 0x61]
    assert [(font.path.stem, font.index, font.weight, font.plain) for font in fonts] == [
        ("A-Bold", 0, 700, True), ("A", 0, 400, True), ("V", 0, 0, True), ("I", 0, 400, False), ("C", 0, 400, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("weight", "wanted"), [(300, 400), (400, 400), (600, 700), (550, 700), (900, 700)])
def test_the_nearest_weight_is_taken(weight, wanted):
    """Among static faces the nearest weight is taken, the bolder one for bold text."""
    file = FONT_FOLDER / "SourceSans3[wght].ttf"
    faces = ((400, file, 0), (700, file, 1))

    assert installed.at_weight(Candidate(faces, "system"), weight).index == (wanted == 700)


def test_regions_and_families_are_ranked():
    """Han fonts of the language come first, then faces of the wanted kind, and odd faces last."""
    families = [
        "Noto Sans Mono",
        "Noto Serif CJK JP",
        "Noto Sans CJK JP",
        "Noto Sans CJK SC",
        "Aaa",
        "Noto Kufi Arabic",
    ]

    assert sorted(families, key=lambda family: installed._rank(family, serif=False, region="JP"))[:2] == [
        "Noto Sans CJK JP",
        "Noto Serif CJK JP",
    ]
    assert sorted(families, key=lambda family: installed._rank(family, serif=False, region=""))[-2:] == [
        "Noto Kufi Arabic",
        "Noto Sans Mono",
    ]


@pytest.mark.parametrize(
    ("char", "script"),
    [
        ("a", "Latn"),
        ("1", ""),
        (" ", ""),
        ("،", "Arab"),
        ("。", "Hani"),
        ("か", "Hira"),
        ("।", "Deva"),
        ("฿", "Thai"),
        ("–", ""),
    ],
)
def test_scripts(char, script):
    """Letters have their script, and signs of one script count as its own."""
    assert script_of(char) == script


def test_a_package_in_an_archive_is_passed_over(monkeypatch, tmp_path):
    """A font package that is not unpacked is as good as not there."""
    archive = tmp_path / "fonts.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("zipped_fonts/__init__.py", "")
        file.writestr("zipped_fonts/one.ttf", b"")
    monkeypatch.syspath_prepend(str(archive))
    monkeypatch.setitem(installed.PACKAGES, "Zzzz", (("zipped_fonts", "one.ttf", False),))

    assert installed.of_script("Zzzz", serif=False) == ()
    assert installed.package_folder("zipped_fonts") == Path(archive) / "zipped_fonts"
