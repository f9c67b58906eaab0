"""The house style: what a brand file says reaches the pages, nothing else does, its faults are told in its lines."""

import io
import re

import pikepdf
import pytest
from support import as_yaml, brochure, item, jpeg, of_every_part, of_family

from pdfbrochure.color import AAA, contrast
from pdfbrochure.diagnostics import BrochureError, Diagnostic, Report
from pdfbrochure.files import Memory
from pdfbrochure.layout.clear_space import distance, is_logo, others
from pdfbrochure.model.themes import known_themes
from pdfbrochure.pipeline import Built, build

HOUSE = {
    "meta": {"name": {"full": "The Water Agency", "short": "Water"}},
    "logo": {"images": {"mark": {"path": "mark.png", "alt": "Water Agency"}}, "medium": "mark"},
    "color": {
        "palette": {"sea": "#0057b8", "sun": "#ffb612", "night": "#10233f"},
        "primary": "sea",
        "secondary": "sun",
        "foreground": "night",
    },
    "typography": {
        "fonts": [{"family": "Vollkorn", "source": "google"}],
        "base": {"family": "Vollkorn", "size": "16px"},
        "headings": "Manrope",
    },
}
"""A whole brand, with what only web pages want."""


def house(**changes: object) -> dict:
    """The brand with other sections; None takes one out."""
    return {key: value for key, value in {**HOUSE, **changes}.items() if value is not None}


def in_house(
    brand: dict | str, text: str = "", name: str = "brand.yml", **files: bytes
) -> tuple[Built | None, list[Diagnostic]]:
    """A brochure in a house style, if it can be built, and the findings."""
    text = text or brochure(item(), settings={"brand": name})
    report = Report()
    contents = {
        "brochure.yaml": text.encode(),
        name: brand.encode() if isinstance(brand, str) else as_yaml(brand).encode(),
        "mark.png": jpeg(300, 100),
        "a.jpg": jpeg(900, 600),
        **{file.replace("__", "/"): content for file, content in files.items()},
    }
    try:
        return build("brochure.yaml", files=Memory(contents), report=report), report.findings()
    except BrochureError:
        return None, report.findings()


def built_in(brand: dict | str, text: str = "", **files: bytes) -> Built:
    """A brochure in a house style."""
    found, findings = in_house(brand, text, **files)
    assert found is not None, [finding.what for finding in findings]
    return found


def painted_in(pdf: bytes) -> set[str]:
    """The colors of RGB in which something is filled or drawn, #rrggbb."""
    found = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_coalesce()
            stream = page.Contents.read_bytes().decode("latin-1")
            for red, green, blue in re.findall(r"([0-9.]+) ([0-9.]+) ([0-9.]+) (?:rg|RG|scn|SCN)\b", stream):
                found.add("#" + "".join(f"{round(255 * float(part)):02x}" for part in (red, green, blue)))
    return found


def test_only_the_brand_reaches_the_pdf():
    """Fonts are those of the brand; colors its own, tints of them, or dark enough for text; the logo stands there."""
    found = built_in(HOUSE)
    with pikepdf.open(io.BytesIO(found.pdf)) as document:
        fonts = {
            str(each.FontName).partition("+")[2].partition("-")[0]
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }
    colors = found.run.edition.theme.colors

    assert fonts == {"Vollkorn", "Manrope"}
    assert {"#0057b8", "#10233f"} <= painted_in(found.pdf) <= {*colors.values(), "#0057b8", "#10233f"}
    assert colors["accent"] == "#0057b8"
    assert contrast(colors["accent_text"], "#ffffff") >= AAA
    assert found.run.brochure.logo.alt == "Water Agency"
    assert "mark.png" in {thing.photo for thing in found.run.pages.pages[0].things if hasattr(thing, "photo")}


@pytest.mark.parametrize("theme", known_themes())
def test_no_theme_paints_or_sets_what_is_not_the_brands(theme):
    """With a brand of its own colors and fonts, no theme has anything that the guard would stop."""
    text = of_every_part(theme=theme, brand="brand.yml")
    _found, findings = in_house(HOUSE, text)

    assert [] == [finding.what for finding in findings if finding.code.startswith(("off-brand", "low-contrast"))]


