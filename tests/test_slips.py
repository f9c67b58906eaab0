"""Slips that people make, one by one: which finding each gives, where, and which words must and must not be in it.

Every row stands for a kind. `has` and `lacks` are looked for in all that the finding says: what, why and mend.
"""

import contextlib
from typing import NamedTuple

import pytest
from support import jpeg

from pdfbrochure.diagnostics import BrochureError, Diagnostic, Report
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

TOP = "title: News\nitems:\n  - title: One\n"


class Row(NamedTuple):
    """One slip."""

    text: str
    code: str
    place: tuple[int, int]
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()


def find(text: str) -> list[Diagnostic]:
    """Return all findings on a brochure that has one photo."""
    report = Report()
    files = Memory({"brochure.yaml": text.encode(), "assets/a.jpg": jpeg(600, 400)})
    with contextlib.suppress(BrochureError):
        build("brochure.yaml", files=files, report=report)
    return report.findings()


def said(finding: Diagnostic) -> str:
    """Return all that a finding says."""
    return f"{finding.what}\n{finding.why}\n{finding.mend}"


def the_unknown_key(text: str) -> Diagnostic:
    """Return the one finding on an unknown key; its value may be at fault, too."""
    (finding,) = (finding for finding in find(text) if finding.code == "unknown-key")
    return finding


def of_item(line: str) -> str:
    """Return a brochure whose item has one more line, the fourth."""
    return f"{TOP}    {line}\n"


def of_settings(line: str) -> str:
    """Return a brochure whose settings have one line, the fifth."""
    return f"{TOP}settings:\n  {line}\n"


KEYS = [
    Row(
        TOP + "settings: {theme: bulletin}\nsections: [a]\n",
        "unknown-key",
        (5, 1),
        ("as entries of `items`", "`- section: Research`"),
        ("delete it; `settings`",),
    ),
    Row("header: x\n" + TOP, "unknown-key", (1, 1), ("`title`", "`subtitle`"), ("given already",)),
    Row(TOP + "footer: x\n", "unknown-key", (4, 1), ("did you mean `contact`",), ("did you mean `past_stories`",)),
    Row(TOP + "contact: x\nfooter: x\n", "unknown-key", (5, 1), ("`contact` is given already",)),
    Row(of_item("author: Ann"), "unknown-key", (4, 5), ("did you mean `byline`?",), ("`credit`", "belongs")),
    Row(of_item("location: Oslo"), "unknown-key", (4, 5), ("begin the `body` with it",), ("`caption`",)),
    Row(of_item("subtitle: x"), "unknown-key", (4, 5), ("did you mean `standfirst`",), ("belongs to",)),
    Row(of_item("agenda: []"), "empty-list", (4, 5), ("delete the line",)),
    Row(of_item("bylines: Ann"), "unknown-key", (4, 5), ("did you mean `byline`?",)),
    Row(of_item("video: x.mp4"), "unknown-key", (4, 5), ("`links`",)),
    Row(TOP + "funding: {text: Co-funded, disclaimer: true}\n", "missing-key", (4, 10), ("`file`",)),
    Row(TOP + "logos: {file: assets/a.jpg, alt: x}\n", "wrong-type", (4, 8), ("begin each logo with `- `",)),
    Row(
        TOP + "logo:\n- {file: assets/a.jpg, alt: x}\n",
        "wrong-type",
        (5, 1),
        (
            "one only",
            "logo: {file:",
        ),
    ),
    Row(of_settings("size: 12"), "unknown-key", (5, 3), ("`page: A4`", "styles: {body: {size:"), ("did you mean",)),
    Row(of_settings("font_size: 12"), "unknown-key", (5, 3), ("theme file of your own", "styles"), ("`fonts`?",)),
    Row(of_settings("margins: 2cm"), "unknown-key", (5, 3), ("theme file of your own", "margin_side")),
    Row(of_settings("colors: {}"), "unknown-key", (5, 3), ("`palette: …`", "`accent: …`")),
    Row(of_settings("title: x"), "unknown-key", (5, 3), ("belongs to the top of the file",)),
]

