"""Dates of foreign formats to those of a brochure: the day as it was where it was written."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from pdfbrochure.importers.draft import line


def iso_day(text: str) -> str:
    """Return a date of RFC 5322 or ISO 8601 as year-month-day, in its own time zone; other words as they are."""
    text = line(text)
    iso = re.match(r"\d{4}-\d\d-\d\d(?=$|[T ])", text)
    try:
        if iso:
            return dt.date.fromisoformat(iso[0]).isoformat()
        return parsedate_to_datetime(text).date().isoformat() if re.search(r"\d{2}:\d{2}", text) else text
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
