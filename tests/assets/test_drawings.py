"""SVG logos: drawn as vectors, and refused where they are unsafe, unreadable or more than can be drawn."""

import importlib.util
import io
import subprocess

import pikepdf
import pytest
from support import brochure, item, laid, photos_on
from test_validators import judged

from pdfbrochure.assets.drawings import LARGEST, measure_logo
from pdfbrochure.cache import Cache
from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Memory
from pdfbrochure.pipeline import build

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100"'
STANDARD = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
SHAPE = '<path d="M10 10h40v40z" fill="#c00"/>'
RICH = f"""<?xml version="1.0" encoding="UTF-8"?>
{HEAD}><title>Sample
 mark</title>
<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="blue"/></linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="red"/><stop offset=".3" stop-color="#fff"/></radialGradient>
<clipPath id="c"><circle cx="50" cy="50" r="40"/></clipPath><path id="x" d="M180 30h20v20z"/></defs>
<style>.a {{ fill: green; stroke: #000 }} /* @ in a remark */</style>
<rect class="a" x="10" y="20" width="50" height="30" rx="4" ry="12" fill-opacity=".5"/>
<rect x="1" y="1" width="5" height="5"/><ellipse cx="9" cy="9" rx="3" ry="2" fill="url(#r)"/>
<path d="M100 30L150 90A20 20 0 0 1 120 40Z" fill="url(#g)" stroke="currentColor"/>
<g clip-path="url(#c)" transform="translate(20 40) rotate(10)">
<circle cx="50" cy="50" r="60" fill="hsl(20,50%,50%)"/></g>
<use xlink:href="#x" fill="rgb(0,0,200)"/><line x1="0" y1="0" x2="9" y2="9" stroke="cmyk(0,1,0,0)" stroke-width="3"/>
<polyline points="1,1 5,9 3,3" fill="none" stroke="black" stroke-dasharray="4 2"/>
<polygon points="160,60 195,60 180,95" style="fill:#fc0;stroke:none"/></svg>"""


def drawn(inside: str = SHAPE, head: str = "", before: str = "") -> bytes:
    """A drawing with something inside, with further attributes, and with something before it."""
    return f"{before}{HEAD} {head}>{inside}</svg>".encode()


def with_logo(content: bytes, **keys) -> Memory:
    """The files of a brochure with a logo."""
    text = brochure(item(), logo={"file": "logo.svg", "alt": "A mark", **keys}, contact="Us")
    return Memory({"brochure.yaml": text.encode(), "logo.svg": content})


def found(content: bytes, name: str = "logo.svg") -> list[tuple[str, str]]:
    """Codes and sentences of what is said of a drawing."""
    report = Report()
    measured = measure_logo(name, Memory({name: content}), report, ("logo", "file"))
    assert (measured is None) == report.has_errors
    return [(finding.code, f"{finding.what} {finding.mend}") for finding in report.findings()]


def measured(content: bytes):
    """The size and the name of a drawing."""
    return measure_logo("logo.svg", Memory({"logo.svg": content}), Report(), ())


