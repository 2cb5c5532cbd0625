"""Words: tokens with their places, stems, and the concepts that synonyms share.

A concept is the stem of a word, or the first stem of its line in `synonyms`: "phone", "ring" and
"call" are one. Words that only hold a sentence together have none.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.claims.synonyms import GROUPS, IRREGULAR, OPPOSITES, PLAIN, WEAK


class Token(NamedTuple):
    """A word, number or sign at `text[start:end]`; `low` is its lower case, quotes straightened."""

    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.low[:1].isalpha()

    @property
    def is_number(self) -> bool:
        return self.low[:1].isdigit() and not self.is_code

    @property
    def is_code(self) -> bool:
        """Letters and digits mixed, as in a lot or flight number."""
        return any(sign.isdigit() for sign in self.low) and any(sign.isalpha() for sign in self.low)


_TOKEN = re.compile(
    r"\d{1,4}[^\W\d_]+\d\w*|[^\W\d_]{1,6}\d\w*"  # 24K118, P5
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"
    r"|\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|[^\w\s]"
)


def tokens(text: str) -> list[Token]:
    """The words, numbers and signs of `text` in order."""
    return [
        Token(found.group().lower().replace("’", "'").replace("ʼ", "'"), *found.span())
        for found in _TOKEN.finditer(text)
    ]


_ENDINGS = (
    "ations", "ation", "itions", "ition", "ements", "ement", "ments", "ment", "ingly", "ures", "ure",
    "ances", "ance", "ences", "ence", "ities", "ity", "ions", "ion", "ings", "ing", "ied", "ies",
    "edly", "ed", "ers", "er", "ors", "or", "ness", "ally", "ably", "able", "als", "al", "ily", "ly",
    "ives", "ive", "es", "s", "e", "y",
)  # fmt: skip


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without its endings: "postponed", "postponing" and "postponement" have one stem."""
    word = word.removesuffix("'s").replace("'", "")
    if word.endswith("ses") and not word.endswith("sses"):
        word = word[:-1]  # "cases" and "case" would part ways
    word = IRREGULAR.get(word, word)
    return _short(_short(word))


def _short(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _bare(word[: -len(ending)])
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        enough = len(word) - len(ending) >= (2 if ending == "s" else 3)
        if word.endswith(ending) and enough and not word.endswith("ss"):
            return _bare(word[: -len(ending)])
    return _bare(word)


def _bare(root: str) -> str:
    root = root[:-1] if len(root) > 3 and root[-1] == root[-2] else root
    return root[:-1] if len(root) > 4 and root[-1] in "eiy" else root


def _index() -> tuple[dict[str, str], dict[tuple[str, ...], str]]:
    single: dict[str, str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for line in GROUPS:
        entries = line.split()
        head = stem(entries[0].replace("_", ""))
        for entry in entries:
            parts = tuple(entry.split("_"))
            if len(parts) > 1:
                phrases[tuple(map(stem, parts))] = head
            else:
                single.setdefault(stem(entry), head)
    return single, phrases


_SINGLE, _PHRASES = _index()
_HEADS = frozenset(_SINGLE.values())
_LONGEST = max(map(len, _PHRASES))
_OPENERS = frozenset(phrase[0] for phrase in _PHRASES)
WEAK_STEMS = frozenset(stem(word) for word in WEAK)
_OPPOSITE = {
    _SINGLE.get(stem(word), stem(word)): (_SINGLE.get(stem(head), stem(head)), sign)
    for head, *others in (pair.split() for pair in OPPOSITES)
    for word, sign in ((head, 1), *((other, -1) for other in others))
}


class Concept(NamedTuple):
    """What tokens `first` to `last` (exclusive) mean; `sign` is -1 on the dark side of a pair."""

    name: str
    first: int
    last: int
    sign: int = 1


@lru_cache(maxsize=8192)
def concept(word: str) -> str:
    """The concept of one word; "" for a word that only holds a sentence together."""
    if word in PLAIN or len(word) < 2 or not word[0].isalpha():
        return ""
    root = stem(word)
    return _OPPOSITE.get(_SINGLE.get(root, root), (_SINGLE.get(root, root), 1))[0]


@lru_cache(maxsize=8192)
def _sign(name: str) -> int:
    root = stem(name)
    return _OPPOSITE.get(_SINGLE.get(root, root), ("", 1))[1]


def strong(words: Sequence[Token], first: int, last: int) -> list[Concept]:
    """The concepts of a range without those of words that say little of any case."""
    return [
        one
        for one in concepts(words, first, last)
        if one.last - one.first > 1 or stem(words[one.first].low) not in WEAK_STEMS
    ]


def known(name: str) -> bool:
    """Whether a concept has a line among the synonyms."""
    return name in _HEADS


def concepts(words: Sequence[Token], first: int = 0, last: int | None = None) -> list[Concept]:
    """The concepts of `words[first:last]` in order; a phrase counts as one."""
    last = len(words) if last is None else last
    found: list[Concept] = []
    at = first
    while at < last:
        phrase = _phrase(words, at, last)
        if phrase:
            name, size = phrase
            pair = _OPPOSITE.get(name, (name, 1))
            found.append(Concept(pair[0], at, at + size, pair[1]))
            at += size
            continue
        low = words[at].low
        if name := concept(low):
            found.append(Concept(name, at, at + 1, _sign(low)))
        elif words[at].is_code:
            found.append(Concept(low, at, at + 1))
        at += 1
    return found


def _phrase(words: Sequence[Token], at: int, last: int) -> tuple[str, int] | None:
    if stem(words[at].low) not in _OPENERS:
        return None
    for size in range(min(_LONGEST, last - at), 1, -1):
        name = _PHRASES.get(tuple(stem(word.low) for word in words[at : at + size]))
        if name is not None:
            return name, size
    return None
