"""The words around a value: what a number, a day or a sum is said of."""

from typing import NamedTuple

from drafter.checks.claims.reading import Reading
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import strong

# Tokens before and after a value that are its closest words.
_CLOSE = 7
# Where nothing but the next value stands after a value, this many tokens go on.
_ON = 4
_VALUES = ("number", "share", "money", "duration", "day", "clock")


class Around(NamedTuple):
    """The texts around a value, without the value, and the concepts near it and in its clause."""

    clause: str
    window: str
    sentence: str
    after: str
    near: frozenset[str]
    whole: frozenset[str]
    home: str = ""

    @property
    def texts(self) -> tuple[str, str, str, str]:
        return self.clause, self.window, self.sentence, self.after


NOWHERE = Around("", "", "", "", frozenset(), frozenset())


def around(value: Value, reading: Reading) -> Around:
    """What stands around `value` in its clause and its sentence."""
    clause = reading.clause_of(value)
    if clause is None:
        return NOWHERE
    words, text = reading.words, reading.text
    first, last = max(clause.first, value.first - _CLOSE), min(clause.last, value.last + _CLOSE)
    start, end = reading.sentences[clause.sentence]

    def without(begin: int, stop: int) -> str:
        return f"{text[begin : value.start]} {text[value.end : stop]}".strip()

    def named(begin: int, stop: int) -> frozenset[str]:
        return frozenset(one.name for one in strong(words, begin, stop))

    return Around(
        without(*reading.span(clause.first, clause.last)),
        without(*reading.span(first, last)),
        without(start, end),
        _after(value, reading, clause.first, clause.last),
        named(first, value.first) | named(value.last, last),
        named(clause.first, clause.last),
        text,
    )


def _after(value: Value, reading: Reading, first: int, last: int) -> str:
    """The words from the value on to the next one; those before it where it ends its clause."""
    text = reading.text
    following = (one.first for one in reading.values if one.kind in _VALUES)
    stop = min((at for at in following if value.last <= at < last), default=last)
    stop = stop if stop > value.last else min(last, value.last + _ON)
    said = text[value.end : reading.words[stop - 1].end].strip(" ,.;:")
    return said or text[reading.words[first].start : value.start].strip()


def alike(mine: Around, theirs: Around) -> float:
    """0 to 2: the share of concepts that two surroundings have in common, and that of the clause held."""
    common = len(mine.near & theirs.near) / max(len(mine.near | theirs.near), 1)
    return common + len(mine.whole & theirs.whole) / max(len(mine.whole), 1)
