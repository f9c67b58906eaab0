"""Pseudo-languages: what a longer language and one from right to left do to a brochure."""

from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Memory
from pdfbrochure.model.pseudo import in_pseudo_language
from pdfbrochure.pipeline import build
from pdfbrochure.read import parse

BROCHURE = b"""\
title: {en: Harbour news, fr: Nouvelles}
publisher: Office
items:
  - title: First item
    photo: {file: a.jpg, alt: A boat}
    body: |
      Some *words* with [a link](https://www.example.org/a) and mail to office@example.org.
  - title: Ein Titel
    lang: de
"""


def texts(language):
    """Return the values of the brochure in a pseudo-language."""
    return in_pseudo_language(parse(BROCHURE, Report()), language).value


def test_longer_language_keeps_what_is_no_word():
    """Names, links, addresses and items in other languages stay."""
    value = texts("en-XA")

    assert value["title"] == "Háářbóóúúř ñééwš"
    assert value["publisher"] == "Office"
    assert value["items"][0]["photo"] == {"file": "a.jpg", "alt": "Áá bóóááť"}
    body = "Šóóméé *wóóřďš* wííťh [áá lííñk](https://www.example.org/a) ááñď mááííl ťóó office@example.org."
    assert value["items"][0]["body"].strip() == body
    assert value["items"][1]["title"] == "Ein Titel"


def test_backward_language_is_of_arabic_letters():
    """One for each."""
    assert texts("ar-XB")["title"] == "حاربوور نهوس"


def test_pseudo_languages_build():
    """In the fonts that come with the program, and mirrored."""
    data = BROCHURE.replace(b"    photo: {file: a.jpg, alt: A boat}\n", b"")
    for language in ("en-XA", "ar-XB"):
        built = build("brochure.yaml", files=Memory({"brochure.yaml": data}), language=language)

        assert built.report.findings() == []