def form_of(pdf: bytes) -> pikepdf.Object:
    """The one form on the pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        forms = [obj for obj in document.objects if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Form"]
        (form,) = forms
        return pikepdf.Dictionary(Data=form.read_bytes(), Box=form.BBox, Resources=str(form.Resources.keys()))


@pytest.mark.parametrize(
    "doctype",
    [
        STANDARD,
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN" "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">',
        STANDARD.replace("1.1", "1.1 Tiny").replace("svg11", "svg11-tiny"),
        f'<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator -->\n{STANDARD}\n',
    ],
)
def test_standard_doctype(doctype):
    """The DOCTYPE that drawing programs write says nothing, and is drawn as without it."""
    assert [] == found(drawn(before=doctype))
    assert measured(drawn()) == measured(drawn(before=doctype))


def test_logo_is_painted_as_vectors():
    """The drawing is a form of paths: no picture, no text, all colors RGB, painted within its figure."""
    built = build("brochure.yaml", files=with_logo(RICH.encode()))
    form = form_of(built.pdf)
    operators = set(bytes(form.Data).split())

    assert [] == built.report.findings()
    assert {b"rg", b"RG", b"c", b"l", b"sh", b"W", b"gs"} <= operators
    assert not {b"Tf", b"BT", b"k", b"K", b"Do", b"BI"} & operators
    assert [0, 0, 150, 75] == [float(value) for value in form.Box]
    with pikepdf.open(io.BytesIO(built.pdf)) as document:
        content = document.pages[0].Contents.read_bytes()
        assert b"/Figure" in content[: content.index(b" Do")].splitlines()[-2]


@pytest.mark.slow
def test_logo_conforms(tmp_path):
    """A brochure with a drawn logo passes PDF/UA-1 and PDF/A-2a."""
    file = tmp_path / "logo.pdf"
    file.write_bytes(build("brochure.yaml", files=with_logo(RICH.encode())).pdf)

    said = judged([file])

    assert 0 == said.returncode, said.stdout + said.stderr


@pytest.mark.slow
def test_logo_is_seen(tmp_path):
    """The colors of the drawing are on the page as a reader draws it."""
    from PIL import Image

    (tmp_path / "logo.pdf").write_bytes(build("brochure.yaml", files=with_logo(RICH.encode())).pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "logo.pdf", "page"], cwd=tmp_path, check=True)
    with Image.open(next(tmp_path.glob("*.png"))) as page:
        colors = {color for _count, color in page.convert("RGB").getcolors(1 << 24) or []}

    assert {(0, 0, 200), (255, 204, 0)} <= colors
    assert any(red > 150 and 80 < green < 140 and blue < 100 for red, green, blue in colors)


def test_same_bytes_with_and_without_a_cache():
    """A drawing kept from an earlier build is painted as before."""
    files, cache = with_logo(RICH.encode()), Cache()

    assert 1 == len({build("brochure.yaml", files=files, cache=given).pdf for given in (None, cache, cache)})


@pytest.mark.parametrize(
    ("attributes", "aspect"),
    [
        ('viewBox="0 0 300 100"', 3.0),
        ('viewBox="-5,-5,100,200" width="1cm" height="1cm"', 0.5),
        ('width="40mm" height="2cm"', 2.0),
        ('width="96" height="1in"', 1.0),
        ('viewBox="0 0 50 100" width="100%" preserveAspectRatio="none"', 0.5),
    ],
)
def test_aspect(attributes, aspect):
    """The viewBox tells the frame; without one, width and height do."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{SHAPE}</svg>'
    size = measured(head.encode())

    assert pytest.approx(aspect, rel=1e-3) == size.width / size.height


def test_size_on_the_page():
    """Like any logo, a drawing is two rows high and ends at the end margin; it has no resolution to complain about."""
    text = brochure(item(), logo={"file": "logo.svg", "alt": "A mark"})
    from unittest.mock import patch

    with patch("support.with_photos", lambda *_: Memory({"brochure.yaml": text.encode(), "logo.svg": drawn()})):
        laid_out = laid(text)
    (logo,) = photos_on(laid_out.pages.pages[-1])

    assert [] == laid_out.found
    assert (pytest.approx(30), pytest.approx(60)) == (logo.height, logo.width)


