"""What the file says of itself: XMP and the information dictionary."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from typing import Final

from msgspec import Struct

from pdfbrochure.model.brochure import Brochure, Imprint
from pdfbrochure.paint.document import text_string
from pdfbrochure.paint.standards import NUMBERS, PRISM, STANDARDS
from pdfbrochure.text.wordbreaks import unmarked

_HEAD: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Description rdf:about=""\n'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\n'
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"\n'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n<dc:format>application/pdf</dc:format>\n'
)
# Namespaces of XMP for versions of files and for PDF/X.
_MEDIA: Final = "http://ns.adobe.com/xap/1.0/mm/"
_PDFX: Final = "http://www.npes.org/pdfx/ns/id/"


class Meta(Struct, frozen=True):
    """What the file says of itself. `made` is in UTC, `standard` a name of `STANDARDS`; what is not known is "".

    `identity` stands for all that the file is made of, which a file for a press gives its number from.
    """

    title: str
    author: str
    subject: str
    language: str
    made: dt.datetime
    producer: str
    standard: str = "ua-1"
    rights: str = ""
    issn: str = ""
    isbn: str = ""
    doi: str = ""
    identity: str = ""


def meta_of(brochure: Brochure, producer: str) -> Meta:
    """Return what the file of a brochure says of itself; `producer` made it."""
    imprint = brochure.imprint or Imprint()
    return Meta(
        title=unmarked(brochure.title),
        author=brochure.publisher,
        subject=brochure.subtitle,
        language=brochure.language,
        made=_date_of(brochure),
        producer=producer,
        standard=brochure.settings.standard,
        rights=imprint.rights,
        issn=imprint.issn,
        isbn=imprint.isbn,
        doi=imprint.doi,
    )


def _date_of(brochure: Brochure) -> dt.datetime:
    """Return the date that the file bears: never the clock's, so that the same brochure gives the same bytes.

    Source:
        reproducible-builds.org, "SOURCE_DATE_EPOCH specification": seconds since 1970 that replace the clock.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Twelve digits reach beyond the year 9999, which is the calendar's end.
    if epoch.isdecimal() and len(epoch) < 12:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    dates = [brochure.date.end or brochure.date.start] if brochure.date else []
    dates += [item.date.end or item.date.start for item in brochure.items if item.date]
    known = [date for date in dates if date is not None]
    newest = (known[0] if brochure.date and dates[0] else max(known)) if known else dt.date(2000, 1, 1)
    return dt.datetime(newest.year, newest.month, newest.day, tzinfo=dt.UTC)


def xmp(meta: Meta) -> bytes:
    """Return the XMP packet (ISO 16684-1) with the claims to the file's standards."""
    standard = STANDARDS[meta.standard]
    made = meta.made.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    parts = [
        _HEAD,
        f"<dc:title>{_alternatives(meta.title)}</dc:title>\n",
        f"<dc:language><rdf:Bag><rdf:li>{_escaped(meta.language)}</rdf:li></rdf:Bag></dc:language>\n",
    ]
    if meta.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_escaped(meta.author)}</rdf:li></rdf:Seq></dc:creator>\n")
    if meta.subject:
        parts.append(f"<dc:description>{_alternatives(meta.subject)}</dc:description>\n")
    if meta.rights:
        parts.append(f"<dc:rights>{_alternatives(meta.rights)}</dc:rights>\n")
    numbers = [(name, getattr(meta, name)) for name in NUMBERS if getattr(meta, name)]
    parts += [f'<prism:{name} xmlns:prism="{PRISM}">{_escaped(value)}</prism:{name}>\n' for name, value in numbers]
    parts.append(
        f"<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>"
        f"<xmp:MetadataDate>{made}</xmp:MetadataDate>\n"
        f"<xmp:CreatorTool>{_escaped(meta.producer)}</xmp:CreatorTool>"
        f"<pdf:Producer>{_escaped(meta.producer)}</pdf:Producer>\n"
        f"{_press_claims(meta) if standard.press else standard.claims}</rdf:Description>\n"
    )
    parts.append(standard.schemas_with([name for name, _value in numbers]))
    parts.append('</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>')
    return "".join(parts).encode()


def _press_claims(meta: Meta) -> str:
    """Return what a file for a press must say of itself (ISO 15930-7, 6.16 and 6.17): its number comes from content."""
    number = uuid.uuid5(uuid.NAMESPACE_URL, meta.identity)
    return (
        f'<xmpMM:DocumentID xmlns:xmpMM="{_MEDIA}">uuid:{number}</xmpMM:DocumentID>'
        f'<xmpMM:VersionID xmlns:xmpMM="{_MEDIA}">1</xmpMM:VersionID>'
        f'<xmpMM:RenditionClass xmlns:xmpMM="{_MEDIA}">default</xmpMM:RenditionClass>\n'
        "<pdf:Trapped>False</pdf:Trapped>"
        f'<pdfxid:GTS_PDFXVersion xmlns:pdfxid="{_PDFX}">PDF/X-4</pdfxid:GTS_PDFXVersion>\n'
    )


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def information(meta: Meta) -> bytes:
    """Return the information dictionary (ISO 32000-1, 14.3.3), equal to the XMP as PDF/A demands."""
    made = meta.made.strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    parts = [b"/Title " + text_string(meta.title)]
    if meta.author:
        parts.append(b"/Author " + text_string(meta.author))
    if meta.subject:
        parts.append(b"/Subject " + text_string(meta.subject))
    producer = text_string(meta.producer)
    parts.append(b"/Creator %s /Producer %s /CreationDate (%s) /ModDate (%s)" % (producer, producer, made, made))
    if STANDARDS[meta.standard].press:
        parts.append(b"/Trapped /False /GTS_PDFXVersion (PDF/X-4)")
    return b"<< " + b" ".join(parts) + b" >>"
