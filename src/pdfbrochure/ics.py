"""Agendas as a file that calendars read: iCalendar (RFC 5545).

Takes the model and gives the bytes of the file, the same for the same brochure: nothing is asked of the clock. Times
are those of the place, without a zone (3.3.5, form 1), since a brochure names none.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from pdfbrochure.diagnostics import Findings, Origin
from pdfbrochure.model.brochure import Brochure, Event

PRODUCT: Final = "-//pdfbrochure//pdfbrochure//EN"
# Of one line, in bytes, without its end (3.1).
LONGEST_LINE: Final = 75
# The names of events are made of what they are and of this, so that another program makes others of the same words.
_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://pypi.org/project/pdfbrochure/")
_CLOCK: Final = r"(\d{1,2})[.:h](\d{2})\s*([ap]\.?m\.?)?"
_TIMES: Final = re.compile(rf"\D{{0,8}}?{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?\s*(?:h|Uhr|uur|ч\.?)?\.?", re.IGNORECASE)
_NOON: Final = 12


class Calendar(Struct, frozen=True):
    """The calendar file, empty where no date has a day; and what was left out of it."""

    content: bytes
    findings: Findings


def calendar_of(brochure: Brochure) -> Calendar:
    """Return the calendar file of a brochure's agendas."""
    findings = Findings()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(brochure.title)}",
        f"X-WR-CALNAME:{_text(brochure.title)}",
    ]
    seen: Counter[str] = Counter()
    for place, event, language in _events(brochure):
        if event.date.start is None or event.date.is_month:
            findings.warning(
                "date-without-day",
                f"\u201c{event.what}\u201d names no day, so it is not in the calendar file",
                mend="write the date as year-month-day, such as 2026-06-03",
                origin=(*place, "date"),
            )
            continue
        lines += _event(event, language, brochure, seen)
    if not any(line == "BEGIN:VEVENT" for line in lines):
        if not findings.has_errors and not seen:
            findings.warning(
                "no-dates",
                "no calendar file is written, for no item has an `agenda` with a day",
                mend="add an `agenda` to an item, or leave out --ics",
                origin=("items",),
            )
        return Calendar(b"", findings)
    lines.append("END:VCALENDAR")
    return Calendar("".join(f"{_folded(line)}\r\n" for line in lines).encode(), findings)


def _events(brochure: Brochure) -> Iterator[tuple[Origin, Event, str]]:
    """Yield each entry of an agenda with its place and its language."""
    for index, item in enumerate(brochure.items):
        for number, event in enumerate(item.agenda):
            yield ("items", index, "agenda", number), event, item.lang or brochure.language


def _event(event: Event, language: str, brochure: Brochure, seen: Counter[str]) -> list[str]:
    """Return the lines of an event."""
    when, times = event.date, times_of(event)
    assert when.start is not None, "those without a day are left out"
    # The same event in the next issue has the same name and replaces this one, also where its time or place is another.
    words = "\n".join((brochure.publisher or brochure.title, when.start.isoformat(), event.what))
    seen[words] += 1
    name = uuid.uuid5(_NAMESPACE, words if seen[words] == 1 else f"{words}\n{seen[words]}")
    issue = brochure.date.start if brochure.date is not None and brochure.date.start is not None else when.start
    lines = ["BEGIN:VEVENT", f"UID:{name}", f"DTSTAMP:{issue:%Y%m%d}T000000Z"]
    last = when.end or when.start
    if times is None:
        lines.append(f"DTSTART;VALUE=DATE:{when.start:%Y%m%d}")
        # The end is the day after the last (3.6.1).
        if last < dt.date.max:
            lines.append(f"DTEND;VALUE=DATE:{last + dt.timedelta(1):%Y%m%d}")
    else:
        begin, end = times
        lines.append(f"DTSTART:{when.start:%Y%m%d}T{begin:%H%M}00")
        if end is not None:
            lines.append(f"DTEND:{last:%Y%m%d}T{end:%H%M}00")
    lines.append(f"SUMMARY;LANGUAGE={language}:{_text(event.what)}")
    if event.where:
        lines.append(f"LOCATION;LANGUAGE={language}:{_text(event.where)}")
    if times is None and event.time:
        lines.append(f"DESCRIPTION;LANGUAGE={language}:{_text(event.time)}")
    if event.url:
        lines.append(f"URL:{event.url}")
    return [*lines, "END:VEVENT"]


def times_of(event: Event) -> tuple[dt.time, dt.time | None] | None:
    """Return when an event begins and ends; None for one of whole days, or with a time in other words."""
    if not event.time:
        return None if event.date.time is None else (event.date.time, None)
    found = _TIMES.fullmatch(event.time.strip())
    begin = _clock(*found.group(1, 2, 3)) if found else None
    if found is None or begin is None:
        return None
    end = _clock(*found.group(4, 5, 6)) if found[4] else None
    last = event.date.end or event.date.start
    # What ends before it begins ends on a day that nobody has named.
    return begin, end if end is not None and (end > begin or last != event.date.start) else None


def _clock(hour: str, minute: str, half: str | None) -> dt.time | None:
    hours, minutes = int(hour), int(minute)
    if half:
        if not 1 <= hours <= _NOON:
            return None
        hours = hours % _NOON + (_NOON if half[0] in "pP" else 0)
    try:
        return dt.time(hours, minutes)
    except ValueError:
        return None


def _text(text: str) -> str:
    """Return a value of the type TEXT (3.3.11)."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in escaped if sign == "\t" or sign.isprintable() or ord(sign) > 0x9F)


def _folded(line: str) -> str:
    """Return a line in parts of at most 75 bytes, each but the first after a space; no sign is parted (3.1)."""
    parts = [""]
    length = 0
    for sign in line:
        size = len(sign.encode())
        if length + size > LONGEST_LINE:
            parts.append(" ")
            length = 1
        parts[-1] += sign
        length += size
    return "\r\n".join(parts)
