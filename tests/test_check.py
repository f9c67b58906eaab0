"""Checks: what a print shop or an accessibility officer would send back is found before they do."""

import json

import msgspec
import pytest
from support import FONTS, ROOT, as_yaml, brochure, built, codes, item, jpeg, laid, node_of

from pdfbrochure.assets.fallback import Fallback
from pdfbrochure.check import check_brochure, check_page_count
from pdfbrochure.check.printed import check_edges, check_emphasis
from pdfbrochure.diagnostics import BrochureError, Diagnostic, Report, render_text
from pdfbrochure.files import Memory
from pdfbrochure.layout.pages import PlacedLine
from pdfbrochure.model.brochure import PageCount
from pdfbrochure.model.language import load_language
from pdfbrochure.pipeline import build


def with_photo(**keys) -> str:
    """A brochure whose photo has these keys only."""
    return brochure(item(photo={"file": "big.jpg", **keys}))


BIG = {"big": jpeg(2600, 1700)}


@pytest.mark.parametrize(
    ("keys", "settings", "found"),
    [
        ({"credit": "A", "alt": "B"}, {}, []),
        ({"alt": "B"}, {}, ["missing-credit"]),
        ({"credit": "A"}, {}, ["missing-alt"]),
        ({}, {}, ["missing-alt", "missing-credit"]),
        ({"credit": "A", "decorative": True}, {}, []),
        ({"alt": "B"}, {"require_credit": False}, ["missing-credit"]),
    ],
)
def test_photos_need_credit_and_alt(keys, settings, found):
    """A photo says whose it is and what it shows, unless it is decorative."""
    text = brochure(item(photo={"file": "big.jpg", **keys}), **({"settings": settings} if settings else {}))

    assert found == sorted(codes(text, **BIG))


def test_missing_credit_may_be_a_warning():
    """With `require_credit: false` the brochure is built all the same."""
    text = brochure(item(photo={"file": "big.jpg", "alt": "B"}), settings={"require_credit": False})

    assert not built(text, **BIG).report.has_errors


def test_credit_finding_points_at_the_photo():
    """The place is that of the photo's file in the YAML."""
    with pytest.raises(BrochureError) as caught:
        built(with_photo(alt="B"), **BIG)
    finding = caught.value.report.findings()[0]

    assert ("items", 0, "photos", 0, "file") == finding.origin
    assert "big.jpg" in with_photo(alt="B").splitlines()[finding.span.line - 1]


