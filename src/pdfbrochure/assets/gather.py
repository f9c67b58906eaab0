"""Gathers what a brochure prints besides its words, measured: photos, portraits, its logo, and its files of data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.files import FileFault, Files, Memory, State
from pdfbrochure.model.brochure import Brochure, Item

if TYPE_CHECKING:
    from pdfbrochure.assets.datafiles import Rows

Measure = Callable[[str, Files, Findings, Origin, str], PhotoFile | None]


class Gathered(Struct, frozen=True):
    """The measured photos and the logo by name, what tells their bytes, and the data files by name and sheet.

    Those that cannot be used are found and left out.
    """

    photos: dict[str, PhotoFile]
    digests: dict[str, bytes]
    tables: dict[tuple[str, str], Rows]
    findings: Findings


class KnownPhotos:
    """Photos as the last gathering measured them: those whose files are as they were need not be read."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[State, PhotoFile, bytes]] = {}

    def measured(
        self, name: str, language: str, state: State | None, measure: Callable[[], tuple[PhotoFile | None, bytes]]
    ) -> tuple[PhotoFile | None, bytes]:
        """Return a photo and the digest of its file: as known, if its state is told and the same, or measured now."""
        known = self._known.get((name, language))
        if known is not None and known[0] == state:
            return known[1], known[2]
        photo, digest = measure()
        if photo is not None and state is not None:
            self._known[name, language] = state, photo, digest
        return photo, digest


def gather(brochure: Brochure, files: Files, known: KnownPhotos | None = None) -> Gathered:
    """Return the photos of a brochure, its logo, and the data of its tables and charts; each file is opened once."""
    photos: dict[str, PhotoFile] = {}
    digests: dict[str, bytes] = {}
    findings = Findings()
    pictures = dict(_pictures(brochure))
    # Asked for before they are read: what changes meanwhile has another state the next time.
    states = {} if known is None else files.states(pictures)
    for name, (measure, origin, language) in pictures.items():
        once = partial(_measured, measure, name, files, findings, origin, language)
        photo, digest = once() if known is None else known.measured(name, language, states.get(name), once)
        if photo is not None:
            photos[name], digests[name] = photo, digest
    return Gathered(photos, digests, _tables(brochure, files, findings), findings)


def _measured(
    measure: Measure, name: str, files: Files, findings: Findings, origin: Origin, language: str
) -> tuple[PhotoFile | None, bytes]:
    """Return a picture as it is measured, and the digest of its file, which is read once."""
    from hashlib import sha256  # not needed without pictures

    try:
        content = files.read(name)
    except FileFault:
        # What is wrong with it is told by who measures it.
        return measure(name, files, findings, origin, language), b""
    return measure(name, Memory({name: content}), findings, origin, language), sha256(content).digest()


def _pictures(brochure: Brochure) -> Iterator[tuple[str, tuple[Measure, Origin, str]]]:
    """Yield each file of a photo or a logo once, with what measures it, where it is named first, and its language."""
    named: dict[str, tuple[Origin, str]] = {}
    for origin, file, language in _photos(brochure):
        named.setdefault(file, ((*origin, "file"), language or brochure.language))
    named.pop("", None)  # a name at fault
    if named:
        from pdfbrochure.assets.measuring import measure_photo  # not needed without photos

        yield from ((file, (measure_photo, *where)) for file, where in named.items())
    for name, origin in _logos(brochure):
        from pdfbrochure.assets.drawings import measure_logo  # not needed without a logo

        yield name, (measure_logo, origin, brochure.language)


def _photos(brochure: Brochure) -> Iterator[tuple[Origin, str, str]]:
    """Yield the files of all photos and portraits, each with its place and the language around it, or ""."""
    if brochure.cover.photo is not None:
        yield ("cover", "photo"), brochure.cover.photo.file, ""
    for index, item in enumerate(brochure.items):
        for place, file in _files_of(item):
            yield ("items", index, *place), file, item.lang


def _logos(brochure: Brochure) -> Iterator[tuple[str, Origin]]:
    """Yield each file that is a logo or an emblem, once, with where the brochure names it."""
    named: dict[str, Origin] = {}
    if brochure.logo is not None:
        named[brochure.logo.file] = ("logo", "file")
    for at, logo in enumerate(brochure.logos):
        named.setdefault(logo.file, ("logos", at, "file"))
    if brochure.funding is not None:
        named.setdefault(brochure.funding.file, ("funding", "file"))
    yield from ((name, origin) for name, origin in named.items() if name)


def _tables(brochure: Brochure, files: Files, findings: Findings) -> dict[tuple[str, str], Rows]:
    tables: dict[tuple[str, str], Rows] = {}
    seen: set[tuple[str, str]] = set()
    for name, sheet, origin in _data_files(brochure):
        if name and (name, sheet) not in seen:
            from pdfbrochure.assets.datafiles import read_table  # few brochures have such files

            seen.add((name, sheet))
            rows = read_table(name, sheet, files, findings, origin)
            if rows is not None:
                tables[name, sheet] = rows
    return tables


def _data_files(brochure: Brochure) -> Iterator[tuple[str, str, Origin]]:
    """Yield each data file that is named: its name, the sheet, and where the brochure names it."""
    for index, item in enumerate(brochure.items):
        for number, chart in enumerate(item.charts):
            yield chart.file, chart.sheet, ("items", index, "charts", number, "file")
        if item.table is not None:
            yield item.table.file, item.table.sheet, ("items", index, "table", "file")


def _files_of(item: Item) -> Iterator[tuple[Origin, str]]:
    """Yield the files of an item's photos and portraits, each with its place in the item."""
    for number, photo in enumerate(item.photos):
        yield ("photos", number), photo.file
    for number, person in enumerate(item.people):
        if person.photo is not None:
            yield ("people", number, "photo"), person.photo.file
