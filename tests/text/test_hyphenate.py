"""Breaks of known words in each language that has patterns, and the limits that hold for all."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pdfbrochure
from pdfbrochure.model.language import Hyphenation, known_languages, load_language
from pdfbrochure.text.hyphenate import Hyphenator

FOLDER = Path(pdfbrochure.__file__).parent / "languages" / "hyph"

# Limits under which the patterns themselves show.
LOOSE = Hyphenation(patterns="", shortest_word=1, before=2, after=2, capitalised=False, repeats_hyphen=False)


def rules(tag: str) -> Hyphenation:
    """Return the limits of a language that must exist."""
    found = load_language(tag)
    assert found is not None, tag
    return found.hyphenation


def broken(hyphenator: Hyphenator, word: str) -> str:
    """Return a word with a hyphen at each of its places."""
    places = hyphenator.positions(word)
    starts, ends = (0, *places), (*places, len(word))
    return "-".join(word[start:end] for start, end in zip(starts, ends, strict=True))


KNOWN = [
    ("bg", "сът-руд-ни-чес-т-во пра-ви-тел-с-т-во меж-ду-на-ро-ден ор-га-ни-за-ция"),
    ("da", "sam-ar-bej-de men-ne-ske-ret-tig-he-der med-lem-s-sta-ter ud-vik-ling"),
    ("de-1996", "zu-sam-men-ar-beit men-schen-rech-te mit-glied-staa-ten ver-bre-chens-be-kämp-fung"),
    ("el-monoton", "συ-νερ-γα-σία δι-καιω-μά-των ορ-γα-νι-σμός με-τα-νά-στευ-ση"),
    ("en-gb", "ter-ror-ism rad-ic-al-isa-tion co-oper-a-tion traf-fick-ing or-gan-ised"),
    ("en-us", "ter-ror-ism traf-fick-ing hy-phen-ation ta-ble project"),
    ("es", "coope-ra-ción de-re-chos de-lin-cuen-cia or-ga-ni-za-ción"),
    ("et", "koos-töö inim-õi-gu-sed liik-mes-rii-gid aren-da-mi-ne"),
    ("fi", "yh-teis-työ ih-mi-soi-keu-det jä-sen-val-tiot ri-kol-li-suus"),
    ("fr", "co-opé-ra-tion cri-mi-na-li-té or-ga-ni-sa-tion eu-ro-péenne"),
    ("ga", "comh-oib-riú rial-tas eag-raí-ocht idir-náis-iún-ta"),
    ("hr", "su-rad-nja or-ga-ni-za-ci-ja me-đu-na-rod-ni kri-mi-nal"),
    ("hu", "együtt-mű-kö-dés szer-ve-zet tag-ál-la-mok bű-nö-zés"),
    ("it", "coo-pe-ra-zio-ne cri-mi-na-li-tà or-ga-niz-za-zio-ne in-ter-na-zio-na-le"),
    ("lt", "bend-ra-dar-bia-vi-mas or-ga-ni-za-ci-ja tarp-tau-ti-nis nu-si-kals-ta-mu-mas"),
    ("nb", "sam-ar-beid men-neske-ret-tig-he-ter med-lems-sta-ter ut-vik-ling"),
    ("nl", "sa-men-wer-king men-sen-rech-ten lid-sta-ten ont-wik-ke-ling"),
    ("pl", "współ-pra-ca or-ga-ni-za-cja mię-dzy-na-ro-do-wy prze-stęp-czość"),
    ("pt", "co-o-pe-ra-ção cri-mi-na-li-da-de or-ga-ni-za-ção in-ter-na-ci-o-nal"),
    ("ru", "со-труд-ни-че-ство ор-га-ни-за-ция меж-ду-на-род-ный пре-ступ-ность"),
    ("sl", "so-de-lo-va-nje or-ga-ni-za-ci-ja med-na-ro-dni kri-mi-nal"),
    ("sv", "sam-ar-be-te or-ga-ni-sa-tion med-lems-sta-ter ut-veck-ling"),
    ("tr", "ulus-la-ra-ra-sı ör-güt-len-me kal-kın-ma hü-kü-met"),
    ("uk", "спів-ро-бі-тни-цтво ор-га-ні-за-ція між-на-ро-дний зло-чин-ність"),
]


@pytest.mark.parametrize(("patterns", "words"), KNOWN)
def test_known_words(patterns: str, words: str) -> None:
    """Words break where the language's dictionaries break them."""
    hyphenator = Hyphenator(msgspec.structs.replace(LOOSE, patterns=patterns))
    assert " ".join(broken(hyphenator, word.replace("-", "")) for word in words.split()) == words


