"""What the documents promise: what they show of the terminal is printed, and their commands are taken."""

import contextlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from commands import ROOT, run, unsized

from pdfbrochure.cli import main

BLOCK = re.compile(r"(?ms)^( *)```(\w*)\n(.*?)^ *```$")
STEPS = (ROOT / "docs" / "first-steps.md").read_text(encoding="utf-8")
NUMBER = (ROOT / "docs" / "number-of-pages.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(text, language):
    """The blocks of a document in a language."""
    return [found[3] for found in BLOCK.finditer(text) if found[2] == language]


PIECES = blocks(STEPS, "yaml")


def shown(text):
    """What a document shows of an error."""
    return next(block for block in blocks(text, "") if "error[" in block)


@pytest.fixture
def tutorial(tmp_path, monkeypatch):
    """The brochure that readers type first, in its folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "brochure.yaml"
    path.write_text(PIECES[0], encoding="utf-8")
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

    assert shown(STEPS) == run("build").stderr


def test_too_long_a_brochure_is_told_as_shown(tmp_path, monkeypatch):
    """The example that is named there, with the page count that is asked for."""
    name, pages = re.search(r"With `pages: (\d+)` in the settings of `examples/([\w-]+)`", NUMBER).groups()[::-1]
    shutil.copytree(ROOT / "examples" / name, tmp_path / "example")
    monkeypatch.chdir(tmp_path / "example")
    with (tmp_path / "example" / "brochure.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nsettings:\n  pages: {pages}\n")

    assert shown(NUMBER) == run("build").stderr


def test_settings_and_additions_of_the_tutorial(tutorial):
    """Each piece that is added to the file on the way is taken: a photo, links, past stories, settings."""
    photo, links, look = PIECES[1:4]
    tutorial.write_text(PIECES[0] + photo + links + look, encoding="utf-8")
    codes = {line.split("[")[1].split("]")[0] for line in run("check").stderr.splitlines() if "error[" in line}

    assert {"missing-file"} == codes


def test_the_first_page_begins_as_the_tutorial():
    """README and first steps have readers type the same."""
    assert PIECES[0] in blocks((ROOT / "README.md").read_text(encoding="utf-8"), "yaml")


def commands_of(document):
    """The commands of ours in a document, in blocks and in sentences, without those that hold signs of a choice."""
    text = document.read_text(encoding="utf-8")
    lines = [line.strip() for block in blocks(text, "") + blocks(text, "yaml") for line in block.splitlines()]
    lines = [line.removeprefix("- ").partition("   #")[0] for line in lines] + re.findall(
        r"`(pdfbrochure [^`]+)`", text
    )
    found = [re.split(r" *(?:&&|;|\|\||[12]?>) *", line)[0] for line in lines if line.startswith("pdfbrochure ")]
    return sorted({line for line in found if not re.search(r"[\[\]…]|\\\||\w\|\w", line)})


COMMANDS = sorted({line for document in DOCUMENTS for line in commands_of(document)})


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_taken(command):
    """Each command that a document names has these options, with values of these kinds."""
    words = shlex.split(command, comments=True)[1:]
    group = main
    while isinstance(group, click.Group) and words and not words[0].startswith("-"):
        _name, group, words = group.resolve_command(click.Context(group), words)
    # Help and version end at once.
    with contextlib.suppress(click.exceptions.Exit):
        group.make_context(command, [word for word in words if word != "N"])


def test_there_are_commands():
    """They were found."""
    assert len(COMMANDS) >= 25
    assert "pdfbrochure build" in COMMANDS


def test_options_of_the_program_are_told():
    """Each command, and each option of building and checking, stands in the page on commands."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    context = click.Context(main)
    names = list(main.list_commands(context))
    options = {
        option
        for name in ("build", "check")
        for parameter in main.get_command(context, name).params
        for option in getattr(parameter, "opts", ())
        if option.startswith("--")
    }

    assert [name for name in names if f"pdfbrochure {name}" not in text] == []
    everywhere = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert [option for option in sorted(options - {"--output"}) if option not in everywhere] == []


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_is_there(name, monkeypatch):
    """The line that is told for each terminal prints a script for it."""
    assert f"_PDFBROCHURE_COMPLETE={name}_source pdfbrochure" in (ROOT / "docs" / "commands.md").read_text(
        encoding="utf-8"
    )
    monkeypatch.setenv("_PDFBROCHURE_COMPLETE", f"{name}_source")
    done = subprocess.run([Path(sys.executable).parent / "pdfbrochure"], capture_output=True, text=True, check=False)

    assert "_PDFBROCHURE_COMPLETE" in done.stdout
