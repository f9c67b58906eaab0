"""The edition: how one brochure is set, resolved once from its settings, its theme and its language.

The layout asks nothing else: not what the author typed, nor what a theme would do by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.diagnostics import Findings
from pdfbrochure.files import Files
from pdfbrochure.model.brand import Brand, LogoRules
from pdfbrochure.model.brochure import Brochure, Cover, Fonts, PageCount, Settings
from pdfbrochure.model.language import Language
from pdfbrochure.model.panels import SIDES, Panels, choose_panels
from pdfbrochure.model.theme import Step, Style, Theme
from pdfbrochure.model.themes import load_theme, theme_in_language, theme_in_script
from pdfbrochure.model.type_settings import in_large_type, with_figures

# A measure of so many ems holds some 75 characters; a single column is no wider.
WIDEST_EMS: Final = 34.0
# Of the type area, what a single column takes at least: on a wide page its type is larger for that, within limits.
ONE_COLUMN: Final = 0.62
LARGEST: Final = 1.4
# Type that does not stand in the column.
OUTSIDE: Final = ("masthead", "issue_line", "intro", "running_title", "folio", "contact", "closing")


class Common(Struct, frozen=True):
    """A setting that all languages of a brochure share.

    Attributes:
        place: On the scale of fitting, from -1, the tightest, to 1, the loosest.
        pages: Those that every language takes.
    """

    place: float
    pages: int


class Edition(Struct, frozen=True):
    """How a brochure is set.

    Attributes:
        theme: The look, in its palette and accent, in the sizes of the brochure's script.
        width: Of the trimmed page as it is turned, in points.
        height: Of the same.
        columns: As many as were asked for; None leaves them to the theme and the page.
        justify: Whether body text has two even edges.
        hyphenate: Whether words may be divided.
        plain: Whether the title block is the plain one.
        backward: Whether pages run from right to left.
        pages: The page counts that are wanted, if any.
        art: Whether drawn patterns are wanted where the theme has some.
        issue: What tells this issue from others: its number, else its date or title; patterns come from it.
        free_order: Whether a short item may stand before one that does not fit.
        common: At which setting the other languages of the brochure are set, if there is one.
        logo: How the publisher's logo shall stand.
        panels: What a sheet is folded into, if the theme has such; `width` is then that of a panel.
    """

    theme: Theme
    width: float
    height: float
    columns: int | None
    justify: bool
    hyphenate: bool
    plain: bool
    backward: bool
    pages: PageCount | None
    art: bool = True
    issue: str = ""
    free_order: bool = False
    common: Common | None = None
    logo: LogoRules = LogoRules()
    panels: Panels | None = None

    def with_theme(self, theme: Theme) -> Edition:
        """Return the edition with its theme turned."""
        return structs.replace(self, theme=theme)


class Resolved(Struct, frozen=True):
    """The edition of a brochure, or None where there is no theme as the settings want it."""

    edition: Edition | None
    findings: Findings

    def as_set(self, brochure: Brochure) -> Brochure:
        """Return a brochure without the cover that its theme has no place for."""
        has = self.edition is None or self.edition.theme.has_covers
        return brochure if has else structs.replace(brochure, cover=Cover("none"))


def resolve(
    settings: Settings,
    language: Language,
    script: str,
    ink: float,
    files: Files,
    families: Collection[str],
    issue: str = "",
    brand: Brand | None = None,
) -> Resolved:
    """Return the edition that some settings ask for.

    Args:
        settings: What the author asks for.
        language: The brochure's.
        script: In which it is written, an ISO 15924 code.
        ink: How high the letters are of a script, or in a font, that themes need not know, in ems, or 0.
        files: Where to read a theme of the user's own from.
        families: The font families that such a theme may name.
        issue: What tells this issue from others.
        brand: The house style, if there is one.
    """
    findings = Findings()
    theme = load_theme(settings, findings, files, families, None if brand is None else brand.palette)
    if theme is None:
        return Resolved(None, findings)
    width, height = settings.page.width, settings.page.height
    if (settings.orientation == "landscape") != (width > height):
        width, height = height, width
    if settings.fonts == Fonts():
        theme = theme_in_language(theme, language.tag)
    theme = theme_in_script(with_figures(theme, settings.figures or theme.figures), script, ink)
    if settings.large_type:
        theme = in_large_type(theme)
    panels = None
    if theme.panels.folds:
        # A sheet that is folded into panels lies across.
        width, height = max(width, height), min(width, height)
        panels = choose_panels(theme.panels, settings, width, theme.name, findings)
        if panels is None:
            return Resolved(None, findings)
        width = panels.wide
    elif settings.columns == 1 and not settings.large_type:
        theme = _in_one_column(theme, width)
    edition = Edition(
        theme,
        width,
        height,
        settings.columns,
        # Even edges would tear holes into lines of few words.
        theme.page.justify and not settings.large_type if settings.justify is None else settings.justify,
        settings.hyphenate,
        settings.masthead == "plain",
        language.direction == "rtl",
        settings.pages if panels is None else SIDES,
        settings.art == "pattern",
        issue,
        settings.order == "free",
        logo=LogoRules() if brand is None else brand.rules,
        panels=panels,
    )
    return Resolved(edition, findings)


def _in_one_column(theme: Theme, width: float) -> Theme:
    """Return a theme for a single column, whose type is larger on a page much wider than that column would be."""
    share = ONE_COLUMN * (width - 2 * theme.page.margin_side) / (WIDEST_EMS * theme.styles["body"].size)
    share = round(min(LARGEST, share), 2)
    if share <= 1.0:
        return theme
    styles = {
        name: style if name.startswith(OUTSIDE) else _enlarged(style, share) for name, style in theme.styles.items()
    }
    grid = {name: getattr(theme, name) * share for name in ("unit", "cap", "descent", "paragraph_indent")}
    lead = structs.replace(theme.lead, head=theme.lead.head.scaled(share))
    return structs.replace(theme, styles=styles, head=theme.head.scaled(share), lead=lead, **grid)


def _enlarged(style: Style, share: float) -> Style:
    """Return a style, size, leading and steps larger by a share."""
    steps = tuple(Step(step.size * share, step.leading * share, step.lines) for step in style.steps)
    return structs.replace(style, size=style.size * share, leading=style.leading * share, steps=steps)
