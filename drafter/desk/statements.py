"""Verbs on statements: save, check, waive, sign off, approve, publish, export.

Roles, four eyes and open errors are checked here, inside the write transaction, at every write:
never by hiding a button.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from drafter.desk.facts import ledger_of
from drafter.errors import InputError, NotAllowed, NotApproved, NotFound
from drafter.model.brief import Ledger
from drafter.model.finding import Report
from drafter.model.person import Duty, Person
from drafter.model.statement import Approval, Statement

if TYPE_CHECKING:
    from drafter.adapters.store import Records
    from drafter.desk import Desk

Change = Callable[[Statement, Ledger, datetime], Statement]


class Export(NamedTuple):
    """A file: its name, media type and bytes."""

    name: str
    media_type: str
    data: bytes


class Statements:
    """`desk.statements`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def get(self, statement: str) -> Statement:
        """Raises NotFound."""
        with self._desk.store.reading() as records:
            return records.statement(statement)

    def of(self, slug: str) -> tuple[Statement, ...]:
        with self._desk.store.reading() as records:
            return records.statements(slug)

    def citing(self, slug: str, fact: str) -> tuple[Statement, ...]:
        """The statements whose latest text, or one that is out, rests on a fact."""
        return tuple(one for one in self.of(slug) if one.cites(fact))

    def approval(self, statement: Statement) -> Approval | None:
        """The approval that holds now, or None."""
        return statement.approval(self._desk.facts.ledger(statement.crisis).by_id())

    def check(self, statement: Statement, *, text: str | None = None) -> Report:
        """What the checks say of the latest revision, or of a text that is not saved yet."""
        ledger = self._desk.facts.ledger(statement.crisis)
        return self._examined(statement, ledger, text)

    def _examined(self, statement: Statement, ledger: Ledger, text: str | None = None) -> Report:
        words = statement.text if text is None else text
        report = self._desk.checking.text(
            words,
            kind=statement.kind,
            channel=statement.channel,
            ledger=ledger,
            language=statement.language,
        )
        return self._desk.rework.against_source(statement, report, words)

    def save(self, statement: str, text: str, *, base: int, by: str) -> Statement:
        """Save a text as a new revision on top of `base`; the same text saves nothing.

        Raises Conflict where somebody saved in the meantime: nothing is overwritten.
        """
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        return self._change(
            statement,
            person,
            "save",
            lambda old, _, now: old.edit(text, by=person.name, now=now, base=base),
        )

    def redraft(self, statement: str, *, base: int, by: str) -> Statement:
        """A fresh draft from the facts as they are now, as a new revision."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        old = self.get(statement)
        concerns = self._desk.concerns.all(old.crisis)
        drafted = self._desk.drafting.draft(
            self._desk.facts.ledger(old.crisis),
            kind=old.kind,
            channel=old.channel,
            language=old.language,
            concerns=concerns,
            mentions=self._desk.mentions.quotable(old.crisis, concerns),
            crisis=old.crisis,
        )
        return self._change(
            statement,
            person,
            "redraft",
            lambda was, _, now: was.redraft(drafted.draft, by=person.name, now=now, base=base),
        )

    def waive(self, statement: str, finding: str, *, reason: str, by: str) -> Statement:
        """Let an error (its `key`) of the latest revision stand, by name and with a reason."""
        person = self._desk.people.allowed(by, Duty.APPROVER)

        def waived(old: Statement, ledger: Ledger, now: datetime) -> Statement:
            errors = {error.key: error for error in self._examined(old, ledger).errors}
            if finding not in errors:
                raise NotFound("no such error in the latest revision")
            return old.waive(errors[finding], by=person, reason=reason, now=now)

        return self._change(statement, person, "waive", waived, reason=reason)

    def sign_off(self, statement: str, *, revision: int, by: str, note: str = "") -> Statement:
        """Counsel's word on the revision that was read, before an approval.

        One's own text only where the settings allow solo approval, with a note. Raises NotAllowed or
        Conflict.
        """
        person = self._desk.people.allowed(by, Duty.COUNSEL)

        def signed(old: Statement, ledger: Ledger, now: datetime) -> Statement:
            return old.sign_off(
                by=person,
                now=now,
                ledger=ledger.by_id(),
                triggers=self._examined(old, ledger).counsel,
                revision=revision,
                note=note,
                solo=self._desk.settings.solo_approval,
            )

        return self._change(statement, person, "sign off", signed, note=note.strip())

    def approve(
        self, statement: str, *, revision: int, by: str, solo_reason: str = ""
    ) -> Statement:
        """Sign the revision that was read. Nobody signs their own, except where the settings allow it.

        Raises NotAllowed, OpenFindings, NotCounselled or Conflict.
        """
        person = self._desk.people.allowed(by, Duty.APPROVER)
        if solo_reason.strip() and not self._desk.settings.solo_approval:
            raise NotAllowed("approving one's own text is off; DRAFTER_SOLO_APPROVAL turns it on")

        def approved(old: Statement, ledger: Ledger, now: datetime) -> Statement:
            report = self._examined(old, ledger)
            return old.approve(
                by=person,
                now=now,
                ledger=ledger.by_id(),
                errors=report.errors,
                triggers=report.counsel,
                revision=revision,
                solo_reason=solo_reason,
            )

        return self._change(statement, person, "approve", approved, solo=bool(solo_reason.strip()))

    def publish(
        self, statement: str, *, address: str, by: str, valid_until: datetime | None = None
    ) -> Statement:
        """Record where the approved text went out. Raises NotApproved."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        return self._change(
            statement,
            person,
            "publish",
            lambda old, ledger, now: old.publish(
                by=person, now=now, ledger=ledger.by_id(), address=address, valid_until=valid_until
            ),
            address=address,
        )

    def _change(
        self, name: str, person: Person, verb: str, change: Change, **detail: object
    ) -> Statement:
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            old, ledger = _loaded(records, name)
            new = change(old, ledger, now)
            if new != old:
                records.append(old, new)
                records.log(
                    at=now, by=person.name, crisis=new.crisis, verb=verb, subject=name,
                    revision=new.latest.number, **detail,
                )  # fmt: skip
        return new

    def export(
        self, statement: str, *, form: str, by: str = "", unapproved: bool = False
    ) -> Export:
        """The statement as a file. Raises NotApproved unless `unapproved`, which marks it DRAFT."""
        from drafter.adapters.exporters import FORMATS, Sheet

        if form not in FORMATS:
            raise InputError(f"no format {form!r}; there are: {', '.join(FORMATS)}")
        with self._desk.store.reading() as records:
            found, ledger = _loaded(records, statement)
            crisis = records.crisis(found.crisis)
        approval = found.approval(ledger.by_id())
        if approval is None and not unapproved:
            raise NotApproved(
                f"statement {statement} is not approved (revision {found.latest.number}); "
                "--unapproved exports it marked as a draft"
            )
        facts = tuple(
            ledger.by_id()[fact] for fact in found.latest.facts_cited if fact in ledger.by_id()
        )
        sheet = Sheet(
            statement=found,
            approval=approval,
            title=f"{self._desk.prompts.kinds[found.kind].title}: {crisis.title}",
            organisation=crisis.organisation,
            facts=facts,
        )
        made = FORMATS[form]
        with self._desk.store.writing() as records:
            records.log(
                at=self._desk.clock(), by=by, crisis=found.crisis, verb="export", subject=statement,
                revision=found.latest.number, format=form, approved=approval is not None,
            )  # fmt: skip
        state = "" if approval else "-DRAFT"
        name = f"{found.crisis}-{found.kind}-{found.channel}-r{found.latest.number}{state}.{made.extension}"
        return Export(name, made.media_type, made.write(sheet))


def _loaded(records: "Records", name: str) -> tuple[Statement, Ledger]:
    statement = records.statement(name)
    return statement, ledger_of(records.crisis(statement.crisis), records.facts(statement.crisis))
