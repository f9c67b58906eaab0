"""Runs jobs one after the other, and the rest in several processes where that is faster."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Sequence
from typing import Final, TypeVar

from pdfbrochure.ourselves import may_fork

# In seconds: when the rest takes less in this process, no others are started. A process that is forked has all that
# this one has loaded and learned; a fresh one loads it again, which takes half a second of its core.
LEAST_FOR_FORKS: Final = 1.0
LEAST_FOR_FRESH: Final = 4.0
# The first job takes long, since all is loaded; from the second on it shows how long each takes.
SHOWN: Final = 2

Job = TypeVar("Job")
Result = TypeVar("Result")


def run_batch(
    jobs: Sequence[Job],
    run: Callable[[Job], Result],
    here: Callable[[Job], Result],
    died: Callable[[Job, int | None], Result],
    progress: Callable[[str, int, int], None],
    most: int | None,
) -> Generator[Result, None, None]:
    """Yield the result of each job, in their order.

    Args:
        jobs: Values that can be sent to a process.
        run: A function of a module, called in other processes.
        here: What is called instead in this one.
        died: Gives the result of a job whose process ended without one, by the exit code: negative for a signal.
        progress: Called with the jobs that other processes have done.
        most: So many processes at the same time, at once; by default as many as there are cores, where that is faster.
    """
    count = min(most or os.cpu_count() or 1, len(jobs))
    seconds = 0.0
    for done, job in enumerate(jobs):
        rest = len(jobs) - done
        if count > 1 and (most is not None or (done >= SHOWN and rest > 1 and _pays(rest * seconds / (done - 1)))):
            # Imported when used: 30 ms that a single brochure does not need.
            from pdfbrochure.workers import run_in_processes

            def told(what: str, finished: int, _count: int, before: int = done) -> None:
                progress(what, before + finished, len(jobs))

            yield from run_in_processes(jobs[done:], run, died, told, min(count, rest))
            return
        begun = time.monotonic()
        result = here(job)
        seconds += time.monotonic() - begun if done else 0.0
        yield result


def _pays(seconds: float) -> bool:
    """Whether it is worth while to start processes for what takes so long in this one."""
    return seconds > LEAST_FOR_FRESH or (seconds > LEAST_FOR_FORKS and may_fork())
