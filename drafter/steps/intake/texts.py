"""The words of posts: what is embedded, what is counted, and which words say nothing of a concern."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

_NOISE = re.compile(r"https?://\S+|www\.\S+|^\s*RT\b|@\w+|&\w+;", re.IGNORECASE)
_HANDLE = re.compile(r"@(\w{2,})")
_TOKEN = re.compile(r"[^\W\d_][\w'’]+")
# An own name is written in at least this share of the posts, as a handle.
_OFTEN, _LEAST, _BEGINNING = 0.03, 5, 5
# Of so many writings in the middle of a clause, so many begin with a capital: a name.
_CAPITAL, _WRITTEN = 0.6, 2

# Words of conversation: they are in posts about anything.
TALK = frozenset(
    "just really like get got getting gets don't can't won't i'm it's i've you're didn't doesn't isn't"
    " wasn't aren't couldn't wouldn't shouldn't haven't hasn't i'll i'd you've we're we've they're"
    " that's there's what's let's he's she's rt amp im dont cant wont didnt doesnt isnt ive youre thats"
    " whats ur pls plz please thanks thank thx said say says saying tell told going gonna want wanted"
    " know need did does doing done time times today people think make makes made way ll ve lol omg"
    " yes yeah ok okay hey hi hello oh wow guys guy actually maybe sure thing things lot let even still"
    " ever never always also much many now then here come came right good great bad best worst better"
    " new one two three use used using day days u r n".split()
)
# What turns a word into a complaint: "no answer", "won't load".
NOT = frozenset(
    "no not never can't cannot won't don't doesn't didn't isn't wasn't aren't couldn't wouldn't haven't"
    " hasn't without nobody cant wont dont doesnt didnt isnt wasnt".split()
)
STOP = frozenset(ENGLISH_STOP_WORDS) | TALK


def words(text: str) -> str:
    """What is embedded of a post: its words without links, handles and the signs of a retweet.

    A handle says whom a post is addressed to, not what it is about: with handles in it, posts are
    grouped by addressee.
    """
    plain = _NOISE.sub(" ", html.unescape(text)).replace("#", " ")
    return " ".join(plain.split())


def tokens(text: str) -> list[str]:
    """Lower-case words of two letters or more, without numbers."""
    return [word.replace("’", "'") for word in _TOKEN.findall(text.lower())]


def stems(found: Iterable[str]) -> list[str]:
    """English stems (Porter 2); words of other languages mostly stay as they are."""
    return [_stem(word) for word in found]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("english")


def own_words(raw: Sequence[str], names: Iterable[str]) -> frozenset[str]:
    """Words that name whom the posts are about: the given names, and the handles most posts carry.

    Two words that together are such a handle ("us airways" for @usairways) are own words too, and a
    word that many posts hold and such a handle begins with ("fernbrook" for @fernbrookmarket).
    """
    given = {word for name in names for word in tokens(name)}
    handles = Counter(handle.lower() for text in raw for handle in set(_HANDLE.findall(text)))
    least = max(_LEAST, _OFTEN * len(raw))
    often = {handle for handle, count in handles.items() if count >= least}
    joined = often | {"".join(tokens(name)) for name in names}
    parts: set[str] = set()
    if joined:
        found = [tokens(words(text)) for text in raw]
        held = Counter(word for its in found for word in set(its) if len(word) >= _BEGINNING)
        parts = {word for its in found for word in _parts(its, joined)}
        parts |= {
            word
            for word, count in held.items()
            if count >= least and any(handle.startswith(word) for handle in often)
        }
    plain = {word for word in (*given, *often, *parts) if len(word) > 1}
    return frozenset(plain | {f"{word}'s" for word in plain})


def _parts(found: Sequence[str], joined: set[str]) -> Iterable[str]:
    for first, second in zip(found, found[1:], strict=False):
        if first + second in joined:
            yield first
            yield second


def proper(clauses: Iterable[Sequence[Sequence[str]]]) -> frozenset[str]:
    """Words that are names: in the middle of a clause most people begin them with a capital.

    Clauses in which every word has one (a headline, shouting) tell nothing.
    """
    capital: Counter[str] = Counter()
    often: Counter[str] = Counter()
    for its in clauses:
        for clause in its:
            if sum(word[0].isupper() for word in clause) * 2 > len(clause) + 1:
                continue
            for word in clause[1:]:
                often[word.lower()] += 1
                capital[word.lower()] += word[0].isupper()
    return frozenset(
        word
        for word, count in often.items()
        if count >= _WRITTEN and capital[word] >= _CAPITAL * count and word not in ("i", "i'm")
    )
