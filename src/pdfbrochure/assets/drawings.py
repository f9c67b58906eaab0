"""Reads SVG drawings, for logos: refuses what is unsafe or cannot be drawn, and turns the rest into ReportLab's shapes.

An SVG may name other files, fetch pages and run scripts. Expat reads it first, and only what draws by itself goes on
to svglib, an extra; `paint` makes PDF operators of the shapes.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final
from xml.parsers import expat

import msgspec

from pdfbrochure.assets.decoding import PhotoFault
from pdfbrochure.assets.measuring import measure_photo
from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.files import FileFault, Files
from pdfbrochure.installing import install_command
from pdfbrochure.regexes import compiled_later

# A logo of more is a traced photo, and takes seconds to draw.
LARGEST: Final = 1_000_000
# Groups in groups; svglib calls itself for each.
DEEPEST: Final = 60
# Shapes, each with what it refers to drawn out, a hundred characters of a path being as much as another shape. A coat
# of arms has some thousands; references to references can make billions of a few lines.
MOST_SHAPES: Final = 20_000
# A drawing has no pixels; it is measured in so many that it is fine enough at every size.
MEASURED: Final = 10_000
# Beyond this, coordinates are slips or attacks, and leave the range of a PDF reader's numbers.
LARGEST_NUMBER: Final = 1e6

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_DRAWN: Final = _SHAPES | {
    *("svg", "g", "defs", "title", "desc", "metadata", "use", "symbol", "style", "clipPath"),
    *("linearGradient", "radialGradient", "stop"),
}
_TEXT: Final = frozenset({"text", "tspan", "textPath", "tref", "flowRoot", "glyph", "font"})
_UNSAFE: Final = frozenset({"script", "foreignObject", "image", "feImage", "iframe", "handler", "listener"})
# Properties that svglib does not draw, and the values at which they change nothing.
_UNDRAWN: Final = {
    "opacity": ("1", "1.0", "100%"),
    "stop-opacity": ("1", "1.0", "100%"),
    "mask": ("none",),
    "filter": ("none",),
    "mix-blend-mode": ("normal",),
    "gradientTransform": (),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
}
_DECLARATION: Final = compiled_later(r"(?:^|[;{\s])([a-z-]+)\s*:\s*([^;{}]+)")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS: Final = compiled_later(r"url\(\s*[\"']?\s*([^\"')\s]*)", re.IGNORECASE)
# CSS px in each unit (CSS Values 3, 6.2).
_UNITS: Final = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH: Final = compiled_later(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*", re.IGNORECASE)
# The public identifiers of SVG 1.0 to 1.2, which drawing programs write (SVG 1.1, 1.3).
_STANDARD: Final = re.compile(r"-//W3C//DTD SVG [\w. ]+//EN")
_OUTLINES: Final = "turn the text into outlines (Inkscape: Path > Object to Path; Illustrator: Type > Create Outlines)"
_AS_PNG: Final = "export it as PNG, at least 1000 px wide, or simplify the drawing"
_PLAIN: Final = (
    "save it as plain SVG, with everything inside the one file (Illustrator: without Preserve Illustrator Editing "
    "Capabilities)"
)


class Drawing(msgspec.Struct, frozen=True):
    """A drawing as ReportLab's shapes, with its size in points and the file's bytes."""

    shapes: Any
    width: float
    height: float
    data: bytes


def measure_logo(name: str, files: Files, report: Findings, origin: Origin, language: str = "") -> PhotoFile | None:
    """Return the logo `name`, a photo file or an SVG drawing, or None with an error in `report`.

    Args:
        name: Relative to the brochure.
        files: Where to read it from.
        report: Gets what `measure_photo` finds, and missing-extra, bad-svg, unsafe-svg, svg-text, unsupported-svg.
        origin: Key path of the logo's `file` in the brochure.
        language: BCP 47 tag; which of the alt texts inside a photo to take.
    """
    try:
        content = files.read(name)
    except FileFault:
        return measure_photo(name, files, report, origin, language)
    if not _is_svg(name, content):
        return measure_photo(name, files, report, origin, language)
    try:
        return _measure(name, content)
    except PhotoFault as fault:
        fault.report_to(report, origin)
        return None


def render_drawing(name: str, files: Files) -> Drawing:
    """Return the drawing `name`, which `measure_logo` let pass. Raises PhotoFault and FileFault."""
    content = files.read(name)
    return _draw(name, content, _scan(name, content).box)


def _is_svg(name: str, content: bytes) -> bool:
    """Return whether a file is an SVG: by its content, or by its name where the content is no picture at all."""
    head = content[:4096].replace(b"\0", b"")
    return b"<svg" in head.lower() or (name.lower().endswith(".svg") and b"<" in head[:200])


def _measure(name: str, content: bytes) -> PhotoFile:
    if len(content) > LARGEST:
        raise PhotoFault(
            "bad-svg",
            f"the drawing {name} has {len(content) / 1e6:.1f} MB, and at most {LARGEST / 1e6:.0f} MB is read",
            mend=_AS_PNG,
        )
    scan = _scan(name, content)
    from importlib.util import find_spec  # for drawings only

    if find_spec("svglib") is None:
        raise PhotoFault(
            "missing-extra",
            f"{name} is an SVG drawing, and the package that reads them is not installed",
            why="it has another licence (LGPL) and is needed for such logos only",
            mend=install_command("svg"),
        )
    _draw(name, content, scan.box)
    _x, _y, width, height = scan.box
    scale = MEASURED / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return PhotoFile(name, *size, credit="", alt=" ".join(scan.title.split()), format="SVG", mode="", orientation=1)


class _Scan:
    """What Expat sees of a drawing; raises PhotoFault for what is unsafe or cannot be drawn."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.title = ""
        self.box = (0.0, 0.0, 0.0, 0.0)
        self._style = ""
        self._open: list[str] = []
        # Of each open element, those around it included: its id; the root's is empty.
        self._ids: list[str] = []
        self._weights: dict[str, int] = {"": 0}
        self._references: dict[str, list[str]] = {"": []}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _unsafe(self, what: str) -> PhotoFault:
        return PhotoFault(
            "unsafe-svg",
            f"the drawing {self.name} has {what}",
            why="a drawing may come from a stranger; one that names other files, fetches pages or runs is not opened",
            mend=_PLAIN,
        )

    def _undrawn(self, what: str) -> PhotoFault:
        return PhotoFault(
            "unsupported-svg",
            f"the drawing {self.name} has {what}, which cannot be drawn",
            why="shapes, strokes, gradients and clip paths in plain colors are drawn; it would come out wrong",
            mend=_AS_PNG,
        )

    def _doctype(self, name: str, system: str | None, public: str | None, has_declarations: int) -> None:
        """Let a DOCTYPE pass that only says that the file is an SVG; the file that it names is never opened."""
        if has_declarations:
            raise self._unsafe("a DOCTYPE with declarations of its own")
        is_plain = system is None if public is None else bool(_STANDARD.fullmatch(public))
        if name.rpartition(":")[2] != "svg" or not is_plain:
            raise self._unsafe(f"a DOCTYPE of its own ({_short(public or system or name)})")

    def _entity(self, *_declared: object) -> None:
        raise self._unsafe("an entity, which stands for other text")

    def _instruction(self, target: str, _text: str) -> None:
        raise self._unsafe(f"the instruction <?{target}?>")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        if not self._open:
            if name != "svg":
                raise PhotoFault("bad-svg", f"{self.name} is no drawing: it begins with <{name}>", mend=_AS_PNG)
            self.box = _box(self.name, attributes)
        self._open.append(name)
        if len(self._open) > DEEPEST:
            raise self._undrawn(f"more than {DEEPEST} groups within each other")
        # By their names alone: svglib does not look at namespaces.
        if name in _TEXT:
            raise PhotoFault(
                "svg-text",
                f"the drawing {self.name} has text",
                why="it would be set in another font than the logo's, and one that is not in the PDF",
                mend=_OUTLINES,
            )
        if name in _UNSAFE:
            raise self._unsafe(f"<{name}>")
        if name not in _DRAWN and namespace in ("", _NAMESPACE):
            raise self._undrawn(f"<{name}>")
        self._ids.append(attributes.get("id", "") if len(self._open) > 1 else "")
        if name in _SHAPES:
            weight = 1 + sum(map(len, attributes.values())) // 100
            for around in {"", *self._ids}:
                self._weights[around] = self._weights.get(around, 0) + weight
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)

    def _attribute(self, name: str, value: str) -> None:
        if name in ("href", "src"):
            self._refer(value.strip())
        if name == "base" or name.lower().startswith("on"):
            raise self._unsafe(f"the attribute {name}")
        if name == "style":
            self._check_style(value)
        else:
            self._check_value(name, value)

    def _check_style(self, text: str) -> None:
        text = _COMMENT.sub(" ", text)
        if "\\" in text or "@" in text:
            raise self._unsafe("a style with @ or \\, which can name other files")
        for name, value in _DECLARATION.findall(text):
            self._check_value(name, value)

    def _check_value(self, name: str, value: str) -> None:
        for address in _ADDRESS.findall(value):
            self._refer(address)
        value = value.replace("!important", "").strip()
        if name in _UNDRAWN and value not in _UNDRAWN[name]:
            raise self._undrawn(f"{name}: {_short(value)}")

    def _refer(self, address: str) -> None:
        if not address.startswith("#"):
            raise self._unsafe(f"a reference to {_short(address)}")
        for around in {"", *self._ids}:
            self._references.setdefault(around, []).append(address[1:])

    def weight(self) -> int:
        """Return the number of shapes, each with what it refers to; a ring of references weighs nothing."""
        known: dict[str, int] = {}

        def weigh(name: str) -> int:
            if name not in known:
                known[name] = 0
                known[name] = self._weights.get(name, 0) + sum(map(weigh, self._references.get(name, ())))
            return known[name]

        return weigh("")

    def _characters(self, text: str) -> None:
        if "style" in self._open:
            self._style += text
        elif self._open == ["svg", "title"]:
            self.title += text

    def _end(self, _tag: str) -> None:
        self._ids.pop()
        if self._open.pop() == "style":
            self._check_style(self._style)
            self._style = ""


