"""Assertions without a number, each weighed against the ledger: absolutes, causes, promises, statuses."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafter.checks.claims.book import Book, Source
from drafter.checks.claims.coverage import Coverage, Covered
from drafter.checks.claims.doubt import Carried, Marks, doubtful, marks
from drafter.checks.claims.explained import Explained, explained
from drafter.checks.claims.forms import Form, spoken
from drafter.checks.claims.matching import Bound
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.support import judge
from drafter.model.finding import ClaimType

_HALF = 0.5
# Cosines: how much nearer a rumour is, from where a clause is a speech, and by how much more.
_NEARER, _SPOKEN, _BESIDE = 0.2, 0.55, 0.12


class Valued(NamedTuple):
    """A value or a name in the text as it was judged."""

    start: int
    end: int
    type: ClaimType
    bound: Bound
    named: bool


class Weighed(NamedTuple):
    """An assertion with its marks, what explains it, and what the rules say of it."""

    form: Form
    span: tuple[int, int]
    marks: Marks
    found: Explained
    bound: Bound | None
    covered: Covered | None = None


def assertions(
    reading: Reading,
    kept: Book,
    passages: Sequence[Source],
    values: Sequence[Valued],
    coverage: Coverage | None = None,
) -> Iterator[tuple[Form, Bound]]:
    """Each assertion that claims something, and how the ledger stands to it."""
    for one in weighed(reading, kept, passages, values, coverage):
        bound = verdict(one, doubtful(one.marks))
        if bound is not None:
            yield one.form, bound


def verdict(one: Weighed, doubted: bool) -> Bound | None:
    """How the ledger stands to an assertion, told whether its marks are doubtful."""
    rumour = _rumour(one)
    if rumour:
        return Bound("unconfirmed", rumour)
    open_ = one.form.mood.asks or one.form.mood.unsure
    return _bound(one, not open_ and not _speech(one) and (doubted or _turned(one)))


def weighed(
    reading: Reading,
    kept: Book,
    passages: Sequence[Source],
    values: Sequence[Valued],
    coverage: Coverage | None = None,
) -> Iterator[Weighed]:
    """Each clause of a text with its marks, whatever it says."""
    for form in spoken(reading):
        start, end = reading.span(form.first, form.last)
        inside = [one for one in values if start <= one.start < end]
        sure = [one for one in inside if one.bound.status == "supported"]
        sources = [one.bound.source for one in sure if one.bound.source and not one.named]
        carried = Carried(
            tuple(one.type for one in sure if not one.named),
            tuple(sources),
            tuple(one.bound.source for one in sure if one.bound.source and one.named),
            len(sure) < len(inside),
        )
        bound = None if any(form.mood) else judge(form, reading, kept, passages, sources)
        found = explained(form, reading, kept, passages, carried.values, carried.names)
        made = marks(form, reading, found, carried, bound)
        covered = None
        if coverage:
            covered = coverage.of(reading, form.first, form.last, form.clause.sentence)
        yield Weighed(form, (start, end), made, found, bound, covered)


def _rumour(one: Weighed) -> Source | None:
    """The fact that is not confirmed and is nearer in meaning than any confirmed one."""
    covered = one.covered
    if covered is None or not one.form.told or any(one.form.mood):
        return None
    nearer = covered.loose > _NEARER and covered.clause + covered.loose > _HALF
    return covered.rumour if nearer else None


def _speech(one: Weighed) -> bool:
    """Whether a clause means what no fact could hold."""
    covered = one.covered
    return covered is not None and covered.speech > max(_SPOKEN, covered.clause + _BESIDE)


def _turned(one: Weighed) -> bool:
    """Whether the rules and the marks both find a fact's own clause denied, or its denial affirmed; or
    told as done, in the opposite's words, what a fact makes wait for something."""
    same = one.marks["denies the same"] or one.marks["affirms the same"]
    early = one.marks["done early"] and one.marks["opposite"]
    return bool(same and one.marks["against"]) or bool(early)


def _bound(one: Weighed, doubted: bool) -> Bound | None:
    """The outcome: what the rules say where they and the marks agree, else what the marks say."""
    bound, best = one.bound, one.found.best
    flagged = bound is not None and bound.status != "supported"
    if not doubted:
        if not flagged:
            return bound
        return Bound("supported", best.source) if best and best.share >= _HALF else None
    if flagged:
        return bound
    if one.marks["wrong value"] and not one.form.told:
        # A list of values says no more than they do, and each was judged.
        return None
    rumour = one.found.loose[0] if one.found.loose else None
    if rumour and rumour.share >= max(_HALF, one.found.share):
        return Bound("unconfirmed", rumour.source)
    return Bound("unsupported", _nearest(one.found))


def _nearest(found: Explained) -> Source | None:
    """The fact that explains most of a clause; a sentence of a guideline where none explains any."""
    told = [one for one in found.held if one.names]
    facts = (one.source for one in told if not one.source.passage)
    return next(facts, told[0].source if told else None)
