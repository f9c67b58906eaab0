"""Where the PDF goes, what is said when it cannot, and what is left when something ends the program."""

import json
import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import report_of, run, start, unsized, write
from support import brochure, item, jpeg

SMALL = "title: News\nitems:\n  - title: One\n"
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes, signals and limits of POSIX")


@pytest.fixture
def small(tmp_path):
    """A brochure of one page."""
    return write(tmp_path, SMALL)


def beside(path: Path) -> list[str]:
    """What lies beside a file."""
    return sorted(other.name for other in path.parent.iterdir() if other != path)


# ---- names


@pytest.mark.parametrize(
    ("name", "mend"),
    [("out.docx", "out.pdf"), ("out.v2", "out.v2.pdf"), ("out", "out.pdf"), ("a.pdf.html", "a.pdf.pdf")],
)
def test_other_endings_are_refused(small, name, mend):
    """Only a PDF is written, so that only a name that ends so is taken; nothing is built or written."""
    done = run("build", small, "-o", small.parent / name)

    assert done.exit_code == 1
    assert "error[bad-path]" in done.stderr
    assert f"{small.parent / mend}\n" in done.stderr
    assert beside(small) == []


@pytest.mark.parametrize("name", ["CON.pdf", "nul.pdf", "Com1.x.pdf", "ab:c.pdf", 'a"b.pdf', "LPT9 .pdf"])
def test_names_that_windows_cannot_keep(tmp_path, name):
    """A PDF that many readers could not save is refused, behind `-o` and in the brochure."""
    path = write(tmp_path, SMALL + f"settings:\n  output: '{name}'\n")

    assert [found["code"] for found in report_of("build", path)[1]["findings"]] == ["bad-path"]
    assert "bad-path" in run("build", write(tmp_path, SMALL), "-o", tmp_path / name).stderr
    assert beside(path) == []


@pytest.mark.parametrize("name", ["console.pdf", "community.pdf", "nul-report.pdf"])
def test_names_that_only_begin_so(small, name):
    """Words that begin like a device are names like others."""
    assert run("build", small, "-o", small.parent / name).exit_code == 0


@posix
@pytest.mark.parametrize("length", [240, 255])
def test_longest_names(small, length):
    """A name of as many bytes as the file system takes is written."""
    name = "ü" * ((length - 4) // 2) + ("x" if length % 2 else "") + ".pdf"
    assert run("build", small, "-o", small.parent / name).exit_code == 0
    assert beside(small) == [name]


# ---- files that are not there, or no brochures


@pytest.mark.parametrize(
    ("there", "name", "what", "mend"),
    [
        ((), "brochure.yaml", "there is no file brochure.yaml in the folder {folder}", "pdfbrochure init"),
        (("spring.yaml", "notes.txt"), "brochure.yaml", "there is no file brochure.yaml", "did you mean spring.yaml?"),
        (("a.yaml", "b.yml"), "brochure.yaml", "there is no file", "did you mean a.yaml or b.yml?"),
        (("a.yaml", "b.yml", "c.yaml", "d.yaml"), "brochure.yaml", "there is no file", "pdfbrochure init"),
        (("Brochure.yaml", "x.yaml"), "brochure.yaml", "there is no file", "did you mean Brochure.yaml?"),
        ((), "gone/brochure.yaml", "there is no folder {folder}/gone", "check the name of the folder"),
    ],
)
def test_a_wrong_folder_is_named(tmp_path, there, name, what, mend):
    """Where was looked is said, and what may have been meant."""
    for other in there:
        (tmp_path / other).write_text(SMALL, encoding="utf-8")
    done = run("build", tmp_path / name)

    assert done.exit_code == 1
    assert what.format(folder=tmp_path) in done.stderr
    assert mend in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "what", "mend"),
    [
        ("brochure.docx", b"PK\3\4 word/document.xml", "Word, LibreOffice or zip file", "pdfbrochure init"),
        ("old.pdf", b"%PDF-1.7\n", "the file is a PDF", "pdfbrochure check "),
    ],
)
def test_files_of_other_programs(tmp_path, name, content, what, mend):
    """Who gives a text of Word or a PDF is told how to begin, or how to look into it; both stay as they are."""
    (tmp_path / name).write_bytes(content)
    done = run("build", tmp_path / name)

    assert done.exit_code == 1
    assert what in done.stderr
    assert mend in done.stderr
    assert content == (tmp_path / name).read_bytes()


