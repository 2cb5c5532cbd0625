"""Verbs that check a text, with nothing stored."""

from typing import TYPE_CHECKING

from drafter.model.brief import Ledger
from drafter.model.finding import Report, Skipped

if TYPE_CHECKING:
    from drafter.checks.judge import Judged
    from drafter.desk import Desk
    from drafter.desk.vectors import Unkept
    from drafter.llm import Embedder


class Checking:
    """`desk.checking`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk
        self._unkept: Unkept | None = None

    def known(self, kind: str | None, channel: str | None) -> None:
        """Raises NotFound for a kind or a channel that is none."""
        from drafter.prompts import channel_named, kind_named

        if kind is not None:
            kind_named(self._desk.prompts, kind)
        if channel is not None:
            channel_named(self._desk.prompts, channel)

    def length(self, text: str, channel: str) -> tuple[int, int]:
        """How long a text is as its channel counts, and how long it may be."""
        from drafter.checks.limits import length
        from drafter.prompts import channel_named

        place = channel_named(self._desk.prompts, channel)
        return length(text, place), place.max_chars

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Where the sentences of a text begin and end, in code points."""
        from drafter.checks.sentences import sentences

        return sentences(text)

    def text(
        self,
        text: str,
        *,
        kind: str | None = None,
        channel: str | None = None,
        ledger: Ledger | None = None,
        language: str = "en",
        by_meaning: bool = True,
    ) -> Report:
        """What the checks say. Claims are bound only with a ledger: to its facts, or to guidelines that
        may be cited; its frame says which posture SCCT advises. `by_meaning` compares sentences by the
        desk's embedder, where it knows meanings. Raises NotFound for a kind or channel that is none.
        """
        from drafter.checks.examine import examine
        from drafter.prompts import channel_named, kind_named
        from drafter.steps.posture import posture

        public = kind_named(self._desk.prompts, kind).public if kind is not None else True
        return examine(
            text,
            rules=self._desk.rules,
            kind=kind,
            channel=channel_named(self._desk.prompts, channel) if channel else None,
            ledger=ledger,
            passages=self._desk.knowledge.citable_for(ledger) if ledger is not None else (),
            advice=posture(ledger.frame) if ledger is not None else None,
            language=language,
            public=public,
            embedder=self._meaning(gated=ledger is not None) if by_meaning else None,
        )

    def _meaning(self, *, gated: bool = False) -> "Embedder":
        """The desk's embedder as a check may use it: examples of rules and gate are kept, a text never."""
        from drafter.desk.vectors import Remembering, Unkept

        kept = self._desk.embedder
        if not isinstance(kept, Remembering):
            return kept
        self._desk.rules.prepare(kept)
        if gated and not kept.lexical:
            # Imported here: numpy takes longer to import than a text takes to check.
            from drafter.checks.gate.resembling import prepare

            prepare(kept)
        if self._unkept is None or self._unkept.id != kept.id:
            self._unkept = Unkept(kept.inner)
        return self._unkept

    def judge(self, text: str, *, language: str = "en") -> "Judged":
        """What the configured model marks, on demand: warnings with the words they are about.

        Without a model nothing is asked, and `skipped` says so.
        """
        from drafter.checks.judge import RULE, Judged, judge
        from drafter.prompts import task_named

        llm = self._desk.judging_llm
        if llm is None:
            return Judged((), (Skipped(rule=RULE, reason="no model is set (DRAFTER_MODEL)"),))
        instruction = task_named(self._desk.prompts, "tone_judge")
        return judge(text, llm=llm, instruction=instruction, language=language)
