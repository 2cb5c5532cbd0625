"""Which sentences of a text resemble the bad ones of which rules: the embedder's side of a check."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.checks.rules.resembles import Resembles
from drafter.checks.rules.spec import Spec
from drafter.checks.sentences import Part, Scopes
from drafter.llm import Embedder

if TYPE_CHECKING:
    from drafter.checks.rules.likeness import Likeness

WITHOUT = "compare by meaning, which needs an embedder that knows meanings: none is in use"
# A text of more sentences is no statement, and an embedder takes milliseconds for each.
_MOST = 1_000
_PARTLY = f"compared the first {_MOST} sentences only: the others are unchecked by them"
# A name or a date alone resembles anything.
_SHORTEST = 3
_UNLIKE = -0.4
_REMEMBERED = 2_000  # sentences whose scores are kept: a text is checked at every change of it


class Compared(NamedTuple):
    """What the rules of type `resembles` say of one text."""

    alike: Mapping[int, Sequence[Part]] = {}
    """The sentences to mark, by the rule's number."""
    unlike: Mapping[str, Sequence[Part]] = {}
    """The sentences that are plainly no such problem, by category."""
    reason: str = ""
    """Why the text, or some of it, was not compared."""


class Meaning:
    """The rules of type `resembles` among some rules, fitted once for each embedder."""

    def __init__(self, specs: Sequence[Spec]):
        self.rules = {n: spec for n, spec in enumerate(specs) if isinstance(spec, Resembles)}
        self._plain = [
            text for spec in specs if not isinstance(spec, Resembles) for text in spec.good
        ]
        self._fitted: dict[str, Likeness] = {}
        self._seen: dict[tuple[str, str], tuple[float, ...]] = {}

    def compared(self, text: Scopes, embedder: Embedder | None) -> Compared:
        """The rules' answer; with no embedder that knows meanings, why there is none."""
        if embedder is None or embedder.lexical or not self.rules:
            return Compared(reason=WITHOUT)
        sentences = text.parts("sentence")
        parts = [one for one in sentences[:_MOST] if len(one.text.split()) >= _SHORTEST]
        alike: dict[int, list[Part]] = defaultdict(list)
        unlike: dict[str, list[Part]] = defaultdict(list)
        for part, row in zip(parts, self._scores(parts, embedder), strict=True):
            for (number, rule), score in zip(self.rules.items(), row, strict=True):
                if score > rule.margin:
                    alike[number].append(part)
                if score < _UNLIKE:
                    unlike[rule.category].append(part)
        return Compared(alike, unlike, _PARTLY if len(sentences) > _MOST else "")

    def _scores(self, parts: Sequence[Part], embedder: Embedder) -> list[tuple[float, ...]]:
        """A score for each rule, of each sentence: one that was seen lately is not compared again."""
        known, wanted = self._seen, [(embedder.id, one.text) for one in parts]
        fresh = list(dict.fromkeys(one for one in wanted if one not in known))
        made: dict[tuple[str, str], tuple[float, ...]] = {}
        if fresh:
            rows = self._likeness(embedder).scores([text for _, text in fresh], embedder.embed)
            made = {one: tuple(row.tolist()) for one, row in zip(fresh, rows, strict=True)}
        scores = [made[one] if one in made else known[one] for one in wanted]
        if len(known) + len(made) > _REMEMBERED:
            known = {}
        self._seen = known | made
        return scores

    def prepare(self, embedder: Embedder) -> None:
        """Fit the rules with the vectors of `embedder`, unless they are fitted with its like."""
        self._likeness(embedder)

    def _likeness(self, embedder: Embedder) -> "Likeness":
        if embedder.id not in self._fitted:
            # Imported here: numpy takes longer to import than a text takes to check.
            from drafter.checks.rules.likeness import Examples, Likeness

            rules = [Examples(rule.bad, rule.good) for rule in self.rules.values()]
            self._fitted[embedder.id] = Likeness(rules, self._plain, embedder.embed)
        return self._fitted[embedder.id]
