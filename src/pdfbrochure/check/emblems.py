"""What is found wanting of logos and of the emblem of who pays: names, sizes, places, the sentence in the imprint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.layout.pages import Pages, PlacedPhoto
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.language import Language

# The least height of the European Union's emblem, 10 mm in points (European Commission, The use of the EU emblem in the
# context of EU programmes 2021-2027, 2.1), less what rounding takes.
LEAST_EMBLEM: Final = 28.3


def check_logos(brochure: Brochure, photos: Mapping[str, PhotoFile], report: Findings) -> None:
    """Report logos and emblems without a name."""
    named: list[tuple[str, str, Origin, str, str]] = []
    if brochure.logo is not None:
        named.append((brochure.logo.file, brochure.logo.alt, ("logo",), "the logo", "logo: {%s}"))
    for index, logo in enumerate(brochure.logos):
        named.append((logo.file, logo.alt, ("logos", index), "the logo", "- {%s}"))
    if brochure.funding is not None:
        named.append((brochure.funding.file, brochure.funding.alt, ("funding",), "the emblem", "funding: {%s}"))
    for file, alt, origin, what, form in named:
        if file and not (alt or (file in photos and photos[file].alt)):
            name = "Flag of the European Union" if what == "the emblem" else "Name of the publisher"
            report.error(
                "missing-alt",
                f"{what} {file} has no alternative text, {neither(file in photos)}",
                why=f"people who do not see {what} hear this text instead",
                mend="write its name: " + form % f"file: {file}, alt: {name}",
                origin=(*origin, "file"),
            )


def neither(can_be_read: bool) -> str:
    """Return where a photo's words are missing; a file that cannot be read may hold them, which nobody can know."""
    return "neither here nor in the file itself" if can_be_read else "and its file cannot be read to look for one there"


def check_funding(brochure: Brochure, language: Language, report: Findings) -> None:
    """Report a funding without its sentence in the imprint, and words for it that are not in the language."""
    funding, own = brochure.funding, brochure.settings.labels
    if funding is None:
        return
    if not funding.disclaimer:
        report.warning(
            "no-disclaimer",
            "`funding` has no `disclaimer`: the imprint does not say whose views these are",
            why="who is funded by the European Union has to say so (EU Model Grant Agreement, Article 17.3)",
            mend="add the line `disclaimer: true` for the European Union's sentence, or write your own",
            origin=("funding",),
        )
    wanted = {"funded": not funding.text or funding.disclaimer is True, "disclaimer": funding.disclaimer is True}
    missing = [
        name
        for name, is_used in wanted.items()
        if is_used and not getattr(own, name) and not (language.own_labels and getattr(language.labels, name))
    ]
    if "funded" in missing and funding.text:
        missing.remove("funded")
    if missing and language.own_labels:
        keys = " and ".join(f"`{name}`" for name in missing)
        report.warning(
            "labels-in-english",
            f"the words of the funding are set in English: pdfbrochure does not know them in {language.name}",
            mend=f"write {keys} below `labels` in `settings`",
            origin=("funding",),
        )


def check_emblem(pages: Pages, brochure: Brochure, report: Findings) -> None:
    """Report an emblem of who pays that is too small."""
    funding = brochure.funding
    if funding is None:
        return
    for page in pages.pages:
        for placed in page.things:
            if not isinstance(placed, PlacedPhoto) or placed.origin[:1] != ("funding",):
                continue
            if placed.height >= LEAST_EMBLEM:
                continue
            report.warning(
                "emblem-too-small",
                f"the emblem {funding.file} is {placed.height / 72 * 25.4:.1f} mm high on page {page.number}",
                why="the European Commission's guidance asks for 10 mm at least",
                mend="give a file without white round the emblem, or a larger page",
                origin=("funding", "file"),
            )
