"""The modules that releases have compiled: which they are, and that it is these that are tried where asked for."""

import importlib
import tomllib

import pytest
from support import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HOOK = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]


def test_the_hook_rests_unless_it_is_asked_for():
    """`pip install` needs no compiler."""
    assert HOOK["enable-by-default"] is False
    assert (ROOT / HOOK["path"]).is_file()


@pytest.mark.parametrize("path", HOOK["modules"])
def test_each_module_is_of_the_asked_for_kind(path, compiled):
    """With `--compiled` it is a library made from the module; without, its source is what runs."""
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))

    assert (ROOT / "src" / path).is_file()
    assert module.__file__.endswith(".py") is not compiled
