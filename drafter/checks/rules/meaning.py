"""Which sentences of a text resemble the bad ones of which rules: the embedder's side of a check."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.checks.rules.resembles import Resembles
from drafter.checks.rules.spec import Spec
from drafter.checks.sentences import Part, Scopes
from drafter.llm import Embedder

if TYPE_CHECKING:
    from drafter.checks.rules.likeness import Likeness

WITHOUT = "compares by meaning, which needs an embedder that knows meanings: none is in use"
# A text of more sentences is no statement, and an embedder takes milliseconds for each.
_MOST = 1_000
# A name or a date alone resembles anything.
_SHORTEST = 3


class Meaning:
    """The rules of type `resembles` among some rules, fitted once for each embedder."""

    def __init__(self, specs: Sequence[Spec]):
        self._rules = {n: spec for n, spec in enumerate(specs) if isinstance(spec, Resembles)}
        self._plain = [
            text for spec in specs if not isinstance(spec, Resembles) for text in spec.good
        ]
        self._fitted: dict[str, Likeness] = {}

    def reasons(self, text: Scopes, embedder: Embedder | None) -> dict[int, str]:
        """Why a rule did not compare all of the text, by the rule's number."""
        reason = ""
        if embedder is None or embedder.lexical:
            reason = WITHOUT
        elif len(text.parts("sentence")) > _MOST:
            reason = f"compared the first {_MOST} sentences only: the others are unchecked by it"
        return dict.fromkeys(self._rules, reason) if reason else {}

    def alike(self, text: Scopes, embedder: Embedder | None) -> dict[int, list[Part]]:
        """The sentences to mark, by the rule's number."""
        found: dict[int, list[Part]] = defaultdict(list)
        if embedder is None or embedder.lexical or not self._rules:
            return found
        parts = [
            one for one in text.parts("sentence")[:_MOST] if len(one.text.split()) >= _SHORTEST
        ]
        if not parts:
            return found
        scores = self._likeness(embedder).scores([part.text for part in parts])
        for part, row in zip(parts, scores, strict=True):
            for (number, rule), score in zip(self._rules.items(), row, strict=True):
                if score > rule.margin:
                    found[number].append(part)
        return found

    def _likeness(self, embedder: Embedder) -> "Likeness":
        if embedder.id not in self._fitted:
            # Imported here: numpy takes longer to import than a text takes to check.
            from drafter.checks.rules.likeness import Examples, Likeness

            rules = [Examples(rule.bad, rule.good) for rule in self._rules.values()]
            self._fitted[embedder.id] = Likeness(rules, self._plain, embedder.embed)
        return self._fitted[embedder.id]
