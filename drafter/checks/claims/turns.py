"""Conditions said the other way round: without a receipt for with one, once a week for every day."""

from collections.abc import Iterator, Sequence

from drafter.checks.claims.book import Source
from drafter.checks.claims.matching import Bound
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.words import Token, concept, strong

Words = Sequence[Token]
Turn = tuple[int, int, str]

_INCLUDED = frozenset("including include includes included with plus".split())
_EXCLUDED = frozenset("excluding exclude excludes excluded without except minus".split())
# "Paid on proof" needs the proof; in a text "on" says too many other things.
_NEEDED = ("on", "upon")
_SKIPPED = frozenset("for the a an any our your their of all".split())
# Words from the condition to the thing that it is about.
_REACH = 4
_UNITS = {
    "hour": "hour", "hourly": "hour", "day": "day", "daily": "day", "morning": "day", "evening": "day",
    "night": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month",
    "year": "year", "yearly": "year",
}  # fmt: skip


def bind_turns(reading: Reading, sources: Sequence[Source]) -> Iterator[tuple[int, int, Bound]]:
    """The tokens of each condition or rhythm that every fact has the other way, and a fact."""
    for at, sign, thing in _conditions(reading.words):
        held = [
            (one, other)
            for one in sources
            for _, other, named in _conditions(one.reading.words, _NEEDED)
            if named == thing
        ]
        if held and all(other != sign for _, other in held):
            yield at, at + 2, Bound("contradicted", held[0][0])
    yield from _rhythms_turned(reading, sources)


def _conditions(words: Words, needed: Sequence[str] = ()) -> Iterator[Turn]:
    """(token, 1 or -1, thing): "including the fee", "without a receipt"."""
    for at, word in enumerate(words):
        sign = (
            1 if word.low in _INCLUDED or word.low in needed else -1 if word.low in _EXCLUDED else 0
        )
        both = low(words, at + 1) in ("and", "or")
        if not sign or both or low(words, at - 1) == "or":
            continue
        things = (n for n in range(at + 1, min(at + 1 + _REACH, len(words))))
        for n in things:
            if not words[n].is_word:
                break
            if words[n].low not in _SKIPPED and (thing := concept(words[n].low)):
                yield at, sign, thing
                break


def _rhythms_turned(
    reading: Reading, sources: Sequence[Source]
) -> Iterator[tuple[int, int, Bound]]:
    held = [(one, unit, at) for one in sources for at, _, unit in _rhythms(one.reading.words)]
    for first, last, unit in _rhythms(reading.words):
        clause = next((one for one in reading.clauses if one.first <= first < one.last), None)
        said = (
            {one.name for one in strong(reading.words, clause.first, clause.last)}
            if clause
            else set()
        )
        same = [(one, other) for one, other, _ in held if not one.concepts.isdisjoint(said)]
        if same and all(other != unit for _, other in same):
            yield first, last, Bound("contradicted", same[0][0])


def _rhythms(words: Words) -> Iterator[tuple[int, int, str]]:
    """(first, after, unit of time) of what is said to happen again and again."""
    for at, word in enumerate(words):
        unit = _UNITS.get(low(words, at + 1), "")
        if word.low in ("every", "each") and unit:
            yield at, at + 2, unit
        elif word.low in ("once", "twice", "times") and low(words, at + 1) in ("a", "per", "every"):
            if unit := _UNITS.get(low(words, at + 2), ""):
                yield at, at + 3, unit
        elif word.low in _UNITS and word.low.endswith("ly"):
            yield at, at + 1, _UNITS[word.low]
