"""Checks: what a print shop or an accessibility officer would send back is found before they do."""

import msgspec
import pytest
from support import FONTS, brochure, built, codes, item, jpeg, laid

from pdfbrochure.build import build
from pdfbrochure.check import check_brochure, check_emphasis, check_page_count
from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Memory
from pdfbrochure.model.brochure import PageCount
from pdfbrochure.model.language import load_language


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


def check_theme(**changes) -> list[str]:
    """The findings on a theme whose body style is changed."""
    found = laid(brochure(item()))
    styles = {**found.theme.styles, "body": msgspec.structs.replace(found.theme.styles["body"], **changes)}
    report = Report()
    english = load_language("en")
    assert english is not None
    check_brochure(found.brochure, {"en": english}, msgspec.structs.replace(found.theme, styles=styles), report)
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
