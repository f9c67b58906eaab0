"""The officer's report as one HTML file: no scripts, nothing from the network, every word of the brochure escaped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from html import escape
from typing import Final

from pdfbrochure.officer.material import material
from pdfbrochure.officer.objects import Objects, read_objects
from pdfbrochure.officer.subject import Subject, reading_order
from pdfbrochure.officer.verdicts import OUTCOMES, Evidence, Protocol, Verdict, judge, load_protocol

# Every pair of colors has a contrast of 7:1 or more; outcomes are told in words, by a sign and by color.
_CSS: Final = """
body { font: 1rem/1.5 sans-serif; color: #1a1a1a; background: #fff; max-width: 70rem; margin: 0 auto; padding: 1rem }
h1, h2, h3 { line-height: 1.2 } h2 { margin-top: 3rem; border-top: 2px solid #1a1a1a; padding-top: .5rem }
a { color: #003f8a } a:focus { outline: 3px solid #003f8a }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
caption { text-align: start; font-weight: bold; padding: .3rem 0 }
th, td { border: 1px solid #595959; padding: .3rem .5rem; text-align: start; vertical-align: top }
thead th { background: #eee } td { overflow-wrap: anywhere } .number { white-space: nowrap }
.outcome { white-space: nowrap; font-weight: bold }
.failed { color: #8a0000 } .passed { color: #00501a } .person { color: #4a2f00 }
img { max-width: 100%; height: auto; display: block } .swatch { padding: .2rem .6rem; border: 1px solid #595959 }
@media print { body { max-width: none } a { color: inherit } tr { break-inside: avoid } }
""".strip()
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_LOOKS: Final = {
    "passed": ("\u2713", "passed"),
    "not applicable": ("\u2013", "none"),
    "for a person": ("?", "person"),
    "failed": ("\u2717", "failed"),
}
_PARTS: Final = (
    ("document", "The document"),
    ("conditions", "The failure conditions"),
    ("photos", "Photos and what is said in their place"),
    ("transcript", "What is read out, in order"),
    ("headings", "Headings"),
    ("links", "Links"),
    ("languages", "Languages"),
    ("colors", "Colors and their contrast"),
)
_PDFUA: Final = re.compile(rb"<pdfuaid:part>(\d)</pdfuaid:part>")
_PDFA: Final = re.compile(rb"<pdfaid:part>(\d)</pdfaid:part>(?:\s*<pdfaid:conformance>(\w)</pdfaid:conformance>)?")


def write_officer_page(subject: Subject) -> str:
    """Return the accessibility officer's report as an HTML file; the same brochure gives the same text."""
    evidence = Evidence(subject, reading_order(subject), read_objects(subject.pdf))
    protocol = load_protocol()
    verdicts = judge(protocol, evidence)
    title = f"Accessibility report: {subject.brochure.title}"
    parts = {
        "document": _document(subject, evidence.objects),
        "conditions": _conditions(protocol, verdicts),
        **material(evidence),
    }
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            f'<head><meta charset="utf-8"><title>{escape(title)}</title>',
            '<meta name="viewport" content="width=device-width">',
            # Nothing but this file is loaded, whatever words a brochure brings.
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<style>\n{_CSS}\n</style></head>",
            "<body><main>",
            f"<h1>Accessibility report: {_title(subject)}</h1>",
            *_summary(verdicts),
            '<nav aria-label="Parts of this report"><ul>',
            *(f'<li><a href="#{anchor}">{heading}</a></li>' for anchor, heading in _PARTS),
            "</ul></nav>",
            *(f'<section id="{anchor}"><h2>{heading}</h2>\n{parts[anchor]}\n</section>' for anchor, heading in _PARTS),
            "</main></body></html>\n",
        ]
    )


def _title(subject: Subject) -> str:
    tag = subject.galley.language
    direction = subject.languages[tag].direction
    return f'<bdi lang="{escape(tag)}" dir="{direction}">{escape(subject.brochure.title)}</bdi>'


def _summary(verdicts: tuple[Verdict, ...]) -> Iterable[str]:
    counts = {outcome: sum(verdict.outcome == outcome for verdict in verdicts) for outcome in OUTCOMES}
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    yield f"<p><strong>Of {len(verdicts)} conditions of the Matterhorn Protocol 1.1: {told}.</strong></p>"
    yield (
        "<p>This report was written by the program that made the PDF. What a program can find out was found out; "
        "\u201cfor a person\u201d needs your judgment, and the parts below are what to judge by. "
        "It takes the place of no test by another program, nor of one by people who use a screen reader.</p>"
    )


def _document(subject: Subject, objects: Objects) -> str:
    count = len(subject.pages.pages)
    rows = (
        ("Title", _title(subject)),
        ("File", escape(subject.output)),
        ("Language", escape(subject.galley.language)),
        ("Pages", str(count)),
        ("Made by", escape(f"pdfbrochure {subject.version}")),
        ("The file claims", escape(_claims(objects))),
        ("SHA-256 of the PDF", f"<code>{hashlib.sha256(subject.pdf).hexdigest()}</code>"),
        ("Size", f"{len(subject.pdf)} bytes"),
    )
    lines = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>\n' for name, value in rows)
    return f"<table><caption>The file that this report is on</caption>\n<tbody>\n{lines}</tbody></table>"


def _claims(objects: Objects) -> str:
    """Return the standards that the file's own metadata name."""
    claims = []
    if match := _PDFUA.search(objects.meta):
        claims.append(f"PDF/UA-{match[1].decode()} (ISO 14289-{match[1].decode()})")
    if match := _PDFA.search(objects.meta):
        claims.append(f"PDF/A-{match[1].decode()}{(match[2] or b'').decode().lower()} (ISO 19005-{match[1].decode()})")
    return ", ".join(claims) or "no standard"


def _conditions(protocol: Protocol, verdicts: tuple[Verdict, ...]) -> str:
    out = []
    for number, name in protocol.checkpoints.items():
        own = [verdict for verdict in verdicts if verdict.number.startswith(f"{number}-")]
        out.append(f"<h3>{number} {escape(name)}</h3>")
        if not own:
            out.append("<p>The protocol has no conditions here.</p>")
            continue
        out.append(
            f"<table><caption>Conditions of checkpoint {number}</caption>\n"
            '<thead><tr><th scope="col">Number</th><th scope="col">It fails if</th><th scope="col">Outcome</th>'
            '<th scope="col">Why</th></tr></thead>\n<tbody>'
        )
        out += [_row(verdict) for verdict in own]
        out.append("</tbody></table>")
    return "\n".join(out)


def _row(verdict: Verdict) -> str:
    sign, look = _LOOKS[verdict.outcome]
    why = escape(verdict.why)
    if verdict.anchor:
        heading = dict(_PARTS)[verdict.anchor]
        why += f'{"; " if why else ""}see <a href="#{verdict.anchor}">{heading.lower()}</a>'
    return (
        f'<tr id="c{verdict.number}"><th scope="row" class="number">{verdict.number}</th>'
        f"<td>{escape(verdict.fault)}</td>"
        f'<td class="outcome {look}"><span aria-hidden="true">{sign} </span>{verdict.outcome}</td><td>{why}</td></tr>'
    )
