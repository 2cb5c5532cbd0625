"""What a text adds most easily to what is known: that all is well, who did it, that it is done, that it is sure.

A ledger that says none of it leaves these to the writer's wish. Each is a mark for `doubt`.
"""

from drafter.checks.claims.book import Source
from drafter.checks.claims.explained import Explained, denies, limited, traits
from drafter.checks.claims.forms import NEGATIVE_UNIVERSALS, Form, Words
from drafter.checks.claims.numbers import low
from drafter.checks.claims.phrases import has, is_negative, listed, says
from drafter.checks.claims.reading import AUXILIARIES, Reading
from drafter.checks.claims.support import first_ever
from drafter.checks.claims.words import concept, stem

# What is well, or well again; "well" itself only of somebody or something that is so.
_WELL = frozenset(
    stem(word)
    for word in """
safe safely harmless recovered recovering recovery unharmed unhurt uninjured undamaged intact healthy
fine sound secure stable resolved solved settled unaffected protected mended
""".split()
)
_WELLS = listed(
    "out of danger;under control;at home again;home again;back home;well again;doing well;all well;are well"
    ";is well;back to normal;as usual;left hospital;in order;all right"
)
# Who may have done something, or left it undone.
_DOERS = frozenset(
    """
contractor subcontractor supplier employee staff worker colleague driver engineer programmer developer technician
operator manager electrician mechanic attacker hacker intruder thief thieves vandal burglar criminal gang customer
visitor passenger bank manufacturer maker agency partner carrier courier authority council police government
inspector printer trainee apprentice volunteer temp consultant installer builder cleaner nurse teacher pilot captain
rival competitor neighbour student pupil patient
""".split()
)
_LAST = frozenset(("has", "have", "had", "we've", "they've", "been"))
_HALF, _MOST = 0.5, 0.75


def hints(form: Form, reading: Reading, found: Explained) -> dict[str, float]:
    """The marks of one assertion; all 0 for a question, an order, a feeling or an open point."""
    words, denial = reading.words, form.negative and not limited(form, reading)
    made = {
        "all well": not form.negative
        and _is_well(words, form.first, form.last)
        and not any(_well(one.source) for one in found.held)
        and not _held_well(form, reading, found),
        "new doer": form.told and _new_doer(form, reading, found),
        "has since": _since(words, form.first, form.last) and found.share < _MOST,
        "object": form.universal and form.negative and _no_object(form, reading),
        "undenied": denial and not _held_denial(found),
        "denies rumour": denial * _rumoured(found),
        "all alone": form.universal
        and not form.negative
        and _all(form, reading)
        and not _of_all(found),
        "never before": first_ever(form, reading)
        and not any(says(one.source.reading, _BEFORE) for one in found.held),
    }
    return made if not any(form.mood) else dict.fromkeys(made, 0.0)


_BEFORE = listed("never;first;before")


def _rumoured(found: Explained) -> float:
    """How much of a denial stands in a fact that is not confirmed and denies nothing."""
    shares = [
        one.share
        for one in found.loose
        if not is_negative(one.source.reading.words, 0, len(one.source.reading.words))
    ]
    return max(shares, default=0.0) if not _held_denial(found) else 0.0


def _all(form: Form, reading: Reading) -> bool:
    """Whether all there are is meant, not all of a number, of those named, or each of a few."""
    words = reading.words
    counts = {one.first for one in reading.values if one.kind in ("number", "share")}
    for at in range(form.first, form.last):
        if words[at].low not in _EACH:
            continue
        near = range(at + 1, min(at + 5, form.last))
        bounded = any(n in counts or words[n].low in _BOUNDS for n in near)
        if bounded or words[at].low == "each" or low(words, at - 1) in ("for", "per"):
            return False
    return has(words, form.first, form.last, listed("at any time")) is None


_EACH = ("all", "every", "each", "everyone", "everybody")
_BOUNDS = frozenset(
    "whose who that which we you they affected concerned these those them us".split()
)


def _of_all(found: Explained) -> bool:
    """Whether a fact that explains half of the words speaks of all too, or of the rest."""
    return any(
        traits(one.source).universal or says(one.source.reading, _OTHERS)
        for one in found.held
        if one.share >= min(_HALF, found.share)
    )


_OTHERS = listed("the other;the rest;the remaining;all other")


def _is_well(words: Words, first: int, last: int) -> bool:
    return has(words, first, last, _WELLS) is not None or any(
        stem(word.low) in _WELL for word in words[first:last]
    )


def _held_well(form: Form, reading: Reading, found: Explained) -> bool:
    """Whether a fact says it by the opposite: "never in danger" for "safe"."""
    said = {
        concept(word.low)
        for word in reading.words[form.first : form.last]
        if stem(word.low) in _WELL
    }
    return any(not said.isdisjoint(one.source.concepts) for one in found.held)


def _well(source: Source) -> bool:
    words = source.reading.words
    return _is_well(words, 0, len(words))


def _new_doer(form: Form, reading: Reading, found: Explained) -> bool:
    """Whether somebody does something here, before the verb or after "by", who is in no confirmed fact.

    "Our engineers" may stand for the organisation where a fact says the rest.
    """
    words = reading.words
    held = frozenset().union(*(one.source.concepts for one in found.held))
    verb = _verb(words, form.first, form.last)
    for at in range(form.first, form.last):
        doer = words[at].low in _DOERS or words[at].low.removesuffix("s") in _DOERS
        before = [low(words, n) for n in range(max(form.first, at - 4), at)]
        acts = at < verb or "by" in before or "of" in before
        own = "our" in before and found.share >= _HALF
        if doer and acts and not own and concept(words[at].low) not in held:
            return True
    return False


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
    return any(
        low(words, at) == "since" and low(words, at - 1) in _LAST for at in range(first, last)
    )


def _no_object(form: Form, reading: Reading) -> bool:
    """Whether "no" stands after the verb: "took no notice" speaks of none of a kind."""
    words = reading.words
    at = next(
        (n for n in range(form.first, form.last) if words[n].low in NEGATIVE_UNIVERSALS), form.last
    )
    return form.first < at < form.last and low(words, at - 1) not in _BEFORE_NONE


_BEFORE_NONE = frozenset("is are was were that there where and but by so then ,".split())


def _held_denial(found: Explained) -> bool:
    """Whether a clause that has half of the words denies anything."""
    least = _HALF * len(found.words)
    return any(
        len(clause.names & one.names) >= max(least, 1) and denies(one.source, clause)
        for one in found.held
        for clause in one.source.clauses
    )
