"""One text of the YAML file to one value: numbers, dates, lengths, colours, pages.

Each function takes the text as typed and returns the value, or the Fault that completes the sentence begun with the
field's name: "`date` of item 3" + "is `2017-02-30`, but February 2017 has 28 days". They know no places.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from pdfbrochure.model.brochure import PageCount, PageSize, When

# Longer texts are cut in messages; the place says the rest.
LONGEST_SHOWN: Final = 60
# A date in words is shown in the kicker, on one line.
LONGEST_DATE: Final = 200
# More pages than any saddle-stitched or glued brochure has; a typing slip such as 4000 would otherwise be tried.
MOST_PAGES: Final = 1_000
MOST_COLUMNS: Final = 4
# Trimmed sizes that presses and readers know: from half a business card to beyond A0 (841 × 1189 mm), in points.
SMALLEST_SIDE: Final = 50 * 72 / 25.4
LARGEST_SIDE: Final = 1200 * 72 / 25.4

POINTS: Final = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "": 1.0}
PAGE_SIZES: Final = {
    "A3": (297 * POINTS["mm"], 420 * POINTS["mm"]),
    "A4": (210 * POINTS["mm"], 297 * POINTS["mm"]),
    "A5": (148 * POINTS["mm"], 210 * POINTS["mm"]),
    "A6": (105 * POINTS["mm"], 148 * POINTS["mm"]),
    "Letter": (8.5 * 72, 11 * 72.0),
    "Legal": (8.5 * 72, 14 * 72.0),
}
# Points that are surely meant as millimetres, as [210, 297].
_METRIC_WITHOUT_UNIT: Final = (["297", "420"], ["210", "297"], ["148", "210"], ["105", "148"])
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# What people write for a choice, and the choices it may stand for.
_CHOICES: Final = {
    "big": ("feature",), "large": ("feature",), "full": ("wide", "feature"), "top": ("lead",), "first": ("lead",),
    "main": ("lead",), "small": ("normal", "column"), "default": ("normal", "column"), "standard": ("normal",),
    "100%": ("wide",), "50%": ("column",), "33%": ("wrap",), "half": ("column",), "narrow": ("wrap",),
    "left": ("wrap",), "right": ("wrap",), "float": ("wrap",), "wide": ("landscape",), "horizontal": ("landscape",),
    "vertical": ("portrait",), "upright": ("portrait",), "none": ("plain", "verbatim"), "off": ("verbatim",),
    "false": ("verbatim", "plain"), "true": ("smart", "panel"), "on": ("smart",), "1": ("ua-1",), "2": ("ua-2",),
    "ua1": ("ua-1",), "ua2": ("ua-2",), "pdf/ua-1": ("ua-1",), "pdf/ua-2": ("ua-2",), "pdf/a-2a": ("ua-1",),
    "din a4": ("A4",), "us letter": ("Letter",), "us legal": ("Legal",),
}  # fmt: skip

# Patterns are compiled when first used, since few brochures need many of them.
_ISO_DATE: Final = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_ALMOST_ISO_DATE: Final = r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})"
_TIMED: Final = rf"({_ISO_DATE.replace('(', '(?:')})[ T](?!00:00)([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?"
_LENGTH: Final = r"([0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})\s*(mm|cm|in|pt|)"
_BY: Final = r"\s*([0-9.]+ ?(?:mm|cm|in|pt)?)\s*[x×*,]\s*([0-9.]+ ?(?:mm|cm|in|pt)?)\s*"
_FRACTION: Final = r"([0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})\s*(%?)"
_HEX: Final = r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})"


class Fault(NamedTuple):
    """What is wrong with a value. `says` goes on after the field's name."""

    code: str
    says: str
    mend: str = ""
    why: str = ""
    part: int | None = None  # which entry of a list is at fault


