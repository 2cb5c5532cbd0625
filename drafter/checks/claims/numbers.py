"""Numbers in digits and words, and the "about" or "more than" around them."""

from collections.abc import Sequence
from typing import NamedTuple

from drafter.checks.claims.synonyms import PLAIN
from drafter.checks.claims.value import Relation
from drafter.checks.claims.words import Token

Words = Sequence[Token]

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9,
           "bn": 1e9, "hundred": 100.0, "dozen": 12.0}  # fmt: skip
_LETTERED = ("k", "m", "mn", "bn")
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7,
          "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
PARTS |= {f"{name}s": size for name, size in PARTS.items() if not name.endswith("s")}
_PHRASES: tuple[tuple[Relation, str], ...] = (
    (
        "about",
        "about,around,some,roughly,approximately,circa,~,approx,an estimated,in the region of",
    ),
    ("below", "nearly,almost,close to,not quite,just under,just below,just short of"),
    (
        "beyond",
        "just over,just above,slightly more than,slightly over,little over,a little more than",
    ),
    ("above", "more than,over,above,well over,upwards of,in excess of,exceeding,longer than"),
    ("least", "at least,no fewer than,no less than,not less than,minimum of"),
    ("less", "less than,fewer than,under,below,well under,shorter than"),
    ("most", "up to,at most,no more than,not more than,as many as,maximum of"),
)
_BEFORE: tuple[tuple[tuple[str, ...], Relation], ...] = tuple(
    sorted(
        ((tuple(one.split()), how) for how, phrases in _PHRASES for one in phrases.split(",")),
        key=lambda pair: -len(pair[0]),
    )
)
_AFTER: dict[tuple[str, ...], Relation] = {
    ("or", "so"): "about", ("or", "more"): "least", ("or", "fewer"): "most", ("or", "less"): "most",
    ("at", "least"): "least", ("at", "most"): "most", ("and", "counting"): "least",
}  # fmt: skip


class Number(NamedTuple):
    """An amount that was read; `last` is the token after it."""

    amount: float
    step: float
    last: int


def low(words: Words, at: int) -> str:
    """The word at a place, "" beyond either end."""
    return words[at].low if 0 <= at < len(words) else ""


def cardinal(words: Words, at: int) -> Number | None:
    """The number that begins at token `at`: "1,204", "1.2 million", "two and a half", "a dozen"."""
    if low(words, at) == "half" and low(words, at + 1) == "a" and low(words, at + 2) in SCALES:
        return Number(SCALES[low(words, at + 2)] / 2, 1, at + 3)
    read = _digits(words, at) or _spelled(words, at)
    if read is None:
        return None
    part = part_more(words, read.last)
    if part is None:
        return read
    scale = SCALES.get(low(words, part.last), 0.0)
    size = scale or 1.0
    return Number((read.amount + part.amount) * size, part.amount * size, part.last + bool(scale))


def part_more(words: Words, at: int) -> Number | None:
    """ "and a half", "and three-quarter" after a number."""
    if low(words, at) != "and":
        return None
    count = {"a": 1, "one": 1, "two": 2, "three": 3}.get(low(words, at + 1))
    name = at + 2 + (low(words, at + 2) == "-")
    size = PARTS.get(low(words, name))
    if not count or size not in (2, 3, 4) or count >= size:
        return None
    return Number(count / size, 1, name + 1)


def _digits(words: Words, at: int) -> Number | None:
    if at >= len(words) or not words[at].is_number:
        return None
    plain = "".join(sign for sign in words[at].low if sign.isdigit() or sign == ".")
    if not plain.isascii():
        return None
    amount, last = float(plain), at + 1
    whole, _, rest = plain.partition(".")
    step = 10.0 ** -len(rest) if rest else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    scale = SCALES.get(low(words, last))
    name = low(words, last)
    spelled = name not in _LETTERED or name in ("m", "bn") or words[last].start == words[at].end
    if scale and spelled:
        amount, step, last = amount * scale, step * scale, last + 1
    return Number(amount, step if amount else 1, last)


