"""The database, on SQLAlchemy. SQL holds the truth; what is on the record is only ever added to.

`Store.reading()` and `Store.writing()` give a `Records` in one transaction. A write transaction is
exclusive from its beginning (BEGIN IMMEDIATE), so what a verb loads is what it changes.
"""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from pydantic import BaseModel
from sqlalchemy import event, exc

from drafter.adapters import tables as t
from drafter.errors import Conflict, NotFound, StoreError
from drafter.model.brief import Fact
from drafter.model.crisis import Concern, Crisis, ImportReport, Mention
from drafter.model.statement import Approval, Publication, Revision, SignOff, Statement, Waiver

_MIGRATIONS = Path(__file__).parent / "migrations"
_ACTS: dict[str, type[BaseModel]] = {
    "waiver": Waiver,
    "signoff": SignOff,
    "approval": Approval,
    "publication": Publication,
}


class AuditLine(NamedTuple):
    """Who did what to what, when (ISO 8601, UTC)."""

    at: str
    by: str
    crisis: str
    verb: str
    subject: str
    detail: dict[str, Any]


class Store:
    """One database. Opening it brings its shape up to date. Raises StoreError."""

    def __init__(self, address: str):
        """`address` is an SQLAlchemy address, e.g. `sqlite:////home/me/drafter.db`."""
        self._engine = _engine(address)
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

    @contextlib.contextmanager
    def reading(self) -> "Iterator[Records]":
        with _said_clearly(self._engine), self._engine.connect() as connection:
            yield Records(connection)

    @contextlib.contextmanager
    def writing(self) -> "Iterator[Records]":
        """All of it is kept, or none."""
        writer = self._engine.execution_options(drafter_writes=True)
        with _said_clearly(self._engine), writer.begin() as connection:
            yield Records(connection)

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


