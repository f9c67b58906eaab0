"""Print typographic figures of PDFs, each measured from the PDF alone. See README.md in this folder.

judge.py FILE.pdf …                the figures of these PDFs, side by side
judge.py --compare FILE.yaml       set the text with pdfbrochure and the peers, justified and ragged, and judge all
judge.py --themes FILE.yaml        set the text in every theme, and judge each kind of setting beside institutional's
         --json results.json       write the figures to a file too
         --measure 240             the width of the columns in points, where the margins of a page differ
"""

from __future__ import annotations

import argparse
import ctypes
import itertools
import json
import re
import shlex
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from bench import PEERS, PYTHON, ROOT, SCRATCH, command, find_project
from kinds import Kind, kinds_of, print_kinds

REFERENCE = ROOT.parent / "shared" / "reference" / "eu-unodc" / "brochure.yaml"
# PDFium gives U+0002 for a hyphen that ends a line.
HYPHENS = "-\u2010\u00ad\x02"
# Marks that may hang into the margin, as far as they are wide.
HANGING = HYPHENS + ".,:;!?'\"\u2013\u2014\u2018\u2019\u201c\u201d\u00ab\u00bb"
BOLD = re.compile(r"semi|demi|bold|black|heavy|wght[6-9]", re.IGNORECASE)
WHITE = 250  # of 255: a pixel that is paper


class Char(NamedTuple):
    """A character: where it starts, where its advance ends, its baseline, and its look. Points from the page's foot."""

    text: str
    start: float
    end: float
    y: float
    size: float
    font: str
    reversed: bool


@dataclass
class Line:
    """The characters of a line. `column` is -1 until the columns are known."""

    page: int
    chars: list[Char]
    column: int = -1
    body: bool = False

    def __post_init__(self) -> None:
        while self.chars and self.chars[-1].text.isspace():
            self.chars.pop()
        while self.chars and self.chars[0].text.isspace():
            self.chars.pop(0)

    @property
    def start(self) -> float:
        return self.chars[0].start

    @property
    def end(self) -> float:
        return max(char.end for char in self.chars[-3:])

    @property
    def y(self) -> float:
        return self.chars[0].y

    @property
    def size(self) -> float:
        return Counter(char.size for char in self.chars).most_common(1)[0][0]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def reversed(self) -> bool:
        """Whether it is set in white: on a panel, which is no part of the columns."""
        return self.chars[0].reversed

    @property
    def hyphenated(self) -> bool:
        return self.chars[-1].text in HYPHENS

    @property
    def bold(self) -> bool:
        return sum(bool(BOLD.search(char.font)) for char in self.chars) > len(self.chars) / 2

    def last_letter(self) -> float:
        """Return where the line ends but for marks that may hang."""
        for char in reversed(self.chars):
            if char.text not in HANGING:
                return char.end
        return self.start

    def spaces(self) -> list[float]:
        """Return the widths of its word spaces in ems: from the advance of a word's last glyph to the next word."""
        found = []
        before: Char | None = None
        parted = False
        for char in self.chars:
            if char.text.isspace():
                parted = True
                continue
            if parted and before is not None:
                found.append((char.start - before.end) / char.size)
            before, parted = char, False
        return found


@dataclass
class Document:
    """The lines of a PDF in the order in which they are painted, and what is known of its pages.

    `paper` has for each page a bitmap of one pixel a point, as rows from the top, and `photos` the boxes of its images.
    """

    lines: list[Line] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    paper: list[list[bytes]] = field(default_factory=list)
    photos: list[list[tuple[float, float, float, float]]] = field(default_factory=list)


@dataclass
class Columns:
    """Where the columns of body text stand: start edges, width, and the type area from top to foot."""

    starts: list[float]
    width: float
    top: float
    foot: float
    size: float
    leading: float


# Reading -------------------------------------------------------------------------------------------------------------


