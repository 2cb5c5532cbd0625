"""Rows of jobs: who works on one, and one row a question that only its worker or a person changes.

A worker holds a job by its token (`owner`) until its lease runs out. Every write of a worker names
the token: one that lost the job, because it slept through its lease, cannot write any more.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from drafter.adapters import tables as t
from drafter.adapters.store.rows import Rows, as_json, iso
from drafter.errors import Conflict, NotFound
from drafter.model.faq import Entry, Job, State, Wish

_ENDED = ("done", "failed", "needs_answer")


class Holder(NamedTuple):
    """Who works on a job, until when (seconds since 1970), and what people want of it."""

    owner: str
    lease: float
    wish: Wish
    note: str


class JobRows(Rows):
    def add_job(self, job: Job, entries: Iterable[Entry]) -> None:
        self._connection.execute(
            t.jobs.insert(),
            {
                "id": job.id, "crisis": job.crisis, "body": as_json(job), "wish": "run", "note": "",
                "owner": "", "lease": 0.0, "created_at": iso(job.created_at),
            },
        )  # fmt: skip
        self._add(job.id, entries)

    def _add(self, job: str, entries: Iterable[Entry]) -> None:
        rows = [{"job": job, "settled": 0.0, "version": 1, **_row(one)} for one in entries]
        if rows:
            self._connection.execute(t.job_items.insert(), rows)

    def change_job(self, job: Job) -> None:
        self._connection.execute(
            t.jobs.update().where(t.jobs.c.id == job.id).values(body=as_json(job))
        )

    def remove_job(self, job: str) -> None:
        self._connection.execute(t.job_items.delete().where(t.job_items.c.job == job))
        self._connection.execute(t.jobs.delete().where(t.jobs.c.id == job))

    def job(self, name: str) -> Job:
        body = self._connection.scalar(sa.select(t.jobs.c.body).where(t.jobs.c.id == name))
        if body is None:
            raise NotFound(f"no job {name!r}")
        return Job.model_validate_json(body)

    def jobs(self, crisis: str) -> tuple[Job, ...]:
        """The jobs of a crisis, the newest first."""
        query = sa.select(t.jobs.c.body).where(t.jobs.c.crisis == crisis)
        rows = self._connection.scalars(query.order_by(t.jobs.c.created_at.desc(), t.jobs.c.id))
        return tuple(Job.model_validate_json(body) for body in rows)

    def holder(self, job: str) -> Holder:
        query = sa.select(t.jobs.c.owner, t.jobs.c.lease, t.jobs.c.wish, t.jobs.c.note)
        row = self._connection.execute(query.where(t.jobs.c.id == job)).one_or_none()
        if row is None:
            raise NotFound(f"no job {job!r}")
        return Holder(*row)

    def hold(self, job: str, owner: str, lease: float) -> None:
        """The job is this worker's; rows that a dead one left running are pending again."""
        self._connection.execute(
            t.jobs.update()
            .where(t.jobs.c.id == job)
            .values(owner=owner, lease=lease, wish="run", note="")
        )
        items = t.job_items
        self._connection.execute(
            items.update()
            .where(items.c.job == job, items.c.state == State.RUNNING.value)
            .values(state=State.PENDING.value, version=items.c.version + 1)
        )

    def renew(self, job: str, owner: str, now: float, lease: float) -> Wish:
        """Hold on to the job for `lease` seconds from `now`, which is written when a tenth of them is over.

        Raises Conflict where it is another worker's by now.
        """
        holder = self.holder(job)
        if holder.owner != owner:
            raise Conflict("another process works on this job now", latest=0)
        if holder.lease < now + 0.9 * lease:
            query = t.jobs.update().where(t.jobs.c.id == job, t.jobs.c.owner == owner)
            self._connection.execute(query.values(lease=now + lease))
        return holder.wish

    def let_go(self, job: str, owner: str, note: str = "") -> None:
        query = t.jobs.update().where(t.jobs.c.id == job, t.jobs.c.owner == owner)
        self._connection.execute(query.values(owner="", lease=0.0, note=note))

    def want(self, job: str, wish: Wish, note: str = "") -> None:
        self._connection.execute(
            t.jobs.update().where(t.jobs.c.id == job).values(wish=wish, note=note)
        )

    def claim(self, job: str, count: int) -> tuple[Entry, ...]:
        """Up to `count` pending rows, running from here on: those tried least often first."""
        if count < 1:
            return ()
        items = t.job_items
        query = sa.select(items.c.key, items.c.body).where(
            items.c.job == job, items.c.state == State.PENDING.value
        )
        rows = self._connection.execute(
            query.order_by(items.c.tries, items.c.place).limit(count)
        ).all()
        if rows:
            self._connection.execute(
                items.update()
                .where(items.c.job == job, items.c.key.in_([row.key for row in rows]))
                .values(state=State.RUNNING.value, version=items.c.version + 1)
            )
        return tuple(_entry(row.body, State.RUNNING) for row in rows)

    def settle(self, job: str, entry: Entry, now: float) -> None:
        """What became of a row; `now` in seconds since 1970."""
        self._put(job, entry, settled=now)

    def change_entry(self, job: str, entry: Entry, version: int) -> None:
        """A person's change of a row read at `version`. Raises Conflict where it has another by now."""
        items = t.job_items
        query = items.update().where(
            items.c.job == job, items.c.key == entry.key, items.c.version == version
        )
        values = {**_row(entry), "version": version + 1}
        if self._connection.execute(query.values(**values)).rowcount != 1:
            raise Conflict("somebody changed this row first", latest=version + 1)

    def rekey(self, job: str, old: str, entry: Entry) -> None:
        """The row under another key: its question is to be answered from other facts."""
        items = t.job_items
        where = (items.c.job == job, items.c.key == old)
        values = {**_row(entry), "version": items.c.version + 1}
        self._connection.execute(items.update().where(*where).values(**values))

    def _put(self, job: str, entry: Entry, **more: float) -> None:
        items = t.job_items
        query = items.update().where(items.c.job == job, items.c.key == entry.key)
        values = {**_row(entry), **more, "version": items.c.version + 1}
        self._connection.execute(query.values(**values))

    def entries(self, job: str, *states: State) -> tuple[Entry, ...]:
        """The rows in these states, or all, in their order."""
        return tuple(entry for entry, _ in self.versioned(job, *states))

    def versioned(self, job: str, *states: State) -> tuple[tuple[Entry, int], ...]:
        """The rows in these states, or all, each with the version that a change rests on."""
        items = t.job_items
        query = sa.select(items.c.body, items.c.state, items.c.version).where(items.c.job == job)
        if states:
            query = query.where(items.c.state.in_([one.value for one in states]))
        rows = self._connection.execute(query.order_by(items.c.place, items.c.key))
        return tuple((_entry(body, state), version) for body, state, version in rows)

    def entry(self, job: str, key: str) -> tuple[Entry, int]:
        items = t.job_items
        query = sa.select(items.c.body, items.c.state, items.c.version)
        row = self._connection.execute(
            query.where(items.c.job == job, items.c.key == key)
        ).one_or_none()
        if row is None:
            raise NotFound(f"no question {key!r} in this job")
        return _entry(row.body, row.state), row.version

    def rough(self, job: str) -> tuple[str, ...]:
        """The keys of answers that are not wholly checked yet."""
        items = t.job_items
        query = sa.select(items.c.key).where(items.c.job == job, items.c.rough)
        return tuple(self._connection.scalars(query.order_by(items.c.place)))

    def counts(self, job: str) -> Mapping[State, int]:
        items = t.job_items
        query = sa.select(items.c.state, sa.func.count()).where(items.c.job == job)
        rows = self._connection.execute(query.group_by(items.c.state))
        return {State(state): count for state, count in rows}

    def settled_since(self, job: str, since: float) -> tuple[int, float]:
        """How many rows were settled since, and when the first of them (seconds since 1970)."""
        items = t.job_items
        query = sa.select(sa.func.count(), sa.func.min(items.c.settled)).where(
            items.c.job == job, items.c.state.in_(_ENDED), items.c.settled >= since
        )
        count, first = self._connection.execute(query).one()
        return count, first or since


def _entry(body: str, state: str) -> Entry:
    """The row; a claim changes only the state's own column."""
    entry = Entry.model_validate_json(body)
    return entry if entry.state == state else entry.model_copy(update={"state": State(state)})


def _row(entry: Entry) -> dict[str, object]:
    return {
        "key": entry.key,
        "place": entry.place,
        "state": entry.state.value,
        "tries": entry.tries,
        "rough": entry.rough,
        "body": as_json(entry),
    }
