"""Which inks print which color, and how much of them there is."""

import io

import pytest
from msgspec import structs
from PIL import Image, ImageCms
from printed import printed

from pdfbrochure.assets import separations
from pdfbrochure.assets.glyph_ink import ink_of_glyph
from pdfbrochure.assets.plates import Plates
from pdfbrochure.assets.separations import FOLDER, Press, fault_of_profile
from pdfbrochure.color import AA, BLACK, NO_INK, RICH_BLACK, Ink, contrast
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.shops import Shop
from pdfbrochure.model.themes import known_themes, load_theme
from pdfbrochure.press.inking import Inking

PRESS = Press((FOLDER / "coated.icc").read_bytes())


@pytest.mark.parametrize("name", ["coated", "coated-240"])
def test_bundled_profiles_are_of_a_press(name):
    """Four inks, of class prtr, and they can separate."""
    assert fault_of_profile((FOLDER / f"{name}.icc").read_bytes()) == ""


@pytest.mark.parametrize(("name", "limit"), [("coated", 300), ("coated-240", 240)])
def test_bundled_profiles_keep_their_limit(name, limit):
    """Whatever the color, in all of a picture of all of them."""
    press = Press((FOLDER / f"{name}.icc").read_bytes())
    image, _again = press.separated(Image.effect_noise((60, 60), 120).convert("RGB"), b"")
    dark, _again = press.separated(Image.new("RGB", (4, 4), (3, 2, 1)), b"")

    samples = image.tobytes() + dark.tobytes()
    assert max(sum(samples[at : at + 4]) for at in range(0, len(samples), 4)) / 2.55 <= limit + 3


def test_white_is_paper_and_black_one_ink():
    """The two that must never be worked out."""
    assert PRESS.ink("#ffffff") == NO_INK
    assert PRESS.ink("#000000") == BLACK


def test_inks_come_out_as_the_color_that_was_meant():
    """To a small distance, where the press has it; a pure blue it has not."""
    for color in ("#7a1f2e", "#e9eff6", "#888888", "#17503a"):
        assert PRESS.difference(color, PRESS.ink(color)) < 3
    assert PRESS.difference("#0000ff", PRESS.ink("#0000ff")) > 10


@pytest.mark.parametrize("theme", known_themes())
def test_text_and_grays_of_every_theme_are_on_one_plate(theme):
    """Body text is black that overprints; small gray text and rules have one ink; paper has none."""
    inking = printed("offset-coated", theme).inking
    inks = printed("offset-coated", theme).plates.inks

    assert inking.of("ink") == BLACK
    assert inks.fill("ink").startswith(b"/GSover gs ")
    for name in ("grey", "hairline"):
        assert inking.of(name).plate_count <= 1 or inking.of(name) == inking.of("accent")
    assert inking.of("paper") == NO_INK
    assert inks.fill("paper") == b"/GSout gs 0 0 0 0 k"


@pytest.mark.parametrize("theme", known_themes())
def test_named_inks_are_those_of_their_colors(theme):
    """What a theme names for a color of its palettes is not a slip: it comes out near it."""
    look = load_theme(Settings(theme=theme), Report())
    for color, shares in look.inks.items():
        ink = Ink(*(share / 100 for share in shares))
        if ink.plates[:3] != (0, 0, 0):
            assert PRESS.difference(color, ink) < 16, color


def test_a_gray_is_black_and_a_blue_text_is_blue():
    """What nobody names inks for: dark gray text is black alone, small gray text too; colored text keeps its color."""
    look = load_theme(Settings(), Report())
    shop = printed().printing.shop
    gray = Inking(structs.replace(look, inks={}), shop, PRESS)
    blue = Inking(
        structs.replace(look, inks={}, colors={**look.colors, "ink": "#152a78", "grey": "#3d4c86"}), shop, PRESS
    )

    assert gray.of("ink") == BLACK
    assert gray.of("grey").plates[:3] == (0, 0, 0)
    assert 0.6 < gray.of("grey").black < 0.8
    assert blue.of("ink").cyan > 0.8
    assert blue.of("grey").plate_count > 1


def test_photos_of_one_profile_share_a_transform():
    """Building one takes as long as separating a photo."""
    separations._to_press.cache_clear()
    for tone in (10, 100, 200):
        PRESS.separated(Image.new("RGB", (4, 4), (tone, 50, 90)), b"")
        PRESS.ink(f"#{tone:02x}5511")

    assert separations._to_press.cache_info().misses == 1


