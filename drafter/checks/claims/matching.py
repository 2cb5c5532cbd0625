"""Which values of the ledger say what a value of a text says: kind, amount, unit and what is counted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drafter.checks.claims.book import Entry, Source
from drafter.checks.claims.clocks import same_time
from drafter.checks.claims.contacts import same_contact
from drafter.checks.claims.counted import PERSONS
from drafter.checks.claims.dates import same_day
from drafter.checks.claims.measures import MEASURED, PER, TIMES
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.unsaid import AGE, ARTICLE
from drafter.checks.claims.value import Value, carries
from drafter.checks.claims.words import concept, known
from drafter.model.finding import ClaimStatus

GENERIC = frozenset(concept(word) for word in "case item unit piece thing person".split())


class Bound(NamedTuple):
    """The outcome for one claim: its status and the source that carries or contradicts it.

    `certain` is a contradiction by form: the same words, denied, or said of all and not of a part.
    """

    status: ClaimStatus
    source: Source | None = None
    entry: Entry | None = None
    certain: bool = False


class Candidate(NamedTuple):
    score: int
    source: Source
    entry: Entry


def carrying(
    value: Value,
    near: frozenset[str],
    sources: Iterable[Source],
    counted: frozenset[str],
    reading: Reading,
) -> Iterator[Candidate]:
    sources = tuple(sources)
    elsewhere = frozenset(
        head
        for source in sources
        for entry in source.entries
        if entry.value.kind == "number" and not same(value, entry.value)
        for head in entry.value.heads
    )
    for source in sources:
        for entry in source.entries:
            if _numbered(value, entry, source):
                yield Candidate(len(near & entry.near), source, entry)
            if (
                entry.value.unit != ARTICLE
                and same(value, entry.value)
                and _grouped(value, entry, source)
                and (
                    _counts(value, entry, source, near, counted, elsewhere)
                    or _labelled(value, entry, source, reading)
                )
            ):
                yield Candidate(len(near & entry.near), source, entry)


def rivals_of(value: Value, near: frozenset[str], sources: Iterable[Source]) -> Iterator[Candidate]:
    """Values of the same sort that say something else."""
    for source in sources:
        for entry in source.entries:
            other = entry.value
            if other.kind == value.kind and not same(value, other) and _comparable(value, other):
                yield Candidate(len(near & entry.near), source, entry)


def _comparable(value: Value, other: Value) -> bool:
    if other.unit == ARTICLE:
        return value.amount > 1 and value.relation == "" and overlap(value.heads, other.heads)
    if value.kind in ("number", "share"):
        return not value.heads or not other.heads or overlap(value.heads, other.heads)
    return value.unit == other.unit or value.kind in ("duration", "clock")


def same(said: Value, fact: Value) -> bool:
    """Whether a fact's value makes the one said true, whatever it counts."""
    if said.kind != fact.kind or (fact.unit == AGE and said.unit != AGE):
        return False
    if said.kind == "day":
        return any(same_day(fact.day, day) for day in (said.day, *said.days))
    if said.kind == "clock":
        return same_time(fact, said)
    if said.kind == "contact":
        return same_contact(fact.key, said.key)
    if said.kind in ("money", "duration") and said.unit and said.unit != fact.unit:
        return False
    if said.kind == "money" and said.key != fact.key and said.key:
        # A fact may say what each costs in other words; another thing after "per" is another price.
        return said.key.startswith(PER) and not fact.key.startswith(PER) and carries(fact, said)
    return carries(fact, said)


def _counts(
    value: Value,
    entry: Entry,
    source: Source,
    near: frozenset[str],
    counted: frozenset[str],
    elsewhere: frozenset[str],
) -> bool:
    """Whether the fact's number counts what the text's number counts."""
    if value.kind not in ("number", "ordinal", "share"):
        return True
    mine, theirs = value.heads, entry.value.heads
    if _other_measure(value, entry.value) or _of_all(entry, source, mine):
        return False
    if not mine or not theirs or overlap(mine, theirs):
        return (
            bool(mine)
            or value.relation not in ("above", "least", "less", "most")
            or bool(near & entry.near)
        )
    if not GENERIC.isdisjoint(mine) and not GENERIC.isdisjoint({*mine} & GENERIC):
        persons = not source.concepts.isdisjoint(PERSONS) or not known(theirs[0])
        return "person" not in mine or persons
    if theirs == ("person",) and not PERSONS.isdisjoint(mine):
        return True
    if not PERSONS.isdisjoint(mine) and PERSONS.isdisjoint(theirs) and known(theirs[0]):
        return False
    if not source.concepts.isdisjoint(mine):
        return elsewhere.isdisjoint(mine)
    return counted.isdisjoint(mine) and bool(near & entry.near)


def _of_all(entry: Entry, source: Source, mine: tuple[str, ...]) -> bool:
    """Whether a bare number counts others too: 226 "with the crew" are not 226 passengers."""
    words = source.reading.words
    if not mine or entry.value.heads or low(words, entry.value.last) not in _TOGETHER:
        return False
    return any(
        one.value.kind == "number"
        and one.value.amount < entry.value.amount
        and overlap(mine, one.value.heads)
        for one in source.entries
    )


_TOGETHER = ("with", "including", "counting")


def _other_measure(value: Value, fact: Value) -> bool:
    """Whether one counts what the other measures: bottles for litres, people for times."""
    if fact.unit == TIMES and value.unit != TIMES:
        return not PERSONS.isdisjoint(value.heads) or "person" in value.heads
    if not value.heads or not fact.heads:
        return False
    if value.heads[0] in fact.heads or fact.heads[0] in value.heads:
        return False
    return (value.heads[0] in MEASURED) != (fact.heads[0] in MEASURED)


def _labelled(value: Value, entry: Entry, source: Source, reading: Reading) -> bool:
    """Whether a number tells one of several apart, as in "patch 2.4" or "gate 3"."""
    mine = concept(low(reading.words, value.first - 1))
    return bool(mine) and mine == concept(low(source.reading.words, entry.value.first - 1))


def _numbered(value: Value, entry: Entry, source: Source) -> bool:
    """Whether an ordinal is said as a number: "the fifth floor" of "floors 5 and above"."""
    if value.kind != "ordinal" or entry.value.kind != "number" or not value.heads:
        return False
    before = concept(low(source.reading.words, entry.value.first - 1))
    return value.amount == entry.value.amount and before == value.heads[0]


def _grouped(value: Value, entry: Entry, source: Source) -> bool:
    """Whether a number of people leaves nobody out: of "286 passengers and 22 crew" 286 are not all."""
    if value.kind != "number" or value.heads != ("person",) or entry.value.heads == ("person",):
        return True
    words, last = source.reading.words, entry.value.last
    numbers = {one.value.first for one in source.entries if one.value.kind == "number"}
    return not any(
        words[at].low == "and" and at + 1 in numbers
        for at in range(last, min(last + 4, len(words) - 1))
    )


def overlap(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return not set(mine).isdisjoint(theirs)
