"""The schema of brochure.yaml: its committed copy, what it says, and that it agrees with the model."""

import re
from functools import cache

import jsonschema
import pytest
import yaml
from support import EXAMPLES, REFERENCE, ROOT, name_of

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Memory
from pdfbrochure.model.fields import SHAPES
from pdfbrochure.model.schema import as_json, brochure_schema
from pdfbrochure.model.themes import load_theme
from pdfbrochure.model.validate import validate
from pdfbrochure.read import read
from pdfbrochure.read.source import SINGLES

CASES = sorted((ROOT / "tests" / "cases").glob("*.yaml"))
COPY = ROOT / "src" / "pdfbrochure" / "brochure.schema.json"

# What only the model can see, and why no schema can. A fault of any other code must be refused by the schema too.
MODEL_ONLY = {
    "accent-darkened": "a schema knows no warnings",
    "alt-of-decorative": "a schema knows no warnings",
    "date-in-words": "a schema knows no warnings",
    "bad-date": "a calendar and the order of two dates are beyond patterns; the form of a date is checked",
    "bad-identifier": "check digits are counted by code; the form of a number is checked",
    "bad-pages": "two numbers cannot be compared",
    "bad-page": "a side without a unit is judged by the other side",
    "bad-focus": "numbers in quotes are not compared, and `top bottom` is not told from `top left`",
    "bad-language": "that a language has the code is known by code; its form by the schema too",
    "bad-url": "hosts, ports and user names are checked by code; scheme and spaces by the schema too",
    "control-character": "lies below YAML",
    "duplicate-key": "an editor's YAML parser says so itself",
    "missing-key": "characters that show nothing are told by code; a key that is not there by the schema too",
    "missing-translation": "which language is built is known to the command",
    "unquoted-color": "the value is empty, which is allowed",
}
# Faults of syntax: there is no value that a schema could look at.
SYNTAX = {
    "tab", "unclosed-quote", "unclosed-bracket", "unquoted-colon", "missing-space", "missing-comma", "stray-text",
    "indentation", "text-after-quote", "bad-escape", "block-text", "yaml-syntax", "not-yaml",
}  # fmt: skip


