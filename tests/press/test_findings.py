"""What a shop would send back is said beforehand, with its place and what to type instead."""

import contextlib
import io

import pytest
from PIL import Image
from printed import colored, of, printed, saved
from support import Memory, brochure, item, photo, with_photos

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.editions import PrintRun, make_editions
from pdfbrochure.model.brochure import Print, Settings
from pdfbrochure.model.printing import arrange, known_shops
from pdfbrochure.pipeline import Run, build

SHOP = "condition: FOGRA39\nprofile: coated\n"


def found(text: str, **files: bytes) -> dict[str, tuple]:
    """The findings about printing on a brochure: code -> (severity, what, why, mend, origin)."""
    run = Run("brochure.yaml", files=with_photos(text, **files))
    assert run.ready == set()
    with contextlib.suppress(BrochureError):
        _proofed = PrintRun(run).proofed
    return {
        each.code: (each.severity, each.what, each.why, each.mend, each.origin)
        for each in run.report.findings()
        if each.code.startswith(("print-", "unknown-shop"))
    }


def with_shop(shop: str, **keys) -> tuple[str, dict[str, bytes]]:
    """A brochure printed at a shop of its own."""
    text = brochure(item("One", 80), settings={"print": {"shop": "look/shop.yaml", **keys}})
    return text, {"look/shop.yaml": (SHOP + shop).encode()}


def test_a_sound_brochure_is_silent():
    """Nothing is said of one that can be printed."""
    assert found(brochure(item("One", 200, photo=photo("big.jpg")), settings={"page": "A6"}), big=colored()) == {}


def test_coarse_photos_are_told_and_refused():
    """Below the shop's first limit a warning, below its second an error; with the width that would do."""
    told = found(brochure(item("One", 200, photo=photo("a.jpg"))))
    severity, what, _why, mend, origin = told["print-resolution"]

    assert severity == "error"
    assert "refuses less than 150" in what
    assert mend.startswith("use a file that is ")
    assert origin == ("items", 0, "photos", 0, "file")
    fine = found(brochure(item("One", 200, photo=photo("big.jpg")), settings={"page": "A5"}), big=colored(1000, 700))
    assert fine["print-resolution"][0] == "warning"


def test_too_much_ink_is_told():
    """A black photo in a shop that allows little: where, how much, and of which photo."""
    dark = saved(Image.new("RGB", (1400, 900), (30, 8, 2)))
    _text, files = with_shop("ink_limit: 200\nppi: {warn: 60, error: 50}\n")
    settings = {"page": "A6", "print": {"shop": "look/shop.yaml"}}
    text = brochure(item("One", 80, photo=photo("dark.jpg")), settings=settings)
    severity, what, _why, _mend, origin = found(text, dark=dark, **files)["print-ink"]

    assert severity == "warning"
    assert "dark.jpg" in what
    assert "200 %" in what
    assert origin[:1] == ("items",)


def test_a_color_beyond_ink_is_told():
    """A bright accent: its nearest inks are named, with the place of the setting."""
    told = found(brochure(item("One", 80), settings={"accent": "#00a0ff"}))
    _severity, what, why, mend, origin = told["print-colors"]

    assert "#00a0ff" in what
    assert "dE76" in why
    assert "inks" in mend
    assert origin == ("settings", "accent")


@pytest.mark.parametrize(
    ("fold", "code"),
    [("booklet", "print-pages"), ("tri-fold", "print-pages"), ("accordion", "print-pages"), ("none", None)],
)
def test_pages_that_do_not_fold_are_told(fold, code):
    """One page is no booklet, no leaflet and no accordion; the blank ones are named."""
    told = found(brochure(item("One", 80), settings={"print": {"fold": fold}}))

    assert (code in told) if code else told == {}
    if fold == "tri-fold":
        assert "pages 1, 2, 3, 4 and 5 would be blank" in told[code][1]


def test_booklet_adds_no_page():
    """Single pages stay as many as there are."""
    made = of(brochure(item("One", 80), settings={"print": {"fold": "booklet"}}))

    assert len(made.sheets.sheets) == 1
    assert not made.sheets.imposed


def test_more_panels_than_a_sheet_has_is_an_error():
    """Seven pages are no leaflet of six."""
    text = brochure(*(item(f"Item {n}", 60, new_page=True) for n in range(8)), settings={"print": {"fold": "tri-fold"}})

    assert found(text)["print-pages"][0] == "error"


def test_wide_safety_is_told():
    """Text nearer to the knife than the shop wants it."""
    text, files = with_shop("safety: 20mm\n")

    assert "where page 1 is cut" in found(text, **files)["print-safety"][1]


def test_old_standards_are_not_offered():
    """X-1a is said not to be written, and what to ask for."""
    text, files = with_shop("standard: x-1a\n")

    assert found(text, **files)["print-standard"][0] == "error"


