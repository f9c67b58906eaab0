"""How long a build with a `Cache` takes after an edit of one word, and of a file that did not change.

CPU times of this process, as the preview builds: median and worst of several edits, each in another item.

Usage: warm.py [SIZE…] [--edits N] [--profile]   with sizes such as 6, 60, 60-small
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import statistics
import tempfile
import time
from pathlib import Path

from generate import generate

from pdfbrochure import Cache, build


def edited(text: str, number: int, of: int) -> str:
    """Return the text with one word more in the body of an item."""
    starts = [found.end() for found in re.finditer(r"body: \|\n\s+", text)]
    at = starts[(number * len(starts) // of + 1) % len(starts)]
    return f"{text[:at]}Word{number} {text[at:]}"


def timed(file: Path, cache: Cache) -> float:
    """Build, and return the CPU time in milliseconds."""
    begun = time.process_time()
    build(file, cache=cache)
    return (time.process_time() - begun) * 1000


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=["6", "60"])
    parser.add_argument("--edits", type=int, default=12)
    parser.add_argument("--profile", action="store_true", help="also print where the time of the edits goes")
    options = parser.parse_args()
    print(f"{'items':>10} {'first':>8} {'edit':>8} {'worst':>8} {'unchanged':>10}   CPU ms")
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), options.sizes)
        for size in options.sizes:
            file, cache, profile = Path(folder) / size / "brochure.yaml", Cache(), cProfile.Profile()
            text = file.read_text(encoding="utf-8")
            first = timed(file, cache)
            edits = []
            for number in range(options.edits):
                file.write_text(edited(text, number, options.edits), encoding="utf-8")
                if options.profile:
                    profile.enable()
                edits.append(timed(file, cache))
                profile.disable()
            same = statistics.median(timed(file, cache) for _ in range(5))
            edit, worst = statistics.median(edits), max(edits)
            print(f"{size:>10} {first:8.1f} {edit:8.1f} {worst:8.1f} {same:10.1f}")
            if options.profile:
                pstats.Stats(profile).sort_stats("cumulative").print_stats(70)


if __name__ == "__main__":
    main()
