"""The one door to the disc: nothing outside of the brochure's folder is read."""

import os
import time
import tracemalloc
import unicodedata

import pytest

from pdfbrochure.files import FileFault, Folder, Memory, nearest


@pytest.fixture
def folder(tmp_path):
    """A folder with a file, a folder in it, and a secret beside it."""
    root = tmp_path / "root"
    (root / "assets").mkdir(parents=True)
    (root / "assets" / "a.jpg").write_bytes(b"photo")
    (tmp_path / "secret").write_bytes(b"secret")
    return Folder(root)


def kind_of(files, name: str, **limits) -> str:
    """Why a file cannot be read."""
    with pytest.raises(FileFault) as caught:
        files.read(name, **limits)
    return caught.value.kind


def test_reads_below_its_folder(folder):
    """Names are relative to the folder; backslashes of Windows lead there too."""
    assert b"photo" == folder.read("assets/a.jpg") == folder.read("assets\\a.jpg") == folder.read("./assets/a.jpg")


@pytest.mark.parametrize("name", ["../secret", "assets/../../secret", "/etc/passwd", "..\\secret", "C:\\x"])
def test_does_not_leave_its_folder(folder, name):
    """Neither steps up nor absolute names are followed."""
    assert kind_of(folder, name) in ("outside", "missing")


def test_does_not_follow_links_out(folder):
    """A symbolic link to a file outside is outside."""
    (folder.root / "link.jpg").symlink_to("../secret")

    assert "outside" == kind_of(folder, "link.jpg")


def test_folders_and_limits(folder):
    """A folder is no file, and a file over the limit is not read."""
    assert "not-a-file" == kind_of(folder, "assets")
    assert "too-large" == kind_of(folder, "assets/a.jpg", limit=4)
    assert b"photo" == folder.read("assets/a.jpg", limit=5)


@pytest.mark.parametrize("name", ["\0", "a\0b", "x" * 5000, "nothing.jpg", ""])
def test_odd_names_are_faults(folder, name):
    """No name makes a crash."""
    assert kind_of(folder, name) in ("missing", "unreadable", "not-a-file", "outside")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("assets/A.JPG", "assets/a.jpg"),
        ("assets/a.jpeg", "assets/a.jpg"),
        ("Assets\\A.jpg", "assets/a.jpg"),
        ("asets/a.jpg", "assets/a.jpg"),
        ("photos/a.jpg", "assets/a.jpg"),
        ("a.jpg", "assets/a.jpg"),
        ("photos/b.jpg", ""),
    ],
)
def test_hint(folder, name, hint):
    """The nearest name in the same folder is proposed, also when the folder's own name has a slip or is another."""
    with pytest.raises(FileFault) as caught:
        folder.read(name)

    assert hint == caught.value.hint


def test_hint_tells_nothing_from_outside(folder):
    """A slip in the name of a link does not tell what lies behind it."""
    (folder.root / "links").symlink_to("..")

    with pytest.raises(FileFault) as caught:
        folder.read("Links/secrit")

    assert "" == caught.value.hint


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["Grüße aus Łódź/Žižkov.jpg", "の写真/が.jpg", "한국/사진.jpg"])
def test_any_normal_form_opens_the_file(tmp_path, name, typed, stored):
    """A name written by a Mac opens the same name written by anything else, in files and folders, both ways."""
    path = tmp_path / unicodedata.normalize(stored, name)
    path.parent.mkdir()
    path.write_bytes(b"photo")
    wanted = unicodedata.normalize(typed, name)

    assert b"photo" == Folder(tmp_path).read(wanted)
    assert b"photo" == Memory({unicodedata.normalize(stored, name): b"photo"}).read(wanted)


def test_both_normal_forms(tmp_path):
    """Where both are there, the one that is typed counts."""
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "Köln.jpg")).write_bytes(form.encode())

    assert b"NFD" == Folder(tmp_path).read(unicodedata.normalize("NFD", "Köln.jpg"))
    assert b"NFC" == Folder(tmp_path).read("Köln.jpg")