def test_a_folder_that_is_not_there_is_no_fault_of_the_brochure(small):
    """The finding shows no line of the file, which is sound, and names the folder to make."""
    done = run("build", small, "-o", small.parent / "no" / "x.pdf")

    assert done.exit_code == 1
    assert "brochure.yaml: error[cannot-write]" in done.stderr
    assert f"make the folder {small.parent / 'no'}" in done.stderr
    assert "was built, but its PDF was not written" in done.stderr
    assert "title: News" not in done.stderr


# ---- standard output


def test_dash_is_standard_output(small):
    """`-o -` gives the PDF to the next program, and what is said goes to standard error."""
    command = [sys.executable, "-m", "pdfbrochure", "build", str(small), "-o", "-"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=small.parent)

    assert done.stdout.startswith(b"%PDF-")
    assert done.stdout.rstrip().endswith(b"%%EOF")
    assert unsized(done.stderr.decode()) == "standard output: 1 page\n"
    assert beside(small) == []


def test_dash_and_json_exclude_each_other(small):
    """Both would be mixed."""
    assert run("build", small, "-o", "-", "--format", "json").exit_code == 2


def test_faulty_brochures_give_no_pdf(tmp_path):
    """A program that reads the PDF gets nothing rather than half."""
    done = run("build", write(tmp_path, "titel: x\n"), "-o", "-")

    assert (done.exit_code, done.stdout) == (1, "")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", [["schema"], ["--help"], ["check"], ["check", "--format", "json"], ["build", "-o", "-"]]
)
def test_full_disc_behind_standard_output(small, arguments):
    """What cannot be printed ends in a sentence."""
    command = [sys.executable, "-m", "pdfbrochure", *arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=small.parent, check=False)

    assert done.returncode == 1
    assert "cannot be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@posix
@pytest.mark.parametrize("arguments", [["check"], ["build"], ["init"], ["themes"]])
def test_deleted_folder(tmp_path, arguments):
    """A shell may stand in a folder that is no more."""
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'cd "{gone}" && rmdir "{gone}" && exec "{sys.executable}" -P -m pdfbrochure {" ".join(arguments)}'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "the folder in which you are is gone" in done.stderr
    assert "Traceback" not in done.stderr


@posix
@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_devices_say_what_to_type(small):
    """`-o /dev/stdout` is a link to what has no path: it stays, and the way to standard output is told."""
    before = os.readlink("/dev/stdout")  # noqa: PTH115
    done = start("build", small, "-o", "/dev/stdout")

    assert done.returncode == 1
    assert (
        "/dev/stdout cannot be written: it is a folder or a device\n  mend: write `-o -` for standard output"
        in done.stderr
    )
    assert before == os.readlink("/dev/stdout")  # noqa: PTH115


# ---- faults


def test_write_faults_stand_at_no_place(small):
    """A missing folder is no fault of a line; the mend names it, and the brochure is not called faulty."""
    target = small.parent / "no" / "such" / "x.pdf"
    done = run("build", small, "-o", target)

    assert (
        f"{small}: error[cannot-write]: {target} cannot be written: there is no folder {target.parent}\n" in done.stderr
    )
    assert f"mend: make the folder {target.parent}" in done.stderr
    assert f"{small} was built, but its PDF was not written" in done.stderr
    assert " | " not in done.stderr


def test_write_faults_stand_at_the_key_that_names_the_pdf(tmp_path):
    """Where the brochure names its PDF, the fault is there."""
    path = write(tmp_path, SMALL + "settings:\n  output: none/x.pdf\n")

    assert [(found["code"], found["line"]) for found in report_of("build", path)[1]["findings"]] == [
        ("cannot-write", 5)
    ]


