"""What people decide about the answers: edit, sign off, approve, dismiss, one by one or in bulk.

Roles, four eyes, counsel and open errors are checked here, inside the write transaction, on the facts
as they are then.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from drafter.desk.facts import ledger_of
from drafter.desk.faq.answering import carried, checked, written
from drafter.errors import Conflict, DrafterError, NotAllowed
from drafter.model.base import tidy
from drafter.model.brief import Ledger
from drafter.model.faq import Entry, Job, State
from drafter.model.person import Duty
from drafter.model.statement import Revision

if TYPE_CHECKING:
    from drafter.desk.faq import Faq

Change = Callable[[Entry, Ledger, datetime], Entry]


class Bulk(NamedTuple):
    """How many rows were signed, and why the others were not, by reason."""

    signed: int
    refused: dict[str, int]


class Review:
    """`desk.faq.review`"""

    def __init__(self, faq: "Faq"):
        self._faq = faq

    def edit(self, job: str, key: str, *, answer: str, question: str, base: int, by: str) -> Entry:
        """Other words for question and answer, checked anew. `base` is the revision that was read, 0
        where there was no answer. Raises Conflict where somebody saved in the meantime."""
        person = self._faq.desk.people.allowed(by, Duty.DRAFTER)
        found = self._faq.get(job)
        text = tidy(answer).strip()
        if not text:
            raise NotAllowed("an answer needs words")
        report = checked(self._faq.desk, found, self._faq.ledger(found), text)

        def changed(row: Entry, ledger: Ledger, now: datetime) -> Entry:
            if row.answer is None:
                first = Revision(
                    number=1, text=text, citations=carried(report), author=person.name,
                    origin="person", at=now,
                )  # fmt: skip
                if base:
                    raise Conflict("this row has no answer", latest=0)
                new = written(found, row, first).ask(question, by=person.name, now=now, base=1)
            else:
                new = row.answer
                same = new.edit(text, by=person.name, now=now, base=base)
                latest = same.latest.number if same != new else base
                new = same.ask(question, by=person.name, now=now, base=latest)  # type: ignore[attr-defined]
            facts = ledger.by_id()
            cited = {one: facts[one].revision for one in new.latest.facts_cited if one in facts}
            return row.model_copy(
                update={
                    "state": State.DONE, "answer": new, "why": "", "basis": row.basis | cited,
                    "findings": report.findings, "counsel": report.counsel, "rough": False,
                }
            )  # fmt: skip

        return self._change(found, key, person.name, "edit FAQ", changed)

    def approve(self, job: str, key: str, *, revision: int, by: str, reason: str = "") -> Entry:
        """Sign question and answer. A `reason` lets open errors stand, by name; it is also what one's
        own text needs where the settings allow solo approval."""
        person = self._faq.desk.people.allowed(by, Duty.APPROVER)
        solo = self._faq.desk.settings.solo_approval
        found = self._faq.get(job)
        self._recheck(found, key, person.name)

        def approved(row: Entry, ledger: Ledger, now: datetime) -> Entry:
            return row.approve(
                by=person, now=now, ledger=ledger.by_id(), revision=revision, reason=reason, solo=solo
            )  # fmt: skip

        return self._change(found, key, person.name, "approve FAQ", approved, reason=reason)

    def _recheck(self, job: Job, key: str, by: str) -> None:
        """The facts may have changed since the row was checked: its findings are those of now."""
        with self._faq.store.reading() as records:
            row, _ = records.entry(job.id, key)
        if not row.text:
            return
        report = checked(self._faq.desk, job, self._faq.ledger(job), row.text)
        if row.rough or report.findings != row.findings or report.counsel != row.counsel:
            update = {"findings": report.findings, "counsel": report.counsel, "rough": False}
            self._change(
                job, key, by, "check FAQ", lambda was, _, __: was.model_copy(update=update)
            )

    def sign_off(self, job: str, key: str, *, revision: int, by: str, note: str = "") -> Entry:
        """Counsel's word on a row, before an approval."""
        person = self._faq.desk.people.allowed(by, Duty.COUNSEL)
        solo = self._faq.desk.settings.solo_approval

        def signed(row: Entry, ledger: Ledger, now: datetime) -> Entry:
            if row.answer is None or row.state is not State.DONE:
                raise NotAllowed("there is no answer to sign off")
            answer = row.answer.sign_off(
                by=person, now=now, ledger=ledger.by_id(), triggers=row.counsel, revision=revision,
                note=note, solo=solo,
            )  # fmt: skip
            return row.model_copy(update={"answer": answer})

        return self._change(self._faq.get(job), key, person.name, "sign off FAQ", signed)

    def sign_off_all(self, job: str, *, by: str) -> Bulk:
        """Counsel's word on all answers that ask for it and are otherwise clean."""
        facts = self._faq.ledger(self._faq.get(job)).by_id()
        done, refused = 0, dict[str, int]()
        for row in self._faq.entries(job, State.DONE):
            if row.answer is None or not row.clean or row.answer.counselled(facts, row.counsel):
                continue
            try:
                self.sign_off(job, row.key, revision=row.answer.latest.number, by=by)
                done += 1
            except DrafterError as no:
                refused[str(no)] = refused.get(str(no), 0) + 1
        return Bulk(done, refused)

    def dismiss(self, job: str, key: str, *, by: str, reason: str = "") -> Entry:
        """Take a question out of the FAQ."""
        person = self._faq.desk.people.allowed(by, Duty.DRAFTER)
        return self._change(
            self._faq.get(job), key, person.name, "dismiss FAQ",
            lambda row, _, now: row.dismiss(by=person, now=now, reason=reason), reason=reason,
        )  # fmt: skip

    def restore(self, job: str, key: str, *, by: str) -> Entry:
        """Take a dismissed question in again."""
        person = self._faq.desk.people.allowed(by, Duty.DRAFTER)
        return self._change(
            self._faq.get(job), key, person.name, "restore FAQ", lambda row, _, __: row.restore()
        )

    def approve_clean(self, job: str, *, by: str) -> Bulk:
        """Approve all answers that the checks remark nothing about, each as if alone."""
        person = self._faq.desk.people.allowed(by, Duty.APPROVER)
        found = self._faq.get(job)
        facts = self._faq.ledger(found).by_id()
        clean = [
            row
            for row in self._faq.entries(job, State.DONE)
            if (row.clean or row.rough and not row.findings)
            and row.answer is not None
            and row.review(facts) in ("", "approval void")
        ]
        refused: dict[str, int] = {}
        approved = 0
        for row in clean:
            assert row.answer is not None
            try:
                self._recheck(found, row.key, person.name)
                self._sign_clean(found, row, person.name)
                approved += 1
            except DrafterError as no:
                refused[str(no)] = refused.get(str(no), 0) + 1
        return Bulk(approved, refused)

    def _sign_clean(self, job: Job, read: Entry, by: str) -> None:
        person = self._faq.desk.people.allowed(by, Duty.APPROVER)
        assert read.answer is not None
        revision = read.answer.latest.number

        def approved(row: Entry, ledger: Ledger, now: datetime) -> Entry:
            if not row.clean:
                raise NotAllowed("the checks have something to say about it by now")
            return row.approve(by=person, now=now, ledger=ledger.by_id(), revision=revision)

        self._change(job, read.key, by, "approve FAQ", approved, bulk=True)

    def _change(
        self, job: Job, key: str, by: str, verb: str, change: Change, **detail: object
    ) -> Entry:
        now = self._faq.desk.clock()
        with self._faq.store.writing() as records:
            row, version = records.entry(job.id, key)
            if row.state is State.RUNNING:
                raise Conflict("this row is being answered", latest=0)
            ledger = (
                ledger_of(records.crisis(job.crisis), records.facts(job.crisis))
                if job.crisis
                else self._faq.ledger(job)
            )
            new = change(row, ledger, now)
            if new != row:
                records.change_entry(job.id, new, version)
                if job.crisis:
                    records.log(
                        at=now, by=by, crisis=job.crisis, verb=verb, subject=f"{job.id}/{key}",
                        **detail,
                    )  # fmt: skip
        return new
