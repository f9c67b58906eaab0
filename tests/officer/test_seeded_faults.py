"""Each fault that a program can find is seeded into a sound file, and turns its condition to failed."""

import io

import pikepdf
import pytest
from seeds import ADDITIONS, FAULTS
from support import brochure, built, item, jpeg, photo

from pdfbrochure.finished.reading import read_pdf
from pdfbrochure.officer.verdicts import judge, load_protocol

TEXT = brochure(
    item("One", 420, photos=[photo(caption="A view"), {"file": "b.jpg", "credit": "Bo", "decorative": True}]),
    item(
        "Two",
        words=0,
        body="## Inside\n\nAlpha text.\n\n1. First\n2. Second\n\n- Entry\n",
        links=[{"label": "The site", "url": "https://example.org/a"}],
    ),
    item("Three", 900),
    subtitle="Below",
)
# These cannot be seeded with the writer that the tests have: it would lock the words, too.
LOCKS = ("26-001", "26-002")


def ids(seeds) -> list[str]:
    """How the tests of seeds are called."""
    return [f"{number}-{name}" for number, name, _seed in seeds]


@pytest.fixture(scope="module")
def sound() -> bytes:
    """A file without a fault."""
    return built(TEXT, b=jpeg(600, 400, 90)).pdf


def seeded(pdf: bytes, seed, **given) -> bytes:
    """The file with a fault."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        seed(document, **given)
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def failed(pdf: bytes) -> set[str]:
    """The conditions that fail."""
    return {verdict.number for verdict in judge(read_pdf(pdf)).failed()}


def test_sound_file_fails_nothing(sound):
    """And all that a program can look at was looked at."""
    verdicts = judge(read_pdf(sound)).verdicts

    assert failed(sound) == set()
    assert "not looked at" not in {verdict.outcome for verdict in verdicts}


@pytest.mark.parametrize(("number", "seed"), [(number, seed) for number, _name, seed in FAULTS], ids=ids(FAULTS))
def test_fault_fails_its_condition(sound, number, seed):
    """What was changed is found in the bytes."""
    assert number in failed(seeded(sound, seed))


@pytest.mark.parametrize(("number", "seed"), [(number, seed) for number, _name, seed in ADDITIONS], ids=ids(ADDITIONS))
def test_addition_fails_only_when_it_is_faulty(sound, number, seed):
    """What was added is sound in one form, and fails in the other."""
    assert number not in failed(seeded(sound, seed, wrong=False))
    assert number in failed(seeded(sound, seed, wrong=True))


@pytest.mark.parametrize(("rights", "number"), [(b"", "26-001"), (b"/P -3904 ", "26-002"), (b"/P -3392 ", "")])
def test_lock_against_readers_fails(sound, rights, number):
    """A lock that says nothing, one against screen readers, and one that lets them read."""
    with pikepdf.open(io.BytesIO(sound)) as document:
        stream = io.BytesIO()
        document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    locked = stream.getvalue().replace(
        b"trailer <<", b"trailer << /Encrypt << /Filter /Standard /V 1 " + rights + b">> "
    )

    assert failed(locked) == ({number} if number else set())
    assert "locked" in read_pdf(locked).stopped


def test_every_machine_condition_is_seeded():
    """No verdict is given that no test has seen fail."""
    looked = {number for number, condition in load_protocol().conditions.items() if condition.how == "looked"}

    assert looked <= {number for number, _name, _seed in [*FAULTS, *ADDITIONS]} | set(LOCKS)
