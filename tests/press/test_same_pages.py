"""What is printed has the words, the lines and the breaks of the screen, whatever the theme and the fold."""

import io
import re
import shutil
import subprocess

import pytest
from msgspec import structs
from printed import everything, printed
from support import EXAMPLES, name_of

from pdfbrochure.editions import PrintRun
from pdfbrochure.layout.pages import PlacedFlat, PlacedPhoto, PlacedShape
from pdfbrochure.mailed import mail
from pdfbrochure.model.themes import known_themes
from pdfbrochure.pipeline import Run


def words_of(data: bytes, folder) -> list[tuple[int, str, float, float]]:
    """Every word of a file, with its page and the corner at which it begins."""
    (folder / "words.pdf").write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-bbox", str(folder / "words.pdf"), "-"], capture_output=True, text=True, check=True, timeout=60
    )
    found, page = [], 0
    for line in done.stdout.splitlines():
        page += "<page " in line
        word = re.search(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="[\d.-]+" yMax="[\d.-]+">(.*)</word>', line)
        if word is not None:
            found.append((page, word[3], float(word[1]), float(word[2])))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("theme", known_themes())
@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_examples_are_printed_as_they_are_shown(path, theme):
    """In every theme, everything that is not color at the edge is the very same thing in the same place."""
    run = Run(path)
    brochure = run.brochure
    settings = structs.replace(brochure.settings, theme=theme, palette="", pages=None, accent="")
    run.examined = structs.replace(run.examined, brochure=structs.replace(brochure, settings=settings))
    shown, after = run.pages, PrintRun(run).pages

    assert len(shown.pages) == len(after.pages)
    for one, other in zip(shown.pages, after.pages, strict=True):
        for thing, again in zip(one.things, other.things, strict=True):
            if not isinstance(thing, (PlacedFlat, PlacedPhoto, PlacedShape)):
                assert again is thing


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs Poppler")
@pytest.mark.parametrize("theme", known_themes())
def test_words_of_the_files_stand_in_the_same_places(theme, tmp_path):
    """Read by another program: all words of the printed and of the mailed file, at most 0.01 pt away."""
    run = everything("offset-coated", theme)
    edge = printed("offset-coated", theme).sheets.sheets[0].trim
    shown = words_of(run.pdf, tmp_path)
    mailed = words_of(mail(run), tmp_path)
    on_paper = words_of(printed("offset-coated", theme).pdf, tmp_path)

    assert mailed == shown
    assert len(shown) > 300
    assert [(page, word) for page, word, _x, _y in on_paper] == [(page, word) for page, word, _x, _y in shown]
    for (_page, _word, x, y), (_other, _same, px, py) in zip(shown, on_paper, strict=True):
        assert (px - edge.left, py - edge.top) == pytest.approx((x, y), abs=0.01)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs Poppler")
def test_sheets_have_all_words(tmp_path):
    """On sheets for folding, every word is there once, in other places."""
    shown = words_of(everything("office-booklet").pdf, tmp_path)
    folded = words_of(printed("office-booklet").pdf, tmp_path)

    assert sorted(word for _page, word, _x, _y in folded) == sorted(word for _page, word, _x, _y in shown)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("gs"), reason="needs Ghostscript")
@pytest.mark.parametrize("theme", known_themes())
def test_printed_pages_look_like_the_screen(theme, tmp_path):
    """Seen through the profile of the press, the trimmed page is the one of the screen, a little duller."""
    from PIL import Image, ImageChops, ImageStat

    run = everything("offset-coated", theme)
    edge = printed("offset-coated", theme).sheets.sheets[0].trim
    looks = []
    for name, data in (("screen", run.pdf), ("print", printed("offset-coated", theme).pdf)):
        (tmp_path / f"{name}.pdf").write_bytes(data)
        subprocess.run(
            ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=png16m", "-r72", "-dUsePDFX3Profile", "-dLastPage=1",
             "-dGraphicsAlphaBits=4", "-dTextAlphaBits=4", f"-sOutputFile={tmp_path / name}.png",
             str(tmp_path / f"{name}.pdf")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        looks.append(Image.open(io.BytesIO((tmp_path / f"{name}.png").read_bytes())).convert("RGB"))
    screen, paper = looks
    left, top = round(edge.left), round(edge.top)
    # Whole blocks of 8 px, in which the corners of letters are evened out.
    size = screen.width // 8, screen.height // 8
    one = screen.resize(size, Image.Resampling.BOX)
    other = paper.crop((left, top, left + screen.width, top + screen.height)).resize(size, Image.Resampling.BOX)
    difference = ImageChops.difference(one, other)

    assert max(ImageStat.Stat(difference).mean) < 14
    assert max(high for _low, high in difference.getextrema()) < 130


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs Poppler")
def test_marked_sheets_say_which_they_are(tmp_path):
    """The line beside a page has the title, its number of all, and the inks; the page's own words are all there."""
    words = words_of(printed("offset-marks").pdf, tmp_path)
    count = len(printed("offset-marks").sheets.sheets)

    beside = [word for _page, word, _x, _y in words if word == f"{count}/{count}"]
    assert len(beside) == 1
    assert sum(word == "Magenta" for _page, word, _x, _y in words) == count
