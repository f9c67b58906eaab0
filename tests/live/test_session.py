"""One open brochure: what a save shows, what is kept while the text has errors, and who overwrites whom."""

import shutil
import time

import pytest
from msgspec import structs
from previewing import SMALL, ask, built, post, serving, until
from support import ROOT

from pdfbrochure.finished.raster import Rasters
from pdfbrochure.live.kept import as_bytes, kept_of
from pdfbrochure.live.opened import find_brochures
from pdfbrochure.live.watching import Watch
from pdfbrochure.pipeline import build


@pytest.fixture
def file(tmp_path):
    """A small brochure on the disc."""
    path = tmp_path / "brochure.yaml"
    path.write_text(SMALL, encoding="utf-8", newline="")
    return path


def save_by_renaming(path, text):
    """Save as many editors do: another file takes the place of the old one."""
    path.with_suffix(".new").write_text(text, encoding="utf-8")
    path.with_suffix(".new").replace(path)


def save_slowly(path, text):
    """Save as others do: the file is empty for a while."""
    path.write_text("", encoding="utf-8")
    time.sleep(0.02)
    path.write_text(text, encoding="utf-8")


def save_after_deleting(path, text):
    """The file is gone for a while."""
    path.unlink()
    time.sleep(0.02)
    path.write_text(text, encoding="utf-8")


def shows(text):
    """Whether the pages shown are those of a text."""
    return lambda state: state["build"] and state["build"]["facts"].title == text and state["build"]["fresh"]


@pytest.mark.parametrize(
    "save",
    [lambda path, text: path.write_text(text, encoding="utf-8"), save_by_renaming, save_slowly, save_after_deleting],
    ids=["plainly", "by renaming", "slowly", "after deleting"],
)  # fmt: skip
def test_every_way_to_save_is_seen(file, save):
    """However an editor saves, the pages follow, and the page's text too."""
    with serving(file, builds=True) as server:
        built(server)
        save(file, SMALL.replace("Spring", "Autumn"))

        assert until(server, shows("Autumn news"))["text"]["saved"]
        assert b"Autumn news" in ask(server, "0/text").body


def test_a_photo_is_watched_too(file):
    """A photo that is put there after it was named is found without a further save."""
    text = SMALL.replace("    body:", "    photo: {file: a.jpg, alt: A brush, credit: Ann}\n    body:")
    file.write_text(text, encoding="utf-8")
    with serving(file, builds=True) as server:
        assert built(server)["build"]["errors"] == 1
        shutil.copy(ROOT / "assets" / "brushes.jpg", file.parent / "a.jpg")

        assert until(server, lambda state: state["build"]["fresh"])["build"]["errors"] == 0


def test_many_saves_end_in_the_last(file):
    """Of fifty saves the last is shown, whatever happened to those between."""
    with serving(file, builds=True) as server:
        built(server)
        for number in range(50):
            save_by_renaming(file, SMALL.replace("Spring", f"Edition {number}"))

        until(server, shows("Edition 49 news"))


def test_pages_are_those_of_build(file):
    """The PDF that is shown, and saved, is byte for byte the one that `build` gives."""
    with serving(file, builds=True) as server:
        built(server)
        for title in ("Spring", "Summer", "Spring"):
            post(server, "0/type", text=SMALL.replace("Spring", title), by="me")
            until(server, shows(f"{title} news"))
        post(server, "0/pdf")

        assert (file.parent / "brochure.pdf").read_bytes() == build(file).pdf


def test_typing_writes_nothing(file):
    """What is typed is shown, and stands on the disc only when it is saved."""
    with serving(file, builds=True) as server:
        base = built(server)["text"]["base"]
        new = SMALL.replace("Spring", "Autumn")
        post(server, "0/type", text=new, by="me")

        assert not until(server, shows("Autumn news"))["text"]["saved"]
        assert file.read_text(encoding="utf-8") == SMALL

        post(server, "0/save", text=new, base=base, by="me")

        assert until(server, lambda state: state["text"]["saved"])
        assert file.read_text(encoding="utf-8") == new


