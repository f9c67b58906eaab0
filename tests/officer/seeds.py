"""Faults to be seeded into a sound file: each turns one condition of the Matterhorn Protocol to failed.

`FAULTS` change what is there. `ADDITIONS` add something that a brochure does not have, once sound and once faulty.
"""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String
from support import FONTS

FAULTS: list[tuple[str, str, Callable[[Pdf], None]]] = []
ADDITIONS: list[tuple[str, str, Callable[[Pdf, bool], None]]] = []


def fault(*numbers: str) -> Callable[[Any], Any]:
    """Note a fault that fails these conditions."""

    def note(seed: Any) -> Any:
        FAULTS.extend((number, seed.__name__, seed) for number in numbers)
        return seed

    return note


def addition(*numbers: str) -> Callable[[Any], Any]:
    """Note an addition whose faulty form fails these conditions."""

    def note(seed: Any) -> Any:
        ADDITIONS.extend((number, seed.__name__, seed) for number in numbers)
        return seed

    return note


# ---- what a file has


def elements(document: Pdf, role: str = "") -> Iterator[Any]:
    """The elements of a role, in reading order."""
    waiting = list(document.Root.StructTreeRoot.K)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Dictionary) and "/S" in one:
            if not role or one.S == f"/{role}":
                yield one
            kids = one.get("/K", [])
            waiting = [*(kids if isinstance(kids, Array) else [kids]), *waiting]


def first(document: Pdf, role: str) -> Any:
    """The first element of a role."""
    return next(elements(document, role))


def contents(document: Pdf, page: int = 0) -> bytes:
    """What a page paints."""
    return document.pages[page].Contents.read_bytes()


def paint(document: Pdf, change: Callable[[bytes], bytes], page: int = 0) -> None:
    """Change what a page paints."""
    before = contents(document, page)
    after = change(before)
    assert after != before
    document.pages[page].Contents = document.make_stream(after)


def add_element(document: Pdf, role: str, parent: Any = None, **entries: Any) -> Any:
    """Add an element at the end of the document's, or of another."""
    above = parent if parent is not None else document.Root.StructTreeRoot.K[0]
    one = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=above, K=Array([]), **entries))
    above.K.append(one)
    return one


def say(document: Pdf, element: Any, text: bytes = b"") -> None:
    """Give an element a text on the first page, set in the page's first font, that is there already."""
    page = document.pages[0]
    number = len(parents(document, 0))
    shown = text or re.search(rb"\[(\((?:[^()\\]|\\.)+\))", contents(document))[1]
    font = re.search(rb"/(\w+) [\d.]+ Tf", contents(document))[1]
    drawn = b"\n/%s <</MCID %d>> BDC BT /%s 9 Tf 9 9 Td %s Tj ET EMC" % (bytes(element.S)[1:], number, font, shown)
    page.Contents = document.make_stream(contents(document) + drawn)
    element.K.append(number)
    element.Pg = page.obj
    parents(document, 0).append(element)


def parents(document: Pdf, page: int) -> Any:
    """The entries of the parent tree for a page."""
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    return numbers[list(numbers)[::2].index(document.pages[page].StructParents) * 2 + 1]


def annotate(document: Pdf, kind: str, role: str | None, *, key: int = 9_000_000, **entries: Any) -> Any:
    """Add an annotation to the first page, tagged as `role`."""
    page = document.pages[0]
    box = Array([10, 10, 30, 30])
    one = document.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=box, F=4, StructParent=key, **entries)
    )
    page.Annots = Array([*page.get("/Annots", []), one])
    page.Tabs = Name.S
    if kind == "Widget":
        document.Root.AcroForm = Dictionary(Fields=Array([one]))
    if role is not None:
        element = add_element(document, role)
        element.K.append(Dictionary(Type=Name.OBJR, Pg=page.obj, Obj=one))
        document.Root.StructTreeRoot.ParentTree.Nums.extend([key, element])
    return one


def composite(document: Pdf) -> Any:
    """The first composite font."""
    return next(one for one in document.objects if isinstance(one, Dictionary) and one.get("/Subtype") == "/Type0")


def inner(document: Pdf) -> Any:
    """Its descendant."""
    return composite(document).DescendantFonts[0]


