"""Points in time of a ledger, and the lengths between two of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from drafter.checks.claims.book import Entry, Source
from drafter.checks.claims.clocks import times
from drafter.checks.claims.value import Day, Value

_DAY, _MINUTES = 86_400.0, 1440
_MONTH = 30.44


class Moment(NamedTuple):
    """A day, a time of day, or both; `timed` where the time is said."""

    day: Day
    minutes: tuple[float, ...]
    zone: str
    timed: bool

    def at(self, minutes: float) -> datetime | None:
        day = self.day.exact
        if day is None:
            return None
        return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)


def ends(entry: Entry, source: Source) -> Moment:
    """The moment that a day or a time of a fact is; a time is one of the day nearest to it."""
    value = entry.value
    if value.kind == "day":
        return Moment(value.day, (), "", False)
    days = [one.value for one in source.entries if one.value.kind == "day" and one.value.day.exact]
    nearest = min(days, key=lambda one: _apart(one, value), default=None)
    return Moment(nearest.day if nearest else Day(), times(value), value.unit, True)


def _apart(day: Value, clock: Value) -> int:
    return min(abs(day.first - clock.last), abs(clock.first - day.last))


def lengths(first: Moment, second: Moment, *, within: bool) -> Iterator[Value]:
    """The lengths between two moments: in seconds, and in months where days lie far apart."""
    if first.timed and second.timed:
        yield from _hours(first, second)
    if not first.timed and not second.timed:
        yield from _days(first.day, second.day, within=within)


def _length(amount: float, unit: str = "s", step: float = 1.0) -> Value:
    return Value(0, 0, 0, 0, "duration", amount=amount, unit=unit, step=step)


def _hours(first: Moment, second: Moment) -> Iterator[Value]:
    if first.zone and second.zone and first.zone != second.zone:
        return
    for one in first.minutes:
        for other in second.minutes:
            begin, end = first.at(one), second.at(other)
            if begin and end:
                yield _length(abs((end - begin).total_seconds()))
                # "At 23:50 on 7 February; by 00:15" is past midnight.
                if first.day == second.day and other < one:
                    yield _length((other - one) % _MINUTES * 60)
            else:
                gap = (other - one) % _MINUTES
                yield _length(gap * 60)
                yield _length((_MINUTES - gap) % _MINUTES * 60)


def _days(first: Day, second: Day, *, within: bool) -> Iterator[Value]:
    begin, end = first.exact, second.exact
    if begin and end:
        gap = abs((end - begin).days)
        yield _length(gap * _DAY)
        if within:
            yield _length((gap + 1) * _DAY)
        if gap >= 2 * _MONTH - 6:
            yield _length(gap / _MONTH, "mo", 0.5)
    if first.year is not None and second.year is not None:
        apart = abs((second.year - first.year) * 12 + (second.month or 0) - (first.month or 0))
        if first.month is None or second.month is None:
            apart = abs(second.year - first.year) * 12
        months = within and first.month and second.month and not (begin or end)
        if apart:
            # April to June is three months.
            yield _length(apart + float(bool(months)), "mo")


def moved_times(clock: Value, span: Value) -> Iterator[float]:
    """The times of day a length after and before one."""
    if span.unit == "s" and span.amount < _DAY:
        for one in times(clock):
            for sign in (1, -1):
                yield (one + sign * span.amount / 60) % _MINUTES


def moved_days(day: Day, span: Value) -> Iterator[Day]:
    """The days a length after and before one."""
    start = day.exact
    if start is None or span.unit not in ("s", "mo") or (span.unit == "s" and span.amount % _DAY):
        return
    for sign in (1, -1):
        if span.unit == "s":
            moved = start + timedelta(days=sign * span.amount / _DAY)
            yield Day(moved.year, moved.month, moved.day, moved.day)
        else:
            number = start.year * 12 + start.month - 1 + sign * round(span.amount)
            yield Day(number // 12, number % 12 + 1, start.day, start.day)
