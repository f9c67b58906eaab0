"""One YAML file of news items becomes a styled, accessible brochure PDF.

The pipe, each stage a room (`docs` in the rooms' own docstrings):

    brochure.yaml -> read -> model (validate) -> compose -> layout -> paint -> PDF
                     values   frozen values      galley     pages     bytes
                     with     and defaults       (blocks)   (placed
                     places                                  things)

`assets` opens photos and fonts, `text` turns a paragraph and a measure into lines of glyphs, `check` looks for what a
print shop or an accessibility officer would send back, `officer` writes the report that the latter signs, `finished`
reads finished PDFs, `pipeline` joins the stages, `importers` makes brochures of other things, `merging` many of one,
`cli` speaks to the user. Every fault is a finding in a `Report`, with its line in the YAML file. The map is
ARCHITECTURE.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pdfbrochure.cache import Cache
    from pdfbrochure.diagnostics import BrochureError, Report
    from pdfbrochure.pipeline import Built, build

# All is loaded when it is asked for: the program has things to settle before.
_PLACES: Final = {
    "BrochureError": "pdfbrochure.diagnostics",
    "Built": "pdfbrochure.pipeline",
    "Cache": "pdfbrochure.cache",
    "Report": "pdfbrochure.diagnostics",
    "build": "pdfbrochure.pipeline",
    "build_many": "pdfbrochure.merging.many",
    "plan_merge": "pdfbrochure.merging.plan",
}

__all__ = ["BrochureError", "Built", "Cache", "Report", "build"]

__version__ = "1.0.0"


def __getattr__(name: str) -> Any:
    """Return one of the names that others use."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
