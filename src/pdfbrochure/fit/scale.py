"""One scale for all the knobs of a typesetter: from -1, the tightest setting that a theme allows, to 1, the loosest.

The knobs are turned in the order in which they show: crops of photos, lines of paragraphs, space above heads, leading,
heights of photos, size of type, each over its own stretch of the scale.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from pdfbrochure.model.theme import Theme

# Leading and size are rounded to this, in points; finer steps cannot be seen.
STEP: Final = 0.05


class Knobs(Struct, frozen=True):
    """One setting of all knobs; shares of the theme's own values.

    Attributes:
        crop: 1: photos as low as the theme allows; -1: as tall.
        looseness: The share of the paragraphs that gain (or, below 0, lose) a line where that looks well.
        head_space: Space above item heads.
        leading: Leading of body text.
        photo_height: Heights of photos, beyond their crops.
        body_size: Size of body text.
    """

    crop: float = 0.0
    looseness: float = 0.0
    head_space: float = 1.0
    leading: float = 1.0
    photo_height: float = 1.0
    body_size: float = 1.0


IN_ORDER: Final = ("crop", "looseness", "head_space", "leading", "photo_height", "body_size")


def knobs_at(theme: Theme, t: float) -> Knobs:
    """Return the knobs at a place of the scale.

    Args:
        theme: Whose limits hold.
        t: From -1, the tightest, to 1, the loosest; 0 is the theme as it is.
    """
    if t == 0.0:
        return Knobs()
    ends = _ends(theme, tighter=t < 0)
    turned = [name for name in IN_ORDER if name in ends]
    shares: dict[str, float] = {
        name: min(1.0, max(0.0, abs(t) * len(turned) - number)) for number, name in enumerate(turned)
    }
    own = Knobs()
    turns = {name: (end - getattr(own, name)) * shares.get(name, 0.0) for name, end in ends.items()}
    return Knobs(**{name: getattr(own, name) + turn for name, turn in turns.items()})


def _ends(theme: Theme, *, tighter: bool) -> dict[str, float]:
    """Return the values that the knobs have at an end of the scale; those that a theme holds fast are left out."""
    limits, end = theme.fit, 0 if tighter else 1
    least_size = min(1.0, limits.smallest_body / theme.styles["body"].size)
    ends = {
        "crop": 1.0 if tighter else -1.0,
        "looseness": -1.0 if tighter else 1.0,
        "head_space": limits.head_space[end],
        "leading": limits.leading[end],
        "photo_height": limits.photo_height[end],
        "body_size": max(limits.body_size[0], least_size) if tighter else limits.body_size[1],
    }
    free = Knobs()
    for name in IN_ORDER[2:]:
        if ends[name] == getattr(free, name) or (ends[name] < 1) != tighter:
            del ends[name]
    return ends


def turn(theme: Theme, knobs: Knobs) -> Theme:
    """Return the theme with its knobs turned."""
    if knobs == Knobs():
        return theme
    replace = msgspec.structs.replace
    body = theme.styles["body"]
    unit = _rounded(theme.unit, knobs.leading * knobs.body_size)
    size = max(_rounded(body.size, knobs.body_size), min(body.size, theme.fit.smallest_body))
    styles = {
        name: replace(style, size=size, leading=unit)
        if (style.size, style.leading) == (body.size, theme.unit)
        else style
        for name, style in theme.styles.items()
    }
    # Where baseline and capitals stand in a row, for the new size and leading: half the leading above, half below.
    sink = (theme.descent - theme.unit / 2) / body.size
    capitals = (theme.unit - theme.descent - theme.cap) / body.size
    descent = unit / 2 + sink * size
    head = theme.head.with_measures(space_above=round(theme.head.number("space_above") * knobs.head_space, 3))
    return replace(
        theme,
        unit=unit,
        descent=descent,
        cap=unit - descent - capitals * size,
        styles=styles,
        head=head,
        photo=_turned_photos(theme, knobs),
        lead=_turned_lead(theme, knobs),
    )


def _rounded(own: float, share: float) -> float:
    return own if share == 1.0 else round(round(own * share / STEP) * STEP, 3)


def _between(own: float, end: float, share: float) -> float:
    return own + (end - own) * share


def _turned_photos(theme: Theme, knobs: Knobs) -> msgspec.Struct:
    photo, lower, taller = theme.photo, max(0.0, knobs.crop), max(0.0, -knobs.crop)
    aspect = _between(photo.aspect, photo.lowest if lower else photo.tallest, lower or taller)
    return msgspec.structs.replace(
        photo,
        aspect=aspect / knobs.photo_height,
        tallest=_between(photo.tallest, photo.aspect, lower) / knobs.photo_height,
        lowest=_between(photo.lowest, photo.aspect, taller) / knobs.photo_height,
        portrait=photo.portrait / knobs.photo_height,
    )


def _turned_lead(theme: Theme, knobs: Knobs) -> msgspec.Struct:
    lead = theme.lead
    middle = (lead.tallest + lead.lowest) / 2
    return msgspec.structs.replace(
        lead,
        tallest=_between(lead.tallest, middle, max(0.0, knobs.crop)) / knobs.photo_height,
        lowest=_between(lead.lowest, middle, max(0.0, -knobs.crop)) / knobs.photo_height,
    )


def describe(theme: Theme, turned: Theme, knobs: Knobs, *, photos: bool) -> tuple[str, ...]:
    """Return what was changed, in the words of the trade; `photos`: whether there are any."""
    told = []
    if knobs.crop and photos:
        told.append("photos cropped lower" if knobs.crop > 0 else "photos cropped taller")
    if knobs.looseness:
        some = "" if abs(knobs.looseness) == 1 else "some "
        told.append(f"{some}paragraphs one line {'shorter' if knobs.looseness < 0 else 'longer'} where it looks well")
    if knobs.head_space != 1:
        before, after = theme.head.number("space_above"), turned.head.number("space_above")
        told.append(f"space above heads {before:g} \u2192 {after:.3g} pt")
    if knobs.photo_height != 1 and photos:
        told.append(f"photos at {100 * knobs.photo_height:.0f} % of their height")
    before, after = theme.styles["body"].size, turned.styles["body"].size
    if after != before:
        told.append(f"type {before:g} \u2192 {after:.4g} pt")
    if turned.unit != theme.unit:
        told.append(f"leading {theme.unit:g} \u2192 {turned.unit:.4g} pt")
    return tuple(told)