def test_a_brochure_says_otherwise():
    """What the brochure says goes before the brand's defaults; a color of the brand is chosen by its name."""
    brand = house(defaults={"pdfbrochure": {"theme": "bulletin", "page": "A5", "inks": {"#0057b8": [100, 70, 0, 0]}}})
    given = built_in(brand).run
    said = built_in(brand, brochure(item(), settings={"brand": "brand.yml", "page": "A6", "palette": "night"})).run

    assert (given.edition.theme.name, given.brochure.settings.page.name) == ("bulletin", "A5")
    assert given.edition.theme.inks["#0057b8"] == (100.0, 70.0, 0.0, 0.0)
    assert (said.edition.theme.name, said.brochure.settings.page.name) == ("bulletin", "A6")
    assert said.edition.theme.colors["accent"] == "#10233f"


def test_a_brand_in_a_folder_names_what_lies_beside_it():
    """Paths of a brand file begin at its own folder; so do those of a theme and of fonts."""
    font, bold = of_family("Brand Sans"), of_family("Other", 700)
    files = [{"path": "fonts/a.ttf"}, {"path": "fonts/b.ttf", "weight": "bold"}]
    brand = house(
        logo="logo.png",
        typography={"fonts": [{"family": "Brand Sans", "source": "file", "files": files}], "base": "Brand Sans"},
        defaults={"pdfbrochure": {"theme": "house.yaml"}},
    )
    text = brochure(item(), settings={"brand": "look/brand.yml"})
    found = {
        "look__logo.png": jpeg(300, 100),
        "look__fonts__a.ttf": font,
        "look__fonts__b.ttf": bold,
        "look__house.yaml": b"based_on: bulletin\nname: ours\n",
    }
    built, findings = in_house(brand, text, name="look/brand.yml", **found)

    assert built is not None, [finding.what for finding in findings]
    assert built.run.edition.theme.name == "ours"
    assert built.run.opened.fonts["body_bold"].name == "look/fonts/b.ttf"
    # The name of the house stands for the logo.
    assert built.run.brochure.logo.alt == "The Water Agency"


@pytest.mark.parametrize(
    ("brand", "code", "place", "words"),
    [
        ("color: {primary: see, palette: {sea: '#0057b8'}}\n", "bad-color", (1, 18), "did you mean sea?"),
        ("color:\n  primary: #0057b8\n", "unquoted-color", (2, 12), 'put quotes round it: "#0057b8"'),
        ("color:\n  primary: a\n  palette: {a: b, b: a}\n", "bad-color", (2, 12), "leads back to itself"),
        ("colour: {primary: '#0057b8'}\n", "unknown-key", (1, 1), "did you mean `color`?"),
        ("color: [red]\n", "wrong-type", (1, 8), "keys with values"),
        ("logo: ../mark.png\n", "path-outside", (1, 7), "brochure's folder"),
        ("logo: mork.png\n", "missing-file", (1, 7), "mark.png"),
        ("logo: mark.png\n", "missing-alt", (1, 7), "meta: {name"),
        (
            "typography:\n  fonts:\n    - {family: Open Sans, source: google}\n  base: Open Sans\n",
            "font-not-here",
            (3, 7),
            "https://fonts.google.com/specimen/Open+Sans",
        ),
        ("typography: {base: Roboto}\n", "font-not-here", (1, 20), "assets/fonts"),
        ("typography: {fonts: [{family: A, source: web}]}\n", "bad-choice", (1, 42), "google"),
        ("defaults: {pdfbrochure: {logo: {least_width: wide}}}\n", "bad-length", (1, 46), "25mm"),
        ("defaults:\n  pdfbrochure:\n    themes: digest\n", "unknown-key", (3, 5), "did you mean `theme`?"),
        ("a: [\n", "yaml-syntax", (1, 5), ""),
    ],
)
def test_faults_are_told_in_the_brands_file(brand, code, place, words):
    """Each is found with file, line and column, and with what to type."""
    _found, findings = in_house(brand)
    finding, *_others = [finding for finding in findings if finding.code == code]

    assert finding.file == "brand.yml"
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == place
    assert words in f"{finding.what} {finding.mend}"


def test_brands_of_strangers_are_bounded():
    """A file too large, or with very many colors, is refused in a sentence."""
    _found, findings = in_house("# " + 300_000 * "x")
    assert ["missing-file"] == [finding.code for finding in findings]
    many = {f"c{number}": "#0057b8" for number in range(400)}
    _found, findings = in_house({"color": {"palette": many}})
    assert ["too-many"] == [finding.code for finding in findings]


def own_theme(**keys: object) -> bytes:
    """A theme file of one's own."""
    return as_yaml({"based_on": "institutional", "name": "mine", **keys}).encode()