# ---- 01 to 07: content, kinds of tags, metadata


@fault("01-003")
def artifact_inside_a_paragraph(document: Pdf) -> None:
    paint(document, lambda data: re.sub(rb"(<</MCID 0>> BDC)", rb"\1 /Artifact BMC 0 0 m 1 1 l S EMC", data, count=1))


@fault("01-004")
def tags_inside_an_artifact(document: Pdf) -> None:
    paint(document, lambda data: b"/Artifact BMC " + data + b" EMC")


@fault("01-005")
def line_without_a_mark(document: Pdf) -> None:
    paint(document, lambda data: data + b" 0 0 m 9 9 l S")


@fault("01-005")
def paragraph_without_a_mark(document: Pdf) -> None:
    paint(document, lambda data: re.sub(rb"/P <</MCID \d+>> BDC(.*?)\sEMC", rb"\1", data, count=1, flags=re.DOTALL))


@fault("01-005")
def footer_without_a_mark(document: Pdf) -> None:
    paint(
        document,
        lambda data: re.sub(rb"/Artifact <<[^>]*/Footer[^>]*>> BDC(.*?)EMC", rb"\1", data, count=1, flags=re.DOTALL),
        page=1,
    )


@fault("01-005")
def empty_parent_tree(document: Pdf) -> None:
    document.Root.StructTreeRoot.ParentTree.Nums = Array([])


@fault("01-007")
def suspects(document: Pdf) -> None:
    document.Root.MarkInfo.Suspects = True


@fault("02-001")
def tag_of_an_own_kind(document: Pdf) -> None:
    first(document, "H2").S = Name.Headline


@fault("02-003")
def tags_in_a_circle(document: Pdf) -> None:
    first(document, "H2").S = Name.Headline
    document.Root.StructTreeRoot.RoleMap = Dictionary(Headline=Name.Big, Big=Name.Headline)


@fault("02-004")
def standard_tag_with_another_meaning(document: Pdf) -> None:
    document.Root.StructTreeRoot.RoleMap = Dictionary(H2=Name.P)


@fault("06-001")
def no_metadata(document: Pdf) -> None:
    del document.Root.Metadata


def metadata(document: Pdf, before: bytes, after: bytes) -> None:
    """Change the metadata."""
    text = document.Root.Metadata.read_bytes()
    changed = re.sub(before, after, text, flags=re.DOTALL)
    assert changed != text
    document.Root.Metadata = document.make_stream(changed, Type=Name.Metadata, Subtype=Name.XML)


@fault("06-002")
def claim_of_part_7(document: Pdf) -> None:
    metadata(document, rb"<pdfuaid:part>1<", rb"<pdfuaid:part>7<")


@fault("06-002")
def no_claim(document: Pdf) -> None:
    metadata(document, rb"<pdfuaid:part>1</pdfuaid:part>", rb"")


@fault("06-003")
def no_title(document: Pdf) -> None:
    metadata(document, rb"<dc:title>.*?</dc:title>", rb"")


@fault("06-004")
def empty_title(document: Pdf) -> None:
    metadata(document, rb'(<dc:title><rdf:Alt><rdf:li xml:lang="x-default">)[^<]*<', rb"\1<")


@fault("07-001")
def title_display_not_said(document: Pdf) -> None:
    del document.Root.ViewerPreferences.DisplayDocTitle


@fault("07-002")
def title_not_displayed(document: Pdf) -> None:
    document.Root.ViewerPreferences.DisplayDocTitle = False


# ---- 09: kinds inside each other


@addition("09-004")
def table(document: Pdf, wrong: bool) -> None:
    row = add_element(document, "TR", add_element(document, "Table"))
    add_element(document, "TD", row if not wrong else None)


@fault("09-005")
def list_entry_as_paragraph(document: Pdf) -> None:
    first(document, "LI").S = Name.P


@fault("09-005")
def list_body_in_a_paragraph(document: Pdf) -> None:
    first(document, "L").S = Name.Div


@addition("09-006")
def contents_list(document: Pdf, wrong: bool) -> None:
    holder = add_element(document, "TOC")
    add_element(document, "Reference", add_element(document, "P" if wrong else "TOCI", holder))


