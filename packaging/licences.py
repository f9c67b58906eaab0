"""Write what a distribution is made of: its parts with their licences (an SBOM), and the texts of these licences.

    python packaging/licences.py --sbom FILE [--notices FILE] [--app FOLDER]

To be run by the Python of a clean environment that holds what is distributed, and no more. Where a licence is none of
those that this program may be given away with, it ends with an error. Of an app, each file must belong to a known part.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import re
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, Final

# What may be given away with a program under the BSD licence, unchanged.
ALLOWED: Final = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "bzip2-1.0.6", "FTL", "HPND", "ISC", "libpng-2.0", "MIT",
    "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Python-2.0", "Unicode-3.0", "Unlicense", "Zlib", "blessing",
    # The runtime of GCC, with its exception for programs that were made by it.
    "GPL-3.0-or-later WITH GCC-exception-3.1",
}  # fmt: skip
# Those that do not say it in a form that a program reads, as their own files say it.
KNOWN: Final = {
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "uharfbuzz": "Apache-2.0 AND MIT",
    "reportlab": "BSD-3-Clause",
    "pyyaml": "MIT",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "charset-normalizer": "MIT",
    "unicode-segmentation-rs": "MIT",
}
WORDS: Final = {
    "MIT License": "MIT", "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause", "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0", "Apache-2.0 license": "Apache-2.0", "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}  # fmt: skip
# Tools that make the app and are no part of it; PyInstaller's loader is, by the exception of its licence.
TOOLS: Final = {
    "pip", "setuptools", "wheel", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "packaging", "pefile",
    "macholib", "pywin32-ctypes",
}  # fmt: skip
LOADER: Final = "GPL-2.0-or-later WITH Bootloader-exception"
# Files of an app that come with Python or from the system, by the beginnings of their names, and their licences.
OTHERS: Final = {
    "Python": ("Python-2.0", "libpython python Python base_library lib-dynload _ pyexpat select unicodedata encodings"),
    "OpenSSL": ("Apache-2.0", "libssl libcrypto"),
    "zlib": ("Zlib", "libz zlib"),
    "bzip2": ("bzip2-1.0.6", "libbz2"),
    "XZ Utils": ("0BSD", "liblzma"),
    "Zstandard": ("BSD-3-Clause", "libzstd"),
    "libffi": ("MIT", "libffi"),
    "Expat": ("MIT", "libexpat"),
    "libuuid": ("BSD-3-Clause", "libuuid"),
    "mpdecimal": ("BSD-2-Clause", "libmpdec"),
    "GCC runtime": ("GPL-3.0-or-later WITH GCC-exception-3.1", "libgcc_s libstdc++"),
    "Microsoft runtime": ("Microsoft Visual C++ Redistributable", "vcruntime msvcp ucrtbase api-ms-win"),
}


def folded(name: str) -> str:
    """Return a package's name as packaging compares them (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(part: Distribution) -> str:
    """Return the licence of a package as an expression of SPDX; "" where it is not told."""
    told = part.metadata
    name = folded(told["Name"])
    if name in KNOWN:
        return KNOWN[name]
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    classes = [
        line.rpartition("::")[2].strip() for line in told.get_all("Classifier") or () if line.startswith("License ::")
    ]
    names = [WORDS.get(each, "") for each in [*classes, (told.get("License") or "").strip()]]
    return next(filter(None, names), (told.get("License") or "").strip() if told.get("License") in ALLOWED else "")


def parts_here() -> list[Distribution]:
    """Return the packages of this environment that are distributed."""
    found = {folded(part.metadata["Name"]): part for part in distributions()}
    return [part for name, part in sorted(found.items()) if name not in TOOLS]


def is_allowed(expression: str) -> bool:
    """Whether all that an expression asks for is allowed, or one of what it leaves to choose."""
    return bool(expression) and any(
        all(each.strip(" ()") in ALLOWED for each in option.split(" AND ")) for option in expression.split(" OR ")
    )


def texts_of(part: Distribution) -> Iterator[tuple[str, str]]:
    """Yield the licences that a package brings: their names and texts."""
    for path in sorted(part.files or (), key=str):
        if re.search(r"(?i)(licen[cs]e|copying|notice|third.?party)[^/]*$", str(path)) and ".py" not in path.suffix:
            place = Path(str(part.locate_file(path)))
            if place.is_file():
                yield str(path), place.read_text(encoding="utf-8", errors="replace")


def component(name: str, version: str, licence: str, address: str = "") -> dict[str, Any]:
    """Return a part as CycloneDX has it."""
    found: dict[str, Any] = {"type": "library", "name": name, "licenses": [{"expression": licence}]}
    if not re.fullmatch(r"[\w.\- +()]+", licence) or licence.startswith("Microsoft"):
        found["licenses"] = [{"license": {"name": licence}}]
    if version:
        found["version"] = version
    if address:
        found |= {"purl": address, "bom-ref": address}
    return found


