"""Breaks of known words in each language that has patterns, and the limits that hold for all."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import brochure, built, codes, item

import pdfbrochure
from pdfbrochure.model.language import Hyphenation, Limits, known_languages, load_language
from pdfbrochure.text import hyphenate
from pdfbrochure.text.hyphenate import Hyphenator

FOLDER = Path(pdfbrochure.__file__).parent / "languages" / "hyph"

# Limits under which the patterns themselves show.
ANY = Limits(1, 2, 2)
LOOSE = Hyphenation(patterns="", ragged=ANY, justified=ANY, capitalised=False, repeats_hyphen=False)


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
    ("af", "sa-me-wer-king men-se-reg-te ont-wik-ke-ling"),
    ("as", "আন্তৰ্জা-তিক"),
    ("be", "су-п-ра-цоў-ні-ц-т-ва ар-га-ні-за-цыя"),
    ("bg", "сът-руд-ни-чес-т-во пра-ви-тел-с-т-во меж-ду-на-ро-ден ор-га-ни-за-ция"),
    ("bn", "আন্ত-র্জা-তিক সহ-যো-গিতা"),
    ("ca", "co-o-pe-ra-ció or-ga-nit-za-ció in-ter-na-ci-o-nal"),
    ("cs", "spo-lu-prá-ce or-ga-ni-za-ce me-zi-ná-rod-ní roz-hod-nu-tí"),
    ("cy", "cyd-weith-red-iad dat-blyg-iad"),
    ("da", "sam-ar-bej-de men-ne-ske-ret-tig-he-der med-lem-s-sta-ter ud-vik-ling"),
    ("de-1996", "zu-sam-men-ar-beit men-schen-rech-te mit-glied-staa-ten ver-bre-chens-be-kämp-fung"),
    ("el-monoton", "συ-νερ-γα-σία δι-καιω-μά-των ορ-γα-νι-σμός με-τα-νά-στευ-ση"),
    ("en-gb", "ter-ror-ism rad-ic-al-isa-tion co-oper-a-tion traf-fick-ing or-gan-ised"),
    ("en-us", "ter-ror-ism traf-fick-ing hy-phen-ation ta-ble project"),
    ("eo", "ku-nla-bo-ra-do orga-ni-zo"),
    ("es", "coope-ra-ción de-re-chos de-lin-cuen-cia or-ga-ni-za-ción"),
    ("et", "koos-töö inim-õi-gu-sed liik-mes-rii-gid aren-da-mi-ne"),
    ("eu", "lan-ki-de-tza na-zioar-te-ko ga-ra-pe-na"),
    ("fi", "yh-teis-työ ih-mi-soi-keu-det jä-sen-val-tiot ri-kol-li-suus"),
    ("fr", "co-opé-ra-tion cri-mi-na-li-té or-ga-ni-sa-tion eu-ro-péenne"),
    ("fur", "co-la-bo-ra-zion or-ga-ni-za-zion"),
    ("ga", "comh-oib-riú rial-tas eag-raí-ocht idir-náis-iún-ta"),
    ("gl", "co-ope-ra-ción or-ga-ni-za-ción in-ter-na-cio-nal"),
    ("gu", "આંત-ર-રા-ષ્ટ્રીય"),
    ("hi", "अंत-र-रा-ष्ट्रीय सह-योग"),
    ("hr", "su-rad-nja or-ga-ni-za-ci-ja me-đu-na-rod-ni kri-mi-nal"),
    ("hsb", "zhro-mad-ne mje-zy-na-rod-ny"),
    ("hu", "együtt-mű-kö-dés szer-ve-zet tag-ál-la-mok bű-nö-zés"),
    ("ia", "co-o-pe-ra-ti-on or-ga-ni-sa-ti-on"),
    ("is", "sam-vinna mann-rétt-indi al-þjóð-leg-ur"),
    ("it", "coo-pe-ra-zio-ne cri-mi-na-li-tà or-ga-niz-za-zio-ne in-ter-na-zio-na-le"),
    ("ka", "თა-ნამ-შრომ-ლო-ბა ორ-გა-ნი-ზა-ცია"),
    ("kmr", "hev-ka-rî nav-ne-te-we-yî"),
    ("kn", "ಅಂತ-ರ-ರಾ-ಷ್ಟ್ರೀಯ"),
    ("la", "coo-pe-ra-tio or-ga-ni-za-tio"),
    ("lt", "bend-ra-dar-bia-vi-mas or-ga-ni-za-ci-ja tarp-tau-ti-nis nu-si-kals-ta-mu-mas"),
    ("lv", "sa-dar-bī-ba or-ga-ni-zā-ci-ja starp-tau-tisks"),
    ("mk", "со-ра-бот-ка ор-га-ни-за-ци-ја ме-ѓу-на-род-на ми-нистер-ство"),
    ("ml", "അന്താ-രാ-ഷ്ട്ര"),
    ("mn-cyrl", "хам-тын ажил-ла-гаа бай-гуул-ла-га"),
    ("mr", "आंत-र-रा-ष्ट्रीय"),
    ("mt", "koo-pe-raz-zjo-ni or-ga-niz-zaz-zjo-ni in-ter-naz-zjo-na-li għand-hom"),
    ("nb", "sam-ar-beid men-neske-ret-tig-he-ter med-lems-sta-ter ut-vik-ling"),
    ("nl", "sa-men-wer-king men-sen-rech-ten lid-sta-ten ont-wik-ke-ling"),
    ("oc", "coo-pe-ra-cion or-ga-ni-za-cion"),
    ("or", "ଆନ୍ତ-ର୍ଜା-ତୀୟ"),
    ("pa", "ਅੰਤ-ਰ-ਰਾ-ਸ਼-ਟਰੀ"),
    ("pl", "współ-pra-ca or-ga-ni-za-cja mię-dzy-na-ro-do-wy prze-stęp-czość"),
    ("pt", "co-o-pe-ra-ção cri-mi-na-li-da-de or-ga-ni-za-ção in-ter-na-ci-o-nal"),
    ("rm", "co-ope-ra-ziun or-ga-ni-sa-ziun"),
    ("ro", "or-ga-ni-za-ție co-o-pe-ra-re in-ter-na-țio-nal con-sti-tu-ție dez-vol-ta-re"),
    ("ru", "со-труд-ни-че-ство ор-га-ни-за-ция меж-ду-на-род-ный пре-ступ-ность"),
    ("sa", "संस्कृ-तम्"),
    ("sh-cyrl", "са-рад-ња ор-га-ни-за-ци-ја ме-ђу-на-род-ни"),
    ("sh-latn", "sa-rad-nja or-ga-ni-za-ci-ja me-đu-na-rod-ni"),
    ("sk", "spo-lu-prá-ca or-ga-ni-zá-cia me-dzi-ná-rod-ný roz-hod-nu-tie"),
    ("sl", "so-de-lo-va-nje or-ga-ni-za-ci-ja med-na-ro-dni kri-mi-nal"),
    ("sq", "or-ga-ni-za-ta qe-ve-ri-së përgje-gjë-si nje-rë-zo-re ko-mu-ni-ki-mi"),
    ("sv", "sam-ar-be-te or-ga-ni-sa-tion med-lems-sta-ter ut-veck-ling"),
    ("ta", "சர்-வ-தேச ஒத்-து-ழைப்பு"),
    ("te", "అంత-ర్జా-తీయ"),
    ("tk", "hyz-mat-daş-lyk gu-ra-ma-sy"),
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
        ("en", "radicalisation", "rad-ic-al-isa-tion"),
        ("en", "migration", "migra-tion"),
        ("en", "nations", "nations"),
        ("en", "Representatives", "Representatives"),
        ("en", "UNODC", "UNODC"),
        ("en", "10thanniversary", "10thanniversary"),
        ("en", "cross-organisational", "cross-organisational"),
        ("en", "unodc.org/communications", "unodc.org/communications"),
        ("de", "Zusammenarbeit", "Zusam-men-ar-beit"),
        ("de", "EUROPÄISCHE", "EUROPÄISCHE"),
        ("mt", "organizzazzjoni", "orga-niz-zaz-zjoni"),
        ("ar", "والمعلوماتية", "والمعلوماتية"),
    ],
)
def test_limits(tag: str, word: str, expected: str) -> None:
    """Short words, names, acronyms, numbers, compounds and addresses stay whole."""
    assert broken(Hyphenator(rules(tag)), word) == expected


def test_lines_with_even_edges_divide_more() -> None:
    """Shorter words are divided, and nearer to their ends, where each line must be filled; German ones as ever."""
    assert broken(Hyphenator(rules("es")), "derechos") == "dere-chos"
    assert broken(Hyphenator(rules("es"), justified=True), "derechos") == "de-re-chos"
    assert broken(Hyphenator(rules("es"), justified=True), "ciudad") == "ciu-dad"
    assert broken(Hyphenator(rules("de"), justified=True), "Rechte") == "Rechte"


@pytest.mark.parametrize(
    ("tag", "dictionary", "precision", "recall"),
    [("ro", "ro_RO", 98, 93), ("cs", "cs_CZ", 98, 93), ("lv", "lv_LV", 97.9, 96)],
)
@pytest.mark.slow
def test_own_rules_agree_with_dictionaries(tag: str, dictionary: str, precision: float, recall: int) -> None:
    """Of the breaks of 30 000 frequent words, so many in a hundred are those of the dictionaries of LibreOffice."""
    reference = pytest.importorskip("pyphen").Pyphen(lang=dictionary, left=2, right=2)
    frequent = pytest.importorskip("wordfreq").top_n_list(tag, 40_000)
    ours = Hyphenator(msgspec.structs.replace(LOOSE, patterns=tag))
    alphabet = "aăâbcdefghiîjklmnopqrsștțuvwxz" if tag == "ro" else ""
    same = told = wanted = 0
    for word in frequent:
        if len(word) > 5 and word.isalpha() and (not alphabet or set(word) <= set(alphabet)):
            found, right = set(ours.positions(word)), set(reference.positions(word))
            same, told, wanted = same + len(found & right), told + len(found), wanted + len(right)

    assert same / told > precision / 100
    assert same / wanted > recall / 100


@pytest.mark.parametrize(
    ("tag", "words"),
    [("id", "ke-mer-de-ka-an per-sau-da-ra-an"), ("cs", "spo-lu-prá-ce me-zi-ná-rod-ní"), ("lv", "sa-dar-bī-ba")],
)
def test_dictionaries_of_the_extra(tag: str, words: str) -> None:
    """Where they are installed, words break as LibreOffice breaks them."""
    reference = pytest.importorskip("pyphen").Pyphen(lang=rules(tag).dictionary, left=2, right=2)
    hyphenator = Hyphenator(msgspec.structs.replace(LOOSE, dictionary=rules(tag).dictionary))

    for word in words.split():
        assert broken(hyphenator, word.replace("-", "")) == word == reference.inserted(word.replace("-", ""))


def test_without_the_extra_its_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Indonesian brochure names what to type; a Czech one is divided by our own rules, and says nothing."""
    monkeypatch.setattr("pdfbrochure.text.hyphenate.package_folder", lambda _module: None)
    hyphenate._dictionary.cache_clear()
    try:
        found = built(brochure(item("Satu"), language="id")).report.findings()
        silent = codes(brochure(item("Jedna"), language="cs"))
        off = codes(brochure(item("Satu"), language="id", settings={"hyphenate": False}))
        divided = broken(Hyphenator(rules("cs")), "mezinárodní")
    finally:
        hyphenate._dictionary.cache_clear()
    (told,) = [finding for finding in found if finding.code == "no-hyphens"]

    assert told.severity == "note"
    assert "pdfbrochure[hyphenation]" in told.mend
    assert "no-hyphens" not in silent + off
    assert divided.count("-") > 1


def test_marks_around_a_word_do_not_count() -> None:
    """The places are those of the word as it was given, with its quotes and its comma."""
    hyphenator = Hyphenator(rules("en"))
    bare = hyphenator.positions("representatives")
    assert bare
    assert hyphenator.positions("“representatives”,") == tuple(place + 1 for place in bare)


def test_an_apostrophe_is_part_of_a_french_word() -> None:
    """The patterns know the article before the apostrophe, curly or straight."""
    hyphenator = Hyphenator(rules("fr"))
    assert broken(hyphenator, "l’internationalisation") == "l’in-ter-na-tio-na-li-sa-tion"
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
        assert sum(map(str.isalpha, word[:place])) >= limits.ragged.before
        assert sum(map(str.isalpha, word[place:])) >= limits.ragged.after


HYPHENATORS: dict[str, Hyphenator] = {}
