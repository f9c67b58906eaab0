"""The thread that builds: what it leaves until nobody types."""

import gc
import time
import weakref

from pdfbrochure.live.builder import Builder


class Ring:
    """A value that nothing but itself holds."""


class Session:
    """A brochure whose builds leave a ring of values behind."""

    def build(self):
        """Note whether rings may be looked for meanwhile."""
        self.is_disturbed = gc.isenabled()
        ring = Ring()
        ring.itself = ring
        self.left = weakref.ref(ring)

    def judge(self):
        """There is nothing to look at."""
        return False


def test_memory_is_cleared_up_once_nobody_types():
    """Not while a text is built, but a second later; and other threads clear up as ever."""
    builder, session = Builder(), Session()
    builder.start()
    builder.ask(session)
    end = time.monotonic() + 20
    while (getattr(session, "left", None) is None or session.left() is not None) and time.monotonic() < end:
        time.sleep(0.05)
    builder.stop()
    builder.join(5)

    assert session.left() is None
    assert not session.is_disturbed
    assert gc.isenabled()
