"""The wheel carries prompts, knowledge and the app, and drafts in an environment of its own."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from drafter.adapters import facts_file
from drafter.settings import ROOT
from tests.builders import ledger


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(out),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_what_the_product_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("prompts", "knowledge"):
        tracked = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert {
            f"drafter/_shipped/{path.relative_to(ROOT).as_posix()}" for path in tracked
        } <= names
    assert {"drafter/_shipped/app.py", "drafter/_shipped/streamlit.toml"} <= names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def run(python: Path, home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "DRAFTER_HOME": str(home), "HOME": str(home)}
    return subprocess.run(
        [str(python), "-I", "-m", "drafter.cli", *arguments],
        capture_output=True, text=True, cwd=home, env=environment, check=False,
    )  # fmt: skip


@pytest.mark.long
def test_the_installed_wheel_drafts_searches_and_checks(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    site = Path(
        subprocess.run(
            [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
    )  # fmt: skip
    zipfile.ZipFile(wheel).extractall(site)
    # The dependencies are those of this environment; drafter itself comes from the wheel alone.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    (home / "facts.yaml").write_text(facts_file.dump(ledger()), encoding="utf-8")
    where = subprocess.run(
        [str(python), "-I", "-c", "import drafter; print(drafter.__file__)"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert str(site) in where
    drafted = run(
        python,
        home,
        "draft",
        "--facts",
        "facts.yaml",
        "--kind",
        "apology",
        "--channel",
        "press",
        "--format",
        "json",
    )
    data = json.loads(drafted.stdout)
    assert data["facts_used"] == ["F1", "F2", "F3", "F4", "F5", "F6"]
    assert data["passages"]
    assert run(python, home, "doctor").returncode == 0
