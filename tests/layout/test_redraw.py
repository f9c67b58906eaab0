"""Pages of the same pieces are drawn once; what stands beside their text decides too."""

from support import as_yaml, item, jpeg, photo, with_photos
from test_laws import in_each_theme

from pdfbrochure.cache import Cache
from pdfbrochure.diagnostics import BrochureError
from pdfbrochure.layout import paginate
from pdfbrochure.pipeline import build

ITEMS = [item(f"Number {at}", 260 + 30 * at, photo=photo(file="b.jpg", alt="A field")) for at in range(7)]
LAST = {"title": "Number 7", "body": "Short and last."}


def text_of(theme, items, **keys):
    """A brochure of some items."""
    return as_yaml({"title": "News", "items": items, "settings": {"theme": theme}, **keys})


def pdf(text, cache=None):
    """The PDF of a brochure, built with what an earlier build left."""
    try:
        return build("brochure.yaml", files=with_photos(text, b=jpeg(400, 600)), cache=cache).pdf
    except BrochureError as error:
        # Too much for a leaflet.
        return str(error)


@in_each_theme
def test_pages_are_drawn_as_in_a_fresh_build(theme):
    """After words, titles, sections and items have changed, and back, the file is that of a fresh build."""
    cache, items = Cache(), [*ITEMS, LAST]
    texts = [
        text_of(theme, items),
        text_of(theme, [*ITEMS, {**LAST, "title": "Another"}]),
        text_of(theme, [*ITEMS[:3], {"section": "Second part"}, *ITEMS[3:], LAST]),
        text_of(theme, items, publisher="Somebody"),
        text_of(theme, [*ITEMS[:3], *ITEMS[4:], LAST]),
        text_of(theme, items),
    ]
    for text in texts:
        assert pdf(text, cache) == pdf(text)


def test_pages_before_an_edit_are_not_drawn(monkeypatch):
    """After an edit of the last item only its page is drawn, and the first one."""
    drawn, draw = [], paginate.draw
    monkeypatch.setattr(paginate, "draw", lambda plan, *how: drawn.append(plan) or draw(plan, *how))
    cache = Cache()
    pdf(text_of("institutional", [*ITEMS, LAST]), cache)
    pages = len(drawn)

    pdf(text_of("institutional", [*ITEMS, {**LAST, "body": "Short, and last."}]), cache)

    assert pages > 3
    assert len(drawn) - pages == 2
