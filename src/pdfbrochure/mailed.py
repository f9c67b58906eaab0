"""The file that is mailed: the same pages and tags, with photos for a screen, and no larger than it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdfbrochure.assets.pixels import Picture, Rendering
from pdfbrochure.diagnostics import Findings, listed
from pdfbrochure.layout.pages import PlacedPhoto

if TYPE_CHECKING:
    from pdfbrochure.pipeline import Run

# Pixels an inch and quality of JPEG, tried one after the other until the file is small enough. Screens show 150; below
# 100, or at a lower quality, faces suffer.
STEPS: Final = ((150, 80), (150, 70), (130, 62), (115, 55), (100, 50))
# So many photos are named where the file cannot be made small enough.
_NAMED: Final = 3


def mail(run: Run) -> bytes:
    """Return the PDF to be mailed.

    Raises:
        BrochureError: It cannot be made as small as the settings want it; the report says what is too big.
    """
    most = run.brochure.settings.max_size
    findings = Findings()
    pdf = b""
    for number, (ppi, quality) in enumerate(STEPS):
        painted = run.paint(run.meta, Rendering(ppi=ppi, quality=quality), squeeze=True)
        pdf = painted.pdf
        is_small = most is None or len(pdf) <= most
        if is_small or painted.findings.has_errors:
            findings = painted.findings
            if number and most is not None:
                _tell_smaller(ppi, most, findings)
            break
    else:
        assert most is not None, "without a limit the first is small enough"
        _tell_too_large(run, len(pdf), most, findings)
    run.report.take(findings)
    if findings.has_errors:
        run.report.stop()
    return pdf


def _tell_smaller(ppi: int, most: int, findings: Findings) -> None:
    """Report that photos were made smaller than the others."""
    findings.note(
        "photos-made-smaller",
        f"the photos of the file to be mailed have {ppi} pixels an inch, and are compressed more, so that it has at "
        f"most {_megabytes(most)}",
        why="on screens little of it is seen; the other files keep their photos as they are",
        origin=("settings", "max_size"),
    )


def _tell_too_large(run: Run, size: int, most: int, findings: Findings) -> None:
    """Report what makes a file too large that has its photos as small as they may be."""
    ppi, quality = STEPS[-1]
    sizes: dict[str, int] = {}
    for page in run.pages.pages:
        for thing in page.things:
            if isinstance(thing, PlacedPhoto):
                picture = run.picture(thing, Findings(), Rendering(ppi=ppi, quality=quality))
                if isinstance(picture, Picture):
                    sizes[thing.photo] = sizes.get(thing.photo, 0) + len(picture.data)
    photos = sum(sizes.values())
    largest = sorted(sizes, key=lambda name: -sizes[name])[:_NAMED]
    named = listed([f"{name} {_megabytes(sizes[name])}" for name in largest])
    parts = f"its texts and fonts have {_megabytes(size - photos)}"
    parts += f", its {len(sizes)} photos {_megabytes(photos)}: {named}" if sizes else ""
    least = (size + 99_999) // 100_000 / 10
    findings.error(
        "too-large-to-mail",
        f"the file to be mailed has {_megabytes(size)}, and at most {_megabytes(most)} are allowed",
        why=f"{parts}; photos have {ppi} pixels an inch already, and fewer are not readable",
        mend=f"write `max_size: {least:g}MB`" + (", or take one of the photos out" if sizes else ""),
        origin=("settings", "max_size"),
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.2g} MB" if size < 10_000_000 else f"{size / 1e6:.0f} MB"
