"""`pdfbrochure preview`: what it says, what it opens, how it ends."""

import socket
import webbrowser

import pytest
from click.testing import CliRunner
from previewing import SMALL, ask, built, post, serving, until

from pdfbrochure.cli import main
from pdfbrochure.live.server import Server


@pytest.fixture
def brief(monkeypatch):
    """The server ends at once, as by Ctrl+C; what the browser was sent to is kept."""
    opened = []

    def end(_server, poll_interval):
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", end)
    monkeypatch.setattr(webbrowser, "open", opened.append)
    return opened


def preview(*arguments):
    """What the command says."""
    return CliRunner().invoke(main, ["preview", *map(str, arguments)])


def test_says_where_the_page_is_and_opens_it(tmp_path, brief):
    """The address is printed for people; the browser is given one that is good once, and Ctrl+C is no fault."""
    done = preview(tmp_path)
    address = done.output.splitlines()[0].removeprefix("The preview is at ")

    assert done.exit_code == 0
    assert address.startswith("http://127.0.0.1:")
    assert len(brief) == 1
    assert brief[0].split("/")[2] == address.split("/")[2]
    assert brief[0] != address


def test_opens_nothing_where_that_is_wanted(tmp_path, brief):
    """On another machine there is no browser to open."""
    assert preview(tmp_path, "--no-browser").exit_code == 0
    assert brief == []


def test_a_port_that_is_taken_is_told(tmp_path, brief):
    """With what to type instead."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = preview(tmp_path, "--port", port)

    assert done.exit_code == 1
    assert f"port {port} cannot be used" in done.output
    assert "--port" in done.output


def test_no_option_opens_it_to_other_machines(brief):
    """There is none, and none is invented by a shortened name."""
    assert preview("--host", "0.0.0.0").exit_code == 2


def test_a_file_that_is_not_there_yet_is_begun(tmp_path):
    """An empty text is shown with what to begin with, and becomes the file when it is saved."""
    path = tmp_path / "new.yaml"
    with serving(path, builds=True) as server:
        state = built(server)

        assert state["text"]["saved"]
        assert not state["text"]["gone"]
        assert state["build"]["findings"][0]["mend"] == "begin with `title: …` and `items:`"

        post(server, "0/type", text=SMALL, by="me")
        assert not until(server, lambda state: state["build"]["fresh"])["text"]["saved"]
        post(server, "0/save", text=SMALL, base="", by="me")

        assert path.read_text(encoding="utf-8") == SMALL
        assert until(server, lambda state: state["text"]["saved"])
        path.unlink()
        assert until(server, lambda state: state["text"]["gone"])["build"]["pages"]
        assert ask(server, "0/text").status == 200
