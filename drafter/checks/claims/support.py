"""Whether the ledger carries an assertion: shared concepts, polarity, all against some, who is sure."""

from collections.abc import Sequence

from drafter.checks.claims.book import Book, Source
from drafter.checks.claims.forms import Form, mere_word
from drafter.checks.claims.matching import Bound
from drafter.checks.claims.opposed import Weighed, agrees, opposes, weighed
from drafter.checks.claims.phrases import has, is_negative, listed, says, unsure
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.unsaid import ARTICLE
from drafter.checks.claims.words import concepts, stem, strong

_ENOUGH = 0.5
_MOST = 0.75
_BOTH = 0.6
_LITTLE = 0.34
# Shared concepts, and their share of all, from which a contradiction is certain by its words.
_SURE, _SAME = 2, 0.75

_PARTIAL = listed(
    "some;most;many;several;part of;parts of;partly;partially;except;apart from;not yet;not all;only;half of"
    ";a few;other than;excluding;the other;the rest;the remaining;so far;at least;more than;at first;until"
)
# A part that a text may speak of itself: "all 917 others" of "the other 917".
_RESTS = (
    ("the", "other"),
    ("the", "rest"),
    ("the", "remaining"),
    ("all", "other"),
    ("all", "others"),
)
_FIRST = (("first", "time"), ("never", "happened"), ("never", "before"))
ALL = (("all",), ("every",), ("each",), ("throughout",), ("both",), ("in", "full"), ("full",))
# Words that deny without a "not".
DENYING = frozenset(
    "fail unabl refus reject without los stop lack denied prevent avoid miss cut imposib unavailabl".split()
)


def judge(
    form: Form,
    reading: Reading,
    book: Book,
    passages: Sequence[Source],
    bound: Sequence[Source] = (),
) -> Bound | None:
    """How the ledger stands to an assertion; None where it claims nothing of its own.

    `bound` are the sources that carry the values in it.
    """
    said = _said(form, reading, book)
    if not said:
        first = form.told and first_ever(form, reading)
        return Bound("unsupported") if first else None
    loose = _loose(form, said, book, bool(bound))
    if loose:
        return Bound("unconfirmed", loose)
    if not form.told or said <= book.free:
        return None
    sources = (*book.confirmed, *passages)
    form = form._replace(carried=frozenset(one.name for one in bound), rest=_of_rest(form, reading))
    held = next((one for one in bound if not said.isdisjoint(one.concepts)), None)
    plain = not form.universal and not form.negative and form.type in ("promise", "status")
    if held and plain and not _denied(form, said, reading, (held,)):
        return Bound("supported", held)
    return _weigh(form, said, reading, sources)


def _of_rest(form: Form, reading: Reading) -> bool:
    words = reading.words[form.first : form.last]
    return any(word.low in ("other", "others", "rest", "remaining", "else") for word in words)


def first_ever(form: Form, reading: Reading) -> bool:
    """Whether it is said that such a thing never was, or never will be: "nothing like it before"."""
    words = reading.words[form.first : form.last]
    if has(reading.words, form.first, form.last, _FIRST):
        return True
    happens = any(stem(word.low) == stem("happen") for word in words)
    return (
        form.negative and happens and any(word.low in ("before", "again", "ever") for word in words)
    )


def _weigh(
    form: Form, said: frozenset[str], reading: Reading, sources: Sequence[Source]
) -> Bound | None:
    if form.type == "cause":
        return _cause(said, sources)
    if form.type == "promise" and not form.universal and mere_word(said, form, reading):
        return None
    if form.universal and said <= {*form.heads}:
        return _mere(said, sources)
    if form.negative and _until(form, reading):
        share, best = _best(said, sources)
        return Bound("supported", best) if share >= _ENOUGH else None
    if form.universal or form.negative:
        return _absolute(form, said, reading, sources)
    if form.type == "promise":
        return _promise(form, said, reading, sources)
    return _status(form, said, reading, sources)