def read_chars(text_page: pypdfium2.PdfTextPage) -> Iterable[Char]:
    raw = text_page.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    before: Char | None = None
    for index in range(text_page.count_chars()):
        text = chr(pdfium.FPDFText_GetUnicode(raw, index))
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            # A space that PDFium finds in a gap, and no glyph's; it only parts words.
            if text == " " and before is not None:
                yield before._replace(text=" ", start=before.end)
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        pdfium.FPDFText_GetFontInfo(raw, index, name, 100, flags)
        pdfium.FPDFText_GetFillColor(raw, index, red, green, blue, alpha)
        size = round(pdfium.FPDFText_GetFontSize(raw, index) * abs(matrix.d), 2)
        font = name.value.decode(errors="replace")
        is_white = min(red.value, green.value, blue.value) > 230
        before = Char(text, x.value, box.right, y.value, size or 1.0, font, is_white)
        yield before


def read_lines(page: int, chars: Iterable[Char]) -> list[Line]:
    """Return the lines of a page: a new one begins where the baseline changes or the text jumps."""
    lines: list[Line] = []
    run: list[Char] = []
    for char in chars:
        if run:
            last = run[-1]
            gap = char.start - last.end
            # The letters of a ligature stand in one place.
            back = gap < -char.size and abs(char.start - last.start) > 0.1
            if abs(char.y - last.y) > 1.0 or back or gap > 3.0 * char.size:
                lines.append(Line(page, run))
                run = []
        run.append(char)
    lines.append(Line(page, run))
    return [line for line in lines if line.chars]


def read_document(path: Path) -> Document:
    document = Document()
    pdf = pypdfium2.PdfDocument(path)
    for number, page in enumerate(pdf):
        document.widths.append(page.get_width())
        document.heights.append(page.get_height())
        document.lines += read_lines(number, read_chars(page.get_textpage()))
        images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
        document.photos.append([image.get_bounds() for image in images])
        bitmap = page.render(scale=1, grayscale=True, draw_annots=False)
        rows = bytes(bitmap.buffer)
        document.paper.append([rows[i : i + bitmap.width] for i in range(0, len(rows), bitmap.stride)])
    return document


def commonest(values: Iterable[float], step: float) -> tuple[float, float]:
    """Return the middle of the fullest bin of the width `step`, and the share of values within a step of it."""
    known = list(values)
    value = round(Counter(round(value / step) for value in known).most_common(1)[0][0] * step, 6)
    near = [other for other in known if abs(other - value) <= step]
    return statistics.median(near), len(near) / len(known)


def find_columns(document: Document, measure: float | None) -> Columns:
    """Find the body text and its columns; set `body` and `column` of each line.

    Body text is what has the size of most characters and is not bold. Its columns start where most of its lines do.
    Without `measure`, pages are taken to have equal margins at both sides; justified lines show their measure.
    """
    size = Counter(char.size for line in document.lines for char in line.chars).most_common(1)[0][0]
    for line in document.lines:
        line.body = abs(line.size - size) < 0.1 and not line.bold and not line.reversed
        line.body = line.body and any(char.text.isalnum() for char in line.chars)  # no bullet
    body = [line for line in document.lines if line.body]
    counts = Counter(round(line.start) for line in body)
    most = max(counts.values())
    starts: list[float] = []
    for start, count in counts.most_common():
        if count >= 0.2 * most and all(abs(start - other) > 4 * size for other in starts):
            starts.append(statistics.median(line.start for line in body if abs(line.start - start) < 1))
    starts.sort()
    # One line may run on from column to column where both are one line high.
    lines: list[Line] = []
    for line in document.lines:
        lines += split_line(line, starts)
    document.lines = lines
    for line in lines:
        line.column = max((n for n, start in enumerate(starts) if start <= line.start + 0.6 * size), default=0)
    body = [line for line in lines if line.body]
    pitch = starts[1] - starts[0] if len(starts) > 1 else 0.0
    width = measure or document.widths[0] - 2 * starts[0] - (len(starts) - 1) * pitch
    if measure is None:
        mode, share = commonest((line.last_letter() - starts[line.column] for line in body), 0.5)
        if share > 0.3:
            width = mode
    steps = [
        one.y - two.y
        for one, two in itertools.pairwise(body)
        if one.page == two.page and one.column == two.column and one.y > two.y
    ]
    leading = commonest(steps, 0.1)[0] if steps else 1.4 * size
    foot = min(line.y for line in body)
    top = max(line.y + line.size for line in lines if not line.reversed and line.y >= foot)
    return Columns(starts, width, top, foot - 0.3 * size, size, leading)


