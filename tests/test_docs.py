"""The documents say what the code does."""

import importlib.util
import re
import subprocess
from types import ModuleType

import pytest

from drafter import __version__
from drafter.settings import ROOT, Settings


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs/make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["cli.md", "settings.md", "rules.md"])
def test_the_generated_pages_are_fresh(
    made: ModuleType, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made.PAGES[page](), (
        "run `make docs`"
    )


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_readme_names_only_files_and_make_targets_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", readme):
        assert (ROOT / target).exists(), target
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", readme, re.MULTILINE)) <= {
        pair for name in targets for pair in ((name, ""), ("", name))
    }


def test_the_changelog_and_the_licence_are_there() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = {path.name for path in (ROOT / "drafter").iterdir() if not path.name.startswith("_")}
    assert not {room for room in rooms if room.removesuffix(".py") not in text}


def test_no_file_holds_an_index_or_mirror_address() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and path.suffix in {".toml", ".lock", ".md", ".py", ".yml", ".yaml", ""}:
            assert not re.search(
                r"https?://[^\s\"']+/simple\b", path.read_text(encoding="utf-8", errors="replace")
            )
