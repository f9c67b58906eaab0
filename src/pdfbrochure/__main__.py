"""`python -m pdfbrochure`."""

from pdfbrochure.cli import main

main()
