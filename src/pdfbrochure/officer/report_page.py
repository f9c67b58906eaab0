"""The officer's report as one HTML file: no scripts, nothing from the network, every word of a file escaped.

The first page is to be printed and signed; what to judge by, and each single condition, come after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from pdfbrochure.officer import parts
from pdfbrochure.officer.conditions import conditions
from pdfbrochure.officer.elements import box, icon, in_words, table, words
from pdfbrochure.officer.exhibit import Exhibit
from pdfbrochure.officer.verdicts import Verdict

_CSS: Final = Path(__file__).parent / "report.css"
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STANDARDS: Final = {"1": "PDF/UA-1 (ISO 14289-1)", "2": "PDF/UA-2 (ISO 14289-2)"}
_LAST: Final = (
    "This report takes the place of no test by another program, nor of one by people who use a screen reader."
)
# What a person is asked, with the part of the report to judge by.
_QUESTIONS: Final = {
    "photos": (
        "Do the descriptions say what the pictures show?",
        "Also words inside a picture, and pictures that only make sense together",
    ),
    "order": ("Is the reading order right?", "The text below is in the order in which it is read out"),
    "kinds": (
        "Are titles titles, lists lists, and paragraphs paragraphs?",
        "The kind of each piece is shown beside it below",
    ),
    "tables": ("Is it clear in each table which header a cell has?", "Look at the tables in the file"),
    "links": ("Does each link say where it leads?", "They are listed below with their targets"),
    "color": (
        "Can everything be understood without seeing color?",
        "Look at the pages for places where color is the only sign",
    ),
    "title": ("Does the title say which document it is?", ""),
    "languages": ("Are the languages right?", ""),
    "formulas": (
        "Is each formula tagged as one, or is it true that there are none?",
        "A formula has to be tagged as one",
    ),
    "motion": (
        "Can everything that moves, sounds or waits be stopped, or had in another way?",
        "The file has scripts, films or sounds",
    ),
    "fonts": ("May each font be put into the file, by its license?", "The makers of some fonts do not allow it"),
}


def write_officer_page(exhibit: Exhibit, version: str) -> str:
    """Return the accessibility officer's report as an HTML file; the same file gives the same text."""
    asked = _asked(exhibit)
    title = f"Accessibility report: {exhibit.title}"
    sections = {
        "photos": ("Pictures and their descriptions", parts.photos(exhibit)),
        "links": ("Links and their targets", parts.links(exhibit)),
        "order": ("Reading order", parts.order(exhibit)),
        "headings": ("Headings", parts.headings(exhibit)),
        "languages": (
            "Languages and colors" if exhibit.grounds else "Languages",
            parts.languages(exhibit) + parts.colors(exhibit),
        ),
        "conditions": (_all_conditions(exhibit), conditions(exhibit, {key: at for at, key in enumerate(asked, 1)})),
        "document": ("The document", _document(exhibit)),
    }
    contents = "".join(f'<li><a href="#{anchor}">{heading}</a></li>' for anchor, (heading, _body) in sections.items())
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            f'<head><meta charset="utf-8"><title>{escape(title)}</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            # Nothing but this file is loaded, whatever words a file brings.
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<style>\n{_CSS.read_text(encoding='utf-8')}</style></head>",
            '<body><main class="page"><div class="first">',
            *_first_page(exhibit, asked, version),
            "</div>",
            f'<nav class="noprint" aria-label="Parts"><h2>In this report</h2><ol class="toc">{contents}</ol></nav>',
            *(
                f'<section id="{anchor}"><h2>{heading}</h2>\n{body}\n</section>'
                for anchor, (heading, body) in sections.items()
            ),
            f'<p class="foot">{_LAST} Written by pdfbrochure {escape(version)}.</p>',
            "</main></body></html>\n",
        ]
    )


def questions_of(exhibit: Exhibit) -> tuple[tuple[str, str], ...]:
    """Return the questions that are left for a person, in order, each with a hint or "" behind it."""
    return tuple(_QUESTIONS[key] for key in _asked(exhibit))


