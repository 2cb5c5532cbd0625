"""What ties a value to its fact: the words around both, by meaning where an embedder is at hand.

A value may stand in the ledger and yet be said of the wrong thing: the day of the recall for that of
the inspection. So what a clause is about decides which fact it may tell: the value is compared with
every value of its kind by what stands around them, and is tied to another one where that fits better
by a margin. The weights are those of `benchmarks/ties.py`, a conditional logit fitted to the values of
true drafts (which of all values of this kind do these words belong to?), rounded; the margins were
chosen there on values put in the place of one another. No label of a planted claim was used.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log, sqrt
from typing import TYPE_CHECKING

from drafter.checks.claims.around import Around, around
from drafter.checks.claims.company import Company
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.value import Kind, Value

if TYPE_CHECKING:
    from drafter.checks.claims.likeness import Likeness

SIGNS = ("beside", "near", "covered", "clause", "fact covers", "after", "before", "same head",
         "other head", "same lead", "other lead", "shared", "fact", "company", "same part",
         "other part")  # fmt: skip
MEANINGS = ("clause meant", "near meant", "sentence meant", "after meant")
# One weight for each of the signs; with an embedder also for the likenesses in meaning.
_BY_WORDS = (0.9, 1.0, 0.6, 1.3, 1.2, 1.4, 0.7, 0.7, -1.0, 1.3, -0.9, 0.9, 1.6, 1.3, 0.4, -0.8)
_BY_MEANING = (0.2, 0.3, 0.6, 0.5, 1.1, 0.8, 0.7, 0.3, -0.8, 1.3, -0.9, 0.5, 0.9, 1.2, 0.4, -0.8)
_MEANT = (1.9, 1.7, 2.4, 1.8)
# How much better another value must fit.
_MARGIN: dict[Kind, float] = {"name": 1.8}
_PLAIN_MARGIN, _MEANT_MARGIN = 2.4, 2.6
_ELSEWHERE = 2.0
# How well a fact fits that does not name what is free to be named.
_UNHELD = 4.5
_SHARED_MOST = 6.0
_COMPANY_MOST = 2.0


class Ties:
    """How well the surroundings of values fit one another; by words alone without `likeness`.

    `held` says in how many of the facts' texts a concept stands: rare ones tell most.
    """

    def __init__(
        self,
        likeness: "Likeness | None" = None,
        held: Mapping[str, int] | None = None,
        facts: int = 1,
        company: Company | None = None,
    ):
        self.likeness = likeness
        self.company = company
        self._held = held or {}
        self._facts = facts

    def weight(self, concept: str) -> float:
        return log((self._facts + 1) / (self._held.get(concept, 1) + 0.5))

    def fits(self, value: Value, reading: Reading, theirs: Sequence[Around]) -> list[float]:
        """How well each of `theirs` fits: the higher the better, comparable for one value only."""
        if self.likeness is None:
            return self.by_words(value, reading, theirs)
        mine = around(value, reading)
        rows = self.signs(mine, theirs, self.company.of(value) if self.company else {})
        meant = zip(*self.meanings(mine, theirs), strict=True)
        return [
            _dot(_BY_MEANING, row) + _dot(_MEANT, more)
            for row, more in zip(rows, meant, strict=True)
        ]

    def by_words(self, value: Value, reading: Reading, theirs: Sequence[Around]) -> list[float]:
        """The fits that need no embedder."""
        company = self.company.of(value) if self.company else {}
        rows = self.signs(around(value, reading), theirs, company)
        return [_dot(_BY_WORDS, row) for row in rows]

    def signs(
        self, mine: Around, theirs: Sequence[Around], company: Mapping[str, float]
    ) -> list[tuple[float, ...]]:
        """A row of `SIGNS` for each of `theirs`. `company` is how often values beside are of a text."""
        size = _Sizes(self.weight)
        whole = mine.sentence | mine.clause
        return [
            (
                size.alike(mine.beside, one.beside),
                size.alike(mine.near, one.near),
                size.covered(mine.near, one.clause),
                size.alike(mine.clause, one.clause),
                size.covered(mine.sentence, one.spoken),
                size.alike(mine.after, one.after),
                size.alike(mine.before, one.before),
                *_both(set(mine.heads), set(one.heads)),
                *_same(mine.lead, one.lead),
                min(size.of(mine.clause & one.clause), _SHARED_MOST) / _SHARED_MOST,
                size.alike(whole, one.spoken),
                min(company.get(one.home, 0.0), _COMPANY_MOST),
                *_same(mine.part, one.part),
            )
            for one in theirs
        ]

    def meanings(self, mine: Around, theirs: Sequence[Around]) -> list[list[float]]:
        """For each of `MEANINGS` the cosines with `theirs`."""
        assert self.likeness is not None
        return [
            self.likeness.between([mine.texts[n]], [one.texts[n] for one in theirs])[0]
            for n in range(len(MEANINGS))
        ]

    def other(
        self,
        value: Value,
        reading: Reading,
        good: Sequence[Around],
        rivals: Sequence[Around],
        elsewhere: Sequence[int] = (),
    ) -> int | None:
        """Which of the `rivals` the words tie the value to rather than to any of the `good`; or None.

        `elsewhere` tells which of them the text says in another place (2: of the same sentence), which
        is hardly what it meant here.
        """
        if not rivals:
            return None
        scores = self.fits(value, reading, [*good, *rivals])
        held, others = max(scores[: len(good)], default=_UNHELD), scores[len(good) :]
        if elsewhere:
            others = [
                score - _ELSEWHERE * said for score, said in zip(others, elsewhere, strict=True)
            ]
        best = max(range(len(others)), key=others.__getitem__)
        margin = _MARGIN.get(value.kind, _MEANT_MARGIN if self.likeness else _PLAIN_MARGIN)
        return best if others[best] - held > margin else None


class _Sizes:
    """Weights of sets of concepts, each worked out once."""

    def __init__(self, weight: Callable[[str], float]):
        self._weight = weight
        self._kept: dict[frozenset[str], float] = {}

    def of(self, names: frozenset[str]) -> float:
        if names not in self._kept:
            self._kept[names] = sum(map(self._weight, names))
        return self._kept[names]

    def alike(self, mine: frozenset[str], theirs: frozenset[str]) -> float:
        common = mine & theirs
        return self.of(common) / sqrt(self.of(mine) * self.of(theirs)) if common else 0.0

    def covered(self, mine: frozenset[str], theirs: frozenset[str]) -> float:
        common = mine & theirs
        return self.of(common) / self.of(mine) if common else 0.0


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(weight * sign for weight, sign in zip(weights, row, strict=True))


def _both(mine: set[str], theirs: set[str]) -> tuple[float, float]:
    if not mine or not theirs:
        return 0.0, 0.0
    same = not mine.isdisjoint(theirs)
    return float(same), float(not same)


def _same(mine: str, theirs: str) -> tuple[float, float]:
    same = mine == theirs
    return float(bool(mine) and same), float(bool(mine and theirs) and not same)


def texts(surroundings: Iterable[Around]) -> list[str]:
    """All texts that an embedder must know to compare these."""
    return [text for one in surroundings for text in one.texts]
