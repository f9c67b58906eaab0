"""The pipe: YAML in, PDF out. Only here do stages meet, and only here is the report filled.

    Source -> Brochure -> Edition, languages, photos, fonts -> Galley -> Pages -> PDF

A `Run` is one build of which every stage's value can be looked at; `build` goes through it to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec import Struct

from pdfbrochure.cache import Cache
from pdfbrochure.diagnostics import Findings, Report
from pdfbrochure.files import Files, Folder
from pdfbrochure.stages import Checked, Opened, Painted

if TYPE_CHECKING:
    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.fonts import FontBook
    from pdfbrochure.assets.gather import Gathered
    from pdfbrochure.assets.photos import PhotoFile
    from pdfbrochure.assets.pixels import Picture, Rendering
    from pdfbrochure.compose.galley import Galley
    from pdfbrochure.compose.items import Composed
    from pdfbrochure.finished.verapdf import Opinion
    from pdfbrochure.fit import Fitted
    from pdfbrochure.layout.pages import Pages, PlacedPhoto
    from pdfbrochure.model.brand import Branded
    from pdfbrochure.model.brochure import Brochure
    from pdfbrochure.model.edition import Edition, Resolved
    from pdfbrochure.model.language import Language
    from pdfbrochure.model.placeholders import Fill
    from pdfbrochure.model.validate import Examined
    from pdfbrochure.paint import Meta
    from pdfbrochure.places import Place
    from pdfbrochure.read import Source
    from pdfbrochure.summary import Summary
    from pdfbrochure.text.lines import Typesetter

Progress = Callable[[str, int, int], None]


class _Stage(Protocol):
    """What a stage gives: its value, with what it found on the way."""

    @property
    def findings(self) -> Findings: ...


_Value = TypeVar("_Value", bound=_Stage)


class Run:
    """One build, stage by stage. Each value is made when it is first asked for, after those before it, and then kept.

    The report takes what a stage found when its value is made. A stage may be given another value by setting its
    attribute before that. Arguments as for `build`.

    Raises:
        BrochureError: From `source`, the file cannot be read; from `fitted` on, the brochure has errors.
    """

    def __init__(
        self,
        file: str | Path = "brochure.yaml",
        *,
        files: Files | None = None,
        report: Report | None = None,
        progress: Progress | None = None,
        cache: Cache | None = None,
        allow_overset: bool = False,
        language: str = "",
        fill: Fill | None = None,
    ) -> None:
        self.file = Path(file)
        self.files = files or Folder(self.file.parent)
        self.report = report or Report(str(file))
        self._progress = progress
        self._cache = cache or Cache(once=True)
        self._allow_overset, self._language, self._fill = allow_overset, language, fill

    def _told(self, value: _Value) -> _Value:
        self.report.take(value.findings)
        return value

    # The brochure ----------------------------------------------------------------------------------------------

    @cached_property
    def source(self) -> Source:
        """The values of the YAML file, with their places."""
        from pdfbrochure.model.placeholders import filled_by
        from pdfbrochure.read import read

        keep = partial(self._cache.source, self.report, self._language)
        source = filled_by(self._fill, read(self.file.name, self.files, self.report, keep), self.report)
        if self._language in ("en-XA", "ar-XB"):
            from pdfbrochure.model.pseudo import in_pseudo_language

            source = in_pseudo_language(source, self._language)
        return source

    @cached_property
    def examined(self) -> Examined:
        """The brochure, and what is wrong with its file."""
        from pdfbrochure.model.validate import examine

        inputs, kept = (self.source, self._language), self._cache.examining
        return self._told(self._cache.stage("examined", inputs, lambda: examine(*inputs, kept())))

    @cached_property
    def branded(self) -> Branded:
        """The brochure in its house style."""
        from pdfbrochure.model.read_brand import brand_of

        return self._told(brand_of(self.examined.brochure, self.source, self.files))

    @property
    def brochure(self) -> Brochure:
        """The brochure as the file and its house style describe it, with all defaults."""
        return self.branded.brochure

    # How it is set ---------------------------------------------------------------------------------------------

    @cached_property
    def languages(self) -> dict[str, Language]:
        """What is known of the languages of the brochure, its items and their phrases, by tag."""
        from pdfbrochure.compose.languages import load_languages

        return load_languages(self.brochure)

    @cached_property
    def resolved(self) -> Resolved:
        """The edition, if there is a theme as the settings want it."""
        from pdfbrochure.assets.bundled import BUNDLED
        from pdfbrochure.assets.ink import ink_of
        from pdfbrochure.assets.installed import script_of_text
        from pdfbrochure.model.edition import resolve

        brochure = self.brochure
        language = self.languages[brochure.language]
        script = script_of_text(language.script, brochure.title)
        ink = ink_of(script, brochure.language, brochure.title, self._opened.fonts.values())
        issue = brochure.issue or str(brochure.date or brochure.title)
        inputs = (brochure.settings, language, script, ink, self.files, BUNDLED, issue, self.branded.brand)
        # A theme file of one's own may have changed.
        own = object() if "." in brochure.settings.theme else None
        return self._told(self._cache.stage("resolved", (*inputs[:4], *inputs[6:], own), lambda: resolve(*inputs)))

    @property
    def edition(self) -> Edition:
        """How the brochure is set, before its theme is turned to fit; see `fitted`."""
        if (edition := self.resolved.edition) is None:
            self.report.stop()
        return edition

    @cached_property
    def gathered(self) -> Gathered:
        """The photos and the data of tables and charts, and what is wrong with their files."""
        from pdfbrochure.assets.gather import gather

        _before = self.resolved
        return self._told(gather(self.brochure, self.files, self._cache.gathering()))

    @property
    def photos(self) -> dict[str, PhotoFile]:
        """The measured photos and the logo, by name."""
        return self.gathered.photos

    @cached_property
    def opened(self) -> Opened:
        """The user's own fonts, and what is wrong with their files."""
        _before = self.gathered
        return self._told(self._opened)

    @cached_property
    def _opened(self) -> Opened:
        """The same, for the edition, whose findings are told before."""
        from pdfbrochure.assets.own_fonts import open_own_fonts, tell_hanging_style

        findings = Findings()
        fonts = open_own_fonts(self.brochure.settings.fonts, self.files, findings, self.branded)
        tell_hanging_style(self.brochure.language, fonts, findings)
        return Opened(fonts, findings)

    @cached_property
    def checked(self) -> Checked:
        """What an officer would send back before anything is set."""
        _before, inputs = self.opened, (self.brochure, self.languages, self.photos, self.resolved.edition)
        return self._told(Checked(self._cache.stage("checked", inputs, self._check)))

    def _check(self) -> Findings:
        from pdfbrochure.check import check_brochure, check_photos

        findings, edition = Findings(), self.resolved.edition
        check_photos(self.brochure, self.photos, findings)
        if edition is not None:
            check_brochure(self.brochure, self.languages, edition, findings)
        return findings

    # What is set -----------------------------------------------------------------------------------------------

    @cached_property
    def composed(self) -> Composed:
        """The galley, and what of the texts cannot be set."""
        from pdfbrochure.compose.items import compose

        _before, sets = self.checked, self.resolved.as_set
        inputs, kept = (sets(self.brochure), self.languages, self.photos, self.gathered.tables), self._cache.composing
        return self._told(self._cache.stage("composed", inputs, lambda: compose(*inputs, kept())))

    @cached_property
    def galley(self) -> Galley:
        """What is to be set, in reading order."""
        from pdfbrochure.layout.messages import numbered

        galley, edition = self.composed.galley, self.resolved.edition
        return galley if edition is None else numbered(galley, edition.theme.masthead)

    @cached_property
    def book(self) -> FontBook:
        """The faces of the theme and of the user's own fonts."""
        from pdfbrochure.assets.fonts import FontBook

        return FontBook(self.edition.theme.families, self.opened.fonts)

    @cached_property
    def setter(self) -> Typesetter:
        """What sets the paragraphs, in the fonts and the languages of the brochure."""
        from pdfbrochure.text.hyphenate import Hyphenator
        from pdfbrochure.text.lines import Typesetter

        languages, language = self.languages, self.brochure.language

        def hyphenator_of(tag: str, justify: bool) -> Hyphenator | None:
            return Hyphenator(languages[tag].hyphenation, justified=justify) if tag in languages else None

        def make() -> Typesetter:
            return Typesetter(self.book, language, hyphenator_of, lambda tag: languages[tag].direction == "rtl")

        own = tuple((part, font.name, font.digest) for part, font in self.opened.fonts.items())
        return self._cache.setter((tuple(self.edition.theme.families.items()), own, language, tuple(languages)), make)

    @cached_property
    def fitted(self) -> Fitted:
        """The pages on the page count asked for, how they are set, and what was changed."""
        from pdfbrochure.fit import fit

        galley = self.galley
        self.report.stop_if_errors()
        inputs, kept = (galley, self.edition, self.photos, self.setter), self._cache.layout
        return self._told(self._cache.stage("fitted", inputs, lambda: fit(*inputs, self._progress, kept())))

    @property
    def pages(self) -> Pages:
        """What stands where."""
        return self.fitted.pages

    @cached_property
    def proofed(self) -> Checked:
        """What a print shop or an officer would send back of the pages."""
        from pdfbrochure.check import check_characters

        fitted, findings = self.fitted, Findings()
        inputs = (fitted, self.galley, self.brochure, self.photos, self.edition, self.setter, self.branded.brand)
        findings.take(self._cache.stage("proofed", inputs, self._proof))
        check_characters(fitted.undrawn, self.setter.advice, self.source.span, findings)
        return self._told(Checked(findings))

    def _proof(self) -> Findings:
        from pdfbrochure.check import read_proofs

        def coder() -> tuple[Callable[[str], int], Callable[[int], int]]:
            from pdfbrochure.paint.codes import code_size, longest_address

            return code_size, longest_address

        own = self._opened.fonts
        lacking = self.setter.lacking(self.galley.paragraphs() if own else (), self.fitted.edition.theme.styles)
        read = (self.pages, self.galley, self.brochure, self.photos, self.edition.theme, lacking, self.branded.brand)
        keep = self._cache.of_pages(self.galley.nodes, self.pages.width, self.pages.height)
        return read_proofs(*read, own.values(), coder, keep, is_missed=self.fitted.findings.has_errors)

    # The PDF ---------------------------------------------------------------------------------------------------

    @cached_property
    def ready(self) -> set[str]:
        """The errors with which the pages may be painted all the same: that their number was missed, or none."""
        _before, missed = self.proofed, self.report.error_codes()
        if not (self._allow_overset and missed <= {"overset", "underset"}):
            self.report.stop_if_errors()
        return missed

    @cached_property
    def painted(self) -> Painted:
        """The PDF, and which photos and fonts could not be put into it."""
        missed = self.ready
        inputs, kept = self._painted_from(), self._cache.painting
        painted = self._told(self._cache.stage("painted", inputs, lambda: self.paint(self.meta, kept=kept())))
        if self.report.error_codes() != missed:
            self.report.stop()
        return painted

    def _painted_from(self) -> tuple[object, ...]:
        """Return all that the PDF is painted from; of photos, what tells their bytes."""
        return self.fitted, self.galley.nodes, self.edition.theme.colors, self.meta, self.photos, self.gathered.digests

    @property
    def pdf(self) -> bytes:
        """The PDF."""
        return self.painted.pdf

    @property
    def output(self) -> str:
        """Where the brochure wants its PDF."""
        return self.brochure.settings.output or self.file.with_suffix(".pdf").name

    def built(self, *, screen: bool = True) -> Built:
        """Go to the end, and return what a build gives; without `screen` to the pages. Raises BrochureError."""
        pdf, _ready = self.pdf if screen else b"", self.ready
        knobs, names_output = self.fitted.knobs, bool(self.brochure.settings.output)
        return Built(pdf, len(self.pages.pages), self.output, self.report, knobs, names_output, self)

    @property
    def meta(self) -> Meta:
        """What the PDF says of itself."""
        from pdfbrochure import __version__
        from pdfbrochure.paint import meta_of

        return meta_of(self.brochure, f"pdfbrochure {__version__}")

    def paint(self, meta: Meta, how: Rendering | None = None, **also: Any) -> Painted:
        """Return the pages as a PDF, its photos painted as `how` says; `also` goes to `paint.paint`."""
        from pdfbrochure.assets.fonts import FontFault
        from pdfbrochure.paint import paint

        findings = Findings()
        show = self._progress
        progress = None if show is None else lambda done, count: show("pages", done, count)
        pdf = b""
        try:
            pdf = paint(
                also.pop("pages", self.pages),
                self.galley.nodes,
                self.edition.theme.colors,
                meta,
                lambda placed: self.picture(placed, findings, how),
                progress,
                **also,
            )
        except FontFault as fault:
            fault.report_to(self.opened.fonts, findings)
        return Painted(pdf, findings)

    def picture(
        self, placed: PlacedPhoto, findings: Findings, how: Rendering | None = None
    ) -> Picture | Drawing | None:
        """Return the pixels of a placed photo, or None with a finding when it cannot be decoded."""
        from pdfbrochure.assets.pixels import SCREEN
        from pdfbrochure.assets.rendered import rendered

        gathered, size, origin = self.gathered, (placed.width, placed.height), (*placed.origin, "file")
        photo, kept = (gathered.photos[placed.photo], gathered.digests[placed.photo]), self._cache.picture
        return rendered(*photo, placed.crop, size, how or SCREEN, self.files, kept, findings, origin)