SIGNS = [
    Row(
        "ti\u200btle: News\nitems:\n  - title: One\n",
        "unknown-key",
        (1, 1),
        ("U+200B", "zero width space", "type `title` anew"),
        ("did you mean",),
    ),
    Row("titl\u0435: News\nitems:\n  - title: One\n", "unknown-key", (1, 1), ("Cyrillic", "U+0435", "looks like `e`")),
    Row("title\u00a0: News\nitems:\n  - title: One\n", "unknown-key", (1, 1), ("U+00A0", "type `title` anew")),
    Row(of_item("b\u043edy: x"), "unknown-key", (4, 5), ("U+043E", "type `body` anew")),
    Row(of_item("\uff42\uff4f\uff44\uff59: x"), "unknown-key", (4, 5), ("U+FF42", "type `body` anew")),
    Row(of_settings("page\u2011size: A4"), "unknown-key", (5, 3), ("`page`",)),
]


LINES = [
    Row("title:\u00a0News\nitems:\n  - title: One\n", "missing-space", (1, 7), ("U+00A0", "`title: News`")),
    Row(of_item("body:\u00a0x") + "    date: 2025-03-21\n", "missing-space", (4, 10), ("U+00A0", "`body: x`")),
    Row(of_item("body:\u200bx") + "    date: 2025-03-21\n", "missing-space", (4, 10), ("U+200B", "`body: x`")),
    Row("title：News\nitems:\n  - title: One\n", "missing-space", (1, 6), ("U+FF1A", "`title: News`")),
    Row("title: News\nitems:\n  - title:\u00a0One\n", "wrong-type", (3, 5), ("U+00A0", "`title: One`")),
    Row("title: News\nitems:\n  - title： One\n    body: x\n", "missing-space", (3, 10), ("U+FF1A",)),
    Row(
        of_item('links: ["The site： https://www.example.org"]'),
        "wrong-type",
        (4, 13),
        ("- The site: https://www.example.org",),
        ("：: ",),
    ),
    Row(of_item("body: Text") + "    title: Two\n", "duplicate-key", (5, 5), ("`- title: …`", "delete one")),
    Row(of_item("body: x") + "    body: y\n", "duplicate-key", (5, 5), ("delete one of the two",), ("`- ",)),
    Row(
        "title: 'Twas the night\nitems:\n  - title: One\n",
        "unclosed-quote",
        (1, 8),
        ("apostrophe", '"\'Twas the night"'),
        ("end of the text",),
    ),
    Row("title: “News: old”\nitems:\n  - title: One\n", "unquoted-colon", (1, 13), ('"News: old"',), ('“News: old”"',)),
    Row(
        of_item("body: x") + "  settings:\n    theme: bulletin\n",
        "indentation",
        (5, 3),
        ("take its spaces away", "4 spaces"),
    ),
    Row(of_item("body: x") + "   settings:\n    theme: bulletin\n", "indentation", (5, 4), ("or not at all",)),
    Row(of_item("settings: {theme: bulletin}"), "unknown-key", (4, 5), ("at the edge",)),
    Row(
        of_item("body: |") + "        First.\n      Second.\n",
        "indentation",
        (6, 7),
        ("8 spaces, like line 5", "2 spaces from"),
    ),
    Row(of_item("body: |") + "      First\n\tSecond\n", "tab", (6, 1), ("6 spaces", "like line 5"), ("each level",)),
    Row(TOP + "\tbody: x\n", "tab", (4, 1), ("4 spaces", "like line 3")),
    Row(of_item("photo:") + "\tfile: x\n", "tab", (5, 1), ("6 spaces", "two more than line 4")),
    Row(TOP + "\u00a0\u00a0\u00a0\u00a0body: x\n    date: x\n", "indentation", (4, 1), ("U+00A0",)),
    Row("title: News\nitems:\n", "missing-key", (2, 1), ("- title: …",)),
]

