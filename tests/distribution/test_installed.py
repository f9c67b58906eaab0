"""What people install: wheel and source archive, in a clean environment without the source tree and the network."""

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from support import ROOT

from pdfbrochure.assets import installed
from pdfbrochure.installing import install_command

sys.path.insert(0, str(ROOT / "packaging"))
from build_fonts import archive_of
from environments import build_wheel, environment
from licences import is_allowed

pytestmark = pytest.mark.slow
DRAWN = "title: News\nlogo: {file: a.svg, alt: Ours}\nitems:\n  - title: One\n    body: Text\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The source archive."""
    folder = tmp_path_factory.mktemp("sdist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this project."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def python(tmp_path_factory, wheel):
    """The Python of an environment that has the wheel and what it needs, and nothing else."""
    return environment(tmp_path_factory.mktemp("clean") / "env", wheel, offline=True)


def test_the_archive_makes_the_same_wheel(archive, wheel, tmp_path):
    """Nothing is missing in it, and what is built of the same files is the same, byte for byte."""
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    again = build_wheel(tmp_path / "again", next(tmp_path.glob("pdfbrochure-*")))

    assert again.read_bytes() == wheel.read_bytes()
    assert wheel.stat().st_size < 12e6
    assert {"tests", "examples", "docs", "packaging"} <= {path.name for path in next(tmp_path.glob("pdf*")).iterdir()}


def test_the_wheel_holds_the_program_alone(wheel):
    """With fonts, licences and the page of the preview, and without what makes that page."""
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0].partition("-")[0] for name in names} == {"pdfbrochure"}
    assert "pdfbrochure/live/static/app.js" in names
    assert not [name for name in names if "frontend" in name or "__pycache__" in name]
    assert "pdfbrochure/fonts/SourceSans3-LICENSE.txt" in names


def test_it_does_what_an_office_does(python):
    """Examples, a PDF's check, findings, the preview, in folders with blanks; the same bytes as from the sources."""
    script, ours = ROOT / "packaging" / "smoke.py", Path(sys.executable).parent / "pdfbrochure"
    command = [sys.executable, script, "--examples", "2", "--same-as", ours, python.parent / "pdfbrochure"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "the same bytes" in done.stdout


def test_it_is_not_the_source_tree(python, tmp_path):
    """What runs is the wheel's, and no package of the developers is there."""
    code = "import pdfbrochure, importlib.util as u; print(pdfbrochure.__file__, u.find_spec('pytest'))"
    said = subprocess.run([python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert str(python.parent.parent) in said
    assert said.endswith("None\n")


def test_extras_are_installed_by_the_running_interpreter(python, tmp_path):
    """A brochure with an SVG names what to type for this very environment."""
    (tmp_path / "brochure.yaml").write_text(DRAWN, encoding="utf-8")
    (tmp_path / "a.svg").write_text(DRAWING, encoding="utf-8")
    command = [python, "-m", "pdfbrochure", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert re.search(rf'{re.escape(str(python))} (-m pip install )?"pdfbrochure\[svg\]"', done.stderr)


def test_licences_are_known(python, tmp_path):
    """The list of parts has each package with a licence that a program may be given away with, and a text of each."""
    script = ROOT / "packaging" / "licences.py"
    places = ["--sbom", tmp_path / "sbom.json", "--notices", tmp_path / "THIRD-PARTY.txt"]
    subprocess.run([python, script, *places], check=True)
    text = (tmp_path / "THIRD-PARTY.txt").read_text(encoding="utf-8")

    assert all(f"{name}" in text for name in ("pypdfium2", "uharfbuzz", "reportlab", "Python"))
    assert "Permission is hereby granted" in text
    parts = {part["name"]: part for part in json.loads(places[1].read_text(encoding="utf-8"))["components"]}
    assert {"pillow", "@codemirror/view", "SourceSans3 (fonts)", "Python"} <= parts.keys()
    assert all(part["licenses"] for part in parts.values())
    refused = ("LGPL-3.0-only", "MIT AND GPL-2.0-only", "")
    assert [each for each in ("MIT", "GPL-2.0-only OR MIT", *refused) if not is_allowed(each)] == list(refused)


def test_the_app_holds_what_is_loaded_by_name():
    """A package that no import shows is named in the recipe of the app; those of extras are left out on purpose."""
    program = ROOT / "src" / "pdfbrochure"
    loading = {
        path.name for path in program.rglob("*.py") if re.search(r"import_module\(|find_spec\(", path.read_text())
    }
    recipe = (ROOT / "packaging" / "pdfbrochure.spec").read_text(encoding="utf-8")

    assert loading == {
        "__init__.py", "terminal.py",  # of our own
        "later.py",  # what ReportLab imports itself
        "decoding.py", "codes.py",  # PIL and segno, which the recipe names
        "cluster.py", "drawings.py", "installed.py", "installing.py",  # of extras
    }  # fmt: skip
    assert 'BY_NAME = ["segno", "PIL"]' in recipe


def test_fonts_are_unpacked_beside_the_app(tmp_path, monkeypatch):
    """The archive of an extra's fonts, unpacked in the app's folder, is found; without it, it is named."""
    made = archive_of("world", tmp_path)
    app = tmp_path / "pdfbrochure"
    monkeypatch.setattr(sys, "executable", str(app / "pdfbrochure"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    find = installed.package_folder.__wrapped__
    assert find("manimgx_fonts") is None
    assert made.name in install_command("world")

    zipfile.ZipFile(made).extractall(app)

    assert find("manimgx_fonts") == app / "fonts" / "manimgx_fonts"
    assert (app / "fonts" / "manimgx_fonts" / "NotoSansTamil[wght].ttf").is_file()
    assert "SIL OPEN FONT LICENSE" in (app / "fonts" / "manimgx_fonts" / "Noto-LICENSE.txt").read_text().upper()


@pytest.mark.release
@pytest.mark.skipif(find_spec("PyInstaller") is None, reason="needs PyInstaller: pip install pyinstaller")
def test_the_app_does_the_same(tmp_path, wheel):
    """The app with its own Python is built of the wheel, each of its files has a licence, and it passes the trial."""
    build, smoke = ROOT / "packaging" / "build_app.py", ROOT / "packaging" / "smoke.py"
    subprocess.run(
        [sys.executable, build, "--offline", "--no-archive", "--wheel", wheel, "--out", tmp_path], check=True
    )
    ours = Path(sys.executable).parent / "pdfbrochure"
    command = [sys.executable, smoke, "--examples", "2", "--same-as", ours, tmp_path / "pdfbrochure" / "pdfbrochure"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "files of the app changed" in done.stdout
