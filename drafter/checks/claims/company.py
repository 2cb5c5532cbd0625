"""Which facts the values around a value belong to: a sentence mostly tells one fact."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from drafter.checks.claims.book import Source
from drafter.checks.claims.matching import same
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.unsaid import ARTICLE
from drafter.checks.claims.value import Value

# What a value in the same clause, the same sentence or a sentence beside says of where this one is from.
_CLAUSE, _SENTENCE, _BESIDE = 1.0, 0.7, 0.3
# A value that stands in more facts tells them not apart.
_FEW = 3


class Company:
    """The texts of the facts that hold each value of a reading."""

    def __init__(self, reading: Reading, sources: Sequence[Source]):
        self._held = []
        for value in reading.values:
            clause = reading.clause_of(value)
            homes = [one.reading.text for one in sources if _holds(value, one)]
            if clause is not None and 0 < len(homes) <= _FEW:
                self._held.append((value, clause, homes))
        self._reading = reading

    def of(self, value: Value) -> Mapping[str, float]:
        """How much the values around `value` speak for each fact, by its text."""
        clause = self._reading.clause_of(value)
        votes: defaultdict[str, float] = defaultdict(float)
        if clause is None:
            return votes
        for other, its, homes in self._held:
            apart = abs(its.sentence - clause.sentence)
            if other is value or apart > 1:
                continue
            weight = _CLAUSE if its == clause else _BESIDE if apart else _SENTENCE
            for home in homes:
                votes[home] += weight / len(homes)
        return votes


def _holds(value: Value, source: Source) -> bool:
    if value.kind == "name":
        return all(word in source.words for word in value.key.split())
    return any(entry.value.unit != ARTICLE and same(value, entry.value) for entry in source.entries)
