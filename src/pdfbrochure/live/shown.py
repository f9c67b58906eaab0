"""What the page is shown of a brochure: the newest pages that could be built, and what was found since."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from pdfbrochure.cache import Cache
from pdfbrochure.diagnostics import BrochureError, Diagnostic, Report
from pdfbrochure.finished.raster import PDFIUM, Rasters
from pdfbrochure.layout.pages import PlacedPhoto
from pdfbrochure.layout.trace import trace
from pdfbrochure.live.lights import Light, light_of, lights_of, lights_of_errors
from pdfbrochure.live.mending import Mend, find_mends
from pdfbrochure.live.overlay import Overlay
from pdfbrochure.pipeline import Built, Run

if TYPE_CHECKING:
    from pdfbrochure.files import Folder

_TOO_LONG: Final = re.compile(r"about (\d+) lines? too long")
# A reader mends the first of so many findings.
MOST_FINDINGS: Final = 50
# Of a photo's area, what may be cut off by rounding.
_UNCUT: Final = 0.005
# Settings that may be tried without being written.
TRIED: Final = ("theme", "palette", "page", "pages")


class Wish(Struct, frozen=True):
    """What is to be built.

    Attributes:
        name: The brochure's file.
        text: What is in it.
        number: Of the text; later ones are higher.
        language: Which of the brochure's, or "" for its own.
        tried: Settings that take the place of those in the text.
    """

    name: str
    text: str
    number: int
    language: str
    tried: Mapping[str, str]


class Facts(Struct, frozen=True):
    """What a text says of itself, whether it can be built or not: its title, languages and settings as written."""

    title: str = ""
    languages: tuple[str, ...] = ()
    written: Mapping[str, str] = {}


class Pages(Struct, frozen=True, eq=False):
    """Pages that were built, and what is asked of them later.

    `judged` is what the officer's conditions say: how many failed, and the questions that are left for a person.
    """

    wish: Wish
    built: Built
    rasters: Rasters
    judged: list[tuple[int, tuple[tuple[str, str], ...]]]


class Result(Struct, frozen=True, eq=False):
    """What a build gave: findings in any case, pages if there are any, and the files that it looked at."""

    wish: Wish
    report: Report
    pages: Pages | None
    asked: frozenset[str]
    facts: Facts
    mends: tuple[tuple[Mend, ...], ...]


def build_wish(wish: Wish, folder: Folder, cache: Cache) -> Result:
    """Build a text. Raises nothing that the text could cause."""
    files = Overlay(folder, wish.name, wish.text.encode("utf-8", "replace"))
    report = Report(wish.name)
    run = Run(wish.name, files=files, report=report, cache=cache, allow_overset=True, language=wish.language)
    pages, facts = None, Facts()
    try:
        facts = _facts(run, files)
        for key, value in wish.tried.items():
            run.source = run.source.with_value(("settings", key), value or None)
        built = run.built()
        pages = Pages(wish, built, Rasters(built.pdf), [])
    except BrochureError:
        pass  # the report says it
    mends = tuple(find_mends(wish.text, _sorted(report)[:MOST_FINDINGS]))
    return Result(wish, report, pages, frozenset(files.asked), facts, mends)


def _facts(run: Run, files: Overlay) -> Facts:
    from pdfbrochure.model.validate import find_translations
    from pdfbrochure.read import read

    value = run.source.value
    title, settings = value.get("title"), value.get("settings")
    if isinstance(title, dict):
        title = next(iter(title.values()), "")
    written = {} if not isinstance(settings, dict) else settings
    return Facts(
        title.strip() if isinstance(title, str) else "",
        # Looking for them leaves traces in what was read, so it is read for that alone.
        find_translations(read(run.file.name, files, Report())),
        {key: str(written[key]) for key in TRIED if isinstance(written.get(key), str)},
    )


def judge_pages(pages: Pages) -> None:
    """Look at the PDF as an accessibility officer would, and keep what is found."""
    from pdfbrochure.officer import exhibit_of_build, questions_of

    built, run = pages.built, pages.built.run
    with PDFIUM:
        exhibit = exhibit_of_build(
            built.pdf, built.output, run.galley, run.pages, run.fitted.edition.theme, built.report, None
        )
    pages.judged.append((len(exhibit.judgment.failed()), questions_of(exhibit)))


def officers_page(pages: Pages) -> str:
    """Return the report that the officer signs."""
    with PDFIUM:
        return pages.built.officer()


# What is told to the page ---------------------------------------------------------------------------------------


def told(result: Result, pages: Pages | None) -> dict[str, Any]:
    """Return what the page is told of the last build.

    Args:
        result: The last build.
        pages: The newest pages there are, of this build or of an earlier one.
    """
    errors = sum(finding.severity == "error" for finding in result.report.findings())
    is_fresh = result.pages is not None
    over = _lines_over(pages) if pages is not None else []
    lights = lights_of_errors(errors) if pages is None or not is_fresh else _lights(pages, sum(over))
    return {
        "text": result.wish.number,
        "fresh": is_fresh,
        "findings": [
            _as_told(finding, mends) for finding, mends in zip(_sorted(result.report), result.mends, strict=False)
        ],
        "more": max(0, len(result.report.findings()) + result.report.untold - MOST_FINDINGS),
        "errors": errors,
        "warnings": sum(finding.severity == "warning" for finding in result.report.findings()),
        "lights": lights,
        "facts": result.facts,
        "choices": _choices(pages, result) if pages is not None else {},
        "pages": _pages(pages, over) if pages is not None else None,
        "stale_line": _first_difference(pages.wish.text, result.wish.text) if pages and not is_fresh else 0,
    }


def _sorted(report: Report) -> list[Diagnostic]:
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(report.findings(), key=lambda finding: order[finding.severity])


def _as_told(finding: Diagnostic, mends: tuple[Mend, ...]) -> dict[str, Any]:
    span = finding.span if not finding.file else None
    return {
        "severity": finding.severity,
        "code": finding.code,
        "light": light_of(finding.code),
        "file": finding.file,
        "line": span.line if span else 0,
        "column": span.column if span else 0,
        "length": span.length if span else 0,
        "what": finding.what,
        "why": finding.why,
        "mend": finding.mend,
        "mends": mends,
    }


def _pages(pages: Pages, over: list[int]) -> dict[str, Any]:
    run = pages.built.run
    most = run.edition.pages.most if run.edition.pages is not None else None
    return {
        "number": pages.wish.number,
        "width": run.pages.width,
        "height": run.pages.height,
        "backward": run.pages.backward,
        "language": run.brochure.language,
        "output": pages.built.output,
        "asked": most,
        "knobs": pages.built.knobs,
        "each": [{"fill": fill, "over": lines} for fill, lines in zip(pages.built.summary.fill, over, strict=True)],
        "questions": pages.judged[0][1] if pages.judged else None,
    }


def _lines_over(pages: Pages) -> list[int]:
    """Return for each page how many lines of it there is no room for."""
    run = pages.built.run
    most = run.edition.pages.most if run.edition.pages is not None else None
    traced = trace(run.pages, run.galley)
    return [page.count if most is not None and at >= most else 0 for at, page in enumerate(traced)]


def _lines_told(report: Report) -> int:
    """Return by how many lines the text is too long, as the finding on it says; 0 where it does not."""
    found = (_TOO_LONG.search(finding.what) for finding in report.findings() if finding.code == "overset")
    return next((int(match[1]) for match in found if match), 0)


def _lights(pages: Pages, over: int) -> list[Light]:
    run = pages.built.run
    asked = run.edition.pages.most if run.edition.pages is not None else None
    judged = (pages.judged[0][0], len(pages.judged[0][1])) if pages.judged else None
    over = _lines_told(pages.built.report) or over
    return lights_of(pages.built.report.findings(), run.pages, asked, over, judged)


def _choices(pages: Pages, result: Result) -> dict[str, Any]:
    """Return what may be chosen for each setting, and what is chosen now."""
    from pdfbrochure.model.scalars import PAGE_SIZES
    from pdfbrochure.model.themes import known_themes

    run = pages.built.run
    theme, settings, design = run.edition.theme, run.brochure.settings, run.brochure.settings.pages
    themes, papers = [*known_themes()], [*PAGE_SIZES]
    fits = (name for name, colors in theme.palettes.items() if all(theme.colors[key] == colors[key] for key in colors))
    palette = settings.palette or next(fits, "")
    exact = design is not None and design.least == design.most
    return {
        "theme": {"now": settings.theme, "options": themes if settings.theme in themes else [settings.theme, *themes]},
        "palette": {"now": palette, "options": [*theme.palettes] if palette else ["", *theme.palettes]},
        "page": {
            "now": settings.page.name if settings.page.name in papers else result.facts.written.get("page", ""),
            "options": papers,
        },
        "pages": {"now": str(design.most) if design is not None and exact else "", "count": pages.built.pages},
        "language": {"now": run.brochure.language, "options": result.facts.languages},
    }


def _first_difference(old: str, new: str) -> int:
    """Return the first line, counted from 1, in which two texts differ."""
    before, after = old.split("\n"), new.split("\n")
    pairs = enumerate(zip(before, after, strict=False), 1)
    return next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))


def places_of(pages: Pages) -> dict[str, Any]:
    """Return where everything stands, and of the photos that are cropped what is needed to crop them otherwise."""
    run = pages.built.run
    names = list(run.photos)
    found = []
    for page in run.pages.pages:
        for thing in page.things:
            if isinstance(thing, PlacedPhoto) and thing.origin[:1] == ("items",):
                _items, item, _photos, number = thing.origin
                photo, file = run.brochure.items[int(item)].photos[int(number)], run.photos[thing.photo]
                found.append(
                    {
                        "page": page.number,
                        "x": thing.x,
                        "y": thing.y,
                        "width": thing.width,
                        "height": thing.height,
                        "origin": thing.origin,
                        "name": thing.photo,
                        "index": names.index(thing.photo),
                        "pixels": (file.width, file.height),
                        "crop": thing.crop,
                        "focus": photo.focus,
                        "whole": photo.fit == "whole" or thing.crop.lost < _UNCUT,
                    }
                )
    titles = [item.title for item in run.brochure.items]
    return {"of": pages.wish.number, "places": pages.built.places, "photos": found, "items": titles}


class Desk:
    """The newest pages of a brochure, for whoever asks for a picture of one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: Pages | None = None

    @property
    def pages(self) -> Pages | None:
        """The newest pages; None before there are any."""
        return self._pages

    def put(self, pages: Pages) -> None:
        """Put newer pages in the place of the old ones."""
        with self._lock:
            old, self._pages = self._pages, pages
        if old is not None:
            old.rasters.close()

    def close(self) -> None:
        """Let go of the pages."""
        with self._lock:
            old, self._pages = self._pages, None
        if old is not None:
            old.rasters.close()
