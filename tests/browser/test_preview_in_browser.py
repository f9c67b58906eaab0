"""The preview in a real browser: what people do in it, and what they then see. No other machine is asked."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, prose

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "live"))
from previewing import serving  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE = shutil.which("node")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and NODE and (HERE / "node_modules").is_dir()) and not os.environ.get("CI"),
        reason="needs Chromium, Node.js, and `npm ci` in tests/browser",
    ),
]
TEXT = f"""\
title: Two ways
items:
  - title: First
    photo:
      file: a.jpg
      credit: Ann
      alt: Brushes in a jar
    body: |
      Alpha {prose(60)}

      Beta {prose(40)}
  - title: Second
    body: |
      {prose(500)}

      Gamma paragraph {prose(60)}
contact: |
  The end
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with a brochure of two pages and its photo."""
    (tmp_path / "brochure.yaml").write_text(TEXT, encoding="utf-8")
    shutil.copy(ROOT / "assets" / "brushes.jpg", tmp_path / "a.jpg")
    return tmp_path


def seen(place, scenario):
    """What a person sees who does what a scenario says."""
    with serving(place, builds=True) as server:
        folder = place if place.is_dir() else place.parent
        command = [NODE, "preview.mjs", CHROMIUM, server.address, str(folder), scenario]
        done = subprocess.run(command, capture_output=True, text=True, cwd=HERE, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["foreign"] == []
    assert found["faults"] == []
    return found


def test_pages_and_text_follow_each_other(folder):
    """A save changes one picture and moves nothing; a click leads to its paragraph, the cursor to its place."""
    found = seen(folder / "brochure.yaml", "follow")

    assert found["scrollTop"] == 240
    assert found["kept"]
    assert found["clicked"].strip().startswith("Beta")
    assert found["hasFocus"]
    assert found["marked"]
    assert found["title"].startswith("Two ways")


def test_writing(folder):
    """Errors keep the pages, a button mends them, words of the file are no markup; keys complete, save, move on."""
    found = seen(folder / "brochure.yaml", "write")

    assert "titel" in found["finding"]
    assert found["state"] == "Pages show an older text"
    assert found["stays"]
    assert "before line 3 was changed" in found["banner"]
    assert found["named"] == "Change to “title”"
    assert found["injected"] == 0
    assert found["unsaved"] == "Not saved"
    assert "  - title: <img" in found["written"]
    assert found["proposed"][0] == "palette"
    assert found["values"][:2] == ["navy", "forest"] or set(found["values"]) == {"navy", "forest"}
    assert found["left"]
    assert set(found["parts"]) == {"bar", "text", "find", "desk", "rail", "lights"}


def test_photos(folder):
    """What stays of a photo is moved by keys and pointer, and written without touching more; a second is added."""
    found = seen(folder / "brochure.yaml", "photos")
    line = f"      {found['line']}\n"

    assert found["name"] == "The point that stays in the picture: 50 % from the left, 40 % from the top"
    assert found["line"] == "focus: [0.44, 0.44]"
    assert found["byKeys"] == TEXT.replace("alt: Brushes in a jar\n", f"alt: Brushes in a jar\n{line}")
    assert found["dragged"].startswith("focus: [0.44, 0.")
    assert found["dragged"] != found["line"]
    assert found["givenUp"] == found["byKeys"]
    assert found["refused"] == ["Say who took the photo", "Say in one sentence what the photo shows"]
    assert found["held"] == "photo-credit"
    photo = "    photo:\n      file: assets/a.jpg\n      credit: Ann\n      alt: Brushes in a jar\n"
    assert found["withPhoto"] == found["byKeys"].replace("- title: Second\n", f"- title: Second\n{photo}")
    assert (folder / "assets" / "a.jpg").read_bytes() == (folder / "a.jpg").read_bytes()


def test_choosing(folder):
    """Settings are tried without being written; two tabs show one text; a conflict is shown and nothing is lost."""
    found = seen(folder / "brochure.yaml", "choose")

    assert found["tried"] == found["before"] == TEXT
    assert found["written"] == TEXT + "\nsettings:\n  theme: bulletin\n"
    assert "too long for 1" in found["light"]
    assert found["over"] >= 1
    assert [line for line in found["shownLines"] if "Two ways mine" in line]
    assert [line for line in found["shownLines"] if "Their ways" in line]
    assert found["held"] == "H2"
    assert found["undone"]


def test_everybody_can_use_it(folder):
    """No rule of WCAG at AA that a program can judge is broken: wide, dark, folded, narrow, at 200 %, on a phone."""
    found = seen(folder / "brochure.yaml", "judge")["found"]

    assert [(one["name"], one["violations"]) for one in found if one["violations"]] == []
    assert [one["name"] for one in found if one["sideways"]] == []
    assert len(found) == 18
    assert all(one["rules"] > 20 for one in found)


def test_beginning(tmp_path):
    """In an empty folder a form makes the first brochure, which is then shown."""
    found = seen(tmp_path, "begin")

    assert found["refused"] == "Give the brochure a title"
    assert found["title"] == "Harbour notes"
    assert "Type over this text" in found["text"]
    assert [path.name for path in tmp_path.iterdir()] == ["harbour-notes.yaml"]
