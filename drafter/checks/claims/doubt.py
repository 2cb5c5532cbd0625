"""How doubtful an assertion is: what marks one that no fact holds, each mark with a weight.

The marks say how far the ledger explains the clause, how it is said, and how the facts nearest to it
stand to it. The weights are those of a logistic model fitted to clauses of drafts whose facts are known
(`benchmarks/doubts.py`, which also measures it on sets it has not seen).
"""

from typing import NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.explained import Against, Explained, against, limited, traits
from drafter.checks.claims.forms import SPEED, Form
from drafter.checks.claims.hints import hints
from drafter.checks.claims.matching import Bound
from drafter.checks.claims.numbers import low
from drafter.checks.claims.phrases import has
from drafter.checks.claims.reading import AUXILIARIES, Reading
from drafter.model.finding import ClaimType

Marks = dict[str, float]

_READERS = frozenset("you your yours".split())
_COUNTED: tuple[ClaimType, ...] = ("money", "number", "percent")
_PAST = frozenset("was were had did wasn't weren't hadn't didn't".split())
_TOLD = _PAST | frozenset(
    "is are has have been hasn't haven't we've they've came went got took made gave became put let".split()
)
_HALF, _MOST = 0.5, 0.7
# Sentences from which a text has room for an opening and a closing thought.
_LONG = 5


class Carried(NamedTuple):
    """The values of a clause: their types and sources where a fact carries them, and whether one is wrong."""

    types: tuple[ClaimType, ...] = ()
    values: tuple[Source, ...] = ()
    names: tuple[Source, ...] = ()
    wrong: bool = False


def marks(
    form: Form,
    reading: Reading,
    found: Explained,
    carried: Carried,
    bound: Bound | None,
) -> Marks:
    """The marks of one assertion by name; 0 or 1, or a share or count scaled to about that."""
    stand = against(form, reading, found)
    return {
        **_support(found, carried),
        **_rumours(found),
        **_manner(form, reading, found, carried),
        **_sense(form, reading, found, stand),
        **_rules(form, bound),
        **hints(form, reading, found),
    }


def _support(found: Explained, carried: Carried) -> Marks:
    unheld, scattered = found.unheld(), found.scattered()
    missing = sum(one.weight for one in unheld)
    best = found.best
    return {
        "best": found.share,
        "missed": (1 - found.share) * min(found.total, 4) / 4,
        "unheld": min(missing, 3) / 3,
        "new word": any(not one.weak for one in unheld),
        "much new": missing >= 1.2,
        "scattered": min(sum(one.weight for one in scattered), 3) / 3,
        "one word": len(found.words) < 2,
        "values": min(len(carried.types), 2) / 2,
        "of best": best is not None and any(best.source is one for one in carried.values),
        "counted": any(one in _COUNTED for one in carried.types),
        "wrong value": carried.wrong,
    }


def _rumours(found: Explained) -> Marks:
    """How near a fact is that is not confirmed."""
    if not found.loose:
        return {"rumour": 0.0, "only rumour": 0.0, "nearer rumour": 0.0, "most rumour": 0.0}
    rumour, names = found.loose[0], found.names
    sized = min(found.total, 2) / 2
    only = [one for one in found.words if one.name in rumour.names and one.name not in names]
    return {
        "rumour": rumour.share,
        "only rumour": min(sum(one.weight for one in only), 2) / 2,
        "nearer rumour": sized * max(0.0, rumour.share - found.share),
        "most rumour": sized * (rumour.share > 0.6 and rumour.share >= found.share),
    }


def _manner(form: Form, reading: Reading, found: Explained, carried: Carried) -> Marks:
    words = reading.words[form.first : form.last]
    lows = {one.low for one in words}
    ends = _ends(reading) if not carried.types and not carried.names else ()
    unheld = sum(one.weight for one in found.unheld())
    return {
        "universal": form.universal,
        "universal of nothing": form.universal and all(one.weak for one in found.words),
        "told": form.told,
        "bare": not form.told and _auxiliary(form, reading) is None,
        "verb": _verb(form, reading, found),
        "cause": form.type == "cause" and form.told,
        "after": form.type == "cause" and not form.told,
        "speed": has(reading.words, form.first, form.last, SPEED) is not None,
        "past new": min(1.0, unheld) * (not lows.isdisjoint(_PAST)),
        "now": "now" in lows and _past(form, reading),
        "closing": form.clause.sentence in ends[1:],
        "edge": form.clause.sentence in ends,
        "reader": not lows.isdisjoint(_READERS),
        "we": "we" in lows,
        "asks": form.mood.asks,
        "orders": form.mood.orders,
        "feels": form.mood.feels,
        "unsure": form.mood.unsure,
    }


