"""Bind what a text claims to the ledger: each claim is carried by a confirmed fact, or a finding.

Values (numbers, dates, times, money, shares, names, contacts) are compared by amount, unit, what they
count and what is said of them. Assertions without a number (absolutes, causes, promises, statuses) are
compared by the concepts they share with a fact and by polarity: no model, no network.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.checks.claims.agents import bind_agents, bind_ways
from drafter.checks.claims.around import around
from drafter.checks.claims.assertions import Valued, Weighed, assertions, weighed
from drafter.checks.claims.binding import bind
from drafter.checks.claims.book import Book, Entry, Source, book, passage
from drafter.checks.claims.company import Company
from drafter.checks.claims.coverage import SPEECH, Coverage, pieces, said
from drafter.checks.claims.doers import bind_doers
from drafter.checks.claims.forms import Form, spoken
from drafter.checks.claims.matching import Bound
from drafter.checks.claims.names import Role, offices, roles
from drafter.checks.claims.naming import bind_name, bind_role, bind_sides
from drafter.checks.claims.openings import bind_openings
from drafter.checks.claims.reading import Reading, read
from drafter.checks.claims.tellings import bind_tellings
from drafter.checks.claims.terms import bind_limits
from drafter.checks.claims.ties import Ties, texts
from drafter.checks.claims.turns import bind_turns
from drafter.llm import Embedder
from drafter.model.brief import Ledger
from drafter.model.finding import Claim, ClaimType, Finding, Level, found
from drafter.model.knowledge import Passage

if TYPE_CHECKING:
    from drafter.checks.claims.likeness import Likeness

_WHY = (
    "What a text claims must rest on a confirmed fact. Confirm a fact that says so, or take it out."
)


class _Judged(NamedTuple):
    """A claim at `text[start:end]` and how the ledger stands to it."""

    start: int
    end: int
    type: ClaimType
    bound: Bound
    form: Form | None = None
    named: bool = False


def claims(
    text: str,
    ledger: Ledger,
    passages: Iterable[Passage] = (),
    *,
    embedder: Embedder | None = None,
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Every checkable claim in `text` with what carries it, and a finding for each that has nothing.

    Findings on values, names and contacts are errors; on assertions that are matched by their words
    (or by meaning, where an `embedder` that knows meanings is given) warnings. What is said word for
    word by a confirmed fact or a citable passage is carried by it. The organisation's names are free.
    """
    kept = book(ledger)
    sources = [item for one in passages if one.citable for item in passage(one.id, one.text)]
    reading = read(text, kept.as_of, today=kept.explicit is not None)
    likeness = _likeness(reading, kept, sources, embedder)
    judged = list(_valued(reading, kept, sources, likeness))
    judged += list(_assertions(reading, kept, sources, judged, likeness))
    judged.sort(key=lambda one: (one.start, one.end))
    made = tuple(_claim(text, one) for one in judged)
    return made, tuple(_finding(text, one, level, kept) for one, level in _unrepeated(judged))


def weighings(text: str, ledger: Ledger, *, embedder: Embedder | None = None) -> Iterator[Weighed]:
    """Each clause of `text` with its marks: what `benchmarks/doubts.py` fits the weights to."""
    kept = book(ledger)
    reading = read(text, kept.as_of, today=kept.explicit is not None)
    likeness = _likeness(reading, kept, (), embedder)
    values = [_as_valued(one) for one in _valued(reading, kept, (), likeness)]
    yield from weighed(reading, kept, (), values, _coverage(kept, (), likeness))


def _likeness(
    reading: Reading, kept: Book, passages: Sequence[Source], embedder: Embedder | None
) -> "Likeness | None":
    if embedder is None or embedder.lexical:
        return None
    # Imported here: numpy takes longer to import than a text takes to check.
    from drafter.checks.claims.likeness import Likeness

    mine = [around(one, reading) for one in reading.values]
    sources = (*kept.confirmed, *passages)
    theirs = [entry.around for one in sources for entry in one.entries]
    assertions = [
        said(reading, form.first, form.last, form.clause.sentence) for form in spoken(reading)
    ]
    ledger = [text for one in (*sources, *kept.loose) for text in pieces(one)]
    return Likeness(embedder, (*texts((*mine, *theirs)), *assertions, *ledger, *SPEECH))


def _coverage(
    kept: Book, passages: Sequence[Source], likeness: "Likeness | None"
) -> Coverage | None:
    return Coverage((*kept.confirmed, *passages), kept.loose, likeness) if likeness else None


def _valued(
    reading: Reading, kept: Book, passages: Sequence[Source], likeness: "Likeness | None"
) -> Iterator[_Judged]:
    """Everything in a text that is compared by its form: values, names, roles, places, turns."""
    facts = (*kept.confirmed, *passages)
    ties = Ties(likeness, kept.held, len(kept.confirmed), Company(reading, facts))
    yield from _values(reading, kept, passages, ties)
    yield from _roles(reading, kept, passages)
    for at, bound in bind_sides(reading, facts):
        yield _Judged(*reading.span(at, at + 2), "place", bound, named=True)
    for value, bound in (*bind_agents(reading, facts), *bind_ways(reading, facts)):
        yield _Judged(value.start, value.end, value.type, bound, named=True)
    for first, last, bound in (*bind_doers(reading, facts), *bind_tellings(reading, facts)):
        yield _Judged(*reading.span(first, last), "name", bound, named=True)
    for first, last, bound in bind_limits(reading, facts):
        yield _Judged(*reading.span(first, last), "money", bound, named=True)
    for first, last, bound in bind_turns(reading, facts):
        yield _Judged(*reading.span(first, last), "status", bound, named=True)
    for first, last, bound in bind_openings(reading, facts):
        yield _Judged(*reading.span(first, last), "date", bound, named=True)


