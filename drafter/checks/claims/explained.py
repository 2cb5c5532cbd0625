"""How far the ledger explains what a clause says: its words, each with a weight, against each fact."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.claims.book import Book, Source
from drafter.checks.claims.everyday import weight
from drafter.checks.claims.forms import Form, spoken
from drafter.checks.claims.phrases import is_negative, says
from drafter.checks.claims.reading import Clause, Reading
from drafter.checks.claims.support import ALL, DENYING
from drafter.checks.claims.words import WEAK_STEMS, concept, concepts, stem

# What a word that says little of any case counts, and one of the free names.
_WEAK, _FREE = 0.3, 0.5
# What a value, or a name, of a fact in the clause adds to its share of words.
_VALUED, _NAMED = 0.25, 0.1
# Stems that begin alike are of one family: "sterilise" and "steriliser".
_FAMILY = 5
_HALF = 0.5
# The share of a fact's clause that an assertion says, from which both say or deny the same.
_SAME = 0.6
# These deny what follows without a "not".
_WITHOUT = frozenset("without instead unable failed".split())

_LIMITS = frozenset("until unless before if once when after while".split())
_LIMITING = _LIMITS | {"only", "earliest", "except"}
_OPEN = frozenset("will until if unless planned".split())


class Word(NamedTuple):
    """What one word of a clause means, where it stands, how much it tells; the words of a phrase."""

    name: str
    parts: tuple[str, ...]
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

    words: frozenset[str]
    families: frozenset[str]
    universal: bool
    limited: bool


@lru_cache(maxsize=512)
def traits(source: Source) -> Traits:
    words = source.reading.words
    single = frozenset(concept(word.low) for word in words) - {""}
    return Traits(
        source.concepts | single,
        frozenset(name[:_FAMILY] for name in source.concepts if len(name) >= _FAMILY),
        says(source.reading, ALL) or any(one.universal for one in spoken(source.reading)),
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
        parts = (concept(word.low) for word in words[one.first : one.last])
        yield Word(
            one.name, tuple(part for part in parts if part), one.sign, one.first, share, weak
        )


def _held(source: Source, words: Sequence[Word], total: float) -> Held:
    names = frozenset(one.name for one in words if _knows(traits(source), one))
    share = sum(one.weight for one in words if one.name in names)
    return Held(source, names, share / total if total else 0.0)


def _knows(fact: Traits, word: Word) -> bool:
    if word.name in fact.words or (word.parts and fact.words.issuperset(word.parts)):
        return True
    return len(word.name) >= _FAMILY and word.name[:_FAMILY] in fact.families


def limited(form: Form, reading: Reading) -> bool:
    """Whether the clause has a condition or a limit of its own."""
    return any(word.low in _LIMITING for word in reading.words[form.first : form.last])


class Against(NamedTuple):
    """How the nearest clause of the best fact, and denials elsewhere, stand to an assertion."""

    negative: bool = False
    open: bool = False
    flipped: bool = False
    denied: bool = False
    known: bool = False
    same: bool = False


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
        any(_flipped(form, found.words, one) for one in found.held[:2]),
        form.negative and _near_denial(found),
        form.negative and _denial(form, reading, found),
        len(clause.names & best.names) >= _SAME * len(clause.names),
    )


def _flipped(form: Form, words: Sequence[Word], one: Held) -> bool:
    """Whether a fact says the opposite word: "closed" of what "stayed open", not "never closed"."""
    if len(one.names) < 2 or one.share < _HALF:
        return False
    signs = {(word.name, word.sign) for word in words}
    its = one.source.reading.words
    return any(
        (word.name, -word.sign) in signs
        and is_negative(its, clause.first, clause.last) == form.negative
        for clause in one.source.clauses
        for word in clause.concepts
    )


def _near_denial(found: Explained) -> bool:
    """Whether a fact that has half of the words denies anything."""
    least = max(1.0, 0.5 * len(found.words))
    return any(
        denies(one.source, clause)
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
            alike = len(denied) >= _FAMILY and any(n[:_FAMILY] == denied[:_FAMILY] for n in names)
            if (denied in names or alike) and denies(one.source, clause):
                return True
    return False


def denies(source: Source, clause: Clause) -> bool:
    """Whether a clause of a fact denies anything, with a "not" or without one."""
    words = source.reading.words
    return (
        not clause.names.isdisjoint(DENYING)
        or is_negative(words, clause.first, clause.last)
        or any(word.low in _WITHOUT for word in words[clause.first : clause.last])
    )
