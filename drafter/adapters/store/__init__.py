"""The database, on SQLAlchemy. SQL holds the truth; what is on the record is only ever added to.

`Store.reading()` and `Store.writing()` give a `Records` in one transaction. A write transaction is
exclusive from its beginning (BEGIN IMMEDIATE), so what a verb loads is what it changes.
"""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import event, exc

from drafter.adapters.store.calls import CallRows
from drafter.adapters.store.concerns import ConcernRows, JudgedRows
from drafter.adapters.store.crises import CrisisRows
from drafter.adapters.store.facts import FactRows
from drafter.adapters.store.jobs import JobRows
from drafter.adapters.store.mentions import MentionRows
from drafter.adapters.store.record import AuditLine, RecordRows
from drafter.adapters.store.statements import StatementRows
from drafter.errors import StoreError

__all__ = ["AuditLine", "Records", "Store"]

_MIGRATIONS = Path(__file__).parent.parent / "migrations"


class Store:
    """One database. Opening it brings its shape up to date. Raises StoreError."""

    def __init__(self, address: str):
        """`address` is an SQLAlchemy address, e.g. `sqlite:////home/me/drafter.db`."""
        self.address = address
        self._engine = _engine(address)
        self._here = threading.local()
        with _said_clearly(self._engine):
            _migrate(self._engine)

    @classmethod
    def in_folder(cls, home: Path) -> "Store":
        """The SQLite database of a home folder, made where there is none."""
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as broken:
            raise StoreError(f"{home}: cannot make the data folder: {broken.strerror}") from None
        return cls(f"sqlite:///{home / 'drafter.db'}")

    @property
    def shared(self) -> bool:
        """Whether another process may open it too: one in memory is this one's alone."""
        return self._engine.url.database not in (None, "", ":memory:")

    @contextlib.contextmanager
    def reading(self) -> "Iterator[Records]":
        with _said_clearly(self._engine), self._engine.connect() as connection:
            yield Records(connection)

    @contextlib.contextmanager
    def writing(self) -> "Iterator[Records]":
        """All of it is kept, or none."""
        writer = self._engine.execution_options(drafter_writes=True)
        with _said_clearly(self._engine), writer.begin() as connection:
            self._here.writes = True
            try:
                yield Records(connection)
            finally:
                self._here.writes = False

    @property
    def is_writing(self) -> bool:
        """Whether this thread is inside `writing()`: a second one would wait for itself."""
        return getattr(self._here, "writes", False)

    def close(self) -> None:
        self._engine.dispose()


def _engine(address: str) -> sa.Engine:
    try:
        engine = sa.create_engine(address)
    except (exc.ArgumentError, exc.NoSuchModuleError, ModuleNotFoundError) as wrong:
        raise StoreError(f"DRAFTER_DATABASE_URL cannot be used: {type(wrong).__name__}") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout=15000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("drafter_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextlib.contextmanager
def _said_clearly(engine: sa.Engine) -> Iterator[None]:
    """Database errors as one line without statement or parameters: those hold people's texts."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except exc.DBAPIError as broken:
        place = engine.url.database or engine.url.render_as_string()
        first = str(broken.orig).splitlines()[0] if broken.orig else type(broken).__name__
        raise StoreError(f"{place}: {first}") from None


def _migrate(engine: sa.Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    head = scripts.get_current_head()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return
    if current is not None and current not in {
        script.revision for script in scripts.walk_revisions()
    }:
        raise StoreError(
            f"{engine.url.database}: written by a newer drafter (shape {current}); update drafter"
        )
    with _only_one(engine), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _only_one(engine: sa.Engine) -> contextlib.AbstractContextManager[Any]:
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:":
        return contextlib.nullcontext()
    return FileLock(f"{database}.migrate.lock", timeout=60)


class Records(
    CrisisRows, MentionRows, ConcernRows, JudgedRows, FactRows, StatementRows, RecordRows, CallRows,
    JobRows,
):  # fmt: skip
    """What is stored, seen in one transaction. Lists come in the order they were added."""
