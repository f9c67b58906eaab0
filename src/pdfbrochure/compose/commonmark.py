"""The CommonMark parser, with rules of ours where CommonMark would change what people type.

Emphasis: a star between letters or digits is a star (Bürger*innen, 60*40), and beside Chinese, Japanese and Korean
characters emphasis opens and closes also next to punctuation. `[words]{lang=de}` is a stretch of another language,
`[^1]` the mark of a footnote, `~~words~~` are struck out.
Signs of emphasis that open or close nothing come out as tokens of their own, "stray", so that they can be reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pdfbrochure.regexes import compiled_later, reaches

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

# Nobody nests lists and quotes deeper on purpose; the limit keeps hostile text from exhausting the parser.
DEEPEST: Final = 20

LANGUAGE: Final = compiled_later(r"\{\s*lang\s*=\s*[\"\u201c\u201d']?([A-Za-z0-9_-]+)[\"\u201c\u201d']?\s*\}")

# The mark of a footnote, and its name.
FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]{1,60})\]")

# Written without spaces between words, so that emphasis may begin and end between two letters: Thai, Lao, Tibetan,
# Burmese, Khmer, and the scripts of China, Japan and Korea with their punctuation and full-width forms.
_UNSPACED: Final = (
    "[\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u303f\u3040-\ua4cf\ua960-\ua97f\uaa60-\uaa7f"
    "\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
_EAST_ASIAN: Final = (
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)

_OPENING: Final = "([{\u201c\u201e\u2018\u00ab\"'\u2013\u2014"

# The rules for blocks that begin with a sign or a digit (CommonMark 0.31, 4 and 5).
_BY_SIGN: Final = frozenset({"fence", "blockquote", "hr", "list", "html_block", "heading"})

_made: list[MarkdownIt] = []


def parser() -> MarkdownIt:
    """Return the parser, made once; it keeps nothing between texts."""
    if not _made:
        from markdown_it import MarkdownIt  # 40 ms that plain text does not need

        made = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "html": True})
        # Every address is taken as a link here, so that a wrong one is reported instead of printed as brackets.
        # That methods are set, and with these names, is how the library would have it.
        made.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
        # Addresses have one form for links, code and print: the one of `model.addresses`.
        made.normalizeLink = lambda url: url  # type: ignore[method-assign]
        made.normalizeLinkText = lambda url: url  # type: ignore[assignment, method-assign]
        made.inline.ruler.at("emphasis", _emphasis)
        made.inline.ruler.before("link", "language", _language)
        made.inline.ruler.before("language", "footnote", _footnote)
        made.enable("strikethrough")
        made.inline.ruler2.after("emphasis", "stray", _mark_strays)
        for rule in made.block.ruler.__rules__:
            if rule.name in _BY_SIGN:
                rule.fn = _unless_letter(rule.fn)
        _made.append(made)
    return _made[0]


def _unless_letter(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule for blocks that is not asked about lines that begin with a letter, as most do."""

    def asked(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        at = state.bMarks[line] + state.tShift[line]
        return not state.src[at : at + 1].isalpha() and rule(state, line, end, silent)

    return asked


def flanking(src: str, start: int, end: int, stop: int) -> tuple[bool, bool]:
    """Return whether a run of stars or underscores may open and may close emphasis.

    Args:
        src: The text.
        start: Where the run begins.
        end: Where it ends.
        stop: Where the text ends that the parser is in, such as the words of a link.

    Source:
        CommonMark 0.31, 6.2, with the amendments for Chinese, Japanese and Korean of "markdown-cjk-friendly" (T.
        Tats-u, 2025). That nothing happens between letters and digits is ours.
    """
    from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

    before = src[start - 1] if start else " "
    after = src[end] if end < stop else " "
    wide_before, wide_after = (_east_asian(sign) for sign in (before, after))
    blank_before, blank_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    mark_before = not wide_before and (isMdAsciiPunct(ord(before)) or isPunctChar(before))
    mark_after = not wide_after and (isMdAsciiPunct(ord(after)) or isPunctChar(after))
    left = not blank_after and (not mark_after or blank_before or mark_before or wide_before)
    right = not blank_before and (not mark_before or blank_after or mark_after or wide_after)
    if src[start] == "_":
        # An underscore never opens or closes inside a word, in no script.
        return left and (not right or mark_before or wide_before), right and (not left or mark_after or wide_after)
    if before.isdigit() and after.isdigit():
        return False, False
    if _in_word(before) and _in_word(after) and not _unspaced(before) and not _unspaced(after):
        # Two stars may close within a word, as in **N**orth; one star never, nor beside a digit.
        return False, right and end - start > 1 and not before.isdigit() and not after.isdigit()
    return left, right


def _east_asian(sign: str) -> bool:
    return reaches(sign, "\u1100") and re.match(_EAST_ASIAN, sign) is not None


def _unspaced(sign: str) -> bool:
    return reaches(sign, "\u0e00") and re.match(_UNSPACED, sign) is not None


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "\u0301\u0308\u0327"


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Take a run of stars or underscores: each is a token, and a delimiter that may be matched later."""
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    start = end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    opens, closes = flanking(state.src, start, end, state.posMax)
    before, after = state.src[max(0, start - 1) : start], state.src[end : end + 1]
    looks_open = opens and after.isalnum() and (not before.strip() or before in _OPENING)
    is_power = before.isdigit() and after.isdigit()
    for _ in range(end - start):
        token = state.push("text", "", 0)
        token.content = marker
        token.meta = {"opens": looks_open, "length": end - start, "is_power": is_power}
        state.delimiters.append(Delimiter(ord(marker), end - start, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True


def _mark_strays(state: StateInline) -> None:
    """Make tokens of their own of the signs that emphasize nothing, though they look as if they should."""
    for token in state.tokens:
        if token.type != "text" or token.content not in ("*", "_") or not token.meta:
            continue
        length = token.meta["length"]
        is_strong = length == 2 and token.content == "*" and not token.meta["is_power"]
        if length <= 3 and (token.meta["opens"] or is_strong):
            token.type = "stray"


def _language(state: StateInline, silent: bool) -> bool:
    """Take `[words]{lang=de}`."""
    start, stop = state.pos, state.posMax
    if state.src[start] != "[" or state.src.find("]{", start, stop) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, start, disableNested=False)
    named = LANGUAGE.match(state.src, end + 1, stop) if end >= 0 else None
    if named is None:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        token = state.push("language_open", "span", 1)
        token.attrs = {"lang": named[1]}
        state.md.inline.tokenize(state)
        state.push("language_close", "span", -1)
    state.pos, state.posMax = named.end(), stop
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    """Take `[^1]`, the mark of a footnote."""
    found = FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("footnote", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def render_html(text: str) -> str:
    """Return Markdown of other programs, with their tables and struck-out text, as HTML.

    Args:
        text: What an import reads; a brochure's own texts are read by `parser`.
    """
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "html": True}).enable(["table", "strikethrough"])
    return str(made.render(text))
