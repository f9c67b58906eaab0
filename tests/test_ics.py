"""The calendar file of agendas, as a program reads it that keeps to RFC 5545."""

import datetime as dt
import re

import pytest
from click.testing import CliRunner
from support import as_yaml, brochure, item, run_of

from pdfbrochure.cli import main
from pdfbrochure.diagnostics import Report
from pdfbrochure.ics import calendar_of, times_of
from pdfbrochure.model.brochure import Event, When

DAY = When(dt.date(2026, 6, 3))
EVENT = {"date": "2026-06-03", "what": "Flood maps"}


def codes_of(findings):
    """The codes of findings."""
    report = Report()
    report.take(findings)
    return [finding.code for finding in report.findings()]


def calendar(*events, **keys):
    """The calendar file of an agenda, and the codes of what was left out."""
    made = calendar_of(run_of(brochure(item("One", 10, agenda=list(events)), date="2026-05-01", **keys)).brochure)
    return made.content, codes_of(made.findings)


def events_in(content: bytes) -> list[dict[str, str]]:
    """The properties of each event, unfolded (3.1) and unescaped (3.3.11), by their names without parameters."""
    lines = re.sub(r"\r\n[ \t]", "", content.decode()).split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name != "END":
            plain = re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
            found[-1][name.split(";")[0]] = plain
    return found


def test_signs_are_escaped_and_lines_folded():
    """Commas, semicolons and backslashes come back as typed; no line has more than 75 bytes, no sign is parted."""
    what = "Åå, ее; or \\ and Ωω " * 12
    content, _codes = calendar({**EVENT, "what": what.strip(), "where": "Ghent, Coupure; room 4"})
    (event,) = events_in(content)

    assert event["SUMMARY"] == what.strip()
    assert event["LOCATION"] == "Ghent, Coupure; room 4"
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


def test_whole_days_and_times():
    """A day ends with the next one; a time is that of the place; two days with a time end on the second."""
    several = {"date": {"from": "2026-09-08", "to": "2026-09-09"}, "what": "B", "time": "two days"}
    content, _codes = calendar(EVENT, several, {**EVENT, "what": "C", "time": "10.00-13.00"})
    day, days, hours = events_in(content)

    assert (day["DTSTART"], day["DTEND"]) == ("20260603", "20260604")
    assert (days["DTSTART"], days["DTEND"], days["DESCRIPTION"]) == ("20260908", "20260910", "two days")
    assert (hours["DTSTART"], hours["DTEND"]) == ("20260603T100000", "20260603T130000")
    assert b"VALUE=DATE:20260603" in content


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("9.30", (dt.time(9, 30), None)),
        ("10:00-13:00", (dt.time(10), dt.time(13))),
        ("10h00 \u2013 13h00", (dt.time(10), dt.time(13))),
        ("2:30 pm", (dt.time(14, 30), None)),
        ("10.00 Uhr", (dt.time(10), None)),
        ("22.00-02.00", (dt.time(22), None)),
        ("all day", None),
        ("25.00", None),
        ("room 10.00", (dt.time(10), None)),
        ("from dusk till dawn, 1.200 places", None),
    ],
)
def test_times_as_they_are_typed(typed, times):
    """Hours with minutes are read; other words make it an event of the whole day."""
    assert times == times_of(Event(DAY, "What", typed))


def test_same_bytes_and_names():
    """The file is the same each time; an event keeps its name when its place changes, and no two share one."""
    one, _codes = calendar(EVENT, EVENT)
    moved, _codes = calendar({**EVENT, "where": "Ghent"})

    assert one == calendar(EVENT, EVENT)[0]
    first, second = (event["UID"] for event in events_in(one))
    assert first != second
    assert events_in(moved)[0]["UID"] == first


def test_what_has_no_day_is_told():
    """Dates in words and months are left out with a warning each; without any day there is no file."""
    content, codes = calendar(EVENT, {"date": "early summer", "what": "B"})
    assert len(events_in(content)) == 1
    assert codes == ["date-without-day"]

    assert calendar({"date": "early summer", "what": "B"}) == (b"", ["date-without-day", "no-dates"])


def test_command_writes_it_beside_the_pdf(tmp_path):
    """`build --ics` writes both, under the same name."""
    text = {"title": "News", "items": [{"title": "One", "agenda": [EVENT]}]}
    (tmp_path / "brochure.yaml").write_text(as_yaml(text), encoding="utf-8")

    done = CliRunner().invoke(main, ["build", str(tmp_path / "brochure.yaml"), "-o", str(tmp_path / "x.pdf"), "--ics"])

    assert done.exit_code == 0
    assert (tmp_path / "x.pdf").is_file()
    assert (tmp_path / "x.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
