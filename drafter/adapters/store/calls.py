"""Rows of calls: what a language model was asked, what it answered and what that cost."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, iso
from drafter.model.call import Call, Spent

_C = t.calls.c
_SUMS = (
    sa.func.coalesce(sa.func.sum(_C.counted), 0.0),
    sa.func.coalesce(sa.func.sum(_C.counted_tokens), 0),
    sa.func.count(),
    sa.func.coalesce(sa.func.sum(sa.case((_C.cost.is_(None), 1), else_=0)), 0),
)


class CallRows(Rows):
    def add_call(self, call: Call) -> None:
        self._connection.execute(t.calls.insert(), _row(call))

    def end_call(self, call: Call) -> None:
        """Write down what became of a call that was added when it began."""
        self._connection.execute(t.calls.update().where(_C.id == call.id), _row(call))

    def calls(self, crisis: str | None = None, *, most: int = 100) -> tuple[Call, ...]:
        """The latest calls, the newest first; of one crisis, or of all."""
        query = sa.select(t.calls).order_by(_C.at.desc(), sa.literal_column("rowid").desc())
        if self._connection.dialect.name != "sqlite":
            query = sa.select(t.calls).order_by(_C.at.desc())
        if crisis is not None:
            query = query.where(_C.crisis == crisis)
        return tuple(map(_call, self._connection.execute(query.limit(most))))

    def answered(self, key: str) -> Call | None:
        """The latest call with this key that was answered."""
        query = sa.select(t.calls).where(_C.key == key, _C.outcome == "ok")
        row = self._connection.execute(query.order_by(_C.at.desc()).limit(1)).first()
        return None if row is None else _call(row)

    def spent(self, *, crisis: str | None = None, day: str | None = None) -> Spent:
        """What calls took: of a crisis, of a day (UTC, ISO), or all of them."""
        query = sa.select(*_SUMS)
        if crisis is not None:
            query = query.where(_C.crisis == crisis)
        if day is not None:
            query = query.where(_C.day == day)
        return Spent(*self._connection.execute(query).one())

    def spent_by_day(self, crisis: str | None = None) -> tuple[tuple[str, Spent], ...]:
        """What calls took on each day (UTC, ISO), the latest first."""
        return self._by(_C.day, crisis)

    def _by(self, column: Any, crisis: str | None) -> tuple[tuple[str, Spent], ...]:
        query = sa.select(column, *_SUMS).group_by(column).order_by(column.desc())
        if crisis is not None:
            query = query.where(_C.crisis == crisis)
        return tuple((row[0], Spent(*row[1:])) for row in self._connection.execute(query))


def day_of(at: datetime) -> str:
    """The day in UTC: a limit a day means the same wherever the desk stands."""
    return at.astimezone(UTC).date().isoformat()


def _row(call: Call) -> dict[str, Any]:
    return {**call.model_dump(), "at": iso(call.at), "day": day_of(call.at)}


def _call(row: Any) -> Call:
    fields = dict(row._mapping)
    del fields["day"]
    return Call.model_validate({**fields, "at": datetime.fromisoformat(fields["at"])})
