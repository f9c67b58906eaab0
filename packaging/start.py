"""What the app runs: the program, as it is installed for a Python."""

from pdfbrochure.__main__ import start

if __name__ == "__main__":
    start()
