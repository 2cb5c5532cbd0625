"""How well the confirmed facts cover what a clause says, by meaning.

A clause is compared with every fact and every clause of one; its words with the words of the facts
nearest to it. `doubt` weighs these likenesses.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.reading import AUXILIARIES, Reading
from drafter.checks.claims.words import stem, strong

if TYPE_CHECKING:
    from drafter.checks.claims.likeness import Likeness

# The facts nearest to a clause, whose words are compared with its words.
_NEAREST = 3

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
    """The likenesses of one clause. All are cosines or shares, about 0 to 1."""

    clause: float = 0.0
    sentence: float = 0.0
    words: float = 0.0
    weakest: float = 0.0
    anywhere: float = 0.0
    loose: float = 0.0
    speech: float = 0.0
    verb: float = 0.0
    said: int = 0
    nearest: Source | None = None
    rumour: Source | None = None


# What is asked of the facts of a ledger is asked again for each of many texts.
@lru_cache(maxsize=2_048)
def pieces(source: Source) -> list[str]:
    """A fact and its clauses, as texts."""
    reading = source.reading
    spans = [reading.span(one.first, one.last) for one in source.clauses]
    parts = [reading.text[start:end] for start, end in spans]
    return [reading.text, *(part for part in parts if len(parts) > 1)]


def content(reading: Reading, first: int, last: int) -> list[str]:
    """The words that say something, in lower case, without those of a value."""
    words = reading.words
    taken = {
        at for one in reading.values if one.kind != "name" for at in range(one.first, one.last)
    }
    return [
        " ".join(word.low for word in words[one.first : one.last])
        for one in strong(words, first, last)
        if one.first not in taken
    ]


def _verb(reading: Reading, first: int, last: int) -> list[str]:
    """The word that says what is done or so: the first with content after "has", "will" and the like."""
    at = next((n for n in range(first, last) if reading.words[n].low in AUXILIARIES), last)
    return content(reading, at, last)[:1]


@lru_cache(maxsize=2_048)
def all_content(source: Source) -> list[str]:
    reading = source.reading
    return content(reading, 0, len(reading.words))


def said(reading: Reading, first: int, last: int, sentence: int) -> tuple[str, str]:
    """The clause at tokens `first` to `last`, and its sentence."""
    start, end = reading.span(first, last)
    # An address is one token, whose first word stands for all of it.
    end = max([end, *(one.end for one in reading.values if start <= one.start < end)])
    begin, stop = reading.sentences[sentence]
    subject = _subject(reading, first, begin)
    return subject + reading.text[start:end], reading.text[begin:stop]


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
        self._confirmed = tuple(confirmed)
        self._pieces = [(text, n) for n, one in enumerate(confirmed) for text in pieces(one)]
        self._loose = [(text, one) for one in loose for text in pieces(one)]
        self._words = [all_content(one) for one in confirmed]

    def of(self, reading: Reading, first: int, last: int, sentence: int) -> Covered:
        """How the clause at tokens `first` to `last` of `reading` is covered."""
        if not self._pieces:
            return Covered()
        clause, whole = said(reading, first, last, sentence)
        texts = [text for text, _ in self._pieces]
        mine, its = self._likeness.between([clause, whole], texts)
        nearest = self._nearest(mine)
        words = content(reading, first, last)
        near_words = [word for n in nearest for word in self._words[n]]
        close = self._matched(words, near_words)
        each = [self._matched(words, self._words[n]) for n in nearest]
        everything = self._matched(words, [word for some in self._words for word in some])
        loose, rumour = self._rumour(clause)
        return Covered(
            max(mine),
            max(its),
            max(map(_mean, each), default=1.0),
            min(close, default=1.0),
            _mean(everything),
            loose - max(mine) if rumour else _NO_RUMOUR,
            max(self._likeness.between([clause], SPEECH)[0]),
            max(self._matched(_verb(reading, first, last), near_words), default=1.0),
            len(words),
            self._confirmed[nearest[0]],
            rumour,
        )

    def _rumour(self, clause: str) -> tuple[float, Source | None]:
        """The fact that is not confirmed and is nearest to a clause, and how near."""
        if not self._loose:
            return 0.0, None
        scores = self._likeness.between([clause], [text for text, _ in self._loose])[0]
        best = max(range(len(scores)), key=scores.__getitem__)
        return scores[best], self._loose[best][1]

    def _nearest(self, scores: Sequence[float]) -> list[int]:
        best: dict[int, float] = {}
        for (_, number), score in zip(self._pieces, scores, strict=True):
            best[number] = max(best.get(number, -1.0), score)
        return sorted(best, key=lambda number: -best[number])[:_NEAREST]

    def _matched(self, words: Sequence[str], held: Sequence[str]) -> list[float]:
        """For each word how near the nearest of the held ones is; 1 for the same stem."""
        if not held:
            return [0.0] * len(words)
        stems = {stem(one) for one in held}
        rows = self._likeness.between(words, held)
        return [
            1.0 if stem(word) in stems else max(row) for word, row in zip(words, rows, strict=True)
        ]


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 1.0
