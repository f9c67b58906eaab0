"""Many builds give the same bytes wherever they run, and one that dies takes no other's result."""

import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from fillings import KillsOnce, Poison
from msgspec import structs
from PIL import Image

from pdfbrochure.diagnostics import Report
from pdfbrochure.merging.cluster import open_cluster
from pdfbrochure.merging.filling import Filling
from pdfbrochure.merging.many import build_many
from pdfbrochure.merging.plan import Choice, plan_merge

TEMPLATE = """\
title: News for <<Office>>
language: en
settings: {theme: house.yaml}
items:
  - title: Hello <<Office>>
    photo: {file: assets/<<Photo>>, credit: Jon, alt: A view}
    body: |
      <<Text>>
"""


@pytest.fixture
def tasks(tmp_path, monkeypatch):
    """Eight PDFs: four rows in two languages, two of which share a photo; with a theme that a file holds."""
    monkeypatch.setenv("TAME", str(os.getpid()))
    (tmp_path / "assets").mkdir()
    for number in range(2):
        Image.new("RGB", (900, 600), (90 * number, 60, 90)).save(tmp_path / "assets" / f"{number}.jpg")
    (tmp_path / "letter.yaml").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "house.yaml").write_text("based_on: institutional\n", encoding="utf-8")
    rows = "".join(f"Office {number},{number % 2}.jpg,Text of {number}.\n" for number in range(4))
    (tmp_path / "offices.csv").write_text("Office,Photo,Text\n" + rows, encoding="utf-8")
    return list(plan_merge(tmp_path / "letter.yaml", tmp_path / "offices.csv", Choice(languages=("en", "fr"))).tasks)


@pytest.fixture
def expected(tasks) -> dict[str, bytes]:
    """The PDFs as this process builds them."""
    built = {outcome.task.name: outcome.pdf for outcome in build_many(tasks, workers=1)}
    assert len(built) == 8
    assert all(pdf.startswith(b"%PDF-") for pdf in built.values())
    assert len(set(built.values())) == 8
    return built


def names_and_bytes(outcomes) -> dict[str, bytes]:
    """What was built, by name."""
    return {outcome.task.name: outcome.pdf for outcome in outcomes}


@pytest.mark.slow
def test_processes_of_this_machine_give_the_same_bytes(tasks, expected):
    """In any number."""
    assert names_and_bytes(build_many(tasks, workers=2)) == expected


@pytest.mark.slow
def test_any_executor_gives_the_same_bytes(tasks, expected):
    """Threads, processes; each gets all that it needs with the task, and reads no disc."""
    with ThreadPoolExecutor(2) as executor:
        assert names_and_bytes(build_many(tasks, executor)) == expected
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert names_and_bytes(build_many(tasks, executor)) == expected


def poisoned(tasks):
    """The tasks, of which the third kills its process."""
    return [*tasks[:2], structs.replace(tasks[2], fill=Poison()), *tasks[3:]]


@pytest.mark.slow
@pytest.mark.parametrize("where", ["here", "pool"])
def test_task_that_kills_its_process_takes_no_others(tasks, expected, where):
    """Also where the executor is broken by it: the rest is built here, the culprit alone fails."""
    if where == "here":
        outcomes = list(build_many(poisoned(tasks), workers=2))
    else:
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
            outcomes = list(build_many(poisoned(tasks), executor))
    built = {outcome.task.name: outcome for outcome in outcomes}
    culprit = built.pop(tasks[2].name)

    assert culprit.failed
    assert "error[worker-killed]" in culprit.findings[0].text
    assert "row 3" in culprit.findings[0].text
    assert {name: outcome.pdf for name, outcome in built.items()} == {
        name: pdf for name, pdf in expected.items() if name != culprit.task.name
    }


# ---- Dask


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a scheduler with two workers, each a process of its own; ended by their own numbers."""
    folder = tmp_path_factory.mktemp("dask")
    paths = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "DASK_DISTRIBUTED__LOGGING": "{}"}
    environment.pop("TAME", None)
    # A task is given up with the second worker that it kills, which is soon enough for a test.
    environment["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "1"

    def start(*words: str) -> subprocess.Popen[bytes]:
        with (folder / f"{len(os.listdir(folder))}.log").open("wb") as log:
            command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
            return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

    file = folder / "scheduler.json"
    started = [start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show",
                     "--scheduler-file", str(file))]  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        for number in range(2):
            started.append(start("dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-dashboard",
                                 "--name", str(number), "--local-directory", str(folder)))  # fmt: skip
        import json

        yield json.loads(file.read_text(encoding="utf-8"))["address"]
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def on_cluster(scheduler: str, tasks, counted: list[bytes] | None = None):
    """The outcomes of tasks on the cluster."""
    report = Report()
    with open_cluster(scheduler, report) as cluster:
        assert cluster is not None, [finding.what for finding in report.findings()]

        def share(content: bytes):
            if counted is not None:
                counted.append(content)
            return cluster.share(content)

        yield from build_many(tasks, cluster.executor, workers=cluster.workers, share=share)


dask = pytest.mark.filterwarnings("ignore")


@dask
@pytest.mark.slow
def test_cluster_gives_the_same_bytes_and_gets_each_file_once(scheduler, tasks, expected):
    """Four files, template and theme among them, for eight PDFs."""
    shared: list[bytes] = []

    assert names_and_bytes(on_cluster(scheduler, tasks, shared)) == expected
    assert len(shared) == len(set(shared)) == 4


@dask
@pytest.mark.slow
def test_worker_that_dies_in_the_middle_costs_nothing(scheduler, tasks, expected, tmp_path):
    """Its task is built by another, and the files that it held are sent anew."""
    row = tasks[3].fill
    assert isinstance(row, Filling)
    once = structs.replace(tasks[3], fill=KillsOnce(str(tmp_path / "mark"), row))

    assert names_and_bytes(on_cluster(scheduler, [*tasks[:3], once, *tasks[4:]])) == expected
    assert (tmp_path / "mark").exists()


@dask
@pytest.mark.slow
def test_task_that_kills_every_worker_fails_alone(scheduler, tasks, expected):
    """The others' results are kept, and the cluster goes on."""
    outcomes = {outcome.task.name: outcome for outcome in on_cluster(scheduler, poisoned(tasks))}
    culprit = outcomes.pop(tasks[2].name)

    assert culprit.failed
    assert "error[worker-killed]" in culprit.findings[0].text
    assert {name: outcome.pdf for name, outcome in outcomes.items()} == {
        name: pdf for name, pdf in expected.items() if name != culprit.task.name
    }


@dask
@pytest.mark.slow
def test_scheduler_that_is_not_there_is_told(monkeypatch):
    """With how to start one."""
    monkeypatch.setattr("pdfbrochure.merging.cluster._PATIENCE", 1)
    report = Report()
    with open_cluster("tcp://127.0.0.1:9", report) as cluster:
        assert cluster is None

    assert [finding.code for finding in report.findings()] == ["no-cluster"]
    assert "dask scheduler" in report.findings()[0].mend