def _asked(exhibit: Exhibit) -> dict[str, list[Verdict]]:
    """Return the questions that are left for a person, in order, each with its conditions."""
    asked: dict[str, list[Verdict]] = {}
    for verdict in exhibit.judgment.verdicts:
        if verdict.question:
            asked.setdefault(verdict.question, []).append(verdict)
    return {key: asked[key] for key in _QUESTIONS if key in asked}


# First page ----------------------------------------------------------------------------------------------------


def _first_page(exhibit: Exhibit, asked: dict[str, list[Verdict]], version: str) -> Iterable[str]:
    language = exhibit.reading.facts.language
    yield f'<p class="over">Accessibility report, to be signed</p><h1>{words(exhibit.title, language)}</h1>'
    yield _verdict(exhibit, len(asked))
    yield _counts(exhibit, len(asked))
    yield f'<p class="over">{_of_what(exhibit)}</p>'
    yield "<h2>What was looked at, and by what</h2>"
    yield table(("Looked at", "By", "Result"), _looks(exhibit, version))
    start = f"{exhibit.digest[:8]} {exhibit.digest[8:16]}"
    yield (
        f'<p class="over">The file\u2019s fingerprint (SHA-256) begins with {start}. The whole of it stands under '
        "\u201cThe document\u201d.</p>"
    )
    if asked:
        yield f"<h2>{in_words(len(asked))} question{'s' if len(asked) > 1 else ''} for you</h2>"
        entries = (_question(exhibit, at, key, own) for at, (key, own) in enumerate(asked.items(), 1))
        yield f'<ol class="qs">{"".join(entries)}</ol>'
    yield "<h2>Signed</h2>"
    publish = ("It may be published", "It may be published after the changes below")
    boxes = "".join(f'<span class="ch"><span class="bx" aria-hidden="true"></span>{one}</span>' for one in publish)
    yield f'<div class="publish">{boxes}</div>'
    yield '<p class="changes">Changes wanted, with the number of the question</p>'
    yield '<div class="rule"></div><div class="rule"></div>'
    yield '<div class="sign"><div>Name and office</div><div>Signature</div><div>Date</div></div>'


def _verdict(exhibit: Exhibit, questions: int) -> str:
    failed = len(exhibit.judgment.failed())
    others = [opinion for opinion in exhibit.opinions or () if not opinion.keeps]
    left = f"{in_words(questions)} question{' is' if questions == 1 else 's are'} left for a person."
    if failed:
        what = "condition" if failed == 1 else "conditions"
        return _frame("bad", f"{failed} {what} failed. Do not publish this file.", _programs(exhibit))
    if not exhibit.reading.elements and exhibit.reading.stopped:
        return _frame("open", "Not looked at: the file could not be read.", f"{exhibit.reading.stopped.capitalize()}.")
    if others:
        named = " and ".join(opinion.standard for opinion in others)
        return _frame("bad", f"veraPDF finds that it is not {named}. Do not publish this file.", _programs(exhibit))
    if exhibit.reading.stopped:
        return _frame("open", "Not all of the file was looked at.", f"{exhibit.reading.stopped.capitalize()}.")
    return _frame("ok", f"Nothing failed. {left}", _programs(exhibit))


def _programs(exhibit: Exhibit) -> str:
    failed = exhibit.judgment.failed()
    if failed:
        return f"The first is {failed[0].number}: {escape(failed[0].fault.lower())}. All are listed at the end."
    if exhibit.opinions and all(opinion.keeps for opinion in exhibit.opinions):
        return "Two programs found no fault. Neither can judge meaning: answer the questions, and sign."
    if exhibit.opinions:
        return "What it found stands beside the conditions at the end."
    own = (
        "One program, the one that made the file, found no fault." if exhibit.is_own else "One program found no fault."
    )
    return f"{own} It cannot judge meaning: answer the questions, and sign."


def _frame(look: str, heading: str, text: str) -> str:
    return f'<div class="verdict {look}">{icon(look)}<div><h2>{heading}</h2><p>{text}</p></div></div>'


