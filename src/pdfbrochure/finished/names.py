"""The names of Latin glyphs, in the order of the standard strings of CFF (Adobe Technical Note 5176, appendix A)."""

from __future__ import annotations

import re
from typing import Final

NOTDEF: Final = ".notdef"
_LATIN: Final = (
    "space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus "
    "comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal "
    "greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash "
    "bracketright asciicircum underscore quoteleft a b c d e f g h i j k l m n o p q r s t u v w x y z "
    "braceleft bar braceright asciitilde exclamdown cent sterling fraction yen florin section currency "
    "quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl endash dagger daggerdbl "
    "periodcentered paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis "
    "perthousand questiondown grave acute circumflex tilde macron breve dotaccent dieresis ring cedilla "
    "hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash "
    "oe germandbls onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide "
    "brokenbar degree thorn threequarters twosuperior registered minus eth multiply threesuperior copyright "
    "Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave Iacute "
    "Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute Ucircumflex "
    "Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla "
    "eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex "
    "odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron "
)
_CHARACTERS: Final = (
    ' !"#$%&\u2019()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_\u2018abcdefghijklmnopqrstuvwxyz{'
    "|}~\u00a1\u00a2\u00a3\u2044\u00a5\u0192\u00a7\u00a4'\u201c\u00ab\u2039\u203a\ufb01\ufb02\u2013\u2020"
    "\u2021\u00b7\u00b6\u2022\u201a\u201e\u201d\u00bb\u2026\u2030\u00bf`\u00b4\u02c6\u02dc\u00af\u02d8\u02d9"
    "\u00a8\u02da\u00b8\u02dd\u02db\u02c7\u2014\u00c6\u00aa\u0141\u00d8\u0152\u00ba\u00e6\u0131\u0142\u00f8"
    "\u0153\u00df\u00b9\u00ac\u00b5\u2122\u00d0\u00bd\u00b1\u00de\u00bc\u00f7\u00a6\u00b0\u00fe\u00be\u00b2"
    "\u00ae\u2212\u00f0\u00d7\u00b3\u00a9\u00c1\u00c2\u00c4\u00c0\u00c5\u00c3\u00c7\u00c9\u00ca\u00cb\u00c8"
    "\u00cd\u00ce\u00cf\u00cc\u00d1\u00d3\u00d4\u00d6\u00d2\u00d5\u0160\u00da\u00db\u00dc\u00d9\u00dd\u0178"
    "\u017d\u00e1\u00e2\u00e4\u00e0\u00e5\u00e3\u00e7\u00e9\u00ea\u00eb\u00e8\u00ed\u00ee\u00ef\u00ec\u00f1"
    "\u00f3\u00f4\u00f6\u00f2\u00f5\u0161\u00fa\u00fb\u00fc\u00f9\u00fd\u00ff\u017e"
)
_NAMES: Final = tuple(_LATIN.split())
# The standard encoding has the first 149 of them, in this order (ISO 32000-1, annex D.2).
_CODES: Final = (
    *range(0x20, 0x7F),
    *range(0xA1, 0xB0),
    *range(0xB1, 0xB5),
    *range(0xB6, 0xBE),
    0xBF,
    *range(0xC1, 0xC9),
    0xCA,
    0xCB,
    *range(0xCD, 0xD1),
    0xE1,
    0xE3,
    *range(0xE8, 0xEC),
    0xF1,
    0xF5,
    *range(0xF8, 0xFC),
)
CHARACTERS: Final[dict[str, str]] = {
    **dict(zip(_NAMES, _CHARACTERS, strict=True)),
    "Euro": "\u20ac",
    "nbspace": "\u00a0",
    "sfthyphen": "\u00ad",
}
STANDARD: Final[dict[int, str]] = dict(zip(_CODES, _NAMES, strict=False))
_BY_CHARACTER: Final = {character: name for name, character in CHARACTERS.items()}
_CODECS: Final = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
# By these a glyph tells its character itself (Adobe Glyph List Specification, 2).
_UNICODE: Final = re.compile(r"(?:uni|u)([0-9A-F]{4,6})(?:\..*)?")


def standard_name(number: int) -> str:
    """Return a standard string of CFF by its number; those of expert sets get a name of ours."""
    return NOTDEF if number == 0 else _NAMES[number - 1] if number <= len(_NAMES) else f"sid{number}"


def encoded_names(encoding: str) -> dict[int, str]:
    """Return the glyph names of a known encoding by code; those of the standard one for any other name."""
    codec = _CODECS.get(encoding)
    if codec is None:
        return dict(STANDARD)
    found = {}
    for code in range(0x20, 0x100):
        character = bytes([code]).decode(codec, "ignore")
        # A typewriter's quotes have other names than those of the standard encoding.
        name = {"'": "quotesingle", "`": "grave"}.get(character) or _BY_CHARACTER.get(character)
        if name is not None:
            found[code] = name
    return found


def character_of(name: str) -> str | None:
    """Return the character that a glyph's name tells, None if it tells none."""
    known = CHARACTERS.get(name) or CHARACTERS.get(name.partition(".")[0])
    if known is not None:
        return known
    match = _UNICODE.fullmatch(name)
    if match is None:
        return None
    number = int(match[1], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else None
