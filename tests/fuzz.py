"""Mutates real brochures, photos and PDFs, and looks for what must never happen. Not collected by pytest.

    python tests/fuzz.py --seconds 60 [--seed 1] [--workers 2] [--keep FOLDER]

A child process builds one mutant after the other; this process watches it. A mutant fails when the build

- raises anything but BrochureError (a traceback for the user),
- takes longer than 10 seconds,
- needs more than 1 GB (a limit on the child's memory),
- opens a file outside the brochure's folder, other than the program's own and the system's fonts,
- opens a connection to the net,
- says something that would steer a terminal or pass for a workflow command,
- finds something else, or gives other bytes, with the cache of the builds before than without, or
- leaves a half-written file where it wrote a PDF under a name made of pieces.

Addresses are fuzzed by themselves too, many to a mutant: one that is taken has an ASCII form that leads to the same.

Failing mutants are kept with their tracebacks, so that each can become a test case.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import io
import os
import queue
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 10.0
MOST_MEMORY = 1_000_000_000
SECRET = "root:x:0"
PHOTOS = ("a.jpg", "b.png", "c.webp", "d.tif", "e.gif", "f.avif")

# Pieces that mean something to YAML, to Markdown, to a path, to a number, to a screen.
TOKENS = [
    *(b": ", b"- ", b"\n", b"\n  ", b"\t", b"|\n", b">\n", b"[", b"]", b"{", b"}", b'"', b"'", b"#", b"&a ", b"*a"),
    *(b"<<: *a", b"%", b"---\n", b"...\n", b"? ", b"~", b"null", b"true", b"no", b"0x10", b"1e999", b"-1", b"!x "),
    *(b"**", b"*", b"_", b"`", b"```", b"<b>", b"&nbsp;", b"![x](y)", b"[x](y)", b"](", b"> ", b"## ", b"1. ", b"\\"),
    *(b"../", b"../secret.jpg", b"/etc/passwd", b"C:\\x", b"~/x", b"\x00", b"a" * 300, b"***", b"9" * 11),
    *(b"https://", b"javascript:x", b"mailto:a@b.c", b"{credit}", b"title: ", b"items:\n", b"photo: ", b"pages: 4"),
    *(b"focus: [0.5, 0.5]", b"layout: feature", b"width: wide", b"width: wrap", b"columns: 4", b"page: [50mm, 50mm]"),
    *(
        b"HTTPS://",
        b"Mailto:",
        b"tel:+43-1",
        b"?utm_source=x&",
        b"#:~:text=",
        b"xn--",
        b"[x](tel:112)",
        b"{en: a, fr: b}",
    ),
    *(
        b"label: {en: ",
        b"alt: {de: b}",
        b"output: CON.pdf",
        b"\x1b[2J",
        b"::error::x",
        b"##[group]",
        b"page: A6",
        b"theme: ",
        b"language: ar",
        b"lang: zh",
        b"date: 2017-02-30",
    ),
    *"\u202e \u200b \ufeff \u2028 \u00ad \u0301 \U0001f600 \u05d0 \u4e2d \u0e01 \uffff \u00a0".encode().split(b" "),
    *"straße.example \u03c2 \u3002 \u2066".encode().split(b" "),
]


# ---- seeds and mutations


def make_photos() -> dict[str, bytes]:
    """Small photos of every format, with the records that cameras leave."""
    from PIL import Image

    sample = Image.open(min((ROOT / "assets").glob("*.jpg")))
    exif, icc, xmp = sample.info.get("exif", b""), sample.info.get("icc_profile"), sample.info.get("xmp", b"")
    small = sample.convert("RGB").resize((300, 200))
    files = {}
    for name, form, options in (
        ("a.jpg", "JPEG", {"exif": exif, "icc_profile": icc, "xmp": xmp, "progressive": True}),
        ("b.png", "PNG", {"exif": exif, "icc_profile": icc}),
        ("c.webp", "WEBP", {"exif": exif, "xmp": xmp}),
        ("d.tif", "TIFF", {"compression": "tiff_lzw"}),
        ("e.gif", "GIF", {}),
        ("f.avif", "AVIF", {}),
    ):
        stream = io.BytesIO()
        try:
            small.save(stream, form, **options)
        except (OSError, KeyError, ValueError):  # a Pillow built without this format
            small.save(stream, "JPEG")
        files[name] = stream.getvalue()
    stream = io.BytesIO()
    small.convert("CMYK").save(stream, "JPEG", quality=60)
    files["g.jpg"] = stream.getvalue()
    return files


def make_texts() -> list[bytes]:
    """Real brochures, whose photos are those of `make_photos`."""
    import re

    found = [
        ROOT / "brochure.yaml",
        *ROOT.glob("examples/*/brochure.yaml"),
        ROOT / "src/pdfbrochure/beginnings/starter.yaml",
    ]
    texts = [path.read_bytes() for path in found if path.stat().st_size < 40_000]
    texts += [path.read_bytes() for path in sorted((ROOT / "tests" / "cases").glob("*.yaml"))]
    chooser = random.Random(0)
    return [re.sub(rb"assets/[\w.-]+", lambda _: chooser.choice(PHOTOS).encode(), text) for text in texts]


SETTINGS = (
    *(
        "pages: 1",
        "pages: 3",
        "pages: 4",
        "pages: 6",
        "pages: 40",
        "pages: {multiple_of: 4}",
        "pages: {min: 2, max: 3}",
    ),
    *("columns: 1", "columns: 3", "columns: 4", "page: A6", "page: [50mm, 50mm]", "page: [60mm, 1200mm]", "page: A3"),
    *("orientation: landscape", "justify: true", "hyphenate: false", "masthead: plain", "punctuation: verbatim"),
    *("print_urls: false", "require_credit: false", "accent: '#fff'", "palette: forest", "output: out/x.pdf"),
    "standard: ua-2",
    *("fonts: {fr: {body: a.jpg}}", "labels: {en: {past_stories: Old}, fr: {photo_credit: 'Foto {credit}'}}"),
    *("fonts: {body: a.jpg}", "labels: {photo_credit: '{credit} by'}"),
)


def with_settings(text: bytes, chance: random.Random) -> bytes:
    """Return a brochure with a few settings that are right, so that the rare paths behind them are walked."""
    lines = "".join(f"  {line}\n" for line in chance.sample(SETTINGS, chance.choice((1, 1, 2, 3)))).encode()
    if b"\nsettings:\n" in text:
        return text.replace(b"\nsettings:\n", b"\nsettings:\n" + lines, 1)
    return text + b"\nsettings:\n" + lines


def mutate(data: bytes, chance: random.Random, others: list[bytes], *, is_text: bool) -> bytes:
    """Return the data with a few slips of the kinds that discs, nets, editors and villains make."""
    mutant = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 8, 20))):
        # Headers and records stand at the start of a photo.
        reach = len(mutant) if is_text or chance.random() < 0.5 else min(len(mutant), 600)
        at = chance.randrange(reach + 1) if reach else 0
        length = min(chance.choice((1, 1, 2, 4, 8, 16, 64, 400, 4000)), len(mutant) - at)
        match chance.randrange(9 if is_text else 7):
            case 0 if length:
                mutant[at] ^= 1 << chance.randrange(8)
            case 1:
                del mutant[at : at + length]
            case 2:
                mutant[at:at] = mutant[at : at + length] * chance.choice((1, 1, 2, 50))
            case 3 if length:
                mutant[at : at + length] = bytes(
                    chance.choice((0, 255, 127, chance.randrange(256))) for _ in range(length)
                )
            case 4:
                other = chance.choice(others)
                start = chance.randrange(len(other) + 1)
                mutant[at : at + length] = other[start : start + chance.choice((4, 40, 400))]
            case 5 if chance.random() < 0.3:
                del mutant[at:]
            case 6 if len(mutant) - at >= 4:
                number = chance.choice((0, 1, 2**31 - 1, 2**32 - 1, 0x7FFF, 0xFFFF, chance.getrandbits(32)))
                mutant[at : at + 4] = number.to_bytes(4, chance.choice(("big", "little")))
            case _ if is_text:
                mutant[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 1, 3, 200))
            case _:
                pass
        if len(mutant) > 200_000:
            del mutant[200_000:]
    return bytes(mutant)


ADDRESSES = (
    *(
        "https://www.example.org/a?b=c&utm_source=d#e",
        "http://[2001:db8::1]:80/",
        "mailto:a@b.eu,c@d.eu?subject=x",
        "x@y.z",
    ),
    *("tel:+43-1-26060;ext=12", "https://straße.example/ü", "https://xn--strae-oqa.example", "https://βόλος.example/"),
    *(
        "https://eur01.safelinks.protection.example.com/?url=https%3A%2F%2Fa.eu%2Fb&data=1",
        "https://도메인.example/법령",
    ),
    *(
        "https://urldefense.com/v3/__https://a.eu/b__;!!x$",
        "https://موقع.example/",
        "docs/a.pdf",
        "HTTPS://A.EU",
        "//a.b",
    ),
)
SIGNS = "aZ09-._~:/?#[]@!$&'()*+,;=%\\ \t\n\x00éßςǅİı\u0301\u200d\u00ad\u3002\uff0e\u202e\u2066你한ابא\U0001f600\ud800"


def check_addresses(chance: random.Random) -> None:
    """Raise AssertionError when an address that is taken has no ASCII form, or one that leads elsewhere."""
    from pdfbrochure.model.addresses import read_address, shown_address, spoken_address, uri_of
    from pdfbrochure.model.tracking import remark_on_address

    for _ in range(300):
        text = chance.choice(ADDRESSES)
        for _slip in range(chance.choice((0, 1, 1, 2, 4))):
            at = chance.randrange(len(text) + 1)
            middle = chance.choice((chance.choice(SIGNS), chance.choice(SIGNS) * 70, chance.choice(ADDRESSES)[:20], ""))
            text = text[:at] + middle + text[at + chance.choice((0, 0, 1, 3)) :]
        address = read_address(text)
        if not isinstance(address, str):
            assert address.says
            continue
        uri = uri_of(address)
        assert uri.isascii(), f"{text!r} has the form {uri!r}"
        assert len(uri) <= 2_000, f"{text!r} has a form of {len(uri)} characters"
        again = read_address(uri)
        assert isinstance(again, str), f"{text!r} has the form {uri!r}, which is not taken"
        assert uri_of(again) == uri, f"{text!r} has the form {uri!r}, and then {uri_of(again)!r}"
        assert shown_address(address), f"{text!r} is shown as nothing"
        assert spoken_address(address), f"{text!r} is read as nothing"
        remark = remark_on_address(address)
        plain = read_address(remark.mend) if remark is not None and remark.mend.startswith("http") else ""
        assert isinstance(plain, str), f"{text!r} is said to be {remark.mend!r}, which is not taken"


NAMES = (
    "brochure",
    "CON",
    "ü" * 60,
    "a" * 240,
    "-",
    "..",
    ".",
    " ",
    "\n::error::x",
    "\x1b[2J",
    "\u202e",
    ".pdf",
    ".docx",
    ":",
)


def check_writing(content: bytes, folder: Path, chance: random.Random) -> None:
    """Raise AssertionError when writing under some name leaves a half-written file, or nothing without a word."""
    from pdfbrochure.diagnostics import Report
    from pdfbrochure.writing import write_file

    name = "".join(chance.choice(NAMES) for _ in range(chance.choice((1, 2, 3)))) + ".pdf"
    target, report = folder / "written" / name, Report()
    target.parent.mkdir(exist_ok=True)
    written = write_file(target, content, report)
    assert written != report.has_errors, f"{name!r}: written {written}, but {report.findings()}"
    if written:
        assert target.read_bytes() == content
        target.unlink()
    left = os.listdir(target.parent)
    assert not left, f"{name!r} leaves {left}"


def check_said(report: Any) -> None:
    """Raise AssertionError when what is said would steer a terminal or pass for a command."""
    from pdfbrochure.diagnostics import render_github, render_text, visible

    for finding in report.findings():
        text = visible(render_text(report, finding))
        assert all(char.isprintable() or char in "\n\t\u00ad" or ord(char) > 159 for char in text), f"raw: {text!r}"
        assert not any(char in text for char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"), f"raw: {text!r}"
        command = visible(render_github(report, finding))
        assert "\n" not in command, f"two commands: {command!r}"
        assert "##[" not in command, f"two commands: {command!r}"


def findings_of(report: Any) -> list[tuple[Any, ...]]:
    """The findings, to be compared."""
    return [(each.code, each.severity, each.what, each.span, each.mend) for each in report.findings()]


# ---- the child


class Forbidden(BaseException):
    """The program did what it must not; no `except Exception` may swallow it."""


def guard(folder: Path) -> Any:
    """Forbid files outside `folder`, the program and the system's fonts; and every connection."""
    import pdfbrochure

    allowed = [
        folder, Path(pdfbrochure.__file__).parent, Path(sys.prefix), Path(sys.base_prefix), Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"), Path("/etc/fonts"), Path("/var/cache/fontconfig"), Path("/dev/null"),
        Path.home() / ".fonts", Path.home() / ".local/share/fonts",
    ]  # fmt: skip
    prefixes = tuple(str(path.resolve()) for path in allowed)
    state = {"on": True}

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if not state["on"]:
            return
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            name = os.fsdecode(arguments[0])
            if not os.path.realpath(name).startswith(prefixes):
                raise Forbidden(f"opened {name}")
        elif event.startswith(
            ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.", "os.exec", "os.system")
        ):
            raise Forbidden(f"{event} {arguments[1:]}")

    sys.addaudithook(hook)
    return state