def show(text: str) -> str:
    """Return a text as it appears in a message: in backticks, on one line, not too long."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 2].rstrip() + ' …'}`"


def read_boolean(text: str) -> bool | Fault:
    """Return True or False. Only `true` and `false` will do: `no` may be Norway."""
    folded = text.casefold()
    if folded in ("true", "false"):
        return folded == "true"
    meant = {"yes": "true", "on": "true", "y": "true", "1": "true", "no": "false", "off": "false", "n": "false"}
    word = meant.get(folded, "false" if folded == "0" else "")
    mend = f"write `{word}`" if word else "write `true` or `false`"
    return Fault("bad-boolean", f"is {show(text)}, but must be true or false", mend)


def read_printed(text: str) -> bool | str | Fault:
    """Return whether addresses are printed: True, False, or "numbers" for numbered notes."""
    if text.casefold() in ("numbers", "number", "numbered"):
        return "numbers"
    read = read_boolean(text)
    if isinstance(read, Fault):
        return read._replace(says=f"is {show(text)}, but must be true, false or numbers",
                             mend=read.mend.replace("`true` or `false`", "`true`, `false` or `numbers`"))  # fmt: skip
    return read


def read_integer(text: str, least: int, most: int) -> int | Fault:
    """Return a whole number from `least` to `most`."""
    if re.fullmatch(r"[0-9]{1,9}", text) and least <= int(text) <= most:
        return int(text)
    words = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
    found = re.match("[0-9]{1,9}", text)
    number = words.get(text.casefold(), int(found[0]) if found else least)
    mend = f"write {min(max(number, least), most)}"
    return Fault("bad-number", f"is {show(text)}, but must be a whole number from {least} to {most}", mend)


def read_choice(text: str, choices: tuple[str, ...]) -> str | Fault:
    """Return one of the words that a field may have; case does not matter."""
    folded = text.casefold()
    for choice in choices:
        if choice.casefold() == folded:
            return choice
    listed = ", ".join(choices[:-1]) + " or " + choices[-1]
    from difflib import get_close_matches  # only needed for a slip

    close = [word for word in _CHOICES.get(folded, ()) if word in choices] or get_close_matches(folded, choices, 1, 0.6)
    mend = f"did you mean `{close[0]}`?" if close else f"write {listed.replace(' or ', ', or ')}"
    return Fault("bad-choice", f"is {show(text)}, but must be {listed}", mend)


def read_color(text: str) -> str | Fault:
    """Return a colour as `#rrggbb` in small letters."""
    match = re.fullmatch(_HEX, text)
    if match is None:
        from pdfbrochure.model.colors import convert_color  # only needed for a slip

        meant = convert_color(text)
        mend = f'write it as "{meant or "#12386e"}", with the quotes'
        if not meant and re.match("(?i)(pantone|ral|hks|ncs) ", text + " "):
            mend = 'look up its value for screens, and write that as "#12386e", with the quotes'
        return Fault("bad-color", f"is {show(text)}, which is not a colour", mend)
    digits = match[1].lower()
    if not text.startswith("#"):
        return Fault("bad-color", f"is {show(text)}, without a #", f'write "#{digits}", with the quotes')
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def read_day(text: str) -> dt.date | Fault:
    """Return the day of an ISO date."""
    match = re.fullmatch(_ISO_DATE, text)
    if match is None:
        almost = re.fullmatch(_ALMOST_ISO_DATE, text)
        if almost is not None:
            day = f"{almost[1]}-{almost[3]:>02}-{almost[4]:>02}"
            checked = read_day(day)
            if isinstance(checked, Fault):
                return checked._replace(says=checked.says.replace(show(day), show(text)))
            return Fault("bad-date", f"is {show(text)}, which is almost a date", f"write {day}")
        return Fault("bad-date", f"is {show(text)}, which is not a date", "write year-month-day, such as 2017-02-14")
    year, month, day_of_month = int(match[1]), int(match[2]), int(match[3])
    try:
        return dt.date(year, month, day_of_month)
    except ValueError:
        return _no_such_day(text, year, month, day_of_month)


def _no_such_day(text: str, year: int, month: int, day: int) -> Fault:
    mend = "write year-month-day, such as 2017-02-14"
    if year == 0:
        return Fault("bad-date", f"is {show(text)}, but there is no year 0", mend)
    if not 1 <= month <= 12:
        if 1 <= day <= 12 and month <= 31:
            mend = f"write year-month-day: {year:04}-{day:02}-{month:02}"
        return Fault("bad-date", f"is {show(text)}, but there is no month {month}", mend)
    if day == 0:
        return Fault("bad-date", f"is {show(text)}, but there is no day 0", mend)
    days = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)).day if year < 9999 else 31
    return Fault(
        "bad-date", f"is {show(text)}, but {MONTHS[month - 1]} {year} has {days} days", f"write a day up to {days}"
    )


def read_when(text: str) -> When | Fault:
    """Return an ISO date as a day, with a time if it has one, any other text as words; a mistyped ISO date is a fault.

    Midnight is the time that spreadsheets add to a day, and none.
    """
    if re.fullmatch(_ISO_DATE, text) or re.fullmatch(_ALMOST_ISO_DATE, text):
        day = read_day(text)
        return day if isinstance(day, Fault) else When(start=day)
    timed = re.fullmatch(_TIMED, text)
    if timed is not None:
        day = read_day(timed[1])
        return day if isinstance(day, Fault) else When(start=day, time=dt.time(int(timed[2]), int(timed[3])))
    words = one_line(text)
    if len(words) > LONGEST_DATE:
        return Fault("too-long", f"has {len(words)} characters", f"a date has at most {LONGEST_DATE}")
    return When(words=words)


def remark_on_words(words: str) -> Fault | None:
    """Return a remark when a date given in words holds an ISO date, which is then not set in the language's form."""
    days = [match[0] for match in re.finditer(_ISO_DATE, words)]
    if not days:
        return None
    mend = f"date: {{from: {days[0]}, to: {days[1]}}}" if len(days) > 1 else f"date: {days[0]}"
    return Fault("date-in-words", f"is {show(words)}, which is printed as it is typed", mend)


