"""Addresses that lead through a counter: the wrappers of mail programs, the marks of campaigns. Finds the plain one.

Such addresses come in by copying from a mail or a newsletter. They are long, hold the name of whoever got the mail, and
die with the service that made them. Nothing is changed: the plain address is what a finding says to type.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from pdfbrochure.model.addresses import read_address
from pdfbrochure.model.scalars import Fault, show

# Wrappers that hold the address that they lead to, in a parameter or as a part of the path.
_WRAPPERS: Final = re.compile(
    r"""(?x)(^|\.)(
    safelinks\..* | urldefense\.(com|proofpoint\.com) | (l|lm)\.facebook\.com | l\.instagram\.com | slack-redir\.net
    | linkprotect\.cudasvc\.com | deref-(gmx|web|mail)\.[a-z]+ | awstrack\.me | links(-\d+)?\.govdelivery\.com
    | out\.reddit\.com | exit\.sc | nl2go\.com | secure-web\.cisco\.com | protect\.checkpoint\.com
    )$"""
)
# Pages of large sites that do the same.
_REDIRECTIONS: Final = re.compile(
    r"^(www\.)?(google\.[a-z.]+/url|youtube\.com/redirect|linkedin\.com/(redir|safety)/|vk\.com/away\.php"
    r"|facebook\.com/(l\.php|flx/warn))"
)
# Counters of newsletters, that hold no address.
_COUNTERS: Final = re.compile(
    r"""(?x)(^|\.)(
    list-manage\.com | ct\.sendgrid\.net | rs6\.net | mjt\.lu | cmail\d*\.com | createsend\d*\.com | lnks\.gd
    | click\.mlsend\.com | hubspotlinks\.com | hs-sales-engage\.com | sendibm\d*\.com | trk\.klclick\d*\.com
    | r\.mailjet\.com | mandrillapp\.com | click\.convertkit-mail\d*\.com | mimecast\.com | mimecastprotect\.com
    )$"""
)
# Marks that campaigns, advertisers and mailing programs add to an address; the page is the same without them.
_MARKS: Final = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id",
    "srsltid", "_gl", "igshid", "igsh", "mibextid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "hsctatracking", "__hstc",
    "__hssc", "__hsfp", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id", "ml_subscriber", "ml_subscriber_hash",
    "_openstat", "wt.mc_id", "sc_cid", "spm_id_from", "trk_contact", "ck_subscriber_id", "pk_campaign", "pk_kwd",
    "pk_source", "pk_medium", "pk_content", "pk_keyword", "at_medium", "at_campaign",
})  # fmt: skip
_MARKS_BEGIN: Final = ("utm_", "mtm_", "at_recipient_")
# Where `si` says who shared a film or a song.
_SHARED: Final = re.compile(r"(^|\.)(youtu\.be|youtube\.com|spotify\.com)$")
# A wrapped address may be wrapped again.
_DEEPEST: Final = 5


def remark_on_address(address: str) -> Fault | None:
    """Return a remark on an address that leads through a counter, or None; its mend is the plain address if known.

    Args:
        address: As `read_address` returns it.
    """
    if not address.startswith("http"):
        return None
    plain, counts = _plain(address)
    if plain == address and not counts:
        return None
    why = "it is long on paper, tells others who reads it, and fails when the service that counts is gone"
    checked = read_address(plain)
    if counts or isinstance(checked, Fault):
        mend = "open it in a browser, and copy the address of the page that comes"
        return Fault("tracking-address", f"is {show(address)}, which counts its readers", mend, why)
    return Fault("tracking-address", f"is {show(address)}, which counts its readers", checked, why)


def _plain(address: str) -> tuple[str, bool]:
    """Return where an address leads in the end, without marks, and whether a counter is still in the way."""
    for _ in range(_DEEPEST):
        host, rest = _parts(address)
        if _WRAPPERS.search(host) or _REDIRECTIONS.match(f"{host}/{rest.lstrip('/')}"):
            inner = _inner(rest)
            if not inner:
                # A wrapper's own page is a page like others.
                return address, "?" in rest or rest.count("/") > 1
            address = inner
        else:
            break
    host, rest = _parts(address)
    if _COUNTERS.search(host) and len(rest) > 1:
        return address, True
    return _without_marks(address, host), False


def _parts(address: str) -> tuple[str, str]:
    """Return host and rest of a web address."""
    behind = address.partition("://")[2]
    host = re.split(r"[/?#:]", behind, maxsplit=1)[0]
    return host.lower(), behind[len(host) :]


def _inner(rest: str) -> str:
    """Return the address that stands inside of the path and query of another, or ""."""
    # Proofpoint, third form: /v3/__https://www.example.org/__;…
    match = re.search(r"/v3/__(https?:/{1,2}[^\s]+?)__;", rest)
    if match:
        return re.sub(r"^(https?:)/+", r"\1//", match[1])
    # Proofpoint, second form: `_` for a stroke and `-XX` for other signs.
    match = re.search(r"/v2/url\?u=(https?-3A__[^&]+)", rest)
    if match:
        return unquote(re.sub("-([0-9A-F]{2})", r"%\1", match[1].replace("_", "/")))
    path, _, query = rest.partition("?")
    values = [part.partition("=")[2] for part in re.split("[&;]", query.partition("#")[0])]
    for value in [*values, *path.split("/")]:
        decoded = unquote(value)
        if re.match(r"https?://\S", decoded):
            return decoded
    return ""


def _without_marks(address: str, host: str) -> str:
    """Return an address without the marks of campaigns, everything else as typed."""
    before, hash_sign, fragment = address.partition("#")
    path, question, query = before.partition("?")
    kept = [part for part in query.split("&") if not _is_mark(part, host)]
    anchors = [part for part in fragment.split("&") if not _is_mark(part, host)]
    if len(kept) == len(query.split("&")) and len(anchors) == len(fragment.split("&")):
        return address
    whole = path + (question + "&".join(kept) if any(kept) else "")
    return whole + (hash_sign + "&".join(anchors) if any(anchors) else "")


def _is_mark(part: str, host: str) -> bool:
    name = part.partition("=")[0].casefold()
    return name in _MARKS or name.startswith(_MARKS_BEGIN) or (name == "si" and bool(_SHARED.search(host)))
