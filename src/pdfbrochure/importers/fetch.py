"""The one way to the network, opened only for an address that somebody typed, within limits of time, size and place.

Each hop is looked at before it is taken: private and reserved addresses are refused, and the connection goes to the
very address that was looked at, so that no second look-up can lead elsewhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from typing import Final
from urllib.parse import quote

from pdfbrochure.importers.draft import ImportFault, joined, parts_of

PAGE: Final = 5_000_000
FEED: Final = 20_000_000
PHOTO: Final = 40_000_000
# In seconds: for a connection or a read, for a file, for all together, and between two requests to one host.
_WAIT: Final = 10.0
_FILE: Final = 60.0
_ALL: Final = 120.0
_APART: Final = 0.5
_HOPS: Final = 5
_CHUNK: Final = 65_536
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Fetches what lies behind addresses that belong to one that was typed.

    Args:
        typed: The address that somebody typed. If its host is an office's own network, then that host is allowed.
        agent: How the program names itself.
    """

    def __init__(self, typed: str, agent: str) -> None:
        self._agent = agent
        self._end = time.monotonic() + _ALL
        self._last: dict[str, float] = {}
        self._trusted = (parts_of(typed).hostname or "").casefold()
        self._robots: dict[str, object] = {}
        self._typed = typed

    def get(self, address: str, limit: int = PHOTO) -> tuple[bytes, str, str]:
        """Return the bytes behind an address, where they were found in the end, and their content type.

        Raises:
            ImportFault: Nothing can be had, or it may not be.
        """
        for _ in range(_HOPS + 1):
            status, headers, content = self._ask(address, limit)
            if status in _REDIRECTS and headers.get("Location"):
                onward = joined(address, headers["Location"])
                if address.startswith("https:") and not onward.startswith("https:"):
                    raise ImportFault(f"{address} leads to an address that is not secure")
                address = onward
                continue
            if status != 200:
                raise ImportFault(f"{address} answers with {status}")
            return content, address, headers.get("Content-Type") or ""
        raise ImportFault(f"{address} leads on and on")

    def picture(self, address: str) -> bytes:
        """Return the bytes of a picture that the page names, if the site allows programs to fetch it."""
        if not self._may_fetch(address):
            raise ImportFault("the site does not allow programs to fetch it (robots.txt)")
        return self.get(address, PHOTO)[0]

    def _may_fetch(self, address: str) -> bool:
        from urllib.robotparser import RobotFileParser

        parts = parts_of(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = RobotFileParser()
            try:
                text = self.get(f"{site}/robots.txt", 500_000)[0].decode("utf-8", "replace")
            except ImportFault:
                text = ""
            rules.parse(text.splitlines())
            self._robots[site] = rules
        rules_known = self._robots[site]
        assert isinstance(rules_known, RobotFileParser), "that is all that is kept"
        return rules_known.can_fetch(self._agent, address)

    def _ask(self, address: str, limit: int) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return the answer of one request, which is not followed further."""
        parts = parts_of(address)
        host = (parts.hostname or "").casefold()
        try:
            port = parts.port
        except ValueError:
            raise ImportFault(f"{address} is no address") from None
        if parts.scheme not in ("http", "https") or not host:
            raise ImportFault(f"{address} is no web address")
        if port not in (None, 80, 443) and host != self._trusted:
            raise ImportFault(f"{address} names a port that pages do not use")
        place = self._resolve(host, port or (443 if parts.scheme == "https" else 80))
        self._pause(host)
        end = min(time.monotonic() + _FILE, self._end)
        try:
            connection = _connect(parts.scheme, host, place)
            try:
                target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
                    f"?{parts.query}" if parts.query else ""
                )
                connection.request(
                    "GET", target.encode("ascii", "ignore").decode(), headers=self._headers(parts.netloc)
                )
                answer = connection.getresponse()
                return answer.status, answer.headers, _body(answer, limit, end, address)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise ImportFault(f"{address} cannot be fetched: {error}") from None

    def _headers(self, host: str) -> dict[str, str]:
        return {
            "Host": host.rpartition("@")[2],
            "User-Agent": self._agent,
            "Accept": "text/html,application/xhtml+xml,application/xml,application/feed+json,image/*;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }

    def _pause(self, host: str) -> None:
        """Wait between two requests to one host, and stop when the time for all is over."""
        now = time.monotonic()
        if now > self._end:
            raise ImportFault(f"the import took longer than {_ALL:.0f} seconds")
        wait = self._last.get(host, -1.0) + _APART - now
        if wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()

    def _resolve(self, host: str, port: int) -> tuple[int, tuple[str, int]]:
        """Return the family and the number of a host, all of whose numbers are public. Raises ImportFault."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ImportFault(f"there is no host {host}: {error}") from None
        for _family, _type, _proto, _name, place in found:
            if host != self._trusted and not is_public(str(place[0])):
                raise ImportFault(f"{host} is an address inside of a network ({place[0]}), which is not asked")
        family, _, _, _, place = found[0]
        return int(family), (str(place[0]), port)


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public network."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast and not address.is_reserved


def _connect(scheme: str, host: str, place: tuple[int, tuple[str, int]]) -> http.client.HTTPConnection:
    """Return a connection to a number, under the host's name."""
    family, (number, port) = place
    connection = http.client.HTTPConnection(host, port, timeout=_WAIT)
    plain = socket.socket(family, socket.SOCK_STREAM)
    plain.settimeout(_WAIT)
    try:
        plain.connect((number, port))
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
        )
    except BaseException:
        plain.close()
        raise
    return connection


def _body(answer: http.client.HTTPResponse, limit: int, end: float, address: str) -> bytes:
    """Return what an answer holds, unpacked; more than the limit, or longer than the time, is refused."""
    encoding = (answer.headers.get("Content-Encoding") or "").lower()
    unpack = zlib.decompressobj(47) if encoding in ("gzip", "x-gzip", "deflate") else None
    content = bytearray()
    while True:
        if time.monotonic() > end:
            raise ImportFault(f"{address} takes longer than {_FILE:.0f} seconds")
        chunk = answer.read(_CHUNK)
        if not chunk:
            return bytes(content)
        try:
            content += unpack.decompress(chunk, limit + 1) if unpack is not None else chunk
        except zlib.error:
            raise ImportFault(f"{address} is damaged") from None
        if len(content) > limit:
            raise ImportFault(f"{address} is larger than {limit // 1_000_000} MB")
