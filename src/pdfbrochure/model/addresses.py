"""Web addresses, paths and language tags: one text to one checked text, or the Fault that says what to type."""

from __future__ import annotations

import re
from typing import Final

from pdfbrochure.model.scalars import Fault, one_line, show

# What browsers and PDF readers still take; also far more than a QR code can hold.
LONGEST_ADDRESS: Final = 2_000
# The longest name that common file systems take is 255; a path has a few of them.
LONGEST_PATH: Final = 1_000

# Patterns are compiled when first used, since few brochures need many of them.
_SCHEME: Final = r"([A-Za-z][A-Za-z0-9+\-]*):"
_BARE_HOST: Final = r"[^\s/?#:@.]+(?:\.[^\s/?#:@.]+)+(?::[0-9]+)?(?:[/?#].*)?"
_BARE_MAIL: Final = r"[^\s/@:]+@[^\s/@:]+\.[^\s/@:]+"
_IP_6: Final = r"\[[0-9A-Fa-f:.]+\]"
_DRIVE: Final = r"[A-Za-z]:"
# language, script, region, variants, private use (RFC 5646, 2.1, without extensions and grandfathered tags).
_TAG: Final = (
    r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?((?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
    r"((?:-x(?:-[A-Za-z0-9]{1,8})+)?)"
)
_LANGUAGE_NAMES: Final = {
    "arabic": "ar", "chinese": "zh", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "greek": "el",
    "hebrew": "he", "italian": "it", "japanese": "ja", "polish": "pl", "portuguese": "pt", "russian": "ru",
    "spanish": "es", "swedish": "sv", "ukrainian": "uk",
    "français": "fr", "deutsch": "de", "español": "es", "italiano": "it", "português": "pt", "nederlands": "nl",
}  # fmt: skip


def read_address(text: str) -> str | Fault:  # a ladder of refusals
    """Return an https, http or mailto address that a PDF can link to, as typed."""
    if len(text) > LONGEST_ADDRESS:
        return _bad(f"has {len(text)} characters", f"an address has at most {LONGEST_ADDRESS}")
    if not text.isprintable() or " " in text:
        mend = "delete it, or write %20 for a space"
        return _bad(f"is {show(text)}, with a space or an invisible character in it", mend)
    scheme = re.match(_SCHEME, text)
    name = scheme[1].lower() if scheme else ""
    if scheme is None:
        return _without_scheme(text)
    rest = text[scheme.end() :]
    if name == "mailto":
        return _mail(text, rest)
    if name not in ("https", "http"):
        why = "only https, http and mailto addresses are safe to click in a PDF"
        return _bad(f"is {show(text)}, which begins with {name}:", "write an https, http or mailto address", why)
    if not rest.startswith("//"):
        return _bad(f"is {show(text)}, without // after {name}:", f"{name}://{rest.lstrip('/')}")
    return _host(text, re.split(r"[/?#]", rest[2:], maxsplit=1)[0])


def _bad(says: str, mend: str, why: str = "") -> Fault:
    return Fault("bad-url", says, mend, why)


def _without_scheme(text: str) -> Fault:
    if re.fullmatch(_BARE_MAIL, text):
        return _bad(f"is {show(text)}, without mailto:", f"mailto:{text}")
    if re.fullmatch(_BARE_HOST, text) or text.startswith("//"):
        return _bad(f"is {show(text)}, without https://", f"https://{text.lstrip('/')}")
    inner = re.search(r"https?://[^\s<>]+", text)
    mend = inner[0] if inner else "write it as https://www.example.org"
    return _bad(f"is {show(text)}, which is not a web address", mend)


def _mail(text: str, rest: str) -> str | Fault:
    mailbox = rest.split("?", 1)[0]
    before, _, host = mailbox.rpartition("@")
    if before and host and not _has_bad_host(host):
        return text
    return _bad(f"is {show(text)}, which is not a mail address", "write it as mailto:name@example.org")


def _host(text: str, authority: str) -> str | Fault:  # a ladder of refusals
    if "@" in authority:
        mend = text.replace(authority, authority.rpartition("@")[2], 1)
        return _bad(
            f"is {show(text)}, with an @ before the first /", mend, "it would show a user name, or hide the host"
        )
    if re.match(_IP_6, authority):
        return text
    host, _, port = authority.partition(":")
    if not host:
        return _bad(f"is {show(text)}, which names no host", "write it as https://www.example.org")
    if host.lower() in ("http", "https"):
        return _bad(f"is {show(text)}, which begins twice", text.partition("://")[2])
    if _has_bad_host(host):
        return _bad(f"is {show(text)}, in which {show(host)} cannot be a host", "write it as https://www.example.org")
    if ":" in authority and not (re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) <= 65535):
        return _bad(f"is {show(text)}, in which {show(port)} is not a port", "delete it, with the colon")
    return text


def _has_bad_host(host: str) -> bool:
    """Whether a host has an empty label, or an ASCII character that none may have; other scripts are fine."""
    labels = host.removesuffix(".").split(".")
    return any(not label or re.search(r"[\x00-\x7f]", re.sub("[A-Za-z0-9_-]", "", label)) for label in labels)


def read_path(text: str) -> str | Fault:
    """Return a path below the brochure's folder, with `/` between its parts and no `.` among them."""
    path = text.replace("\\", "/")
    if "\n" in path:
        return Fault("bad-path", "has a line break in it", "write it on one line, without \\n")
    if len(path) > LONGEST_PATH:
        return Fault("bad-path", f"has {len(path)} characters", f"a path has at most {LONGEST_PATH}")
    name = path.rstrip("/").rsplit("/", 1)[-1]
    near = f"put the file into the folder, and write assets/{name}"
    scheme = re.match(_SCHEME, path)
    if scheme and path[scheme.end() :].startswith("//"):
        return Fault("path-outside", f"is {show(text)}, an address and not a file", near, "a build never uses the net")
    if path.startswith(("/", "~")) or re.match(_DRIVE, path):
        why = "paths begin at the brochure's folder, so that it can be moved and sent"
        return Fault("path-outside", f"is {show(text)}, which does not begin at the brochure's folder", near, why)
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        why = "a brochure may only read files of its own folder"
        return Fault("path-outside", f"is {show(text)}, which leaves the brochure's folder", near, why)
    if not parts or path.endswith("/"):
        return Fault("bad-path", f"is {show(text)}, which is a folder", "name the file in it")
    return "/".join(parts)


def read_output(text: str) -> str | Fault:
    """Return the path of the PDF to write."""
    path = read_path(text)
    if isinstance(path, Fault):
        return path._replace(mend="write a name such as brochure.pdf, or build with -o", why="")
    if not path.lower().endswith(".pdf"):
        name = path.removesuffix(".yaml").removesuffix(".yml")
        return Fault("bad-path", f"is {show(text)}, which does not end with .pdf", f"write {name}.pdf")
    return path


def read_theme(text: str) -> str | Fault:
    """Return the name of a bundled theme, or the path of a theme file."""
    is_path = "/" in text or "\\" in text or text.lower().endswith((".yaml", ".yml"))
    return read_path(text) if is_path else one_line(text)


def read_language(text: str) -> str | Fault:
    """Return a BCP 47 tag in its usual case: `pt-BR`, `zh-Hant`."""
    match = re.fullmatch(_TAG, text)
    if match is None:
        known = _LANGUAGE_NAMES.get(text.casefold(), "")
        if not known and re.fullmatch(_TAG, text.replace("_", "-")):
            known = text.replace("_", "-")
        mend = f"write {known}" if known else "write its code, such as en, fr or pt-BR"
        return Fault("bad-language", f"is {show(text)}, which is not a language code", mend)
    language, script, region, variants, private = match.groups()
    tag = language.lower() + (f"-{script.title()}" if script else "") + (f"-{region.upper()}" if region else "")
    return tag + variants.lower() + private.lower()
