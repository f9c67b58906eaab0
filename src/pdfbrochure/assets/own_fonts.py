"""Finds the user's own fonts: the files that a brochure names, or those of a family in its folders.

A family is looked for in `assets/fonts` and beside the brochure, and among the families that come with the program.
Nothing is downloaded, and no font of the computer is taken: the same brochure looks alike everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from pdfbrochure.assets.bundled import BUNDLED, FONT_FOLDER
from pdfbrochure.assets.fonts import LARGEST_FONT, SEMIBOLD, OwnFont, fault_of_font
from pdfbrochure.assets.installed import hanging_style
from pdfbrochure.diagnostics import Findings, Origin, Report, listed
from pdfbrochure.files import FileFault
from pdfbrochure.model.addresses import names_family
from pdfbrochure.model.brand import Branded, FontSource
from pdfbrochure.model.read_brand import where_to_get
from pdfbrochure.model.scalars import show

if TYPE_CHECKING:
    from pdfbrochure.files import Files
    from pdfbrochure.model.brochure import Fonts

# Where the files of a family are looked for.
FOLDERS: Final = ("assets/fonts", "")
_ENDINGS: Final = (".ttf", ".otf", ".ttc", ".otc")
# A large family has some 40 files; a folder of more is an archive.
MOST_FILES: Final = 120
# Of one collection so many faces are looked at.
_MOST_FACES: Final = 64
_REGULAR: Final = 400
_BOLD: Final = 700
# The fonts that a brochure may name: the second and third are those of the first, unless they are named too.
PARTS: Final = ("body", "body_italic", "body_bold", "headings")


class Family(Struct, frozen=True):
    """The upright and the italic fonts of a family."""

    upright: tuple[OwnFont, ...]
    italic: tuple[OwnFont, ...] = ()

    def at(self, weight: int, *, italic: bool = False) -> OwnFont | None:
        """Return the font that is nearest to a weight, one that has all weights first; None if there is none."""
        fonts = self.italic if italic else self.upright
        return min(fonts, key=lambda font: (not font.is_variable, abs(font.weight - weight), font.name), default=None)

    def part(self, part: str) -> OwnFont | None:
        """Return the font of one of the parts."""
        if part == "headings":
            return self.at(SEMIBOLD) or self.at(SEMIBOLD, italic=True)
        if part == "body_italic":
            return self.at(_REGULAR, italic=True)
        if part == "body_bold":
            bold = self.at(_BOLD)
            return bold if bold is not None and (bold.is_variable or bold.weight >= SEMIBOLD) else None
        return self.at(_REGULAR) or self.at(_REGULAR, italic=True)


def open_own_fonts(fonts: Fonts, files: Files, report: Findings, branded: Branded | None = None) -> dict[str, OwnFont]:
    """Return the fonts that `settings.fonts` names, by file or family; those that cannot be used are reported.

    Args:
        fonts: The names, those of the brand among them.
        files: Where to read from.
        report: Takes the findings.
        branded: The house style, which may say where its families lie.
    """
    found: dict[str, OwnFont] = {}
    brand = branded.brand if branded is not None else None
    beside = "" if brand is None else brand.file.rpartition("/")[0]
    shelf = Shelf(files, tuple(dict.fromkeys((*FOLDERS, beside, f"{beside}/fonts" if beside else "fonts"))))
    sources = {} if brand is None else {_folded(family): source for family, source in brand.sources.items()}
    told: set[str] = set()
    named = {file.path for source in sources.values() for file in source.files}
    for part in PARTS:
        name = getattr(fonts, part)
        if not name:
            continue
        origin: Origin = ("settings", "fonts", part)
        if brand is not None and sources and _folded(name) not in sources and name not in named:
            report.error(
                "off-brand-font",
                f"{show(name)} is no font of the brand {brand.file}",
                mend=f"delete the line, or add the family to `typography` in {brand.file}",
                origin=origin,
            )
            continue
        if not names_family(name):
            font = open_font(name, files, report, origin)
            if font is not None:
                found[part] = font
            continue
        source = sources.get(_folded(name))
        if source is None:
            family = shelf.family(name)
            if family is None:
                _tell_missing(name, shelf, report, origin)
        elif source.family in told:
            continue
        else:
            assert branded is not None, "a source is a brand's"
            own = branded.report()
            family = _declared(source, shelf, files, own)
            if own.has_errors:
                told.add(source.family)
                report.adopt(own)
        if family is not None:
            found |= fonts_of(family, part, found, fonts)
    return found


def _declared(source: FontSource, shelf: Shelf, files: Files, report: Report) -> Family | None:
    """Return a family of a brand: its files, or what lies in the folders; None with a finding in the brand's file."""
    if source.service == "file" and source.files:
        fonts = []
        for file in source.files:
            font = open_font(file.path, files, report, source.origin)
            if font is not None:
                fonts.append((font, font.is_italic if file.is_italic is None else file.is_italic, file.weight))
        upright = [(font, weight) for font, is_italic, weight in fonts if not is_italic]
        italic = [(font, weight) for font, is_italic, weight in fonts if is_italic]
        return Family(tuple(map(_as_told, upright)), tuple(map(_as_told, italic))) if fonts else None
    family = shelf.family(source.family)
    if family is None:
        _tell_missing(source.family, shelf, report, source.origin, where_to_get(source))
    return family


