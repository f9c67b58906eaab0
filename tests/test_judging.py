"""The judge of typography tells looks of several measures by their kinds of setting."""

import importlib
from pathlib import Path

import pytest
from support import brochure, built, item, photo

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture
def kinds(monkeypatch, tmp_path):
    """Gives the kinds of setting of a brochure's PDF."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    judge, module = importlib.import_module("judge"), importlib.import_module("kinds")

    def of(text):
        file = tmp_path / "a.pdf"
        file.write_bytes(built(text).pdf)
        return module.kinds_of(judge.read_document(file).lines)

    return of


@pytest.mark.parametrize(("justify", "columns", "measure"), [(True, 2, 237.6), (False, 2, 237.6), (True, 3, 152.4)])
def test_a_kind_has_its_measure_and_edges(kinds, justify, columns, measure):
    """Body text of one look is one kind: as wide as its column, with even edges or without."""
    settings = {"justify": justify, "columns": columns, "theme": "institutional"}
    (kind,) = [each for each in kinds(brochure(item("One", 700), settings=settings)) if each.role == "body"]

    assert kind.justified == justify
    assert kind.measure == pytest.approx(measure, rel=0.04)


def test_measures_of_one_look_are_parted(kinds):
    """Text below a large head and text beside a photo are two kinds."""
    text = brochure(
        item("One", 420),
        item("Two", 130, photo=photo()),
        item("Three", 130, photo=photo()),
        settings={"theme": "album"},
    )

    assert len({round(kind.measure, -1) for kind in kinds(text)}) > 1
