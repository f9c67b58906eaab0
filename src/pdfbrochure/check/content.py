"""What is found wanting before anything is set: photos without words, vague links, poor contrast, tiny type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdfbrochure.assets.photos import PhotoFile
from pdfbrochure.check.agendas import check_agendas
from pdfbrochure.check.emblems import check_funding, check_logos, neither
from pdfbrochure.check.type_forms import check_large_type
from pdfbrochure.color import AA, AA_LARGE, contrast
from pdfbrochure.diagnostics import Findings, Origin, listed
from pdfbrochure.installing import install_command
from pdfbrochure.layout.grid import make_grid
from pdfbrochure.model.brochure import Brochure, Item, Photo
from pdfbrochure.model.calendars import tell_of_calendar
from pdfbrochure.model.edition import Edition
from pdfbrochure.model.language import Language
from pdfbrochure.model.scalars import show
from pdfbrochure.model.theme import Theme
from pdfbrochure.regexes import compiled_later
from pdfbrochure.text.hyphenate import has_dictionary

# Photos of a gallery, at least.
FEWEST: Final = 2
# Nothing in a design may be smaller, in points (design, section 11).
SMALLEST_TYPE: Final = 7.0
# How a wording looks that holds something else.
_SHAPE_OF_WORDING: Final = {"photo_credit": "…: {credit}", "qr_code": "…: {address}"}
# The words of a link in Markdown.
_INLINE_LINK: Final = compiled_later(r"\[([^\]\[]{1,200})\]\(")


def check_photos(brochure: Brochure, photos: Mapping[str, PhotoFile], report: Findings) -> None:
    """Report photos that say neither whose they are nor what they show, and a logo without a name."""
    check_logos(brochure, photos, report)
    if brochure.cover.photo is not None:
        _check_photo(brochure.cover.photo, ("cover", "photo"), brochure, photos, report)
    for index, item in enumerate(brochure.items):
        for number, photo in enumerate(item.photos):
            _check_photo(photo, ("items", index, "photos", number), brochure, photos, report)


def _check_photo(
    photo: Photo, origin: Origin, brochure: Brochure, photos: Mapping[str, PhotoFile], report: Findings
) -> None:
    """Report a photo that says neither whose it is nor what it shows."""
    file = photos.get(photo.file)
    if not photo.file:
        return
    if not (photo.credit or (file and file.credit)):
        tell = report.error if brochure.settings.require_credit else report.warning
        tell(
            "missing-credit",
            f"{photo.file} has no credit, {neither(file is not None)}",
            why="a photo may only be printed with its author's name",
            mend="add the line `credit: Name of the photographer` below `file:`",
            origin=(*origin, "file"),
        )
    elif file and file.doubt and not photo.credit:
        report.warning(
            "doubtful-credit",
            f"the name in {photo.file} can be read in several ways; printed is {show(file.credit)}",
            why=f"the file does not tell its encoding, or lost letters before; its bytes are {file.doubt}",
            mend=f'write the name as it shall be printed, on a line below `file:`: credit: "{file.credit}"',
            origin=(*origin, "file"),
        )
    if not (photo.decorative or photo.alt or (file and file.alt)):
        report.error(
            "missing-alt",
            f"{photo.file} has no alternative text, {neither(file is not None)}",
            why="people who do not see the photo hear this text instead",
            mend="add the line `alt: What the photo shows`, or `decorative: true` if it says nothing",
            origin=(*origin, "file"),
        )


def check_brochure(brochure: Brochure, languages: Mapping[str, Language], edition: Edition, report: Findings) -> None:
    """Report what an accessibility officer would send back: poor contrast, tiny type, links that say nothing."""
    _check_theme(edition.theme, report)
    check_large_type(brochure.settings, edition.theme, report)
    _check_columns(edition, report)
    if brochure.cover.kind != "none" and not edition.theme.has_covers:
        report.warning(
            "cover-left-out",
            f"the theme {edition.theme.name} has no cover: its title block stands on the first page",
            why="" if brochure.cover.photo is None else "so the photo of the cover is not printed",
            mend="delete `cover`, or write `theme: institutional` below `settings`",
            origin=("cover",),
        )
    _check_galleries(brochure, report)
    check_agendas(brochure, report)
    for index, item in enumerate(brochure.items):
        language = languages[item.lang or brochure.language]
        for number, link in enumerate(item.links):
            _check_label(link.label, language, ("items", index, "links", number, "label"), report)
        _check_inline(item.body, language, ("items", index, "body"), report)
        _check_inline(item.standfirst, language, ("items", index, "standfirst"), report)
        for number, box in enumerate(item.boxes):
            place = ("items", index, "boxes", number)
            _check_inline(box.body, language, (*place, "body"), report)
            for entry, link in enumerate(box.links):
                _check_label(link.label, language, (*place, "links", entry, "label"), report)
        for number, brief in enumerate(item.briefs):
            _check_inline(brief.text, language, ("items", index, "briefs", number, "text"), report)
    whole = languages[brochure.language]
    _check_inline(brochure.intro, whole, ("intro",), report)
    _check_inline(brochure.contact, whole, ("contact",), report)
    if brochure.past_stories is not None:
        _check_label(brochure.past_stories.label, whole, ("past_stories", "label"), report)
    _check_wording(brochure, whole, report)
    check_funding(brochure, whole, report)
    _check_hyphens(whole, edition, report)
    tell_of_calendar(brochure.settings, whole, report)


def _check_galleries(brochure: Brochure, report: Findings) -> None:
    """Report galleries of fewer than two photos, and captions of galleries that have no place."""
    for index, item in enumerate(brochure.items):
        count = sum(photo.width is None for photo in item.photos)
        _check_caption(item, count, ("items", index, "caption"), report)
        if item.gallery in ("auto", "none") or count >= FEWEST:
            continue
        have = "no photo" if not count else "one photo only"
        report.error(
            "gallery-too-small",
            f"`gallery: {item.gallery}` has {have} without a `width`: a gallery is made of two at least",
            mend="name more in `photos`, or take `width` away from them, or delete the line",
            origin=("items", index, "gallery"),
        )


def _check_caption(item: Item, count: int, origin: Origin, report: Findings) -> None:
    """Report a gallery's caption where there is no gallery, or where its photos have captions."""
    if not item.caption:
        return
    if item.gallery == "none" or count < FEWEST:
        report.error(
            "caption-without-gallery",
            "this `caption` is that of a gallery, and the item has none",
            why="a gallery is made of two photos at least that have no `width`, and not with `gallery: none`",
            mend="write it below the photo that it belongs to, beside its `alt`",
            origin=origin,
        )
    elif any(photo.caption for photo in item.photos if photo.width is None):
        report.error(
            "caption-twice",
            "the gallery has a `caption`, and so have photos in it",
            why="a gallery has one caption",
            mend="delete those of the photos, or this one: theirs are then joined",
            origin=origin,
        )


