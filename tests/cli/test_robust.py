"""What must hold when things go wrong: the old PDF stays, nothing outside the folder is read or written, no hang."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from commands import report_of, run, start, write
from support import brochure, item, photo

SMALL = "title: News\nitems:\n  - title: One\n"
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes, signals and limits of POSIX")


@pytest.fixture
def old(tmp_path):
    """A brochure, and an older PDF of it."""
    write(tmp_path, SMALL)
    pdf = tmp_path / "brochure.pdf"
    pdf.write_bytes(b"%PDF-1.7 the old one")
    return pdf


def program(code: str, folder: Path) -> list[str]:
    """The command that runs some code and then builds the brochure of a folder."""
    whole = (
        textwrap.dedent(code)
        + f"\nfrom pdfbrochure.cli import main\nmain(['build', {str(folder / 'brochure.yaml')!r}])\n"
    )
    return [sys.executable, "-c", whole]


def others(pdf: Path) -> list[str]:
    """What lies in the folder beside the brochure and its PDF."""
    return sorted(path.name for path in pdf.parent.iterdir() if path.name not in {"brochure.yaml", "brochure.pdf"})


# ---- the old PDF


@posix
@pytest.mark.slow
@pytest.mark.parametrize("moment", ["os.fsync", "os.fdopen", "pdfbrochure.jobs.make_editions"])
def test_kill_in_the_middle_keeps_the_old_pdf(old, moment):
    """`kill -9` while building, before the first byte or before the last is safe: the old PDF is whole."""
    module, _, name = moment.rpartition(".")
    code = f"""
        import sys, time, importlib
        importlib.import_module({module!r})
        def wait(*_, **__):
            print("here", flush=True)
            time.sleep(60)
        setattr(sys.modules[{module!r}], {name!r}, wait)
    """
    with subprocess.Popen(program(code, old.parent), stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    assert old.read_bytes() == b"%PDF-1.7 the old one"
    assert run("build", old.with_suffix(".yaml")).exit_code == 0
    assert old.read_bytes() != b"%PDF-1.7 the old one"


@posix
@pytest.mark.slow
def test_full_disc_keeps_the_old_pdf(old):
    """When only a thousand bytes can be written, nothing is left behind, and the message says why."""
    code = """
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    """
    done = subprocess.run(program(code, old.parent), capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 1
    assert f"error[cannot-write]: {old} cannot be written: {os.strerror(errno.EFBIG)}" in done.stderr
    assert f"{old} is the old one, left as it was" in done.stderr
    assert "Traceback" not in done.stderr
    assert old.read_bytes() == b"%PDF-1.7 the old one"
    assert others(old) == []


@pytest.mark.parametrize("moment", ["write", "flush", "fsync", "replace", "chmod"])
def test_failing_write_keeps_the_old_pdf(old, monkeypatch, moment):
    """Whichever step of writing fails, the old PDF stays and the half-written file goes."""

    def refuse(*_arguments, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if moment in {"write", "flush"}:
        opened = os.fdopen

        def fdopen(descriptor, mode, **options):
            file = opened(descriptor, mode, **options)
            if mode != "wb":
                return file

            class Full:
                def __getattr__(self, name):
                    return refuse if name == moment else getattr(file, name)

                def __enter__(self):
                    return self

                def __exit__(self, *_):
                    file.close()

            return Full()

        monkeypatch.setattr("pdfbrochure.cli.os.fdopen", fdopen)
    elif moment == "fsync":
        monkeypatch.setattr("pdfbrochure.cli.os.fsync", refuse)
    else:
        monkeypatch.setattr(Path, moment, refuse)
    code, report = report_of("build", old.with_suffix(".yaml"))
    monkeypatch.undo()

    assert code == 1
    assert [found["code"] for found in report["findings"]] == ["cannot-write"]
    assert report["output"] is None
    assert old.read_bytes() == b"%PDF-1.7 the old one"
    assert others(old) == []


def test_errors_keep_the_old_pdf(old):
    """A brochure with errors leaves the old PDF, and says so."""
    old.with_suffix(".yaml").write_text("titel: x\n", encoding="utf-8")
    done = run("build", old.with_suffix(".yaml"))

    assert done.exit_code == 1
    assert f"{old} is the old one, left as it was" in done.stderr
    assert old.read_bytes() == b"%PDF-1.7 the old one"


def test_folder_that_cannot_be_written_is_a_finding(old):
    """Where the folder is a file, or is not there, nothing can be written."""
    for target in (old / "new.pdf", old.parent / "absent" / "new.pdf"):
        done = run("build", old.with_suffix(".yaml"), "-o", target)
        assert done.exit_code == 1
        assert "error[cannot-write]" in done.stderr


def test_read_only_folder_keeps_the_old_pdf(old, monkeypatch):
    """A folder without permission to write (which root never meets, so it is feigned) is a finding."""
    opened = os.open

    def refuse(path, *arguments, **options):
        if str(path).endswith(".part"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr("os.open", refuse)
    done = run("build", old.with_suffix(".yaml"))
    monkeypatch.undo()

    assert done.exit_code == 1
    assert "error[cannot-write]" in done.stderr
    assert old.read_bytes() == b"%PDF-1.7 the old one"


def test_folder_in_the_place_of_the_pdf_is_a_finding(old):
    """A folder is not replaced."""
    old.unlink()
    old.mkdir()
    done = run("build", old.with_suffix(".yaml"))

    assert done.exit_code == 1
    assert "it is a folder or a device" in done.stderr
    assert others(old) == []


@posix
def test_device_in_the_place_of_the_pdf_is_not_replaced(old):
    """A pipe or a device stays what it is; as root, `-o /dev/null` would take it from the whole machine."""
    old.unlink()
    os.mkfifo(old)
    done = run("build", old.with_suffix(".yaml"))

    assert done.exit_code == 1
    assert "it is a folder or a device" in done.stderr
    assert old.is_fifo()


@posix
def test_link_in_the_place_of_the_pdf_is_kept(old):
    """`latest.pdf` that leads to `2017.pdf` does so after a build, and the file behind it is new."""
    behind = old.with_name("2017.pdf")
    old.rename(behind)
    old.symlink_to(behind.name)

    assert run("build", old.with_suffix(".yaml")).exit_code == 0
    assert old.readlink() == Path("2017.pdf")
    assert behind.read_bytes() != b"%PDF-1.7 the old one"


@posix
def test_link_out_of_the_folder_is_followed_only_where_it_is_named(old, tmp_path_factory):
    """A stranger's folder cannot have a file elsewhere replaced; who types `-o` can, and the link stays."""
    victim = tmp_path_factory.mktemp("elsewhere") / "victim.pdf"
    victim.write_bytes(b"%PDF-1.7 mine")
    old.unlink()
    old.symlink_to(victim)
    code, report = report_of("build", old.with_suffix(".yaml"))

    assert (code, [found["code"] for found in report["findings"]]) == (1, ["path-outside"])
    assert victim.read_bytes() == b"%PDF-1.7 mine"
    assert run("build", old.with_suffix(".yaml"), "-o", old).exit_code == 0
    assert old.is_symlink()
    assert victim.read_bytes() != b"%PDF-1.7 mine"