def _spelled(words: Words, at: int) -> Number | None:
    first = low(words, at)
    if first in ("a", "an", "the") and low(words, at + 1) == "couple":
        last = at + 2 + (low(words, at + 2) == "of")
        size = SCALES.get(low(words, last), 0.0)
        return Number(2 * (size or 1), size or 1, last + bool(size))
    if first == "a" and low(words, at + 1) in (
        "hundred",
        "thousand",
        "million",
        "billion",
        "dozen",
    ):
        begun, at = 1.0, at + 1
    elif first in ONES or first in _TENS:
        begun = 0.0
    else:
        return None
    total, current, step, last = 0.0, begun, 1.0, at
    while (word := low(words, last)) and _continues(words, at, last):
        if word in ONES or word in _TENS:
            current, step = current + ONES.get(word, _TENS.get(word, 0)), 1.0
        elif word in ("hundred", "dozen"):
            current, step = current * SCALES[word], SCALES[word]
        elif word in SCALES:
            total, current, step = total + current * SCALES[word], 0.0, SCALES[word]
        last += 1
    amount = total + current
    return Number(amount, 10.0 if amount % 10 == 0 and step == 1 and amount else step, last)


def _continues(words: Words, first: int, at: int) -> bool:
    """Whether the token at `at` goes on with the spelled number that began at `first`."""
    word, before = low(words, at), low(words, at - 1) if at > first else ""
    if word in ONES:
        joined = before == "-" and low(words, at - 2) in _TENS
        return not before or joined or before in _TENS or before in ("and", *SCALES)
    if word in _TENS:
        return not before or before in ("and", *SCALES)
    if word == "-":
        return before in _TENS and low(words, at + 1) in ONES
    if word == "and":
        following = low(words, at + 1)
        return before in ("hundred", "thousand", "million") and (
            following in ONES or following in _TENS
        )
    return word in SCALES and word not in _LETTERED and before != "-"


_PARTED = ("remaining", "other", "last", "final", "further", "another")


def fraction(words: Words, at: int) -> Number | None:
    """The part of a whole that begins at token `at`: "half", "a quarter", "two thirds"."""
    word = low(words, at)
    if word == "half":
        return Number(0.5, 0.08, at + 1) if _halves(words, at) else None
    if word in ("a", "an", "one"):
        count, name = 1.0, at + 1 + (low(words, at + 1) in ("good", "full", "whole"))
    elif word in ONES or (
        at < len(words) and words[at].is_number and word.isascii() and word.isdigit()
    ):
        count, name = float(ONES.get(word, 0) or (int(word) if word.isdigit() else 0)), at + 1
    elif word in PARTS and low(words, at - 1) in _PARTED:
        count, name = 1.0, at
    else:
        return None
    name += low(words, name) == "-"
    size = PARTS.get(low(words, name))
    if not size or size == 2 or (count > 1) != low(words, name).endswith("s") or count >= size:
        return None
    following = low(words, name + 1)
    alone = following == "of" or following in PLAIN or not following[:1].isalnum()
    return (
        Number(count / size, 0.08, name + 1) if alone and following not in ("past", "to") else None
    )


def _halves(words: Words, at: int) -> bool:
    """Whether "half" is a share here, not a half hour, half past or the first half."""
    if low(words, at - 1) in ("first", "second", "other", "a", "-"):
        return low(words, at - 1) == "other"
    return low(words, at + 1) not in ("past", "a", "an", "-", "hour", "way")


def relation(words: Words, first: int, last: int) -> tuple[Relation, int, int]:
    """What stands around a number ("about", "or more"), and the tokens that it reaches over."""
    for phrase, kind in _BEFORE:
        begin = first - len(phrase)
        if begin >= 0 and all(words[begin + n].low == part for n, part in enumerate(phrase)):
            return kind, begin, last
    after = _AFTER.get((low(words, last), low(words, last + 1)))
    return (after, first, last + 2) if after else ("", first, last)
