"""What `pdfbrochure preview` does: opens the page, and serves it until it is ended."""

from __future__ import annotations

import contextlib
import os
import webbrowser
from pathlib import Path

from pdfbrochure.live.opened import Opened, find_brochures
from pdfbrochure.live.server import Server
from pdfbrochure.terminal import say


def open_preview(place: Path | None, port: int = 0) -> Server:
    """Return a server for a brochure, or for those in a folder, that is not yet serving.

    Args:
        place: A file, which need not be there, or a folder; None is the folder in which one is.
        port: 0 for one that is free.

    Raises:
        OSError: The port is taken.
    """
    place = place or Path()
    if os.path.isdir(place):  # noqa: PTH112  # Path.is_dir() raises where a folder above may not be entered
        return Server(Opened(find_brochures(place), place), port)
    return Server(Opened([place], place.parent), port)


def run_preview(place: Path | None, port: int, *, opens_browser: bool) -> None:
    """Serve until Ctrl+C. Raises OSError where the port is taken."""
    server = open_preview(place, port)
    server.opened.start()
    say(f"The preview is at {server.address}")
    say("It ends with Ctrl+C.")
    if opens_browser:
        webbrowser.open(server.first_address)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever(poll_interval=0.2)
    finally:
        server.is_ended = True
        server.opened.stop()
        server.server_close()
