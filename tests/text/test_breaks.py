"""Where lines may end in Chinese, Japanese, Korean and Thai, by the library and by the table that stands in for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import box_setter

from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.theme import Style
from pdfbrochure.text import breaks
from pdfbrochure.text.breaks import break_offsets, dictionary_offsets, line_class, needs_breaks, needs_dictionary

TEST_FILE = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")

# The test file keeps numbers together by the regular expression of UAX #14, 8.2 (example 7) instead of rule LB25. So it
# allows breaks between these classes, which LB25 forbids.
NUMBERS = {
    ("CL", "PO"),
    ("CL", "PR"),
    ("CP", "PO"),
    ("CP", "PR"),
    ("PO", "OP"),
    ("PR", "OP"),
    ("IS", "NU"),
    ("SY", "NU"),
}
# Rules of marks and emoji that neither way knows in full, one or two lines of the file each.
ODD = {"200D 0308 2329", "231A 1F3FB", "231A 0308 1F3FB", "1F02C 1F3FF"}


@pytest.fixture(params=["library", "table"])
def way(request, monkeypatch):
    """Break by the library in Rust, or as where it is not installed."""
    if request.param == "table":
        monkeypatch.setattr(breaks, "_library", lambda: None)
    elif breaks._library() is None:
        pytest.skip("needs unicode-segmentation-rs")
    return request.param


def cases() -> Iterator[tuple[str, str, list[int]]]:
    """Yield (code points, text, breaks) of each line of Unicode's test file."""
    for line in TEST_FILE.read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split()
        codes = [field for field in fields if field not in "÷×"]
        marks = [field for field in fields if field in "÷×"]
        if codes:
            wanted = [place for place, mark in enumerate(marks) if mark == "÷" and place < len(codes)]
            yield " ".join(codes), "".join(chr(int(code, 16)) for code in codes), wanted


@pytest.mark.skipif(not TEST_FILE.exists(), reason="needs Debian's package unicode-data")
@pytest.mark.slow
@pytest.mark.usefixtures("way")
def test_conformance():
    """LineBreakTest.txt holds, but for its tailored numbers and four odd lines."""
    wrong, different, count = [], 0, 0
    for codes, text, wanted in cases():
        count += 1
        found = break_offsets(text)
        if found == wanted:
            continue
        different += 1
        classes = [line_class(char) for char in text]
        for place in set(found) ^ set(wanted):
            last = place - 1
            while last and classes[last] == "CM":
                last -= 1
            known = place in wanted and (classes[last], classes[place]) in NUMBERS
            if not known and codes not in ODD:
                wrong.append(codes)

    assert wrong == []
    assert count > 7000
    assert different < 40


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    "parts",
    [
        "日|本|語|の|「テ|キ|ス|ト」|は、|2017|年|2|月",
        "ニャーッ|と",
        "公|開|（UN）|で|す。",
        "中|华|人|民“UN”共|和|国，|第|一|条。",
        "한|국|어 |조|선|글",
        "第|一〜|二",
        "人々|が……",
        "50%|の|人",
        "￥100|円",
        "European",
        "",
    ],
)
def test_known_texts(parts):
    """Lines end where the readers of each language expect: never before a closing sign or a small kana."""
    text = parts.replace("|", "")
    places = {0, *break_offsets(text), len(text)}
    found = "|".join(text[start:end] for start, end in zip(sorted(places), sorted(places)[1:], strict=False))

    assert found == parts


@pytest.mark.usefixtures("way")
def test_the_loose_rule_lets_small_kana_begin_a_line():
    """Where the rule is not strict, small kana and the sound mark break as the large ones."""
    assert break_offsets("ニャーッ", strict=False) == [1, 2, 3]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        *((word, False) for word in ("European", "“größte”", "Ελλάδα", "მსოფლიო", "अधिकार", "العربية")),
        *((word, True) for word in ("中国", "한국어", "ภาษา", "（a", "😀")),
    ],
)
def test_which_words_need_these_rules(word, wanted):
    """Words of scripts with spaces between all words are passed by."""
    assert needs_breaks(word) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ภาษาไทย", True),
        ("ພາສາລາວ", True),
        ("ភាសាខ្មែរ", True),
        ("မြန်မာ", True),
        ("中国", False),
        ("a", False),
        ("฿5", False),
    ],
)
def test_which_scripts_need_a_dictionary(text, wanted):
    """Only Thai, Lao, Khmer and Burmese words need a dictionary."""
    assert needs_dictionary(text) is wanted


@pytest.mark.parametrize(
    ("parts", "language"),
    [
        ("ภาษา|ไทย|เป็น|ภาษา", "th"),
        ("ไทย|😀|ไทย", "th"),
        ("ພາສາ|ລາວ", "lo"),
        ("មនុស្ស|ទាំងអស់|កើតមក", "km"),
        ("လူ|တိုင်း|သည်", "my"),
    ],
)
def test_dictionaries_find_words(parts, language):
    """With the extra `sea` lines end between words."""
    pytest.importorskip("icu4py")
    text = parts.replace("|", "")
    offsets = dictionary_offsets(text, language)

    assert offsets is not None
    assert "".join("|" * (place in offsets) + char for place, char in enumerate(text)) == parts


def test_without_dictionaries_the_caller_is_told(monkeypatch):
    """Without the extra there is no answer, and the finding says how to get it."""
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    breaks._dictionary.cache_clear()

    assert dictionary_offsets("ภาษาไทย", "th") is None
    report = Report()
    box_setter(report).set(Paragraph((Span("ภาษาไทย"),), "body", 1, (), "th"), Style("sans", 10.0, 14.0), 100.0)
    assert any("pdfbrochure[sea]" in finding.mend for finding in report.findings())
    monkeypatch.undo()
    breaks._dictionary.cache_clear()


def test_without_the_library_there_is_no_error(monkeypatch):
    """Where the library is not installed the table takes its place."""
    monkeypatch.setitem(sys.modules, "unicode_segmentation_rs", None)
    breaks._library.cache_clear()

    assert break_offsets("中国") == [1]
    monkeypatch.undo()
    breaks._library.cache_clear()


@pytest.mark.skipif(breaks._library() is None, reason="needs unicode-segmentation-rs")
@given(st.text(st.sampled_from("日本、。「」（）ゃーA1 %￥・한글…“”!/-"), max_size=12))
def test_both_ways_agree(text):
    """The table breaks Chinese, Japanese and Korean as the library does."""
    library = breaks._library()
    assert library is not None

    by_library = [offset for offset in breaks._by_library(library, text) if offset < len(text)]
    assert breaks._by_table(text) == by_library
