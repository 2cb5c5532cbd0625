"""Day or month first: what the rows of a file themselves say about dates such as 03/04/2026.

In this order: what a person chose, a part above 12, times that stand elsewhere in the rows (ids of
posts that count milliseconds, addresses, other columns), dates that would lie in the future, and
how far the dates of one export would lie apart. Else day first, with a warning.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from drafter.model.crisis import DateOrder as Order

ORDERS: tuple[Order, ...] = ("day", "month")
# The times that a row holds besides its date.
Witnesses = Callable[[int], Sequence[datetime]]

_HEARD = 400
_NEAR = timedelta(days=2)
# Of the rows that hold another time, how many have to agree; any two times are near by chance.
_AGREE = 0.2
_CLEARLY = 3
_STATUS = re.compile(r"/status(?:es)?/(\d{17,19})\b")
_DATED_PATH = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=\D)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T ])")
_EPOCH = re.compile(r"1\d{9}(\d{3})?$")
_LONG_ID = re.compile(r"\d{17,19}$")
# A rounded id tells two posts no longer apart, but still the minute.
_ROUNDED_ID = re.compile(r"\d[.,]\d+E\+1[78]$", re.IGNORECASE)
# Ids of X count milliseconds from here in steps of 2^22.
_X_EPOCH = 1_288_834_974_657
_TO_MILLISECONDS = 22


class Numeric(NamedTuple):
    """A date of numbers with its year last, in the order it is written."""

    one: int
    two: int
    year: int

    def read(self, order: Order) -> date | None:
        day, month = (self.one, self.two) if order == "day" else (self.two, self.one)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


class Verdict(NamedTuple):
    """`said` is what the report says about it, "" where there is nothing to say."""

    order: Order
    said: str = ""


def decide(open_: Mapping[int, Numeric], witnesses: Witnesses, now: datetime | None) -> Verdict:
    """The order of dates that fit both, by row; none of them has a part above 12."""
    by_row = _heard(open_, witnesses)
    if by_row is not None:
        return Verdict(
            by_row, f"Dates were read {by_row} first, as other times in their rows show."
        )
    distinct = set(open_.values())
    past = None if now is None else _not_in_the_future(distinct, now.date())
    if past is not None:
        other = "month" if past == "day" else "day"
        return Verdict(
            past, f"Dates were read {past} first: read {other} first, some would be in the future."
        )
    spans = {order: _span(distinct, order) for order in ORDERS}
    for order, other in (ORDERS, ORDERS[::-1]):
        if spans[other] > _CLEARLY * (spans[order] + 1):
            return Verdict(
                order,
                f"Every numeric date fits both day/month and month/day: read as {order} first, for"
                f" so they span {_days(spans[order])} and not {spans[other]:,}. {_IF_WRONG}",
            )
    return Verdict(
        "day",
        f"Every numeric date fits both day/month and month/day: read as day first. {_IF_WRONG}",
    )


_IF_WRONG = "If that is wrong, choose the order of day and month and import again."


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _span(distinct: set[Numeric], order: Order) -> int:
    """Days from the first to the last, both counted."""
    days = [day for numeric in distinct if (day := numeric.read(order)) is not None]
    return (max(days) - min(days)).days + 1 if days else 0


def _not_in_the_future(distinct: set[Numeric], today: date) -> Order | None:
    last = today + timedelta(days=1)
    future = {
        order: any((day := one.read(order)) is not None and day > last for one in distinct)
        for order in ORDERS
    }
    if future["day"] == future["month"]:
        return None
    return "month" if future["day"] else "day"


def _heard(open_: Mapping[int, Numeric], witnesses: Witnesses) -> Order | None:
    rows = sample(list(open_))
    votes = {"day": 0, "month": 0}
    spoke = 0
    for row in rows:
        times = witnesses(row)
        spoke += bool(times)
        for order in ORDERS:
            day = open_[row].read(order)
            votes[order] += day is not None and near(day, times)
    for order, other in (ORDERS, ORDERS[::-1]):
        if votes[order] > _CLEARLY * votes[other] and votes[order] >= _AGREE * spoke:
            return order
    return None


def sample(rows: Sequence[int]) -> Sequence[int]:
    """Some hundred rows out of all of the file."""
    return rows[:: max(1, len(rows) // _HEARD)]


def near(day: date, times: Sequence[datetime]) -> bool:
    """Whether one of the times is of that day, give or take time zones and delays."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return any(abs(time - noon) <= _NEAR for time in times)


def told_by(cells: Sequence[str]) -> list[datetime]:
    """The times that cells tell, whatever their columns are called."""
    return [time for cell in cells if cell for time in _times(cell.strip())]


def _times(cell: str) -> Iterator[datetime]:
    if "://" in cell[:40]:
        if status := _STATUS.search(cell):
            yield from _posted(int(status[1]))
        elif path := _DATED_PATH.search(cell):
            yield from _day(path)
    elif found := _ISO.match(cell):
        yield from _day(found)
    else:
        yield from _counted(cell.lstrip("='\"").rstrip("\"'"))


def _counted(digits: str) -> Iterator[datetime]:
    if _EPOCH.match(digits):
        yield datetime.fromtimestamp(int(digits[:10]), UTC)
    elif _LONG_ID.match(digits):
        yield from _posted(int(digits))
    elif _ROUNDED_ID.match(digits):
        yield from _posted(int(float(digits.replace(",", "."))))


def _posted(post: int) -> Iterator[datetime]:
    milliseconds = (post >> _TO_MILLISECONDS) + _X_EPOCH
    yield datetime.fromtimestamp(milliseconds / 1_000, UTC)


def _day(found: re.Match[str]) -> Iterator[datetime]:
    try:
        yield datetime(int(found[1]), int(found[2]), int(found[3]), 12, tzinfo=UTC)
    except ValueError:
        return
