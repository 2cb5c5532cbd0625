"""On which terms something is given: a limit dropped, a threshold moved, the deadline of another thing.

"We pay the excess in full" where a fact says "up to £500 each" has no wrong number, and costs as much as one.
"""

from collections.abc import Iterable, Iterator, Sequence

from drafter.checks.claims.book import Source
from drafter.checks.claims.matching import Bound, Candidate
from drafter.checks.claims.numbers import low
from drafter.checks.claims.phrases import has, listed, says
from drafter.checks.claims.reading import Clause, Reading
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import Concept

_UNLIMITED = listed(
    "in full;whatever it was;whatever it is;whatever they were;whatever they are;whatever the amount"
    ";whatever the cost;however much;however high;however large;without limit;without a limit;no limit"
    ";no upper limit;no cap;the full amount;the full cost;the full costs;the whole amount;the entire amount"
    ";any amount;every penny;every cent;all of your;all your;all of their;all their;all costs;all the costs"
    ";all of the costs"
)
_LIMITED = listed(
    "up to;at most;at the most;no more than;not more than;a maximum;maximum of;limit;limited;capped"
)
_FULL = listed("in full;full;whole;entire;every penny;every cent")
_GIVEN = frozenset(
    "get gets receive receives pay pays paid refund refunds refunded credit credited compensate compensated"
    " compensation entitled claim qualify qualifies".split()
)
_FLOORS = ("above", "least")
# A clause and a fact are about one thing from here on: concepts in common, and their share of the clause.
_COMMON, _MOST = 2, 0.6


def bind_limits(reading: Reading, sources: Sequence[Source]) -> Iterator[tuple[int, int, Bound]]:
    """The tokens of each "in full" that a fact about the same thing limits, and no fact says."""
    for clause in reading.clauses:
        at = has(reading.words, clause.first, clause.last, _UNLIMITED)
        if at is None or has(reading.words, clause.first, clause.last, _LIMITED):
            continue
        about = [
            one
            for one in _about(clause, sources)
            if says(one.reading, _LIMITED) or says(one.reading, _FULL)
        ]
        if about and not any(says(one.reading, _FULL) for one in about):
            yield *at, Bound("contradicted", about[0])


def _about(clause: Clause, sources: Sequence[Source]) -> list[Source]:
    """The sources that a clause is about, the nearest first."""
    shared = [(len(clause.names & one.concepts), one) for one in sources]
    near = [(count, one) for count, one in shared if count >= _COMMON]
    return [one for _, one in sorted(near, key=lambda pair: -pair[0])]


def threshold(value: Value, reading: Reading, good: Sequence[Candidate]) -> Candidate | None:
    """The threshold of a fact that a text moves: who gets something after "more than six hours"."""
    if value.relation not in _FLOORS or value.kind not in ("duration", "money", "number"):
        return None
    begin, end = reading.sentence_of(value)
    said = {word.low for word in reading.words if begin <= word.start < end}
    moved = all(
        one.entry.value.relation in _FLOORS and one.entry.value.amount != value.amount
        for one in good
    )
    return good[0] if good and moved and not said.isdisjoint(_GIVEN) else None


def deadline(
    value: Value, reading: Reading, good: Sequence[Candidate], sources: Sequence[Source]
) -> Candidate | None:
    """The deadline of what a clause is about, where the one said is that of another thing."""
    clause = reading.clause_of(value)
    if clause is None or not _due(value, reading):
        return None
    said = _besides(value, clause.concepts)
    held = (
        _besides(one.entry.value, (word for part in one.source.clauses for word in part.concepts))
        for one in good
    )
    if any(not said.isdisjoint(names) for names in held):
        return None
    for source in _about(clause, sources):
        if len(said & source.concepts) >= _MOST * len(said):
            own = (one for one in source.entries if _due(one.value, source.reading))
            if entry := next(own, None):
                return Candidate(0, source, entry)
    return None


def _besides(value: Value, said: Iterable[Concept]) -> frozenset[str]:
    """The concepts but those of a value's own words."""
    return frozenset(one.name for one in said if not value.first <= one.first < value.last)


def _due(value: Value, reading: Reading) -> bool:
    """Whether something is to be done within this time, or by this day."""
    lead = low(reading.words, value.first - 1)
    if value.kind == "duration":
        return lead == "within" or low(reading.words, value.first) == "within"
    return value.kind == "day" and lead in ("by", "before", "until")
