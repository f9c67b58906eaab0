"""The photos of an item, and those that stand together as a gallery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from pdfbrochure.compose.blocks import Figure, Paragraph, Role
from pdfbrochure.compose.compositor import Compositor
from pdfbrochure.compose.galleries import aspect_of, captions_of, credits_of, members_of, rows_of, words_below
from pdfbrochure.diagnostics import Origin
from pdfbrochure.model.brochure import Item, Photo, PhotoWidth

# Heads are high in a frame (design, section 7): what a crop keeps when nobody says. In upright and squarish photos,
# most of which show people, they are higher still.
DEFAULT_FOCUS: Final = (0.5, 0.4)
UPRIGHT_FOCUS: Final = (0.5, 0.33)
# Width to height below which a photo is no wide one: across a page it would lose half of itself.
SQUARISH: Final = 1.2
# Of a photo's area, what a frame shows at least when nobody has said what matters.
LEAST_SHOWN: Final = 0.6


def figures_of(composer: Compositor, item: Item, origin: Origin, parent: int, *, leads: bool) -> tuple[Figure, ...]:
    """Return the photos of an item, those that form a gallery as one."""
    galleries = members_of(item, leads=leads, known=composer.photos)
    figures: list[Figure] = []
    for index, photo in enumerate(item.photos):
        gathered = next((gallery for gallery in galleries if index in gallery), [])
        if photo.file not in composer.photos or index in gathered[1:]:
            continue
        if gathered:
            members = [
                _figure(composer, item.photos[number], (*origin, "photos", number), parent) for number in gathered
            ]
            figures.append(_gallery(composer, item, gathered, members, parent))
            continue
        place = (*origin, "photos", index)
        figure = _figure(composer, photo, place, parent, leads=leads and index == 0)
        figures.append(_captioned(composer, figure, [photo], parent, place))
    return tuple(figures)


def _gallery(composer: Compositor, item: Item, gathered: list[int], members: list[Figure], parent: int) -> Figure:
    """Return photos as a gallery, its words in the element of the last."""
    photos = [item.photos[number] for number in gathered]
    last = next((member for member in reversed(members) if member.node is not None), members[0])
    figure = _captioned(composer, last, photos, parent, members[0].origin, item.caption)
    aspect = aspect_of(rows_of([member.aspect for member in members], item.gallery))
    # Two find room in a column, more stand across columns.
    width: PhotoWidth | None = None if len(members) == 2 and item.gallery != "strip" else "wide"
    whole = structs.replace(figure, photo=members[0].photo, origin=members[0].origin, width=width, aspect=aspect)
    return structs.replace(whole, shown=0.0, members=tuple(members), gallery=item.gallery)


def _figure(composer: Compositor, photo: Photo, origin: Origin, parent: int, *, leads: bool = False) -> Figure:
    """Return a photo. Of a lead or a feature, `leads`, one that is no wide one stands in a column."""
    file = composer.photos[photo.file]
    aspect = file.width / file.height
    width = photo.width
    by_shape = leads and width is None and photo.focus is None and aspect < SQUARISH
    if by_shape:
        width = "column"
    node = None
    if not photo.decorative:
        node = composer.node(Role.FIGURE, parent, origin, alt=photo.alt or file.alt)
    return Figure(
        photo.file,
        origin,
        node,
        photo.focus or (UPRIGHT_FOCUS if aspect < SQUARISH else DEFAULT_FOCUS),
        width,
        aspect=aspect,
        shown=1.0 if photo.fit == "whole" else 0.0 if photo.focus else LEAST_SHOWN,
        by_shape=by_shape,
    )


def figure_of(composer: Compositor, photo: Photo, origin: Origin, parent: int) -> Figure:
    """Return a photo that belongs to no item, with the words that belong to it."""
    return _captioned(composer, _figure(composer, photo, origin, parent), [photo], parent, origin)


def portrait_of(composer: Compositor, photo: Photo, origin: Origin, parent: int, name: str) -> Figure:
    """Return the portrait of somebody, who is its alternative text if there is no other."""
    file = composer.photos[photo.file]
    alt = photo.alt or file.alt or name
    node = None if photo.decorative else composer.node(Role.FIGURE, parent, origin, alt=alt)
    aspect = file.width / file.height
    return Figure(photo.file, origin, node, photo.focus or UPRIGHT_FOCUS, None, aspect=aspect)


def _captioned(
    composer: Compositor, figure: Figure, photos: Sequence[Photo], parent: int, origin: Origin, whole: str = ""
) -> Figure:
    """Return a figure with the words below it, captions and credits, which are part of its element.

    `whole` is the caption of a gallery, in the place of those of its photos.
    """
    captions = [whole] if whole else [photo.caption for photo in photos]
    names = [photo.credit or composer.photos[photo.file].credit for photo in photos]
    caption = composer.marks([captions_of(captions)])[0]
    spans = words_below(caption, credits_of(names), composer.label("photo_credit"), composer.language.tag)
    if not spans:
        return figure
    node = figure.node
    role = Role.PARAGRAPH if node is None else Role.CAPTION
    below = composer.node(role, parent if node is None else node, origin)
    style = "caption" if any(captions) else "credit"
    if len(photos) > 1 and len(spans) > 1:
        # Captions of several photos have lines of their own.
        spans = (structs.replace(spans[0], text=spans[0].text.rstrip() + "\n"), *spans[1:])
    paragraph = Paragraph(spans, style, below, (*origin, "credit"), composer.tag)
    return structs.replace(figure, caption=paragraph, has_caption=any(captions))
