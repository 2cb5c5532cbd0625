"""What ties a value to its fact: the words around both, by meaning where an embedder is at hand.

A value may stand in the ledger and yet be said of the wrong thing: the day of the recall for that of
the inspection. So the value of a text is compared with every value of its kind by what stands around
them. It is tied to another one where that fits better by a margin. The margins were chosen on values of
drafts put in the place of one another (`benchmarks/swaps.py`), never on single phrases.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from drafter.checks.claims.around import Around, alike
from drafter.checks.claims.value import Kind

if TYPE_CHECKING:
    from drafter.checks.claims.likeness import Likeness

# How much better another value must fit, by kind.
_BY_MEANING: dict[Kind, float] = {"day": 0.6, "clock": 0.6, "name": 0.4, "number": 0.8}
_BY_WORDS: dict[Kind, float] = {"clock": 0.6, "name": 0.6, "number": 1.0}
_MEANING, _WORDS = 0.55, 0.6
_SHARED = 0.5
# Two values of one fact have much around them in common: chance counts for more.
_BESIDE = 1.3


class Ties:
    """How well the surroundings of values fit one another; by words alone without `likeness`."""

    def __init__(self, likeness: "Likeness | None" = None):
        self.likeness = likeness

    def fits(self, kind: Kind, mine: Around, theirs: Sequence[Around]) -> list[float]:
        """How well each of `theirs` fits: the higher the better, comparable for one value only."""
        shared = [alike(mine, one) for one in theirs]
        if self.likeness is None:
            return shared
        pairs = zip(*(self._rows(kind, mine, theirs)), strict=True)
        return [sum(row) + _SHARED * words for row, words in zip(pairs, shared, strict=True)]

    def _rows(self, kind: Kind, mine: Around, theirs: Sequence[Around]) -> list[list[float]]:
        """For each piece of the surroundings its cosines. What follows a time or a name says little of it."""
        assert self.likeness is not None
        pieces = 3 if kind in ("day", "clock", "name") else 4
        return [
            self.likeness.between([mine.texts[n]], [one.texts[n] for one in theirs])[0]
            for n in range(pieces)
        ]

    def margin(self, kind: Kind) -> float:
        """From where on another value fits better."""
        if self.likeness is None:
            return _BY_WORDS.get(kind, _WORDS)
        return _BY_MEANING.get(kind, _MEANING)

    def other(
        self, kind: Kind, mine: Around, good: Sequence[Around], rivals: Sequence[Around]
    ) -> int | None:
        """Which of the `rivals` the words tie the value to rather than to any of the `good`; or None."""
        if not good or not rivals:
            return None
        scores = self.fits(kind, mine, [*good, *rivals])
        held = max(scores[: len(good)])
        homes = {one.home for one in good}
        gains = [
            score - held - self.margin(kind) * (_BESIDE if one.home in homes else 1)
            for one, score in zip(rivals, scores[len(good) :], strict=True)
        ]
        best = max(range(len(gains)), key=gains.__getitem__)
        return best if gains[best] > 0 else None


def texts(surroundings: Iterable[Around]) -> list[str]:
    """All texts that an embedder must know to compare these."""
    return [text for one in surroundings for text in one.texts]
