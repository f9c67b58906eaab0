"""The syntax of PDF: objects and operators, read from bytes (ISO 32000-1, 7.2, 7.3 and 7.8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeGuard

from msgspec import Struct

# Arrays and dictionaries inside each other; a PDF for people has some ten.
DEEPEST: Final = 100
# Operands before an operator; no operator has as many.
MOST_OPERANDS: Final = 100_000

_SPACE: Final = rb"[\0\t\n\f\r ]"
_PLAIN: Final = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_TOKEN: Final = re.compile(
    rb"(?:" + _SPACE + rb"++|%[^\r\n]*+)*+"
    rb"(?:(?P<number>[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?!" + _PLAIN + rb"))"
    rb"|\((?P<plain>[^()\\]*+)\)"
    rb"|/(?P<name>" + _PLAIN + rb"*+)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|<(?P<hex>[^<>]*+)>"
    rb"|(?P<string>\()"
    rb"|(?P<word>" + _PLAIN + rb"++|[{}<>)]))"
)
_IN_STRING: Final = re.compile(rb"[^()\\]*+([()\\])")
_ESCAPES: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_OCTAL: Final = re.compile(rb"[0-7]{1,3}")
_NO_HEX: Final = re.compile(rb"[^0-9A-Fa-f]")
_HEX_IN_NAME: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_IMAGE: Final = re.compile(_SPACE + rb"EI(?=" + _SPACE + rb"|$)")
_WORDS: Final[dict[bytes, Any]] = {b"true": True, b"false": False, b"null": None}
# UTF-8's mark at the start of a text string is of PDF 2.0 (ISO 32000-2, 7.9.2.2).
_MARKS: Final = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))
# Where PDFDocEncoding is not Latin-1 (ISO 32000-1, annex D.2).
_DOC: Final = dict(
    zip(
        [*range(0x18, 0x20), *range(0x80, 0x9F), 0xA0],
        "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a"
        "\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142"
        "\u0153\u0161\u017e\u20ac",
        strict=True,
    )
)


class PdfFault(Exception):
    """The bytes are no PDF that can be read; the text says why, for people."""


class Name(str):
    """A name; texts are bytes."""

    __slots__ = ()


class Ref(Struct, frozen=True):
    """A reference to an object."""

    number: int
    generation: int


class Stream(Struct, frozen=True):
    """A stream: its dictionary, and its bytes as they stand in the file."""

    head: dict[str, Any]
    raw: bytes


# None, bool, int, float, bytes (a string), Name, Ref, list, dict[str, Value] or Stream.
Value = Any


def operations(data: bytes, start: int = 0) -> Iterator[tuple[bytes, list[Value], int]]:
    """Yield each operator with its operands and the place after it; at last `b""` with what is left.

    An inline image is one operator, `BI`, whose operand is its dictionary.
    """
    position = start
    operands: list[Value] = []
    open_: list[list[Value]] = []
    top = operands
    match = _TOKEN.match
    while (token := match(data, position)) is not None:
        position = token.end()
        kind, text = token.lastgroup, token[token.lastindex or 0]
        if kind == "number":
            top.append(float(text) if b"." in text else int(text[:18]))
        elif kind == "plain":
            top.append(text if b"\r" not in text else text.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
        elif kind == "name":
            top.append(_name(text))
        elif kind == "hex":
            top.append(_hex(text))
        elif kind == "string":
            value, position = _string(data, position)
            top.append(value)
        elif kind == "open":
            if len(open_) > DEEPEST:
                raise PdfFault("its objects lie too deep inside each other")
            open_.append(top)
            top = [text]
        elif kind == "close":
            if open_:
                value = _closed(top)
                top = open_.pop()
                top.append(value)
        elif text == b"R" and len(top) > 1 and isinstance(top[-1], int) and isinstance(top[-2], int):
            generation, number = top.pop(), top.pop()
            top.append(Ref(number, generation))
        elif text in _WORDS:
            top.append(_WORDS[text])
        elif not open_:
            if text == b"ID" and operands:
                position = _after_image(data, position)
                text = b"BI"
                operands = [_pairs(operands)]
            if text != b"BI" or operands:
                yield text, operands, position
            operands = top = []
        if len(top) > MOST_OPERANDS and not open_:
            raise PdfFault("one of its objects is without end")
    while open_:
        value = _closed(top)
        top = open_.pop()
        top.append(value)
    yield b"", operands, position


def read_value(data: bytes, start: int = 0) -> tuple[Value, bytes, int]:
    """Return the first object, the word that ends it (such as `endobj`), and the place after that."""
    word, operands, position = next(operations(data, start))
    return (operands[0] if operands else None), word, position


def text_of(value: Value) -> str:
    """Return a text string as text, "" for anything else (7.9.2.2)."""
    if not isinstance(value, bytes):
        return ""
    for mark, encoding in _MARKS:
        if value.startswith(mark):
            text = value[len(mark) :].decode(encoding, "replace")
            # A language code between two escapes (7.9.2.2) is no text.
            return re.sub("\x1b[^\x1b]*\x1b", "", text)
    return value.decode("latin-1").translate(_DOC)


def is_number(value: Value) -> TypeGuard[int | float]:
    """Whether a value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _closed(parts: list[Value]) -> Value:
    return parts[1:] if parts[0] == b"[" else _pairs(parts[1:])


def _pairs(parts: list[Value]) -> dict[str, Value]:
    return {key: value for key, value in zip(parts[::2], parts[1::2], strict=False) if isinstance(key, Name)}


def _name(text: bytes) -> Name:
    if b"#" in text:
        text = _HEX_IN_NAME.sub(lambda match: bytes([int(match[1], 16)]), text)
    return Name(text.decode("utf-8", "surrogateescape").encode("utf-8", "replace").decode())


def _hex(text: bytes) -> bytes:
    digits = _NO_HEX.sub(b"", text)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _string(data: bytes, start: int) -> tuple[bytes, int]:
    """Return a string with escapes or parentheses inside, and the place after it (7.3.4.2)."""
    parts: list[bytes] = []
    position, depth = start, 1
    while (match := _IN_STRING.match(data, position)) is not None:
        position = match.end()
        sign = match[1]
        parts.append(match[0][:-1])
        if sign == b"\\":
            octal = _OCTAL.match(data, position)
            if octal is not None:
                parts.append(bytes([int(octal[0], 8) & 255]))
                position = octal.end()
                continue
            after = data[position : position + 1]
            position += 2 if data[position : position + 2] == b"\r\n" else 1
            parts.append(b"" if after in b"\r\n" else _ESCAPES.get(after, after))
            continue
        depth += 1 if sign == b"(" else -1
        if not depth:
            break
        parts.append(sign)
    else:
        position = len(data)
    return b"".join(parts), position


def _after_image(data: bytes, start: int) -> int:
    match = _END_OF_IMAGE.search(data, start)
    return match.end() if match is not None else len(data)
