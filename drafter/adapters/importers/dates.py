"""Dates of a column -> aware UTC datetimes, in whatever form the column has them.

What is certain per value comes first (ISO 8601, spreadsheet serials, epoch numbers), then the order
of day and month learned from the whole column, then forms learned from its first values, then
dateutil. A value that does not name a whole day gives no date: nothing is filled in from the clock.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from dateutil import parser

from drafter.adapters.importers.order import Numeric, Witnesses, decide, near, sample
from drafter.model.crisis import DateOrder

LONGEST = 100
# Day numbers of the 1900 date system that a spreadsheet writes for 1954 to 2119.
_SERIALS = (20_000, 80_000)
_SERIAL_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
# The first Macintosh spreadsheets counted from 1904; a workbook can still be set to it.
_MAC_ZERO = datetime(1904, 1, 1, tzinfo=UTC)
_FROM_1904 = ", counted from 1904 as other times in their rows show or the workbook says"
_EPOCH_DIGITS = {9: 1, 10: 1, 12: 1_000, 13: 1_000, 15: 1_000_000, 16: 1_000_000}

_NUMBER = re.compile(r"(\d{5,16})([.,]\d+)?$")
# A time of day as a spreadsheet keeps it: a share of the day.
_FRACTION = re.compile(r"0?[.,]\d+$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_OFFSET = re.compile(r"\s+(?:(?:UTC|GMT)$|([+-]\d\d:?\d\d)$)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:,?[ T]+(.*))?$")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,?[ T]+(.*))?$")
_TIME = re.compile(
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_FORMS = (
    "%a %b %d %H:%M:%S %z %Y",
    "%d-%b-%Y %I:%M%p",
    "%d-%b-%Y %H:%M:%S",
    "%d-%b-%Y %H:%M",
    "%d-%b-%Y",
    "%d %b %Y %H:%M:%S",
    "%d %b %Y %H:%M",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y %I:%M:%S %p",
    "%b %d, %Y %I:%M %p",
    "%b %d, %Y",
    "%B %d, %Y",
    "%a, %d %b %Y %H:%M:%S %z",
    "%Y%m%d%H%M%S",
)
# Values that the forms are learned from; later ones try only what fitted these.
_LESSONS = 50
_EAST_OF_GREENWICH = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
}
_NORTH_AMERICA = {"EDT": 4, "EST": 5, "CDT": 5, "CST": 6, "MDT": 6, "MST": 7, "PDT": 7, "PST": 8}
_ZONES = _EAST_OF_GREENWICH | {name: -hours for name, hours in _NORTH_AMERICA.items()}
# Two days that differ in year, month and day: what a value leaves open differs in the results.
_BLANKS = (datetime(2000, 1, 1), datetime(2001, 2, 2))
_DATEUTIL_FAILS = (
    ValueError,
    OverflowError,
    TypeError,
    ArithmeticError,
    LookupError,
    AttributeError,
)


class Moment(NamedTuple):
    """`at` is aware UTC, None where nothing was read. `key` identifies the time within ids."""

    at: datetime | None
    key: str
    form: str = ""


class Dates:
    """Reads the values of one date column; what it had to assume is in `warnings`."""

    def __init__(
        self,
        values: Sequence[str],
        *,
        utc: bool = False,
        chosen: DateOrder | None = None,
        witnesses: Witnesses = lambda row: (),
        now: datetime | None = None,
        mac: bool | None = None,
    ) -> None:
        """`utc` says that the column's own name promises UTC; `chosen` is the order of day and
        month that a person chose; `mac`, whether day numbers count from 1904: None is not known.
        """
        self._utc = utc
        self._said_order = ""
        self._naive = False
        self._lessons = 0
        self._forms: Counter[str] = Counter()
        self._read: dict[str, Moment] = {}
        self.order: DateOrder | None = None
        self._day_first = self._learn_order(values, chosen, witnesses, now) == "day"
        self._zero, self._said_zero = _zero_of(values, witnesses, mac)
        self.moments = [self._moment(value.strip()) for value in values]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was assumed or repaired, one sentence each."""
        forms = Counter(moment.form for moment in self.moments)
        serials, others = forms["serial"], forms["year last"] + forms["named"]
        said = {
            f"{serials:,} dates were spreadsheet numbers such as 42059.48: repaired, taken as"
            f" UTC{self._said_zero}.": serials,
            "Some dates are spreadsheet numbers and some are not: in those the spreadsheet may"
            " have swapped day and month.": serials and others,
            self._said_order: self._said_order,
            "Dates without a time zone were taken as UTC.": self._naive and not self._utc,
        }
        return tuple(sentence for sentence, holds in said.items() if holds)

    def _learn_order(
        self,
        values: Sequence[str],
        chosen: DateOrder | None,
        witnesses: Witnesses,
        now: datetime | None,
    ) -> DateOrder:
        first = second = False
        open_: dict[int, Numeric] = {}
        for row, value in enumerate(values):
            found = _YEAR_LAST.match(value.strip()[:LONGEST])
            if found:
                one, mark, two = int(found[1]), found[2], int(found[3])
                first |= 12 < one <= 31
                second |= 12 < two <= 31
                if mark != "." and one != two and max(one, two) <= 12:
                    open_[row] = Numeric(one, two, _whole_year(int(found[4])))
        if chosen is not None and open_:
            self.order = chosen
        elif first == second and open_:
            self.order, self._said_order = decide(open_, witnesses, now)
        elif open_:
            self.order = "day" if first else "month"
        return self.order or ("day" if first or not second else "month")

    def _moment(self, value: str) -> Moment:
        known = self._read.get(value)
        if known is None:
            known = self._read[value] = self._parsed(value)
        return known

    def _parsed(self, value: str) -> Moment:
        if not value:
            return Moment(None, "")
        if len(value) > LONGEST:
            return Moment(None, value, "unread")
        try:
            at, form = self._by_form(value)
            if at.tzinfo is None and form != "serial":
                self._naive = True
            at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except _DATEUTIL_FAILS:
            return Moment(None, value, "unread")
        # Which of day and month comes first may be learned otherwise from a later, longer export:
        # the id of a post must not change with it.
        return Moment(at, value if form == "year last" else at.isoformat(), form)

    def _by_form(self, value: str) -> tuple[datetime, str]:
        if number := _NUMBER.match(value):
            return _numbered(value, len(number[1]), self._zero)
        if _ISO.match(value):
            try:
                return datetime.fromisoformat(_OFFSET.sub(_glued, value)), "iso"
            except ValueError:
                pass
        if found := _YEAR_FIRST.match(value):
            at = _dated(int(found[1]), int(found[2]), int(found[3]), found[4])
            if at is not None:
                return at, "iso"
        if found := _YEAR_LAST.match(value):
            at = self._year_last(found)
            if at is not None:
                return at, "year last"
        return self._named(value)

    def _year_last(self, found: re.Match[str]) -> datetime | None:
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (one, two) if self._day_first else (two, one)
        if month > 12 >= day:
            day, month = month, day
        return _dated(_whole_year(year), month, day, found[5])

    def _named(self, value: str) -> tuple[datetime, str]:
        learning = self._lessons < _LESSONS
        self._lessons += 1
        for form in _FORMS if learning else [form for form, _ in self._forms.most_common()]:
            try:
                at = datetime.strptime(value, form)
            except ValueError:
                continue
            self._forms[form] += 1
            return at, "named"
        # dateutil would take 2026-03-04 for the 3rd of April.
        day_first = self._day_first and not _ISO.match(value)
        return _by_dateutil(value, day_first=day_first), "named"