@addition("09-007")
def ruby(document: Pdf, wrong: bool) -> None:
    holder = add_element(document, "Ruby")
    add_element(document, "RB", holder)
    add_element(document, "RT", holder if not wrong else None)


@addition("09-008")
def warichu(document: Pdf, wrong: bool) -> None:
    holder = add_element(document, "Warichu")
    for role in ("WP", "P" if wrong else "WT", "WP"):
        add_element(document, role, holder)


# ---- 10 and 11: characters, language


def unicode_table(document: Pdf, before: bytes, after: bytes) -> None:
    """Change the tables from codes to characters of all fonts."""
    for one in document.objects:
        if isinstance(one, Dictionary) and one.get("/Subtype") == "/Type0":
            text = one.ToUnicode.read_bytes()
            one.ToUnicode = document.make_stream(re.sub(before, after, text))


@fault("10-001")
def code_without_a_character(document: Pdf) -> None:
    unicode_table(document, rb"<0003> <[0-9A-Fa-f]+>", b"")


@fault("10-001")
def codes_without_characters(document: Pdf) -> None:
    unicode_table(document, rb"<\w{4}> <\w*>", b"")


@fault("11-001", "11-002", "11-003", "11-004", "11-006")
def no_language(document: Pdf) -> None:
    del document.Root.Lang


@addition("11-005")
def help_of_a_field(document: Pdf, wrong: bool) -> None:
    annotate(document, "Widget", "Form", TU=String("Your name"), FT=Name.Tx)
    if wrong:
        del document.Root.Lang


@fault("11-007")
def language_that_is_none(document: Pdf) -> None:
    document.Root.Lang = String("English, British")


# ---- 13 to 19: pictures, headings, tables, lists, formulas, running feet, notes


@fault("13-001")
def picture_as_paragraph(document: Pdf) -> None:
    first(document, "Figure").S = Name.P


@fault("13-004")
def no_description(document: Pdf) -> None:
    for one in elements(document, "Figure"):
        del one.Alt


@fault("13-004")
def empty_description(document: Pdf) -> None:
    first(document, "Figure").Alt = String("")


@fault("14-002")
def title_as_paragraph(document: Pdf) -> None:
    first(document, "Title").S = Name.P


@fault("14-003")
def skipped_level(document: Pdf) -> None:
    for one in elements(document, "H2"):
        one.S = Name.H3


@fault("14-006")
def two_headings_without_a_level(document: Pdf) -> None:
    for one in list(elements(document)):
        if one.S in ("/Title", "/H2", "/H3"):
            one.S = Name.H
    add_element(document, "H")
    add_element(document, "H")


@fault("14-007")
def headings_with_and_without_a_level(document: Pdf) -> None:
    first(document, "H2").S = Name.H


@addition("15-003")
def header_cell(document: Pdf, wrong: bool) -> None:
    row = add_element(document, "TR", add_element(document, "Table"))
    scope = {} if wrong else {"A": Dictionary(O=Name.Table, Scope=Name.Column)}
    add_element(document, "TH", row, **scope)


@addition("15-003")
def header_cell_by_name(document: Pdf, wrong: bool) -> None:
    row = add_element(document, "TR", add_element(document, "Table"))
    add_element(document, "TH", row, ID=String("h1"))
    named = Array([String("h2" if wrong else "h1")])
    add_element(document, "TD", row, A=Dictionary(O=Name.Table, Headers=named))


@addition("09-005")
def list_entry_in_something_of_no_structure(document: Pdf, wrong: bool) -> None:
    entry = add_element(document, "LI", add_element(document, "L"))
    add_element(document, "LBody", add_element(document, "Div" if wrong else "NonStruct", entry))


@fault("16-001")
def numbered_list_that_does_not_say_so(document: Pdf) -> None:
    for one in elements(document, "L"):
        one.A.ListNumbering = Name.Disc


@fault("16-002")
def numbered_list_with_other_numbers(document: Pdf) -> None:
    for one in elements(document, "L"):
        one.A.ListNumbering = Name.UpperRoman


@addition("17-002")
def formula(document: Pdf, wrong: bool) -> None:
    add_element(document, "Formula", **({} if wrong else {"Alt": String("a plus b")}))


