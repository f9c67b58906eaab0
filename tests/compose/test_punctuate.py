"""Quotes, dashes, ellipses and spaces, by language; `_` and `^` stand for the no-break and narrow no-break space."""

from __future__ import annotations

import functools
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import worded_languages

from pdfbrochure.compose.punctuate import punctuate
from pdfbrochure.model.language import Language, load_language


@functools.cache
def language(tag: str) -> Language:
    """Return a language that must exist."""
    found = load_language(tag)
    assert found is not None, tag
    return found


def visible(text: str) -> str:
    """Return a text with its no-break spaces to be seen."""
    return text.replace("\u00a0", "_").replace("\u202f", "^")


def set_in(tag: str, typed: str) -> str:
    """Return a paragraph as set in a language, with its no-break spaces to be seen."""
    return visible("".join(punctuate([typed], language(tag))))


ENGLISH_QUOTES = [
    ('He said "yes".', "He said “yes”."),
    ("It's the states' rights.", "It’s the states’ rights."),
    ("\"He said 'no' twice\"", "“He said ‘no’ twice”"),
    ("'He said \"no\" twice'", "‘He said “no” twice’"),
    ('"a "b" c"', "“a ‘b’ c”"),
    ("'Member States' and 'third countries'", "‘Member States’ and ‘third countries’"),
    ("'the states' rights'", "‘the states’ rights’"),
    ("rock 'n' roll of the '90s, class of '99", "rock ’n’ roll of the ’90s, class of ’99"),
    ("'Tis \"'em\"", "’Tis “’em”"),
    ('a 5\'10" door, a 12" disc', 'a 5\'10" door, a 12" disc'),
    ('"He is 5\'10" tall"', "“He is 5'10\" tall”"),
    ('"the year 2017"', "“the year 2017”"),
    ('("x") ["y"] "z"-led non-"w"', "(“x”) [“y”] “z”-led non-“w”"),
    ('so--"why"', "so–“why”"),
    ('She said "first. Then "second".', "She said “first. Then “second”."),
    ('the last words".', "the last words”."),
    ("“already” ‘curly’ it’s", "“already” ‘curly’ it’s"),
    ('“typed "inner" mark”', "“typed ‘inner’ mark”"),
    (
        'reiterated UNODC\'s " commitment to support vulnerable migrants". " It is',
        "reiterated UNODC’s “ commitment to support vulnerable migrants”. “ It is",
    ),
]

ENGLISH_DASHES = [
    ("Brussels - jointly organised", "Brussels_– jointly organised"),
    ("Brussels \u2010 jointly organised", "Brussels_– jointly organised"),
    ("Brussels -- jointly", "Brussels_– jointly"),
    ("Brussels--jointly", "Brussels_– jointly"),
    ("Brussels – jointly — again", "Brussels_– jointly_— again"),
    ("what---no", "what—no"),
    ("what --- no", "what_— no"),
    ("-- Speaker: well --", "– Speaker: well_–"),
    ("pre- and post-war, cross-border", "pre- and post-war, cross-border"),
    ("8-9 February, 8--9 February", "8–9_February, 8–9_February"),
    ("pp. 12-15, p.8-9; (2014-2020)", "pp._12–15, p.8–9; (2014–2020)"),
    ("in 2016-17, 9:00-17:00, 500-1,000, 8.5-10 %", "in 2016–17, 9:00–17:00, 500–1,000, 8.5–10_%"),
    ("16-18-year-olds", "16–18-year-olds"),
    ("on 2017-02-14 or 2017-02", "on 2017-02-14 or 2017-02"),
    ("COVID-19, A-12, post-2015, EU-28, 9-3", "COVID-19, A-12, post-2015, EU-28, 9-3"),
    ("tel. +32 2 290-2515, (02) 290-2515, 555-1234", "tel. +32 2 290-2515, (02) 290-2515, 555-1234"),
    ("ISBN 978-92-1, 12-34-AB, 2017/745-746", "ISBN 978-92-1, 12-34-AB, 2017/745-746"),
    ("wait... what....", "wait… what...."),
]

