"""Reads a brand file: `brand.yml`, the public format of Posit, with what is ours below `defaults: pdfbrochure:`.

Such a file serves other programs too, and may come from a stranger: what is not for print is passed over, paths stay
in its folder, nothing is downloaded, and every fault is told with its place in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, get_args

from msgspec import structs

from pdfbrochure.color import rgb
from pdfbrochure.diagnostics import BrochureError, Findings, Origin, Report, listed
from pdfbrochure.files import FileFault
from pdfbrochure.model.addresses import read_path
from pdfbrochure.model.brand import SERVICES, Brand, Branded, FontFile, FontSource, LogoRules, Palette, Service, dressed
from pdfbrochure.model.brand_fields import HOUSE, LOGO_RULES, ClearSpace, settings_of
from pdfbrochure.model.brochure import Brochure, Fonts, Logo, Print
from pdfbrochure.model.colors import convert_color
from pdfbrochure.model.plain import is_missing, name_type
from pdfbrochure.model.scalars import Fault, one_line, read_color, show
from pdfbrochure.model.walk import Walk
from pdfbrochure.read import parse

if TYPE_CHECKING:
    from pdfbrochure.files import Files
    from pdfbrochure.read import Source

# A brand's file has about 5 KB; a larger one is something else.
LARGEST_BRAND: Final = 200_000
# No house has so many colors or fonts.
MOST_COLORS: Final = 300
MOST_FONTS: Final = 60
MOST_FILES: Final = 120
# The sections of the format, and the roles of its colors (posit-dev/brand-yml, the pages on color, logo, typography).
SECTIONS: Final = ("meta", "logo", "color", "typography", "defaults")
ROLES: Final = (
    "foreground", "background", "primary", "secondary", "tertiary", "success", "info", "warning", "danger", "light",
    "dark",
)  # fmt: skip
_COLOR_KEYS: Final = ("palette", *ROLES)
_LOGO_KEYS: Final = ("images", "small", "medium", "large")
_TEXTS: Final = ("base", "headings")
_TYPE_KEYS: Final = ("fonts", *_TEXTS, "monospace", "monospace-inline", "monospace-block", "link")
_WEIGHTS: Final = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400, "medium": 500,
    "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800, "black": 900,
}  # fmt: skip
# Of red, green and blue, the difference from which a color is one, and no gray.
_COLORED: Final = 0.12


def brand_of(brochure: Brochure, source: Source, files: Files) -> Branded:
    """Return a brochure in the house style that its settings name, or as it is.

    Args:
        brochure: As its file describes it.
        source: That file.
        files: Where to read the brand's from.
    """
    findings = Findings()
    if not brochure.settings.brand:
        return Branded(brochure, None, None, findings)
    read = read_brand(brochure.settings.brand, files, findings)
    if read is None:
        return Branded(brochure, None, None, findings)
    brand, brand_source = read
    typed = source.value.get("settings")
    return Branded(dressed(brochure, brand, typed if isinstance(typed, dict) else {}), brand, brand_source, findings)


def read_brand(name: str, files: Files, findings: Findings) -> tuple[Brand, Source] | None:
    """Return the house style of a brand file, and that file; None with findings where it cannot be read."""
    try:
        content = files.read(name, LARGEST_BRAND)
    except FileFault as fault:
        fault.report_to(findings, f"the brand's file {name}", ("settings", "brand"))
        return None
    own = Report(name)
    found = None
    try:
        source = parse(content, own)
        found = _Reader(name, source, own, files).brand(), source
    except BrochureError:
        pass
    findings.adopt(own)
    return found


class _Reader:
    """Reads one brand file."""

    def __init__(self, name: str, source: Source, report: Report, files: Files) -> None:
        self._name = name
        self._folder = name.rpartition("/")[0]
        self._source = source
        self._report = report
        self._files = files

    def brand(self) -> Brand:
        """Return what the file says."""
        value: dict[str, Any] = self._source.value
        self._near_keys(value, (), SECTIONS)
        house = self._house(value)
        rules = house.pop("logo", {})
        space = rules.get("clear_space", ClearSpace())
        palette = self._palette(self._group(value, "color", ()))
        return Brand(
            self._name,
            structs.replace(palette, inks=_percent(house.get("inks", {})), spots=house.get("spots", {})),
            *self._fonts(self._group(value, "typography", ())),
            self._logo(value),
            LogoRules(rules.get("least_width", 0.0), space.length, space.share),
            self._settings(house),
        )

    # Helpers ---------------------------------------------------------------------------------------------------

    def _fault(self, origin: Origin, fault: Fault) -> None:
        self._report.error(fault.code, f"`{_key(origin)}` {fault.says}", why=fault.why, mend=fault.mend, origin=origin)

    def _group(self, value: dict[str, Any], key: str, origin: Origin) -> dict[str, Any]:
        """Return the mapping below a key; an empty one where there is none."""
        inner = value.get(key)
        if isinstance(inner, dict):
            return inner
        if not is_missing(inner):
            self._fault((*origin, key), Fault("wrong-type", f"is {name_type(inner)}, but must be keys with values"))
        return {}

    def _near_keys(self, value: dict[str, Any], origin: Origin, known: tuple[str, ...]) -> None:
        """Tell of keys that are almost ones of the format; others may be those of other programs."""
        for key in value:
            import difflib  # only needed for a slip

            near = difflib.get_close_matches(key.casefold().replace("colour", "color"), known, 1, 0.8)
            if key not in known and near and near[0] not in value:
                place = f"`{_key(origin)}`" if origin else "a brand file"
                what = f"{show(key)} is no key of {place}, so nothing is taken from it"
                self._report.warning(
                    "unknown-key", what, mend=f"did you mean `{near[0]}`?", span=self._source.key_span((*origin, key))
                )

    def _path(self, typed: object, origin: Origin) -> str:
        """Return a path below the brochure's folder, or "" with a finding."""
        if not isinstance(typed, str):
            self._fault(origin, Fault("wrong-type", f"is {name_type(typed)}, but must be the path of a file"))
            return ""
        path = read_path(typed.strip())
        if isinstance(path, Fault):
            self._fault(origin, path)
            return ""
        return self._below(path)

    def _below(self, path: str) -> str:
        return f"{self._folder}/{path}" if self._folder else path

    # Colors ----------------------------------------------------------------------------------------------------

    def _palette(self, colors: dict[str, Any]) -> Palette:
        self._near_keys(colors, ("color",), _COLOR_KEYS)
        palette = self._group(colors, "palette", ("color",))
        typed: dict[str, tuple[Any, Origin]] = {key: (colors[key], ("color", key)) for key in ROLES if key in colors}
        typed |= {key: (inner, ("color", "palette", key)) for key, inner in palette.items()}
        if len(typed) > MOST_COLORS:
            self._fault(("color", "palette"), Fault("too-many", f"has {len(typed)} colors, more than {MOST_COLORS}"))
            return Palette(self._name)
        # A role may have the name of a color of the palette, such as `primary: primary`.
        roles = {key: self._color(typed_as, ("color", key), typed) for key, typed_as in colors.items() if key in ROLES}
        named = {key: self._color(inner, ("color", "palette", key), typed) for key, inner in palette.items()}
        found = {key: color for key, color in ({**roles, **named}).items() if color}
        colored = (color for color in named.values() if color and max(rgb(color)) - min(rgb(color)) > _COLORED)
        primary = roles.get("primary") or next(colored, "") or next(iter(found.values()), "")
        return Palette(self._name, found, primary, roles.get("foreground", ""))

    def _color(self, value: object, origin: Origin, typed: dict[str, tuple[Any, Origin]]) -> str:
        """Return a color by its value or its name, or "" with a finding."""
        at = origin
        for _ in range(len(typed) + 2):
            if isinstance(value, dict) and "light" in value:
                value = value["light"]
            if is_missing(value):
                return ""
            if not isinstance(value, str):
                self._fault(at, Fault("wrong-type", f"is {name_type(value)}, but must be a color", 'write "#12386e"'))
                return ""
            name = value.strip()
            color = read_color(name)
            if not isinstance(color, Fault):
                return color
            inner = self._named(name, at, typed)
            if inner is None:
                return self._other_color(name, color, origin, typed)
            value, at = inner
        self._fault(origin, Fault("bad-color", "leads back to itself", 'write its value: "#12386e"'))
        return ""

    def _named(self, name: str, at: Origin, typed: dict[str, tuple[Any, Origin]]) -> tuple[Any, Origin] | None:
        """Return the value of the color that a name means: one of the palette before one of the roles."""
        palette = ("color", "palette", name)
        known = typed.get(name)
        if known is not None and known[1] == palette and at == palette:
            known = None
        return known if known is not None and known[1] != at else None

    def _other_color(self, name: str, fault: Fault, origin: Origin, typed: dict[str, tuple[Any, Origin]]) -> str:
        """Return a color in one of the notations of web pages, or "" with a finding."""
        meant = convert_color(name)
        if meant:
            return meant
        import difflib  # only needed for a slip

        near = difflib.get_close_matches(name, list(typed), 1, 0.6)
        names = [key for key, (_value, at) in typed.items() if at[1] == "palette"]
        mend = f"did you mean {near[0]}?" if near else 'write it as "#12386e", with the quotes'
        if names and not near:
            mend += f", or as one of {listed(names[:8])}"
        self._fault(origin, fault._replace(mend=mend))
        return ""

    # Fonts -----------------------------------------------------------------------------------------------------

    def _fonts(self, value: dict[str, Any]) -> tuple[Fonts, dict[str, FontSource]]:
        self._near_keys(value, ("typography",), _TYPE_KEYS)
        sources = {source.family: source for source in self._sources(value)}
        base, headings = (self._family(value.get(key), ("typography", key)) for key in _TEXTS)
        base, headings = base or headings, headings or base
        for family, key in ((base, "base"), (headings, "headings")):
            if family and family not in sources:
                at = key if not is_missing(value.get(key)) else "headings" if key == "base" else "base"
                sources[family] = FontSource(family, "file", (), ("typography", at))
        return Fonts(body=base, headings=headings), sources

    def _family(self, value: object, origin: Origin) -> str:
        """Return the family of a text, which may be typed alone."""
        inner = value.get("family") if isinstance(value, dict) else value
        if is_missing(inner):
            return ""
        if not isinstance(inner, str):
            self._fault(origin, Fault("wrong-type", f"is {name_type(inner)}, but must be the name of a font"))
            return ""
        return one_line(inner.strip())

    def _sources(self, value: dict[str, Any]) -> Iterator[FontSource]:
        fonts = value.get("fonts")
        if is_missing(fonts):
            return
        if not isinstance(fonts, list) or len(fonts) > MOST_FONTS:
            wanted = f"must be a list of at most {MOST_FONTS} fonts"
            self._fault(("typography", "fonts"), Fault("wrong-type", wanted, "write it as `- family: …`"))
            return
        for index, font in enumerate(fonts):
            origin: Origin = ("typography", "fonts", index)
            family = self._family(font, origin)
            if not family:
                continue
            typed = font.get("source") if isinstance(font, dict) else None
            service = typed.strip() if isinstance(typed, str) else "file"
            if service not in get_args(Service):
                mend = f"write one of {', '.join(get_args(Service))}"
                self._fault((*origin, "source"), Fault("bad-choice", f"is {show(service)}", mend))
                continue
            files = font.get("files") if isinstance(font, dict) else None
            known: Service = service  # type: ignore[assignment]  # it is one of them
            yield FontSource(family, known, tuple(self._files_of(files, (*origin, "files"))), origin)

    def _files_of(self, files: object, origin: Origin) -> Iterator[FontFile]:
        entries = [files] if isinstance(files, (str, dict)) else files if isinstance(files, list) else []
        if len(entries) > MOST_FILES:
            self._fault(origin, Fault("too-many", f"has {len(entries)} entries, more than {MOST_FILES}"))
            return
        for index, entry in enumerate(entries):
            at = (*origin, index) if isinstance(files, list) else origin
            typed = entry.get("path") if isinstance(entry, dict) else entry
            if is_missing(typed):
                continue
            path = self._path(typed, at)
            weight = entry.get("weight") if isinstance(entry, dict) else None
            style = entry.get("style") if isinstance(entry, dict) else None
            if path:
                italic = style in ("italic", "oblique") if isinstance(style, str) else None
                yield FontFile(path, _weight(weight), italic)

    # Logo ------------------------------------------------------------------------------------------------------

    def _logo(self, value: dict[str, Any]) -> Logo | None:
        logo = value.get("logo")
        if is_missing(logo):
            return None
        group = {"medium": logo} if isinstance(logo, str) else self._group(value, "logo", ())
        self._near_keys(group, ("logo",), _LOGO_KEYS)
        images = self._group(group, "images", ("logo",))
        names = [key for key in ("medium", "small", "large") if not is_missing(group.get(key))]
        if names:
            origin: Origin = ("logo", names[0]) if isinstance(logo, dict) else ("logo",)
            typed = group[names[0]]
        elif images:
            first = next(iter(images))
            origin, typed = ("logo", "images", first), images[first]
        else:
            return None
        if isinstance(typed, dict) and "light" in typed:
            origin, typed = (*origin, "light"), typed["light"]
        if isinstance(typed, str) and typed.strip() in images:
            origin, typed = ("logo", "images", typed.strip()), images[typed.strip()]
        return self._image(typed, origin, value)

    def _image(self, typed: object, origin: Origin, value: dict[str, Any]) -> Logo | None:
        """Return an image as a logo; one without words for those who do not see it has the name of the house."""
        path = self._path(typed.get("path") if isinstance(typed, dict) else typed, origin)
        if not path:
            return None
        try:
            self._files.read(path)
        except FileFault as fault:
            fault.report_to(self._report, f"the logo {path}", origin)
            return None
        alt = typed.get("alt") if isinstance(typed, dict) else None
        words = one_line(alt) if isinstance(alt, str) else self._house_name(value)
        if not words.strip():
            self._report.error(
                "missing-alt",
                f"the logo {path} has no alternative text, and the brand has no name",
                why="people who do not see the logo hear this text instead",
                mend=f'write it as {{path: {path}, alt: "…"}}, or the name of the house as `meta: {{name: …}}`',
                origin=origin,
            )
            return None
        return Logo(path, words)

    def _house_name(self, value: dict[str, Any]) -> str:
        meta = value.get("meta")
        name = meta.get("name") if isinstance(meta, dict) else None
        if isinstance(name, dict):
            name = name.get("full") or name.get("short")
        return one_line(name) if isinstance(name, str) else ""

    # What is ours ----------------------------------------------------------------------------------------------

    def _house(self, value: dict[str, Any]) -> dict[str, Any]:
        defaults = self._group(value, "defaults", ())
        if is_missing(defaults.get("pdfbrochure")):
            return {}
        findings = Findings()
        walk = Walk(self._source, findings, (HOUSE, LOGO_RULES))
        house = HOUSE(defaults["pdfbrochure"], ("defaults", "pdfbrochure"), walk)
        self._report.take(findings)
        return dict(house) if isinstance(house, dict) else {}

    def _settings(self, house: dict[str, Any]) -> dict[str, Any]:
        """Return the settings of the house; files that they name lie beside the brand's."""
        found = settings_of(house)
        theme, printing = found.get("theme"), found.get("print")
        if isinstance(theme, str) and _is_file(theme):
            found["theme"] = self._below(theme)
        if isinstance(printing, Print):
            shop, profile = printing.shop, printing.profile
            found["print"] = structs.replace(
                printing,
                shop=self._below(shop) if _is_file(shop) else shop,
                profile=self._below(profile) if _is_file(profile) else profile,
            )
        return found


def _is_file(name: str) -> bool:
    return "/" in name or name.lower().endswith((".yaml", ".yml", ".icc", ".icm"))


def _key(origin: Origin) -> str:
    return ".".join(str(step) for step in origin)


def _weight(typed: object) -> int:
    """Return a weight by its number or its name; 0 for one that is none, or for several."""
    if not isinstance(typed, str):
        return 0
    word = typed.strip().casefold()
    return _WEIGHTS.get(word, int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else 0)


def _percent(inks: dict[str, Any]) -> dict[str, tuple[float, float, float, float]]:
    """Return inks as a theme has them: in percent."""
    return {color: tuple(100 * share for share in ink.plates) for color, ink in inks.items()}


def where_to_get(source: FontSource) -> str:
    """Return what to do about a family that is not here: where to take it from, and where to put it."""
    name, address = SERVICES.get(source.service, ("", ""))
    place = "put its TTF or OTF files into the folder assets/fonts, beside the brochure"
    if not address:
        return place
    last = source.family.replace(" ", "+" if source.service == "google" else "-")
    slug = last if source.service == "google" else last.casefold()
    return f"download it from {name} with your browser, {address}{slug}, unpack it, and {place}"
