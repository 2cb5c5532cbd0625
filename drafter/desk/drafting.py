"""The verbs that draft: brief, recall, model or playbook, check, mend once, check again."""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from drafter.errors import ModelError
from drafter.model.brief import Brief, Ledger
from drafter.model.crisis import Concern, Mention
from drafter.model.finding import Report
from drafter.model.knowledge import Passage
from drafter.model.person import Duty
from drafter.model.prompt import Channel, Kind
from drafter.model.statement import Draft, Judged, Revision, Statement

if TYPE_CHECKING:
    from drafter.desk import Desk
    from drafter.llm import Llm

Examined = Callable[[str], Report]


class Drafted(NamedTuple):
    """A draft, what was recalled for it, and what the checks say."""

    draft: Draft
    passages: tuple[Passage, ...]
    report: Report


class Variant(NamedTuple):
    """A draft in one style: the style's title and name."""

    title: str
    style: str
    drafted: Drafted


class Order(NamedTuple):
    """What is to be drafted, and what was recalled for it."""

    kind: Kind
    channel: Channel
    language: str
    passages: tuple[Passage, ...]
    wish: str


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
        replying_to: Mention | None = None,
        dropped: frozenset[str] = frozenset(),
        crisis: str = "",
        style: str = "",
        wish: str = "",
    ) -> Drafted:
        """A checked draft; nothing is stored. `dropped` are paths that a person does not want recalled.

        With a model set the model drafts, and once more where the checks find something; where it
        fails the playbook does, and the draft says so. `crisis` is whose spending limit holds; `style`
        names one of prompts/styles, `wish` is a further instruction.
        """
        from drafter.prompts import channel_named, kind_named, style_named
        from drafter.steps.briefing import brief

        desk = self._desk
        given = brief(ledger, concerns=concerns, replying_to=replying_to)
        told = style_named(desk.prompts, style).instruction if style else ""
        order = Order(
            kind_named(desk.prompts, kind),
            channel_named(desk.prompts, channel),
            language,
            tuple(p for p in desk.knowledge.recall(given) if p.path not in dropped),
            "\n\n".join(part for part in (wish, told) if part),
        )

        def examined(text: str) -> Report:
            return desk.checking.text(
                text, kind=kind, channel=channel, ledger=ledger, language=language
            )

        llm = desk.asking(crisis)
        made = self._modelled(given, order, llm, examined) if llm is not None else None
        if not isinstance(made, Judged):
            made = self._composed(given, order, made, examined)
        kept = _with_passages(made.draft, order.passages, style)
        return Drafted(kept, order.passages, made.report)

    def brief(self, slug: str, *, replying_to: Mention | None = None) -> Brief:
        """What a draft of this crisis may rest on, as things stand."""
        from drafter.steps.briefing import brief

        ledger, concerns = self._desk.facts.ledger(slug), self._desk.mentions.concerns(slug)
        return brief(ledger, concerns=concerns, replying_to=replying_to)

    def _modelled(
        self, brief: Brief, order: Order, llm: "Llm", examined: Examined
    ) -> "Judged | ModelError":
        """The model's draft, mended once where the checks find something; or why there is none."""
        from drafter.prompts import task_named
        from drafter.steps import drafting
        from drafter.steps.drafting.redraft import better, redraft, to_mend

        prompts = self._desk.prompts
        prompt = drafting.rendered(
            brief, order.kind, order.channel, order.passages,
            shared=prompts.shared, language=order.language, wish=order.wish,
        )  # fmt: skip
        try:
            draft = drafting.asked(
                prompt, brief, order.kind, order.channel, llm=llm, language=order.language
            )
        except ModelError as failed:
            return failed
        first = Judged(draft, examined(draft.text))
        if not to_mend(first.report):
            return first
        try:
            again = redraft(
                first, prompt, brief, order.kind, order.channel,
                llm=llm, instruction=task_named(prompts, "redraft"),
            )  # fmt: skip
        except ModelError as failed:
            said = f"the redraft failed ({failed}): the first draft stands, with its findings"
            return Judged(_warned(draft, said), first.report)
        return better(first, Judged(again, examined(again.text)))

    def _composed(
        self, brief: Brief, order: Order, failed: "ModelError | None", examined: Examined
    ) -> "Judged":
        from drafter.steps.playbook import compose

        draft = compose(brief, order.kind, order.channel, language=order.language)
        if failed is not None:
            draft = _warned(
                draft, f"the model gave no usable draft ({failed}): composed from the playbook"
            )
        return Judged(draft, examined(draft.text))

    def variants(
        self,
        ledger: Ledger,
        *,
        kind: str,
        channel: str,
        language: str = "en",
        concerns: tuple[Concern, ...] = (),
        replying_to: Mention | None = None,
        dropped: frozenset[str] = frozenset(),
        crisis: str = "",
    ) -> tuple[Variant, ...]:
        """One draft for each style that takes variants, those that came out alike only once.

        Nothing is stored. Without a model there is one, of the playbook.
        """
        from drafter.steps.drafting.redraft import alike

        styles = {n: s.title for n, s in self._desk.prompts.styles.items() if s.variants}
        if self._desk.llm is None:
            styles = {"": "Playbook"}
        made = [
            Variant(title, name, self.draft(
                ledger, kind=kind, channel=channel, language=language, concerns=concerns,
                replying_to=replying_to, dropped=dropped, crisis=crisis, style=name,
            ))
            for name, title in styles.items()
        ]  # fmt: skip
        doubles = set(alike([one.drafted.draft.text for one in made]))
        return tuple(one for at, one in enumerate(made) if at not in doubles)

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
        self._desk.people.allowed(by, Duty.DRAFTER)
        drafted = self.draft(
            self._desk.facts.ledger(slug),
            kind=kind,
            channel=channel,
            language=language,
            concerns=self._desk.mentions.concerns(slug),
            replying_to=replying_to,
            dropped=dropped,
            crisis=slug,
        )
        kept = self.keep(slug, drafted.draft, kind=kind, channel=channel, language=language, by=by)
        return kept, drafted

    def keep(
        self, slug: str, draft: Draft, *, kind: str, channel: str, language: str = "en", by: str
    ) -> Statement:
        """A new statement of a crisis, with this draft as its first revision."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        now = self._desk.clock()
        first = Revision(
            number=1,
            text=draft.text,
            citations=draft.citations,
            author=person.name,
            origin=draft.origin,
            at=now,
            run=draft.run,
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
        return statement


def _warned(draft: Draft, said: str) -> Draft:
    return draft.model_copy(update={"warnings": (said, *draft.warnings)})


def _with_passages(draft: Draft, passages: tuple[Passage, ...], style: str) -> Draft:
    run = draft.run.model_copy(
        update={
            "passages": tuple(f"{passage.id} ({passage.why})" for passage in passages),
            "missing": draft.missing,
            "warnings": draft.warnings,
            "style": style,
        }
    )
    return draft.model_copy(update={"run": run})