ENGLISH_SPACES = [
    ("two  spaces   here", "two spaces here"),
    ("the region . She", "the region . She"),
    ("Ms Klumklomchit, Mr. Cole, DG HOME and Dr Who", "Ms_Klumklomchit, Mr._Cole, DG_HOME and Dr_Who"),
    ("the DG and the Ms of", "the DG and the Ms of"),
    ("42 countries, 8 February 2017", "42_countries, 8_February 2017"),
    ("November 2015 to address", "November 2015 to address"),
    ("about 12 300 people", "about 12_300_people"),
    ("20 % of 5 €", "20_% of 5_€"),
    ("No. 7, p. 3, Art. 5, § 2", "No._7, p._3, Art._5, §_2"),
    ("3rd plenary, 2017 (Special", "3rd plenary, 2017 (Special"),
]

ADDRESSES = [
    "https://a.org/x--y-8-9...z?q=1",
    "www.example.org/a--b",
    "info--desk@unodc.org",
    "unodc.org/2-3/it's",
]

BY_LANGUAGE = [
    ("bg", 'Той каза "да" на 14 март 2017 г.', "Той каза „да“ на 14_март 2017_г."),
    ("cs", 'Řekl "ano" v Praze a k tomu 14. února - asi', "Řekl „ano“ v_Praze a_k_tomu 14._února_– asi"),
    ("da", 'Han sagde "ja" kl. 12, f. eks. 8.-9. februar', "Han sagde »ja« kl._12, f._eks. 8.–9._februar"),
    ("de", "\"Er sagte 'ja'\", z. B. Herr Ott am 14. Februar", "„Er sagte ‚ja‘“, z._B. Herr_Ott am 14._Februar"),
    ("de", "8.-9. Februar, 14.2.-16.2.2017. Das", "8.–9._Februar, 14.2.–16.2.2017. Das"),
    ("de-CH", 'Er sagte "ja"', "Er sagte «ja»"),
    ("el", 'Είπε "ναι" ο κ. Παππάς', "Είπε «ναι» ο κ._Παππάς"),
    ("en-US", 'He said "yes" - twice', "He said “yes”—twice"),
    ("es", 'Dijo "sí" el Sr. Ruiz en EE. UU.', "Dijo «sí» el Sr._Ruiz en EE._UU."),
    ("et", 'Ta ütles "jah" 14. veebruar', "Ta ütles „jah“ 14._veebruar"),
    ("fi", 'Hän sanoi "kyllä" klo 12 ja 5 §', "Hän sanoi ”kyllä” klo_12_ja 5_§"),
    ("fr", 'Il a dit "oui" : vraiment ?', "Il a dit «^oui^»_: vraiment^?"),
    ("fr", "« Bonjour » dit-il; «non»! Ah?!", "«^Bonjour^» dit-il^; «^non^»^! Ah^?!"),
    ("fr", 'l\'"Europe" à 12:30 (sic!) le 1er février', "l’«^Europe^» à 12:30 (sic^!) le 1er_février"),
    ("fr", '"Il dit "non" encore", M. Dupont, n° 5', "«^Il dit “non” encore^», M._Dupont, n°_5"),
    ("fr", "Rendez-vous à 12 h 30", "Rendez-vous à 12_h_30"),
    ("fr", "10 000 habitants, art. 5: voir", "10_000_habitants, art._5_: voir"),
    ("ga", 'Dúirt sé "tá" in Uimh. 7', "Dúirt sé “tá” in Uimh._7"),
    ("he", 'אמר "כן" צה"ל וגב\' כהן', "אמר ”כן” צה״ל וגב׳ כהן"),
    ("hr", 'Rekao je "da" 14. veljače 2017.', "Rekao je „da” 14._veljače 2017."),
    ("hu", 'Azt mondta "igen" 2017. február 14. és 5. §', "Azt mondta „igen” 2017._február 14. és 5._§"),
    ("it", 'L\'Unione ha detto "sì" il 1º febbraio, n. 5', "L’Unione ha detto «sì» il 1º_febbraio, n._5"),
    ("ja", '彼は"はい"と言った。8-9ページ...', "彼は「はい」と言った。8-9ページ……"),
    ("ja", "2014-2020、東京", "2014～2020、東京"),
    ("ko", '그는 "예"라고 2014-2020 말했다', "그는 “예”라고 2014~2020 말했다"),
    ("lt", 'Sakė "taip" 2017 m. vasario 14 d.', "Sakė „taip“ 2017_m. vasario 14_d."),
    ("lv", 'Teica "jā" 2017. gada 14. februāris', "Teica „jā” 2017._gada 14._februāris"),
    ("mt", 'Qal "iva" f\'Malta', "Qal “iva” f’Malta"),
    ("nb", 'Han sa "ja" kl. 12', "Han sa «ja» kl._12"),
    ("nl", "Hij zei \"ja\" 's avonds in 't veld, dhr. Bos", "Hij zei “ja” ’s avonds in ’t veld, dhr._Bos"),
    ("pl", 'Pan Nowak rzekł "tak" w Łodzi i z 5 zł', "Pan Nowak rzekł „tak” w_Łodzi i_z_5_zł"),
    ("pt", 'O Sr. Silva disse "sim", n.º 7', "O Sr._Silva disse «sim», n.º_7"),
    ("pt-BR", 'Ele disse "sim" em 1º de maio', "Ele disse “sim” em 1º de maio"),
    ("ro", 'A spus "da" dl Pop, nr. 7', "A spus „da” dl_Pop, nr._7"),
    ("ru", 'Он сказал "да" - в 2017 г., т. е. "a "б" в"', "Он сказал «да»_— в_2017_г., т._е. «a „б“ в»"),
    ("ru", "А. П. Чехов и г-н Иванов, 14 февраля", "А._П._Чехов и_г-н_Иванов, 14_февраля"),
    ("sk", 'Povedal "áno" v Nitre o 14. februára', "Povedal „áno“ v_Nitre o_14._februára"),
    ("sl", 'Rekel je "da" 14. februar', "Rekel je „da“ 14._februar"),
    ("sv", 'Han sade "ja", t. ex. kl. 12', "Han sade ”ja”, t._ex. kl._12"),
    ("tr", 'Türkiye\'nin "evet" dediği 14 Şubat, Sayın Kaya', "Türkiye’nin “evet” dediği 14_Şubat, Sayın_Kaya"),
    ("uk", 'Він сказав "так" у Києві - 2017 р.', "Він сказав «так» у_Києві_— 2017_р."),
    ("vi", 'Ông Nam nói "vâng"', "Ông_Nam nói “vâng”"),
    ("zh", '他说"你好"...再见--好', "他说“你好”……再见——好"),
    ("zh-Hant", '他說"你好"', "他說「你好」"),
    ("ar", 'قال "نعم" السيد أحمد في 42 دولة', "قال «نعم» السيد_أحمد في 42_دولة"),
    ("fa", 'او گفت "بله"', "او گفت «بله»"),
    ("hi", 'उन्होंने "हाँ" कहा, श्री राम', "उन्होंने “हाँ” कहा, श्री_राम"),
    ("sq", 'Ai tha "po" më 14 shkurt, neni 5', "Ai tha “po” më 14_shkurt, neni_5"),
    ("bs", 'Rekao je "da" 14. februar, čl. 5', "Rekao je „da” 14._februar, čl._5"),
    ("mk", 'Рече "да" на 14 февруари 2017 г.', "Рече „да“ на 14_февруари 2017_г."),
    ("sr", 'Рекао је "да" 14. фебруар, чл. 5', "Рекао је „да” 14._фебруар, чл._5"),
    ("sr-Latn", 'Rekao je "da" 14. februar, čl. 5', "Rekao je „da” 14._februar, čl._5"),
    ("sr-Latn-ME", 'Rekao je "da" gospodin Vuk', "Rekao je „da” gospodin_Vuk"),
    ("be", 'Ён сказаў "так" у Мінску - 2017 г.', "Ён сказаў «так» у_Мінску_— 2017_г."),
    ("ka", 'მან თქვა "დიახ", მუხლი 5', "მან თქვა „დიახ“, მუხლი_5"),
    ("hy", 'Նա ասաց "այո"', "Նա ասաց «այո»"),
    ("is", 'Hann sagði "já" 14. febrúar, t. d.', "Hann sagði „já“ 14._febrúar, t._d."),
    ("ca", 'L\'Anna va dir "sí", art. 5', "L’Anna va dir «sí», art._5"),
    ("eu", 'Esan zuen "bai"', "Esan zuen «bai»"),
    ("gl", 'Dixo "si" o Sr. Rei, n.º 7', "Dixo «si» o Sr._Rei, n.º_7"),
    ("cy", 'Dywedodd "ie" yng Nghymru, tt. 5', "Dywedodd ‘ie’ yng Nghymru, tt._5"),
    ("lb", 'Hien huet "jo" gesot, z. B. de 14. Februar', "Hien huet „jo“ gesot, z._B. de 14._Februar"),
    ("nn", 'Ho sa "ja" kl. 12, t. d.', "Ho sa «ja» kl._12, t._d."),
    ("fr-CA", 'Il a dit "oui" : vraiment?', "Il a dit «_oui_»_: vraiment?"),
    ("ur", 'اس نے "ہاں" کہا', "اس نے ”ہاں“ کہا"),
    ("th", 'เขาพูดว่า "ใช่"', "เขาพูดว่า “ใช่”"),
]