@pytest.mark.parametrize(
    ("width", "words"),
    [(2600, None), (1250, None), (1200, "it will look soft in print"), (800, "single pixels will be seen in print")],
)
def test_resolution(width, words):
    """A lead is 210 mm, 8.27 in, wide: soft below 1240 px, coarse below 827."""
    found = built(with_photo(credit="A", alt="B"), big=jpeg(width, width * 2 // 3)).report.findings()

    assert ([] if words is None else [("low-resolution", "warning")]) == [(f.code, f.severity) for f in found]
    assert words is None or words in found[0].what


def test_resolution_names_numbers():
    """Pixels, millimetres, page and the width that would do are told."""
    (finding,) = built(with_photo(credit="A", alt="B"), big=jpeg(827, 552)).report.findings()

    assert "prints at 100 ppi on page 1 (827 px over 210 mm)" in finding.what
    assert "use a file that is 2067 px wide or more" == finding.mend


@pytest.mark.parametrize("label", ["here", "Click here", "read more", "More!"])
def test_vague_links(label):
    """Words that do not say where a link leads are pointed out, in lists and in the text."""
    assert ["vague-link"] == codes(brochure(item(links=[{label: "https://a.eu"}])))
    assert ["vague-link"] == codes(brochure(item(body=f"For more [{label}](https://a.eu)")))


def test_links_that_say_where_they_lead():
    """Nothing is said of others."""
    assert [] == codes(brochure(item(body="See [the handbook](https://a.eu)", links=[{"The site": "https://a.eu"}])))


@pytest.mark.parametrize(
    ("tag", "vague", "clear"),
    [
        ("de", "Hier", "Das Handbuch"),
        ("fr", "Cliquez ici", "Le manuel"),
        ("es", "aquí", "El manual"),
        ("ru", "Подробнее", "Руководство"),
        ("cs", "zde", "Příručka"),
        ("ja", "こちら", "手引き"),
    ],
)
def test_vague_links_in_other_languages(tag, vague, clear):
    """Each language has its own words that say nothing, in the brochure's language and in that of an item."""
    assert [] == codes(brochure(item(links=[{vague: "https://a.eu"}])))
    for keys, own in (({"language": tag}, {}), ({}, {"lang": tag})):
        assert ["vague-link"] == codes(brochure(item(links=[{vague: "https://a.eu"}], **own), **keys))
        assert ["vague-link"] == codes(brochure(item(body=f"– [{vague}](https://a.eu)", **own), **keys))
        assert [] == codes(brochure(item(links=[{clear: "https://a.eu"}], **own), **keys))


@pytest.mark.parametrize("key", ["intro", "contact"])
def test_vague_links_outside_of_items(key):
    """Intro, imprint and standfirst are looked at too; the finding points at the line."""
    text = brochure(item(standfirst="See [*here*](https://a.eu)"), **{key: "One\n\nSee [more …](https://a.eu)"})
    found = built(text).report.findings()

    assert ["vague-link"] * 2 == [finding.code for finding in found]
    assert {(key,), ("items", 0, "standfirst")} == {finding.origin for finding in found}


@pytest.mark.parametrize(
    ("styles", "colors", "found"),
    [
        ({}, {}, []),
        ({"credit": {"size": 6.5}}, {}, ["small-type"]),
        ({"credit": {"size": 7}}, {}, []),
        ({"body": {"color": "hairline"}}, {}, ["low-contrast"]),
        ({}, {"grey": "#777777"}, ["low-contrast"]),
        ({}, {"grey": "#6f6f6f"}, []),
        ({"body": {"color": "hairline"}, "credit": {"size": 5}}, {}, ["low-contrast", "small-type"]),
    ],
)
def test_own_themes_are_checked(styles, colors, found):
    """A theme of one's own that cannot be read is refused: text below 7 pt, or too pale on its ground."""
    theme = as_yaml({"based_on": "institutional", "styles": styles, "colors": colors})
    text = brochure(item(), settings={"theme": "mine.yaml"})
    report = Report()
    try:
        build(
            "brochure.yaml", files=Memory({"brochure.yaml": text.encode(), "mine.yaml": theme.encode()}), report=report
        )
    except BrochureError:
        assert found

    assert found == sorted({finding.code for finding in report.findings()})
    assert all(finding.severity == "error" for finding in report.findings())


def check_theme(**changes) -> list[str]:
    """The findings on a theme whose body style is changed."""
    found = laid(brochure(item()))
    styles = {**found.theme.styles, "body": msgspec.structs.replace(found.theme.styles["body"], **changes)}
    report = Report()
    english = load_language("en")
    assert english is not None
    edition = found.edition.with_theme(msgspec.structs.replace(found.theme, styles=styles))
    check_brochure(found.brochure, {"en": english}, edition, report)
    return [finding.code for finding in report.findings()]


def test_themes_are_checked():
    """The bundled theme passes; smaller or paler text does not."""
    assert [] == check_theme()
    assert ["small-type"] == check_theme(size=6.9)
    assert ["low-contrast"] == check_theme(color="hairline")


def test_emphasis_that_cannot_be_seen():
    """Own fonts without a face for emphasis are pointed out, one finding a look."""
    report = Report()
    check_emphasis({"italic", "bold"}, report)

    assert ["no-emphasis"] * 2 == [finding.code for finding in report.findings()]


@pytest.mark.parametrize(
    ("count", "wanted", "fine"),
    [
        (4, PageCount(4, 4), True),
        (5, PageCount(4, 4), False),
        (5, PageCount(2, 6), True),
        (7, PageCount(2, 6), False),
        (8, PageCount(multiple_of=4), True),
        (9, PageCount(multiple_of=4), False),
        (1, PageCount(2, None), False),
    ],
)
def test_page_counts(count, wanted, fine):
    """Exactly so many, a range, a multiple, at least so many."""
    report = Report()
    check_page_count(count, wanted, "b.pdf", report, is_finished=True)

    assert fine is not report.has_errors
    assert fine or ["page-count"] == [finding.code for finding in report.findings()]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"palette": "forest"}, []),
        ({"palette": "pink"}, ["unknown-palette"]),
        ({"theme": "fancy"}, ["unknown-theme"]),
        ({"accent": "#12386e"}, []),
        ({"accent": "#ff8800"}, ["accent-darkened"]),
    ],
)
def test_theme_settings(settings, found):
    """A palette and a theme must be there; a pale house color is darkened, and said so."""
    assert found == codes(brochure(item(), settings=settings))


@pytest.mark.parametrize("name", ["boxes.otf", "boxes.ttf", "boxes.ttc"])
def test_own_fonts(name):
    """Every kind of font file may take the theme's place; what is no font is refused."""
    text = brochure(item(), settings={"fonts": {"body": name}})
    files = Memory({"brochure.yaml": text.encode(), name: (FONTS / name).read_bytes()})

    assert not build("brochure.yaml", files=files).report.has_errors
    assert ["bad-font"] == codes(text.replace(name, "a.jpg"))


@pytest.mark.parametrize(("table", "offset"), [(b"OS/2", -1), (b"maxp", 5), (b"head", 12)])
def test_damaged_fonts(table, offset):
    """A font with a broken list of tables, and those that fail only when they are put into the PDF, are findings."""
    content = bytearray((FONTS / "boxes.ttf").read_bytes())
    entry = content.index(table)
    if offset < 0:
        content[entry] = 0xFF
    else:
        start = int.from_bytes(content[entry + 8 : entry + 12], "big")
        content[start + offset - 1 : start + offset + 1] = b"\0\1"
    text = brochure(item(), settings={"fonts": {"body": "boxes.ttf"}})
    files = Memory({"brochure.yaml": text.encode(), "boxes.ttf": bytes(content)})

    with pytest.raises(BrochureError) as caught:
        build("brochure.yaml", files=files)

    (fault,) = [finding for finding in caught.value.report.findings() if finding.severity == "error"]
    assert ("bad-font", ("settings", "fonts", "body")) == (fault.code, fault.origin)


