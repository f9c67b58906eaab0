"""The file that is mailed: the same words, lines, pages and tags, small, and no larger than it may be."""

import io

import pikepdf
import pytest
from PIL import Image
from printed import everything
from support import brochure, item, photo, with_photos

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.mailed import STEPS, mail
from pdfbrochure.pipeline import Run


def noisy() -> bytes:
    """A photo that does not compress."""
    stream = io.BytesIO()
    Image.effect_noise((1800, 1200), 120).convert("RGB").save(stream, "JPEG", quality=95)
    return stream.getvalue()


def run_of(limit: str) -> Run:
    """A brochure with such a photo, and how large its mailed file may be."""
    settings = {"max_size": limit} if limit else {}
    text = brochure(item("One", 300, photo=photo("noise.jpg")), settings=settings)
    run = Run("brochure.yaml", files=with_photos(text, noise=noisy()))
    assert run.ready == set()
    return run


def test_it_is_smaller_and_its_photos_have_150_pixels_an_inch():
    """Than the one for the screen, by much."""
    run = everything()
    small = mail(run)
    with pikepdf.open(io.BytesIO(small)) as pdf:
        widths = sorted(int(obj.Width) for obj in pdf.objects
                        if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image")  # fmt: skip
        assert "/StructTreeRoot" in pdf.Root

    assert len(small) < 0.8 * len(run.pdf)
    assert widths[-1] <= run.pages.width / 72 * 150 * 1.1


def test_limit_makes_photos_smaller_and_says_so():
    """As much as it takes, with a note."""
    free = len(mail(run_of("")))
    limit = round(free * 0.7 / 1000)
    run = run_of(f"{limit}KB")
    small = mail(run)

    assert len(small) <= limit * 1000 < free
    note = next(each for each in run.report.findings() if each.code == "photos-made-smaller")
    assert str(note.origin[-1]) == "max_size"


def test_what_is_too_large_is_told():
    """Where even the smallest photos are too large: how large, which photo, and what to write."""
    run = run_of("60KB")
    with pytest.raises(BrochureError):
        mail(run)
    told = next(each for each in run.report.findings() if each.code == "too-large-to-mail")

    assert "noise.jpg" in told.why
    assert f"{STEPS[-1][0]} pixels an inch" in told.why
    assert told.mend.startswith("write `max_size: ")
