"""Write src/pdfbrochure/languages/*.json from CLDR (through Babel) and the wording in languages.toml.

Development only: `pip install babel`, then `python docs/scripts/generate_languages.py`. The files are checked in, so
that the program needs neither Babel nor this script.

A language of the table has a whole file. Every other locale of CLDR has a file with what differs from another file,
which it names as `like`: a region from its language (`es-MX` from `es`), and a language without wording from `und`.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

from babel import Locale, localedata
from babel.core import get_global

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent.parent / "src" / "pdfbrochure" / "languages"

# How the fields of a CLDR pattern are called in ours (UTS #35, part 4, Date Field Symbol Table).
FIELDS: Final = {"d": "day", "M": "month_number", "L": "month_number", "MMMM": "month", "LLLL": "alone", "y": "year"}
SHORT_FIELDS: Final = {"{d": "{day", "{M": "{month", "{L": "{alone", "{N": "{month_number", "{y": "{year"}
WORDING: Final = ("photo_credit", "past_stories", "page", "page_number", "contents", "issue", "contact", "qr_code")
# Words that only some brochures need; a language may lack them.
RARE_WORDING: Final = ("funded", "disclaimer")
HYPHENATION: Final = ("ragged", "justified", "capitalised", "repeats_hyphen")
MARKS: Final = (
    *("dash", "long_dash", "range_dash", "ellipsis", "inside_quotes", "spaced", "before_spaced", "before_colon"),
    *("inner_quote", "apostrophe", "clipped", "titles", "before_number", "after_number", "short_words", "unbroken"),
    "initials",
)
# The digit 0 of the numbering systems that CLDR's locales have of their own; nine more follow (UTS #35, part 3, 1.3).
ZEROS: Final = {
    "adlm": 0x1E950, "arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "cakm": 0x11136, "deva": 0x966, "gujr": 0xAE6,
    "guru": 0xA66, "hmnp": 0x1E140, "java": 0xA9D0, "khmr": 0x17E0, "knda": 0xCE6, "laoo": 0xED0, "mlym": 0xD66,
    "mtei": 0xABF0, "mymr": 0x1040, "nkoo": 0x7C0, "olck": 0x1C50, "orya": 0xB66, "rohg": 0x10D30, "telu": 0xC66,
    "tamldec": 0xBE6, "thai": 0xE50, "tibt": 0xF20, "vaii": 0xA620,
}  # fmt: skip
LATIN: Final = "0123456789"
# Dates of a language whose months CLDR does not know: by numbers, as ISO 8601 has them.
BY_NUMBERS: Final = {
    "full": "{iso}",
    "month_year": "{year}-{month}",
    "within_month": "{iso} – {iso2}",
    "within_year": "{iso} – {iso2}",
    "across_years": "{iso} – {iso2}",
    "day_month": "{iso}",
    "days_month": "{iso} – {iso2}",
    "days_months": "{iso} – {iso2}",
    "short_months": [f"{number:02}" for number in range(1, 13)],
    "months": [f"{number:02}" for number in range(1, 13)],
    "months_alone": [f"{number:02}" for number in range(1, 13)],
    "first_day": "1",
    "digits": LATIN,
    "native_digits": LATIN,
}
# Locales that are another one, a test, or stand for a group of countries.
NO_LANGUAGES: Final = re.compile(r"root|no(_|$)|.*_([A-Z]{5,}|\d{3})$")
GROUPS: Final = frozenset(("es_419",))
# Spain writes « » as its Academy has it, and America \u201c \u201d; CLDR does not tell them apart.
AMERICAN_SPANISH: Final = "es_419"
# The region of which a language of the table is told, where CLDR has another in mind.
USUAL_REGION: Final = {"en": "en-GB", "pt": "pt-PT"}


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
    hyphens = table.pop("hyphens")
    dictionaries = table.pop("dictionaries")
    worded = {tag: describe(tag, whole_entry(tag, table, default)) for tag in table}
    unknown = {
        **worded["en"],
        "tag": "und",
        "name": "a language without data",
        "script": "",
        "own_labels": False,
        "punctuation": {**marks_of(default), "quotes": quotes_of(list("“”‘’")), "months": []},
        "dates": BY_NUMBERS,
        "hyphenation": {"patterns": "", **{key: default[key] for key in HYPHENATION}},
        "list_pair": ", ",
        "list_separator": ", ",
        "list_end": ", ",
    }
    for tag in worded.keys() & dictionaries.keys():
        worded[tag]["hyphenation"]["dictionary"] = dictionaries[tag]
    wholes = {**worded, "und": unknown}
    contents = {f"{tag}.json": compact(language) for tag, language in wholes.items()}
    marks = json.loads((HERE / "cldr_quotes.json").read_text(encoding="utf-8"))
    for name in sorted(localedata.locale_identifiers()):
        tag = name.replace("_", "-")
        if tag in wholes or (NO_LANGUAGES.match(name) and name not in GROUPS):
            continue
        different = described_locale(tag, wholes, marks, hyphens.get(tag, ""), dictionaries.get(tag, ""))
        if len(different) > 3:
            contents[f"{tag}.json"] = json.dumps(different, ensure_ascii=False, separators=(",", ":")) + "\n"
    contents["aliases.json"] = json.dumps(aliases(set(contents)), indent=0) + "\n"
    return contents


def whole_entry(tag: str, table: dict[str, Any], default: dict[str, Any]) -> dict[str, Any]:
    """Return a language of the table with all that it takes from those it is based on."""
    entry = table[tag]
    base = whole_entry(entry["based_on"], table, {}) if "based_on" in entry else {}
    base.pop("cldr", None)
    return {**default, **base, "cldr": tag.replace("-", "_"), **entry}


def parsed(name: str) -> Locale:
    """Return a locale of Babel."""
    # Babel 2.18 lets what one locale inherits leak into the next: after Chinese, Thai months stand alone in Chinese.
    localedata._cache.clear()  # noqa: SLF001 (there is no public way)
    return Locale.parse(name)


def described_locale(
    tag: str, wholes: dict[str, Any], marks: dict[str, str], hyphens: str, dictionary: str
) -> dict[str, Any]:
    """Return what a locale without wording differs in from that of its language, or from what is known of none."""
    own = from_cldr(tag, marks)
    script = likely_script(tag)
    near = ["-".join(tag.split("-")[:count]) for count in range(tag.count("-"), 0, -1)]
    base = next((one for one in near if one in wholes and wholes[one]["script"] == script), "")
    if base:
        whole = wholes[base]
        # What the table says in other words than CLDR stays where CLDR does not distinguish the region.
        usual = from_cldr(USUAL_REGION.get(base, base), marks)
        changed = {key: value for key, value in own.items() if value != usual[key]}
        if {"dates", "months"} & changed.keys() and own["dates"]["full"] == usual["dates"]["full"]:
            changed["dates"] = {**own["dates"], **{k: v for k, v in whole["dates"].items() if k in RANGES}}
        if AMERICAN_SPANISH in (tag.replace("-", "_"), get_global("parent_exceptions").get(tag.replace("-", "_"))):
            changed["quotes"] = own["quotes"]
        quotes, months = changed.pop("quotes", None), changed.pop("months", None)
        if quotes is not None or months:
            changed["punctuation"] = {"quotes": quotes_of(list(quotes))} if quotes else {}
            if months and whole["punctuation"]["months"]:
                changed["punctuation"]["months"] = months
        changed = {key: value for key, value in changed.items() if value}
    else:
        base = "und"
        if any(likely_script(one) == script and own == from_cldr(one, marks) for one in near):
            changed = {}
        else:
            changed = {**own, "script": script, "punctuation": {"quotes": quotes_of(own["quotes"])}}
            if own["months"]:
                changed["punctuation"]["months"] = own["months"]
            named = {"patterns": hyphens, "dictionary": dictionary}
            if hyphens or dictionary:
                changed["hyphenation"] = {key: value for key, value in named.items() if value}
            del changed["quotes"], changed["months"]
    return {"like": base, "tag": tag, "name": name_of(tag), **changed}


RANGES: Final = ("within_month", "within_year", "across_years")


def from_cldr(tag: str, marks: dict[str, str]) -> dict[str, Any]:
    """Return what CLDR says of a locale: direction, marks, dates, lists, and months for a day with a full stop."""
    locale = parsed(tag.replace("-", "_"))
    months = [locale.months["format"]["wide"][number] for number in range(1, 13)]
    knows = not re.fullmatch(r"M\d\d|\d+", months[0])
    near = ["-".join(tag.split("-")[:count]) for count in range(tag.count("-") + 1, 0, -1)]
    if likely_script(tag) != likely_script(near[-1]):
        near = near[:-1]
    entry = {"first_day": "1"}
    return {
        "direction": "rtl" if locale.text_direction == "rtl" else "ltr",
        "quotes": next((marks[one] for one in near if one in marks), "“”‘’"),
        "months": months if knows and re.search(r"[dy]\.", locale.date_formats["long"].pattern) else [],
        "dates": describe_dates(locale, months, entry) if knows else {**BY_NUMBERS, **digits_of(locale)},
        **lists_of(locale),
    }


def likely_script(tag: str) -> str:
    """Return the script in which a locale is written, as an ISO 15924 code."""
    locale = Locale.parse(tag.replace("-", "_"))
    if locale.script:
        return str(locale.script)
    likely = get_global("likely_subtags")
    for key in (tag.replace("-", "_"), locale.language):
        if key in likely:
            return str(likely[key].split("_")[1])
    return "Latn"


def name_of(tag: str) -> str:
    """Return a locale's name in English."""
    return str(Locale.parse(tag.replace("-", "_")).get_display_name("en") or tag)


