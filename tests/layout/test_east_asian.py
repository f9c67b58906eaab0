"""Lines of Chinese, Japanese and Korean: flush where characters fill them, whole words where spaces part them."""

from __future__ import annotations

import pytest
from support import brochure, item, laid, run_of, text_of

from pdfbrochure.assets.installed import of_script
from pdfbrochure.compose.blocks import Paragraph, Span
from pdfbrochure.layout.pages import PlacedLine

pytestmark = pytest.mark.skipif(not of_script("JP", serif=False), reason="needs pdfbrochure[cjk]")

JAPANESE = (
    "三月、事務所は「まちづくり」に関する年次会合を開きました。参加した四十二の市の代表は、水辺の緑を守るための取り組みについて"
    "意見を交わし、学校、図書館、そして報道機関の役割を確認しました。市長は「私たちは対話によって未来を築く」と述べました。"
)
TRADITIONAL = (
    "三月，辦公室舉行了年度會議。來自四十二個城市的代表，就保護水岸綠地的工作，交換了意見；並確認了學校、圖書館的作用。"
    * 2
)
KOREAN = (
    "사무소는 봄에 도시의 물가를 지키기 위한 연례 회의를 열었습니다. 참가한 도시의 대표들은 학교와 도서관, "
    "언론의 역할을 확인하고 앞으로의 협력에 대해 의견을 나누었습니다. "
) * 3


def paragraph_of(text: str) -> Paragraph:
    """A running text."""
    return Paragraph((Span(text),), "body")


def lines_of(text: str, language: str, **keys: object) -> list[PlacedLine]:
    """The lines of a running text, in which every character is as large as in the body."""
    pages = laid(brochure(item("T", 0, body=text), language=language, **keys)).pages
    placed = [thing for page in pages.pages for thing in page.things if isinstance(thing, PlacedLine)]
    typed = text.replace(" ", "").replace("\n", "")
    return [one for one in placed if len(said(one)) > 6 and said(one).replace(" ", "")[:5] in typed]


def said(placed: PlacedLine) -> str:
    """The text of a line."""
    return "".join(piece.text for run in placed.line.runs for piece in run.pieces)


@pytest.mark.parametrize(("text", "language"), [(JAPANESE * 2, "ja"), (TRADITIONAL, "zh-Hant")])
def test_body_is_flush(text: str, language: str) -> None:
    """No line but a paragraph's last is short by more than half a character."""
    lines = lines_of(text, language)
    size = lines[0].line.runs[0].size
    widest = max(one.line.width for one in lines)

    assert len(lines) > 4
    assert all(widest - one.line.width < 0.6 * size for one in lines[:-1])


@pytest.mark.parametrize("justify", [False, True])
def test_lines_are_filled_whatever_they_hold(justify: bool) -> None:
    """Names, numbers and addresses do not break where a line is full; still one in a hundred at most is short."""
    mixed = (
        "参加者は3,500人（うち42％がオンライン）で、詳しくは UNODC のサイト https://www.unodc.org/communications "
        "をご覧ください。『世界人権宣言』、「子どもの権利条約」、および（その他の）文書が配布された。"
    )
    run = run_of(brochure(item("T", 0, body="本文。"), language="ja"))
    style = run.edition.theme.styles["body"]
    paragraphs = [paragraph_of(text) for text in (JAPANESE, JAPANESE + mixed, mixed + JAPANESE)]
    short = inner = 0
    for measure in range(160, 260, 7):
        for paragraph in paragraphs:
            lines = run.setter.set(paragraph, style, float(measure), hyphenate=True, justify=justify).lines
            inner += len(lines) - 1
            short += sum(measure - line.width > 0.6 * style.size for line in lines[:-1])
            assert all(line.width < measure + 0.5 for line in lines)

    assert short / inner < 0.01


def test_a_sign_gives_way_before_characters_part() -> None:
    """A line that is a little too long takes its last character in, for its commas give half of their blank."""
    run = run_of(brochure(item("T", 0, body="本文。"), language="ja"))
    style = run.edition.theme.styles["body"]
    text = "水、緑、町、人、" + "山川草木春夏秋冬東西南北" * 3
    natural = run.setter.width(paragraph_of(text[:16]), style)
    (first, *_others) = run.setter.set(paragraph_of(text), style, natural - 0.5 * style.size).lines

    assert text_of(first) == text[:16]
    assert first.width == pytest.approx(natural - 0.5 * style.size, abs=0.1)
    assert all(not one.tracking for one in first.runs)


def test_standfirst_is_flush() -> None:
    """It is set like other text, and not in lines of even length as a title."""
    pages = laid(brochure(item("T", 0, standfirst=JAPANESE * 2, body="本文。"), language="ja")).pages
    placed = [thing for page in pages.pages for thing in page.things if isinstance(thing, PlacedLine)]
    lines = [one for one in placed if len(said(one)) > 6 and said(one)[:5] in JAPANESE]
    widest = max(one.line.width for one in lines)

    assert len(lines) > 3
    assert all(widest - one.line.width < 0.6 * one.line.runs[0].size for one in lines[:-1])


def test_ragged_korean_ends_lines_between_words() -> None:
    """Korean is read by words, so that a ragged line never ends within one."""
    words = set(KOREAN.split())
    for placed in lines_of(KOREAN, "ko", settings={"justify": False}):
        assert set(said(placed).split()) <= words


def test_centered_stops_of_traditional_chinese() -> None:
    """Its comma stands in the middle, so before a bracket it gives way by less than one at the side does."""
    widths = {}
    for language in ("zh-Hant", "zh"):
        (line,) = lines_of("學校，（圖書館）。圖書館的作用", language)
        widths[language] = line.line.width / line.line.runs[0].size

    assert widths["zh"] == pytest.approx(widths["zh-Hant"], abs=0.3)
    (open_line,) = lines_of("學校，，圖書館的作用", "zh-Hant")
    (closed_line,) = lines_of("學校，，圖書館的作用", "zh")
    assert open_line.line.width - closed_line.line.width == pytest.approx(0.5 * open_line.line.runs[0].size, abs=0.1)
