"""Values that a fact says without a number: "a battery", "twice", "on weekdays", "a month free"."""

from collections.abc import Iterator

from drafter.checks.claims.counted import heads
from drafter.checks.claims.measures import TIMES, UNITS
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.value import Day, Value
from drafter.checks.claims.words import concept

# The unit of the one that an article says, and of the days that "daily" runs from and to.
ARTICLE = "article"
WEEK = "week"
# The unit of a number of years that somebody is old.
AGE = "age"
# The first and the last day of what a fact says of its week.
_WEEKS = {"weekday": (0, 4), "weekdays": (0, 4), "daily": (0, 6), "weekend": (5, 6),
          "weekends": (5, 6)}  # fmt: skip


def unsaid(reading: Reading) -> Iterator[Value]:
    """All of them, for a fact as it was read."""
    yield from _single(reading)
    yield from _twice(reading)
    yield from _weekdays(reading)
    yield from _ages(reading)
    yield from _lengths(reading)
    yield from _named(reading)


def _at(reading: Reading, first: int, last: int) -> Value:
    start, end = reading.span(first, last)
    return Value(start, end, first, last, "number")


def _single(reading: Reading) -> Iterator[Value]:
    """What a fact says of one thing by its article: "swallowed a battery" is not "both batteries"."""
    taken = {at for value in reading.values for at in range(value.first, value.last)}
    for at, word in enumerate(reading.words):
        things = heads(reading.words, at + 1) if word.low in ("a", "an", "one") else ()
        if things and taken.isdisjoint((at, at + 1)):
            yield _at(reading, at, at + 1)._replace(amount=1, unit=ARTICLE, heads=things)


def _twice(reading: Reading) -> Iterator[Value]:
    for at, word in enumerate(reading.words):
        if word.low == "twice":
            yield _at(reading, at, at + 1)._replace(amount=2, unit=TIMES)


def _weekdays(reading: Reading) -> Iterator[Value]:
    """The days that "on weekdays" runs from and to."""
    for at, word in enumerate(reading.words):
        following = (low(reading.words, at + 1), low(reading.words, at + 2))
        every = (word.low == "every" and following[0] == "day") or (
            word.low == "days" and following in (("a", "week"), ("per", "week"))
        )
        for day in (0, 6) if every else _WEEKS.get(word.low, ()):
            value = _at(reading, at, at + 1)
            yield value._replace(kind="day", day=Day(weekday=day), unit=WEEK)


def _ages(reading: Reading) -> Iterator[Value]:
    """The three of a three-year-old, for "a child of three"."""
    for value in reading.values:
        old = "old" in (low(reading.words, value.last), low(reading.words, value.last + 1))
        if value.kind == "duration" and value.unit == "mo" and old:
            yield value._replace(kind="number", unit=AGE, amount=value.amount / 12)


def _lengths(reading: Reading) -> Iterator[Value]:
    """The month of "a month free", not of "£2 a month" or "twice a month"."""
    taken = {at for value in reading.values for at in range(value.first, value.last)}
    for at, word in enumerate(reading.words):
        size = UNITS.get(low(reading.words, at + 1))
        before = low(reading.words, at - 1)
        rated = at - 1 in taken or before in ("twice", "once", "times", "hours")
        if word.low == "a" and size and at + 1 not in taken and not rated:
            amount, unit = size
            value = _at(reading, at, at + 2)
            yield value._replace(kind="duration", amount=amount, step=amount, unit=unit)


def _named(reading: Reading) -> Iterator[Value]:
    """The two of "the restaurants in Norwich and Ipswich"."""
    words, text = reading.words, reading.text
    for at, word in enumerate(words):
        if not (word.low.endswith("s") and concept(word.low)):
            continue
        begin = at + 1 + (low(words, at + 1) in ("in", "at", "of"))
        names = [n for n in range(begin, min(begin + _NAMES, len(words))) if n % 2 == begin % 2]
        count = 0
        for place in names:
            if not text[words[place].start].isupper():
                break
            count += 1
            if low(words, place + 1) not in (",", "and"):
                break
        joined = count > 1 and low(words, begin + 2 * count - 3) == "and"
        if joined:
            yield _at(reading, at, at + 1)._replace(amount=count, heads=(concept(word.low),))


_NAMES = 8
