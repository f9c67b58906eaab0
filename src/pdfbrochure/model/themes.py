"""Loads themes: the bundled ones, and files of the user's own; in the palette, the color and the script wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from pdfbrochure.diagnostics import Findings, Origin, Report
from pdfbrochure.files import Files
from pdfbrochure.model.brand import Palette
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.design import Part
from pdfbrochure.model.house_colors import with_brand, with_house_color, with_text_colors
from pdfbrochure.model.own_theme import BASED_ON, laid_over, read_own_theme
from pdfbrochure.model.page_templates import PageTemplates
from pdfbrochure.model.read_design import read_part, read_templates
from pdfbrochure.model.scalars import Fault
from pdfbrochure.model.theme import CLEAR, ScriptDesign, Step, Style, Theme
from pdfbrochure.read import parse

_FOLDER: Final = Path(__file__).resolve().parent.parent / "themes"


def known_themes() -> tuple[str, ...]:
    """Return the names of the bundled themes, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def load_theme(
    settings: Settings,
    report: Findings,
    files: Files | None = None,
    families: Collection[str] = (),
    brand: Palette | None = None,
) -> Theme | None:
    """Return the theme that the settings name, in their palette and accent; None with a finding if there is none.

    Args:
        settings: They name the theme, or a theme file of the user's own.
        report: Takes the findings, those on the theme file too.
        files: Where to read such a file from.
        families: The font families that it may name.
        brand: The colors of a house style, which take the place of the theme's.
    """
    if files is not None and settings.theme.lower().endswith((".yaml", ".yml")):
        value = read_own_theme(settings.theme, files, report, Theme, _bundled, families)
        theme = None if value is None else _theme_of(value)
    else:
        theme = _bundled_theme(settings.theme, _stamps())
        if theme is None:
            _tell_unknown(settings, report)
    if theme is None:
        return None
    colors = with_text_colors(dict(theme.colors))
    if brand is not None and brand.primary:
        colors = with_brand(colors, brand, settings.palette, report)
        theme = msgspec.structs.replace(theme, inks=theme.inks | brand.inks, spots=theme.spots | brand.spots)
    elif settings.palette:
        if settings.palette not in theme.palettes:
            report.error(
                "unknown-palette",
                f"the theme {theme.name} has no palette \u201c{settings.palette}\u201d",
                mend=f"its palettes are {', '.join(theme.palettes)}",
                origin=("settings", "palette"),
            )
            return None
        colors = with_text_colors(colors | theme.palettes[settings.palette])
    if settings.accent:
        colors = with_house_color(colors, settings.accent, report)
    return msgspec.structs.replace(theme, colors=colors)


def theme_in_script(theme: Theme, script: str, ink: float = 0.0) -> Theme:
    """Return a theme as it is for text in a script.

    Args:
        theme: The theme, which says what changes for the scripts that it knows.
        script: An ISO 15924 code.
        ink: How high the letters are of a script that it does not know, or in a font that it does not, in ems; 0 where
            that is unknown.
    """
    design = theme.scripts.get(script)
    if design is not None:
        theme = _designed(theme, design)
    return _for_ink(theme, ink) if ink else theme


def theme_in_language(theme: Theme, tag: str) -> Theme:
    """Return a theme as it is for text in a language, given by its BCP 47 tag, in the theme's own fonts."""
    design = theme.languages.get(tag.partition("-")[0].lower())
    if design is None:
        return theme
    styles = {
        name: _of_size(style, design.size) if style.family in design.families else style
        for name, style in theme.styles.items()
    }
    return msgspec.structs.replace(theme, families=theme.families | design.families, styles=styles)


def _of_size(style: Style, share: float) -> Style:
    """Return a style whose type is smaller, or larger, by a share on the same leading."""
    steps = tuple(Step(step.size * share, step.leading, step.lines) for step in style.steps)
    return msgspec.structs.replace(style, size=style.size * share, steps=steps)


