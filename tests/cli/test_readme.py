"""What the README shows of the terminal is what the program prints."""

import re
import shutil

import pytest
from commands import ROOT, run, unsized

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", README)
SHOWN = [text for language, text in BLOCKS if not language and "error[" in text]


@pytest.fixture
def tutorial(tmp_path, monkeypatch):
    """The brochure that the README has its readers type first, in its folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "brochure.yaml"
    path.write_text(next(text for language, text in BLOCKS if language == "yaml"), encoding="utf-8")
    return path


def test_the_first_brochure_builds_in_silence(tutorial):
    """As it stands there."""
    done = run("build")

    assert ("brochure.pdf: 1 page\n", "") == (unsized(done.stdout), done.stderr)


def test_a_slip_is_told_as_shown(tutorial):
    """With the old PDF left as it was."""
    run("build")
    text = tutorial.read_text(encoding="utf-8")
    tutorial.write_text(text.replace("    title:", "    titel:"), encoding="utf-8")

    assert SHOWN[0] == run("build").stderr


def test_too_long_a_brochure_is_told_as_shown(tmp_path, monkeypatch):
    """The example that is named there, with the page count that is asked for."""
    name, pages = re.search(r"With `pages: (\d+)` in the settings of `examples/([\w-]+)`", README).groups()[::-1]
    shutil.copytree(ROOT / "examples" / name, tmp_path / "example")
    monkeypatch.chdir(tmp_path / "example")
    with (tmp_path / "example" / "brochure.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nsettings:\n  pages: {pages}\n")

    assert SHOWN[1] == run("build").stderr


def test_settings_and_additions_of_the_tutorial(tutorial):
    """Each piece that is added to the file on the way is taken: a photo, links, past stories, settings."""
    pieces = [text for language, text in BLOCKS if language == "yaml"]
    photo, links, look = pieces[1:4]
    tutorial.write_text(pieces[0] + photo + links + look, encoding="utf-8")
    codes = {line.split("[")[1].split("]")[0] for line in run("check").stderr.splitlines() if "error[" in line}

    assert {"missing-file"} == codes
