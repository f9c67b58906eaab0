"""Reading: encodings, limits and places; the slips that people make are in `cases/`."""

import contextlib
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pdfbrochure.diagnostics import BrochureError, Report, Span
from pdfbrochure.files import FileFault, Memory
from pdfbrochure.model.validate import validate
from pdfbrochure.read import events, parse, read
from pdfbrochure.read.pure import PureParser

BROCHURE = """\
title: News from Brussels
intro: |

  First line of *two*
  paragraphs.
items:
  - date: 2017-02-14
    title: "Exchanges: on
      crime"
    photo:
      file: assets/a.jpg
      credit: UNODC
      focus: [0.5, 0.3]
    links:
      - label: The handbook
        url: https://www.example.org/1
      - The website: https://www.example.org/2
  - title: Two
    photos:
      - file: assets/b.jpg
    body: >
      One folded
      paragraph.

      Another one.
    links: []
    standfirst:
"""


def places(text: str = BROCHURE):
    """Return the Source of a text."""
    return parse(text.encode(), Report())


def only_finding(data: bytes):
    """Return the one finding of reading bytes that cannot be read."""
    report = Report()
    with pytest.raises(BrochureError):
        parse(data, report)
    (finding,) = report.findings()
    return finding


@pytest.mark.parametrize(
    ("origin", "line", "wanted"),
    [
        (("title",), 0, Span(1, 8, 18)),
        (("intro",), 1, Span(4, 3, 19)),
        (("intro",), 2, Span(5, 3, 11)),
        (("items",), 0, Span(7, 3, 1)),
        (("items", 0), 0, Span(7, 5, 4)),
        (("items", 0, "date"), 0, Span(7, 11, 10)),
        (("items", 0, "title"), 0, Span(8, 12, 14)),
        (("items", 0, "photos"), 0, Span(11, 7, 4)),
        (("items", 0, "photos", 0), 0, Span(11, 7, 4)),
        (("items", 0, "photos", 0, "credit"), 0, Span(12, 15, 5)),
        (("items", 0, "photo", "credit"), 0, Span(12, 15, 5)),
        (("items", 0, "photos", 0, "focus", 1), 0, Span(13, 20, 3)),
        (("items", 0, "photos", 0, "alt"), 0, Span(11, 7, 4)),
        (("items", 0, "photos", 1), 0, Span(11, 7, 4)),
        (("items", 0, "links", 0, "url"), 0, Span(16, 14, 25)),
        (("items", 0, "links", 1, "url"), 0, Span(17, 22, 25)),
        (("items", 0, "links", 1, "label"), 0, Span(17, 9, 11)),
        (("items", 1, "photos", 0, "file"), 0, Span(20, 15, 12)),
        (("items", 1, "body"), 0, Span(22, 7, 10)),
        (("items", 1, "body"), 1, Span(25, 7, 12)),
        (("items", 1, "standfirst"), 0, Span(27, 5, 10)),
        (("items", 9, "title"), 0, Span(7, 3, 1)),
        (("settings", "page"), 0, Span(1, 1, 5)),
        ((), 0, Span(1, 1, 5)),
    ],
)
def test_span_of_value(origin, line, wanted):
    """A key path leads to the value, or to its nearest ancestor in the file."""
    assert places().span(origin, line) == wanted


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (("title",), Span(1, 1, 5)),
        (("items", 0, "photos"), Span(10, 5, 5)),
        (("items", 0, "photos", 0, "file"), Span(11, 7, 4)),
        (("items", 1), Span(18, 5, 5)),
        (("items", 0, "links", 1, "label"), Span(17, 9, 11)),
    ],
)
def test_span_of_key(origin, wanted):
    """The place of a key, or of the value where there is no key."""
    assert places().key_span(origin) == wanted