def aliases(files: set[str]) -> dict[str, str]:
    """Return other tags of what has a file: retired and longer codes, and regions that write in another script.

    Source:
        CLDR, supplemental data: language aliases and likely subtags (UTS #35, part 1, Annex C and 4.3).
    """
    found = {"no": "nb", "cnr": "sr-Latn-ME", "cnr-Cyrl": "sr"}
    for old, new in get_global("language_aliases").items():
        if f"{old}.json" not in files and "-" not in old:
            found.setdefault(old, new.replace("_", "-"))
    for key, value in get_global("likely_subtags").items():
        language, script, region = value.split("_")[:3]
        usual = get_global("likely_subtags").get(language, "").split("_")[1:2]
        if key == f"{language}_{region}" and usual != [script] and f"{language}-{script}.json" in files:
            whole = f"{language}-{script}-{region}"
            found[f"{language}-{region}"] = whole if f"{whole}.json" in files else f"{language}-{script}"
    return dict(sorted(found.items()))


def describe(tag: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return all that the data file of a language of the table holds."""
    locale = parsed(entry["cldr"])
    months = [locale.months["format"]["wide"][number] for number in range(1, 13)]
    # Only where something stands between a day's or a year's number and the space before the month.
    dotted = re.search(r"[dy]\.", locale.date_formats["long"].pattern) or entry["first_day"] != "1"
    return {
        "tag": tag,
        "name": entry["name"],
        "direction": "rtl" if locale.text_direction == "rtl" else "ltr",
        "script": likely_script(entry["cldr"]),
        "own_labels": True,
        "labels": {
            **{key: visible(entry.get(key, entry["page"] + " {number}")) for key in WORDING},
            **{key: visible(entry[key]) for key in RARE_WORDING if key in entry},
        },
        "punctuation": {
            **marks_of(entry),
            "quotes": quotes_of(entry["quotes"]),
            "months": months if dotted else [],
        },
        "dates": describe_dates(locale, months, entry),
        "hyphenation": {"patterns": entry["hyphens"], **{key: entry[key] for key in HYPHENATION}},
        **lists_of(locale),
        "click_here": entry["click_here"],
    }


def marks_of(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the marks and spaces of an entry of the table."""
    return {key: visible(entry[key]) for key in MARKS}


def quotes_of(quotes: list[str] | str) -> dict[str, list[str]]:
    """Return four or six marks by what they are used for."""
    return {"primary": list(quotes[0:2]), "secondary": list(quotes[2:4]), "single": list(quotes[-2:])}


def lists_of(locale: Locale) -> dict[str, str]:
    """Return what stands between the words of an enumeration."""
    forms = locale.list_patterns["standard"]
    names = {"list_pair": "2", "list_separator": "middle", "list_end": "end"}
    return {name: forms[key].replace("{0}", "").replace("{1}", "") for name, key in names.items()}


def digits_of(locale: Locale) -> dict[str, str]:
    """Return the digits that a locale uses, and those of its own script."""
    own = locale.other_numbering_systems.get("native", "")
    systems = {"digits": locale.default_numbering_system, "native_digits": own}
    zeros = {name: ZEROS.get(system, ord("0")) for name, system in systems.items()}
    return {name: "".join(chr(zero + number) for number in range(10)) for name, zero in zeros.items()}


def describe_dates(locale: Locale, months: list[str], entry: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of dates and ranges, months and digits."""
    full = form_of(locale.date_formats["long"].pattern.replace("G", f"'{locale.eras['abbreviated'][1]}'"))
    within_month, within_year, across_years = (
        [spelled(form) for form in entry["ranges"]] if "ranges" in entry else cldr_ranges(locale, full)
    )
    skeletons = locale.datetime_skeletons
    month_year = skeletons["yMMMM"] if "yMMMM" in skeletons else skeletons["yMMM"]
    return {
        "full": full,
        "month_year": form_of(widened(month_year.pattern)),
        "within_month": within_month,
        "within_year": within_year,
        "across_years": across_years,
        "months": months,
        "months_alone": [locale.months["stand-alone"]["wide"][number] for number in range(1, 13)],
        **without_year(locale),
        "first_day": entry["first_day"],
        **digits_of(locale),
        **({"calendars": entry["calendars"]} if entry.get("calendars") else {}),
    }


def cldr_ranges(locale: Locale, full: str) -> list[str]:
    """Return CLDR's intervals with full month names; the day's range is closed up, as house style has it."""
    intervals = locale.interval_formats
    intervals = intervals.get("yMMMMd") or intervals.get("yMMMd") or {}
    if not {"d", "M", "y"} <= intervals.keys():
        return [f"{full} – {ending(full)}"] * 3
    forms = []
    for field in "dMy":
        first, last = intervals[field]
        first = re.sub("[\u2009 ]+–[\u2009 ]+$", "–" if field == "d" else " – ", first)
        forms.append(form_of(widened(first)) + ending(form_of(widened(last))))
    return forms


def without_year(locale: Locale) -> dict[str, Any]:
    """Return the forms of days without their year, with abbreviated months."""
    one = form_of(widened(locale.datetime_skeletons["MMMd"].pattern))
    intervals = locale.interval_formats.get("MMMd") or {}
    forms = [one, f"{one} – {ending(one)}", f"{one} – {ending(one)}"]
    for place, field in enumerate("dM", 1):
        if field in intervals:
            first, last = intervals[field]
            first = re.sub("[\u2009 ]+–[\u2009 ]+$", "–" if field == "d" else " – ", first)
            forms[place] = form_of(widened(first)) + ending(form_of(widened(last)))
    short, wide = (locale.months["format"][width] for width in ("abbreviated", "wide"))
    # What saves one letter only is no help.
    months = [wide[number] if len(wide[number]) < len(short[number]) + 2 else short[number] for number in range(1, 13)]
    return {**dict(zip(("day_month", "days_month", "days_months"), forms, strict=True)), "short_months": months}


def ending(form: str) -> str:
    """Return a form with the fields of the last day of a range."""
    return re.sub(r"\b(day|month_number|month|alone|year)\}", r"\g<1>2}", form)


def widened(pattern: str) -> str:
    """Return a CLDR pattern with its abbreviated month written in full."""
    return re.sub("MMM+", "MMMM", re.sub("LLL+", "LLLL", pattern))


def form_of(pattern: str) -> str:
    """Return a CLDR date pattern as a `str.format` pattern; of weekdays and eras nothing is left."""
    parts = re.findall(r"'([^']*)'|([A-Za-z]+)|([^A-Za-z']+)", pattern)
    return "".join("{" + field_of(field) + "}" if field_of(field) else quoted + other for quoted, field, other in parts)


def field_of(field: str) -> str:
    """Return our name of a field of CLDR's."""
    short = re.sub(r"^(dd|MM|LL|y+)$", lambda found: found[1][0], field)
    return FIELDS.get(short, "")


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
