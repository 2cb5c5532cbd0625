"""A right value with another meaning: too long for too short, "on" for "at the earliest", all for an average."""

from collections.abc import Callable, Sequence

from drafter.checks.claims.around import said_until
from drafter.checks.claims.matching import Candidate
from drafter.checks.claims.measures import UNITS
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import concept, concepts

# Words after a value that say in which direction it is meant, and after a number of things.
_REACH, _FAR = 4, 9
# What a fact says of a value, and the words of a text that may stand for it.
_MARKS: tuple[tuple[str, frozenset[str]], ...] = (
    ("earliest", frozenset("earliest before earlier least not from may might could until".split())),
    (
        "instead",
        frozenset(
            "instead rather than not usual usually normal normally used should supposed planned but"
            " against where was were had limit from degrees".split()
        ),
    ),
    ("average", frozenset("average mean typical typically about around some roughly".split())),
)
_SPREAD = 4


_Differs = Callable[[Value, Reading, Value, Reading], bool]


def otherwise(value: Value, reading: Reading, good: Sequence[Candidate]) -> Candidate | None:
    """The first of the `good` values where all of them are meant otherwise than the text has it."""
    every = (_turned, _unmarked, _per_another)
    return next((good[0] for differs in every if _all(differs, value, reading, good)), None)


def _all(differs: _Differs, value: Value, reading: Reading, good: Sequence[Candidate]) -> bool:
    return all(differs(value, reading, one.entry.value, one.source.reading) for one in good)


_AXES = {
    word: (line.split()[0], sign)
    for line in (
        "long longer|short shorter", "high higher|low lower", "more|less fewer",
        "thick thicker|thin thinner", "early earlier|late later", "fast faster|slow slower",
        "above over|below under", "warm warmer hot hotter|cold colder cool cooler", "big bigger|small smaller",
        "up|down", "increase increased rise rose|decrease decreased fall fell", "wide wider|narrow narrower",
    )
    for side, sign in zip(line.split("|"), (1, -1), strict=True)
    for word in side.split()
}  # fmt: skip


def _signs(value: Value, reading: Reading) -> dict[str, int]:
    """The directions that the words right after a value name."""
    clause = reading.clause_of(value)
    last = said_until(value, reading, clause) if clause else 0
    last = min(value.last + (_FAR if value.kind == "number" else _REACH), last)
    signs = {one.name: one.sign for one in concepts(reading.words, value.last, last)}
    named = (_AXES.get(low(reading.words, at)) for at in range(value.last, last))
    return signs | {axis: sign for axis, sign in (one for one in named if one)}


def _turned(value: Value, reading: Reading, fact: Value, theirs: Reading) -> bool:
    """Whether words right after both are opposites: "5 mm too long", "5 mm too short"."""
    mine, held = _signs(value, reading), _signs(fact, theirs)
    common = mine.keys() & held.keys()
    return any(mine[name] != held[name] for name in common)


def _unmarked(value: Value, reading: Reading, fact: Value, theirs: Reading) -> bool:
    """Whether the fact has "at the earliest" or "on average" with it, and the text nothing like it."""
    near = {
        low(theirs.words, at)
        for at in range(fact.first - _SPREAD, fact.last + _SPREAD)
        if all(_apart(fact, at) <= _apart(one, at) for one in theirs.values)
        # "1 May instead of 1 April" says it of April.
        if at < fact.first or low(theirs.words, at) != "instead"
    }
    start, end = reading.sentence_of(value)
    said = {word.low for word in reading.words if start <= word.start < end}
    return any(mark in near and said.isdisjoint(words) for mark, words in _MARKS)


def _apart(value: Value, at: int) -> int:
    return min(abs(at - value.first), abs(at - value.last + 1))


def _per_another(value: Value, reading: Reading, fact: Value, theirs: Reading) -> bool:
    """Whether one is per person and the other per household; or a share by the month, and one is not."""
    mine, held = _per(value, reading), _per(fact, theirs)
    rate = value.kind == "share" and mine in UNITS
    return mine != held and (rate or bool(mine and held))


def _per(value: Value, reading: Reading) -> str:
    words = reading.words
    reach = _FAR if value.kind == "number" else _REACH
    for at in range(value.last, min(value.last + reach, len(words))):
        rated = words[at].low in ("a", "each", "every") and low(words, at + 1) in UNITS
        if rated and value.kind == "share":
            return low(words, at + 1)
        if words[at].low == "per":
            return concept(low(words, at + 1))
    clause = reading.clause_of(value)
    each = (
        (n for n in range(clause.first, value.first) if words[n].low in ("each", "every"))
        if clause
        else ()
    )
    things = (concept(low(words, n + 1)) for n in each)
    return next((thing for thing in things if thing in _SHARERS), "")


# What something is given to one by one.
_SHARERS = frozenset(
    map(
        concept,
        "household home flat family person adult child room booking order ticket account".split(),
    )
)
