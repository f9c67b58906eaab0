"""A gallery of the themes: the first page of one brochure in each, as one HTML file that needs nothing else.

Takes a brochure's file; gives the page. No scripts, nothing from the network, every word escaped.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from pdfbrochure.assets.page_pictures import as_jpeg
from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Files
from pdfbrochure.finished.raster import Rasters
from pdfbrochure.model.brochure import Brochure
from pdfbrochure.model.theme import Theme
from pdfbrochure.model.themes import known_themes
from pdfbrochure.pipeline import Run

# Pixels of a page's width: twice those of the screen, for letters.
WIDTH: Final = 720
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #f3f4f6; margin: 0 auto; padding: 2rem;
  max-width: 84rem; }
h1 { line-height: 1.2; margin: 0 0 0.5rem; }
ul.themes { list-style: none; margin: 2rem 0 0; padding: 0; display: grid; gap: 2.5rem 2rem;
  grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); }
img { width: 100%; height: auto; display: block; box-shadow: 0 0 0 1px #c4c9d0, 0 4px 14px #0002; background: #fff; }
h2 { margin: 1rem 0 0; font-size: 1.25rem; }
p { margin: 0.25rem 0; }
pre { background: #e4e7eb; padding: 0.5rem 0.75rem; margin: 0.5rem 0; overflow-x: auto; }
ul.palettes { list-style: none; padding: 0; margin: 0.5rem 0 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
.swatch { display: inline-block; width: 1.1em; height: 1.1em; vertical-align: -0.2em; margin-right: 0.35em;
  border: 1px solid #6b7280; }
.grey { color: #4b5563; }
"""


class Shown(Struct, frozen=True):
    """The first page of a brochure in a theme: a JPEG, b"" where it cannot be set; and what is said of it."""

    theme: Theme | None
    name: str
    picture: bytes
    size: tuple[int, int]
    words: str


def make_gallery(file: Path, report: Report, files: Files | None = None) -> str:
    """Return the gallery of a brochure.

    Args:
        file: The brochure.
        report: Takes what is wrong with it.
        files: Where to read from instead of the disc.

    Raises:
        BrochureError: The brochure has errors whatever its theme.
    """
    run = Run(file, report=report, files=files)
    brochure = run.brochure
    report.stop_if_errors()
    own = brochure.settings.theme
    names = ([own] if own not in known_themes() else []) + list(known_themes())
    return _page(brochure, [_shown(run, name) for name in names])


def _shown(base: Run, name: str) -> Shown:
    """Return a brochure in a theme; a number of pages that suits its own theme is not asked of others."""
    settings = structs.replace(base.brochure.settings, theme=name, palette="", pages=None, columns=None)
    run = Run(base.file, files=base.files, report=Report(base.report.file), allow_overset=True)
    run.source = base.source
    run.examined = base.examined
    run.branded = structs.replace(base.branded, brochure=structs.replace(base.brochure, settings=settings))
    edition = run.resolved.edition
    theme = None if edition is None else edition.theme
    try:
        pdf, count = run.pdf, len(run.pages.pages)
    except BrochureError as error:
        first = next(found.what for found in error.report.findings() if found.severity == "error")
        return Shown(theme, name, b"", (0, 0), f"This brochure cannot be set in it: {first}.")
    rasters = Rasters(pdf)
    raster = rasters.page(0, WIDTH)
    rasters.close()
    words = f"{count} page{'s' * (count != 1)}"
    if "overset" in run.report.error_codes():
        words += ", and more text than they hold"
    picture = as_jpeg(raster.width, raster.height, raster.samples)
    return Shown(theme, name, picture, (raster.width, raster.height), words)


def _page(brochure: Brochure, shown: list[Shown]) -> str:
    title = escape(brochure.title)
    entries = "\n".join(_entry(brochure, one) for one in shown)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{title} in each theme</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title} in each theme</h1>
<p>Write the lines below a picture into the brochure, and it looks like that.</p>
<ul class="themes">
{entries}
</ul>
</body>
</html>
"""


def _entry(brochure: Brochure, shown: Shown) -> str:
    name = escape(shown.name)
    picture = ""
    if shown.picture:
        width, height = shown.size
        alt = escape(f"First page of {brochure.title} in the theme {shown.name}", quote=True)
        data = b64encode(shown.picture).decode()
        picture = f'<img alt="{alt}" width="{width}" height="{height}" src="data:image/jpeg;base64,{data}">'
    helped = f"<p>{escape(shown.theme.help)}.</p>" if shown.theme is not None and shown.theme.help else ""
    said = f'<p class="grey">{escape(shown.words)}</p>'
    typed = f"<pre>settings:\n  theme: {name}</pre>"
    return f"<li>{picture}\n<h2>{name}</h2>\n{helped}\n{said}\n{typed}\n{_palettes(brochure, shown)}</li>"


def _palettes(brochure: Brochure, shown: Shown) -> str:
    """Return the palettes of a theme, unless the brochure has colors of its own."""
    settings = brochure.settings
    if settings.accent or settings.brand or shown.theme is None or not shown.theme.palettes:
        return ""
    entries = "".join(
        f'<li><span class="swatch" style="background:{escape(colors.get("accent", "#fff"), quote=True)}"></span>'
        f"<code>palette: {escape(name)}</code></li>"
        for name, colors in shown.theme.palettes.items()
    )
    return f'<ul class="palettes">{entries}</ul>'
