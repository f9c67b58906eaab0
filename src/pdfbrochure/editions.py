"""The other files that are made of the same pages: one for a press, one to be mailed. Same words, lines and pages.

A `Press` goes through the stages of the file for a press as `pipeline.Run` goes through those of the pages; what it
finds is in its report.
"""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct, structs

from pdfbrochure.diagnostics import Findings
from pdfbrochure.pipeline import Built, Run
from pdfbrochure.stages import Painted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.pixels import Picture, Rendering
    from pdfbrochure.assets.separations import Press
    from pdfbrochure.layout.pages import Pages, PlacedPhoto
    from pdfbrochure.model.brochure import Brochure
    from pdfbrochure.model.printing import Printing
    from pdfbrochure.paint import Plates
    from pdfbrochure.press.coverage import Coverage
    from pdfbrochure.press.inking import Inking
    from pdfbrochure.press.measures import Measures
    from pdfbrochure.press.sheets import Sheets
    from pdfbrochure.text.lines import Line

Kind = Literal["screen", "print", "email"]
# What `--for` takes.
FOR: Final[dict[str, tuple[Kind, ...]]] = {
    "screen": ("screen",),
    "print": ("print",),
    "email": ("email",),
    "both": ("screen", "print"),
    "all": ("screen", "print", "email"),
}


class PrintRun:
    """The file for a press, stage by stage.

    Args:
        run: The build whose pages are printed; its report takes what is found.

    Raises:
        BrochureError: There is no such shop, or no profile of its press.
    """

    def __init__(self, run: Run) -> None:
        self.run = run

    @cached_property
    def printing(self) -> Printing:
        """How the settings want it printed."""
        from pdfbrochure.model.printing import arrange

        arranged = arrange(self.run.brochure.settings, self.run.files)
        self.run.report.take(arranged.findings)
        if arranged.printing is None:
            self.run.report.stop()
        return arranged.printing

    @cached_property
    def press(self) -> Press:
        """The press, by its profile."""
        from pdfbrochure.assets.presses import find_press

        findings = Findings()
        press = find_press(self.printing, self.run.files, findings)
        self.run.report.take(findings)
        if press is None:
            self.run.report.stop()
        return press

    @cached_property
    def inking(self) -> Inking:
        """The inks of the brochure's colors."""
        from pdfbrochure.press.inking import Inking

        return Inking(self.run.fitted.edition.theme, self.printing.shop, self.press)

    @cached_property
    def pages(self) -> Pages:
        """The pages with bleed."""
        from pdfbrochure.press.bleeding import with_bleed

        return with_bleed(self.run.pages, self.printing.bleed)

    @cached_property
    def sheets(self) -> Sheets:
        """What is printed at once, with marks."""
        from pdfbrochure.press.arrange import arrange_sheets

        pages, panels = self.run.pages, self.run.edition.panels
        return arrange_sheets(
            self.printing, len(pages.pages), pages.width, pages.height, self._legend, pages.backward, panels
        )

    def _legend(self, number: int, count: int) -> Line:
        """Return the line of text beside a sheet: what it is, and which of how many."""
        from pdfbrochure.compose.blocks import Paragraph, Span
        from pdfbrochure.model.theme import Style

        run = self.run
        title, day = run.brochure.title, run.meta.made.date().isoformat()
        what = " · ".join([title, f"{number}/{count}", "Cyan Magenta Yellow Black", *sorted(self.inking.spots()), day])
        family = next(iter(run.edition.theme.families))
        return run.setter.set(Paragraph((Span(what),), "credit"), Style(family, 6, 8), 10_000.0).lines[0]

    @cached_property
    def rendering(self) -> Rendering:
        """What becomes of photos."""
        from pdfbrochure.assets.pixels import Rendering  # for a press only

        keeps = self.printing.shop.rgb == "keep"
        return Rendering() if keeps else Rendering(press=self.press)

    @cached_property
    def plates(self) -> Plates:
        """What is painted beside the pages."""
        from pdfbrochure.assets.separations import description_of
        from pdfbrochure.paint import Plates, PressInks

        inking, press = self.inking, self.press
        inks = PressInks(inking.of, inking.of_flat)
        return Plates(self.sheets, inks, press.profile, self.printing.shop.condition, description_of(press.profile))

    @cached_property
    def painted(self) -> Painted:
        """The PDF."""
        run, plates = self.run, self.plates
        standard = "x-4 sheets" if self.sheets.imposed else "x-4"
        seed = repr((self.printing, run.meta)).encode() + self.press.profile
        identity = hashlib.sha256(seed + repr(self.pages).encode()).hexdigest()
        meta = structs.replace(run.meta, standard=standard, identity=identity)
        return run.paint(meta, self.rendering, pages=self.pages, plates=plates)

    @cached_property
    def measures(self) -> Measures:
        """How near text stands to the knife, how small it is, how fine lines are, how many pixels photos have."""
        from pdfbrochure.press.measures import measure

        return measure(self.run.pages, self.pages, self.sheets, self.inking, self.run.photos)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """The ink of each page."""
        from pdfbrochure.press.coverage import measure_coverage

        return measure_coverage(self.pages, self.printing.bleed, self.inking, self._coarse)

    @cached_property
    def _coarse_photos(self) -> dict[PlacedPhoto, Picture | Drawing | None]:
        return {}

    def _coarse(self, placed: PlacedPhoto) -> Picture | None:
        """Return a photo in the inks of the press, with as many pixels as ink is measured in."""
        from pdfbrochure.assets.pixels import Picture, Rendering

        seen = self._coarse_photos
        if placed not in seen:
            seen[placed] = self.run.picture(placed, Findings(), Rendering(ppi=72, press=self.press))
        found = seen[placed]
        return found if isinstance(found, Picture) else None

    @cached_property
    def proofed(self) -> Findings:
        """What a print shop would send back."""
        from pdfbrochure.assets.drawings import Drawing, is_transparent
        from pdfbrochure.assets.pixels import Picture
        from pdfbrochure.check import for_print

        run, printing, findings = self.run, self.printing, Findings()
        nodes, measures = run.galley.nodes, self.measures
        for_print.check_shop(printing, findings)
        if run.edition.panels is None:
            for_print.check_folding(len(run.pages.pages), self.sheets, printing, findings)
        for_print.check_photos_for_print(measures, run.photos, printing, findings)
        for_print.check_edges_for_print(measures, printing, findings)
        for_print.check_text_for_print(measures, nodes, printing, findings)
        for_print.check_rules_for_print(measures, findings)
        for_print.check_ink(self.coverage, self.pages, printing, findings)
        for_print.check_colors(self.inking, self.press, run.brochure.settings.accent, findings)
        named = {placed.photo: (*placed.origin, "file") for placed in self._coarse_photos}
        kinds = {placed.photo: found for placed, found in self._coarse_photos.items()}
        for_print.check_reseparated(
            [(name, named[name]) for name, found in kinds.items() if isinstance(found, Picture) and found.reseparated],
            findings,
        )
        for_print.check_transparency(
            [(name, named[name]) for name, found in kinds.items()
             if isinstance(found, Drawing) and is_transparent(found.shapes)],
            findings,
        )  # fmt: skip
        self.run.report.take(findings)
        return findings

    @property
    def report(self) -> str:
        """The report for the printer, as an HTML page."""
        from pdfbrochure import __version__
        from pdfbrochure.assets.separations import description_of
        from pdfbrochure.officer.printers_page import Proof, write_printers_page

        run, brochure = self.run, self.run.brochure
        _proofed, pdf = self.proofed, self.painted.pdf
        proof = Proof(
            title=brochure.title,
            language=brochure.language,
            output=named_for(Path(run.output), "print").name,
            digest=hashlib.sha256(pdf).hexdigest(),
            pages=self.pages,
            printing=self.printing,
            sheets=self.sheets,
            inking=self.inking,
            measures=self.measures,
            coverage=self.coverage,
            profile=description_of(self.press.profile),
            findings=tuple(found for found in run.report.findings() if found.code.startswith("print-")),
            contact=_contact_of(brochure),
        )
        return write_printers_page(proof, __version__)

    @property
    def pdf(self) -> bytes:
        """The PDF, if it may be printed: what is wrong with it is in the report of the build."""
        report = self.run.report
        known = report.error_codes()
        if self.proofed.has_errors:
            report.stop()
        painted = self.painted
        report.take(painted.findings)
        if report.error_codes() != known:
            report.stop()
        return painted.pdf


