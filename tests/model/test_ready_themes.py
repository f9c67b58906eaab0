"""The bundled themes as they are ready for every start: what stands beside a theme file is what the file says."""

import json
import pickle

import msgspec
import pytest
from support import ROOT

from pdfbrochure.diagnostics import Report
from pdfbrochure.model import themes
from pdfbrochure.model.brochure import Settings
from pdfbrochure.model.design import PARTS, Space
from pdfbrochure.model.read_design import read_part
from pdfbrochure.model.themes import known_themes, load_theme, read_theme

FOLDER = ROOT / "src" / "pdfbrochure" / "themes"


@pytest.mark.parametrize("name", known_themes())
def test_ready_themes_are_up_to_date(name):
    """After a change of a theme file: `python docs/scripts/compile_themes.py`."""
    ready = json.loads((FOLDER / f"{name}.json").read_bytes())

    assert ready == msgspec.to_builtins(read_theme(name))


@pytest.mark.parametrize("name", known_themes())
def test_boxes_of_ready_themes_have_no_faults(name):
    """They are read when they are shown, and all of them can be, here or in another process."""
    theme = load_theme(Settings(theme=name), Report())

    assert theme is not None
    parts = [getattr(theme, part) for part in PARTS]
    assert all("box" not in part.boxes or part.box() in dict(part.boxes).values() for part in parts)
    assert list(theme.pages.by_kind.values()) == [theme.pages.of([kind]) for kind in theme.pages.by_kind]
    assert pickle.loads(pickle.dumps(parts)) == parts


def test_boxes_are_read_when_shown():
    """A box that no page shows is not read; asking whether there is one reads none."""
    told = []
    part = read_part(
        {"box": {"space": "4"}, "other": {"space": "wrong"}}, (), lambda *what: told.append(what), is_checked=True
    )

    assert part.box() == part.box("nothing") == Space(4.0)
    assert ("other" in part.boxes, "nothing" in part.boxes, len(part.boxes), told) == (True, False, 2, [])
    part.box("other")
    assert told
    with pytest.raises(KeyError):
        part.boxes["nothing"]


def test_a_changed_theme_file_is_read_itself(monkeypatch, tmp_path):
    """What was read before a change is not taken for what the file says now."""
    for name in ("institutional.yaml", "institutional.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    text = (tmp_path / "institutional.yaml").read_text(encoding="utf-8")
    (tmp_path / "institutional.yaml").write_text(text.replace("margin_side: 51", "margin_side: 60"), encoding="utf-8")
    monkeypatch.setattr(themes, "_FOLDER", tmp_path)
    theme = load_theme(Settings(theme="institutional"), Report())

    assert theme is not None
    assert 60 == theme.page.margin_side