class Records:
    """What is stored, seen in one transaction. Lists come in the order they were added."""

    def __init__(self, connection: sa.Connection):
        self._connection = connection

    # crises

    def crises(self) -> tuple[Crisis, ...]:
        query = sa.select(t.crises.c.body).where(t.crises.c.removed_at.is_(None))
        rows = self._connection.scalars(query.order_by(t.crises.c.created_at, t.crises.c.slug))
        return tuple(Crisis.model_validate_json(body) for body in rows)

    def slugs_ever(self) -> frozenset[str]:
        """All names in use, those of removed crises included."""
        return frozenset(self._connection.scalars(sa.select(t.crises.c.slug)))

    def crisis(self, slug: str) -> Crisis:
        query = sa.select(t.crises.c.body).where(
            t.crises.c.slug == slug, t.crises.c.removed_at.is_(None)
        )
        body = self._connection.scalar(query)
        if body is None:
            raise NotFound(f"no crisis {slug!r}")
        return Crisis.model_validate_json(body)

    def add_crisis(self, crisis: Crisis) -> None:
        row = {"slug": crisis.slug, "body": _json(crisis), "created_at": _iso(crisis.created_at)}
        try:
            self._connection.execute(t.crises.insert(), row)
        except exc.IntegrityError:
            raise Conflict(f"there is already a crisis {crisis.slug!r}", latest=0) from None

    def change_crisis(self, crisis: Crisis) -> None:
        where = t.crises.c.slug == crisis.slug
        self._connection.execute(t.crises.update().where(where).values(body=_json(crisis)))

    def remove_crisis(self, slug: str, *, now: datetime) -> None:
        """It disappears from the desk; the record stays."""
        self._connection.execute(
            t.crises.update().where(t.crises.c.slug == slug).values(removed_at=_iso(now))
        )

    # mentions and concerns

    def add_mentions(
        self,
        slug: str,
        mentions: Iterable[Mention],
        report: ImportReport,
        *,
        name: str,
        by: str,
        now: datetime,
    ) -> int:
        """Add those that are new; how many that were."""
        known = set(
            self._connection.scalars(sa.select(t.mentions.c.id).where(t.mentions.c.crisis == slug))
        )
        fresh = [mention for mention in mentions if mention.id not in known]
        rows = [
            {"crisis": slug, "id": mention.id, "seq": len(known) + place, "body": _json(mention)}
            for place, mention in enumerate(fresh)
        ]
        if rows:
            self._connection.execute(t.mentions.insert(), rows)
        line = {"crisis": slug, "name": name, "at": _iso(now), "by": by, "report": _json(report)}
        self._connection.execute(t.imports.insert(), line)
        return len(fresh)

    def mentions(self, slug: str) -> tuple[Mention, ...]:
        query = sa.select(t.mentions.c.body).where(t.mentions.c.crisis == slug)
        rows = self._connection.scalars(query.order_by(t.mentions.c.seq))
        return tuple(Mention.model_validate_json(body) for body in rows)

    def mention_count(self, slug: str) -> int:
        query = sa.select(sa.func.count()).where(t.mentions.c.crisis == slug)
        return self._connection.scalar(query) or 0

    def imports(self, slug: str) -> tuple[tuple[str, str, ImportReport], ...]:
        """(file name, time, report) of each import."""
        query = sa.select(t.imports.c.name, t.imports.c.at, t.imports.c.report)
        rows = self._connection.execute(
            query.where(t.imports.c.crisis == slug).order_by(t.imports.c.seq)
        )
        return tuple((name, at, ImportReport.model_validate_json(body)) for name, at, body in rows)

    def set_concerns(self, slug: str, concerns: Iterable[Concern]) -> None:
        self._connection.execute(t.concerns.delete().where(t.concerns.c.crisis == slug))
        rows = [
            {"crisis": slug, "id": concern.id, "place": place, "body": _json(concern)}
            for place, concern in enumerate(concerns)
        ]
        if rows:
            self._connection.execute(t.concerns.insert(), rows)

    def concerns(self, slug: str) -> tuple[Concern, ...]:
        query = sa.select(t.concerns.c.body).where(t.concerns.c.crisis == slug)
        rows = self._connection.scalars(query.order_by(t.concerns.c.place))
        return tuple(Concern.model_validate_json(body) for body in rows)

    # facts

    def facts(self, slug: str) -> tuple[Fact, ...]:
        """The latest version of every fact, by id number."""
        query = sa.select(t.facts.c.body).where(t.facts.c.crisis == slug)
        rows = self._connection.scalars(query.order_by(t.facts.c.version))
        latest = {fact.id: fact for fact in map(Fact.model_validate_json, rows)}
        return tuple(sorted(latest.values(), key=lambda fact: int(fact.id[1:])))

    def fact_versions(self, slug: str, fact: str) -> tuple[tuple[str, str, Fact], ...]:
        """(time, person, fact) of each version, the oldest first."""
        query = sa.select(t.facts.c.at, t.facts.c.by, t.facts.c.body).where(
            t.facts.c.crisis == slug, t.facts.c.id == fact
        )
        rows = self._connection.execute(query.order_by(t.facts.c.version))
        return tuple((at, by, Fact.model_validate_json(body)) for at, by, body in rows)

    def put_fact(self, slug: str, fact: Fact, *, by: str, now: datetime) -> None:
        """Add a version. What an older version said stays on the record."""
        where = (t.facts.c.crisis == slug, t.facts.c.id == fact.id)
        last = self._connection.scalar(sa.select(sa.func.max(t.facts.c.version)).where(*where)) or 0
        row = {
            "crisis": slug,
            "id": fact.id,
            "version": last + 1,
            "body": _json(fact),
            "at": _iso(now),
            "by": by,
        }
        self._connection.execute(t.facts.insert(), row)

    # statements

    def statements(self, slug: str) -> tuple[Statement, ...]:
        query = sa.select(t.statements).where(t.statements.c.crisis == slug)
        rows = self._connection.execute(
            query.order_by(t.statements.c.created_at, t.statements.c.id)
        )
        return tuple(self._whole(row) for row in rows.all())

    def statement(self, name: str) -> Statement:
        row = self._connection.execute(
            sa.select(t.statements).where(t.statements.c.id == name)
        ).one_or_none()
        if row is None:
            raise NotFound(f"no statement {name!r}")
        return self._whole(row)

    def _whole(self, row: sa.Row[Any]) -> Statement:
        texts = self._connection.scalars(
            sa.select(t.revisions.c.body)
            .where(t.revisions.c.statement == row.id)
            .order_by(t.revisions.c.number)
        )
        acts: dict[str, list[Any]] = {kind: [] for kind in _ACTS}
        query = sa.select(t.acts.c.kind, t.acts.c.body).where(t.acts.c.statement == row.id)
        for kind, body in self._connection.execute(query.order_by(t.acts.c.place)):
            acts[kind].append(_ACTS[kind].model_validate_json(body))
        return Statement(
            id=row.id,
            crisis=row.crisis,
            kind=row.kind,
            channel=row.channel,
            language=row.language,
            revisions=tuple(Revision.model_validate_json(body) for body in texts),
            waivers=tuple(acts["waiver"]),
            signoffs=tuple(acts["signoff"]),
            approvals=tuple(acts["approval"]),
            publications=tuple(acts["publication"]),
        )

    def add_statement(self, statement: Statement, *, now: datetime) -> None:
        fields = statement.model_dump(include={"id", "crisis", "kind", "channel", "language"})
        self._connection.execute(t.statements.insert(), {**fields, "created_at": _iso(now)})
        self._append_revisions(statement, statement.revisions)

    def append(self, before: Statement, after: Statement) -> None:
        """Write what `after` has and `before` has not. Raises Conflict where a number is taken."""
        try:
            self._append_revisions(after, after.revisions[len(before.revisions) :])
        except exc.IntegrityError:
            raise Conflict("somebody saved first", latest=before.latest.number) from None
        for kind in _ACTS:
            old, new = getattr(before, f"{kind}s"), getattr(after, f"{kind}s")
            rows = [
                {"statement": after.id, "kind": kind, "place": place, "body": _json(act)}
                for place, act in enumerate(new)
                if place >= len(old)
            ]
            if rows:
                self._connection.execute(t.acts.insert(), rows)

    def _append_revisions(self, statement: Statement, revisions: Iterable[Revision]) -> None:
        rows = [
            {"statement": statement.id, "number": revision.number, "body": _json(revision)}
            for revision in revisions
        ]
        if rows:
            self._connection.execute(t.revisions.insert(), rows)

    # audit and memory

    def log(
        self, *, at: datetime, by: str, crisis: str, verb: str, subject: str, **detail: Any
    ) -> None:
        row = {"at": _iso(at), "by": by, "crisis": crisis, "verb": verb, "subject": subject}
        self._connection.execute(
            t.audit.insert(), {**row, "detail": json.dumps(detail, ensure_ascii=False)}
        )

    def audit(self, slug: str) -> tuple[AuditLine, ...]:
        query = sa.select(t.audit).where(t.audit.c.crisis == slug).order_by(t.audit.c.seq)
        return tuple(
            AuditLine(row.at, row.by, row.crisis, row.verb, row.subject, json.loads(row.detail))
            for row in self._connection.execute(query)
        )

    def remember(self, key: str, value: str) -> None:
        self._connection.execute(t.memory.delete().where(t.memory.c.key == key))
        self._connection.execute(t.memory.insert(), {"key": key, "value": value})

    def vectors(self, embedder: str, texts: Sequence[str]) -> dict[str, bytes]:
        """The kept vectors (float32, little-endian) of these texts, by the texts' digests."""
        found: dict[str, bytes] = {}
        for start in range(0, len(texts), 500):
            query = sa.select(t.vectors.c.text, t.vectors.c.vector).where(
                t.vectors.c.embedder == embedder, t.vectors.c.text.in_(texts[start : start + 500])
            )
            found |= {name: bytes(vector) for name, vector in self._connection.execute(query)}
        return found

    def keep_vectors(self, embedder: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors by their texts' digests; those that are known stay as they are."""
        known = self.vectors(embedder, list(vectors))
        rows = [
            {"embedder": embedder, "text": name, "vector": vector}
            for name, vector in vectors.items()
            if name not in known
        ]
        if rows:
            self._connection.execute(t.vectors.insert(), rows)

    def recalled(self, key: str) -> str | None:
        return self._connection.scalar(sa.select(t.memory.c.value).where(t.memory.c.key == key))


def _json(noun: Any) -> str:
    return str(noun.model_dump_json())


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
