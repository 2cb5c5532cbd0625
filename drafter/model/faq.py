"""FAQs in bulk: a question people ask, its answer on the way to approval, and the row that holds both."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from drafter.errors import NotAllowed
from drafter.model.base import Noun, digest, one_line
from drafter.model.brief import Fact
from drafter.model.finding import Finding, Level
from drafter.model.person import Duty, Person
from drafter.model.statement import Revision, Statement, Waiver

Review = Literal["", "approved", "approval void", "dismissed"]
Wish = Literal["run", "pause", "cancel"]


class State(StrEnum):
    """Where the row of a question stands. `needs_answer`: nothing that is confirmed answers it."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    NEEDS_ANSWER = "needs_answer"

    @property
    def settled(self) -> bool:
        return self not in (State.PENDING, State.RUNNING)


class Asker(Noun):
    """Who asked, and in which words."""

    mention: str = ""
    author: str = ""
    text: str


class Question(Noun):
    """One question in people's own words. `askers` counts different people, `posts` their posts.

    `wordings` are other ways in which it was put, `concern` the id of the concern it belongs to and
    `topic` that concern's label.
    """

    text: str = Field(min_length=1)
    askers: int = Field(default=1, ge=0)
    posts: int = Field(default=1, ge=0)
    concern: str | None = None
    topic: str = ""
    wordings: tuple[str, ...] = ()
    examples: tuple[Asker, ...] = ()

    @property
    def id(self) -> str:
        """Names the question whatever its case and spaces."""
        return digest(one_line(self.text).casefold())[:16]


def key_of(question: Question, basis: Mapping[str, str]) -> str:
    """The key of a question's row: the question, and the revisions of the facts about its topic."""
    return f"{question.id}-{digest(sorted(basis.items()))[:12]}"


class Answer(Statement):
    """The answer to one question: a statement whose approval also signs the question's words."""

    question: str
    passages: tuple[str, ...] = ()

    def signature(self, ledger: Mapping[str, Fact]) -> str:
        return digest([super().signature(ledger), self.question])

    def ask(self, question: str, *, by: str, now: datetime, base: int) -> "Answer":
        """The same answer to a question put in other words: a new revision, as every edit is."""
        question = one_line(question)
        if question == self.question:
            return self
        if not question:
            raise NotAllowed("a question needs words")
        self.refuse_stale(base)
        latest = self.latest
        revision = Revision(
            number=latest.number + 1,
            text=latest.text,
            citations=latest.citations,
            author=by,
            origin="person",
            at=now,
        )
        return self.model_copy(
            update={"revisions": (*self.revisions, revision), "question": question}
        )


class Dismissal(Noun):
    """A question that a person does not want in the FAQ."""

    by: str
    at: datetime
    reason: str = ""


