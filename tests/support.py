"""What many tests share: the box font, made-up brochures, and the pages that they become."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import uharfbuzz as hb
import yaml
from fontTools.ttLib import TTFont
from PIL import Image

from pdfbrochure.assets.fonts import Face, FontBook
from pdfbrochure.cache import Cache
from pdfbrochure.compose.blocks import Element, Paragraph, Role, Tree
from pdfbrochure.compose.galley import Galley
from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Memory
from pdfbrochure.layout.collect import Collector
from pdfbrochure.layout.flow import Flow
from pdfbrochure.layout.grid import Grid, make_grid
from pdfbrochure.layout.pages import Page, Pages, Placed, PlacedFlat, PlacedLine, PlacedPhoto, moved
from pdfbrochure.layout.paginate import lay_out
from pdfbrochure.layout.ways import collect_flow
from pdfbrochure.model.brochure import Brochure, Settings
from pdfbrochure.model.edition import Edition
from pdfbrochure.model.language import known_languages
from pdfbrochure.model.theme import Style, Theme
from pdfbrochure.model.themes import load_theme
from pdfbrochure.pipeline import Built, Run, build
from pdfbrochure.text.lines import Line, Typesetter

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "tests" / "fonts"
# Those with sections and parts of every kind, which laws of plain items and photos do not foresee.
PARTED = [
    ROOT / "examples" / name / "brochure.yaml"
    for name in ("annual-highlights", "event-programme", "folded-leaflet", "municipal-newsletter")
]
EXAMPLES = sorted({ROOT / "brochure.yaml", *ROOT.glob("examples/*/brochure.yaml")} - set(PARTED))
REFERENCE = ROOT.parent / "shared" / "reference" / "eu-unodc" / "brochure.yaml"
# Forty words, for texts of any length.
_PROSE = (
    "the governing council met again in spring to hear how partners from eleven countries share what they have learnt "
    "about water and cities because good examples travel further than reports when people who live by them speak"
)
WORDS = _PROSE.split()


def worded_languages() -> list[str]:
    """The languages whose words were written by hand: their files are whole, and not only what differs from others."""
    folder = ROOT / "src" / "pdfbrochure" / "languages"
    return [tag for tag in known_languages() if b'"like":' not in (folder / f"{tag}.json").read_bytes()]


def name_of(path: Path) -> str:
    """The name by which a test calls one of the examples."""
    return "top-level" if path.parent == ROOT else path.parent.name


def prose(count: int, *, start: int = 0) -> str:
    """`count` words that read like text."""
    return " ".join(WORDS[(start + number) % len(WORDS)] for number in range(count))


# ---- fonts


@cache
def box_face(file: str = "boxes.ttf", index: int = 0) -> Face:
    """A face of the box fonts."""
    return Face(f"{file}:{index}", hb.Blob.from_file_path(str(FONTS / file)), index)


def of_family(family: str, weight: int = 400, *, italic: bool = False) -> bytes:
    """The box font as one of a family."""
    font = TTFont(FONTS / "boxes.ttf")
    font["name"].setName(family, 16, 3, 1, 0x409)
    font["name"].setName(f"{family}{weight}{italic}", 6, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x01 if italic else 0x40
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


class BoxBook(FontBook):
    """Gives the same box face for every role, weight and size."""

    def __init__(self, file: str = "boxes.ttf", index: int = 0) -> None:
        super().__init__({})
        self._box = box_face(file, index)

    def face(self, _role: str, _weight: int, _size: float, **_emphasis: bool) -> Face:
        """The box face."""
        return self._box


class BoxSetter(Typesetter):
    """A typesetter for which every character is one em wide; its findings go to a report."""

    def __init__(self, report: Report, hyphenator: Any, file: str, index: int) -> None:
        super().__init__(BoxBook(file, index), "en", lambda _tag, _justify: hyphenator)
        self.report = report
        self.undrawn: dict[str, dict[tuple, None]] = {}

    def set(self, paragraph: Paragraph, style: Style, measure: float, **how: Any) -> tuple[Line, ...]:
        """The lines alone."""
        done = super().set(paragraph, style, measure, **how)
        for fault in done.faults:
            self.report.add(fault)
        for char in done.undrawn:
            self.undrawn.setdefault(char, {})[paragraph.origin] = None
        return done.lines


def box_setter(
    report: Report | None = None, hyphenator: Any = None, file: str = "boxes.ttf", index: int = 0
) -> BoxSetter:
    """A typesetter for which every character is one em wide."""
    return BoxSetter(report or Report(), hyphenator, file, index)


# ---- brochures


@cache
def jpeg(width: int = 60, height: int = 40, gray: int = 128) -> bytes:
    """A small JPEG of one tone."""
    stream = io.BytesIO()
    Image.new("L", (width, height), gray).save(stream, "JPEG", quality=50)
    return stream.getvalue()


def photo(file: str = "a.jpg", **keys: Any) -> dict[str, Any]:
    """A photo with credit and alt text."""
    return {"file": file, "credit": "Ann Example", "alt": "A gray field", **keys}


def item(title: str = "An item", words: int = 60, **keys: Any) -> dict[str, Any]:
    """An item with a body of so many words."""
    return {"title": title, **({"body": prose(words)} if words else {}), **keys}


def brochure(*items: dict[str, Any], **keys: Any) -> str:
    """The YAML text of a brochure."""
    return as_yaml({"title": "News", **keys, "items": list(items) or [item()]})


def of_every_part(**settings: Any) -> str:
    """The YAML text of a brochure with texts of most kinds."""
    parts = item(
        "A long article",
        words=200,
        photos=[photo("a.jpg", credit="Somebody", caption="What it shows")],
        facts=[{"77 %": "of waters in good status"}, {"3": "rivers"}],
        links=[{"The handbook": "https://www.example.org"}],
        box={"title": "A box", "body": "Its text, with a [link](https://www.example.org)."},
        people=[{"name": "Ana Ferreira", "role": "Editor", "mail": "ana@example.org"}],
        agenda=[{"date": "2026-06-03", "what": "An event", "url": "https://www.example.org"}],
        briefs=[{"text": "A short note.", "date": "2026-06-01"}],
    )
    others = [item(f"Item {number}", date="2026-05-01", words=60) for number in range(5)]
    return brochure(
        {"section": "Research"},
        parts,
        *others[:3],
        {"section": "Training"},
        *others[3:],
        settings=settings,
        subtitle="A subtitle",
        intro="An intro with a [link](https://www.example.org).",
        issue="No. 7",
        publisher="The Office",
        key_messages=["One message.", "Another one."],
        contents="true",
        contact="The Office, [its pages](https://www.example.org)",
        past_stories={"url": "https://www.example.org"},
    )


def as_yaml(value: dict[str, Any]) -> str:
    """YAML text that is read back as `value`."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def with_photos(text: str, **files: bytes) -> Memory:
    """The files of a brochure: its YAML text, the photo `a.jpg`, and others (`b=…` is `b.jpg`)."""
    named = {name if "." in name else f"{name}.jpg": content for name, content in files.items()}
    return Memory({"brochure.yaml": text.encode(), "a.jpg": jpeg(600, 400), **named})