VALUES = [
    Row(of_settings("pages: four"), "bad-number", (5, 10), ("write 4",)),
    Row(of_settings("pages: 2-6"), "bad-number", (5, 10), ("{min: 2, max: 6}",)),
    Row(of_settings("pages: max 6"), "bad-number", (5, 10), ("{max: 6}",)),
    Row(of_settings("pages: x4"), "bad-number", (5, 10), ("{multiple_of: 4}",)),
    Row(of_settings("columns: 5"), "bad-number", (5, 12), ("write 4",)),
    Row(of_settings("columns: two"), "bad-number", (5, 12), ("write 2",)),
    Row(of_settings("orientation: horizontal"), "bad-choice", (5, 16), ("`landscape`",)),
    Row(of_item("layout: big"), "bad-choice", (4, 13), ("`feature`",)),
    Row(of_item("layout: zzz"), "bad-choice", (4, 13), ("write lead, feature, or normal",)),
    Row(of_item("photo: {file: assets/a.jpg, credit: x, alt: y, width: 50%}"), "bad-choice", (4, 59), ("`column`",)),
    Row(of_settings("accent: navy"), "bad-color", (5, 11), ('"#000080"',)),
    Row(of_settings("accent: rgb(18,56,110)"), "bad-color", (5, 11), ('"#12386e"',)),
    Row(of_settings("accent: rgb(100%, 0%, 50%)"), "bad-color", (5, 11), ('"#ff0080"',)),
    Row(of_settings("accent: cmyk(100, 50, 0, 20)"), "bad-color", (5, 11), ('"#0066cc"',)),
    Row(of_settings("accent: hsl(120, 100%, 25%)"), "bad-color", (5, 11), ('"#008000"',)),
    Row(of_settings("accent: 18 56 110"), "bad-color", (5, 11), ('"#12386e"',)),
    Row(of_settings('accent: "#12386eff"'), "bad-color", (5, 11), ('"#12386e"',)),
    Row(of_settings("accent: Pantone 286 C"), "bad-color", (5, 11), ("look up",)),
    Row(of_settings("theme: “bulletin/x.yaml”"), "bad-path", (5, 10), ("without them: bulletin/x.yaml",)),
    Row(
        of_item("links: [{label: a, url: “https://www.example.org/”}]"),
        "bad-url",
        (4, 29),
        ("without them: https://www.example.org/",),
        ("org/”\n",),
    ),
    Row("title: T\nlanguage: «fr»\nitems:\n  - title: One\n", "bad-language", (2, 11), ("without them: fr",)),
    Row(
        of_item("photo: {file: “assets/a.jpg”, credit: x, alt: y}"),
        "bad-path",
        (4, 19),
        ("without them: assets/a.jpg",),
    ),
]


def check(row: Row) -> None:
    """Assert that the first finding of a row's brochure is the one wanted."""
    findings = find(row.text)
    assert findings, "nothing was found"
    first = findings[0]
    place = first.span and (first.span.line, first.span.column)
    assert (first.code, place) == (row.code, row.place), said(first)
    for words in row.has:
        assert words in said(first)
    for words in row.lacks:
        assert words not in said(first)


@pytest.mark.parametrize("row", KEYS, ids=lambda row: row.text[len(TOP) :].strip() or row.text)
def test_unknown_keys(row):
    """A word that is no key gets an advice that helps, and no key that was not meant."""
    check(row)
    assert len(find(row.text)) == 1


@pytest.mark.parametrize("row", SIGNS, ids=lambda row: ascii(row.text))
def test_look_alikes(row):
    """A sign that looks like another is named, in one finding."""
    check(row)
    assert len(find(row.text)) == 1


@pytest.mark.parametrize("row", LINES, ids=lambda row: ascii(row.text))
def test_lines(row):
    """A slip in the form of the file is named where it is, with what to type."""
    check(row)