def test_case_counts_in_any_normal_form(tmp_path):
    """Another case is another file, and the hint says so."""
    (tmp_path / unicodedata.normalize("NFD", "Köln.jpg")).write_bytes(b"photo")

    with pytest.raises(FileFault) as caught:
        Folder(tmp_path).read("KÖLN.jpg")
    assert "upper and lower case count" in caught.value.question()


def test_only_what_is_there_is_reserved(folder):
    """Reading a small file takes no room for a large one."""
    tracemalloc.start()
    folder.read("assets/a.jpg")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 1_000_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_pipes_and_devices_are_no_files(folder):
    """A pipe is refused without waiting for somebody to write to it."""
    os.mkfifo(folder.root / "pipe.jpg")

    with pytest.raises(FileFault) as caught:
        folder.read("pipe.jpg")
    assert ("not-a-file", "it is a pipe or a device") == (caught.value.kind, caught.value.detail)


def aged(folder, name: str, seconds: float = 60) -> None:
    """Have a file look as if it had been written before, as far as anybody may set its times."""
    then = time.time() - seconds
    os.utime(folder.root / name, (then, then))


def settled(monkeypatch):
    """Let so much time go by that whatever is there was written before."""
    later = time.time_ns() + 60_000_000_000
    monkeypatch.setattr("pdfbrochure.files.time.time_ns", lambda: later)


def test_state_tells_a_change(folder, monkeypatch):
    """Other bytes of the same size with the old times, another file in the place, a new time."""
    settled(monkeypatch)
    states = [folder.states(["assets/a.jpg"])["assets/a.jpg"]]
    path = folder.root / "assets" / "a.jpg"
    old = path.stat()
    path.write_bytes(b"OTHER")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    states += folder.states(["assets/a.jpg"]).values()
    path.rename(path.with_name("b.jpg"))
    path.write_bytes(b"photo")
    states += folder.states(["assets/a.jpg"]).values()
    os.utime(path, ns=(0, 0))
    states += folder.states(["assets/a.jpg"]).values()

    assert len(set(states)) == len(states) == 4
    assert folder.states(["assets/a.jpg"]) == {"assets/a.jpg": states[-1]}


def test_state_of_what_was_just_written_is_not_told(folder):
    """It may be written again within the same tick of the clock: the change may not show."""
    assert folder.states(["assets/a.jpg"]) == {}
    aged(folder, "assets/a.jpg")
    assert folder.states(["assets/a.jpg"]) == {}, "its bytes may be new, whatever time it has been given"


def test_state_is_told_of_nothing_else(folder, monkeypatch, tmp_path):
    """Neither of folders, links, and what is missing or outside; nor of what is beyond a link that leads out."""
    settled(monkeypatch)
    names = [
        "",
        "assets",
        "assets/",
        "none.jpg",
        "none/a.jpg",
        "../secret",
        "assets/../../secret",
        "/etc/passwd",
        "a\0",
    ]
    assert folder.states(names) == {}
    if os.name == "posix":
        (folder.root / "link.jpg").symlink_to("assets/a.jpg")
        assert folder.states(["link.jpg"]) == {}
        (folder.root / "assets").rename(tmp_path / "moved")
        (folder.root / "assets").symlink_to(tmp_path / "moved")
        assert folder.states(["assets/a.jpg"]) == {}
    assert Memory({"a.jpg": b"photo"}).states(["a.jpg"]) == {}


def test_memory():
    """A dictionary stands in for a folder."""
    files = Memory({"a.jpg": b"photo"})

    assert b"photo" == files.read("a.jpg")
    assert "missing" == kind_of(files, "b.gif")
    assert "too-large" == kind_of(files, "a.jpg", limit=1)


def test_nearest():
    """A slip is met, another word is not."""
    assert "beach.jpg" == nearest("baech.jpg", ["beach.jpg", "tree.jpg"])
    assert "" == nearest("zzz", ["beach.jpg"])
