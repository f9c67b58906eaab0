"""Lines of scripts that no theme knows, and of letters with two marks, stand clear of each other."""

from __future__ import annotations

import itertools

import pytest
from support import brochure, item, laid

from pdfbrochure.assets.ink import ink_of
from pdfbrochure.layout.pages import PlacedLine

LONG = {
    "ka": "ადამიანის უფლებათა საყოველთაო დეკლარაცია და მისი მნიშვნელობა",
    "hy": "Մարդու իրավունքների համընդհանուր հռչակագիր և նրա նշանակությունը",
    "vi": "HỘI NGHỊ VỀ QUYỀN CỦA TRẺ EM VÀ CỦA MỌI NGƯỜI Ở CÁC TỈNH, ĐIỂM ĐẾN CỦA ẪỄỖ",
}
SCRIPTS = {"ka": "Geor", "hy": "Armn", "vi": "Latn"}


@pytest.mark.parametrize("language", LONG)
@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
def test_lines_of_titles_do_not_touch(language: str, theme: str) -> None:
    """From line to line there is at least the height of the letters, in titles of every size."""
    ink = ink_of(SCRIPTS[language], language)
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


def test_other_scripts_keep_their_leading() -> None:
    """Themes are made for Latin, Greek and Cyrillic, and say what changes for Arabic and others."""
    assert [0.0] * 4 == [ink_of(*pair) for pair in (("Latn", "en"), ("Grek", "el"), ("Arab", "ar"), ("Hebr", "he"))]
    assert ink_of("Geor", "ka") > 1
