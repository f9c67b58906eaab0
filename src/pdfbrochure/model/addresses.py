"""Web addresses, paths and language tags: one text to one checked text, or the Fault that says what to type.

A web address is kept in the form that people read (an IRI, RFC 3987), scheme and host in small letters. `uri_of` gives
the ASCII form that links and QR codes hold, `shown_address` the one that is printed and read aloud.
"""

from __future__ import annotations

import re
from typing import Final

from pdfbrochure.model.scalars import Fault, one_line, show
from pdfbrochure.read.alike import without_quotes
from pdfbrochure.writing import fault_of_name

# What browsers and PDF readers still take, and little less than the largest QR code holds.
LONGEST_ADDRESS: Final = 2_000
# The longest name that common file systems take is 255; a path has a few of them.
LONGEST_PATH: Final = 1_000
# Digits of a telephone number: emergency numbers have two or three, international ones at most 15 (ITU-T E.164).
_NUMBER: Final = r"\+?[0-9](?:[-.()]*[0-9]){1,19}\)?"

# Patterns are compiled when first used, since few brochures need many of them.
_SCHEME: Final = r"([A-Za-z][A-Za-z0-9+\-]*):"
_BARE_HOST: Final = r"[^\s/?#:@.]+(?:\.[^\s/?#:@.]+)+(?::[0-9]+)?(?:[/?#].*)?"
_BARE_MAIL: Final = r"[^\s/@:]+@[^\s/@:]+\.[^\s/@:]+"
_BARE_NUMBER: Final = r"\+[0-9][0-9\s().\-/]{5,24}"
_IP_6: Final = r"(\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?"
# What may stand unescaped in a URI behind its host, the percent sign of what is escaped already among it (RFC 3986).
_URI_SIGNS: Final = "/%:=&?~#+!$,;'@()*[]"
# Names of files that people send along with a brochure.
_FILE: Final = r"(?i)^[^?#]*\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|zip|jpe?g|png|ics|csv|epub)$"
_DRIVE: Final = r"[A-Za-z]:"
# language, script, region, then variants, extensions and private use (RFC 5646, 2.1, without grandfathered tags).
_TAG: Final = (
    r"([A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?"
    r"((?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[A-WYZa-wyz0-9](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-x(?:-[A-Za-z0-9]{1,8})+)?)"
)
# The languages with a code of two letters (ISO 639-1, with the retired ones that are still registered).
_TWO_LETTERS: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw "
    "ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm "
    "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh "
    "zu"
)
# Codes of countries, typed for that of a language.
_COUNTRIES: Final = {
    "al": "sq", "at": "de-AT", "cn": "zh", "cz": "cs", "dk": "da", "gb": "en", "ge": "ka", "gr": "el", "il": "he",
    "ir": "fa", "jp": "ja", "md": "ro", "me": "cnr", "mx": "es", "pk": "ur", "rs": "sr", "ua": "uk", "us": "en-US",
    "vn": "vi", "xk": "sq", "eg": "ar", "by": "be",
}  # fmt: skip
_LANGUAGE_NAMES: Final = {
    "arabic": "ar", "chinese": "zh", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "greek": "el",
    "hebrew": "he", "italian": "it", "japanese": "ja", "polish": "pl", "portuguese": "pt", "russian": "ru",
    "spanish": "es", "swedish": "sv", "ukrainian": "uk",
    "français": "fr", "deutsch": "de", "español": "es", "italiano": "it", "português": "pt", "nederlands": "nl",
}  # fmt: skip


def read_address(text: str) -> str | Fault:  # a ladder of refusals
    """Return an https, http, mailto or tel address that a PDF can link to.

    Scheme and host come back in small letters, everything else as typed.
    """
    if len(text) > LONGEST_ADDRESS:
        return _bad(f"has {len(text)} characters", f"an address has at most {LONGEST_ADDRESS}")
    scheme = re.match(_SCHEME, text)
    name = scheme[1].lower() if scheme else ""
    if name == "tel":
        return _telephone(text, text[4:])
    if not text.isprintable() or " " in text:
        if re.fullmatch(_BARE_NUMBER, text):
            return _without_scheme(text)
        mend = "delete it, or write %20 for a space"
        return _bad(f"is {show(text)}, with a space or an invisible character in it", mend)
    if scheme is None:
        return _without_scheme(text)
    rest = text[scheme.end() :]
    if name == "mailto":
        address = _mail(text, rest)
    elif name not in ("https", "http"):
        why = "only https, http, mailto and tel addresses are safe to click in a PDF"
        return _bad(f"is {show(text)}, which begins with {name}:", "write an https, http, mailto or tel address", why)
    elif not rest.startswith("//"):
        return _bad(f"is {show(text)}, without // after {name}:", f"{name}://{rest.lstrip('/')}")
    else:
        authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
        address = _web(text, name, authority, rest[2 + len(authority) :])
    if isinstance(address, str) and len(uri_of(address)) > LONGEST_ADDRESS:
        return _bad(f"has {len(uri_of(address))} characters in its ASCII form", f"it may have {LONGEST_ADDRESS}")
    return address


