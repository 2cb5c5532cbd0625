"""How many small changes to a value that make it false are flagged, and how many harmless ones wrongly.

    python benchmarks/changes.py FILE.jsonl ... [--embedder] [--misses]

The files are those of `benchmarks/claims.py`; no label is used. From each clean draft new drafts are
made, each with one value changed: a digit, a weekday, hours for days, an hour more, another month, one
more of a small number (false); digits in words, 24 hours as 12, rounded with "about", the month first,
days as weeks (true). Only values that are carried before the change are changed.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from claims import Row, flags, ledger, read
from swaps import desk_embedder

from drafter.checks.claims.book import book
from drafter.checks.claims.reading import read as reading_of
from drafter.checks.claims.value import Value
from drafter.llm import Embedder

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_UNITS = {"second": "minute", "minute": "hour", "hour": "day", "day": "week", "week": "month",
          "month": "year", "year": "month"}  # fmt: skip


class Change(NamedTuple):
    """A draft in which `text[start:end]` was changed in a way called `name`."""

    text: str
    start: int
    end: int
    name: str
    false: bool


def changes(row: Row, chance: random.Random) -> Iterator[Change]:
    text, kept = row["clean"], book(ledger(row))
    reading = reading_of(text, kept.as_of, today=kept.explicit is not None)
    before, _ = flags(text, ledger(row), None)
    for value in reading.values:
        if any(one.start < value.end and value.start < one.end for one in before):
            continue
        start = reading.words[value.first].start
        said = text[start : value.end]
        for name, words, false in _changed(value, said, chance):
            made = text[:start] + words + text[value.end :]
            yield Change(made, start, start + len(words), name, false)


def _changed(value: Value, said: str, chance: random.Random) -> Iterator[tuple[str, str, bool]]:
    made = {
        "number": _number, "money": _number, "share": _number, "day": _day, "clock": _clock,
        "duration": _duration, "contact": _contact,
    }.get(value.kind)  # fmt: skip
    if made is not None:
        yield from made(value, said, chance)


def _number(value: Value, said: str, chance: random.Random) -> Iterator[tuple[str, str, bool]]:
    places = [n for n, sign in enumerate(said) if sign.isdigit()]
    if places:
        at = places[0] if len(places) < 3 else chance.choice(places[:2])
        digit = chance.choice([d for d in "123456789" if d != said[at]])
        yield f"{value.kind}: a digit", said[:at] + digit + said[at + 1 :], True
        plain = said.replace(",", "")
        if value.kind == "number" and plain.isdigit():
            yield from _figures(int(plain))
    elif said.lower() in _ONES[2:]:
        amount = _ONES.index(said.lower())
        yield (
            f"{value.kind}: a word",
            _ONES[amount + chance.choice((1, 2)) if amount < 18 else 5],
            True,
        )
        yield "in figures", str(amount), False


def _figures(amount: int) -> Iterator[tuple[str, str, bool]]:
    if 2 <= amount <= 99:
        yield "in words", spelled(amount), False
    if amount > 99:
        size = 10 ** (len(str(amount)) - 2)
        rounded = round(amount / size) * size
        if rounded != amount:
            yield "about", f"about {rounded:,}", False
        if amount - amount // size * size > 0:
            yield "more than", f"more than {amount // size * size:,}", False
        yield "about, false", f"about {(amount // size + 3) * size:,}", True


def spelled(amount: int) -> str:
    if amount < 20:
        return _ONES[amount]
    rest = f"-{_ONES[amount % 10]}" if amount % 10 else ""
    return _TENS[amount // 10] + rest


def _day(value: Value, said: str, chance: random.Random) -> Iterator[tuple[str, str, bool]]:
    day, low = value.day, value.day.low
    if day.month is None or low is None or low != day.high or str(low) not in said:
        if day.weekday is not None and low is None and said in _WEEK:
            yield "weekday alone", _WEEK[(day.weekday + chance.randint(1, 6)) % 7], True
        return
    month = _MONTHS[day.month - 1]
    if month not in said:
        return
    other = (low + chance.choice((1, 2, 3, 5, 8)) - 1) % 28 + 1
    if day.weekday is None:
        yield "day: of the month", said.replace(str(low), str(other), 1), True
        yield "the month first", f"{month} {low}", False
        yield "day with th", f"the {low}{_suffix(low)} of {month}", False
    else:
        name = next((one for one in _WEEK if one in said), "")
        yield "day: its weekday", said.replace(name, _WEEK[(day.weekday + 2) % 7]), bool(name)
        moved = _moved(day.weekday, low, 7)
        if name and moved:
            yield "day: a week later", said.replace(str(low), str(moved), 1), True
    yield "day: its month", said.replace(month, _MONTHS[day.month % 12]), True


def _moved(weekday: int, low: int, days: int) -> int:
    return low + days if low + days <= 28 else low - days


def _suffix(low: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(low % 10 if low not in (11, 12, 13) else 0, "th")


def _clock(value: Value, said: str, chance: random.Random) -> Iterator[tuple[str, str, bool]]:
    digits = [n for n, sign in enumerate(said) if sign.isdigit()]
    hours, minutes = divmod(int(value.amount), 60)
    if digits and not value.others:
        later = (hours + chance.choice((1, 2, 3))) % 24
        yield "clock: an hour", f"{later:02}:{minutes:02}", True
        half = "am" if hours < 12 else "pm"
        yield "12 hours", f"{hours % 12 or 12}.{minutes:02}{half}", False
        yield "24 hours", f"{hours:02}:{minutes:02}", False
    if said.lower() in _ONES[1:13]:
        yield "clock: a word", _ONES[int(value.amount / 60) % 12 + 1], True


def _duration(value: Value, said: str, chance: random.Random) -> Iterator[tuple[str, str, bool]]:
    words = said.split()
    unit = words[-1].rstrip("s")
    if unit in _UNITS and len(words) > 1:
        more = _UNITS[unit] + ("s" if words[-1].endswith("s") else "")
        yield "duration: its unit", " ".join((*words[:-1], more)), True
    first = words[0].lower()
    amount = int(first) if first.isdigit() else _ONES.index(first) if first in _ONES[2:] else 0
    if amount:
        other = amount + chance.choice((1, 2, 3))
        yield "duration: its number", " ".join((str(other), *words[1:])), True
        written = spelled(amount) if first.isdigit() and amount < 100 else str(amount)
        yield "duration in words", " ".join((written, *words[1:])), False
        if unit == "week" and len(words) == 2:
            yield "weeks as days", f"{7 * amount} days", False
        if unit == "day" and len(words) == 2 and amount % 7 == 0:
            yield "days as weeks", f"{spelled(amount // 7)} week{'s' * (amount > 7)}", False


def _contact(value: Value, said: str, chance: random.Random) -> Iterator[tuple[str, str, bool]]:
    if value.key.startswith("phone"):
        places = [n for n, sign in enumerate(said) if sign.isdigit()]
        at = places[-chance.randint(1, 4)]
        yield "contact: a digit", said[:at] + str((int(said[at]) + 1) % 10) + said[at + 1 :], True
    else:
        at = chance.randint(1, max(len(said) // 2 - 1, 1))
        yield "contact: a letter", said[:at] + said[at + 1 :], True


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--embedder", action="store_true", help="with the desk's embedder")
    asked.add_argument("--misses", action="store_true", help="list what was judged wrongly")
    options = asked.parse_args()
    embedder = desk_embedder() if options.embedder else None
    rows = [row for path in options.files for row in read(path)]
    print(*report(rows, embedder, options.misses), sep="\n")


def report(rows: Sequence[Row], embedder: Embedder | None, misses: bool) -> Iterator[str]:
    chance = random.Random(7)
    made, hit = Counter[tuple[bool, str]](), Counter[tuple[bool, str]]()
    for row in rows:
        for one in changes(row, chance):
            found, _ = flags(one.text, ledger(row), embedder)
            flagged = any(f.start < one.end and one.start < f.end for f in found)
            for name in (one.name, "all"):
                made[one.false, name] += 1
                hit[one.false, name] += flagged
            if misses and flagged != one.false:
                at = max(0, one.start - 70)
                before, after = one.text[at : one.start], one.text[one.end : one.end + 60]
                words = one.text[one.start : one.end]
                yield f"{row['id']} {one.name}: ...{before}[{words}]{after}"
    for false in (True, False):
        yield "false, flagged:" if false else "true, flagged:"
        for kind, name in sorted(made):
            if kind == false:
                yield f"{name:22}{made[kind, name]:6}{hit[kind, name] / made[kind, name]:8.1%}"


if __name__ == "__main__":
    main()
