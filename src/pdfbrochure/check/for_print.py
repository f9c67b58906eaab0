"""What a print shop would send back: too few pixels, too much ink, text at the knife, pages that do not fold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.assets.separations import Press
from pdfbrochure.compose.blocks import Tree
from pdfbrochure.diagnostics import Findings, Origin, listed
from pdfbrochure.layout.pages import Pages
from pdfbrochure.model.printing import Printing
from pdfbrochure.model.shops import MILLIMETER
from pdfbrochure.press.arrange import MOST_PANELS, TRI_FOLD
from pdfbrochure.press.coverage import Coverage
from pdfbrochure.press.inking import Inking
from pdfbrochure.press.measures import Measures, Words
from pdfbrochure.press.sheets import Sheets

# Points. Smaller type, and white type that ink flows into, is not read any more; on several plates it is blurred.
SMALLEST_TYPE: Final = 6.0
SMALLEST_REVERSED: Final = 7.0
SMALLEST_ON_PLATES: Final = 8.0
# A plate does not hold finer lines (GWG 2015, 4.24).
THINNEST: Final = 0.25
# Colors that differ by more than this are seen to be others.
DIFFERENT: Final = 10.0
# A drawing's own rules are finer than its pixels; a logo in pixels needs them.
LOGO_PPI: Final = 300.0
_PRINT: Final[Origin] = ("settings", "print")
_THEME: Final[Origin] = ("settings", "theme")


def _mm(points: float) -> str:
    return f"{points / MILLIMETER:.1f}".removesuffix(".0") + " mm"


def check_shop(printing: Printing, report: Findings) -> None:
    """Report a standard that is not written."""
    shop = printing.shop
    if shop.standard != "x-4":
        report.error(
            "print-standard",
            f"the shop {shop.name} wants PDF/{shop.standard.upper()}, which is not written",
            why="PDF/X-4 has taken its place, and shops take it",
            mend="ask the shop whether it takes PDF/X-4, and write `standard: x-4` into its file",
            origin=_PRINT,
        )


def check_photos_for_print(
    measures: Measures, photos: Mapping[str, PhotoFile], printing: Printing, report: Findings
) -> None:
    """Report photos that have too few pixels for the shop; a logo in pixels needs more."""
    shop = printing.shop
    for photo in measures.photos:
        file = photos[photo.placed.photo]
        origin = (*photo.placed.origin, "file")
        if photo.placed.origin[:1] == ("logo",):
            _check_logo(photo.ppi, file, origin, report)
            continue
        if photo.ppi >= shop.ppi.warn or file.format == "SVG":
            continue
        tell = report.error if photo.ppi < shop.ppi.error else report.warning
        wanted = round(file.width * 300 / photo.ppi)
        tell(
            "print-resolution",
            f"{file.name} has {photo.ppi:.0f} pixels an inch on page {photo.page}, with its bleed; the shop "
            + (f"refuses less than {shop.ppi.error}" if photo.ppi < shop.ppi.error else f"wants {shop.ppi.warn}"),
            why="on paper it will look soft" if photo.ppi >= 100 else "on paper single pixels will be seen",
            mend=f"use a file that is {wanted} px wide, or give the photo less room: `width: column`",
            origin=origin,
        )


def _check_logo(ppi: float, file: PhotoFile, origin: Origin, report: Findings) -> None:
    if file.format == "SVG":
        return
    alpha = " and is partly transparent" if "A" in file.mode or "a" in file.mode else ""
    if ppi < LOGO_PPI or alpha:
        report.warning(
            "print-logo",
            f"the logo {file.name} is a picture of {ppi:.0f} pixels an inch{alpha}",
            why="its edges are seen to be made of steps or are blurred, where a drawing's are sharp at any size",
            mend="name the logo as a drawing: `file: assets/logo.svg`",
            origin=origin,
        )


def check_edges_for_print(measures: Measures, printing: Printing, report: Findings) -> None:
    """Report what ends so near to the trim that cutting leaves a strip of uneven white."""
    for edge in measures.edges:
        if edge.distance >= printing.bleed or printing.bleed <= 0:
            continue
        name = edge.photo.photo if edge.photo is not None else "a field of color"
        report.warning(
            "print-bleed",
            f"{name} ends {_mm(edge.distance)} from the edge of page {edge.page}",
            why="paper is cut to a millimetre: the strip that is left will be uneven, or gone",
            mend="let it reach the edge, or keep it 3 mm away, in the theme file",
            origin=(*edge.photo.origin, "file") if edge.photo is not None else _THEME,
        )
        return


def check_text_for_print(measures: Measures, nodes: Tree, printing: Printing, report: Findings) -> None:
    """Report text and codes too near to the knife or a fold, and type that is too small for its inks."""
    safety = printing.shop.safety
    near = [words for words in measures.words if words.distance < safety - 0.1]
    for words in _first_of_each(near):
        what = "text" if words.size else "the QR code"
        report.warning(
            "print-safety",
            f"{what} stands {_mm(words.distance)} from where page {words.page} is cut or folded, and {_mm(safety)} are "
            f"safe",
            why="paper moves in the machine: it may be cut off",
            mend="choose a larger page, or `page: {margin_side: …}` in a theme file",
            origin=_origin_of(words, nodes),
        )
    typed = [words for words in measures.words if words.size]
    for limit, small in (
        (SMALLEST_TYPE, typed),
        (SMALLEST_REVERSED, [words for words in typed if words.reversed]),
        (SMALLEST_ON_PLATES, [words for words in typed if words.plates > 1]),
    ):
        for words in sorted((each for each in small if each.size < limit), key=lambda each: each.size)[:1]:
            how = "white in a field" if words.reversed else f"in {words.plates} inks" if words.plates > 1 else "small"
            report.warning(
                "print-small-type",
                f"text of {words.size:g} pt on page {words.page} is {how}; {limit:g} pt is the least that prints well",
                why="ink spreads on paper, and plates are never exactly on each other",
                mend="set the style larger in a theme file, or give it the color ink",
                origin=_origin_of(words, nodes),
            )


def _first_of_each(found: Iterable[Words]) -> list[Words]:
    """Return the worst of the words of each element."""
    worst: dict[int | None, Words] = {}
    for words in found:
        if words.node not in worst or words.distance < worst[words.node].distance:
            worst[words.node] = words
    return list(worst.values())


def _origin_of(words: Words, nodes: Tree) -> Origin:
    origin = nodes[words.node].origin if words.node is not None else ()
    return origin or _THEME


def check_rules_for_print(measures: Measures, report: Findings) -> None:
    """Report lines that are too fine for a plate."""
    fine = [rule for rule in measures.rules if 0 < rule.thickness < THINNEST - 0.01]
    for rule in sorted(fine, key=lambda each: each.thickness)[:1]:
        report.warning(
            "print-hairline",
            f"a line on page {rule.page} is {rule.thickness:.2f} pt thick; {THINNEST:g} pt is the least that prints",
            why="finer lines break up or vanish",
            mend=f"make the rule {THINNEST:g} pt or thicker in the theme file",
            origin=_THEME,
        )


def check_ink(coverage: Iterable[Coverage], pages: Pages, printing: Printing, report: Findings) -> None:
    """Report pages with more ink in one place than the paper takes."""
    from pdfbrochure.layout.pages import PlacedPhoto

    limit = printing.shop.ink_limit
    for found in coverage:
        # Half a percent is the error of the measure.
        if found.most <= limit + 1:
            continue
        there = [
            thing
            for thing in pages.pages[found.page - 1].things
            if isinstance(thing, PlacedPhoto)
            and thing.x <= found.x <= thing.x + thing.width
            and thing.y <= found.y <= thing.y + thing.height
        ]
        where = f"in {there[-1].photo}" if there else "in a field of color"
        report.warning(
            "print-ink",
            f"page {found.page} has {found.most:.0f} % of ink in one place, {where}; the shop allows {limit} %",
            why="so much ink does not dry: it rubs off on the next sheet",
            mend="brighten the photo's shadows, or ask the shop for the profile of its paper and name it: `profile: …`"
            if there
            else "give the color other inks in the theme file, below `inks`",
            origin=(*there[-1].origin, "file") if there else _PRINT,
        )


def check_colors(inking: Inking, press: Press, accent: str, report: Findings) -> None:
    """Report colors that nobody has named inks for, and that no ink comes near to."""
    for color, ink in inking.worked_out.items():
        far = press.difference(color, ink)
        if far <= DIFFERENT:
            continue
        shares = ", ".join(f"{100 * share:.0f}" for share in ink.plates)
        report.warning(
            "print-colors",
            f"the color {color} cannot be printed: the nearest of four inks ({shares}) is seen to be another",
            why=f"it differs by {far:.0f} (dE76); screens show brighter colors than ink",
            mend=f'name the inks yourself in a shop\'s file, such as inks: {{"{color}": [{shares}]}}, or an ink of its '
            "own below `spots`",
            origin=("settings", "accent") if accent.lower() == color else _THEME,
        )


def check_folding(count: int, sheets: Sheets, printing: Printing, report: Findings) -> None:
    """Report a number of pages that does not fold, and every page that would be blank."""
    fold, origin = printing.fold, (*_PRINT, "fold")
    blank = listed([str(number) for number in sheets.blank])
    pages = "page" if len(sheets.blank) == 1 else "pages"
    if (fold == "tri-fold" and count > TRI_FOLD) or (fold == "accordion" and count > MOST_PANELS):
        most = TRI_FOLD if fold == "tri-fold" else MOST_PANELS
        report.error(
            "print-pages",
            f"{count} pages do not go on the panels of one sheet: `{fold}` takes {most} at most",
            mend="shorten the brochure, or write `fold: booklet`",
            origin=origin,
        )
    elif sheets.blank:
        whole = count + len(sheets.blank)
        report.warning(
            "print-pages",
            f"{count} pages make sheets for {whole}: {pages} {blank} would be blank",
            why="sheets that are folded have a fixed number of pages; the last one stays at the back",
            mend=f"write `pages: {whole}` below `settings` to have the text fitted",
            origin=("settings", "pages"),
        )
    elif fold == "booklet" and count % 4:
        whole = -(-count // 4) * 4
        report.warning(
            "print-pages",
            f"a booklet has a multiple of four pages, and this one has {count}",
            why="the shop would have to add blank pages, and nobody would know where",
            mend="write `pages: {multiple_of: 4}` below `settings` to have the text fitted",
            origin=("settings", "pages"),
        )


def check_reseparated(names: Iterable[tuple[str, Origin]], report: Findings) -> None:
    """Report photos in the inks of another press, which have been given those of this one."""
    for name, origin in names:
        report.note(
            "print-reseparated",
            f"{name} was in the inks of another press, and has been separated anew for this one",
            why="a second separation cannot bring back what the first took away",
            mend="use the photo as it was before, in RGB",
            origin=origin,
        )


def check_transparency(names: Iterable[tuple[str, Origin]], report: Findings) -> None:
    """Report drawings with transparent parts, which an old RIP may get wrong."""
    for name, origin in names:
        report.warning(
            "print-transparency",
            f"the drawing {name} has transparent parts",
            why="PDF/X-4 allows them, but what shines through is mixed by the shop's machine, each in its way",
            mend="save it without transparency: let the program flatten it",
            origin=origin,
        )
