"""What follows from confirmed values by arithmetic: sums, differences, shares, ratios, durations."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from drafter.checks.claims.book import ARTICLE, Source
from drafter.checks.claims.clocks import times
from drafter.checks.claims.dates import same_day
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import AUXILIARIES
from drafter.checks.claims.value import Value, fits, near
from drafter.checks.claims.words import Token, concept

_DAY = 86_400.0
_HALF_HOUR = 1_800.0
# How far a length said in half hours may be from the minutes between two times of one fact, and how
# far "more than" may be from those between two times of two facts, as shares of it.
_ROUNDED, _CLOSE = 0.02, 0.05
_INSTEAD = (("instead", "of"), ("rather", "than"), ("not",), ("against",), ("compared", "with"),
            ("compared", "to"), ("up", "from"), ("down", "from"), ("where",))  # fmt: skip
_MEASURES = frozenset(
    "mg g kg ml l km m cm mm degre c mw kw gb mb bar volt watt mile tonn litr degree".split()
)
_SHARE_SLACK = 0.012
_PLAIN = ("", "about", "below")


class Pair(NamedTuple):
    """Two values and the source that says both."""

    first: Value
    second: Value
    source: Source


def derived(
    said: Value,
    sources: Sequence[Source],
    cues: frozenset[str],
    after: frozenset[str] = frozenset(),
    days: Sequence[Value] = (),
    near_by: frozenset[str] = frozenset(),
) -> Source | None:
    """The source whose values give the one `said`, or None.

    `cues` are the words around: "the other 114" is a difference, "two days later" one of dates.
    `after` is what is said of the number: a rest has not what the part has. `days` are those of its
    sentence, from which it may count; `near_by` are the concepts of its clause: what happened between
    two days of two facts must be one of them.
    """
    if said.kind == "share":
        return _share(said, sources, cues)
    if said.kind == "ratio":
        return _ratio(said, sources)
    if said.kind == "duration":
        return _duration(said, sources, cues, days, near_by)
    if said.kind in ("number", "money"):
        return _sum(said, sources, cues, after)
    return None


def _pairs(sources: Sequence[Source], *kinds: str) -> Iterator[Pair]:
    for source in sources:
        chosen = [entry.value for entry in source.entries if entry.value.kind in kinds]
        for first, second in combinations(chosen, 2):
            yield Pair(first, second, source)


def _across(sources: Sequence[Source], kind: str) -> Iterator[Pair]:
    every = [
        (entry.value, source)
        for source in sources
        for entry in source.entries
        if entry.value.kind == kind
    ]
    for (first, mine), (second, _) in combinations(every, 2):
        yield Pair(first, second, mine)


def _share(said: Value, sources: Sequence[Source], cues: frozenset[str]) -> Source | None:
    rest = not cues.isdisjoint(
        ("not", "never", "other", "remaining", "rest", "without", "still", "no")
    )
    pairs = [
        *_pairs(sources, "number"),
        *(one for one in _across(sources, "number") if _alike(one)),
    ]
    pairs += list(_pairs(sources, "money"))
    spoken = frozenset[str]().union(*(one.concepts for one in sources))
    other = spoken.isdisjoint(said.heads)
    for first, second, source in pairs:
        part, whole = sorted((first.amount, second.amount))
        if not 0 < part < whole or _measure(first):
            continue
        # A whole that no fact names is said in other words, where both numbers count the same.
        if not _counted(said, source) and not (other and _alike(Pair(first, second, source))):
            continue
        grouped = said.relation in _PLAIN and _whole(first, second, source, sources)
        sums = (part / (part + whole), whole / (part + whole)) if grouped else ()
        for share in (part / whole, *sums, *((1 - part / whole,) if rest else ())):
            if _fair(share, said):
                return source
    return None


def _whole(first: Value, second: Value, source: Source, sources: Sequence[Source]) -> bool:
    """Whether two numbers may be the parts of one group; "one of them" is no part beside it."""
    words = source.reading.words
    if low(words, second.first - 1) in ("other", "remaining"):
        return True
    whole = first.amount + second.amount
    if any(near(entry.value.amount, whole) for one in sources for entry in one.entries):
        return True
    parts = low(words, first.last) == "of" or low(words, second.last) == "of"
    return not parts and (
        _alike(Pair(first, second, source)) or not first.heads or not second.heads
    )


def _alike(pair: Pair) -> bool:
    return bool(set(pair.first.heads) & set(pair.second.heads))


def _counted(said: Value, source: Source) -> bool:
    """Whether the source speaks of what the share is of; a share of nothing named passes."""
    return not said.heads or not source.concepts.isdisjoint(said.heads) or "person" in said.heads


def _fair(share: float, said: Value) -> bool:
    if said.relation == "":
        slack = said.step / 2 if said.step < 0.05 else _SHARE_SLACK
        return near(share, said.amount, slack)
    return fits(share, said) or (
        said.relation == "about" and near(share, said.amount, _SHARE_SLACK)
    )


def _measure(value: Value) -> bool:
    return bool(value.heads) and value.heads[0] in _MEASURES


def _ratio(said: Value, sources: Sequence[Source]) -> Source | None:
    """A ratio has a direction: 10 mg instead of 5 mg is double, never half."""
    for first, second, source in _pairs(sources, "number", "money", "duration"):
        if not first.amount or not second.amount or first.unit != second.unit:
            continue
        if said.amount > 1 and _measure(first) and first.heads == second.heads:
            low, high = sorted((first.amount, second.amount))
            if _is(high / low, said):
                return source
        between = source.reading.words[first.last : second.first]
        for ratio in _directed(first, second, between):
            if near(ratio, said.amount, 0.02 * ratio) or fits(ratio, said):
                return source
    return None


def _directed(first: Value, second: Value, between: Sequence[Token]) -> tuple[float, ...]:
    words = tuple(word.low for word in between)
    if any(words[n : n + len(cue)] == cue for cue in _INSTEAD for n in range(len(words))):
        return (first.amount / second.amount,)
    if "to" in words and len(words) <= 4:
        return (second.amount / first.amount,)
    if _measure(first) or first.kind != "number":
        return ()
    low, high = sorted((first.amount, second.amount))
    return (high / low,)


def _duration(
    said: Value,
    sources: Sequence[Source],
    cues: frozenset[str],
    days: Sequence[Value],
    near_by: frozenset[str],
) -> Source | None:
    if said.unit == "a day":
        for first, second, source in _pairs(sources, "clock"):
            if any(_is(gap, said) for gap in _gaps(first, second)):
                return source
    if said.unit in ("a day", "a week"):
        always = said.amount == (_DAY if said.unit == "a day" else 7 * _DAY)
        return next((one for one in sources if always and concept("daily") in one.concepts), None)
    if said.unit == "mo":
        return _months(said, sources, days) or _age(said, sources, near_by)
    if said.unit != "s":
        return None
    if said.amount >= _DAY:
        return _days(said, sources, cues, days, near_by)
    return _hours(said, sources, cues, near_by)


def _hours(
    said: Value, sources: Sequence[Source], cues: frozenset[str], near_by: frozenset[str]
) -> Source | None:
    """The time between two times of one fact; of two facts only to the minute."""
    rounded = _ROUNDED if said.relation == "" and said.amount % _HALF_HOUR == 0 else 0.0
    for first, second, source in _pairs(sources, "clock"):
        for gap in _gaps(first, second):
            if _is(gap, said) or abs(gap - said.amount) <= rounded * gap:
                return source
    if "within" in cues:
        return None
    if said.relation:
        sources = [one for one in sources if not near_by.isdisjoint(one.concepts)]
    for first, second, source in _across(sources, "clock"):
        both = (*_gaps(first, second), *_gaps(second, first))
        if any(abs(gap - said.amount) <= _CLOSE * gap and _is(gap, said) for gap in both):
            return source
    return None


def _months(said: Value, sources: Sequence[Source], days: Sequence[Value]) -> Source | None:
    for first, second, source in _across(sources, "day"):
        if _from(days, first, second) and near(_apart(first, second), said.amount):
            return source
    for first, second, source in _pairs(sources, "day"):
        one, other = first.day, second.day
        same = one.month and other.month and one.year == other.year
        if same and near(abs((other.month or 0) - (one.month or 0)) + 1, said.amount):
            return source
    return None


def _age(said: Value, sources: Sequence[Source], near_by: frozenset[str]) -> Source | None:
    """The source of a year from which the clause counts to the latest one of the ledger."""
    days = [(entry.value.day, one) for one in sources for entry in one.entries]
    latest = max((day.year for day, _ in days if day.year), default=0)
    for day, source in days:
        aged = day.year and day.month is None and not near_by.isdisjoint(source.concepts)
        if aged and _is((latest - (day.year or 0)) * 12.0, said):
            return source
    return None


def _is(truth: float, said: Value) -> bool:
    return near(truth, said.amount) or fits(truth, said)


def _gaps(first: Value, second: Value) -> Iterator[float]:
    if first.unit and second.unit and first.unit != second.unit:
        return
    for one in times(first):
        for other in times(second):
            yield (other - one) % 1440 * 60


def _apart(first: Value, second: Value) -> int:
    """Months between two days; 0 where one has no month or year."""
    one, other = first.day, second.day
    if not (one.month and other.month and one.year and other.year):
        return 0
    return abs((other.year - one.year) * 12 + other.month - one.month)


def _about(day: Value, sources: Sequence[Source]) -> frozenset[str]:
    """The concepts around a day in the source that says it."""
    entries = (entry for source in sources for entry in source.entries)
    return next((entry.near for entry in entries if entry.value is day), frozenset())


def _from(days: Sequence[Value], first: Value, second: Value) -> bool:
    """Whether the sentence says one of the two days itself."""
    return any(same_day(fact.day, one.day) for one in days for fact in (first, second))


def _days(
    said: Value,
    sources: Sequence[Source],
    cues: frozenset[str],
    days: Sequence[Value],
    near_by: frozenset[str],
) -> Source | None:
    for source in sources:
        for entry in source.entries:
            low_, high = entry.value.day.low or 0, entry.value.day.high or 0
            if high > low_ and _is((high - low_ + 1) * _DAY, said):
                return source
    for first, second, source in _pairs(sources, "day"):
        gap = _gap(first, second)
        if gap and (_is(gap * _DAY, said) or _is((gap + 1) * _DAY, said)):
            return source
    cued = not cues.isdisjoint(("later", "after", "earlier", "before", "ago", "until", "since"))
    for first, second, source in _across(sources, "day"):
        spoken = near_by & (_about(first, sources) | _about(second, sources))
        if not (cued and spoken) and not _from(days, first, second):
            continue
        gap = _gap(first, second)
        if gap and near(gap * _DAY, said.amount):
            return source
    return None


def _gap(first: Value, second: Value) -> int:
    one, other = first.day.exact, second.day.exact
    return abs((other - one).days) if one and other else 0


_CUES = frozenset(
    "other others remaining rest left still altogether total all together combined further more not"
    " without sum both".split()
)


_REST = _CUES - frozenset("altogether total all together combined sum both".split())


def _sum(
    said: Value, sources: Sequence[Source], cues: frozenset[str], after: frozenset[str]
) -> Source | None:
    if said.kind == "number" and said.amount <= 3 and cues.isdisjoint(_CUES):
        return None
    pairs = list(_pairs(sources, said.kind))
    pairs += list(_pairs(sources, "ordinal")) if said.kind == "number" else []
    if said.relation not in ("above", "least", "less", "most"):
        pairs += [one for one in _across(sources, said.kind) if _alike(one)]
    for pair in pairs:
        amounts = list(_amounts(said, pair))
        if not _summable(said, pair) or not any(_is(amount, said) for amount in amounts):
            continue
        rest = not cues.isdisjoint(_REST)
        if rest or not _of_one(pair, after):
            return pair.source
    return _product(said, sources) if said.kind == "money" else None


def _summable(said: Value, pair: Pair) -> bool:
    first, second = pair.first, pair.second
    if ARTICLE in (first.unit, second.unit) or first.unit != second.unit:
        return False
    if said.unit and first.unit != said.unit:
        return False
    if _measure(first) or _measure(second):
        return said.heads == first.heads == second.heads
    return _related(said, pair.source)


def _of_one(pair: Pair, after: frozenset[str]) -> bool:
    """Whether what is said of a sum or a rest is what the source says of one of its parts alone."""
    reading = pair.source.reading
    ends = {one.value.first: one.after for one in pair.source.entries}
    first, second = (
        ends.get(pair.first.first, frozenset()),
        ends.get(pair.second.first, frozenset()),
    )
    return bool(after & (first ^ second)) and not after & first & second and not _shared(pair, first)


def _shared(pair: Pair, first: frozenset[str]) -> bool:
    """Whether one verb goes for both: "12 adults and 3 children were hurt", "6 sold here and 1 there"."""
    reading = pair.source.reading
    clause = reading.clause_of(pair.second)
    if clause is None or clause != reading.clause_of(pair.first):
        return False
    following = reading.words[pair.second.last : clause.last]
    return not first or not any(word.low in AUXILIARIES for word in following)


def _amounts(said: Value, pair: Pair) -> Iterator[float]:
    """Sum and difference; 214 passengers and 19 crew are 233 people, not 233 passengers."""
    first, second = pair.first, pair.second
    mixed = bool(first.heads and second.heads) and not _alike(pair)
    only = bool(said.heads) and ({*said.heads} <= {*first.heads}) != (
        {*said.heads} <= {*second.heads}
    )
    if not (mixed and only):
        yield first.amount + second.amount
    if first.amount != second.amount:
        yield abs(first.amount - second.amount)


def _related(said: Value, source: Source) -> bool:
    return not said.heads or not source.concepts.isdisjoint(said.heads) or "person" in said.heads


def _product(said: Value, sources: Sequence[Source]) -> Source | None:
    counts = [
        entry.value.amount
        for source in sources
        for entry in source.entries
        if entry.value.kind == "number" or entry.value.unit == "mo"
    ]
    for source in sources:
        for entry in source.entries:
            price = entry.value
            priced = price.kind == "money" and price.unit == said.unit
            if priced and any(count > 1 and _is(count * price.amount, said) for count in counts):
                return source
    return None
