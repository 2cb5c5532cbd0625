"""The rooms: small, pointing one way, each vendor in its own."""

import ast
from pathlib import Path

import pytest

from drafter.settings import ROOT

CODE = sorted((ROOT / "drafter").rglob("*.py"))

# Which rooms may import which vendor. Everything else asks through a room's own words.
VENDORS = {
    "litellm": {"adapters/provider/"},
    "tenacity": {"adapters/provider/"},
    "httpx": {"adapters/provider/"},
    "httpcore": {"adapters/provider/"},
    "chromadb": {"adapters/library/clients.py", "adapters/library/shelf.py"},
    "langchain": set(),
    "openpyxl": {"adapters/importers/", "adapters/exporters/"},
    "langchain_chroma": set(),
    "langchain_core": {"adapters/library/retriever.py"},
    "langchain_text_splitters": {"adapters/library/passages.py"},
    "filelock": {"adapters/library/folder.py", "adapters/store/", "adapters/documents/"},
    "bm25s": {"adapters/library/words.py"},
    "Stemmer": {"adapters/library/words.py", "steps/intake/"},
    "scipy": {"adapters/library/words.py", "steps/intake/"},
    "sqlalchemy": {"adapters/store/", "adapters/tables.py", "adapters/migrations/"},
    "alembic": {"adapters/store/", "adapters/migrations/"},
    "docx": {"adapters/exporters/docx.py", "adapters/documents/worker.py"},
    "pypdf": {"adapters/documents/worker.py"},
    "onnxruntime": {"adapters/minilm/"},
    "onnx": {"adapters/minilm/"},
    "tokenizers": {"adapters/minilm/"},
    "sklearn": {"steps/intake/", "steps/faq/"},
    "threadpoolctl": {"steps/intake/", "adapters/minilm/"},
    "py3langid": {"checks/language.py"},
    "vaderSentiment": {"steps/intake/"},
    "datasketch": {"steps/intake/"},
    "numpy": {
        "steps/intake/",
        "steps/coverage.py",
        "steps/faq/",
        "steps/recall.py",
        "adapters/library/",
        "adapters/minilm/",
        "checks/rules/likeness.py",
        "checks/claims/likeness.py",
    },
    "streamlit": {"ui/"},
    "altair": {"ui/"},
    "typer": {"cli/"},
    "regex": {"checks/"},
    "charset_normalizer": {"adapters/importers/"},
    "dateutil": {"adapters/importers/"},
    "yaml": {
        "frontmatter.py",
        "checks/rules/source.py",
        "adapters/facts_file.py",
        "adapters/exporters/",
        "adapters/importers/",
    },
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "drafter").as_posix()


def vendors(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_module_is_at_most_400_lines_and_a_function_50(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or 0) - node.lineno + 1
            assert size <= 50, f"{name_of(path)}:{node.lineno} {node.name} has {size} lines"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_vendor_is_imported_only_in_its_own_room(path: Path) -> None:
    for vendor in vendors(path) & VENDORS.keys():
        allowed = VENDORS[vendor]
        here = name_of(path)
        assert any(
            here == room or (room.endswith("/") and here.startswith(room)) for room in allowed
        ), f"{here} imports {vendor}; only {', '.join(sorted(allowed))} may"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), (
        f"{name_of(path)} has no docstring"
    )


def test_the_app_is_navigation_only() -> None:
    assert (ROOT / "app.py").read_text(encoding="utf-8").count("\n") <= 40


def test_no_room_is_called_after_nothing() -> None:
    vague = {"utils", "helpers", "core", "services", "manager", "common", "misc"}
    assert not {path.stem for path in CODE} & vague
    assert not {path.parent.name for path in CODE} & vague


def test_no_tracked_file_names_a_package_index_or_is_huge() -> None:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not path.is_file() or parts[0].startswith(
            (".venv", ".git", ".mypy", ".ruff", ".hypo", ".cov", "dist")
        ):
            continue
        assert path.stat().st_size < 3_000_000, path
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8")
