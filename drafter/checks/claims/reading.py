"""A text read once: its tokens, sentences, clauses and every value in it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from drafter.checks.claims.clocks import clock
from drafter.checks.claims.contacts import contacts
from drafter.checks.claims.dates import day, near_day
from drafter.checks.claims.measures import UNITS, value
from drafter.checks.claims.names import DATES, names
from drafter.checks.claims.numbers import low
from drafter.checks.claims.relative import relative_days
from drafter.checks.claims.synonyms import PLAIN
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import Concept, Token, concepts, tokens
from drafter.checks.sentences import sentences

_STARTERS = frozenset(
    "and but while which who whose whereas so although though where or yet then because".split()
)
_SUBJECTS = frozenset(
    "we our the no it they you all every each there this these nobody none your its nothing".split()
)


# After "and" and its like these begin what is said next of the same subject.
AUXILIARIES = frozenset(
    "is are was were has have had will can cannot could did does do must may might would should".split()
)
# Before a participle these make a passive.
BE = frozenset("was were is are been be being".split())
_RELATIVES = frozenset("which who whose".split())
_JOINING = frozenset("and but nor or then".split())


class Clause(NamedTuple):
    """Tokens `first` to `last` (exclusive) of one sentence, and the concepts in them."""

    first: int
    last: int
    sentence: int
    concepts: tuple[Concept, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(one.name for one in self.concepts)


class Reading(NamedTuple):
    """Everything read off a text."""

    text: str
    words: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    clauses: tuple[Clause, ...]
    values: tuple[Value, ...]

    def clause_of(self, value: Value) -> Clause | None:
        """The clause that a value stands in."""
        return next((one for one in self.clauses if one.first <= value.first < one.last), None)

    def sentence_of(self, value: Value) -> tuple[int, int]:
        """Where the sentence that a value stands in begins and ends in the text; the value itself in none."""
        clause = self.clause_of(value)
        return self.sentences[clause.sentence] if clause else (value.start, value.end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where tokens `first` to `last` (exclusive) stand in the text."""
        return self.words[first].start, self.words[last - 1].end


def read(text: str, as_of: date | None = None, *, today: bool = False) -> Reading:
    """`text` read once. `as_of` is what "last June" counts from; "yesterday" too, where `today`."""
    cuts = tuple(sentences(text))
    kept = list(contacts(text))
    words = tuple(
        word for word in tokens(text) if not any(start < word.start < end for start, end, _ in kept)
    )
    touching = {start: (end, key) for start, end, key in kept}
    found = list(_values(words, text, touching, as_of, today))
    found += list(_unless(found, relative_days(words, found, cuts)))
    found += list(_unless(found, names(words, text, cuts)))
    clauses = tuple(_clauses(words, cuts))
    return Reading(text, words, cuts, clauses, tuple(sorted(found)))


def _unless(found: Sequence[Value], more: Iterable[Value]) -> Iterator[Value]:
    """Of `more` what stands on no token that is taken."""
    taken = {at for one in found for at in range(one.first, one.last)}
    yield from (one for one in more if taken.isdisjoint(range(one.first, one.last)))


def _values(
    words: tuple[Token, ...],
    text: str,
    kept: dict[int, tuple[int, str]],
    as_of: date | None,
    today: bool,
) -> Iterator[Value]:
    at = 0
    while at < len(words):
        made = _one(words, at, text, kept, as_of, today)
        if made is None:
            at += 1
            continue
        if not _idle(words, made):
            yield made
        at = max(made.last, at + 1)


def _one(
    words: tuple[Token, ...], at: int, text: str, kept: dict[int, tuple[int, str]], as_of: date | None,
    today: bool,
) -> Value | None:  # fmt: skip
    word = words[at]
    if word.start in kept:
        end, key = kept[word.start]
        return Value(word.start, end, at, at + 1, "contact", key=key)
    if word.is_code:
        return Value(word.start, word.end, at, at + 1, "name", key=word.low, unit="code")
    if _in_name(words, at, text):
        return Value(word.start, word.end, at, at + 1, "name", key=word.low, unit="code")
    if today and as_of and (meant := near_day(words, at, as_of)):
        return meant
    return day(words, at, text, as_of) or clock(words, at, text) or value(words, at)


