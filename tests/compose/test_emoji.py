"""Emoji and signs in a plain install: drawn, copied as typed, and read aloud by their names in the text's language."""

import pytest
from readback import Document, Element
from support import brochure, built, codes, item, laid, of_origin, worded_languages

import pdfbrochure.assets.installed
from pdfbrochure.compose import emoji
from pdfbrochure.compose.emoji import emoji_name

SEQUENCES = [
    "👋",
    "👍🏽",
    "👩\u200d💻",
    "🇪🇺",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "#\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]


@pytest.fixture(autouse=True)
def _plain_install(monkeypatch):
    """No font package, and no font of the system."""
    of_script = pdfbrochure.assets.installed.of_script
    of_script.cache_clear()
    monkeypatch.setattr(pdfbrochure.assets.installed, "package_folder", lambda _module: None)
    monkeypatch.setattr("pdfbrochure.assets.fallback.in_system", lambda *_args, **_keys: ())
    yield
    of_script.cache_clear()


def read(body: str, **keys) -> Document:
    """A brochure with a text, built and read back."""
    return Document(built(brochure(item("1", 0, body=body), **keys)).pdf)


@pytest.mark.parametrize("typed", SEQUENCES)
def test_a_sequence_is_one_sign_that_is_copied_as_typed(typed):
    """Joined pictures, skin tones, flags and keys are drawn as one glyph that stands for all their characters."""
    (placed,) = [line for _, line in of_origin(laid(brochure(item("1", 0, body=f"a {typed} b"))), "items", 0, "body")]
    drawn = [piece for run in placed.line.runs for piece in run.pieces if piece.text == typed]

    assert 1 == len(drawn)
    assert 1 == len([glyph for glyph in drawn[0].glyphs if glyph[5]])
    assert f"a {typed} b" in read(f"a {typed} b").tree.text


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["waving hand", "flag: European Union", "keycap: 1"]),
        ("de", ["winkende Hand", "Flagge: Europäische Union", "Taste: 1"]),
        ("fr", ["signe de la main", "drapeau\u202f: Union européenne", "touches\u202f: 1"]),
        ("pt-BR", ["mão acenando", "bandeira: União Europeia", "tecla: 1"]),
    ],
)
def test_emoji_are_read_aloud_in_the_language(language, names):
    """Each is a span with its name as alternative text."""
    document = read("Hi 👋, 🇪🇺 and 1\ufe0f\u20e3", language=language)

    assert names == [str(span.dictionary.Alt) for span in document.tree.all("Span") if "/Alt" in span.dictionary]


def test_emoji_in_a_link_and_in_a_title_are_named_too():
    """Inside of the link's element, and in the heading's."""
    document = Document(built(brochure(item("🎉 Party", 0, body="[see 🔗 here](https://example.org)"))).pdf)
    (heading,) = document.tree.all("H2")
    (link,) = document.tree.all("Link")

    assert ["party popper"] == [str(span.dictionary.Alt) for span in heading.all("Span")]
    assert ["link"] == [str(span.dictionary.Alt) for span in link.all("Span")]
    assert "see 🔗 here" == link.text.strip()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("👋🏽", "waving hand: medium skin tone"),
        ("👩🏽\u200d💻", "woman: medium skin tone, laptop"),
        ("🏽", "medium skin tone"),
        ("\U0001faff", ""),
    ],
)
def test_names_are_put_together(typed, name):
    """Of what has no name of its own, the parts are said."""
    assert name == emoji_name(typed, emoji._names("en"))


def language_of(element: Element) -> str:
    """The language that a reader takes for an element: its own, or that of the nearest one around."""
    inner = element.dictionary
    while "/Lang" not in inner:
        inner = inner.P
    return str(inner.Lang)


@pytest.mark.parametrize(
    ("phrase", "name", "language"),
    [
        ("[Viel Spaß 🎉]{lang=de}", "Konfettibombe", "de"),
        ("[*Viel* 🎉 **Spaß**]{lang=de-AT}", "Konfettibombe", "de-AT"),
        ("[Taipei 🎉]{lang=zh-TW}", "拉炮", "zh-TW"),
        ("[Allin p’unchay 🎉]{lang=qu}", "party popper", "en"),
    ],
)
def test_emoji_in_a_phrase_are_named_in_its_language(phrase, name, language):
    """And not in that of the text around; in English, where the language of the phrase is none of ours."""
    document = read(f"Bonjour 👋, {phrase} !", language="fr")
    greeting, party = [span for span in document.tree.all("Span") if "/Alt" in span.dictionary]

    assert ("signe de la main", name) == (str(greeting.dictionary.Alt), str(party.dictionary.Alt))
    assert language == language_of(party)


@pytest.mark.parametrize(
    ("tag", "typed", "name", "language"),
    [
        ("da", "🇫🇮", "flag: Finland", ""),
        ("da", "#\ufe0f\u20e3", "tast: #", ""),
        ("mt", "🇲🇹", "bandiera: Malta", ""),
        ("mt", "🧩", "puzzle piece", "en"),
        ("mt", "🧑🏽\u200d🦼", "person: medium skin tone, motorized wheelchair", "en"),
        ("sl", "🔟", "tipka: 10", ""),
        ("fr", "🇫🇮", "drapeau\u202f: Finlande", ""),
    ],
)
def test_what_a_language_has_no_name_for_is_english_and_says_so(tag, typed, name, language):
    """Flags and keys are put together in the language; the rest is told in English, and in no mixture."""
    assert (name, language) == emoji._named(typed, tag)


def test_an_english_name_is_marked():
    """For a voice that speaks Maltese, the name has its own language."""
    document = read("a 🧩 b", language="mt")
    (span,) = [one for one in document.tree.all("Span") if "/Alt" in one.dictionary]

    assert ("puzzle piece", "en") == (str(span.dictionary.Alt), str(span.dictionary.Lang))


def test_every_language_has_names():
    """In each the best-known have one, and as many lines as there are keys."""
    for tag in worded_languages():
        assert {"🎉", "❤", "🌱", "🇪🇺", "🇫🇷"} <= set(emoji._names(tag)), tag


@pytest.mark.parametrize(
    "signs", ["♿ ☎ ✉ ✂ ☀ ♥ ⚠", "✓ ✔ ✗ ☐ ☑ ★ ☆ ● ■ ▶", "→ ⇒ ↗ ⇄ ➔ ⟶", "① ⓐ ❶ Ⅳ ℃ № ⅓", "∑ ≤ ∞ ∈ ⊂", "💜 🌱 🦠 🪴"]
)
def test_common_signs_need_no_extra(signs):
    """They are set without a finding."""
    assert [] == codes(brochure(item("1", 0, body=signs)))


def test_bold_emoji_are_heavier():
    """They are drawn with the weight of their text."""
    laid_out = laid(brochure(item("1", 0, body="a 💜 **b 💜**")))
    faces = [
        run.shaper.face
        for _, one in of_origin(laid_out, "items", 0, "body")
        for run in one.line.runs
        if "💜" in "".join(piece.text for piece in run.pieces)
    ]

    assert [400.0, 600.0] == [face.axes["wght"] for face in faces]


def test_a_brochure_without_emoji_reads_no_names():
    """Nor changes in any way."""
    emoji._names.cache_clear()
    read("Plain text – with “marks” and 1 number.")

    assert 0 == emoji._names.cache_info().misses