class Core(yaml.SafeLoader):
    """Reads YAML as editors do: by the core schema of YAML 1.2 (10.3.2), in which dates and `no` are texts."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


for tag, pattern, first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if "0x" in node.value else 10))
Core.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


@cache
def schema():
    """The validator of the fresh schema."""
    fresh = brochure_schema()
    jsonschema.Draft202012Validator.check_schema(fresh)
    return jsonschema.Draft202012Validator(fresh)


def refused(value) -> list[tuple]:
    """The paths of what the schema refuses in a value."""
    return [tuple(error.absolute_path) for error in schema().iter_errors(value)]


def faults(text: bytes) -> list:
    """What the model has against a brochure: its errors."""
    report = Report()
    try:
        door = Memory({"brochure.yaml": text})
        model = validate(read("brochure.yaml", door, report), report)
        load_theme(model.settings, report, door)
    except BrochureError:
        pass
    return [finding for finding in report.findings() if finding.severity == "error"]


def test_committed_copy_is_fresh():
    """The copy beside the program is what `pdfbrochure schema` prints."""
    assert COPY.read_text(encoding="utf-8") == as_json(brochure_schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_examples_keep_to_the_schema(path):
    """No example, nor the brochure at the top, is refused."""
    assert refused(yaml.load(path.read_bytes(), Core)) == []


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference brochure lies beside the project, not in it")
def test_reference_keeps_to_the_schema():
    """Neither is the reference."""
    assert refused(yaml.load(REFERENCE.read_bytes(), Core)) == []


def test_schema_knows_every_key_that_the_validator_reads():
    """A key of the model is a key of the schema, in every mapping, and none is one too many."""
    whole = schema().schema
    pages = whole["$defs"]["settings"]["properties"]["pages"]["anyOf"][1]
    dates = whole["properties"]["date"]["anyOf"][1]
    kept = {
        "a brochure": whole,
        "an item": whole["$defs"]["item"],
        "a photo": whole["$defs"]["photo"],
        "a link": whole["$defs"]["link"]["anyOf"][0],
        "a key figure": whole["$defs"]["fact"]["anyOf"][0],
        "a box": whole["$defs"]["sidebar"],
        "an entry of an agenda": whole["$defs"]["event"],
        "an entry of `people`": whole["$defs"]["person"],
        "a brief": whole["$defs"]["brief"],
        "a chart": whole["$defs"]["chart"],
        "a table": whole["$defs"]["datatable"],
        "a logo": whole["$defs"]["logo"],
        "a section": whole["properties"]["items"]["items"]["then"],
        "`funding`": whole["$defs"]["funding"],
        "`imprint`": whole["$defs"]["imprint"],
        "`past_stories`": whole["$defs"]["paststories"],
        "`settings`": whole["$defs"]["settings"],
        "`print`": whole["$defs"]["print"],
        "`cover`": whole["$defs"]["cover"],
        "`fonts`": whole["$defs"]["fonts"],
        "`labels`": whole["$defs"]["labels"],
        "a number of pages": pages,
        "a date": dates,
    }
    shapes = {shape.name: shape for shape in SHAPES}

    assert shapes.keys() == kept.keys()
    for name, shape in shapes.items():
        assert set(kept[name]["properties"]) == set(shape.fields), name
        assert set(kept[name].get("required", ())) == set(shape.required), name
        assert kept[name]["additionalProperties"] is False


def test_every_key_has_its_sentence():
    """Each property says what it is for."""

    def look(value, path):
        if isinstance(value, dict):
            for key, inner in value.get("properties", {}).items():
                # In the condition that `photo` and `photos` exclude each other, nothing is described.
                assert path[-1:] == ("not",) or inner.get("description"), (*path, key)
            for key, inner in value.items():
                look(inner, (*path, key))
        elif isinstance(value, list):
            for inner in value:
                look(inner, path)

    look(schema().schema, ())


def test_defaults_and_choices_are_told():
    """Editors show defaults, examples and the words to choose from."""
    settings = schema().schema["$defs"]["settings"]["properties"]

    assert settings["page"]["default"] == "A4"
    assert settings["hyphenate"]["default"] is True
    assert settings["masthead"]["anyOf"][0] == {"enum": ["panel", "plain"]}
    assert "navy" in settings["palette"]["examples"]
    assert "institutional" in settings["theme"]["anyOf"][0]["enum"]


@pytest.mark.parametrize(
    "value",
    ["title: 2030", "title: true", "title: no", "title: 12:30", "date: 2017-02-14", "date: 2017", "date: Spring 2017",
     "date: {from: 2017-02-14, to: 2017-02-16}", "date:", "subtitle: ''", "settings: {pages: 4}", "settings:",
     "settings: {pages: {max: 4}}", "settings: {pages: '4'}", "settings: {page: a4}", "settings: {theme: a/b.yaml}",
     "settings: {page: [210mm, 29.7cm]}", "settings: {page: [595, 842]}",
     "settings: {columns: 2, justify: TRUE, masthead: Plain}",
     "items: [{title: 1, photo: {file: a.jpg, focus: top-left}}]",
     "items: [{title: 1, photo: {file: a.jpg, focus: [50%, .3]}}]",
     "items: [{title: 1, photos: [{file: 2030, decorative: true}]}]", "items: [{title: 1, links: [{Site: 'https://x.org'}]}]",
     "items: [{title: 1, links: [{label: Site, url: 'mailto:a@x.org'}]}]", "items: [{title: 1, layout: Lead, photo:}]",
     "title: {en: News, fr: Nouvelles, de:}",
     "items: [{title: {en: A}, body: {en: B, pt-BR: C}, links: [{Site: {en: 'https://x.org'}}]}]"],
)  # fmt: skip
def test_forms_that_people_type_are_allowed(value):
    """Numbers and booleans are texts; dates, lengths, points and counts have their forms; empty is missing."""
    given = {"title": "News", "items": [{"title": "One"}], **yaml.load(value, Core)}
    codes = {fault.code for fault in faults(yaml.safe_dump(given).encode())}

    assert refused(given) == []
    assert codes <= {"missing-file"}


@pytest.mark.parametrize(
    ("value", "path"),
    [("titel: x", ()), ("title:", ("title",)), ("title: ' '", ("title",)), ("title: [a]", ("title",)),
     ("date: 2017-2-14", ("date",)), ("date: {from: 2017-02-14}", ("date",)), ("date: 2017-13-01", ("date",)),
     ("items: []", ("items",)), ("items: [a]", ("items", 0)),
     ("items: [{title: 1, photo: a.jpg}]", ("items", 0, "photo")),
     ("items: [{title: 1, photo: {file: a.jpg}, photos: [{file: a.jpg}]}]", ("items", 0)),
     ("items: [{title: 1, photo: {file: /a.jpg}}]", ("items", 0, "photo")),
     ("items: [{title: 1, photos: [{file: ../a.jpg}]}]", ("items", 0, "photos", 0, "file")),
     ("items: [{title: 1, photos: [{file: a/../../b.jpg}]}]", ("items", 0, "photos", 0, "file")),
     ("items: [{title: 1, links: ['https://x.org']}]", ("items", 0, "links", 0)),
     ("items: [{title: 1, links: [{Site: 'ftp://x.org'}]}]", ("items", 0, "links", 0)),
     ("items: [{title: 1, layout: big}]", ("items", 0, "layout")),
     ("settings: {columns: 5}", ("settings",)), ("settings: {justify: yes}", ("settings",)),
     ("settings: {page: A7}", ("settings",)), ("settings: {accent: navy}", ("settings",)),
     ("settings: {pages: 0}", ("settings",)), ("settings: {output: a.doc}", ("settings",)),
     ("settings: {theme: plane}", ("settings",)), ("settings: {labels: {photo_credit: By}}", ("settings",))],
)  # fmt: skip
def test_both_refuse_it(value, path):
    """A slip of each kind is refused by the schema at its place, and by the model."""
    given = {"title": "News", "items": [{"title": "One"}], **yaml.load(value, Core)}

    assert refused(given) == [path]
    assert faults(yaml.safe_dump(given).encode())


def schema_places(text: bytes) -> list[tuple] | None:
    """Where the schema refuses a file; None when there is no value to look at."""
    try:
        value = yaml.load(text.decode("utf-8"), Core)
    except (yaml.YAMLError, UnicodeDecodeError, TypeError):
        return None
    return refused(value)


def one_form(path: tuple) -> list:
    """A path in which one photo, or box, and the first of several look the same."""
    many = {one: many for many, one in SINGLES.items()}
    named = [many.get(step, step) for step in path]
    return [step for at, step in enumerate(named) if not (step == 0 and at and named[at - 1] in SINGLES)]


def is_near(path: tuple, origin: tuple) -> bool:
    """Whether the schema points at the value, at something around it, or at something inside."""
    ours, theirs = one_form(path), one_form(origin)
    return ours[: len(theirs)] == theirs[: len(ours)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_the_schema_refuses_the_model_refuses(path):
    """The schema is never stricter than the model."""
    places = schema_places(path.read_bytes())

    assert not places or faults(path.read_bytes())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_the_model_refuses_the_schema_refuses(path):
    """Apart from the faults that only the model can see, the schema refuses the same values."""
    places = schema_places(path.read_bytes())
    found = faults(path.read_bytes())
    if places is None:
        assert found
        return
    for finding in found:
        if finding.code not in MODEL_ONLY.keys() | SYNTAX:
            assert any(is_near(place, finding.origin) for place in places), (finding, places)


def test_reasons_are_needed():
    """No reason is kept for a code that the schema always sees, or that no case has: each stands for some case."""
    needed = set()
    for path in CASES:
        places = schema_places(path.read_bytes())
        for finding in faults(path.read_bytes()):
            if places is not None and not any(is_near(place, finding.origin) for place in places):
                needed.add(finding.code)
    errors = {code for code, reason in MODEL_ONLY.items() if reason != "a schema knows no warnings"}

    assert needed - SYNTAX == errors