def test_errors_keep_the_last_good_pages(file):
    """While the text has errors, the pages before stay, with the line since which they are old."""
    with serving(file, builds=True) as server:
        good = built(server)["build"]["pages"]
        post(server, "0/type", text=SMALL.replace("items:", "itmes:"), by="me")
        state = built(server)["build"]

        assert not state["fresh"]
        assert state["pages"] == good
        assert state["stale_line"] == 2
        assert state["findings"][0]["line"] == 2
        assert [light.name for light in state["lights"]] == ["text", "rest"]
        assert ask(server, f"0/tile?of={good['number']}&page=0&width=100").status == 200
        assert post(server, "0/pdf").status == 409


def test_another_program_overwrites_nothing(file):
    """Where both were changed, saving is refused, and the version that is kept is the one that was chosen."""
    mine, theirs = SMALL.replace("Spring", "My"), SMALL.replace("Spring", "Their")
    for choice, wanted in (("keep-mine", mine), ("take-disk", theirs)):
        file.write_text(SMALL, encoding="utf-8")
        with serving(file, builds=True) as server:
            base = built(server)["text"]["base"]
            post(server, "0/type", text=mine, by="me")
            save_by_renaming(file, theirs)
            until(server, lambda state: state["text"]["conflict"])

            assert b'"conflict"' in post(server, "0/save", text=mine, base=base, by="me").body
            assert file.read_text(encoding="utf-8") == theirs

            post(server, f"0/{choice}", text=mine, by="me")
            state = until(server, lambda state: not state["text"]["conflict"])

            assert state["text"]["saved"]
            assert file.read_text(encoding="utf-8") == wanted


def test_saving_sees_a_change_that_was_not_seen_yet(file):
    """A file that changed just before it is saved is not overwritten, though nobody had noticed."""
    with serving(file) as server:
        session = server.opened.session(0)
        base = session.state()["text"]["base"]
        file.write_text(SMALL.replace("Spring", "Their"), encoding="utf-8")

        assert session.save(SMALL.replace("Spring", "My"), base, "me") == "conflict"
        assert "Their" in file.read_text(encoding="utf-8")


def test_copy_has_a_name_of_its_own(file):
    """A copy never takes the place of a file."""
    with serving(file) as server:
        session = server.opened.session(0)

        assert [session.write_copy(text) for text in ("a", "b")] == ["brochure-copy.yaml", "brochure-copy-2.yaml"]
        assert (file.parent / "brochure-copy.yaml").read_text(encoding="utf-8") == "a"


def test_folder_that_cannot_be_written_into(file):
    """The reason is told, and the text is kept. The folder is moved away: root may write into any that is there."""
    with serving(file) as server:
        session = server.opened.session(0)
        base, aside = session.state()["text"]["base"], file.parent.with_name("aside")
        file.parent.rename(aside)
        outcome = session.save(SMALL + "#", base, "me")
        aside.rename(file.parent)

        assert outcome == "failed"
        assert session.state()["text"]["fault"]
        assert session.text == SMALL + "#"


@pytest.mark.parametrize(
    "data",
    [
        b"a: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\nb: 2", "a: \u00e9\nb: 2\n".encode("utf-16"), b"a: 1\rb: 2\r",
        b"a: 1\r\nb: 2\nc: 3\r\nd: 4", b"", b"\n", b"a: 1\n\n\n",
    ],
)  # fmt: skip
def test_only_what_was_typed_changes(data):
    """Line ends, mixed ones too, byte order mark and encoding stay; a line more has the end of the others."""
    kept = kept_of(data)

    assert as_bytes(kept.text, kept) == data

    more = kept.text.replace("b: 2", "new: x\nb: 2")
    again = kept_of(as_bytes(more, kept))

    assert again.text == more
    assert set(again.ends) <= set(kept.ends)
    assert (again.mark, again.encoding) == (kept.mark, kept.encoding)


