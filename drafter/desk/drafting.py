"""The verb that drafts: brief, recall, model or playbook, check."""

import secrets
from typing import TYPE_CHECKING, NamedTuple

from drafter.errors import ModelError
from drafter.model.brief import Brief, Ledger
from drafter.model.crisis import Concern, Mention
from drafter.model.finding import Report
from drafter.model.knowledge import Passage
from drafter.model.person import Duty
from drafter.model.prompt import Channel, Kind
from drafter.model.statement import Draft, Revision, Statement

if TYPE_CHECKING:
    from drafter.desk import Desk


class Drafted(NamedTuple):
    """A draft, what was recalled for it, and what the checks say."""

    draft: Draft
    passages: tuple[Passage, ...]
    report: Report


class Drafting:
    """`desk.drafting`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def draft(
        self,
        ledger: Ledger,
        *,
        kind: str,
        channel: str,
        language: str = "en",
        concerns: tuple[Concern, ...] = (),
        mentions: tuple[Mention, ...] = (),
        replying_to: Mention | None = None,
        dropped: frozenset[str] = frozenset(),
    ) -> Drafted:
        """A checked draft; nothing is stored. `dropped` are paths that a person does not want recalled.

        Of `mentions` a model is shown short quotes, those that show a concern.

        With a model set the model drafts; where it fails the playbook does, and the draft says so.
        """
        from drafter.prompts import channel_named, kind_named
        from drafter.steps.briefing import brief

        desk = self._desk
        shape, place = kind_named(desk.prompts, kind), channel_named(desk.prompts, channel)
        given = brief(ledger, concerns=concerns, mentions=mentions, replying_to=replying_to)
        passages = tuple(p for p in desk.knowledge.recall(given) if p.path not in dropped)
        draft = self._written(given, shape, place, passages, language)
        report = desk.checking.text(
            draft.text, kind=kind, channel=channel, ledger=ledger, language=language
        )
        return Drafted(draft, passages, report)

    def brief(self, slug: str, *, replying_to: Mention | None = None) -> Brief:
        """What a draft of this crisis may rest on, as things stand."""
        from drafter.steps.briefing import brief

        ledger, concerns = self._desk.facts.ledger(slug), self._desk.mentions.concerns(slug)
        shown = self._desk.mentions.quotable(slug, concerns)
        return brief(ledger, concerns=concerns, mentions=shown, replying_to=replying_to)

    def _written(
        self,
        brief: Brief,
        kind: Kind,
        channel: Channel,
        passages: tuple[Passage, ...],
        language: str,
    ) -> Draft:
        from drafter.steps.playbook import compose

        llm = self._desk.llm
        if llm is None:
            return _with_passages(compose(brief, kind, channel, language=language), passages)
        from drafter.steps import drafting

        try:
            written = drafting.draft(
                brief, kind, channel, passages,
                llm=llm, shared=self._desk.prompts.shared, language=language,
            )  # fmt: skip
        except ModelError as failed:
            composed = compose(brief, kind, channel, language=language)
            said = f"the model gave no usable draft ({failed}): composed from the playbook"
            composed = composed.model_copy(update={"warnings": (said, *composed.warnings)})
            return _with_passages(composed, passages)
        return _with_passages(written, passages)

    def start(
        self,
        slug: str,
        *,
        kind: str,
        channel: str,
        by: str,
        language: str = "en",
        replying_to: Mention | None = None,
        dropped: frozenset[str] = frozenset(),
    ) -> tuple[Statement, Drafted]:
        """A new statement of a crisis, with the draft as its first revision."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        ledger, concerns = self._desk.facts.ledger(slug), self._desk.mentions.concerns(slug)
        drafted = self.draft(
            ledger,
            kind=kind,
            channel=channel,
            language=language,
            concerns=concerns,
            mentions=self._desk.mentions.quotable(slug, concerns),
            replying_to=replying_to,
            dropped=dropped,
        )
        now = self._desk.clock()
        first = Revision(
            number=1,
            text=drafted.draft.text,
            citations=drafted.draft.citations,
            author=person.name,
            origin=drafted.draft.origin,
            at=now,
            run=drafted.draft.run,
        )
        statement = Statement(
            id=f"s{secrets.token_hex(5)}",
            crisis=slug,
            kind=kind,
            channel=channel,
            language=language,
            revisions=(first,),
        )
        with self._desk.store.writing() as records:
            records.add_statement(statement, now=now)
            records.log(
                at=now, by=person.name, crisis=slug, verb="draft", subject=statement.id,
                kind=kind, channel=channel, origin=first.origin, facts=list(first.facts_cited),
            )  # fmt: skip
        return statement, drafted


def _with_passages(draft: Draft, passages: tuple[Passage, ...]) -> Draft:
    run = draft.run.model_copy(
        update={
            "passages": tuple(f"{passage.id} ({passage.why})" for passage in passages),
            "missing": draft.missing,
            "warnings": draft.warnings,
        }
    )
    return draft.model_copy(update={"run": run})
