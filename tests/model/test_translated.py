"""What may differ from language to language, and what is said of texts that do not."""

import pytest
from support import as_yaml, with_photos

from pdfbrochure.diagnostics import Report
from pdfbrochure.model.validate import find_translations, validate
from pdfbrochure.read import read

SEVERAL = {
    "title": {"en": "News", "fr": "Nouvelles"},
    "items": [
        {
            "title": {"en": "One", "fr": "Un"},
            "photo": {"file": {"en": "a.jpg", "fr": "b.jpg"}, "width": {"fr": "wide"}, "alt": {"en": "A", "fr": "B"}},
            "links": [{"label": {"en": "L", "fr": "M"}, "url": {"en": "https://a.eu", "fr": "https://a.eu/fr"}}],
        }
    ],
    "settings": {
        "fonts": {"fr": {"body": "f.otf"}},
        "labels": {"en": {"past_stories": "Old"}, "fr": {"photo_credit": "Photo : {credit}"}},
    },
}


def validated(value, language=""):
    """The model and the report."""
    report = Report()
    source = read("brochure.yaml", with_photos(as_yaml(value)), report)
    return validate(source, report, language), report


def test_values_of_each_language():
    """Photo, width, address, fonts and labels follow the language; what has none of it has the default."""
    english, french = validated(SEVERAL)[0], validated(SEVERAL, "fr")[0]
    photos = [english.items[0].photos[0], french.items[0].photos[0]]

    assert [("a.jpg", None), ("b.jpg", "wide")] == [(photo.file, photo.width) for photo in photos]
    assert ["https://a.eu", "https://a.eu/fr"] == [english.items[0].links[0].url, french.items[0].links[0].url]
    assert ["", "f.otf"] == [english.settings.fonts.body, french.settings.fonts.body]
    assert ["", "Photo : {credit}"] == [english.settings.labels.photo_credit, french.settings.labels.photo_credit]
    assert ["Old", ""] == [english.settings.labels.past_stories, french.settings.labels.past_stories]


def test_fonts_make_no_language():
    """A font for a language that no text is in is not built."""
    value = {"title": "A", "items": [{"title": "B"}], "settings": {"fonts": {"ja": {"body": "j.otf"}}}}
    source = read("brochure.yaml", with_photos(as_yaml(value)), Report())

    assert ("en",) == find_translations(source)


def texts(**changes):
    """A brochure of which some texts have languages and some have none."""
    return {
        "title": {"en": "News", "fr": "Nouvelles"},
        "items": [{"title": "One", "body": "Words.", "photo": {"file": "a.jpg", "credit": "Ann", "alt": "A field"}}],
        "publisher": "The Office",
        **changes,
    }


def found(value, language):
    """The findings on texts without a language."""
    return [finding for finding in validated(value, language)[1].findings() if finding.code == "untranslated-text"]


def test_texts_without_a_language_are_told_once():
    """One finding for all, at the first, with how many there are; names are not among them."""
    (finding,) = found(texts(), "fr")

    assert ("items", 0, "title") == finding.origin
    assert "`title` of item 1, `body` of item 1, `alt` of the photo of item 1 are without languages" in finding.what
    assert "`title: {en: …, fr: …}`" in finding.mend


@pytest.mark.parametrize(
    ("changes", "language"),
    [
        ({}, ""),
        ({}, "en"),
        ({}, "en-GB"),
        ({"title": "News"}, "fr"),
        ({"items": [{"title": "Un", "lang": "fr-BE"}]}, "fr"),
        ({"items": [{"title": "2017", "body": "10.10."}]}, "fr"),
    ],
)
def test_no_finding(changes, language):
    """In the file's own language, in a brochure of one, in an item with a language, and on numbers."""
    assert [] == found(texts(**changes), language)
