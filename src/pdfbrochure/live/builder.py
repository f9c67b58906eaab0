"""The one thread that builds: the newest text, one brochure after the other; where nothing is typed it checks."""

from __future__ import annotations

import gc
import threading
import traceback
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pdfbrochure.live.session import Session

# After so many seconds without a new text, the officer's conditions are looked at.
QUIET: Final = 1.0
# As many brochures are built fast; the one that was used longest ago forgets first.
MOST_WARM: Final = 4


class Builder(threading.Thread):
    """Builds the sessions that ask for it."""

    def __init__(self) -> None:
        super().__init__(name="builder", daemon=True)
        self._asked = threading.Condition()
        self._waiting: list[Session] = []
        self._warm: list[Session] = []
        self._is_ended = False
        # Whether something was built since rings of values were looked for.
        self._has_built = False

    def ask(self, session: Session) -> None:
        """Have a session built."""
        with self._asked:
            if session not in self._waiting:
                self._waiting.append(session)
            self._asked.notify_all()

    def stop(self) -> None:
        """End after the build that runs."""
        with self._asked:
            self._is_ended = True
            self._asked.notify_all()

    def run(self) -> None:
        """Build until the end."""
        while True:
            with self._asked:
                quiet = not self._asked.wait_for(lambda: self._waiting or self._is_ended, QUIET)
                if self._is_ended:
                    return
                session = None if quiet else self._waiting.pop(0)
            try:
                if session is None:
                    self._judge_one()
                    self._clear_up()
                else:
                    self._keep_warm(session)
                    self._build(session)
            except Exception:  # noqa: BLE001  # a fault of ours must not end the preview; it is shown where it was started
                traceback.print_exc()

    def _build(self, session: Session) -> None:
        # To look for rings of values among all that is kept takes as long as a build: that waits until nobody types.
        gc.disable()
        self._has_built = True
        try:
            session.build()
        finally:
            gc.enable()

    def _clear_up(self) -> None:
        if self._has_built:
            gc.collect()
            self._has_built = False

    def _judge_one(self) -> None:
        for session in reversed(self._warm):
            if session.judge():
                return

    def _keep_warm(self, session: Session) -> None:
        if session in self._warm:
            self._warm.remove(session)
        self._warm.append(session)
        for cold in self._warm[:-MOST_WARM]:
            cold.forget()
        del self._warm[:-MOST_WARM]
