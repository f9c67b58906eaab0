"""Palettes made accessibly: of one house color, or of the colors of a brand.

Panels, bars and rules keep a house color as it is; what is read in it is dark enough, and what is read on it stands
out from it.
"""

from __future__ import annotations

from typing import Final

from pdfbrochure.color import AA, AAA, contrast, darkened, mixed, read_on, toned
from pdfbrochure.diagnostics import Findings
from pdfbrochure.model.brand import Palette
from pdfbrochure.model.scalars import show

# How much of a house color is in the tint made from it.
_TINT_SHARE: Final = 0.09
# Colors of every theme that are made of the brand's roles, whatever else of a brand has such a name.
_GRAYS: Final = ("grey", "hairline")
_MADE: Final = ("accent", "ink", "tint", "paper", *_GRAYS)
# Of 255, what rounding a mixed color twice may add.
_ROUNDED: Final = 2.5


def with_text_colors(colors: dict[str, str]) -> dict[str, str]:
    """Return colors with those of text in the accent, which is dark enough on the paper, and of text on it."""
    accent, paper = colors["accent"], colors["paper"]
    return colors | {"accent_text": darkened(accent, AAA, paper), "on_accent": read_on(accent, paper, colors["ink"])}


def with_accent(colors: dict[str, str], accent: str) -> dict[str, str]:
    """Return colors with another accent, a tint of it, and the text colors that follow."""
    return with_text_colors(colors | {"accent": accent, "tint": mixed(accent, colors["paper"], _TINT_SHARE)})


def with_house_color(colors: dict[str, str], accent: str, report: Findings) -> dict[str, str]:
    """Return colors with the house color of `settings.accent`; a finding tells where text is darker."""
    colors = with_accent(colors, accent)
    dark = colors["accent_text"]
    if dark != accent:
        ratio = contrast(accent, colors["paper"])
        reversed_ = "" if ratio >= AA else f", and text on panels of it in {colors['on_accent']}"
        report.warning(
            "accent-darkened",
            f"the accent {accent} has a contrast of {ratio:.1f}:1 against white, so text in it is set in {dark}"
            f"{reversed_}",
            why=f"small text is read by everybody from {AAA:.0f}:1 on; panels, bars and rules keep the color as it is",
            mend=f'write accent: "{dark}" to have the dark tone everywhere',
            origin=("settings", "accent"),
        )
    return colors


def with_brand(colors: dict[str, str], brand: Palette, choice: str, report: Findings) -> dict[str, str]:
    """Return colors in which all that a theme paints is a brand's: its colors, tints and darker tones of them.

    Black and its grays stand for text where the brand names no color of text. A color of a theme file that has the name
    of one of the brand's is that.

    Args:
        colors: The theme's.
        brand: The brand's.
        choice: What `settings.palette` says: one of the brand's colors, for the accent.
        report: Takes a finding where it names none.
    """
    accent = brand.primary
    if choice:
        accent = brand.named.get(choice, "")
        if not accent:
            import difflib  # only needed for a slip

            near = difflib.get_close_matches(choice, list(brand.named), 1, 0.6)
            question = f"did you mean {near[0]}? " if near else ""
            report.error(
                "unknown-palette",
                f"the brand {brand.file} has no color {show(choice)}",
                why="with a `brand`, `palette` names the one of its colors that is the accent",
                mend=f"{question}its colors are {', '.join(brand.named)}",
                origin=("settings", "palette"),
            )
            accent = brand.primary
    paper = colors["paper"]
    changed = {name: brand.named[name] for name in colors if name in brand.named and name not in _MADE}
    if brand.foreground:
        ink = darkened(brand.foreground, AAA, paper)
        changed |= {"ink": ink} | {name: toned(ink, paper, contrast(colors[name], paper)) for name in _GRAYS}
    return with_accent(colors | changed, accent)


def is_of(color: str, bases: list[str], paper: str) -> bool:
    """Whether a color is one of some, or a tint of one: mixed with the paper."""
    return any(_is_tint(color, base, paper) for base in (*bases, paper))


def _is_tint(color: str, base: str, paper: str) -> bool:
    """Whether a color lies between another one and the paper, but for rounding."""
    one, full, none = (tuple(int(each[at : at + 2], 16) for at in (1, 3, 5)) for each in (color, base, paper))
    span = [high - low for high, low in zip(full, none, strict=True)]
    widest = max(range(3), key=lambda at: abs(span[at]))
    if not span[widest]:
        return max(abs(here - low) for here, low in zip(one, none, strict=True)) <= _ROUNDED
    share = (one[widest] - none[widest]) / span[widest]
    meant = [low + share * wide for low, wide in zip(none, span, strict=True)]
    return -0.01 <= share <= 1.01 and all(abs(here - there) <= _ROUNDED for here, there in zip(one, meant, strict=True))
