"""Builds many PDFs: in this process, in processes of this machine, or on any executor of `concurrent.futures`.

Whatever happens to one, the others' results are kept: a process that dies takes only the task that it had, and what a
broken executor leaves is built here.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from pathlib import Path
from typing import Any, Final

from pdfbrochure.batches import run_batch
from pdfbrochure.diagnostics import Report
from pdfbrochure.files import Folder
from pdfbrochure.merging.tasks import Outcome, Task, digest_of, files_of, outcome_of_death, run_shipped, run_task
from pdfbrochure.pipeline import Progress
from pdfbrochure.read import Source, read

# For each worker so many tasks are on their way at a time, so that none waits, and not all are held at once.
_AHEAD: Final = 4
# A task whose files were lost with a machine is sent anew so often.
_ATTEMPTS: Final = 2

# Makes of a file's bytes what stands for them in a task, once for each file: on a cluster, its place there.
Share = Callable[[bytes], Any]


def build_many(
    tasks: Sequence[Task],
    executor: Executor | None = None,
    *,
    workers: int | None = None,
    share: Share | None = None,
    progress: Progress | None = None,
) -> Generator[Outcome, None, None]:
    """Yield the outcome of each task, as it is done.

    Args:
        tasks: What to build, as `plan_merge` gives it.
        executor: Where to build; by default this machine. Its workers need pdfbrochure and no files.
        workers: On this machine: processes at the same time, by default as many as there are cores. On an executor:
            how many workers it has, by which is reckoned how many tasks are sent ahead.
        share: For an executor that can hold files for its workers.
        progress: Called with the brochures done.
    """
    show = progress or (lambda _what, _done, _count: None)
    if executor is None:
        yield from _here(tasks, workers, show)
    else:
        yield from _Away(tasks, executor, workers, share, show).run()


def _here(tasks: Sequence[Task], workers: int | None, show: Progress) -> Generator[Outcome, None, None]:
    """Yield outcomes in their order: of a few small ones in this process, else from processes."""
    done = 0

    def here(task: Task) -> Outcome:
        nonlocal done
        outcome = run_task(task)
        done += 1
        show("brochures", done, len(tasks))
        return outcome

    yield from run_batch(tasks, run_task, here, outcome_of_death, show, workers)


class _Away:
    """A run on an executor."""

    def __init__(
        self, tasks: Sequence[Task], executor: Executor, workers: int | None, share: Share | None, show: Progress
    ) -> None:
        self._waiting = deque((task, 1) for task in tasks)
        self._executor = executor
        known = workers or getattr(executor, "_max_workers", None) or os.cpu_count() or 1
        self._window = _AHEAD * int(known)
        self._share: Share = share or (lambda content: content)
        self._shared: dict[str, Any] = {}
        self._pending: dict[Future[Outcome], tuple[Task, int]] = {}
        self._left: list[Task] = []
        self._is_broken = False
        self._sources: dict[tuple[str, str], Source] = {}
        self._show = show
        self._count = len(tasks)
        self._done = 0

    def run(self) -> Generator[Outcome, None, None]:
        """Yield the outcomes as they are done; at the end those of tasks that the executor has lost."""
        try:
            while self._waiting or self._pending:
                self._send()
                if not self._pending:
                    break
                finished, _ = wait(self._pending, return_when=FIRST_COMPLETED)
                for future in finished:
                    outcome = self._take(future)
                    if outcome is not None:
                        yield self._told(outcome)
        finally:
            for future in self._pending:
                future.cancel()
        if self._left:
            from pdfbrochure.workers import run_in_processes

            count = min(os.cpu_count() or 1, len(self._left))
            for outcome in run_in_processes(self._left, run_task, outcome_of_death, lambda *_: None, count):
                yield self._told(outcome)

    def _told(self, outcome: Outcome) -> Outcome:
        self._done += 1
        self._show("brochures", self._done, self._count)
        return outcome

    def _send(self) -> None:
        """Send tasks ahead; when the executor is broken, leave them for this machine."""
        while self._waiting and (self._is_broken or len(self._pending) < self._window):
            task, attempt = self._waiting.popleft()
            if self._is_broken:
                self._left.append(task)
                continue
            try:
                future = self._executor.submit(run_shipped, task, self._files(task))
            except (BrokenExecutor, RuntimeError):
                self._is_broken = True
                self._left.append(task)
                continue
            self._pending[future] = task, attempt

    def _files(self, task: Task) -> dict[str, Any]:
        """Return the files of a task, each as what stands for it; a file is shared once, however many name it."""
        where = (task.root, task.file)
        if where not in self._sources:
            self._sources[where] = read(Path(task.file).name, Folder(Path(task.root)), Report(task.file))
        files = {}
        for name, content in files_of(task, self._sources[where]).items():
            digest = digest_of(content)
            if digest not in self._shared:
                self._shared[digest] = self._share(content)
            files[name] = self._shared[digest]
        return files

    def _take(self, future: Future[Outcome]) -> Outcome | None:
        """Return the outcome of a task that has ended; None for one that is built anew."""
        task, attempt = self._pending.pop(future)
        try:
            return future.result()
        except BrokenExecutor:
            self._is_broken = True
            self._left.append(task)
        except BaseException as error:  # whatever a cluster raises: the others go on
            if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
                raise
            # A task that was with others when their worker died may be blamed for it: here it is built alone.
            if attempt < _ATTEMPTS and type(error).__name__ != "KilledWorker":
                # Shared files may have been lost with the machine that held them.
                self._shared.clear()
                self._waiting.append((task, attempt + 1))
            else:
                self._left.append(task)
        return None
