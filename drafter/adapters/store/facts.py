"""Rows of facts: every version stays."""

from datetime import datetime

import sqlalchemy as sa

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, as_json, iso
from drafter.model.brief import Fact


class FactRows(Rows):
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
            "body": as_json(fact),
            "at": iso(now),
            "by": by,
        }
        self._connection.execute(t.facts.insert(), row)
