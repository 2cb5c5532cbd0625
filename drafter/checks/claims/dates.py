"""Dates in every form: "Saturday 14 March", "January 8 and 9", "early May", "last June", "on Friday"."""

from collections.abc import Sequence
from datetime import date, timedelta

from drafter.checks.claims.counted import heads
from drafter.checks.claims.numbers import low
from drafter.checks.claims.synonyms import PLAIN
from drafter.checks.claims.value import Day, Value
from drafter.checks.claims.words import Token

Words = Sequence[Token]

_NAMES = (
    "january february march april may june july august september october november december".split()
)
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEK = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAYS = {name: number for number, name in enumerate(_WEEK)}
_WEEKDAYS |= {f"{name}s": number for name, number in _WEEKDAYS.items()}
_WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
              "sat": 5, "sun": 6}  # fmt: skip
_STRETCHES: tuple[tuple[tuple[str, ...], tuple[int, int]], ...] = tuple(
    (tuple(words.split()), stretch)
    for words, stretch in (
        ("early", (1, 10)), ("mid", (10, 20)), ("mid -", (10, 20)), ("late", (20, 31)),
        ("early in", (1, 10)), ("late in", (20, 31)), ("the beginning of", (1, 10)),
        ("the start of", (1, 10)), ("the end of", (25, 31)), ("the middle of", (10, 20)),
        ("the first week of", (1, 7)), ("the first days of", (1, 7)), ("the last week of", (24, 31)),
        ("the second week of", (8, 14)), ("the third week of", (15, 21)), ("the last days of", (25, 31)),
        ("the first half of", (1, 15)), ("the second half of", (15, 31)),
    )
)  # fmt: skip
# The first of the last days of a month.
_LAST_DAYS = 25
_JOINS = ("and", "to", "or", "-", "–", "until", ",", "through")
_SUFFIXES = ("st", "nd", "rd", "th")
_YEAR_LEADS = frozenset(
    "in since from by until during of before after early late mid year spring summer autumn winter"
    " through end and".split()
)


def day(words: Words, at: int, text: str, as_of: date | None) -> Value | None:
    """The date that begins at token `at`, or None. `as_of` is what "yesterday" counts from."""
    return (
        _weekday(words, at, text)
        or _stretch(words, at, text)
        or _day_first(words, at, text)
        or _month_first(words, at, text)
        or _figures(words, at)
        or _relative(words, at, text, as_of)
        or _year(words, at, text)
        or _bare(words, at)
    )


def _value(words: Words, first: int, last: int, said: Day) -> Value:
    return Value(words[first].start, words[last - 1].end, first, last, "day", day=said)


def _named(words: Words, at: int, text: str) -> int | None:
    """The number of the month at `at`; "may" and "march" only with a capital."""
    number = _MONTHS.get(low(words, at))
    return number if number and text[words[at].start].isupper() else None


def _day_of_month(words: Words, at: int) -> tuple[int, int] | None:
    """A day's number and the token after it."""
    if (
        at < len(words)
        and words[at].is_number
        and words[at].low.isascii()
        and words[at].low.isdigit()
    ):
        number = int(words[at].low)
        if 1 <= number <= 31:
            glued = low(words, at + 1) in _SUFFIXES and words[at + 1].start == words[at].end
            return number, at + 1 + glued
    return None


def _year_at(words: Words, at: int) -> tuple[int | None, int]:
    """The year at `at`, perhaps after a comma, and the token after it."""
    last = at + (low(words, at) in (",", "of"))
    if (
        last < len(words)
        and len(word := words[last].low) == 4
        and word.isascii()
        and word.isdigit()
    ):
        return int(word), last + 1
    return None, at


