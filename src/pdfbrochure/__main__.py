"""`python -m pdfbrochure`, and the program: takes Ctrl-C and other signals before anything else is loaded."""

from __future__ import annotations

import gc
import signal
import sys


def start() -> None:
    """Run the command line. A signal ends it as an exception, so that half-written files are taken away."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # `nohup` has the program go on when its terminal closes.
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)
    try:
        from pdfbrochure.ourselves import INSPECT, is_app

        if is_app():
            # The app is started again for each of its processes, and does their work instead of a command.
            from multiprocessing import freeze_support

            freeze_support()
        if len(sys.argv) > 2 and sys.argv[1] == INSPECT:
            from pdfbrochure.finished.inspect import serve

            serve(sys.argv[2], shows=sys.argv[3:] == ["shows"])
            return
        # What is loaded stays: collecting would look at it again and again.
        gc.disable()
        from pdfbrochure.cli import main

        gc.freeze()
        gc.enable()
    except KeyboardInterrupt:
        # Nothing has begun that could be told about.
        sys.exit(130)
    try:
        main()
    except SystemExit as end:
        _leave(end.code)
        raise


def _leave(code: object) -> None:
    """Leave at once, if nothing else is left to do: to take apart what a build made takes a tenth of its time."""
    import os
    import threading

    from pdfbrochure.ourselves import is_app

    # What is kept is not looked at again, whichever way the process ends.
    gc.freeze()
    is_watched = sys.getprofile() is not None or sys.gettrace() is not None
    if not isinstance(code, int | None) or is_watched or is_app() or "multiprocessing" in sys.modules:
        return
    if threading.active_count() > 1:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        # Python says what became of it.
        return
    os._exit(code or 0)


def _stop(number: int, _frame: object) -> None:
    # A second one must not interrupt the clearing up.
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


if __name__ == "__main__":
    start()
