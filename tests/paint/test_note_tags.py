"""What a screen reader is told of notes: references that lead to them, and back."""

import pytest
from readback import Document
from support import brochure, built

BODY = "A word.[^a] Another[^b], and again.[^a]\n\n[^a]: Text one.\n[^b]: Text ~~two~~."


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
def test_links_lead_both_ways(standard):
    """Each mark to its note, each note to its first mark; notes have names."""
    document = Document(built(brochure({"title": "One", "body": BODY}, settings={"standard": standard})).pdf)
    notes = document.tree.all("Note") or document.tree.all("FENote")
    inner = [link for link in document.links if "/URI" not in link.get("/A", {})]

    assert [str(note.dictionary.ID) for note in notes] == ["#note-1", "#note-2"]
    assert [note.roles for note in notes] == [["Lbl", "P"]] * 2
    assert len(document.tree.all("Reference")) == 3
    assert len(inner) == 3 + 2
    assert all("/Dest" in link or link.A.S == "/GoTo" for link in inner)
    assert "/IDTree" in document.root.StructTreeRoot
    if standard == "ua-2":
        assert [len(note.dictionary.Ref) for note in notes] == [2, 1]
        assert all(len(mark.dictionary.Ref) == 1 for mark in document.tree.all("Reference"))


def test_note_is_read_after_its_paragraph():
    """And before what follows."""
    document = Document(built(brochure({"title": "One", "body": BODY.replace("\n\n", "\n\nNext.\n\n", 1)})).pdf)
    article = document.tree.all("Art")[0]

    assert article.roles == ["H2", "P", "Note", "Note", "P"]
