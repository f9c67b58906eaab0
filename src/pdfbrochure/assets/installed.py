"""Finds the font files of this computer: bundled, from font packages on PyPI, and installed in the system.

Nothing is imported from a font package and nothing is fetched; only the package's folder and the system's font folders
are looked into.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import uharfbuzz as hb
from msgspec import Struct

from pdfbrochure.assets.bundled import BUNDLED, BUNDLED_SCRIPTS, BUNDLED_SIGNS, FONT_FOLDER
from pdfbrochure.ourselves import beside_app

Source = Literal["bundled", "package", "system", "named"]

# Script (ISO 15924, or the region of a Han font) -> (module, file, whether it is a serif face), best first. The first
# module of a script is what its extra installs; the others serve when they happen to be there.
PACKAGES: Final[dict[str, tuple[tuple[str, str, bool], ...]]] = {
    "JP": (
        ("justmytype_intl_cjk", "fonts/ofl/notosansjp/NotoSansJP[wght].ttf", False),
        ("pylopdf_fonts_jp", "NotoSansJP-Regular.otf", False),
        ("pylopdf_fonts_jp", "NotoSerifJP-Regular.otf", True),
    ),
    "KR": (
        ("justmytype_intl_cjk", "fonts/ofl/notosanskr/NotoSansKR[wght].ttf", False),
        ("pylopdf_fonts_ko", "NotoSansKR-Regular.otf", False),
        ("pylopdf_fonts_ko", "NotoSerifKR-Regular.otf", True),
    ),
    "SC": (
        ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf", False),
        ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf", False),
        ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf", True),
    ),
    "TC": (
        ("justmytype_intl_cjk", "fonts/ofl/notosanstc/NotoSansTC[wght].ttf", False),
        ("pylopdf_fonts_zh_tw", "NotoSansTC-Regular.otf", False),
        ("pylopdf_fonts_zh_tw", "NotoSerifTC-Regular.otf", True),
    ),
    # Signs and pictures of no script; the one-colored emoji last, for its digits and signs are wide.
    "": (
        ("manimgx_fonts", "NotoSans[wght].ttf", False),
        ("manimgx_fonts", "NotoSansSymbols[wght].ttf", False),
        ("manimgx_fonts", "NotoEmoji[wght].ttf", False),
    ),
    "Latn": (("manimgx_fonts", "NotoSans[wght].ttf", False),),
    "Grek": (("manimgx_fonts", "NotoSans[wght].ttf", False),),
    "Cyrl": (("manimgx_fonts", "NotoSans[wght].ttf", False),),
    **{
        script: (("manimgx_fonts", f"NotoSans{name}[wght].ttf", False),)
        for script, name in {
            "Beng": "Bengali",
            "Ethi": "Ethiopic",
            "Gujr": "Gujarati",
            "Guru": "Gurmukhi",
            "Knda": "Kannada",
            "Khmr": "Khmer",
            "Laoo": "Lao",
            "Mlym": "Malayalam",
            "Mymr": "Myanmar",
            "Orya": "Oriya",
            "Sinh": "Sinhala",
            "Taml": "Tamil",
            "Telu": "Telugu",
        }.items()
    },
}

# Script -> the extra of this package that installs a font for it.
EXTRAS: Final = {
    **dict.fromkeys(("JP", "KR", "SC", "TC"), "cjk"),
    **{script: "world" for script, fonts in PACKAGES.items() if fonts[0][0] == "manimgx_fonts"},
}

_SUFFIXES: Final = frozenset((".ttf", ".otf", ".ttc", ".otc"))
# Names of faces that do not suit running text, or hardly ever.
_ODD: Final = ("mono", "condensed", " ui", "rashi", "kufi", "nastaliq", "display", "looped", "math", "siyaq", "emoji")
_SERIF: Final = ("serif", "naskh", "song", "ming", "mincho", "batang", "amiri", "times", "roman")


class FontFile(Struct, frozen=True):
    """One face of a font file at one place in its design space.

    Attributes:
        path: The file.
        index: Which face of a collection.
        axes: (axis tag, value) of the axes set; the others are at their defaults.
        source: Where it comes from; "system" faces differ from computer to computer.
    """

    path: Path
    index: int = 0
    axes: tuple[tuple[str, float], ...] = ()
    source: Source = "bundled"


class Candidate(Struct, frozen=True):
    """A family of faces that may be asked for a character.

    Attributes:
        faces: (weight, file, index) of its upright faces; 0 is the weight of a variable one.
        source: Where it comes from.
    """

    faces: tuple[tuple[int, Path, int], ...]
    source: Source


@cache
def opened(path: Path, index: int) -> Any:
    """Return HarfBuzz's font of a file, mapped into memory and not read."""
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path)), index))


def covers(candidate: Candidate, char: str) -> bool:
    """Return whether the first face of a family has a glyph for `char`."""
    _weight, path, index = candidate.faces[0]
    return opened(path, index).get_nominal_glyph(ord(char)) is not None


