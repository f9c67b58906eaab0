"""The data files of the languages: found by tag, whole, and worded in each."""

from __future__ import annotations

import re
import runpy
import string
from pathlib import Path

import pytest
from support import worded_languages

import pdfbrochure
from pdfbrochure.model.language import Language, known_languages, load_language

OFFICIAL_EU = [
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sv",
]
OFFICIAL_UN = ["ar", "en", "es", "fr", "ru", "zh"]
CANDIDATES = ["bs", "is", "ka", "mk", "nb", "sq", "sr", "sr-Latn", "sr-Latn-ME", "tr", "uk"]
REGIONAL = ["ca", "cy", "eu", "gl", "lb", "nn"]
FURTHER = ["be", "fa", "he", "hi", "hy", "ja", "ko", "th", "ur", "vi"]
TAGS = sorted({*OFFICIAL_EU, *OFFICIAL_UN, *CANDIDATES, *REGIONAL, *FURTHER})


def language(tag: str) -> Language:
    """Return a language that must exist."""
    found = load_language(tag)
    assert found is not None, tag
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_each_promised_language_has_a_file_of_its_own(tag: str) -> None:
    """The official languages of the EU and the UN, and the further promised ones, are there with their wording."""
    assert language(tag).tag == tag
    assert language(tag).own_labels
    assert tag in {"en", "nl"} or language(tag).labels.past_stories != language("en").labels.past_stories


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en-GB", "en"),
        ("en-us", "en-US"),
        ("EN", "en"),
        ("pt-BR", "pt-BR"),
        ("pt-AO", "pt"),
        ("de-AT", "de-AT"),
        ("zh-TW", "zh-Hant"),
        ("zh-hant-sg", "zh-Hant"),
        ("zh-Hans-CN", "zh"),
        ("no", "nb"),
        ("fr-BE-x-house", "fr"),
        ("deu", "de"),
        ("iw", "he"),
        ("cnr", "sr-Latn-ME"),
        ("cnr-Cyrl", "sr"),
        ("sr-ME", "sr-Latn-ME"),
        ("sr-Cyrl-RS", "sr"),
        ("sr-Latn-RS", "sr-Latn"),
        ("pa-PK", "pa-Arab"),
        ("zh-HK", "zh-Hant-HK"),
        ("so-KE", "so"),
        ("tlh", "und"),
        ("he-Latn", "und"),
        ("en-x-test", "en"),
    ],
)
def test_a_tag_finds_the_nearest_file(asked: str, found: str) -> None:
    """Subtags are cut off until a file fits, in any case of letters."""
    assert language(asked).tag == found


@pytest.mark.parametrize("tag", ["", "english", "en_GB", "../en", "en/", "e", "x-en"])
def test_a_malformed_tag_finds_none(tag: str) -> None:
    """What is no language tag is None, and never a path to some other file."""
    assert load_language(tag) is None


# Languages that a survey of brochures asked for, beyond those with wording.
SURVEYED = re.findall(r"\w+",
    "af ak am as ay az ba bm bn bo ckb co cv dv dz ee eo fo fy gd gn gu ha haw ht id ig ilo jv kab kk km kn ku ky "
    "ln lo mg mi ml mn mr ms my ne om or pa ps qu rm rn rw sa sc sd se si so st su sw ta te tg ti tk tl tn tt ug "
    "uz wo xh yi yo yue zu",
)  # fmt: skip


@pytest.mark.parametrize("tag", SURVEYED)
def test_no_language_is_refused(tag: str) -> None:
    """Each has twelve months, ten digits, a script and marks; only its wording is English."""
    found = language(tag)

    assert len(set(found.dates.months)) == 12
    assert len(set(found.dates.digits)) == 10
    assert not found.own_labels
    assert found.labels == language("en").labels
    assert found.script or found.tag == "und"


@pytest.mark.parametrize(
    ("tag", "direction", "script"),
    [
        ("ckb", "rtl", "Arab"),
        ("ur", "rtl", "Arab"),
        ("yi", "rtl", "Hebr"),
        ("dv", "rtl", "Thaa"),
        ("uz-AF", "rtl", "Arab"),
        ("tlh-Arab", "rtl", "Arab"),
        ("he-Latn", "ltr", "Latn"),
        ("sr", "ltr", "Cyrl"),
        ("zh-TW", "ltr", "Hant"),
        ("az", "ltr", "Latn"),
    ],
)
def test_direction_and_script(tag: str, direction: str, script: str) -> None:
    """They are CLDR's, and for a language in an unusual script those of the script."""
    assert (language(tag).direction, language(tag).script) == (direction, script)


def test_a_region_differs_where_cldr_says_so() -> None:
    """Syria has other months than Egypt, Switzerland other quotation marks; the wording is that of the language."""
    assert "شباط" in language("ar-SY").dates.months
    assert language("ar-SY").labels == language("ar").labels
    assert language("fr-CH").punctuation.quotes.secondary == ("‹", "›")
    assert language("fr-CH").punctuation.spaced == language("fr").punctuation.spaced


