"""Clauses of the ledger against an assertion: what they share, and whether they say the opposite."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.forms import Form, Words
from drafter.checks.claims.phrases import is_negative
from drafter.checks.claims.reading import Clause, Reading
from drafter.checks.claims.words import concepts

# How many concepts a "not" reaches over.
_DENIED = 2


class Weighed(NamedTuple):
    """A clause of a source against an assertion: the concepts they share."""

    source: Source
    clause: Clause
    shared: frozenset[str]
    negative: bool
    sign: int
    denied: frozenset[str] = frozenset()


def weighed(
    form: Form, said: frozenset[str], reading: Reading, sources: Sequence[Source]
) -> Iterator[Weighed]:
    """The clauses of the sources that share most with the assertion, best first."""
    mine = {one.name: one.sign for one in concepts(reading.words, form.first, form.last)}
    made = []
    for source in sources:
        for clause in source.clauses:
            shared = clause.names & said
            if not shared:
                continue
            words = source.reading.words
            signs = [
                mine.get(one.name, 1) * one.sign for one in clause.concepts if one.name in shared
            ]
            sign = -1 if signs.count(-1) % 2 else 1
            negative = is_negative(words, clause.first, clause.last)
            denied = _after_not(words, clause.first, clause.last) if negative else frozenset[str]()
            made.append(Weighed(source, clause, shared, negative, sign, denied))
    yield from sorted(made, key=lambda one: -len(one.shared))


def _after_not(words: Words, first: int, last: int) -> frozenset[str]:
    """What a "not" in the range denies: the concepts after it; those before where none follows."""
    at = next((n for n in range(first, last) if is_negative(words, n, n + 1)), first)
    after = frozenset(one.name for one in concepts(words, at, last)[:_DENIED])
    return after or frozenset(one.name for one in concepts(words, first, at))


def opposes(form: Form, one: Weighed) -> bool:
    """Whether a clause says the opposite: of the very thing that it denies, not of another."""
    if agrees(form, one):
        return False
    return form.negative or not one.negative or not one.denied.isdisjoint(one.shared)


def agrees(form: Form, one: Weighed) -> bool:
    return (form.negative != one.negative) == (one.sign < 0)
