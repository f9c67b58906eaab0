"""What a build loads: only what its brochure needs, since loading takes most of the time of a small one."""

import io
import subprocess
import sys
import textwrap

import pytest
from commands import write
from PIL import Image
from reportlab.lib.utils import ImageReader
from support import brochure, item

import pdfbrochure
from pdfbrochure.later import imported_later

# What only some brochures need: photos, data files, charts, reports, other flows than columns, a press.
FOR_FEW = {
    "PIL.Image", "csv", "json", "zipfile", "shutil", "socket", "tempfile", "random", "pickle", "subprocess", "xml.sax",
    "urllib.request", "segno", "multiprocessing", "markdown_it", "openpyxl", "pypdfium2", "bz2", "lzma",
    "pdfbrochure.importers", "pdfbrochure.merging", "pdfbrochure.live", "pdfbrochure.officer",
    "pdfbrochure.assets.measuring", "pdfbrochure.assets.metadata", "pdfbrochure.assets.pixels",
    "pdfbrochure.assets.drawings", "pdfbrochure.assets.records",
    "pdfbrochure.assets.fallback", "pdfbrochure.check.brands", "pdfbrochure.compose.tables",
    "pdfbrochure.model.numerals",
    "pdfbrochure.compose.charting", "pdfbrochure.compose.chart_names", "pdfbrochure.layout.charts",
    "pdfbrochure.layout.diary", "pdfbrochure.layout.table_rows", "pdfbrochure.layout.card_rows",
    "pdfbrochure.layout.pair_forms", "pdfbrochure.press.sheets", "pdfbrochure.paint.registration",
    "pdfbrochure.paint.vectors",
}  # fmt: skip
# Lines of wrapped text may begin as typed lists do.
WRAPPED = "The bridge has stood for many\nyears. It was built by\n| 26 sites and (so they say)\n(by) hand."


def loaded(code: str) -> set[str]:
    """Return the modules that a process has loaded after some code."""
    code = textwrap.dedent(code) + "\nprint('', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_plain_build_loads_little(tmp_path):
    """A brochure of texts and links loads nothing that is for photos, data files, workers or reports."""
    path = write(
        tmp_path, brochure(item("First", 90, links=[{"Site": "https://example.org"}]), item("Second", 40, body=WRAPPED))
    )
    names = loaded(f"""
        import sys
        from pdfbrochure.cli import main
        try:
            main(["build", {str(path)!r}, "-q"])
        except SystemExit as end:
            assert not end.code, end.code
    """)
    assert "reportlab.pdfgen.canvas" in names
    assert names & FOR_FEW == set()
    assert path.with_suffix(".pdf").exists()


def test_a_stand_in_is_as_good_as_the_module():
    """Whoever got a stand-in has all of the module, and everyone else the module itself."""
    names = loaded("""
        import sys
        from pdfbrochure.later import imported_later
        with imported_later("colorsys", "string", "csv"):
            import colorsys, csv
            from string import digits
            assert csv.__name__ == "csv"
        assert digits == "0123456789" and type(sys.modules["string"]) is type(sys)
        assert "colorsys" not in sys.modules
        assert colorsys.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
        before = colorsys
        import colorsys
        assert colorsys is not before and colorsys.rgb_to_hsv is before.rgb_to_hsv
    """)
    assert "colorsys" in names
    assert "csv" not in names


def test_what_is_loaded_stays():
    """A module that is there already has no stand-in."""
    with imported_later("io"):
        assert sys.modules["io"] is io
    assert sys.modules["io"] is io


def test_report_lab_still_reads_images(tmp_path):
    """ReportLab has its image library when it is asked for an image of its own."""
    file = io.BytesIO()
    Image.new("RGB", (3, 2)).save(file, "PNG")
    (tmp_path / "photo.png").write_bytes(file.getvalue())
    assert ImageReader(str(tmp_path / "photo.png")).getSize() == (3, 2)
    names = loaded(f"""
        import sys
        import pdfbrochure.paint.document
        from reportlab.lib.utils import ImageReader
        assert "PIL.Image" not in sys.modules
        assert ImageReader({str(tmp_path / "photo.png")!r}).getSize() == (3, 2)
    """)
    assert "PIL.Image" in names


def test_the_package_loads_what_it_is_asked_for():
    """Its names are there, and nothing of the program is before one is used."""
    names = loaded("import sys, pdfbrochure; assert 'build' in dir(pdfbrochure)")
    assert {name for name in names if name.startswith("pdfbrochure")} == {"pdfbrochure"}
    names = loaded("import sys; from pdfbrochure import BrochureError, Report")
    assert "pdfbrochure.diagnostics" in names
    assert "pdfbrochure.pipeline" not in names
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        pdfbrochure.nothing  # noqa: B018


def test_commands_collect_garbage():
    """Loading does without the collector; a command that runs for long has it."""
    code = """
        import gc, sys
        import pdfbrochure.cli
        pdfbrochure.cli.main = lambda: print("" if gc.isenabled() else "disabled")
        from pdfbrochure.__main__ import start
        start()
    """
    assert "disabled" not in loaded(code)