def test_large_fields_of_black_are_richer():
    """Lines and text are one ink; a field has others below the black."""
    inking = printed().inking

    assert inking.of_flat("ink", 200, 0.5) == BLACK
    assert inking.of_flat("ink", 200, 100) == RICH_BLACK
    assert inking.of_flat("accent", 200, 100) == inking.of("accent")


def test_gray_of_a_photo_prints_as_light_as_it_looks():
    """The curve of the black plate is even, from no ink to all of it."""
    image, _again = PRESS.separated(Image.linear_gradient("L"), b"")
    tones = [image.getpixel((0, tone)) for tone in range(256)]

    assert (tones[0], tones[255]) == (0, 255)
    assert tones == sorted(tones)
    assert 60 < tones[128] < 140


def test_ink_of_a_square_is_its_share():
    """A field of a page, seen by the measure."""
    plates = Plates(200, 100)
    plates.fill((0, 0, 100, 100), Ink(1, 0.5, 0, 0))

    assert plates.means((0, 0, 200, 100)) == pytest.approx((50, 25, 0, 0, 0), abs=0.5)
    assert plates.most().percent == pytest.approx(150, abs=1)


def test_black_over_a_field_adds_to_it_and_paper_cuts_it_out():
    """As the press does."""
    plates = Plates(100, 100)
    plates.fill((0, 0, 100, 100), Ink(1, 0.8, 0.2, 0.2))
    plates.fill((0, 0, 50, 100), BLACK, over=True)
    plates.fill((50, 0, 100, 100), NO_INK)

    assert plates.most().percent == pytest.approx(300, abs=2)
    assert plates.means((60, 0, 90, 100)) == pytest.approx((0, 0, 0, 0, 0), abs=0.1)


def test_small_dots_do_not_count_as_places():
    """The mean of 15 mm2 counts, not a line of it."""
    plates = Plates(100, 100)
    plates.fill((50, 0, 51, 100), Ink(1, 1, 1, 1))

    assert plates.most().percent < 50


def test_ink_of_a_letter_is_its_area():
    """A full stop has less than an m, and none has all of its square."""
    run = printed()
    line = next(thing for thing in run.pages.pages[0].things if hasattr(thing, "line") and thing.line.runs)
    face = line.line.runs[0].shaper.face
    areas = {char: ink_of_glyph(face, face.hb_font.get_nominal_glyph(ord(char))) for char in ".mM "}

    assert 0 == areas[" "] < areas["."] < areas["m"] < 0.6


@pytest.mark.slow
def test_ink_is_measured_as_a_rip_lays_it(tmp_path):
    """The means of the plates, by our measure and by Ghostscript's plates, are the same to a few percent."""
    import shutil
    import subprocess

    if not shutil.which("gs"):
        pytest.skip("needs Ghostscript")
    run = printed()
    (tmp_path / "a.pdf").write_bytes(run.pdf)
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r100", "-dLastPage=1",
         f"-sOutputFile={tmp_path / 'a-%d.tif'}", str(tmp_path / "a.pdf")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    trim = run.sheets.sheets[0].trim
    for name, ours in zip(("Cyan", "Magenta", "Yellow", "Black"), run.coverage[0].plates, strict=False):
        plate = Image.open(tmp_path / f"a-1({name}).tif").convert("L")
        box = tuple(round(edge * 100 / 72) for edge in (trim.left, trim.top, trim.right, trim.foot))
        part = plate.crop(box)
        theirs = 100 - sum(part.histogram()[tone] * tone for tone in range(256)) / (part.width * part.height) / 2.55
        assert ours == pytest.approx(theirs, abs=1.5), name


def on_paper(ink: Ink) -> str:
    """What an ink looks like on the press's paper, as a color of the screen."""
    inks = ImageCms.ImageCmsProfile(io.BytesIO(PRESS.profile))
    plain = Image.new("CMYK", (1, 1), tuple(round(255 * share) for share in ink.plates))
    shown = ImageCms.profileToProfile(plain, inks, ImageCms.createProfile("sRGB"), outputMode="RGB")
    red, green, blue = shown.getpixel((0, 0))
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("name", known_themes())
def test_text_is_read_in_print_in_every_palette(name):
    """Its inks stand out from those of its ground as the colors of the screen do."""
    for palette in load_theme(Settings(theme=name), Report()).palettes:
        theme = load_theme(Settings(theme=name, palette=palette), Report())
        inking = Inking(theme, Shop(), PRESS)
        colors = {color: on_paper(inking.of(color)) for color in theme.colors}
        texts = [(text, ground) for text in ("ink", "accent_text", "grey") for ground in ("paper", "tint")]

        for text, ground in [*texts, ("on_accent", "accent")]:
            assert contrast(colors[text], colors[ground]) >= AA, (palette, text, ground)