class Entry(Noun):
    """The row of one question in a job.

    `basis` has the revision of every confirmed fact of the question's topic as it was when the row
    was settled, and of every fact that the answer cites. `why` says why it failed or what is missing.
    A `rough` answer is not checked yet: it cannot be approved before it is.
    """

    key: str
    place: int = Field(ge=0)
    question: Question
    state: State = State.PENDING
    answer: Answer | None = None
    why: str = ""
    tries: int = Field(default=0, ge=0)
    basis: dict[str, str] = {}
    findings: tuple[Finding, ...] = ()
    counsel: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    rough: bool = False
    dismissed: Dismissal | None = None

    @property
    def text(self) -> str:
        """The answer's words; nothing where there is none, or only one that is out of date."""
        return self.answer.text if self.answer is not None and self.state is State.DONE else ""

    @property
    def asked(self) -> str:
        """The question as it is to be published."""
        return self.answer.question if self.answer is not None else self.question.text

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that the answer cites."""
        return self.answer.latest.facts_cited if self.answer is not None and self.text else ()

    @property
    def model(self) -> str:
        """The model that wrote it, `playbook` where none did, `person` after an edit, or nothing."""
        if self.answer is None or self.state is not State.DONE:
            return ""
        latest = self.answer.latest
        return (latest.run.model if latest.run and latest.run.model else None) or latest.origin

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level is Level.ERROR)

    @property
    def clean(self) -> bool:
        """Answered and checked, and nothing is remarked about it; counsel is asked for the facts' sake."""
        done = self.state is State.DONE and not self.rough
        return done and all(one.category == "counsel" for one in self.findings)

    def review(self, ledger: Mapping[str, Fact]) -> Review:
        """What people have decided about it, as far as it still holds."""
        if self.dismissed is not None:
            return "dismissed"
        if self.answer is None or self.state is not State.DONE or not self.answer.approvals:
            return ""
        return "approved" if self.answer.approval(ledger) else "approval void"

    def outdated(self, ledger: Mapping[str, Fact]) -> tuple[str, ...]:
        """The facts it rests on that say something else now, or are no longer confirmed."""
        now = {fact.id: fact.revision for fact in ledger.values() if fact.confirmed}
        return tuple(fact for fact, was in self.basis.items() if now.get(fact) != was)

    def again(self) -> "Entry":
        """The same question, to be answered anew; of the old answer only its revisions stay."""
        return Entry(key=self.key, place=self.place, question=self.question, answer=self.answer)

    def dismiss(self, *, by: Person, now: datetime, reason: str = "") -> "Entry":
        """Take it out of the FAQ. Raises NotAllowed."""
        if not by.may(Duty.DRAFTER):
            raise NotAllowed(f"{by.name} is not a drafter")
        return self.model_copy(
            update={"dismissed": Dismissal(by=by.name, at=now, reason=one_line(reason))}
        )

    def restore(self) -> "Entry":
        return self.model_copy(update={"dismissed": None})

    def approve(
        self, *, by: Person, now: datetime, ledger: Mapping[str, Fact], revision: int,
        reason: str = "", solo: bool = False,
    ) -> "Entry":  # fmt: skip
        """Sign the question and its answer as they stand; `revision` is the one that was read.

        The rules are a statement's: four eyes, counsel first where asked for, confirmed facts only.
        Open errors block it unless a `reason` lets them stand; `solo` allows one's own text, with a
        reason. Raises NotAllowed, OpenFindings, NotCounselled or Conflict.
        """
        if (
            self.answer is None
            or self.state is not State.DONE
            or self.dismissed is not None
            or self.rough
        ):
            raise NotAllowed("only an answered, checked question can be approved")
        answer = self.answer
        if reason.strip():
            for error in self.errors:
                answer = _waived(answer, error, by, reason, now)
        signed = answer.approve(
            by=by,
            now=now,
            ledger=ledger,
            errors=self.errors,
            revision=revision,
            triggers=self.counsel,
            solo_reason=reason if solo else "",
        )
        return self.model_copy(update={"answer": signed})


def _waived(answer: Answer, error: Finding, by: Person, reason: str, now: datetime) -> Answer:
    if not by.may(Duty.APPROVER):
        raise NotAllowed(f"{by.name} is not an approver")
    waiver = Waiver(
        revision=answer.latest.number,
        finding=error.key,
        rule=error.rule,
        by=by.name,
        reason=reason.strip(),
        at=now,
    )
    return answer.model_copy(update={"waivers": (*answer.waivers, waiver)})


class Job(Noun):
    """Questions to be answered together. `ledger` is the digest of the facts it was planned on."""

    id: str
    crisis: str = ""
    title: str = ""
    channel: str = "web"
    language: str = "en"
    by: str
    created_at: datetime
    ledger: str = ""
    notes: tuple[str, ...] = ()


class Progress(Noun):
    """How far a job is: rows by state, answers a second, and the seconds that remain where known.

    `unchecked` counts answers that the checks have not seen yet.
    """

    counts: dict[State, int]
    wish: Wish = "run"
    working: bool = False
    note: str = ""
    rate: float = 0.0
    unchecked: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of(self, state: State) -> int:
        return self.counts.get(state, 0)

    @property
    def settled(self) -> int:
        return sum(count for state, count in self.counts.items() if state.settled)

    @property
    def remaining(self) -> float | None:
        left = self.total - self.settled
        return 0.0 if not left else left / self.rate if self.rate > 0 else None

    @property
    def finished(self) -> bool:
        return self.settled == self.total
