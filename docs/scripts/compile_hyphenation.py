"""Compile hyphenation patterns into src/pdfbrochure/languages/hyph, with their licences beside them.

Development only; the compiled files are checked in. `python docs/scripts/compile_hyphenation.py [FOLDER]`:

- FOLDER has the hyph-utf8 files of TeX Live; on Debian 12: `apt-get install texlive-lang-german texlive-lang-french
  texlive-lang-spanish texlive-lang-italian texlive-lang-polish texlive-lang-portuguese texlive-lang-greek
  texlive-lang-cyrillic texlive-lang-european texlive-lang-english texlive-lang-other texlive-lang-czechslovak`;
- syllables.toml has the rules of our own.

Form of a compiled file, UTF-8 text, one entry a line:

    # comment
    longest 9                       letters of the longest pattern, its word-end stops included
    exceptions ta-ble ref-use       whole words with all their breaks
    12 .ab .zy                      levels, then all patterns that have them

The first digit of the levels is the number of letters before the first level that is not 0, as the character with the
code 48 + that number; then a digit for each place from there on, up to the last that is not 0.
"""

from __future__ import annotations

import itertools
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

TEX_LIVE: Final = Path("/usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/tex")
HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent.parent / "src" / "pdfbrochure" / "languages" / "hyph"

# Only patterns that their authors let anybody use, change and pass on under a permissive licence; the licence is the
# one chosen where a file offers several. Left out: cs, id, mk (GPL), lv (LGPL or GPL), hy (LGPL), ro (states none), mt
# (no patterns exist). Hungarian is under the MPL 1.1, which asks that the patterns themselves stay open, as they do
# here.
SOURCES: Final = {
    "af": "LPPL",
    "as": "MIT",
    "be": "MIT",
    "bg": "permissive, like BSD-3-Clause",
    "bn": "MIT",
    "ca": "LPPL",
    "cy": "MIT",
    "da": "MIT",
    "de-1996": "MIT",
    "el-monoton": "LPPL",
    "en-gb": "MIT",
    "en-us": "permissive: copying and modification allowed with the notice",
    "eo": "LPPL",
    "es": "MIT",
    "et": "MIT",
    "eu": "permissive: copying and modification allowed with the notice",
    "fi": "may be freely distributed",
    "fr": "MIT",
    "fur": "MIT",
    "ga": "MIT",
    "gl": "LPPL",
    "gu": "MIT",
    "hi": "MIT",
    "hr": "permissive, like MIT",
    "hsb": "LPPL",
    "hu": "MPL-1.1",
    "ia": "LPPL",
    "is": "LPPL",
    "it": "MIT",
    "ka": "LPPL",
    "kmr": "LPPL",
    "kn": "MIT",
    "la": "MIT",
    "lt": "MIT",
    "ml": "MIT",
    "mn-cyrl": "MIT",
    "mr": "MIT",
    "nb": "permissive: copying and modification allowed with the notice",
    "nl": "LPPL-1.0 or later",
    "oc": "MIT",
    "or": "MIT",
    "pa": "MIT",
    "pl": "MIT",
    "pt": "BSD-3-Clause",
    "rm": "MIT",
    "ru": "LPPL-1.2 or later",
    "sa": "may be freely used, copied, modified and distributed",
    "sh-cyrl": "LPPL",
    "sh-latn": "LPPL",
    "sk": "MIT",
    "sl": "MIT",
    "sv": "LPPL-1.2 or later",
    "ta": "MIT",
    "te": "MIT",
    "tk": "MIT",
    "tr": "LPPL-1.0 or later",
    "uk": "LPPL",
}


