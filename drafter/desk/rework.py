"""Verbs that make new words of old ones: a passage anew, another language, every other channel."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.errors import InputError, NotApproved
from drafter.model.difference import Change, changes
from drafter.model.draft import Draft, Run
from drafter.model.finding import Report
from drafter.model.person import Duty
from drafter.model.statement import Statement

if TYPE_CHECKING:
    from drafter.desk import Desk
    from drafter.llm import Llm

_NO_MODEL = "no model is set (DRAFTER_MODEL): this needs one"


class Proposal(NamedTuple):
    """Another text for a revision, as changes to take or leave, and what the checks say of it whole."""

    statement: str
    base: int
    text: str
    changes: tuple[Change, ...]
    report: Report
    run: Run


class Rework:
    """`desk.rework`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def propose(
        self, statement: str, *, style: str, start: int, end: int, base: int, by: str
    ) -> Proposal:
        """The passage at `start` to `end` of revision `base`, said anew in a style.

        Nothing is stored: what a person takes of it is saved as any edit. Raises InputError, Conflict,
        or ModelError where the model gives nothing that counts.
        """
        from drafter.prompts import fill, style_named, task_named
        from drafter.steps.reworking import rework

        desk = self._desk
        desk.people.allowed(by, Duty.DRAFTER)
        old = desk.statements.get(statement)
        old.refuse_stale(base)
        if not 0 <= start < end <= len(old.text) or not old.text[start:end].strip():
            raise InputError("there are no words in that passage: choose at least one sentence")
        wanted = style_named(desk.prompts, style)
        made = rework(
            old.text, start, end,
            llm=self._model(old.crisis),
            instruction=task_named(desk.prompts, "rewrite"),
            wish=fill(wanted.instruction, {}),
            voice=desk.prompts.shared.get("voice", ""),
            language=old.language,
        )  # fmt: skip
        report = desk.statements.check(old, text=made.text)
        return Proposal(old.id, base, made.text, changes(old.text, made.text), report, made.run)

    def translate(self, statement: str, *, language: str, by: str) -> Statement:
        """The latest revision in another language, as a statement of its own.

        Its figures, times, addresses and names are compared with the source's whenever it is checked.
        Raises InputError or ModelError.
        """
        from drafter.prompts import task_named
        from drafter.steps.reworking import translate

        desk = self._desk
        desk.people.allowed(by, Duty.DRAFTER)
        old = desk.statements.get(statement)
        if language == old.language:
            raise InputError(f"the statement is in that language already: {language!r}")
        made = translate(
            old.text,
            llm=self._model(old.crisis),
            instruction=task_named(desk.prompts, "translate"),
            source=old.language,
            language=language,
        )
        run = made.run.model_copy(update={"source": _named(old)})
        draft = Draft(text=made.text, origin="model", run=run)
        return desk.drafting.keep(
            old.crisis, draft, kind=old.kind, channel=old.channel, language=language, by=by
        )

    def everywhere(
        self, statement: str, channels: Sequence[str], *, by: str
    ) -> tuple[Statement, ...]:
        """An approved message as a statement for each of these channels, each to be approved itself.

        With a model it is written anew from the facts that the message cites; without one, or where
        the model fails, its own sentences are cut to what the channel takes. Each is bound to the
        message whenever it is checked. Raises NotApproved, InputError.
        """
        desk = self._desk
        desk.people.allowed(by, Duty.DRAFTER)
        old = desk.statements.get(statement)
        if desk.statements.approval(old) is None:
            raise NotApproved(
                f"statement {statement} is not approved: only an approved message goes out"
            )
        wanted = [name for name in dict.fromkeys(channels) if name != old.channel]
        if not wanted:
            raise InputError("choose at least one channel other than the message's own")
        drafts = [(name, self._adapted(old, name)) for name in wanted]
        return tuple(
            desk.drafting.keep(
                old.crisis, draft, kind=old.kind, channel=name, language=old.language, by=by
            )
            for name, draft in drafts
        )

    def _adapted(self, old: Statement, channel: str) -> Draft:
        from drafter.prompts import channel_named, fill, task_named
        from drafter.steps.drafting.prompt import fence_for
        from drafter.steps.reworking import cut

        desk = self._desk
        place = channel_named(desk.prompts, channel)
        ledger = desk.facts.ledger(old.crisis)
        cited = old.latest.facts_cited
        draft = None
        if desk.llm is not None:
            instruction = task_named(desk.prompts, "adapt")
            values = {"draft": old.text, "fence": fence_for([old.text])}
            only = ledger.model_copy(
                update={"facts": tuple(one for one in ledger.facts if one.id in cited)}
            )
            draft = desk.drafting.draft(
                only, kind=old.kind, channel=channel, language=old.language, crisis=old.crisis,
                wish=fill(instruction, values),
            ).draft  # fmt: skip
        if draft is None or draft.origin != "model":
            said = draft.warnings[:1] if draft is not None else ()
            text, citations = cut(old.text, old.latest.citations, ledger.by_id(), place)
            draft = Draft(text=text, citations=citations, origin="playbook", run=Run(warnings=said))
        return draft.model_copy(
            update={"run": draft.run.model_copy(update={"source": _named(old)})}
        )

    def _model(self, crisis: str) -> "Llm":
        llm = self._desk.asking(crisis)
        if llm is None:
            raise InputError(_NO_MODEL)
        return llm

    def against_source(self, statement: Statement, report: Report, text: str) -> Report:
        """The report, with what `text` says that the message it was made from does not."""
        from drafter.checks.consistency import consistent, translated

        if statement.source is None:
            return report
        name, number = statement.source
        desk = self._desk
        old = desk.statements.get(name)
        source = old.revisions[number - 1].text
        ledger = desk.facts.ledger(statement.crisis)
        if old.language != statement.language:
            more = translated(source, text, (ledger.organisation, *ledger.names))
        else:
            theirs = desk.checking.text(source, kind=old.kind, language=old.language)
            more = consistent(source, text, ledger, postures=(theirs.strategy, report.strategy))
        return report.model_copy(update={"findings": (*report.findings, *more)})


def _named(statement: Statement) -> str:
    return f"{statement.id}/{statement.latest.number}"