def test_tiles_are_sent_when_they_differ(file):
    """A page that looks as it did is not sent again; sizes that nobody can show are cut down."""
    with serving(file, builds=True) as server:
        of = built(server)["build"]["pages"]["number"]
        first = ask(server, f"0/tile?of={of}&page=0&width=300")

        assert first.headers["content-type"] == "image/png"
        assert first.body.startswith(b"\x89PNG")
        assert ask(server, f"0/tile?of={of}&page=0&width=300&known={first.headers['x-digest']}").status == 204
        assert ask(server, f"0/tile?of={of}&page=9&width=300").status == 404
        assert ask(server, f"0/tile?of={of}&page=0&width=99999").status == 200
        assert ask(server, f"0/tile?of={of + 5}&page=0&width=300").status == 409
        assert ask(server, f"0/tile?of={of}&page=x&width=").status == 400


@pytest.mark.parametrize("same_wish", [False, True])
def test_page_that_newer_ones_overtake_is_asked_for_again(file, same_wish):
    """The picture of a page whose file is let go while it waits for its turn is not missing, but out of date."""
    with serving(file, builds=True) as server:
        of = built(server)["build"]["pages"]["number"]
        desk = server.opened.session(0).desk
        pages = desk.pages
        rasters = pages.rasters
        draw = rasters.page

        def overtaken(page, width):
            if same_wish:
                desk.put(structs.replace(pages, rasters=Rasters(pages.built.pdf)))
            else:
                desk.close()
            return draw(page, width)

        rasters.page = overtaken

        assert ask(server, f"0/tile?of={of}&page=0&width=300").status == 409


def test_settings_are_tried_without_being_written(file):
    """A theme that is tried is shown; the file stays, and going back shows what it says."""
    with serving(file, builds=True) as server:
        built(server)
        post(server, "0/try", tried={"theme": "bulletin", "output": "evil.pdf"})
        state = until(server, lambda state: state["build"]["choices"]["theme"]["now"] == "bulletin")

        assert state["tried"] == {"theme": "bulletin"}
        assert state["build"]["choices"]["palette"]["now"] == "claret"
        assert file.read_text(encoding="utf-8") == SMALL

        post(server, "0/try", tried={})
        until(server, lambda state: state["build"]["choices"]["theme"]["now"] == "institutional")


def test_a_file_that_is_no_text_is_told(tmp_path):
    """What no editor can show is told by its findings, and is not overwritten."""
    path = tmp_path / "brochure.yaml"
    path.write_bytes(b"\xff\xd8\xff\xe0 photo")
    with serving(path, builds=True) as server:
        assert built(server)["text"]["fault"]
        post(server, "0/save", text="title: x", base="", by="me")

        assert path.read_bytes().startswith(b"\xff\xd8")


def test_brochures_of_a_folder(tmp_path):
    """Every file with items is offered by its title, the nearest first; what is hidden or something else is not."""
    for name, text in {
        "b/two.yaml": SMALL,
        "brochure.yaml": SMALL,
        ".git/x.yaml": SMALL,
        "theme.yaml": "colors: {}",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert [path.relative_to(tmp_path).as_posix() for path in find_brochures(tmp_path)] == [
        "brochure.yaml",
        "b/two.yaml",
    ]
    with serving(tmp_path) as server:
        assert ask(server, "brochures").body.count(b"Spring news") == 2


def test_watching_costs_no_news(tmp_path):
    """A file that is the same is no change; one that comes, goes or is replaced is."""
    path, watch = tmp_path / "a", Watch()

    assert watch.look([path]) == set()
    path.write_text("1", encoding="utf-8")
    assert watch.look([path]) == {path}
    assert watch.look([path]) == set()
    path.unlink()
    assert watch.look([path]) == {path}


def test_too_long_is_told_alike_everywhere(file):
    """The light counts the lines that the finding counts, and each page too many says how many are on it."""
    text = SMALL.replace("Another paragraph of text.", "Many words that fill a page and more of it. " * 300)
    file.write_text(f"{text}settings:\n  pages: 1\n", encoding="utf-8")
    with serving(file, builds=True) as server:
        state = built(server)["build"]
        light, finding = state["lights"][0], state["findings"][0]

        assert (light.name, light.words, light.grade) == ("pages", "too-long", "error")
        assert f"about {light.values['n']} lines too long" in finding["what"]
        assert [page["over"] > 0 for page in state["pages"]["each"]][:2] == [False, True]
        assert [mend.words for mend in finding["mends"]] == ["mend-pages"]
