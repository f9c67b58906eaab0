"""The commands for those who begin: `init`, `schema`, `themes` and `explain`."""

import errno
import json
import os
from pathlib import Path

import jsonschema
import pytest
import yaml
from commands import PACKAGE, ROOT, run

from pdfbrochure.beginnings import known_templates
from pdfbrochure.model.themes import known_themes


def files_of(folder) -> list[str]:
    """The names of all files in a folder."""
    return sorted(path.name for path in folder.rglob("*"))


# ---- init


def test_init_writes_a_brochure_that_builds_without_findings(tmp_path):
    """The starter is built as it is, warnings counting as errors."""
    folder = tmp_path / "spring news" / "one"
    done = run("init", folder)

    assert (done.exit_code, done.stderr) == (0, "")
    assert files_of(folder) == ["brochure.schema.json", "brochure.yaml"]
    assert done.stdout.endswith(f'type: pdfbrochure build "{folder / "brochure.yaml"}"\n')
    built = run("build", "--strict", folder / "brochure.yaml")
    assert (built.exit_code, built.stderr) == (0, "")


@pytest.mark.parametrize("template", sorted(set(known_templates()) - {"starter"}))
def test_templates_are_whole_brochures(tmp_path, template):
    """Each is built as it is, warnings counting as errors; its photos lie beside it, with their authors."""
    done = run("init", tmp_path, "--template", template)
    assert (done.exit_code, done.stderr) == (0, "")
    built = run("build", "--strict", tmp_path / "brochure.yaml")

    assert (built.exit_code, built.stderr) == (0, "")
    assert ("assets/" in (tmp_path / "brochure.yaml").read_text(encoding="utf-8")) == (tmp_path / "assets").exists()
    assert (tmp_path / "assets" / "CREDITS.md").exists() == (tmp_path / "assets").exists()


def test_the_templates_are_those_that_the_help_names():
    """A template that lies there can be asked for."""
    assert all(name in run("init", "--help").stdout for name in known_templates() if name != "starter")


def test_init_takes_the_current_folder(tmp_path, monkeypatch):
    """Without a folder, the files are written into the current one."""
    monkeypatch.chdir(tmp_path)
    done = run("init")

    assert done.exit_code == 0
    assert done.stdout.endswith("type: pdfbrochure build brochure.yaml\n")


def test_starter_points_editors_at_the_schema_beside_it(tmp_path):
    """The first line names the schema, and the brochure keeps to it."""
    run("init", tmp_path)
    text = (tmp_path / "brochure.yaml").read_text(encoding="utf-8")
    schema = json.loads((tmp_path / "brochure.schema.json").read_text(encoding="utf-8"))

    assert text.startswith("# yaml-language-server: $schema=brochure.schema.json\n")
    # PyYAML reads dates; an editor, by YAML 1.2, reads texts.
    value = json.loads(json.dumps(yaml.safe_load(text), default=str))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(value)) == []


def test_photo_in_the_starter_only_needs_its_hashes_deleted(tmp_path):
    """The example of a photo is right once it is no remark any more."""
    run("init", tmp_path)
    path = tmp_path / "brochure.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    start = lines.index("    # photo:")
    lines[start : start + 5] = [line.replace("# ", "", 1) for line in lines[start : start + 5]]
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run("check", path)

    assert "error[missing-file]: there is no photo assets/photo.jpg" in done.stderr
    assert done.stderr.count("error[") == 1


@pytest.mark.parametrize("name", ["brochure.yaml", "brochure.schema.json"])
def test_init_overwrites_nothing(tmp_path, name):
    """When one of the files is there, none is written."""
    (tmp_path / name).write_text("mine", encoding="utf-8")
    done = run("init", tmp_path)

    assert done.exit_code == 1
    assert f"error[file-exists]: {tmp_path / name} exists already; nothing was written" in done.stderr
    assert files_of(tmp_path) == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_init_does_not_follow_a_link(tmp_path):
    """A link that leads nowhere is a file that is there."""
    (tmp_path / "brochure.yaml").symlink_to(tmp_path / "elsewhere.yaml")

    assert run("init", tmp_path).exit_code == 1
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_init_in_a_file_is_a_finding(tmp_path):
    """A name that belongs to a file cannot be a folder."""
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")

    for folder in (file, file / "below"):
        done = run("init", folder)
        assert done.exit_code == 1
        assert "error[cannot-write]" in done.stderr


