"""Bind a value of a text to the source that carries it, by kind, amount, unit, what is counted and where."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drafter.checks.claims.around import around
from drafter.checks.claims.book import ARTICLE, Book, Entry, Source, predicate
from drafter.checks.claims.clocks import same_time
from drafter.checks.claims.contacts import same_contact
from drafter.checks.claims.dates import same_day
from drafter.checks.claims.derived import derived
from drafter.checks.claims.measures import PERSONS
from drafter.checks.claims.names import SIDES, Role, roles, sides, telling
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Clause, Reading
from drafter.checks.claims.ties import Ties
from drafter.checks.claims.value import Value, carries
from drafter.checks.claims.words import Token, concept, concepts, known
from drafter.model.finding import ClaimStatus

_GENERIC = frozenset(concept(word) for word in "case item unit piece thing person".split())
_LEAST = 2
# Words before and after a date or time that tie it to what happened then.
_BEFORE, _AFTER = 8, 4


class Bound(NamedTuple):
    """The outcome for one claim: its status and the source that carries or contradicts it.

    `certain` is a contradiction by form: the same words, denied, or said of all and not of a part.
    """

    status: ClaimStatus
    source: Source | None = None
    entry: Entry | None = None
    certain: bool = False


class _Candidate(NamedTuple):
    score: int
    source: Source
    entry: Entry


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
    rivals = list(_rivals(value, near, sources))
    good = list(_carrying(value, near, sources, book.vocabulary, reading))
    if whole := _whole(value, reading, good) or _end(value, reading, good, rivals):
        return Bound("contradicted", whole.source, whole.entry)
    if good and _no_rest(value, reading, good, sources):
        return Bound("contradicted", good[0].source, good[0].entry)
    if good:
        other = _elsewhere(value, reading, good, sources, ties)
        return other or _tied(value, reading, good, rivals)
    rival = _nearest(value, rivals)
    source = derived(
        value, sources, _cues(value, reading, clause), predicate(value, reading), _said_days(reading, clause), near
    )
    if source is not None and not (rival and rival.score > max(1, len(near & source.concepts))):
        return Bound("supported", source)
    if couple := _couple(value, reading, sources):
        return Bound("supported", couple)
    loose = list(_carrying(value, near, book.loose, book.vocabulary, reading))
    if loose:
        best = max(loose, key=lambda one: one.score)
        return Bound("unconfirmed", best.source, best.entry)
    if rival is None:
        return Bound("unsupported")
    status: ClaimStatus = "contradicted" if rival.score >= _LEAST else "unsupported"
    return Bound(status, rival.source, rival.entry)


def _whole(value: Value, reading: Reading, good: Sequence[_Candidate]) -> _Candidate | None:
    """The part whose words were said of the whole: "84,000 books got wet" for 12,600 of 84,000."""
    words = reading.words
    if value.kind != "number" or "of" in (low(words, value.first - 1), low(words, value.first - 2)):
        return None
    after = predicate(value, reading)
    if not good or after.isdisjoint(good[0].entry.after):
        return None
    parts = [_part(one) for one in good]
    first = parts[0]
    return first if first is not None and None not in parts else None


def _end(
    value: Value, reading: Reading, good: Sequence[_Candidate], rivals: Sequence[_Candidate]
) -> _Candidate | None:
    """The other end of a stretch of time: "open from 21:00" where a fact has "until 21:00"."""
    mine = _side(value, reading.words)
    if not mine or value.kind not in ("day", "clock"):
        return None
    sides = {_side(one.entry.value, one.source.reading.words) for one in good}
    if sides != {-mine}:
        return None
    places = {one.source.name for one in good}
    return next(
        (
            one
            for one in rivals
            if one.source.name in places
            and _side(one.entry.value, one.source.reading.words) == mine
        ),
        None,
    )


def _side(value: Value, words: Sequence[Token]) -> int:
    """-1 for a time that begins a stretch, 1 for one that ends it, 0 where neither is said."""
    before = low(words, value.first - 1)
    if before in ("from", "since", "between"):
        return -1
    return 1 if before in ("until", "till", "to", "–") else 0


def _no_rest(
    value: Value, reading: Reading, good: Sequence[_Candidate], sources: Sequence[Source]
) -> bool:
    """Whether "the other 61" is the rest of nothing in the ledger."""
    cue = low(reading.words, value.first - 1)
    if value.kind != "number" or cue not in _REST:
        return False
    if any(low(one.source.reading.words, one.entry.value.first - 1) in _REST for one in good):
        return False
    return derived(value, sources, frozenset((cue,))) is None


_REST = ("other", "remaining")


def _part(one: _Candidate) -> _Candidate | None:
    """The number before "of" where a fact's number is the whole of it."""
    words, value = one.source.reading.words, one.entry.value
    for entry in one.source.entries:
        between = [word.low for word in words[entry.value.last : value.first]]
        if (
            entry.value.kind == "number"
            and between
            and len(between) <= _NEXT
            and between[0] == "of"
        ):
            return one._replace(entry=entry)
    return None


