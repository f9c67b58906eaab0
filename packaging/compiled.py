"""Compiles the modules in which a build spends most of its time, where a wheel is asked for that has them so.

A build hook of Hatchling, which runs only with `HATCH_BUILD_HOOK_ENABLE_CUSTOM=true`; without it the wheel is pure. The
source is the same: what mypyc compiles is typed Python, and stays in the wheel beside what is made of it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from importlib.metadata import files
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from mypyc.build import mypycify
from setuptools import Distribution

# Where some modules import others in a group of their own, which is one more library at the top of the wheel.
GROUP = "pdfbrochure"


class Compiled(BuildHookInterface[Any]):
    """Puts the compiled modules into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the modules that pyproject.toml names, and say that the wheel is for this system alone."""
        if version == "editable":
            return
        self.made = Path(tempfile.mkdtemp())
        libraries = _compile(Path(self.root) / "src", self.config["modules"], self.made)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"].update({str(path): str(path.relative_to(self.made)) for path in libraries})
        # What mypyc adds to each library is under the licence of mypy.
        build_data["force_include"][str(_licence())] = "pdfbrochure/MYPYC-LICENSE.txt"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was made beside the wheel."""
        if version != "editable":
            shutil.rmtree(self.made)


def _compile(source: Path, modules: list[str], out: Path) -> list[Path]:
    """Return the libraries made of modules, given by their paths below `source`, in a folder of the same form."""
    work = Path(tempfile.mkdtemp())
    here = Path.cwd()
    os.chdir(source)
    try:
        # The types were judged by the tests; here the libraries may be there without theirs.
        options = ["--config-file=", "--ignore-missing-imports", "--no-warn-no-return"]
        extensions = mypycify([*options, *modules], opt_level="3", group_name=GROUP, target_dir=str(work))
        built = Distribution({"name": "pdfbrochure", "ext_modules": extensions})
        command = built.get_command_obj("build_ext")
        command.build_lib, command.build_temp = str(out), str(work / "temp")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(here)
        shutil.rmtree(work)
    suffix = ".pyd" if sys.platform == "win32" else ".so"
    return sorted(path for path in out.rglob("*") if path.suffix == suffix)


def _licence() -> Path:
    found = [path for path in files("mypy") or () if path.name == "LICENSE"]
    if not found:
        sys.exit("mypy's licence is missing, which must stand in a wheel with compiled modules")
    return Path(str(found[0].locate()))
