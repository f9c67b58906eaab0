"""Signs by which a text is known to be more than plain paragraphs, so that most texts need no parser and no rules."""

from __future__ import annotations

import re
from typing import Final

# What makes text more than plain paragraphs: emphasis, links, code, escapes, entities, HTML, or a line that opens a
# heading, a list, a quote, a rule, a code block, or ends in a hard break.
MARKED: Final = re.compile(
    r"[*_\[\]`<\\&]|^ {0,3}(?:#|>|[-+](?:\s|$)|\d{1,9}[.)](?:\s|$)|~~~|-{2,} *$|=+ *$)|^(?: {4}|\t)|  $",
    re.MULTILINE,
)
# A line that begins as typed lists do: with a sign that opens no sentence, a letter with a tab or spaces behind it, a
# short label with its stop or bracket: a number, a letter, or one of Rome.
TYPED: Final = re.compile(
    r"^[ \t]*(?:[^\w\s\"'(\[\u201c\u201e\u2018\u201a\u00ab\u2039\u00bf\u00a1]|\w(?:\t|[ \u00a0]{2})"
    r"|\(?(?:\d{1,9}|[^\W\d_]|[ivx]{1,5})[.)]\s)",
    re.MULTILINE,
)
# Texts without any of these have nothing for this room.
SUSPECT: Final = re.compile(r"[~^|{}\[\]=+$&\t]|^ {0,3}(?::|#{2,})|:\w+:|''|\.\. |[\uf020-\uf0ff]|> \[", re.MULTILINE)
