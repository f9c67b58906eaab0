"""Photos that are dropped: only photos, under our own names, never over another file, gone when unwanted."""

import io
import json

import pytest
from previewing import SMALL, ask, post, serving
from support import ROOT

from pdfbrochure.live.uploads import slug

BRUSHES = (ROOT / "assets" / "brushes.jpg").read_bytes()
SAID = {"credit": "Ann", "alt": "Brushes in a jar", "caption": "", "decorative": False, "item": 0, "text": SMALL}


@pytest.fixture
def server(tmp_path):
    """A server for a small brochure."""
    (tmp_path / "brochure.yaml").write_text(SMALL, encoding="utf-8")
    with serving(tmp_path / "brochure.yaml") as server:
        yield server


def upload(server, data):
    """What is answered to a photo."""
    reply = ask(server, "0/upload", method="POST", body=data, Content_Type="application/octet-stream")
    return json.loads(reply.body) if reply.status == 200 else reply.status


def put(server, token, **more):
    """What is answered when a photo is put into the brochure."""
    return json.loads(post(server, "0/put-photo", token=token, **{"called": "My Photo.JPG", **SAID, **more}).body)


def test_a_photo_comes_into_the_folder_with_its_lines(server, tmp_path):
    """Its file below `assets`, its lines in the text that is given back; the brochure on the disc is not touched."""
    known = upload(server, BRUSHES)
    done = put(server, known["token"])

    assert (known["width"], known["ending"]) > (900, "")
    assert done["name"] == "assets/my-photo.jpg"
    assert (tmp_path / "assets" / "my-photo.jpg").read_bytes() == BRUSHES
    assert (
        "photo:\n      file: assets/my-photo.jpg\n      credit: Ann\n      alt: Brushes in a jar\n    body"
        in done["text"]
    )
    assert (tmp_path / "brochure.yaml").read_text(encoding="utf-8") == SMALL


def test_no_file_is_overwritten(server, tmp_path):
    """A second photo of a name gets a number; one that comes between is refused."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "my-photo.jpg").write_bytes(b"old")
    done = put(server, upload(server, BRUSHES)["token"])

    assert done["name"] == "assets/my-photo-2.jpg"
    assert (tmp_path / "assets" / "my-photo.jpg").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("said", "fault"),
    [({"credit": " "}, "say-who"), ({"alt": ""}, "say-what"), ({"item": 7}, "no-item-here"),
     ({"text": "a: ["}, "mend-first"), ({"token": "../../etc/passwd"}, "cannot-be-done"),
     ({"item": True}, "cannot-be-done")],
)  # fmt: skip
def test_what_lacks_is_asked_for(server, tmp_path, said, fault):
    """Without a credit or a description, and where nothing can be added, no file is written."""
    token = upload(server, BRUSHES)["token"]

    assert put(server, **{"token": token, **said})["fault"] == fault
    assert not (tmp_path / "assets").exists()


def test_a_decoration_needs_no_description(server):
    """Said to be one, it has none."""
    text = put(server, upload(server, BRUSHES)["token"], decorative=True)["text"]

    assert "decorative: true" in text
    assert "alt:" not in text


@pytest.mark.parametrize(
    "data", [b"", b"MZ", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", BRUSHES[:40], b"\0" * 5000]
)
def test_only_photos_are_taken(server, data):
    """What is no photo is told so, and kept nowhere."""
    known = upload(server, data)

    assert known["fault"] in ("photo-empty", "photo-not-usable")
    folder = server.opened.uploads._folder
    assert list(folder.iterdir()) == []


def test_what_breaks_off_is_forgotten(server):
    """A photo of which less comes than was announced is not kept."""
    uploads = server.opened.uploads

    assert uploads.take(io.BytesIO(BRUSHES), len(BRUSHES) + 5, "en") == {"fault": ""}
    assert list(uploads._folder.iterdir()) == []


def test_photos_that_nobody_wants_go(server):
    """When it is given up, when many wait, and at the end."""
    uploads = server.opened.uploads
    token = upload(server, BRUSHES)["token"]
    post(server, "0/drop-photo", token=token)

    assert list(uploads._folder.iterdir()) == []
    for _ in range(14):
        uploads.take(io.BytesIO(BRUSHES), len(BRUSHES), "en")
    assert len(list(uploads._folder.iterdir())) == 12
    folder = uploads._folder
    uploads.close()
    assert not folder.exists()


def test_a_folder_that_leads_elsewhere_is_refused(server, tmp_path, tmp_path_factory):
    """A link in the place of `assets` is not followed out of the brochure's folder."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    try:
        (tmp_path / "assets").symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("links may not be made here")

    assert put(server, upload(server, BRUSHES)["token"])["fault"] == "photo-not-stored"
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    ("called", "name"),
    [("IMG_4471.JPG", "img-4471"), ("..\\..\\x.jpg", "x"), ("../../etc/passwd", "passwd"),
     ("Été à Łódź.png", "ete-a-odz"),
     ("写真.jpg", "photo"), ("con.jpg", "photo"), (".jpg", "photo"), ("a" * 300 + ".jpg", "a" * 60),
     ("a\0b<>.jpg", "a-b"), ("", "photo")],
)  # fmt: skip
def test_names_are_names_everywhere(called, name):
    """Whatever a file was called."""
    assert slug(called) == name


def test_a_first_brochure(tmp_path):
    """In an empty folder one is made of a few choices, and opened; nothing else is written."""
    given = {"title": "Spring: news", "language": "fr", "theme": "bulletin", "page": "A5", "pages": "4", "sample": True}
    with serving(tmp_path) as server:
        assert json.loads(ask(server, "brochures").body) == {"brochures": []}
        for wrong in ({"title": " "}, {"language": "xx"}, {"page": "A4\n  x: y"}, {"pages": "four"}, {"theme": "../x"}):
            assert "fault" in json.loads(post(server, "begin", **{**given, **wrong}).body)
        assert list(tmp_path.iterdir()) == []
        first, second = (json.loads(post(server, "begin", **given).body) for _ in range(2))

        assert (first, second) == ({"number": 0}, {"number": 1})
        assert sorted(path.name for path in tmp_path.iterdir()) == ["spring-news-2.yaml", "spring-news.yaml"]
        text = json.loads(ask(server, "0/text").body)["text"]
        assert 'title: "Spring: news"' in text
        assert "pages: 4" in text