_NEXT = 4


def _elsewhere(
    value: Value,
    reading: Reading,
    good: Sequence[_Candidate],
    sources: Sequence[Source],
    ties: Ties,
) -> Bound | None:
    """The value of another fact that the words around tie this one to."""
    if value.kind == "contact" or _whole_of(value, reading):
        return None
    clause = reading.clause_of(value)
    rivals = [
        _Candidate(0, source, entry)
        for source in sources
        for entry in source.entries
        if entry.value.kind == value.kind and entry.value.unit != ARTICLE
        if not _same(value, entry.value) and _rates(value, entry.value)
    ]
    at = ties.other(
        value.kind,
        around(value, reading),
        [one.entry.around for one in good],
        [one.entry.around for one in rivals],
    )
    if at is None or derived(value, (rivals[at].source,), _cues(value, reading, clause), predicate(value, reading)):
        return None
    return Bound("contradicted", rivals[at].source, rivals[at].entry)


def _whole_of(value: Value, reading: Reading) -> bool:
    """Whether words around say what is true of a part: "a third of the 960", "all but five"."""
    words = reading.words
    before = [low(words, value.first - n) for n in (2, 1)]
    if not _BUT.isdisjoint(before):
        return True
    at = value.first - 1 - (before[1] in ("the", "our", "these", "those"))
    parts = {one.last for one in reading.values if one.kind in ("number", "share")}
    return low(words, at) == "of" and at in parts


# "All but five came back" says of the others what a fact says of the five.
_BUT = frozenset(("but", "except"))


def _rates(value: Value, other: Value) -> bool:
    """Whether two values could stand in one another's place: money for money, degrees for degrees."""
    if value.kind in ("money", "duration"):
        return value.unit == other.unit
    return (value.heads == _DEGREES) == (other.heads == _DEGREES)


_DEGREES = ("degree",)


def _tied(
    value: Value, reading: Reading, good: Sequence[_Candidate], rivals: Sequence[_Candidate]
) -> Bound:
    """Supported, unless the words around tie the value to another number or date of the ledger."""
    best = max(good, key=lambda one: one.score)
    other = _swapped(value, reading, good, rivals)
    if other is None:
        rival = _nearest(value, rivals)
        other = rival if rival and _outbid(value, best, rival) else None
    if other is not None:
        return Bound("contradicted", other.source, other.entry)
    return Bound("supported", best.source, best.entry)


def _nearest(value: Value, rivals: Sequence[_Candidate]) -> _Candidate | None:
    def closeness(one: _Candidate) -> tuple[bool, int]:
        same = value.kind == "day" and _overlap(value.heads, one.entry.value.heads)
        return same, one.score

    return max(rivals, key=closeness, default=None)


