"""Make the pages on the program: documents, the gallery of the examples, a page for each message, a search.

    python docs/scripts/build_site.py [--out site]

All of it is made of what lies in the project: nothing is fetched, and the pages ask nothing of other machines. Every
link is followed at the end (`check_site.py`).
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import sys
import tomllib
from pathlib import Path
from string import Template
from typing import Final

import check_site
import site_gallery
import yaml
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from site_pages import ROOT, Found, Site, between, html_of, rendered

from pdfbrochure import __version__
from pdfbrochure.explain import Explanation, load_explanations

LOOK: Final = ROOT / "docs" / "site"
FONTS: Final = {"source-sans-3": "SourceSans3[wght].ttf", "source-sans-3-italic": "SourceSans3-Italic[wght].ttf"}
# Latin with its accents, punctuation, arrows; other letters come from the reader's machine.
LETTERS: Final = [*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212, 0x23CE]
# As many sections are listed at the side.
LEAST_SECTIONS: Final = 5
# A page without the list at the side.
WIDE: Final = '<main class="w prose gallery" id="main">{}</main>'
TOP: Final = (
    ("first-steps.html", "First steps", ""), ("themes.html", "Themes", ""),
    ("brochure-file.html", "The brochure file", ""),
    ("messages.html", "Messages", "far"), ("what-to-send-to-the-printer.html", "For printers", "far"),
)  # fmt: skip


class Builder:
    """Makes the site, page by page."""

    def __init__(self, out: Path) -> None:
        told = tomllib.loads((LOOK / "pages.toml").read_text(encoding="utf-8"))
        self.groups = [(group["title"], [ROOT / name for name in group["pages"]]) for group in told["group"]]
        listed = {path for _title, paths in self.groups for path in paths}
        others = [path for path in sorted((ROOT / "docs").glob("*.md")) if path not in listed]
        if others:
            self.groups.insert(-1, ("More", others))
        self.groups[-2 if not others else -3][1].append(LOOK / "about.md")
        names = {ROOT / name: page for name, page in told["names"].items()}
        pages = {path: names.get(path, path.stem.lower()) + ".html" for _title, paths in self.groups for path in paths}
        self.site = Site(out, pages)
        self.titles = {path: _title_of(path) for path in pages}

    def all(self) -> None:
        """Make everything anew."""
        out = self.site.out
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        for name in ("docs.css", "site.js"):
            shutil.copy(LOOK / name, out)
        (out / "tokens.css").write_text(_tokens(), encoding="utf-8", newline="\n")
        _subset_fonts(out)
        for document, page in self.site.pages.items():
            title, body = rendered(self.site, document)
            self._write(page, title, self._text(page, body))
        self._messages()
        self._gallery()
        self._front()
        self._search()

    def _write(self, page: str, title: str, main: str) -> None:
        """Write a page with its head, its bar and its foot."""
        root = "../" * page.count("/")
        here = next(
            (place for place, _words, _kind in TOP if place == page or place.removesuffix(".html") + "/" in page), ""
        )
        links = "".join(
            f'<a href="{root}{place}"{f" class={kind}" if kind else ""}'
            f"{' aria-current=page' if place == here else ''}>{words}</a>"
            for place, words, kind in TOP
        )
        menu = "".join(
            f"<li>{link}</li>" for link in re.findall(r"<a .*?</a>", self._side(page).replace("<h2", "\n<h2"))
        )
        name = "pdfbrochure: brochures from text" if page == "index.html" else f"{title} – pdfbrochure"
        text = _filled("page", root=root, title=name, links=links, menu=menu, main=main, version=__version__)
        place = self.site.out / page
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")

    def _text(self, page: str, body: str) -> str:
        return (
            f'<div class="text"><nav class="side" aria-label="Pages">{self._side(page, body)}</nav>'
            f'<main class="prose" id="main">{body}</main></div>'
        )

    def _side(self, page: str, body: str = "") -> str:
        """Return the list of all pages, below this one that of its sections, if they are many."""
        heads = re.findall(r'<h2 id="([^"]+)">(.*?)<a class="here"', body)
        inside = "".join(f'<li><a href="#{name}">{words}</a></li>' for name, words in heads)
        inside = f"<ul>{inside}</ul>" if len(heads) >= LEAST_SECTIONS else ""
        parts = []
        for title, paths in self.groups:
            rows = [(self.site.pages[path], self.titles[path]) for path in paths]
            if title == "Looks":
                rows = [("themes.html", "Themes"), ("parts.html", "Parts of a brochure"), *rows]
            if title == "Reference":
                rows.insert(1, ("messages.html", "Messages"))
            links = "".join(
                f'<li><a href="{between(page, place)}"{" aria-current=page" if place == page else ""}>{words}</a>'
                f"{inside if place == page else ''}</li>"
                for place, words in rows
            )
            parts.append(f"<h2>{html.escape(title)}</h2><ul>{links}</ul>")
        return "".join(parts)

    def _messages(self) -> None:
        """Write a page for each message, and their list."""
        known = load_explanations()
        rows = []
        for code, told in known.items():
            page = f"messages/{code}.html"
            _title, body = html_of(self.site, _story(code, told), page, lambda target: target)
            self._write(page, code, self._text(page, body))
            rows.append(
                f'<tr><td><a href="messages/{code}.html"><code>{code}</code></a></td><td>{_coded(told.line)}</td></tr>'
            )
        body = _filled("messages", rows="".join(rows))
        self._write("messages.html", "Messages", self._text("messages.html", body))

    def _gallery(self) -> None:
        """Write the pages of themes and parts."""
        out, every = self.site.out, site_gallery.samples()
        themes = site_gallery.themes()
        cards = site_gallery.theme_cards(out, every)
        self._write(
            "themes.html",
            "Themes",
            _filled(
                "themes",
                first=next(iter(themes)),
                count=f"{len(themes)} themes",
                cards=cards,
                chips=site_gallery.chips(),
            ),
        )
        for name, theme in themes.items():
            self.site.found.append(Found(f"themes/{name}.html", f"The theme {name}", theme.help))
            page = f"themes/{name}.html"
            body = site_gallery.theme_page(out, name, theme, every)
            self._write(page, name.capitalize(), WIDE.format(body))
        intro = (
            "<h1>Parts of a brochure</h1><p>What may stand in a brochure beside titles and texts, as the examples show "
            'it. Every key is told in <a href="brochure-file.html">The brochure file</a>.</p>'
        )
        self.site.found.append(Found("parts.html", "Parts of a brochure", "facts table chart box agenda people links"))
        self._write("parts.html", "Parts of a brochure", WIDE.format(intro + site_gallery.parts(out, every)))

    def _front(self) -> None:
        """Write the first page: a text, and the page that it makes."""
        sample = site_gallery.Sample(ROOT)
        picture = site_gallery.sheet(self.site.out, "front", sample, 1, 464)
        told = yaml.safe_load(sample.text)
        item = told["items"][0]
        credit = html.escape(str(item["photo"].get("credit", "")))
        alt = f"The first page of the brochure {told['title']}"
        main = _filled(
            "front", text=_excerpt(told), picture=picture.tag(alt, "", ""), pages=str(sample.built.pages), credit=credit
        )
        self._write("index.html", "pdfbrochure", main)

    def _search(self) -> None:
        """Write the page of the search, and what it knows."""
        known = [{"u": each.address, "t": each.title, "x": each.words} for each in self.site.found]
        text = "window.SEARCH = " + json.dumps(known, ensure_ascii=False, separators=(",", ":")) + ";\n"
        (self.site.out / "search-index.js").write_text(text, encoding="utf-8", newline="\n")
        body = _filled("search")
        self._write("search.html", "Search", self._text("search.html", body))


def _filled(name: str, **values: str) -> str:
    """Return a piece of HTML out of docs/site with its values."""
    return Template((LOOK / f"{name}.html").read_text(encoding="utf-8")).substitute(values)


def _title_of(document: Path) -> str:
    first = document.read_text(encoding="utf-8").partition("\n")[0]
    return html.escape(first.removeprefix("# ").strip())


def _coded(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _story(code: str, told: Explanation) -> str:
    """Return an explanation as Markdown."""
    parts = [f"# {code}", f"**{told.line}.**", told.story.strip()]
    if told.example:
        # A tab is shown, since it is the point of the example.
        shown = told.example.rstrip().replace("\t", "\u2192\t")
        parts.append(f"## Example\n\n```yaml\n{shown}\n```")
    return "\n\n".join([*parts, f"## What to do\n\n{told.mend.strip()}"]) + "\n"


def _excerpt(told: dict) -> str:
    """Return the first lines of a brochure as HTML, with its keys marked and long values cut."""

    def row(depth: int, key: str, value: object = "", dash: str = "") -> str:
        words = str(value)
        cut = words if len(words) <= 34 else words[:33].rstrip() + "…"
        return f'{"  " * depth}{dash}<span class="k">{key}</span>: {html.escape(cut)}'.rstrip()

    item, photo = told["items"][0], told["items"][0]["photo"]
    rows = [row(0, "title", told["title"]), row(0, "language", told["language"]), row(0, "items")]
    rows += [row(1, "date", item["date"], "- "), row(2, "title", item["title"]), row(2, "photo")]
    rows += [row(3, key, photo[key]) for key in ("file", "credit", "alt") if key in photo]
    rows += [row(2, "body", "|"), f"      {html.escape(item['body'][:30].strip())}…"]
    return "\n".join(rows)


def _tokens() -> str:
    """Return the style that the site shares with the app, with the fonts that stand here."""
    text = (ROOT / "src" / "pdfbrochure" / "live" / "frontend" / "css" / "tokens.css").read_text(encoding="utf-8")
    return re.sub(r"url\(sans(-italic)?\.ttf\)", r"url(source-sans-3\1.woff)", text)


def _subset_fonts(out: Path) -> None:
    """Write the fonts of the pages: those of the program, with the letters of the text alone, and their licence."""
    folder = ROOT / "src" / "pdfbrochure" / "fonts"
    for name, file in FONTS.items():
        font = TTFont(folder / file)
        options = Options()
        options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "tnum", "locl"]
        options.flavor = "woff"
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        font.flavor = "woff"
        font.save(out / f"{name}.woff")
    shutil.copy(folder / "SourceSans3-LICENSE.txt", out)


def main() -> None:
    """Make the site, and follow its links."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--out", type=Path, default=ROOT / "site", help="the folder, made anew")
    given = reader.parse_args()
    builder = Builder(given.out.resolve())
    builder.all()
    faults = check_site.faults_of(given.out.resolve())
    if faults:
        sys.exit("\n".join(faults))
    pages = sum(1 for _page in given.out.rglob("*.html"))
    size = sum(path.stat().st_size for path in given.out.rglob("*") if path.is_file()) / 1e6
    print(f"{given.out}: {pages} pages, {size:.1f} MB, and every link leads somewhere")


if __name__ == "__main__":
    main()
