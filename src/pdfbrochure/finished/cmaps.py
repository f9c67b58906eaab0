"""Tables from character codes to Unicode or to numbers of characters (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from pdfbrochure.finished.tokens import operations

# No font has as many codes.
MOST_ENTRIES: Final = 200_000
# The encodings that every reader knows besides the identity (9.7.5.2, table 118).
_KNOWN: Final = (
    "Identity GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16 B5pc HKscs-B5 ETen-B5 ETenms-B5 "
    "CNS-EUC UniCNS-UCS2 UniCNS-UTF16 83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ "
    "UniJIS-UCS2 UniJIS-UCS2-HW UniJIS-UTF16 KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16"
)
KNOWN: Final = frozenset(f"{name}-{way}" for name in _KNOWN.split() for way in "HV") | {"H", "V"}


class CodeMap(Struct):
    """What a table says.

    Attributes:
        lengths: In how many bytes codes are written; the longest is tried first.
        texts: Code -> text.
        numbers: Code -> number of a character.
        uses: The table that it rests on, or "".
        vertical: What it says of the writing direction, or None.
        registry: And of the collection of characters: registry, ordering, supplement.
    """

    lengths: set[int]
    texts: dict[int, str]
    numbers: dict[int, int]
    uses: str = ""
    vertical: int | None = None
    registry: tuple[str, str, int] = ("", "", 0)


def read_code_map(data: bytes) -> CodeMap:
    """Return what a table says; what cannot be understood is left out."""
    found = CodeMap(set(), {}, {})
    for word, operands, _position in operations(data):
        if word == b"endcodespacerange":
            found.lengths |= {len(one) for one in operands if isinstance(one, bytes) and 0 < len(one) <= 4}
        elif word in (b"endbfchar", b"endcidchar"):
            for code, value in zip(operands[::2], operands[1::2], strict=False):
                if isinstance(code, bytes):
                    _note(found, int.from_bytes(code, "big"), value, 0)
        elif word in (b"endbfrange", b"endcidrange"):
            for low, high, value in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes):
                    _note_range(found, int.from_bytes(low, "big"), int.from_bytes(high, "big"), value)
        elif word == b"usecmap" and operands:
            found.uses = str(operands[-1])
        elif word == b"def" and len(operands) > 1:
            _note_fact(found, operands[-2], operands[-1])
        if len(found.texts) + len(found.numbers) > MOST_ENTRIES:
            break
    return found


def _note_range(found: CodeMap, low: int, high: int, value: Any) -> None:
    for step, code in enumerate(range(low, min(high, low + 65_535) + 1)):
        if isinstance(value, list):
            if step < len(value):
                _note(found, code, value[step], 0)
        else:
            _note(found, code, value, step)


def _note(found: CodeMap, code: int, value: Any, step: int) -> None:
    if isinstance(value, int):
        found.numbers[code] = value + step
    elif isinstance(value, bytes):
        if step and value:
            last = (int.from_bytes(value[-2:], "big") + step) & 0xFFFF
            value = value[:-2] + last.to_bytes(min(2, max(1, len(value))), "big")
        found.texts[code] = value.decode("utf-16-be", "replace")


def _note_fact(found: CodeMap, key: Any, value: Any) -> None:
    registry, ordering, supplement = found.registry
    if key == "WMode" and isinstance(value, int):
        found.vertical = value
    elif key == "CIDSystemInfo" and isinstance(value, dict):
        found.registry = collection(value)
    elif key == "Registry" and isinstance(value, bytes):
        found.registry = (value.decode("latin-1"), ordering, supplement)
    elif key == "Ordering" and isinstance(value, bytes):
        found.registry = (registry, value.decode("latin-1"), supplement)
    elif key == "Supplement" and isinstance(value, int):
        found.registry = (registry, ordering, value)


def collection(info: dict[str, Any]) -> tuple[str, str, int]:
    """Return registry, ordering and supplement of a collection of characters (9.7.3)."""
    texts = [info.get(key, b"") for key in ("Registry", "Ordering")]
    named = [text.decode("latin-1") if isinstance(text, bytes) else "" for text in texts]
    supplement = info.get("Supplement", 0)
    return named[0], named[1], supplement if isinstance(supplement, int) else 0
