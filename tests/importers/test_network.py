"""The network is asked for a typed address only, within limits, and never on behalf of a page for what lies inside."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import yaml
from test_word import photo

from pdfbrochure.importers import fetch
from pdfbrochure.importers.draft import ImportFault
from pdfbrochure.importers.fetch import Fetcher, is_public
from pdfbrochure.importers.run import Options, import_source

PAGE = b"""<html lang=en><title>Two boats</title><article><h1>Two boats</h1><p>They came in the night, and left
at dawn with the tide, as they had come.</p><img src=/boat.jpg alt="Two boats" width=600>
<img src=/kept.jpg width=600></article></html>"""


@pytest.fixture
def site(monkeypatch):
    """A site on this machine: its answers by path, and the paths that were asked for."""
    monkeypatch.setattr(fetch, "_APART", 0.0)
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", answers, asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_page_and_its_photos_are_fetched(site):
    """The photos of a typed address come with it; what robots.txt forbids does not, and is listed."""
    address, answers, asked = site
    answers["/news"] = (200, {"Content-Type": "text/html"}, PAGE)
    answers["/boat.jpg"] = (200, {}, photo().read())
    answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /kept.jpg\n")
    found = import_source(f"{address}/news", Options())
    item = yaml.safe_load(found.files["brochure.yaml"])["items"][0]

    assert item["photo"] == {"file": "assets/two-boats.jpg", "alt": "Two boats"}
    assert "robots.txt" in found.files["import-report.txt"].decode()
    assert "/kept.jpg" not in asked


@pytest.mark.parametrize(
    "onward", ["http://localhost:1/x", "http://169.254.169.254/meta", "http://[::1]/", "file:///etc/passwd"]
)
def test_redirect_into_a_network_is_not_followed(site, onward):
    """Each hop is looked at: an office's own host may be typed, but no page may lead there."""
    address, answers, _asked = site
    answers["/"] = (302, {"Location": onward}, b"")

    with pytest.raises(ImportFault):
        Fetcher(f"{address}/", "test").get(f"{address}/")


def test_ring_of_redirects_ends(site):
    """After five hops."""
    address, answers, asked = site
    answers["/"] = (302, {"Location": "/"}, b"")

    with pytest.raises(ImportFault, match="leads on and on"):
        Fetcher(f"{address}/", "test").get(f"{address}/")
    assert len(asked) == 6


@pytest.mark.parametrize("packed", [False, True])
def test_answer_without_end_is_cut(site, packed):
    """What counts is the size when it is unpacked."""
    address, answers, _asked = site
    body = bytes(3_000_000)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    answers["/"] = (200, headers, gzip.compress(body) if packed else body)

    with pytest.raises(ImportFault, match="larger than 2 MB"):
        Fetcher(f"{address}/", "test").get(f"{address}/", 2_000_000)


def test_host_with_a_public_and_a_private_number_is_refused(monkeypatch):
    """All numbers of a host are looked at, and the first is the one that is connected to."""
    both = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_a, **_k: both)

    with pytest.raises(ImportFault, match=r"inside of a network \(10\.0\.0\.1\)"):
        Fetcher("https://example.org/", "test").get("http://other.example.org/")


PRIVATE = """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 255.255.255.255
::1 fe80::1 fc00::1 ::ffff:10.0.0.1 2002:0a00:0001::1"""


@pytest.mark.parametrize("number", PRIVATE.split())
def test_numbers_inside_of_networks_are_not_public(number):
    """Loopback, private, link-local, shared, multicast, and those wrapped in IPv6."""
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1"])
def test_numbers_of_the_network_are_public(number):
    """Others are."""
    assert is_public(number)


def test_port_that_is_not_one_of_pages_is_refused():
    """But for the host that was typed."""
    with pytest.raises(ImportFault, match="port"):
        Fetcher("https://example.org/", "test").get("https://example.com:22/")
