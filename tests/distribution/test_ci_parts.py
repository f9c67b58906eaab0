"""The parts for a CI are what these services read, and their lines do what they say on real brochures."""

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from support import ROOT

import pdfbrochure

BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None or os.name == "nt", reason="needs bash")
GOOD = "title: News\nitems:\n  - title: One\n    body: Text\n"
BAD = GOOD.replace("title: One", "titel: One")
NAME = "$(touch run) brochure.yaml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PARTS = [ROOT / "action.yml", ROOT / "docs" / "ci" / "github-workflow.yml", *WORKFLOWS]


def loaded(name):
    """The YAML of a file of the project."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def shell(script, folder, **variables):
    """What a script says and leaves in a folder, run as a service runs it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **variables}
    command = [BASH, "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def step(name, folder, **variables):
    """What a step of the action says and leaves."""
    script = next(each["run"] for each in loaded("action.yml")["runs"]["steps"] if each.get("name") == name)
    files = {key: str(folder / key) for key in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    return shell(script, folder, RUNNER_TEMP=str(folder), **{"PAGES": "", "STRICT": "true", **files, **variables})


@needs_bash
@pytest.mark.slow
def test_the_action_tells_faults_and_lists_pdfs(tmp_path):
    """Notes on the lines, a summary, the exit code; then the PDFs. A name that holds a command is a name."""
    (tmp_path / NAME).write_text(GOOD, encoding="utf-8")
    (tmp_path / "-bad.yaml").write_text(BAD, encoding="utf-8")
    bad = step("Check", tmp_path, FILES=f"{NAME}\n\n-bad.yaml\n")
    good = step("Check", tmp_path, FILES=f"{NAME}\r\n", PAGES="1")
    built = step("Build", tmp_path, FILES=NAME)

    assert (bad.returncode, good.returncode, built.returncode) == (1, 0, 0)
    assert "::error file=-bad.yaml,line=3,col=5,title=unknown-key::" in bad.stderr
    assert "## -bad.yaml: did not pass" in (tmp_path / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    pdf = NAME.replace(".yaml", ".pdf")
    assert (tmp_path / "GITHUB_OUTPUT").read_text(encoding="utf-8") == f"pdfs<<END-OF-PDFS\n{pdf}\nEND-OF-PDFS\n"
    assert (tmp_path / pdf).is_file()
    assert not (tmp_path / "run").exists()


@needs_bash
@pytest.mark.slow
@pytest.mark.parametrize("text", [GOOD, BAD], ids=["good", "bad"])
def test_the_component_of_gitlab_makes_its_reports(tmp_path, text):
    """Both reports are there, whether the job fails or not; the PDF where it does not."""
    template = (ROOT / "templates" / "check.yml").read_text(encoding="utf-8")
    inputs, _job = yaml.safe_load_all(template)
    given = {name: str(told["default"]) for name, told in inputs["spec"]["inputs"].items()}
    # GitLab puts them into the text.
    _inputs, job = yaml.safe_load_all(re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: given[match[1]], template))
    part = job["brochure"]
    (tmp_path / "brochure.yaml").write_text(text, encoding="utf-8")
    variables = {name: str(value).lower() for name, value in part["variables"].items()}
    done = shell("\n".join(part["script"]), tmp_path, **variables)
    reports = part["artifacts"]["reports"]

    assert (done.returncode == 0) == (tmp_path / "brochure.pdf").is_file() == (text == GOOD)
    assert len(json.loads((tmp_path / reports["codequality"]).read_text(encoding="utf-8"))) == (text == BAD)
    assert ET.parse(tmp_path / reports["junit"]).getroot().get("failures") == str(int(text == BAD))


@needs_bash
@pytest.mark.slow
def test_ready_made_files_do_what_they_say(tmp_path):
    """The lines of the examples to be copied run, but for those that install."""
    (tmp_path / "brochure.yaml").write_text(GOOD, encoding="utf-8")
    steps = loaded("docs/ci/github-workflow.yml")["jobs"]["brochure"]["steps"]
    for lines in (
        [each["run"] for each in steps if "run" in each and "pip install" not in each["run"]],
        [line for line in loaded("docs/ci/gitlab-ci.yml")["brochure"]["script"] if "pip install" not in line],
    ):
        # A brochure of one page is quicker.
        done = shell(
            "\n".join(lines).replace("--pages 4", "--pages 1"), tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "summary")
        )
        assert done.returncode == 0, done.stderr
        (tmp_path / "brochure.pdf").unlink()


@pytest.mark.slow
def test_the_hook_takes_several_files(tmp_path):
    """As pre-commit calls it: with the names of all changed brochures, of which one has a warning."""
    (hook,) = loaded(".pre-commit-hooks.yaml")
    names = ["brochure.yaml", "fr/brochure-2.yml", "brochure.schema.json", "other.yaml", "my-brochure.yaml"]
    wanted = [name for name in names if re.search(hook["files"], name)]
    (tmp_path / "fr").mkdir()
    for name in wanted:
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    command = [str(Path(sys.executable).parent / "pdfbrochure"), *hook["entry"].split()[1:], *wanted]
    good = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    (tmp_path / wanted[1]).write_text(GOOD + "    date: from 2017-02-14 on\n", encoding="utf-8")
    bad = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert wanted == ["brochure.yaml", "fr/brochure-2.yml"]
    assert (good.returncode, bad.returncode) == (0, 1)
    assert {"id", "name", "entry", "language"} <= hook.keys()


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.name)
def test_what_others_wrote_is_pinned_and_nothing_is_pasted_into_scripts(path):
    """Actions by their commit; what is given comes by variables, since a name may hold a command."""
    text = path.read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    jobs = told.get("jobs", {"": told.get("runs", {})})
    steps = [each for job in jobs.values() for each in job.get("steps", ())]
    used = [each["uses"] for each in steps if "uses" in each]

    assert steps
    assert [use for use in used if not use.startswith("./") and not re.search(r"@[0-9a-f]{40}$", use)] == []
    strange = re.compile(r"\$\{\{\s*(inputs|github\.event|github\.head_ref|matrix|needs)\b")
    assert [each["run"] for each in steps if strange.search(each.get("run", ""))] == []


def test_versions_agree():
    """What is pinned to a version of ours is pinned to this one."""
    text = (ROOT / "templates" / "check.yml").read_text(encoding="utf-8")

    assert f"pdfbrochure=={pdfbrochure.__version__}" in text


def test_the_image_copies_what_is_there():
    """Each file that the image is made of is in the project, and passes the list of what is left out."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    ]
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] == "!"}

    assert set(copied) == kept
    assert [word for word in copied if not (ROOT / word).exists()] == []
    assert 'ENTRYPOINT ["pdfbrochure"]' in lines
