"""What the file says of itself: XMP, the information dictionary, the outline, the page labels."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from msgspec import Struct

from pdfbrochure.layout.pages import Bookmark
from pdfbrochure.paint.objects import Raw, number, reference, text_string

# PDF/A-2 wants a description of every XMP schema that it does not know itself (ISO 19005-2, 6.6.2.3.3).
_UA_SCHEMA: Final = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


_HEAD: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Description rdf:about=""\n'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\n'
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"\n'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n<dc:format>application/pdf</dc:format>\n'
)


class Meta(Struct, frozen=True):
    """What the file says of itself. `made` is in UTC."""

    title: str
    author: str
    subject: str
    language: str
    made: dt.datetime
    producer: str


def xmp(meta: Meta) -> bytes:
    """Return the XMP packet (ISO 16684-1) with the claims to PDF/UA-1 and PDF/A-2a."""
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
    parts.append(
        f"<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>"
        f"<xmp:MetadataDate>{made}</xmp:MetadataDate>\n"
        f"<xmp:CreatorTool>{_escaped(meta.producer)}</xmp:CreatorTool>"
        f"<pdf:Producer>{_escaped(meta.producer)}</pdf:Producer>\n"
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
        "</rdf:Description>\n"
    )
    parts.append(_UA_SCHEMA)
    parts.append('</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>')
    return "".join(parts).encode()


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
    return b"<< " + b" ".join(parts) + b" >>"


def outline(document: Any, bookmarks: tuple[Bookmark, ...], pages: list[bytes], height: float) -> Raw | None:
    """Add the outline, one entry an item; return it, or None when there is nothing to list."""
    if not bookmarks:
        return None
    top = Raw()
    top_reference = reference(document, top)
    entries = [Raw() for _ in bookmarks]
    references = [reference(document, entry) for entry in entries]
    for index, (bookmark, entry) in enumerate(zip(bookmarks, entries, strict=True)):
        links = b""
        if index:
            links += b" /Prev " + references[index - 1]
        if index + 1 < len(references):
            links += b" /Next " + references[index + 1]
        y = number(min(height, height - bookmark.y + 12.0)).encode()
        entry.content = b"<< /Title %s /Parent %s%s /Dest [%s /XYZ 0 %s null] >>" % (
            text_string(bookmark.title),
            top_reference,
            links,
            pages[bookmark.page - 1],
            y,
        )
    top.content = b"<< /Type /Outlines /First %s /Last %s /Count %d >>" % (
        references[0],
        references[-1],
        len(references),
    )
    return top
