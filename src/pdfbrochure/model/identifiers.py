"""The numbers and addresses of an imprint: one text to one checked text, or the Fault that says what is wrong with it.

Check digits are counted, since one mistyped digit leads librarians and catalogues to nothing, or to another book.
"""

from __future__ import annotations

import re
from typing import Final

from pdfbrochure.model.addresses import read_address
from pdfbrochure.model.scalars import Fault, one_line, show

# Catalogue numbers of the Publications Office, in the present form, and in that with a volume of two digits.
_CATALOGUE: Final = r"[A-Z]{2}-[0-9]{2}-(?:[0-9]{2}-)?[0-9]{3}-[A-Z0-9]{2}-[A-Z]"
# Digits of the codes of country and town, which no number is as short as.
LONGEST_CODE: Final = 6


def read_mail(text: str) -> str | Fault:
    """Return a mail address without scheme."""
    address = text.removeprefix("mailto:")
    if "?" in address or isinstance(read_address(f"mailto:{address}"), Fault):
        return Fault("bad-url", f"is {show(text)}, but must be one mail address", "write it as office@example.org")
    return address


def read_phone(text: str) -> str | Fault:
    """Return a telephone number as it is typed."""
    line = one_line(text.removeprefix("tel:"))
    # A stroke parts the code of a town, or else two numbers.
    before, stroke, _ = line.partition("/")
    are_two = bool(stroke) and sum(map(str.isdecimal, before)) > LONGEST_CODE
    if are_two or isinstance(read_address(phone_address(line)), Fault):
        return Fault("bad-url", f"is {show(text)}, but must be one telephone number", "write it as +32 2 555 12 34")
    return line


def phone_address(number: str) -> str:
    """Return the address that calls a number; a zero in brackets is not dialled from abroad."""
    return "tel:" + re.sub(r"[\s\u00a0/.()\-\u2010-\u2013]", "", number.replace("(0)", ""))


def read_issn(text: str) -> str | Fault:
    """Return an ISSN in its usual form, `2049-3630` (ISO 3297)."""
    found = re.fullmatch(r"(?i)(?:issn\b:?\s*)?([0-9]{4})[-\u2010-\u2013]?([0-9]{3}[0-9X])", text)
    if found is None:
        return _bad(text, "an ISSN, which has eight digits", "write it as 2049-3630")
    number = (found[1] + found[2]).upper()
    if _weighed(number, range(8, 0, -1)) % 11:
        return _mistyped(text)
    return f"{number[:4]}-{number[4:]}"


def read_isbn(text: str) -> str | Fault:
    """Return an ISBN of 13 or 10 digits, parted as it is typed (ISO 2108)."""
    found = re.fullmatch(r"(?i)(?:isbn(?:-1[03])?\b:?\s*)?([0-9](?:[0-9 -]*)[0-9X])", one_line(text))
    number = re.sub("[ -]", "", found[1]).upper() if found else ""
    if found is None or len(number) not in (10, 13) or (len(number) == 13 and number[:3] not in ("978", "979")):
        return _bad(text, "an ISBN, which has 13 digits and begins with 978 or 979", "write it as 978-92-1-101449-5")
    is_long = len(number) == 13
    if _weighed(number, (1, 3) * 7 if is_long else range(10, 0, -1)) % (10 if is_long else 11):
        return _mistyped(text)
    return found[1].upper()


def read_doi(text: str) -> str | Fault:
    """Return a DOI without the address before it, `10.2760/123` (ISO 26324)."""
    found = re.fullmatch(r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.[0-9]{4,9}/\S+)", text)
    if found is None or not found[1].isprintable() or isinstance(read_address(doi_address(found[1])), Fault):
        return _bad(text, "a DOI", "write it as 10.2760/123456")
    return found[1]


def remark_on_catalogue(number: str) -> Fault | None:
    """Return a remark on a number that looks like one of the Publications Office of the EU, and has not its form."""
    typed = number.upper()
    if not re.match(r"[A-Z]{2}-[0-9]{2}-", typed) or re.fullmatch(_CATALOGUE, number):
        return None
    why = "they have the form XX-YY-NNN-LL-X: two letters, the year, three digits, a language, a letter for the medium"
    return Fault(
        "odd-catalogue",
        f"is {show(number)}, which has not the form of the EU's catalogue numbers",
        "compare it letter by letter, such as OA-26-014-EN-N",
        why,
    )


def doi_address(doi: str) -> str:
    """Return the address that a DOI is printed as, and leads to."""
    return f"https://doi.org/{doi}"


def _weighed(number: str, weights: range | tuple[int, ...]) -> int:
    """Return the sum of digits, each times its weight; X is ten."""
    return sum((10 if digit == "X" else int(digit)) * weight for digit, weight in zip(number, weights, strict=False))


def _bad(text: str, wanted: str, mend: str) -> Fault:
    return Fault("bad-identifier", f"is {show(text)}, but must be {wanted}", mend)


def _mistyped(text: str) -> Fault:
    why = "its last digit is counted from the others, and does not fit them"
    return Fault("bad-identifier", f"is {show(text)}, in which a digit is mistyped", "compare it digit by digit", why)
