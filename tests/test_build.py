"""The pipe from Python: what one build leaves for the next changes nothing but the time."""

import time

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from readback import Document
from support import FONTS, as_yaml, brochure, built, item, jpeg, photo, prose, run_of, with_photos

from pdfbrochure.cache import Cache, Words
from pdfbrochure.diagnostics import BrochureError, Diagnostic
from pdfbrochure.files import Folder, Memory
from pdfbrochure.pipeline import build

TEXT = brochure(
    item("One", 150, photo=photo(), body=prose(190)),
    item("Two", body=f"{prose(70)}\n\n{prose(50, start=9)}", photo=photo("b.jpg", width="wrap")),
    title="News",
    settings={"justify": True},
)
EDITED = TEXT.replace("governing council", "governing assembly", 1)


def pdf(text: str, cache: Cache | None = None, **files: bytes) -> bytes:
    """The PDF of a brochure, built with what an earlier build left."""
    return build("brochure.yaml", files=with_photos(text, b=jpeg(400, 600), **files), cache=cache).pdf


def test_cache_changes_no_byte():
    """First build, second build and a build after an edit are those of a cold start."""
    cache = Cache()

    assert EDITED != TEXT
    assert [pdf(TEXT), pdf(TEXT), pdf(EDITED), pdf(TEXT)] == [pdf(text, cache) for text in (TEXT, TEXT, EDITED, TEXT)]


class Counting(Cache):
    """Counts the photos that are decoded."""

    decoded = 0

    def picture(self, key, make):
        """A photo, counted if it has to be made."""

        def counted():
            self.decoded += 1
            return make()

        return super().picture(key, counted)


def test_cache_is_used_after_an_edit():
    """After a word was changed in one paragraph, no photo is decoded again and most paragraphs are known."""
    cache = Counting()
    first, second = (run_of(text, cache=cache, b=jpeg(400, 600)) for text in (TEXT, EDITED))

    _pdf, known = first.pdf, len(first.setter._known)
    assert cache.decoded == 2
    _pdf = second.pdf
    assert cache.decoded == 2
    assert second.setter is first.setter
    assert 0 < len(second.setter._known) - known < known


def test_a_stage_of_the_same_values_is_not_made_again():
    """What was composed and laid out before is taken as it is, its findings too; an edit makes it anew."""
    text = brochure(item("One", 0, body=f"{prose(20)} *stray {prose(20)}"))
    cache = Cache()
    runs = [run_of(each, cache=cache) for each in (text, text, text.replace("governing", "other"))]
    for run in runs:
        _proofed = run.proofed

    assert runs[1].fitted is runs[0].fitted
    assert runs[1].composed is runs[0].composed
    assert runs[2].fitted is not runs[0].fitted
    told = [run.report.findings() for run in runs]
    assert told[0]
    assert told[0] == told[1]


def test_cache_looks_at_the_content_of_a_photo():
    """A photo that was replaced under the same name is painted anew."""
    cache = Cache()
    pdf(TEXT, cache, c=b"")
    other = with_photos(TEXT, b=jpeg(400, 600, 30))

    assert build("brochure.yaml", files=other).pdf == build("brochure.yaml", files=other, cache=cache).pdf


def test_photos_that_are_as_they_were_are_not_read_again(tmp_path, monkeypatch):
    """Neither of an unchanged file nor after an edit; one that was replaced is, even by another of the same size."""
    text = brochure(item("One", 60, photo=photo()))
    cache = Cache()
    (tmp_path / "a.jpg").write_bytes(jpeg(400, 600))
    now = time.time_ns()
    monkeypatch.setattr("pdfbrochure.files.time.time_ns", lambda: now + 60_000_000_000)
    read: list[str] = []

    class Reading(Folder):
        def read(self, name, *limit):
            if name.endswith(".yaml"):
                return text.encode()
            read.append(name)
            return super().read(name, *limit)

    def built() -> bytes:
        read.clear()
        return build("brochure.yaml", files=Reading(tmp_path), cache=cache).pdf

    first = built()
    assert read
    assert built() == first
    text = text.replace("governing", "other", 1)
    built()
    assert read == []
    (tmp_path / "a.jpg").write_bytes(jpeg(400, 600, 30))
    assert built() == build("brochure.yaml", files=Reading(tmp_path)).pdf
    assert read.count("a.jpg") >= 2


def test_photo_that_changes_while_it_is_built_is_told():
    """What is painted is what was measured."""
    run = run_of(brochure(item("One", 60, photo=photo())))
    _measured = run.gathered
    run.files = with_photos("", a=jpeg(600, 400, 99))
    with pytest.raises(BrochureError):
        _pdf = run.pdf
    assert {"damaged-photo"} == run.report.error_codes()


def test_cache_knows_its_settings():
    """Another theme, language and hyphenation with the same cache are set as from a cold start."""
    cache = Cache()
    for settings in ({"theme": "bulletin"}, {"hyphenate": False}, {"columns": 1}):
        text = brochure(item("One", 150), settings=settings)
        assert pdf(text) == pdf(text, cache)
    for language in ("de", "en", "cs"):
        text = brochure(item("One", 150), language=language)
        assert pdf(text) == pdf(text, cache)


def test_cache_still_reports():
    """What a paragraph lacks is told in every build, not only in the first."""
    cache, text = Cache(), as_yaml({"title": "News", "items": [{"title": "One", "body": "See [here](https://a.eu)."}]})

    codes = [
        [finding.code for finding in build("brochure.yaml", files=with_photos(text), cache=cache).report.findings()]
        for _ in range(2)
    ]
    assert [["vague-link"]] * 2 == codes


