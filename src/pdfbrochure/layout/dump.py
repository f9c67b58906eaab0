"""Pages as text, for golden files and for eyes: what stands where, one thing a line, in painting order.

Lengths are points with one decimal, so that a golden file changes only when something moves visibly.
"""

from __future__ import annotations

from pdfbrochure.compose.blocks import Tree
from pdfbrochure.layout.pages import Pages, Placed, PlacedCode, PlacedFlat, PlacedLine, PlacedPhoto, PlacedShape


def dump(pages: Pages, nodes: Tree | None = None) -> str:
    """Return the pages as text: for each thing its kind, x, y, width, and what it says or shows.

    Args:
        pages: The pages.
        nodes: The galley's elements; when given, a line is named by its role.
    """
    out = [f"pages: {len(pages.pages)} of {pages.width:.1f} x {pages.height:.1f}"]
    out += [f"bookmark: page {mark.page}, y {mark.y:.1f}: {mark.title}" for mark in pages.bookmarks]
    for page in pages.pages:
        out += ["", f"page {page.number}"]
        out += [_row(thing, nodes) for thing in page.things]
    return "\n".join(out) + "\n"


def _row(thing: Placed, nodes: Tree | None) -> str:
    """Return one thing as a line of text."""
    if isinstance(thing, PlacedLine):
        return _cells(_kind(thing, nodes), thing.x, thing.y, thing.line.width, _text(thing))
    if isinstance(thing, PlacedFlat):
        return _cells("flat", thing.x, thing.y, thing.width, f"{thing.height:.1f} high, {thing.color}")
    if isinstance(thing, PlacedPhoto):
        return _cells("photo", thing.x, thing.y, thing.width, f"{thing.height:.1f} high, {thing.photo}")
    if isinstance(thing, PlacedShape):
        inks = ", ".join(ink for ink in (thing.stroke, thing.fill) if ink)
        text = f"{thing.height:.1f} high, {inks}, {len(thing.points)} points"
        return _cells("shape", thing.x, thing.y, thing.width, text)
    assert isinstance(thing, PlacedCode), "there are five kinds of things"
    return _cells("code", thing.x, thing.y, thing.size, thing.url)


def _cells(kind: str, x: float, y: float, width: float, text: str) -> str:
    return f"{kind:<8}{x:>7.1f}{y:>7.1f}{width:>7.1f}  {text}"


def _kind(placed: PlacedLine, nodes: Tree | None) -> str:
    """Return the role of a line's first run, or `line` for furniture."""
    node = placed.owner
    return nodes[node].role.value[:7] if node is not None and nodes is not None else "line"


def _text(placed: PlacedLine) -> str:
    """Return what a line says, a divided word with its hyphen."""
    words = "".join(piece.text for run in placed.line.runs for piece in run.pieces)
    return words.rstrip(" ").replace("\u00ad", "-")
