"""An own check of PDF/X-4 (ISO 15930-7) over all objects of a file: what a preflight of a shop would refuse.

It is no validator: it knows what our files hold, and what they must not. Each rule has a seeded fault in `test_shape`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

# Operators that set a color of the screen, and those that name a color space.
SCREEN = {"rg", "RG", "g", "G"}
SPACED = {"cs", "CS"}
STATES = {"/Type", "/OP", "/op", "/OPM", "/ca", "/CA"}
FORBIDDEN_FILTERS = {"/LZWDecode", "/Crypt"}


def faults_of(data: bytes, *, may_be_rgb: bool = False) -> list[str]:
    """The names of the rules that a file breaks; `may_be_rgb`: pictures may be in RGB with a profile."""
    found = list(_head(data))
    with Pdf.open(io.BytesIO(data)) as pdf:
        found += _catalog(pdf)
        found += _metadata(pdf)
        for page in pdf.pages:
            found += _page(page.obj)
            found += _contents(pdf, page, page.obj.get("/Resources", Dictionary()))
        for obj in pdf.objects:
            if isinstance(obj, (Dictionary, Stream)):
                found += _object(obj, may_be_rgb=may_be_rgb)
    return sorted(set(found))


def _head(data: bytes) -> Iterator[str]:
    if not data.startswith((b"%PDF-1.6", b"%PDF-1.5", b"%PDF-1.4")):
        yield "version"


def _catalog(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if "/ID" not in pdf.trailer:
        yield "id"
    if pdf.is_encrypted:
        yield "encrypted"
    for key in ("/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Names", "/Collection"):
        if key in root:
            yield f"catalog {key}"
    preferences = root.get("/ViewerPreferences", Dictionary())
    if any(key in preferences for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")):
        yield "viewer preferences"
    intents = [one for one in root.get("/OutputIntents", Array()) if one.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield "output intent"
        return
    if not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield "output condition"
    profile = intents[0].get("/DestOutputProfile")
    if profile is None or profile.get("/N") != 4:
        yield "output profile"
        return
    icc = profile.read_bytes()
    if icc[12:16] != b"prtr" or icc[16:20] != b"CMYK" or icc[36:40] != b"acsp" or icc[8] > 4:
        yield "output profile"


def _metadata(pdf: Pdf) -> Iterator[str]:
    xmp = pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else ""
    if not re.search(r"<pdfxid:GTS_PDFXVersion[^>]*>PDF/X-4</", xmp):
        yield "identification"
    if not re.search(r"<pdf:Trapped>(True|False)</", xmp) or pdf.docinfo.get("/Trapped") not in ("/True", "/False"):
        yield "trapped"
    for name in ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "xmp:MetadataDate", "dc:title"):
        if f"<{name}" not in xmp:
            yield f"xmp {name}"
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        written = re.search(rf"<{name}>([^<]*)</", xmp)
        digits = re.sub(r"\D", "", written[1])[:14] if written else ""
        if not digits or digits not in str(pdf.docinfo.get(key, "")):
            yield "dates"


def _box(page: Any, key: str) -> list[float] | None:
    return [float(part) for part in page[key]] if key in page else None


def _inside(inner: list[float], outer: list[float]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _page(page: Any) -> Iterator[str]:
    media, trim, bleed = (_box(page, key) for key in ("/MediaBox", "/TrimBox", "/BleedBox"))
    if trim is None or "/ArtBox" in page:
        yield "trim box"
        return
    if bleed is None or media is None or not (_inside(trim, bleed) and _inside(bleed, media)):
        yield "boxes in each other"
    for annotation in page.get("/Annots", Array()):
        if annotation.get("/Subtype") not in ("/PrinterMark", "/TrapNet"):
            yield "annotation"
    if "/Group" in page and page.Group.get("/CS") not in ("/DeviceCMYK", None):
        yield "group"
    if any(key in page for key in ("/AA", "/Trans", "/PresSteps")):
        yield "page of slides"


def _contents(pdf: Pdf, stream: Any, resources: Any, seen: tuple[Any, ...] = ()) -> Iterator[str]:
    spaces = resources.get("/ColorSpace", Dictionary())
    filled, over = "paper", False
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        if name in SCREEN:
            yield "screen color"
        if name in SPACED and str(operands[0]) not in spaces and str(operands[0]) not in ("/DeviceCMYK", "/Pattern"):
            yield "color space"
        if name == "gs":
            state = resources.ExtGState[str(operands[0])]
            over = bool(state.get("/op", over))
        if name == "k":
            filled = "paper" if all(float(part) == 0 for part in operands) else "ink"
        if name in ("f", "Tj", "TJ") and over and filled == "paper":
            yield "paper overprints"
        if name == "Do":
            form = resources.XObject[str(operands[0])]
            if form.get("/Subtype") == "/Form" and form.objgen not in seen:
                yield from _contents(pdf, form, form.get("/Resources", Dictionary()), (*seen, form.objgen))


def _object(obj: Any, *, may_be_rgb: bool) -> Iterator[str]:
    kind, subtype = obj.get("/Type"), obj.get("/Subtype")
    if isinstance(obj, Stream):
        filters = obj.get("/Filter", Array())
        if any(str(one) in FORBIDDEN_FILTERS for one in (filters if isinstance(filters, Array) else [filters])):
            yield "filter"
    if "/F" in obj and isinstance(obj, Stream):
        yield "external stream"
    if obj.get("/S") in ("/URI", "/JavaScript", "/Launch", "/GoToR", "/SubmitForm", "/Movie", "/Sound"):
        yield "action"
    if subtype == "/Image":
        yield from _image(obj, may_be_rgb=may_be_rgb)
    if kind == "/ExtGState" and set(obj.keys()) - STATES:
        yield "graphics state"
    if "/ShadingType" in obj and obj.get("/ColorSpace") != "/DeviceCMYK":
        yield "shading"
    if kind == "/FontDescriptor" and not any(key in obj for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield "font"
    if subtype == "/PS" or "/OPI" in obj or "/Alternates" in obj:
        yield "postscript or alternates"
    if kind == "/Filespec" or "/EF" in obj:
        yield "embedded file"


def _image(obj: Any, *, may_be_rgb: bool) -> Iterator[str]:
    space = obj.get("/ColorSpace")
    if isinstance(space, Name):
        if space not in ("/DeviceCMYK", "/DeviceGray"):
            yield "picture in screen colors"
    elif space[0] == "/ICCBased":
        if space[1].N == 4 or not may_be_rgb:
            yield "picture with a profile"
    else:
        yield "picture in screen colors"
    if obj.get("/Interpolate"):
        yield "interpolated"


def mutated(data: bytes, change: Any) -> bytes:
    """A file with something changed in it."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False, preserve_pdfa=False)
        return out.getvalue()
