"""Whether a value that no fact says follows from two that do, and is about what they are about.

Two values of a ledger give hundreds of others, so that nearly every small number is the sum, the share
or the distance of something. Evidence is weighed against that: the words around must fit those around
both values, and the unlikelier it is that a random amount as round as this one follows too, the better.
The weights are rounded from a logistic model of what true drafts say against random amounts in their
places; the levels were set by looking at what `benchmarks/follows.py` lists, planted values among it.
"""

from collections.abc import Iterable, Sequence, Set
from math import log

from drafter.checks.claims.arithmetic import Result, chance, gives, results
from drafter.checks.claims.book import Source, predicate
from drafter.checks.claims.derived import instead
from drafter.checks.claims.matching import GENERIC, same
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import AUXILIARIES, Reading
from drafter.checks.claims.ties import Ties
from drafter.checks.claims.unsaid import ARTICLE
from drafter.checks.claims.value import Kind, Value, near

_MEAN, _LEAST, _ONE, _RARE = 0.5, 0.5, 0.25, 0.001
# What the score must reach. Days and times reckoned from others are seldom told.
LEVELS: dict[Kind, float] = {
    "duration": 1.2, "share": 0.4, "number": 4.1, "money": 1.2, "day": 5.0, "clock": 2.0,
}  # fmt: skip
# "Less than a day" holds of more amounts than "a day" does.
_BOUNDED = 0.5
# What a fact joins by "and" is nearly said; so many words may stand between.
_JOINED, _NEAR = 2.5, 4
# Values of two facts that nothing in the clause speaks of give nothing.
_SOME = 0.6
# Sentences back in which one of them may be said.
_BACK = 2
# A day from which a length counts, said in its sentence.
_BESIDE = 1.0
# Words right before a rest, and words of its clause that say what is true of one.
_RESTS = frozenset("other others remaining rest another further left".split())
_LEFT = frozenset("remain remains remained left still not without never yet missing".split())
_CLOSE = 3


def follows(value: Value, reading: Reading, sources: Sequence[Source], ties: Ties) -> Source | None:
    """The source from whose values a length, a sum, a share or a number follows, or None."""
    found = best(value, reading, sources, ties)
    return found[0] if found and found[1] >= LEVELS.get(value.kind, 0.0) else None


def best(
    value: Value, reading: Reading, sources: Sequence[Source], ties: Ties
) -> tuple[Source, float] | None:
    """The source of the pair that gives the value and fits best, and the score of that; or None."""
    every = results(tuple(sources)).get(value.kind, ())
    spoken = frozenset[str]().union(*(source.concepts for source in sources))
    named = spoken.intersection(value.heads) - GENERIC
    given = [
        one
        for one in every
        if gives(one, value) and not barred(one, value, reading) and _counts(one, named)
    ]
    if not given:
        return None
    rare = -log(chance(value, every) + _RARE) if value.kind not in ("day", "clock") else 0.0
    rare *= _BOUNDED if value.relation in ("above", "least", "less", "most") else 1.0
    fits = [_fit(one, value, reading, ties) for one in given]
    at = max(range(len(given)), key=fits.__getitem__)
    if _outbid(given[at], value, reading, sources, ties):
        return None
    return given[at].sources[0], fits[at] + rare


# How much better than both values of a pair another one of their kind may fit.
_MARGIN = 2.4


def _outbid(
    one: Result, value: Value, reading: Reading, sources: Sequence[Source], ties: Ties
) -> bool:
    """Whether the words belong to a value of the ledger that has no part in the result."""
    kinds = {entry.value.kind for entry in one.entries} | {value.kind}
    kinds -= {"day", "clock"}
    held = [entry.around for entry in one.entries]
    rivals = [
        entry.around
        for source in sources
        for entry in source.entries
        if entry.value.kind in kinds and entry.value.unit != ARTICLE
        if all(entry is not mine for mine in one.entries)
    ]
    if not rivals:
        return False
    if _of_the_rest(one, value, reading, sources, ties):
        return True
    fits = ties.by_words(value, reading, [*held, *rivals])
    return max(fits[len(held) :]) > max(fits[: len(held)]) + _MARGIN


# How much better than the part of a share the rest of its whole may fit: more than with any share of the
# true drafts, whose words often name both.
_REST_MARGIN = 6.0
_HALF = 0.5


