"""Several jobs in one call: here, or in several processes where that is faster."""

import os
import signal
import subprocess
import sys
import time

import pytest

from pdfbrochure import batches


def told(_job):
    """In which process it was done."""
    time.sleep(0.02)
    return os.getpid()


def batch(count, most=None):
    """The processes in which so many jobs were done."""
    return list(batches.run_batch(range(count), told, told, lambda *_: None, lambda *_: None, most))


def test_short_batches_start_no_process():
    """Not even where there are many cores."""
    assert set(batch(6)) == {os.getpid()}
    assert set(batch(6, most=1)) == {os.getpid()}


@pytest.mark.slow
def test_as_many_processes_as_asked_for_start_at_once():
    """Whatever the jobs take."""
    found = set(batch(6, most=2))

    assert len(found) == 2
    assert os.getpid() not in found


LONG = """
import os, time
from pdfbrochure.batches import run_batch
learned = []
def run(job):
    time.sleep(0.1)
    return os.getpid() == first, list(learned)
def here(job):
    learned.append(job)
    return run(job)
if __name__ == "__main__":
    first = os.getpid()
    os.cpu_count = lambda: 2
    print([*run_batch(range(20), run, here, print, lambda *_: None, None)])
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes begin with nothing")
def test_processes_of_a_long_batch_know_what_the_first_jobs_taught(tmp_path):
    """Two of them show how long the others take."""
    (tmp_path / "long.py").write_text(LONG)
    done = subprocess.run([sys.executable, "long.py"], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == str([(True, [0]), (True, [0, 1]), *[(False, [0, 1])] * 18])


ENDLESS = """
import os, time
from pdfbrochure.workers import run_in_processes
def run(job):
    print(job, flush=True)
    return job
if __name__ == "__main__":
    for result in run_in_processes([1, 2], run, print, lambda *_: None, 2):
        time.sleep(1 if result == 1 else 60)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_processes_end_when_the_program_is_killed(tmp_path):
    """None waits for ever for work that nobody can give."""
    (tmp_path / "endless.py").write_text(ENDLESS)
    with subprocess.Popen([sys.executable, "endless.py"], cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        # Returns when nobody holds the other end any more.
        process.communicate(timeout=20)