def test_a_language_is_read_once() -> None:
    """The second call gives the same value."""
    assert load_language("fr") is load_language("fr")


@pytest.mark.parametrize("tag", worded_languages())
def test_labels_are_worded_and_have_their_fields(tag: str) -> None:
    """Every label has words; only the credit, the page number and the QR code have a field to fill."""
    labels = language(tag).labels
    fields = {
        name: [field for _, field, _, _ in string.Formatter().parse(getattr(labels, name)) if field is not None]
        for name in labels.__struct_fields__
    }
    assert fields.pop("photo_credit") == ["credit"]
    assert fields.pop("page_number") == ["number"]
    assert fields.pop("qr_code") == ["address"]
    assert not any(fields.values())
    rare = ("funded", "disclaimer")
    assert all(getattr(labels, name).strip() for name in labels.__struct_fields__ if name not in rare)


@pytest.mark.parametrize(
    "tag",
    [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "ga",
        "hr",
        "hu",
        "it",
        "lt",
        "lv",
        "mt",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sv",
        "ar",
        "ru",
        "zh",
    ],
)
def test_funding_is_worded(tag: str) -> None:
    """The languages of the European Union and of the United Nations have the words beside the emblem, each its own."""
    labels = language(tag).labels
    assert len(labels.funded) > 8
    assert len(labels.disclaimer) > 40
    assert tag == "en" or labels.funded != language("en").labels.funded


@pytest.mark.parametrize("tag", known_languages())
def test_marks_are_single_characters(tag: str) -> None:
    """Quotes replace one straight quote each, and lower-case phrases are compared with lower-case labels."""
    found = language(tag)
    quotes = found.punctuation.quotes
    assert all(len(mark) == 1 for pair in (quotes.primary, quotes.secondary, quotes.single) for mark in pair)
    assert all(phrase == phrase.lower() for phrase in found.click_here)
    assert len(found.dates.months) == len(found.dates.months_alone) == 12
    assert len(found.dates.digits) == 10


def test_only_arabic_hebrew_persian_and_urdu_run_from_right_to_left() -> None:
    """The direction of the languages with wording is CLDR's; regions go as their language."""
    backward = {tag for tag in worded_languages() if language(tag).direction == "rtl"}
    assert backward == {"ar", "fa", "he", "ur"}


@pytest.mark.parametrize(
    ("tag", "words", "expected"),
    [
        ("en", [], ""),
        ("en", ["Vienna"], "Vienna"),
        ("en", ["Vienna", "Malta"], "Vienna and Malta"),
        ("en", ["Brussels", "Vienna", "Malta"], "Brussels, Vienna and Malta"),
        ("en-US", ["Brussels", "Vienna", "Malta"], "Brussels, Vienna, and Malta"),
        ("de", ["Wien", "Malta"], "Wien und Malta"),
        ("ja", ["東京", "京都", "大阪"], "東京、京都、大阪"),
    ],
)
def test_words_are_joined_as_the_language_does(tag: str, words: list[str], expected: str) -> None:
    """An enumeration has the language's commas and its "and"."""
    assert language(tag).join(words) == expected


@pytest.mark.parametrize(
    ("tag", "credit", "past_stories"),
    [
        ("en", "Photo: {credit}", "Read our past stories here"),
        ("fr", "Photo\u00a0: {credit}", "Retrouvez ici nos articles précédents"),
        ("de", "Foto: {credit}", "Unsere früheren Beiträge lesen Sie hier"),
        ("pl", "Fot. {credit}", "Nasze wcześniejsze artykuły można przeczytać tutaj"),
        ("ru", "Фото: {credit}", "Наши предыдущие новости читайте здесь"),
        ("ja", "写真：{credit}", "過去の記事はこちらからご覧いただけます"),
    ],
)
def test_wording_of_the_design(tag: str, credit: str, past_stories: str) -> None:
    """The credit and the closing panel speak the language."""
    labels = language(tag).labels
    assert (labels.photo_credit, labels.past_stories) == (credit, past_stories)


def test_the_data_files_are_fresh() -> None:
    """The checked-in files are what the script writes from the table and from CLDR."""
    pytest.importorskip("babel", reason="Babel is a development tool, not needed to build brochures")
    package = Path(pdfbrochure.__file__).parent
    script = package.parent.parent / "docs" / "scripts" / "generate_languages.py"
    found = {path.name: path.read_text(encoding="utf-8") for path in (package / "languages").glob("*.json")}
    assert found == runpy.run_path(str(script))["generate"]()


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [("es", "«»"), ("es-ES", "«»"), ("es-419", "\u201c\u201d"), ("es-MX", "\u201c\u201d"), ("es-PE", "\u201c\u201d"),
     ("es-US", "«»"), ("pt", "«»"), ("pt-BR", "\u201c\u201d"), ("de-CH", "«»"), ("de-AT", "\u201e\u201c")],
)  # fmt: skip
def test_quotes_of_regions(tag: str, wanted: str) -> None:
    """What a region's readers expect, where it is not what the language's other readers do."""
    language = load_language(tag)

    assert language is not None
    assert "".join(language.punctuation.quotes.primary) == wanted