def _sense(form: Form, reading: Reading, found: Explained, stand: Against) -> Marks:
    """How what is said stands to what the nearest facts say."""
    share, best = found.share, found.best
    known = sum(one.weight for one in found.words if one.name in found.names)
    dark = 1 - known / found.total if found.total else 1.0
    unheld = min(1.0, sum(one.weight for one in found.unheld()))
    its = traits(best.source) if best else None
    lows = {one.low for one in reading.words[form.first : form.last]}
    past, own = _past(form, reading), limited(form, reading)
    about, denied = share >= _HALF, stand.denied or stand.known
    return {
        "told unknown": form.told * dark,
        "universal unknown": form.universal * dark,
        "none alone": form.universal
        and form.negative
        and not (its and its.universal)
        and not stand.denied,
        "cause unknown": (form.type == "cause") * form.told * (1 - share),
        "cause new": (form.type == "cause") * form.told * unheld,
        "agent new": _agent(form, reading) * unheld,
        "others": past * (1 - share) * (not lows.isdisjoint(("other", "others", "rest"))),
        "done early": past
        and form.type != "promise"
        and stand.open
        and share >= 0.4
        and not own
        and "will" not in lows,
        "opposite": stand.flipped,
        "denies": form.negative and not denied and about,
        "denies the same": form.negative and not denied and share >= _MOST and stand.same,
        "affirms the same": stand.negative and not form.negative and share >= _MOST and stand.same,
        "affirmed": stand.negative and not form.negative and about,
    }


def _rules(form: Form, bound: Bound | None) -> Marks:
    """What the rules for words, polarity and quantity say (`support.judge`)."""
    status, sure = (bound.status, bound.certain) if bound else ("", False)
    return {
        "against": status == "contradicted",
        "all for a part": sure and form.universal and not form.negative,
        "surely against": sure and not (form.universal and not form.negative),
        "unsupported": status == "unsupported",
    }


def _ends(reading: Reading) -> tuple[int, ...]:
    """The first and last sentence of a text long enough to open and close with a thought."""
    count = len(reading.sentences)
    return (0, count - 1) if count >= _LONG else ()


def _auxiliary(form: Form, reading: Reading) -> int | None:
    words = reading.words
    verbs = AUXILIARIES | {"we'll", "you'll"}
    return next((n for n in range(form.first, form.last) if words[n].low in verbs), None)


def _verb(form: Form, reading: Reading, found: Explained) -> bool:
    at = _auxiliary(form, reading)
    return at is not None and any(one.first > at for one in found.words)


def _past(form: Form, reading: Reading) -> bool:
    words = reading.words[form.first : form.last]
    return any(one.low in _TOLD or (one.low.endswith("ed") and len(one.low) > 4) for one in words)


def _agent(form: Form, reading: Reading) -> bool:
    """Whether somebody or something is named as having done it: "by a", "by our"."""
    words = reading.words
    return any(
        words[at].low == "by" and low(words, at + 1) in ("a", "an", "our", "one", "the")
        for at in range(form.first, form.last - 1)
    )


# Fitted by benchmarks/doubts.py.
_BASE = -2.49
_WEIGHTS: Marks = {
    "best": -0.26,
    "missed": 1.22,
    "unheld": 0.96,
    "new word": 0.29,
    "much new": 0.49,
    "scattered": 0.77,
    "one word": -0.32,
    "values": -0.68,
    "of best": -0.54,
    "counted": -0.40,
    "wrong value": 1.58,
    "rumour": 0.73,
    "only rumour": 2.41,
    "nearer rumour": 1.87,
    "most rumour": 0.99,
    "universal": 0.70,
    "universal of nothing": -0.23,
    "told": 0.22,
    "bare": 0.08,
    "verb": 0.24,
    "cause": 0.54,
    "after": 0.24,
    "speed": 2.86,
    "past new": 0.66,
    "now": 0.61,
    "closing": -0.90,
    "edge": -0.55,
    "reader": -0.65,
    "we": -0.43,
    "asks": -1.20,
    "orders": -0.36,
    "feels": -0.83,
    "unsure": -1.85,
    "told unknown": 0.45,
    "universal unknown": 0.75,
    "none alone": 0.70,
    "cause unknown": 1.59,
    "cause new": 0.23,
    "agent new": -0.84,
    "others": 2.13,
    "done early": 0.58,
    "opposite": 2.63,
    "denies": 0.41,
    "denies the same": 1.15,
    "affirms the same": 0.15,
    "affirmed": 1.59,
    "against": 0.12,
    "all for a part": 4.57,
    "surely against": 0.10,
    "unsupported": 0.28,
    "all well": 3.13,
    "new doer": 3.11,
    "has since": 5.60,
    "object": -0.64,
    "undenied": 0.70,
    "denies rumour": 0.99,
    "all alone": 2.88,
    "never before": 3.81,
}
_DOUBTFUL = 0.8


def doubt(made: Marks) -> float:
    """Log odds that no fact holds the assertion."""
    return _BASE + sum(_WEIGHTS.get(name, 0.0) * mark for name, mark in made.items())


def doubtful(made: Marks) -> bool:
    return doubt(made) > _DOUBTFUL