NOTICE: Final = """\
{name}.txt was compiled from {source} by docs/scripts/compile_hyphenation.py. It is modified in the
sense of the licences below: the form is another, the patterns are the same.
Used here under: {licence}.
"""
FROM_TEX: Final = """\
The original can be had from https://ctan.org/pkg/hyph-utf8. The notices of the original follow.
"""
OWN: Final = """\
The rules are part of the program and under its licence, see the file LICENSE.
"""
# The Slovak patterns were under the GPL until hyph-utf8 took over their author's new licence.
NOTICES: Final = {
    "sk": """\
title: Hyphenation patterns for Slovak
copyright: Copyright (C) 1992 Jana Chlebíková
version: 2.0 1992-04-24
licence: MIT, since revision 645e87e9 of hyph-utf8, 18 February 2026: "Changed licence of the Slovak patterns to MIT."

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
}


def main() -> None:
    """Compile every source; remove compiled files that no longer have one."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TEX_LIVE
    TARGET.mkdir(exist_ok=True)
    for path in TARGET.iterdir():
        path.unlink()
    for name, licence in SOURCES.items():
        source = (folder / f"hyph-{name}.tex").read_text(encoding="utf-8")
        included = re.findall(r"^\\input (\S+)", source, re.MULTILINE)
        sources = [source, *((folder / file).read_text(encoding="utf-8") for file in included)]
        patterns = [pattern for text in sources for pattern in words_in(text, "patterns")]
        exceptions = [word for text in sources for word in words_in(text, "hyphenation")]
        heads = [NOTICES[name]] if name in NOTICES else [comments_before_patterns(source) for source in sources]
        write(name, licence, f"hyph-{name}.tex of hyph-utf8", patterns, exceptions, FROM_TEX + "\n" + "\n".join(heads))
    for name, rules in tomllib.loads((HERE / "syllables.toml").read_text(encoding="utf-8")).items():
        write(name, "BSD-3-Clause", "syllables.toml", expanded(rules), [], OWN)


def write(name: str, licence: str, source: str, patterns: list[str], exceptions: list[str], notice: str) -> None:
    """Write a compiled file with its licence, and say how large it is."""
    compiled = compile_patterns(name, licence, source, patterns, exceptions)
    opening = NOTICE.format(name=name, source=source, licence=licence)
    (TARGET / f"{name}.txt").write_text(compiled, encoding="utf-8", newline="\n")
    (TARGET / f"{name}-LICENSE.txt").write_text(opening + notice, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{name:11} {len(patterns):6} patterns {len(compiled.encode()):7} bytes  {licence}\n")


def expanded(rules: dict[str, Any]) -> list[str]:
    """Return the patterns that a language's rules stand for; where two meet, the higher level of each place holds."""
    merged: dict[str, list[int]] = {}
    for rule in rules["patterns"]:
        parts = [
            rules.get(part, part.strip("[]")) if part[0] in "[VC" else [part]
            for part in re.findall(r"\[[^\]]*\]|[^\[]", rule)
        ]
        for pattern in map("".join, itertools.product(*parts)):
            levels = levels_of(pattern)
            letters = re.sub(r"\d", "", pattern)
            merged[letters] = [max(pair) for pair in zip(levels, merged.get(letters, levels), strict=True)]
    return [
        "".join(f"{level or ''}{letter}" for level, letter in zip(levels, [*letters, ""], strict=True))
        for letters, levels in merged.items()
    ]


def levels_of(pattern: str) -> list[int]:
    """Return the level before each letter of a pattern, and behind the last."""
    return [int(digit or 0) for digit in re.split(r"[^\d]", pattern)]


def words_in(source: str, command: str) -> list[str]:
    """Return the words between the braces of a TeX command, without comments."""
    bare = re.sub(r"%.*", "", source)
    return [word for block in re.findall(rf"\\{command}\s*\{{([^}}]*)\}}", bare) for word in block.split()]


def compile_patterns(name: str, licence: str, source: str, patterns: list[str], exceptions: list[str]) -> str:
    """Return the content of a compiled file."""
    by_levels: dict[str, set[str]] = defaultdict(set)
    for pattern in patterns:
        letters = re.sub(r"\d", "", pattern)
        levels = levels_of(pattern)
        places = [place for place, level in enumerate(levels) if level]
        if places:
            digits = "".join(map(str, levels[places[0] : places[-1] + 1]))
            by_levels[chr(ord("0") + places[0]) + digits].add(letters)
    longest = max(len(letters) for group in by_levels.values() for letters in group)
    lines = [
        f"# Compiled from {source}, which it differs from in form only.",
        f"# Licence: {licence}; see {name}-LICENSE.txt.",
        f"longest {longest}",
    ]
    if exceptions:
        lines.append(f"exceptions {' '.join(sorted(set(exceptions)))}")
    lines += [f"{levels} {' '.join(sorted(letters))}" for levels, letters in sorted(by_levels.items())]
    return "\n".join(lines) + "\n"


def comments_before_patterns(source: str) -> str:
    """Return the comment lines at the head of a TeX file, without their percent signs."""
    head = re.split(r"^\\(?:patterns|input|hyphenation|message)", source, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [re.sub("^% ?", "", line).rstrip() for line in head.splitlines() if line.startswith("%")]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
