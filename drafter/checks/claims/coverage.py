"""How near a clause is in meaning to the facts, to what is not confirmed, and to what no fact could hold.

Likeness says what a clause is about, not whether it is true: as marks of doubt these cosines, and those
of its words, found nothing on sets left out of the fit that `doubt` does not find without them.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.reading import AUXILIARIES, Reading

if TYPE_CHECKING:
    from drafter.checks.claims.likeness import Likeness

# Sentences that say nothing of a case that a fact could hold; a clause near to them is no claim.
SPEECH: tuple[str, ...] = (
    "We are sorry.",
    "We apologise to everyone affected.",
    "You deserve better from us.",
    "You expect more of us, and rightly so.",
    "We let you down.",
    "This should not have happened.",
    "That is not good enough.",
    "We failed you.",
    "We know how much this matters to you.",
    "We understand that you are worried.",
    "We understand that you are angry.",
    "It hurts us to write this.",
    "This has been a hard day for all of us.",
    "Our thoughts are with the families.",
    "We wish everyone who was hurt a full recovery.",
    "Thank you for your patience.",
    "We are grateful to everybody who helped.",
    "Trust takes years to build and a moment to lose.",
    "People rely on us every day.",
    "Nobody wants to wait for news.",
    "Every one of these letters tells a story of its own.",
    "Please get in touch with us if you have questions.",
    "Please check your account.",
    "Here is what we know so far.",
    "This is what we ask you to do.",
    "What happened, and what are we doing about it?",
    "You may be asking yourself what this means for you.",
    "We owe you an explanation.",
    "It is our job to get this right.",
    "That is our responsibility.",
    "Words cannot undo it.",
    "Stay safe and look after one another.",
    "It is a simple thing, and it is hard to do.",
    "These days have taught us a lot.",
    "We have much to learn from this.",
    "We told you too late.",
    "We should have said so sooner.",
    "We hide nothing from you.",
    "We would rather say nothing than guess.",
    "We will tell you more as soon as we can.",
    "We will keep you informed.",
    "Our team is there for you if you have questions.",
    "We will do all we can to make it right.",
    "It takes a moment to lose trust and years to win it back.",
    "It was a hard night for many.",
    "We read what you write to us.",
)


# How much nearer an unconfirmed fact is on average, for a ledger without one.
_NO_RUMOUR = -0.3


class Covered(NamedTuple):
    """The likenesses of one clause, cosines: to the nearest fact, how much nearer a `rumour` is, to speech."""

    clause: float = 0.0
    loose: float = 0.0
    speech: float = 0.0
    rumour: Source | None = None


# What is asked of the facts of a ledger is asked again for each of many texts.
@lru_cache(maxsize=2_048)
def pieces(source: Source) -> list[str]:
    """A fact and its clauses, as texts."""
    reading = source.reading
    spans = [reading.span(one.first, one.last) for one in source.clauses]
    parts = [reading.text[start:end] for start, end in spans]
    return [reading.text, *(part for part in parts if len(parts) > 1)]


def said(reading: Reading, first: int, last: int, sentence: int) -> str:
    """The clause at tokens `first` to `last`, with who it is about."""
    start, end = reading.span(first, last)
    # An address is one token, whose first word stands for all of it.
    end = max([end, *(one.end for one in reading.values if start <= one.start < end)])
    return _subject(reading, first, reading.sentences[sentence][0]) + reading.text[start:end]


def _subject(reading: Reading, first: int, begin: int) -> str:
    """Who a clause without a subject is about: the first words of its sentence, up to the verb."""
    words = reading.words
    if words[first].low not in AUXILIARIES or words[first].start == begin:
        return ""
    at = next(n for n, word in enumerate(words) if word.start >= begin)
    last = at
    while last < first and words[last].low not in AUXILIARIES and words[last].low != ",":
        last += 1
    return reading.text[begin : words[last].start] if last > at else ""


class Coverage:
    """What a ledger says, ready to be compared with."""

    def __init__(self, confirmed: Sequence[Source], loose: Sequence[Source], likeness: "Likeness"):
        self._likeness = likeness
        self._pieces = [text for one in confirmed for text in pieces(one)]
        self._loose = [(text, one) for one in loose for text in pieces(one)]

    def of(self, reading: Reading, first: int, last: int, sentence: int) -> Covered:
        """How the clause at tokens `first` to `last` of `reading` is covered."""
        if not self._pieces:
            return Covered()
        clause = said(reading, first, last, sentence)
        near = max(self._likeness.between([clause], self._pieces)[0])
        loose, rumour = self._rumour(clause)
        speech = max(self._likeness.between([clause], SPEECH)[0])
        return Covered(near, loose - near if rumour else _NO_RUMOUR, speech, rumour)

    def _rumour(self, clause: str) -> tuple[float, Source | None]:
        """The fact that is not confirmed and is nearest to a clause, and how near."""
        if not self._loose:
            return 0.0, None
        scores = self._likeness.between([clause], [text for text, _ in self._loose])[0]
        best = max(range(len(scores)), key=scores.__getitem__)
        return scores[best], self._loose[best][1]
