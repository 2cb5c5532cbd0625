"""Days on which somebody can be reached: "every day" where a fact has Monday to Friday."""

from collections.abc import Iterator, Sequence

from drafter.checks.claims.book import Source
from drafter.checks.claims.matching import Bound
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.value import Value

# The last day that words promise; Saturday and Sunday are 5 and 6.
_PROMISED: tuple[tuple[tuple[str, ...], int], ...] = (
    (("every", "day"), 6), (("each", "day"), 6), (("any", "day"), 6), (("daily",), 6),
    (("seven", "days", "a", "week"), 6), (("at", "the", "weekend"), 5), (("at", "weekends"), 5),
    (("on", "weekends"), 5), (("around", "the", "clock"), 6), (("round", "the", "clock"), 6),
    (("day", "and", "night"), 6), (("day", "or", "night"), 6),
)  # fmt: skip
_LESS = ("but", "except", "of")
_OPEN = ("clock", "contact")


def bind_openings(reading: Reading, sources: Sequence[Source]) -> Iterator[tuple[int, int, Bound]]:
    """First and last token of each promise to be there on a day that no fact has, and that fact."""
    held = [(one, _days(one)) for one in sources if _open(one.reading.values)]
    weeks = [(one, days) for one, days in held if days]
    if not weeks or any(not days for _, days in held):
        return
    for first, last, day in _promises(reading):
        if all(day not in days for _, days in weeks):
            yield first, last, Bound("contradicted", weeks[0][0])


def _open(values: Sequence[Value]) -> bool:
    return any(one.kind == "contact" for one in values)


def _days(source: Source) -> frozenset[int]:
    """The days of the week from the first to the last that a fact names; none where it names no day."""
    named = [
        entry.value.day.weekday
        for entry in source.entries
        if entry.value.kind == "day" and entry.value.day.low is None
    ]
    known = [day for day in named if day is not None]
    if any(word.low in ("night", "clock") for word in source.reading.words):
        return frozenset(range(7))
    return frozenset(range(min(known), max(known) + 1)) if known else frozenset()


def _promises(reading: Reading) -> Iterator[tuple[int, int, int]]:
    words = reading.words
    for at in range(len(words)):
        for phrase, day in _PROMISED:
            last = at + len(phrase)
            said = tuple(word.low for word in words[at:last]) == phrase
            if said and low(words, last) not in _LESS and _reached(at, reading):
                yield at, last, day


def _reached(at: int, reading: Reading) -> bool:
    """Whether the sentence at a token names a time of day or a way to reach somebody."""
    start = reading.words[at].start
    begin, end = next(span for span in reading.sentences if span[0] <= start < span[1])
    return any(one.kind in _OPEN and begin <= one.start < end for one in reading.values)
