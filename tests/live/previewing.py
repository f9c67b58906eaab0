"""What tests of the preview share: a server on a thread, and requests as bytes, as a browser would never send them."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pdfbrochure.live.guard import HEADER
from pdfbrochure.live.preview import open_preview
from pdfbrochure.live.server import Server

SMALL = """\
title: Spring news
items:
  - title: The first item
    body: |
      One paragraph of text.

      Another paragraph of text.
"""


class Reply(NamedTuple):
    """An answer: its status, its headers in small letters, its body."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextlib.contextmanager
def serving(place: Path, *, builds: bool = False) -> Iterator[Server]:
    """A server for a brochure or a folder; without `builds`, nothing is built or watched."""
    server = open_preview(place)
    if builds:
        server.opened.start()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.is_ended = True
        server.opened.stop()
        server.shutdown()
        server.server_close()


def ask_raw(server: Server, request: bytes) -> bytes:
    """Everything that the server answers to some bytes before it closes the connection or waits for more."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        parts = []
        with contextlib.suppress(ConnectionError):
            while part := connection.recv(65536):
                parts.append(part)
    return b"".join(parts)


def ask(
    server: Server,
    path: str,
    *,
    method: str = "GET",
    body: bytes = b"",
    secret: str | None = None,
    host: str | None = None,
    drop: tuple[str, ...] = (),
    **headers: str,
) -> Reply:
    """The answer to a request; headers are given with `_` for `-`, and those in `drop` are left out."""
    whole = {"Host": host if host is not None else f"127.0.0.1:{server.port}"}
    if method != "GET":
        whole |= {"Content-Length": str(len(body)), "Content-Type": "application/json", HEADER: server.secret}
    whole |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} /{server.secret if secret is None else secret}/{path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in whole.items() if name not in drop]
    answer = ask_raw(server, "\r\n".join([*lines, "", ""]).encode("latin-1") + body)
    head, _, rest = answer.partition(b"\r\n\r\n")
    first, *fields = head.decode("latin-1").split("\r\n")
    return Reply(int(first.split()[1]), {n.lower(): v for n, _, v in (f.partition(": ") for f in fields)}, rest)


def post(server: Server, path: str, **value: Any) -> Reply:
    """The answer to a change, sent as the page sends it."""
    return ask(server, path, method="POST", body=json.dumps(value).encode())


def until(server: Server, holds: Any, number: int = 0) -> dict[str, Any]:
    """The first state of a brochure for which something holds."""
    session = server.opened.session(number)
    end = time.monotonic() + 30
    state = session.state()
    while not holds(state):
        assert time.monotonic() < end, state
        state = session.wait(state["number"], 1) or state
    return state


def built(server: Server) -> dict[str, Any]:
    """The state once the newest text is built, with pages or without."""
    return until(server, lambda state: state["build"] and state["build"]["text"] == state["text"]["number"])