def _in_name(words: tuple[Token, ...], at: int, text: str) -> bool:
    """Whether a number is part of a name: "the Vertis 300 lifts", "Terminal 5", not "left Oslo 5 hours late"."""
    if at < 1 or not words[at].is_number or not words[at - 1].is_word:
        return False
    before = words[at - 1]
    named = text[before.start].isupper() and not before.low.endswith("'s")
    named = named and before.low not in PLAIN and before.low not in DATES
    if not named or words[at].start != before.end + 1:
        return False
    if low(words, at + 1) in ("%", ":", "of", "am", "pm"):
        return False
    if before.low in _DESIGNATORS:
        return at > 1 or (words[at].low.isdigit() and low(words, at + 1) not in UNITS)
    inside = low(words, at - 2)[:1].isalnum()
    held = low(words, at - 2) in _ARTICLES or words[at - 2].is_number
    return inside and (held or not _counting(words, at))


def _counting(words: tuple[Token, ...], at: int) -> bool:
    """Whether the number at `at` counts what follows: a unit, or a plural with words before it."""
    following = low(words, at + 1)
    if following in UNITS or (following == "-" and low(words, at + 2) in UNITS):
        return True
    noun = next((n for n in range(at + 1, at + _NOUN) if _plural(low(words, n))), None)
    return noun is not None and all(
        low(words, n)[:1].isalpha() and low(words, n) not in PLAIN for n in range(at + 1, noun)
    )


_NOUN = 4
_ARTICLES = frozenset("the our your a an this these its their".split())
# What tells one of several apart by a number after it.
_DESIGNATORS = frozenset(
    "terminal flight gate batch line route platform building hall pier dock ward room floor unit block lot"
    " version model type level stage phase zone area district section track train bus tram lane road highway"
    " furnace reactor runway pump well plant site shed tower lift class grade year chapter article".split()
)


def _plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")))


_PLURALS = frozenset("people children men women staff".split())


def _idle(words: tuple[Token, ...], made: Value) -> bool:
    """Whether a value says nothing: "one another", "every one of you", "below zero", "but Sunday"."""
    if made.kind == "day" and made.day.weekday is not None and made.day.low is None:
        return low(words, made.first - 1) in ("but", "except")
    if made.kind == "number" and made.amount == 0:
        return low(words, made.first - 1) in ("below", "above")
    return made.kind == "number" and made.amount == 1 and not words[made.first].is_number


def _clauses(words: tuple[Token, ...], cuts: tuple[tuple[int, int], ...]) -> Iterator[Clause]:
    at = 0
    for number, (start, end) in enumerate(cuts):
        while at < len(words) and words[at].start < start:
            at += 1
        last = at
        while last < len(words) and words[last].start < end:
            last += 1
        for first, stop in _split(words, at, last):
            yield Clause(first, stop, number, tuple(concepts(words, first, stop)))
        at = last


def _split(words: tuple[Token, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    begin = first
    for at in range(first + 1, last):
        ends = low(words, at - 1) == "," and low(words, begin) in _RELATIVES and begin > first
        if at > begin and (ends or _breaks(words, at)):
            yield begin, at
            begin = at
    if begin < last:
        yield begin, last


def _breaks(words: tuple[Token, ...], at: int) -> bool:
    """Whether a new clause begins at token `at`."""
    before = low(words, at - 1)
    if before in (";", ":", "—", "(", ")", "…"):
        return not (words[at - 1].end == words[at].start and before == ":")
    if before == "–" and words[at - 1].end < words[at].start:
        return True
    if before == "," and low(words, at) in _STARTERS:
        return True
    if low(words, at) in _JOINING and low(words, at + 1) in AUXILIARIES:
        return True
    if before == "," and any(low(words, at + n) in _RELATIVES for n in (1, 2)):
        return True
    return low(words, at) in ("and", "but", "because") and low(words, at + 1) in _SUBJECTS
