"""What a text adds most easily to what is known: that all is well, who did it, that it is done, that it is sure.

A ledger that says none of it leaves these to the writer's wish. Each is a mark for `doubt`.
"""

from collections.abc import Iterator, Sequence

from drafter.checks.claims.book import Source
from drafter.checks.claims.explained import Explained, Held, denies
from drafter.checks.claims.forms import Form, Words, has, is_negative
from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import AUXILIARIES, Reading
from drafter.checks.claims.words import concept, stem

# What is well, or well again; "well" itself only of somebody or something that is so.
_WELL = frozenset(
    stem(word)
    for word in """
safe safely harmless recovered recovering recovery unharmed unhurt uninjured undamaged intact healthy
fine sound secure normal usual stable comfortable resolved solved settled unaffected protected fit mended
""".split()
)
_WELLS: tuple[tuple[str, ...], ...] = (
    ("out", "of", "danger"), ("under", "control"), ("at", "home", "again"), ("home", "again"),
    ("back", "home"), ("well", "again"), ("doing", "well"), ("all", "well"), ("are", "well"),
    ("is", "well"), ("back", "to", "normal"), ("as", "usual"), ("left", "hospital"),
    ("in", "order"), ("all", "right"),
)  # fmt: skip
# Harm and danger, which a text likes to deny.
_HARM = frozenset(
    concept(word)
    for word in """
risk danger harm hurt injured wounded ill sick infected poisoned dead treatment hospital damaged lost stolen
misused affected touched concerned copied leaked accessed charged threatened evidence sign reason
""".split()
)
# Who may have done something, or left it undone.
_DOERS = frozenset(
    concept(word)
    for word in """
contractor supplier employee staff worker colleague driver engineer programmer developer technician operator
manager electrician mechanic attacker hacker intruder thief vandal burglar criminal gang customer visitor
passenger bank manufacturer agency partner carrier courier authority council police government inspector
printer trainee apprentice volunteer temp consultant installer builder cleaner nurse teacher pilot captain
rival competitor neighbour firm company somebody someone stranger outsider teenager fan
""".split()
)
# Words by which a fact leaves room.
_ROOM = frozenset(
    stem(word)
    for word in """
expect expected expects plan planned plans aim aims hope hopes estimate estimated likely may might could should
provisional provisionally intend intends probably earliest possibly preliminary forecast scheduled
""".split()
)
_ROOMS: tuple[tuple[str, ...], ...] = (("at", "least"), ("not", "before"), ("no", "earlier"))
_LAST = frozenset(("has", "have", "had", "we've", "they've", "been"))
_HALF, _MUCH = 0.5, 3.0


def hints(
    form: Form, reading: Reading, found: Explained, values: Sequence[Source], timed: bool
) -> dict[str, float]:
    """The marks of one assertion; `values` are the sources that carry a value in it."""
    words = reading.words
    well = _is_well(words, form.first, form.last)
    borrowed = _borrowed(found, values)
    return {
        "all well": well and not form.negative and not any(_well(one.source) for one in found.held),
        "well": well and not form.negative,
        "no harm": form.negative and not _denied_harm(form, reading, found),
        "new doer": any(True for _ in _new_doers(form, reading, found)),
        "has since": _since(words, form.first, form.last),
        "surer": found.share >= _HALF and _surer(form, reading, found.best),
        "borrowed": borrowed,
        "borrowed time": timed * borrowed,
        "undenied": form.negative and not _held_denial(found),
        "all denied": not form.negative and _all_denied(found),
    }


def _is_well(words: Words, first: int, last: int) -> bool:
    return has(words, first, last, _WELLS) is not None or any(
        stem(word.low) in _WELL for word in words[first:last]
    )


def _well(source: Source) -> bool:
    words = source.reading.words
    return _is_well(words, 0, len(words))


def _denied_harm(form: Form, reading: Reading, found: Explained) -> bool:
    """Whether no harm is denied here, or a fact denies it too."""
    harm = {concept(word.low) for word in reading.words[form.first : form.last]} & _HARM
    if not harm:
        return True
    return any(
        not harm.isdisjoint(clause.names) and denies(one.source, clause)
        for one in found.held
        for clause in one.source.clauses
    )


def _new_doers(form: Form, reading: Reading, found: Explained) -> Iterator[str]:
    """Those who do something here, before the verb or after "by", and are in no confirmed fact."""
    words = reading.words
    held = frozenset().union(*(one.source.concepts for one in found.held))
    verb = _verb(words, form.first, form.last)
    for at in range(form.first, form.last):
        name = concept(words[at].low)
        if name not in _DOERS or name in held:
            continue
        by = any(low(words, n) in ("by", "of") for n in range(max(form.first, at - 4), at))
        if at < verb or by:
            yield name


def _verb(words: Words, first: int, last: int) -> int:
    """The first token that says that something is or was done."""
    return next(
        (
            at
            for at in range(first, last)
            if words[at].low in AUXILIARIES or (words[at].low.endswith("ed") and at > first)
        ),
        last,
    )


def _since(words: Words, first: int, last: int) -> bool:
    """ "Has since been mended": it is done by now."""
    return any(low(words, at) == "since" and low(words, at - 1) in _LAST for at in range(first, last))


def _surer(form: Form, reading: Reading, best: Held | None) -> bool:
    """Whether the best fact leaves room ("expected", "at least"), and the text none."""
    if best is None:
        return False
    its = best.source.reading.words
    return _leaves_room(its, 0, len(its)) and not _leaves_room(reading.words, form.first, form.last)


def _leaves_room(words: Words, first: int, last: int) -> bool:
    return has(words, first, last, _ROOMS) is not None or any(
        stem(word.low) in _ROOM for word in words[first:last]
    )


def _borrowed(found: Explained, values: Sequence[Source]) -> float:
    """How little the facts whose values stand here explain of the words around them."""
    if not values:
        return 0.0
    shares = [one.share for one in found.held if any(one.source is value for value in values)]
    return (1 - max(shares, default=0.0)) * min(found.total, _MUCH) / _MUCH


def _held_denial(found: Explained) -> bool:
    """Whether a clause that has half of the words denies anything."""
    least = _HALF * len(found.words)
    return any(
        len(clause.names & one.names) >= max(least, 1) and denies(one.source, clause)
        for one in found.held
        for clause in one.source.clauses
    )


def _all_denied(found: Explained) -> bool:
    """Whether every clause that has half of the words denies."""
    least = max(_HALF * len(found.words), 1)
    near = [
        is_negative(one.source.reading.words, clause.first, clause.last)
        for one in found.held
        for clause in one.source.clauses
        if len(clause.names & one.names) >= least
    ]
    return bool(near) and all(near)
