"""The table of keys: what is made of it, and that each row is whole."""

import re
import runpy

import pytest
from support import ROOT

from pdfbrochure.model.fields import SHAPES
from pdfbrochure.model.unknown import find_meant, words_for_keys

PAGE = (ROOT / "docs" / "brochure-file.md").read_text(encoding="utf-8")
MODEL = ROOT / "src" / "pdfbrochure" / "model"
BEHIND = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "src" / "pdfbrochure").rglob("*.py")
    if path.parent != MODEL or path.name in ("theme.py", "untranslated.py")
)
KEYS = [(shape, key) for shape in SHAPES for key in shape.keys]


def test_tables_of_the_documents_are_fresh():
    """The page on the file and that for shops have the tables that the script makes, one for each of its mappings."""
    script = runpy.run_path(str(ROOT / "docs" / "scripts" / "generate_key_tables.py"))

    shop_page = script["SHOP_PAGE"].read_text(encoding="utf-8")

    assert script["with_tables"](PAGE) == PAGE
    assert script["with_tables"](shop_page) == shop_page
    marked = {found[2] for page in (PAGE, shop_page) for found in script["MARKED"].finditer(page)}
    assert marked == script["TABLES"].keys()


@pytest.mark.parametrize(("shape", "key"), KEYS, ids=lambda part: part.name)
def test_rows_are_whole(shape, key):
    """Each key says what it does in one line that a table can hold, and has words of one spelling."""
    assert key.help
    assert not {"\n", "|"} & set(key.help + key.kind.says + key.says)
    assert key.words == " ".join(dict.fromkeys(key.words.casefold().split()))
    assert key.name not in key.words.split()


@pytest.mark.parametrize(("shape", "key"), KEYS, ids=lambda part: part.name)
def test_other_words_are_understood(shape, key):
    """The nearest word for a key is taken for a key of the same mapping, wherever the row that tells it stands."""
    words = words_for_keys(SHAPES)
    for word in key.words.split()[:1]:
        assert find_meant(word, shape.fields, words).key in shape.fields


@pytest.mark.parametrize(
    ("shape", "name"), [(shape, name) for shape in SHAPES if shape.build is not dict for name in shape.defaults()]
)
def test_no_key_is_read_and_forgotten(shape, name):
    """What the model holds is asked for somewhere behind it, so that no key is accepted and then without effect."""
    assert re.search(rf'(\.{name}\b|"{name}")', BEHIND), f"nothing takes `{name}` of {shape.name}"
