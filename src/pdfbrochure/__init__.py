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

from typing import Any, Final

try:
    from pdfbrochure.cache import Cache
    from pdfbrochure.diagnostics import BrochureError, Report
    from pdfbrochure.pipeline import Built, build
except KeyboardInterrupt:
    # Ctrl-C before the program could say how to take it.
    raise SystemExit(130) from None

# What a single build does not need is loaded when it is asked for.
_FURTHER: Final = {
    "build_many": "pdfbrochure.merging.many",
    "plan_merge": "pdfbrochure.merging.plan",
}

__all__ = ["BrochureError", "Built", "Cache", "Report", "build"]

__version__ = "1.0.0"


def __getattr__(name: str) -> Any:
    """Return `build_many` or `plan_merge`."""
    if name not in _FURTHER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_FURTHER[name]), name)
