"""Rows of crises."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import exc

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, as_json, iso
from drafter.errors import Conflict, NotFound
from drafter.model.crisis import Crisis


class CrisisRows(Rows):
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
            there = ", ".join(sorted(one.slug for one in self.crises()))
            raise NotFound(f"no crisis {slug!r}; there are: {there or 'none'}")
        return Crisis.model_validate_json(body)

    def add_crisis(self, crisis: Crisis) -> None:
        row = {"slug": crisis.slug, "body": as_json(crisis), "created_at": iso(crisis.created_at)}
        try:
            self._connection.execute(t.crises.insert(), row)
        except exc.IntegrityError:
            raise Conflict(f"there is already a crisis {crisis.slug!r}", latest=0) from None

    def change_crisis(self, crisis: Crisis) -> None:
        where = t.crises.c.slug == crisis.slug
        self._connection.execute(t.crises.update().where(where).values(body=as_json(crisis)))

    def remove_crisis(self, slug: str, *, now: datetime) -> None:
        """It disappears from the desk; the record stays."""
        self._connection.execute(
            t.crises.update().where(t.crises.c.slug == slug).values(removed_at=iso(now))
        )
