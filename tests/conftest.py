"""What every test gets: no real model, a home folder of its own, and a clock that stands still."""

import os
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


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", _env_file=None)


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