def sbom(parts: list[Distribution], others: dict[str, str]) -> dict[str, Any]:
    """Return the list of all parts (CycloneDX 1.6), the same for the same parts."""
    components, main = [], {"type": "application", "name": "pdfbrochure"}
    for part in parts:
        name, version = folded(part.metadata["Name"]), part.version
        made = component(name, version, licence_of(part), f"pkg:pypi/{name}@{version}")
        if name == "pdfbrochure":
            main = {**made, "type": "application"}
            components += inside(part)
        else:
            components.append(made)
    components.append(component("Python", platform.python_version(), "Python-2.0"))
    components += [component(name, "", licence) for name, licence in sorted(others.items()) if name != "Python"]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": main},
        "components": components,
    }


def inside(part: Distribution) -> Iterator[dict[str, Any]]:
    """Yield what the program itself holds of others: the packages in the script of the preview, and fonts."""
    for path in sorted(part.files or (), key=str):
        if path.name == "THIRD-PARTY.txt" and "static" in path.parts:
            text = Path(str(part.locate_file(path))).read_text(encoding="utf-8")
            for name, version, licence in re.findall(r"(?m)^(@?[\w./-]+) (\d[\w.-]*) \(([^)]+)\)$", text):
                yield component(name, version, licence, f"pkg:npm/{name.replace('@', '%40')}@{version}")
        if path.name.endswith("-LICENSE.txt") and path.parent.name == "fonts":
            yield component(f"{path.name.removesuffix('-LICENSE.txt')} (fonts)", "", "OFL-1.1")


def owners_in(app: Path, parts: list[Distribution]) -> tuple[dict[str, str], list[str]]:
    """Return the parts from elsewhere that an app's files belong to, with their licences; and files of nobody."""
    inside = app / "_internal"
    mine = {str(path).split("/")[0].split(".")[0] for part in parts for path in part.files or ()}
    mine |= {name for part in parts for path in part.files or () for name in (str(path).split("/")[0], path.name)}
    found, unknown = {"PyInstaller's loader": LOADER}, []
    for path in sorted(inside.rglob("*")):
        top = path.relative_to(inside).parts[0]
        if path.is_dir() or top in mine or top.split(".")[0] in mine or path.name in mine or "pdfbrochure" in top:
            continue
        owner = next(
            (name for name, (_licence, starts) in OTHERS.items() if path.name.startswith(tuple(starts.split()))), ""
        )
        if not owner and top in (
            "lib-dynload",
            "encodings",
            f"python{sys.version_info.major}.{sys.version_info.minor}",
        ):
            owner = "Python"
        if owner:
            found[owner] = OTHERS[owner][0]
        else:
            unknown.append(str(path.relative_to(inside)))
    return found, unknown


def notices(parts: list[Distribution], others: dict[str, str]) -> str:
    """Return the texts of all licences, each text once, below the names of those that bring it."""
    texts: dict[str, tuple[list[str], str]] = {}
    named = []
    for part in parts:
        name = f"{part.metadata['Name']} {part.version}"
        named.append(f"{name}: {licence_of(part)}")
        for path, text in texts_of(part):
            key = hashlib.sha256(text.strip().encode()).hexdigest()
            texts.setdefault(key, ([], text.strip()))[0].append(f"{name}, {Path(path).name}")
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        text = python.read_text(encoding="utf-8", errors="replace")
        texts["python"] = ([f"Python {platform.python_version()}, and what it brings"], text.strip())
    named += [f"{name}: {licence}" for name, licence in sorted(others.items())]
    line = "=" * 100
    bodies = [f"{line}\n" + "\n".join(dict.fromkeys(who)) + f"\n{line}\n\n{text}\n" for who, text in texts.values()]
    return (
        "pdfbrochure is made of these parts:\n\n"
        + "\n".join(named)
        + "\n\nTheir licences follow.\n\n"
        + "\n\n".join(bodies)
    )


def main() -> None:
    """Write them."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--sbom", type=Path, required=True, help="where the list is written")
    reader.add_argument("--notices", type=Path, help="where the texts are written")
    reader.add_argument("--app", type=Path, help="an app, into whose folder the texts are written")
    given = reader.parse_args()
    parts = parts_here()
    refused = [
        f"{part.metadata['Name']}: {licence_of(part) or 'no licence found'}"
        for part in parts
        if not is_allowed(licence_of(part))
    ]
    if refused:
        sys.exit("these may not be given away with the program, or do not say under what:\n" + "\n".join(refused))
    others: dict[str, str] = {}
    if given.app:
        others, unknown = owners_in(given.app, parts)
        if unknown:
            sys.exit("nobody knows the licences of these files:\n" + "\n".join(unknown))
    given.sbom.parent.mkdir(parents=True, exist_ok=True)
    given.sbom.write_text(json.dumps(sbom(parts, others), indent=1) + "\n", encoding="utf-8")
    for place in filter(None, (given.notices, given.app and given.app / "THIRD-PARTY.txt")):
        place.write_text(notices(parts, others), encoding="utf-8")


if __name__ == "__main__":
    main()
