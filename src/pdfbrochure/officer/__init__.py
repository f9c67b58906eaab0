"""Writes the accessibility officer's report: what was checked, and what is left for a person to judge.

Takes a built brochure, gives one HTML file. Judges nothing that only a person can judge.
Steps: objects (what the PDF holds), subject (what was set, in reading order), verdicts (one a condition), material (to
judge the rest by), page (the HTML).
"""

from pdfbrochure.officer.page import write_officer_page
from pdfbrochure.officer.subject import Subject

__all__ = ["Subject", "write_officer_page"]
