"""Validating: what right brochures become, and that all faults of a wrong one are found."""

import datetime as dt
import json

import pytest

from pdfbrochure.diagnostics import BrochureError, Report, Span
from pdfbrochure.model.brochure import (
    Brochure,
    Item,
    Labels,
    Link,
    PageCount,
    PageSize,
    PastStories,
    Photo,
    Settings,
    When,
)
from pdfbrochure.model.fields import SHAPES
from pdfbrochure.model.scalars import Fault
from pdfbrochure.model.unknown import _NAMES, find_meant, words_for_keys
from pdfbrochure.model.validate import validate
from pdfbrochure.read import parse
from pdfbrochure.read.source import SINGLES


def build(text: str, report: Report | None = None) -> Brochure:
    """Return the brochure of a YAML text."""
    report = report or Report()
    return validate(parse(text.encode(), report), report)


def build_item(text: str) -> Item:
    """Return the one item of a brochure, of which all lines but the title are given."""
    return build("title: T\nitems:\n  - title: One\n" + "".join(f"    {line}\n" for line in text.splitlines())).items[0]


def build_settings(text: str) -> Settings:
    """Return the settings of a brochure."""
    return build("title: T\nitems:\n  - title: One\nsettings:\n  " + text + "\n").settings


def errors(text: str) -> list[tuple[str, Span]]:
    """Return code and place of every error."""
    report = Report()
    with pytest.raises(BrochureError):
        build(text, report)
    return [(finding.code, finding.span) for finding in report.findings()]


def test_smallest_brochure():
    """A title and one item are enough; all else has its default."""
    assert build("title: T\nitems:\n- title: One\n") == Brochure("T", (Item("One"),))


def test_whole_brochure():
    """Every key arrives where the model has it."""
    brochure = build(
        """\
title: T
short_title: Short
subtitle: S
language: pt-br
date: {from: 2017-02-01, to: 2017-02-28}
issue: No. 7
publisher: UNODC
intro: |
  Some *words*.
items:
  - date: 2017-02-14
    title: One
    short_title: 1
    byline: Ann
    lang: FR
    standfirst: Below
    photos:
      - {file: assets/a.jpg, credit: C, alt: A, caption: B, focus: top, width: column}
      - {file: ./b.jpg, decorative: True}
    body: |
      # Head

      Text.

    links:
      - {label: L, url: "https://www.example.org"}
      - Short: http://example.org
    layout: Feature
past_stories: {label: P, url: "mailto:a@example.org"}
contact: C
settings:
  theme: themes\\mine.yaml
  palette: navy
  accent: "#ABC"
  masthead: plain
  page: letter
  orientation: landscape
  columns: 3
  output: out/b.PDF
  justify: true
  hyphenate: FALSE
  punctuation: verbatim
  print_urls: false
  labels: {photo_credit: "Foto: {credit}", past_stories: More}
  require_credit: false
  standard: UA-2
"""
    )

    photos = (
        Photo("assets/a.jpg", "C", "A", caption="B", focus=(0.5, 0.0), width="column"),
        Photo("b.jpg", decorative=True),
    )
    links = (Link("L", "https://www.example.org"), Link("Short", "http://example.org"))
    day = When(start=dt.date(2017, 2, 14))
    item = Item("One", day, "fr", "Below", photos, "# Head\n\nText.", links, "feature", "1", "Ann")
    settings = Settings(
        theme="themes/mine.yaml", palette="navy", accent="#aabbcc", masthead="plain",
        page=PageSize("Letter", 612.0, 792.0), orientation="landscape", columns=3, output="out/b.PDF", justify=True,
        hyphenate=False, punctuation="verbatim", print_urls=False, labels=Labels("Foto: {credit}", "More"),
        require_credit=False, standard="ua-2",
    )  # fmt: skip
    assert brochure == Brochure(
        "T", (item,), "S", "pt-BR", When(dt.date(2017, 2, 1), dt.date(2017, 2, 28)), "No. 7", "UNODC", None,
        "Some *words*.", PastStories("mailto:a@example.org", "P"), "C", settings, "Short",
    )  # fmt: skip


def test_all_faults_at_once():
    """Faults in every part of the file are found in one go, each at its place."""
    text = (
        "titel: T\nitems:\n  - body: x\n    dat: 2017-02-30\n  - title: Two\n    date: 2017-02-30\n"
        "past_stories: {url: x}\n"
    )

    assert errors(text) == [
        ("unknown-key", Span(1, 1, 5)),
        ("missing-key", Span(3, 5, 4)),
        ("unknown-key", Span(4, 5, 3)),
        ("bad-date", Span(4, 10, 10)),
        ("bad-date", Span(6, 11, 10)),
        ("bad-url", Span(7, 21, 1)),
    ]


def test_empty_is_missing():
    """Keys without a value, or with blanks only, count as not given."""
    brochure = build(
        'title: T\nsubtitle:\nintro: ~\ncontact: "  "\nitems:\n- title: One\n  photo:\n  links: []\nsettings:\n'
    )

    assert brochure == Brochure("T", (Item("One"),))