def test_every_pattern_file_is_tried_and_used() -> None:
    """Each compiled file has known words above, a licence beside it, and a language that names it."""
    files = {path.stem for path in FOLDER.glob("*.txt") if not path.stem.endswith("-LICENSE")}
    assert {patterns for patterns, _ in KNOWN} == files
    assert {path.name.removesuffix("-LICENSE.txt") for path in FOLDER.glob("*-LICENSE.txt")} == files
    assert {rules(tag).patterns for tag in known_languages()} - {""} == files


@pytest.mark.parametrize(
    ("tag", "word", "expected"),
    [
        ("en", "radicalisation", "radic-al-isa-tion"),
        ("en", "migration", "migration"),
        ("en", "Representatives", "Representatives"),
        ("en", "UNODC", "UNODC"),
        ("en", "10thanniversary", "10thanniversary"),
        ("en", "cross-organisational", "cross-organisational"),
        ("en", "unodc.org/communications", "unodc.org/communications"),
        ("de", "Zusammenarbeit", "Zusam-men-ar-beit"),
        ("de", "EUROPÄISCHE", "EUROPÄISCHE"),
        ("mt", "organizzazzjoni", "organizzazzjoni"),
        ("ar", "والمعلوماتية", "والمعلوماتية"),
    ],
)
def test_limits(tag: str, word: str, expected: str) -> None:
    """Short words, names, acronyms, numbers, compounds and addresses stay whole."""
    assert broken(Hyphenator(rules(tag)), word) == expected


def test_marks_around_a_word_do_not_count() -> None:
    """The places are those of the word as it was given, with its quotes and its comma."""
    hyphenator = Hyphenator(rules("en"))
    bare = hyphenator.positions("representatives")
    assert bare
    assert hyphenator.positions("“representatives”,") == tuple(place + 1 for place in bare)


def test_an_apostrophe_is_part_of_a_french_word() -> None:
    """The patterns know the article before the apostrophe, curly or straight."""
    hyphenator = Hyphenator(rules("fr"))
    assert broken(hyphenator, "l’internationalisation") == "l’inter-na-tio-na-li-sa-tion"
    assert hyphenator.positions("l'internationalisation") == hyphenator.positions("l’internationalisation")


@pytest.mark.parametrize("word", ["ᄀ" + "ᅡ" * 9, "İstanbulluların", "q̃uerfeldeinlaufen"])
def test_letters_that_cannot_be_matched_one_by_one(word: str) -> None:
    """Words whose composed or lower-case form has another length stay whole."""
    assert Hyphenator(rules("de")).positions(word) == ()


@pytest.mark.slow
@given(word=st.text(st.characters(categories=["L", "Mn", "Nd", "P"], include_characters="'’-"), max_size=30))
@pytest.mark.parametrize("tag", ["en", "de", "fr", "ru", "tr"])
def test_places_respect_the_limits(tag: str, word: str) -> None:
    """Any string: places ascend within it, leave the least letters on both sides, and give the word when joined."""
    limits = rules(tag)
    hyphenator = HYPHENATORS.setdefault(tag, Hyphenator(limits))
    places = hyphenator.positions(word)
    assert broken(hyphenator, word).replace("-", "") == word.replace("-", "")
    assert list(places) == sorted(set(places))
    for place in places:
        assert sum(map(str.isalpha, word[:place])) >= limits.before
        assert sum(map(str.isalpha, word[place:])) >= limits.after


HYPHENATORS: dict[str, Hyphenator] = {}