def _as_told(told: tuple[OwnFont, int]) -> OwnFont:
    font, weight = told
    font.weight = weight or font.weight
    return font


def fonts_of(family: Family, part: str, found: dict[str, OwnFont], fonts: Fonts) -> dict[str, OwnFont]:
    """Return the font of a part from its family, with the italic and the bold of running text that nobody names."""
    wanted = [part] if part != "body" else ["body", *(name for name in PARTS[1:3] if not getattr(fonts, name))]
    given = {each: family.part(each) for each in wanted if each not in found}
    return {each: font for each, font in given.items() if font is not None}


def tell_hanging_style(language: str, own: Mapping[str, OwnFont], report: Findings) -> None:
    """Note it where a language's text is set in Nastaliq only because this computer has such a font."""
    found = () if "body" in own else hanging_style(language)
    if found:
        path = found[0].faces[0][1]
        report.note(
            "font-of-this-computer",
            f"the text is set in {path.stem}, a font of this computer",
            why="readers of the language expect Nastaliq, and no such font comes with pdfbrochure, so on a computer "
            "without one the text would be set in Naskh",
            mend=f"to set it alike everywhere, copy {path.name} beside the brochure and write in settings: "
            f"fonts: {{body: {path.name}}}",
            origin=("language",),
        )


class Shelf:
    """The fonts in a brochure's folders, by their families; each file is opened once.

    Args:
        files: Where to read from.
        folders: Where to look.
    """

    def __init__(self, files: Files, folders: tuple[str, ...] = FOLDERS) -> None:
        self._files = files
        self._folders = folders
        self._fonts: list[OwnFont] | None = None
        #: The first file of a family that cannot be used, and what is wrong with it.
        self.broken: dict[str, tuple[str, str, str]] = {}

    def family(self, name: str) -> Family | None:
        """Return a family by its name: from the folders, or one that comes with the program; None if it is nowhere."""
        key = _folded(name)
        fonts = [font for font in self._all() if _folded(font.family) == key]
        if not fonts:
            bundled = next((family for family in BUNDLED if _folded(family) == key), "")
            return _bundled(bundled) if bundled else None
        usual = [font for font in fonts if font.is_of_normal_width] or fonts
        return family_of(usual)

    def known(self) -> list[str]:
        """Return the families in the folders, in order."""
        return sorted({font.family for font in self._all()} - {""})

    def _all(self) -> list[OwnFont]:
        if self._fonts is None:
            self._fonts = [font for name in self._names() for font in self._faces(name)]
        return self._fonts

    def _names(self) -> list[str]:
        names = [name for folder in self._folders for name in self._files.names(folder)]
        return [name for name in dict.fromkeys(names) if name.lower().endswith(_ENDINGS)][:MOST_FILES]

    def _faces(self, name: str) -> Iterator[OwnFont]:
        try:
            content = self._files.read(name, LARGEST_FONT)
        except FileFault:
            return
        fault = fault_of_font(content)
        if fault is not None:
            self.broken[name] = fault
            return
        first = OwnFont(name, content)
        yield first
        for index in range(1, min(first.hb_font.face.count, _MOST_FACES)):
            yield OwnFont(name, content, index)


def family_of(fonts: list[OwnFont]) -> Family:
    """Return some fonts as a family."""
    upright = tuple(font for font in fonts if not font.is_italic)
    return Family(upright, tuple(font for font in fonts if font.is_italic))


def open_font(name: str, files: Files, report: Findings, origin: Origin) -> OwnFont | None:
    """Return a font by the name of its file, or None with a finding."""
    try:
        content = files.read(name, LARGEST_FONT)
    except FileFault as fault:
        fault.report_to(report, f"the font {name}", origin)
        return None
    told = fault_of_font(content)
    if told is not None:
        report.error("bad-font", f"{name} {told[0]}", why=told[1], mend=told[2], origin=origin)
        return None
    return OwnFont(name, content)


def _bundled(name: str) -> Family:
    upright, italic = (OwnFont(file, (FONT_FOLDER / file).read_bytes()) for file in BUNDLED[name])
    return Family((upright,), (italic,) if italic.name != upright.name else ())


def _tell_missing(name: str, shelf: Shelf, report: Findings, origin: Origin, get: str = "") -> None:
    """Report a family that is nowhere, or whose files cannot be used."""
    for file, (what, why, mend) in shelf.broken.items():
        if _folded(name) in _folded(file):
            report.error("bad-font", f"{file} {what}", why=why, mend=mend, origin=origin)
            return
    here = shelf.known()
    import difflib  # only needed for a slip

    near = difflib.get_close_matches(name, [*here, *BUNDLED], 1, 0.75)
    question = f"did you mean {near[0]}? if not, " if near else ""
    has = f"the fonts there are of {listed(here[:6])}" if here else "there are none in these folders"
    report.error(
        "font-not-here",
        f"there is no font of the family {show(name)} in the folder assets/fonts or beside the brochure",
        why=f"{has}; nothing is downloaded, and the fonts of a computer differ from those of the next",
        mend=question
        + (get or "put the TTF or OTF files of the family into the folder assets/fonts, beside the brochure"),
        origin=origin,
    )


def _folded(name: str) -> str:
    """Return a name without what people write differently in it."""
    return "".join(char for char in name.casefold() if char.isalnum())
