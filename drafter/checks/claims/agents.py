"""Who does what, and what is whose: a name beside a verb or after "of", and ways from one place to another.

A name that stands in the ledger may stand in a text beside the deed of another one: "led by" the person who
ordered the work. Where every fact that says the deed says it of somebody else, the text has the wrong name.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.matching import Bound
from drafter.checks.claims.names import ROLES, telling
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import AUXILIARIES, BE, Reading
from drafter.checks.claims.synonyms import PLAIN
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import concept

# A name of fewer words may be that of a thing or an organisation, which many facts speak of.
_PERSON = 2
# Tokens between "by" and the name: its title and role.
_TITLED = 5


class Deed(NamedTuple):
    """A concept said of a name, by its form: "by" who did it, "of" whose it is."""

    form: str
    concept: str
    name: frozenset[str]
    value: Value


def bind_agents(reading: Reading, sources: Sequence[Source]) -> Iterator[tuple[Value, Bound]]:
    """Each name beside the deed of another one, and the fact that says whose deed it is."""
    held = [(one, deed) for one in sources for deed in _deeds(one.reading)]
    for mine in _deeds(reading):
        same = [
            (one, deed)
            for one, deed in held
            if (deed.form, deed.concept) == (mine.form, mine.concept)
        ]
        if same and not any(_one(mine.name, deed.name) for _, deed in same):
            yield mine.value, Bound("contradicted", same[0][0])


def _one(name: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names may be one: a part of a name stands for all of it."""
    return name <= other or other <= name


def _deeds(reading: Reading) -> Iterator[Deed]:
    for value in reading.values:
        name = frozenset(telling(reading.words, value))
        if value.kind != "name" or value.sort != "name" or not _person(value, reading, name):
            continue
        for form, said in (("by", _done_by(value, reading)), ("by", _does(value, reading)),
                           ("of", _of(value, reading))):  # fmt: skip
            if said:
                yield Deed(form, said, name, value)


def _person(value: Value, reading: Reading, name: frozenset[str]) -> bool:
    """Whether a name has the words of a person's; the capital before it may begin its sentence."""
    words, at = reading.words, value.first - 1
    first = at >= 0 and words[at].is_word and reading.text[words[at].start].isupper()
    return len(name) + (first and words[at].low not in PLAIN) >= _PERSON and bool(name)


def _done_by(value: Value, reading: Reading) -> str:
    """The deed before "by" and a name, its role between: "led by depot manager Yusuf Demir"."""
    words = reading.words
    at = value.first - 1
    while (
        at > value.first - 1 - _TITLED and (words[at].is_word or low(words, at) == ",") and at > 0
    ):
        if low(words, at) == "by":
            return _passive(value, reading, at) or _concept(reading, at - 1)
        at -= 1
    return ""


def _passive(value: Value, reading: Reading, by: int) -> str:
    """The deed of "was reported to the regulator at 2.50pm by" somebody."""
    words, clause = reading.words, reading.clause_of(value)
    verbs = (
        at for at in range(by - 2, clause.first if clause else by, -1) if low(words, at - 1) in BE
    )
    return next((_concept(reading, at) for at in verbs if low(words, at).endswith("ed")), "")


def _does(value: Value, reading: Reading) -> str:
    """The deed after a name: "Dame Harriet Quill leads", "Lukas Ferreira, has apologised"."""
    words = reading.words
    at = value.last + (low(words, value.last) == ",")
    while low(words, at) in AUXILIARIES:
        at += 1
    return "" if low(words, at) in ROLES else _concept(reading, at)


def _of(value: Value, reading: Reading) -> str:
    return _concept(reading, value.first - 2) if low(reading.words, value.first - 1) == "of" else ""


def _concept(reading: Reading, at: int) -> str:
    """The concept of a word that is said in lower case and says something of the case."""
    words = reading.words
    if not 0 <= at < len(words) or reading.text[words[at].start].isupper():
        return ""
    return concept(words[at].low)


def bind_ways(reading: Reading, sources: Sequence[Source]) -> Iterator[tuple[Value, Bound]]:
    """The first name of each way that every fact has the other way round: "from A to B"."""
    held = [(one, way) for one in sources for way in _ways(one.reading)]
    for begin, end in _ways(reading):
        ways = [(one, (a.key, b.key)) for one, (a, b) in held]
        turned = next((one for one, way in ways if way == (end.key, begin.key)), None)
        if turned and all(way != (begin.key, end.key) for _, way in ways):
            yield begin, Bound("contradicted", turned)


def _ways(reading: Reading) -> Iterator[tuple[Value, Value]]:
    words = reading.words
    names = [one for one in reading.values if one.kind == "name"]
    for one, other in zip(names, names[1:], strict=False):
        joined = other.first == one.last + 1 and low(words, one.last) == "to"
        if joined and low(words, one.first - 1) == "from":
            yield one, other