def _swapped(
    value: Value, reading: Reading, good: Sequence[_Candidate], rivals: Sequence[_Candidate]
) -> _Candidate | None:
    """The number that the words after this one belong to: "22 returned, five used" turned round."""
    if value.kind != "number":
        return None
    after = predicate(value, reading)
    held = [after & one.entry.after for one in good]
    if not after:
        return None
    about = {one.source.name for one in good}
    clause = reading.clause_of(value)
    if clause and any(
        low(reading.words, at) in ("but", "except") for at in range(clause.first, value.first)
    ):
        return None
    return next(
        (
            one
            for one in rivals
            if one.entry.value.unit != ARTICLE
            and one.source.name in about
            and all(one_good.entry.after for one_good in good)
            and all(shared < after & one.entry.after for shared in held)
        ),
        None,
    )


def _idiom(value: Value, reading: Reading, book: Book) -> bool:
    """Whether a number word counts nothing of the case: "one or two words", "one or a hundred"."""
    if value.kind not in ("number", "share") or reading.words[value.first].is_number:
        return False
    if value.kind == "share":
        return _idle_share(value, reading, book)
    if not value.heads:
        return reading.words[value.first].low == "a"
    spoken = book.vocabulary.union(*(one.concepts for one in book.loose))
    return (
        value.amount <= 2
        and spoken.isdisjoint(value.heads)
        and _GENERIC.isdisjoint(value.heads)
        and (PERSONS.isdisjoint(value.heads))
    )


def _idle_share(value: Value, reading: Reading, book: Book) -> bool:
    """ "One half of the story", "half a word", "half lost": a part of nothing that was counted."""
    if value.last - value.first > 1 and low(reading.words, value.first) not in ("one", "a"):
        return False
    spoken = book.vocabulary.union(*(one.concepts for one in book.loose))
    if not value.heads:
        return not low(reading.words, value.last) in ("of", "the", "our", "your")
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
    if clause.concepts:
        return clause.names
    same = (one.names for one in reading.clauses if one.sentence == clause.sentence)
    return frozenset().union(*same)


def _said_days(reading: Reading, clause: Clause | None) -> tuple[Value, ...]:
    """The days that the sentence of a clause says, from which it may count."""
    if clause is None:
        return ()
    start, end = reading.sentences[clause.sentence]
    return tuple(one for one in reading.values if one.kind == "day" and start <= one.start < end)


def _cues(value: Value, reading: Reading, clause: Clause | None) -> frozenset[str]:
    if clause is None:
        return frozenset()
    return frozenset(word.low for word in reading.words[clause.first : clause.last])


def _carrying(
    value: Value,
    near: frozenset[str],
    sources: Iterable[Source],
    counted: frozenset[str],
    reading: Reading,
) -> Iterator[_Candidate]:
    for source in sources:
        for entry in source.entries:
            if (
                entry.value.unit != ARTICLE
                and _same(value, entry.value)
                and _grouped(value, entry, source)
                and (_counts(value, entry, source, near, counted) or _labelled(value, entry, source, reading))
            ):
                yield _Candidate(len(near & entry.near), source, entry)


def _rivals(value: Value, near: frozenset[str], sources: Iterable[Source]) -> Iterator[_Candidate]:
    """Values of the same sort that say something else."""
    for source in sources:
        for entry in source.entries:
            other = entry.value
            if other.kind == value.kind and not _same(value, other) and _comparable(value, other):
                yield _Candidate(len(near & entry.near), source, entry)


def _comparable(value: Value, other: Value) -> bool:
    if other.unit == ARTICLE:
        return value.amount > 1 and value.relation == "" and _overlap(value.heads, other.heads)
    if value.kind in ("number", "share"):
        return not value.heads or not other.heads or _overlap(value.heads, other.heads)
    return value.unit == other.unit or value.kind in ("duration", "clock")


