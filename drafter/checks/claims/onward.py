"""Values a step on from those of one fact: the day after "until", the end of a period, "two fewer"."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from drafter.checks.claims.book import Entry, Source
from drafter.checks.claims.derived import instead
from drafter.checks.claims.measures import UNITS
from drafter.checks.claims.numbers import low
from drafter.checks.claims.pairs import pairs
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.value import Day, Value
from drafter.checks.claims.words import Token, concept

Words = Sequence[Token]

_ENDS = frozenset("until till to through –".split())
_BEGINS = frozenset("from since between".split())
_ON = frozenset("before from since again".split())
_FEWER = frozenset("fewer less more".split())
# The days of a month that its beginning and its end are.
_FIRST, _LAST = 10, 25


def onward(
    value: Value, reading: Reading, near: frozenset[str], sources: Sequence[Source]
) -> Source | None:
    """The source of one fact from whose value this one follows, or None."""
    if value.kind == "day":
        held = _days(value, reading.words, sources)
        return next((source for source, entry in held if near & entry.near), None)
    return _difference(value, reading.words, sources) or _all(value, reading.words, sources)


def _days(value: Value, words: Words, sources: Sequence[Source]) -> Iterator[tuple[Source, Entry]]:
    for source in sources:
        for entry in source.entries:
            if entry.value.kind != "day":
                continue
            lead = _lead(source.reading.words, entry.value)
            day, said = entry.value.day, value.day
            if _edge(day, said, lead) or _next(day, said, lead, _lead(words, value)):
                yield source, entry


def _lead(words: Words, value: Value) -> str:
    """The preposition before a day: "to" of "up to the end of March"."""
    return low(words, value.first - 1)


def _edge(day: Day, said: Day, lead: str) -> bool:
    """Whether "the end of March" is said where a period of a fact ends with March, or its beginning."""
    months = day.low is None and day.month == said.month is not None
    if not months or said.low is None or said.high is None or said.year not in (None, day.year):
        return False
    return (lead in _ENDS and said.low >= _LAST) or (lead in _BEGINS and said.high <= _FIRST)


def _next(day: Day, said: Day, lead: str, mine: str) -> bool:
    """Whether what ends with one day, or month, is over on the next: "not before 7 December"."""
    if lead not in _ENDS or mine not in _ON:
        return False
    if day.low is None and said.low is None and day.month and said.month:
        years = (None, day.year + day.month // 12) if day.year else (None,)
        return day.month % 12 + 1 == said.month and said.year in years
    exact = day.exact
    if exact is None or said.low is None or said.low != said.high:
        return False
    following = exact + timedelta(days=1)
    same = (following.month, following.day) == (said.month or following.month, said.low)
    return same and said.year in (None, following.year)


def _difference(value: Value, words: Words, sources: Sequence[Source]) -> Source | None:
    """The source that says "three times a day instead of five" where a text has "two fewer"."""
    if value.kind != "number" or not _compared(value, words):
        return None
    return next(
        (
            one.source
            for one in pairs(sources, "number")
            if abs(one.first.amount - one.second.amount) == value.amount
            if instead(one.source.reading.words[one.first.last : one.second.first])
        ),
        None,
    )


def _compared(value: Value, words: Words) -> bool:
    """Whether a number is a difference: "two fewer", "two crossings a day fewer than before"."""
    at = value.last
    while at < value.last + _COUNTS and concept(low(words, at)) in value.heads:
        at += 1
    if at > value.last and low(words, at) in ("a", "per", "each", "every"):
        at += 2
    after = [low(words, n) for n in range(at + 1, at + 2 + _COUNTS)]
    than = at == value.last or "than" in after or not after[0][:1].isalpha()
    return low(words, at) in _FEWER and than


# Words of what is counted, before "fewer than".
_COUNTS = 3


def fewer(value: Value, reading: Reading) -> bool:
    """Whether a number is a difference, which is not carried by the number alone."""
    return (
        value.kind == "number"
        and _compared(value, reading.words)
        and low(reading.words, value.last) not in ("less", "more")
    )


def _all(value: Value, words: Words, sources: Sequence[Source]) -> Source | None:
    """The source of "all 14 branches" for "all fourteen libraries", where no fact counts libraries."""
    if value.kind != "number" or low(words, value.first - 1) != "all" or value.amount < _MANY:
        return None
    entries = [(source, entry) for source in sources for entry in source.entries]
    counted = {head for _, entry in entries for head in entry.value.heads}
    if not counted.isdisjoint(value.heads):
        return None
    alike = (
        source
        for source, entry in entries
        if entry.value.kind == "number" and entry.value.amount == value.amount
        if low(source.reading.words, entry.value.first - 1) == "all"
    )
    return next(alike, None)


_MANY = 3


def again(value: Value, reading: Reading) -> Value:
    """The "seven" of "it took 27 minutes to say so, and seven more to remove it" as minutes."""
    words = reading.words
    if value.kind != "number" or low(words, value.last) not in ("more", "later"):
        return value
    begin, _ = reading.sentence_of(value)
    before = [one for one in reading.values if begin <= one.start < value.start]
    timed = bool(before) and before[-1].kind == "duration"
    size = UNITS.get(low(words, before[-1].last - 1)) if timed else None
    counts = low(words, value.last + 1)
    if size is None or (value.heads and counts not in ("to", "until", "till", "before")):
        return value
    amount, unit = size
    return value._replace(
        kind="duration", amount=value.amount * amount, step=amount, unit=unit, heads=()
    )
