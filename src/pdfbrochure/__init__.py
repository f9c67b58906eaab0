"""One YAML file of news items becomes a styled, accessible brochure PDF.

The pipe, each stage a room (`docs` in the rooms' own docstrings):

    brochure.yaml -> read -> model (validate) -> compose -> layout -> paint -> PDF
                     values   frozen values      galley     pages     bytes
                     with     and defaults       (blocks)   (placed
                     places                                  things)

`assets` opens photos and fonts, `text` turns a paragraph and a measure into lines of glyphs, `check` looks for what a
print shop or an accessibility officer would send back, `officer` writes the report that the latter signs, `finished`
reads finished PDFs, `pipeline` joins the stages, `cli` speaks to the user. Every fault is a finding in a
`Report`, with its line in the YAML file.
"""

try:
    from pdfbrochure.cache import Cache
    from pdfbrochure.diagnostics import BrochureError, Report
    from pdfbrochure.pipeline import Built, build
except KeyboardInterrupt:
    # Ctrl-C before the program could say how to take it.
    raise SystemExit(130) from None

__all__ = ["BrochureError", "Built", "Cache", "Report", "build"]

__version__ = "0.1.0"
