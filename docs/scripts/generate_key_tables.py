"""Write what is made of the table of keys: the tables of docs/brochure-file.md, and the JSON Schema beside the program.

Development only: `python docs/scripts/generate_key_tables.py`, after a change of `src/pdfbrochure/model/fields.py`. A
table stands in that page between `<!-- keys: item -->` and `<!-- end of keys -->`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pdfbrochure.model.chart_fields import CHART
from pdfbrochure.model.fields import BROCHURE, IMPRINT, ITEM, SETTINGS
from pdfbrochure.model.part_fields import BOX, BRIEF, EVENT, FACT, PERSON, PHOTO
from pdfbrochure.model.print_fields import PRINT
from pdfbrochure.model.schema import as_json, brochure_schema
from pdfbrochure.model.shop_fields import SHOP
from pdfbrochure.model.table_fields import TABLE

if TYPE_CHECKING:
    from pdfbrochure.model.shapes import Shape

ROOT: Final = Path(__file__).parent.parent.parent
PAGE: Final = ROOT / "docs" / "brochure-file.md"
SCHEMA: Final = ROOT / "src" / "pdfbrochure" / "brochure.schema.json"
TABLES: Final = {
    "brochure": BROCHURE,
    "item": ITEM,
    "photo": PHOTO,
    "fact": FACT,
    "box": BOX,
    "event": EVENT,
    "person": PERSON,
    "brief": BRIEF,
    "chart": CHART,
    "table": TABLE,
    "imprint": IMPRINT,
    "settings": SETTINGS,
    "print": PRINT,
    "shop": SHOP,
}
SHOP_PAGE: Final = ROOT / "docs" / "for-the-print-shop.md"
MARKED: Final = re.compile(r"(<!-- keys: (\w+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def main() -> None:
    """Write the files anew."""
    for page in (PAGE, SHOP_PAGE):
        page.write_text(with_tables(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    SCHEMA.write_text(as_json(brochure_schema()), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(TABLES)} tables in {PAGE.name}, and {SCHEMA.name}\n")


def with_tables(text: str) -> str:
    """Return a text with each marked table made anew."""
    return MARKED.sub(lambda found: found[1] + table(TABLES[found[2]]) + found[3], text)


def table(shape: Shape) -> str:
    """Return the table of one mapping's keys in Markdown."""
    rows = ["| Key | Value | What it does |", "| --- | --- | --- |"]
    for key in shape.keys:
        says = key.says or key.kind.says
        required = ", **required**" if key.name in shape.required else ""
        rows.append(f"| `{key.name}` | {says}{required} | {key.help} |")
    return "".join(f"{row}\n" for row in rows)


if __name__ == "__main__":
    main()
