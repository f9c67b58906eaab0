"""Write src/pdfbrochure/languages/*.json from CLDR (through Babel) and the wording in languages.toml.

Development only: `pip install babel`, then `python docs/scripts/generate_languages.py`. The files are checked in, so
that the program needs neither Babel nor this script.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

from babel import Locale, localedata

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent.parent / "src" / "pdfbrochure" / "languages"

# How the fields of a CLDR pattern are called in ours (UTS #35, part 4, Date Field Symbol Table).
FIELDS: Final = {"d": "day", "M": "month_number", "L": "month_number", "MMMM": "month", "LLLL": "alone", "y": "year"}
SHORT_FIELDS: Final = {"{d": "{day", "{M": "{month", "{L": "{alone", "{N": "{month_number", "{y": "{year"}
WORDING: Final = ("photo_credit", "past_stories", "page", "page_number", "contents", "issue", "contact", "qr_code")
HYPHENATION: Final = ("shortest_word", "before", "after", "capitalised", "repeats_hyphen")
MARKS: Final = (
    *("dash", "long_dash", "range_dash", "ellipsis", "inside_quotes", "spaced", "before_spaced", "before_colon"),
    *("inner_quote", "apostrophe", "clipped", "titles", "before_number", "after_number", "short_words", "unbroken"),
    "initials",
)


def main() -> None:
    """Write every language; remove files of languages that are no longer in the table."""
    contents = generate()
    for name, content in contents.items():
        (TARGET / name).write_text(content, encoding="utf-8", newline="\n")
    for path in TARGET.glob("*.json"):
        if path.name not in contents:
            path.unlink()
    sys.stdout.write(f"{len(contents)} languages, {sum(len(text.encode()) for text in contents.values())} bytes\n")


def generate() -> dict[str, str]:
    """Return the content of each data file by its name."""
    table = tomllib.loads((HERE / "languages.toml").read_text(encoding="utf-8"))
    default = table.pop("default")
    contents = {}
    for tag, entry in table.items():
        base = table[entry["based_on"]] if "based_on" in entry else {}
        language = describe(tag, {**default, **base, "cldr": tag.replace("-", "_"), **entry})
        contents[f"{tag}.json"] = compact(language)
    return contents


def describe(tag: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return all that one data file holds."""
    # Babel 2.18 lets what one locale inherits leak into the next: after Chinese, Thai months stand alone in Chinese.
    localedata._cache.clear()  # noqa: SLF001 (there is no public way)
    locale = Locale.parse(entry["cldr"])
    months = [locale.months["format"]["wide"][number] for number in range(1, 13)]
    quotes = entry["quotes"]
    marks = {key: visible(entry[key]) for key in MARKS}
    marks["quotes"] = {"primary": quotes[0:2], "secondary": quotes[2:4], "single": quotes[-2:]}
    marks["quotes"] = {kind: list(pair) for kind, pair in marks["quotes"].items()}
    # Only where something stands between a day's or a year's number and the space before the month.
    dotted = re.search(r"[dy]\.", locale.date_formats["long"].pattern) or entry["first_day"] != "1"
    marks["months"] = months if dotted else []
    return {
        "tag": tag,
        "name": entry["name"],
        "direction": "rtl" if locale.text_direction == "rtl" else "ltr",
        "labels": {key: visible(entry.get(key, entry["page"] + " {number}")) for key in WORDING},
        "punctuation": marks,
        "dates": describe_dates(locale, months, entry),
        "hyphenation": {"patterns": entry["hyphens"], **{key: entry[key] for key in HYPHENATION}},
        "list_pair": locale.list_patterns["standard"]["2"].replace("{0}", "").replace("{1}", ""),
        "list_separator": locale.list_patterns["standard"]["middle"].replace("{0}", "").replace("{1}", ""),
        "list_end": locale.list_patterns["standard"]["end"].replace("{0}", "").replace("{1}", ""),
        "click_here": entry["click_here"],
    }


def describe_dates(locale: Locale, months: list[str], entry: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of dates and ranges, months and digits."""
    within_month, within_year, across_years = (
        [spelled(form) for form in entry["ranges"]] if "ranges" in entry else cldr_ranges(locale)
    )
    system = locale.default_numbering_system
    return {
        "full": form_of(locale.date_formats["long"].pattern.replace("G", f"'{locale.eras['abbreviated'][1]}'")),
        "month_year": form_of(locale.datetime_skeletons["yMMMM"].pattern),
        "within_month": within_month,
        "within_year": within_year,
        "across_years": across_years,
        "months": months,
        "months_alone": [locale.months["stand-alone"]["wide"][number] for number in range(1, 13)],
        "first_day": entry["first_day"],
        "digits": {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}.get(system, "0123456789"),
    }


def cldr_ranges(locale: Locale) -> list[str]:
    """Return CLDR's intervals with full month names; the day's range is closed up, as house style has it."""
    intervals = locale.interval_formats.get("yMMMMd") or locale.interval_formats["yMMMd"]
    forms = []
    for field in "dMy":
        first, last = intervals[field]
        first = re.sub("[\u2009 ]+–[\u2009 ]+$", "–" if field == "d" else " – ", first)
        last = re.sub(r"\b(day|month_number|month|alone|year)\}", r"\g<1>2}", form_of(widened(last)))
        forms.append(form_of(widened(first)) + last)
    return forms


def widened(pattern: str) -> str:
    """Return a CLDR pattern with its abbreviated month written in full."""
    return re.sub("MMM+", "MMMM", re.sub("LLL+", "LLLL", pattern))


def form_of(pattern: str) -> str:
    """Return a CLDR date pattern as a `str.format` pattern."""
    parts = re.findall(r"'([^']*)'|([A-Za-z]+)|([^A-Za-z']+)", pattern)
    return "".join("{" + FIELDS[field] + "}" if field else quoted + other for quoted, field, other in parts)


def spelled(form: str) -> str:
    """Return a range of the table with the full field names."""
    form = visible(form)
    for short, full in SHORT_FIELDS.items():
        form = re.sub(re.escape(short) + r"(2?\})", re.escape(full).replace("\\", "") + r"\1", form)
    return form


def visible(value: Any) -> Any:
    """Return a value of the table with its visible stand-ins for spaces replaced by the spaces themselves."""
    if isinstance(value, str):
        return value.replace("_", "\u00a0").replace("^", "\u202f")
    if isinstance(value, list):
        return [visible(each) for each in value]
    return value


def compact(language: dict[str, Any]) -> str:
    """Return JSON with one line a value of the upper two levels, so that a change shows as a line."""
    text = json.dumps(language, ensure_ascii=False, indent=1)
    return re.sub(r"\[\n\s+([^\[\]]*?)\n\s+\]", lambda found: "[" + re.sub(r"\n\s+", " ", found[1]) + "]", text) + "\n"


if __name__ == "__main__":
    main()
