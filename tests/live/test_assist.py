"""What may be written at the cursor, and what a key means, in texts that are still being typed."""

from pathlib import Path

import pytest

from pdfbrochure.live.assist import options_at, told_at
from pdfbrochure.model.fields import SHAPES

# A dot at the end of a line stands for the cursor behind blanks.
TEXT = """\
title: T
items:
  - title: A
    photo:
      file: a.jpg
      .
    body: |
      Some text: wi
    links:
      - label: L
        .
  - .
settings:
  theme: bulletin
  palette: .
  hyphenate: .
la""".replace(" .\n", " \n")


def labels(line, column=None, text=TEXT, folder=Path()):
    """What is proposed at the end of a line, or at a column."""
    found = options_at(text, line, len(text.split("\n")[line - 1]) if column is None else column, folder)
    return [option.label for option in found.options]


@pytest.mark.parametrize(
    ("line", "there", "not_there"),
    [
        (6, ["credit", "alt", "focus"], ["file", "title", "palette"]),
        (11, ["url"], ["label", "file"]),
        (12, ["title", "date", "photo", "body"], ["file", "palette"]),
        (17, ["language"], ["title", "items", "settings"]),
    ],
)
def test_keys_of_the_place(line, there, not_there):
    """Those that the place may hold and does not hold yet."""
    found = labels(line)

    assert set(there) <= set(found)
    assert not set(not_there) & set(found)


def test_values_of_a_key():
    """A theme's own palettes, and the words of a choice."""
    assert labels(15) == ["claret", "slate"]
    assert labels(16) == ["true", "false"]
    assert {"institutional", "bulletin"} <= set(labels(14, 9))
    assert "fr" in labels(1, text="language: ")
    assert "A5" in labels(2, text="settings:\n  page: ")


def test_nothing_inside_a_text():
    """Words of a text are no keys, colon or not."""
    assert labels(8) == []
    assert told_at(TEXT, 8, 9) is None


def test_photos_of_the_folder(tmp_path):
    """Files that a photo may be, by the names that are to be written."""
    (tmp_path / "assets").mkdir()
    for name in ("assets/b.JPG", "assets/notes.txt", ".hidden.png", "c.png"):
        (tmp_path / name).write_bytes(b"")

    assert labels(5, 12, folder=tmp_path) == ["c.png", "assets/b.JPG"]


def test_lists_and_texts_begin_below_their_key():
    """What is put in goes on where one types on."""
    options = {option.label: option.apply for option in options_at("items:\n  - title: A\n    ", 3, 4, Path()).options}

    assert options["body"] == "body: |\n      "
    assert options["links"] == "links:\n      - "
    assert options["photo"] == "photo:\n      "
    assert options["date"] == "date: "


def test_keys_are_told():
    """With what it does and what it may hold, at the key and at its value."""
    told = told_at(TEXT, 14, 4)

    assert (told.name, told.start, told.end) == ("theme", 2, 7)
    assert "design" in told.help
    assert told_at(TEXT, 14, 12).name == "theme"
    assert told_at(TEXT, 14, 0) is None
    assert told_at("nonsense: x", 1, 2) is None


def test_every_key_can_be_told():
    """Each key has words that help, without marks of the README."""
    for shape in SHAPES:
        for key in shape.keys:
            assert key.help, key.name


@pytest.mark.parametrize("text", ["", "\n", ":", "- - -", "\t\t", "a: {b: [", "  - ", "\ud800: "])
def test_odd_texts_end_nothing(text):
    """Whatever is typed, there is an answer."""
    options_at(text, 1, len(text), Path())
    options_at(text, 99, 99, Path())
    told_at(text, 1, 0)
