"""Compile TeX hyphenation patterns into src/pdfbrochure/languages/hyph, with their licences beside them.

Development only. Needs the hyph-utf8 files of TeX Live; on Debian: `apt-get install texlive-lang-german
texlive-lang-french texlive-lang-spanish texlive-lang-italian texlive-lang-polish texlive-lang-portuguese
texlive-lang-greek texlive-lang-cyrillic texlive-lang-european texlive-lang-english texlive-lang-other`. Then
`python docs/scripts/compile_hyphenation.py [FOLDER]`. The compiled files are checked in.

Form of a compiled file, UTF-8 text, one entry a line:

    # comment
    longest 9                       letters of the longest pattern, its word-end stops included
    exceptions ta-ble ref-use       whole words with all their breaks
    12 .ab .zy                      levels, then all patterns that have them

The first digit of the levels is the number of letters before the first level that is not 0, as the character with the
code 48 + that number; then a digit for each place from there on, up to the last that is not 0.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

TEX_LIVE: Final = Path("/usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/tex")
TARGET: Final = Path(__file__).parent.parent.parent / "src" / "pdfbrochure" / "languages" / "hyph"

# Only patterns that their authors let anybody use, change and pass on under a permissive licence; the licence is the
# one chosen where a file offers several. Left out: cs and sk (GPL), lv (LGPL or GPL), ro (states none), mt (no
# patterns exist). Hungarian is under the MPL 1.1, which asks that the patterns themselves stay open, as they do here.
SOURCES: Final = {
    "bg": "permissive, like BSD-3-Clause",
    "da": "MIT",
    "de-1996": "MIT",
    "el-monoton": "LPPL",
    "en-gb": "MIT",
    "en-us": "permissive: copying and modification allowed with the notice",
    "es": "MIT",
    "et": "MIT",
    "fi": "may be freely distributed",
    "fr": "MIT",
    "ga": "MIT",
    "hr": "permissive, like MIT",
    "hu": "MPL-1.1",
    "it": "MIT",
    "lt": "MIT",
    "nb": "permissive: copying and modification allowed with the notice",
    "nl": "LPPL-1.0 or later",
    "pl": "MIT",
    "pt": "BSD-3-Clause",
    "ru": "LPPL-1.2 or later",
    "sl": "MIT",
    "sv": "LPPL-1.2 or later",
    "tr": "LPPL-1.0 or later",
    "uk": "LPPL",
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
        compiled = compile_patterns(name, licence, patterns, exceptions)
        (TARGET / f"{name}.txt").write_text(compiled, encoding="utf-8", newline="\n")
        (TARGET / f"{name}-LICENSE.txt").write_text(notice(name, licence, sources), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{name:11} {len(patterns):6} patterns {len(compiled.encode()):7} bytes  {licence}\n")


def words_in(source: str, command: str) -> list[str]:
    """Return the words between the braces of a TeX command, without comments."""
    bare = re.sub(r"%.*", "", source)
    return [word for block in re.findall(rf"\\{command}\s*\{{([^}}]*)\}}", bare) for word in block.split()]


def compile_patterns(name: str, licence: str, patterns: list[str], exceptions: list[str]) -> str:
    """Return the content of a compiled file."""
    by_levels: dict[str, set[str]] = defaultdict(set)
    for pattern in patterns:
        letters = re.sub(r"\d", "", pattern)
        levels = [int(digit or 0) for digit in re.split(r"[^\d]", pattern)]
        places = [place for place, level in enumerate(levels) if level]
        if places:
            digits = "".join(map(str, levels[places[0] : places[-1] + 1]))
            by_levels[chr(ord("0") + places[0]) + digits].add(letters)
    longest = max(len(letters) for group in by_levels.values() for letters in group)
    lines = [
        f"# Compiled from hyph-{name}.tex of hyph-utf8, which it differs from in form only.",
        f"# Licence: {licence}; see {name}-LICENSE.txt.",
        f"longest {longest}",
    ]
    if exceptions:
        lines.append(f"exceptions {' '.join(sorted(set(exceptions)))}")
    lines += [f"{levels} {' '.join(sorted(letters))}" for levels, letters in sorted(by_levels.items())]
    return "\n".join(lines) + "\n"


def notice(name: str, licence: str, sources: list[str]) -> str:
    """Return the licence file: what was done, then the notices as the authors wrote them."""
    opening = (
        f"{name}.txt was compiled from hyph-{name}.tex of the hyph-utf8 package (https://ctan.org/pkg/hyph-utf8),\n"
        "where the original can be had, by docs/scripts/compile_hyphenation.py. It is modified in the sense of the\n"
        "licences below: the form is another, the patterns are the same.\n"
        f"Used here under: {licence}. The notices of the original follow.\n"
    )
    return "\n".join([opening, *(comments_before_patterns(source) for source in sources)])


def comments_before_patterns(source: str) -> str:
    """Return the comment lines at the head of a TeX file, without their percent signs."""
    head = re.split(r"^\\(?:patterns|input|hyphenation|message)", source, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [re.sub("^% ?", "", line).rstrip() for line in head.splitlines() if line.startswith("%")]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
