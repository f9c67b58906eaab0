"""Make the archives of further fonts for the app: unpacked in its folder, each is found there.

    python packaging/build_fonts.py [--out dist/fonts] [EXTRA…]

The fonts are those of the packages that the extras `cjk` and `world` install, from the environment that runs this.
"""

from __future__ import annotations

import argparse
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from environments import ROOT

from pdfbrochure.installing import UNPACKED

LICENCE: Final = ROOT / "src" / "pdfbrochure" / "fonts" / "Noto-LICENSE.txt"
# The same day for all files, so that the same fonts make the same archive.
DAY: Final = (2026, 1, 1, 0, 0, 0)


def archive_of(extra: str, out: Path) -> Path:
    """Return an archive with the fonts of an extra and their licences, below `fonts`."""
    package = distribution(UNPACKED[extra])
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"pdfbrochure-fonts-{extra}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        fonts = [path for path in package.files or () if path.suffix.lower() in (".ttf", ".otf", ".ttc")]
        files = {path.as_posix(): Path(str(package.locate_file(path))) for path in fonts}
        # All are of the Noto family; not each package has the licence beside them.
        files[f"{fonts[0].parts[0]}/Noto-LICENSE.txt"] = LICENCE
        for name, source in sorted(files.items()):
            info = zipfile.ZipInfo(f"fonts/{name}", DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, source.read_bytes())
    return target


def main() -> None:
    """Make them."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--out", type=Path, default=ROOT / "dist" / "fonts", help="the folder of the archives")
    reader.add_argument("extras", nargs="*", help=f"default: {', '.join(UNPACKED)}")
    given = reader.parse_args()
    for extra in given.extras or UNPACKED:
        made = archive_of(extra, given.out)
        print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