# ---- items in another language


def test_item_in_another_language():
    """Its title, text and photo are tagged with its language; date and quotes are those of the language."""
    text = brochure(
        item("One", 20),
        item("Zwei", body='Er sagte "nein".', lang="de", date="2017-02-14", photo=photo(alt="Ein Feld")),
    )
    document = Document(pdf(text))
    german = [element.text for element in document.tree.walk() if str(element.dictionary.get("/Lang", "")) == "de"]

    assert any("14.\u00a0Februar 2017" in part for part in german)
    assert any("Er sagte „nein“." in part for part in german)
    assert any("Zwei" in part for part in german)
    assert not any("the governing" in part for part in german)


def test_item_in_the_brochures_own_language():
    """Naming the brochure's own language changes nothing."""
    assert pdf(brochure(item("One", 20, lang="en"))) == pdf(brochure(item("One", 20)))


def test_item_in_a_language_that_there_is_not():
    """A code that no language has is told at the item."""
    from pdfbrochure.diagnostics import BrochureError

    with pytest.raises(BrochureError) as caught:
        pdf(brochure(item("One", 20, lang="xx")))
    (finding,) = caught.value.report.findings()

    assert ("items", 0, "lang") == finding.origin


def test_item_in_a_language_without_wording():
    """Its date is in its language; the words of the design are those of the brochure, and nobody is bothered."""
    warar = item("Warar", 20, lang="so", date="2017-02-14", photo=photo(alt="A field", credit="Ann Example"))
    done = built(brochure(warar, language="fr"), a=jpeg(800, 600))
    text = Document(done.pdf).tree.text

    assert "Febraayo" in text
    assert "Photo\u00a0: Ann Example" in text
    assert "labels-in-english" not in [finding.code for finding in done.report.findings()]


def test_brochure_in_a_language_without_wording():
    """The words that are used are named, with the setting that takes others; those who wrote them hear nothing."""
    text = {"language": "so", "past_stories": {"url": "https://a.example.org"}, "contact": "Ann"}
    found = built(brochure(item("Warar", 20), **text)).report.findings()
    (finding,) = (each for each in found if "labels" in each.code)
    own = {"past_stories": "Akhri", "contact": "Xiriir", "qr_code": "QR: {address}"}
    done = built(brochure(item("Warar", 20), **text, settings={"labels": own}))

    assert ("language",) == finding.origin
    assert "Read our past stories here" in finding.what
    assert "Photo" not in finding.what
    assert "Somali (so)" in str(finding.why)
    assert "past_stories: " in str(finding.mend)
    assert not [each for each in done.report.findings() if "labels" in each.code]
    document = Document(done.pdf)
    assert ["QR: https://a.example.org"] == [str(figure.dictionary.Alt) for figure in document.tree.all("Figure")]


WORDS = (
    "plain",
    "*set off*",
    "**strong**",
    "a" * 60,
    "\u2625 \U00013000",
    "[link](https://a.eu/?utm_source=b)",
    "\u0e01\u0e02",
)
PLAIN = {"body": ["plain"], "settings": {"fonts": {"body": "boxes.ttf"}}, "alt": "A field", "language": "en"}
EDITS = st.fixed_dictionaries(
    {
        "body": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
        "settings": st.sampled_from([{}, {"fonts": {"body": "boxes.ttf"}}, {"pages": 1}, {"page": [120, 300]}]),
        "alt": st.sampled_from(["", "A field"]),
        "language": st.sampled_from(["en", "th"]),
    }
)


@pytest.mark.slow
@hypothesis_settings(max_examples=12, deadline=None)
@example([PLAIN | {"body": ["*set off*"]}, PLAIN])
@given(st.lists(EDITS, min_size=2, max_size=4))
def test_cache_changes_no_finding(edits):
    """Whatever was built before, a brochure has the findings that it has by itself, and the same bytes."""
    cache = Cache()
    for edit in edits:
        text = brochure(
            item("A", 0, body=" ".join(edit["body"]), photo=photo(alt=edit["alt"])),
            language=edit["language"],
            settings=edit["settings"],
        )
        assert outcome(text, None) == outcome(text, cache)


def outcome(text: str, cache: Cache | None) -> tuple[bytes, list[Diagnostic]]:
    """The PDF of a brochure, or none, and its findings."""
    files = Memory(
        {
            "brochure.yaml": text.encode(),
            "a.jpg": jpeg(600, 400),
            "boxes.ttf": (FONTS / "boxes.ttf").read_bytes(),
        }
    )
    try:
        done = build("brochure.yaml", files=files, cache=cache)
    except BrochureError as error:
        return b"", error.report.findings()
    return done.pdf, done.report.findings()


def test_brochures_of_one_call_share_words_and_change_no_byte():
    """Each is what it is alone, whichever was built before it; a second one finds its words known."""
    words = Words()
    texts = [TEXT, brochure(item("Bonjour", 150), language="fr"), EDITED, TEXT]
    assert [pdf(text, Cache(once=True, words=words)) for text in texts] == [pdf(text) for text in texts]

    runs = [run_of(EDITED, cache=Cache(once=True, words=words)) for _ in range(2)]
    assert runs[0].setter is not runs[1].setter
    assert runs[0].setter.words is runs[1].setter.words
