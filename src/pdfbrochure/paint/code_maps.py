"""What a font says of its codes: their widths, and the characters that they mean."""

from __future__ import annotations

from collections.abc import Mapping

from pdfbrochure.paint.document import text_string
from pdfbrochure.text.shape import Glyph


def width_array(codes: Mapping[int, Glyph], widths: Mapping[Glyph, int]) -> bytes:
    """Return the widths as runs of consecutive codes (ISO 32000-1, 9.7.4.3)."""
    out: list[str] = []
    before = -2
    for code in sorted(codes):
        width = widths.get(codes[code], 1000)
        if code == before + 1:
            out[-1] += f" {width}"
        else:
            out.append(f"{code} [{width}")
        before = code
    return ("[" + "".join(part + "]" for part in out) + "]").encode()


def to_unicode(meanings: Mapping[int, str]) -> bytes:
    """Return the map from codes to characters (9.10.3); glyphs that add nothing to a word have an empty entry."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    entries = [(code, text_string(meaning)[5:-1].decode()) for code, meaning in sorted(meanings.items())]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:04X}> <{text}>" for code, text in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
