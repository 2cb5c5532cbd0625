"""Rows of mentions, imports and concerns."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, as_json, iso
from drafter.model.crisis import Concern, ImportReport, Mention


class MentionRows(Rows):
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
            {"crisis": slug, "id": mention.id, "seq": len(known) + place, "body": as_json(mention)}
            for place, mention in enumerate(fresh)
        ]
        if rows:
            self._connection.execute(t.mentions.insert(), rows)
        line = {"crisis": slug, "name": name, "at": iso(now), "by": by, "report": as_json(report)}
        self._connection.execute(t.imports.insert(), line)
        return len(fresh)

    def mentions(self, slug: str) -> tuple[Mention, ...]:
        query = sa.select(t.mentions.c.body).where(t.mentions.c.crisis == slug)
        rows = self._connection.scalars(query.order_by(t.mentions.c.seq))
        return tuple(Mention.model_validate_json(body) for body in rows)

    def change_mentions(self, slug: str, mentions: Iterable[Mention]) -> None:
        """Replace those that are stored under the same ids."""
        rows = [{"of": slug, "one": mention.id, "new": as_json(mention)} for mention in mentions]
        if rows:
            where = (
                t.mentions.c.crisis == sa.bindparam("of"),
                t.mentions.c.id == sa.bindparam("one"),
            )
            self._connection.execute(
                t.mentions.update().where(*where).values(body=sa.bindparam("new")), rows
            )

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
            {"crisis": slug, "id": concern.id, "place": place, "body": as_json(concern)}
            for place, concern in enumerate(concerns)
        ]
        if rows:
            self._connection.execute(t.concerns.insert(), rows)

    def concerns(self, slug: str) -> tuple[Concern, ...]:
        query = sa.select(t.concerns.c.body).where(t.concerns.c.crisis == slug)
        rows = self._connection.scalars(query.order_by(t.concerns.c.place))
        return tuple(Concern.model_validate_json(body) for body in rows)