def _counts(exhibit: Exhibit, questions: int) -> str:
    told = [verdict.outcome for verdict in exhibit.judgment.verdicts]
    asked = "1 question" if questions == 1 else f"{questions} questions"
    rows = [
        ("failed", told.count("failed")),
        ("passed, read in the file", told.count("passed")),
        ("passed by the way it is made, not looked at", told.count("made")),
        (f"for a person, in {asked}", told.count("for a person")),
        ("do not apply, or have no test", told.count("not applicable") + told.count("no test")),
    ]
    if "not looked at" in told:
        rows.append(("could not be looked at", told.count("not looked at")))
    cells = "".join(f"<div><dt>{name}</dt><dd>{count}</dd></div>" for name, count in rows)
    return f'<dl class="counts">{cells}</dl>'


def _of_what(exhibit: Exhibit) -> str:
    count = len(exhibit.judgment.verdicts)
    if exhibit.judgment.is_newer:
        return f"Of {count} requirements of ISO 14289-2:2024 (PDF/UA-2), by their clauses"
    return f"Of the {count} failure conditions of the Matterhorn Protocol 1.1 for PDF/UA-1"


def _all_conditions(exhibit: Exhibit) -> str:
    count = len(exhibit.judgment.verdicts)
    return f"All {count} requirements" if exhibit.judgment.is_newer else f"All {count} conditions"


def _looks(exhibit: Exhibit, version: str) -> list[tuple[str, str, str]]:
    pages = exhibit.reading.pages
    count = "1 page" if pages == 1 else f"{pages} pages"
    what = "requirements" if exhibit.judgment.is_newer else "conditions"
    program = f"pdfbrochure {escape(version)}" + (", which also made it" if exhibit.is_own else "")
    result = f"{len(exhibit.judgment.failed())} of {len(exhibit.judgment.verdicts)} {what} failed"
    rows = [(f"The file {words(exhibit.name)}, {count}", program, result)]
    if exhibit.opinions is None:
        rows.append(("The same file", "veraPDF, of other makers", "Not run: veraPDF is not installed"))
    else:
        kept = " and ".join(opinion.standard for opinion in exhibit.opinions if opinion.keeps)
        broken = " and ".join(opinion.standard for opinion in exhibit.opinions if not opinion.keeps)
        said = [f"Passed: {kept}"] if kept else []
        said += [f"Failed: {broken}"] if broken else []
        rows.append(("The same file", "veraPDF, of other makers", ". ".join(said)))
    rows.append(("The same file, with a screen reader", "Nobody yet", "Open"))
    return rows


def _question(exhibit: Exhibit, number: int, key: str, verdicts: list[Verdict]) -> str:
    question, hint = _QUESTIONS[key]
    facts = exhibit.reading.facts
    if key == "title":
        hint = f"It is \u201c{words(facts.title, facts.language)}\u201d" if facts.title else "It has none"
    elif key == "languages":
        hint = f"The text is said to be in {escape(facts.language)}" if facts.language else "None is named"
    numbers = ", ".join(f'<span class="nw">{verdict.number}</span>' for verdict in verdicts)
    source = "ISO 14289-2" if exhibit.judgment.is_newer else "Matterhorn"
    told = [verdict.why for verdict in verdicts if "the build found" in verdict.why]
    found = f" {escape('; '.join(told))}." if told else ""
    return (
        f'<li><span class="n">{number}</span><span>{question}'
        f'<span class="s">{hint}.{found} {source} {numbers}</span></span>'
        f'<span class="yn">{box("Yes", "No")}</span></li>'
    )


# Document ------------------------------------------------------------------------------------------------------


def _document(exhibit: Exhibit) -> str:
    facts = exhibit.reading.facts
    claims = [_STANDARDS.get(facts.part, f"PDF/UA-{escape(facts.part)}")] if facts.part else []
    claims += [f"PDF/A-{escape(facts.archive)} (ISO 19005-{escape(facts.archive[:1])})"] if facts.archive else []
    rows = [
        ("Title", words(facts.title, facts.language) or "none"),
        ("File", words(exhibit.name)),
        ("Claims", ", ".join(claims) or "no standard"),
        ("Language", escape(facts.language) or "none"),
        ("Size", f"{exhibit.reading.pages} pages, {exhibit.size:,} bytes"),
        ("Fonts", words(", ".join(exhibit.reading.fonts)) or "none"),
        ("SHA-256", exhibit.digest),
    ]
    return table(("What", "Value"), rows)