def test_line_of_quoted_text():
    """Blank lines inside of a quoted text begin its next lines."""
    source = places('title: "One\n  two\n\n  three\n\n  four"\n')

    assert source.value["title"] == "One two\nthree\nfour"
    assert [source.span(("title",), line).line for line in range(4)] == [1, 4, 6, 1]


def test_line_behind_the_file():
    """A line that a literal text does not have leads back to the text."""
    assert places("title: |\n  One\n").span(("title",), 7) == Span(1, 8, 1)


def test_scalars_stay_text():
    """Nothing is a number, a date or a boolean yet; nothing at all is None."""
    source = places("a: no\nb: 007\nc: 12:30\nd: 2017-02-14\ne: 1_000\nf: ~\ng:\nh: null\ni: 'null'\nj: ''\n")

    assert list(source.value.values()) == ["no", "007", "12:30", "2017-02-14", "1_000", None, None, None, "null", ""]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends(line_end):
    """Files of every system have the same places."""
    source = parse(BROCHURE.replace("\n", line_end).encode(), Report())

    assert source.span(("items", 1, "body"), 1) == Span(25, 7, 12)
    assert source.value["intro"] == "\nFirst line of *two*\nparagraphs.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
def test_encodings(encoding):
    """UTF-8 with and without byte order mark and UTF-16 with one are read alike."""
    text = "title: Naïve 新聞 \U0001f4f0 x\nsubtitle: é\n"
    data = text.encode(encoding.removesuffix("-bom"))
    if encoding.endswith("-bom"):
        data = "\ufeff".encode(encoding.removesuffix("-bom")) + data

    source = parse(data, Report())

    assert source.value == {"title": "Naïve 新聞 \U0001f4f0 x", "subtitle": "é"}
    assert source.span(("title",)) == Span(1, 8, 12)


@pytest.mark.parametrize(
    ("data", "code", "span", "words"),
    [
        ("title: a\nsubtitle: café\n".encode("cp1252"), "encoding", Span(2, 14, 1), "E9 (perhaps meant as 'é'"),
        (b"title: a\n  \x93quoted\x94\n", "encoding", Span(2, 3, 1), "93 (perhaps meant as '“'"),
        (b"\xef\xbb\xbft\xff", "encoding", Span(1, 2, 1), "FF"),
        ("title: a".encode("utf-16-le"), "encoding", Span(1, 1), "UTF-16"),
        ("title: a".encode("utf-16-be"), "encoding", Span(1, 1), "UTF-16"),
        ("title: a\nb: c".encode("utf-16") + b"\x00", "encoding", Span(2, 5, 1), "damaged"),
        ("title: a".encode("utf-32"), "not-yaml", Span(1, 1), "UTF-32"),
        (b"%PDF-1.7\n", "not-yaml", Span(1, 1), "a PDF"),
        (b"PK\x03\x04 and so on", "not-yaml", Span(1, 1), "Word"),
        (b"", "empty-file", Span(1, 1), "empty"),
        (b"\xef\xbb\xbf", "empty-file", Span(1, 1), "empty"),
        (b"---\n...\n", "empty-file", Span(1, 1), "empty"),
        (b"title: a\x0bb\n", "control-character", Span(1, 9, 1), "vertical tab (U+000B)"),
        (b"title: a\0b\n", "control-character", Span(1, 9, 1), "NUL"),
        ("a: |\n  b\u2028c\n".encode(), "control-character", Span(2, 4, 1), "line break (U+2028)"),
        ("a: b\n\ufeffc: d\n".encode(), "control-character", Span(2, 1, 1), "byte order mark"),
    ],
)
def test_bytes_that_are_no_text(data, code, span, words):
    """What an editor may have saved wrongly is named with its place."""
    finding = only_finding(data)

    assert (finding.code, finding.span) == (code, span)
    assert words in finding.what


