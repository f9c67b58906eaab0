"""Speaks to people and programs: every line that is printed passes `say`, which makes harmless what others wrote."""

from __future__ import annotations

import errno
import importlib
import os
import re
import sys
import time
from typing import Any, ClassVar, Final, NoReturn

import click

from pdfbrochure.diagnostics import on_one_line, visible

# A build that takes longer shows how far it is.
PROGRESS_AFTER_SECONDS: Final = 1.0
FAILED: Final = 1
# What a stream refuses to take more with.
_STREAM_FAULTS: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF, getattr(errno, "EDQUOT", -1)})
_COLORS: Final = {"error": "red", "warning": "yellow", "note": "cyan"}


class Program(click.Group):
    """A group of commands that ends with a sentence, never with a traceback, when nobody can be spoken to.

    `further` names commands of other modules, which are loaded when they are called, or listed for help.
    """

    further: ClassVar[dict[str, str]] = {
        "import": "pdfbrochure.commands:import_command",
        "new-issue": "pdfbrochure.commands:new_issue_command",
        "merge": "pdfbrochure.commands:merge_command",
        "preview": "pdfbrochure.commands:preview_command",
        "schema": "pdfbrochure.commands:schema_command",
        "explain": "pdfbrochure.commands:explain_command",
        "translation": "pdfbrochure.commands:translation_command",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *self.further})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loaded now where it is one of another module."""
        if cmd_name not in self.further:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.further[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command), "the table names commands"
        return command

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run a command."""
        try:
            return super().main(*arguments, **options)
        except OSError as error:
            # Click deals with closed pipes. An error of a file bears its name; one of a stream does not.
            if error.filename is not None or error.errno not in _STREAM_FAULTS:
                raise
            _end_unheard(error)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Read the arguments of the program."""
        try:
            return super().make_context(*arguments, **options)
        except click.UsageError as error:
            raise click.UsageError(on_one_line(visible(error.format_message())), error.ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Read the arguments of the command, and run it."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(on_one_line(visible(error.format_message())), error.ctx) from None


def _end_unheard(error: OSError) -> NoReturn:
    """End with what still can be said; nothing more is tried when Python closes its streams."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    sys.stderr.write(f"pdfbrochure: what was to be printed cannot be written: {error.strerror}\n")
    sys.exit(FAILED)


def say(text: str, *, err: bool = False, severity: str = "", is_command: bool = False) -> None:
    """Print a text.

    Args:
        text: May hold names and values of strangers.
        err: Whether it goes to standard error.
        severity: Of a finding, shown in color on a terminal that wants color (no-color.org).
        is_command: Whether it is meant to be read as a workflow command by GitHub; nothing else may look like one.
    """
    shown = visible(text)
    if not is_command:
        shown = re.sub(r"(?m)^(\s*):(?=:)", r"\1: ", shown).replace("##[", "## [")
    if severity and sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
        colored = click.style(severity, fg=_COLORS[severity], bold=True)
        shown = shown.replace(f": {severity}[", f": {colored}[", 1)
    click.echo(shown, err=err)


def say_document(text: str) -> None:
    """Print a document for programs; what would steer a terminal is escaped, as JSON escapes it inside its texts."""
    click.echo(visible(text))


class Progress:
    """Shows how far a build is, on one line that goes away, once it has taken longer than a second.

    The last step that was begun is shown when that second is over, however long it takes itself.
    """

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._start = time.monotonic()
        self._line = ""
        self._written = 0
        if shown:
            # Only where somebody looks: 2 ms that no other build needs.
            import threading

            timer = threading.Timer(PROGRESS_AFTER_SECONDS, self._show)
            timer.daemon = True
            timer.start()

    def __call__(self, what: str, done: int, count: int) -> None:
        """Note that `done` of `count` are done."""
        filled = 30 * done // max(count, 1)
        self._line = f"[{'#' * filled}{'.' * (30 - filled)}] {done} of {count} {what}"
        if self._shown and time.monotonic() - self._start >= PROGRESS_AFTER_SECONDS:
            self._show()

    def _show(self) -> None:
        line = self._line
        if line:
            click.echo("\r" + line.ljust(self._written), nl=False, err=True)
            self._written = len(line)

    def close(self) -> None:
        """Take the line away."""
        self._line = ""
        if self._written:
            click.echo("\r" + " " * self._written + "\r", nl=False, err=True)
            self._written = 0
