"""Verbs on FAQs in bulk: find the questions, plan a job, work through it, export it.

The rows lie in the desk's database; for the command line in a file beside the output (`beside`), so
that nothing else is stored. `review` has what people decide about the answers.
"""

import secrets
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drafter.desk import jobs
from drafter.desk.faq import aside
from drafter.desk.faq.answering import Answering, Planned, planned
from drafter.desk.faq.review import Review
from drafter.desk.vectors import unkept
from drafter.errors import Conflict, InputError, MentionsError
from drafter.model.base import digest
from drafter.model.brief import Ledger
from drafter.model.crisis import Concern, ImportReport, Mention
from drafter.model.faq import Entry, Job, Progress, Question, State, Wish
from drafter.model.person import Duty

if TYPE_CHECKING:
    from drafter.adapters.store import Store
    from drafter.desk import Desk
    from drafter.llm import Embedder


class Listed(NamedTuple):
    """Questions of a table's column, and what became of its rows."""

    questions: tuple[Question, ...]
    report: ImportReport


class Faq:
    """`desk.faq`"""

    def __init__(self, desk: "Desk", *, store: "Store | None" = None, ledger: Ledger | None = None):
        self._desk = desk
        self._own = store
        self._given = ledger
        self._threads: dict[str, threading.Thread] = {}
        self._planned: tuple[str, str, dict[str, Planned]] = ("", "", {})
        self.review = Review(self)

    def beside(self, out: Path, ledger: Ledger) -> "Faq":
        """The same verbs on a database beside an output file, with facts out of a file."""
        from drafter.adapters.store import Store

        return Faq(self._desk, store=Store(f"sqlite:///{out}.job"), ledger=ledger)

    def close(self) -> None:
        """Let go of a database of its own."""
        if self._own is not None:
            self._own.close()

    @property
    def desk(self) -> "Desk":
        return self._desk

    @property
    def store(self) -> "Store":
        return self._own or self._desk.store

    @property
    def concurrency(self) -> int:
        """Model calls at a time, unless a caller says otherwise."""
        return self._desk.settings.model_concurrency

    @property
    def _embedder(self) -> "Embedder":
        """Beside a file nothing else is stored, vectors neither."""
        return self._desk.embedder if self._own is None else unkept(self._desk.embedder)

    def ledger(self, job: Job) -> Ledger:
        """The facts of a job as they are now."""
        return self._given or self._desk.facts.ledger(job.crisis)

    def asked(
        self, mentions: Sequence[Mention], concerns: Sequence[Concern]
    ) -> tuple[Question, ...]:
        """The questions in posts, deduplicated by meaning, those of most different people first."""
        from drafter.steps.faq.groups import from_mentions

        return from_mentions(mentions, concerns, embedder=self._embedder)

    def of_crisis(self, slug: str) -> tuple[Question, ...]:
        """The questions that the mentions of a crisis ask."""
        return self.asked(self._desk.mentions.all(slug), self._desk.concerns.all(slug))

    def listed(self, data: bytes, *, name: str, column: str) -> Listed:
        """The questions in a column of a table. Raises MentionsError naming the columns there are."""
        from drafter.adapters.importers import read, sniff
        from drafter.steps.faq.groups import Cell, from_cells

        sheet = sniff(data, name=name)
        mapping = {field: said for field, said in sheet.mapping.items() if field == "author"}
        # A file of one column has no header that could be told from a post: here its name tells it.
        lone = len(sheet.columns) == 1 and column not in sheet.columns
        imported = read(
            data, name=name, mapping={**mapping, "text": sheet.columns[0] if lone else column}
        )
        mentions = imported.mentions
        if lone:
            head = mentions[0].text.strip().casefold() if mentions else ""
            if head != column.strip().casefold():
                raise MentionsError(f"has no column {column!r}", where=name)
            mentions = mentions[1:]
        cells = {one.id: Cell(one.text, one.author) for one in mentions}
        again = [cells[one] for one in imported.originals.values() if one in cells]
        return Listed(from_cells([*cells.values(), *again]), imported.report)

    def plan(
        self,
        questions: Sequence[Question],
        *,
        title: str,
        by: str,
        crisis: str = "",
        channel: str = "web",
        language: str = "en",
        notes: tuple[str, ...] = (),
    ) -> Job:
        """A job with a row for each question; nothing is asked yet."""
        from drafter.prompts import channel_named

        person = self._desk.people.allowed(by, Duty.DRAFTER)
        channel_named(self._desk.prompts, channel)
        if not questions:
            raise InputError("there is no question in it")
        now = self._desk.clock()
        job = Job(
            id=f"q{secrets.token_hex(5)}",
            crisis=crisis,
            title=title,
            channel=channel,
            language=language,
            by=person.name,
            created_at=now,
            notes=notes,
        )
        ledger = self.ledger(job)
        job = job.model_copy(update={"ledger": ledger_digest(ledger)})
        rows = {
            plan.question.id: Entry(key=plan.key, place=place, question=plan.question)
            for place, plan in enumerate(self._plans(job.id, questions, ledger))
        }
        with self.store.writing() as records:
            records.add_job(job, rows.values())
            if crisis:
                records.log(
                    at=now, by=person.name, crisis=crisis, verb="plan FAQ", subject=job.id,
                    questions=len(rows),
                )  # fmt: skip
        return job

    def _plans(
        self, job: str, questions: Sequence[Question], ledger: Ledger
    ) -> tuple[Planned, ...]:
        """What there is for each question; a job that was planned a moment ago is not weighed again."""
        stamp = ledger_digest(ledger)
        name, was, known = self._planned
        if (name, was) != (job, stamp):
            known = {}
        fresh = [one for one in questions if one.id not in known]
        if fresh:
            made = planned(self._desk, fresh, ledger, self._embedder)
            known = known | {plan.question.id: plan for plan in made}
        self._planned = (job, stamp, known)
        return tuple(known[one.id] for one in questions)

    def remove(self, job: str) -> None:
        """Forget a job and its rows. Raises Conflict while a process works on it."""
        if jobs.held(self.store, job):
            raise Conflict("another process works on this job", latest=0)
        with self.store.writing() as records:
            records.remove_job(job)

    def of(self, slug: str) -> tuple[Job, ...]:
        """The jobs of a crisis, the newest first."""
        with self.store.reading() as records:
            return records.jobs(slug)

    def get(self, job: str) -> Job:
        """Raises NotFound."""
        with self.store.reading() as records:
            return records.job(job)

    def entries(self, job: str, *states: State) -> tuple[Entry, ...]:
        """The rows in these states, or all, in their order."""
        with self.store.reading() as records:
            return records.entries(job, *states)

    def progress(self, job: str) -> Progress:
        return jobs.progress(self.store, job)

    def run(
        self,
        job: str,
        *,
        by: str,
        concurrency: int | None = None,
        told: Callable[[Progress], None] | None = None,
    ) -> Progress:
        """Work through the rows that are pending, here and now. Raises Conflict where another does."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        wanted = self.get(job)
        if jobs.held(self.store, job):
            raise Conflict("another process works on this job", latest=0)
        ledger = self.ledger(wanted)
        rows = self.entries(job)
        todo = [one for one in rows if not one.state.settled]
        rough = sum(one.rough for one in rows)
        if todo or rough:
            self.warm()
            plans = self._plans(job, [one.question for one in todo], ledger)
            work = Answering(self._desk, wanted, ledger, plans, by=person.name)
            worker = jobs.Worker(
                self.store,
                job,
                work,
                finish=work.finish,
                prepare=work.finish.prepare,
                concurrency=concurrency or self.concurrency,
                told=told,
            )
            with aside.checking(self._desk, self.store, job, ledger, len(todo) + rough):
                worker.run()
        return self.progress(job)

    def warm(self) -> None:
        """Make ready what the first answer would wait for, once and not once a thread."""
        if self._desk.settings.model is not None:
            from drafter.adapters.provider import litellm

            litellm()

    def start(self, job: str, *, by: str, concurrency: int | None = None) -> None:
        """Work through a job behind the page's back; `progress` says how far it is."""
        self._desk.people.allowed(by, Duty.DRAFTER)
        thread = self._threads.get(job)
        if thread is not None and thread.is_alive() or jobs.held(self.store, job):
            raise Conflict("this job is at work already", latest=0)
        with self.store.writing() as records:
            records.want(job, "run")

        def work() -> None:
            with suppress(Conflict):  # another process was quicker
                self.run(job, by=by, concurrency=concurrency)

        thread = threading.Thread(target=self._told_of, args=(job, work), daemon=True)
        self._threads[job] = thread
        thread.start()

    def at_work(self, job: str) -> bool:
        """Whether this process is at it, or about to be."""
        thread = self._threads.get(job)
        return thread is not None and thread.is_alive()

    def _told_of(self, job: str, work: Callable[[], None]) -> None:
        """A job that cannot begin says why on its page."""
        from drafter.bugs import written_down
        from drafter.errors import DrafterError

        try:
            work()
        except DrafterError as failed:
            said = str(failed)
        except Exception as bug:
            said = f"a bug, written down in {written_down(bug)}"
        else:
            return
        with suppress(DrafterError), self.store.writing() as records:
            records.want(job, "pause", said)

    def want(self, job: str, wish: Wish, *, by: str) -> None:
        """Pause or cancel: rows that are being answered are finished, no further one is begun."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        found = self.get(job)
        with self.store.writing() as records:
            records.want(job, wish)
            if found.crisis:
                records.log(
                    at=self._desk.clock(), by=person.name, crisis=found.crisis,
                    verb=f"{wish} FAQ", subject=job,
                )  # fmt: skip

    def again(self, job: str, *keys: str, by: str) -> int:
        """Failed rows are pending again: these, or all. How many; `run` answers them."""
        self._desk.people.allowed(by, Duty.DRAFTER)
        with self.store.writing() as records:
            failed = [
                one for one in records.entries(job, State.FAILED) if not keys or one.key in keys
            ]
            for one in failed:
                records.rekey(job, one.key, one.again())
        return len(failed)

    def stale(self, job: str) -> tuple[Entry, ...]:
        """The settled rows whose facts say something else now, or that have new facts of their topic."""
        return tuple(old for old, _ in self._stale(self.get(job)))

    def refresh(self, job: str, *, by: str) -> int:
        """Rows that are stale are pending again, and no others. How many; `run` answers them."""
        self._desk.people.allowed(by, Duty.DRAFTER)
        found = self.get(job)
        stale = self._stale(found)
        with self.store.writing() as records:
            for old, key in stale:
                records.rekey(job, old.key, old.again().model_copy(update={"key": key}))
            now = ledger_digest(self.ledger(found))
            records.change_job(found.model_copy(update={"ledger": now}))
        return len(stale)

    def _stale(self, job: Job) -> list[tuple[Entry, str]]:
        ledger = self.ledger(job)
        if ledger_digest(ledger) == job.ledger:
            return []
        facts = ledger.by_id()
        rows = [
            one
            for one in self.entries(job.id, State.DONE, State.NEEDS_ANSWER)
            if one.dismissed is None
        ]
        plans = planned(self._desk, [one.question for one in rows], ledger, self._embedder)
        return [
            (row, plan.key)
            for row, plan in zip(rows, plans, strict=True)
            if row.outdated(facts) or set(plan.basis) - set(row.basis)
        ]

    def export(self, job: str, *, form: str, approved_only: bool = False) -> bytes:
        """The rows as a file: csv, jsonl, md, xlsx or html. Raises InputError for another form."""
        from drafter.adapters.exporters.faq import FORMATS, Table

        if form not in FORMATS:
            raise InputError(f"no format {form!r}; there are: {', '.join(FORMATS)}")
        found = self.get(job)
        ledger = self.ledger(found)
        facts = ledger.by_id()
        rows = [
            one for one in self.entries(job) if not approved_only or one.review(facts) == "approved"
        ]
        table = Table(
            title=found.title,
            organisation=ledger.organisation,
            language=found.language,
            entries=tuple(rows),
            reviews=tuple(one.review(facts) for one in rows),
        )
        return FORMATS[form](table)


def ledger_digest(ledger: Ledger) -> str:
    """Names the ledger by what it says."""
    return digest(sorted((fact.id, fact.revision) for fact in ledger.facts))
