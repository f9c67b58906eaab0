"""The commands `import` and `new-issue`: what they write, what they say, and that nothing is overwritten."""

import subprocess
import sys

from commands import run, write

PAGE = """<html lang=en><head><title>Two boats</title></head><body><article><h1>Two boats</h1>
<p>They came in the night and left at dawn.</p><p><del>Nobody saw them.</del></p></article></body></html>"""


def test_import_writes_a_brochure_that_builds(tmp_path):
    """The folder is made; what was left out is said, and stands in the report."""
    page = write(tmp_path, PAGE, "page.html")
    done = run("import", page, "-o", tmp_path / "new")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{tmp_path / 'new' / 'brochure.yaml'} is written: 1 item, 0 photos\n")
    assert "left out: 1\n  the page: struck-out words: Nobody saw them." in done.stdout
    assert "struck-out words" in (tmp_path / "new" / "import-report.txt").read_text(encoding="utf-8")
    assert run("build", "--strict", tmp_path / "new" / "brochure.yaml").exit_code == 0


def test_import_overwrites_nothing(tmp_path):
    """When a file of a name is there, none is written."""
    page = write(tmp_path, PAGE, "page.html")
    write(tmp_path, "mine")
    done = run("import", page, "-o", tmp_path)

    assert done.exit_code == 1
    assert "error[file-exists]" in done.stderr
    assert (tmp_path / "brochure.yaml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "import-report.txt").exists()


def test_source_that_is_none_is_a_finding(tmp_path):
    """With its mend."""
    done = run("import", tmp_path / "news.docx")

    assert done.exit_code == 1
    assert "error[cannot-import]" in done.stderr
    assert "mend: give a file, a folder, or an address" in done.stderr


def test_new_issue_is_written(tmp_path):
    """From the folder of the last."""
    (tmp_path / "old").mkdir()
    write(tmp_path / "old", "title: A\nissue: 7\nitems:\n  - title: One\n")
    done = run("new-issue", tmp_path / "old", tmp_path / "new")

    assert done.exit_code == 0
    assert "issue: 8" in done.stdout
    assert run("build", tmp_path / "new" / "brochure.yaml").exit_code == 0


def test_start_of_the_program_loads_nothing_of_it():
    """Neither the commands nor the libraries of an import are loaded for others."""
    script = "import sys, pdfbrochure.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()

    heavy = ("pdfbrochure.commands", "pdfbrochure.importers", "mammoth", "feedparser", "selectolax")
    assert not {name for name in loaded if name.startswith(heavy)}
