"""Follow every link of a site of files: each leads to a file and a place in it, and nothing is asked of other machines.

python docs/scripts/check_site.py FOLDER
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What a browser fetches by itself; a link that is followed by a reader may lead elsewhere.
FETCHED = {
    ("img", "src"),
    ("script", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("source", "srcset"),
    ("video", "src"),
}


class _Page(HTMLParser):
    """Gathers the links and the names of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str, str]] = []
        self.names: list[str] = []
        self.faults: list[str] = []
        self.titles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.names += [told["id"]] if told.get("id") else []
        self.titles += tag == "h1"
        for name in ("href", "src", "srcset", "action"):
            if told.get(name) is not None:
                self.links.append((tag, name, str(told[name])))
        if tag == "img" and "alt" not in told:
            self.faults.append(f"a picture without alt: {told.get('src')}")


def faults_of(folder: Path) -> list[str]:
    """Return what is wrong with the links of all pages below a folder."""
    pages = {path: _read(path) for path in sorted(folder.rglob("*.html"))}
    faults = []
    for path, page in pages.items():
        name = path.relative_to(folder).as_posix()
        faults += [f"{name}: {fault}" for fault in page.faults]
        faults += [f"{name}: {page.titles} titles"] if page.titles != 1 else []
        twice = {each for each in page.names if page.names.count(each) > 1}
        faults += [f"{name}: the name {each} is there twice" for each in sorted(twice)]
        for tag, kind, link in page.links:
            fault = _fault(path, tag, kind, link, pages, folder)
            faults += [f"{name}: {link} {fault}"] if fault else []
    for path in folder.rglob("*.css"):
        if "//" in path.read_text(encoding="utf-8").replace("*//", ""):
            faults.append(f"{path.name}: names another machine")
    return faults


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _fault(path: Path, tag: str, kind: str, link: str, pages: dict[Path, _Page], folder: Path) -> str:
    told = urlsplit(link)
    if told.scheme or told.netloc:
        return "is asked of another machine" if (tag, kind) in FETCHED and told.scheme != "data" else ""
    place = (path.parent / unquote(told.path)).resolve() if told.path else path
    if not place.is_relative_to(folder.resolve()):
        return "leads out of the site"
    if not place.is_file():
        return "leads nowhere"
    if told.fragment and place in pages and unquote(told.fragment) not in pages[place].names:
        return "leads to no place of that page"
    return ""


if __name__ == "__main__":
    found = faults_of(Path(sys.argv[1]).resolve())
    sys.exit("\n".join(found) or 0)
