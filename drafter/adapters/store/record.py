"""The audit record, small remembered choices, and the cache of vectors."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, iso


class AuditLine(NamedTuple):
    """Who did what to what, when (ISO 8601, UTC)."""

    at: str
    by: str
    crisis: str
    verb: str
    subject: str
    detail: dict[str, Any]


class RecordRows(Rows):
    def log(
        self, *, at: datetime, by: str, crisis: str, verb: str, subject: str, **detail: Any
    ) -> None:
        row = {"at": iso(at), "by": by, "crisis": crisis, "verb": verb, "subject": subject}
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
