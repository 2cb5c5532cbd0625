"""A right value at the wrong place: the number of another thing, the other end, a part for the whole."""

from collections.abc import Sequence

from drafter.checks.claims.arithmetic import chance, gives, measured, results
from drafter.checks.claims.book import Source, predicate
from drafter.checks.claims.follows import barred, rest_of
from drafter.checks.claims.matching import Bound, Candidate, overlap, same
from drafter.checks.claims.measures import MEASURED, TIMES
from drafter.checks.claims.numbers import low
from drafter.checks.claims.qualified import otherwise
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.terms import deadline, threshold
from drafter.checks.claims.ties import Ties
from drafter.checks.claims.unsaid import ARTICLE
from drafter.checks.claims.value import Value, near
from drafter.checks.claims.words import Token, concept

LEAST = 2


def placed(
    value: Value,
    reading: Reading,
    good: Sequence[Candidate],
    rivals: Sequence[Candidate],
    sources: Sequence[Source],
    ties: Ties,
) -> Bound:
    """Supported by the best of the `good` values, or contradicted by one that fits the place better."""
    if other := _whole(value, reading, good) or _end(value, reading, good, rivals):
        return Bound("contradicted", other.source, other.entry)
    if other := (
        otherwise(value, reading, good)
        or threshold(value, reading, good)
        or deadline(value, reading, good, sources)
    ):
        return Bound("contradicted", other.source, other.entry)
    if _no_rest(value, reading, good, sources):
        return Bound("contradicted", good[0].source, good[0].entry)
    turned = _elsewhere(value, reading, good, sources, ties)
    return turned or _tied(value, reading, good, rivals)


def _whole(value: Value, reading: Reading, good: Sequence[Candidate]) -> Candidate | None:
    """The part whose words were said of the whole: "84,000 books got wet" for 12,600 of 84,000."""
    words = reading.words
    if value.kind != "number" or "of" in (low(words, value.first - 1), low(words, value.first - 2)):
        return None
    if other := _divided(value, reading, good):
        return other
    after = predicate(value, reading) - _of_kind(value, reading)
    if not good or after.isdisjoint(good[0].entry.after):
        return None
    if all(_but(one.source.reading.words, one.entry.value) for one in good):
        return None if _but(words, value) or low(words, value.first - 1) in _REST else good[0]
    parts = [_part(one) for one in good]
    first = parts[0]
    return first if first is not None and None not in parts else None


def _divided(value: Value, reading: Reading, good: Sequence[Candidate]) -> Candidate | None:
    """The part of "of 9,300 bags, 6,200 had been sold" where all 9,300 are said to have been."""
    clause = reading.clause_of(value)
    if clause is None or len(good) != 1:
        return None
    whole, source = good[0].entry.value, good[0].source
    article = low(source.reading.words, whole.first - 1) in ("the", "these", "those", "our", "its")
    lead = whole.first - 1 - article
    opens = (
        low(source.reading.words, lead) == "of" and low(source.reading.words, lead - 1) in _STOPS
    )
    parts = [
        entry
        for entry in source.entries
        if entry.value.kind == "number"
        and entry.value.first > whole.first
        and entry.value.amount < whole.amount
    ]
    told = clause.names - {*value.heads}
    part = next((one for one in parts if not told.isdisjoint(one.after)), None)
    return good[0]._replace(entry=part) if opens and part and not good[0].entry.after else None


_STOPS = ("", ".", ";", ",", "and")


def _of_kind(value: Value, reading: Reading) -> frozenset[str]:
    """What belongs to the thing counted: the type in "344 relays of this type"."""
    words = reading.words
    at = next((n for n in range(value.last, value.last + _NEXT) if low(words, n) == "of"), None)
    named = at is not None and low(words, at + 1) in ("this", "that", "these", "those")
    return frozenset((concept(low(words, at + 2)),)) if named and at is not None else frozenset()


def _end(
    value: Value, reading: Reading, good: Sequence[Candidate], rivals: Sequence[Candidate]
) -> Candidate | None:
    """The other end of a stretch of time: "open from 21:00" where a fact has "until 21:00"."""
    opposite = _OPPOSITE.get(low(reading.words, value.first - 1))
    befores = {low(one.source.reading.words, one.entry.value.first - 1) for one in good}
    if befores == {opposite} or (befores == {"including"} and _resumes(value, reading)):
        return good[0]
    mine = _side(value, reading.words)
    if not mine or value.kind not in ("day", "clock"):
        return None
    sides = {_side(one.entry.value, one.source.reading.words) for one in good}
    if sides != {-mine}:
        return None
    places = {one.source.name for one in good}
    return next(
        (
            one
            for one in rivals
            if one.source.name in places
            and _side(one.entry.value, one.source.reading.words) == mine
        ),
        None,
    )