@addition("17-003")
def signs_of_a_formula(document: Pdf, wrong: bool) -> None:
    say(document, add_element(document, "Formula", Alt=String("a plus b")), b"<FFF0>" if wrong else b"")


@fault("18-002")
def foot_that_is_only_hidden(document: Pdf) -> None:
    for page in (0, 1, 2):
        paint(document, lambda data: re.sub(rb"/Artifact <<[^>]*/Footer[^>]*>> BDC", rb"/Artifact BMC", data), page)


@addition("19-003")
def note_with_a_name(document: Pdf, wrong: bool) -> None:
    add_element(document, "Note", **({} if wrong else {"ID": String("n1")}))


@addition("19-004")
def notes_with_names(document: Pdf, wrong: bool) -> None:
    add_element(document, "Note", ID=String("n1"))
    add_element(document, "Note", ID=String("n1" if wrong else "n2"))


# ---- 20 to 26: layers, files, forms, locks


def layers(document: Pdf, usual: dict[str, Any], other: dict[str, Any]) -> None:
    """Give the document two sets of layers."""
    document.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(usual), Configs=Array([Dictionary(other)]))


@addition("20-001")
def second_set_of_layers(document: Pdf, wrong: bool) -> None:
    layers(document, {"/Name": String("All")}, {"/Name": String("" if wrong else "Print")})


@addition("20-002")
def usual_set_of_layers(document: Pdf, wrong: bool) -> None:
    layers(document, {} if wrong else {"/Name": String("All")}, {"/Name": String("Print")})


@addition("20-003")
def layers_by_themselves(document: Pdf, wrong: bool) -> None:
    layers(document, {"/Name": String("All"), **({"/AS": Array([])} if wrong else {})}, {"/Name": String("Print")})


def attached(document: Pdf, *, is_named: bool) -> Any:
    """A file attached to the document."""
    names = {"F": String("a.txt"), "UF": String("a.txt")} if is_named else {"F": String("a.txt")}
    return document.make_indirect(
        Dictionary(Type=Name.Filespec, EF=Dictionary(F=document.make_stream(b"a", Type=Name.EmbeddedFile)), **names)
    )


@addition("21-001")
def attached_file(document: Pdf, wrong: bool) -> None:
    names = Array([String("a.txt"), attached(document, is_named=not wrong)])
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))


@addition("25-001")
def changing_form(document: Pdf, wrong: bool) -> None:
    how = b"required" if wrong else b"forbidden"
    document.Root.AcroForm = Dictionary(
        Fields=Array([]), XFA=document.make_stream(b"<config><dynamicRender>%s</dynamicRender></config>" % how)
    )


# ---- 28: annotations


@addition("28-002")
def note_on_the_page(document: Pdf, wrong: bool) -> None:
    annotate(document, "Text", "P" if wrong else "Annot", Contents=String("See there"))


@addition("28-004")
def note_with_words(document: Pdf, wrong: bool) -> None:
    annotate(document, "Text", "Annot", **({} if wrong else {"Contents": String("See there")}))


@addition("28-005")
def field_with_help(document: Pdf, wrong: bool) -> None:
    annotate(document, "Widget", "Form", FT=Name.Tx, **({} if wrong else {"TU": String("Your name")}))


@addition("28-006")
def annotation_of_an_own_kind(document: Pdf, wrong: bool) -> None:
    annotate(document, "Sparkle", None if wrong else "Annot", Contents=String("It glitters"))


@fault("28-007")
def trapping(document: Pdf) -> None:
    annotate(document, "TrapNet", None)


@fault("28-008")
def no_tab_order(document: Pdf) -> None:
    for page in document.pages:
        del page.Tabs


@fault("28-009")
def tab_order_of_rows(document: Pdf) -> None:
    for page in document.pages:
        page.Tabs = Name.R


@addition("28-010")
def field_as_form(document: Pdf, wrong: bool) -> None:
    annotate(document, "Widget", "P" if wrong else "Form", FT=Name.Tx, TU=String("Your name"))


@fault("28-011")
def link_as_paragraph(document: Pdf) -> None:
    for one in elements(document, "Link"):
        one.S = Name.P


