"""Galleries: which photos of an item stand together, in which rows, and the words below all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from pdfbrochure.compose.blocks import Span
from pdfbrochure.model.brochure import Gallery, Item

# More photos than this become several galleries.
MOST_PHOTOS: Final = 12
# So many photos stand in a row at most.
MOST_ABREAST: Final = 4
# Width to height of the cells of a grid or of pairs: that of the photos, within these. Of a wide photo above others.
TALLEST_CELL: Final = 0.8
LOWEST_CELL: Final = 1.91
WIDE_CELL: Final = 2.4
# A photo is cut down to so much of its height at most to stand above two others.
LEAST_HEIGHT: Final = 0.62
# Of one row, photos whose widths to heights differ by more stand in cells as wide as they are.
UNLIKE: Final = 1.6
# Photos from this aspect on are wide.
WIDE: Final = 1.2
# The white between two photos, as a share of the gallery's width.
GAP_SHARE: Final = 0.0165


class Row(Struct, frozen=True):
    """Photos side by side: the share of each of the row's width, and the row's height as a share of that width."""

    shares: tuple[float, ...]
    height: float


def members_of(item: Item, *, leads: bool, known: Mapping[str, object]) -> list[list[int]]:
    """Return the numbers of an item's photos that stand in galleries: those without a width, two at least.

    Args:
        item: The item.
        leads: Whether it is a lead or a feature, whose first photo stands with the title unless a form is asked for.
        known: The photos that can be shown, by file.
    """
    if item.gallery == "none":
        return []
    found = [n for n, photo in enumerate(item.photos) if photo.width is None and photo.file in known]
    if leads and item.gallery == "auto" and not item.caption and found[:1] == [0]:
        del found[0]
    if len(found) < 2:
        return []
    count = -(-len(found) // MOST_PHOTOS)
    return [found[len(found) * at // count : len(found) * (at + 1) // count] for at in range(count)]


def rows_of(aspects: Sequence[float], form: Gallery) -> list[Row]:
    """Return the rows of a gallery of photos of these widths to heights, in reading order."""
    from statistics import median  # only needed for a gallery: it brings fractions, decimals and random numbers

    counts = _counts(aspects, form)
    cell = min(max(median(aspects), TALLEST_CELL), LOWEST_CELL)
    unlike = form == "strip" or max(aspects) > UNLIKE * min(aspects)
    rows: list[Row] = []
    at = 0
    for count in counts:
        own = [min(max(aspect, TALLEST_CELL / 1.2), WIDE_CELL) for aspect in aspects[at : at + count]]
        at += count
        if not unlike or count == 1:
            own = [cell] * count
        rows.append(Row(tuple(each / sum(own) for each in own), 1 / sum(own)))
    if counts[0] == 1 and len(counts) > 1:
        return [Row((1.0,), 1 / min(WIDE_CELL, aspects[0] / LEAST_HEIGHT)), *rows[1:]]
    if form == "pair":
        # Each is as high as its own cells are: one more in the last row makes that lower.
        return rows
    even = sum(row.height for row in rows) / len(rows)
    return [Row(row.shares, even) for row in rows]


def aspect_of(rows: Sequence[Row]) -> float:
    """Return the width to height of a whole gallery."""
    return 1 / (sum(row.height for row in rows) + GAP_SHARE * (len(rows) - 1))


def _counts(aspects: Sequence[float], form: Gallery) -> list[int]:
    """Return how many photos stand in each row."""
    from statistics import median  # as above

    count = len(aspects)
    upright = median(aspects) < 1.0
    if form == "pair":
        # One more stands with the last two: alone below them it would be cut to a strip.
        return [2] * (count // 2 - 1) + [2 + count % 2] if count > 1 else [count]
    if form == "strip" or (form == "auto" and upright and count <= MOST_ABREAST):
        return _evenly(count, MOST_ABREAST)
    if count == 3:
        return [1, 2] if aspects[0] >= WIDE else [3]
    if count == 5:
        return [2, 3]
    if count <= MOST_ABREAST:
        return _evenly(count, 2)
    return _evenly(count, 3 if count <= 6 or form == "grid" else MOST_ABREAST)


def _evenly(count: int, most: int) -> list[int]:
    rows = -(-count // most)
    return [count * (row + 1) // rows - count * row // rows for row in range(rows)]


# How a sentence ends where that is not with a point; Thai, Lao and Tibetan captions end with nothing.
_STOPS: Final = {
    **dict.fromkeys(("ja", "zh", "yue"), "\u3002"),
    **dict.fromkeys(("as", "bn", "hi", "ne", "or", "pa", "sa"), "\u0964"),
    **dict.fromkeys(("am", "ti"), "\u1362"),
    **dict.fromkeys(("th", "lo", "bo"), ""),
    "hy": "\u0589",
    "km": "\u17d4",
    "my": "\u104b",
    "ur": "\u06d4",
}
_ENDS: Final = tuple(".!?\u2026\u3002\uff01\uff1f\u0964\u0965\u1362\u0589\u17d4\u104b\u06d4\u061f")
# What may stand behind the end of a sentence.
_CLOSING: Final = "\u201d\u2019\u00bb\u201c\u300d\u300f)\uff09"


def captions_of(captions: Sequence[str]) -> str:
    """Return the captions of the photos as one, in their order, with numbers where some have none; "" without any."""
    if len(captions) == 1:
        return captions[0]
    numbered = not all(captions)
    given = [
        f"({number}) {caption.rstrip('.')}" if numbered else caption.rstrip(".")
        for number, caption in enumerate(captions, 1)
        if caption
    ]
    return "; ".join(given)


def credits_of(names: Sequence[str]) -> str:
    """Return who took the photos: a name once, with the numbers of its photos where there are several names."""
    numbers: dict[str, list[str]] = {}
    for number, name in enumerate(names, 1):
        if name:
            numbers.setdefault(name, []).append(str(number))
    if len(numbers) == 1 and all(names):
        return names[0]
    return ", ".join(f"{name} ({', '.join(own)})" for name, own in numbers.items())


def words_below(caption: str, credit: str, wording: str, language: str) -> tuple[Span, ...]:
    """Return caption and credit as they run on.

    Args:
        caption: What the photo shows, or "".
        credit: Whose it is, or "".
        wording: Where the name stands in a credit.
        language: BCP 47 tag; it says how a sentence ends.
    """
    spans = []
    if caption:
        if credit:
            stop = _STOPS.get(language.partition("-")[0].lower(), ".")
            said = caption.rstrip(_CLOSING)
            caption += "" if said[-1:] in _ENDS else stop
            # An East Asian stop has its space with it.
            caption += "" if stop == "\u3002" else " "
        spans.append(Span(caption))
    if credit:
        before, _, after = wording.partition("{credit}")
        spans.append(Span(f"{before}{credit}{after}", muted=True))
    return tuple(spans)