def read_length(text: str) -> float | Fault:
    """Return a length in points; a bare number is points."""
    match = re.fullmatch(_LENGTH, text)
    if match is not None:
        return float(match[1]) * POINTS[match[2]]
    mend = "write it as 210mm, 21cm, 8.27in or 595pt"
    if re.fullmatch(r"[0-9]+,[0-9]+\s*(mm|cm|in|pt)?", text):
        mend = f"write a point instead of the comma: {text.replace(',', '.')}"
    return Fault("bad-length", f"has {show(text)}, which is not a length", mend)


# What stands beyond a page or away from its edge: no printer takes more.
_WIDEST_BLEED: Final = 60.0
# A file of less could not even hold its fonts; one of more no post takes.
_SMALLEST_FILE: Final = 50_000
_LARGEST_FILE: Final = 1_000_000_000


def read_bleed(text: str) -> float | Fault:
    """Return a short length in points, which may be none at all."""
    length = read_length(text)
    if isinstance(length, Fault):
        return length._replace(says=length.says.replace("has", "is", 1), mend="write it as 3mm")
    if length > _WIDEST_BLEED:
        return Fault("bad-length", f"is {show(text)}, but must be from 0mm to 21mm", "write 3mm, as most shops want it")
    return length


def read_size(text: str) -> int | Fault:
    """Return the size of a file in bytes, of which a thousand are a kilobyte."""
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*([kKmM])[bB]", text)
    if match is None:
        mend = f"write it as {text}MB" if re.fullmatch(r"[0-9]{1,3}", text) else "write it as 2MB or 500KB"
        return Fault("bad-size", f"is {show(text)}, which is not the size of a file", mend)
    size = round(float(match[1]) * (1_000_000 if match[2] in "mM" else 1000))
    if not _SMALLEST_FILE <= size <= _LARGEST_FILE:
        return Fault("bad-size", f"is {show(text)}, but must be from 50KB to 1000MB", "write it as 2MB")
    return size


def read_page_name(text: str) -> PageSize | Fault:
    """Return the page size of a name; case does not matter."""
    by = re.fullmatch(_BY, text)
    if by is not None:
        width, height = by[1].replace(" ", ""), by[2].replace(" ", "")
        width += height.lstrip("0123456789.") if width[-1].isdigit() else ""
        return Fault("bad-page", f"is {show(text)}, not in brackets", f"write it as [{width}, {height}]")
    name = read_choice(text, tuple(PAGE_SIZES))
    if isinstance(name, Fault):
        return name._replace(code="bad-page", mend=name.mend or "or give width and height: [210mm, 297mm]")
    return PageSize(name, *(round(side, 4) for side in PAGE_SIZES[name]))


def read_page_sides(sides: list[str]) -> PageSize | Fault:
    """Return the page size of a width and a height."""
    if len(sides) != 2:
        mend = "write a point in a number, not a comma: [210.5mm, 297mm]" if len(sides) in (3, 4) else "[210mm, 297mm]"
        return Fault("bad-page", f"has {len(sides)} entries, but must be width and height", mend)
    bare = [side for side in sides if side.replace(".", "").isdigit()]
    if len(bare) == 1 or sorted(sides) in _METRIC_WITHOUT_UNIT:
        mend = f"[{', '.join(side + 'mm' if side in bare else side for side in sides)}]"
        why = "a bare number is points, 72 to the inch"
        return Fault("bad-page", f"is [{', '.join(sides)}], in which {show(bare[0])} has no unit", mend, why)
    lengths = []
    for part, side in enumerate(sides):
        length = read_length(side)
        if isinstance(length, Fault):
            return length._replace(part=part)
        # A hair of tolerance, so that 50mm and 1200mm themselves pass in every unit.
        if not SMALLEST_SIDE - 0.01 <= length <= LARGEST_SIDE + 0.01:
            why = "a bare number is points, 72 to the inch" if bare else ""
            says = f"has a side of {show(side)}, but a side is from 50mm to 1200mm"
            return Fault("bad-page", says, "[210mm, 297mm]", why, part)
        lengths.append(round(length, 4))
    return PageSize(" × ".join(sides), *lengths)