@pytest.mark.parametrize(("typed", "expected"), [*ENGLISH_QUOTES, *ENGLISH_DASHES, *ENGLISH_SPACES])
def test_english(typed: str, expected: str) -> None:
    """What is typed plainly is set as in print; what is ambiguous or a code stays."""
    assert set_in("en", typed) == expected


@pytest.mark.parametrize(("tag", "typed", "expected"), BY_LANGUAGE)
def test_by_language(tag: str, typed: str, expected: str) -> None:
    """Each language sets the marks and spaces of its data file."""
    assert set_in(tag, typed) == expected


@pytest.mark.parametrize("tag", ["en", "fr", "fi", "mt", "hi"])
@pytest.mark.parametrize(
    "typed",
    [
        "see COM(2024) 123 final",
        "a n° 20",
        "a § 3",
        "the §§ 3",
        "a № 5",
        "see art. 5",
        "Art. 5",
        "a € 5",
        "a 5 %",
        "a 5 km",
    ],
)
def test_numbers_stay_with_their_signs_in_every_language(tag: str, typed: str) -> None:
    """Document numbers, paragraphs, articles, amounts and units do not part from their number."""
    assert re.search(r"[_^][0-9%km]+(_final)?$", set_in(tag, typed))


def test_every_language_is_in_the_table() -> None:
    """A new language needs an example above; a variant that only words or dates differently does not."""
    assert {tag for tag, _, _ in BY_LANGUAGE} | {"en", "de-AT"} == set(worded_languages())


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("tag", ["en", "fr", "ru"])
def test_addresses_are_never_touched(address: str, tag: str) -> None:
    """Web and mail addresses keep every character, also in quotes and before a stop."""
    assert address in set_in(tag, f'See "{address}" - or {address}. It\'s {address}')


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], []),
        ([""], [""]),
        (["He said ", '"', "no", '"', " twice"], ["He said ", "“", "no", "”", " twice"]),
        (['"', "'no'", '"'], ["“", "‘no’", "”"]),
        (["the states", "' rights"], ["the states", "’ rights"]),
        (["from 8", "-", "9 February"], ["from 8", "–", "9_February"]),
        (["a ", " b"], ["a ", "b"]),
        (["a -", "- b"], ["a_–", " b"]),
        (["Mr ", "Cole"], ["Mr_", "Cole"]),
        (["see http://a.org", "/b--c", " - d"], ["see http://a.org", "/b--c", "_– d"]),
        (["a..", ".", "b"], ["a…", "", "b"]),
    ],
)
def test_context_crosses_the_runs(parts: list[str], expected: list[str]) -> None:
    """Emphasis and links split a paragraph without changing how it is set."""
    assert [visible(part) for part in punctuate(parts, language("en"))] == expected


