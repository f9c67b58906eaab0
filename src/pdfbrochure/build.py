"""The pipe: YAML in, PDF out. Only here do stages meet."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Files, Folder

if TYPE_CHECKING:
    from pdfbrochure.assets.photos import PhotoFile
    from pdfbrochure.compose.blocks import Node
    from pdfbrochure.layout.pages import Pages, PlacedPhoto
    from pdfbrochure.model.brochure import Brochure
    from pdfbrochure.model.language import Language
    from pdfbrochure.summary import Summary
    from pdfbrochure.text.lines import Typesetter

Progress = Callable[[str, int, int], None]


class Built(Struct, frozen=True):
    """What a build gives: the PDF's bytes, its number of pages, where the brochure wants it, findings, and numbers."""

    pdf: bytes
    pages: int
    output: str
    report: Report
    summary: Summary


def build(
    file: str | Path = "brochure.yaml",
    *,
    files: Files | None = None,
    report: Report | None = None,
    progress: Progress | None = None,
) -> Built:
    """Return the PDF of a brochure, and the report on it. Writes nothing.

    Args:
        file: The brochure's YAML file; what it names lies in its folder.
        files: Where to read from instead of the disc.
        report: Takes the findings; a new one by default.
        progress: Called with what is being done, how many of it are done, and their number.

    Raises:
        BrochureError: The brochure has errors; the exception holds the report.
    """
    # Imported when used: asking for the version or for help needs none of them.
    from pdfbrochure.check import check_photos, check_resolution
    from pdfbrochure.compose.items import compose
    from pdfbrochure.layout.grid import make_grid
    from pdfbrochure.layout.paginate import lay_out
    from pdfbrochure.model.language import known_languages, load_language
    from pdfbrochure.model.theme import load_theme
    from pdfbrochure.model.validate import validate
    from pdfbrochure.read import read
    from pdfbrochure.summary import summarize

    path = Path(file)
    report = report or Report(str(file))
    files = files or Folder(path.parent)
    source = read(path.name, files, report)
    brochure = validate(source, report)
    theme = load_theme(brochure.settings, report)
    language = load_language(brochure.language)
    if language is None or language.direction == "rtl":
        report.error(
            "not-supported-yet",
            f"the language \u201c{brochure.language}\u201d is not supported by this version of pdfbrochure yet",
            mend=f"use one of: {', '.join(known_languages())}",
            origin=("language",),
        )
    photos = _gather(brochure, files, report)
    check_photos(brochure, photos, report)
    report.stop_if_errors()
    assert theme is not None, "an unknown theme is an error"
    assert language is not None, "an unknown language is an error"
    galley = compose(brochure, language, photos, report)
    setter = _typesetter(brochure, theme.families, language, report)
    pages = lay_out(galley, theme, brochure.settings, photos, setter)
    check_resolution(pages, photos, report)
    report.stop_if_errors()
    pdf = _paint(brochure, pages, galley.nodes, theme.colors, photos, files, report, progress)
    report.stop_if_errors()
    output = brochure.settings.output or path.with_suffix(".pdf").name
    summary = summarize(pages, galley, make_grid(theme, brochure.settings))
    return Built(pdf, len(pages.pages), output, report, summary)


def _gather(brochure: Brochure, files: Files, report: Report) -> dict[str, PhotoFile]:
    """Return the measured photos by name; each file is opened once."""
    photos: dict[str, PhotoFile] = {}
    seen: set[str] = set()
    for index, item in enumerate(brochure.items):
        for number, photo in enumerate(item.photos):
            if photo.file in seen:
                continue
            from pdfbrochure.assets.photos import measure_photo

            seen.add(photo.file)
            origin = ("items", index, "photos", number, "file")
            measured = measure_photo(photo.file, files, report, origin, brochure.language)
            if measured is not None:
                photos[photo.file] = measured
    return photos


def _typesetter(brochure: Brochure, families: dict[str, str], language: Language, report: Report) -> Typesetter:
    """Return what sets this brochure's paragraphs."""
    from pdfbrochure.assets.fonts import FontBook
    from pdfbrochure.text.hyphenate import Hyphenator
    from pdfbrochure.text.lines import Typesetter

    hyphenator = Hyphenator(language.hyphenation) if brochure.settings.hyphenate else None
    return Typesetter(FontBook(families), brochure.language, hyphenator, report)


def _paint(
    brochure: Brochure,
    pages: Pages,
    nodes: tuple[Node, ...],
    colors: dict[str, str],
    photos: dict[str, PhotoFile],
    files: Files,
    report: Report,
    progress: Progress | None,
) -> bytes:
    """Return the PDF of the pages; a photo that cannot be decoded is reported."""
    from pdfbrochure import __version__
    from pdfbrochure.assets.decoding import PhotoFault
    from pdfbrochure.assets.photos import crop_for
    from pdfbrochure.assets.pixels import Picture, render_photo
    from pdfbrochure.paint import Meta, paint

    def picture(placed: PlacedPhoto) -> Picture | None:
        photo = photos[placed.photo]
        crop = crop_for(photo.width, photo.height, placed.width / placed.height, placed.focus)
        try:
            return render_photo(photo, crop, placed.width, placed.height, files)
        except PhotoFault as fault:
            fault.report_to(report, (*placed.origin, "file"))
            return None

    meta = Meta(
        title=brochure.title,
        author=brochure.publisher,
        subject=brochure.subtitle,
        language=brochure.language,
        made=_date_of(brochure),
        producer=f"pdfbrochure {__version__}",
    )
    tell = None if progress is None else lambda done, count: progress("pages", done, count)
    return paint(pages, nodes, colors, meta, picture, tell)


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
