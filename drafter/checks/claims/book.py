"""What the ledger says, read once: facts with their values, clauses and vocabulary."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from drafter.checks.claims.around import NOWHERE, Around, around, said_until
from drafter.checks.claims.dates import dated
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Clause, Reading, read
from drafter.checks.claims.relative import relative_days
from drafter.checks.claims.unsaid import unsaid
from drafter.checks.claims.value import Day, Value
from drafter.checks.claims.words import concepts, strong, tokens
from drafter.checks.sentences import sentences
from drafter.model.brief import Ledger


class Entry(NamedTuple):
    """A value in a fact, the concepts of the clause around it, and what stands around it."""

    value: Value
    near: frozenset[str]
    after: frozenset[str] = frozenset()
    around: Around = NOWHERE


class Source:
    """A fact (or a citable passage) as the checks read it."""

    def __init__(
        self,
        name: str,
        reading: Reading,
        year: int | None,
        event: Day | None = None,
        *,
        passage: bool = False,
    ):
        self.name = name
        self._event = event
        self.passage = passage
        self.reading = reading
        self.concepts: frozenset[str] = frozenset(
            one.name for clause in self.reading.clauses for one in clause.concepts
        )
        self.entries: tuple[Entry, ...] = tuple(self._entries(year))

    def _entries(self, year: int | None) -> Iterable[Entry]:
        values = _zoned(dated(self.reading.values, year))
        values = [_exact(one, self.reading) for one in values]
        if self._event and not any(one.kind == "day" for one in values):
            words, cuts = self.reading.words, self.reading.sentences
            values += list(relative_days(words, (), cuts, self._event))
        for value in (*values, *unsaid(self.reading)):
            clause = self.reading.clause_of(value)
            near = clause.names if clause else frozenset[str]()
            after = predicate(value, self.reading)
            about = near if len(near) > 1 else self.concepts
            yield Entry(value, about, after, around(value, self.reading, self.concepts))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the source, lower case, without a genitive's ending."""
        return frozenset(word.low.removesuffix("'s") for word in self.reading.words)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.reading.clauses if clause.concepts)


def predicate(value: Value, reading: Reading) -> frozenset[str]:
    """What is said of a number: the concepts after it, up to the next number or the clause's end."""
    clause = reading.clause_of(value)
    if clause is None:
        return frozenset()
    said = strong(reading.words, value.last, said_until(value, reading, clause))
    return frozenset(one.name for one in said).difference(value.heads)


def _exact(value: Value, reading: Reading) -> Value:
    """A time of a fact in hours and minutes is that of 24 hours: 11:15 is not at night."""
    first = value.kind == "clock" and reading.words[value.first].low
    colon = first and len(first) == _TWO and low(reading.words, value.first + 1) == ":"
    return value._replace(others=()) if colon else value


_TWO = 2


def _zoned(values: list[Value]) -> list[Value]:
    """A zone said once goes for the other times of the fact too."""
    zones = {value.unit for value in values if value.kind == "clock" and value.unit}
    if len(zones) != 1:
        return values
    zone = zones.pop()
    return [one._replace(unit=one.unit or zone) if one.kind == "clock" else one for one in values]


class Book:
    """The ledger: `confirmed` sources, `loose` ones, the free names, and the day of writing."""

    def __init__(self, ledger: Ledger):
        self.explicit = _day(ledger.as_of)
        held = [(fact, read(fact.text)) for fact in ledger.facts]
        sure = [reading for fact, reading in held if fact.confirmed]
        year = self.explicit.year if self.explicit else _year(sure)
        self.facts = ledger.by_id()
        # "The next morning" of a fact without a day is that of the first day that the ledger names.
        days = (value.day for one in sure for value in one.values if value.kind == "day")
        event = next((day for day in days if day.month and day.low == day.high), None)
        made = [(fact, Source(fact.id, one, year, event)) for fact, one in held]
        self.confirmed = tuple(one for fact, one in made if fact.confirmed)
        self.loose = tuple(one for fact, one in made if not fact.confirmed)
        self.as_of = self.explicit or self._latest()
        self.names = tuple(name for name in (ledger.organisation, *ledger.names) if name)
        self.free_words = frozenset(
            word.low.removesuffix("'s") for name in self.names for word in tokens(name)
        )
        self.free = frozenset(one.name for one in concepts(tokens(" ".join(self.names))))
        self.own_words = frozenset(
            word.low.removesuffix("'s") for word in tokens(ledger.organisation or "")
        )
        self.own = frozenset(
            one.name for one in concepts(tokens(ledger.organisation)) if ledger.organisation
        )

    def _latest(self) -> date | None:
        days = (entry.value.day.exact for source in self.confirmed for entry in source.entries)
        return max((day for day in days if day), default=None)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every concept that a confirmed fact holds."""
        return frozenset().union(*(source.concepts for source in self.confirmed))

    @cached_property
    def held(self) -> Counter[str]:
        """In how many confirmed facts each concept stands."""
        return Counter(name for source in self.confirmed for name in source.concepts)

    @cached_property
    def loose_only(self) -> frozenset[str]:
        """The concepts that only facts which are not confirmed hold."""
        loose = frozenset[str]().union(*(source.concepts for source in self.loose))
        return loose - self.vocabulary - self.free


@lru_cache(maxsize=16)
def book(ledger: Ledger) -> Book:
    """The ledger, read; kept for the next text that is checked against it."""
    return Book(ledger)


@lru_cache(maxsize=256)
def passage(name: str, text: str) -> tuple[Source, ...]:
    """A citable passage, read sentence by sentence; kept for the next text that is checked.

    Each sentence and list item is a source of its own: what two of them share carries nothing.
    """
    spans = [(start, end) for start, end in sentences(text) if not _heading(text, start)]
    said = (" ".join(text[start:end].split()) for start, end in spans)
    return tuple(Source(name, read(one), None, passage=True) for one in said)


def _heading(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line.strip().startswith("#")


def _day(as_of: datetime | date | None) -> date | None:
    return as_of.date() if isinstance(as_of, datetime) else as_of


def _year(readings: Iterable[Reading]) -> int | None:
    """The latest year that a confirmed fact names, for its days without one."""
    days = (one.day for reading in readings for one in reading.values if one.kind == "day")
    return max((day.year for day in days if day.year), default=None)
