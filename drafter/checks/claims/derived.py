"""What follows from confirmed values by arithmetic: sums, differences, shares, ratios, durations."""

from collections.abc import Iterator, Sequence

from drafter.checks.claims.book import ARTICLE, Source
from drafter.checks.claims.lengths import a_day
from drafter.checks.claims.numbers import low
from drafter.checks.claims.pairs import Pair, across, is_it, pairs
from drafter.checks.claims.reading import AUXILIARIES
from drafter.checks.claims.value import Value, fits, near
from drafter.checks.claims.words import Token

_INSTEAD = (("instead", "of"), ("rather", "than"), ("not",), ("against",), ("compared", "with"),
            ("compared", "to"), ("up", "from"), ("down", "from"), ("where",))  # fmt: skip
_MEASURES = frozenset(
    "mg g kg ml l km m cm mm degre c mw kw gb mb bar volt watt mile tonn litr degree".split()
)
_SHARE_SLACK = 0.012
_PLAIN = ("", "about", "below")


def derived(
    said: Value,
    sources: Sequence[Source],
    cues: frozenset[str],
    after: frozenset[str] = frozenset(),
) -> Source | None:
    """The source whose values give the number, share or ratio `said`, or None.

    `cues` are the words around: "the other 114" is a difference. `after` is what is said of the number:
    a rest has not what the part has.
    """
    if said.unit in ("a day", "a week"):
        return a_day(said, sources)
    if said.kind == "share":
        return _share(said, sources, cues)
    if said.kind == "ratio":
        return _ratio(said, sources)
    return _sum(said, sources, cues, after) if said.kind == "number" else None


def _share(said: Value, sources: Sequence[Source], cues: frozenset[str]) -> Source | None:
    rest = not cues.isdisjoint(
        ("not", "never", "other", "remaining", "rest", "without", "still", "no")
    )
    both = [
        *pairs(sources, "number"),
        *(one for one in across(sources, "number") if _alike(one)),
    ]
    both += list(pairs(sources, "money"))
    spoken = frozenset[str]().union(*(one.concepts for one in sources))
    other = spoken.isdisjoint(said.heads)
    for first, second, source in both:
        part, whole = sorted((first.amount, second.amount))
        if not 0 < part < whole or _measure(first):
            continue
        # A whole that no fact names is said in other words, where both numbers count the same.
        if not _counted(said, source) and not (other and _alike(Pair(first, second, source))):
            continue
        grouped = said.relation in _PLAIN and _whole(first, second, source, sources)
        sums = (part / (part + whole), whole / (part + whole)) if grouped else ()
        for share in (part / whole, *sums, *((1 - part / whole,) if rest else ())):
            if _fair(share, said):
                return source
    return None


def _whole(first: Value, second: Value, source: Source, sources: Sequence[Source]) -> bool:
    """Whether two numbers may be the parts of one group; "one of them" is no part beside it."""
    words = source.reading.words
    if low(words, second.first - 1) in ("other", "remaining"):
        return True
    whole = first.amount + second.amount
    if any(near(entry.value.amount, whole) for one in sources for entry in one.entries):
        return True
    parts = low(words, first.last) == "of" or low(words, second.last) == "of"
    return not parts and (
        _alike(Pair(first, second, source)) or not first.heads or not second.heads
    )


def _alike(pair: Pair) -> bool:
    return bool(set(pair.first.heads) & set(pair.second.heads))


def _counted(said: Value, source: Source) -> bool:
    """Whether the source speaks of what the share is of; a share of nothing named passes."""
    return not said.heads or not source.concepts.isdisjoint(said.heads) or "person" in said.heads


def _fair(share: float, said: Value) -> bool:
    if said.relation == "":
        slack = said.step / 2 if said.step < 0.05 else _SHARE_SLACK
        return near(share, said.amount, slack)
    return fits(share, said) or (
        said.relation == "about" and near(share, said.amount, _SHARE_SLACK)
    )


def _measure(value: Value) -> bool:
    return bool(value.heads) and value.heads[0] in _MEASURES


