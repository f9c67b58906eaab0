"""The command that adds an extra is that of the Python that runs the program."""

import importlib.util
import sys

import pytest
from click.testing import CliRunner

from pdfbrochure import __version__
from pdfbrochure.cli import main
from pdfbrochure.installing import install_command


@pytest.fixture
def with_pip(monkeypatch):
    """A Python that has pip."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: object())


@pytest.mark.usefixtures("with_pip")
def test_the_interpreter_installs(monkeypatch):
    """Its whole path, in quotes where it has a space."""
    monkeypatch.setattr(sys, "prefix", "/opt/venv")
    monkeypatch.setattr(sys, "executable", "/opt/venv/bin/python")
    assert '/opt/venv/bin/python -m pip install "pdfbrochure[svg]"' == install_command("svg")
    monkeypatch.setattr(sys, "executable", "/my files/python")
    assert '"/my files/python" -m pip install "pdfbrochure[svg]"' == install_command("svg")


@pytest.mark.usefixtures("with_pip")
@pytest.mark.parametrize(
    ("prefix", "wanted"),
    [
        ("/opt/venv", '/opt/venv/bin/python -m pip install --upgrade "pdfbrochure"'),
        ("/home/ann/.local/share/pipx/venvs/pdfbrochure", "pipx upgrade pdfbrochure"),
        ("/home/ann/.local/share/uv/tools/pdfbrochure", "uv tool upgrade pdfbrochure"),
    ],
)
def test_a_newer_version_is_had_as_this_one(monkeypatch, prefix, wanted):
    """`--version` says by which command, or that an app is unpacked anew."""
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr(sys, "executable", f"{prefix}/bin/python")
    said = CliRunner().invoke(main, ["--version"]).output

    assert said == f"pdfbrochure, version {__version__}\nfor a newer one: {wanted}\n"

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "unpack the archive" in CliRunner().invoke(main, ["--version"]).output


def test_environments_without_pip(monkeypatch):
    """Those of uv have none."""
    monkeypatch.setattr(sys, "prefix", "/opt/venv")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(sys, "executable", "/opt/venv/bin/python")
    assert 'uv pip install --python /opt/venv/bin/python "pdfbrochure[cjk]"' == install_command("cjk")


@pytest.mark.usefixtures("with_pip")
@pytest.mark.parametrize(
    ("prefix", "begins"),
    [
        ("/home/ann/.local/share/pipx/venvs/pdfbrochure", 'pipx install --force "pdfbrochure[svg]'),
        ("/home/ann/.local/share/uv/tools/pdfbrochure", 'uv tool install "pdfbrochure[svg]'),
    ],
)
def test_installers_of_programs(monkeypatch, prefix, begins):
    """Pipx and uv keep the program in an environment of its own, which they alone change."""
    monkeypatch.setattr(sys, "prefix", prefix)
    assert install_command("svg").startswith(begins)


def test_frozen_programs_take_nothing(monkeypatch):
    """A program that brings its Python says that another way is needed."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "takes nothing more" in install_command("svg")