def _glued(offset: re.Match[str]) -> str:
    return offset[1] or "+00:00"


def _whole_year(year: int) -> int:
    return year + (2000 if year < 69 else 1900 if year < 100 else 0)


def _zero_of(values: Sequence[str], witnesses: Witnesses, mac: bool | None) -> tuple[datetime, str]:
    """Where the day numbers of a file count from, and what the report says of it."""
    if mac is not None:
        return (_MAC_ZERO, _FROM_1904) if mac else (_SERIAL_ZERO, "")
    serials = [row for row, value in enumerate(values) if _serial(value.strip()) is not None]
    votes = {_SERIAL_ZERO: 0, _MAC_ZERO: 0}
    for row in sample(serials):
        times = witnesses(row)
        days = _serial(values[row].strip()) or 0.0
        for zero in votes:
            votes[zero] += near((zero + timedelta(days=days)).date(), times)
    by_1904 = votes[_MAC_ZERO] > 3 * votes[_SERIAL_ZERO]
    return (_MAC_ZERO, _FROM_1904) if by_1904 else (_SERIAL_ZERO, "")


def _serial(value: str) -> float | None:
    """The day number that a spreadsheet left in place of a date, or None."""
    found = _NUMBER.match(value)
    if found is None or len(found[1]) != 5:
        return None
    number = float(value.replace(",", "."))
    return number if _SERIALS[0] <= number <= _SERIALS[1] else None


def _numbered(value: str, digits: int, zero: datetime) -> tuple[datetime, str]:
    serial = _serial(value)
    if serial is not None:
        return zero + timedelta(seconds=round(serial * 86_400)), "serial"
    number = float(value.replace(",", "."))
    if digits in _EPOCH_DIGITS:
        return datetime.fromtimestamp(number / _EPOCH_DIGITS[digits], UTC), "epoch"
    form = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S"}.get(digits)
    if form is None:
        raise ValueError(value)
    return datetime.strptime(value, form), "iso"


def _dated(year: int, month: int, day: int, rest: str | None) -> datetime | None:
    """The datetime of a date and the wording of its time; None where that wording is not plain."""
    if not rest or not rest.strip():
        return datetime(year, month, day)
    time = _TIME.match(rest.strip())
    if time is None:
        return None
    hour = int(time[1])
    if time[4]:
        hour = hour % 12 + (12 if time[4][0] in "pP" else 0)
    return datetime(year, month, day, hour, int(time[2]), int(time[3] or 0), tzinfo=_zone(time[5]))


def _zone(said: str | None) -> tzinfo | None:
    if not said:
        return None
    if said[0] not in "+-":
        return UTC
    offset = timedelta(hours=int(said[1:3]), minutes=int(said[-2:]))
    return timezone(-offset if said[0] == "-" else offset)


def _by_dateutil(value: str, *, day_first: bool) -> datetime:
    one, two = (
        parser.parse(value, dayfirst=day_first, default=blank, tzinfos=_abbreviated)
        for blank in _BLANKS
    )
    if one != two:
        raise ValueError(value)
    return one


def _abbreviated(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))


def joined(date: str, time: str) -> str:
    """The date and time columns of a row as one value; a date that has its time already stays."""
    date, time = date.strip(), time.strip()
    if not date or not time or ":" in date:
        return date
    if _FRACTION.match(time) and _serial(date) is not None:
        return f"{date.partition('.')[0]}.{re.split('[.,]', time)[1]}"
    return f"{date} {time}:00" if time.isdigit() and len(time) < 3 else f"{date} {time}"