def test_french_space_goes_with_the_mark() -> None:
    """The space before a mark that follows a link is not part of the link."""
    assert [visible(part) for part in punctuate(["Voir ", "ici", " !"], language("fr"))] == ["Voir ", "ici", "^!"]
    assert [visible(part) for part in punctuate(["Voir ", "ici", "!"], language("fr"))] == ["Voir ", "ici", "^!"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed",
    ['("' * 20_000 + '")' * 20_000, "('" * 20_000 + '"' * 20_000, "s' '" * 20_000, "1" * 40_000 + "-2" * 20_000]
    + [word * 20_000 for word in ("a.", "a@", "www.", "1.", "1 000 ", "a--", '"', "'", " - ", "8-9", "M. A. ")],
)
def test_hostile_text_takes_no_more_than_its_length(typed: str) -> None:
    """Time grows with the text and not with its square; at 20,000 repeats a square would take minutes."""
    started = time.process_time()
    for tag in ("en", "fr", "ru"):
        punctuate([typed], language(tag))
    assert time.process_time() - started < 5


# What may change: quotes, dashes, stops and spaces. Everything else must stay, in order.
CHANGEABLE = set("\"'“”„‘’‚«»‹›「」『』״׳-–—～~.… \u00a0\u202f")
TOKENS = [
    *("word", "Word", "été", "да", "漢", "כן", "s", "n", "Mr", "DG", "No", "v", "т", "е", "z", "B", "m", "gada", "t"),
    *("8", "9", "2017", "17", "1", "000", "14", "1er", "Februar", "février", "%", "€", "§"),
    *('"', "'", "“", "”", "‘", "’", "«", "»", "„", "(", ")", "!", "?", ";", ":", ",", "/", "@", "\n", "\ufffe"),
    *(" ", "  ", " ", "\u00a0", "\u202f", "-", "--", "---", " - ", "–", " – ", "—", ".", "..", "...", "…"),
    *("http://a.org/b--c", "x@y.org", "a.org/b", "www.a.org"),
]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(TOKENS), max_size=8).map("".join), max_size=5)


