"""Ghostscript makes the plates of a press of our files: what stands on each of them is looked at."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from printed import printed
from support import ROOT

from pdfbrochure.layout.pages import PlacedCode, PlacedFlat, PlacedLine, PlacedPhoto
from pdfbrochure.model.themes import known_themes

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("gs"), reason="needs Ghostscript")]
PPI = 72
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
# In the plates of Ghostscript, 255 is paper.
PAPER = 255


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the plates are."""
    return tmp_path_factory.mktemp("plates")


@cache
def _separated(folder: Path, shop: str, theme: str) -> tuple[dict[str, Image.Image], ...]:
    name = f"{shop}-{theme}"
    (folder / f"{name}.pdf").write_bytes(printed(shop, theme).pdf)
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{PPI}",
         f"-sOutputFile={folder / name}-%d.tif", str(folder / f"{name}.pdf")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    count = len(list(folder.glob(f"{name}-*.tif")))
    sides = len(printed(shop, theme).sheets.sheets)
    assert count >= 5 * sides
    return tuple(
        {plate: Image.open(folder / f"{name}-{side}({plate}).tif").convert("L") for plate in PLATES}
        for side in range(1, sides + 1)
    )


def _area(run, thing, *, inside=0.0):
    """Where a thing lies on its sheet, in pixels."""
    trim = run.sheets.sheets[0].trim
    height = getattr(thing, "height", getattr(thing, "size", 0.0))
    width = getattr(thing, "width", getattr(thing, "size", 0.0))
    left, top = trim.left + thing.x, trim.top + thing.y
    box = (left + inside, top + inside, left + width - inside, top + height - inside)
    return tuple(round(edge * PPI / 72) for edge in box)


def _darkest(plate, box):
    return plate.crop(box).getextrema()[0]


@pytest.mark.parametrize("theme", known_themes())
def test_text_is_on_the_black_plate_alone(folder, theme):
    """Where only body text stands, no other plate has a dot."""
    run = printed("offset-coated", theme)
    sides = _separated(folder, "offset-coated", theme)
    looked = 0
    for page, plates in zip(run.pages.pages, sides, strict=True):
        for thing in page.things:
            if not isinstance(thing, PlacedLine) or not thing.line.runs:
                continue
            if {one.color for one in thing.line.runs} != {"ink"} or any(one.url for one in thing.line.runs):
                continue
            size = thing.line.runs[0].size
            trim = run.sheets.sheets[0].trim
            x, y = trim.left + thing.x, trim.top + thing.y
            box = (round(x), round(y - 0.7 * size), round(x + thing.line.width), round(y))
            if box[2] - box[0] < 20:
                continue
            if any(_is_ground(other) and _meets(_area(run, other), box) for other in page.things):
                continue
            assert _darkest(plates["Black"], box) < 200
            assert {_darkest(plates[plate], box) for plate in PLATES[:3]} == {PAPER}
            looked += 1
    assert looked > 20


def _is_ground(thing):
    """Whether a thing has inks of its own behind text: a photo, or a field with a tint."""
    return isinstance(thing, PlacedPhoto) or (isinstance(thing, PlacedFlat) and min(thing.width, thing.height) > 40)