@pytest.mark.parametrize("word", ["true", "no", "007", "12:30", "1_000", "null and void", "2017-02-14", "0x1F", ".5"])
def test_text_stays_as_typed(word):
    """YAML's own ideas of numbers, dates and booleans do not reach a title."""
    assert build(f"title: {word}\nitems:\n- title: One\n").title == word


def test_one_line_texts():
    """Line ends and runs of blanks become one space; other spaces stay."""
    assert build('title: "  Two\n\n  words\u00a0 here\u2003! "\nitems:\n- title: |\n    One\n    more\n') == Brochure(
        "Two words\u00a0 here\u2003!", (Item("One more"),)
    )


def test_markdown_keeps_its_lines():
    """The first lines of a Markdown text stay, so that its lines are those of the file."""
    assert build_item("body: |2\n\n    code\n  text  \n   \n").body == "\n  code\ntext"


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("2017-02-14", When(dt.date(2017, 2, 14))),
        ('"2016-02-29"', When(dt.date(2016, 2, 29))),
        ("{from: 2017-02-14, to: 2017-02-14}", When(dt.date(2017, 2, 14))),
        ("14.02.2017", When(dt.date(2017, 2, 14))),
        ("2017. 02. 14.", When(dt.date(2017, 2, 14))),
        ("2017", When(words="2017")),
        ("Spring  2017", When(words="Spring 2017")),
    ],
)
def test_dates(typed, when):
    """ISO dates, ranges and what can mean one day only are days; anything else is shown as it is."""
    assert build_item(f"date: {typed}").date == when


@pytest.mark.parametrize(
    ("typed", "focus"),
    [
        ("[0.5, 0.3]", (0.5, 0.3)),
        ("[50%, 30 %]", (0.5, 0.3)),
        ("[.5, 1]", (0.5, 1.0)),
        ("center", (0.5, 0.5)),
        ("top", (0.5, 0.0)),
        ("Left Bottom", (0.0, 1.0)),
        ("top-right", (1.0, 0.0)),
        ("center left", (0.0, 0.5)),
    ],
)
def test_focus(typed, focus):
    """Fractions, percents and words name the same points."""
    assert build_item(f"photo: {{file: a.jpg, focus: {typed}}}").photos[0].focus == focus


@pytest.mark.parametrize(
    ("typed", "width", "height"),
    [
        ("A4", 595.2756, 841.8898),
        ("a3", 841.8898, 1190.5512),
        ("LEGAL", 612, 1008),
        ("[210mm, 297 mm]", 595.2756, 841.8898),
        ("[21cm, 8.5in]", 595.2756, 612),
        ("[595, 842]", 595, 842),
        ("[50mm, 1200mm]", 141.7323, 3401.5748),
        ("[297pt, 210pt]", 297, 210),
    ],
)
def test_page_sizes(typed, width, height):
    """Names in any case, and two lengths in any unit."""
    page = build_settings(f"page: {typed}").page

    assert (page.width, page.height) == (width, height)


def test_default_page_is_the_named_one():
    """`page: A4` and no page at all are the same value."""
    assert build_settings("page: A4") == Settings()


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("4", PageCount(4, 4)),
        ("{max: 4}", PageCount(1, 4)),
        ("{min: 2, max: 6}", PageCount(2, 6)),
        ("{multiple_of: 4}", PageCount(1, None, 4)),
        ("{min: 5, max: 8, multiple_of: 4}", PageCount(5, 8, 4)),
    ],
)
def test_page_counts(typed, pages):
    """A number is exact; a mapping gives bounds."""
    assert build_settings(f"pages: {typed}").pages == pages


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("en", "en"), ("EN-gb", "en-GB"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("de-1996", "de-1996"),
     ("sr-Latn", "sr-Latn"), ("tlh", "tlh"), ("en-x-UNODC", "en-x-unodc"), ("zh-YUE-hk", "zh-yue-HK"),
     ("ar-EG-u-nu-Latn", "ar-EG-u-nu-latn"), ("cnr", "cnr")],
)  # fmt: skip
def test_languages(typed, tag):
    """Tags get their usual case."""
    assert build(f"title: T\nlanguage: {typed}\nitems:\n- title: One\n").language == tag


@pytest.mark.parametrize(
    ("typed", "mend"),
    [("gr", "write el"), ("cz", "write cs"), ("me", "write cnr"), ("qq", "write its code, such as en, fr or pt-BR"),
     ("zz-Latn", "write its code, such as en, fr or pt-BR")],
)  # fmt: skip
def test_codes_that_no_language_has(typed, mend):
    """The code of a country is told with that of its language."""
    report = Report("brochure.yaml")
    with pytest.raises(BrochureError):
        build(f"title: T\nlanguage: {typed}\nitems:\n- title: One\n", report)
    (finding,) = report.findings()

    assert ("bad-language", mend) == (finding.code, finding.mend)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a.jpg", "a.jpg"),
        ("./assets//a.jpg", "assets/a.jpg"),
        ("assets\\a b.jpg", "assets/a b.jpg"),
        ("assets/..a.jpg", "assets/..a.jpg"),
        ("写真/é.jpg", "写真/é.jpg"),
    ],
)
def test_paths(path, wanted):
    """Paths are tidied, and may hold any letter."""
    assert build_item(f"photo:\n  file: {path}").photos[0].file == wanted


