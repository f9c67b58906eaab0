"""Writes the reports on a file: for the accessibility officer, what it is judged by, and what is left for a person.

`printers_page` writes the one for the printer. Of the officer's:

Takes a file that was read (see `finished`), gives one HTML file. Judges nothing that only a person can judge. Knows the
Matterhorn Protocol; knows no theme, and of the brochure only what its tags should say.
Steps: structure (what is wrong with tags and annotations), compare (what differs from the brochure), verdicts (one a
condition), exhibit (all that is known), report_page with its parts (the HTML).
"""

from pdfbrochure.officer.exhibit import Exhibit, exhibit_of_build, exhibit_of_file
from pdfbrochure.officer.report_page import questions_of, write_officer_page

__all__ = ["Exhibit", "exhibit_of_build", "exhibit_of_file", "questions_of", "write_officer_page"]