class Built(Struct, frozen=True):
    """What a build gives: the PDF's bytes, its number of pages, where the brochure wants it, the findings.

    `knobs` says what was changed to reach the page count asked for; `run` shows the value of every stage.
    `names_output` says that the brochure itself names the PDF.
    """

    pdf: bytes
    pages: int
    output: str
    report: Report
    knobs: tuple[str, ...]
    names_output: bool
    run: Run

    @property
    def summary(self) -> Summary:
        """Pages, words, items and fill, counted when asked for."""
        from pdfbrochure.layout.grid import make_grid
        from pdfbrochure.summary import summarize

        run = self.run
        return summarize(run.pages, run.galley, make_grid(run.fitted.edition), self.knobs, run.edition.panels)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each line of text, photo and code stands, and in which line of the file; found when asked for."""
        from pdfbrochure.places import find_places

        run = self.run
        return find_places(run.pages, run.galley.nodes, run.source.span)

    def officer(self, opinions: tuple[Opinion, ...] | None = None) -> str:
        """Return the accessibility officer's page, with what veraPDF says of the PDF, if it was asked."""
        from pdfbrochure import __version__
        from pdfbrochure.officer import exhibit_of_build, write_officer_page

        run, theme = self.run, self.run.fitted.edition.theme
        exhibit = exhibit_of_build(self.pdf, self.output, run.galley, run.pages, theme, self.report, opinions)
        return write_officer_page(exhibit, __version__)


def build(
    file: str | Path = "brochure.yaml",
    *,
    files: Files | None = None,
    report: Report | None = None,
    progress: Progress | None = None,
    cache: Cache | None = None,
    allow_overset: bool = False,
    language: str = "",
    fill: Fill | None = None,
    screen: bool = True,
) -> Built:
    """Return the PDF of a brochure, and the report on it. Writes nothing.

    Args:
        file: The brochure's YAML file; what it names lies in its folder.
        files: Where to read from instead of the disc.
        report: Takes the findings; a new one by default.
        progress: Called with what is being done, how many of it are done, and their number.
        cache: What an earlier build left, to make this one faster.
        language: Takes the place of the brochure's own language; of texts in several languages, this one is set.
        allow_overset: Whether a brochure that misses its page count is painted all the same; the error stays.
        fill: Puts the values of a merge into the brochure; without it, placeholders are printed as they stand.
        screen: Whether the PDF for the screen is wanted; without it only the pages are made (`editions` paints others).

    Raises:
        BrochureError: The brochure has errors; the exception holds the report.
    """
    return Run(
        file,
        files=files,
        report=report,
        progress=progress,
        cache=cache,
        allow_overset=allow_overset,
        language=language,
        fill=fill,
    ).built(screen=screen)
