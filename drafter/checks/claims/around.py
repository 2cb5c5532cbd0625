"""The words around a value: what a number, a day or a sum is said of."""

from typing import NamedTuple

from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Clause, Reading
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import concepts

# Tokens before and after a value that are near it, and right beside it.
_NEAR, _BESIDE = 7, 3
# Where nothing but the next value stands after a value, this many tokens go on.
_ON = 4
# Words between the numbers of "412,000 of Orbiline's 640,000 customers", which share what is said.
_PART_OF = 5
_VALUES = ("number", "share", "money", "duration", "day", "clock")
# Prepositions that say how a time, a number or a sum is meant; those of one line mean the same.
_LEADS = {
    word: line.split()[0]
    for line in (
        "from since between", "until till to through", "by before", "within inside", "in", "after",
        "on", "at", "of", "for", "every each per",
    )
    for word in line.split()
}  # fmt: skip
_BETWEEN = frozenset("the about some just only our its their more than nearly up".split())
_LED = 3


class Around(NamedTuple):
    """The texts around a value, without the value, and the concepts there.

    `lead` is the preposition before it; `part` is "part" for "nine of the 12", "whole" for the 12.
    `home` is the whole text that it stands in, `spoken` its concepts.
    """

    texts: tuple[str, str, str, str] = ("", "", "", "")
    beside: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()
    lead: str = ""
    part: str = ""
    heads: tuple[str, ...] = ()
    home: str = ""
    spoken: frozenset[str] = frozenset()


NOWHERE = Around()


def around(value: Value, reading: Reading, spoken: frozenset[str] = frozenset()) -> Around:
    """What stands around `value` in its clause and its sentence."""
    clause = reading.clause_of(value)
    if clause is None:
        return NOWHERE

    def named(reach: int) -> frozenset[str]:
        first = max(clause.first, value.first - reach)
        last = min(clause.last, value.last + reach)
        return _named(reading, first, value.first) | _named(reading, value.last, last)

    return Around(
        _texts(value, reading, clause),
        named(_BESIDE),
        named(_NEAR),
        _named(reading, clause.first, value.first),
        _named(reading, value.last, said_until(value, reading, clause)).difference(value.heads),
        _named(reading, clause.first, value.first) | _named(reading, value.last, clause.last),
        _sentence(reading, clause.sentence),
        _lead(value, reading),
        _part(value, reading),
        value.heads,
        reading.text,
        spoken,
    )


def _named(reading: Reading, first: int, last: int) -> frozenset[str]:
    return frozenset(one.name for one in concepts(reading.words, first, last))


def _sentence(reading: Reading, number: int) -> frozenset[str]:
    return frozenset(
        one.name
        for clause in reading.clauses
        if clause.sentence == number
        for one in clause.concepts
    )


def said_until(value: Value, reading: Reading, clause: Clause) -> int:
    """The token up to which words say something of a number: the next number, or the clause's end."""
    numbers = [
        one.first
        for one in reading.values
        if one.kind in ("number", "share") and value.last <= one.first < clause.last
    ]
    if numbers and low(reading.words, value.last) == "of" and numbers[0] - value.last <= _PART_OF:
        numbers = numbers[1:]
    return min(numbers, default=clause.last)


def _lead(value: Value, reading: Reading) -> str:
    for back in range(1, _LED + 1):
        word = low(reading.words, value.first - back)
        if word in _LEADS:
            return _LEADS[word]
        if word not in _BETWEEN:
            break
    return ""


def _part(value: Value, reading: Reading) -> str:
    words = reading.words
    if low(words, value.last) == "of":
        return "part"
    before = [low(words, value.first - back) for back in (1, 2)]
    if "of" in before or before[0] == "all":
        return "whole"
    return "rest" if before[0] in ("other", "remaining") else ""


def _texts(value: Value, reading: Reading, clause: Clause) -> tuple[str, str, str, str]:
    text = reading.text
    first = max(clause.first, value.first - _NEAR)
    last = min(clause.last, value.last + _NEAR)

    def without(begin: int, stop: int) -> str:
        return f"{text[begin : value.start]} {text[value.end : stop]}".strip()

    return (
        without(*reading.span(clause.first, clause.last)),
        without(*reading.span(first, last)),
        without(*reading.sentences[clause.sentence]),
        _after(value, reading, clause.first, clause.last),
    )


def _after(value: Value, reading: Reading, first: int, last: int) -> str:
    """The words from the value on to the next one; those before it where it ends its clause."""
    text = reading.text
    following = (one.first for one in reading.values if one.kind in _VALUES)
    stop = min((at for at in following if value.last <= at < last), default=last)
    stop = stop if stop > value.last else min(last, value.last + _ON)
    said = text[value.end : reading.words[stop - 1].end].strip(" ,.;:")
    return said or text[reading.words[first].start : value.start].strip()