def _check_wording(brochure: Brochure, language: Language, report: Findings) -> None:
    """Report the design's own words that are set in English, for want of others in the brochure's language."""
    if language.own_labels:
        return
    stories, own = brochure.past_stories, brochure.settings.labels
    used = {
        "photo_credit": any(item.photos or item.people_credit for item in brochure.items),
        "past_stories": stories is not None and not stories.label,
        "contact": bool(brochure.contact),
        "qr_code": stories is not None or any(link.qr for item in brochure.items for link in item.links),
        "funded": brochure.funding is not None and not brochure.funding.text,
        "disclaimer": brochure.funding is not None and brochure.funding.disclaimer is True,
    }
    missing = [name for name, is_used in used.items() if is_used and not getattr(own, name)]
    if missing:
        words = listed([f"\u201c{getattr(language.labels, name)}\u201d" for name in missing])
        yours = ", ".join(f'{name}: "{_SHAPE_OF_WORDING.get(name, "…")}"' for name in missing)
        report.warning(
            "labels-in-english",
            f"words of the design are set in English: {words}",
            why=f"pdfbrochure has none in {_known_as(language, brochure.language)}",
            mend=f"write yours in `settings`: `labels: {{{yours}}}`",
            origin=("language",),
        )


def _check_hyphens(language: Language, edition: Edition, report: Findings) -> None:
    """Note that no word is divided, where a dictionary that may be installed would divide them."""
    rules = language.hyphenation
    if edition.hyphenate and rules.dictionary and not rules.patterns and not has_dictionary(rules.dictionary):
        report.note(
            "no-hyphens",
            f"no word is divided at a line\u2019s end, for pdfbrochure has no rules for {language.name}",
            why="the dictionary of the language has a licence under which it cannot come with pdfbrochure",
            mend=f"type: {install_command('hyphenation')}",
            origin=("language",),
        )


