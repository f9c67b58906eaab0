"""Judge a look of several measures: each kind of setting by itself, beside the same kind in another look.

A page may hold columns of several widths, justified here and ragged there, in text of several sizes. A kind of setting
is a role (body text, larger text as an intro, smaller text as captions), a measure, and whether its edges are even.
Figures of two looks say something only for one kind: long lines need fewer hyphens, and have more even spaces.
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

# Text of at least so many lines in a lane of a page says how wide its column is.
LEAST_LINES = 5
# Lanes of nearly one width are one: ragged lines fall a little short of theirs.
ALIKE = 0.06
# So much may a size differ from the body's and be the body's.
SAME_SIZE = 0.04
# Of the lines before the last of their paragraphs, the share that ends at the edge in text that is justified.
EVEN = 0.7
# Kinds of fewer lines are not told: their figures would be chance.
LEAST_TOLD = 12


class Set(Protocol):
    """What is asked of a line of text."""

    page: int

    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def text(self) -> str: ...
    @property
    def reversed(self) -> bool: ...
    @property
    def hyphenated(self) -> bool: ...
    @property
    def bold(self) -> bool: ...
    def last_letter(self) -> float: ...
    def spaces(self) -> list[float]: ...


@dataclass
class Lane:
    """The lines of one size that begin at one edge of one page, paragraph by paragraph."""

    start: float
    size: float
    paragraphs: list[list[Set]]
    wide: float = 0.0

    @property
    def lines(self) -> list[Set]:
        return [line for lines in self.paragraphs for line in lines]

    @property
    def inner(self) -> list[Set]:
        return [line for lines in self.paragraphs for line in lines[:-1]]


@dataclass
class Kind:
    """One kind of setting, and its figures. Spaces are ems, rags and shares are percent."""

    role: str
    measure: float
    characters: float
    justified: bool
    lines: int
    space_p95: float
    space_sd: float
    rag_sd: float
    hyphenated: float
    ladder: int
    runts: float

    @property
    def setting(self) -> str:
        return "justified" if self.justified else "ragged"


def kinds_of(lines: Iterable[Set]) -> list[Kind]:
    """Return the kinds of setting of a document, those of most lines first."""
    text = [line for line in lines if not line.reversed and any(char.isalnum() for char in line.text)]
    plain = [line for line in text if not line.bold]
    if not plain:
        return []
    sizes: Counter[float] = Counter()
    for line in plain:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    found = []
    for role, lanes in _by_role(text, body).items():
        for group in _classes(lanes):
            # Lines in which each ends at the edge, and lines that fall short, are set by different rules.
            for justified in (True, False):
                own = [lane for lane in group if _is_justified(lane) == justified]
                if sum(len(lane.lines) for lane in own) >= LEAST_TOLD:
                    found.append(_measured(role, own, justified=justified))
    return sorted(found, key=lambda kind: -kind.lines)


def _by_role(text: Sequence[Set], body: float) -> dict[str, list[Lane]]:
    found: dict[str, list[Lane]] = defaultdict(list)
    lanes: dict[tuple[int, float], list[Set]] = defaultdict(list)
    for line in text:
        if not line.bold:
            lanes[line.page, round(line.size, 1)].append(line)
    for (_page, size), own in lanes.items():
        role = "body" if abs(size / body - 1) <= SAME_SIZE else "larger" if size > body else "smaller"
        found[role] += _lanes(own, size)
    return found


def _lanes(lines: Sequence[Set], size: float) -> list[Lane]:
    """Return the lines of one size on one page by the edges at which they begin; indents belong to what is around."""
    edges: list[float] = []
    for edge, _count in Counter(round(line.start) for line in lines).most_common():
        if all(not -1.5 <= edge - other <= 2.5 * size for other in edges):
            edges.append(edge)
    lanes = []
    for edge in sorted(edges):
        own = [line for line in lines if -1.5 <= line.start - edge <= 2.5 * size]
        # What stands beside a photo or in a list begins farther in, and is no part of the measure.
        own = [line for line in own if line.start - edge < 1.5 or line.start - edge > 0.6 * size]
        paragraphs = list(_paragraphs(own, edge, size))
        if sum(len(each) for each in paragraphs) >= LEAST_LINES and any(len(each) > 2 for each in paragraphs):
            lanes.append(Lane(edge, size, paragraphs, max(line.last_letter() for line in own) - edge))
    return lanes


def _paragraphs(lines: Sequence[Set], edge: float, size: float) -> Iterable[list[Set]]:
    """Yield the lines of paragraphs: a new one begins with an indent, below a gap, and with another column."""
    steps = [one.y - two.y for one, two in itertools.pairwise(lines) if 0 < one.y - two.y < 3 * size]
    leading = statistics.median(steps) if steps else 1.4 * size
    current: list[Set] = []
    for line in lines:
        gap = current[-1].y - line.y if current else 0.0
        if current and (line.start - edge > 0.6 * size or not 0.5 * leading < gap < 1.15 * leading):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _classes(lanes: Iterable[Lane]) -> list[list[Lane]]:
    """Return lanes by their measures, the widest first."""
    found: list[list[Lane]] = []
    for lane in sorted(lanes, key=lambda lane: -lane.wide):
        if found and lane.wide >= (1 - ALIKE) * found[-1][0].wide:
            found[-1].append(lane)
        else:
            found.append([lane])
    # What is as wide as its column is known from the others of its class.
    for group in found:
        for lane in group:
            if not _is_justified(lane):
                lane.wide = group[0].wide
    return found


def _is_justified(lane: Lane) -> bool:
    short = [lane.start + lane.wide - line.end for line in lane.inner]
    return bool(short) and sum(abs(value) < 0.4 * lane.size for value in short) > EVEN * len(short)


def _measured(role: str, lanes: Sequence[Lane], *, justified: bool) -> Kind:
    inner = [(lane, line) for lane in lanes for line in lane.inner]
    lines = [line for lane in lanes for line in lane.lines]
    paragraphs = [paragraph for lane in lanes for paragraph in lane.paragraphs]
    gaps = sorted(gap for _lane, line in inner for gap in line.spaces())
    rag = [100 * (lane.start + lane.wide - line.end) / lane.wide for lane, line in inner]
    ladder = 0
    for paragraph in paragraphs:
        for hyphenated, group in itertools.groupby(paragraph, key=lambda line: line.hyphenated):
            ladder = max(ladder, len(list(group)) if hyphenated else 0)
    long = [paragraph for paragraph in paragraphs if len(paragraph) > 1]
    wide = max(lane.wide for lane in lanes)
    runts = sum(len(each[-1].text) < 6 or each[-1].end - each[-1].start < 0.12 * wide for each in long)
    return Kind(
        role,
        wide,
        statistics.median(len(line.text) for _lane, line in inner) if inner else 0.0,
        justified,
        len(lines),
        gaps[min(len(gaps) - 1, int(0.95 * len(gaps)))] if gaps else 0.0,
        statistics.pstdev(gaps) if gaps else 0.0,
        statistics.pstdev(rag) if rag else 0.0,
        100 * sum(line.hyphenated for line in lines) / len(lines),
        ladder,
        100 * runts / len(long) if long else 0.0,
    )


def nearest(kind: Kind, others: Iterable[Kind]) -> Kind | None:
    """Return the kind of the same role and setting whose lines have about as many characters."""
    same = [other for other in others if (other.role, other.justified) == (kind.role, kind.justified)]
    found = min(same, key=lambda other: abs(other.characters - kind.characters), default=None)
    return found if found and abs(found.characters / max(kind.characters, 1) - 1) < 0.25 else None


def print_kinds(looks: dict[str, list[Kind]], references: Sequence[Kind] = ()) -> None:
    """Print a row for each kind of each look; after a stroke what the same kind has in the look of reference."""
    print("| look | role | setting | measure | characters | lines | spread | hyphens | ladder | runts |")
    print("| --- | --- | --- | --: | --: | --: | --: | --: | --: | --: |")
    for look, kinds in looks.items():
        for kind in kinds:
            other = nearest(kind, references)
            print(f"| {look} | {kind.role} | {kind.setting} | {kind.measure:.0f} pt | ", end="")
            cells = [
                _beside(f"{kind.characters:.0f}", other and f"{other.characters:.0f}"),
                str(kind.lines),
                _beside(_spread(kind), other and _spread(other)),
                _beside(f"{kind.hyphenated:.1f} %", other and f"{other.hyphenated:.1f}"),
                _beside(str(kind.ladder), other and str(other.ladder)),
                _beside(f"{kind.runts:.1f} %", other and f"{other.runts:.1f}"),
            ]
            print(" | ".join(cells) + " |")


def _spread(kind: Kind) -> str:
    """Return what tells how even a text looks: of justified text the widest spaces, of ragged text its edge."""
    return f"{kind.space_p95:.2f} em" if kind.justified else f"{kind.rag_sd:.1f} %"


def _beside(own: str, other: str | None) -> str:
    return own if other is None else f"{own} / {other}"
