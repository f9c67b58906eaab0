"""Numbers of data files: read in several forms, doubted where they mean two, written as each language does."""

import runpy

import pytest
from support import ROOT

from pdfbrochure.model.numerals import Ambiguous, Number, forms_of, is_missing_value, read_number, signs_of


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "13,411.5"), ("ga", "13,411.5"), ("de", "13.411,5"), ("sl", "13.411,5"), ("fr", "13\u202f411,5"),
        ("cs", "13\u202f411,5"), ("hi", "13,411.5"), ("pl-PL", "13\u202f411,5"), ("xx", "13,411.5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_the_language_does(tag, written):
    """By CLDR."""
    assert signs_of(tag).write(13411.5, 1) == written


def test_signs_groups_and_digits():
    """Four digits together in some languages, lakhs in Hindi, the true minus, a plus where asked for, Arabic digits."""
    assert signs_of("es").write(-1342, 0) == "−1342"
    assert signs_of("pt-BR").write(1342, 0) == "1.342"
    assert signs_of("hi").write(1234567, 0) == "12,34,567"
    assert signs_of("en").write(0.34, 2, signed=True) == "+0.34"
    assert signs_of("en").write(-0.001, 2, signed=True) == "0.00"
    assert signs_of("ar").write(13411.5, 1, digits="٠١٢٣٤٥٦٧٨٩") == "١٣٬٤١١٫٥"


@pytest.mark.parametrize(
    ("cell", "tag", "number"),
    [
        ("13411.5", "fr", Number(13411.5, 1)),
        ("13 411,5", "fr", Number(13411.5, 1)),
        ("−0,34", "de", Number(-0.34, 2)),
        ("12.5 ep", "en", Number(12.5, 1, "ep")),
        ("77 %", "en", Number(77, 0)),
        ("١٣٬٤١١٫٥", "ar", Number(13411.5, 1)),
        ("0,5", "en", Number(0.5, 1)),
        ("about 40", "en", None),
        ("1e5", "en", None),
        ("9" * 40, "en", None),
    ],
)
def test_numbers_are_read_as_people_type_them(cell, tag, number):
    """The machine's form and the language's own."""
    assert read_number(cell, signs_of(tag)) == number


def test_number_that_means_two_is_doubted_unless_its_column_tells():
    """In French and German; in English a comma between three digits is no doubt."""
    french, german = signs_of("fr"), signs_of("de")

    assert isinstance(read_number("1,234", french), Ambiguous)
    assert isinstance(read_number("1.234", german), Ambiguous)
    assert read_number("1,234", signs_of("en")) == Number(1234, 0)
    assert read_number("1.234", german, forms_of(["412", "2,5", "1.234"], german)) == Number(1234, 0)
    assert read_number("1.234", german, forms_of(["412", "2.5", "1.234"], german)) == Number(1.234, 3)
    assert read_number("1,234", signs_of("en"), forms_of(["0,5"], signs_of("en"))) == Number(1.234, 3)


def test_what_stands_for_no_value():
    """Never a zero."""
    assert all(map(is_missing_value, ("", " : ", "..", "n/a", "–", "N/A")))
    assert not is_missing_value("0")


@pytest.mark.slow
def test_signs_are_those_of_cldr():
    """The file is what its script writes."""
    made = runpy.run_path(str(ROOT / "docs" / "scripts" / "generate_number_signs.py"))["generate"]()
    assert made == (ROOT / "src" / "pdfbrochure" / "model" / "number_signs.json").read_text(encoding="utf-8")
