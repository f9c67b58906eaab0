"""The contents: what the items and sections are called, each a link to where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pdfbrochure.compose.blocks import Article, Contents, ContentsEntry, Paragraph, Role, Span
from pdfbrochure.compose.compositor import Compositor

# With more items than this, only the sections are listed.
MOST_ENTRIES: Final = 12
# `auto` lists nothing for fewer items.
FEWEST: Final = 5
# And `true` for fewer than this, as the first is not listed.
FEWEST_ASKED: Final = 2


def contents_node(composer: Compositor, root: int) -> int | None:
    """Return the element of the contents, made before those of the items; None where there are none."""
    wanted, count = composer.brochure.contents, sum(1 for item in composer.brochure.items if not item.is_section)
    if wanted == "true" and count < FEWEST_ASKED:
        what = "there is one item, and contents of it would list nothing: they are not printed"
        composer.findings.warning("contents-needless", what, mend="delete `contents`", origin=("contents",))
    if wanted == "false" or count < FEWEST_ASKED or (wanted == "auto" and count < FEWEST):
        return None
    return composer.node(Role.SECTION, root, ("contents",))


def contents_of(composer: Compositor, node: int, articles: Sequence[Article]) -> Contents:
    """Return the contents of all items but one that begins beside them, or of the sections alone of many items."""
    first = 1 if composer.brochure.cover.kind == "none" else 0
    listed = articles[first:]
    sections = any(article.opens is not None for article in articles)
    only_sections = sections and len(listed) > MOST_ENTRIES
    heading = composer.text(Role.HEADING, composer.label("contents"), "box_title", node, ("contents",))
    outer = composer.node(Role.CONTENTS, node, ("contents",))
    entries: list[ContentsEntry] = []
    inner = outer
    for index, article in enumerate(articles):
        if article.opens is not None:
            label = composer.node(Role.CONTENTS_ITEM, outer, ("contents",))
            entries.append(_entry(composer, label, article.opens.short, article.title.node, index, is_section=True))
            inner = label if only_sections else composer.node(Role.CONTENTS, label, ("contents",))
        if index >= first and not only_sections:
            item = composer.node(Role.CONTENTS_ITEM, inner, ("contents",))
            words = article.short_title or article.title.text
            entries.append(_entry(composer, item, words, article.title.node, index, is_section=False))
    return Contents(heading, tuple(entries), composer.brochure.contents == "auto", only_sections=only_sections)


def _entry(
    composer: Compositor, parent: int, words: str, target: int | None, article: int, *, is_section: bool
) -> ContentsEntry:
    reference = composer.node(Role.REFERENCE, parent, ("contents",))
    url = f"#title-{target}"
    link = composer.node(Role.LINK, reference, ("contents",), url=url)
    text = Paragraph(
        (Span(" ".join(words.split()), bold=is_section, url=url, node=link),), "box_body", link, ("contents",)
    )
    number = composer.node(Role.SPAN, link, ("contents",))
    return ContentsEntry(text, number, url, article, is_section)
