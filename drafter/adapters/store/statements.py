"""Rows of statements: revisions and the acts of people are only ever added to."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy import exc

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, as_json, iso
from drafter.errors import Conflict, NotFound
from drafter.model.statement import Approval, Publication, Revision, SignOff, Statement, Waiver

_ACTS: dict[str, type[BaseModel]] = {
    "waiver": Waiver,
    "signoff": SignOff,
    "approval": Approval,
    "publication": Publication,
}


class StatementRows(Rows):
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
            raise NotFound(f"no statement {name!r}: its address in the browser names it")
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
        self._connection.execute(t.statements.insert(), {**fields, "created_at": iso(now)})
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
                {"statement": after.id, "kind": kind, "place": place, "body": as_json(act)}
                for place, act in enumerate(new)
                if place >= len(old)
            ]
            if rows:
                self._connection.execute(t.acts.insert(), rows)

    def _append_revisions(self, statement: Statement, revisions: Iterable[Revision]) -> None:
        rows = [
            {"statement": statement.id, "number": revision.number, "body": as_json(revision)}
            for revision in revisions
        ]
        if rows:
            self._connection.execute(t.revisions.insert(), rows)
