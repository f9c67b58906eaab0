"""The white that a house style wants round its logo: how near things stand to it, and how layout makes room.

Takes what stands in a box; gives by how much the logo's room is to grow at each of its edges.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from msgspec import Struct

from pdfbrochure.compose.blocks import Figure
from pdfbrochure.layout.pages import Placed, PlacedCode, PlacedLine, PlacedPhoto, PlacedShape
from pdfbrochure.layout.textboxes import Laid
from pdfbrochure.model.brand import LogoRules

# The publisher's logo on the first page, and as decoration at the head or the foot of others, which is not counted as a
# photo; the marks of others are such decoration too.
RUNNING_LOGO: Final = ("logo", "running")
RUNNING_MARK: Final = (*RUNNING_LOGO, "mark")
LOGO: Final = (("logo",), RUNNING_LOGO)
# Of a line of text, in ems: from the baseline to the top of the letters, and to the foot of those that hang.
_ABOVE: Final = 0.72
_BELOW: Final = 0.22
# Points by which rounding may miss a measure.
ROUNDING: Final = 0.3
# So often the room of a logo grows: each time for what then stands nearest.
_ROUNDS: Final = 12


class Edges(NamedTuple):
    """White at the edges of something, in points."""

    top: float = 0.0
    end: float = 0.0
    foot: float = 0.0
    start: float = 0.0


class Spaced(Struct, frozen=True):
    """A picture with white round it."""

    figure: Figure
    white: Edges


def space_of(logo: PlacedPhoto, rules: LogoRules) -> float:
    """Return how far other things shall stand from a logo."""
    return max(rules.clear_space, rules.clear_share * logo.height)


def is_logo(thing: Placed) -> bool:
    """Return whether a thing is the publisher's logo."""
    return isinstance(thing, PlacedPhoto) and thing.origin in LOGO


class Around(NamedTuple):
    """What is around a box: how far others are above, below and before it, and how high it may be at most."""

    above: float = math.inf
    below: float = math.inf
    before: float = math.inf
    most: float = math.inf


# Nothing is near.
ALONE: Final = Around()


def keep_clear(lay: Callable[[Edges], Laid], rules: LogoRules, around: Around) -> Laid:
    """Return what is laid out with as much white round the logo as it shall have, as far as that can be.

    Args:
        lay: Lays it out with some white more at the edges of the logo.
        rules: How the logo shall stand.
        around: How far others are from all of it, and its room: white that has none is left out.
    """
    white = Edges()
    laid = lay(white)
    if not (rules.clear_space or rules.clear_share):
        return laid
    for _ in range(_ROUNDS):
        more = _lacking(laid, rules, around)
        if more is None:
            break
        white = Edges(*(old + new for old, new in zip(white, more, strict=True)))
        wider = lay(white)
        if wider.height > max(around.most, laid.height):
            break
        laid = wider
    return laid


def _lacking(laid: Laid, rules: LogoRules, around: Around) -> Edges | None:
    """Return the white that lacks at one edge of a logo; None where nothing is too near."""
    logo = next((thing for thing in laid.things if isinstance(thing, PlacedPhoto) and is_logo(thing)), None)
    if logo is None:
        return None
    space = space_of(logo, rules)
    near = min(others(laid.things, logo), key=lambda thing: distance(logo, thing), default=None)
    if near is not None and distance(logo, near) < space - ROUNDING:
        return _white_to(logo, near, space)
    above, below = logo.y + around.above, laid.height + around.below - logo.y - logo.height
    before = logo.x + around.before
    if min(above, below, before) > space - ROUNDING:
        return None
    if before <= min(above, below):
        return Edges(start=space - before)
    return Edges(top=space - above) if above < below else Edges(foot=space - below)


def _white_to(logo: Placed, other: Placed, space: float) -> Edges | None:
    """Return by how much a logo is to stand farther from something, on the way that is the shortest."""
    (left, top, right, foot), (x0, y0, x1, y1) = box_of(logo), box_of(other)
    aside, above = max(x0 - right, left - x1), max(y0 - foot, top - y1)
    if max(aside, above) < -ROUNDING:
        return None
    across = (space**2 - max(0.0, above) ** 2) ** 0.5 - aside
    down = (space**2 - max(0.0, aside) ** 2) ** 0.5 - above
    # What stands beside the logo goes aside, what stands above or below it up or down.
    if above >= aside:
        return Edges(foot=down) if y0 - foot >= top - y1 else Edges(top=down)
    return Edges(end=across) if x0 - right >= left - x1 else Edges(start=across)


def others(things: Iterable[Placed], logo: Placed) -> Iterator[Placed]:
    """Yield what may stand too near to a logo: all but the grounds on which the logo stands."""
    left, top, right, foot = box_of(logo)
    for thing in things:
        x0, y0, x1, y1 = box_of(thing)
        holds = x0 <= left and y0 <= top and x1 >= right and y1 >= foot
        if thing is logo or (holds and not isinstance(thing, PlacedLine)):
            continue
        if not isinstance(thing, PlacedLine) or thing.line.runs:
            yield thing


def distance(one: Placed, other: Placed) -> float:
    """Return how far two things stand from each other; 0 where they touch."""
    left, top, right, foot = box_of(one)
    x0, y0, x1, y1 = box_of(other)
    aside, above = max(0.0, x0 - right, left - x1), max(0.0, y0 - foot, top - y1)
    return float((aside * aside + above * above) ** 0.5)


def box_of(thing: Placed) -> tuple[float, float, float, float]:
    """Return the edges of a thing."""
    if isinstance(thing, PlacedLine):
        size = max((run.size for run in thing.line.runs), default=0.0)
        return thing.x, thing.y - _ABOVE * size, thing.x + thing.line.width, thing.y + _BELOW * size
    if isinstance(thing, PlacedCode):
        return thing.x, thing.y, thing.x + thing.size, thing.y + thing.size
    if isinstance(thing, PlacedShape):
        across, down = zip(*thing.points, strict=True)
        return min(across), min(down), max(across), max(down)
    return thing.x, thing.y, thing.x + thing.width, thing.y + thing.height
