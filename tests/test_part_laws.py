"""Laws for what stands inside items, tried on made-up brochures of every page: all once, apart, inside the page."""

import random

import pytest
from generated import LONG_WORDS, PAGES, PHOTOS
from support import Laid, brochure, laid, lines_on, photos_on, prose, text_of
from test_laws import HANG, assert_apart, size_of

from pdfbrochure.layout.trace import find_misplaced

pytestmark = pytest.mark.slow
MAIL = "a.very.long.name.of.somebody@directorate.of.an.agency.example.org"
URL = "https://example.org/x"


class Maker:
    """Makes brochures at random, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def one(self, *choices):
        """One of some values."""
        return self._random.choice(choices)

    def some(self, *counts):
        """A range of one of some lengths."""
        return range(self.one(*counts))

    def words(self, *counts):
        """Some words, now and then with one that is too long for its line."""
        text = prose(self.one(*counts), start=self._random.randrange(40))
        return text + self.one("", "", "", "", f" {self.one(*LONG_WORDS)}")

    def facts(self):
        """Key figures."""
        figures = ("13,411", "77 %", "\u20ac 3.2 million", "1,234,567,890 tonnes", "-0.34 m")
        return [{self.one(*figures): self.words(1, 4, 9)} for _ in self.some(1, 2, 3, 4, 6)]

    def agenda(self):
        """Dates to come."""
        dates = ("2026-06-03", "2027-01-12", "early summer of a year", {"from": "2026-06-03", "to": "2026-07-04"})
        more = ({}, {"time": "10.00-13.00"}, {"time": prose(6)}, {"where": prose(15), "url": URL})
        return [
            {"date": self.one(*dates), "what": self.words(1, 4, 20), **self.one(*more)} for _ in self.some(1, 2, 5, 30)
        ]

    def people(self):
        """People with portraits or without."""
        more = ({}, {"role": prose(3)}, {"role": prose(12), "about": prose(4)})
        face = {"photo": {"file": self.one("land.jpg", "port.jpg")}}
        reached = ({}, {"mail": MAIL, "phone": "+32 2 000 00 00"}, face)
        return [
            {"name": self.one("Ann Example", prose(7)), **self.one(*more), **self.one(*reached)}
            for _ in self.some(1, 2, 3, 9)
        ]

    def briefs(self):
        """Short notes."""
        more = ({}, {"date": "2026-05-07"}, {"url": URL})
        return [{"text": self.words(1, 8, 30, 90), **self.one(*more)} for _ in self.some(1, 2, 6)]

    def boxes(self):
        """Boxes with all that a text may hold."""
        lists = f"- {prose(8)}\n- {prose(2)}"
        blocks = (self.words(30), lists, f"> {prose(9)}", f"## {prose(3)}\n\n{prose(12)}", prose(200))
        more = ({}, {"links": [{"label": prose(3), "url": URL}]})
        made = []
        for _ in self.some(1, 1, 3):
            body = "\n\n".join(self.one(*blocks) for _ in self.some(1, 2, 8))
            made.append({"title": self.words(1, 8), "body": body, **self.one(*more)})
        return made

    def item(self):
        """One item with some of the parts."""
        item = {"title": self.words(1, 5, 12)}
        body = "\n\n".join(self.words(5, 40, 120) for _ in self.some(0, 1, 3))
        item |= {"body": body} if body else {}
        item |= self.one({}, {"photos": [{"file": "land.jpg", "credit": "A", "decorative": True}]})
        for name in ("facts", "agenda", "people", "briefs", "boxes"):
            item |= {name: getattr(self, name)()} if self.one(*range(3)) == 0 else {}
        return item

    def brochure(self, theme):
        """A brochure of some items."""
        settings = {
            "theme": theme,
            "page": self.one(*PAGES),
            "orientation": self.one("portrait", "portrait", "landscape"),
            **self.one({}, {}, {"columns": 1}, {"columns": 2}, {"columns": 4}),
        }
        items = [self.item() for _ in self.some(1, 2, 4)]
        # The photo of a lead lies over the edge of the title panel, on purpose.
        items[0].pop("photos", None)
        keys = {**self.one({}, {"key_messages": [prose(6), prose(20)]}), **self.one({}, {}, {"language": "ar"})}
        return brochure(*items, settings=settings, date="2026-05-01", **keys)


@pytest.mark.parametrize("theme", ["institutional", "bulletin"])
@pytest.mark.parametrize("seed", range(6))
def test_parts_keep_the_laws(seed, theme):
    """Everything is printed once, nothing lies over anything else, and all stands between the margins."""
    found = laid(Maker(seed).brochure(theme), **PHOTOS)

    assert find_misplaced(found.pages, found.galley) == []
    assert_apart(found)
    assert_inside(found)


def assert_inside(found: Laid) -> None:
    """See that lines and photos stay in the type area, but for a lead's photo."""
    grid = found.grid
    for page in found.pages.pages:
        for placed in lines_on(page):
            hang = HANG * size_of(placed) + 2.0
            assert grid.side - hang <= placed.x, text_of(placed.line)
            assert placed.x + placed.line.width <= grid.width - grid.side + hang, text_of(placed.line)
            assert placed.y < grid.height - 20, text_of(placed.line)
        for one in photos_on(page):
            assert one.y + one.height <= grid.row_y(grid.rows) + 0.5
