"""The file for a press has the shape of PDF/X-4; every rule of the check finds the fault that it is for."""

import re
import shutil
import subprocess

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from printed import printed
from shape import faults_of, mutated
from support import ROOT

from pdfbrochure.model.printing import known_shops
from pdfbrochure.model.themes import known_themes

VERAPDF = shutil.which("verapdf") or shutil.which("verapdf", path=ROOT.parent / "shared" / "tools")
SHOPS = [shop for shop in known_shops() if shop != "offset-uncoated"]  # which needs a profile that is not ours to give


@pytest.mark.parametrize("theme", known_themes())
def test_every_theme_is_printed_as_x4(theme):
    """Nothing that a shop refuses is in the file, in any theme."""
    assert faults_of(printed("offset-coated", theme).pdf) == []


@pytest.mark.parametrize("shop", SHOPS)
def test_every_shop_gets_x4(shop):
    """The same in the file for each shop that comes with the program."""
    run = printed(shop)

    assert faults_of(run.pdf, may_be_rgb=run.printing.shop.rgb == "keep") == []


def _first(pdf, key, value):
    return next(obj for obj in pdf.objects if isinstance(obj, (Dictionary, Stream)) and obj.get(key) == value)


def _written(pdf, operators):
    pdf.pages[0].contents_add(pikepdf.Stream(pdf, operators))


def _xmp(old, new):
    def change(pdf):
        text = pdf.Root.Metadata.read_bytes()
        changed = re.sub(old, new, text)
        assert changed != text
        pdf.Root.Metadata.write(changed)

    return change


def _set(key, value):
    return lambda pdf: pdf.Root.__setitem__(key, value)


FAULTS = {
    "output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "output condition": lambda pdf: pdf.Root.OutputIntents[0].__setitem__("/OutputConditionIdentifier", ""),
    "output profile": lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
    "identification": _xmp(rb"PDF/X-4", b"PDF/X-9"),
    "trapped": _xmp(rb"<pdf:Trapped>False", b"<pdf:Trapped>Unknown"),
    "xmp xmpMM:DocumentID": _xmp(rb"xmpMM:DocumentID", b"xmpMM:Other"),
    "xmp xmpMM:VersionID": _xmp(rb"xmpMM:VersionID", b"xmpMM:Other"),
    "xmp xmpMM:RenditionClass": _xmp(rb"xmpMM:RenditionClass", b"xmpMM:Other"),
    "xmp xmp:MetadataDate": _xmp(rb"xmp:MetadataDate", b"xmp:Other"),
    "xmp dc:title": _xmp(rb"dc:title", b"dc:other"),
    "dates": _xmp(rb"<xmp:ModifyDate>....", b"<xmp:ModifyDate>1999"),
    "catalog /OpenAction": _set("/OpenAction", Array([])),
    "catalog /AA": _set("/AA", Dictionary()),
    "catalog /AcroForm": _set("/AcroForm", Dictionary()),
    "catalog /OCProperties": _set("/OCProperties", Dictionary()),
    "catalog /Names": _set("/Names", Dictionary()),
    "catalog /Collection": _set("/Collection", Dictionary()),
    "viewer preferences": lambda pdf: pdf.Root.ViewerPreferences.__setitem__("/PrintArea", Name.TrimBox),
    "trim box": lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox"),
    "boxes in each other": lambda pdf: pdf.pages[0].obj.__setitem__("/BleedBox", Array([20, 20, 100, 100])),
    "annotation": lambda pdf: pdf.pages[0].obj.__setitem__(
        "/Annots", Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))])
    ),
    "group": lambda pdf: pdf.pages[0].obj.__setitem__("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
    "page of slides": lambda pdf: pdf.pages[0].obj.__setitem__("/Trans", Dictionary()),
    "screen color": lambda pdf: _written(pdf, b"1 0 0 rg 0 0 5 5 re f"),
    "color space": lambda pdf: _written(pdf, b"/DeviceRGB cs 1 0 0 sc 0 0 5 5 re f"),
    "paper overprints": lambda pdf: _written(pdf, b"/GSover gs 0 0 0 0 k 0 0 5 5 re f"),
    "filter": lambda pdf: _first(pdf, "/Subtype", "/Image").__setitem__("/Filter", Name.LZWDecode),
    "external stream": lambda pdf: _first(pdf, "/Subtype", "/Image").__setitem__("/F", "other.jpg"),
    "action": lambda pdf: pdf.pages[0].obj.__setitem__("/A", pdf.make_indirect(Dictionary(S=Name.URI))),
    "picture in screen colors": lambda pdf: _first(pdf, "/Subtype", "/Image").__setitem__(
        "/ColorSpace", Name.DeviceRGB
    ),
    "picture with a profile": lambda pdf: _first(pdf, "/Subtype", "/Image").__setitem__(
        "/ColorSpace", Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])
    ),
    "interpolated": lambda pdf: _first(pdf, "/Subtype", "/Image").__setitem__("/Interpolate", True),  # noqa: FBT003
    "graphics state": lambda pdf: _first(pdf, "/Type", "/ExtGState").__setitem__("/TR", Name.Identity),
    "shading": lambda pdf: pdf.pages[0].obj.__setitem__(
        "/Shade", pdf.make_indirect(Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB))
    ),
    "font": lambda pdf: _first(pdf, "/Type", "/FontDescriptor").__delitem__("/FontFile2"),
    "postscript or alternates": lambda pdf: _first(pdf, "/Subtype", "/Image").__setitem__("/Alternates", Array([])),
    "embedded file": lambda pdf: pdf.pages[0].obj.__setitem__(
        "/Files", pdf.make_indirect(Dictionary(Type=Name.Filespec))
    ),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_seeded_fault_is_found(rule):
    """The check is no rubber stamp: each rule sees its own fault."""
    assert rule in faults_of(mutated(printed().pdf, FAULTS[rule]))


def test_the_frame_of_the_file_is_looked_at():
    """The version in the first line, and the file's number."""
    assert "version" in faults_of(printed().pdf.replace(b"%PDF-1.6", b"%PDF-2.0", 1))


@pytest.mark.slow
@pytest.mark.skipif(not VERAPDF, reason="needs veraPDF")
def test_verapdf_misses_nothing_but_the_claims(tmp_path):
    """Tags, fonts and syntax are those of PDF/UA and PDF/A-2a; only that the file claims neither is found."""
    files = []
    for theme in known_themes():
        files.append(tmp_path / f"{theme}.pdf")
        files[-1].write_bytes(printed("offset-coated", theme).pdf)
    done = subprocess.run(
        [VERAPDF, "-f", "ua1,2a", *map(str, files)], capture_output=True, text=True, check=False, timeout=300
    )
    broken = set(re.findall(r"^\s+FAIL (\S+)", done.stdout, re.MULTILINE))

    # The claims themselves, the schemas of XMP that PDF/A wants described, and an output intent of PDF/A beside X-4's.
    assert broken <= {"5-1", "6.6.4-1", "6.6.2.3.1-1", "6.6.2.3.1-2", "6.2.4.3-3", "6.2.4.3-4"}
    assert done.stdout.count("FAIL /") == 2 * len(files)
