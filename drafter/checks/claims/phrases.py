"""Phrases in a range of words: whether one stands there, a "not" among them, and what is said to be unknown."""

from collections.abc import Sequence
from functools import lru_cache

from drafter.checks.claims.numbers import low
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.words import Token

Words = Sequence[Token]

_NEGATIONS = frozenset("no not none nobody nothing never neither nor nowhere cannot n't".split())


def listed(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each phrase of a list with ";" between them."""
    return tuple(tuple(phrase.split()) for phrase in text.split(";"))


_UNKNOWN = listed(
    "do not know;don't know;does not know;not yet know;not know;not known;not yet known;cannot say;can't say"
    ";cannot yet say;not yet clear;not clear;unclear;whether;we are checking;we are investigating"
    ";still checking;still investigating;cannot confirm;not able to confirm;have not confirmed;not confirmed"
    ";cannot rule out;unconfirmed;not been verified;under investigation;too early;no result yet"
    ";not been able;unable to confirm;looking into;being looked into;might;perhaps;possibly;alleged;allegedly"
    ";not verified;being investigated;being examined;remains open;is disputed;disputed;not established"
)


def has(
    words: Words, first: int, last: int, phrases: Sequence[tuple[str, ...]]
) -> tuple[int, int] | None:
    """The tokens of the first of the `phrases` that stands in the range."""
    openings = _openings(tuple(phrases))
    for at in range(max(first, 0), min(last, len(words))):
        for phrase in openings.get(words[at].low, ()):
            end = at + len(phrase)
            if end <= last and all(words[at + n].low == part for n, part in enumerate(phrase)):
                return at, end
    return None


def says(reading: Reading, phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of the `phrases` stands anywhere in a text."""
    return has(reading.words, 0, len(reading.words), phrases) is not None


@lru_cache(maxsize=64)
def _openings(phrases: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word, in their order."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(some) for word, some in found.items()}


# These deny what follows: "it ran out of space" has none left, "nobody went short" lacks nothing.
_LACKS = tuple(
    (verb, *rest)
    for verb in "ran run runs running go goes went gone going".split()
    for rest in ((("out", "of"),) if verb[0] == "r" else (("short",), ("without",)))
)


def is_negative(words: Words, first: int, last: int) -> bool:
    """Whether an odd "not", "no" or "n't" stands in the range; "not only" and "no later" do not count."""
    begin = first + 3
    that = (
        at
        for at in range(begin, last)
        if words[at].low in ("that", "which", "who", "if", "what")
        and words[at - 1].low not in ("is", "was")
    )
    last = next(that, last)
    lacks = has(words, first, last, _LACKS) is not None
    return lacks != any(
        (word.low in _NEGATIONS or word.low.endswith("n't"))
        and low(words, at - 1) != "or"
        and low(words, at + 1) not in ("only", "later", "more", "fewer", "less", "just", "least", "cost", "charge")
        for at, word in enumerate(words[first:last], first)
    )  # fmt: skip


def unsure(reading: Reading, first: int, last: int) -> bool:
    """Whether the range says itself that something is not known; May is a month with a capital."""
    words = reading.words
    return has(words, first, last, _UNKNOWN) is not None or any(
        word.low == "may" and reading.text[word.start] == "m" for word in words[first:last]
    )