def _of_the_rest(
    one: Result, value: Value, reading: Reading, sources: Sequence[Source], ties: Ties
) -> bool:
    """Whether the words belong to the rest: "a quarter have heating" for 1,550 of 6,200 without."""
    if value.kind != "share" or len(one.entries) != 2:
        return False
    first, second = sorted(one.entries, key=lambda entry: entry.value.amount)
    if one.how == "part":
        # Both are parts: the larger one of more than half.
        part, others = (second, [first]) if value.amount > _HALF else (first, [second])
    else:
        part = first
        others = [
            entry for source in sources for entry in source.entries if _left(entry.value, one)
        ]
    around = [entry.around for entry in (part, *others)]
    mine, *fits = ties.by_words(value, reading, around)
    return max(fits, default=mine) > mine + _REST_MARGIN


def _left(value: Value, one: Result) -> bool:
    """Whether a number is what is left of the larger of two without the smaller."""
    part, whole = sorted(entry.value.amount for entry in one.entries)
    return value.kind == "number" and near(value.amount + part, whole)


def _counts(one: Result, named: Set[str]) -> bool:
    """Whether one of the two counts what the text counts, where the ledger speaks of that at all."""
    if not named:
        return True
    heads = {head for entry in one.entries for head in entry.value.heads}
    spoken = any(not named.isdisjoint(source.concepts) for source in one.sources)
    return not named.isdisjoint(heads) or (
        spoken and (one.one or not heads or one.value.kind == "share")
    )


def rest_of(value: Value, sources: Sequence[Source]) -> bool:
    """Whether a number is what two others leave."""
    every = results(tuple(sources)).get(value.kind, ())
    return any(one.how == "rest" and gives(one, value) for one in every)


def _fit(one: Result, value: Value, reading: Reading, ties: Ties) -> float:
    fits = ties.by_words(value, reading, [entry.around for entry in one.entries])
    if max(fits) < _SOME and not one.one and not _said(one, value, reading):
        return -_JOINED
    joined = _JOINED * _joined(one)
    if value.kind in ("duration", "share") and _said(one, value, reading, 0):
        joined += _BESIDE
    return joined + _MEAN * sum(fits) / len(fits) + _LEAST * min(fits) + _ONE * one.one


def _said(one: Result, value: Value, reading: Reading, back: int = _BACK) -> bool:
    """Whether one of the two values is said in the sentence, or a little before."""
    clause = reading.clause_of(value)
    if clause is None:
        return False
    begin, end = (
        reading.sentences[max(clause.sentence - back, 0)][0],
        reading.sentences[clause.sentence][1],
    )
    return any(
        begin <= other.start < end and other is not value and same(other, entry.value)
        for other in reading.values
        for entry in one.entries
    )


def _with_rest(one: Result) -> bool:
    """Whether a fact says the second as the rest: "two were closed; the other nine stayed open"."""
    words = one.sources[0].reading.words
    last = max(entry.value for entry in one.entries)
    return one.one and low(words, last.first - 1) in _RESTS


def _joined(one: Result) -> bool:
    """Whether a sum is of two numbers that a fact joins: "nine passengers and one of the crew"."""
    if not one.one or one.how != "sum":
        return False
    first, second = sorted(entry.value for entry in one.entries)
    words = one.sources[0].reading.words
    between = [word.low for word in words[first.last : second.first]]
    if not between:
        return False
    return between[-1] in _RESTS or (between[-1] == "and" and len(between) <= _NEAR)


def barred(one: Result, value: Value, reading: Reading) -> bool:
    """Whether the words say of a sum or a rest what is true of one of its parts alone."""
    whole = _whole(value, reading) if value.kind == "share" else 0.0
    if whole and not near(max(entry.value.amount for entry in one.entries), whole):
        return True
    if one.how in ("share", "other share") and _of_another(one):
        return True
    if one.how == "other share":
        return not _rest(value, reading)
    if one.how == "between" and value.kind == "duration":
        return _finer(one, value, reading)
    if value.kind != "number" or one.how not in ("sum", "rest"):
        return False
    if _replaced(one) and not _compares(value, reading):
        return True
    if one.how == "sum" and _of_one_sort(one, value):
        return True
    return not _rest(value, reading) and _said_of_one(one, value, reading)


