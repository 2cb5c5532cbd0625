"""Whether a value that no fact says follows from two that do, and is about what they are about.

Two values of a ledger give hundreds of others, so that nearly every small number is the sum, the share
or the distance of something. A length of time or a sum of money counts as followed only where the words
around it fit those around both values, and the fewer other lengths near it the ledger gives. The weights
are those of `benchmarks/follows.py`: a logistic model of lengths said in true drafts against random ones
of the same ledgers, rounded. Shares and numbers follow by the rules of `derived`, or from a number
that is said beside them.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import log1p

from drafter.checks.claims.arithmetic import Result, gives, near_by, results
from drafter.checks.claims.book import Source
from drafter.checks.claims.matching import same
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.ties import Ties
from drafter.checks.claims.value import Value

_SCORED = ("duration", "money")
_BASE, _MEAN, _LEAST, _ONE, _CHEAP = 0.4, 0.5, 0.5, 0.3, -1.5
_RESTS = frozenset(
    "other others remaining remain remains rest left still not without never".split()
)
# Sentences between a number and one that it follows from.
_BESIDE = 1


def follows(value: Value, reading: Reading, sources: Sequence[Source], ties: Ties) -> Source | None:
    """The source from whose values a length, a sum, a share or a number follows, or None."""
    every = results(tuple(sources)).get(value.kind, ())
    given = [one for one in every if gives(one, value)]
    if not given:
        return None
    if value.kind in ("day", "clock"):
        return next(iter(_near(given, reading, value, ties)), None)
    if value.kind in _SCORED:
        scores = [_score(one, value, reading, every, ties) for one in given]
        best = max(range(len(given)), key=scores.__getitem__)
        return given[best].sources[0] if scores[best] > 0 else None
    return next(iter(_beside(given, reading, value)), None)


def rest_of(value: Value, sources: Sequence[Source]) -> bool:
    """Whether a number is what two others leave."""
    every = results(tuple(sources)).get(value.kind, ())
    return any(one.how == "rest" and gives(one, value) for one in every)


def _score(
    one: Result, value: Value, reading: Reading, every: Iterable[Result], ties: Ties
) -> float:
    if value.kind == "money" and not one.one and not _said(one, reading, value):
        return -1.0
    fits = ties.fits(value, reading, [entry.around for entry in one.entries])
    cheap = log1p(near_by(value, every)) if value.kind == "duration" else 1.0
    mean = sum(fits) / len(fits)
    return _BASE + _MEAN * mean + _LEAST * min(fits) + _ONE * one.one + _CHEAP * cheap


def _near(given: Iterable[Result], reading: Reading, value: Value, ties: Ties) -> Iterator[Source]:
    """Days and times reckoned from a fact whose words stand around the value."""
    for one in given:
        fits = ties.fits(value, reading, [entry.around for entry in one.entries])
        if one.one and max(fits) > _FIT:
            yield one.sources[0]


_FIT = 2.0


def _beside(given: Iterable[Result], reading: Reading, value: Value) -> Iterator[Source]:
    clause = reading.clause_of(value)
    if clause is None:
        return
    words = {word.low for word in reading.words[clause.first : clause.last]}
    for one in given:
        rest = one.how in ("rest", "other share") and not words.isdisjoint(_RESTS)
        apart = one.how == "share" or rest
        if _together(one) or (apart and _said(one, reading, value)):
            yield one.sources[0]


def _together(one: Result) -> bool:
    """Whether a sum is of two numbers that a fact joins: "nine passengers and one of the crew"."""
    units = {entry.value.unit for entry in one.entries}
    return one.one and one.how == "sum" and len(units) > 1


def _said(one: Result, reading: Reading, value: Value) -> bool:
    """Whether one of the two values is said in the sentence of the value, or in one beside it."""
    clause = reading.clause_of(value)
    for other in reading.values:
        its = reading.clause_of(other)
        if other is value or its is None or clause is None:
            continue
        near = abs(its.sentence - clause.sentence) <= _BESIDE
        if near and any(same(other, entry.value) for entry in one.entries):
            return True
    return False
