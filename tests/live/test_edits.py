"""Changes that the page makes in a text: exactly what was asked for, and otherwise no character; or none at all."""

import contextlib

import pytest
from previewing import SMALL

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import Memory
from pdfbrochure.live.adding import ADDITIONS, add_photo
from pdfbrochure.live.changing import change
from pdfbrochure.live.edits import Draft, Unchangeable, put, taken_out, with_settings
from pdfbrochure.live.mending import applied, find_mends
from pdfbrochure.pipeline import Run
from pdfbrochure.read import parse

FOCUS = ("items", 0, "photos", 0, "focus")
PHOTO = {"file": "assets/b.jpg", "credit": "Ann: O'Neil", "alt": "A brush"}


def item(photo):
    """A brochure whose one item has a photo as written."""
    return f"# remark\ntitle: T\nitems:\n  - title: A  # first\n{photo}    body: |\n      Text.\n\n\n# end\n"


@pytest.mark.parametrize(
    ("photo", "wanted"),
    [
        ("    photo: {file: a.jpg, focus: [0.1, 0.2], alt: x}\n", "focus: [0.30, 0.40], alt: x}"),
        ("    photo: {file: a.jpg}\n", "{file: a.jpg, focus: [0.30, 0.40]}"),
        ("    photo: { file: a.jpg, }\n", "{ file: a.jpg, focus: [0.30, 0.40], }"),
        ("    photo:\n      file: a.jpg  # mine\n      alt: >-\n        Long\n        text.\n",
         "\n      focus: [0.30, 0.40]\n    body"),
        ("    photo:\n      focus: top   # as is\n      file: a.jpg\n", "focus: [0.30, 0.40]   # as is"),
        ("    photo:\n      file: a.jpg\n      focus: [0.5,\n         0.3]  # note\n", "focus: [0.30, 0.40]  # note"),
        ("    photo:\n      file: a.jpg\n      focus:  # none yet\n", "focus: [0.30, 0.40]  # none yet"),
        ("    photos:\n    - file: a.jpg\n    - {file: b.jpg}\n", "- file: a.jpg\n      focus: [0.30, 0.40]\n    - {"),
        ("    photos: [{file: a.jpg}, {file: b.jpg}]\n", "[{file: a.jpg, focus: [0.30, 0.40]}, {"),
        ("    photo: {\n      file: a.jpg  # here\n    }\n", "file: a.jpg, focus: [0.30, 0.40]  # here"),
    ],
)  # fmt: skip
def test_focus_is_put_in(photo, wanted):
    """The value is replaced, or its line added where the other keys end; everything round it stays."""
    before = item(photo)
    after = put(before, FOCUS, "[0.30, 0.40]")
    place = after.index("[0.30, 0.40]")

    assert wanted in after
    assert after[: place - len("focus: ")].rstrip(", \n") in before
    assert after.endswith("    body: |\n      Text.\n\n\n# end\n")


@pytest.mark.parametrize(
    "text",
    [
        item("    photo:\n      file: a.jpg\n      focus:\n        - 0.1\n        - 0.2\n"),
        item("    photo: a.jpg\n"),
        "base: &p {file: a.jpg}\n" + item("    photo: *p\n"),
        item("    photo: &p {file: a.jpg}\n") + "logo: *p\n",
        item("    photo: {file: a.jpg, file: b.jpg}\n"),
        item("    photo: {file: a.jpg\n"),
        item(""),
        "- a\n",
        "",
        "title: \ud800\n" + item("    photo: [}\n"),
    ],
)  # fmt: skip
def test_what_would_damage_is_refused(text):
    """Where a change would spread or cannot be read back, nothing is changed, and it is told why."""
    with pytest.raises(Unchangeable):
        put(text, FOCUS, "[0.30, 0.40]")

    assert "fault" in change({"text": text, "what": "focus", "item": 0, "photo": 0, "focus": [0.3, 0.4]})


def test_focus_is_kept_inside_the_photo():
    """Shares beyond the photo are brought to its edge; what is no pair of numbers is refused."""
    text = item("    photo: {file: a.jpg}\n")
    given = {"text": text, "what": "focus", "item": 0, "photo": 0}

    assert "focus: [1.00, 0.00]" in change({**given, "focus": [7, -3]})["text"]
    assert "fault" in change({**given, "focus": [0.5]})
    assert "fault" in change({**given, "focus": "0.5, 0.5], evil: [1"})
    assert change({**given, "focus": None})["text"] == text


@pytest.mark.parametrize(
    ("before", "settings", "after"),
    [
        ("title: T\n", {"theme": "bulletin"}, "title: T\n\nsettings:\n  theme: bulletin\n"),
        ("title: T", {"pages": "4"}, "title: T\n\nsettings:\n  pages: 4\n"),
        ("settings:\n  # look\n  theme: institutional # x\ntitle: T\n", {"theme": "bulletin"},
         "settings:\n  # look\n  theme: bulletin # x\ntitle: T\n"),
        ("settings: {theme: institutional}\n", {"pages": "4"}, "settings: {theme: institutional, pages: 4}\n"),
        ("settings:\n    theme: institutional\n    palette: navy\n    page: A4\n", {"theme": "bulletin", "palette": ""},
         "settings:\n    theme: bulletin\n    page: A4\n"),
        ("settings:\ntitle: T\n", {"page": "A5"}, "settings:\n  page: A5\ntitle: T\n"),
        ("settings:\n  pages: {max: 4}\n", {"pages": "2"}, "settings:\n  pages: 2\n"),
        ("settings:\n  pages: 4\n", {"pages": ""}, "settings:\n"),
    ],
)  # fmt: skip
def test_settings_are_written(before, settings, after):
    """A setting that was tried is written where it belongs."""
    assert with_settings(before, settings) == after


