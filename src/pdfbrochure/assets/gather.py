"""Gathers what a brochure prints besides its words, measured: photos, portraits, its logo, and its files of data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.files import Files
from pdfbrochure.model.brochure import Brochure, Item

if TYPE_CHECKING:
    from pdfbrochure.assets.datafiles import Rows


class Gathered(Struct, frozen=True):
    """The measured photos and the logo by name, and the data files by name and sheet.

    Those that cannot be used are found and left out.
    """

    photos: dict[str, PhotoFile]
    tables: dict[tuple[str, str], Rows]
    findings: Findings


def gather(brochure: Brochure, files: Files) -> Gathered:
    """Return the photos of a brochure, its logo, and the data of its tables and charts; each file is opened once."""
    photos: dict[str, PhotoFile] = {}
    findings = Findings()
    seen: set[str] = {""}  # a name at fault
    for origin, file, language in _photos(brochure):
        if file not in seen:
            from pdfbrochure.assets.measuring import measure_photo  # not needed without photos

            seen.add(file)
            measured = measure_photo(file, files, findings, (*origin, "file"), language or brochure.language)
            if measured is not None:
                photos[file] = measured
    for name, origin in _logos(brochure):
        from pdfbrochure.assets.drawings import measure_logo  # not needed without a logo

        measured = measure_logo(name, files, findings, origin, brochure.language)
        if measured is not None:
            photos[name] = measured
    return Gathered(photos, _tables(brochure, files, findings), findings)


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
