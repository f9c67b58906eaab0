"""Reads the Markdown of a text field into plain blocks of spans: CommonMark without HTML, images and blocks of code.

Most fields are plain paragraphs; the parser is imported only for text that holds a mark of Markdown. What else people
type is looked after by neighbours: `typed` (lists), `meant_breaks` (line ends), `printed_addresses` (bare
links), `policy` (what cannot be set).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct, structs

from pdfbrochure.compose.commonmark import DEEPEST, parser
from pdfbrochure.compose.marked_spans import MarkedSpan, fold, joined, line_end, linked
from pdfbrochure.compose.marks import MARKED, SUSPECT, TYPED
from pdfbrochure.compose.meant_breaks import judge_breaks
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.model.addresses import read_address, read_language
from pdfbrochure.model.language import Language
from pdfbrochure.model.scalars import Fault
from pdfbrochure.model.table_words import table_words
from pdfbrochure.model.tracking import remark_on_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from pdfbrochure.compose.pipe_tables import Pipe, Side
    from pdfbrochure.compose.typed import Remark, Typed

_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n\s*")
# A pull quote is set in display type; what is longer is read better as running text, in characters.
LONGEST_QUOTE: Final = 240
# What stands for the mark of a footnote until that has its number.
NOTE_MARK: Final = "\ufffc"
_DASHES: Final = ("\u2013", "\u2014", "\u2015", "-")

# As many texts about which there is nothing to say are kept as read, for the next build in the same process.
MOST_KNOWN: Final = 4000

Kind = Literal["paragraph", "subhead", "quote", "quotation", "entry", "table"]


class MarkedTable(Struct, frozen=True):
    """A table: its caption, its header, the edges that its colons name, and its rows, a cell for each column."""

    caption: tuple[MarkedSpan, ...]
    heads: tuple[tuple[MarkedSpan, ...], ...]
    sides: tuple[Side, ...]
    rows: tuple[tuple[tuple[MarkedSpan, ...], ...], ...]


class MarkedBlock(Struct, frozen=True):
    """One block. `label` is what stands before an entry, as typed ("1.", "a)"), "-" for a bullet, else empty.

    `list_path` names the lists around it, outermost first: a counter and whether the list is numbered.
    `line` is the line of the field on which it starts, from 0. A `table` has no spans of its own.
    """

    kind: Kind
    spans: tuple[MarkedSpan, ...]
    line: int = 0
    depth: int = 0
    label: str = ""
    list_path: tuple[tuple[int, bool], ...] = ()
    entry: int = 0
    table: MarkedTable | None = None


_known: dict[tuple[str, tuple[str, ...] | None, bool], list[MarkedBlock]] = {}


def parse_markdown(
    text: str, origin: Origin, report: Findings, language: Language | None = None, *, contact: bool = False
) -> list[MarkedBlock]:
    """Return the blocks of a text field; what brochures cannot set is reported with what to use instead.

    Args:
        text: The field as typed.
        origin: Its key path.
        report: Takes the findings.
        language: That of the text, by whose months dates are told from numbered lists.
        contact: Whether it is the imprint, which keeps its lines.
    """
    text = text.rstrip("\n")
    if not text.strip():
        return []
    dates = None if language is None else (language.tag, *language.dates.months, *language.dates.months_alone)
    known = _known.get(key := (text, dates, contact))
    if known is None:
        findings = Findings()
        known = _parsed(text, origin, findings, language, contact=contact)
        report.take(findings)
        # What is to be said names the place, so such a text is read again where it stands then.
        if findings.is_empty:
            if len(_known) >= MOST_KNOWN:
                _known.clear()
            _known[key] = known
    return [*known]


def _parsed(
    text: str, origin: Origin, report: Findings, language: Language | None, *, contact: bool
) -> list[MarkedBlock]:
    reader = _Reader(origin, report, contact=contact)
    tables: tuple[Pipe, ...] = ()
    if "|" in text:
        text, tables = _without_tables(text, reader, language)
    if SUSPECT.search(text):
        from pdfbrochure.compose.policy import remarks_on, without_word_signs  # their patterns cost 2 ms

        reader.tell_remarks(remarks_on(text.split("\n")))
        text = without_word_signs(text)
    if tables:
        return reader.read_with_tables(text, tables, language)
    return reader.read_text(text, language)


def _without_tables(text: str, reader: _Reader, language: Language | None) -> tuple[str, tuple[Pipe, ...]]:
    """Return a text without its tables, and the tables; what is wrong with them is reported."""
    from pdfbrochure.compose.pipe_tables import holds_table, take_tables  # only needed for a table

    lines = text.split("\n")
    if not holds_table(lines):
        return text, ()
    words = ["Table", *({table_words(language.tag).word} if language is not None else ())]
    taken = take_tables(lines, words)
    reader.tell_remarks([*taken.remarks])
    return "\n".join(taken.lines), taken.tables


class _Reader:
    """Turns the parser's tokens into blocks."""

    def __init__(self, origin: Origin, report: Findings, *, contact: bool) -> None:
        self._origin = origin
        self._report = report
        self._contact = contact
        self._blocks: list[MarkedBlock] = []
        self._labels: dict[int, str] = {}
        self._lists: list[tuple[int, bool]] = []
        self._entries: list[int] = []
        self._label = ""
        self._quotes = 0
        self._quote_begins = 0
        self._count = 0
        self._code: list[tuple[str, int]] = []

    def tell_remarks(self, remarks: list[Remark]) -> None:
        """Report what the text as typed holds that cannot be set, or that was taken for something else."""
        tellers = {"error": self._report.error, "warning": self._report.warning, "note": self._report.note}
        for remark in remarks:
            tell = tellers[remark.severity]
            tell(remark.code, remark.what, mend=remark.mend, origin=self._origin, line=remark.line, words=remark.words)

    def read_plain(self, text: str) -> list[MarkedBlock]:
        """Return the blocks of a text without any mark."""
        line = begin = 0
        for part in _PARAGRAPH.split(text):
            # Several empty lines may part two paragraphs.
            start = text.index(part, begin)
            line += text.count("\n", begin, start)
            begin = start
            rows = [fold(row) for row in part.split("\n") if row.strip()]
            if rows:
                # The text itself may begin with empty lines.
                first = line + part[: len(part) - len(part.lstrip())].count("\n")
                keeps = self._keeps_lines(rows, first)
                words = rows[0]
                for row in rows[1:]:
                    words += ("\n" if keeps else line_end(words[-1:], row[:1])) + row
                self._blocks.append(MarkedBlock("paragraph", linked((MarkedSpan(words),)), first))
            line += part.count("\n")
            begin += len(part)
        return self._blocks

    def read_text(self, text: str, language: Language | None) -> list[MarkedBlock]:
        """Return the blocks of a text without tables."""
        if MARKED.search(text) or TYPED.search(text):
            from pdfbrochure.compose.typed import as_markdown  # its patterns cost 3 ms

            months = () if language is None else (*language.dates.months, *language.dates.months_alone)
            typed = as_markdown(text, months)
            # A line that only begins as a typed list does, such as with `2025. `, needs no parser, which costs 25 ms.
            if typed.remarks or MARKED.search(text) or typed.lines != text.split("\n"):
                return self.read(typed)
        return self.read_plain(text)

    def read_with_tables(self, text: str, tables: Sequence[Pipe], language: Language | None) -> list[MarkedBlock]:
        """Return the blocks of a text and its tables, in the order of their lines."""
        blocks = self.read_text(text, language) if text.strip() else []
        found = [MarkedBlock("table", (), table.line, table=self._table(table)) for table in tables]
        self._tell_code()
        return sorted([*blocks, *found], key=lambda block: block.line)

    def _table(self, table: Pipe) -> MarkedTable:
        rows = tuple(tuple(self._inline(cell, row.line) for cell in row.cells) for row in table.rows)
        heads = tuple(self._inline(cell, table.line) for cell in table.heads)
        return MarkedTable(self._inline(table.caption, table.caption_line), heads, table.sides, rows)

    def _inline(self, text: str, line: int) -> tuple[MarkedSpan, ...]:
        """Return the spans of a text on one line, such as a cell's."""
        if not MARKED.search(text):
            return linked((MarkedSpan(fold(text)),)) if text else ()
        (inline,) = parser().parseInline(text)
        return self._spans(inline, line, [text], keeps=False)

    def read(self, typed: Typed) -> list[MarkedBlock]:
        """Return the blocks of Markdown."""
        self.tell_remarks(typed.remarks)
        self._labels = typed.labels
        tokens = parser().parse("\n".join(typed.lines))
        for index, token in enumerate(tokens):
            if token.type == "inline":
                self._block(tokens[index - 1], token)
            else:
                self._structure(token)
        self._tell_code()
        return self._blocks

    def _structure(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._count += 1
            self._lists.append((self._count, kind == "ordered_list_open"))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._count += 1
            self._entries.append(self._count)
            line = token.map[0] if token.map else 0
            self._label = self._labels.get(line, f"{token.info}{token.markup}") if self._lists[-1][1] else "-"
            self._stop_if_deep(token)
        elif kind == "list_item_close":
            self._entries.pop()
            self._label = ""
        elif kind == "blockquote_open":
            if not self._quotes:
                self._quote_begins = len(self._blocks)
            self._quotes += 1
            self._stop_if_deep(token)
        elif kind == "blockquote_close":
            self._quotes -= 1
            if not self._quotes:
                self._part_quotes()
        elif kind in ("html_block", "code_block", "fence", "hr"):
            self._refuse(kind, token)

    def _block(self, opener: Token, inline: Token) -> None:
        line = inline.map[0] if inline.map else 0
        rows = inline.content.split("\n")
        is_heading = opener.type == "heading_open"
        spans = self._spans(inline, line, rows, keeps=not is_heading and self._keeps_lines(rows, line))
        if not spans:
            return
        if self._lists and not self._quotes:
            label, self._label = self._label, ""
            depth = len(self._lists)
            self._blocks.append(MarkedBlock("entry", spans, line, depth, label, tuple(self._lists), self._entries[-1]))
            return
        kind: Kind = "quote" if self._quotes else "subhead" if is_heading else "paragraph"
        self._blocks.append(MarkedBlock(kind, spans, line))

    def _keeps_lines(self, rows: list[str], line: int) -> bool:
        """Whether the lines of a paragraph stay lines, with a question where that is a guess."""
        if self._quotes and rows[-1].startswith(_DASHES):
            rows = rows[:-1]  # whose quotation it is
        judged = judge_breaks(rows, contact=self._contact)
        if judged == "ask":
            self._report.note(
                "lines-kept",
                f"the lines from \u201c{rows[0].strip()[:40]}\u201d to \u201c{rows[-1].strip()[:40]}\u201d "
                "are printed as lines, one below the other",
                mend="if they are one sentence, type it on one line; if they are a list, begin each with `- `",
                origin=self._origin,
                line=line,
                words=rows[0].strip(),
            )
        return judged != "fold"

    def _spans(self, inline: Token, line: int, rows: list[str], *, keeps: bool) -> tuple[MarkedSpan, ...]:
        spans: list[MarkedSpan] = []
        bold = italic = struck = row = 0
        url = language = ""
        children = inline.children or []
        for index, token in enumerate(children):
            kind = token.type
            text = ""
            if kind in ("text", "code_inline", "stray"):
                text = token.content
                if kind == "code_inline":
                    self._code.append((token.content, line))
                elif kind == "stray":
                    self._tell_stray(children, index, line)
            elif kind in ("softbreak", "hardbreak"):
                line += 1
                row += 1
                is_kept = (
                    keeps
                    or kind == "hardbreak"
                    or (self._quotes and rows[row : row + 1] and rows[row].startswith(_DASHES))
                )
                text = "\n" if is_kept else line_end(rows[row - 1].rstrip()[-1:], rows[row].lstrip()[:1])
            elif kind in ("strong_open", "strong_close"):
                bold += token.nesting
            elif kind in ("em_open", "em_close"):
                italic += token.nesting
            elif kind in ("s_open", "s_close"):
                struck += token.nesting
            elif kind == "footnote":
                spans.append(MarkedSpan(NOTE_MARK, note=token.content))
            elif kind == "link_open":
                url = self._link(str(token.attrs.get("href", "")), line)
            elif kind == "link_close":
                url = ""
            elif kind == "language_open":
                language = self._language(str(token.attrs["lang"]), line)
            elif kind == "language_close":
                language = ""
            elif kind in ("image", "html_inline"):
                self._refuse(kind, token, line)
            if text:
                spans.append(MarkedSpan(text, bold > 0, italic > 0, url, language, struck > 0))
        return linked(joined(spans))

    def _language(self, typed: str, line: int) -> str:
        tag = read_language(typed)
        if not isinstance(tag, Fault):
            return tag
        what = f"the language of a phrase {tag.says}"
        self._report.error("bad-language", what, mend=tag.mend, origin=self._origin, line=line, words=typed)
        return ""

    def _link(self, url: str, line: int) -> str:
        """Return the checked address of a link, or "" with a finding."""
        # `<a b>` may hold spaces, which no address can.
        address = read_address(url.replace(" ", "%20"))
        if isinstance(address, Fault):
            mend = f"write [words]({address.mend})" if re.match("https?:|mailto:|tel:", address.mend) else address.mend
            what = f"the address of a link {address.says}"
            self._report.error(
                address.code, what, why=address.why, mend=mend, origin=self._origin, line=line, words=url
            )
            return ""
        remark = remark_on_address(address)
        if remark is not None:
            what = f"the address of a link {remark.says}"
            self._report.warning(
                remark.code, what, why=remark.why, mend=remark.mend, origin=self._origin, line=line, words=url
            )
        return address

    # Findings --------------------------------------------------------------------------------------------------

    def _stop_if_deep(self, token: Token) -> None:
        """Report a list or quote of which the parser has left out what is in it, since it is nested too deep."""
        if token.level >= DEEPEST - 1:
            what = "the lists and quotes in this text are nested too deep"
            line = token.map[0] if token.map else 0
            self._report.error(
                "too-deep", what, mend="take away signs or spaces at its start", origin=self._origin, line=line
            )

    def _part_quotes(self) -> None:
        """Make a quotation of a quote that is longer than one sentence in large type, or says whose it is."""
        blocks = self._blocks[self._quote_begins :]
        length = sum(len(span.text) for block in blocks for span in block.spans)
        if length > LONGEST_QUOTE or (blocks and is_signed(blocks[-1].spans)):
            self._blocks[self._quote_begins :] = [structs.replace(block, kind="quotation") for block in blocks]

    def _tell_code(self) -> None:
        """Report code inside the text, all of a field at once."""
        if self._code:
            words, line = self._code[0]
            more = f" and {len(self._code) - 1} more" if len(self._code) > 1 else ""
            self._report.note(
                "code-as-text",
                f"the code \u201c{words[:40]}\u201d{more} is set as plain text",
                mend=f"leave out the back-ticks: {words[:40]}",
                origin=self._origin,
                line=line,
                words=f"`{words}",
            )
            self._code = []

    def _tell_stray(self, tokens: list[Token], index: int, line: int) -> None:
        """Report signs that look like emphasis and are none, once for each run of them."""
        token = tokens[index]
        if index and tokens[index - 1].type == "stray" and tokens[index - 1].content == token.content:
            return
        run = 1
        while index + run < len(tokens) and tokens[index + run].type == "stray":
            run += 1
        after = tokens[index + run].content if index + run < len(tokens) else ""
        signs = token.content * token.meta["length"]
        words = token.content * run + after[:20]
        if token.meta["opens"]:
            what = f"the signs {signs} before \u201c{after.strip()[:30]}\u201d open an emphasis that nothing closes"
            mend = f"type {signs} after the last word of it too, or \\{signs[0]} for the sign itself"
        else:
            what = f"the signs {signs} neither open nor close an emphasis here"
            mend = f"leave no space between them and the words: {signs}words{signs}"
        what += ", and are printed"
        self._report.warning("stray-emphasis", what, mend=mend, origin=self._origin, line=line, words=words.rstrip())

    def _refuse(self, kind: str, token: Token, line: int | None = None) -> None:
        what, mend = _REFUSALS[kind]
        if line is None:
            line = token.map[0] if token.map else 0
        words = token.content.strip().split("\n")[0]
        self._report.error(
            "unsupported-markdown",
            what.format(words[:40]),
            mend=mend,
            origin=self._origin,
            line=line,
            words=words,
        )


_REFUSALS: Final = {
    "html_block": (
        "HTML (\u201c{}\u201d) cannot be set",
        "write *emphasis*, **strong** or [a link](https://…) instead",
    ),
    "html_inline": (
        "HTML (\u201c{}\u201d) cannot be set",
        "write *emphasis*, **strong** or [a link](https://…) instead",
    ),
    "image": (
        "a picture inside the text (\u201c{}\u201d) cannot be set",
        "give it to the item: `photo: {{ file: …, credit: …, alt: … }}`".replace("{{", "{").replace("}}", "}"),
    ),
    "code_block": (
        "the line \u201c{}\u201d is indented by four spaces, which means code, and code cannot be set",
        "take away the spaces at its start",
    ),
    "fence": ("a block of code (\u201c{}\u201d) cannot be set", "leave out the line of back-ticks"),
    "hr": ("a rule across the text cannot be set", "leave out the line of dashes, or write a sub-heading: ## Words"),
}


def is_signed(spans: tuple[MarkedSpan, ...]) -> bool:
    """Whether the last line of a paragraph begins with a dash, and so says whose words stand above it."""
    text = "".join(span.text for span in spans)
    return text.rpartition("\n")[2].startswith(_DASHES)
