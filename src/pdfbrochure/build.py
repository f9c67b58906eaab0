"""The pipe: YAML in, PDF out. Only here do stages meet."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Files, Folder

if TYPE_CHECKING:
    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.fonts import OwnFont
    from pdfbrochure.assets.photos import PhotoFile
    from pdfbrochure.assets.pixels import Picture
    from pdfbrochure.compose.blocks import Node
    from pdfbrochure.finished.verapdf import Opinion
    from pdfbrochure.layout.pages import Pages, PlacedPhoto
    from pdfbrochure.model.brochure import Brochure
    from pdfbrochure.model.language import Language
    from pdfbrochure.summary import Summary
    from pdfbrochure.text.lines import Typesetter

Progress = Callable[[str, int, int], None]

# Pictures kept from one build to the next, in bytes of their data.
MOST_PICTURE_BYTES: Final = 64_000_000


class Cache:
    """What one build leaves for the next in the same process: words shaped, paragraphs set, photos scaled.

    Give the same one to `build` again and again, as a preview does; a build with it gives the same bytes as without.
    """

    def __init__(self) -> None:
        self._setters: dict[object, Typesetter] = {}
        self._pictures: dict[object, Picture | Drawing] = {}
        self._bytes = 0

    def setter(self, key: object, make: Callable[[], Typesetter]) -> Typesetter:
        """Return the typesetter of the last build with the same fonts and language, or a new one."""
        if key not in self._setters:
            self._setters = {key: make()}
        return self._setters[key]

    def picture(self, key: object, make: Callable[[], Picture | Drawing]) -> Picture | Drawing:
        """Return a photo's pixels as made before for the same file, crop and size, or made now."""
        known = self._pictures.get(key)
        if known is None:
            known = make()
            if self._bytes + len(known.data) > MOST_PICTURE_BYTES:
                self._pictures.clear()
                self._bytes = 0
            self._pictures[key] = known
            self._bytes += len(known.data)
        return known


class Built(Struct, frozen=True):
    """What a build gives: the PDF's bytes, its number of pages, where the brochure wants it, the findings.

    `knobs` says what was changed to reach the page count asked for. `officer` writes the accessibility officer's page;
    it takes what veraPDF says of the PDF, if it was asked.
    `names_output` says that the brochure itself names the PDF.
    """

    pdf: bytes
    pages: int
    output: str
    report: Report
    knobs: tuple[str, ...]
    summarize: Callable[[], Summary]
    officer: Callable[..., str]
    names_output: bool

    @property
    def summary(self) -> Summary:
        """Pages, words, items and fill, counted when asked for."""
        return self.summarize()


