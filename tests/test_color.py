"""Colors: contrast by the sums of WCAG, and house colors made dark enough to read."""

import pytest

from pdfbrochure.color import AAA, contrast, darkened, luminance, mixed, rgb, to_hex


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#12386e", "#ffffff", 11.6), ("#777777", "#777777", 1.0)]
)
def test_contrast(one, other, ratio):
    """Black on white is 21:1, the theme's accent 11.6:1, a color on itself 1:1."""
    assert pytest.approx(ratio, abs=0.05) == contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("color", ["#ff0000", "#ffcc00", "#00aaff", "#ffffff", "#888888", "#12386e", "#00ff00"])
def test_darkened_reaches_the_ratio(color):
    """A house color is made just dark enough, and keeps its hue."""
    dark = darkened(color, AAA)
    red, green, blue = rgb(color)
    shares = rgb(dark)

    assert contrast(dark, "#ffffff") >= AAA
    assert dark == color or contrast(dark, "#ffffff") < AAA + 0.3
    assert luminance(dark) <= luminance(color)
    assert (red >= blue) == (shares[0] >= shares[2] - 0.02)
    assert (green >= blue) == (shares[1] >= shares[2] - 0.02)


def test_mixed_and_hex():
    """Half black over white is middle grey; values beyond the range are clipped."""
    assert "#808080" == mixed("#000000", "#ffffff", 0.5)
    assert "#00ff80" == to_hex(-1.0, 2.0, 0.502)
