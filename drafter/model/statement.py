"""Statement: its revisions, sign-offs, approvals and publications.

Rule two of the product lives here: only an approved, unchanged text can be published. An approval
signs the text, kind, channel, language and the revision of each fact cited; a change of any of
them voids it, and it never comes back to life.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self

from pydantic import Field, model_validator

from drafter.errors import Conflict, NotAllowed, NotApproved, NotCounselled, OpenFindings
from drafter.model.base import Noun, digest, tidy
from drafter.model.brief import Fact
from drafter.model.citation import Citation, follow
from drafter.model.draft import Draft as Draft
from drafter.model.draft import Judged as Judged
from drafter.model.draft import Origin, facts_of
from drafter.model.draft import Run as Run
from drafter.model.finding import Finding
from drafter.model.person import Duty, Person, same_name


class Revision(Noun):
    """One saved state of a statement. Numbers count from 1 without a gap."""

    number: int = Field(ge=1)
    text: str
    citations: tuple[Citation, ...] = ()
    author: str
    origin: Origin
    at: datetime
    run: Run | None = None

    @model_validator(mode="after")
    def _citations_lie_in_the_text(self) -> Self:
        for cited in self.citations:
            if not cited.start < cited.end <= len(self.text):
                raise ValueError(f"citation {cited.start}-{cited.end} lies outside the text")
        return self

    @property
    def facts_cited(self) -> tuple[str, ...]:
        return facts_of(self.citations)


class Waiver(Noun):
    """An error that a named person lets stand, and why. It holds for one revision."""

    revision: int
    finding: str
    rule: str
    by: str
    reason: str = Field(min_length=1)
    at: datetime


class SignOff(Noun):
    """A named counsel has read one revision. `signed` is the digest of everything it covers.

    `triggers` are the reasons there were to ask: it holds for these and no others.
    """

    revision: int
    signed: str
    triggers: tuple[str, ...]
    by: str
    at: datetime
    note: str = ""


class Approval(Noun):
    """A signature under one revision. `signed` is the digest of everything it covers."""

    revision: int
    signed: str
    by: str
    at: datetime
    solo_reason: str = ""

    @property
    def solo(self) -> bool:
        return bool(self.solo_reason)


class Publication(Noun):
    """What went out, where and when. `text` is the approved text, byte for byte."""

    revision: int
    text: str
    by: str
    at: datetime
    address: str
    valid_until: datetime | None = None


class Statement(Noun):
    """One text on its way from draft to publication. Every verb returns a new Statement."""

    id: str
    crisis: str
    kind: str
    channel: str
    language: str = "en"
    revisions: tuple[Revision, ...] = Field(min_length=1)
    waivers: tuple[Waiver, ...] = ()
    signoffs: tuple[SignOff, ...] = ()
    approvals: tuple[Approval, ...] = ()
    publications: tuple[Publication, ...] = ()

    @model_validator(mode="after")
    def _revisions_count_up(self) -> Self:
        if [revision.number for revision in self.revisions] != [*range(1, len(self.revisions) + 1)]:
            raise ValueError("revisions must count from 1 without a gap")
        return self

    @property
    def latest(self) -> Revision:
        return self.revisions[-1]

    @property
    def text(self) -> str:
        return self.latest.text

    @property
    def source(self) -> tuple[str, int] | None:
        """Statement and revision number that this one was made from, where it was."""
        run = self.revisions[0].run
        name, slash, number = run.source.rpartition("/") if run else ("", "", "")
        return (name, int(number)) if slash else None

    def signature(self, ledger: Mapping[str, Fact]) -> str:
        """Digest of what an approval covers: the latest revision and the facts it cites."""
        latest = self.latest
        cited = [
            (fact, ledger[fact].revision if fact in ledger else None) for fact in latest.facts_cited
        ]
        return digest([latest.number, latest.text, self.kind, self.channel, self.language, cited])

    def approval(self, ledger: Mapping[str, Fact]) -> Approval | None:
        """The approval that holds now, or None."""
        signed = self.signature(ledger)
        return next((given for given in reversed(self.approvals) if given.signed == signed), None)

    @property
    def out(self) -> Publication | None:
        """The latest publication, or None."""
        return self.publications[-1] if self.publications else None

    def cites(self, fact: str) -> bool:
        """Whether the latest text, or one that is out, rests on a fact."""
        shown = {self.latest.number, *(one.revision for one in self.publications)}
        return any(fact in self.revisions[number - 1].facts_cited for number in shown)

    def changed(
        self, revision: int, since: datetime, ledger: Mapping[str, Fact]
    ) -> tuple[str, ...]:
        """The facts a revision rests on that are not confirmed any more, or were anew after `since`."""
        return tuple(
            name
            for name in self.revisions[revision - 1].facts_cited
            if (fact := ledger.get(name)) is None or not fact.stood(since)
        )

    def counselled(self, ledger: Mapping[str, Fact], triggers: Iterable[str]) -> bool:
        """Whether counsel has signed off this text, as it stands now, on all these triggers."""
        signed = self.signature(ledger)
        covered = {name for one in self.signoffs if one.signed == signed for name in one.triggers}
        return set(triggers) <= covered

    def edit(
        self,
        text: str,
        *,
        by: str,
        now: datetime,
        base: int,
        citations: Iterable[Citation] | None = None,
    ) -> "Statement":
        """A new revision on top of `base`. The same text as the latest one changes nothing.

        Citations that the edit left untouched move with their words, unless `citations` are given.
        Raises Conflict where somebody saved after `base`.
        """
        latest = self.latest
        text = tidy(text)
        if text == latest.text:
            return self
        self.refuse_stale(base)
        kept = (
            follow(latest.text, text, latest.citations) if citations is None else tuple(citations)
        )
        return self._with_revision(
            Revision(
                number=latest.number + 1,
                text=text,
                citations=kept,
                author=by,
                origin="person",
                at=now,
            )
        )

    def redraft(self, draft: Draft, *, by: str, now: datetime, base: int) -> "Statement":
        """A new revision from a fresh draft. Raises Conflict where somebody saved after `base`."""
        self.refuse_stale(base)
        return self._with_revision(
            Revision(
                number=self.latest.number + 1,
                text=draft.text,
                citations=draft.citations,
                author=by,
                origin=draft.origin,
                at=now,
                run=draft.run,
            )
        )

    def refuse_stale(self, base: int) -> None:
        """Raises Conflict where `base` is not the latest revision."""
        latest = self.latest
        if base != latest.number:
            raise Conflict(
                f"{latest.author} saved revision {latest.number} while this text rests on "
                f"revision {base}",
                latest=latest.number,
            )

    def _with_revision(self, revision: Revision) -> "Statement":
        return self.model_copy(update={"revisions": (*self.revisions, revision)})

    def waive(self, finding: Finding, *, by: Person, reason: str, now: datetime) -> "Statement":
        """Let one finding of the latest revision stand, by name and with a reason."""
        if not by.may(Duty.APPROVER):
            raise NotAllowed(f"{by.name} is not an approver and cannot waive a finding")
        if not reason.strip():
            raise NotAllowed("a waiver needs a reason: it stays on the record")
        waiver = Waiver(
            revision=self.latest.number,
            finding=finding.key,
            rule=finding.rule,
            by=by.name,
            reason=reason.strip(),
            at=now,
        )
        return self.model_copy(update={"waivers": (*self.waivers, waiver)})

    def open_errors(self, errors: Iterable[Finding]) -> tuple[Finding, ...]:
        """The errors nobody has waived for the latest revision."""
        waived = {
            waiver.finding for waiver in self.waivers if waiver.revision == self.latest.number
        }
        return tuple(error for error in errors if error.key not in waived)

    def sign_off(
        self,
        *,
        by: Person,
        now: datetime,
        ledger: Mapping[str, Fact],
        triggers: Iterable[str],
        revision: int,
        note: str = "",
        solo: bool = False,
    ) -> "Statement":
        """Counsel's word on the latest revision, which must be the one that was read (`revision`).

        Any change of what it covers voids it, as with an approval. Nobody signs off their own text
        unless `solo`, which the settings allow, and then with a note. Raises NotAllowed, or Conflict
        where somebody saved in the meantime.
        """
        if not by.may(Duty.COUNSEL):
            raise NotAllowed(f"{by.name} is not a counsel")
        self.refuse_stale(revision)
        if same_name(by.name, self.latest.author) and not (solo and note.strip()):
            raise NotAllowed(f"{by.name} wrote this revision: another counsel has to sign it off")
        asked = tuple(sorted(set(triggers)))
        if not asked:
            raise NotAllowed("nothing in this text calls for counsel")
        signoff = SignOff(
            revision=revision,
            signed=self.signature(ledger),
            triggers=asked,
            by=by.name,
            at=now,
            note=note.strip(),
        )
        return self.model_copy(update={"signoffs": (*self.signoffs, signoff)})

    def approve(
        self,
        *,
        by: Person,
        now: datetime,
        ledger: Mapping[str, Fact],
        errors: Iterable[Finding],
        revision: int,
        triggers: Iterable[str] = (),
        solo_reason: str = "",
    ) -> "Statement":
        """Sign the latest revision, which must be the one that was read (`revision`).

        Where there are `triggers`, counsel must have signed off first. `solo_reason` is passed only
        where the settings allow solo approval. Raises NotAllowed, OpenFindings, NotCounselled, or
        Conflict where somebody saved in the meantime.
        """
        if not by.may(Duty.APPROVER):
            raise NotAllowed(f"{by.name} is not an approver")
        self.refuse_stale(revision)
        own = same_name(by.name, self.latest.author)
        if own and not solo_reason.strip():
            raise NotAllowed(f"{by.name} wrote this revision: somebody else has to approve it")
        if not self.text.strip():
            raise NotAllowed("an empty text cannot be approved")
        self._refuse_loose_facts(ledger)
        still_open = self.open_errors(errors)
        if still_open:
            raise OpenFindings(
                f"{len(still_open)} open error(s) block the approval: "
                + "; ".join(f"{error.match!r} ({error.rule})" for error in still_open[:3])
            )
        asked = tuple(triggers)
        if not self.counselled(ledger, asked):
            raise NotCounselled(f"counsel has to sign off first: {', '.join(asked)}")
        approval = Approval(
            revision=revision,
            signed=self.signature(ledger),
            by=by.name,
            at=now,
            solo_reason=solo_reason.strip() if own else "",
        )
        return self.model_copy(update={"approvals": (*self.approvals, approval)})

    def _refuse_loose_facts(self, ledger: Mapping[str, Fact]) -> None:
        loose = [
            fact
            for fact in self.latest.facts_cited
            if fact not in ledger or not ledger[fact].confirmed
        ]
        if loose:
            raise OpenFindings(
                f"the text rests on facts that are not confirmed: {', '.join(loose)}"
            )

    def publish(
        self,
        *,
        by: Person,
        now: datetime,
        ledger: Mapping[str, Fact],
        address: str,
        valid_until: datetime | None = None,
    ) -> "Statement":
        """Record that the approved text went out at `address`. Raises NotApproved."""
        approval = self.approval(ledger)
        if approval is None:
            raise NotApproved("only an approved, unchanged text can be published")
        if not address.strip():
            raise NotAllowed("say where it was published: an address or a place")
        publication = Publication(
            revision=approval.revision,
            text=self.text,
            by=by.name,
            at=now,
            address=address.strip(),
            valid_until=valid_until,
        )
        return self.model_copy(update={"publications": (*self.publications, publication)})
