"""docs/checking.md: every command in it runs, every word of it is one that the code knows."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafter.adapters import facts_file
from drafter.model.finding import CATEGORIES, Finding, Level, Report
from drafter.settings import ROOT
from tests.builders import ledger

PAGE = (ROOT / "docs/checking.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
CONFIGS: list[Any] = [yaml.safe_load(body) for form, body in BLOCKS if form == "yaml"]
STEPS = [
    step for config in CONFIGS if "jobs" in config for step in config["jobs"]["check"]["steps"]
]
COMMANDS = [line for form, body in BLOCKS if form == "sh" for line in body.splitlines()] + [
    step["run"] for step in STEPS if step.get("run", "").startswith("drafter")
]


@pytest.fixture(scope="module")
def writers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the page takes it for granted, and a `drafter` to run in it."""
    folder = tmp_path_factory.mktemp("writers")
    for name, content in {
        "statement.txt": "We are sorry if anyone was offended.\n",
        "statements/one.md": "We shut the ride on 14 March 2026.\n",
        "rows.jsonl": '{"text": "We shut the ride.", "id": "a", "kind": "update"}\n',
        "facts.yaml": facts_file.dump(ledger()),
        "styles/Team/Word.yml": "extends: existence\nmessage: \"'%s'\"\ntokens: [sorry]\n",
        "bin/drafter": f'#!/bin/sh\nexec {sys.executable} -m drafter.cli "$@"\n',
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (folder / "bin/drafter").chmod(0o755)
    return folder


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page_runs(line: str, writers: Path) -> None:
    paths = f"{writers / 'bin'}{os.pathsep}{os.environ['PATH']}"
    where = {**os.environ, "PATH": paths, "PYTHONPATH": str(ROOT)}
    where["DRAFTER_HOME"] = str(writers / "home")  # the patterns compiled once serve all of them
    ran = subprocess.run(
        ["bash", "-c", line], cwd=writers, env=where, capture_output=True, text=True, check=False
    )
    assert ran.returncode in (0, 1), ran.stderr
    assert ran.stderr == ""


def test_the_page_has_every_category_level_and_exit_code() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert named == CATEGORIES | set(Level)
    assert re.findall(r"^\| (\d) \|", PAGE, re.MULTILINE) == ["0", "1", "2", "3"]


def test_the_keys_that_the_page_names_are_those_of_the_json() -> None:
    keys = re.search(r"one object a text: (.*?)Offsets", PAGE, re.DOTALL)
    assert keys is not None
    named = set(re.findall(r"`(\w+)`", keys.group(1)))
    assert named <= set(Report.model_fields) | {"file", "id", "error"}
    offered = {"replaces", "rewrite", "rewrite_start", "rewrite_end"}
    assert offered <= set(Finding.model_fields) & set(re.findall(r"`(\w+)`", PAGE))


def test_the_hook_of_the_page_is_one_that_the_repository_defines() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (asked,) = (
        hook for config in CONFIGS if "repos" in config for hook in config["repos"][0]["hooks"]
    )
    assert asked["id"] in {hook["id"] for hook in hooks}
    assert "--embedder off" in hooks[0]["entry"]


def test_the_workflow_uploads_the_file_that_the_check_wrote() -> None:
    written = next(step["run"] for step in STEPS if step.get("run", "").startswith("drafter"))
    upload = next(step for step in STEPS if "upload-sarif" in step.get("uses", ""))
    assert written.endswith(f"> {upload['with']['sarif_file']}")
    assert upload["if"] == "always()"


def test_every_link_of_the_page_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