def _bad(says: str, mend: str, why: str = "") -> Fault:
    return Fault("bad-url", says, mend, why)


def _without_scheme(text: str) -> Fault:
    why = "a PDF can only link to what is on the web, to a mail address or to a telephone number"
    if text.startswith("#"):
        return _bad(f"is {show(text)}, a place inside a page", "name the place in words, or link to a web page", why)
    if re.search(_FILE, text) and not re.match(r"www\.|//", text, re.IGNORECASE):
        return _bad(f"is {show(text)}, a file", "put it on a web site, and write its address: https://…", why)
    if re.fullmatch(_BARE_MAIL, text):
        return _bad(f"is {show(text)}, without mailto:", f"mailto:{text}")
    if re.fullmatch(_BARE_NUMBER, text):
        return _bad(f"is {show(text)}, without tel:", f"tel:{_dialled(text)}")
    if re.fullmatch(_BARE_HOST, text) or text.startswith("//"):
        return _bad(f"is {show(text)}, without https://", f"https://{text.lstrip('/')}")
    inner = re.search(r"https?://[^\s<>\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\"]+", text, re.IGNORECASE)
    mend = inner[0] if inner else "write it as https://www.example.org"
    return _bad(f"is {show(text)}, which is not a web address", mend)


def _mail(text: str, rest: str) -> str | Fault:
    """Return a mail address, or a list of them, with the hosts in small letters (RFC 6068)."""
    mailboxes, mark, header = rest.partition("?")
    read = []
    for mailbox in mailboxes.split(","):
        before, _, host = mailbox.rpartition("@")
        name = read_host(host) if before else None
        if name is None or not before:
            return _bad(f"is {show(text)}, which is not a mail address", "write it as mailto:name@example.org")
        read.append(f"{before}@{name}")
    return f"mailto:{','.join(read)}{mark}{header}"


def _telephone(text: str, rest: str) -> str | Fault:
    """Return a telephone number as typed; spaces cannot stand in it, hyphens can (RFC 3966)."""
    number, *parameters = rest.split(";")
    if re.fullmatch(_NUMBER, number) and all(
        re.fullmatch(r"[A-Za-z0-9\-]+(=[A-Za-z0-9.+\-%]+)?", part) for part in parameters
    ):
        return f"tel:{rest}"
    dialled = _dialled(rest)
    mend = f"tel:{dialled}" if re.fullmatch(_NUMBER, dialled) else "write it as tel:+43-1-26060"
    return _bad(f"is {show(text)}, which is not a telephone number", mend, "a number has digits, and hyphens between")


def _dialled(text: str) -> str:
    """Return what people type for a telephone number with hyphens instead of blanks, strokes and `(0)`."""
    bare = re.sub(r"\(0\)", " ", text.replace("%20", " ").removeprefix("//"))
    return re.sub(r"[^0-9+]+", "-", bare).strip("-")


def _web(text: str, scheme: str, authority: str, rest: str) -> str | Fault:  # a ladder of refusals
    if "@" in authority:
        mend = text.replace(authority, authority.rpartition("@")[2], 1)
        return _bad(
            f"is {show(text)}, with an @ before the first /", mend, "it would show a user name, or hide the host"
        )
    six = re.fullmatch(_IP_6, authority)
    host, _, port = (six[1], "", six[2] or "") if six else authority.partition(":")
    if not host:
        return _bad(f"is {show(text)}, which names no host", "write it as https://www.example.org")
    if host.lower() in ("http", "https"):
        return _bad(f"is {show(text)}, which begins twice", text.partition("://")[2])
    name = host.lower() if six else read_host(host)
    if name is None:
        mend, why = _meant_host(text, host)
        return _bad(f"is {show(text)}, in which {show(host)} cannot be a host", mend, why)
    if ":" in authority.removeprefix(host) and not (re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) <= 65535):
        return _bad(f"is {show(text)}, in which {show(port)} is not a port", "delete it, with the colon")
    return f"{scheme}://{name}{authority[len(host) :]}{rest}"


def _meant_host(text: str, host: str) -> tuple[str, str]:
    """Return what to type instead of a host that cannot be one, and why it cannot."""
    if host.isascii():
        return "write it as https://www.example.org", ""
    why = "it has signs that no registry gives out, or letters in an order that cannot be (IDNA 2008)"
    labels = host.lower().split(".")
    if all(label for label in labels) and not any(re.search(r"[\x00-\x7f]", _signs(label)) for label in labels):
        # Browsers take what an older standard allowed, such as emoji; its ASCII form leaves no doubt what is meant.
        ascii_form = ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in labels
        )
        return text.replace(host, ascii_form, 1), why
    return "write it as https://www.example.org", why


def _signs(label: str) -> str:
    return re.sub("[A-Za-z0-9_-]", "", label)