@fault("28-011")
def link_outside_of_the_tags(document: Pdf) -> None:
    for page in document.pages:
        for one in page.get("/Annots", []):
            del one.StructParent


@fault("28-012")
def link_without_words(document: Pdf) -> None:
    for page in document.pages:
        for one in page.get("/Annots", []):
            del one.Contents


@fault("28-012")
def link_with_empty_words(document: Pdf) -> None:
    for page in document.pages:
        for one in page.get("/Annots", []):
            one.Contents = String("")


def clip(document: Pdf, **entries: Any) -> None:
    """A media clip in an annotation that is hidden."""
    rendition = Dictionary(Type=Name.Rendition, S=Name.MR, C=document.make_indirect(Dictionary(S=Name.MCD, **entries)))
    annotate(document, "Screen", "Annot", Contents=String("A film"), A=Dictionary(S=Name.Rendition, R=rendition))


@addition("28-014")
def clip_with_a_kind(document: Pdf, wrong: bool) -> None:
    clip(document, Alt=Array([String(""), String("A film")]), **({} if wrong else {"CT": String("video/mp4")}))


@addition("28-015")
def clip_with_a_text(document: Pdf, wrong: bool) -> None:
    clip(document, CT=String("video/mp4"), **({} if wrong else {"Alt": Array([String(""), String("A film")])}))


@addition("28-016")
def file_on_the_page(document: Pdf, wrong: bool) -> None:
    annotate(document, "FileAttachment", "Annot", Contents=String("A file"), FS=attached(document, is_named=not wrong))


@addition("28-017")
def printers_mark(document: Pdf, wrong: bool) -> None:
    annotate(document, "PrinterMark", "Annot" if wrong else None)


@addition("28-018")
def look_of_a_printers_mark(document: Pdf, wrong: bool) -> None:
    looks = document.make_stream(b"0 0 m 1 1 l S" if wrong else b"/Artifact BMC 0 0 m 1 1 l S EMC")
    annotate(document, "PrinterMark", None, AP=Dictionary(N=looks))


# ---- 30 and 31: graphics and fonts


def form(document: Pdf, **entries: Any) -> None:
    """Draw a reused graphic on the first page, hidden."""
    page = document.pages[0]
    drawn = document.make_stream(
        b"0 0 m 1 1 l S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **entries
    )
    page.Resources.XObject = Dictionary({**dict(page.Resources.get("/XObject", {}).items()), "/FX": drawn})
    paint(document, lambda data: data + b" /Artifact BMC /FX Do EMC")


@addition("30-001")
def graphic_of_another_file(document: Pdf, wrong: bool) -> None:
    form(document, **({"Ref": Dictionary(F=String("other.pdf"), Page=0)} if wrong else {}))


@addition("30-002")
def reused_graphic_with_tags(document: Pdf, wrong: bool) -> None:
    form(document, StructParents=8_000_000)
    document.Root.StructTreeRoot.ParentTree.Nums.extend([8_000_000, Array([])])
    if wrong:
        paint(document, lambda data: data + b" /Artifact BMC /FX Do EMC")


def encoding(document: Pdf, **facts: Any) -> None:
    """Put the identity as a table of its own in place of the known encoding."""
    info = {"/Registry": String("Adobe"), "/Ordering": String("Identity"), "/Supplement": 0, **facts.pop("info", {})}
    inside = b"/WMode %d def " % facts.pop("vertical", 0)
    uses = facts.pop("uses", b"")
    composite(document).Encoding = document.make_stream(
        uses + b"begincmap " + inside + b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 begincidrange <0000> <FFFF> 0 endcidrange endcmap",
        Type=Name.CMap,
        CMapName=Name.Own,
        CIDSystemInfo=Dictionary(info),
        WMode=0,
        **facts,
    )


@addition("31-001")
def registry(document: Pdf, wrong: bool) -> None:
    encoding(document, info={"/Registry": String("Other")} if wrong else {})


@addition("31-002")
def ordering(document: Pdf, wrong: bool) -> None:
    encoding(document, info={"/Ordering": String("Japan1")} if wrong else {})


@addition("31-003")
def supplement(document: Pdf, wrong: bool) -> None:
    encoding(document, info={"/Supplement": 7} if wrong else {})