@posix
def test_link_to_a_device_is_left_alone(old):
    """What a link leads to counts: `-o` on a link to a pipe replaces neither."""
    pipe = old.with_name("pipe")
    os.mkfifo(pipe)
    old.unlink()
    old.symlink_to("pipe")
    done = run("build", old.with_suffix(".yaml"), "-o", old)

    assert done.exit_code == 1
    assert "it is a folder or a device" in done.stderr
    assert pipe.is_fifo()
    assert old.is_symlink()


@posix
def test_output_through_a_linked_folder_is_refused(tmp_path, tmp_path_factory):
    """A brochure cannot have its PDF written outside its folder by a link; its reader can, with `-o`."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (tmp_path / "out").symlink_to(elsewhere)
    path = write(tmp_path, SMALL + "settings:\n  output: out/x.pdf\n")
    for options in ((), ("--allow-overset",)):
        code, report = report_of("build", path, *options)
        assert code == 1
        assert [(found["code"], found["line"]) for found in report["findings"]] == [("path-outside", 5)]
    assert list(elsewhere.iterdir()) == []
    assert run("build", path, "-o", elsewhere / "x.pdf").exit_code == 0


@pytest.mark.parametrize("name", ["brochure.yaml", "a.jpg", "./brochure.yaml"])
def test_files_that_are_no_pdf_are_not_replaced(old, name):
    """A slip behind `-o` costs neither the text nor a photo; an empty file may be replaced."""
    folder = old.parent
    (folder / "a.jpg").write_bytes(b"photo")
    (folder / "empty").touch()
    before = (folder / name).read_bytes()

    done = run("build", folder / "brochure.yaml", "-o", f"{folder}/{name}")

    assert done.exit_code == 1
    assert "not a PDF" in done.stderr
    assert before == (folder / name).read_bytes()
    assert run("build", folder / "brochure.yaml", "-o", folder / "empty").exit_code == 0


def test_permissions_of_the_old_pdf_stay(old):
    """A PDF that others may not read is still so after a build."""
    old.chmod(0o600)

    assert run("build", old.with_suffix(".yaml")).exit_code == 0
    assert old.stat().st_mode & 0o777 == 0o600 or os.name != "posix"


# ---- photos that are none


def codes_of(folder: Path) -> list[str]:
    """The codes found when the brochure of a folder, with the photo `a.jpg`, is checked in a process of its own."""
    path = write(folder, brochure(item("One", 0, photo=photo())))
    done = start("check", path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return [line.split("error[")[1].split("]")[0] for line in done.stderr.splitlines() if "error[" in line]


@posix
@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/dev/stdin", "/proc/self/environ"])
def test_photo_linked_from_outside_is_refused(tmp_path, target):
    """A link cannot lead out of the folder, neither to a file nor to an endless device."""
    (tmp_path / "a.jpg").symlink_to(target)

    assert codes_of(tmp_path) == ["path-outside"]


@posix
def test_folder_linked_from_outside_is_refused(tmp_path, tmp_path_factory):
    """Neither can a link to a folder."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.jpg").write_bytes(b"secret")
    (tmp_path / "assets").symlink_to(elsewhere)
    path = write(tmp_path, brochure(item("One", 0, photo=photo("assets/a.jpg"))))

    assert [found["code"] for found in report_of("check", path)[1]["findings"]] == ["path-outside"]


