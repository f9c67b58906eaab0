"""Dask clusters: connected to, never started here; asked first whether its workers have the same program."""

from __future__ import annotations

import contextlib
import importlib
import logging
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any, Final

from msgspec import Struct

from pdfbrochure import __version__
from pdfbrochure.diagnostics import Report
from pdfbrochure.merging.many import Share
from pdfbrochure.merging.tasks import digest_of

# In seconds: a scheduler that has not answered by then is not there.
_PATIENCE: Final = 15


class Cluster(Struct, frozen=True):
    """An open cluster: where to build, how to share files, and how many workers there are."""

    executor: Executor
    share: Share
    workers: int


@contextlib.contextmanager
def open_cluster(
    address: str, report: Report, *, ca: str = "", cert: str = "", key: str = ""
) -> Iterator[Cluster | None]:
    """Give the cluster of a scheduler, or None with a finding.

    Args:
        address: Of the scheduler: tcp://host:8786, or tls://host:8786.
        report: Takes what is wrong.
        ca: Certificate of the authority, for tls.
        cert: Certificate of this machine.
        key: Its key.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        mend = 'install it: pip install "pdfbrochure[dask]"'
        report.error("no-cluster", "Dask is not installed", mend=mend, placed=False)
        yield None
        return
    # Heartbeats that are late say nothing to who waits for brochures.
    logging.getLogger("distributed").setLevel(logging.ERROR)
    # A photo is a large part of a graph, and is meant to be one.
    warnings.filterwarnings("ignore", "Sending large graph")
    security = None
    if ca:
        security = distributed.Security(
            tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True
        )
    try:
        client = distributed.Client(address, timeout=_PATIENCE, security=security, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        what = f"there is no scheduler at {address}: {error}"
        report.error("no-cluster", what, mend="start one: dask scheduler, and dask worker ADDRESS", placed=False)
        yield None
        return
    try:
        count = _check_workers(client, address, report)
        if count == 0:
            yield None
            return

        def share(content: bytes) -> Any:
            # As a task, not scattered: what a worker takes with it when it dies, the scheduler has made anew.
            return client.submit(_held, content, key=f"file-{digest_of(content)}", pure=True)

        executor = client.get_executor(retries=1)
        yield Cluster(executor, share, count)
        executor.shutdown(wait=False)
    finally:
        client.close()


def _check_workers(client: Any, address: str, report: Report) -> int:
    """Return the number of workers that build; report those that could not."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except Exception:  # noqa: BLE001  # a TimeoutError of one kind or the other
        what = f"the scheduler at {address} has no workers"
        report.error("no-cluster", what, mend=f"start some: dask worker {address}", placed=False)
        return 0
    answers: dict[str, Any] = client.run(_version_there, on_error="return")
    for worker, version in sorted(answers.items()):
        if version != __version__:
            said = f"pdfbrochure {version}" if isinstance(version, str) else "no pdfbrochure"
            what = f"the worker {worker} has {said}, and this is {__version__}"
            mend = f"install it there: pip install pdfbrochure=={__version__}"
            report.error("no-cluster", what, mend=mend, placed=False)
    return 0 if report.has_errors else len(answers)


def _held(content: bytes) -> bytes:
    """Return a file's bytes, which the worker then holds for the tasks that need them."""
    return content


def _version_there() -> str:
    """Return the version of the program on a worker."""
    from pdfbrochure import __version__ as version

    return version
