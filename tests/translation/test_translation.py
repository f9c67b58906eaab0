"""Texts go to a translation office and come back: into the YAML, of which nothing else changes."""

import csv
import difflib
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pdfbrochure.cli import main
from pdfbrochure.diagnostics import Report
from pdfbrochure.model.wording import find_wording
from pdfbrochure.read import parse
from pdfbrochure.translation import po, table, xliff
from pdfbrochure.translation.splice import splice
from pdfbrochure.translation.texts import Unit

BROCHURE = """\
# A remark
title: Harbour news   # its title
subtitle: "What: we did"
language: en
publisher: Office
intro: |
  Two sentences.

  Another *paragraph*.

items:
  # the first
  - date: 2026-03-21
    title: First item
    body: >
      Folded text
      goes on.

      A second.
    photo:
      file: a.jpg
      alt: 'A boat''s bow'
    links:
      - The programme: https://www.example.org/programme   # a link
      - {label: Other, url: https://www.example.org/}
      - { Third one: https://www.example.org/3 }
  - title: {en: Second, de: Zweite}
    body: plain text over
      two lines
  - title:
      en: Third
      fr: Vieux   # old
    body:
      en: |
        A

        B
      fr:
    lang: en
past_stories: {url: https://www.example.org/news}
"""
FORMS = {"xliff": xliff, "po": po, "csv": table}
ENDINGS = {"xliff": "xlf", "po": "po", "csv": "csv"}


