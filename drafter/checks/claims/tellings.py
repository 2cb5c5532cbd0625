"""Who told whom: an authority that was informed has not found, ordered or reported anything by that.

"Trading Standards ordered the recall" where every fact has the company informing them, and "we informed
the police" where the facts only have the police doing something, turn the ledger round without a wrong word.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.matching import Bound
from drafter.checks.claims.names import telling
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import BE, Reading
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import Token, stem

Words = Sequence[Token]

# Whoever is told of a crisis, where no name is said.
_BODIES = frozenset(
    "police regulator ombudsman ombudswoman authority authorities inspectorate coroner prosecutor ministry"
    " commissioner watchdog".split()
)
_TELLS = frozenset(map(stem, "inform tell notify alert report contact".split())) | {"told"}
_HAVE = frozenset("has have had".split())
# Done by somebody, in a form that does not end in "-ed".
_DID = frozenset(
    "found brought gave made took set saw drew sent told took asks orders says said".split()
)
# What somebody who was told does by being told.
_HEARS = frozenset("received learned learnt heard was were needed".split())
_REACH = 5


class Part(NamedTuple):
    """What somebody, called `name`, does (1) or is told (-1) or neither, at tokens `first` to `last`."""

    name: frozenset[str]
    sign: int
    first: int
    last: int


def bind_tellings(reading: Reading, sources: Sequence[Source]) -> Iterator[tuple[int, int, Bound]]:
    """The tokens of each one told or acting whom every fact has the other way round."""
    held = [(source, part) for source in sources for part in _held(source)]
    for mine in _parts(reading):
        same = [
            (one, part) for one, part in held if mine.name <= part.name or part.name <= mine.name
        ]
        if mine.sign and same and all(part.sign == -mine.sign for _, part in same):
            yield mine.first, mine.last, Bound("contradicted", same[0][0])


@lru_cache(maxsize=2_048)
def _held(source: Source) -> tuple[Part, ...]:
    return tuple(_parts(source.reading))


def _parts(reading: Reading) -> Iterator[Part]:
    for first, last, name in _somebody(reading):
        act = _act(reading.words, last)
        told = _told(reading.words, first, last)
        yield Part(name, -1 if told else int(act > last), first, max(act, last))


def _somebody(reading: Reading) -> Iterator[tuple[int, int, frozenset[str]]]:
    for value in reading.values:
        if value.kind == "name" and value.sort == "name":
            name = frozenset(telling(reading.words, value))
            if name:
                yield *_whole(value, reading), name
    taken = {at for one in reading.values for at in range(one.first, one.last)}
    for at, word in enumerate(reading.words):
        if word.low in _BODIES and at not in taken:
            yield at, at + 1, frozenset((word.low,))


def _whole(value: Value, reading: Reading) -> tuple[int, int]:
    """The name with the capital that begins its sentence, and with "for Taxpayers" after it."""
    words, first, last = reading.words, value.first, value.last
    while first > 0 and words[first - 1].is_word and reading.text[words[first - 1].start].isupper():
        first -= 1
    named = last + 1 < len(words) and reading.text[words[last + 1].start].isupper()
    return first, last + 2 if named and low(words, last) in ("for", "of") else last


def _told(words: Words, first: int, last: int) -> bool:
    """Whether somebody is told: "informed the police", "reported to Ofcom", "Ofcom was notified"."""
    at = first - 1
    while low(words, at) in ("the", "our", "your") or low(words, at) in ("data", "local"):
        at -= 1
    if _tells(words, at):
        return True
    if low(words, at) == "to" and any(_tells(words, n) for n in range(max(at - _REACH, 0), at)):
        return True
    at = last
    while low(words, at) in _HAVE or low(words, at) in ("also", "since", "first"):
        at += 1
    return low(words, at) in BE and any(_tells(words, n) for n in (at + 1, at + 2))


def _tells(words: Words, at: int) -> bool:
    return 0 <= at < len(words) and stem(words[at].low) in _TELLS


def _act(words: Words, at: int) -> int:
    """The token after the verb of what somebody did, from the token after the name; `at` if none."""
    begin = at
    while low(words, at) in _HAVE or low(words, at) in ("also", "then", "first", "later"):
        at += 1
    word = low(words, at)
    past = word.endswith("ed") and len(word) > 4
    return at + 1 if (past or word in _DID) and word not in _HEARS else begin
