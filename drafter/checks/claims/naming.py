"""Bind names, the roles said of them, and sides: the right person, place or tier, at the right event."""

from collections.abc import Iterable, Iterator, Sequence

from drafter.checks.claims.book import Book, Source
from drafter.checks.claims.matching import Bound, Candidate
from drafter.checks.claims.names import SIDES, Role, roles, sides, telling
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.ties import Ties
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import concepts


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
    if not missing and (half := _half(value.key.split(), book, sources)):
        return Bound("contradicted", half)
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


def _half(words: Sequence[str], book: Book, sources: Sequence[Source]) -> Source | None:
    """The source of another name that begins alike: "Per Lindahl" where a text has "Per Lindqvist"."""
    if len(words) != _PAIR or any({*words} <= {*name.lower().split()} for name in book.names):
        return None
    named = [
        (source, one.key.split())
        for source in sources
        for one in source.reading.values
        if one.kind == "name"
    ]
    if any({*words} <= {*key} for _, key in named):
        return None
    return next(
        (
            source
            for source, key in named
            if len(key) == _PAIR and key[0] == words[0]
            if key[1].removesuffix("s") != words[1].removesuffix("s")
        ),
        None,
    )


_PAIR = 2


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
        Candidate(0, source, entry)
        for source in sources
        for entry in source.entries
        if entry.value.kind == "name" and entry.value.unit not in ("first", "code")
    ]
    good = [one for one in named if not {*words}.isdisjoint(one.entry.value.key.split())]
    places = _places((value, *(one.entry.value for one in named)))
    rivals = [
        one
        for one in named
        if (one.entry.value.key in places) == (value.key in places)
        and {*words}.isdisjoint(one.entry.value.key.split())
        and not book.own_words >= {*one.entry.value.key.split()}
    ]
    others = [
        {*one.key.split()} for one in reading.values if one.kind == "name" and one is not value
    ]
    if not good:
        rivals = [one for one in rivals if one.entry.value.key in places]
    at = ties.other(
        value,
        reading,
        [one.entry.around for one in good],
        [one.entry.around for one in rivals],
        [any(said & {*one.entry.value.key.split()} for said in others) for one in rivals],
    )
    return None if at is None else Bound("contradicted", rivals[at].source, rivals[at].entry)


def _places(named: Iterable[Value]) -> frozenset[str]:
    """The names that are places wherever they stand, because they are somewhere."""
    return frozenset(one.key for one in named if one.sort == "place")


def bind_role(role: Role, reading: Reading, book: Book, passages: Sequence[Source]) -> Bound | None:
    """How the ledger stands to a role said of a name: the right person in a wrong role is not carried."""
    first, last = role.name
    words = reading.words
    wanted = {one.name for one in concepts(words, role.first, role.last)} - book.own
    sources = (*book.confirmed, *passages)
    if (first, last) == (role.first, role.last):
        held = any(_together(wanted, one) for one in sources)
        return None if held else Bound("unsupported")
    first -= (
        low(words, first - 1) in book.free_words and words[first - 1].end + 1 == words[first].start
    )
    name = [word.low for word in words[first:last] if word.is_word]
    about = [one for one in sources if any(_held(word, one.words) for word in name[-1:])]
    if not about or _half(name, book, sources):
        return None
    said = [one for source in about for one in _roles_of(name[-1], source)]
    if said and not any(wanted <= one or one <= wanted for one in said):
        return Bound("contradicted", about[0])
    if not said and (other := _of_another(name, wanted, sources)):
        return Bound("contradicted", other)
    carrying = next((one for one in about if _together(wanted, one)), None)
    return Bound("supported", carrying) if carrying else Bound("contradicted", about[0])


def _roles_of(name: str, source: Source) -> Iterator[frozenset[str]]:
    """The concepts of each role that a source says right beside a name."""
    words = source.reading.words
    for value in source.reading.values:
        if value.kind == "name" and name.removesuffix("'s") in value.key.split():
            for role in roles(words, value):
                yield frozenset(one.name for one in concepts(words, role.first, role.last))


def _of_another(name: Sequence[str], wanted: set[str], sources: Sequence[Source]) -> Source | None:
    """The source that says a role right beside the name of somebody else."""
    for source in sources if min(len(wanted), len(name)) >= _PAIR else ():
        for value in source.reading.values:
            owner = source.reading.text[value.end : value.end + 2] in ("'s", "’s")
            other = value.sort == "name" and value.unit != "first" and not owner
            if not other or not {*name}.isdisjoint(value.key.split()):
                continue
            for role in roles(source.reading.words, value):
                theirs = {one.name for one in concepts(source.reading.words, role.first, role.last)}
                alike = wanted <= theirs or theirs <= wanted
                if alike and len(theirs) >= _PAIR:
                    return source
    return None


def _together(wanted: set[str], source: Source) -> bool:
    """Whether the words of a role stand close together in a source."""
    found = [one for clause in source.clauses for one in clause.concepts if one.name in wanted]
    return any(
        wanted <= {one.name for one in found if start.first <= one.first <= start.first + _SPREAD}
        for start in found
    )


_SPREAD = 6


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
