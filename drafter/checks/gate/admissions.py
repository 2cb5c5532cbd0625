"""Admissions of fault in a text that no confirmed fact carries.

An admission is a class of acts said of ourselves: what the law blames, knowing, hiding, neglect, fault,
wrongdoing. Taking responsibility and being sorry for the act are none; a court reads them otherwise.
Three readers find it: words of a family of fault (`families`) said of us and not denied (`mood`); an act
of ours told in the active voice that the facts do not hold; and, with an embedder that knows meanings,
what a sentence is like (`resembling`). What the confirmed facts say is no finding.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.claims.words import concept, tokens
from drafter.checks.gate.families import FAULTS, OPEN, VIRTUES
from drafter.checks.gate.mood import meant, ours
from drafter.checks.sentences import sentences
from drafter.checks.wordings import OWN_FAULT
from drafter.llm import Embedder
from drafter.model.brief import Ledger

_STRAIGHT = str.maketrans("’‘ʼ", "'''")
# Denials, what taking responsibility says without a deed, and what we read, hear or know of readers.
_MORAL = re.compile(
    r"(?:we|i|our \w+)(?:'ve|'d| have| had)? (?:\w+ ){0,2}?(?:\w+n't|not|never|let \w+(?: \w+)? down"
    r"|fell short|fallen short"
    r"|failed (?:you|her|him|them|our \w+)|got (?:\w+ ){1,3}?wrong|made an? (?:\w+ )?mistake"
    r"|failed to (?:meet|live up to|reach)\b[^.;!?]*\bexpect\w*|failed to meet the standards? you\w*"
    r"|disappointed|upset|hurt|read|heard|listened|spoke|visited|knew (?:that )?(?:you|how|many|people)"
    r"|caused (?:you )?(?:distress|upset|worry|trouble)|took too long|should)\b"
)
# A fact that says who got what wrong carries that it was ours.
_OWNED = re.compile(
    r"\b(?:fault|mistakes?|mistaken\w*|errors?|fail\w*|wrong\w*|forgot\w*|missed|overlook\w*|responsib\w*)\b",
    re.I,
)
_IF = re.compile(
    r"\W*(?:if|should|unless) (?!(?:only )?(?:we|management|the (?:company|board)) had)", re.I
)
# "Hi Ana, ..." says nothing, and everything is a little like everything that begins so.
_GREETED = re.compile(
    r"^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^,.;:!?]{0,40}[,:!-]+ *(?=\S)",
    re.I,
)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SORRY = re.compile(r"\b(?:sorry|apologi[sz]e|regret)\b")
# A sentence is an admission where it is more like one than this; it must be more so by the share of its
# words that one fact holds, above what any sentence of the matter shares with one, and where a number in
# it is one of the facts. An act of ours that is less like one than the last of these is none.
_LIKE, _HELD, _SHARED, _VALUE = -0.08, 0.8, 0.34, 0.25
_UNLIKE = -0.3
# From this share on a fact holds the sentence.
_WHOLE = 0.9


class Admission(NamedTuple):
    """An admission at `text[start:end]`."""

    start: int
    end: int


class _Sentence(NamedTuple):
    start: int
    words: str
    after: str
    likeness: float | None


class _Facts(NamedTuple):
    """What the confirmed facts hold: the concepts of each sentence, of all, whether one owns up, figures."""

    each: list[frozenset[str]]
    whole: frozenset[str]
    owned: bool
    numbers: frozenset[str]


def admissions(text: str, ledger: Ledger, embedder: Embedder | None = None) -> Iterator[Admission]:
    """The first of each sentence that no confirmed fact carries; a guideline never does."""
    facts = _held(tuple(fact.text for fact in ledger.confirmed))
    names = [name.lower() for name in (ledger.organisation, *ledger.names) if name]
    for one in _sentences(text, embedder):
        found = _first(one, facts, names)
        if found:
            yield Admission(one.start + found[0], one.start + found[1])


@lru_cache(maxsize=8)
def _held(given: tuple[str, ...]) -> _Facts:
    each = [_concepts(one[a:b]) for one in given for a, b in sentences(one)]
    return _Facts(
        each,
        frozenset[str]().union(*each),
        any(_OWNED.search(one) for one in given),
        frozenset(number for one in given for number in _NUMBER.findall(one)),
    )


def _sentences(text: str, embedder: Embedder | None) -> list[_Sentence]:
    plain = text.translate(_STRAIGHT)
    spans = sentences(text)
    if not spans:
        return []
    likes: list[float] | list[None] = [None] * len(spans)
    if embedder is not None and not embedder.lexical:
        # Imported here: numpy takes longer to import than a text takes to check.
        from drafter.checks.gate.resembling import likeness

        likes = likeness([_GREETED.sub("", plain[a:b]) for a, b in spans], embedder)
    ends = [*(a for a, _ in spans[1:]), len(plain)]
    return [
        _Sentence(a, plain[a:b], plain[end : end + 60], like)
        for (a, b), end, like in zip(spans, ends, likes, strict=True)
    ]


def _first(one: _Sentence, facts: _Facts, names: list[str]) -> tuple[int, int] | None:
    loose = sorted(_said(one, facts, names))
    if loose:
        return loose[0]
    done = _deed(one, facts) if ours(one.words.lower(), names) else None
    return done or _like(one, facts)


def _said(one: _Sentence, facts: _Facts, names: list[str]) -> Iterator[tuple[int, int]]:
    """Words of fault: of us, or of nobody in particular where they need no agent."""
    of_us = ours(one.words.lower(), names)
    readers = [*FAULTS.items(), ("virtue", VIRTUES)] if of_us else []
    for name, pattern in (*readers, ("open", OPEN)):
        for match in pattern.finditer(one.words):
            if name == "fault" and facts.owned or _carried(match.group(), facts):
                continue
            if meant(one.words, match.start(), match.end(), one.after):
                yield match.span()


def _deed(one: _Sentence, facts: _Facts) -> tuple[int, int] | None:
    """An act of ours that went wrong, told in the active voice, which the facts do not hold by half."""
    low = one.words.lower()
    done = next((it for it in OWN_FAULT.finditer(low) if not _MORAL.match(low, it.start())), None)
    if done is None or low.endswith("?") or len(low) != len(one.words):
        return None
    if one.likeness is not None and one.likeness < _UNLIKE:
        return None
    if not meant(one.words, *done.span(), one.after):
        return None
    said = _concepts(one.words)
    if _SORRY.search(low[: done.start()]) and _concepts(low[done.start() :]) & facts.whole:
        return None  # sorry for an act that the facts speak of: the apology itself
    return None if len(said & facts.whole) >= len(said) / 2 else done.span()


def _like(one: _Sentence, facts: _Facts) -> tuple[int, int] | None:
    said = _concepts(one.words)
    if one.likeness is None or not said or not _told(one):
        return None
    held = max((len(said & fact) / len(said) for fact in facts.each), default=0.0)
    if held >= _WHOLE:
        return None
    valued = not facts.numbers.isdisjoint(_NUMBER.findall(one.words))
    least = _LIKE + _HELD * max(0.0, held - _SHARED) + _VALUE * valued
    return (0, len(one.words)) if one.likeness > least else None


def _told(one: _Sentence) -> bool:
    """Whether a sentence states something: no title or name, no question, nothing under an "if"."""
    stated = not one.words.istitle() and meant(one.words, 0, 0, one.after)
    return stated and not _IF.match(one.words)


def _carried(words: str, facts: _Facts) -> bool:
    said = _concepts(words)
    return bool(said) and any(said <= source for source in facts.each)


def _concepts(words: str) -> frozenset[str]:
    return frozenset(name for word in tokens(words) if (name := concept(word.low)))