def run(*arguments):
    """Return what a command says."""
    return CliRunner().invoke(main, ["translation", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def file(tmp_path):
    """A brochure with texts typed in every way."""
    path = tmp_path / "brochure.yaml"
    path.write_bytes(BROCHURE.encode())
    return path


def office(path, form, translate):
    """Do the work of a translation office on an exported file: each text gets its translation."""
    content = path.read_bytes()
    if form == "xliff":
        root = ET.fromstring(content)
        space = "{urn:oasis:names:tc:xliff:document:2.0}"
        for segment in root.iter(f"{space}segment"):
            target = segment.find(f"{space}target")
            target = ET.SubElement(segment, f"{space}target") if target is None else target
            target.text = translate(segment.find(f"{space}source").text)
        path.write_bytes(ET.tostring(root, encoding="utf-8"))
    elif form == "po":
        head, *entries = content.decode().split("\n\n#.")
        for at, entry in enumerate(entries):
            strings = re.findall(r'"(.*)"', entry.partition("msgid ")[2].partition("msgstr")[0])
            text = "".join(json.loads(f'"{string}"') for string in strings)
            new = json.dumps(translate(text), ensure_ascii=False)
            entries[at] = f"{entry.rpartition('msgstr')[0]}msgstr {new}\n"
        path.write_text("\n\n#.".join([head, *entries]), encoding="utf-8")
    else:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([rows[0], *([*row[:3], translate(row[2])] for row in rows[1:])])
        path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path


def shout(text):
    """A translation that everybody can check."""
    return f"«{text.upper()}»: #1"


def texts_in(data, tag):
    """Return the texts of a brochure, and those in another language."""
    texts = find_wording(parse(data, Report()), Report())
    return {wording.text: wording.others.get(tag) for wording in texts}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_texts_come_back_in_their_places(file, form, end):
    """Each as a mapping of languages; what was typed stays in its order, remarks too, and the brochure is sound."""
    file.write_bytes(BROCHURE.replace("\n", end).encode())
    exported = file.with_suffix(f".fr.{ENDINGS[form]}")
    assert run("export", file, "--language", "fr", "--as", form).exit_code == 0
    done = run("import", file, office(exported, form, shout))

    assert (done.exit_code, done.stdout) == (0, f"{file}: 13 translations in fr put in\n"), done.stderr
    written = file.read_bytes()
    found = texts_in(written, "fr")
    assert len(found) == 13
    assert found == {text: shout(text) for text in texts_in(BROCHURE.encode(), "fr")}
    # Only the old translation is gone; a colon of a link is where it was.
    old, new = BROCHURE.split(), written.decode().split()
    lost = [old[a] for tag, a, b, _, _ in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            if tag == "delete" for a in range(a, b)]  # fmt: skip
    assert lost == []
    for remark in ("# A remark\n", "# its title\n", "  # the first\n", "# a link\n", "# old\n"):
        assert remark in written.decode().replace("\r\n", "\n")
    assert (b"\r\n" in written) == (end == "\r\n")
    assert (
        "note[translation-replaced]: `title` of item 3 had another text in fr, which was replaced: Vieux" in done.stderr
    )


def test_a_second_import_changes_nothing(file):
    """Nor does one of a file in which nothing was translated."""
    exported = file.with_suffix(".fr.xlf")
    run("export", file, "--language", "fr")
    untouched = exported.read_bytes()
    run("import", file, office(exported, "xliff", shout))
    once = file.read_bytes()

    assert "stays as it is" in run("import", file, exported).stdout
    assert file.read_bytes() == once
    file.write_bytes(BROCHURE.encode())
    exported.write_bytes(untouched)
    done = run("import", file, exported)
    assert file.read_bytes() == BROCHURE.encode()
    assert "warning[missing-translation]: `title` has no translation in brochure.fr.xlf" in done.stderr


def test_translation_of_a_changed_text_is_told_and_left_out(file):
    """Items that were moved in the meantime keep theirs."""
    exported = file.with_suffix(".fr.xlf")
    run("export", file, "--language", "fr")
    office(exported, "xliff", shout)
    new_item = "items:\n  - title: An item before all\n"
    file.write_text(BROCHURE.replace("Harbour news", "Harbour tales").replace("items:\n", new_item), encoding="utf-8")
    done = run("import", file, exported)
    found = texts_in(file.read_bytes(), "fr")

    assert (
        "warning[stale-translation]: brochure.fr.xlf translates `title`, where another text stands now" in done.stderr
    )
    assert "this was left out: «HARBOUR NEWS»: #1" in done.stderr
    assert found["Harbour tales"] is None
    assert found["An item before all"] is None
    assert found["First item"] == "«FIRST ITEM»: #1"
    assert "`title` of item 1 has no translation" in done.stderr


def test_file_without_room_gets_another_beside_it(file):
    """With all texts in it; the brochure stays as it was, and the reason is told."""
    text = "title: &one One   # a remark\nsubtitle: {en: Two, fr: *one}\nintro: |\n  A\n\n  B: c\n"
    text += "items:\n- title: Strange\n"
    file.write_text(text, encoding="utf-8")
    exported = file.with_suffix(".fr.csv")
    run("export", file, "--language", "fr", "--as", "csv")
    done = run("import", file, office(exported, "csv", shout))
    beside = file.with_suffix(".fr.yaml")

    assert "warning[translation-beside]" in done.stderr
    assert file.read_text(encoding="utf-8") == text
    assert texts_in(beside.read_bytes(), "fr") == {text: shout(text) for text in ("One", "Two", "A\n\nB: c", "Strange")}


def test_xliff_is_of_the_form_of_version_2(file):
    """Names are unique NMTOKENs, every unit has one segment, notes stand first, and languages are said."""
    run("export", file, "--language", "pt-BR")
    root = ET.fromstring(file.with_suffix(".pt-BR.xlf").read_bytes())
    space = "{urn:oasis:names:tc:xliff:document:2.0}"
    units = list(root.iter(f"{space}unit"))

    assert (root.tag, root.attrib) == (f"{space}xliff", {"version": "2.0", "srcLang": "en", "trgLang": "pt-BR"})
    assert len({unit.get("id") for unit in units}) == len(units) == 13
    assert all(re.fullmatch(r"[\w.:-]+", unit.get("id")) for unit in units)
    assert all([child.tag for child in unit] == [f"{space}notes", f"{space}segment"] for unit in units)


@pytest.mark.parametrize(
    "typed",
    [
        'title: "One \\\n  line"\nitems:\n- title: B\n',
        "title:\n  Below its key\nitems:\n- title: B\n",
        "title: A\nintro: |+2\n    A\n\n\nitems:\n- ? title\n  : Strange\n",
        "title: &a A\nsubtitle: *a\nitems: [{title: A, links: [{B: https://a.org/}]}]\n",
        "title: A\nitems:\n- title: B\n  body: >-\n   C\n   d\n\n\n  # end\n- title: D\n  body: |\n     E",
        "{title: A, items: [{title: 'B\n\n C', body: \"D\\nE\"}]}\n",
        'title: A\nitems:\n- title: B\n  links:\n  - "Q: x": https://a.org/\n',
        "title: A\nitems:\n- title: B\n  links:\n  - label: {en: L, de: M}\n    url: https://a.org/\n",
    ],
)
def test_ways_of_typing(file, typed):
    """Every way in which YAML lets a text be typed has room for a translation."""
    file.write_text(typed, encoding="utf-8")
    run("export", file, "--language", "fr", "--as", "csv")
    done = run("import", file, office(file.with_suffix(".fr.csv"), "csv", shout))

    assert (done.exit_code, done.stderr) == (0, "")
    found = texts_in(file.read_bytes(), "fr")
    assert found == {text: shout(text) for text in texts_in(typed.encode(), "fr")}


@pytest.mark.parametrize("later", [str.lower, lambda text: f"{text}\n\n- a: b", lambda text: "  \n#" + text])
@pytest.mark.parametrize("first", [shout, lambda text: f"{text}\n\n# no remark\n  - deeper\n\nEnd"])
def test_later_translations_replace_earlier_ones(file, first, later):
    """Each is told with what it was, and no line of the old one stays."""
    for translate in (first, later):
        exported = file.with_suffix(".fr.xlf")
        exported.unlink(missing_ok=True)
        run("export", file, "--language", "fr")
        done = run("import", file, office(exported, "xliff", translate))
        texts = {text: translate(text).strip() for text in texts_in(BROCHURE.encode(), "fr")}
        assert (done.exit_code, done.stdout) == (0, f"{file}: 13 translations in fr put in\n")
        assert texts_in(file.read_bytes(), "fr") == texts

    assert "note[translation-replaced]: `title` had another text in fr" in done.stderr
    assert all(remark in file.read_text(encoding="utf-8") for remark in ("# its title", "# a link", "# old"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_encoding_stays(file, encoding):
    """With the mark at its beginning."""
    mark = "" if encoding == "utf-8-sig" else "\ufeff"
    file.write_bytes(f"{mark}{BROCHURE}".encode(encoding))
    run("export", file, "--language", "fr")
    run("import", file, office(file.with_suffix(".fr.xlf"), "xliff", shout))
    written = file.read_bytes()

    assert written.startswith("\ufeff".encode(encoding.removesuffix("-sig")))
    assert texts_in(written, "fr")["Harbour news"] == "«HARBOUR NEWS»: #1"


def test_translations_build(tmp_path):
    """In the language that was put in, with nothing to be said about it."""
    file = tmp_path / "brochure.yaml"
    file.write_text("title: News\nitems:\n- title: One\n  body: |\n    A text.\n", encoding="utf-8")
    run("export", file, "--language", "de")
    run("import", file, office(file.with_suffix(".de.xlf"), "xliff", lambda text: f"Zu {text}"))
    built = CliRunner().invoke(main, ["build", str(file), "--all-languages", "--strict"])

    assert built.exit_code == 0, built.stderr
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["brochure.de.pdf", "brochure.en.pdf"]


def test_language_must_be_one(file):
    """That no name of a folder gets into the name of the file."""
    assert run("export", file, "--language", "../fr").exit_code == 2
    assert "the brochure is in en itself" in run("export", file, "--language", "en").stderr


def test_export_overwrites_nothing(file):
    """The work of an office may be in a file of that name."""
    mine = file.with_suffix(".fr.xlf")
    mine.write_text("mine", encoding="utf-8")
    done = run("export", file, "--language", "fr")

    assert done.exit_code == 1
    assert "error[file-exists]" in done.stderr
    assert mine.read_text(encoding="utf-8") == "mine"


XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">'
HOSTILE = {
    "entities.xlf": ('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>', "document type"),
    "outside.xlf": ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>', "document type"),
    "old.xlf": ('<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "no XLIFF of version 2"),
    "deep.xlf": (XLIFF + "<g>" * 5000, "too deep"),
    "torn.xlf": (XLIFF + "<file>", "no sound XML"),
    "twice.xlf": (XLIFF + '<file id="f"><unit id="a"/><unit id="a"/></file></xliff>', "two units with the id a"),
    "control.xlf": (
        XLIFF + '<unit id="t:1"><segment><target>a<cp hex="0007"/></target></segment></unit></xliff>', "control char",
    ),
    "torn.po": ('msgctxt "a\nmsgid "b"', "line 1 is none of a PO file"),
    "torn.csv": ("name,text\na,b\n", "its first row"),
    "tongue.csv": ("id,where,en,../../x\na,b,c,d\n", "does not say its language"),
    "none.csv": (None, "missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_file_that_is_no_translation_is_refused(file, name):
    """With its reason; the brochure stays as it was."""
    content, says = HOSTILE[name]
    if content is not None:
        (file.parent / name).write_text(content, encoding="utf-8")
    done = run("import", file, file.parent / name)

    assert done.exit_code == 1
    assert "error[cannot-import]" in done.stderr
    assert says in done.stderr
    assert file.read_bytes() == BROCHURE.encode()


def test_formulas_are_texts_in_a_spreadsheet():
    """And are the same when they come back."""
    sent = table.write([Unit("a:1", "", "=1+1", "=HYPERLINK(1)"), Unit("b:1", "", "x", "'tis")], "en", "fr", "")

    assert b"'=1+1,'=HYPERLINK(1)" in sent
    assert table.read(sent).targets == {"a:1": "=HYPERLINK(1)", "b:1": "'tis"}


def test_marks_of_a_tool_inside_a_target_are_read_through():
    """Segments are joined; one that lacks a target leaves the unit without a translation."""
    both = "<segment><source>A</source><target>Un <pc id='1'>mot</pc></target></segment><ignorable><source> </source>"
    content = f"{XLIFF}<file id='f'><unit id='a'>{both}</ignorable><segment><source>B</source>%s</segment></unit>"

    whole = content % "<target>Deux</target>" + "</file></xliff>"
    assert xliff.read(whole.encode()).targets == {"a": "Un mot Deux"}
    assert xliff.read((content % "" + "</file></xliff>").encode()).targets == {"a": ""}


def test_fuzzy_entry_is_no_translation():
    """Its translator is not sure."""
    content = b'#, fuzzy\nmsgctxt "a"\nmsgid "A"\nmsgstr "B"\n\nmsgctxt "c"\nmsgid "C"\nmsgstr "D"\n'

    assert po.read(content).targets == {"a": "", "c": "D"}


SIGNS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn")) | st.sampled_from("\n\t:#'\"\\-=& <"))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.tuples(SIGNS, SIGNS), max_size=4))
def test_every_text_survives_every_form(form, texts):
    """What an office types arrives, to the letter."""
    units = [Unit(f"items.{at}.title:ab", "here", source, target) for at, (source, target) in enumerate(texts)]
    read = FORMS[form].read(FORMS[form].write(units, "en", "fr", "brochure.yaml"))

    assert read.targets == {unit.name: unit.target for unit in units}
    assert read.language == "fr"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(target=SIGNS.map(str.strip).filter(bool))
def test_whatever_is_put_in_is_read_again(target):
    """In every place, or nothing is written."""
    data = BROCHURE.encode()
    source = parse(data, Report())
    new = splice(data, source, [(wording, target) for wording in find_wording(source, Report())], "fr")

    if new is not None:
        assert set(texts_in(new, "fr")) == set(texts_in(data, "fr"))
        assert all(text is not None for text in texts_in(new, "fr").values())
    assert new is not None or not target.isprintable()


def test_short_figures_keep_their_form():
    """The words of a key figure get their languages, and the figure before the colon stays as it is."""
    data = b'title: News\nitems:\n- title: One\n  facts:\n  - "77 %": of waters\n  - { "5": boats }\n'
    source = parse(data, Report())
    new = splice(data, source, [(each, f"F {each.text}") for each in find_wording(source, Report())], "fr")

    assert new is not None
    assert b'  - "77 %": \n      en: of waters\n      fr: F of waters\n' in new
    assert b'  - { "5": {en: boats, fr: F boats} }\n' in new