def _resumes(value: Value, reading: Reading) -> bool:
    """Whether something is said to go on at a day, which is not the last one that it stands still."""
    clause = reading.clause_of(value)
    first, last = (clause.first, clause.last) if clause else (0, 0)
    verbs = {low(reading.words, at) for at in range(first, last)}
    return low(reading.words, value.first - 1) in ("on", "from") and not verbs.isdisjoint(_AGAIN)


_AGAIN = frozenset(
    "resume resumes resumed reopen reopens reopened restart restarts again back return returns".split()
)
_OPPOSITE = {"before": "after", "after": "before"}


def _side(value: Value, words: Sequence[Token]) -> int:
    """-1 for a time that begins a stretch, 1 for one that ends it, 0 where neither is said."""
    before = low(words, value.first - 1)
    if before in ("from", "since", "between"):
        return -1
    return 1 if before in ("until", "till", "to", "–") else 0


def _no_rest(
    value: Value, reading: Reading, good: Sequence[Candidate], sources: Sequence[Source]
) -> bool:
    """Whether "the other 61" is the rest of nothing in the ledger."""
    cue = low(reading.words, value.first - 1)
    if value.kind != "number" or cue not in _REST:
        return False
    befores = [(one.source.reading.words, one.entry.value) for one in good]
    if any(low(words, at.first - 1) in _REST or _but(words, at) for words, at in befores):
        return False
    return not rest_of(value, sources)


_REST = ("other", "remaining")


def _part(one: Candidate) -> Candidate | None:
    """The number before "of" where a fact's number is the whole of it."""
    words, value = one.source.reading.words, one.entry.value
    for entry in one.source.entries:
        between = [word.low for word in words[entry.value.last : value.first]]
        if (
            entry.value.kind == "number"
            and between
            and len(between) <= _NEXT
            and between[0] == "of"
        ):
            return one._replace(entry=entry)
    return None


_NEXT = 4


def _elsewhere(
    value: Value,
    reading: Reading,
    good: Sequence[Candidate],
    sources: Sequence[Source],
    ties: Ties,
) -> Bound | None:
    """The value of another fact that the words around tie this one to."""
    if value.kind == "contact" or _whole_of(value, reading):
        return None
    said = [one for one in reading.values if one.kind == value.kind and one is not value]
    rivals = [
        Candidate(0, source, entry)
        for source in sources
        for entry in source.entries
        if entry.value.kind == value.kind and entry.value.unit != ARTICLE
        if not same(value, entry.value) and _rates(value, entry.value)
        if not any(_of_one_stretch(entry.value, one) for one in good if one.source is source)
        if not any(_reckoned(entry.value, one.entry.value, value, reading) for one in good)
    ]
    elsewhere = [
        max((_far(value, one, reading) for one in said if same(one, rival.entry.value)), default=0)
        for rival in rivals
    ]
    at = ties.other(
        value,
        reading,
        [one.entry.around for one in good],
        [one.entry.around for one in rivals],
        elsewhere,
    )
    if at is None or _gives(value, rivals[at].source, reading):
        return None
    return Bound("contradicted", rivals[at].source, rivals[at].entry)


def _of_one_stretch(other: Value, held: Candidate) -> bool:
    """Whether two days are one stretch: either may be said of "the night of 11 to 12 April"."""
    first, second = sorted((other, held.entry.value), key=lambda one: one.first)
    between = held.source.reading.words[first.last : second.first]
    return first.kind == "day" and [word.low for word in between] in (["to"], ["–"], ["-"], ["and"])


def _reckoned(other: Value, held: Value, value: Value, reading: Reading) -> bool:
    """Whether the sentence says how long it is between two times: it speaks of both of them."""
    begin, end = reading.sentence_of(value)
    lengths = [
        one.amount
        for one in reading.values
        if one.kind == "duration" and one.unit == "s" and begin <= one.start < end
    ]
    apart = abs(other.amount - held.amount) * _MINUTE
    return value.kind == "clock" and any(near(apart, length) for length in lengths)


_MINUTE = 60


def _far(value: Value, other: Value, reading: Reading) -> int:
    """2 where another value stands in the sentence of this one, 1 elsewhere."""
    mine, its = reading.clause_of(value), reading.clause_of(other)
    return 2 if mine and its and mine.sentence == its.sentence else 1


# From here on what a small fact gives is no sign that a text reckoned with it.
_CHANCE = 0.15


