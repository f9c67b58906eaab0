"""Lines of scripts that no theme knows, and of letters with two marks, stand clear of each other."""

from __future__ import annotations

import io
import itertools

import pytest
from fontTools.ttLib import TTFont
from support import brochure, item, laid

from pdfbrochure.assets.bundled import BUNDLED_SCRIPTS, FONT_FOLDER
from pdfbrochure.assets.ink import ink_of
from pdfbrochure.assets.installed import hanging_style
from pdfbrochure.layout.pages import PlacedLine

LONG = {
    "ka": "ადამიანის უფლებათა საყოველთაო დეკლარაცია და მისი მნიშვნელობა",
    "hy": "Մարդու իրավունքների համընդհանուր հռչակագիր և նրա նշանակությունը",
    "vi": "HỘI NGHỊ VỀ QUYỀN CỦA TRẺ EM VÀ CỦA MỌI NGƯỜI Ở CÁC TỈNH, ĐIỂM ĐẾN CỦA ẪỄỖ",
}
LONG |= {
    "te": "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును",
    "bo": "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང་ རྡོ་རྗེའི་ བསྒྲུབས་",
}
SCRIPTS = {"ka": "Geor", "hy": "Armn", "vi": "Latn", "te": "Telu", "bo": "Tibt"}


@pytest.mark.parametrize("language", LONG)
@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_lines_of_titles_do_not_touch(language: str, theme: str) -> None:
    """From line to line there is at least the height of the letters, in titles of every size."""
    ink = ink_of(SCRIPTS[language], language, LONG[language])
    if not ink:
        pytest.skip("no font of the script is installed")
    text = brochure(item(LONG[language], 20), title=LONG[language], language=language, settings={"theme": theme})
    seen = 0
    for page in laid(text).pages.pages:
        placed = [thing for thing in page.things if isinstance(thing, PlacedLine) and thing.line.runs]
        for one, two in itertools.pairwise(placed):
            size = one.line.runs[0].size
            if size > 14 and size == two.line.runs[0].size and one.x == two.x:
                seen += 1
                assert two.y - one.y >= ink * size

    assert seen


def tall_font() -> bytes:
    """The Arabic font of the program, twice as large on the same em, and without Latin letters."""
    font = TTFont(FONT_FOLDER / BUNDLED_SCRIPTS["Arab"][0][0])
    font["head"].unitsPerEm //= 2
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if not 0x21 <= code <= 0x7E}
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_a_font_of_ones_own_may_be_taller_than_the_theme_expects(theme: str) -> None:
    """Nastaliq stands twice as high as Naskh: its lines are as far apart as its words need, on one grid."""
    words = "تنظیمیں پیچھے مستقبل " * 12
    settings = {"theme": theme, "fonts": {"body": "tall.ttf"}}
    text = brochure(item("خبریں", 0, body=words), title=words[:60], language="ur", settings=settings)
    pages = laid(text, **{"tall.ttf": tall_font()})
    seen = 0
    for page in pages.pages.pages:
        placed = [thing for thing in page.things if isinstance(thing, PlacedLine) and thing.line.runs]
        for one, two in itertools.pairwise(placed):
            size = one.line.runs[0].size
            if size == two.line.runs[0].size and abs(one.x - two.x) < 40 and two.y > one.y:
                seen += 1
                assert two.y - one.y > 1.8 * size

    assert seen > 3
    assert pages.grid.unit > 1.8 * pages.theme.styles["body"].size


def test_a_font_without_latin_letters_leaves_them_to_another() -> None:
    """Addresses and names are drawn in the theme's own font, and not as empty boxes."""
    text = brochure(
        item("خبریں", 0, body="مستقبل UNODC 2017-2020", links=[{"label": "تنظیم", "url": "https://example.org"}]),
        language="ur",
        settings={"fonts": {"body": "tall.ttf"}},
    )
    done = laid(text, **{"tall.ttf": tall_font()})
    runs = [
        run
        for page in done.pages.pages
        for line in page.things
        if isinstance(line, PlacedLine)
        for run in line.line.runs
    ]
    latin = [run for run in runs for piece in run.pieces if "UNODC" in piece.text or "example" in piece.text]

    assert "missing-glyph" not in done.found
    assert latin
    assert all("SourceSans" in run.shaper.face.key for run in latin)


@pytest.mark.skipif(not hanging_style("ur"), reason="no font of the hanging style is installed")
def test_urdu_hangs_where_this_computer_has_such_a_font() -> None:
    """It is set in Nastaliq, its lines far enough apart, with a note that others may not; Arabic is as ever."""
    done = laid(brochure(item("خبریں", 0, body="تنظیمیں مستقبل"), title="پیچھے", language="ur"))

    assert "font-of-this-computer" in done.found
    assert done.grid.unit > 2.2 * done.theme.styles["body"].size
    assert not hanging_style("ar")


def test_other_scripts_keep_their_leading() -> None:
    """Themes are made for Latin, Greek and Cyrillic, and say what changes for Arabic and others."""
    assert [0.0] * 4 == [ink_of(*pair) for pair in (("Latn", "en"), ("Grek", "el"), ("Arab", "ar"), ("Hebr", "he"))]
    assert ink_of("Geor", "ka") > 1
