"""Draw docs/plates.png: the plates of the first page of the brochure of this project, as Ghostscript separates it.

Development only, with Ghostscript: `python docs/scripts/plates_picture.py`, after a change of what is printed.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from pdfbrochure.editions import PrintRun
from pdfbrochure.pipeline import Run

ROOT: Final = Path(__file__).parent.parent.parent
PLATES: Final = ("Cyan", "Magenta", "Yellow", "Black")
PPI: Final = 40


def main() -> None:
    """Write the picture anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.pdf").write_bytes(PrintRun(Run(ROOT / "brochure.yaml")).pdf)
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{4 * PPI}", "-dLastPage=1"]
        subprocess.run([*command, f"-sOutputFile={folder / 'a-%d.tif'}", str(folder / "a.pdf")], check=True)
        plates = [Image.open(folder / f"a-1({plate}).tif").convert("L").reduce(4) for plate in PLATES]
        whole = Image.open(folder / "a-1.tif").convert("RGB").reduce(4)
    width, height = whole.size
    picture = Image.new("RGB", (5 * width + 40, height), (208, 208, 208))
    for at, part in enumerate([*plates, whole]):
        picture.paste(part, (at * (width + 10), 0))
    picture.quantize(128).save(ROOT / "docs" / "plates.png", optimize=True)


if __name__ == "__main__":
    main()