@pytest.mark.slow
@given(parts=PARAGRAPHS, tag=st.sampled_from(worded_languages()))
@example(parts=['"5" a', "'"], tag="en")
@settings(max_examples=300, deadline=None)
def test_only_marks_and_spaces_change(parts: list[str], tag: str) -> None:
    """Any paragraph in any language: as many runs, and the same letters and digits in each."""
    found = punctuate(parts, language(tag))
    assert ["".join(char for char in part if char not in CHANGEABLE) for part in found] == [
        "".join(char for char in part if char not in CHANGEABLE) for part in parts
    ]


@pytest.mark.slow
@given(parts=PARAGRAPHS, tag=st.sampled_from(worded_languages()))
@settings(max_examples=300, deadline=None)
def test_doing_it_twice_changes_nothing(parts: list[str], tag: str) -> None:
    """Text that is already set stays as it is."""
    once = punctuate(parts, language(tag))
    assert punctuate(once, language(tag)) == once


@pytest.mark.slow
@given(parts=PARAGRAPHS, tag=st.sampled_from(worded_languages()))
@settings(max_examples=300, deadline=None)
def test_runs_join_to_the_whole(parts: list[str], tag: str) -> None:
    """Where the runs are split does not matter to the paragraph."""
    assert "".join(punctuate(parts, language(tag))) == "".join(punctuate(["".join(parts)], language(tag)))