@pytest.mark.parametrize("row", VALUES, ids=lambda row: row.text)
def test_values(row):
    """A value that is written another way is converted in the advice."""
    check(row)
    assert len(find(row.text)) == 1


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("fecha", "date"), ("dátum", "date"), ("päivämäärä", "date"), ("ημερομηνία", "date"), ("дата", "date"),
        ("bild", "photo"), ("zdjęcie", "photo"), ("kuva", "photo"), ("nuotrauka", "photo"), ("Fotografia", "photo"),
        ("texto", "body"), ("texte", "body"), ("inhalt", "body"), ("teksti", "body"), ("szöveg", "body"),
        ("otsikko", "title"), ("titre", "title"), ("título", "title"), ("titulo", "title"), ("Überschrift", "title"),
        ("enlaces", "links"), ("liens", "links"), ("povezave", "links"), ("sättning", ""), ("qwertz", ""),
    ],
)  # fmt: skip
def test_keys_in_other_languages(word, key):
    """The name of a key in an official language of the European Union leads to the key; nonsense to none."""
    finding = the_unknown_key(
        f"title: News\nitems:\n  - layout: normal\n    {word}: x\n    {'' if key == 'title' else 'title: One'}\n"
    )

    assert (f"did you mean `{key}`?" if key else "an item has date, title") in finding.mend
    assert bool(key) == ("did you mean" in finding.mend)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("sprache", "language"), ("kieli", "language"), ("nyelv", "language"), ("einstellungen", "settings"),
        ("réglages", "settings"), ("beállítások", "settings"), ("einleitung", "intro"), ("wstęp", "intro"),
        ("éditeur", "publisher"), ("untertitel", "subtitle"), ("yhteystiedot", "contact"), ("číslo", "issue"),
    ],
)  # fmt: skip
def test_keys_of_the_top_in_other_languages(word, key):
    """The same for the keys at the top of the file."""
    finding = the_unknown_key(f"{TOP}{word}: x\n")

    assert f"did you mean `{key}`?" in finding.mend


@pytest.mark.parametrize(
    "word",
    ["age", "border", "comment", "deadline", "rubric", "status", "tender", "folder", "member", "rating", "update",
             "action", "series", "length"],
)  # fmt: skip
@pytest.mark.parametrize("make", [of_item, of_settings], ids=["item", "settings"])
def test_other_words_are_no_slips(word, make):
    """A word that only resembles a key, or another word for one, gets the list of keys and no guess."""
    finding = the_unknown_key(make(f"{word}: x"))

    assert "did you mean" not in said(finding)
    assert "belongs to" not in said(finding)


def test_slips_below_a_misnamed_key():
    """A key by another name is read as the one that was meant: what is wrong below it is told in the same run."""
    findings = find(
        "title: News\nnachrichten:\n  - titel: Eins\n    datum: 2025-02-30\n    foto: {datei: assets/a.jpg}\n"
        "    links: [{titel: a, adresse: www.example.org}]\neinstellungen: {spalten: 9}\n"
    )

    assert [(finding.code, finding.span and finding.span.line) for finding in findings] == [
        ("unknown-key", 2),
        ("unknown-key", 3),
        ("unknown-key", 4),
        ("bad-date", 4),
        ("unknown-key", 5),
        ("unknown-key", 5),
        ("missing-credit", 5),
        ("missing-alt", 5),
        ("unknown-key", 6),
        ("unknown-key", 6),
        ("bad-url", 6),
        ("unknown-key", 7),
        ("unknown-key", 7),
        ("bad-number", 7),
    ]
    assert "`date` of item 1" in findings[3].what


@pytest.mark.parametrize("word", ["beiträge", "nachrichten", "artikkelit", "notizie", "aktuality", "новини"])
def test_items_in_other_languages(word):
    """The list of items under another name is not also said to be missing."""
    (finding,) = find(f"title: News\n{word}:\n  - title: One\n")

    assert "did you mean `items`?" in finding.mend