def _gives(value: Value, source: Source, reading: Reading) -> bool:
    """Whether the value follows from those of the fact that it seems to be about."""
    if value.kind in ("day", "clock"):
        return False
    every = results((source,)).get(value.kind, ())
    counted = value.kind == "number" and not measured(value)
    likely = counted and chance(value, every) > _CHANCE
    given = (one for one in every if gives(one, value) and not barred(one, value, reading))
    return not likely and any(given)


def _but(words: Sequence[Token], value: Value) -> bool:
    return not _BUT.isdisjoint((low(words, value.first - 1), low(words, value.first - 2)))


def _whole_of(value: Value, reading: Reading) -> bool:
    """Whether words around say what is true of a part: "a third of the 960", "all but five"."""
    words = reading.words
    before = [low(words, value.first - n) for n in (2, 1)]
    if not _BUT.isdisjoint(before):
        return True
    at = value.first - 1 - (before[1] in ("the", "our", "these", "those"))
    parts = {one.last for one in reading.values if one.kind in ("number", "share")}
    return low(words, at) == "of" and at in parts


# "All but five came back" says of the others what a fact says of the five.
_BUT = frozenset(("but", "except"))


def _rates(value: Value, other: Value) -> bool:
    """Whether two values could stand in one another's place: money for money, degrees for degrees."""
    if value.kind in ("money", "duration"):
        return value.unit == other.unit
    if other.unit == TIMES and value.unit != TIMES:
        return False
    if value.heads and other.heads and not overlap(value.heads, other.heads):
        return False
    return (value.heads == _DEGREES) == (other.heads == _DEGREES)


_DEGREES = ("degree",)


def _tied(
    value: Value, reading: Reading, good: Sequence[Candidate], rivals: Sequence[Candidate]
) -> Bound:
    """Supported, unless the words around tie the value to another number or date of the ledger."""
    best = max(good, key=lambda one: one.score)
    other = _swapped(value, reading, good, rivals)
    if other is None:
        rival = nearest(value, rivals)
        other = rival if rival and _outbid(value, best, rival) else None
    if other is not None:
        return Bound("contradicted", other.source, other.entry)
    return Bound("supported", best.source, best.entry)


def nearest(value: Value, rivals: Sequence[Candidate]) -> Candidate | None:
    def closeness(one: Candidate) -> tuple[bool, int, bool]:
        same = value.kind == "day" and overlap(value.heads, one.entry.value.heads)
        return same, one.score, not one.source.passage

    return max(rivals, key=closeness, default=None)


def _swapped(
    value: Value, reading: Reading, good: Sequence[Candidate], rivals: Sequence[Candidate]
) -> Candidate | None:
    """The number that the words after this one belong to: "22 returned, five used" turned round."""
    if value.kind != "number":
        return None
    after = predicate(value, reading)
    held = [after & one.entry.after for one in good]
    part = "of" in (low(reading.words, value.first - 1), low(reading.words, value.first - 2))
    if not after or part or not any(one.entry.after for one in good):
        return None
    about = {one.source.name for one in good}
    bare = all(one.entry.after for one in good)
    clause = reading.clause_of(value)
    if clause and any(
        low(reading.words, at) in ("but", "except") for at in range(clause.first, value.first)
    ):
        return None
    return next(
        (
            one
            for one in rivals
            if one.entry.value.unit != ARTICLE
            and one.source.name in about
            and not _is_its_whole(value, reading, one.entry.value)
            and low(one.source.reading.words, one.entry.value.last) not in MEASURED
            and (bare or one.entry.after <= after)
            and all(shared < after & one.entry.after for shared in held)
        ),
        None,
    )


def _is_its_whole(value: Value, reading: Reading, other: Value) -> bool:
    """Whether the sentence itself divides the other: "of the five of you, one stayed; four left"."""
    begin, _ = reading.sentence_of(value)
    return any(
        begin <= one.start < value.start
        and one.kind == "number"
        and one.amount > value.amount
        and same(one, other)
        and "of" in (low(reading.words, one.first - 1), low(reading.words, one.first - 2))
        for one in reading.values
    )


def _outbid(value: Value, best: Candidate, rival: Candidate) -> bool:
    """Whether the words around tie the value to a fact that says another value."""
    if rival.entry.value.unit == ARTICLE:
        return best.score <= 1 and rival.score >= best.score + 2
    if value.kind == "day" and value.heads and overlap(value.heads, rival.entry.value.heads):
        return not overlap(value.heads, best.entry.value.heads)
    if value.kind != "day" or value.day.month is None:
        return False
    if rival.source is best.source and rival.entry.near == best.entry.near:
        return False
    return best.score == 0 and rival.score >= LEAST