def _short(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:39]}\u2026"


def _scan(name: str, content: bytes) -> _Scan:
    """Return what is in a drawing. Raises PhotoFault."""
    scan = _Scan(name)
    try:
        scan.parser.Parse(content, True)  # noqa: FBT003  Expat takes no names
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _broken(name, str(error)) from None
    try:
        weight = scan.weight()
    except RecursionError:
        weight = MOST_SHAPES + 1
    if weight > MOST_SHAPES:
        raise PhotoFault(
            "unsupported-svg",
            f"the drawing {name} has more than {MOST_SHAPES} shapes",
            why="it would take minutes to draw, and its PDF to show",
            mend=_AS_PNG,
        )
    return scan


def _broken(name: str, reason: str) -> PhotoFault:
    reason = " ".join("".join(char if char.isprintable() else " " for char in reason[:200]).split())
    return PhotoFault(
        "bad-svg", f"{name} is a damaged SVG drawing", why=reason, mend="open it in a drawing program and save it anew"
    )


def _box(name: str, attributes: dict[str, str]) -> tuple[float, float, float, float]:
    """Return what of the drawing's plane is to be seen: x, y, width and height, in its own units."""
    try:
        box = [float(part) for part in attributes.get("viewBox", "").replace(",", " ").split()]
    except ValueError:
        box = []
    if len(box) != 4:
        box = [0.0, 0.0, _length(attributes.get("width", "")), _length(attributes.get("height", ""))]
    x, y, width, height = box
    fine = all(abs(value) < LARGEST_NUMBER for value in box) and min(width, height) > 0
    if not fine or max(width, height) > 1000 * min(width, height):
        raise PhotoFault(
            "bad-svg",
            f"the drawing {name} does not tell its size",
            mend='give it a viewBox, such as <svg viewBox="0 0 300 100">',
        )
    return x, y, width, height


