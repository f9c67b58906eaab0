"""Whether page counts that are asked for are met, over the made-up brochures of `whites.py`.

counts.py --first 100 --count 5 --themes institutional bulletin digest wire --why

For each brochure: its natural count, whether asking for just that changes no byte, and what comes for other wishes.
A count that is not met may be out of reach, tighter or looser than the text allows; `--why` shows it, a line for each
setting that the fit may try: how full its pages are, and of the last, on which share of its rows the text ends.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from whites import brochure, photos

from pdfbrochure.files import Memory
from pdfbrochure.fit.scale import knobs_at, turn
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.layout.paginate import lay_out
from pdfbrochure.layout.trace import trace_first, trace_last
from pdfbrochure.pipeline import Run
from pdfbrochure.summary import page_fill


def run(value: dict[str, Any], pages: object, pictures: dict[str, bytes]) -> Run:
    """Return the build of a brochure, on as many pages as are asked for if any."""
    settings = value["settings"] | ({"pages": pages} if pages else {})
    text = json.dumps(value | {"settings": settings})
    return Run("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), **pictures}))


def fills(natural: Run, place: float, count: int | None) -> str:
    """Return how full pages are at a place of the scale, on a number of pages or on as many as the text takes."""
    knobs = knobs_at(natural.edition.theme, place)
    edition = natural.edition.with_theme(turn(natural.edition.theme, knobs))
    laid = lay_out(
        natural.galley,
        edition,
        natural.photos,
        natural.setter,
        looseness=knobs.looseness,
        count=count,
        stretched=place >= 0,
    )
    if laid is None:
        return "does not close"
    grid, pages = make_grid(edition), laid.pages
    head = trace_first(pages, natural.galley).head
    text = (trace_last(pages, natural.galley).foot - grid.top) / (grid.rows * grid.unit)
    shares = [page_fill(page, grid, head=0.0 if number else head) for number, page in enumerate(pages.pages)]
    return f"{len(shares)} pages: {' '.join(f'{share:.0%}' for share in shares)}, text of the last to {text:.0%}"


def why(natural: Run, count: int, wish: int) -> None:
    """Print what the fit finds at the ends of the scale for a count that is refused, and between them if it is more."""
    end = -1.0 if wish < count else 1.0
    print(f"\n  {wish} refused; as many as it takes at {end:+.0f}: {fills(natural, end, None)}")
    for place in (-1.0,) if wish < count else (0.0, 1 / 3, 2 / 3, 1.0):
        print(f"  {wish} at {place:+.2f}: {fills(natural, place, wish)}")
    print()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, default=100)
    parser.add_argument("--count", type=int, default=5)
    parser.add_argument("--themes", nargs="+", default=["institutional", "bulletin"])
    parser.add_argument("--why", action="store_true", help="say of each count refused what was found")
    asked = parser.parse_args()
    pictures = photos()
    print("| brochure | natural | same bytes | one fewer | one more | max | min | multiple of 4 |")
    print("| --- | --: | --- | --: | --: | --: | --: | --: |")
    for seed in range(asked.first, asked.first + asked.count):
        for theme in asked.themes:
            value = brochure(seed, theme)
            natural = run(value, None, pictures)
            count = len(natural.pages.pages)
            same = "yes" if run(value, count, pictures).pdf == natural.pdf else "NO"
            wishes = (count - 1, count + 1, {"max": count}, {"min": count}, {"multiple_of": 4})
            got = [len(run(value, wish, pictures).pages.pages) if wish else 0 for wish in wishes]
            print(f"| {theme} {seed} | {count} | {same} | {' | '.join(str(each or '') for each in got)} |", flush=True)
            for wish, pages in zip((count - 1, count + 1), got[:2], strict=True):
                if asked.why and wish and pages != wish:
                    why(natural, count, wish)


if __name__ == "__main__":
    main()