def _outbid(value: Value, best: _Candidate, rival: _Candidate) -> bool:
    """Whether the words around tie the value to a fact that says another value."""
    if rival.entry.value.unit == ARTICLE:
        return best.score <= 1 and rival.score >= best.score + 2
    if value.kind == "day" and value.heads and _overlap(value.heads, rival.entry.value.heads):
        return not _overlap(value.heads, best.entry.value.heads)
    if value.kind != "day" or value.day.month is None:
        return False
    if rival.source is best.source and rival.entry.near == best.entry.near:
        return False
    return best.score == 0 and rival.score >= _LEAST


def _same(said: Value, fact: Value) -> bool:
    """Whether a fact's value makes the one said true, whatever it counts."""
    if said.kind != fact.kind:
        return False
    if said.kind == "day":
        return same_day(fact.day, said.day)
    if said.kind == "clock":
        return same_time(fact, said)
    if said.kind == "contact":
        return same_contact(fact.key, said.key)
    if said.kind in ("money", "duration") and said.unit and said.unit != fact.unit:
        return False
    if said.kind == "money" and said.key != fact.key and said.key:
        return False
    return carries(fact, said)


def _counts(
    value: Value, entry: Entry, source: Source, near: frozenset[str], counted: frozenset[str]
) -> bool:
    """Whether the fact's number counts what the text's number counts."""
    if value.kind not in ("number", "ordinal", "share"):
        return True
    mine, theirs = value.heads, entry.value.heads
    if not mine or not theirs or _overlap(mine, theirs):
        return (
            bool(mine)
            or value.relation not in ("above", "least", "less", "most")
            or bool(near & entry.near)
        )
    if not _GENERIC.isdisjoint(mine) and not _GENERIC.isdisjoint({*mine} & _GENERIC):
        return "person" not in mine or not source.concepts.isdisjoint(PERSONS)
    others = {
        head for one in source.entries if one is not entry and one.value.kind == "number"
        for head in one.value.heads
    }  # fmt: skip
    if not PERSONS.isdisjoint(mine) and PERSONS.isdisjoint(theirs) and known(theirs[0]):
        return False
    if not source.concepts.isdisjoint(mine):
        return others.isdisjoint(mine)
    if any(map(known, mine)) and any(map(known, theirs)):
        return False
    return counted.isdisjoint(mine) and bool(near & entry.near)


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


def _labelled(value: Value, entry: Entry, source: Source, reading: Reading) -> bool:
    """Whether a number tells one of several apart, as in "patch 2.4" or "gate 3"."""
    mine = concept(low(reading.words, value.first - 1))
    return bool(mine) and mine == concept(low(source.reading.words, entry.value.first - 1))


def _grouped(value: Value, entry: Entry, source: Source) -> bool:
    """Whether a number of people leaves nobody out: of "286 passengers and 22 crew" 286 are not all."""
    if value.kind != "number" or value.heads != ("person",) or entry.value.heads == ("person",):
        return True
    words, last = source.reading.words, entry.value.last
    numbers = {one.value.first for one in source.entries if one.value.kind == "number"}
    return not any(
        words[at].low == "and" and at + 1 in numbers for at in range(last, min(last + 4, len(words) - 1))
    )


