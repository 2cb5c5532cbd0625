"""Who did it, where nobody is named: one of the staff, somebody from outside, a supplier, an authority.

"A student saw it" where a fact says that an invigilator did puts a right deed on the wrong side. Words for
people of one side may stand for each other (a nurse is one of the staff); those of two sides may not.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.matching import Bound, same
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Clause, Reading
from drafter.checks.claims.words import concept

_SIDES = {
    name: side
    for side, names in (
        ("ours", "employee staff worker colleague crew nurse doctor surgeon technician keeper driver pilot guard"
                 " steward attendant invigilator teacher trainer cook chef baker cashier clerk operator engineer"
                 " mechanic cleaner porter carer caretaker dispatcher apprentice trainee intern volunteer"
                 " manager supervisor editor curator warden lifeguard librarian receptionist programmer"
                 " developer agent team"),
        ("outside", "passenger customer guest visitor resident patient parent pupil student neighbour neighbor"
                    " walker passer passerby cyclist motorist tenant tourist player subscriber viewer"
                    " reader shopper pedestrian bystander stranger user rider hacker thief intruder"),
        ("hired", "supplier contractor subcontractor vendor firm provider manufacturer agency courier"),
        ("authority", "police inspector auditor regulator investigator journalist reporter researcher"),
    )
    for name in names.split()
}  # fmt: skip
_PEOPLE = frozenset(concept(word) for word in _SIDES)
_LEADS = frozenset("a an the our one another its their".split())
_MODS = 3
# Concepts and values that two deeds must share to be one.
_SHARED = 2
_JOINS = frozenset("because that when after before until as".split())
# Words with which a clause may begin before its subject.
_OPENERS = frozenset(
    "because and but that when where after before as since while so it was".split()
)


class Doer(NamedTuple):
    """Tokens `first` to `last` name somebody of a side in `clause`."""

    first: int
    last: int
    side: str
    noun: str
    clause: Clause


def bind_doers(reading: Reading, sources: Sequence[Source]) -> Iterator[tuple[int, int, Bound]]:
    """The tokens of each doer whose deed every fact that says it puts on another side."""
    held = [(source, doer) for source in sources for doer in _held(source)]
    for mine in _doers(reading):
        shared = [(_shared(mine, reading, doer, source), source, doer) for source, doer in held]
        close = [one for one in shared if one[0] >= _SHARED]
        if not close or any(count and doer.side == mine.side for count, _, doer in shared):
            continue
        if any(concept(mine.noun) in doer.clause.names for _, _, doer in close):
            continue
        best = max(close, key=lambda one: one[0])
        yield mine.first, mine.last, Bound("contradicted", best[1])


@lru_cache(maxsize=2_048)
def _held(source: Source) -> tuple[Doer, ...]:
    return tuple(_doers(source.reading))


def _doers(reading: Reading) -> Iterator[Doer]:
    for clause in reading.clauses:
        for at in range(clause.first, clause.last):
            if low(reading.words, at) in _LEADS and _begins(reading, clause, at):
                noun = _noun(reading, at + 1, clause.last)
                if noun is not None:
                    word = _singular(low(reading.words, noun))
                    yield Doer(at, noun + 1, _SIDES[word], word, clause)


def _begins(reading: Reading, clause: Clause, at: int) -> bool:
    """Whether a doer may stand here: at the clause's beginning, after "by", "because" or "and"."""
    if low(reading.words, at - 1) == "by" or low(reading.words, at - 1) in _JOINS:
        return True
    before = {low(reading.words, n) for n in range(clause.first, at)}
    return all(word in _OPENERS or not word[:1].isalnum() for word in before)


def _noun(reading: Reading, at: int, last: int) -> int | None:
    """The token of the word for a person or a side: "one of our own nurses", "a delivery driver"."""
    for here in range(at, min(at + _MODS + 1, last)):
        word = _singular(low(reading.words, here))
        if word in _SIDES and _singular(low(reading.words, here + 1)) not in _SIDES:
            return here
        if not word[:1].isalpha():
            return None
    return None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in _SIDES else word


def _shared(mine: Doer, reading: Reading, theirs: Doer, source: Source) -> int:
    """How many concepts and values the two deeds have in common."""
    common = (mine.clause.names & theirs.clause.names) - _PEOPLE
    values = [
        one
        for one in reading.values
        if mine.clause.first <= one.first < mine.clause.last and one.kind != "name"
    ]
    told = [
        entry.value
        for entry in source.entries
        if theirs.clause.first <= entry.value.first < theirs.clause.last
    ]
    return len(common) + sum(any(same(one, other) for other in told) for one in values)
