"""Build the app for people without Python: a folder with the program, its own Python and all it needs, and an archive.

    python packaging/build_app.py [--out dist/app] [--wheel dist/pdfbrochure-1.0.0-py3-none-any.whl]

A clean environment is made for it, so that nothing gets in that is only installed here. Beside the archive lie its
sum (sha256), the list of what is in it (SBOM) and the licences. `smoke.py` tries what was built. `--offline` takes all
packages out of the environment that runs this, which must have hatchling and PyInstaller.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from environments import ROOT, build_wheel, environment, run

HERE: Final = Path(__file__).resolve().parent
PYINSTALLER: Final = "pyinstaller==6.22.3"
SYSTEMS: Final = {"Linux": "linux", "Windows": "windows", "Darwin": "macos"}
MACHINES: Final = {"AMD64": "x64", "x86_64": "x64", "ARM64": "arm64", "aarch64": "arm64"}


def size_of(folder: Path) -> float:
    """Return the bytes below a folder, in MB."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def main() -> None:
    """Build it."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--out", type=Path, default=ROOT / "dist" / "app", help="the folder in which the app is made")
    reader.add_argument("--wheel", type=Path, help="what is installed; default: this project")
    reader.add_argument("--offline", action="store_true", help="ask no network")
    reader.add_argument("--no-archive", action="store_true", help="make the folder only")
    given = reader.parse_args()
    out = given.out.resolve()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        work = Path(name)
        project = build_wheel(work) if given.offline else ROOT
        wheel = given.wheel.resolve() if given.wheel else project
        python = environment(work / "venv", wheel, PYINSTALLER, offline=given.offline)
        run(
            python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", work / "app",
            "--workpath", work / "work", HERE / "pdfbrochure.spec", cwd=HERE,
        )  # fmt: skip
        app = out / "pdfbrochure"
        shutil.rmtree(app, ignore_errors=True)
        out.mkdir(parents=True, exist_ok=True)
        shutil.move(work / "app" / "pdfbrochure", app)
        # What is in it is known to the environment that it was made of.
        run(python, HERE / "licences.py", "--app", app, "--sbom", out / "pdfbrochure.cdx.json")
        shutil.copy(out / "pdfbrochure.cdx.json", app)
    shutil.copy(ROOT / "LICENSE", app)
    print(f"{app}: {size_of(app):.0f} MB, built in {time.monotonic() - begun:.0f} s")
    if not given.no_archive:
        print(pack(app))


def pack(app: Path) -> str:
    """Make an archive of the app, with its sum beside it, and return what to say of it."""
    out = app.parent
    system = (
        f"{SYSTEMS.get(platform.system(), platform.system())}-{MACHINES.get(platform.machine(), platform.machine())}"
    )
    form = "xztar" if platform.system() == "Linux" else "zip"
    archive = Path(shutil.make_archive(str(out / f"pdfbrochure-{system}"), form, out, "pdfbrochure"))
    total = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_name(archive.name + ".sha256").write_text(f"{total}  {archive.name}\n", encoding="utf-8")
    return f"{archive}: {archive.stat().st_size / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
