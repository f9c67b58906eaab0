"""Every code that a finding may have is caused by a test: each is looked for in all other tests and in the cases."""

import re

import pytest
from support import ROOT

from pdfbrochure.explain import load_explanations

KNOWN = sorted(load_explanations())
TESTS = "\n".join(
    path.read_text(encoding="utf-8")
    for pattern in ("*.py", "cases/*.yaml")
    for path in (ROOT / "tests").rglob(pattern)
    if path.name not in ("test_codes.py", "fuzz.py")
)


@pytest.mark.parametrize("code", KNOWN)
def test_code_is_in_a_test(code):
    """The code stands in a test or in a case."""
    assert re.search(rf"\b{code}\b", TESTS), f"no test causes {code}"