@fault("31-004")
def strange_table_of_glyphs(document: Pdf) -> None:
    inner(document).CIDToGIDMap = Name.Other


@fault("31-005")
def no_table_of_glyphs(document: Pdf) -> None:
    del inner(document).CIDToGIDMap


@fault("31-006")
def unknown_encoding(document: Pdf) -> None:
    composite(document).Encoding = Name("/Mine-H")


@addition("31-007")
def direction_of_an_encoding(document: Pdf, wrong: bool) -> None:
    encoding(document, vertical=int(wrong))


@addition("31-008")
def encoding_on_another(document: Pdf, wrong: bool) -> None:
    encoding(document, uses=b"/Other-H usecmap " if wrong else b"/Identity-H usecmap ")


@fault("31-009")
def font_outside(document: Pdf) -> None:
    for key in ("/FontFile2", "/FontFile3"):
        if key in inner(document).FontDescriptor:
            del inner(document).FontDescriptor[key]


@fault("31-011")
def glyph_that_is_not_there(document: Pdf) -> None:
    inner(document).CIDToGIDMap = document.make_stream(b"\xff\xf0" * 65536)


@fault("31-016")
def other_widths(document: Pdf) -> None:
    inner(document).W = Array([0, 60_000, 77])


@fault("31-027")
def no_unicode_table(document: Pdf) -> None:
    del composite(document).ToUnicode


@fault("31-028")
def character_zero(document: Pdf) -> None:
    unicode_table(document, rb"<0003> <[0-9A-Fa-f]+>", b"<0003> <0000>")


@fault("31-029")
def byte_order_mark(document: Pdf) -> None:
    unicode_table(document, rb"<0003> <[0-9A-Fa-f]+>", b"<0003> <FEFF>")


@fault("31-030")
def missing_glyph_shown(document: Pdf) -> None:
    inner(document).CIDToGIDMap = document.make_stream(bytes(2 * 65536))


