"""The pages on the program: every link leads somewhere, every message has its page, and everybody can read them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from pdfbrochure.explain import load_explanations
from pdfbrochure.model.fields import SETTINGS
from pdfbrochure.model.themes import known_themes

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE = shutil.which("node")
SCRIPTS = ROOT / "docs" / "scripts"
pytestmark = pytest.mark.slow


def test_the_site_is_whole(tmp_path):
    """Every link leads somewhere; each message, theme, document and key has its place; everybody can read it.

    One test, for the pages are made once.
    """
    site = tmp_path / "site"
    command = [sys.executable, SCRIPTS / "build_site.py", "--out", site]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    # It follows its links itself.
    assert done.returncode == 0, done.stderr
    known = (site / "search-index.js").read_text(encoding="utf-8")
    themes = (site / "themes.html").read_text(encoding="utf-8")
    reference = (site / "brochure-file.html").read_text(encoding="utf-8")
    documents = [path for path in (ROOT / "docs").glob("*.md") if path.name != "themes.md"]
    cards = list((site / "img" / "gallery").glob("*-card.webp"))

    assert [code for code in load_explanations() if not (site / "messages" / f"{code}.html").is_file()] == []
    assert [name for name in known_themes() if f'href="themes/{name}.html"' not in themes] == []
    assert [path for path in documents if f'"{path.stem}.html"' not in known] == []
    assert [key.name for key in SETTINGS.keys if f"<code>{key.name}</code>" not in reference] == []
    assert max(path.stat().st_size for path in cards) < 120e3
    if not (CHROMIUM and NODE and (HERE / "node_modules").is_dir()):
        pytest.skip("the rest needs Chromium, Node.js, and `npm ci` in tests/browser")
    for page in ("index", "brochure-file"):
        assert faults_in_browser(site / f"{page}.html", tmp_path) == []


def faults_in_browser(page, folder):
    """What axe-core finds at 320 px and wide, light and dark; what scrolls sideways; who else is asked."""
    command = [NODE, str(HERE / "audit.mjs"), CHROMIUM, str(page), str(folder / "printed.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    wide = [one["width"] for one in found["found"] if one["scrollWidth"] > one["width"]]
    return [fault for one in found["found"] for fault in one["violations"]] + wide + found["asked"]


def test_faults_of_links_are_found(tmp_path):
    """A missing page, a missing place, a foreign font, a picture without words."""
    (tmp_path / "a.html").write_text(
        '<h1>A</h1><a href="b.html">b</a><a href="#x">x</a><a href="https://example.org">e</a>'
        '<link href="https://fonts.example.org/f.css"><img src="../c.png">'
    )
    done = subprocess.run(
        [sys.executable, SCRIPTS / "check_site.py", tmp_path], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "a.html: a picture without alt: ../c.png",
        "a.html: b.html leads nowhere",
        "a.html: #x leads to no place of that page",
        "a.html: https://fonts.example.org/f.css is asked of another machine",
        "a.html: ../c.png leads out of the site",
    ]
