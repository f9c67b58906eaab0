"""Who may ask the preview, in bytes: other names, other sites, other users and files outside get nothing."""

import json
import socket

import pytest
from previewing import SMALL, ask, ask_raw, post, serving

from pdfbrochure.live import server as serving_module
from pdfbrochure.live.server import MOST_CONNECTIONS
from pdfbrochure.live.server import _Handler as handler

METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PROPFIND")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server for one brochure, beside which lies a file that is nobody's business."""
    folder = tmp_path_factory.mktemp("preview")
    (folder / "secret.txt").write_text("nobody's business", encoding="utf-8")
    (folder / "news").mkdir()
    (folder / "news" / "brochure.yaml").write_text(SMALL, encoding="utf-8")
    with serving(folder / "news" / "brochure.yaml") as server:
        yield server


def text_on_disc(server):
    """What stands in the brochure's file."""
    return server.opened.session(0).path.read_text(encoding="utf-8")


def test_listens_on_this_machine_only(server):
    """The socket is bound to the loopback address, on a port that the system chose."""
    assert server.server_address[0] == "127.0.0.1"
    assert server.port > 1023


def test_page_is_served_to_its_own_address(server):
    """What a browser sends that was told the address gets the page, by either name of this machine."""
    for host in ("127.0.0.1", "localhost"):
        reply = ask(server, "", host=f"{host}:{server.port}", Sec_Fetch_Site="none")

        assert reply.status == 200
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        assert reply.headers["server"] == "pdfbrochure"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "0.0.0.0:{port}", ""]
)
def test_other_names_get_nothing(server, method, host):
    """A name that was made to lead here is refused on every method, before all else, with an empty body."""
    reply = ask(server, "", method=method, host=host.format(port=server.port))

    assert (reply.status, reply.body) == (421, b"")


def test_two_hosts_or_none_get_nothing(server):
    """A request that names two hosts, or none, is refused: what stands between could have looked at the other."""
    own = f"Host: 127.0.0.1:{server.port}\r\n"
    for hosts in (own + "Host: evil.example\r\n", own * 2, ""):
        answer = ask_raw(server, f"GET /{server.secret}/ HTTP/1.1\r\n{hosts}\r\n".encode())

        assert answer.startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1", "http://127.0.0.1:{port}.evil"],
)
def test_other_origins_get_nothing(server, method, origin):
    """A page of another site, of another port or of none is refused, even if it knew the secret."""
    reply = ask(server, "", method=method, Origin=origin.format(port=server.port))

    assert (reply.status, reply.body) == (403, b"")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_other_sites_get_nothing(server, site):
    """What a browser says to come from another site, such as an image or a link there, is refused."""
    assert ask(server, "", Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize("secret", ["", "x", "{secret}x", "é", "%2e%2e", "//"])
def test_without_the_secret_there_is_nothing(server, secret):
    """Other users of the machine, who can reach the port, find nothing there."""
    reply = ask(server, "brochures", secret=secret.format(secret=server.secret))

    assert (reply.status, reply.body) == (404, b"")


def test_secret_is_long_and_new(tmp_path):
    """Each run has another secret, of 192 bits."""
    with serving(tmp_path) as one, serving(tmp_path) as other:
        assert one.secret != other.secret
        assert len(one.secret) == 32


def test_ticket_is_good_once(tmp_path):
    """The address that the browser is started with leads to the page once: others could see it among the processes."""
    with serving(tmp_path) as server:
        ticket = server.first_address.split("/")[3]
        first, second = (ask(server, "", secret=ticket, Sec_Fetch_Site="none") for _ in range(2))

        assert (first.status, first.headers["location"]) == (303, f"/{server.secret}/")
        assert second.status == 404


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "%2e%2e%2f%2e%2e%2fetc/passwd", "/etc/passwd",
        "0/../secret.txt", "0/text/..", "static/app.js", "app.js/", "0/%00", "-1/text", "99/text", "²/text", "0//text",
        "brochure.yaml", "0/brochure.yaml",
    ],
)  # fmt: skip
def test_paths_name_no_files(server, path):
    """No way of writing a path leads to a file."""
    reply = ask(server, path)

    assert (reply.status, reply.body) == (404, b"")


def test_writing_wants_the_secret_twice(server):
    """Without the header, which no other site may send, with a cookie or another secret instead, nothing is written."""
    body = json.dumps({"text": "title: Mine", "base": "", "by": ""}).encode()
    before = text_on_disc(server)
    without = ask(server, "0/save", method="POST", body=body, drop=("X-Pdfbrochure",), Cookie=f"secret={server.secret}")
    other = ask(server, "0/save", method="POST", body=body, X_Pdfbrochure="x")

    assert (without.status, other.status) == (403, 403)
    assert text_on_disc(server) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_forms_write_nothing(server, kind):
    """What a form of another site can send is refused."""
    assert ask(server, "0/save", method="POST", body=b"{}", Content_Type=kind).status == 415


