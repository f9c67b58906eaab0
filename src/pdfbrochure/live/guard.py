"""Who may ask: a page that this program has given out, in a browser on this machine, and nobody else.

Any web site that somebody visits may send requests to this machine's own address, a name may be made to lead to it, and
other users of the machine may ask it too. So the name that was asked, the page that asks and the secret are looked at,
of every request and before anything else.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from email.message import Message
from http import HTTPStatus
from typing import Final

# Bits of chance in a secret.
SECRET_BYTES: Final = 24
HEADER: Final = "X-Pdfbrochure"
# A text, and a photo, in bytes.
LARGEST_TEXT: Final = 8_000_000
LARGEST_PHOTO: Final = 200_000_000
JSON: Final = "application/json"
BINARY: Final = "application/octet-stream"
_OWN_SITES: Final = ("same-origin", "none")


def make_secret() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(SECRET_BYTES)


def refusal(headers: Message, port: int) -> HTTPStatus | None:
    """Return why a request is refused, whatever it asks for; None when it is not."""
    own = (f"127.0.0.1:{port}", f"localhost:{port}")
    if headers.get_all("Host", []) not in ([own[0]], [own[1]]):
        return HTTPStatus.MISDIRECTED_REQUEST
    origins = headers.get_all("Origin", [])
    if any(origin not in (f"http://{own[0]}", f"http://{own[1]}") for origin in origins):
        return HTTPStatus.FORBIDDEN
    sites = headers.get_all("Sec-Fetch-Site", [])
    if any(site not in _OWN_SITES for site in sites):
        return HTTPStatus.FORBIDDEN
    return None


def is_same(given: str, secret: str) -> bool:
    """Whether a secret is the right one, in a time that tells nothing."""
    return secrets.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())


def refusal_to_write(headers: Message, secret: str, kind: str) -> HTTPStatus | None:
    """Return why a request that changes something is refused; None when it is not.

    The header with the secret is one that no other site may send without being allowed to.
    """
    if headers.get("Content-Type", "").partition(";")[0].strip().lower() != kind:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if not is_same(headers.get(HEADER, ""), secret):
        return HTTPStatus.FORBIDDEN
    return None


def length_of(headers: Message, most: int) -> int | HTTPStatus:
    """Return how many bytes the body of a request has, or why it is refused."""
    lengths = headers.get_all("Content-Length", [])
    if len(lengths) != 1 or headers.get("Transfer-Encoding") is not None:
        return HTTPStatus.LENGTH_REQUIRED
    if not (lengths[0].isascii() and lengths[0].isdigit()):
        return HTTPStatus.BAD_REQUEST
    if len(lengths[0]) > 12 or int(lengths[0]) > most:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return int(lengths[0])


def headers_of_page(nonce: str) -> Mapping[str, str]:
    """Return what every answer tells the browser not to do. `nonce` opens the one `<style>` that the editor makes."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' 'nonce-{nonce}'" if nonce else "'self'",
        "img-src": "'self' blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


# The officer's page has no script, and its look and pictures in itself.
REPORT_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
