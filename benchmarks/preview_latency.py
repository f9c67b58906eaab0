"""How long the preview takes from a save to the new picture of the page: `python benchmarks/preview_latency.py [FILE]`.

The file is copied, saved by renaming with one word more, and each time it is waited until the page that holds the word
is there as a PNG at 144 dpi. A browser takes some 20 ms more to decode and to show it. CPU times are those of this
process, which holds server, watcher and builder; on a machine with other work, wall times tell about that work.
"""

from __future__ import annotations

import http.client
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from pdfbrochure.live.preview import open_preview
from pdfbrochure.live.server import Server

SAVES = 12


def main() -> None:
    """Print the times."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "brochure.yaml")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(source.parent / "assets", copy / "assets") if (
            source.parent / "assets"
        ).is_dir() else copy.mkdir()
        file = copy / source.name
        shutil.copy(source, file)
        server = open_preview(file)
        server.opened.start()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        begun = time.perf_counter()
        tile(server, built(server, 0))
        print(f"first page after {time.perf_counter() - begun:.2f} s")
        times = [save(server, file, number) for number in range(SAVES)]
        for name, values in zip(("seen", "built", "picture", "CPU"), zip(*times, strict=True), strict=True):
            print(f"{name:>8}: median {statistics.median(values):.3f} s, worst {max(values):.3f} s")
        server.shutdown()
        server.opened.stop()


def built(server: Server, number: int) -> int:
    """Wait for pages of a later text than `number`, and return their number."""
    session, known = server.opened.session(0), -1
    while True:
        state = session.wait(known, 30)
        known = state["number"]
        if state["build"] and state["build"]["fresh"] and state["build"]["text"] > number:
            return state["build"]["text"]


def tile(server: Server, of: int) -> None:
    """Fetch the first page."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", f"/{server.secret}/0/tile?of={of}&page=0&width=1190")
    assert connection.getresponse().read().startswith(b"\x89PNG")
    connection.close()


def save(server: Server, file: Path, number: int) -> tuple[float, float, float, float]:
    """Save with a word more; return the seconds until it is seen, built and a picture, and the CPU seconds of all."""
    session = server.opened.session(0)
    before = session.state()["text"]["number"]
    text = file.read_text(encoding="utf-8").replace("    body: |\n      ", f"    body: |\n      Word{number} ", 1)
    part = file.with_suffix(".new")
    part.write_text(text, encoding="utf-8")
    begun, cpu = time.perf_counter(), time.process_time()
    part.replace(file)
    while session.state()["text"]["number"] == before:
        time.sleep(0.002)
    seen = time.perf_counter() - begun
    of = built(server, before)
    done = time.perf_counter() - begun
    tile(server, of)
    result = seen, done, time.perf_counter() - begun, time.process_time() - cpu
    time.sleep(0.4)
    return result


main()