def _weekday(words: Words, at: int, text: str) -> Value | None:
    number = _WEEKDAYS.get(low(words, at))
    if number is None or not text[words[at].start].isupper():
        return None
    last = at + 1
    while (
        low(words, last) in (",", "the", "morning", "afternoon", "evening", "night")
        and last < at + 3
    ):
        last += 1
    rest = _day_first(words, last, text) or _month_first(words, last, text) or _figures(words, last)
    if rest and rest.day.low == rest.day.high and rest.day.low is not None:
        return rest._replace(start=words[at].start, first=at, day=rest.day._replace(weekday=number))
    ordinal = _day_of_month(words, last)
    if ordinal and ordinal[1] == last + 2:
        return _value(words, at, ordinal[1], Day(low=ordinal[0], high=ordinal[0], weekday=number))
    return _value(words, at, at + 1, Day(weekday=number))


_STRETCHED = frozenset(
    word for phrase, _ in _STRETCHES for word in phrase[: 1 + (phrase[0] == "the")]
)


def _stretch(words: Words, at: int, text: str) -> Value | None:
    if low(words, at) not in _STRETCHED:
        return None
    if whole := _year_end(words, at):
        return whole
    for phrase, (begin, end) in _STRETCHES:
        short = phrase[1:] if phrase[0] == "the" and low(words, at) != "the" else phrase
        last = at + len(short)
        if all(low(words, at + n) == part for n, part in enumerate(short)):
            month = _named(words, last, text) if last < len(words) else None
            if month:
                year, after = _year_at(words, last + 1)
                return _value(words, at, after, Day(year, month, begin, end))
    return None


def _year_end(words: Words, at: int) -> Value | None:
    """ "The end of the year"; by then something may be due some days before."""
    if [low(words, at + n) for n in (0, 1, 2, 4)] != ["the", "end", "of", "year"]:
        return None
    due = low(words, at - 1) in ("by", "before")
    this = low(words, at + 3) in ("the", "this")
    return _value(words, at, at + 5, Day(None, 12, 1 if due else _LAST_DAYS, 31)) if this else None


def _day_first(words: Words, at: int, text: str) -> Value | None:
    """ "7 January 2026", "7th of January", and "15" of "15 to 18 February 2026"."""
    read = _day_of_month(words, at)
    if read is None:
        return None
    number, last = read
    here = last + (low(words, last) == "of")
    if here < len(words) and (month := _named(words, here, text)):
        year, after = _year_at(words, here + 1)
        return _value(words, at, after, Day(year, month, number, number))
    following = last
    for _ in range(4):
        if low(words, following) not in _JOINS:
            return None
        following += 1 + (low(words, following) == "," and low(words, following + 1) in _JOINS)
        if low(words, following) in _WEEKDAYS:
            following += 1
        more = _day_of_month(words, following)
        if more is None:
            return None
        following = more[1]
        if following < len(words) and (month := _named(words, following, text)):
            year, _ = _year_at(words, following + 1)
            return _value(words, at, last, Day(year, month, number, number))
    return None


def _month_first(words: Words, at: int, text: str) -> Value | None:
    """ "January 8, 2026", "June 2025", "June", and "9" of "January 8 and 9"."""
    if at >= len(words):
        return None
    month = _named(words, at, text)
    if month is None:
        return _second_day(words, at, text)
    begin = at + 1 + (low(words, at + 1) == "." and len(words[at].low) <= 4)
    read = _day_of_month(words, begin)
    if read and low(words, read[1]) != ":":
        year, after = _year_at(words, read[1])
        return _value(words, at, after, Day(year, month, read[0], read[0]))
    year, after = _year_at(words, at + 1)
    said = Day(year, month)
    if low(words, at - 1) == "before" and low(words, after) not in ("is", "was"):
        said = Day(year and year - (month == 1), (month - 2) % 12 + 1, _LATE, 31)
    return _value(words, at, after, said)._replace(heads=heads(words, after))


# "Before July" may be said of what is due by one of the last days of June.
_LATE = 15


def _second_day(words: Words, at: int, text: str) -> Value | None:
    joined = low(words, at - 1) in ("and", "to", "or", "-", "–", "through") and at >= 3
    if not joined or _day_of_month(words, at - 2) is None:
        return None
    month, read = _named(words, at - 3, text), _day_of_month(words, at)
    if month is None or read is None or low(words, read[1]) == ":":
        return None
    following = low(words, read[1])
    if following[:1].isalnum() and following not in PLAIN:
        return None
    year, after = _year_at(words, read[1])
    return _value(words, at, after, Day(year, month, read[0], read[0]))


