"""Brochures of every shape for the laws of `test_laws.py`: made by hypothesis, small enough to be laid out quickly."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from support import as_yaml, brochure, jpeg, prose

# Landscape, portrait, panorama, square: few pixels, since only their shape matters.
PHOTOS = {"land": jpeg(60, 40, 90), "port": jpeg(40, 60, 120), "wide": jpeg(120, 30, 150), "even": jpeg(50, 50, 180)}
LONG_WORDS = ("Donaudampfschifffahrtsgesellschaftskapitän", "https://example.org/a/very/long/way", "x" * 90, "EU-UNODC")
URL = "https://example.org/stories"
# Common sizes, a leaflet for envelopes, a square and a strip.
PAGES = ("A4", "A4", "A5", "A6", "A3", "Letter", ["100mm", "210mm"], ["148mm", "148mm"], ["400mm", "100mm"])


def shown(*names: str) -> list[dict[str, Any]]:
    """Photos that say nothing."""
    return [{"file": f"{name}.jpg", "credit": "Ann Example", "decorative": True} for name in names]


# What once broke a law, as small as it gets.
SMALL_PANEL = brochure({"title": "One"}, past_stories={"url": f"{URL}/past"}, settings={"page": "A6"})
TALL_HEAD = brochure(
    {"title": "One", "photos": shown("even")},
    intro=prose(80),
    settings={"page": "A4", "orientation": "landscape"},
)
TALL_TITLE = brochure({"title": "One"}, {"title": prose(25)}, settings={"page": "A6", "columns": 3})
NARROW_LIST = brochure(
    {"title": "One"},
    {"title": "Two", "body": "- the\n  - the governing council"},
    settings={"page": "A6", "columns": 4},
)
TALL_PANEL = brochure(
    {"title": "One"}, title=prose(4), intro=prose(72), settings={"page": "A6", "orientation": "landscape"}
)
STUB = brochure(
    {"title": "One", "photos": shown("even"), "body": f"{LONG_WORDS[0]} {prose(3)}\n\n{prose(332)}"},
    {"title": prose(7, start=1), "date": "2017-02-14", "photos": shown("land", "port"), "body": f"the\n\n{prose(88)}"},
    settings={"punctuation": "verbatim"},
)
TALL_INTRO = brochure({"title": "One", "photos": shown("land")}, intro=prose(340))
LOW_PAGE = brochure(
    {"title": "One", "photos": shown("land"), "body": prose(20)},
    title=prose(4),
    settings={"page": "A6", "orientation": "landscape"},
)
LONG_LABEL = brochure(
    {"title": "One"}, past_stories={"url": f"{URL}/past", "label": prose(30)}, settings={"page": "A6"}
)
STRIP = brochure({"title": "One", "photos": shown("land"), "body": prose(9)}, settings={"page": ["400mm", "100mm"]})
WIDE_STRIP = brochure(
    *({"title": name, "photos": [{**shown("land")[0], "width": "wide"}], "body": prose(120)} for name in ("A", "B")),
    settings={"page": ["400mm", "100mm"], "orientation": "landscape"},
)

counts = st.sampled_from([1, 3, 8, 20, 45, 90, 180, 350])
starts = st.integers(0, 39)


@st.composite
def sentences(draw: st.DrawFn, most: int = 350) -> str:
    """Some words in one paragraph, now and then with one that is too long for its line."""
    text = prose(min(draw(counts), most), start=draw(starts))
    if draw(st.integers(0, 5)) == 0:
        text += f" {draw(st.sampled_from(LONG_WORDS))} {prose(3)}"
    return text


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """One block of Markdown."""
    kind = draw(st.sampled_from(["text", "text", "text", "bullets", "numbers", "nested", "quote", "subhead", "link"]))
    words = draw(sentences(90 if kind != "text" else 350))
    return {
        "text": words,
        "bullets": f"- {words}\n- {prose(6)}",
        "numbers": f"1. {prose(6)}\n2. {words}",
        "nested": f"- {prose(4)}\n  - {words}\n- {prose(2)}",
        "quote": f"> {prose(12, start=7)}",
        "subhead": f"## {prose(3)}\n\n{words}",
        "link": f"{prose(5)} [{prose(9, start=3)}]({URL}) {words}",
    }[kind]


@st.composite
def photos(draw: st.DrawFn) -> dict[str, Any]:
    """One photo."""
    photo: dict[str, Any] = {"file": f"{draw(st.sampled_from(sorted(PHOTOS)))}.jpg", "credit": "Ann Example"}
    photo |= draw(st.sampled_from([{"alt": "A field"}, {"decorative": True}]))
    if draw(st.integers(0, 3)) == 0:
        photo["caption"] = prose(draw(st.sampled_from([2, 25])), start=9)
    if draw(st.integers(0, 3)) == 0:
        photo["width"] = draw(st.sampled_from(["column", "wide", "wrap"]))
    return photo


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    """One item, with or without each of its parts."""
    item: dict[str, Any] = {"title": prose(draw(st.sampled_from([1, 4, 9, 25])), start=draw(starts)).capitalize()}
    if draw(st.booleans()):
        item["date"] = draw(st.sampled_from(["2017-02-14", "early spring"]))
    if draw(st.integers(0, 3)) == 0:
        item["byline"] = prose(draw(st.sampled_from([2, 12]))).title()
    if draw(st.integers(0, 3)) == 0:
        item["standfirst"] = draw(sentences(20))
    shown = draw(st.lists(photos(), max_size=draw(st.sampled_from([0, 1, 1, 3]))))
    if shown:
        item["photos"] = shown
    body = draw(st.lists(blocks(), max_size=4))
    if body:
        item["body"] = "\n\n".join(body)
    links = draw(st.lists(st.sampled_from([2, 20]), max_size=2))
    if links:
        item["links"] = [{"label": prose(count), "url": f"{URL}/{count}"} for count in links]
    layout = draw(st.sampled_from([None, None, None, "normal", "feature", "lead"]))
    if layout:
        item["layout"] = layout
    return item


@st.composite
def settings_of(draw: st.DrawFn) -> dict[str, Any]:
    """Page, columns and setting; texts stay as typed, so that words compare."""
    return {
        "page": draw(st.sampled_from(PAGES)),
        "orientation": draw(st.sampled_from(["portrait", "portrait", "landscape"])),
        "punctuation": "verbatim",
        **draw(st.sampled_from([{}, {}, {"columns": 1}, {"columns": 2}, {"columns": 3}, {"columns": 4}])),
        **draw(st.sampled_from([{}, {}, {"justify": True}, {"hyphenate": False}, {"masthead": "plain"}])),
        **draw(st.sampled_from([{}, {}, {"print_urls": False}])),
    }


@st.composite
def brochures(draw: st.DrawFn, *, ordinary: bool = False) -> str:
    """The YAML text of a brochure; an ordinary one is an A4 page of the theme's own columns."""
    whole: dict[str, Any] = {"title": prose(draw(st.sampled_from([1, 4, 20])), start=draw(starts)).capitalize()}
    extras = {
        "subtitle": prose(4),
        "publisher": "An office",
        "intro": prose(draw(st.sampled_from([8, 60]))),
        "contact": f"{prose(30)}\n\n{prose(5)}",
        "past_stories": {"url": f"{URL}/past"},
    }
    whole |= {key: value for key, value in extras.items() if draw(st.integers(0, 2)) == 0}
    whole["items"] = draw(st.lists(items(), min_size=1, max_size=12))
    whole["settings"] = {"punctuation": "verbatim"} if ordinary else draw(settings_of())
    return as_yaml(whole)


