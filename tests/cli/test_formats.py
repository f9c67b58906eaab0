"""The findings as documents that services read: GitLab, code scanning, test reports, a page of Markdown."""

import json
import re
import xml.etree.ElementTree as ET

import jsonschema
import pytest
from commands import run, write
from markdown_it import MarkdownIt

# An error, a warning, and an error in the second item.
FAULTY = """title: News
items:
  - titel: One
    date: from 2017-02-14 on
    body: Text
  - title: Two
    layout: wide
"""
SMALL = "title: News\nitems:\n  - title: One\n    body: Text\n"
HOSTILE = 'title: "]]><!--\\x01 *a* | [x](https://example.org) @all ::error::"\nitems:\n  - titel: "</testcase>&"\n'
# What services ask of a SARIF log (2.1.0, sections 3.13, 3.19, 3.27; GitHub's properties that are required).
SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "properties": {
                            "driver": {
                                "required": ["name", "version", "rules"],
                                "properties": {"rules": {"items": {"required": ["id", "shortDescription", "help"]}}},
                            }
                        }
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                                "locations": {"minItems": 1, "items": {"required": ["physicalLocation"]}},
                            },
                        }
                    },
                },
            },
        },
    },
}


def document(form, *arguments):
    """What a command prints on standard output in a form."""
    return run("check", *arguments, "--format", form).stdout


def test_gitlab_has_each_finding_on_its_line(tmp_path, monkeypatch):
    """A list, as GitLab's code quality reads it, with paths from the folder of the repository."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FAULTY)
    found = json.loads(document("gitlab", tmp_path / "brochure.yaml"))

    assert [(each["check_name"], each["severity"], each["location"]["lines"]["begin"]) for each in found] == [
        ("unknown-key", "major", 3),
        ("date-in-words", "minor", 4),
        ("bad-choice", "major", 7),
    ]
    assert {each["location"]["path"] for each in found} == {"brochure.yaml"}
    assert all(set(each) == {"description", "check_name", "fingerprint", "severity", "location"} for each in found)


def test_fingerprints_stay_while_lines_above_move(tmp_path, monkeypatch):
    """Remarks and whole items above change lines and the numbers of items, and no fingerprint; other words do."""
    monkeypatch.chdir(tmp_path)
    texts = (FAULTY, FAULTY.replace("items:\n", "items:\n  - title: Nought\n# x\n"), FAULTY.replace("wide", "high"))
    marks = []
    for text in texts:
        write(tmp_path, text)
        marks.append([each["fingerprint"] for each in json.loads(document("gitlab", "brochure.yaml"))])
    twice = FAULTY + FAULTY.partition("items:\n")[2]
    write(tmp_path, twice)
    both = [each["fingerprint"] for each in json.loads(document("gitlab", "brochure.yaml"))]

    assert marks[0] == marks[1]
    assert marks[0][:2] == marks[2][:2]
    assert marks[0][2] != marks[2][2]
    assert len(set(both)) == len(both) == 6


def test_sarif_keeps_to_its_form(tmp_path, monkeypatch):
    """Rules, levels and regions; the excerpt is where the words stand."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FAULTY, "my brochure.yaml")
    log = json.loads(document("sarif", "my brochure.yaml"))
    jsonschema.validate(log, SARIF)
    results, rules = log["runs"][0]["results"], log["runs"][0]["tool"]["driver"]["rules"]

    assert [rules[each["ruleIndex"]]["id"] for each in results] == [each["ruleId"] for each in results]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20brochure.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 10}


@pytest.mark.parametrize("strict", [False, True])
def test_junit_fails_where_the_command_does(tmp_path, strict):
    """An error is a failure, and a warning only with --strict."""
    path = write(tmp_path, FAULTY.replace("titel", "title").replace("layout: wide", "layout: normal"))
    done = run("check", path, "--format", "junit", *(["--strict"] if strict else []))
    suites = ET.fromstring(done.stdout)

    assert (done.exit_code == 1) == strict == (suites.get("failures") == "1")
    assert [len(suites), len(suites.findall(".//testcase")), suites.get("tests")] == [1, 2, "2"]


def test_several_files_are_one_document(tmp_path):
    """A suite, a section, a run for all of them; what there is to read goes to standard error."""
    paths = [write(tmp_path, FAULTY, name) for name in ("a.yaml", "b.yaml")]
    done = run("check", *paths, "--format", "junit")

    assert [suite.get("name") for suite in ET.fromstring(done.stdout)] == [str(path) for path in paths]
    assert len(json.loads(document("sarif", *paths))["runs"]) == 1
    assert document("markdown", *paths).count("\n## ") == 1
    assert "error[unknown-key]" in done.stderr


def test_build_prints_them_too(tmp_path):
    """With the PDF that was written, where the form has a place for it."""
    small = write(tmp_path, SMALL)
    said = run("build", small, "--format", "markdown").stdout

    assert "passed" in said
    assert "brochure.pdf: 1 page" in said
    assert ET.fromstring(run("build", small, "--format", "junit").stdout).get("failures") == "0"


def test_words_of_strangers_are_words(tmp_path):
    """They end no element, make no link, no mention, no formatting and no command, in any form."""
    path = write(tmp_path, HOSTILE)
    xml, page = document("junit", path), document("markdown", path)
    tokens = [
        token for block in MarkdownIt("gfm-like", {"linkify": False}).parse(page) for token in block.children or ()
    ]

    assert "</testcase>" not in "".join(ET.fromstring(xml).itertext()) or "&lt;/testcase&gt;" in xml
    assert not re.search(r"@all|https://example\.org", page)
    assert not [token.type for token in tokens if token.type in ("link_open", "em_open", "html_inline", "image")]
    assert not [line for text in (xml, page) for line in text.splitlines() if line.lstrip().startswith("::")]
    for form in ("gitlab", "sarif"):
        json.loads(document(form, path))


def test_standard_output_holds_one_thing(tmp_path):
    """A PDF and a document cannot both go there."""
    done = run("build", write(tmp_path, SMALL), "-o", "-", "--format", "sarif")

    assert done.exit_code == 2
    assert "-o - and --format sarif both write to standard output" in done.stderr