def test_control_characters_do_not_move_lines():
    """Every unwanted character is reported, and lines are counted as an editor does."""
    report = Report()
    with pytest.raises(BrochureError):
        parse("a: x\x0cy\u2029z\nb: \x85\nb: c\n".encode(), report)

    found = [(finding.code, finding.span.line, finding.span.column) for finding in report.findings()]
    assert found == [
        ("control-character", 1, 5),
        ("control-character", 1, 7),
        ("control-character", 2, 4),
        ("duplicate-key", 3, 1),
    ]


@pytest.mark.parametrize("sign", ["[", "{a: ", "- "])
def test_too_deep(sign):
    """Nesting ends at a limit, long before the parser does."""
    assert only_finding(f"a: \n {sign * 50_000}".encode()).code == "too-deep"


def test_alias_bomb():
    """Nine aliases of nine aliases of … are counted, not built."""
    lines = ["a: &a x"]
    lines += [f"{name}: &{name} [{', '.join(['*' + chr(ord(name) - 1)] * 9)}]" for name in "bcdefghi"]
    assert only_finding("\n".join(lines).encode()).code == "too-many"


def test_alias_of_a_long_text():
    """Repeating a long text counts as much as writing it."""
    text = "a: &a " + "x" * 1_000_000 + "\nb: [" + "*a, " * 30 + "*a]\n"
    assert only_finding(text.encode()).code == "too-many"


def test_chain_of_aliases_is_not_too_deep():
    """Depth counts what aliases stand for."""
    lines = ["a0: &a0 []", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60)), "b: *a59"]
    assert only_finding("\n".join(lines).encode()).code == "too-deep"


def test_aliases_are_resolved():
    """An alias has the value of its anchor, and its own place."""
    source = places("a: &photo {file: x.jpg}\nb: *photo\nc: [&t One, *t]\n")

    assert source.value == {"a": {"file": "x.jpg"}, "b": {"file": "x.jpg"}, "c": ["One", "One"]}
    assert source.span(("b",)) == Span(2, 4, 6)
    assert source.span(("b", "file")) == Span(1, 18, 5)


def test_many_nodes(monkeypatch):
    """The number of values has a limit."""
    monkeypatch.setattr(events, "MOST_NODES", 10)

    assert only_finding(b"a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]").code == "too-many"


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (FileFault("missing", "b.yaml", hint="a.yaml"), "missing-file", "no file b.yaml"),
        (FileFault("missing", "b.yaml"), "missing-file", "no file b.yaml"),
        (FileFault("too-large", "b.yaml", detail="30 MB"), "too-large", "30 MB"),
        (FileFault("not-a-file", "b"), "not-a-file", "not a file"),
        (FileFault("outside", "../b.yaml"), "path-outside", "outside"),
        (FileFault("unreadable", "b.yaml", detail="Permission denied"), "unreadable-file", "Permission denied"),
    ],
)
def test_file_that_cannot_be_opened(fault, code, words):
    """A fault of the disc is a finding like any other."""

    class Broken:
        def read(self, _name, _limit=0):
            raise fault

    report = Report()
    with pytest.raises(BrochureError):
        read("b.yaml", Broken(), report)

    (finding,) = report.findings()
    assert finding.code == code
    assert words in finding.what


def test_read_sets_up_the_report():
    """Later stages give key paths, and the report finds places and lines."""
    report = Report()
    source = read("b.yaml", Memory({"b.yaml": BROCHURE.encode()}), report)
    report.warning("low-resolution", "too small", origin=("items", 0, "photos", 0, "file"))

    assert report.findings()[0].span == Span(11, 13, 12)
    assert report.source_lines is source.lines
    assert report.source_lines[0] == "title: News from Brussels"


def test_without_libyaml(monkeypatch):
    """PyYAML's own parser gives the same values and places."""
    with_libyaml = places()
    monkeypatch.setattr(events, "CParser", None)
    assert isinstance(events._open_parser("a: b"), PureParser)
    without = places()

    assert without.value == with_libyaml.value
    assert without._root == with_libyaml._root