def _length(text: str) -> float:
    """Return a length in CSS px; 0 for one that depends on the page, or for none."""
    match = _LENGTH.fullmatch(text)
    return float(match.group(1)) * _UNITS.get(match.group(2).lower(), 0.0) if match else 0.0


def _draw(name: str, content: bytes, box: tuple[float, float, float, float]) -> Drawing:
    """Return a drawing that passed `_scan` as shapes. Raises PhotoFault."""
    import io
    import logging
    import warnings

    # 170 ms and an extra, for drawings only.
    from lxml import etree
    from svglib.svglib import SvgRenderer

    logging.getLogger("svglib").addHandler(logging.NullHandler())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            root = etree.fromstring(content, parser)
            # The frame is the box alone: neither white around it, nor a size that depends on the page.
            root.set("viewBox", " ".join(f"{value:.9g}" for value in box))
            root.set("width", f"{box[2]:.9g}")
            root.set("height", f"{box[3]:.9g}")
            root.attrib.pop("preserveAspectRatio", None)
            root.set("color", root.get("color", "black"))  # svglib knows no initial value of currentColor
            # A stream has no folder, so that svglib could open nothing even if something were named.
            shapes = SvgRenderer(io.BytesIO()).render(root)
        except Exception as error:  # svglib raises nearly anything on odd input
            raise _broken(name, str(error)) from error
    if not _check_shapes(name, shapes):
        raise PhotoFault("bad-svg", f"the drawing {name} has no shape: there is nothing to be seen", mend=_AS_PNG)
    return Drawing(shapes, float(shapes.width), float(shapes.height), content)


def _check_shapes(name: str, node: Any) -> int:
    """Return how many shapes leave a mark; raise PhotoFault for text, pictures and numbers out of range."""
    kind = type(node).__name__
    if kind in ("String", "Image"):
        raise _broken(name, f"a {kind.lower()} where shapes are expected")
    if any(not abs(value) < LARGEST_NUMBER for value in _numbers(vars(node))):
        raise _broken(name, "a coordinate is out of range")
    if hasattr(node, "contents"):
        return sum(_check_shapes(name, child) for child in node.contents)
    if kind.endswith("GradientShape"):
        return 1
    paints = (getattr(node, "fillColor", None), getattr(node, "strokeColor", None))
    return int(kind != "ClippingPath" and any(paint is not None for paint in paints))


def is_transparent(node: Any) -> bool:
    """Return whether something lies below a shape or a group and shines through it."""
    if hasattr(node, "contents"):
        return any(is_transparent(child) for child in node.contents)
    for paint, opacity in (("fillColor", "fillOpacity"), ("strokeColor", "strokeOpacity")):
        color = getattr(node, paint, None)
        share = getattr(node, opacity, None)
        if color is not None and (getattr(color, "alpha", 1) < 1 or (share is not None and share < 1)):
            return True
    return False


def _numbers(values: dict[str, Any]) -> list[float]:
    found: list[float] = []
    for value in values.values():
        for each in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(each, (int, float)):
                found.append(math.inf if math.isnan(each) else float(each))
    return found