def test_unknown_shop_is_told_with_those_that_there_are():
    """A slip in the name of a shop."""
    told = found(brochure(item("One", 80), settings={"print": "offset-glossy"}))

    assert all(name in told["unknown-shop"][3] for name in known_shops())


@pytest.mark.parametrize("content", [b"", b"nothing", b"\0" * 200])
def test_a_profile_of_no_press_is_refused(content):
    """Neither empty nor any file will do."""
    text = brochure(item("One", 80), settings={"print": {"profile": "assets/a.icc"}})

    assert found(text, **{"assets/a.icc": content})["print-profile"][0] == "error"


def test_a_profile_of_the_screen_is_refused_by_its_name():
    """The finding says that it is for other colors."""
    from printed import srgb

    text = brochure(item("One", 80), settings={"print": {"profile": "assets/a.icc"}})

    assert "RGB colors" in found(text, **{"assets/a.icc": srgb()})["print-profile"][1]


def test_a_profile_of_ones_own_is_used():
    """It takes the place of the bundled one, in the file's output intent too."""
    from pdfbrochure.assets.separations import FOLDER

    own = (FOLDER / "coated-240.icc").read_bytes()
    made = of(brochure(item("One", 80), settings={"print": {"profile": "assets/a.icc"}}), **{"assets/a.icc": own})

    assert made.press.profile == own
    assert "FOGRA39" in made.plates.described


def test_two_shops_that_contradict_each_other_are_both_served():
    """One word is changed: marks or none, 300 or 240 percent, and both find nothing in their own file."""
    for shop, marks, limit in (("offset-marks", True, 300), ("pod-240", False, 240)):
        made = printed(shop)
        assert made.printing.shop.marks is marks
        assert max(page.most for page in made.coverage) <= limit + 1
        assert bool(made.sheets.sheets[0].marks) is marks


def test_errors_keep_the_file_for_the_press_from_being_made():
    """The one for the screen is made; the one that a shop would refuse is not."""
    built = build("brochure.yaml", files=with_photos(brochure(item("One", 200, photo=photo("a.jpg")))))
    files = make_editions(built, ("screen", "print"))

    assert next(files).kind == "screen"
    with pytest.raises(BrochureError):
        next(files)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bleed: 3", ""),
        ("bleed: 3 cm", "bad-length"),
        ("blead: 3mm", "unknown-key"),
        ("marks: yes", "bad-boolean"),
        ("ink_limit: 500", "bad-number"),
        ("inks: {red: [1, 2, 3, 4]}", "bad-color"),
        ('inks: {"#ff0000": [1, 2, 3]}', "bad-number"),
        ('inks: {"#ff0000": [1, 2, 3, 400]}', "bad-number"),
        ('spots: {"#ff0000": All}', "bad-choice"),
        ('spots: {"#ff0000": PANTONE 485 C}', ""),
        ("- a list", "not-yaml"),
    ],
)
def test_slips_in_a_shop_are_told_with_their_place(typed, code):
    """As in a brochure: the line of the shop's own file."""
    arranged = arrange(Settings(print=Print("look/shop.yaml")), Memory({"look/shop.yaml": f"{typed}\n".encode()}))
    report = Run("brochure.yaml", files=Memory({})).report
    report.take(arranged.findings)
    codes = {finding.code for finding in report.findings()}

    assert (arranged.printing is None) == bool(code)
    assert not code or code in codes or code == "not-yaml", codes


def test_spot_colors_are_plates_of_their_own(tmp_path):
    """A house colour with a name is a Separation, with its inks as stand-in."""
    text, files = with_shop('inks: {"#12386e": [100, 80, 20, 20]}\nspots: {"#12386e": PANTONE 280 C}\n')
    made = of(text, **files)

    assert made.inking.of("accent").spot == "PANTONE 280 C"
    assert made.plates.inks.fill("accent").endswith(b"/CSspot1 cs 1 scn")
    assert made.pdf
    states, spaces = made.plates.inks.resources()
    assert set(states) == {"GSover", "GSout"}
    assert spaces["CSspot1"].content == (
        b"[/Separation /PANTONE#20280#20C /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] "
        b"/C1 [1 0.8 0.2 0.2] /N 1 >>]"
    )


def test_gray_photos_are_on_the_black_plate():
    """A photo without colors, though saved in RGB, is gray in the file; a colored one is in four inks."""
    import pikepdf

    with pikepdf.open(io.BytesIO(printed().pdf)) as pdf:
        spaces = [str(obj.ColorSpace) for obj in pdf.objects
                  if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image"]  # fmt: skip
    assert sorted(spaces) == ["/DeviceCMYK", "/DeviceCMYK", "/DeviceGray"]
