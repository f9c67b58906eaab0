"""Several languages of one brochure: one setting for all, and one table."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from support import prose

from pdfbrochure.model.edition import Common
from pdfbrochure.several import Row, as_table, common_setting, shared


@pytest.mark.parametrize(
    ("places", "wanted"),
    [([0.0, -0.2, -0.5], -0.5), ([0.0, 0.0], 0.0), ([0.3, 0.0], 0.3), ([0.3, -0.1], None)],
)
def test_the_farthest_setting_on_one_side_is_shared(places: list[float], wanted: float | None) -> None:
    """Where some must be tightened and others loosened, there is none."""
    found = shared([Common(place, 4) for place in places])

    assert (found and found.place) == wanted
    assert shared([Common(0.0, 4), Common(0.0, 5)]) is None


def test_the_table_tells_pages_lines_and_what_was_changed() -> None:
    """A row a language; what is the same for all is said once, and different numbers of pages have their advice."""
    table = as_table([Row("en", 4, 120, ()), Row("fr", 5, 1350, ("leading 15 \u2192 14.5 pt",)), Row("ar", 0, 0, ())])

    assert table == [
        "language  pages  lines  to fit",
        "en            4    120  as it is",
        "fr            5   1350  leading 15 \u2192 14.5 pt",
        "ar            -      -  as it is",
        "for one number of pages in all languages, write `pages: 5` in `settings`",
    ]
    alike = as_table([Row("en", 4, 120, ("a", "b")), Row("fr", 4, 130, ("a", "b"))])
    assert alike[1:] == ["en            4    120", "fr            4    130", "to fit, all alike: a, b"]


def in_two(folder: Path, english: int, french: int, pages: str) -> Path:
    """A brochure of four items, whose texts are longer in one language than in the other."""
    items = "".join(
        f"  - title: {{en: Item {number}, fr: Article {number}}}\n"
        f"    body: {{en: '{prose(english, start=number)}', fr: '{prose(french, start=number)}'}}\n"
        for number in range(1, 9)
    )
    file = folder / "brochure.yaml"
    file.write_text(f"title: {{en: News, fr: Nouvelles}}\nlanguage: en\n{pages}items:\n{items}", encoding="utf-8")
    return file


@pytest.mark.slow
def test_languages_are_set_alike(tmp_path: Path) -> None:
    """The longer language must be tightened, so the shorter one is set in the same leading and type."""
    file = in_two(tmp_path, 125, 150, "settings: {pages: 2}\n")
    common = common_setting(file, ["en", "fr"])
    done = run("build", file, "--all-languages")

    assert common is not None
    assert common.place < 0
    table = done.stdout.splitlines()[-4:]
    assert 0 == done.exit_code
    assert ["language", "pages", "lines"] == table[0].split()
    assert [["en", "2"], ["fr", "2"]] == [row.split()[:2] for row in table[1:3]]
    assert table[3].startswith("to fit, all alike: ")


@pytest.mark.slow
def test_check_tells_the_same_table(tmp_path: Path) -> None:
    """Without a number of pages nothing is changed, and where the numbers differ one is proposed."""
    file = in_two(tmp_path, 100, 158, "")
    done = run("check", file, "--all-languages")

    assert common_setting(file, ["en", "fr"]) is None
    assert 0 == done.exit_code
    assert [["en", "2"], ["fr", "3"]] == [row.split()[:2] for row in done.stdout.splitlines()[-3:-1]]
    assert done.stdout.splitlines()[-1].endswith("write `pages: 3` in `settings`")