# Words of languages with long ones, with letters of many shapes, and one that runs from right to left.
LABELS = {
    "en": "Read what our partners in the regions have told us so far in all of these years about their work",
    "pl": "Przeczytaj nasze wcześniejsze opowieści o współpracy międzynarodowej i najlepszych rozwiązaniach",
    "ru": "Читайте все опубликованные ранее истории о международном сотрудничестве и выдающихся достижениях",
    "sl": "Preberite naše pretekle zgodbe o čezmejnem sodelovanju in najboljših rešitvah vseh naših partnerjev",
    "de": "Lesen Sie unsere früheren Erfahrungsberichte über Gemeinschaftsprojekte und Nachbarschaftsinitiativen",
    "ar": "اقرأ قصصنا السابقة عن التعاون الدولي وأفضل الحلول التي توصل إليها شركاؤنا في جميع المناطق",
}


@st.composite
def closings(draw: st.DrawFn) -> str:
    """A brochure with a heading of 5 to 200 characters on its closing panel, on a page that is rather small."""
    language = draw(st.sampled_from(sorted(LABELS)))
    label = (f"{LABELS[language]} " * 3)[: draw(st.integers(5, 200))].strip()
    address = draw(st.sampled_from(["https://a.eu", f"{URL}/past", f"https://www.example.org/{'stories-' * 20}"]))
    whole: dict[str, Any] = {"title": "One", "language": language}
    whole |= draw(st.sampled_from([{}, {"contact": prose(30)}]))
    whole["items"] = [{"title": "One", "body": prose(20)}]
    whole["past_stories"] = {"url": address, **draw(st.sampled_from([{}, {"label": label}, {"label": label}]))}
    page = draw(st.sampled_from(["A6", "A6", ["100mm", "210mm"], ["80mm", "160mm"], "A5", "A4", ["148mm", "148mm"]]))
    whole["settings"] = {"page": page, "columns": draw(st.sampled_from([1, 2]))}
    return as_yaml(whole)
