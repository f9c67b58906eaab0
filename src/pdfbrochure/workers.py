"""Runs jobs in processes of their own, and knows of each process which job it has: when one dies, only that is lost."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from pdfbrochure.ourselves import may_fork

Job = TypeVar("Job")
Result = TypeVar("Result")


def run_in_processes(
    jobs: Sequence[Job],
    run: Callable[[Job], Result],
    died: Callable[[Job, int | None], Result],
    progress: Callable[[str, int, int], None],
    count: int,
) -> Generator[Result, None, None]:
    """Yield the result of each job, in their order.

    Args:
        jobs: Values that can be sent to a process.
        run: A function of a module, called in the processes.
        died: Gives the result of a job whose process ended without one, by the exit code: negative for a signal.
        progress: Called with the jobs done.
        count: Processes at the same time.
    """
    waiting = deque(range(len(jobs)))
    done: dict[int, Result] = {}
    busy: dict[Any, tuple[BaseProcess, int]] = {}
    idle: list[tuple[Connection, BaseProcess]] = []
    told = 0
    progress("brochures", 0, len(jobs))
    try:
        while told < len(jobs):
            while waiting and len(busy) < count:
                connection, process = idle.pop() if idle else _start(run, list(busy))
                number = waiting.popleft()
                # One that died while it was idle is noticed below, as it does not answer.
                with contextlib.suppress(OSError):
                    connection.send(jobs[number])
                busy[connection] = process, number
            for connection in [each for each in wait(list(busy)) if isinstance(each, Connection)]:
                process, number = busy.pop(connection)
                try:
                    done[number] = connection.recv()
                    idle.append((connection, process))
                except (EOFError, OSError):
                    process.join()
                    done[number] = died(jobs[number], process.exitcode)
                    connection.close()
                progress("brochures", len(done), len(jobs))
            while told in done:
                yield done.pop(told)
                told += 1
    finally:
        _end([*idle, *((connection, process) for connection, (process, _number) in busy.items())])


def _start(run: Callable[[Any], Any], others: Sequence[Connection]) -> tuple[Connection, BaseProcess]:
    """Start a process that waits for jobs; `others` are our ends of the connections to those started before."""
    ours, theirs = multiprocessing.Pipe()
    process: BaseProcess
    if sys.platform == "linux" and may_fork():
        # It also has our ends of all connections, and would keep them open when we are gone.
        process = multiprocessing.get_context("fork").Process(
            target=_serve, args=(theirs, run, [ours, *others]), daemon=True
        )
    else:
        process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, run), daemon=True)
    with _held_signals():
        process.start()
    theirs.close()
    return ours, process


def _end(workers: list[tuple[Connection, BaseProcess]]) -> None:
    """End all processes; one that is writing takes its half-written file away."""
    for connection, process in workers:
        connection.close()
        process.terminate()
    for _connection, process in workers:
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


@contextlib.contextmanager
def _held_signals() -> Iterator[None]:
    """Hold back Ctrl-C from a process that is being started, which inherits that, until it can end in silence."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _serve(connection: Connection, run: Callable[[Any], Any], not_ours: Sequence[Connection] = ()) -> None:
    """Answer jobs until the other end closes. For a process of its own."""
    import gc

    def stop(_number: int, _frame: object) -> None:
        # As an exception, so that half-written files are taken away.
        raise SystemExit(1)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    gc.disable()
    for each in not_ours:
        each.close()
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(run(connection.recv()))
    os._exit(0)