def _known_as(language: Language, tag: str) -> str:
    """Return a language's name with its tag."""
    return f"the language {tag}" if language.tag == "und" else f"{language.name} ({tag})"


def _check_columns(edition: Edition, report: Findings) -> None:
    """Report more columns than the page has room for."""
    wanted, columns = edition.columns, make_grid(edition).columns
    if wanted is not None and columns < wanted and edition.panels is not None:
        report.warning(
            "too-many-columns",
            f"a panel of the theme {edition.theme.name} has one column, and not {wanted}",
            mend="delete `columns`",
            origin=("settings", "columns"),
        )
    elif wanted is not None and columns < wanted:
        report.warning(
            "too-many-columns",
            f"the page is too narrow for {wanted} columns, so it is set in {columns}",
            why="in such narrow columns a long word would not find room",
            mend=f"write `columns: {columns}`, or choose a larger page",
            origin=("settings", "columns"),
        )


def _check_inline(text: str, language: Language, origin: Origin, report: Findings) -> None:
    """Check the words of the links inside a Markdown text."""
    if "](" not in text:
        return
    for number, line in enumerate(text.split("\n")):
        for match in _INLINE_LINK.finditer(line):
            _check_label(match.group(1), language, origin, report, number)


def _check_label(label: str, language: Language, origin: Origin, report: Findings, line: int = 0) -> None:
    words = label.strip(" .!:\u2026*_").casefold()
    if words in language.click_here:
        report.warning(
            "vague-link",
            f"the link \u201c{label}\u201d does not say where it leads",
            why="people who listen go from link to link and hear nothing else (WCAG 2.4.4)",
            mend="name what is there, such as \u201cThe handbook on prisons\u201d",
            origin=origin,
            line=line,
        )


def _check_theme(theme: Theme, report: Findings) -> None:
    """Check the colors and sizes that a theme sets text in."""
    colors = theme.colors
    for name, style in theme.styles.items():
        if style.size < SMALLEST_TYPE:
            report.error(
                "small-type",
                f"the theme {theme.name} sets {name} at {style.size:g} pt",
                why=f"text below {SMALLEST_TYPE:g} pt cannot be read by many",
                mend=f"give it a size of {SMALLEST_TYPE:g} or more",
                origin=("settings", "theme"),
            )
        ground = colors[style.ground]
        color = colors[style.text_color]
        ratio = contrast(color, ground)
        # WCAG 2.1, 1.4.3: large is from 18 pt on, or from 14 pt on when bold.
        large = style.size >= 18 or (style.size >= 14 and style.weight >= 600)
        if ratio < (AA_LARGE if large else AA):
            report.error(
                "low-contrast",
                f"the theme {theme.name} sets {name} in {color} on {ground}, a contrast of {ratio:.1f}:1",
                why=f"text needs {AA:g}:1 to be read by everybody, large text {AA_LARGE:g}:1 (WCAG 1.4.3)",
                mend="choose a darker color for it",
                origin=("settings", "theme"),
            )
