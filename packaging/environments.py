"""Clean environments: with packages from an index, or, without any network, with those of the Python that runs this."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent


def run(*words: str | Path, cwd: Path = ROOT) -> str:
    """Run a program, and return what it printed; stop where it fails."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "1767225600")
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": epoch}
    command = [str(word) for word in words]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}")
    return done.stdout


def build_wheel(folder: Path, source: Path = ROOT) -> Path:
    """Return a wheel of a source tree, built without a network; hatchling must be installed."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    return next(folder.glob("*.whl"))


def environment(folder: Path, wheel: Path, *packages: str, offline: bool = False) -> Path:
    """Return the Python of a new environment that has a wheel of this project, what it needs, and some packages.

    Args:
        folder: Where it is made.
        wheel: The wheel.
        packages: Further ones, pinned.
        offline: Whether no network may be asked: all but the wheel is then copied from the running environment.
    """
    if uv := shutil.which("uv"):
        # Six times as fast as pip.
        run(uv, "venv", "--quiet", "--python", sys.executable, folder)
    else:
        venv.create(folder, with_pip=not offline)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if offline:
        names = [*_needs_of_wheel(wheel), *(re.split(r"[=<>~]", package)[0] for package in packages)]
        _copy(names, folder)
        _unpack(wheel, folder)
    elif uv:
        run(uv, "pip", "install", "--quiet", "--python", python, wheel, *packages)
    else:
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, *packages)
    return python


def _places(folder: Path) -> dict[str, str]:
    return sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)}, scheme="venv")


def _unpack(wheel: Path, folder: Path) -> None:
    """Install a wheel of pure Python (PEP 427), with its command."""
    places = _places(folder)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(places["purelib"])
    command = Path(places["scripts"]) / "pdfbrochure"
    # As installers write it: workers load it once more, and must not start.
    text = f"#!{folder}/bin/python\nfrom pdfbrochure.__main__ import start\n\nif __name__ == '__main__':\n    start()\n"
    command.write_text(text, encoding="utf-8")
    command.chmod(0o755)


def _needs_of_wheel(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return _needs(archive.read(name).decode().splitlines())


def _needs(metadata: list[str]) -> list[str]:
    """Return the names of packages that are needed in any case, on this system or another."""
    lines = [line.partition(":")[2].strip() for line in metadata if line.startswith("Requires-Dist:")]
    return [found[0] for line in lines if "extra ==" not in line and (found := re.match(r"[\w.-]+", line))]


def _copy(names: list[str], folder: Path) -> None:
    """Copy packages, and what they need, out of the running environment."""
    site = Path(_places(folder)["purelib"])
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name.lower() in seen:
            continue
        seen.add(name.lower())
        try:
            package = distribution(name)
        except PackageNotFoundError:
            # For another system; what is needed here is missed by whoever runs it.
            continue
        waiting += _needs([f"Requires-Dist: {line}" for line in package.requires or ()])
        _copy_one(package, site)


def _copy_one(package: Distribution, site: Path) -> None:
    for path in package.files or ():
        source = Path(str(package.locate_file(path)))
        # Commands lie elsewhere, and name the other Python.
        if ".." not in path.parts and "__pycache__" not in path.parts and source.is_file():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, site / path)
