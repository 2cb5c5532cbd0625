"""Rows of mentions and imports."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, as_json, iso
from drafter.errors import NotFound
from drafter.model.crisis import ImportReport, Mention

_ALL = TypeAdapter(tuple[Mention, ...])


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
        return _ALL.validate_json(f"[{','.join(rows)}]")  # at once: a tenth of the time

    def mention(self, slug: str, name: str) -> Mention:
        """Raises NotFound."""
        where = (t.mentions.c.crisis == slug, t.mentions.c.id == name)
        body = self._connection.scalar(sa.select(t.mentions.c.body).where(*where))
        if body is None:
            raise NotFound(f"no post {name!r} in crisis {slug!r}")
        return Mention.model_validate_json(body)

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

    def mentions_named(self, slug: str, names: Iterable[str]) -> tuple[Mention, ...]:
        """Those of these ids, in the order they came in."""
        wanted = (t.mentions.c.crisis == slug, t.mentions.c.id.in_(tuple(names)))
        query = sa.select(t.mentions.c.body).where(*wanted).order_by(t.mentions.c.seq)
        return tuple(Mention.model_validate_json(body) for body in self._connection.scalars(query))

    def mention_count(self, slug: str) -> int:
        query = sa.select(sa.func.count()).where(t.mentions.c.crisis == slug)
        return self._connection.scalar(query) or 0

    def import_last(self, slug: str) -> int:
        """A number that grows with every import, 0 before the first."""
        query = sa.select(sa.func.max(t.imports.c.seq)).where(t.imports.c.crisis == slug)
        return self._connection.scalar(query) or 0

    def imports(self, slug: str) -> tuple[tuple[str, str, ImportReport], ...]:
        """(file name, time, report) of each import."""
        query = sa.select(t.imports.c.name, t.imports.c.at, t.imports.c.report)
        rows = self._connection.execute(
            query.where(t.imports.c.crisis == slug).order_by(t.imports.c.seq)
        )
        return tuple((name, at, ImportReport.model_validate_json(body)) for name, at, body in rows)
