"""Texts that YAML folds: what people type without `|`, and what programs write."""

import pytest
import yaml
from support import run_of

WRAPPED = """\
A bridge of stone has stood below the mill since the year of the
flood, and everybody who comes from the valley has walked over it.

In May it was closed, for the carts have grown heavier than those for which it was built, as the office of Roads says
so."""


@pytest.mark.parametrize("text", [WRAPPED, WRAPPED.split("\n\n", maxsplit=1)[0], f"{WRAPPED}\n\n- one\n- two"])
@pytest.mark.parametrize("style", ["'", '"', ">"])
def test_a_text_that_a_program_has_written_keeps_its_paragraphs(text, style):
    """Folded as YAML folds, with an empty line for each line end, it is the text that was given to the program."""
    written = yaml.safe_dump({"title": "T", "items": [{"title": "One", "body": text}]}, default_style=style)
    whole = yaml.safe_dump({"title": "T", "items": [{"title": "One", "body": text}]}, default_style="|")
    folded, literal = run_of(written), run_of(whole)

    assert [block.paragraph.text for block in literal.galley.articles[0].body] == [
        block.paragraph.text for block in folded.galley.articles[0].body
    ]
    assert "lines-lost" not in {finding.code for finding in folded.report.findings()}