def _until(form: Form, reading: Reading) -> bool:
    """Whether a "not" holds only until something: "no lift runs again until it is approved"."""
    limits = (("until",), ("unless",), ("before",))
    return form.negative and has(reading.words, form.first, form.last, limits) is not None


def _mere(said: frozenset[str], sources: Sequence[Source]) -> Bound | None:
    """All of a thing, with nothing said of it that a fact could say: carried where a fact says "all"."""
    for source in sources:
        if said <= source.concepts and says(source.reading, ALL):
            return Bound("supported", source)
    return None


def _said(form: Form, reading: Reading, book: Book) -> frozenset[str]:
    found = strong(reading.words, form.first, form.last)
    return frozenset(one.name for one in found) - book.own


def _loose(form: Form, said: frozenset[str], book: Book, carried_value: bool) -> Source | None:
    """The fact that is not confirmed and that this speaks of, in words no confirmed fact has."""
    own = said & book.loose_only
    if not own:
        return _closer(form, said, book)
    best = max(book.loose, key=lambda one: (len(own & one.concepts), len(said & one.concepts)))
    carried = max((len(said & one.concepts) for one in book.confirmed), default=0)
    hits = len(own & best.concepts)
    if hits == 1 and carried_value and form.type == "status" and not form.negative:
        return None
    if hits == 1 and form.told and form.negative:
        return best
    if hits == 1 and (len(said) == 1 or not form.told) and form.type != "cause":
        return None
    if hits > 1 or form.type == "cause" or carried < len(said & best.concepts) + 1:
        return best
    return None


def _closer(form: Form, said: frozenset[str], book: Book) -> Source | None:
    """The loose fact that shares more with an assertion than any confirmed one does."""
    if not form.told:
        return None
    loose, held = _best(said, book.loose), _best(said, book.confirmed)
    return loose[1] if loose[0] >= _BOTH and loose[0] > held[0] and len(said) > 1 else None


def _cover(said: frozenset[str], source: Source) -> float:
    return len(said & source.concepts) / len(said)


def _best(said: frozenset[str], sources: Sequence[Source]) -> tuple[float, Source | None]:
    best = max(sources, key=lambda one: (len(said & one.concepts), not one.passage), default=None)
    return (_cover(said, best), best) if best is not None else (0.0, None)


def _union(said: frozenset[str], sources: Sequence[Source]) -> float:
    held = frozenset[str]().union(*(one.concepts for one in sources))
    return len(said & held) / len(said)


def _cause(said: frozenset[str], sources: Sequence[Source]) -> Bound:
    share, best = _best(said, sources)
    if share > _ENOUGH:
        return Bound("supported", best)
    return Bound("unsupported", best if share else None)


def _verb(form: Form, said: frozenset[str], reading: Reading) -> str:
    """The first concept after the "will" of a promise: what is promised; "" for no promise."""
    if form.type != "promise":
        return ""
    after = concepts(reading.words, form.verb + 1, form.last)
    return next((one.name for one in after if one.name in said), "")


def _promise(
    form: Form, said: frozenset[str], reading: Reading, sources: Sequence[Source]
) -> Bound | None:
    share, best = _best(said, sources)
    verb = _verb(form, said, reading)
    kept = best is not None and (not verb or verb in best.concepts)
    if share >= (_ENOUGH if kept else _MOST):
        return Bound("supported", best)
    if _union(said, sources) >= (_MOST if kept else 1.0):
        return Bound("supported", best)
    return Bound("unsupported", best if share else None)


def _contradicted(one: Weighed, said: frozenset[str]) -> Bound:
    same = len(one.shared) >= _SURE and len(one.shared) >= _SAME * len(said)
    return Bound("contradicted", one.source, certain=same)


