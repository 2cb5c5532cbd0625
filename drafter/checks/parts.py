"""Which of the six parts of an apology a text has, and the sentences that earn them."""

import re
from collections.abc import Iterator, Sequence

from drafter.checks.amends import (
    CHANGED,
    FORGIVENESS,
    NO_REPAIR,
    NOT_OURS,
    OFFER,
    REPAIR,
    REPENTANCE,
)  # fmt: skip
from drafter.checks.frames import HEDGED, HYPOTHETICAL, SORRY, UNKNOWN, Said, frame, said
from drafter.checks.wordings import (
    CAUSE,
    EXPLANATION,
    NO_ACT,
    OWN_ACT,
    OWN_FAULT,
    REFUSED,
    RESPONSIBILITY,
)  # fmt: skip
from drafter.model.finding import PART_WEIGHTS, Mark, Parts

_SORRY = frame(SORRY)


def part_marks(text: str) -> tuple[Mark, ...]:
    """The sentences of `text` that earn a part, in order, one mark for each part they earn.

    A sentence whose harm stands under an "if" or "may have" earns none, a question only an offer.
    A cause that is a guess, or that the text says nobody knows, is no explanation.

    Source of the six parts: Lewicki, Polin & Lount 2016, "An Exploration of the Structure of
    Effective Apologies", Negotiation and Conflict Management Research 9(2):177-196. The frames
    are ours: general shapes of English, which miss some paraphrases.
    """
    everything = said(text)
    unknown = any(UNKNOWN.search(one.text) for one in everything)
    earned = [(one, tuple(_earned(one, unknown))) for one in everything]
    sorry = any("regret" in names for _, names in earned)
    return tuple(
        Mark(what=part, start=one.start, end=one.end)
        for one, names in earned
        for part in (*names, *(_meant(one, names) if sorry else ()))
    )


def _meant(one: Said, names: Sequence[str]) -> Iterator[str]:
    """What else a sentence earns in a text that is sorry: its own act told in the active voice is
    owned, a change already made is a promise."""
    tells = "explanation" in names and "responsibility" not in names
    if tells and any(OWN_FAULT.search(part) for part in _firm(one.text)):
        yield "responsibility"
    if "repentance" not in names and CHANGED.search(one.text):
        yield "repentance"


def _firm(sentence: str) -> list[str]:
    """The clauses of a sentence that are no guess and do not sort readers ("if your card was ...,")."""
    clauses = re.split(r"[;:]", re.sub(r"^if [^,]*,", "", sentence))
    return [one for one in clauses if not HEDGED.search(one)]


def _earned(one: Said, unknown: bool) -> Iterator[str]:
    sorry = _SORRY.search(one.text)
    if sorry and HYPOTHETICAL.search(one.text):
        return
    if one.text.endswith("?") and FORGIVENESS.search(one.text):
        yield "forgiveness"
    if one.text.endswith("?") and not OFFER.search(one.text):
        return
    if sorry and _regrets(one.text):
        yield "regret"
    if _explains(one.text, unknown):
        yield "explanation"
    if RESPONSIBILITY.search(one.text):
        yield "responsibility"
    yield from _amends(one)


def _amends(one: Said) -> Iterator[str]:
    if REPENTANCE.search(one.text) and not NOT_OURS.search(one.text):
        yield "repentance"
    if FORGIVENESS.search(one.text) and not one.text.endswith("?"):
        yield "forgiveness"
    if REPAIR.search(one.text) and not NO_REPAIR.search(one.text):
        yield "repair"


def _regrets(sentence: str) -> bool:
    if REFUSED.search(sentence):
        return False
    return not NO_ACT.search(sentence) or bool(OWN_ACT.search(sentence))


def _explains(sentence: str, unknown: bool) -> bool:
    if CAUSE.search(sentence) and any(
        CAUSE.search(one) and not UNKNOWN.search(one) for one in _firm(sentence)
    ):
        return True
    if unknown or not (OWN_FAULT.search(sentence) or EXPLANATION.search(sentence)):
        return False
    return any(OWN_FAULT.search(one) or EXPLANATION.search(one) for one in _firm(sentence))


def parts(text: str) -> Parts:
    """The parts that `text` has."""
    return having(part_marks(text))


def having(marks: tuple[Mark, ...]) -> Parts:
    """The parts that any sentence earned."""
    return Parts.model_validate({mark.what: True for mark in marks})


def part_score(parts: Parts) -> float:
    """How much of a full apology it is, 0 to 1, by weights that are ours (`PART_WEIGHTS`)."""
    earned = sum(weight for part, weight in PART_WEIGHTS.items() if getattr(parts, part))
    return round(earned / sum(PART_WEIGHTS.values()), 2)
