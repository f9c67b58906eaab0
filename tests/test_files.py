"""The one door to the disc: nothing outside of the brochure's folder is read."""

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
        ("photos/a.jpg", ""),
    ],
)
def test_hint(folder, name, hint):
    """The nearest name in the same folder is proposed, also when the folder's own name has a slip."""
    with pytest.raises(FileFault) as caught:
        folder.read(name)

    assert hint == caught.value.hint


def test_hint_tells_nothing_from_outside(folder):
    """A slip in the name of a link does not tell what lies behind it."""
    (folder.root / "links").symlink_to("..")

    with pytest.raises(FileFault) as caught:
        folder.read("Links/secrit")

    assert "" == caught.value.hint


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
