"""Bytes to text: which encoding, and which characters a text file may not hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pdfbrochure.diagnostics import Span

if TYPE_CHECKING:
    from pdfbrochure.diagnostics import Report

# What YAML 1.2 (5.1, c-printable) does not allow, and four that libyaml or editors count as something they are not:
# U+0085, U+2028 and U+2029 end a line for libyaml (YAML 1.1) but not in an editor, and U+FEFF only belongs at the
# very start. They come in by pasting from design and office programs, and would put every later line number wrong.
UNWANTED: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

# More than this is a damaged or foreign file; the first few are enough to see it.
MOST_CHARACTERS_NAMED: Final = 20

# How the files that people take for the brochure begin. UTF-32 goes first: its mark begins with that of UTF-16.
_FOREIGN: Final = (
    (b"\xff\xfe\x00\x00", "is encoded in UTF-32"),
    (b"\x00\x00\xfe\xff", "is encoded in UTF-32"),
    (b"%PDF-", "is a PDF"),
    (b"PK\x03\x04", "is a Word, LibreOffice or zip file"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or Excel file"),
    (b"{\\rtf", "is a rich text file"),
    (b"\xff\xd8\xff", "is a JPEG picture"),
    (b"\x89PNG", "is a PNG picture"),
    (b"\x1f\x8b", "is a compressed file"),
)
_SAVE: Final = "save the file as plain text in UTF-8 (in the editor: Save as, encoding UTF-8)"


def decode(data: bytes, report: Report) -> str:
    """Return the file's text without its byte order mark.

    A character that may not stand in a file is reported and becomes U+FFFD, so that places stay true and the rest
    can still be read. Sets `report.source_lines`.

    Raises:
        BrochureError: The bytes are no text in UTF-8 or UTF-16.
    """
    for start, is_what in _FOREIGN:
        if data.startswith(start):
            mend = _SAVE
            if start == b"%PDF-":
                mend = f"to look into a PDF: pdfbrochure check {report.file}"
            elif start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"):
                mend = "begin a brochure with `pdfbrochure init`, and paste the texts into its brochure.yaml"
            report.error("not-yaml", f"the file {is_what}, not a plain text file", mend=mend, span=Span(1, 1))
            report.stop()
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        _report_bytes(data, encoding, error.start, report)
        report.stop()
    text = text.removeprefix("\ufeff")
    if b"\0" in data[:4] and encoding == "utf-8":
        report.error("encoding", "the file looks like UTF-16 without its byte order mark", mend=_SAVE, span=Span(1, 1))
        report.stop()
    if UNWANTED.search(text):
        text = _replace_unwanted(text, report)
    report.source_lines = text.splitlines()
    return text


def _report_bytes(data: bytes, encoding: str, start: int, report: Report) -> None:
    """Report the first bytes that are not text in `encoding`."""
    before = data[:start].decode(encoding, "ignore").removeprefix("\ufeff")
    line, column = _line_and_column(before, len(before))
    if encoding == "utf-8":
        report.source_lines = data.decode("cp1252", "replace").splitlines()
        shown = data[start : start + 1].decode("cp1252", "replace")
        guess = f" (perhaps meant as {shown!r}, in Windows-1252)" if shown.isprintable() and shown != "\ufffd" else ""
        what = f"line {line} has a byte that is not UTF-8 text: {data[start]:02X}{guess}"
    else:
        what = f"line {line} is damaged: it is not UTF-16, as the file's first bytes say"
    report.error("encoding", what, why="only UTF-8 holds the letters of every language", mend=_SAVE,
                 span=Span(line, column, 1))  # fmt: skip


def _replace_unwanted(text: str, report: Report) -> str:
    for count, match in enumerate(UNWANTED.finditer(text)):
        if count == MOST_CHARACTERS_NAMED:
            break
        line, column = _line_and_column(text, match.start())
        is_break = match[0] in "\x0b\x85\u2028\u2029"
        report.error(
            "control-character",
            f"line {line} has {name_character(match[0])}",
            why="it cannot be printed; such characters come in by pasting from other programs",
            mend="delete it, and press Enter where a new line is meant" if is_break else "delete it",
            span=Span(line, column, 1),
        )
    # A form feed, vertical tab and the like must not make `splitlines` count other lines than the parser.
    return UNWANTED.sub("\ufffd", text)


def name_character(character: str) -> str:
    """Return words for a character that cannot be shown."""
    names = {
        "\0": "a NUL character",
        "\x0b": "a vertical tab",
        "\x0c": "a form feed",
        "\x85": "an invisible line break",
        "\u2028": "an invisible line break",
        "\u2029": "an invisible paragraph break",
        "\ufeff": "an invisible byte order mark",
    }
    return f"{names.get(character, 'a control character')} (U+{ord(character):04X})"


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at `index`; CR, LF and CR LF end a line."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