def _as_valued(one: _Judged) -> Valued:
    return Valued(one.start, one.end, one.type, one.bound, one.named)


def _values(
    reading: Reading, kept: Book, passages: Sequence[Source], ties: Ties
) -> Iterator[_Judged]:
    quoted = list(_quoted(reading.text, (*kept.confirmed, *passages)))
    free = [(start, end) for name in kept.names for start, end in _places(reading.text, name)]
    for value in reading.values:
        if value.kind != "name" and any(a <= value.start and value.end <= b for a, b in free):
            continue
        source = _quoting(quoted, value.start, value.end)
        if source:
            bound: Bound | None = Bound("supported", source)
        elif value.kind == "name":
            bound = bind_name(value, reading, kept, passages, ties)
        else:
            bound = bind(value, reading, kept, passages, ties)
        if bound is not None and not (value.unit == "first" and source):
            yield _Judged(value.start, value.end, value.type, bound, named=value.kind == "name")


def _roles(reading: Reading, kept: Book, passages: Sequence[Source]) -> Iterator[_Judged]:
    quoted = list(_quoted(reading.text, (*kept.confirmed, *passages)))
    beside: list[Role] = []
    for value in reading.values:
        if value.kind == "name":
            beside += roles(reading.words, value)
    for role in (*beside, *offices(reading.words, beside)):
        start, end = reading.span(role.first, role.last)
        bound = bind_role(role, reading, kept, passages)
        if bound is not None and not _quoting(quoted, start, end):
            yield _Judged(start, end, "name", bound, named=True)


def _assertions(
    reading: Reading,
    kept: Book,
    passages: Sequence[Source],
    values: Sequence[_Judged],
    likeness: "Likeness | None",
) -> Iterator[_Judged]:
    quoted = list(_quoted(reading.text, (*kept.confirmed, *passages)))
    valued = [_as_valued(one) for one in values]
    coverage = _coverage(kept, passages, likeness)
    for form, bound in assertions(reading, kept, passages, valued, coverage):
        start, end = reading.span(form.first, form.last)
        source = _quoting(quoted, start, end)
        yield _Judged(start, end, form.type, Bound("supported", source) if source else bound, form)


def _quoted(text: str, sources: Iterable[Source]) -> Iterator[tuple[int, int, Source]]:
    """Where the text says a source word for word."""
    for source in sources:
        for start, end in _places(text, source.reading.text.strip().rstrip(".")):
            if not text[end : end + 2].strip()[:1].isalnum():
                yield start, end, source


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where `words` stand in the text, not inside a longer word."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not text[max(at - 1, 0) : at].isalnum() and not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(words, at + 1)


def _quoting(quoted: Iterable[tuple[int, int, Source]], start: int, end: int) -> Source | None:
    return next((one for first, last, one in quoted if first <= start and end <= last), None)


def _unrepeated(judged: Sequence[_Judged]) -> Iterator[tuple[_Judged, Level]]:
    """What has a finding, and how grave it is.

    A value of a fact that is not confirmed has none of its own where its whole assertion has one:
    that one is the error then.
    """
    loose = [one for one in judged if one.bound.status == "unconfirmed"]
    values = [one for one in loose if one.form is None]
    for one in judged:
        if one.bound.status == "supported" or any(_holds(wide, one) for wide in loose):
            continue
        grave = one.form is None or one.bound.certain or any(_holds(one, value) for value in values)
        yield one, Level.ERROR if grave else Level.WARNING


def _holds(wide: _Judged, one: _Judged) -> bool:
    """Whether `one` is a value inside the assertion `wide`, both of one loose fact."""
    if wide.form is None or one.form is not None or one.bound.status != "unconfirmed":
        return False
    same = wide.bound.source is one.bound.source and wide.bound.status == "unconfirmed"
    return same and wide.start <= one.start and one.end <= wide.end


def _claim(text: str, one: _Judged) -> Claim:
    source = one.bound.source
    return Claim(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        type=one.type,
        status=one.bound.status,
        fact=source.name if source and not source.passage else None,
        passage=source.name if source and source.passage else None,
    )


def _finding(text: str, one: _Judged, level: Level, kept: Book) -> Finding:
    entry = one.bound.entry
    return found(
        text,
        one.start,
        one.end,
        rule=f"claims/{one.bound.status.capitalize()}",
        category="claim",
        level=level,
        message=_message(text[one.start : one.end], one, kept),
        why=_WHY,
        suggestion=_value(one.bound.source, entry) if one.bound.status == "contradicted" else "",
    )


def _value(source: Source | None, entry: Entry | None) -> str:
    if source is None or entry is None:
        return ""
    return source.reading.text[entry.value.start : entry.value.end]


def _message(words: str, one: _Judged, kept: Book) -> str:
    """What is wrong, and the nearest fact, or sentence of a guideline, with what it says: one line."""
    source, status = one.bound.source, one.bound.status
    words = " ".join(words.split())
    said = " ".join(source.reading.text.split()) if source else ""
    if status == "unconfirmed" and source:
        state = kept.facts[source.name].status.value
        return f"{words!r} stands only in fact {source.name}, which is {state}: {said}"
    kind = "guideline " if source and source.passage else ""
    says = f"{kind}{source.name} says: {said}" if source else ""
    if status == "contradicted":
        against = "goes against a guideline" if kind else "is not what the ledger holds"
        return f"{words!r} {against}; {says}"
    what = f"this {one.type}: {words!r}" if one.form else repr(words)
    return f"no confirmed fact holds {what}" + (f"; the nearest, {says}" if says else "")
