"""`python -m pdfbrochure`, and the program: takes Ctrl-C and other signals before anything else is loaded."""

from __future__ import annotations

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
        from pdfbrochure.cli import main
    except KeyboardInterrupt:
        # Nothing has begun that could be told about.
        sys.exit(130)
    main()


def _stop(number: int, _frame: object) -> None:
    # A second one must not interrupt the clearing up.
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


if __name__ == "__main__":
    start()