@posix
def test_named_pipe_as_photo_does_not_hang(tmp_path):
    """A pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / "a.jpg")

    assert codes_of(tmp_path) == ["unreadable-photo"]


@posix
def test_named_pipe_as_brochure_does_not_hang(tmp_path):
    """Neither does one in the place of the brochure, or of a PDF."""
    for name in ("brochure.yaml", "some.pdf"):
        os.mkfifo(tmp_path / name)
        assert start("check", tmp_path / name).returncode == 1


def test_folder_as_photo_is_a_finding(tmp_path):
    """A folder that is named like a photo is none."""
    (tmp_path / "a.jpg").mkdir()

    assert codes_of(tmp_path) == ["unreadable-photo"]


@posix
def test_link_to_itself_is_a_finding(tmp_path):
    """A ring of links ends."""
    (tmp_path / "a.jpg").symlink_to("a.jpg")

    assert len(codes_of(tmp_path)) == 1


def test_overlong_names_are_findings(tmp_path):
    """A name longer than any file system takes is a finding, wherever it stands."""
    path = write(tmp_path, brochure(item("One", 0, photo=photo("a" * 900 + ".jpg"))))
    assert [found["code"] for found in report_of("check", path)[1]["findings"]] == ["unreadable-photo"]

    for arguments in (("check", "a" * 5000), ("build", "a" * 5000), ("build", "-o", tmp_path / ("a" * 5000), path)):
        done = run(*arguments)
        assert done.exit_code == 1
        assert "error[" in done.stderr


# ---- standard output


@posix
@pytest.mark.slow
def test_closed_pipe_is_no_traceback():
    """`pdfbrochure schema | head` ends without a word."""
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m pdfbrochure schema | head -1"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr


@posix
def test_pipe_as_brochure_is_told_at_once(tmp_path):
    """A named pipe is not waited for; the mend is not that of a folder."""
    os.mkfifo(tmp_path / "pipe.yaml")
    done = run("build", tmp_path / "pipe.yaml")

    assert done.exit_code == 1
    assert "error[not-a-file]" in done.stderr
    assert "save the text as a file" in done.stderr
    assert "pipe.yaml/brochure.yaml" not in done.stderr
