"""What an edit costs in a program that goes on running, as the preview does: `python benchmarks/edits.py FILE [EDITS]`.

The brochure is built once, and then again and again with one word more each time, in turn at its beginning, its middle
and its end, with what the build before left (`Cache`). Prints one object of JSON: the median CPU seconds of such an
edit, and of a build without one, from the text in memory to the PDF's bytes in memory.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from pathlib import Path

from pdfbrochure.cache import Cache
from pdfbrochure.files import Folder
from pdfbrochure.pipeline import build

EDITS = 9


class Edited(Folder):
    """The folder of a brochure whose text is another than on the disc."""

    def __init__(self, file: Path, text: str) -> None:
        super().__init__(file.parent)
        self.file, self.text = file.name, text

    def read(self, name: str, *limit: int) -> bytes:
        return self.text.encode() if name == self.file else super().read(name, *limit)


def main() -> None:
    """Print the times."""
    file = Path(sys.argv[1])
    edits = int(sys.argv[2]) if len(sys.argv) > 2 else EDITS
    text, cache = file.read_text(encoding="utf-8"), Cache()
    # A word of the running text, after which one more may stand.
    words = [match.end() for match in re.finditer(r"^      [a-z]\w+(?= [a-z])", text, re.MULTILINE)]
    seconds(file, text, cache)
    edited, same = [], []
    for number in range(edits):
        at = words[(len(words) - 1) * (number % 3) // 2]
        text = f"{text[:at]} again{text[at:]}"
        words = [word + 6 if word > at else word for word in words]
        edited.append(seconds(file, text, cache))
        same.append(seconds(file, text, cache))
    print(json.dumps({"edit": statistics.median(edited), "same": statistics.median(same)}))


def seconds(file: Path, text: str, cache: Cache) -> float:
    """Return the CPU seconds of a build of `file` with `text` in it."""
    begun = time.process_time()
    build(file.name, files=Edited(file, text), cache=cache)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