def split_line(line: Line, starts: Sequence[float]) -> list[Line]:
    for index in range(1, len(line.chars)):
        before, char = line.chars[index - 1], line.chars[index]
        if char.start - before.end > 0.8 * char.size and any(abs(char.start - start) < char.size for start in starts):
            first = Line(line.page, line.chars[:index], body=line.body)
            return [first, *split_line(Line(line.page, line.chars[index:], body=line.body), starts)]
    return [line]


def find_paragraphs(document: Document, columns: Columns) -> list[list[Line]]:
    """Return the paragraphs of body text as their lines.

    A new one begins after other text (a head, a link), below a gap, and with an indented line; lines indented three or
    more in a row stand beside a photo or in a list, and are no beginnings.
    """
    text = [
        line
        for line in document.lines
        if line.y >= columns.foot and not line.reversed and any(char.text.isalnum() for char in line.chars)
    ]  # bullets may be painted out of order
    paragraphs: list[list[Line]] = []
    before: Line | None = None
    for index, line in enumerate(text):
        if line.body:
            indent = line.start - columns.starts[line.column]
            indented = 0.6 * columns.size < indent < 2.5 * columns.size
            if indented:
                alike = [abs(other.start - line.start) < 1 for other in text[max(0, index - 2) : index + 3]]
                indented = not any(all(alike[at : at + 3]) for at in range(len(alike) - 2))
            jumps = before is None or before.page != line.page or before.column != line.column
            gap = before is not None and not jumps and before.y - line.y > 1.15 * columns.leading
            if before is None or not before.body or indented or gap:
                paragraphs.append([])
            paragraphs[-1].append(line)
        before = line
    return paragraphs


# Figures -------------------------------------------------------------------------------------------------------------


def mean(values: Sequence[float]) -> float:
    return statistics.fmean(values) if values else 0.0


