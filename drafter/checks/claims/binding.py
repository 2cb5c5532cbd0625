"""Bind a value of a text to the source that carries it, or from whose values it follows."""

from collections.abc import Sequence

from drafter.checks.claims.around import around
from drafter.checks.claims.book import Book, Source
from drafter.checks.claims.counted import PERSONS
from drafter.checks.claims.derived import a_day, ratio
from drafter.checks.claims.follows import follows
from drafter.checks.claims.matching import GENERIC, Bound, Candidate, carrying, rivals_of, same
from drafter.checks.claims.measures import TIMES
from drafter.checks.claims.numbers import low
from drafter.checks.claims.onward import again, fewer, onward
from drafter.checks.claims.rates import rated
from drafter.checks.claims.reading import Clause, Reading
from drafter.checks.claims.relative import relative
from drafter.checks.claims.ties import Ties
from drafter.checks.claims.turned import LEAST, nearest, placed
from drafter.checks.claims.unsaid import AGE
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import concept, concepts
from drafter.model.finding import ClaimStatus

# Words before and after a date or time that tie it to what happened then.
_BEFORE, _AFTER = 8, 4


def bind(
    value: Value, reading: Reading, book: Book, passages: Sequence[Source], ties: Ties
) -> Bound | None:
    """How the ledger stands to one value; None for an ordinal of nothing that a fact speaks of."""
    clause = reading.clause_of(value)
    if _idiom(value, reading, book):
        return None
    if value.kind == "ordinal" and not value.unit and book.vocabulary.isdisjoint(value.heads):
        return None
    near = _near(value, clause, reading) - book.own
    sources = (*book.confirmed, *passages)
    value = again(_aged(value, reading, sources), reading)
    rivals = list(rivals_of(value, near, sources))
    held = carrying(value, near, sources, book.vocabulary, reading)
    good = [
        one for one in held if fewer(value, reading) <= fewer(one.entry.value, one.source.reading)
    ]
    if good:
        bound = placed(value, reading, good, rivals, sources, ties)
        later = onward(value, reading, near, sources) if value.kind == "day" else None
        return Bound("supported", later) if later and bound.status != "supported" else bound
    rival = nearest(value, rivals)
    if source := _following(value, reading, near, sources, rival, ties):
        return Bound("supported", source)
    loose = list(carrying(value, near, book.loose, book.vocabulary, reading))
    if loose:
        best = max(loose, key=lambda one: one.score)
        return Bound("unconfirmed", best.source, best.entry)
    if rival is None:
        return Bound("unsupported")
    status: ClaimStatus = "contradicted" if rival.score >= LEAST else "unsupported"
    return Bound(status, rival.source, rival.entry)


def _following(
    value: Value,
    reading: Reading,
    near: frozenset[str],
    sources: Sequence[Source],
    rival: Candidate | None,
    ties: Ties,
) -> Source | None:
    """The source that a value follows from, unless another value is nearer; or that counts so many."""
    if value.kind == "ratio":
        return ratio(value, sources)
    if value.unit in ("a day", "a week"):
        return a_day(value, sources)
    return (
        follows(value, reading, sources, ties)
        or onward(value, reading, near, sources)
        or rated(value, reading, sources)
        or _couple(value, reading, sources)
        or _but_one(value, reading, sources)
        or _named(value, reading, sources)
        or _counted_on(value, reading, sources)
    )


def _aged(value: Value, reading: Reading, sources: Sequence[Source]) -> Value:
    """The value as a number where facts may say it so: "a girl of seven", the pack "Sunny Oat 500"."""
    words = reading.words
    old = "old" in (low(words, value.last), low(words, value.last + 1))
    if value.kind == "duration" and value.unit == "mo" and old:
        number = value._replace(kind="number", unit=AGE, amount=value.amount / 12, heads=())
        return number if any(_so_old(number, one) for one in sources) else value
    aged = value._replace(unit=AGE)
    if value.kind == "number" and not value.heads and low(words, value.first - 1) in ("of", "aged"):
        said = (entry.value for source in sources for entry in source.entries)
        return aged if any(one.unit == AGE and same(aged, one) for one in said) else value
    return value


def _so_old(number: Value, source: Source) -> bool:
    """Whether a fact says an age without "old": "a girl of seven"."""
    words = source.reading.words
    return any(
        same(number, entry.value) and low(words, entry.value.first - 1) in ("of", "aged")
        for entry in source.entries
    )


def _named(value: Value, reading: Reading, sources: Sequence[Source]) -> Source | None:
    """The source that has a number in a name: "the pack of 500 g" of the product "Sunny Oat 500"."""
    word = low(reading.words, value.first)
    if value.kind != "number" or not reading.words[value.first].is_number:
        return None
    return next(
        (
            source
            for source in sources
            for entry in source.entries
            if entry.value.unit == "code" and entry.value.key == word
        ),
        None,
    )


def _counted_on(value: Value, reading: Reading, sources: Sequence[Source]) -> Source | None:
    """The source that says "the next morning" itself, of a day that it does not name."""
    if value.kind != "day" or not relative(reading.words, value.first):
        return None
    said = [word.low for word in reading.words[value.first : value.last]][-2:]
    about = around(value, reading).clause
    for source in sources:
        words = [word.low for word in source.reading.words]
        if not about.isdisjoint(source.concepts) and any(
            words[at : at + 2] == said for at in range(len(words))
        ):
            return source
    return None