def truetype(tables: tuple[tuple[int, int], ...] = ((3, 1),)) -> bytes:
    """The box font with these tables from codes to glyphs."""
    font = TTFont(FONTS / "boxes.ttf")
    known = font.getBestCmap()
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    font["cmap"].tables = []
    for platform, number in tables:
        one = CmapSubtable.newSubtable(4)
        one.platformID, one.platEncID, one.language = platform, number, 0
        shift = 0xF000 if number == 0 and platform == 3 else 0
        one.cmap = {shift + code: known[code] for code in range(0x41, 0x5B)}
        font["cmap"].tables.append(one)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def simple(document: Pdf, flags: int, program: bytes, text: bytes = b"(A)", **entries: Any) -> Any:
    """Show a letter of a simple TrueType font, hidden from readers; return the font."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.Boxes,
        Flags=flags,
        FontFile2=document.make_stream(program),
        MissingWidth=1000,
    )
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Boxes, FontDescriptor=descriptor, **entries)
    )
    return shown(document, font, text)


def shown(document: Pdf, font: Any, text: bytes) -> Any:
    """Show a text in a font on the first page, hidden from readers; return the font."""
    page = document.pages[0]
    page.Resources.Font = Dictionary({**dict(page.Resources.Font.items()), "/FX": font})
    paint(document, lambda data: data + b" /Artifact BMC BT /FX 9 Tf 9 9 Td " + text + b" Tj ET EMC")
    return font


LETTERS, SIGNS = 32, 4


@addition("31-017")
def letters_without_a_table(document: Pdf, wrong: bool) -> None:
    simple(document, LETTERS, truetype(((3, 0),) if wrong else ((3, 1),)), Encoding=Name.WinAnsiEncoding)


@addition("31-018")
def letter_that_is_not_there(document: Pdf, wrong: bool) -> None:
    simple(document, LETTERS, truetype(), b"(a)" if wrong else b"(A)", Encoding=Name.WinAnsiEncoding)


@addition("31-019")
def letters_without_an_encoding(document: Pdf, wrong: bool) -> None:
    simple(document, LETTERS, truetype(), **({} if wrong else {"Encoding": Name.WinAnsiEncoding}))


@addition("31-020")
def encoding_without_a_base(document: Pdf, wrong: bool) -> None:
    base = {} if wrong else {"BaseEncoding": Name.WinAnsiEncoding}
    simple(document, LETTERS, truetype(), Encoding=Dictionary(Type=Name.Encoding, **base))


@addition("31-021")
def other_encoding(document: Pdf, wrong: bool) -> None:
    simple(document, LETTERS, truetype(), Encoding=Name.StandardEncoding if wrong else Name.MacRomanEncoding)


def changed(document: Pdf, name: str, tables: tuple[tuple[int, int], ...]) -> None:
    """A font whose encoding names a glyph."""
    changes = Array([0x42, Name(f"/{name}")])
    whole = Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=changes)
    simple(document, LETTERS, truetype(tables), Encoding=whole)


@addition("31-022")
def names_of_glyphs(document: Pdf, wrong: bool) -> None:
    changed(document, "g23" if wrong else "C", ((3, 1),))


@addition("31-023")
def changes_without_unicode(document: Pdf, wrong: bool) -> None:
    changed(document, "C", ((1, 0),) if wrong else ((3, 1),))


@addition("31-024")
def encoding_of_signs(document: Pdf, wrong: bool) -> None:
    signs(document, ((3, 0),), **({"Encoding": Name.WinAnsiEncoding} if wrong else {}))


@addition("31-025")
def signs_without_a_table(document: Pdf, wrong: bool) -> None:
    signs(document, () if wrong else ((3, 0),))


@addition("31-026")
def signs_with_tables(document: Pdf, wrong: bool) -> None:
    signs(document, ((1, 0), (3, 1)) if wrong else ((1, 0), (3, 0)))


def signs(document: Pdf, tables: tuple[tuple[int, int], ...], **entries: Any) -> None:
    """A font of signs that says which characters it has."""
    table = document.make_stream(b"1 beginbfchar <41> <0041> endbfchar")
    simple(document, SIGNS, truetype(tables), ToUnicode=table, **entries)


def compact(document: Pdf, **lists: Any) -> None:
    """Show a letter of a simple font of the kind CFF that lists its glyphs."""
    program = TTFont(FONTS / "boxes.otf").getTableData("CFF ")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.Boxes,
        Flags=LETTERS,
        FontFile3=document.make_stream(program, Subtype=Name.Type1C),
        MissingWidth=1000,
        **lists,
    )
    shown(
        document,
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Boxes,
            FontDescriptor=descriptor,
            Encoding=Name.WinAnsiEncoding,
        ),
        b"(A)",
    )


def glyph_names() -> list[str]:
    """The names of the box font's glyphs."""
    return [name for name in TTFont(FONTS / "boxes.otf").getGlyphOrder() if name != ".notdef"]


@addition("31-012")
def list_of_glyph_names(document: Pdf, wrong: bool) -> None:
    compact(document, CharSet=String("".join(f"/{name}" for name in glyph_names()[int(wrong) :])))


@addition("31-013")
def list_of_more_glyph_names(document: Pdf, wrong: bool) -> None:
    names = [*glyph_names(), *(["g999"] if wrong else [])]
    compact(document, CharSet=String("".join(f"/{name}" for name in names)))


def number_set(document: Pdf, first_byte: int, more: bytes = b"") -> None:
    """List the numbers of characters of a composite font with outlines of TrueType."""
    from pdfbrochure.finished.programs import read_program

    descriptor = inner(document).FontDescriptor
    program = read_program(descriptor.get("/FontFile2", descriptor.get("/FontFile3")).read_bytes())
    bits = bytearray(program.glyphs // 8 + 1)
    for number in program.numbers if program.numbers is not None else range(program.glyphs):
        bits[number // 8] |= 128 >> number % 8
    bits[0] &= first_byte
    descriptor.CIDSet = document.make_stream(bytes(bits) + more)


@addition("31-014")
def list_of_numbers(document: Pdf, wrong: bool) -> None:
    number_set(document, 0b1011_1111 if wrong else 0xFF)


@addition("31-015")
def list_of_more_numbers(document: Pdf, wrong: bool) -> None:
    number_set(document, 0xFF, b"\xff" if wrong else b"")
