"""Lengths of time that follow from two times, days or years of the ledger."""

from collections.abc import Iterator, Sequence

from drafter.checks.claims.book import Source
from drafter.checks.claims.clocks import times
from drafter.checks.claims.dates import same_day
from drafter.checks.claims.pairs import across, is_it, pairs
from drafter.checks.claims.value import Value, near
from drafter.checks.claims.words import concept

_DAY = 86_400.0
_HALF_HOUR = 1_800.0
# How far a length said in half hours may be from the minutes between two times of one fact, and how
# far "more than" may be from those between two times of two facts, as shares of it.
_ROUNDED, _CLOSE = 0.02, 0.05


def length(
    said: Value,
    sources: Sequence[Source],
    cues: frozenset[str],
    days: Sequence[Value],
    near_by: frozenset[str],
) -> Source | None:
    if said.unit == "a day":
        for first, second, source in pairs(sources, "clock"):
            if any(is_it(gap, said) for gap in _gaps(first, second)):
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
    for first, second, source in pairs(sources, "clock"):
        for gap in _gaps(first, second):
            if is_it(gap, said) or abs(gap - said.amount) <= rounded * gap:
                return source
    if "within" in cues:
        return None
    if said.relation:
        sources = [one for one in sources if not near_by.isdisjoint(one.concepts)]
    for first, second, source in across(sources, "clock"):
        both = (*_gaps(first, second), *_gaps(second, first))
        if any(abs(gap - said.amount) <= _CLOSE * gap and is_it(gap, said) for gap in both):
            return source
    return None


def _months(said: Value, sources: Sequence[Source], days: Sequence[Value]) -> Source | None:
    for first, second, source in across(sources, "day"):
        if _from(days, first, second) and near(_apart(first, second), said.amount):
            return source
    for first, second, source in pairs(sources, "day"):
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
        if aged and is_it((latest - (day.year or 0)) * 12.0, said):
            return source
    return None


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


def _stretch(said: Value, sources: Sequence[Source]) -> Source | None:
    """The source of a stretch of days that is as long: "between 2 and 13 February"."""
    for source in sources:
        for day in (entry.value.day for entry in source.entries):
            first, last = day.low or 0, day.high or 0
            if last > first and is_it((last - first + 1) * _DAY, said):
                return source
    return None


def _days(
    said: Value,
    sources: Sequence[Source],
    cues: frozenset[str],
    days: Sequence[Value],
    near_by: frozenset[str],
) -> Source | None:
    if source := _stretch(said, sources):
        return source
    for first, second, source in pairs(sources, "day"):
        gap = _gap(first, second)
        if gap and (is_it(gap * _DAY, said) or is_it((gap + 1) * _DAY, said)):
            return source
    cued = not cues.isdisjoint(("later", "after", "earlier", "before", "ago", "until", "since"))
    for first, second, source in across(sources, "day"):
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
