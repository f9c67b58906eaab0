"""The page's script: what is installed is made of the sources beside it, and every word stands in one file."""

import hashlib
import json
import re
import shutil
import subprocess

import pytest
from support import ROOT

LIVE = ROOT / "src" / "pdfbrochure" / "live"
SOURCES = LIVE / "frontend"
BUILT = ("app.js", "app.css", "index.html", "THIRD-PARTY.txt", "sources.sha256")
# Keys that are put together of parts, by what they begin with.
MADE = ("light-", "panel-", "insert-", "part-", "key-", "view-", "pages-", "mend-", "print-", "links-", "photo-")


def test_what_is_installed_is_made_of_the_sources():
    """A source that was changed without building is noticed, without Node.js too."""
    names = ["package-lock.json", "build.mjs", "index.html"]
    names += [f"{folder}/{path.name}" for folder in ("src", "css") for path in sorted((SOURCES / folder).iterdir())]
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\n".encode() + (SOURCES / name).read_bytes())

    assert (LIVE / "static" / "sources.sha256").read_text(encoding="utf-8").strip() == digest.hexdigest(), (
        "run `npm ci && node build.mjs` in src/pdfbrochure/live/frontend"
    )


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("node") and (SOURCES / "node_modules").is_dir()),
    reason="needs Node.js, and `npm ci` in src/pdfbrochure/live/frontend",
)
def test_building_again_gives_the_same_bytes(tmp_path):
    """The lockfile and the sources make exactly the script that is installed."""
    subprocess.run([shutil.which("node"), "build.mjs", str(tmp_path)], cwd=SOURCES, check=True, timeout=120)

    for name in BUILT:
        assert (tmp_path / name).read_bytes() == (LIVE / "static" / name).read_bytes(), name


def test_licenses_stand_beside_the_script():
    """Each package in the script is free, and is named with its license in whole."""
    told = (LIVE / "static" / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    packages = re.findall(r"(?m)^-{72}\n(\S+) (\S+) \((.*)\)$", told)
    locked = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert len(packages) > 12
    assert {license_ for _name, _version, license_ in packages} == {"MIT"}
    assert told.count("Permission is hereby granted") == len(packages)
    assert all(locked[f"node_modules/{name}"]["version"] == version for name, version, _license in packages)


def test_every_word_stands_in_words_json():
    """Whatever the page says is there, has its forms of number, and nothing is there that nobody says."""
    words = json.loads((LIVE / "words.json").read_text(encoding="utf-8"))
    page = "\n".join(path.read_text(encoding="utf-8") for path in (SOURCES / "src").iterdir())
    code = page + "\n".join(path.read_text(encoding="utf-8") for path in LIVE.glob("*.py"))
    said = set(re.findall(r'(?:say|sayParts|banner\.show)\(\s*"([^"]+)"', page))
    # Written as `condition ? "one" : "other"`, in tables, or told by the program.
    quoted = set(re.findall(r'"([a-z][a-z0-9-]+)"', code))

    assert list(words) == sorted(words)
    assert said - set(words) == set()
    assert [key for key in words if key not in quoted and not key.startswith(MADE)] == []
    assert all(set(forms) == {"one", "other"} for forms in words.values() if isinstance(forms, dict))


def test_text_is_never_markup():
    """No source puts words into the page as markup, where they could be a script."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (SOURCES / "src").iterdir())

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", code)