def _ratio(said: Value, sources: Sequence[Source]) -> Source | None:
    """A ratio has a direction: 10 mg instead of 5 mg is double, never half."""
    for first, second, source in pairs(sources, "number", "money", "duration"):
        if not first.amount or not second.amount or first.unit != second.unit:
            continue
        if said.amount > 1 and _measure(first) and first.heads == second.heads:
            low, high = sorted((first.amount, second.amount))
            if is_it(high / low, said):
                return source
        between = source.reading.words[first.last : second.first]
        for ratio in _directed(first, second, between):
            if near(ratio, said.amount, 0.02 * ratio) or fits(ratio, said):
                return source
    return None


def _directed(first: Value, second: Value, between: Sequence[Token]) -> tuple[float, ...]:
    words = tuple(word.low for word in between)
    if any(words[n : n + len(cue)] == cue for cue in _INSTEAD for n in range(len(words))):
        return (first.amount / second.amount,)
    if "to" in words and len(words) <= 4:
        return (second.amount / first.amount,)
    if _measure(first) or first.kind != "number":
        return ()
    low, high = sorted((first.amount, second.amount))
    return (high / low,)


_CUES = frozenset(
    "other others remaining rest left still altogether total all together combined further more not"
    " without sum both".split()
)


_REST = _CUES - frozenset("altogether total all together combined sum both".split())


def _sum(
    said: Value, sources: Sequence[Source], cues: frozenset[str], after: frozenset[str]
) -> Source | None:
    if said.kind == "number" and said.amount <= 3 and cues.isdisjoint(_CUES):
        return None
    both = list(pairs(sources, said.kind))
    both += list(pairs(sources, "ordinal")) if said.kind == "number" else []
    if said.relation not in ("above", "least", "less", "most"):
        both += [one for one in across(sources, said.kind) if _alike(one)]
    for pair in both:
        amounts = list(_amounts(said, pair))
        if not _summable(said, pair) or not any(is_it(amount, said) for amount in amounts):
            continue
        rest = not cues.isdisjoint(_REST)
        if rest or not _of_one(pair, after):
            return pair.source
    return None


def _summable(said: Value, pair: Pair) -> bool:
    first, second = pair.first, pair.second
    if ARTICLE in (first.unit, second.unit) or first.unit != second.unit:
        return False
    if said.unit and first.unit != said.unit:
        return False
    if _measure(first) or _measure(second):
        return said.heads == first.heads == second.heads
    return _related(said, pair.source)


def _of_one(pair: Pair, after: frozenset[str]) -> bool:
    """Whether what is said of a sum or a rest is what the source says of one of its parts alone."""
    ends = {one.value.first: one.after for one in pair.source.entries}
    first, second = (
        ends.get(pair.first.first, frozenset()),
        ends.get(pair.second.first, frozenset()),
    )
    return (
        bool(after & (first ^ second)) and not after & first & second and not _shared(pair, first)
    )


def _shared(pair: Pair, first: frozenset[str]) -> bool:
    """Whether one verb goes for both: "12 adults and 3 children were hurt", "6 sold here and 1 there"."""
    reading = pair.source.reading
    clause = reading.clause_of(pair.second)
    if clause is None or clause != reading.clause_of(pair.first):
        return False
    following = reading.words[pair.second.last : clause.last]
    return not first or not any(word.low in AUXILIARIES for word in following)


def _amounts(said: Value, pair: Pair) -> Iterator[float]:
    """Sum and difference; 214 passengers and 19 crew are 233 people, not 233 passengers."""
    first, second = pair.first, pair.second
    mixed = bool(first.heads and second.heads) and not _alike(pair)
    only = bool(said.heads) and ({*said.heads} <= {*first.heads}) != (
        {*said.heads} <= {*second.heads}
    )
    if not (mixed and only):
        yield first.amount + second.amount
    if first.amount != second.amount:
        yield abs(first.amount - second.amount)


def _related(said: Value, source: Source) -> bool:
    return not said.heads or not source.concepts.isdisjoint(said.heads) or "person" in said.heads
