"""What a double click on Brochure Studio does: the preview on the folder Brochures among one's documents."""

import os
import sys
from pathlib import Path

from pdfbrochure.__main__ import start


def brochures() -> Path:
    """Return the folder, made where it is missing; the home folder where that may not be."""
    homes = [os.environ.get("ONEDRIVE"), os.environ.get("ONEDRIVECOMMERCIAL"), str(Path.home())]
    documents = [Path(home) / "Documents" for home in homes if home and (Path(home) / "Documents").is_dir()]
    folder = (documents or [Path.home()])[0] / "Brochures"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return Path.home()
    return folder


if __name__ == "__main__":
    # A process of the program's own, and whoever names something, are given what they ask for.
    if len(sys.argv) == 1:
        sys.argv += ["preview", str(brochures())]
        print("Close this window when you have finished writing.")
    start()