@pytest.mark.parametrize(
    "path", ["../a.jpg", "..\\a.jpg", "\\\\host\\share\\a.jpg", "//host/a.jpg", "c:a.jpg", "a/../../b"]
)
def test_paths_outside(path):
    """No spelling leads out of the folder."""
    assert errors(f"title: T\nitems:\n- title: One\n  photo:\n    file: {path}\n")[0][0] == "path-outside"


@pytest.mark.parametrize(
    "address",
    ["https://example.org/Path", "http://localhost/", "tel:+43-1-26060", "tel:112",
     "mailto:a@example.org,b@example.org", "https://example.org.:443/?q=a#b", "https://a_b.example.org/%zz",
     "https://example.org/(a)", "mailto:a.b+c@bücher.example?subject=x%20y"],
)  # fmt: skip
def test_addresses_stay_as_typed(address):
    """Right addresses are not touched."""
    assert build_item(f'links:\n  - Words: "{address}"').links == (Link("Words", address),)


@pytest.mark.parametrize(
    "address",
    ["JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "https:example.org", "https://",
     "https://?x", "https://exa mple.org", "https://example.org\u200b", "https://exam\\ple.org", "https://%41.org",
     "https://example.org:0", "https://example.org:99999", "mailto:", "mailto:@b", "mailto:a@", "mailto:a@b..c",
     "https://a@b.org", "tel:", "tel:+43 1 2", "tel:call", "tel:1234;ext=١", "x" * 3000, "word", "ht!tp://x"],
)  # fmt: skip
def test_bad_addresses(address):
    """Only https, http, mailto and tel addresses that can be right can be clicked."""
    text = f"title: T\nitems:\n- title: One\n  links:\n  - label: L\n    url: '{address}'\n"

    assert errors(text) == [("bad-url", Span(6, 10, len(address) + 2))]


def test_photos_of_each_form_have_one_origin():
    """A fault in `photo:` and one in `photos:` are found at their places."""
    text = "title: T\nitems:\n- title: One\n  photo: {file: a, focus: x}\n- title: Two\n  photos: [{file: /a}]\n"

    assert errors(text) == [("bad-focus", Span(4, 27, 1)), ("path-outside", Span(6, 19, 2))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: " + "x" * 2001 + "\nitems:\n- title: One\n", "too-long"),
        ("title: T\nitems:\n- title: One\n  body: " + "x" * 2_000_001, "too-long"),
        ("title: T\nitems:\n" + "- title: One\n" * 5001, "too-many"),
        ("title: T\ndate: " + "x " * 150 + "\nitems:\n- title: One\n", "too-long"),
        ("title: T\nitems:\n- title: One\n  photo: {file: " + "x" * 1001 + "}\n", "bad-path"),
    ],
)
def test_limits(text, code):
    """What no brochure has is refused."""
    assert [found[0] for found in errors(text)] == [code]


def test_too_many_slips():
    """A file of slips ends in a report of bearable length."""
    report = Report()
    with pytest.raises(BrochureError):
        build("title: T\nitems:\n" + "- titel: One\n" * 5000, report)

    assert len(report.findings()) <= 400
    assert report.untold > 0


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("Title", "title"),
        ("ti-tle", "title"),
        ("titles", "title"),
        ("head line", "title"),
        ("tilte", "title"),
        ("heading", "title"),
        ("x", ""),
    ],
)
def test_meant_keys(key, meant):
    """Case, slips of a letter and other words for a key are understood; nonsense is not."""
    assert find_meant(key, ("title", "body"), words_for_keys(SHAPES)).key == meant


def test_words_of_other_languages_lead_to_keys():
    """Every word of another language stands for a key that exists."""
    known = {key for shape in SHAPES for key in shape.fields}

    assert {key for words in json.loads(_NAMES.read_text(encoding="utf-8")).values() for key in words} <= known


def test_readers_know_the_model():
    """The keys of every mapping are the fields of its Struct, so that none is forgotten."""
    for shape in SHAPES:
        if shape.build is not dict:
            singles = {one for many, one in SINGLES.items() if many in shape.fields}
            assert set(shape.fields) - singles == set(shape.build.__struct_fields__)


def test_fault_names_a_part():
    """A fault in an entry of a list points at the entry."""
    assert errors("title: T\nitems:\n- title: One\nsettings: {page: [210mm, 2m]}\n") == [("bad-length", Span(4, 26, 2))]
    assert Fault("a", "b").part is None