# ---- ends


WAITING = """
import sys, time
from pathlib import Path
import pdfbrochure.writing as writing
def wait(*_):
    print("here", flush=True)
    time.sleep(60)
writing.os.fsync = wait
sys.argv = ["pdfbrochure", "build", sys.argv[1]]
from pdfbrochure.__main__ import start
start()
"""


@posix
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, *filter(None, [getattr(signal, "SIGHUP", None)])])
def test_signals_leave_nothing(small, number):
    """Ctrl-C and SIGTERM in the middle of writing leave the old PDF and no half one."""
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("this run itself was told to ignore the signal, and so are its children")
    old = small.with_suffix(".pdf")
    old.write_bytes(b"%PDF-1.7 the old one")
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, str(small)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"here\n"
        process.send_signal(number)
        _out, err = process.communicate(timeout=10)

    assert process.returncode != 0
    assert b"Traceback" not in err
    assert old.read_bytes() == b"%PDF-1.7 the old one"
    assert beside(small) == ["brochure.pdf"]


@posix
@pytest.mark.slow
def test_half_files_of_the_dead_are_swept(small):
    """What `kill -9` left goes with the next build; what a living process writes stays."""
    with subprocess.Popen([sys.executable, "-c", WAITING, str(small)], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"here\n"
        assert run("build", small).exit_code == 0
        assert len([name for name in beside(small) if name.endswith(".part")]) == 1
        process.kill()
        process.wait(10)
    assert len([name for name in beside(small) if name.endswith(".part")]) == 1

    assert run("build", small).exit_code == 0
    assert beside(small) == ["brochure.pdf"]


STOPPED = """
import os, signal, sys
class Stop:
    def find_spec(self, name, *_):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
from pdfbrochure.__main__ import start
start()
"""


@posix
@pytest.mark.slow
def test_ctrl_c_while_loading_says_nothing(small):
    """Before anything has begun, there is nothing to say."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        pytest.skip("this run itself was told to ignore the signal, and so are its children")
    done = subprocess.run([sys.executable, "-c", STOPPED], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (130, "")


KILLED = """
import os, sys, signal
from pathlib import Path
import pdfbrochure.jobs as jobs
def run(job):
    if "victim" in job.file.name:
        os.kill(os.getpid(), signal.SIGKILL)
    return jobs.run_job(job)
if __name__ == "__main__":
    from pdfbrochure.workers import run_in_processes
    def make(name):
        return jobs.Job(Path(name), None, "", allow_overset=False, strict=False, names_language=False, summarizes=False)
    for outcome in run_in_processes([make(name) for name in sys.argv[1:]], run, jobs._outcome_of_death, print, 2):
        print(outcome.written, outcome.said, *[found.text for found in outcome.findings], flush=True)
"""


@posix
@pytest.mark.slow
def test_killed_worker_loses_only_its_own_brochure(tmp_path):
    """The system ends one build: the others are written, in order, and the finding names the one."""
    names = ["a.yaml", "victim.yaml", "b.yaml", "c.yaml"]
    for name in names:
        write(tmp_path, SMALL, name)
    (tmp_path / "killed.py").write_text(KILLED)
    done = subprocess.run(
        [sys.executable, "killed.py", *names], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )

    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["a.pdf", "b.pdf", "c.pdf"]
    assert (
        "victim.yaml: error[worker-killed]: the build of victim.yaml was stopped by the system (signal 9)"
        in done.stdout
    )
    assert done.stdout.index("a.pdf") < done.stdout.index("victim.yaml") < done.stdout.index("b.pdf")
    assert "Traceback" not in done.stderr


@posix
@pytest.mark.slow
def test_ctrl_c_ends_all_workers(tmp_path):
    """With several processes as with one: no half file, no traceback, and nobody goes on."""
    body = "\n".join(f"  - title: Item {number}\n    body: {'word ' * 400}" for number in range(200))
    names = [f"{letter}.yaml" for letter in "abcd"]
    for name in names:
        write(tmp_path, f"title: News\nitems:\n{body}\n", name)
    command = [sys.executable, "-m", "pdfbrochure", "build", *names, "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True) as process:
        time.sleep(1.5)
        os.killpg(process.pid, signal.SIGINT)
        # Returns when nobody holds the other end any more.
        _out, err = process.communicate(timeout=20)

    assert process.returncode != 0
    assert b"Traceback" not in err
    assert not list(tmp_path.glob(".*.part"))


# ---- strangers


@posix
def test_names_cannot_pass_for_commands(tmp_path):
    """A file name with a line break or a workflow command in it is shown, not obeyed."""
    name = "a\n::warning::x\x1b[31m\u202e.yaml"
    for form in ("text", "github"):
        for command in ("check", "build"):
            done = run(command, write(tmp_path, "titel: x\n", name), "--format", form)
            lines = [line for line in done.output.split("\n") if line.lstrip().startswith("::")]
            assert done.exit_code == 1
            assert all(line.startswith("::error file=") for line in lines)
            assert not {"\x1b", "\u202e"} & set(done.output)


@posix
def test_names_that_begin_like_commands(tmp_path, monkeypatch):
    """Neither at the start of a line, nor in the older form within one."""
    monkeypatch.chdir(tmp_path)
    for name in ("::add-mask::e.yaml", "##[add-mask]e.yaml"):
        write(tmp_path, "titel: x\n", name)
        done = run("check", name)
        assert "##[" not in done.output
        assert not any(line.lstrip().startswith("::") for line in done.output.split("\n"))


def test_values_cannot_steer_a_terminal(tmp_path):
    """Escapes and marks of direction in values are shown as escapes, in JSON too."""
    text = 'title: One\nitems:\n  - title: "One"\n    layout: "\u202edael\u2066"\n'
    path = write(tmp_path, text)
    for form in ("text", "github", "json"):
        done = run("check", path, "--format", form)
        assert not {"\u202e", "\u2066"} & set(done.output)
        assert "\\u202edael" in done.output
    found = json.loads(run("check", path, "--format", "json").stdout)["findings"][0]
    assert "\u202edael" in found["what"]


@pytest.mark.parametrize("there", [True, False])
def test_photos_cannot_steer_a_terminal(tmp_path, there):
    """Neither by the name of their file, be it there or not, nor by what they say of their photographer."""
    twice = "J\u00f6rg\u202e Adnan".encode().decode("cp1252").encode()
    record = b"\x1c\x02\x50" + struct.pack(">H", len(twice)) + twice
    resource = (
        b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    )
    name, plain = "gpj.\u202eb.jpg", jpeg()
    if there:
        content = plain[:2] + b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource + plain[2:]
        (tmp_path / name).write_bytes(content)
    path = write(tmp_path, brochure(item(photo={"file": name, "alt": "A field"})))
    for form in ("text", "github", "json"):
        done = run("check", path, "--format", form)
        assert "\u202e" not in done.output
        assert "gpj.\\u202eb.jpg" in done.output
    codes = {found["code"] for found in report_of("check", path)[1]["findings"]}
    assert ("doubtful-credit" if there else "missing-file") in codes


@posix
def test_names_that_are_no_text(tmp_path):
    """File names are bytes; those that are no UTF-8 are shown as escapes."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.yaml"))
    path.write_text("titel: x\n", encoding="utf-8")
    for form in ("text", "github", "json"):
        done = start("check", path, "--format", form)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_profiler_gets_its_figures(small, tmp_path):
    """The program leaves at once when it has finished, but not before those who watch it."""
    figures = tmp_path / "figures"
    command = [sys.executable, "-m", "cProfile", "-o", figures, "-m", "pdfbrochure", "build", small]
    subprocess.run(command, capture_output=True, check=True)

    assert figures.stat().st_size
