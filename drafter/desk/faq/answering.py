"""How a row of a job is answered: evidence, model or playbook, checks; the step between two saves."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.model.brief import Ledger
from drafter.model.citation import Citation
from drafter.model.faq import Answer, Entry, Job, Question, State, key_of
from drafter.model.finding import Report
from drafter.model.statement import Draft, Revision

if TYPE_CHECKING:
    from drafter.desk import Desk
    from drafter.llm import Embedder
    from drafter.steps.faq.evidence import Evidence

KIND = "faq_answer"


class Planned(NamedTuple):
    """A question, what there is for it, and the revisions of the facts about its topic."""

    question: Question
    evidence: "Evidence"
    basis: dict[str, str]

    @property
    def key(self) -> str:
        return key_of(self.question, self.basis)


def planned(
    desk: "Desk", questions: Sequence[Question], ledger: Ledger, embedder: "Embedder"
) -> tuple[Planned, ...]:
    """What there is for each question, in their order."""
    from drafter.steps.faq.evidence import Bench

    bench = Bench(ledger, desk.knowledge.citable_for(ledger), embedder=embedder)
    found = bench.evidence([one.text for one in questions])
    facts = ledger.by_id()
    return tuple(
        Planned(question, evidence, {one: facts[one].revision for one in evidence.facts})
        for question, evidence in zip(questions, found, strict=True)
    )


class Answering:
    """Answers the rows of one job on one ledger. `by` is who started it: the author of its drafts."""

    def __init__(
        self, desk: "Desk", job: Job, ledger: Ledger, plans: Iterable[Planned], *, by: str
    ):
        from drafter.prompts import channel_named, kind_named, task_named
        from drafter.steps.faq.answering import Frame

        self._desk = desk
        self._job = job
        self._ledger = ledger
        self._by = by
        self._plans = {one.question.id: one for one in plans}
        self.finish = Finishing(desk, job, ledger)
        self._llm = desk.asking(job.crisis)
        task_named(desk.prompts, KIND)
        self._frame = Frame(
            ledger,
            kind_named(desk.prompts, KIND),
            channel_named(desk.prompts, job.channel),
            desk.prompts,
            job.language,
        )

    def __call__(self, entry: Entry) -> Entry:
        """The row, answered, or `needs_answer` with what is missing. Raises ModelError."""
        from drafter.steps.faq.answering import answer

        plan = self._plans[entry.question.id]
        made = answer(entry.question, plan.evidence, self._frame, llm=self._llm)
        if made.draft is None:
            settled = {"state": State.NEEDS_ANSWER, "why": made.lacks, "basis": plan.basis}
            return entry.model_copy(update={**settled, "findings": (), "counsel": ()})
        written = self._written(entry, made.draft, made.passages)
        facts = self._ledger.by_id()
        cited = {one: facts[one].revision for one in written.latest.facts_cited}
        report = self.finish.known.get(written.text)
        return entry.model_copy(
            update={
                "state": State.DONE,
                "answer": written,
                "why": "",
                "basis": plan.basis | cited,
                "findings": report.findings if report else (),
                "counsel": report.counsel if report else (),
                "warnings": made.draft.warnings,
                "rough": report is None,
            }
        )

    def _written(self, entry: Entry, draft: Draft, passages: tuple[str, ...]) -> Answer:
        now = self._desk.clock()
        draft = draft.model_copy(
            update={"run": draft.run.model_copy(update={"passages": passages})}
        )
        if entry.answer is not None:
            old = entry.answer
            again = old.redraft(draft, by=self._by, now=now, base=old.latest.number)
            return Answer.model_validate({**again.__dict__, "passages": passages})
        first = Revision(
            number=1,
            text=draft.text,
            citations=draft.citations,
            author=self._by,
            origin=draft.origin,
            at=now,
            run=draft.run,
        )
        return written(self._job, entry, first, passages)


class Finishing:
    """Checks the answers of a job: that takes the processor, which calls under way have more use for."""

    def __init__(self, desk: "Desk", job: Job, ledger: Ledger):
        self._desk, self._job, self._ledger = desk, job, ledger
        self.known: dict[str, Report] = {}

    def prepare(self) -> None:
        """Read the ledger as the checks do, so that the first answer need not wait for it."""
        checked(self._desk, self._job, self._ledger, "We are sorry.")

    def __call__(self, entry: Entry) -> Entry:
        """The answer, checked."""
        report = self.known.get(entry.text)
        if report is None:  # many questions have one answer, which is checked once
            report = checked(self._desk, self._job, self._ledger, entry.text)
            self.known[entry.text] = report
        return entry.model_copy(
            update={"findings": report.findings, "counsel": report.counsel, "rough": False}
        )


def written(job: Job, entry: Entry, first: Revision, passages: tuple[str, ...] = ()) -> Answer:
    """The answer of a row with its first revision."""
    return Answer(
        id=f"{job.id}-{entry.question.id}",
        crisis=job.crisis,
        kind=KIND,
        channel=job.channel,
        language=job.language,
        revisions=(first,),
        question=entry.question.text,
        passages=passages,
    )


def checked(desk: "Desk", job: Job, ledger: Ledger, text: str) -> Report:
    """All checks on an answer, bound to the ledger."""
    return desk.checking.text(
        text, kind=KIND, channel=job.channel, ledger=ledger, language=job.language
    )


def carried(report: Report) -> tuple[Citation, ...]:
    """Citations out of what the checks bound: for a text that a person wrote."""
    return tuple(
        Citation(start=claim.start, end=claim.end, fact=claim.fact)
        for claim in report.claims
        if claim.fact is not None and claim.status == "supported" and claim.start < claim.end
    )
