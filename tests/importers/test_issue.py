"""The next issue keeps what an office has set up, and nothing of last month's news."""

import datetime as dt

import pytest
import yaml
from test_word import photo

from pdfbrochure.importers.draft import ImportFault
from pdfbrochure.importers.issue import begin_issue

OLD = """\
# Our house style: never touch.
title: Harbour letter   # the name stays
issue: "No. 9"
date: 2025-11-03
publisher: Harbour office
logo: {file: assets/logo.png, alt: Harbour office}

items:
  # first
  - title: The lamp
    photo: {file: assets/lamp.jpg, credit: Jon, alt: A lamp}
    body: |
      Words about the lamp.

      # not a remark, but text
  # second
  - title: The pier
    photo: {file: assets/pier.jpg, credit: Jon, alt: A pier}
    body: Words about the pier.

# where readers find the rest
past_stories:
  url: https://news.example.org
settings:
  palette: forest   # chosen in May
"""


@pytest.fixture
def old(tmp_path):
    """The folder of the last issue."""
    (tmp_path / "assets").mkdir()
    for name in ("logo.png", "lamp.jpg", "pier.jpg"):
        (tmp_path / "assets" / name).write_bytes(photo().read())
    (tmp_path / "brochure.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "brochure.pdf").write_bytes(b"%PDF-")
    return tmp_path


def test_settings_and_remarks_are_kept_and_items_are_not(old):
    """The issue is counted on, the date left out, an example stands for the items, only the logo is copied."""
    issue = begin_issue(old, [], "")
    text = issue.files["brochure.yaml"].decode()

    assert sorted(issue.files) == ["assets/logo.png", "brochure.yaml"]
    assert text.startswith(
        "# Our house style: never touch.\ntitle: Harbour letter   # the name stays\nissue: No. 10\npubl"
    )
    assert "\n\n# where readers find the rest\npast_stories:\n" in text
    assert text.endswith("settings:\n  palette: forest   # chosen in May\n")
    value = yaml.safe_load(text)
    assert [item["title"] for item in value["items"]] == ["The first item of this issue"]
    assert "the date of the last issue is left out" in issue.said


def test_items_are_kept_when_asked_with_their_remarks_and_photos(old):
    """By their numbers."""
    issue = begin_issue(old, [2], "2025-12-01")
    text = issue.files["brochure.yaml"].decode()

    assert sorted(issue.files) == ["assets/logo.png", "assets/pier.jpg", "brochure.yaml"]
    assert "items:\n  # second\n  - title: The pier\n" in text
    assert yaml.safe_load(text)["date"] == dt.date(2025, 12, 1)


def test_item_that_there_is_not_is_told(old):
    """With the number that there are."""
    with pytest.raises(ImportFault, match="no item 3") as caught:
        begin_issue(old, [3], "")
    assert caught.value.mend == "it has 2"


def test_old_issue_that_cannot_be_read_shows_its_findings(old):
    """As a build would."""
    (old / "brochure.yaml").write_text("title: a: b\n", encoding="utf-8")

    with pytest.raises(ImportFault, match="unquoted-colon"):
        begin_issue(old, [], "")


@pytest.mark.parametrize("items", ["\n- title: One\n- title: Two\n", "\n\n\n  - {title: One}\n"])
def test_items_in_other_forms_are_replaced(tmp_path, items):
    """Lists at the edge, in brackets, and with empty lines."""
    (tmp_path / "brochure.yaml").write_text(f"title: A\nitems:{items}contact: Us\n", encoding="utf-8")
    value = yaml.safe_load(begin_issue(tmp_path, [], "").files["brochure.yaml"])

    assert (value["title"], value["contact"]) == ("A", "Us")
    assert [item["title"] for item in value["items"]] == ["The first item of this issue"]


def test_items_on_the_line_of_their_key_are_refused(tmp_path):
    """No file is given that is not sound."""
    (tmp_path / "brochure.yaml").write_text("title: A\nitems: [{title: One}]\ncontact: Us\n", encoding="utf-8")

    with pytest.raises(ImportFault, match="lines of their own"):
        begin_issue(tmp_path, [], "")
