"""How far the ledger explains what a clause says: its words, each with a weight, against each fact."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.claims.book import Book, Source
from drafter.checks.claims.common import weight
from drafter.checks.claims.forms import Form, has, is_negative, unsure
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.support import ALL, DENYING
from drafter.checks.claims.words import WEAK_STEMS, concepts, stem

# What a word that says little of any case counts, and one of the free names.
_WEAK, _FREE = 0.3, 0.5
# What a value, or a name, of a fact in the clause adds to its share of words.
_VALUED, _NAMED = 0.25, 0.1
# Stems that begin alike are of one family: "sterilise" and "steriliser".
_FAMILY = 5

_LIMITS = frozenset("until unless before if once when after while".split())
_LIMITING = _LIMITS | {"only", "earliest", "except"}
_OPEN = frozenset("will until if unless planned".split())


class Word(NamedTuple):
    """What one word of a clause means, where it stands, and how much it tells."""

    name: str
    sign: int
    first: int
    weight: float
    weak: bool


class Held(NamedTuple):
    """A fact, the words of the clause that it explains, and their share by weight, 0 to 1."""

    source: Source
    names: frozenset[str]
    share: float


class Explained(NamedTuple):
    """The words of a clause, and the facts that explain them, the best first."""

    words: tuple[Word, ...]
    total: float
    held: tuple[Held, ...]
    loose: tuple[Held, ...]

    @property
    def best(self) -> Held | None:
        return self.held[0] if self.held else None

    @property
    def share(self) -> float:
        """The share of the words that the best fact explains."""
        return self.held[0].share if self.held else 0.0

    @property
    def names(self) -> frozenset[str]:
        """What any confirmed fact explains."""
        return frozenset().union(*(one.names for one in self.held))

    def unheld(self) -> list[Word]:
        """The words that no confirmed fact has."""
        names = self.names
        return [one for one in self.words if one.name not in names]

    def scattered(self) -> list[Word]:
        """The words that other facts have, and the best one has not."""
        best = self.best.names if self.best else frozenset()
        return [one for one in self.words if one.name in self.names and one.name not in best]


class Traits(NamedTuple):
    """What a fact is like as a whole."""

    families: frozenset[str]
    universal: bool
    limited: bool


@lru_cache(maxsize=512)
def traits(source: Source) -> Traits:
    words = source.reading.words
    return Traits(
        frozenset(name[:_FAMILY] for name in source.concepts if len(name) >= _FAMILY),
        has(words, 0, len(words), ALL) is not None,
        any(word.low in _LIMITING for word in words),
    )


def explained(
    form: Form,
    reading: Reading,
    kept: Book,
    passages: Sequence[Source],
    values: Iterable[Source],
    named: Iterable[Source],
) -> Explained:
    """`values` and `named` are the sources that carry a value, or a name, in the clause."""
    words = tuple(_words(form, reading, kept))
    total = sum(one.weight for one in words)
    lift = {id(one): _NAMED for one in named}
    lift |= {id(one): _VALUED for one in values}
    held = [_held(one, words, total) for one in (*kept.confirmed, *passages)]
    loose = [_held(one, words, total) for one in kept.loose]
    held.sort(key=lambda one: -one.share - lift.get(id(one.source), 0.0))
    loose.sort(key=lambda one: -one.share)
    return Explained(words, total, tuple(held), tuple(loose))


def _words(form: Form, reading: Reading, kept: Book) -> Iterable[Word]:
    words = reading.words
    taken = {
        at for one in reading.values if one.kind != "name" for at in range(one.first, one.last)
    }
    seen: set[str] = set()
    for one in concepts(words, form.first, form.last):
        if one.first in taken or one.name in kept.own or one.name in seen:
            continue
        seen.add(one.name)
        weak = one.last - one.first == 1 and stem(words[one.first].low) in WEAK_STEMS
        share = weight(one.name) * (_WEAK if weak else 1.0)
        if one.name in kept.free:
            share *= _FREE
        yield Word(one.name, one.sign, one.first, share, weak)


def _held(source: Source, words: Sequence[Word], total: float) -> Held:
    names = frozenset(one.name for one in words if _knows(source, one.name))
    share = sum(one.weight for one in words if one.name in names)
    return Held(source, names, share / total if total else 0.0)


def _knows(source: Source, name: str) -> bool:
    if name in source.concepts:
        return True
    return len(name) >= _FAMILY and name[:_FAMILY] in traits(source).families


def limited(form: Form, reading: Reading) -> bool:
    """Whether the clause has a condition or a limit of its own."""
    return any(word.low in _LIMITING for word in reading.words[form.first : form.last])


class Against(NamedTuple):
    """How the nearest clause of the best fact, and denials elsewhere, stand to an assertion."""

    negative: bool = False
    open: bool = False
    unsure: bool = False
    flipped: bool = False
    denied: bool = False
    known: bool = False


def against(form: Form, reading: Reading, found: Explained) -> Against:
    best = found.best
    if best is None:
        return Against()
    clauses = best.source.clauses
    clause = max(clauses, key=lambda one: len(one.names & best.names), default=None)
    if clause is None:
        return Against()
    its = best.source.reading
    near = its.words[clause.first : clause.last]
    return Against(
        is_negative(its.words, clause.first, clause.last),
        any(word.low in _OPEN for word in near),
        unsure(its, clause.first, clause.last),
        any(_flipped(found.words, one) for one in found.held[:2]),
        form.negative and _near_denial(found),
        form.negative and _denial(form, reading, found),
    )


def _flipped(words: Sequence[Word], one: Held) -> bool:
    """Whether a fact says the opposite word: "closed" of what "stayed open"."""
    if len(one.names) < 2 or one.share < 0.5:
        return False
    signs = {(word.name, word.sign) for word in words}
    return any(
        (concept.name, -concept.sign) in signs
        for clause in one.source.clauses
        for concept in clause.concepts
    )


def _near_denial(found: Explained) -> bool:
    """Whether a fact that has half of the words denies anything."""
    least = max(1.0, 0.5 * len(found.words))
    return any(
        is_negative(one.source.reading.words, clause.first, clause.last)
        for one in found.held
        if len(one.names) >= least
        for clause in one.source.clauses
    )


def _denial(form: Form, reading: Reading, found: Explained) -> bool:
    """Whether a fact denies the very thing: the first word after the "not", else the last one."""
    at = next(
        (n for n in range(form.first, form.last) if is_negative(reading.words, n, n + 1)), form.last
    )
    after = [one.name for one in found.words if one.first > at]
    denied = after[0] if after else found.words[-1].name if found.words else ""
    for one in found.held:
        for clause in one.source.clauses:
            names = clause.names
            denies = not names.isdisjoint(DENYING) or is_negative(
                one.source.reading.words, clause.first, clause.last
            )
            alike = len(denied) >= _FAMILY and any(n[:_FAMILY] == denied[:_FAMILY] for n in names)
            if denies and (denied in names or alike):
                return True
    return False
