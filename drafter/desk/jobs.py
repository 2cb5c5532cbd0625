"""Work through the rows of a job: bounded concurrency, one process at a time, safe against a kill.

A row is claimed (running) in the transaction that saves those which are finished, so a slot is free
again only when its answer is in the database: a kill costs at most as many calls as there are slots.
Which process works on a job is a token with a lease; the token of a process that is gone frees the
job at once, on the same machine, else when its lease runs out.
"""

import os
import platform
import queue
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drafter.bugs import written_down
from drafter.errors import Conflict, DrafterError, ModelLimit, ModelUnavailable
from drafter.model.faq import Entry, Progress, State

if TYPE_CHECKING:
    from drafter.adapters.store import Records, Store

Work = Callable[[Entry], Entry]

_LEASE = 20.0  # seconds; renewed at least every `_TURN`
_TURN = 1.0
_LULL = 0.05  # without an answer, before there is time for anything else
_TRIES = 5  # of a row whose model is not to be had
_WINDOW = 30.0  # seconds that the rate is measured over


class Outcome(NamedTuple):
    """A row as it is to be saved; `halt` says why nothing more is to be asked, `away` that the model
    was not to be had. `finished` is the version of a row that was answered before."""

    entry: Entry
    halt: str = ""
    away: str = ""
    finished: int | None = None


class Worker:
    """Works through one job with `concurrency` threads. `work` answers a row, or raises.

    `finish` does what may wait with a row that is `rough`, in a thread of its own, whenever no answer
    has come in for a moment: it takes the processor, which the calls need. Another process may do the
    same from the first row on; here it begins with the last. `prepare` makes ready for that while the
    first calls are under way.
    """

    def __init__(
        self,
        store: "Store",
        job: str,
        work: Work,
        *,
        finish: Work | None = None,
        prepare: Callable[[], None] | None = None,
        concurrency: int = 8,
        told: Callable[[Progress], None] | None = None,
    ):
        self._store = store
        self._job = job
        self._work = work
        self._finish = finish
        self._prepare = prepare
        self._rough: list[str] = []
        self._refine: queue.SimpleQueue[tuple[Entry, int] | None] = queue.SimpleQueue()
        self._refining = 0
        self._slots = max(1, concurrency)
        self._told = told
        self._todo: queue.SimpleQueue[Entry | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._flying = 0
        self._away = 0
        self._halt = ""
        self._said = 0.0
        self.owner = _token()

    def run(self) -> None:
        """Until nothing is left, or somebody pauses or cancels. Raises Conflict where another works."""
        hold(self._store, self._job, self.owner)
        threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(self._slots)]
        for thread in (*threads, threading.Thread(target=self._polish, daemon=True)):
            thread.start()
        try:
            if self._finish is not None:
                with self._store.reading() as records:
                    self._rough.extend(records.rough(self._job))
            finished: list[Outcome] = []
            while self._turn(finished):
                finished = self._collected()
        finally:
            for _ in threads:
                self._todo.put(None)
            self._refine.put(None)
            with suppress(DrafterError), self._store.writing() as records:
                records.let_go(self._job, self.owner, self._halt)

    def _turn(self, finished: list[Outcome]) -> bool:
        """Save what is finished and claim as many rows as slots are free. Whether there is more."""
        self._weigh(finished)
        with self._store.writing() as records:
            wish = records.renew(self._job, self.owner, time.time(), _LEASE)
            for one in finished:
                self._save(records, one)
            if self._halt and wish == "run":
                records.want(self._job, "pause", self._halt)
            goes_on = wish == "run" and not self._halt
            claimed = records.claim(self._job, self._slots - self._flying) if goes_on else ()
        self._flying += len(claimed)
        for entry in claimed:
            self._todo.put(entry)
        self._rough.extend(
            one.entry.key for one in finished if one.entry.rough and one.finished is None
        )
        if self._told is not None and time.monotonic() - self._said >= _TURN:
            self._said = time.monotonic()
            self._told(progress(self._store, self._job))
        return self._flying + self._refining + len(self._rough) > 0

    def _save(self, records: "Records", one: Outcome) -> None:
        if one.finished is None:
            self._flying -= 1
            records.settle(self._job, one.entry, time.time())
            return
        self._refining -= 1
        with suppress(Conflict):  # a person changed the row, which checks it wholly
            records.change_entry(self._job, one.entry, one.finished)

    def _weigh(self, finished: list[Outcome]) -> None:
        """Stop asking where the spending limit is reached or nothing has come back for long."""
        for one in finished:
            self._away = self._away + 1 if one.away else 0
            self._halt = one.halt or self._halt
            if self._away >= 2 * self._slots + 4:
                self._halt = f"the model did not answer {self._away} times in a row: {one.away}"

    def _collected(self) -> list[Outcome]:
        """What is finished by now; waits for the first, though not longer than the lease allows."""
        found: list[Outcome] = []
        idle = self._rough and not self._refining
        with suppress(queue.Empty):
            if self._flying + self._refining:
                found.append(self._done.get(timeout=_LULL if idle else _TURN))
            while True:
                found.append(self._done.get_nowait())
        if idle and not found:
            self._refine_one(self._rough.pop())
        return found

    def _refine_one(self, key: str) -> None:
        with self._store.reading() as records:
            row, version = records.entry(self._job, key)
        if row.rough:
            self._refining += 1
            self._refine.put((row, version))

    def _polish(self) -> None:
        if self._prepare is not None:
            with suppress(Exception):  # what fails here fails again with a row, which says so
                self._prepare()
        while (given := self._refine.get()) is not None:
            row, version = given
            try:
                done = self._finish(row) if self._finish is not None else row
            except Exception as bug:
                said = f"not checked: a bug, written down in {written_down(bug)}"
                done = row.model_copy(update={"warnings": (*row.warnings, said)})
            self._done.put(Outcome(done, finished=version))

    def _serve(self) -> None:
        while (entry := self._todo.get()) is not None:
            self._done.put(self._outcome(entry))

    def _outcome(self, entry: Entry) -> Outcome:
        """The row, answered or with the reason why not: no failure of one row is another's."""
        tries = entry.tries + 1
        try:
            return Outcome(self._work(entry).model_copy(update={"tries": tries}))
        except ModelLimit as limit:
            return Outcome(_with(entry, State.PENDING, str(limit), entry.tries), halt=str(limit))
        except ModelUnavailable as away:
            state = State.PENDING if tries < _TRIES else State.FAILED
            return Outcome(_with(entry, state, str(away), tries), away=str(away))
        except DrafterError as failed:
            return Outcome(_with(entry, State.FAILED, str(failed), tries))
        except Exception as bug:
            said = f"a bug ({type(bug).__name__}), written down in {written_down(bug)}"
            return Outcome(_with(entry, State.FAILED, said, tries))