def _contact_of(brochure: Brochure) -> str:
    """Return whom to ask: the publisher, and a mail address of the brochure."""
    mail = brochure.imprint.mail if brochure.imprint is not None else ""
    if not mail:
        found = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", brochure.contact)
        mail = found[0] if found else ""
    return ", ".join(part for part in (brochure.publisher, mail) if part)


def named_for(path: Path, kind: Kind) -> Path:
    """Return the name of a file for another use, beside the one for the screen: brochure.print.pdf."""
    return path if kind == "screen" else path.with_suffix(f".{kind}{path.suffix}")


def size_in_words(size: int) -> str:
    """Return the size of a file as people say it: 340 kB, 1.2 MB."""
    return f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{max(1, round(size / 1000))} kB"


class Written(Struct, frozen=True):
    """A file that was made of a brochure: what for, its bytes, and how many pages or sides of sheets it has."""

    kind: Kind
    pdf: bytes
    pages: int


def make_editions(built: Built, kinds: Sequence[Kind]) -> Iterator[Written]:
    """Yield the files of a brochure, one after the other, as they are wanted.

    Raises:
        BrochureError: One cannot be made; those before it can be used.
    """
    run, count = built.run, built.pages
    for kind in kinds:
        if kind == "screen":
            yield Written(kind, built.pdf, count)
        elif kind == "print":
            printed = PrintRun(run)
            pdf = printed.pdf
            yield Written(kind, pdf, len(printed.sheets.sheets))
        else:
            from pdfbrochure.mailed import mail

            yield Written(kind, mail(run), count)