SIGNS = st.sampled_from([*"\t\n -:?,[]{}#&*!|>'\"%@`\\~<=aé\u2028\0\r/.1", "\n  ", ": ", "- ", "\n  - ", "<<: *a"])


def read_all(data: bytes) -> None:
    """Read and validate bytes; only BrochureError may come out, with places inside of the file."""
    report = Report()
    try:
        validate(parse(data, report), report)
    except BrochureError:
        assert report.has_errors
    for finding in report.findings():
        assert finding.span is not None
        assert 1 <= finding.span.line <= max(1, len(report.source_lines))
        assert finding.span.column >= 1
    str(BrochureError(report))


@settings(max_examples=150, deadline=1000)
@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"\xfe\xff")
def test_any_bytes(data):
    """No bytes at all make the reader crash."""
    read_all(data)


@pytest.mark.slow
@settings(max_examples=300, deadline=1000)
@given(st.lists(SIGNS, max_size=40).map("".join))
@example("a: |9\n x")
@example("? ")
@example("- - - a\n -")
@example("a: 'x\n\n")
@example("!<\n")
def test_any_signs(text):
    """Signs with a meaning in YAML, in any order, do no harm."""
    read_all(text.encode("utf-8"))


@pytest.mark.slow
@settings(max_examples=300, deadline=1000)
@given(st.data())
def test_mutated_brochure(data):
    """A brochure with pieces cut, doubled or replaced gives findings, never a crash."""
    text = BROCHURE
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        middle = data.draw(st.one_of(SIGNS, st.just(""), st.just(text[start:end] * 2), st.text(max_size=5)))
        text = text[:start] + middle + text[end:]
    read_all(text.encode("utf-8", "surrogatepass"))


def steps_of_reading(count: int) -> int:
    """How many functions are called to read and validate a brochure of twice so many items."""
    item = BROCHURE.partition("items:\n")[2].replace("folded", "folded words that go on " * 80)
    data = ("title: News\nitems:\n" + item * count).encode()
    calls = 0

    def counted(_frame, event, _function):
        nonlocal calls
        calls += event in ("call", "c_call")

    report = Report()
    sys.setprofile(counted)
    try:
        brochure = validate(parse(data, report), report)
    finally:
        sys.setprofile(None)

    assert len(brochure.items) == 2 * count
    return calls


