"""Whether page counts that are asked for are met, over the made-up brochures of `whites.py`.

counts.py --first 100 --count 5 --themes institutional bulletin digest wire

For each brochure: its natural count, whether asking for just that changes no byte, and what comes for other wishes.
A count that is not met may be out of reach, tighter or looser than the text allows; the program says so then.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from whites import brochure, photos

from pdfbrochure.files import Memory
from pdfbrochure.pipeline import Run


def run(value: dict[str, Any], pages: object, pictures: dict[str, bytes]) -> Run:
    """Return the build of a brochure, on as many pages as are asked for if any."""
    settings = value["settings"] | ({"pages": pages} if pages else {})
    text = json.dumps(value | {"settings": settings})
    return Run("brochure.yaml", files=Memory({"brochure.yaml": text.encode(), **pictures}))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, default=100)
    parser.add_argument("--count", type=int, default=5)
    parser.add_argument("--themes", nargs="+", default=["institutional", "bulletin"])
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
            got = [str(len(run(value, wish, pictures).pages.pages)) if wish else "" for wish in wishes]
            print(f"| {theme} {seed} | {count} | {same} | {' | '.join(got)} |", flush=True)


if __name__ == "__main__":
    main()