def _status(
    form: Form, said: frozenset[str], reading: Reading, sources: Sequence[Source]
) -> Bound | None:
    against = _denied(form, said, reading, sources)
    if against:
        return _contradicted(against, said)
    share, best = _best(said, sources)
    if form.sure and share < _ENOUGH:
        return Bound("unsupported", best if share else None)
    if (
        share >= _ENOUGH
        and best is not None
        and _pending(said, best)
        and not _limited(form, reading)
    ):
        return Bound("contradicted", best)
    if share >= _ENOUGH:
        return Bound("supported", best)
    if not form.carried and len(said) >= 3 and _union(said, sources) < _LITTLE:
        return Bound("unsupported", best if share else None)
    return None


_LIMITS = ("until", "unless", "once")


def _pending(said: frozenset[str], source: Source) -> bool:
    """Whether a fact has what is said only as a condition: "closed until the inspector has approved it"."""
    words = source.reading.words
    dated = {one.first - 1 for one in source.reading.values if one.kind in ("day", "clock")}
    limits = (n for n, word in enumerate(words) if word.low in _LIMITS and n not in dated)
    at = next(limits, len(words))
    before = frozenset(one.name for one in concepts(words, 0, at))
    after = frozenset(one.name for one in concepts(words, at, len(words)))
    return bool(said & after) and before.isdisjoint(said)


def _limited(form: Form, reading: Reading) -> bool:
    """Whether the assertion is a condition or of the future itself."""
    words = reading.words[form.clause.first : form.clause.last]
    return any(word.low in (*_LIMITS, "will", "when", "if", "after", "before") for word in words)


def _denied(
    form: Form, said: frozenset[str], reading: Reading, sources: Sequence[Source]
) -> Weighed | None:
    """The clause that says the opposite, with nothing that says the same."""
    if not said.isdisjoint(DENYING) or len(said) < 2:
        return None
    near = [
        one
        for one in weighed(form, said, reading, sources)
        if len(one.shared) / len(said) > _ENOUGH
    ]
    if not near or not all(opposes(form, one) for one in near):
        return None
    best = near[0]
    span = best.clause.first, best.clause.last
    if unsure(best.source.reading, *span) or has(best.source.reading.words, *span, _PARTIAL):
        return None
    return best if len(best.shared) >= _SURE else None


def _absolute(
    form: Form, said: frozenset[str], reading: Reading, sources: Sequence[Source]
) -> Bound | None:
    """All, none, never, or a plain "not": a clause must share half of it, agree, and not say "some"."""
    denied = _denied_words(form, said, reading)
    if not form.universal and (quiet := _also_negative(denied, said, sources)):
        return Bound("supported", quiet)
    if form.universal and (part := _part_of(form, reading, sources)):
        return Bound("contradicted", part, certain=True)
    against = carrying = None
    for one in weighed(form, said, reading, sources):
        if not _speaks_of(form, one, said, denied):
            continue
        if opposes(form, one) or (form.universal and _partial(form, one)):
            against = against or one
        elif agrees(form, one):
            carrying = carrying or one
    verdict = _verdict(form, said, carrying, against)
    return verdict or (_nearest(said, sources) if form.universal else None)


def _speaks_of(form: Form, one: Weighed, said: frozenset[str], denied: frozenset[str]) -> bool:
    """Whether a clause is about the same: shares enough, what is denied, and what all or none are."""
    if denied and denied.isdisjoint(one.source.concepts):
        return False
    if form.heads and one.source.concepts.isdisjoint(form.heads):
        return False
    least = _BOTH if len(said) in (2, 3) and form.universal else _ENOUGH
    return len(one.shared) / len(said) >= least or _cover(said, one.source) >= _MOST


