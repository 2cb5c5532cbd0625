"""What a rate of a fact comes to: £84 for a week at £12 a day, ten months for twenty years at one for every two.

A text that works an example out says two values of one sentence that stand to each other as the rate
says. That hardly happens by chance, so nothing else is asked of the words around.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.measures import UNITS
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.value import Value, near

_EACH = frozenset("per each every".split())
# Words between the two values of "one month's pay for every two years of service".
_BETWEEN = 5
_KINDS = ("money", "duration", "number")
# Words of a sentence that adds up.
_TOTAL = frozenset(
    "total totals totalling add adds added come comes sum altogether all most maximum makes make up"
    " together overall".split()
)


class Rate(NamedTuple):
    """So `much` for so `many`, as one fact says it."""

    much: Value
    many: Value
    source: Source


def rated(value: Value, reading: Reading, sources: Sequence[Source]) -> Source | None:
    """The source of the rate by which this value and another of its sentence, or fact, belong together."""
    if value.kind not in _KINDS or not value.amount:
        return None
    rates = [rate for source in sources for rate in _rates(source)]
    beside = _beside(value, reading) if rates else []
    for rate in rates:
        if any(_stand(value, one, rate) or _stand(one, value, rate) for one in beside):
            return rate.source
        if _total(value, reading, rate):
            return rate.source
    return None


@lru_cache(maxsize=1024)
def _rates(source: Source) -> tuple[Rate, ...]:
    return tuple(_found(source))


def _found(source: Source) -> Iterator[Rate]:
    values = [entry.value for entry in source.entries if entry.value.kind in _KINDS]
    for value in values:
        if each := value.key if value.kind == "money" else _each(value, source):
            amount, unit = UNITS.get(each, (0.0, ""))
            many = Value(0, 0, 0, 0, "duration", amount=amount, unit=unit)
            yield Rate(value, many, source)
    for much, many in zip(values, values[1:], strict=False):
        between = [word.low for word in source.reading.words[much.last : many.first]]
        if len(between) <= _BETWEEN and between[-1:] and between[-1] in _EACH:
            yield Rate(much, many, source)


def _each(value: Value, source: Source) -> str:
    """The unit of "one week's notice for every year of service"."""
    words = [word.low for word in source.reading.words[value.last : value.last + _BETWEEN]]
    at = next((n for n, word in enumerate(words) if word in _EACH), len(words))
    return words[at + 1] if at + 1 < len(words) and words[at + 1] in UNITS else ""


def _beside(value: Value, reading: Reading) -> list[Value]:
    begin, end = reading.sentence_of(value)
    return [one for one in reading.values if one is not value and begin <= one.start < end]


def _stand(much: Value, many: Value, rate: Rate) -> bool:
    """Whether two values stand to each other as the rate says."""
    return (
        _alike(much, rate.much)
        and _alike(many, rate.many)
        and near(much.amount * rate.many.amount, many.amount * rate.much.amount)
    )


def _alike(said: Value, held: Value) -> bool:
    return said.kind == held.kind and said.unit == held.unit and bool(said.amount)


def _total(value: Value, reading: Reading, rate: Rate) -> bool:
    """Whether the value is what the rate comes to over a length that its own fact says."""
    if not _alike(value, rate.much):
        return False
    begin, end = reading.sentence_of(value)
    words = [word.low for word in reading.words if begin <= word.start < end]
    if _TOTAL.isdisjoint(words):
        return False
    lengths = [
        entry.value
        for entry in rate.source.entries
        if _alike(entry.value, rate.many) and entry.value is not rate.many
    ]
    return any(_stand(value, one, rate) for one in lengths)
