"""What every test gets: no real model, a home folder of its own, and a clock that stands still."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from drafter import llm
from drafter.desk import Desk
from drafter.settings import Settings

SOAK = os.environ.get("DRAFTER_SOAK") == "1"

hypothesis_settings.register_profile(
    "desk",
    deadline=None,
    derandomize=not SOAK,
    max_examples=1000 if SOAK else 100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("desk")

LONG = ("browser", "soak", "long")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is long comes first and is not traced: tracing doubles its time and covers nothing more.

    xdist gives each of the two workers one half to begin with: one begins with the browser's tests,
    which share a server and a Chromium, the other with the rest of what is long.
    """
    first, second, short = [], [], []
    for item in items:
        long = any(item.get_closest_marker(name) for name in LONG)
        if long:
            item.add_marker("no_cover")
        chosen = first if item.get_closest_marker("browser") else second if long else short
        chosen.append(item)
    half = max(0, (len(items) + 1) // 2 - len(first))
    items[:] = [*first, *short[:half], *second, *short[half:]]


@pytest.fixture(autouse=True)
def _no_real_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith("DRAFTER_") and name not in (
            "DRAFTER_SOAK",
            "DRAFTER_SHOTS",
            "DRAFTER_DOCS_SHOTS",
        ):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    # Words are quicker than meaning; the tests of the model itself ask for it by name.
    monkeypatch.setenv("DRAFTER_EMBEDDER", "lexical")
    llm.forbid_real_calls()
    yield
    llm.forbid_real_calls()


class Clock:
    """A clock that only a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **passed: float) -> None:
        self.now += timedelta(**passed)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new database. A copy of it is opened sooner than all migrations are run."""
    from drafter.adapters.store import Store

    home = tmp_path_factory.mktemp("new")
    Store.in_folder(home).close()
    return home / "drafter.db"


@pytest.fixture
def settings(tmp_path: Path, new_database: Path) -> Settings:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(new_database, home)
    return Settings(home=home, _env_file=None)


@pytest.fixture
def desk(settings: Settings, clock: Clock) -> Iterator[Desk]:
    opened = Desk(settings, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def soak() -> Callable[[int], int]:
    """The full count in `make soak`, a tenth of it else."""
    return lambda count: count if SOAK else max(1, count // 10)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public evaluation data; a test that needs it is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("no shared/ beside the project: evaluation data is not part of it")
    return folder