@cache
def at_weight(candidate: Candidate, weight: int) -> FontFile:
    """Return the face of a family that comes closest to a weight (100 to 900)."""
    # Of two equally near, bold text takes the bolder.
    _weight, path, index = min(
        candidate.faces, key=lambda face: (abs(face[0] - weight), -face[0] if weight > 500 else 0)
    )
    axes: tuple[tuple[str, float], ...] = ()
    for axis in opened(path, index).face.axis_infos:
        if axis.tag == "wght":
            axes = (("wght", float(min(max(weight, axis.min_value), axis.max_value))),)
    return FontFile(path, index, axes, candidate.source)


def script_of_text(script: str, text: str) -> str:
    """Return the script in which a text is set, by the name that its letters have.

    Args:
        script: That of its language, as an ISO 15924 code; "" where it has none of its own.
        text: The text, whose first letter tells then.
    """
    if script:
        return {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}.get(script, script)
    return next((script_of(char) for char in text if char.isalpha()), "Latn")


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """Return the script of a character as an ISO 15924 code, "" for what belongs to none.

    Punctuation that only one script or group of scripts uses counts as theirs.
    """
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        # Full-width letters are Latin ones that only Chinese, Japanese and Korean fonts have.
        return "Hani"
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    if buffer.script:
        return str(buffer.script)
    if 0x600 <= code <= 0x6FF or 0xFD3E <= code <= 0xFD3F:
        return "Arab"
    if 0x964 <= code <= 0x965:
        return "Deva"
    if 0x3000 <= code <= 0x33FF or 0xFE30 <= code <= 0xFE4F or 0xFF00 <= code <= 0xFFEF:
        return "Hani"
    return "Thai" if code == 0xE3F else ""


# Bundled and from packages -------------------------------------------------------------------------------------


@cache
def bundled(family: str, *, italic: bool) -> Candidate:
    """Return a family that comes with the program."""
    return Candidate(((0, FONT_FOLDER / BUNDLED[family][italic], 0),), "bundled")


@cache
def bundled_signs() -> tuple[Candidate, ...]:
    """Return the signs and emoji that come with the program."""
    return tuple(Candidate(((0, FONT_FOLDER / file, 0),), "bundled") for file in BUNDLED_SIGNS)


@cache
def package_folder(module: str) -> Path | None:
    """Return the folder of an installed package, without importing it; in an app, of one unpacked beside it."""
    if beside := beside_app(module):
        return beside
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def of_script(script: str, *, serif: bool) -> tuple[Candidate, ...]:
    """Return the families for a script, bundled and from installed packages, those of the wanted kind first."""
    found = [
        (is_serif != serif, Candidate(((0, FONT_FOLDER / file, 0),), "bundled"))
        for file, is_serif in BUNDLED_SCRIPTS.get(script, ())
    ]
    for module, file, is_serif in PACKAGES.get(script, ()):
        folder = package_folder(module)
        if folder is not None and (folder / file).is_file():
            found.append((is_serif != serif, Candidate(((0, folder / file, 0),), "package")))
    return tuple(candidate for _differs, candidate in sorted(found, key=lambda pair: pair[0]))


# Languages whose readers expect the hanging style, Nastaliq: Urdu and its neighbours.
_HANGING: Final = frozenset(("ur", "ks", "pnb", "skr"))
# A letter of theirs that other fonts of the Arabic script may lack.
_URDU_LETTER: Final = "\u0679"


def hanging_style(language: str) -> tuple[Candidate, ...]:
    """Return the fonts of the hanging style that this computer has, for the languages that are written in it.

    None comes with the program: they are large, and the plain style is read too.
    """
    if language.partition("-")[0].lower() not in _HANGING:
        return ()
    return tuple(one for one in in_system(_URDU_LETTER, serif=True) if "nastaliq" in one.faces[0][1].stem.lower())


# Of the system -------------------------------------------------------------------------------------------------


class SystemFont(Struct, frozen=True):
    """A face found in the system: file, index, family, weight (100 to 900), and whether it is plain and upright."""

    path: Path
    index: int
    family: str
    weight: int
    plain: bool


@cache
def in_system(char: str, *, serif: bool, region: str = "") -> tuple[Candidate, ...]:
    """Return the families of the system that have `char`, the most fitting first; the same on every run.

    Args:
        char: The character.
        serif: Whether serif faces come first.
        region: Of a Han font: "JP", "KR", "SC" or "TC".
    """
    import shutil  # only needed for a character that no bundled font has

    tool = shutil.which("fc-list")
    if tool:
        fonts = [font for font, ranges in _listed(tool) if _is_within(ord(char), ranges)]
    else:
        fonts = [font for font in _scanned() if _has(font, char)]
    families: dict[str, list[SystemFont]] = {}
    for font in fonts:
        if font.plain and _may_embed(font.path, font.index):
            families.setdefault(font.family, []).append(font)
    ordered = sorted(families, key=lambda family: _rank(family, serif, region))
    candidates = []
    for family in ordered:
        # The lightest of a variable font's instances stands for its file.
        faces = {(font.weight, font.path, font.index) for font in families[family]}
        regular_first = sorted(faces, key=lambda face: (abs(face[0] - 400), str(face[1]), face[2]))
        candidates.append(Candidate(tuple(regular_first), "system"))
    return tuple(candidates)