def test_a_key_is_taken_out_with_its_line():
    """Only where it has lines of its own."""
    assert taken_out("title: T\nsettings:\n  fonts:\n    body: a.otf\n  page: A4\n", ("settings", "fonts")) == (
        "title: T\nsettings:\n  page: A4\n"
    )
    with pytest.raises(Unchangeable):
        taken_out("settings: {theme: bulletin, page: A4}\n", ("settings", "theme"))


@pytest.mark.parametrize("what", ADDITIONS)
@pytest.mark.parametrize("edge", ["  ", ""])
def test_additions_stand_at_the_right_distance(what, edge):
    """What is added can be read, says what it should, and its words are selected."""
    first_item = f"{edge}- title: A\n{edge}  body: |\n{edge}    One.\n\n{edge}    Two.\n"
    text = f"title: T\nitems:\n{first_item}{edge}- title: B\n\ncontact: C\n"
    after, (start, end) = ADDITIONS[what](text, 5)
    value = parse(after.encode(), Report()).value
    selected = after[start:end]

    assert after.replace(selected, "", 1) != text
    assert value["contact"] == "C"
    first, *others = value["items"]
    if what == "add-item":
        assert [one["title"] for one in value["items"]] == ["A", selected, "B"]
    elif what == "add-link":
        assert list(first["links"][0]) == [selected]
    elif what == "add-date":
        assert first["date"] == selected
        assert list(first) == ["title", "date", "body"]
    else:
        assert first["body"] == f"One.\n\n{'##' if what == 'add-subhead' else '>'} {selected}\n\nTwo.\n"
    assert others[-1]["title"] == "B"


def test_additions_into_little():
    """The first item of a brochure that has none, one more at the end, a second link."""
    first = ADDITIONS["add-item"]("title: T\n", 1)[0]
    second = ADDITIONS["add-item"](first, 99)[0]
    linked = ADDITIONS["add-link"](ADDITIONS["add-link"](second, 9)[0], 9)[0]

    assert len(Draft(second).value["items"]) == 2
    assert [len(one.get("links", [])) for one in Draft(linked).value["items"]] == [0, 2]
    with pytest.raises(Unchangeable):
        ADDITIONS["add-quote"](first, 1)


@pytest.mark.parametrize(
    ("photo", "count"),
    [
        ("", 1),
        ("    photo: {file: a.jpg, alt: x}\n", 2),
        ("    photo:\n      # before\n      file: a.jpg\n      alt: |\n        Long\n\n        text\n", 2),
        ("    photo:\n        file: a.jpg  # here\n        focus: [0.1,\n          0.2]\n", 2),
        ("    photos:\n      - file: a.jpg\n      - {file: c.jpg}\n", 3),
        ("    photos:\n    - file: a.jpg\n", 2),
    ],
)  # fmt: skip
def test_photos_are_added(photo, count):
    """A first, a second or a third photo: those before say what they said, and no remark is lost."""
    before = item(photo)
    after, (start, end) = add_photo(before, 0, {**PHOTO, "decorative": True})
    value, old = Draft(after).value["items"][0], Draft(before).value["items"][0]
    photos = value["photos"] if count > 1 else [value["photo"]]
    known = old.get("photos") or ([old["photo"]] if "photo" in old else [])

    assert photos == [*known, {**PHOTO, "decorative": "true"}]
    assert after[start:end] == "file: assets/b.jpg"
    assert [
        word for word in ("# remark", "# first", "# before", "# here", "# end") if word in before and word not in after
    ] == []


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("    titel: A\n", "    title: A\n"), ("    title: Two: more\n", '    title: "Two: more"\n'),
        ("    title:A\n", "    title: A\n"), ("    title: A\n\tbody: x\n", "    title: A\n    body: x\n"),
        ("    title: A\n    date: 2017-2-14\n", "    title: A\n    date: 2017-02-14\n"),
        ("    title: A\n    lang: en_GB\n", "    title: A\n    lang: en-GB\n"),
        ("    title: A\n    links:\n      - X: www.example.org\n", "    title: A\n    links:\n      - X: https://www.example.org\n"),
    ],
)  # fmt: skip
def test_mends_do_away_with_their_finding(slip, meant):
    """A button is offered where advice names one thing to type, and does just that."""
    head = "title: T\nitems:\n  - short_title: S\n"
    report = Report()
    text = head + slip
    with contextlib.suppress(BrochureError):
        _examined = Run("a.yaml", files=Memory({"a.yaml": text.encode()}), report=report).examined
    mends = find_mends(text, report.findings())

    assert applied(text, text.split("\n"), mends[0][0].changes) == head + meant


def test_advice_that_helps_nothing_is_no_button():
    """An advice with two ways out, and one on another file, stay advice."""
    report = Report()
    parse(SMALL.encode(), report)
    report.error("bad-boolean", "`x` is `maybe`", mend="write `true` or `false`", origin=("title",))
    report.error("unknown-key", "there is no `title`", mend="did you mean `[`?", origin=("title",))

    assert find_mends(SMALL, report.findings()) == [(), ()]