def test_title_is_the_name():
    """The title inside of a drawing is its alternative text where the brochure gives none."""
    assert "Sample mark" == measured(RICH.encode()).alt
    assert not build("brochure.yaml", files=with_logo(RICH.encode(), alt="")).report.has_errors
    with pytest.raises(BrochureError, match="missing-alt"):
        build("brochure.yaml", files=with_logo(drawn(), alt=""))


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (drawn("<text>Us</text>"), "svg-text", "outlines"),
        (drawn(f"{SHAPE}<g><tspan>Us</tspan></g>"), "svg-text", "outlines"),
        (drawn('<o:text xmlns:o="https://a.eu">Us</o:text>'), "svg-text", "outlines"),
        (drawn('<image href="a.png"/>'), "unsafe-svg", "<image>"),
        (drawn("<script>alert(1)</script>"), "unsafe-svg", "<script>"),
        (drawn("<foreignObject/>"), "unsafe-svg", "<foreignObject>"),
        (drawn(head='onload="alert(1)"'), "unsafe-svg", "onload"),
        (drawn(head='xml:base="https://a.eu"'), "unsafe-svg", "base"),
        (drawn('<use href="other.svg#a"/>'), "unsafe-svg", "other.svg"),
        (drawn('<use xlink:href="file:///etc/passwd"/>'), "unsafe-svg", "/etc/passwd"),
        (drawn('<use xlink:href="data:image/png;base64,AAAA"/>'), "unsafe-svg", "data:"),
        (drawn('<rect fill="url(https://a.eu/a.svg#b)"/>'), "unsafe-svg", "https://a.eu"),
        (drawn("<rect style=\"fill: url( 'a.svg#b')\"/>"), "unsafe-svg", "a.svg"),
        (drawn("<style>@import 'https://a.eu';</style>"), "unsafe-svg", "style"),
        (drawn("<style>rect { fill: u\\72l(a.svg) }</style>"), "unsafe-svg", "style"),
        (drawn(before="<!DOCTYPE html>"), "unsafe-svg", "DOCTYPE"),
        (drawn(before=STANDARD.replace("W3C//DTD SVG", "OTHER//DTD SVG")), "unsafe-svg", "DOCTYPE"),
        (drawn(before=STANDARD.replace(">", ' [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>')), "unsafe-svg", "DOC"),
        (drawn(before=STANDARD.replace(">", ' [<!ATTLIST use href CDATA "a.svg#b">]>')), "unsafe-svg", "DOCTYPE"),
        (drawn("<title>&outside;</title>" + SHAPE, before=STANDARD), "unsafe-svg", "entity"),
        (drawn(before='<!DOCTYPE svg [<!ENTITY a "aaaa">]>'), "unsafe-svg", "DOCTYPE"),
        (drawn(before='<!DOCTYPE svg SYSTEM "file:///etc/passwd">'), "unsafe-svg", "DOCTYPE"),
        (drawn(before='<?xml-stylesheet href="https://a.eu/a.css"?>'), "unsafe-svg", "xml-stylesheet"),
        (drawn('<rect opacity=".5"/>'), "unsupported-svg", "opacity: .5"),
        (drawn('<rect style="mask: url(#a)"/>'), "unsupported-svg", "mask"),
        (drawn("<style>.a { filter: blur(2px) }</style>"), "unsupported-svg", "filter"),
        (drawn("<pattern/>"), "unsupported-svg", "<pattern>"),
        (drawn("<g>" * 70 + SHAPE + "</g>" * 70), "unsupported-svg", "groups"),
        (drawn(""), "bad-svg", "no shape"),
        (drawn("<defs>" + SHAPE + "</defs>"), "bad-svg", "no shape"),
        (drawn('<path d="M0 0h9v9z" fill="none"/>'), "bad-svg", "no shape"),
        (drawn("<path>"), "bad-svg", "damaged"),
        (drawn('<rect width="1e9" height="5"/>'), "bad-svg", "damaged"),
        (drawn('<rect width="nan" height="5"/>'), "bad-svg", ""),
        (drawn("&lol;"), "bad-svg", "damaged"),
        (b"<html><body>Not found</body></html>", "bad-svg", "<html>"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="100%"><rect/></svg>', "bad-svg", "viewBox"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"><rect/></svg>', "bad-svg", "viewBox"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"><rect/></svg>', "bad-svg", "viewBox"),
        (drawn(SHAPE + " " * LARGEST), "bad-svg", "1.0 MB"),
    ],
)
def test_refused(content, code, words):
    """What is unsafe, undrawable or broken is one finding that says what and what to do."""
    ((told, sentence),) = found(content)

    assert code == told
    assert words in sentence


def test_references_within_the_drawing_are_fine():
    """Gradients, clip paths and uses of the same file, ids and the editors' own elements are no danger."""
    editor = '<e:view xmlns:e="https://a.eu" e:zoom="1"><e:grid/></e:view>'

    assert [] == found(RICH.encode())
    assert [] == found(drawn(f'{editor}{SHAPE}<g opacity="1" style="mask:none"/>'))


def test_uses_that_multiply_end():
    """A drawing whose uses double thirty times over is refused at once."""
    uses = "".join(f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>' for n in range(1, 31))

    assert ["unsupported-svg"] == [code for code, _ in found(drawn(f'<g id="a0">{SHAPE}</g>{uses}'))]


def test_uses_in_a_ring_end():
    """A drawing that uses itself ends too."""
    assert [] == found(drawn(f'{SHAPE}<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'))


def test_without_the_extra(monkeypatch):
    """Where svglib is not installed, the command that installs it is told; other logos need none of it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)

    ((code, sentence),) = found(drawn())
    assert "missing-extra" == code
    assert '"pdfbrochure[svg]"' in sentence
    assert "unsafe-svg" == found(drawn("<script/>"))[0][0]


@pytest.mark.parametrize(("content", "code"), [(b"\x89PNG\r\n\x1a\n", "damaged-photo"), (b"", "damaged-photo")])
def test_other_files_are_photos(content, code):
    """What is no drawing is judged as a photo."""
    assert [code] == [told for told, _ in found(content, "logo.png")]
    report = Report()
    assert measure_logo("gone.svg", Memory({}), report, ("logo", "file")) is None
    assert ["missing-file"] == [finding.code for finding in report.findings()]


def test_drawing_as_a_photo_of_an_item():
    """Only the logo may be a drawing; photos are photos."""
    text = brochure(item(photo={"file": "a.svg", "credit": "A", "alt": "B"}))
    files = Memory({"brochure.yaml": text.encode(), "a.svg": drawn()})

    with pytest.raises(BrochureError, match="unsupported-photo"):
        build("brochure.yaml", files=files)