def test_failed_init_takes_back_what_it_wrote(tmp_path, monkeypatch):
    """When the second file cannot be written, the first does not stay."""
    opened = Path.open

    def refuse(self, *arguments, **options):
        if self.name == "brochure.schema.json" and arguments[:1] == ("xb",):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    done = run("init", tmp_path)

    assert done.exit_code == 1
    assert os.strerror(errno.ENOSPC) in done.stderr
    assert files_of(tmp_path) == []


# ---- themes --gallery


def test_gallery_shows_the_brochure_in_each_theme(tmp_path, monkeypatch):
    """Every theme has a picture with words, and nothing of the page comes from elsewhere."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brochure.yaml").write_text("title: A <b> & c\nitems: [{title: One, body: Words.}]\n", encoding="utf-8")
    done = run("themes", "--gallery", "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")

    assert (done.exit_code, done.stderr) == (0, "")
    assert page.count("data:image/jpeg;base64,") == len(known_themes())
    assert all(f"theme: {name}<" in page for name in known_themes())
    assert 'alt="First page of A &lt;b&gt; &amp; c in the theme bulletin"' in page
    assert not any(part in page for part in ("<script", "http://", "https://", "<b>"))


def test_gallery_of_a_sample_and_of_a_faulty_brochure(tmp_path, monkeypatch):
    """Without a brochure a sample is shown; one with errors is told of, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert run("themes", "--gallery", "out.html").exit_code == 0
    assert "River letter" in (tmp_path / "out.html").read_text(encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("title: News\nitms: []\n", encoding="utf-8")
    done = run("themes", "--gallery", "other.html")

    assert done.exit_code == 1
    assert "unknown-key" in done.stderr
    assert not (tmp_path / "other.html").exists()


# ---- schema


def test_schema_prints_the_committed_copy():
    """What is printed is what lies beside the program."""
    assert run("schema").stdout == (PACKAGE / "brochure.schema.json").read_text(encoding="utf-8")


# ---- themes


def test_themes_lists_each_theme_with_its_palettes():
    """Every bundled theme has a line, and its palettes with their colors."""
    lines = run("themes").stdout.splitlines()

    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == list(known_themes())
    assert "  palette navy: accent #12386e, tint #e9eff6" in lines


# ---- explain


def test_explain_lists_all_codes():
    """Without a code, each has its line."""
    lines = run("explain").stdout.splitlines()

    assert len(lines) > 60
    assert ["unknown-key", "There is no such key"] in [line.split(maxsplit=1) for line in lines]


def test_explain_tells_the_story_of_a_code():
    """The story has an example and says what to do."""
    said = run("explain", "unquoted-colon").stdout

    assert said.startswith("unquoted-colon: A value holds a colon and a space\n\n")
    assert "Example:\n\n    title: Water: a right\n" in said
    assert "What to do:\n\nPut quotes round the value" in said


def test_explain_shows_a_tab():
    """A tab in an example can be seen."""
    assert "    \u2192\t- title: One" in run("explain", "tab").stdout


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("unknown_key", "unknown-key"),
        ("[bad-date]", "bad-date"),
        ("Missing Alt", "missing-alt"),
        ("colon", "unquoted-colon"),
    ],
)
def test_unknown_code_proposes_the_nearest(typed, meant):
    """A slip in a code is a wrong call that names the code meant."""
    done = run("explain", typed)

    assert done.exit_code == 2
    assert f"did you mean {meant}?" in done.stderr


def test_code_like_none_points_at_the_list():
    """When nothing is near, the list is named."""
    done = run("explain", "12345")

    assert done.exit_code == 2
    assert "`pdfbrochure explain` lists all codes" in done.stderr


def test_ready_made_material_for_ci_names_real_options():
    """The workflow and the hook in docs/ci call the commands as they are."""
    for name, command in (
        ("github-workflow.yml", "pdfbrochure check --pages 4 --format github --strict"),
        ("pre-commit-config.yaml", "pdfbrochure check --strict"),
    ):
        text = (ROOT / "docs" / "ci" / name).read_text(encoding="utf-8")
        assert command in text
        assert isinstance(yaml.safe_load(text), dict)