def _with(entry: Entry, state: State, why: str, tries: int) -> Entry:
    return entry.model_copy(update={"state": state, "why": " ".join(why.split()), "tries": tries})


def hold(store: "Store", job: str, owner: str) -> None:
    """Take a job for a process; rows that a dead one left running are pending again.

    Raises Conflict where another process works on it.
    """
    with store.writing() as records:
        held = records.holder(job)
        if held.owner and held.lease > time.time() and not _gone(held.owner):
            raise Conflict("another process works on this job", latest=0)
        records.hold(job, owner, time.time() + _LEASE)


def held(store: "Store", job: str) -> bool:
    """Whether a process works on the job now."""
    with store.reading() as records:
        holder = records.holder(job)
    return bool(holder.owner) and holder.lease > time.time() and not _gone(holder.owner)


def progress(store: "Store", job: str) -> Progress:
    """How far a job is, as any process sees it; the rate is that of the last half minute."""
    now = time.time()
    with store.reading() as records:
        counts: Mapping[State, int] = records.counts(job)
        holder = records.holder(job)
        unchecked = len(records.rough(job))
        count, first = records.settled_since(job, now - _WINDOW)
    working = bool(holder.owner) and holder.lease > now and not _gone(holder.owner)
    rate = count / max(now - first, 0.5) if working and count > 1 else 0.0
    return Progress(
        counts=dict(counts),
        wish=holder.wish,
        working=working,
        note=holder.note,
        rate=rate,
        unchecked=unchecked,
    )


def _token() -> str:
    """Names this process on this machine, and one worker in it."""
    pid = os.getpid()
    return f"{platform.node()[:60]}|{pid}|{_started(pid)}|{secrets.token_hex(6)}"


def _gone(owner: str) -> bool:
    """Whether the process of a token is known to be dead: only this machine's are known."""
    host, pid, started, _ = owner.split("|")
    if host != platform.node()[:60]:
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError):
        return False
    return _started(int(pid)) != started


def _started(pid: int) -> str:
    """When a process began, where the system tells: a number used again is another process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (OSError, UnicodeDecodeError):
        return ""
    return "" if fields[0] == "Z" else fields[19]
