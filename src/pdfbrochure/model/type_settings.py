"""What settings change in all type of a theme: large type for readers with low vision, and the form of figures."""

from __future__ import annotations

from typing import Final

from msgspec import structs

from pdfbrochure.model.design import Part
from pdfbrochure.model.theme import Figures, Step, Style, Theme

# Parts whose measures grow with the type.
_PARTS: Final = ("head", "facts", "agenda", "people", "briefs", "sidebar")
# Lines of large type stand closer in proportion.
_CLOSER: Final = 0.95
# But never so close, in ems, unless the theme's own do.
_LEAST: Final = 1.22
# Columns are rather fewer than narrower.
_FEWER: Final = 0.3


def in_large_type(theme: Theme) -> Theme:
    """Return a theme in large type: its running text in the size that it says, and all that is small in proportion.

    The larger a style is, the less it grows: titles are read already.
    """
    body, large = theme.styles["body"], theme.large
    share = max(1.0, large.size / body.size)
    wanted = large.leading or max(_CLOSER * theme.unit * share, min(theme.unit * share, _LEAST * body.size * share))
    closer = wanted / (theme.unit * share)
    unit = theme.unit * share * closer
    styles = {name: _enlarged(style, body, share, closer) for name, style in theme.styles.items()}
    letters = (theme.unit - theme.cap - theme.descent) * share
    descent = theme.descent * share * closer
    page = structs.replace(
        theme.page,
        columns=max(1, round(theme.page.columns / share - _FEWER)),
        smallest_column=theme.page.smallest_column * share,
        hang=theme.page.hang * min(share, large.hang),
    )
    parts: dict[str, Part] = {name: getattr(theme, name).scaled(share) for name in _PARTS}
    links = structs.replace(
        theme.links,
        bullet_width=theme.links.bullet_width * share,
        bullet_height=theme.links.bullet_height * share,
        indent=theme.links.indent * share,
    )
    return structs.replace(
        theme,
        unit=unit,
        cap=max(0.0, unit - descent - letters),
        descent=descent,
        paragraph_indent=theme.paragraph_indent * share,
        page=page,
        styles=styles,
        lead=structs.replace(theme.lead, head=theme.lead.head.scaled(share)),
        links=links,
        list=structs.replace(theme.list, indent=theme.list.indent * share),
        initial=structs.replace(theme.initial, gap=theme.initial.gap * share),
        # It is large for a reason, and never made smaller to save a page.
        fit=structs.replace(theme.fit, body_size=(1.0, theme.fit.body_size[1]), smallest_body=body.size * share),
        **parts,
    )


def _enlarged(style: Style, body: Style, share: float, closer: float) -> Style:
    def grown(size: float) -> float:
        return 1 + (share - 1) * min(1.0, body.size / size)

    def apart(size: float) -> float:
        """Return how much farther apart lines stand: those of small type as those of running text."""
        return grown(size) * (closer if size <= 1.3 * body.size else 1.0)

    steps = tuple(
        Step(step.size * grown(step.size), step.leading * apart(step.size), step.lines) for step in style.steps
    )
    size = style.size
    return structs.replace(style, size=size * grown(size), leading=style.leading * apart(size), steps=steps)


def with_figures(theme: Theme, figures: Figures) -> Theme:
    """Return a theme whose figures have a form, where the font has it: of the height of capitals, or of small letters.

    Figures of tables stand below each other, and stay as high as capitals.
    """
    if not figures:
        return theme
    styles = {name: structs.replace(style, figures=figures) for name, style in theme.styles.items()}
    return structs.replace(theme, styles=styles)
