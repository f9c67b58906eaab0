"""Serves the page to this machine alone, with the standard library: one thread for each connection, events downwards.

Whatever comes in passes `guard` first. No address names a file: what may be asked for stands in the tables of
`actions`.
"""

from __future__ import annotations

import json
import sys
import threading
import traceback
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from pdfbrochure.live import guard
from pdfbrochure.live.actions import ANSWERS, CHANGES, UPLOADS, Answer, Refused
from pdfbrochure.live.opened import Opened

# A connection that says nothing for so many seconds is closed.
PATIENCE: Final = 30
# So often a line is sent to a page that waits for news, so that both see that the other lives.
PING: Final = 15.0
MOST_CONNECTIONS: Final = 64


class Server(ThreadingHTTPServer):
    """The server of one run.

    Args:
        opened: The brochures.
        port: 0 for one that is free.
    """

    daemon_threads = True
    allow_reuse_address = False
    block_on_close = False
    # Browsers open several connections at once.
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, opened: Opened, port: int = 0) -> None:
        self.opened = opened
        self.secret = guard.make_secret()
        # Given to the browser, once: other users of the machine can see what a program is started with.
        self._ticket = guard.make_secret()
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self.is_ended = False
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """The page's address."""
        return f"http://127.0.0.1:{self.port}/{self.secret}/"

    @property
    def first_address(self) -> str:
        """An address that leads to the page once."""
        return f"http://127.0.0.1:{self.port}/{self._ticket}/"

    def takes_ticket(self, given: str) -> bool:
        """Whether a secret is the one that is good for once; then it is no more."""
        with self._lock:
            if self._ticket and guard.is_same(given, self._ticket):
                self._ticket = ""
                return True
            return False

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a connection, if there are not too many."""
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  # the library's names
        """Say nothing of pages that were closed while they were answered; faults of ours are shown."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            traceback.print_exc()


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def version_string(self) -> str:
        """Return the name of the server, which tells nothing."""
        return "pdfbrochure"

    def log_message(self, *_arguments: Any) -> None:
        """Print nothing."""

    def parse_request(self) -> bool:
        """Read a request, and refuse it here if it may not be asked at all, whatever it is."""
        if not super().parse_request():
            return False
        refused = guard.refusal(self.headers, self.server.port)
        if refused is not None:
            self._refuse(refused)
        return refused is None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer a request that cannot be read with its number alone."""
        self._refuse(HTTPStatus(code))

    def _refuse(self, status: HTTPStatus) -> None:
        # What may still come on the connection is not read.
        self.close_connection = True
        self._send(Answer(b"", "", status))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in guard.headers_of_page(answer.nonce).items():
            self.send_header(name, answer.policy if answer.policy and name == "Content-Security-Policy" else value)
        self.send_header("Cache-Control", "no-store")
        if answer.kind:
            self.send_header("Content-Type", answer.kind)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)

    def _steps(self) -> list[str] | None:
        """Return the steps of the path behind the secret; None, with an answer, where that is not right."""
        parts = urlsplit(self.path).path.split("/")
        steps = [unquote(part) for part in parts[1:]]
        if parts[0] or not guard.is_same(steps[0], self.server.secret):
            if steps[1:] == [""] and self.command == "GET" and self.server.takes_ticket(steps[0]):
                headers = {"Location": f"/{self.server.secret}/"}
                self._send(Answer(b"", "", HTTPStatus.SEE_OTHER, headers=headers))
            else:
                self._refuse(HTTPStatus.NOT_FOUND)
            return None
        return steps[1:]

    def do_GET(self) -> None:
        """Answer a question."""
        steps = self._steps()
        if steps is None:
            return
        number, name = _numbered(steps)
        if name == "#/events":
            self._tell_events(number)
            return
        answer = ANSWERS.get(name)
        if answer is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        self._answer(lambda: answer(self.server, number, query))

    def do_POST(self) -> None:
        """Do something."""
        steps = self._steps()
        if steps is None:
            return
        number, name = _numbered(steps)
        if name not in CHANGES and name not in UPLOADS:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        kind, most = (guard.JSON, guard.LARGEST_TEXT) if name in CHANGES else (guard.BINARY, guard.LARGEST_PHOTO)
        refused = guard.refusal_to_write(self.headers, self.server.secret, kind)
        length = guard.length_of(self.headers, most)
        if refused is not None or isinstance(length, HTTPStatus):
            self._refuse(refused or HTTPStatus(length))
            return
        if name in UPLOADS:
            upload = UPLOADS[name]
            self._answer(lambda: upload(self.server, number, self.rfile, length))
            return
        try:
            given = json.loads(self.rfile.read(length))
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        change = CHANGES[name]
        self._answer(lambda: change(self.server, number, given))

    def _answer(self, make: Any) -> None:
        try:
            answer = make()
        except IndexError:
            self._refuse(HTTPStatus.NOT_FOUND)
        except Refused as refused:
            self._refuse(refused.status)
        else:
            self._send(answer)

    def _tell_events(self, number: int) -> None:
        """Send the state of a brochure whenever it changes (server-sent events, WHATWG HTML 9.2)."""
        try:
            session = self.server.opened.session(number)
        except IndexError:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in guard.headers_of_page("").items():
            self.send_header(name, value)
        for name, value in {
            "Content-Type": "text/event-stream",
            "Cache-Control": "no-store",
            "Connection": "close",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        known = -1
        while not self.server.is_ended:
            state = session.wait(known, PING)
            if state is None:
                self.wfile.write(b": still here\n\n")
                continue
            known = state["number"]
            self.wfile.write(b"data: " + as_json(state) + b"\n\n")


def as_json(value: object) -> bytes:
    """Return a value as JSON without line ends."""
    import msgspec

    return msgspec.json.encode(value)


def _numbered(steps: list[str]) -> tuple[int, str]:
    """Return number and name of what is asked for: `3/text` is the text of brochure 3, `app.js` is of none."""
    if len(steps) == 2 and steps[0].isascii() and steps[0].isdigit() and len(steps[0]) < 6:
        return int(steps[0]), f"#/{steps[1]}"
    return -1, "/".join(steps)
