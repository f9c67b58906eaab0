"""Puts the values of one row into a template: into its texts, between reading and validating, so that places stay.

A value brings no structure: in Markdown its signs are escaped, unless its column's head ends in `(markdown)`, and what
looks like a placeholder in it stays as it is.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from msgspec import Struct, structs

from pdfbrochure.importers.draft import paragraph, paragraphs
from pdfbrochure.importers.markup import write_markdown
from pdfbrochure.merging.rows import Row, Table, fold
from pdfbrochure.model.placeholders import (
    PLACEHOLDER,
    Placeholder,
    as_placeholder,
    find_placeholders,
    is_markdown,
    key_of,
    unescape,
)
from pdfbrochure.read.source import DROPPED

if TYPE_CHECKING:
    import re as _re

    from pdfbrochure.diagnostics import Origin, Report
    from pdfbrochure.read import Source
    from pdfbrochure.read.source import Value

FILTERS: Final = ("or", "date", "upper")
# Marks of lists and quotations, which alone on a line say nothing.
_MARKS: Final = re.compile(r"[\s>*+#-]*")
# The point of a photo that every crop keeps, as it is typed in a cell: 0.3 0.5, or 30% 50%.
_POINT: Final = r"\[?([0-9.]+%?)[\s,;]+([0-9.]+%?)\]?"
# Before a placeholder in the address of a link, and the signs of addresses that a value may hold.
_IN_ADDRESS: Final = re.compile(r"\]\([^)\s]*$")
_SAFE: Final = "/:?=&#%@+~,;.-_"
_NOTHING: Final = frozenset({"", "no", "false", "0"})


class Filling(Struct, frozen=True):
    """The values of one row, to be put into a template. Passes between processes and machines.

    Attributes:
        file: Of the table.
        label: How findings name the row: "row 17 (Office = Rome)".
        number: Of the row.
        values: By folded names of columns.
        markdown: Columns whose values are Markdown.
        heads: Of all columns, as typed.
        language: In which the row is set; "" for the template's own.
    """

    file: str
    label: str
    number: int
    values: dict[str, str]
    markdown: frozenset[str]
    heads: tuple[str, ...]
    language: str = ""

    def __call__(self, source: Source, report: Report) -> Source:
        """Return the template with the values of the row; report what cannot be filled in."""
        report.row = (self.number, f"{self.label} of {self.file}", self.file)
        source = source.rewritten(lambda _origin, value: value)
        own = source.value.get("language")
        is_own = not self.language and isinstance(own, str) and "<<" not in own
        row = structs.replace(self, language=str(own).strip()) if is_own else self
        filled = source.rewritten(lambda origin, value: row.change(origin, value, source, report))
        if self.language:
            filled.value["language"] = self.language
        return filled

    def change(self, origin: Origin, value: Value, source: Source, report: Report) -> Value:
        """Return the value at a key path as the row has it; DROPPED where its condition is empty."""
        if isinstance(value, dict) and "if" in value and origin[:1] == ("items",):
            condition = value["if"]
            if isinstance(condition, str) and PLACEHOLDER.search(condition):
                if fold(self._plain(condition, origin, report)) in _NOTHING:
                    return DROPPED
                return {key: inner for key, inner in value.items() if key != "if"}
        if not isinstance(value, str) or "<<" not in value:
            return value
        if is_markdown(origin):
            rows = self._markdown(value, origin, report)
            source.move_lines(origin, [at for at, text in rows for _ in text.split("\n")] or [0])
            filled = "\n".join(text for _at, text in rows)
        else:
            filled = self._plain(value, origin, report)
            if key_of(origin) == "url":
                filled = filled.replace(" ", "%20")
            point = re.fullmatch(_POINT, filled) if key_of(origin) == "focus" else None
            if point is not None:
                return [point[1], point[2]]
        return filled if filled.strip() else None

    # ---- texts

    def _plain(self, text: str, origin: Origin, report: Report) -> str:
        def put(match: _re.Match[str]) -> str:
            return " ".join(self._value(as_placeholder(match), origin, report).split())

        filled = PLACEHOLDER.sub(put, text)
        filled = unescape(filled, origin)
        return re.sub(r"[ \t]{2,}", " ", filled).strip() if PLACEHOLDER.search(text) else filled

    def _markdown(self, text: str, origin: Origin, report: Report) -> list[tuple[int, str]]:
        """Return Markdown with the values, each line with the number of the line that it was made of.

        A line that holds nothing but empty values goes with its line end.
        """
        rows: list[tuple[int, str]] = []
        for at, row in enumerate(text.split("\n")):
            found = list(find_placeholders(row))
            values = [self._value(each, origin, report) for each in found]
            rest = PLACEHOLDER.sub("", row)
            if found and not any(values) and _MARKS.fullmatch(rest):
                continue
            is_alone = len(found) == 1 and not rest.strip()
            filled = iter(zip(found, values, strict=True))

            def put(match: _re.Match[str], filled: object = filled, *, is_alone: bool = is_alone) -> str:
                placeholder, value = next(filled)  # type: ignore[call-overload]
                if _IN_ADDRESS.search(match.string[: match.start()]):
                    return quote(value, safe=_SAFE)
                return self._escaped(placeholder, value, is_alone=is_alone)

            rows.append((at, unescape(PLACEHOLDER.sub(put, row), origin)))
        return rows

    def _escaped(self, placeholder: Placeholder, value: str, *, is_alone: bool) -> str:
        """Return a value as Markdown that prints it as it is: as paragraphs where it stands alone, else on one line."""
        column = self._column(placeholder.name)
        if column in self.markdown:
            return value if is_alone else " ".join(value.split())
        if is_alone:
            return write_markdown(paragraphs(re.sub(r"\n+", "\n\n", value))).rstrip("\n")
        return write_markdown([paragraph(value)]).rstrip("\n").replace("\n", " ")

    # ---- values

    def _column(self, name: str) -> str:
        known = {fold(head) for head in self.heads}
        tags = (self.language, self.language.partition("-")[0]) if self.language else ()
        names = [fold(f"{name} ({tag})") for tag in tags] + [fold(name), fold(f"{name} (markdown)")]
        # A column of a language that is empty in this row leaves it to the common one.
        return next(
            (each for each in names if each in self.values), next((each for each in names if each in known), "")
        )

    def _value(self, placeholder: Placeholder, origin: Origin, report: Report) -> str:
        column = self._column(placeholder.name)
        if self.language and fold(placeholder.name) == "language":
            return self.language
        if not column:
            near = difflib.get_close_matches(fold(placeholder.name), [fold(head) for head in self.heads], 1, 0.6)
            named = next((head for head in self.heads if near and fold(head) == near[0]), "")
            mend = f"did you mean <<{named}>>?" if named else f"the columns are {', '.join(self.heads)}"
            what = f"{placeholder.typed} names no column of {self.file}"
            report.error("unknown-column", what, mend=mend, origin=origin, words=placeholder.typed)
            return ""
        value = self.values.get(column, "")
        for typed in placeholder.filters:
            value = self._filtered(value, typed, placeholder, origin, report)
        return value

    def _filtered(self, value: str, typed: str, placeholder: Placeholder, origin: Origin, report: Report) -> str:
        name, _, rest = typed.partition(" ")
        if name == "or":
            return value or rest.strip().strip("\"'\u201c\u201d\u201e\u00ab\u00bb")
        if name == "upper":
            return value.upper()
        if name == "date":
            return _date_in_words(value, self.language)
        mend = f"there are {', '.join(FILTERS[:-1])} and {FILTERS[-1]}"
        report.error(
            "unknown-filter", f"{placeholder.typed} has the filter \u201c{name}\u201d, which there is not", mend=mend,
            origin=origin, words=placeholder.typed,
        )  # fmt: skip
        return value


def _date_in_words(value: str, language: str) -> str:
    """Return a date in ISO form as the language writes it; other words as they are."""
    from pdfbrochure.compose.date_words import format_when
    from pdfbrochure.model.language import load_language
    from pdfbrochure.model.scalars import Fault, read_when

    when, forms = read_when(value), load_language(language or "en")
    return value if isinstance(when, Fault) or when.words or forms is None else format_when(when, forms)


def filling_of(table: Table, row: Row, language: str = "") -> Filling:
    """Return the values of a row, ready to be put into a template."""
    markdown = frozenset(fold(head) for head in table.heads if table.is_markdown(fold(head)))
    return Filling(table.file, table.label(row), row.number, row.values, markdown, table.heads, language)


def check_columns(source: Source, table: Table, names: str, report: Report) -> None:
    """Note the columns that nothing in the template names."""
    used = {fold(found.name) for found in find_placeholders(names)}
    used |= {fold(found.name) for line in source.lines for found in find_placeholders(line)} | {"language"}
    for head in table.heads:
        bare = fold(re.sub(r"\s*\([^()]*\)$", "", head))
        if bare not in used and fold(head) not in used:
            what = f"the column \u201c{head}\u201d of {table.file} is used nowhere in the brochure"
            report.note("unused-column", what, mend=f"write <<{head}>> where its values are to stand")