def built(text: str, *, allow_overset: bool = False, **files: bytes) -> Built:
    """The brochure, built."""
    return build("brochure.yaml", files=with_photos(text, **files), allow_overset=allow_overset)


def codes(text: str, **files: bytes) -> list[str]:
    """The codes of all findings on a brochure."""
    try:
        return [finding.code for finding in built(text, **files).report.findings()]
    except BrochureError as error:
        return [finding.code for finding in error.report.findings()]


# ---- stages


class Laid(NamedTuple):
    """A brochure, laid out, and what it came from."""

    pages: Pages
    galley: Galley
    grid: Grid
    edition: Edition
    report: Report
    brochure: Brochure

    @property
    def theme(self) -> Theme:
        """The look that it was laid out in."""
        return self.edition.theme

    @property
    def found(self) -> list[str]:
        """The codes of the findings."""
        return [finding.code for finding in self.report.findings()]


def run_of(text: str, *, cache: Cache | None = None, **files: bytes) -> Run:
    """One build of a brochure, to look at its stages."""
    return Run("brochure.yaml", files=with_photos(text, **files), cache=cache)


def laid(text: str, book: FontBook | None = None, **files: bytes) -> Laid:
    """The pages of a brochure as the build hands them to `paint`, in its theme's fonts unless another book is given."""
    run = run_of(text, **files)
    if book is not None:
        run.book = book
    _proofed = run.proofed
    run.report.stop_if_errors()
    # As it was fitted: of a short brochure the last page of which would be nearly white, the leading may be another.
    edition = run.fitted.edition
    return Laid(run.pages, run.galley, make_grid(edition), edition, run.report, run.brochure)


def is_folded(theme: str) -> bool:
    """Whether a theme is a sheet that is folded into panels."""
    found = load_theme(Settings(theme=theme), Report())
    return found is not None and bool(found.panels.folds)


