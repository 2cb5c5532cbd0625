"""Ratios of two values of a fact, hours a day and days a week."""

from collections.abc import Sequence

from drafter.checks.claims.arithmetic import is_it, measured, results
from drafter.checks.claims.book import Source
from drafter.checks.claims.pairs import pairs
from drafter.checks.claims.value import Value, fits, near
from drafter.checks.claims.words import Token, concept

_INSTEAD = (("instead", "of"), ("rather", "than"), ("not",), ("against",), ("compared", "with"),
            ("compared", "to"), ("up", "from"), ("down", "from"), ("where",))  # fmt: skip
_DAY = 86_400.0


def ratio(said: Value, sources: Sequence[Source]) -> Source | None:
    """A ratio has a direction: 10 mg instead of 5 mg is double, never half."""
    for first, second, source in pairs(sources, "number", "money", "duration", "share"):
        if not first.amount or not second.amount or first.unit != second.unit:
            continue
        if said.amount > 1 and measured(first) and first.heads == second.heads:
            low, high = sorted((first.amount, second.amount))
            if is_it(high / low, said):
                return source
        between = source.reading.words[first.last : second.first]
        for ratio in _directed(first, second, between):
            if near(ratio, said.amount, 0.02 * ratio) or fits(ratio, said):
                return source
    return None


def instead(between: Sequence[Token]) -> bool:
    """Whether the words between two values say that one is in the place of the other."""
    words = tuple(word.low for word in between)
    return any(words[n : n + len(cue)] == cue for cue in _INSTEAD for n in range(len(words)))


def _directed(first: Value, second: Value, between: Sequence[Token]) -> tuple[float, ...]:
    words = tuple(word.low for word in between)
    if instead(between):
        return (first.amount / second.amount,)
    if "to" in words and len(words) <= 4:
        return (second.amount / first.amount,)
    if measured(first) or first.kind not in ("number", "share", "money"):
        return ()
    low, high = sorted((first.amount, second.amount))
    return (high / low,)


def a_day(said: Value, sources: Sequence[Source]) -> Source | None:
    """The source of "fourteen hours a day" or "seven days a week"."""
    if said.unit == "a day":
        for one in results(tuple(sources)).get("duration", ()):
            if one.one and one.how == "between" and is_it(one.value.amount, said):
                return one.sources[0]
    always = said.amount == (_DAY if said.unit == "a day" else 7 * _DAY)
    return next((one for one in sources if always and concept("daily") in one.concepts), None)
