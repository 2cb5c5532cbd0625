"""Days that a text counts from one it has said: "the same day", "the next morning", "the day before"."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from drafter.checks.claims.numbers import cardinal, low
from drafter.checks.claims.value import Day, Value
from drafter.checks.claims.words import Token

Words = Sequence[Token]
Span = tuple[int, int]

_PARTS = frozenset("day morning afternoon evening night".split())
_SHIFTS = {"same": 0, "next": 1, "following": 1, "previous": -1}
_TURNS = {"after": 1, "before": -1, "later": 1, "earlier": -1}
_SUBJECTS = frozenset("we they he she it i you the our a an its their".split())
# Sentences back in which the day stands from which is counted, and how many days may be meant.
_BACK, _MOST = 3, 2
# So many days later is still told as days.
_FAR = 31
# Any leap year: a day said without its year is moved within one.
_SOME_YEAR = 2024


def relative_days(
    words: Words, values: Sequence[Value], sentences: Sequence[Span], event: Day | None = None
) -> Iterator[Value]:
    """Each such day; `days` holds what else it may be, where several days were said before.

    `event` is the day from which is counted where none was said.
    """
    said = [one for one in values if one.kind == "day"]
    for at in range(len(words)):
        counted = _counted(words, at)
        read = counted or relative(words, at)
        if read is None:
            continue
        shift, last = read
        # "On the 25th, a day after we told them": the day said may be that of either, or of none.
        named = low(words, last) in _SUBJECTS
        every = list(_anchors(words[at].start, said, sentences))
        anchors = every if named else every[:_MOST] + every[max(_MOST, len(every) - 1) :]
        shifts = (shift, -shift) if named else (shift,)
        meant = [day for one in anchors for turn in shifts for day in _moved(one, turn)]
        if not meant and event:
            meant = list(_moved(Value(0, 0, 0, 0, "day", day=event), shift))
        if meant:
            value = Value(words[at].start, words[last - 1].end, at, last, "day", day=meant[0])
            value = value._replace(days=tuple(meant[1:]))
            said.append(value)
            if counted is None:
                yield value


def _counted(words: Words, at: int) -> tuple[int, int] | None:
    """ "Two days later": from that day what follows may count. As a length it is a value of its own."""
    read = cardinal(words, at)
    if read is None or read.amount % 1 or low(words, read.last) not in ("days", "day"):
        return None
    turn = {"later": 1, "earlier": -1, "on": 1}.get(low(words, read.last + 1))
    return (turn * int(read.amount), read.last + 2) if turn and read.amount <= _FAR else None


def relative(words: Words, at: int) -> tuple[int, int] | None:
    """How many days on, and the token after the words that say so."""
    first, second, third = (low(words, at + n) for n in range(3))
    if first == "the" and second in _SHIFTS and third in _PARTS:
        return _SHIFTS[second], at + 3
    if first == "the" and second == "day" and third in ("after", "before"):
        return _TURNS[third], at + 3
    if (
        first in ("a", "one")
        and second == "day"
        and third in _TURNS
        and low(words, at + 3) != "than"
    ):
        return _TURNS[third], at + 3
    if first == "next" and second in _PARTS and low(words, at - 1) != "the":
        return 1, at + 2
    return None


def _anchors(start: int, said: Sequence[Value], sentences: Sequence[Span]) -> Iterator[Value]:
    """The days said before a place, the nearest first; and the first of the text."""
    number = next((n for n, (_, end) in enumerate(sentences) if start < end), len(sentences) - 1)
    begin = sentences[max(number - _BACK, 0)][0]
    first = min(said, key=lambda day: day.start, default=None)
    for one in sorted(said, key=lambda day: (day is first, -day.start)):
        exact = one.day.low is not None and one.day.low == one.day.high and one.day.month
        alone = one.day.low is None and one.day.weekday is not None and one.day.month is None
        near = begin <= one.start or one is first or alone
        if near and one.start < start and (exact or alone):
            yield one


def _moved(anchor: Value, shift: int) -> Iterator[Day]:
    for day in (anchor.day, *anchor.days):
        if day.low is None and day.weekday is not None:
            yield Day(weekday=(day.weekday + shift) % 7)
        elif day.month and day.low:
            try:
                start = date(day.year or _SOME_YEAR, day.month, day.low)
            except ValueError:
                continue
            moved = start + timedelta(days=shift)
            yield Day(day.year and moved.year, moved.month, moved.day, moved.day)