def _designed(theme: Theme, design: ScriptDesign) -> Theme:
    """Return a theme with what it says itself of a script."""
    body = theme.styles["body"]
    styles = {}
    for name, style in theme.styles.items():
        own = design.styles.get(name)
        if own is not None:
            changed = {"size": own.size, "leading": own.leading, "steps": own.steps}
        elif (style.size, style.leading) == (body.size, theme.unit):
            changed = {"size": design.body_size, "leading": design.unit}
        else:
            steps = tuple(Step(step.size, step.leading * design.leading, step.lines) for step in style.steps)
            changed = {"leading": style.leading * design.leading, "steps": steps}
        # Letters of these scripts join or carry marks: no distance between them is changed.
        styles[name] = msgspec.structs.replace(style, tracking=0.0, **changed)
    return msgspec.structs.replace(theme, unit=design.unit, cap=design.cap, descent=design.descent, styles=styles)


def _for_ink(theme: Theme, ink: float) -> Theme:
    """Return a theme in which no letters of a height touch those of the next line."""
    styles = {}
    for name, style in theme.styles.items():
        steps = tuple(Step(step.size, max(step.leading, CLEAR * ink * step.size), step.lines) for step in style.steps)
        leading = max(style.leading, CLEAR * ink * style.size)
        styles[name] = msgspec.structs.replace(style, leading=leading, steps=steps)
    unit = styles["body"].leading
    return msgspec.structs.replace(theme, unit=unit, styles=styles)


def _stamps() -> tuple[object, ...]:
    """Return what tells whether the files of the bundled themes have changed."""
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(_FOLDER.glob("*.yaml")))


@cache
def _bundled_theme(name: str, _changed: tuple[object, ...]) -> Theme | None:
    """Return a bundled theme, which is the same for all brochures of a run as long as its files have not changed."""
    value = _bundled(name)
    return None if value is None else _theme_of(value)


def _theme_of(value: dict[str, Any]) -> Theme:
    """Return a theme of its values."""
    known = tuple(value["colors"])

    def design(kind: type, plain: Any) -> Part | PageTemplates:
        return _design(kind, plain, known)

    return msgspec.convert(value, Theme, strict=False, dec_hook=design)


def _design(kind: type, value: Any, colors: Collection[str]) -> Part | PageTemplates:
    """Return what is made of boxes from its plain values, which were checked where they came from a stranger."""

    def tell(origin: Origin, fault: Fault) -> None:
        raise AssertionError(f"{'.'.join(map(str, origin))} {fault.says}")

    if kind is PageTemplates:
        return read_templates(value, (), tell, colors, is_checked=True)
    return read_part(value, (), tell, colors, is_checked=True)


def _bundled(name: str) -> dict[str, Any] | None:
    """Return the values of a bundled theme, over those of the one that it is based on."""
    if name not in known_themes():
        return None
    value = dict(_values(name))
    base = _bundled(str(value.pop(BASED_ON, "")))
    return value if base is None else laid_over(base, value)


class ReadTheme(msgspec.Struct, frozen=True):
    """What a bundled theme file says, as it stands beside it, so that no YAML is read for it at every start.

    Attributes:
        of: The sum of the file, by SHA-256.
        values: Its values.
    """

    of: str
    values: dict[str, Any]


def read_theme(name: str) -> ReadTheme:
    """Return what the file of a bundled theme says."""
    content = (_FOLDER / f"{name}.yaml").read_bytes()
    return ReadTheme(_sum_of(content), parse(content, Report(f"{name}.yaml")).value)


def _sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _values(name: str) -> dict[str, Any]:
    """Return what a theme file says: as read before, unless the file has changed since."""
    ready = _FOLDER / f"{name}.json"
    if ready.is_file():
        found = msgspec.json.decode(ready.read_bytes(), type=ReadTheme)
        if found.of == _sum_of((_FOLDER / f"{name}.yaml").read_bytes()):
            return found.values
    return read_theme(name).values


def _tell_unknown(settings: Settings, report: Findings) -> None:
    known = ", ".join(known_themes())
    report.error(
        "unknown-theme",
        f"there is no theme \u201c{settings.theme}\u201d",
        mend=f"use one of: {known}",
        origin=("settings", "theme"),
    )
