"""Writes finished files: whole or not at all, in the place of a file of their kind, and of nothing else.

A file is written beside its target under a name of its own and then renamed, so that no reader ever finds half of it,
and an old one stands until the new one is whole.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
import zlib
from pathlib import Path
from typing import Final

from pdfbrochure.diagnostics import Origin, Report

# As many bytes tell a PDF or an HTML page.
_KIND: Final = 5
# Half-written files carry the machine and the process that write them: `.pdfbrochure-1a2b3c4d-4711-9f8e7d6c.part`. No
# part of the target's name, which may have all the 255 bytes that file systems take.
_PART: Final = re.compile(r"\.pdfbrochure-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{8}\.part")
# Of a process on another machine it is not known whether it lives; no build takes a day.
_DAY: Final = 24 * 60 * 60.0
# How often a file is renamed that an editor or a virus scanner has open, and how long is waited between, in seconds.
_TRIES: Final = 5
_PATIENCE: Final = 0.05
# Names that Windows gives to devices, with any ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
_DEVICE: Final = r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?"


def write_file(target: Path, content: bytes, report: Report, kind: str = "a PDF", origin: Origin | None = None) -> bool:
    """Write a file beside its target and rename it.

    A link in the target's place is followed and kept.

    Args:
        target: Where to; a file of another kind, a folder or a device that stands there is not replaced.
        content: The whole file; its first bytes tell its kind.
        report: Takes the reason when it cannot be written.
        kind: What to call the file.
        origin: Where the brochure names the target; None when it does not.

    Returns:
        Whether it is written.
    """
    try:
        real = Path(os.path.realpath(target))
        if not (_may_be_replaced(target) and _may_be_replaced(real)):
            _report_fault(target, OSError(0, "it is a folder or a device"), report, origin)
            return False
        if _is_another_file(real, content):
            report.error(
                "cannot-write",
                f"{target} is there already, and it is not {kind}",
                why=f"only {kind} is replaced: this could be your text or a photo",
                mend="choose another name, or delete that file",
                origin=origin or (),
                placed=origin is not None,
            )
            return False
        _sweep(real.parent)
        _write_beside(real, content)
    except (OSError, ValueError) as error:
        _report_fault(target, error, report, origin)
        return False
    return True


def replace_text(target: Path, content: bytes) -> None:
    """Write a text that its user types in the place of the one that stands there.

    It keeps its rights, and a link in its place is followed and kept.

    Raises:
        OSError: It cannot be written; what stood there is as it was.
    """
    real = Path(os.path.realpath(target))
    if not (_may_be_replaced(target) and _may_be_replaced(real)):
        raise OSError(0, "it is a folder or a device")
    _sweep(real.parent)
    _write_beside(real, content)


def fault_of_name(name: str) -> str:
    """Return why a file of this name cannot be kept on every system, or "".

    Args:
        name: The last part of a path.
    """
    if re.fullmatch(_DEVICE, name):
        return "is a name that Windows keeps for a device"
    signs = sorted(set(re.findall(r'[<>:"|?*\x00-\x1f]', name)))
    if signs:
        named = " ".join(sign if sign.isprintable() else "a control character" for sign in signs)
        return f"has {named}, which Windows allows in no name"
    return ""


def _write_beside(target: Path, content: bytes) -> None:
    """Write a file under another name and rename it; whatever ends this, a signal too, leaves no half file."""
    part = target.parent / f".pdfbrochure-{_machine()}-{os.getpid()}-{os.urandom(4).hex()}.part"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        part.chmod(mode)
        _rename(part, target)
    finally:
        # Renamed, it is gone.
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _rename(part: Path, target: Path) -> None:
    """Rename a file over another; on Windows, where a program that reads the other one forbids it, with patience."""
    for _ in range(_TRIES if os.name == "nt" else 0):
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(_PATIENCE)
        else:
            return
    part.replace(target)


def _sweep(folder: Path) -> None:
    """Delete half-written files of processes that were killed before they could."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        match = _PART.fullmatch(name)
        if match is None:
            continue
        with contextlib.suppress(OSError):
            is_ours = match[1] == _machine() and not _lives(int(match[2]))
            if is_ours or time.time() - (folder / name).lstat().st_mtime > _DAY:
                (folder / name).unlink()


def _machine() -> str:
    """Return eight digits that tell this machine from others that may write into the same folder."""
    import platform

    return f"{zlib.crc32(platform.node().encode()):08x}"


def _lives(process: int) -> bool:
    """Whether a process of this machine still runs; on Windows, where asking would end it, always."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _may_be_replaced(target: Path) -> bool:
    """Whether nothing stands at `target`, or a file, or a link to one.

    Renaming would put a file in the place of a device: as root, `-o /dev/null` would take it from the whole machine.
    """
    # Followed by the system: what stands behind `/dev/stdout` may have no path at all.
    return not os.path.exists(target) or stat.S_ISREG(target.stat().st_mode)  # noqa: PTH110  # raises nothing


def _is_another_file(target: Path, content: bytes) -> bool:
    """Whether a file stands at `target` that begins otherwise than `content`; an empty one is nobody's."""
    if not target.is_file():
        return False
    with target.open("rb") as file:
        start = file.read(_KIND)
    return start != b"" and start != content[:_KIND]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _report_fault(target: Path, error: Exception, report: Report, origin: Origin | None) -> None:
    """Report that nothing was written, and what to do about it."""
    folder = target.parent
    mend = "close the file if it is open elsewhere, or choose another place"
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        if isinstance(error, FileNotFoundError):
            reason = f"there is no folder {folder}"
            mend = f"make the folder {folder}, or choose another place"
        elif isinstance(error, NotADirectoryError):
            mend = "choose a place in a folder"
        elif isinstance(error, PermissionError):
            mend = f"ask for the right to write into {folder}, or choose another place"
        elif reason == "it is a folder or a device":
            is_folder = os.path.isdir(target)  # noqa: PTH112  # Path.is_dir() raises where a folder may not be entered
            mend = f"name a file in it: {target / 'brochure.pdf'}" if is_folder else "write `-o -` for standard output"
    else:
        reason = str(error)
    report.error(
        "cannot-write",
        f"{target} cannot be written: {reason}",
        mend=mend,
        origin=origin or (),
        placed=origin is not None,
    )
