"""Looks over a brochure and tells what a print shop or an accessibility officer would send back. Changes nothing.

Takes any stage's values, gives findings. Knows what prints badly and what is read aloud badly, and what to do about it;
knows nothing of how a page came about. `content` looks at the brochure and its theme, `printed` at the pages.
"""

from pdfbrochure.check.content import check_brochure, check_photos
from pdfbrochure.check.emblems import check_emblem
from pdfbrochure.check.printed import (
    check_addresses,
    check_characters,
    check_codes,
    check_crops,
    check_edges,
    check_emphasis,
    check_everything_placed,
    check_page_count,
    check_resolution,
)
from pdfbrochure.check.whites import check_whites

__all__ = [
    "check_addresses",
    "check_brochure",
    "check_characters",
    "check_codes",
    "check_crops",
    "check_edges",
    "check_emblem",
    "check_emphasis",
    "check_everything_placed",
    "check_page_count",
    "check_photos",
    "check_resolution",
    "check_whites",
]