def read_host(host: str) -> str | None:
    """Return a host in small letters, other scripts as people read them; None when there can be none of that name.

    Source:
        RFC 5890 to 5893 (IDNA 2008), with the mapping of capitals and wide letters by UTS #46, nontransitional: `ß` and
        the final sigma stay what they are, as in every browser, and lead to their own owner.
    """
    if host.isascii():
        small = host.lower()
        labels = small.removesuffix(".").split(".")
        return small if all(labels) and not any(_signs(label) for label in labels) and len(small) < 255 else None
    import idna  # 20 ms that few addresses need

    try:
        mapped: str = idna.uts46_remap(host, std3_rules=False, transitional=False)
        labels = mapped.removesuffix(".").split(".")
        encoded = [label if label.isascii() else idna.alabel(label).decode() for label in labels]
    except idna.IDNAError:
        return None
    ascii_form = read_host(".".join(encoded))
    return mapped if ascii_form is not None else None


def uri_of(address: str) -> str:
    """Return an address in ASCII: the host by IDNA 2008, other characters percent-encoded (RFC 3986, 3987).

    The one form in which an address leaves the program: in links of every kind and in QR codes.

    Args:
        address: As `read_address` returns it.
    """
    if address.isascii():
        return address
    from urllib.parse import quote  # only needed for such addresses

    scheme, colon, rest = address.partition(":")
    if scheme == "mailto":
        mailboxes, mark, header = rest.partition("?")
        shown = []
        for mailbox in mailboxes.split(","):
            name, _, host = mailbox.rpartition("@")
            shown.append(f"{quote(name, _URI_SIGNS)}@{_ascii_host(host)}")
        return scheme + colon + ",".join(shown) + mark + quote(header, _URI_SIGNS)
    authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    host, port_colon, port = authority.partition(":")
    return f"{scheme}://{_ascii_host(host)}{port_colon}{port}{quote(rest[2 + len(authority) :], _URI_SIGNS)}"


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    import idna

    return ".".join(label if label.isascii() else idna.alabel(label).decode() for label in host.split("."))


def shown_address(address: str) -> str:
    """Return an address as it is printed and read aloud: a host with its path, mail addresses, a telephone number.

    What only a program needs is left out: the scheme, `www.` and a closing stroke, and subject and text of a mail.
    """
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "mailto":
        return rest.partition("?")[0].replace(",", ", ") or address
    if scheme.lower() == "tel":
        number, *parameters = rest.split(";")
        extension = [part[4:] for part in parameters if part.lower().startswith("ext=")]
        return f"{number} ext. {extension[0]}" if extension else number
    shown = rest.removeprefix("//")
    if shown.lower().startswith("www."):
        shown = shown[4:]
    return shown.removesuffix("/") or address


def spoken_address(address: str) -> str:
    """Return what a screen reader says for an address where no words stand for it: of a web address, all."""
    return address if address.startswith("http") else shown_address(address)


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
    inner = None if text.isascii() else without_quotes(text)
    if inner is not None:
        says = f"is {show(text)}, with the quotation marks of a word processor round it"
        return Fault("bad-path", says, f"write it without them: {inner}")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        why = "a brochure may only read files of its own folder"
        return Fault("path-outside", f"is {show(text)}, which leaves the brochure's folder", near, why)
    if not parts or path.endswith("/"):
        return Fault("bad-path", f"is {show(text)}, which is a folder", "name the file in it")
    return "/".join(parts)


def names_family(text: str) -> bool:
    """Whether a font is named by its family, and not by its file."""
    return "/" not in text and "\\" not in text and re.search(r"\.[A-Za-z0-9]{2,5}$", text) is None


def read_font(text: str) -> str | Fault:
    """Return the path of a font file, or the name of a family of fonts."""
    return one_line(text) if names_family(text) else read_path(text)


def read_output(text: str) -> str | Fault:
    """Return the path of the PDF to write."""
    path = read_path(text)
    if isinstance(path, Fault):
        return path._replace(mend="write a name such as brochure.pdf, or build with -o", why="")
    if not path.lower().endswith(".pdf"):
        name = path.removesuffix(".yaml").removesuffix(".yml")
        return Fault("bad-path", f"is {show(text)}, which does not end with .pdf", f"write {name}.pdf")
    for part in path.split("/"):
        why = fault_of_name(part)
        if why:
            return Fault(
                "bad-path", f"is {show(text)}: {show(part)} {why}", "choose another name, such as brochure.pdf"
            )
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
    language, script, region, rest = match.groups()
    language = language.lower()
    main = language.partition("-")[0]
    if len(main) == 2 and main not in _TWO_LETTERS.split():
        known = _COUNTRIES.get(main, "")
        mend = f"write {known}" if known else "write its code, such as en, fr or pt-BR"
        return Fault("bad-language", f"is {show(text)}, and no language has the code \u201c{main}\u201d", mend)
    return language + (f"-{script.title()}" if script else "") + (f"-{region.upper()}" if region else "") + rest.lower()
