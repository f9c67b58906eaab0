"""The line that shows how far a long build is."""

import time

import pdfbrochure.terminal
from pdfbrochure.terminal import Progress


def test_the_step_that_takes_long_is_shown_while_it_runs(monkeypatch, capsys):
    """What was begun before the first second is over is shown then, without waiting for the next step."""
    monkeypatch.setattr(pdfbrochure.terminal, "PROGRESS_AFTER_SECONDS", 0.05)
    progress = Progress(shown=True)
    progress("steps of fitting", 3, 10)
    shown = ""
    for _ in range(200):
        shown += capsys.readouterr().err
        if shown:
            break
        time.sleep(0.01)
    progress.close()

    assert "[#########.....................] 3 of 10 steps of fitting" in shown
    assert capsys.readouterr().err.isspace()


def test_a_short_build_shows_nothing(capsys):
    """Before the first second, and where nobody looks, no line is written."""
    for shown in (True, False):
        progress = Progress(shown=shown)
        progress("pages", 1, 4)
        progress.close()

    assert "" == capsys.readouterr().err
