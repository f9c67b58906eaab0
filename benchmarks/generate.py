"""Write brochures of any length for the benchmark: the same size always gives the same words.

The text is drawn from a chain of the words of the project's own samples, so that it has the rhythm of English prose.
About every sixth word is replaced by a made-up one, drawn so that a few come often and most come seldom, as in real
texts: else long brochures would repeat a small vocabulary and flatter every program that remembers words.

Usage: generate.py FOLDER SIZE…   with sizes such as 6, 60, 600, 6-small, 6-large, 60-photos
"""

from __future__ import annotations

import datetime as dt
import random
import re
import sys
import textwrap
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ["brochure.yaml", "examples/long-read/brochure.yaml", "examples/no-photos/brochure.yaml"]
PHOTO = ROOT / "assets" / "picos-de-europa.jpg"
SMALL, LARGE = (1200, 900), (4000, 3000)
Chain = dict[str, list[str]]

# The parts of made-up words, parted by spaces; the first tail is empty.
STARTS = "b br c cl d dr f fl g gr h l m n p pr r s st t tr v w ch sh con re de ex in per"
MIDDLES = "a e i o u ea ai ou io"
ENDS = "n r s t l m nt rd st ck nd mp"
TAILS = " s ed ing er tion ment al ity ance ful ly"


def read_chain() -> Chain:
    """Return which words follow which in the samples; "" stands before the first word of a sentence."""
    chain: Chain = defaultdict(list)
    for name in SAMPLES:
        text = (ROOT / name).read_text(encoding="utf-8")
        for block in re.findall(r"body: \|\n(.*?)\n\s*(?:links:|- date:|\n\S)", text, re.DOTALL):
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*>#]|^\s*(?:-|\d+\.)\s", r"\1", block, flags=re.MULTILINE)
            for sentence in re.split(r"(?<=[.?!])\s+", plain):
                words = sentence.split()
                if len(words) > 3 and words[-1].endswith("."):
                    for before, after in zip(["", *words], words, strict=False):
                        chain[before].append(after)
    return chain


def make_words(random_: random.Random, count: int) -> list[str]:
    """Return `count` different made-up words that can be said, and hyphenated, as English."""
    words: dict[str, None] = {}
    while len(words) < count:
        stem = "".join(
            "".join(random_.choice(part.split(" ")) for part in (STARTS, MIDDLES, ENDS))
            for _ in range(random_.choice([1, 1, 2, 2, 3]))
        )
        word = stem + random_.choice(TAILS.split(" "))
        if len(word) <= 16:
            words[word] = None
    return list(words)


class Writer:
    """Writes prose; two writers with one seed write the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.chain = read_chain()
        self.rare = make_words(self.random, 12_000)
        self.weights = [1 / (rank + 5) for rank in range(len(self.rare))]
        self.drawn: list[str] = []

    def rare_word(self) -> str:
        if not self.drawn:
            self.drawn = self.random.choices(self.rare, self.weights, k=4096)
        return self.drawn.pop()

    def sentence(self) -> str:
        words: list[str] = []
        word = ""
        while len(words) < 40:
            word = self.random.choice(self.chain[word])
            is_plain = words and word.isalpha() and word.islower() and len(word) > 4
            words.append(self.rare_word() if is_plain and self.random.random() < 0.35 else word)
            if word.endswith(".") or word not in self.chain:
                break
        return " ".join(words).rstrip(".,;:") + "."

    def paragraph(self, words: int) -> str:
        sentences: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in sentences) < words:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def phrase(self, least: int, most: int) -> str:
        words = self.paragraph(most).replace(".", "").replace(",", "").replace(";", "").replace(":", "").split()
        return " ".join(words[: self.random.randint(least, most)])


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_brochure(items: int, photos: Sequence[str] = (), seed: int = 7) -> str:
    """Return the YAML of a brochure of `items` items of about 200 words each, every second with one of the photos."""
    writer = Writer(seed)
    day = dt.date(2025, 12, 1)
    lines = [
        "title: A measured brochure",
        "language: en",
        "publisher: pdfbrochure benchmarks",
        f"intro: {quoted(writer.paragraph(30))}",
        "items:",
    ]
    for number in range(items):
        lines += [f"  - date: {day.isoformat()}", f"    title: {quoted(writer.phrase(4, 12))}"]
        if number % 2 == 0 and number // 2 < len(photos):
            lines += ["    photo:", f"      file: {photos[number // 2]}", "      credit: Aitzol Berasategi"]
            lines += ["      alt: A path climbs towards grey crags with patches of snow."]
        lines += ["    body: |"]
        paragraphs = [writer.paragraph(writer.random.randint(40, 130)) for _ in range(writer.random.randint(1, 4))]
        lines += textwrap.indent("\n\n".join(textwrap.fill(text, 110) for text in paragraphs), "      ").split("\n")
        links = writer.random.choice([0, 1, 1, 2, 3])
        if links:
            lines += ["    links:"]
        for link in range(links):
            lines += [f"      - label: {quoted(writer.phrase(3, 9))}"]
            lines += [f"        url: https://example.org/{day.year}/{number + 1}/{link + 1}-{writer.rare_word()}"]
        day -= dt.timedelta(days=writer.random.randint(0, 3))
    lines += ["past_stories:", "  url: https://example.org/past-stories", ""]
    return "\n".join(lines)


def write_photo(target: Path, size: tuple[int, int]) -> None:
    """Write the sample photo at `size`, with a grain like a camera's, so that the file is as heavy as a real one."""
    from PIL import Image

    with Image.open(PHOTO) as photo:
        scaled = photo.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    grain = Image.effect_noise(size, 18).convert("RGB")
    Image.blend(scaled, grain, 0.12).save(target, quality=88)


def generate(folder: Path, sizes: list[str]) -> None:
    """Write `folder/SIZE/brochure.yaml` for each size: 6-small and 6-large with one photo, 60-photos with 30."""
    for size in sizes:
        items, _, kind = size.partition("-")
        room = folder / size
        room.mkdir(parents=True, exist_ok=True)
        photos = ["photo.jpg"] if kind else []
        if kind == "photos":
            photos = [f"photo-{number + 1}.jpg" for number in range(int(items) // 2)]
        for name in photos:
            if not (room / name).exists():
                write_photo(room / name, LARGE if kind == "large" else SMALL)
        (room / "brochure.yaml").write_text(write_brochure(int(items), photos), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    generate(Path(sys.argv[1]), sys.argv[2:])
