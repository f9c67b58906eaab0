"""Photos: the frames that they may have, and where in an article they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pdfbrochure.compose.blocks import Article, BodyBlock, Figure

# Panoramas wider than this are cropped to it: lower, they would be strips.
WIDEST_ASPECT: Final = 2.4
# Photos from this aspect on may be cropped as low as the theme allows.
LEAST_WIDE: Final = 1.15
# An upright loses no more than the rest of its area, and is not cropped lower than this.
LEAST_PORTRAIT: Final = 0.62
LOWEST_PORTRAIT: Final = 1.1
# How much taller or lower than it looks best a gallery may be, to fill a page.
TALLER_GALLERY: Final = 0.8
LOWER_GALLERY: Final = 1.4
# Of a photo's tallest frame, how narrow it may be for its height to fill a page; but no upright becomes a strip.
GROWN: Final = 0.75
NARROWEST: Final = 0.66
# Frames end on baselines, which costs a photo up to so much of its area more than its frame.
_TO_BASELINE: Final = 0.05


def frames_of(
    figure: Figure, preferred: float, tallest: float, lowest: float, portrait: float
) -> tuple[float, float, float]:
    """Return the frame for a figure as `frame_range` does, but none that shows less of the photo than it shall."""
    if figure.members:
        return figure.aspect, figure.aspect * TALLER_GALLERY, figure.aspect * LOWER_GALLERY
    frames = frame_range(figure.aspect, preferred, tallest, lowest, portrait)
    frame, tall, low = (within(figure, each) for each in frames)
    return frame, tall, low


def within(figure: Figure, aspect: float) -> float:
    """Return the frame nearest to one of `aspect` that shows as much of a figure's photo as it shall."""
    if not figure.shown:
        return aspect
    shown = min(1.0, figure.shown + _TO_BASELINE)
    return min(max(aspect, figure.aspect * shown), figure.aspect / shown)


def frame_range(
    natural: float, preferred: float, tallest: float, lowest: float, portrait: float
) -> tuple[float, float, float]:
    """Return the frame for a photo as width to height: natural choice, tallest and lowest allowed.

    Args:
        natural: Aspect of the photo itself.
        preferred: The theme's frame.
        tallest: Its tallest frame for a landscape photo.
        lowest: Its lowest frame.
        portrait: The narrowest frame for a portrait photo.
    """
    if natural < 1.0:
        frame = max(natural, portrait)
        return frame, frame, max(frame, min(LOWEST_PORTRAIT, natural / LEAST_PORTRAIT))
    if natural < tallest:
        # A squarish photo cropped to a wide frame would lose half of what it shows.
        return natural, natural, lowest if natural >= LEAST_WIDE else preferred
    if natural > lowest:
        frame = min(natural, WIDEST_ASPECT)
        return frame, min(frame, lowest), frame
    return preferred, tallest, lowest


def grown_frame(figure: Figure, tallest: float) -> float:
    """Return the frame of a photo in a column that grows to fill a page, of which the design's tallest is given."""
    if figure.members:
        return tallest
    # An upright that is cut to the design's frame shows more of itself.
    least = figure.aspect if figure.aspect < tallest else tallest * GROWN
    return min(tallest, within(figure, max(least, NARROWEST)))


def takes_head_photo(article: Article, *, with_head: bool) -> bool:
    """Return whether the first photo of an article stands with its head; a wrapped one stands in the text.

    Args:
        article: The article.
        with_head: Whether the head stands in a column; a head across the columns takes no photo of column width.
    """
    if not article.figures:
        return False
    return article.figures[0].width in ((None, "column") if with_head else (None, "wide"))


def shared_text(
    body: Sequence[BodyBlock], figures: Sequence[Figure], *, opens: bool, after: int = 0
) -> list[tuple[Figure | None, Sequence[BodyBlock]]]:
    """Return the photos of a text, each with the blocks that follow it, spread evenly; the first may have none.

    A wrapped photo that comes first stands at the very start of the text; with `opens` one of any width does. With
    `after` the first stands after so many blocks, or where a photo may stand about there.
    """
    if not figures:
        return [(None, body)]
    if after:
        done = parting(body, after)
        return [(None, body[:done]), *shared_text(body[done:], figures, opens=True)]
    opens = opens or figures[0].width == "wrap"
    share = max(1, len(body) // (len(figures) + (0 if opens else 1)))
    shares: list[tuple[Figure | None, Sequence[BodyBlock]]] = []
    done = 0
    if not opens:
        done = parting(body, share)
        shares.append((None, body[:done]))
    for number, figure in enumerate(figures, 1):
        end = len(body) if number == len(figures) else max(done, parting(body, done + share))
        shares.append((figure, body[done:end]))
        done = end
    return shares


def parting(body: Sequence[BodyBlock], wanted: int) -> int:
    """Return the number of blocks nearest to one after which a photo may stand: not inside a list or a quote.

    Nor between these and what announces them, nor below a sub-heading.
    """

    def parts(at: int) -> bool:
        if not 0 < at < len(body):
            return True
        before, after = body[at - 1], body[at]
        if before.kind == "subhead" or (before.kind == after.kind and before.kind in ("entry", "quote", "quotation")):
            return False
        return after.kind == "subhead" or not before.paragraph.text.rstrip().endswith(":")

    places = [at for at in range(1, len(body) + 1) if parts(at)]
    return min(places, key=lambda at: (abs(at - wanted), -at), default=len(body))