def _of_another(one: Result) -> bool:
    """Whether the part is told to be of another whole: "15 of 90", "40 of them" in its own fact."""
    (part, whole), source = one.entries, one.sources[0]
    words = source.reading.words
    if low(words, part.value.last) != "of":
        return False
    if low(words, part.value.last + 1) in ("them", "these", "those"):
        counts = (entry.value for entry in source.entries if entry.value.kind == "number")
        return not one.one and any(value.amount > part.value.amount for value in counts)
    article = low(words, part.value.last + 1) in ("the", "our", "its", "all")
    at = part.value.last + 1 + article
    named = [one.value for one in source.entries if one.value.first == at]
    return any(one.kind == "number" and one.amount != whole.value.amount for one in named)


def _replaced(one: Result) -> bool:
    """Whether one of the two stands in the place of the other: "three a day instead of five"."""
    if not one.one:
        return False
    first, second = sorted(entry.value for entry in one.entries)
    return instead(one.sources[0].reading.words[first.last : second.first])


def _compares(value: Value, reading: Reading) -> bool:
    """Whether a number says how far apart two are: "13 degrees below", "45 slower than usual"."""
    after = [low(reading.words, at) for at in range(value.last, value.last + _CLOSE)]
    return any(word in _APART or (word.endswith("er") and len(word) > 4) for word in after)


_APART = frozenset("below above under over short fewer less more too off down up".split())


def _whole(value: Value, reading: Reading) -> float:
    """The 86 of "a quarter of the 86", 0 where no number is said there."""
    at = value.last + 1 + (low(reading.words, value.last + 1) in ("the", "our", "all", "these"))
    if low(reading.words, value.last) != "of":
        return 0.0
    numbers = (one.amount for one in reading.values if one.kind == "number" and one.first == at)
    return next(numbers, 0.0)


def _rest(value: Value, reading: Reading) -> bool:
    clause = reading.clause_of(value)
    if clause is None:
        return False
    words = reading.words[clause.first : clause.last]
    beside = reading.words[max(value.first - _CLOSE, 0) : value.last + 1]
    return any(word.low in _LEFT for word in words) or any(word.low in _RESTS for word in beside)


def _finer(one: Result, value: Value, reading: Reading) -> bool:
    """Whether hours or minutes are said of what are days in the ledger: 24 hours are no next day."""
    days = all(entry.value.kind == "day" for entry in one.entries)
    return days and reading.words[value.last - 1].low.startswith(("hour", "minute", "second"))


def _of_one_sort(one: Result, value: Value) -> bool:
    """214 passengers and 19 crew are 233 people, not 233 passengers."""
    first, second = ({*entry.value.heads} for entry in one.entries)
    said = {*value.heads}
    if said and (said <= first or said <= second) and _groups(one):
        return True
    if not first or not second or not said or first & second or _with_rest(one):
        return False
    return (said <= first) != (said <= second)


def _groups(one: Result) -> bool:
    """Whether one of the two is a group of its own: "212 passengers and a crew of 14"."""
    return one.one and any(
        not entry.value.heads
        and low(one.sources[0].reading.words, entry.value.first - 1) == "of"
        and low(one.sources[0].reading.words, entry.value.first - 3) in ("a", "an", "the")
        for entry in one.entries
    )


def _said_of_one(one: Result, value: Value, reading: Reading) -> bool:
    first, second = (entry.after for entry in one.entries)
    clause = reading.clause_of(value)
    if clause is None or (one.how == "sum" and (_shared(one, first) or _is_whole(value, reading))):
        return False
    after = predicate(value, reading)
    return bool(after & (first ^ second)) and not after & first & second


def _is_whole(value: Value, reading: Reading) -> bool:
    """Whether a part is said of the value: "two of our eleven restaurants"."""
    at = value.first - 1 - (low(reading.words, value.first - 1) in ("the", "our", "all", "these"))
    ends = {other.last for other in reading.values if other.kind in ("number", "share")}
    return low(reading.words, at) == "of" and at in ends


def _shared(one: Result, first: Iterable[str]) -> bool:
    """Whether one verb goes for both: "12 adults and 3 children were hurt", "6 sold here and 1 there"."""
    if not one.one:
        return False
    reading, (here, there) = one.sources[0].reading, (entry.value for entry in one.entries)
    clause = reading.clause_of(there)
    if clause is None or clause != reading.clause_of(here):
        return False
    following = reading.words[there.last : clause.last]
    return not first or not any(word.low in AUXILIARIES for word in following)