def build(
    file: str | Path = "brochure.yaml",
    *,
    files: Files | None = None,
    report: Report | None = None,
    progress: Progress | None = None,
    cache: Cache | None = None,
    allow_overset: bool = False,
    language: str = "",
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

    Raises:
        BrochureError: The brochure has errors; the exception holds the report.
    """
    # Imported when used: asking for the version or for help needs none of them.
    from pdfbrochure.assets.bundled import BUNDLED
    from pdfbrochure.assets.fonts import open_own_fonts
    from pdfbrochure.check import (
        check_addresses,
        check_brochure,
        check_characters,
        check_codes,
        check_crops,
        check_edges,
        check_emphasis,
        check_everything_placed,
        check_photos,
        check_resolution,
    )
    from pdfbrochure.compose.items import compose
    from pdfbrochure.fit import fit
    from pdfbrochure.layout.grid import make_grid
    from pdfbrochure.model.theme import load_theme, theme_in_script
    from pdfbrochure.model.validate import examine
    from pdfbrochure.read import read

    path = Path(file)
    report = report or Report(str(file))
    files = files or Folder(path.parent)
    cache = cache or Cache()
    source = read(path.name, files, report)
    brochure = examine(source, report, language)
    theme = load_theme(brochure.settings, report, files, BUNDLED)
    languages = _load_languages(brochure)
    photos = _gather(brochure, files, report)
    fonts = open_own_fonts(brochure.settings.fonts, files, report)
    check_photos(brochure, photos, report)
    if theme is not None:
        theme = theme_in_script(theme, _script_of_text(languages[brochure.language], brochure.title))
        check_brochure(brochure, languages, theme, report)
    galley = compose(brochure, languages, photos, report)
    report.stop_if_errors()
    assert theme is not None, "an unknown theme is an error"
    setter = _typesetter(brochure, theme.families, fonts, languages, report, cache)
    fitted = fit(galley, theme, brochure.settings, photos, setter, report, progress)
    pages = fitted.pages
    check_resolution(pages, photos, report)
    check_crops(pages, brochure, photos, report)
    check_edges(pages, galley.nodes, report)
    check_addresses(pages, galley, report)
    if brochure.past_stories is not None:
        from pdfbrochure.paint.codes import longest_address, make_code

        check_codes(pages, galley.nodes, lambda address: len(make_code(address)), longest_address, report)
    check_everything_placed(pages, galley, theme, report)
    check_emphasis(setter.lacking(galley.paragraphs(), fitted.theme.styles), report)
    check_characters(setter.undrawn, setter.advice, report)
    missed = report.error_codes()
    if not (allow_overset and missed <= {"overset", "underset"}):
        report.stop_if_errors()
    pdf = _paint(brochure, pages, galley.nodes, theme.colors, photos, files, report, progress, cache)
    if report.error_codes() != missed:
        report.stop()
    output = brochure.settings.output or path.with_suffix(".pdf").name

    def summary() -> Summary:
        from pdfbrochure.summary import summarize

        return summarize(pages, galley, make_grid(fitted.theme, brochure.settings), fitted.knobs)

    def officer(opinions: tuple[Opinion, ...] | None = None) -> str:
        from pdfbrochure import __version__
        from pdfbrochure.officer import exhibit_of_build, write_officer_page

        exhibit = exhibit_of_build(pdf, output, galley, pages, fitted.theme, report, opinions)
        return write_officer_page(exhibit, __version__)

    names_output = bool(brochure.settings.output)
    return Built(pdf, len(pages.pages), output, report, fitted.knobs, summary, officer, names_output)


def _load_languages(brochure: Brochure) -> dict[str, Language]:
    """Return what is known of the brochure's language and of those of its items and phrases, by tag."""
    from pdfbrochure.model.language import load_language

    tags = {brochure.language, *(item.lang for item in brochure.items if item.lang), *_languages_of_phrases(brochure)}
    found = {tag: load_language(tag) for tag in sorted(tags)}
    return {tag: language for tag, language in found.items() if language is not None}


def _script_of_text(language: Language, title: str) -> str:
    """Return the script in which a brochure is set, by the name that its letters have; without one, its title's."""
    from pdfbrochure.assets.installed import script_of

    if language.script:
        return {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}.get(language.script, language.script)
    return next((script_of(char) for char in title if char.isalpha()), "Latn")


def _languages_of_phrases(brochure: Brochure) -> set[str]:
    """Return the languages of the phrases that texts mark as `[words]{lang=de}`."""
    from pdfbrochure.compose.markdown import languages_in

    texts = [brochure.intro, brochure.contact]
    for item in brochure.items:
        texts += [item.standfirst, item.body]
    return set().union(*map(languages_in, texts))


def _gather(brochure: Brochure, files: Files, report: Report) -> dict[str, PhotoFile]:
    """Return the measured photos by name; each file is opened once."""
    photos: dict[str, PhotoFile] = {}
    seen: set[str] = {""}  # a name at fault
    for index, item in enumerate(brochure.items):
        for number, photo in enumerate(item.photos):
            if photo.file in seen:
                continue
            from pdfbrochure.assets.photos import measure_photo

            seen.add(photo.file)
            origin = ("items", index, "photos", number, "file")
            measured = measure_photo(photo.file, files, report, origin, item.lang or brochure.language)
            if measured is not None:
                photos[photo.file] = measured
    logo = brochure.logo
    if logo is not None and logo.file:
        from pdfbrochure.assets.drawings import measure_logo

        measured = measure_logo(logo.file, files, report, ("logo", "file"), brochure.language)
        if measured is not None:
            photos[logo.file] = measured
    return photos


def _typesetter(
    brochure: Brochure,
    families: dict[str, str],
    fonts: dict[str, OwnFont],
    languages: dict[str, Language],
    report: Report,
    cache: Cache,
) -> Typesetter:
    """Return what sets this brochure's paragraphs."""
    from pdfbrochure.assets.fonts import FontBook
    from pdfbrochure.text.hyphenate import Hyphenator
    from pdfbrochure.text.lines import Typesetter

    def hyphenator_of(tag: str, justify: bool) -> Hyphenator | None:
        return Hyphenator(languages[tag].hyphenation, justified=justify) if tag in languages else None

    def make() -> Typesetter:
        return Typesetter(
            FontBook(families, fonts),
            brochure.language,
            hyphenator_of,
            report,
            lambda tag: languages[tag].direction == "rtl",
        )

    own = tuple((part, font.digest) for part, font in fonts.items())
    setter = cache.setter((tuple(families.items()), own, brochure.language, tuple(languages)), make)
    setter.report = report
    setter.undrawn.clear()
    return setter


def _paint(
    brochure: Brochure,
    pages: Pages,
    nodes: tuple[Node, ...],
    colors: dict[str, str],
    photos: dict[str, PhotoFile],
    files: Files,
    report: Report,
    progress: Progress | None,
    cache: Cache,
) -> bytes:
    """Return the PDF of the pages; a photo that cannot be decoded is reported."""
    from pdfbrochure import __version__
    from pdfbrochure.assets.fonts import FontFault
    from pdfbrochure.model.brochure import Imprint
    from pdfbrochure.paint import Meta, paint
    from pdfbrochure.text.wordbreaks import unmarked

    def picture(placed: PlacedPhoto) -> Picture | Drawing | None:
        return _picture(placed, photos[placed.photo], files, report, cache)

    imprint = brochure.imprint or Imprint()
    meta = Meta(
        title=unmarked(brochure.title),
        author=brochure.publisher,
        subject=brochure.subtitle,
        language=brochure.language,
        made=_date_of(brochure),
        producer=f"pdfbrochure {__version__}",
        standard=brochure.settings.standard,
        rights=imprint.rights,
        issn=imprint.issn,
        isbn=imprint.isbn,
        doi=imprint.doi,
    )
    tell = None if progress is None else lambda done, count: progress("pages", done, count)
    try:
        return paint(pages, nodes, colors, meta, picture, tell)
    except FontFault as fault:
        fault.report_to(brochure.settings.fonts, report)
        report.stop()


def _picture(
    placed: PlacedPhoto, photo: PhotoFile, files: Files, report: Report, cache: Cache
) -> Picture | Drawing | None:
    """Return the pixels of a placed photo, or None with a finding when it cannot be decoded."""
    from pdfbrochure.assets.decoding import PhotoFault
    from pdfbrochure.assets.drawings import render_drawing
    from pdfbrochure.assets.photos import crop_for
    from pdfbrochure.assets.pixels import render_photo
    from pdfbrochure.files import FileFault

    crop = crop_for(photo.width, photo.height, placed.width / placed.height, placed.focus)
    try:
        digest = hashlib.sha256(files.read(photo.name)).digest()
        key = (digest, photo, crop, placed.width, placed.height)
        if photo.format == "SVG":
            return cache.picture(key, lambda: render_drawing(photo.name, files))
        return cache.picture(key, lambda: render_photo(photo, crop, placed.width, placed.height, files))
    except PhotoFault as fault:
        fault.report_to(report, (*placed.origin, "file"))
    except FileFault as fault:
        report.error("missing-file", f"{fault.name} is gone", origin=(*placed.origin, "file"))
    return None


def _date_of(brochure: Brochure) -> dt.datetime:
    """Return the date that the file bears: never the clock's, so that the same brochure gives the same bytes.

    Source:
        reproducible-builds.org, "SOURCE_DATE_EPOCH specification": seconds since 1970 that replace the clock.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Twelve digits reach beyond the year 9999, which is the calendar's end.
    if epoch.isdecimal() and len(epoch) < 12:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    dates = [brochure.date.end or brochure.date.start] if brochure.date else []
    dates += [item.date.end or item.date.start for item in brochure.items if item.date]
    known = [date for date in dates if date is not None]
    newest = (known[0] if brochure.date and dates[0] else max(known)) if known else dt.date(2000, 1, 1)
    return dt.datetime(newest.year, newest.month, newest.day, tzinfo=dt.UTC)