def _idiom(value: Value, reading: Reading, book: Book) -> bool:
    """Whether a number word counts nothing of the case: "one or two words", "one or a hundred"."""
    if reading.words[value.first].is_number:
        return False
    if value.kind == "duration":
        return _idle_length(value, reading, book)
    if value.kind not in ("number", "share"):
        return False
    if _in_general(value, reading) or _at_any_number(value, reading):
        return True
    if value.kind == "share":
        return _idle_share(value, reading, book)
    if not value.heads:
        return reading.words[value.first].low == "a"
    spoken = book.vocabulary.union(*(one.concepts for one in book.loose))
    if {*value.heads} <= _DISCOURSE and spoken.isdisjoint(value.heads):
        return True
    return (
        value.amount <= 2
        and spoken.isdisjoint(value.heads)
        and GENERIC.isdisjoint(value.heads)
        and (PERSONS.isdisjoint(value.heads))
    )


def _idle_length(value: Value, reading: Reading, book: Book) -> bool:
    """ "One night has cost you a great deal", "one night's sleep": no length of anything that was told."""
    words = reading.words
    one = low(words, value.first) in ("one", "a", "an") and value.last - value.first == 2
    if not one:
        return False
    if low(words, value.last - 1).endswith("'s"):
        thing = concept(low(words, value.last))
        return thing not in book.vocabulary.union(*(loose.concepts for loose in book.loose))
    opens = low(words, value.first - 1) in ("", ".", "!", "?")
    return opens and low(words, value.last) not in _TURNED and low(words, value.last) != ","


_TURNED = frozenset("later earlier after before ago on since from to of until".split())


def _in_general(value: Value, reading: Reading) -> bool:
    """ "To sell one seat to two people is wrong": a rule, not what happened."""
    begin, end = reading.sentence_of(value)
    first = next((n for n, word in enumerate(reading.words) if word.start >= begin), 0)
    said = [word.low for word in reading.words[first:] if word.start < end]
    return said[:1] == ["to"] and not _JUDGES.isdisjoint(said[2:])


_JUDGES = frozenset("is should must cannot isn't shouldn't ought".split())


def _at_any_number(value: Value, reading: Reading) -> bool:
    """ "Once or ten times", "two too many": as many as it may be."""
    before, after = low(reading.words, value.first - 1), low(reading.words, value.last)
    often = value.unit == TIMES and before == "or"
    return often or (after, low(reading.words, value.last + 1)) in (
        ("too", "many"),
        ("too", "much"),
    )


# What a text counts of itself: "three words", "no two ways", "a thousand apologies".
_DISCOURSE = frozenset(
    concept(word)
    for word in "word thing way reason point question answer apology side line sentence thought".split()
)


def _idle_share(value: Value, reading: Reading, book: Book) -> bool:
    """ "One half of the story", "half a word", "half lost": a part of nothing that was counted."""
    if value.last - value.first > 1 and low(reading.words, value.first) not in ("one", "a"):
        return False
    spoken = book.vocabulary.union(*(one.concepts for one in book.loose))
    if not value.heads:
        halved = low(reading.words, value.last - 1) == "half"
        return halved and low(reading.words, value.last) not in ("of", "the", "our", "your")
    return spoken.isdisjoint(value.heads) and PERSONS.isdisjoint(value.heads)


def _near(value: Value, clause: Clause | None, reading: Reading) -> frozenset[str]:
    """The concepts around a value: those of its clause, of its sentence where that has none."""
    if clause is None:
        return frozenset()
    if value.kind in ("day", "clock"):
        first, last = (
            max(clause.first, value.first - _BEFORE),
            min(clause.last, value.last + _AFTER),
        )
        closest = frozenset(one.name for one in concepts(reading.words, first, last))
        if closest:
            return closest
    such = value.heads and low(reading.words, value.last) in ("such", "of", "like")
    if clause.concepts and such and not GENERIC.isdisjoint(value.heads):
        before = (one.names for one in reading.clauses if one.sentence == clause.sentence - 1)
        return clause.names.union(*before)
    if clause.concepts:
        return clause.names
    same = (one.names for one in reading.clauses if one.sentence == clause.sentence)
    return frozenset().union(*same)


def _but_one(value: Value, reading: Reading, sources: Sequence[Source]) -> Source | None:
    """The source that counts one more: "here and in our eleven other pools" of twelve."""
    beside = (low(reading.words, value.first - 1), low(reading.words, value.last))
    if value.kind != "number" or "other" not in beside:
        return None
    return next(
        (
            source
            for source in sources
            for entry in source.entries
            if entry.value.kind == "number" and entry.value.amount == value.amount + 1
            if not {*value.heads}.isdisjoint(entry.value.heads)
        ),
        None,
    )


def _couple(value: Value, reading: Reading, sources: Sequence[Source]) -> Source | None:
    """The source that names two things of this kind: "the fields 'per dose' and 'per day'"."""
    if value.amount != 2 or reading.words[value.first].is_number or not value.heads:
        return None
    for source in sources:
        words = source.reading.words
        for one in (one for clause in source.clauses for one in clause.concepts):
            following = [word.low for word in words[one.last : one.last + _COUPLE]]
            if one.name == value.heads[-1] and "and" in following:
                return source
    return None


_COUPLE = 9