def child(seed: int, folder: Path) -> None:
    """Build mutants until the parent ends this process; one line before each and one after."""
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from pdfbrochure.cache import Cache
    from pdfbrochure.diagnostics import BrochureError, Report, render_github, render_text
    from pdfbrochure.finished.count import count_pages
    from pdfbrochure.pipeline import build

    photos, texts = make_photos(), make_texts()
    real = [text for text in texts if len(text) > 1000]
    inside = folder / "inside"
    inside.mkdir()
    (folder / "secret.jpg").write_text(SECRET)
    plain = b"title: News\nitems:\n" + b"".join(
        b"  - title: Photo\n    photo: {file: %s, credit: Ann, alt: A field}\n" % name.encode() for name in photos
    )
    for name, content in photos.items():
        (inside / name).write_bytes(content)
    (inside / "brochure.yaml").write_bytes(plain)
    pdf = build(inside / "brochure.yaml").pdf
    cache = Cache()
    state = guard(inside)
    number = 0
    while True:
        number += 1
        chance = random.Random(f"{seed}/{number}")
        kind = chance.choice(
            ("text",) * 8 + ("photo",) * 6 + ("pdf", "pdf", "addresses", "writing", "cached", "cached")
        )
        text, changed = plain, ""
        state["on"] = False
        language = chance.choice(("", "", "", "fr", "de", "ar", "xx")) if kind == "text" else ""
        if kind in ("text", "cached"):
            seeds = real if chance.random() < 0.7 else texts
            text = chance.choice(seeds)
            if seeds is real and chance.random() < 0.5:
                text = with_settings(text, chance)
            if chance.random() < 0.9:
                text = mutate(text, chance, texts, is_text=True)
            if chance.random() < 0.8:  # most slips are made in an editor, which keeps to UTF-8
                text = text.decode("utf-8", "ignore").encode()
            if chance.random() < 0.6:
                text = bytes(byte for byte in text if byte >= 32 or byte == 10)
        elif kind == "photo":
            changed = chance.choice(sorted(photos))
            mutant = mutate(photos[changed], chance, list(photos.values()), is_text=False)
            (inside / changed).write_bytes(mutant)
            text = (
                b"title: News\nitems:\n  - title: Photo\n    photo: {file: %s, credit: A, alt: B}\n" % changed.encode()
            )
        elif kind == "pdf":
            changed = "some.pdf"
            (inside / changed).write_bytes(mutate(pdf, chance, [pdf], is_text=False))
        (inside / "brochure.yaml").write_bytes(text)
        state["on"] = True
        print(f"start {seed} {number} {kind}", flush=True)
        start = time.monotonic()
        outcome = "built"
        try:
            report = Report("brochure.yaml")
            try:
                if kind == "pdf":
                    count_pages(inside / changed, report)
                elif kind == "addresses":
                    check_addresses(chance)
                elif kind == "writing":
                    check_writing(pdf, inside, chance)
                else:
                    built = build(inside / "brochure.yaml", report=report, language=language).pdf
            except BrochureError:
                built = b""
            if kind == "cached":
                other, again = Report("brochure.yaml"), b""
                with contextlib.suppress(BrochureError):
                    again = build(inside / "brochure.yaml", report=other, cache=cache).pdf
                assert findings_of(report) == findings_of(other), "the cache changes findings"
                assert built == again, "the cache changes bytes"
            check_said(report)
            if report.has_errors:
                outcome = "refused"
            shown = "".join(render_text(report, each) + render_github(report, each) for each in report.findings())
            assert SECRET not in shown, "the findings show what is in a file outside the folder"
            codes = ",".join(sorted({each.code for each in report.findings()}))
        except BaseException as error:  # noqa: BLE001  # whatever it is, it is what we are here for
            state["on"] = False
            (folder / "fault.txt").write_text(traceback.format_exc(), encoding="utf-8")
            last = traceback.extract_tb(error.__traceback__)[-1]
            outcome, codes = (
                f"FAULT {type(error).__name__} {Path(last.filename).name}:{last.lineno}".replace(" ", "_"),
                "",
            )
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(f"end {time.monotonic() - start:.3f} {memory} {outcome} {codes or '-'}", flush=True)
        state["on"] = False
        if changed in photos:
            (inside / changed).write_bytes(photos[changed])