def _rank(family: str, serif: bool, region: str) -> tuple[bool, bool, bool, bool, str]:
    name = family.lower()
    return (
        any(word in name for word in _ODD),
        bool(region) and not name.endswith(f" {region.lower()}"),
        any(word in name for word in _SERIF) != serif,
        not name.startswith("noto "),
        family,
    )


@cache
def _listed(tool: str) -> tuple[tuple[SystemFont, list[int]], ...]:
    """Return what fontconfig knows of every font, and the ranges of its characters as bounds: first, last, first, last.

    One question for all characters takes 30 ms, and one for each of a hundred would take a second.
    """
    import subprocess  # only needed where fontconfig is asked

    form = "%{file}\t%{index}\t%{weight}\t%{slant}\t%{width}\t%{color}\t%{family[0]}\t%{charset}\n"
    command = [tool, "--format", form, ":outline=true"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)  # noqa: S603 (no shell, no input of the user)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(
        _described_by(line) for line in done.stdout.decode("utf-8", "replace").splitlines() if _is_usable(line)
    )


def _is_usable(line: str) -> bool:
    fields = line.split("\t")
    return len(fields) == 8 and Path(fields[0]).suffix.lower() in _SUFFIXES


def _described_by(line: str) -> tuple[SystemFont, list[int]]:
    """Return the face and the ranges of a line of fontconfig."""
    file, index, weight, slant, width, color, family, charset = line.split("\t")
    plain = slant == "0" and width in ("100", "") and color != "True"
    ranges = [int(bound, 16) for part in charset.split() for bound in (part.split("-") * 2)[:2]]
    # The upper half of fontconfig's index is the named instance of a variable font.
    return SystemFont(Path(file), int(index or 0) & 0xFFFF, family, _css_weight(weight), plain), ranges


def _is_within(code: int, ranges: list[int]) -> bool:
    """Return whether a number lies in one of some ranges, each as two ascending bounds."""
    place = bisect_left(ranges, code)
    return place < len(ranges) and (place % 2 == 1 or ranges[place] == code)


def _css_weight(weight: str) -> int:
    """Return fontconfig's weight (0 to 215) on the scale of 100 to 900; a range is that of a variable font."""
    if weight.startswith("["):
        return 0
    value = float(weight or 80)
    steps = ((0, 100), (40, 200), (50, 300), (80, 400), (100, 500), (180, 600), (200, 700), (205, 800), (210, 900))
    return min(steps, key=lambda step: abs(step[0] - value))[1]


def font_folders() -> list[Path]:
    """Return the folders in which this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("SYSTEMROOT", "C:\\Windows")
        return [Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    return [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    ]


@cache
def _scanned() -> tuple[SystemFont, ...]:
    """Return the faces in the system's font folders, where fontconfig is not there to be asked."""
    found: list[SystemFont] = []
    for folder in font_folders():
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                found += _described(path)
    return tuple(found)


def _described(path: Path) -> Iterator[SystemFont]:
    """Yield the faces of a file, with what its tables say of them."""
    try:
        blob = hb.Blob.from_file_path(str(path))
    except (OSError, hb.HarfBuzzError):
        return
    for index in range(min(len(blob) and _face_count(path), 16)):
        face = hb.Face(blob, index)
        table = bytes(face.reference_table("OS/2").data) if "OS/2" in face.table_tags else b""
        if len(table) < 64:
            continue
        weight, width = int.from_bytes(table[4:6], "big"), int.from_bytes(table[6:8], "big")
        italic = bool(int.from_bytes(table[62:64], "big") & 1)
        color = any(tag in face.table_tags for tag in ("COLR", "CBDT", "sbix", "SVG "))
        name = hb.OTNameIdPredefined
        family = face.get_name(name.TYPOGRAPHIC_FAMILY) or face.get_name(name.FONT_FAMILY) or path.stem
        variable = any(axis.tag == "wght" for axis in face.axis_infos)
        yield SystemFont(path, index, family, 0 if variable else weight, width == 5 and not italic and not color)


def _face_count(path: Path) -> int:
    """Return how many faces a file has."""
    with path.open("rb") as file:
        head = file.read(12)
    return int.from_bytes(head[8:12], "big") if head[:4] == b"ttcf" else 1


def _has(font: SystemFont, char: str) -> bool:
    return opened(font.path, font.index).get_nominal_glyph(ord(char)) is not None


@cache
def _may_embed(path: Path, index: int) -> bool:
    """Return whether a face has outlines and its maker allows to embed it (OpenType, OS/2, fsType)."""
    try:
        face = opened(path, index).face
    except (OSError, hb.HarfBuzzError):
        return False
    tags = face.table_tags
    if not {"glyf", "CFF ", "CFF2"}.intersection(tags):
        return False
    table = bytes(face.reference_table("OS/2").data) if "OS/2" in tags else b""
    return len(table) < 10 or int.from_bytes(table[8:10], "big") & 0xF != 2