def read_fraction(text: str) -> float | None:
    """Return a fraction from 0 to 1, or None. `50%` is 0.5."""
    match = re.fullmatch(_FRACTION, text)
    if match is None:
        return None
    number = float(match[1]) / (100 if match[2] else 1)
    return number if number <= 1 else None


def read_focus_words(text: str) -> tuple[float, float] | Fault:
    """Return the point that one or two words name: `top left`, `right`, `center`."""
    words = text.casefold().replace("-", " ").split()
    across = {"left": 0.0, "right": 1.0}
    down = {"top": 0.0, "bottom": 1.0}
    x = [across[word] for word in words if word in across]
    y = [down[word] for word in words if word in down]
    centers = words.count("center")
    if 1 <= len(words) <= 2 and len(x) + len(y) + centers == len(words) and len(x) < 2 and len(y) < 2:
        return x[0] if x else 0.5, y[0] if y else 0.5
    numbers = re.findall(r"[0-9.]+%?", text)
    mend = "write `top left`, `right`, `center` or the like, or [0.5, 0.3]"
    if len(numbers) == 2:
        mend = f"write it in brackets: [{numbers[0]}, {numbers[1]}]"
    elif "middle" in words or "centre" in words:
        mend = "write `center`"
    return Fault("bad-focus", f"is {show(text)}, which names no point", mend)


def read_focus_point(parts: list[str]) -> tuple[float, float] | Fault:
    """Return the point that two fractions of width and height name."""
    if len(parts) != 2:
        return Fault("bad-focus", f"has {len(parts)} entries, but must be two", "write it as [0.5, 0.3]")
    point = []
    for part, text in enumerate(parts):
        number = read_fraction(text)
        if number is None:
            is_word = text.isalpha()
            mend = f"write the words without brackets: {parts[0]} {parts[1]}" if is_word else "write it as [0.5, 0.3]"
            if all(other.isdigit() and 1 < int(other[:9]) <= 100 for other in parts):
                mend = f"write percents as [{parts[0]}%, {parts[1]}%]"
            return Fault("bad-focus", f"has {show(text)}, which is not from 0 to 1", mend, part=part)
        point.append(number)
    return point[0], point[1]


def read_page_words(text: str) -> Fault | None:
    """Return the fault of a number of pages that is written as on the command line (`2-6`, `x4`) or in words."""
    span = re.fullmatch(r"([0-9]{1,4})\s*(?:-|–|to|\.\.+|…)\s*([0-9]{1,4})", text)
    most = re.fullmatch(r"(?:max\.?|<=?|≤|up to|at most)\s*([0-9]{1,4})", text.casefold())
    least = re.fullmatch(r"(?:min\.?|>=?|≥|at least)\s*([0-9]{1,4})|([0-9]{1,4})\+", text.casefold())
    times = re.fullmatch(r"[x×*]\s*([0-9]{1,4})", text)
    if span:
        mend = f"{{min: {span[1]}, max: {span[2]}}}"
    elif most:
        mend = f"{{max: {most[1]}}}"
    elif least:
        mend = f"{{min: {least[1] or least[2]}}}"
    elif times:
        mend = f"{{multiple_of: {times[1]}}}"
    else:
        return None
    return Fault(
        "bad-number", f"is {show(text)}, but must be a whole number, or keys in braces", f"write pages: {mend}"
    )


def check_page_count(pages: PageCount) -> PageCount | Fault:
    """Return the page count when some number of pages can satisfy it."""
    if pages.most is None:
        return pages
    if pages.most < pages.least:
        return Fault("bad-pages", f"has a `min` of {pages.least} above its `max` of {pages.most}", "exchange the two")
    if pages.most // pages.multiple_of * pages.multiple_of < pages.least:
        says = f"allows no number: none from {pages.least} to {pages.most} is a multiple of {pages.multiple_of}"
        return Fault("bad-pages", says, f"set max: {-(-pages.least // pages.multiple_of) * pages.multiple_of}")
    return pages


def read_credit_wording(text: str) -> str | Fault:
    """Return the wording of a credit, with its one placeholder."""
    around = text.replace("{credit}", "")
    if around != text and "{" not in around and "}" not in around:
        return one_line(text)
    says = "without a place for the name" if around == text else "with another bracket than those of {credit}"
    return Fault("bad-label", f"is {show(text)}, {says}", 'write it as "Photo: {credit}"')


def one_line(text: str) -> str:
    """Return a text on one line: runs of blanks and line ends become one space; other spaces stay."""
    return " ".join(part for part in re.split("[ \t\r\n]+", text) if part)