def _verdict(
    form: Form, said: frozenset[str], carrying: Weighed | None, against: Weighed | None
) -> Bound | None:
    """The clause that shares more decides; at a tie a "not" is carried and an "all" is not."""
    if carrying and form.universal and _elsewhere(form, carrying, said):
        return Bound("contradicted", carrying.source)
    if against and not carrying and form.negative and against.source.name in form.carried:
        # Its values are those of the fact: "118 trains did not run" for 118 that were cancelled.
        return Bound("supported", against.source)
    margin = 1 if form.negative else 0
    if carrying and carrying.source.name in form.carried:
        margin += 1
    if against and (carrying is None or len(against.shared) >= len(carrying.shared) + margin):
        return _contradicted(against, said)
    return Bound("supported", carrying.source) if carrying else None


def _nearest(said: frozenset[str], sources: Sequence[Source]) -> Bound:
    facts = [one for one in sources if not one.passage]
    for some in (facts, sources):
        share, best = _best(said, some)
        if share:
            return Bound("unsupported", best)
    return Bound("unsupported")


def _denied_words(form: Form, said: frozenset[str], reading: Reading) -> frozenset[str]:
    """The concepts after the "not" of an assertion: what is denied."""
    words = reading.words
    if not form.negative:
        return frozenset()
    at = next((n for n in range(form.first, form.last) if is_negative(words, n, n + 1)), form.first)
    return said & {one.name for one in concepts(words, at, form.last)}


def _part_of(form: Form, reading: Reading, sources: Sequence[Source]) -> Source | None:
    """The source that says "47 of 112 shops" where the text says "all 112 of our shops"."""
    whole = next(
        (one.amount for one in reading.values
         if one.kind == "number" and form.first < one.first < form.last
         and reading.words[one.first - 1].low == "all"), 0.0,
    )  # fmt: skip
    for source in sources:
        numbers = [entry.value for entry in source.entries if entry.value.kind == "number"]
        for part, total in zip(numbers, numbers[1:], strict=False):
            between = [word.low for word in source.reading.words[part.last : total.first]]
            parts = between[:1] == ["of"] and all(word.isalpha() for word in between)
            if total.amount == whole and 0 < part.amount < whole and parts:
                return source
    return None


def _also_negative(
    denied: frozenset[str], said: frozenset[str], sources: Sequence[Source]
) -> Source | None:
    """The source of a plain "not" in other clauses than its words: "no result yet"."""
    for source in sources:
        if denied and denied.isdisjoint(source.concepts):
            continue
        words = source.reading.words
        share = _cover(said, source)
        enough = share >= _ENOUGH and (share < 1 or len(source.clauses) > 1)
        if enough and is_negative(words, 0, len(words)):
            return source
    return None


def _partial(form: Form, one: Weighed) -> bool:
    """Whether the fact speaks of a part only: "40 of the samples", "most", "not yet"."""
    words, clause = one.source.reading.words, one.clause
    if form.negative or says(one.source.reading, ALL):
        return False
    if form.rest and has(words, clause.first, clause.last, _RESTS):
        return False
    if has(words, clause.first, clause.last, _PARTIAL):
        return True
    bare = not form.heads
    return any(
        entry.value.kind in ("number", "share")
        and clause.first <= entry.value.first < clause.last
        and (
            words[min(entry.value.last, len(words) - 1)].low == "of"
            or (bare and entry.value.kind == "number" and entry.value.unit != ARTICLE)
            or (
                not {*entry.value.heads}.isdisjoint(form.heads)
                and words[entry.value.first - 1].low not in ("the", "these", "those")
                and entry.value.unit != ARTICLE
            )
        )
        for entry in one.source.entries
    )


def _elsewhere(form: Form, one: Weighed, said: frozenset[str]) -> bool:
    """Whether another clause of the same fact denies it for some: "clinics do not have it back yet"."""
    words = one.source.reading.words
    if form.negative or has(words, one.clause.first, one.clause.last, ALL):
        return False
    return any(
        clause is not one.clause
        and clause.sentence != one.clause.sentence
        and not said.isdisjoint(clause.names)
        and is_negative(words, clause.first, clause.last)
        for clause in one.source.clauses
    )
