"""Several brochures, and several languages of one, in one call."""

import json

import pytest
from commands import run, unsized

TWO = """\
title: {en: News, fr: Nouvelles}
language: en
items:
  - title: {en: One, fr: Un}
    date: 2017-02-14
    body: {en: "English text.", fr: "Texte français."}
"""
FINE = "title: Fine\nitems:\n  - title: One\n"
FAULTY = "title: Faulty\nitems:\n  - titel: One\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with brochures in two languages, in one, and at fault."""
    for name, text in (("two", TWO), ("fine", FINE), ("faulty", FAULTY)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def pdfs(folder) -> list[str]:
    """The PDFs in a folder."""
    return sorted(path.name for path in folder.glob("*.pdf"))


def test_all_languages_are_built(folder):
    """Each language has its PDF, named after it."""
    done = run("build", folder / "two.yaml", "--all-languages")

    assert 0 == done.exit_code
    assert ["two.en.pdf", "two.fr.pdf"] == pdfs(folder)


def test_one_language_is_chosen(folder):
    """`--language fr` sets the French texts, under the brochure's own name."""
    done = run("build", folder / "two.yaml", "--language", "fr")

    assert 0 == done.exit_code
    assert ["two.pdf"] == pdfs(folder)


def test_missing_translation_is_named(folder):
    """A language that a text lacks is an error at that text."""
    done = run("build", folder / "two.yaml", "--language", "de")

    assert 1 == done.exit_code
    assert "two.yaml:1:8: error[missing-translation]: `title` has no text in the language de (it has en, fr)" in (
        done.stderr
    )


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [[], ["--jobs", "1"], ["--jobs", "2"]])
def test_one_failure_does_not_stop_the_others(folder, jobs):
    """All others are built, in the order given, and the exit code tells."""
    done = run("build", folder / "faulty.yaml", folder / "fine.yaml", folder / "two.yaml", *jobs)

    assert 1 == done.exit_code
    assert ["fine.pdf", "two.pdf"] == pdfs(folder)
    assert ["fine.pdf: 1 page", "two.pdf: 1 page"] == [
        line.split("/")[-1] for line in unsized(done.stdout).splitlines()
    ]


def test_json_of_several_is_a_list(folder):
    """One report for each brochure."""
    done = run("build", folder / "faulty.yaml", folder / "fine.yaml", "--format", "json")

    assert [1, 0] == [report["errors"] for report in json.loads(done.stdout)]