@pytest.mark.parametrize(
    ("settings", "keys", "files", "code"),
    [
        ({"accent": "#aa0000"}, {}, {}, "off-brand-color"),
        ({"accent": "#ffb612"}, {}, {}, ""),
        ({"palette": "navy"}, {}, {}, "unknown-palette"),
        ({"fonts": {"body": "Source Sans 3"}}, {}, {}, "off-brand-font"),
        ({}, {"items": [item("Ω ☂", words=5)]}, {}, "off-brand-font"),
        (
            {"theme": "mine.yaml"},
            {},
            {"mine.yaml": own_theme(colors={"gold": "#7a5c00"}, styles={"folio": {"color": "gold"}})},
            "off-brand-color",
        ),
        (
            {"theme": "mine.yaml"},
            {},
            {"mine.yaml": own_theme(colors={"sea": "#7a5c00"}, styles={"folio": {"color": "sea"}})},
            "",
        ),
    ],
)
def test_the_guard(settings, keys, files, code):
    """An accent, a font, a character or a color of a theme that is not the brand's is found, and only such."""
    text = brochure(item(), **keys) if not keys else as_yaml({"title": "News", **keys})
    text += as_yaml({"settings": {"brand": "brand.yml", **settings}})
    _found, findings = in_house(HOUSE, text, **files)

    assert ([code] if code else []) == [
        finding.code for finding in findings if finding.code not in ("accent-darkened", "low-contrast")
    ]


def test_characters_that_the_brands_font_lacks_are_shown():
    """One finding a font that stands in, with some of what it had to draw."""
    text = brochure(item(body="Вода и река"), settings={"brand": "brand.yml"})
    font = {"assets/fonts/a.ttf": of_family("Brand Sans")}
    _found, findings = in_house(house(typography={"base": "Brand Sans"}), text, **font)
    told = [finding.what for finding in findings if finding.code == "off-brand-font"]

    assert len(told) == 1
    assert "“В”, “о”, “д”" in told[0]
    assert "brand.yml" in told[0]
    assert "[wght]" not in told[0]


@pytest.mark.parametrize(
    ("rules", "codes"),
    [
        ({"least_width": "25mm", "clear_space": "2mm"}, []),
        ({"least_width": "90mm"}, []),
        ({"least_width": "200mm", "clear_space": "1mm"}, ["logo-too-small"]),
        ({"clear_space": "200%"}, []),
        ({"clear_space": "20mm"}, []),
    ],
)
def test_the_logo_stands_as_it_wants_to(rules, codes):
    """It is set as wide as the brand wants it where there is room; what cannot be is told."""
    _found, findings = in_house(house(defaults={"pdfbrochure": {"logo": rules}}))

    assert codes == [finding.code for finding in findings if finding.code.startswith("logo-")]


@pytest.mark.parametrize("theme", known_themes())
@pytest.mark.parametrize("rule", ["50%", "10mm"])
def test_white_is_kept_round_the_logo(theme, rule):
    """On the first page and at the end, beside other marks, everything stands as far off as the brand wants."""
    marks = {
        "logos": [{"file": "a.jpg", "alt": "A partner"}, {"file": "b.jpg", "alt": "Another"}],
        "funding": {"file": "c.jpg", "alt": "A fund", "text": "Paid by a fund", "disclaimer": "Not its views."},
        "past_stories": {"url": "https://example.org/past"},
    }
    text = brochure(item("One", 200), item("Two", 150), settings={"brand": "brand.yml", "theme": theme}, **marks)
    brand = house(defaults={"pdfbrochure": {"logo": {"clear_space": rule}}})
    found = built_in(brand, text, **{"b.jpg": jpeg(900, 600), "c.jpg": jpeg(300, 200)})
    logos = [(page, thing) for page in found.run.pages.pages for thing in page.things if is_logo(thing)]

    assert logos
    for page, logo in logos:
        wanted = 10 * 72 / 25.4 if rule == "10mm" else logo.height / 2
        assert min(distance(logo, thing) for thing in others(page.things, logo)) > wanted - 0.4


def test_white_for_which_there_is_no_room_is_told():
    """Between other marks on the back of a leaflet the logo stands as they leave it; the finding says so."""
    text = brochure(
        item("One", 200),
        settings={"brand": "brand.yml", "theme": "leaflet"},
        logos=[{"file": "a.jpg", "alt": "A partner"}],
        funding={"file": "a.jpg", "alt": "A fund", "text": "Paid by a fund", "disclaimer": "Not its views."},
        past_stories={"url": "https://example.org/past"},
        intro="What is in here, in some words. " * 20,
    )
    found, findings = in_house(house(defaults={"pdfbrochure": {"logo": {"clear_space": "20mm"}}}), text)
    told = [finding.why for finding in findings if finding.code == "logo-crowded"]

    assert found is not None
    assert told == ["layout makes room for it, but there is no more here"]