@pytest.mark.slow
def test_reading_grows_in_step_with_the_items():
    """Ten times as many items take no more than ten times as many steps."""
    assert steps_of_reading(300) <= 10.5 * steps_of_reading(30)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["[", "{", "- ", "? ", "a\n", "a: b\n", '"', "' ", " #a", "[!a x,", "[*a,", "\t", ": ", "a: ", "!a ", "&a ",
     "--- a\n", "\r", "  x\n\n", "-\n", "|\n", '"\\x00"', "\u2028", "%\n"],
)  # fmt: skip
def test_large_hostile_files_end_soon(piece):
    """Two megabytes of the same sign end in an error within a second or so."""
    data = ("a:\n  " + piece * (2_000_000 // len(piece))).encode()
    start = time.process_time()
    read_all(data)

    assert time.process_time() - start < 3


# ---- again, after a change


TYPED = [" again", "x", '"', "'", "&a ", "*a", "|", ">", ": ", "- ", " # no", "---", "[", "{", "\n", "\t", "\r",
         "\u2028", "é", "title: x", "  - title: y\n", "!x ", "?", "", "\n      words\n",
         "\nintro: x\n", "\n\n\n"]  # fmt: skip
LIST = "title: News\nintro: |\n  Some words.\n\n  And more.\nsettings:\n  theme: wire\n# a remark\nitems:\n" + "".join(
    f"  - title: Item {number}\n    body: |\n      One line of words.\n\n      - one\n      - two\n    # a remark\n"
    f"    links:\n      - The site {number}: https://www.example.org/{number}\n\n"
    for number in range(40)
) + "contact: |\n  The office\npublisher: An office\n"  # fmt: skip


PLACES = st.floats(0, 1) | st.floats(0, 0.02)


@given(st.lists(st.tuples(PLACES, st.sampled_from(TYPED), st.integers(0, 30)), min_size=1, max_size=4))
@settings(deadline=None, max_examples=150)
def test_a_file_read_again_after_a_change_is_as_if_read_anew(edits):
    """With the same values, places, lines and findings, wherever and whatever was changed."""
    text, before = LIST, None
    for place, sign, cut in [(0.0, "", 0), *edits]:
        at = int(place * len(text))
        text = text[:at] + sign + text[at + cut :]
        outcomes = []
        for known in (before, None):
            report, source = Report(), None
            with contextlib.suppress(BrochureError):
                source = parse(text.encode(), report, known)
            outcomes.append((None if source is None else all_of(source), report.findings(), source))
        again, anew = outcomes

        assert again[:2] == anew[:2]
        if again[2] is not None and not again[1]:
            before = text.encode(), again[2]


def all_of(source):
    """Return all values of a file, and the places of them and of their keys."""
    places = []

    def look(value, origin):
        places.append((origin, source.extent(origin), source.key_span(origin)))
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, each in inner:
            look(each, (*origin, key))

    look(source.value, ())
    return source.value, list(source.value), source.lines, places


@pytest.mark.parametrize(
    ("words", "index"), [("Item 3\n", 3), ("Item 39\n", 39), ("The office", 39), ("An office", 39)]
)
def test_only_the_item_that_was_changed_is_read(words, index):
    """The others are the same objects; the last one is read with what follows it."""
    before = LIST.encode(), parse(LIST.encode(), Report())
    again = parse(LIST.replace(words, f"More {words}").encode(), Report(), before)

    are_same = [one is other for one, other in zip(again.value["items"], before[1].value["items"], strict=True)]
    assert are_same == [number != index for number in range(40)]


@pytest.mark.parametrize(
    ("words", "more", "index"),
    [
        ("Item 3\n    body: |\n", "      A line more.\n\n", 3),
        ("Item 39\n    body: |\n", "      A line more.\n\n", 39),
        ("  theme: wire\n", "  pages: 4\n", None),
        ("title: News\n", "date: 2026-01-01\nlanguage: fr\n", None),
        ("An office\n", "past_stories:\n  url: https://www.example.org\n", 39),
    ],
)
def test_only_what_has_more_lines_now_is_read(words, more, index):
    """A line more in an item, above all or below them: the other items are the same objects, only further down."""
    before = LIST.encode(), parse(LIST.encode(), Report())
    text = LIST.replace(words, words + more)
    again, anew = parse(text.encode(), Report(), before), parse(text.encode(), Report())

    are_same = [one is other for one, other in zip(again.value["items"], before[1].value["items"], strict=True)]
    assert are_same == [number != index for number in range(40)]
    assert all_of(again) == all_of(anew)


def test_a_key_above_and_below_the_items_is_told():
    """The one below was there before, and is not read again; that it is given twice is found all the same."""
    report = Report()
    before = LIST.encode(), parse(LIST.encode(), Report())
    parse(LIST.replace("title: News\n", "title: News\npublisher: We\n").encode(), report, before)

    assert [finding.code for finding in report.findings()] == ["duplicate-key"]


def test_a_file_with_names_for_values_is_read_whole():
    """A value that others repeat may be the one that was changed."""
    text = LIST.replace("title: Item 3\n", "title: &name Item 3\n").replace("title: Item 30\n", "title: *name\n")
    before = text.encode(), parse(text.encode(), Report())
    again = parse(text.replace("&name Item 3", "&name Another").encode(), Report(), before)

    assert "Another" == again.value["items"][30]["title"]
