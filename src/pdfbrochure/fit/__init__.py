"""Fits a brochure to the page count that it was ordered in, within the limits of its theme.

Takes a galley and a theme, gives pages and what was changed. Knows which knobs a typesetter would turn and how far, and
whether a page count can be met; lays nothing out itself, and knows no column, no PDF.

`scale` is the one scale that all knobs of a typesetter are turned on, `search` looks on it for a page count, `advice`
says in lines what cannot be reached.
"""

from pdfbrochure.fit.search import Fitted, fit

__all__ = ["Fitted", "fit"]
