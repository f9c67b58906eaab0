"""Numbers and addresses of an imprint: what is taken, and that one mistyped digit never is."""

import pytest

from pdfbrochure.model.identifiers import (
    phone_address,
    read_doi,
    read_isbn,
    read_issn,
    read_mail,
    read_phone,
    remark_on_catalogue,
)
from pdfbrochure.model.scalars import Fault

RIGHT = [
    (read_issn, "2049-3630", "2049-3630"),
    (read_issn, "ISSN 03785955", "0378-5955"),
    (read_issn, "2434\u2013561x", "2434-561X"),
    (read_isbn, "978-3-16-148410-0", "978-3-16-148410-0"),
    (read_isbn, "ISBN 9783161484100", "9783161484100"),
    (read_isbn, "isbn-10: 0-8044-2957-x", "0-8044-2957-X"),
    (read_doi, "https://doi.org/10.1000/182", "10.1000/182"),
    (read_doi, "doi:10.1000/a(b)_c", "10.1000/a(b)_c"),
    (read_mail, "mailto:press@example.org", "press@example.org"),
    (read_phone, "+32 (0)2 555 12 34", "+32 (0)2 555 12 34"),
    (read_phone, "02/555.12.34", "02/555.12.34"),
]
WRONG = [
    (read_issn, "1234"),
    (read_isbn, "978-92-1"),
    (read_isbn, "977-3-16-148410-0"),
    (read_doi, "10.1/x"),
    (read_doi, "10.1000/a b"),
    (read_mail, "press at example.org"),
    (read_mail, "a@example.org?subject=Hello"),
    (read_phone, "02 555 12 34 / 35"),
    (read_phone, "call us"),
]


@pytest.mark.parametrize(("read", "typed", "wanted"), RIGHT)
def test_right_ones(read, typed, wanted):
    """What stands before a number is left away, and its own signs stay."""
    assert read(typed) == wanted


@pytest.mark.parametrize(("read", "typed"), WRONG)
def test_wrong_ones(read, typed):
    """Each has a fault that quotes it and says what to type."""
    fault = read(typed)

    assert isinstance(fault, Fault)
    assert typed in fault.says
    assert fault.mend


@pytest.mark.parametrize(("read", "_typed", "right"), [case for case in RIGHT if case[0] in (read_issn, read_isbn)])
def test_one_mistyped_digit_is_found(read, _typed, right):
    """No digit can be another without a fault, which is what the check digits are made for."""
    for place, char in enumerate(right):
        for digit in set("0123456789") - {char} if char.isdecimal() else ():
            assert isinstance(read(right[:place] + digit + right[place + 1 :]), Fault)


def test_zero_in_brackets_is_not_dialled():
    """A telephone called from abroad gets the number that works from abroad."""
    assert phone_address("+32 (0)2 555 12\u00a034") == "tel:+3225551234"


@pytest.mark.parametrize("right", ["OA-26-014-EN-N", "QG-02-17-527-EN-N", "our own 26/3", ""])
def test_catalogue_numbers_of_every_form(right):
    """The EU's have their form; those of others have any."""
    assert remark_on_catalogue(right) is None


@pytest.mark.parametrize("wrong", ["OA-26-14-EN-N", "oa-26-014-en-n", "OA-26-014-ENG-N", "OA-26-014-EN"])
def test_catalogue_number_that_is_mistyped(wrong):
    """One that begins like the EU's and goes on otherwise is told."""
    remark = remark_on_catalogue(wrong)

    assert remark is not None
    assert wrong in remark.says
