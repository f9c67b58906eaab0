"""Count the words that readers find again in brochures of this program, language by language.

extraction.py                      the table, of every language whose font is here
extraction.py --languages ar th    some of them; --markdown for a table that can be pasted

The text is the Universal Declaration of Human Rights in `tests/data/udhr.json`. Readers that are not installed are left
out: `pdftotext` (poppler), PDFium (pypdfium2), `mutool` (MuPDF), and pdf.js (`npm ci` in `tests/pdfjs`, and Node.js). A
word counts as found if its letters stand together and in order in what the reader gives; spaces, quotes, commas and the
marks of direction do not count, nor do hyphens, at which lines end. Of languages that do not space their words runs of
eight letters are looked for.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tests" / "data" / "udhr.json"
PDF_JS = ROOT / "tests" / "pdfjs"
# Languages that set no spaces between words.
UNSPACED = {"ja", "zh", "th"}
RUN = 8
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--languages", nargs="*")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    texts = {tag: text for tag, text in json.loads(TEXTS.read_text(encoding="utf-8")).items() if tag != "source"}
    readers = {name: read for name, read in READERS.items() if is_here(name)}
    print(row(["", *readers], markdown=options.markdown))
    if options.markdown:
        print(row(["---"] * (len(readers) + 1), markdown=True))
    for tag in options.languages or texts:
        pdf = set_in(tag, texts[tag])
        if pdf is None:
            print(f"{tag}: not set, for its font is not installed", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.pdf"
            path.write_bytes(pdf)
            shares = [share(tag, texts[tag], read(path)) for read in readers.values()]
        print(row([tag, *(f"{100 * one:.1f}" for one in shares)], markdown=options.markdown), flush=True)


def set_in(tag: str, texts: list[str]) -> bytes | None:
    """Return a brochure of a title and two items, or None where a font is missing."""
    title, preamble, article = texts
    brochure = {
        "title": title,
        "language": tag,
        "items": [{"title": title, "body": preamble}, {"title": "2", "body": article}],
    }
    files = Memory({"brochure.yaml": json.dumps(brochure, ensure_ascii=False).encode()})
    try:
        return build("brochure.yaml", files=files).pdf
    except BrochureError:
        return None


def plain(text: str) -> str:
    """Return what counts of a text: letters, digits and signs, composed, without spaces and marks of direction."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return re.sub("[\\s\u2010\"«»“”„‚‘’ʼ',;:()-]+", "", text)


def share(tag: str, texts: list[str], read: str) -> float:
    """Return the share of the words that were found; a hyphen at a line's end belongs to no word."""
    # PDFium joins a divided word with a sign of its own.
    found = plain(read.replace("\ufffe", ""))
    texts = [unicodedata.normalize("NFC", text) for text in texts]
    if tag in UNSPACED:
        wanted = [whole[at : at + RUN] for whole in map(plain, texts) for at in range(0, len(whole) - RUN, RUN)]
    else:
        wanted = [plain(word) for text in texts for word in re.findall(r"[^\W\d_](?:[^\W\d_]|[^\w\s])*[^\W\d_]", text)]
    return sum(word in found for word in wanted) / len(wanted)


def by_poppler(path: Path) -> str:
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()


def by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def by_mupdf(path: Path) -> str:
    return subprocess.run(["mutool", "draw", "-F", "txt", str(path)], capture_output=True, check=True).stdout.decode()


def by_pdf_js(path: Path) -> str:
    done = subprocess.run(["node", "read.mjs", str(path)], capture_output=True, check=True, cwd=PDF_JS)
    return "\n".join(page["text"] for page in json.loads(done.stdout))


READERS: dict[str, Callable[[Path], str]] = {
    "poppler": by_poppler,
    "PDFium": by_pdfium,
    "MuPDF": by_mupdf,
    "pdf.js": by_pdf_js,
}


def is_here(reader: str) -> bool:
    """Return whether a reader is installed."""
    if reader == "pdf.js":
        return shutil.which("node") is not None and (PDF_JS / "node_modules").is_dir()
    program = {"poppler": "pdftotext", "MuPDF": "mutool"}.get(reader)
    return program is None or shutil.which(program) is not None


def row(cells: list[str], *, markdown: bool) -> str:
    return "| " + " | ".join(cells) + " |" if markdown else "".join(f"{cell:>10}" for cell in cells)


if __name__ == "__main__":
    main()
