"""A value in a text, and when one value carries another: the arithmetic of "about" and "more than"."""

from datetime import date
from typing import Literal, NamedTuple

from drafter.model.finding import ClaimType

Kind = Literal[
    "number", "ordinal", "share", "ratio", "money", "duration", "clock", "day", "contact", "name"
]
Relation = Literal["", "about", "below", "beyond", "above", "least", "less", "most"]

TYPES: dict[Kind, ClaimType] = {
    "number": "number", "ordinal": "number", "share": "percent", "ratio": "number",
    "money": "money", "duration": "time", "clock": "time", "day": "date", "contact": "contact",
    "name": "name",
}  # fmt: skip


class Day(NamedTuple):
    """A day or a stretch of one month, as far as it is said. `low` to `high` are days of the month."""

    year: int | None = None
    month: int | None = None
    low: int | None = None
    high: int | None = None
    weekday: int | None = None

    @property
    def exact(self) -> date | None:
        """The one day meant, where year, month and day are said."""
        if self.year is None or self.month is None or self.low is None or self.low != self.high:
            return None
        try:
            return date(self.year, self.month, self.low)
        except ValueError:
            return None


class Value(NamedTuple):
    """A value at `text[start:end]`, tokens `first` to `last` (exclusive).

    `amount` is in units of `unit` (a currency; "s" seconds, "wd" working days, "mo" months for a
    duration; minutes after midnight in UTC where `unit` is "utc", else of local time, for a clock).
    `step` is how finely the amount was said: 100 for "1,200". `heads` are the concepts counted.
    `others` are further readings of the amount: eight in the morning or in the evening; `days` those
    of the day: "the next day" after either of two.
    """

    start: int
    end: int
    first: int
    last: int
    kind: Kind
    amount: float = 0.0
    relation: Relation = ""
    step: float = 1.0
    unit: str = ""
    heads: tuple[str, ...] = ()
    others: tuple[float, ...] = ()
    day: Day = Day()
    days: tuple[Day, ...] = ()
    key: str = ""
    sort: ClaimType | None = None

    @property
    def type(self) -> ClaimType:
        return self.sort or TYPES[self.kind]


_BOUNDS = ("above", "least", "less", "most")
# A highest reading is a reading: "up to 11.5 °C" carries "it reached 11.5 °C".
_DEGREES = ("degree",)
_FAR = 1.5
_NEAR = 0.1


def near(first: float, second: float, slack: float = 1e-6) -> bool:
    return abs(first - second) <= slack + 1e-9 * abs(second)


def carries(fact: Value, said: Value) -> bool:
    """Whether the amount of `fact` makes the amount that was `said` true and fair.

    "About" allows for half a step of its own rounding, at most a tenth; "nearly" and "just over"
    for a tenth on their side; "more than" for half as much again: a larger gap misleads.
    """
    if near(said.amount, fact.amount):
        if fact.relation == "most" and fact.heads == _DEGREES:
            return True
        return _same(fact.relation, said.relation, said.kind)
    if fact.relation in _BOUNDS:
        return _bounded(fact, said)
    return fits(fact.amount, said)


def _same(fact: Relation, said: Relation, kind: Kind) -> bool:
    if fact == said or kind in ("duration", "clock", "day"):
        return True
    if said == "about" or (said == "" and fact not in _BOUNDS):
        return True
    return (said, fact) in (("least", ""), ("most", ""), ("least", "above"), ("most", "less"),
                            ("below", "less"), ("beyond", "above"), ("above", "beyond"),
                            ("less", "below"))  # fmt: skip


def _bounded(fact: Value, said: Value) -> bool:
    up = fact.relation in ("above", "least")
    if not up and said.kind in ("money", "duration"):
        return False  # who gets up to £200 is not told "up to £300"
    if said.relation in (("above", "least") if up else ("less", "most")):
        low, high = sorted((said.amount, fact.amount))
        return (said.amount < fact.amount) == up and high <= _FAR * low
    return False


def fits(truth: float, said: Value) -> bool:
    """Whether an exact `truth` other than the amount itself fits what was said of it."""
    amount, relation = said.amount, said.relation
    gap = truth - amount
    if relation == "about":
        return abs(gap) <= min(said.step / 2, _NEAR * amount) + 1e-9
    if relation == "below":
        return -_NEAR * amount - 1e-9 <= gap < 0
    if relation == "beyond":
        return 0 < gap <= _NEAR * amount + 1e-9
    if relation in ("above", "least"):
        return 0 < gap <= (_FAR - 1 if said.kind != "share" else 0.2) * amount
    if relation in ("less", "most"):
        return 0 < -gap <= amount * (1 - 1 / _FAR)
    return False