def _overlap(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return not set(mine).isdisjoint(theirs)


def _held(word: str, held: frozenset[str]) -> bool:
    return not held.isdisjoint((word, word.removesuffix("s"), f"{word}s"))


def bind_name(
    value: Value, reading: Reading, book: Book, passages: Sequence[Source], ties: Ties
) -> Bound | None:
    """How the ledger stands to a name; None where it names nothing that must be confirmed."""
    if value.unit == "first":
        return _first_word(value, reading, book)
    if value.unit == "code" and reading.words[value.first].low in book.free_words:
        return None
    words = [value.key] if value.unit == "code" else telling(reading.words, value)
    sources = (*book.confirmed, *passages)
    held = book.free_words.union(*(source.words for source in sources))
    missing = [word for word in words if not _held(word, held)]
    if not missing:
        source = next(
            (one for one in sources if all(_held(word, one.words) for word in words)), None
        )
        other = _other_name(value, words, reading, book, sources, ties)
        return other or (Bound("supported", source) if source else None)
    loose = next(
        (one for one in book.loose if any(_held(word, one.words) for word in missing)), None
    )
    return Bound("unconfirmed", loose) if loose else Bound("unsupported")


def _other_name(
    value: Value,
    words: Sequence[str],
    reading: Reading,
    book: Book,
    sources: Sequence[Source],
    ties: Ties,
) -> Bound | None:
    """The name that a fact has where the text has this one: the right place or person elsewhere."""
    if value.unit == "code" or book.own_words >= {*words}:
        return None
    named = [
        _Candidate(0, source, entry)
        for source in sources
        for entry in source.entries
        if entry.value.kind == "name" and entry.value.unit not in ("first", "code")
    ]
    good = [one for one in named if not {*words}.isdisjoint(one.entry.value.key.split())]
    sorts = {one.entry.value.sort for one in good}
    rivals = [
        one
        for one in named
        if one.entry.value.sort in sorts
        and {*words}.isdisjoint(one.entry.value.key.split())
        and not book.own_words >= {*one.entry.value.key.split()}
    ]
    at = ties.other(
        "name",
        around(value, reading),
        [one.entry.around for one in good],
        [one.entry.around for one in rivals],
    )
    return None if at is None else Bound("contradicted", rivals[at].source, rivals[at].entry)


def bind_role(role: Role, reading: Reading, book: Book, passages: Sequence[Source]) -> Bound | None:
    """How the ledger stands to a role said of a name: the right person in a wrong role is not carried."""
    first, last = role.name
    words = reading.words
    wanted = {one.name for one in concepts(words, role.first, role.last)} - book.own
    sources = (*book.confirmed, *passages)
    if (first, last) == (role.first, role.last):
        held = any(_together(wanted, one) for one in sources)
        return None if held else Bound("unsupported")
    name = [word.low for word in words[first:last] if word.is_word]
    about = [one for one in sources if any(_held(word, one.words) for word in name[-1:])]
    if not about:
        return None
    held = [one for source in about for one in _roles_of(name[-1], source)]
    if held and not any(wanted <= one or one <= wanted for one in held):
        return Bound("contradicted", about[0])
    carrying = next((one for one in about if _together(wanted, one)), None)
    return Bound("supported", carrying) if carrying else Bound("contradicted", about[0])


def _roles_of(name: str, source: Source) -> Iterator[frozenset[str]]:
    """The concepts of each role that a source says right beside a name."""
    words = source.reading.words
    for value in source.reading.values:
        if value.kind == "name" and name.removesuffix("'s") in value.key.split():
            for role in roles(words, value):
                yield frozenset(one.name for one in concepts(words, role.first, role.last))


def _together(wanted: set[str], source: Source) -> bool:
    """Whether the words of a role stand close together in a source."""
    found = [one for clause in source.clauses for one in clause.concepts if one.name in wanted]
    return any(
        wanted <= {one.name for one in found if start.first <= one.first <= start.first + _SPREAD}
        for start in found
    )


_SPREAD = 4


def bind_sides(reading: Reading, sources: Sequence[Source]) -> Iterator[tuple[int, Bound]]:
    """The first token of each thing on another side than every fact has it, and the fact."""
    for at, side, what in sides(reading.words):
        group = next(pair for pair in SIDES if side in pair)
        held = [
            (one, other)
            for one in sources
            for _, other, thing in sides(one.reading.words)
            if thing == what and other in group
        ]
        if held and all(other != side for _, other in held):
            yield at, Bound("contradicted", held[0][0])


def _first_word(value: Value, reading: Reading, book: Book) -> Bound | None:
    """A capital at a sentence's start counts only where a loose fact has that very name."""
    word = low(reading.words, value.first)
    for source in book.loose:
        named = any(
            one.kind == "name" and one.unit != "first" and word in one.key.split()
            for one in source.reading.values
        )
        if (
            named
            and word not in book.free_words
            and not any(word in one.words for one in book.confirmed)
        ):
            return Bound("unconfirmed", source)
    return None