def _figures(words: Words, at: int) -> Value | None:
    """ "2026-03-14" and "14/03/2026"."""
    if at + 4 >= len(words) or not (
        words[at].is_number and words[at + 2].is_number and words[at + 4].is_number
    ):
        return None
    parts = [words[at + n].low for n in (0, 2, 4)]
    sign = words[at + 1].low
    if sign != words[at + 3].low or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if sign == "-" and len(parts[0]) == 4:
        year, month, number = (int(part) for part in parts)
    elif sign in "/.":
        number, month, year = (int(part) for part in parts)
        number, month = (month, number) if month > 12 else (number, month)
        year += 2000 if year < 100 else 0
    else:
        return None
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    return _value(words, at, at + 5, Day(year, month, number, number))


def _relative(words: Words, at: int, text: str, as_of: date | None) -> Value | None:
    """ "yesterday", "last June": counted from `as_of`; None where that is not known."""
    word = low(words, at)
    if as_of is None:
        return None
    if word in ("last", "next") and at + 1 < len(words) and (month := _named(words, at + 1, text)):
        past = word == "last"
        year = as_of.year - (past and month >= as_of.month) + (not past and month <= as_of.month)
        return _value(words, at, at + 2, Day(year, month))
    return None


def near_day(words: Words, at: int, as_of: date) -> Value | None:
    """ "today", "yesterday", "tomorrow" at token `at`, counted from `as_of`."""
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(low(words, at))
    if shift is None:
        return None
    meant = as_of + timedelta(days=shift)
    return _value(words, at, at + 1, Day(meant.year, meant.month, meant.day, meant.day))


def _year(words: Words, at: int, text: str) -> Value | None:
    year, last = _year_at(words, at)
    if year is None or last != at + 1 or not 1900 <= year <= 2100:
        return None
    following = low(words, last)
    counted = following[:1].isalpha() and following not in PLAIN
    counted = counted and text[words[last].start].islower()
    if low(words, at - 1) not in _YEAR_LEADS or counted:
        return None
    return _value(words, at, last, Day(year))


def _bare(words: Words, at: int) -> Value | None:
    """ "the 15th", where no thing is counted by it."""
    read = _day_of_month(words, at)
    if read is None or read[1] != at + 2 or low(words, at - 1) != "the":
        return None
    following = low(words, read[1])
    if following == "-" or (following[:1].isalpha() and following not in PLAIN):
        return None
    return _value(words, at, read[1], Day(low=read[0], high=read[0]))


def same_day(fact: Day, said: Day) -> bool:
    """Whether what was said of a day is true of the fact's: coarser may be said, finer may not."""
    if said.year is not None and fact.year != said.year:
        return False
    if said.month is not None and fact.month != said.month:
        return False
    if said.low is not None and not _within(fact, said):
        return False
    return said.weekday is None or _weekday_of(fact) == said.weekday


def _within(fact: Day, said: Day) -> bool:
    if fact.low is None or fact.high is None or said.low is None or said.high is None:
        return False
    return said.low <= fact.low and fact.high <= said.high


def _weekday_of(fact: Day) -> int | None:
    if fact.weekday is not None:
        return fact.weekday
    exact = fact.exact
    return exact.weekday() if exact else None


def dated(values: Sequence[Value], year: int | None) -> list[Value]:
    """The values with years filled in: that of the next date said, else the last one, else `year`."""
    known = [value.day.year for value in values if value.kind == "day"]
    result, at = [], 0
    for value in values:
        if value.kind != "day":
            result.append(value)
            continue
        said = value.day
        if said.year is None and said.month is not None:
            after = [one for one in known[at:] if one]
            before = [one for one in known[:at] if one]
            guess = after[0] if after else before[-1] if before else year
            value = value._replace(day=said._replace(year=guess))
        at += 1
        result.append(value)
    return result