def test_questions_change_nothing(server):
    """What changes something answers to POST only, and what answers changes nothing."""
    assert ask(server, "0/save").status == 404
    assert post(server, "0/text").status == 404
    assert ask(server, "", method="PUT").status == 501


def test_no_site_is_allowed_anything(server):
    """No answer, not even to a browser that asks first, allows another site to read or to write."""
    asked = ask(server, "0/save", method="OPTIONS", Access_Control_Request_Method="POST")
    replies = [asked, ask(server, ""), ask(server, "brochures"), ask(server, "nothing")]

    assert asked.status == 501
    assert [name for reply in replies for name in reply.headers if name.startswith("access-control")] == []


def test_headers_close_the_page(server):
    """The page runs its own script only, is framed by nobody, sends nothing elsewhere and names no other site."""
    for path in ("", "app.css", "brochures", "nothing"):
        headers = ask(server, path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))

        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_styles_are_opened_by_a_new_number(server):
    """The one `<style>` that the editor makes is let in by a number that is another each time."""
    policies = {ask(server, "").headers["content-security-policy"] for _ in range(2)}

    assert len(policies) == 2


@pytest.mark.parametrize(
    ("length", "status"),
    [("8000001", 413), ("9" * 40, 413), ("-1", 400), ("1e3", 400), ("", 400), ("²", 400)],
)
def test_bodies_have_a_limit(server, length, status):
    """What is too long, or does not say how long it is, is refused before it is read."""
    assert ask(server, "0/save", method="POST", Content_Length=length).status == status


def test_bodies_say_their_length(server):
    """Bodies in pieces without a length are not read."""
    assert ask(server, "0/save", method="POST", Transfer_Encoding="chunked").status == 411
    assert ask(server, "0/save", method="POST", drop=("Content-Length",)).status == 411


def test_photos_have_a_limit(server):
    """A photo of more than 200 MB is refused before it is read, and one that is sent as a form too."""
    length = "200000001"

    assert (
        ask(server, "0/upload", method="POST", Content_Type="application/octet-stream", Content_Length=length).status
        == 413
    )
    assert ask(server, "0/upload", method="POST", Content_Type="multipart/form-data").status == 415


def test_silent_connections_are_closed(server, monkeypatch):
    """Who says nothing, or stops in the middle, does not keep a connection."""
    monkeypatch.setattr(handler, "timeout", 0.05)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(f"GET /{server.secret}/ HTTP/1.1\r\nHost: 127".encode())

        assert connection.recv(1000) == b""


def test_news_keeps_its_connection(server, monkeypatch):
    """A page that waits hears that the program lives, so that both notice when the other is gone."""
    monkeypatch.setattr(serving_module, "PING", 0.01)
    request = f"GET /{server.secret}/0/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
    heard = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request.encode())
        while b": still here" not in heard:
            heard += connection.recv(65536)

    assert b"Content-Type: text/event-stream" in heard
    assert b"data: {" in heard


def test_long_headers_are_refused(server):
    """A header beyond 64 kB, or a hundred of them, is refused."""
    assert ask(server, "", X_Long="x" * 70_000).status == 431
    assert ask(server, "", **{f"X_{number}": "x" for number in range(200)}).status == 431


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"text": 1}', b'{"text": "a"}'])
def test_odd_bodies_are_refused(server, body):
    """What is no object with what is needed changes nothing and ends nothing."""
    before = text_on_disc(server)

    assert ask(server, "0/save", method="POST", body=body).status == 400
    assert text_on_disc(server) == before


@pytest.mark.parametrize(
    "garbage", [b"\r\n\r\n", b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"]
)
def test_garbage_ends_nothing(server, garbage):
    """What is no request at all does not end the server, which goes on answering."""
    ask_raw(server, garbage)

    assert ask(server, "brochures").status == 200


def test_there_are_not_endless_connections(tmp_path):
    """More connections than pages need are closed at once, and those that are open go on."""
    with serving(tmp_path) as server:
        address = ("127.0.0.1", server.port)
        held = [socket.create_connection(address, timeout=10) for _ in range(MOST_CONNECTIONS)]
        request = f"GET /{server.secret}/brochures HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
        # The server has taken each one when it answers it.
        for each in held:
            each.sendall(request)
            assert each.recv(12) == b"HTTP/1.1 200"
        with socket.create_connection(address, timeout=10) as further:
            assert further.recv(1) == b""
        for each in held:
            each.close()


def test_nothing_is_printed(server, capfd):
    """Neither requests nor pages that were closed while they were answered leave lines in the terminal."""
    ask(server, "brochures")
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(f"GET /{server.secret}/sans.ttf HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    ask(server, "nothing")

    assert capfd.readouterr() == ("", "")