def _meets(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_bleed_is_filled_and_nothing_is_beyond_it(folder):
    """The strips of panel and photo round the trim have ink to their outer edge; the sheet ends there."""
    run = printed("offset-marks")
    sheet, plates = run.sheets.sheets[0], _separated(folder, "offset-marks", "institutional")[0]
    whole = ImageChops.darker(ImageChops.darker(plates["Cyan"], plates["Magenta"]), plates["Black"])
    field = next(
        thing for thing in run.pages.pages[0].things if isinstance(thing, PlacedFlat) and thing.width > run.pages.width
    )
    assert field.x == pytest.approx(-run.printing.bleed)
    left, upper, right = round(sheet.bleed.left), round(sheet.bleed.top), round(sheet.bleed.right)
    top, foot = round(sheet.trim.top + field.y), round(sheet.trim.top + field.y + field.height)
    for strip in (
        (left + 1, top + 1, round(sheet.trim.left), foot - 1),
        (round(sheet.trim.right), top + 1, right - 1, foot - 1),
    ):
        assert whole.crop(strip).getextrema()[1] < PAPER
    # Between the bleed and the marks there is white.
    assert _darkest(whole, (left, upper - 2, right, upper - 1)) == PAPER
    assert _darkest(whole, (left - 2, upper, left - 1, round(sheet.bleed.foot))) == PAPER


def test_marks_are_on_all_plates_and_outside_the_bleed(folder):
    """Crop marks print with all inks, for the plates are laid on each other by them."""
    run = printed("offset-marks")
    sheet, plates = run.sheets.sheets[0], _separated(folder, "offset-marks", "institutional")[0]
    x = round(sheet.trim.left)
    reach = (x - 2, round(sheet.bleed.top - 15), x + 2, round(sheet.bleed.top - 5))

    for plate in PLATES:
        assert _darkest(plates[plate], reach) < 230, plate


def test_code_is_read_from_the_black_plate(folder, tmp_path):
    """The squares of a QR code are on one plate, and a telephone reads it."""
    if not shutil.which("zbarimg"):
        pytest.skip("needs zbar")
    run = printed()
    number, code = next(
        (page.number, thing) for page in run.pages.pages for thing in page.things if isinstance(thing, PlacedCode)
    )
    (folder / "code.pdf").write_bytes(run.pdf)
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r200", f"-dFirstPage={number}",
         f"-dLastPage={number}", f"-sOutputFile={folder}/code-%d.tif", f"{folder}/code.pdf"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = {}
    for plate in ("Black", "Cyan"):
        (path,) = folder.glob(f"code-*({plate}).tif")
        Image.open(path).convert("L").save(tmp_path / f"{plate}.png")
        done = subprocess.run(["zbarimg", "-q", tmp_path / f"{plate}.png"], capture_output=True, text=True, check=False)
        found[plate] = done.stdout.strip()

    assert found == {"Black": f"QR-Code:{code.url}", "Cyan": ""}


def test_black_text_does_not_cut_out_what_lies_below(folder):
    """A word in black on a field of another color: the other plates go on under it."""
    run = printed()
    inks = run.plates.inks
    assert inks.fill("ink") == b"/GSover gs 0 0 0 1 k"
    pdf = _field_below_text(run.pdf)
    (folder / "over.pdf").write_bytes(pdf)
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r72", "-dLastPage=1",
         f"-sOutputFile={folder}/over-%d.tif", f"{folder}/over.pdf"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    cyan = Image.open(folder / "over-1(Cyan).tif").convert("L")
    black = Image.open(folder / "over-1(Black).tif").convert("L")

    assert cyan.crop((30, 30, 200, 200)).getextrema() == (0, 0)
    assert black.crop((30, 30, 200, 200)).getextrema()[0] == 0


def _field_below_text(data):
    """A file with a field of cyan, on its first page, and a black square by our own state over it."""
    import pikepdf
    from shape import mutated

    def change(pdf):
        pdf.pages[0].contents_add(
            pikepdf.Stream(pdf, b"/GSout gs 1 0 0 0 k 0 0 2000 2000 re f /GSover gs 0 0 0 1 k 0 0 2000 2000 re f")
        )

    return mutated(data, change)


def test_ghostscript_takes_the_files_for_pdf_x(tmp_path):
    """With -dPDFX, Ghostscript says nothing about what it would have to drop; all files in one call."""
    names = []
    for shop in ("offset-coated", "offset-marks", "digital", "office-booklet", "pod-240"):
        path = tmp_path / f"{shop}.pdf"
        path.write_bytes(printed(shop).pdf)
        names.append(str(path))
    done = subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFX=true", "-sDEVICE=pdfwrite", "-sOutputFile=/dev/null", *names],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip

    assert (done.returncode, re.findall("(?i).*(?:permitted|error|revert|warn).*", done.stdout + done.stderr)) == (
        0,
        [],
    )


def test_ghostscript_would_say_it(tmp_path):
    """The file for the screen, with its links, is refused: the check above can fail."""
    (tmp_path / "a.pdf").write_bytes(printed().run.pdf)
    done = subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFX=true", "-sDEVICE=pdfwrite", "-sOutputFile=/dev/null",
         str(tmp_path / "a.pdf")],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip

    assert "not permitted" in done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_qpdf_finds_nothing(tmp_path):
    """The syntax of every file is sound."""
    for shop in ("offset-marks", "office-booklet"):
        path = tmp_path / f"{shop}.pdf"
        path.write_bytes(printed(shop).pdf)
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr


def test_ci_installs_ghostscript():
    """These tests are not skipped where they count."""
    assert " ghostscript " in (ROOT / ".ci" / "run").read_text()