def laid_on_sheets(text: str, **files: bytes) -> Laid:
    """A brochure of a theme of folded sheets, as it is without fitting: what is too long for one goes on on others."""
    run = run_of(text, **files)
    found = lay_out(run.galley, msgspec.structs.replace(run.edition, pages=None), run.photos, run.setter)
    assert found is not None
    run.report.take(found.findings)
    run.report.stop_if_errors()
    return Laid(found.pages, run.galley, make_grid(run.edition), run.edition, run.report, run.brochure)


def unfolded(found: Laid) -> Laid:
    """The panels of sheets as pages in the order of reading, without blank ones; nothing may stand on two of them."""
    panels = found.edition.panels
    assert panels is not None
    pages = {}
    for side in found.pages.pages:
        sheet, numbers = (side.number - 1) // 2, panels.sides[(side.number - 1) % 2]
        edge, count = 0.0, 0
        for number in numbers[::-1] if found.pages.backward else numbers:
            wide = panels.width_of(number)
            # A title may hang out by a little, and color goes on over the edges of the sheet.
            inside = [thing for thing in side.things if edge - 3.1 <= thing.x < edge + wide - 3.1]
            for thing in inside:
                own = thing.line.width if isinstance(thing, PlacedLine) else getattr(thing, "width", 0.0)
                assert thing.x + own <= edge + wide + 3.1, (side.number, number, thing)
            at = sheet * panels.count + number
            if inside:
                things = moved(inside, (panels.wide - wide) / 2 - edge, 0.0)
                pages[at] = Page(at, tuple(_widened(thing, wide, panels.wide) for thing in things))
            edge, count = edge + wide, count + len(inside)
        assert count == len(side.things), "each thing stands on one panel"
    whole = msgspec.structs.replace(found.pages, width=panels.wide, pages=tuple(pages[at] for at in sorted(pages)))
    return found._replace(pages=whole)


def _widened(thing: Placed, narrow: float, wide: float) -> Placed:
    """A photo from fold to fold of a narrow panel, as it is on a wide one."""
    if isinstance(thing, PlacedPhoto) and abs(thing.width - narrow) < 0.01:
        return msgspec.structs.replace(thing, x=0.0, width=wide)
    return thing


def flow_of(text: str, **files: bytes) -> Flow:
    """The flow of a brochure, as its search takes it."""
    run = run_of(text, **files)
    return collect_flow(run.galley.articles, Collector(run.setter, run.edition, run.photos))


def composed(text: str, **files: bytes) -> Galley:
    """The galley of a brochure."""
    return run_of(text, **files).galley


# ---- pages


def text_of(line: Line) -> str:
    """What a line says, without a space at its end."""
    return "".join(piece.text for run in line.runs for piece in run.pieces).rstrip(" ")


def spelled(lines: Iterable[Line]) -> str:
    """What lines say together, divided words joined."""
    whole = "".join(piece.text for line in lines for run in line.runs for piece in run.pieces)
    return whole.replace("\u00ad", "").strip(" ")


def lines_on(page: Page) -> list[PlacedLine]:
    """The lines of a page, in painting order."""
    return [thing for thing in page.things if isinstance(thing, PlacedLine)]


def photos_on(page: Page) -> list[PlacedPhoto]:
    """The photos of a page."""
    return [thing for thing in page.things if isinstance(thing, PlacedPhoto)]


def flats_on(page: Page, color: str = "") -> list[PlacedFlat]:
    """The flat shapes of a page, all or those of a color."""
    return [thing for thing in page.things if isinstance(thing, PlacedFlat) and color in ("", thing.color)]


def node_of(placed: PlacedLine) -> int | None:
    """The element of the first run of a line, None for furniture."""
    return placed.owner


def ancestors(nodes: Tree, node: int | None) -> list[Element]:
    """An element and those around it, from the inside out."""
    return [nodes[one] for one in nodes.around(node)]


def of_origin(laid_out: Laid, *origin: str | int) -> list[tuple[int, PlacedLine]]:
    """The lines that came from a YAML value or from inside of it, each with its page's number, in painting order."""
    nodes = laid_out.galley.nodes
    found = []
    for page in laid_out.pages.pages:
        for placed in lines_on(page):
            node = node_of(placed)
            if node is not None and nodes[node].origin[: len(origin)] == origin:
                found.append((page.number, placed))
    return found


def has_role(laid_out: Laid, placed: PlacedLine, role: Role) -> bool:
    """Whether a line stands inside an element of a role."""
    return any(node.role is role for node in ancestors(laid_out.galley.nodes, node_of(placed)))
