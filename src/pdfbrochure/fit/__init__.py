"""Fits a brochure to the page count that it was ordered in, within the limits of its theme.

Takes a galley and a theme, gives pages and what was changed. `scale` is the one scale that all knobs of a typesetter
are turned on, `search` looks on it for a page count, `advice` says in lines what cannot be reached.
"""

from pdfbrochure.fit.search import Fitted, fit

__all__ = ["Fitted", "fit"]