def deviation(values: Sequence[float]) -> float:
    return statistics.pstdev(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def off_grid(document: Document, columns: Columns) -> float:
    """Return the share of body lines whose baseline is not on that of their neighbour column, by 0.3 pt or more."""
    places: dict[tuple[int, int], list[float]] = {}
    for line in document.lines:
        if line.body:
            places.setdefault((line.page, line.column), []).append(line.y)
    count = off = 0
    for (page, column), own in places.items():
        others = places.get((page, column - 1)) or places.get((page, column + 1))
        for y in own if others else ():
            nearest = min(others or (), key=lambda other: abs(other - y))
            phase = abs(y - nearest) % columns.leading
            count += 1
            off += min(phase, columns.leading - phase) > 0.3
    return 100 * off / count if count else 0.0


def uneven_ends(document: Document, columns: Columns) -> list[float]:
    """Return for each page how far apart the ends of its columns are: the last baseline or the foot of a photo."""
    found = []
    for page in range(len(document.heights)):
        own = [line for line in document.lines if line.page == page and not line.reversed and line.y >= columns.foot]
        highest = max((line.y for line in own), default=columns.top)
        ends = [highest for _ in columns.starts]
        boxes = [(line.start, line.end, line.y) for line in own]
        boxes += [(left, right, foot) for left, foot, right, _top in document.photos[page] if foot >= columns.foot]
        for left, right, y in boxes:
            for number, start in enumerate(columns.starts):
                if left < start + columns.width - 1 and right > start + 1:
                    ends[number] = min(ends[number], y)
        found.append(max(ends) - min(ends))
    return found


def white_shares(document: Document, columns: Columns) -> list[float]:
    """Return for each page the share of its columns that is empty, in gaps of more than two lines."""
    found = []
    for height, rows in zip(document.heights, document.paper, strict=True):
        first, last = max(0, round(height - columns.top)), min(len(rows), round(height - columns.foot))
        white = 0
        for start in columns.starts:
            left, right = max(0, round(start)), round(start + columns.width)
            empty = [min(row[left:right]) >= WHITE for row in rows[first:last]]
            for is_empty, group in itertools.groupby(empty):
                length = len(list(group))
                if is_empty and length > 2 * columns.leading:
                    white += length
        found.append(100 * white / ((last - first) * len(columns.starts)))
    return found


def is_overfull(line: Line, columns: Columns) -> bool:
    """Return whether the last word of a line runs over the edge of its column; text across the columns does not."""
    edge = columns.starts[line.column] + columns.width + 0.5
    if line.reversed or line.size > 1.1 * columns.size or line.last_letter() <= edge:
        return False
    start = line.chars[0].start
    for before, char in itertools.pairwise(line.chars):
        if before.text.isspace():
            start = char.start
    return start < edge


def longest_ladder(paragraphs: Iterable[list[Line]]) -> int:
    longest = 0
    for lines in paragraphs:
        for hyphenated, group in itertools.groupby(lines, key=lambda line: line.hyphenated):
            longest = max(longest, len(list(group)) if hyphenated else 0)
    return longest


def is_runt(lines: list[Line], columns: Columns) -> bool:
    """Return whether the last line of a paragraph is shorter than six characters or 12 % of the measure."""
    last = lines[-1]
    return len(lines) > 1 and (len(last.text) < 6 or last.end - last.start < 0.12 * columns.width)


def count_stranded(paragraphs: Iterable[list[Line]]) -> tuple[int, int]:
    """Return how many single lines of paragraphs stand at a column's top and foot: widows and orphans."""
    widows = orphans = 0
    for lines in paragraphs:
        parts = [len(list(group)) for _, group in itertools.groupby(lines, key=lambda line: (line.page, line.column))]
        if len(parts) > 1:
            orphans += parts[0] == 1
            widows += parts[-1] == 1
    return widows, orphans


def judge(path: Path, measure: float | None = None) -> dict[str, float | str | list[float]]:
    """Return the figures of a PDF by name."""
    document = read_document(path)
    columns = find_columns(document, measure)
    paragraphs = find_paragraphs(document, columns)
    body = [line for lines in paragraphs for line in lines]
    inner = [line for lines in paragraphs for line in lines[:-1]]
    short = [columns.starts[line.column] + columns.width - line.end for line in inner]
    justified = sum(abs(value) < 0.4 * columns.size for value in short) > 0.7 * len(short)
    gaps = [gap for line in inner for gap in line.spaces()]
    rag = [100 * value / columns.width for value in short]
    widows, orphans = count_stranded(paragraphs)
    ends, white = uneven_ends(document, columns), white_shares(document, columns)
    full = slice(0, len(ends) - 1) if len(ends) > 1 else slice(0, 1)
    return {
        "setting": "justified" if justified else "ragged",
        "pages": len(ends),
        "columns": len(columns.starts),
        "measure": columns.width,
        "size": columns.size,
        "leading": columns.leading,
        "body_lines": len(body),
        "paragraphs": len(paragraphs),
        "space_mean": mean(gaps),
        "space_p95": percentile(gaps, 0.95),
        "space_sd": deviation(gaps),
        "space_max": max(gaps, default=0.0),
        "rag_mean": mean(rag),
        "rag_sd": deviation(rag),
        "hyphenated": 100 * sum(line.hyphenated for line in body) / max(1, len(body)),
        "ladder": longest_ladder(paragraphs),
        "runts": sum(is_runt(lines, columns) for lines in paragraphs),
        "widows": widows,
        "orphans": orphans,
        "uneven_mean": mean(ends[full]),
        "uneven_worst": max(ends[full]),
        "uneven_last": ends[-1],
        "off_grid": off_grid(document, columns),
        "white_mean": mean(white[full]),
        "white_worst": max(white[full]),
        "white_last": white[-1],
        "overfull": sum(is_overfull(line, columns) for line in document.lines),
        "uneven_pages": ends,
        "white_pages": white,
    }


# Name, words, unit, decimals, and the setting to which it applies.
ROWS = [
    ("pages", "pages", "", 0, ""),
    ("body_lines", "lines of body text", "", 0, ""),
    ("measure", "measure", "pt", 1, ""),
    ("space_mean", "word space, mean", "em", 3, "justified"),
    ("space_p95", "word space, 95th percentile", "em", 3, "justified"),
    ("space_max", "word space, widest", "em", 2, "justified"),
    ("space_sd", "word space, standard deviation", "em", 3, "justified"),
    ("rag_mean", "rag, mean", "%", 2, "ragged"),
    ("rag_sd", "rag, standard deviation", "%", 2, "ragged"),
    ("hyphenated", "hyphenated lines", "%", 1, ""),
    ("ladder", "longest ladder", "", 0, ""),
    ("runts", "runts", "", 0, ""),
    ("widows", "widows", "", 0, ""),
    ("orphans", "orphans", "", 0, ""),
    ("uneven_mean", "uneven columns, mean", "pt", 1, ""),
    ("uneven_worst", "uneven columns, worst page", "pt", 1, ""),
    ("uneven_last", "uneven columns, last page", "pt", 1, ""),
    ("off_grid", "lines off the neighbour's grid", "%", 1, ""),
    ("white_mean", "white, mean", "%", 1, ""),
    ("white_worst", "white, worst page", "%", 1, ""),
    ("white_last", "white, last page", "%", 1, ""),
    ("overfull", "overfull lines", "", 0, ""),
]


def print_table(results: dict[str, dict[str, float | str | list[float]]]) -> None:
    print("| | " + " | ".join(results) + " |")
    print("| --- |" + " --: |" * len(results))
    settings = {str(result["setting"]) for result in results.values()}
    print("| setting | " + " | ".join(str(result["setting"]) for result in results.values()) + " |")
    for key, words, unit, decimals, setting in ROWS:
        if setting and setting not in settings:
            continue
        cells = []
        for result in results.values():
            value = result[key]
            shown = not setting or result["setting"] == setting
            cells.append(f"{value:.{decimals}f} {unit}".strip() if shown and isinstance(value, int | float) else "")
        print(f"| {words} | " + " | ".join(cells) + " |")


# Comparing -----------------------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Return the paragraphs of a body without their Markdown, which the other templates do not read."""
    text = re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "\n\n", text, flags=re.MULTILINE)
    text = re.sub(r"^\s*(?:#+|>)\s?", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w))", "", text)
    paragraphs = (" ".join(part.split()).rstrip("\\") for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(part for part in paragraphs if part)


def write_plain(source: Path, target: Path, *, justify: bool) -> None:
    """Write what all programs can set of a brochure: its text without Markdown, one photo an item, no settings."""
    import yaml

    data = yaml.safe_load(source.read_text(encoding="utf-8"))
    items = []
    for number, item in enumerate(each for each in data["items"] if "title" in each):
        date = item.get("date")
        kept = {
            "date": date["from"] if isinstance(date, dict) else date,
            "title": item["title"],
            "body": plain(item.get("body", "")),
            "links": [link for link in item.get("links") or [] if "url" in link and "label" in link],
        }
        photo = item.get("photo") or next(iter(item.get("photos", [])), None)
        if photo:
            name = f"{number}-{Path(photo['file']).name}"
            shutil.copyfile(source.parent / photo["file"], target.parent / name)
            kept["photo"] = {"file": name, "credit": photo.get("credit", "Unknown"), "alt": photo.get("alt", "A photo")}
        items.append({key: value for key, value in kept.items() if value})
    past = data.get("past_stories") or {"url": "https://example.org/"}
    brochure = {
        "title": data["title"],
        "language": data.get("language", "en").split("-")[0],
        "publisher": data.get("publisher", "Judge"),
        "intro": " ".join(data.get("intro", "").split()),
        "items": items,
        "past_stories": {"url": past["url"]},
        "settings": {"theme": "institutional", "page": "A4", "justify": justify},
    }
    brochure = {key: value for key, value in brochure.items() if value}
    target.write_text(yaml.safe_dump(brochure, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")


def compare(
    source: Path, peers: Sequence[str], project: list[str]
) -> dict[str, dict[str, dict[str, float | str | list[float]]]]:
    """Set a text with each program, justified and ragged, and return the figures by setting and program."""
    table: dict[str, dict[str, dict[str, float | str | list[float]]]] = {}
    for setting in ("justified", "ragged"):
        room = SCRATCH / "out" / "judge" / source.resolve().parent.name / setting
        room.mkdir(parents=True, exist_ok=True)
        text = room / "brochure.yaml"
        write_plain(source, text, justify=setting == "justified")
        table[setting] = {}
        for peer in peers:
            target = room / f"{peer}.pdf"
            done = subprocess.run(command(peer, project, text, target), check=False, capture_output=True, text=True)
            if done.returncode:
                print(f"{peer} is left out: {(done.stderr or done.stdout)[-2000:]}", file=sys.stderr)
                continue
            table[setting][peer] = judge(target)
    return table


def known_text(source: Path | None) -> Path:
    """Return the text that is named, or the reference, or the sample."""
    if source not in (None, Path()):
        return source
    return REFERENCE if REFERENCE.exists() else ROOT / "brochure.yaml"


def known_project(named: str | None) -> list[str]:
    return shlex.split(named) if named else find_project()


# Looks in which institutional is set beside the themes: its columns, and with them its measure.
REFERENCE_COLUMNS = (1, 2, 3, 4)


def set_in_themes(source: Path, project: list[str]) -> tuple[dict[str, list[Kind]], list[Kind]]:
    """Set a text in each theme, and in institutional in all measures; return the kinds of the themes and of these."""
    import yaml

    room = SCRATCH / "out" / "judge" / source.resolve().parent.name / "themes"
    room.mkdir(parents=True, exist_ok=True)
    text = room / "brochure.yaml"
    write_plain(source, text, justify=False)
    data = yaml.safe_load(text.read_text(encoding="utf-8"))

    def judged(name: str, **settings: object) -> list[Kind]:
        own, target = room / f"{name}.yaml", room / f"{name}.pdf"
        own.write_text(yaml.safe_dump({**data, "settings": settings}, allow_unicode=True, sort_keys=False), "utf-8")
        done = subprocess.run(
            [*project, "build", str(own), "-o", str(target), "--allow-overset"],
            check=False,
            capture_output=True,
            text=True,
        )
        if not target.exists():
            print(f"{name} is left out: {(done.stderr or done.stdout)[-600:]}", file=sys.stderr)
            return []
        return kinds_of(read_document(target).lines)

    references = [
        kind
        for columns in REFERENCE_COLUMNS
        for justify in (False, True)
        for kind in judged(
            f"institutional-{columns}-{'even' if justify else 'ragged'}",
            theme="institutional",
            columns=columns,
            justify=justify,
        )
    ]
    names = sorted(path.stem for path in (ROOT / "src" / "pdfbrochure" / "themes").glob("*.yaml"))
    return {name: judged(name, theme=name) for name in names}, references


def main() -> int:
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path, metavar="FILE.pdf")
    parser.add_argument("--compare", nargs="?", type=Path, const=Path(), metavar="FILE.yaml", help="set this text")
    parser.add_argument(
        "--themes", nargs="?", type=Path, const=Path(), metavar="FILE.yaml", help="set it in all themes"
    )
    parser.add_argument("--peers", nargs="+", default=PEERS, choices=PEERS)
    parser.add_argument("--project", help="the project's command, when it is not in .venv or on the path")
    parser.add_argument("--measure", type=float, help="width of the columns in points; else found from the page")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    if options.pdfs:
        alike = len({path.name for path in options.pdfs}) < len(options.pdfs)
        results = {str(path) if alike else path.name: judge(path, options.measure) for path in options.pdfs}
        print_table(results)
        print()
        print_kinds(
            {name: kinds_of(read_document(path).lines) for name, path in zip(results, options.pdfs, strict=True)}
        )
        written: object = results
    elif options.themes is not None:
        themes, references = set_in_themes(known_text(options.themes), known_project(options.project))
        print_kinds(themes, references)
        written = {name: [asdict(kind) for kind in kinds] for name, kinds in themes.items()}
    else:
        peers = list(options.peers)
        if not PYTHON.exists():
            print("the peers are not installed: run bench.py --setup first", file=sys.stderr)
            peers = [peer for peer in peers if peer == "pdfbrochure"]
        table = compare(known_text(options.compare), peers, known_project(options.project))
        for setting, results in table.items():
            print(f"\n### {setting}\n")
            print_table(results)
        written = table
    if options.json:
        options.json.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
