"""Looks over a brochure and tells what a print shop or an accessibility officer would send back. Changes nothing.

Takes any stage's values, gives findings. Knows what prints badly and what is read aloud badly, and what to do about it;
knows nothing of how a page came about. `content` looks at the brochure and its theme, `printed` at the pages;
`proofing` does all of the latter.
"""

from pdfbrochure.check.content import check_brochure, check_photos
from pdfbrochure.check.printed import check_characters, check_page_count
from pdfbrochure.check.proofing import read_proofs

__all__ = ["check_brochure", "check_characters", "check_page_count", "check_photos", "read_proofs"]