# ---- the parent


class Watch:
    """Counts what the children say."""

    def __init__(self, keep: Path, deadline: float) -> None:
        self.keep = keep
        self.deadline = deadline
        self.kinds: collections.Counter[str] = collections.Counter()
        self.outcomes: collections.Counter[str] = collections.Counter()
        self.codes: collections.Counter[str] = collections.Counter()
        self.faults: dict[str, str] = {}
        self.slowest = 0.0
        self.memory = 0
        self.lock = threading.Lock()

    def run(self, seed: int) -> None:
        """Start children one after the other until the time is up."""
        while time.monotonic() < self.deadline:
            self._watch(seed)
            seed += 1000

    def _watch(self, seed: int) -> None:
        folder = Path(tempfile.mkdtemp(prefix="pdfbrochure-fuzz-"))
        command = [sys.executable, __file__, "--child", str(seed), str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            lines: queue.Queue[str] = queue.Queue()

            def pump() -> None:
                assert process.stdout is not None
                for line in process.stdout:
                    lines.put(line)
                lines.put("")

            threading.Thread(target=pump, daemon=True).start()
            current = ""
            while time.monotonic() < self.deadline:
                try:
                    line = lines.get(timeout=30 if not current else LONGEST)
                except queue.Empty:
                    self._fault(f"HANG {current or 'before the first mutant'}", folder, "longer than 10 s")
                    break
                if line.startswith("start"):
                    current = line.strip()
                elif line.startswith("end"):
                    self._note(current, line.split(), folder)
                    current = "between"
                else:
                    process.wait()
                    assert process.stderr is not None
                    self._fault(f"DIED {process.returncode} {current}", folder, process.stderr.read())
                    break
            process.send_signal(signal.SIGKILL)
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    def _note(self, current: str, words: list[str], folder: Path) -> None:
        _, seconds, memory, outcome, codes = words
        with self.lock:
            self.kinds[current.split()[3]] += 1
            self.outcomes[outcome.split("_")[0]] += 1
            self.codes.update(code for code in codes.split(",") if code != "-")
            self.slowest = max(self.slowest, float(seconds))
            self.memory = max(self.memory, int(memory))
        if outcome.startswith("FAULT"):
            self._fault(outcome, folder, (folder / "fault.txt").read_text(encoding="utf-8"))
        elif int(memory) > MOST_MEMORY:
            self._fault("MEMORY", folder, f"{int(memory) / 1e6:.0f} MB")

    def _fault(self, what: str, folder: Path, story: str) -> None:
        with self.lock:
            if what in self.faults:
                return
            self.faults[what] = story
            place = self.keep / what.replace("/", "_").replace(" ", "_")[:80]
            shutil.copytree(folder, place, dirs_exist_ok=True)
            (place / "fault.txt").write_text(story, encoding="utf-8")

    def say(self) -> None:
        """Print what ran and what failed."""
        total = sum(self.kinds.values())
        print(f"{total} mutants: " + ", ".join(f"{count} {kind}" for kind, count in self.kinds.most_common()))
        print("outcomes: " + ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.most_common()))
        print(f"slowest {self.slowest:.2f} s, peak memory {self.memory / 1e6:.0f} MB")
        print(f"{len(self.codes)} codes: " + ", ".join(f"{code} {count}" for code, count in self.codes.most_common()))
        for what, story in self.faults.items():
            print(f"\n{what}\n{story[-2000:]}")
        print(f"\n{len(self.faults)} kinds of failure" + (f", kept in {self.keep}" if self.faults else ""))


def main() -> int:
    """Run the fuzzing; 1 when something failed."""
    if sys.argv[1:2] == ["--child"]:
        child(int(sys.argv[2]), Path(sys.argv[3]))
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long to run")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same mutants")
    parser.add_argument("--workers", type=int, default=2, help="children at the same time")
    parser.add_argument(
        "--keep", type=Path, default=Path(tempfile.gettempdir()) / "pdfbrochure-fuzz", help="for failures"
    )
    given = parser.parse_args()
    watch = Watch(given.keep, time.monotonic() + given.seconds)
    workers = [threading.Thread(target=watch.run, args=(given.seed + number,)) for number in range(given.workers)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    watch.say()
    return 1 if watch.faults else 0


if __name__ == "__main__":
    sys.exit(main())