def test_lines_below_the_foot():
    """A line that would fall off its page is an error at the text that it belongs to."""
    laid_out = laid(brochure(item()))
    page = laid_out.pages.pages[0]
    line = next(thing for thing in page.things if isinstance(thing, PlacedLine) and node_of(thing) is not None)
    fallen = msgspec.structs.replace(line, y=laid_out.pages.height + 1)
    pages = msgspec.structs.replace(laid_out.pages, pages=(msgspec.structs.replace(page, things=(fallen,)),))
    report = Report()

    check_edges(pages, laid_out.galley.nodes, report)

    assert ["too-long"] == [finding.code for finding in report.findings()]
    assert laid_out.galley.nodes[node_of(line)].origin == report.findings()[0].origin


# ---- characters without a font


def undrawn(text: str) -> list[Diagnostic]:
    """The findings on characters."""
    with pytest.raises(BrochureError) as caught:
        built(text)
    return [one for one in caught.value.report.findings() if one.code == "missing-glyph"]


def test_characters_without_a_font_are_one_finding():
    """However many there are, the advice is given once, with their number and the first of them and of their lines."""
    bodies = ["".join(map(chr, range(0xE100 + 40 * number, 0xE140 + 40 * number))) for number in range(6)]
    (finding,) = undrawn(brochure(*(item(f"Item {number}", 0, body=body) for number, body in enumerate(bodies))))

    assert "has 264 of the characters: \u201c\ue100\u201d (U+E100), " in finding.what
    assert finding.what.endswith(" and 261 more")
    assert "there are such in the lines 4, 6, 8 and 3 more" == finding.why
    assert ("items", 0, "body") == finding.origin
    assert len(finding.what) < 200


def test_one_character_without_a_font_is_named():
    """With its number, at its place, and no list of places."""
    (finding,) = undrawn(brochure(item("One", 0, body="a \ue100 b")))

    assert ("U+E100" in finding.what, "") == (True, finding.why)


def test_each_advice_is_a_finding(monkeypatch):
    """Characters that one extra brings are told apart from those of another."""
    monkeypatch.setattr("pdfbrochure.assets.fallback.Fallback.find", lambda *_args, **_keys: None)
    monkeypatch.setattr("pdfbrochure.assets.fallback.Fallback._find", lambda *_args: None)
    monkeypatch.setattr("pdfbrochure.assets.fallback.package_folder", lambda _module: None)
    found = undrawn(brochure(item("One", 0, body="\u65e5\u672c\u8a9e \u0995\u0996")))

    assert {"cjk": "3 of", "world": "2 of"} == {
        one.mend.split("[")[1].split("]")[0]: one.what[len("no font here has ") :][:4] for one in found
    }


@pytest.mark.parametrize("tag", ["ja", "zh", "ko"])
def test_a_brochure_without_its_fonts_is_told_in_a_few_lines(monkeypatch, tag):
    """Pages of a script that no font here has print as little as one word of it, and the extra to install."""
    monkeypatch.setattr("pdfbrochure.assets.fallback.package_folder", lambda _module: None)
    monkeypatch.setattr("pdfbrochure.assets.installed.package_folder", lambda _module: None)
    monkeypatch.setattr("pdfbrochure.assets.fallback.of_script", lambda *_args, **_keys: ())
    monkeypatch.setattr("pdfbrochure.assets.fallback.in_system", lambda *_args, **_keys: ())
    texts = json.loads((ROOT / "tests" / "data" / "udhr.json").read_text(encoding="utf-8"))[tag]
    text = brochure(*(item(texts[0], 0, body="\n\n".join(texts)) for _ in range(20)), language=tag)
    with pytest.raises(BrochureError) as caught:
        built(text)
    report = caught.value.report
    printed = "\n".join(render_text(report, alike.first) for alike in report.gathered())

    assert {"missing-glyph"} == report.error_codes()
    assert len(report.gathered()) <= 3
    assert len(printed) < 1800
    assert "pdfbrochure[" in printed


def test_full_width_letters_in_a_latin_text():
    """They are drawn by the font of the extra for Chinese and Japanese, or its name and a way without it are told."""
    text = brochure(item("One", 0, body="\uff26\uff35\uff2c\uff2c \uff57\uff49\uff44\uff54\uff48 \uff11\uff12\uff01"))
    if Fallback(system=False).find("\u65e5") is None:
        (finding,) = undrawn(text)
        assert "pdfbrochure[cjk]" in finding.mend
        assert "plain ones" in finding.mend
    else:
        assert [] == codes(text)
