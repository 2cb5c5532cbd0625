"""What follows from the values of a ledger: sums, rests, shares, products, lengths, days, times of day.

Everything that two values give is worked out once for a ledger. Most of it means nothing: whether a
text may say it is decided elsewhere, by what its clause is about.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from drafter.checks.claims.book import Entry, Source
from drafter.checks.claims.clocks import same_time
from drafter.checks.claims.dates import same_day
from drafter.checks.claims.measures import MEASURED
from drafter.checks.claims.moments import ends, lengths, moved_days, moved_times
from drafter.checks.claims.unsaid import ARTICLE
from drafter.checks.claims.value import Kind, Value, fits, near

_COUNTED = ("number", "ordinal")


class Result(NamedTuple):
    """What two values give: `value` as a text could say it, by the operation `how`."""

    value: Value
    how: str
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]

    @property
    def one(self) -> bool:
        """Whether both values are of one fact."""
        return len({id(source) for source in self.sources}) == 1


class Held(NamedTuple):
    """A value of a fact."""

    source: Source
    entry: Entry

    @property
    def value(self) -> Value:
        return self.entry.value


@lru_cache(maxsize=16)
def results(sources: tuple[Source, ...]) -> dict[Kind, tuple[Result, ...]]:
    """All that follows from two values of the sources, by kind."""
    held = [Held(source, entry) for source in sources for entry in source.entries]
    made: dict[Kind, list[Result]] = {}
    for one in _all(held):
        made.setdefault(one.value.kind, []).append(one)
    return {kind: tuple(every) for kind, every in made.items()}


def _all(held: Sequence[Held]) -> Iterator[Result]:
    yield from _sums([one for one in held if one.value.kind in _COUNTED], "number")
    yield from _sums([one for one in held if one.value.kind == "money"], "money")
    yield from _shares([one for one in held if one.value.kind in _COUNTED])
    yield from _shares([one for one in held if one.value.kind == "money"])
    yield from _products(held)
    yield from _lengths(held)
    yield from _moved(held)


def _sums(held: Sequence[Held], kind: Kind) -> Iterator[Result]:
    for first, second in combinations(held, 2):
        one, other = first.value, second.value
        if one.unit != other.unit and not _single(first, second):
            continue
        if measured(one) != measured(other) or (measured(one) and one.heads != other.heads):
            continue
        heads = one.heads if one.heads == other.heads else ()
        plain = Value(0, 0, 0, 0, kind, unit="" if kind == "number" else one.unit, heads=heads)
        if not _together(first, second) or _unlike(first, second):
            continue
        yield _made(plain._replace(amount=one.amount + other.amount), "sum", first, second)
        if one.amount != other.amount:
            rest = plain._replace(amount=abs(one.amount - other.amount))
            yield _made(rest, "rest", first, second)


def _single(first: Held, second: Held) -> bool:
    """Whether one of two numbers of a fact is "one": "nine passengers and one of the crew"."""
    words = first.source.reading.words
    same = first.source is second.source
    one = second if second.value.unit == ARTICLE else first
    return same and one.value.unit == ARTICLE and words[one.value.first].low == "one"


def _unlike(first: Held, second: Held) -> bool:
    """Whether two facts count two things: pharmacies and packs have no sum."""
    mine, theirs = {*first.value.heads}, {*second.value.heads}
    apart = first.source is not second.source
    return apart and bool(mine and theirs) and mine.isdisjoint(theirs)


def _together(first: Held, second: Held) -> bool:
    articles = ARTICLE in (first.value.unit, second.value.unit)
    return not articles or (_single(first, second) and first.value.unit != second.value.unit)


def measured(value: Value) -> bool:
    """Whether an amount is of a measure, as 10 mg: not a number of things."""
    return bool(value.heads) and value.heads[0] in MEASURED


def _made(value: Value, how: str, *held: Held) -> Result:
    return Result(value, how, tuple(one.entry for one in held), tuple(one.source for one in held))


def _shares(held: Sequence[Held]) -> Iterator[Result]:
    totals = {one.value.amount for one in held}
    for first, second in combinations(held, 2):
        part, whole = sorted((first, second), key=lambda one: one.value.amount)
        one, other = part.value, whole.value
        articles = ARTICLE in (one.unit, other.unit)
        if not 0 < one.amount < other.amount or articles or one.unit != other.unit:
            continue
        if measured(one) != measured(other):
            continue
        plain = Value(0, 0, 0, 0, "share", heads=one.heads or other.heads)
        share = one.amount / other.amount
        yield _made(plain._replace(amount=share), "share", part, whole)
        yield _made(plain._replace(amount=1 - share), "other share", part, whole)
        grouped = one.amount / (one.amount + other.amount)
        if _group(first, second, totals):
            yield _made(plain._replace(amount=grouped), "part", part, whole)
            yield _made(plain._replace(amount=1 - grouped), "part", part, whole)


def _group(first: Held, second: Held, totals: Set[float]) -> bool:
    """Whether two numbers are the parts of one group: "22 returned and five used", "the other five"."""
    words = first.source.reading.words
    if first.value.amount + second.value.amount in totals:
        return True
    if first.source is not second.source:
        others = (one.source.reading.words[: one.value.first][-1:] for one in (first, second))
        return any(before and before[0].low in _OTHERS for before in others)
    between = [word.low for word in words[first.value.last : second.value.first]]
    return bool(between) and (between[-1] in _OTHERS or _joins(between))


def _joins(between: Sequence[str]) -> bool:
    return "and" in between[-_JOINED:] and "of" not in between


_JOINED = 2
_OTHERS = ("other", "remaining")


def _products(held: Sequence[Held]) -> Iterator[Result]:
    counts = [one for one in held if one.value.kind == "number" and one.value.amount > 1]
    for price in (one for one in held if one.value.kind == "money"):
        for count in (*counts, *(one for one in held if one.value.unit == "mo")):
            total = price.value._replace(amount=price.value.amount * count.value.amount, key="")
            yield _made(total, "product", price, count)
    for share in (one for one in held if one.value.kind == "share"):
        for count in counts:
            amount = share.value.amount * count.value.amount
            if count.value.amount >= _PARTS and abs(amount - round(amount)) < _WHOLE * amount:
                part = count.value._replace(amount=round(amount), relation="")
                yield _made(part, "product", share, count)


_PARTS, _WHOLE = 8, 0.02


def _lengths(held: Sequence[Held]) -> Iterator[Result]:
    points = [
        (ends(one.entry, one.source), one)
        for one in held
        if one.value.kind in ("day", "clock") and not _weekly(one.value)
    ]
    for (mine, first), (theirs, second) in combinations(points, 2):
        if first.value.kind == second.value.kind or first.source is not second.source:
            for length in lengths(mine, theirs, within=first.source is second.source):
                yield _made(length, "between", first, second)
    for one in held:
        low, high = one.value.day.low, one.value.day.high
        if low and high and high > low:
            stretch = Value(0, 0, 0, 0, "duration", unit="s", amount=(high - low + 1) * 86_400.0)
            yield _made(stretch, "between", one)
    yield from _spans([one for one in held if one.value.kind == "duration"])


def _weekly(value: Value) -> bool:
    return value.kind == "day" and value.day.low is None and value.day.year is None


def _spans(held: Sequence[Held]) -> Iterator[Result]:
    """Sums and differences of two lengths of one fact; a month for 30 days."""
    for first, second in combinations(held, 2):
        one, other = first.value, second.value
        if first.source is second.source and one.unit == other.unit:
            plain = one._replace(relation="")
            yield _made(plain._replace(amount=one.amount + other.amount), "sum", first, second)
            gap = abs(one.amount - other.amount)
            yield _made(plain._replace(amount=gap), "rest", first, second)
    for only in held:
        value = only.value
        days = value.amount / 86_400
        if value.unit == "s" and days >= _MONTH[0]:
            months = [n for n in range(1, 13) if _MONTH[0] * n <= days <= _MONTH[1] * n]
            for number in months[:1]:
                yield _made(value._replace(unit="mo", amount=float(number)), "same", only)
        if value.unit == "mo":
            for month in (28, 30, 31):
                amount = value.amount * month * 86_400.0
                yield _made(value._replace(unit="s", amount=amount), "same", only)


_MONTH = (28, 31)


def _moved(held: Sequence[Held]) -> Iterator[Result]:
    """Days and times that are a length of the ledger before or after one that it names."""
    spans = [one for one in held if one.value.kind == "duration"]
    for one in held:
        for span in spans:
            near = one.source is span.source
            if one.value.kind == "clock" and near:
                for minutes in moved_times(one.value, span.value):
                    yield _made(one.value._replace(amount=minutes, others=()), "moved", one, span)
            if one.value.kind == "day":
                for day in moved_days(one.value.day, span.value):
                    yield _made(one.value._replace(day=day), "moved", one, span)


_STEPS = {
    "s": (604_800.0, 86_400.0, 3_600.0, 1_800.0, 900.0, 300.0, 60.0, 1.0),
    "mo": (12.0, 6.0, 1.0),
}
_TENS = (1e6, 1e5, 1e4, 1e3, 100.0, 10.0, 1.0)
_SPAN = 0.3


def chance(said: Value, every: Iterable[Result]) -> float:
    """How likely a random amount as round as the one said, and as large, follows from a ledger too."""
    steps = _STEPS.get(said.unit, _TENS)
    step = next((one for one in steps if said.amount % one == 0), steps[-1])
    span = _SPAN * abs(said.amount)
    reached = {
        round(one.value.amount / step)
        for one in every
        if one.value.unit == said.unit and abs(one.value.amount - said.amount) <= span + step / 2
    }
    return min(1.0, len(reached) / (2 * span / step + 1))


# How far a share or a length said in round words may be from what follows, as shares of it.
_SHARE, _ROUND, _HALF_HOUR, _MONTHS = 0.02, 0.02, 1_800.0, 0.35


def gives(result: Result, said: Value) -> bool:
    """Whether what follows from two values makes true what was said."""
    made = result.value
    if made.kind != said.kind or (said.unit and made.unit != said.unit):
        return False
    if said.kind == "day":
        return same_day(made.day, said.day)
    if said.kind == "clock":
        return same_time(made, said)
    if said.kind == "share":
        return _fair(made.amount, said)
    if is_it(made.amount, said):
        return True
    if said.kind != "duration" or said.relation:
        return False
    if said.unit == "mo":
        return made.step < 1 and abs(made.amount - said.amount) <= _MONTHS
    halves = (
        said.amount % _HALF_HOUR == 0 and abs(made.amount - said.amount) <= _ROUND * made.amount
    )
    return result.one and halves


def _fair(share: float, said: Value) -> bool:
    if said.relation == "":
        return near(share, said.amount, said.step / 2 if said.step < 0.05 else _SHARE)
    return fits(share, said) or (said.relation == "about" and near(share, said.amount, _SHARE))


def is_it(truth: float, said: Value) -> bool:
    return near(truth, said.amount) or fits(truth, said)
