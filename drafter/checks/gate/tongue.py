"""Stretches of a text that are in another language than English, which the checks cannot read.

By script first; in Latin letters by the lack of English words, and only then by py3langid (character
sequences, offline; Lui and Baldwin 2012), which is sure of a sentence and guesses at a few words.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.gate.strangers import listed
from drafter.checks.language import reader
from drafter.checks.sentences import sentences
from drafter.model.brief import Ledger

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_REACH = re.compile(r"\S*[@/#]\S*|\S+\.[a-z]{2,}\S*")
_QUOTED = re.compile(r"[\"“„«‘(\[]([^\"”“»’)\]\n]{1,60})[\"”“»’)\]]")
# English, and not also a word of one of its neighbours.
_GLUE = frozenset(
    "the and of to that this these those you your yours our we us they them their it its is are were"
    " been be being have has had do does did"
    " not with from which who whom what when where why how will would can could should shall may"
    " might must if than then there here because"
    " about after before until while into over under again once all each every both more most other"
    " some such only own same very just also"
    " please sorry by as at on or but for in an a he she his her i my was no so any out up off down"
    " now please yes".split()
)
_SHORTENED = frozenset(
    "i i'm i've i'll i'd we're we've we'll we'd you're you've you'll it's that's there's they're"
    " they've don't doesn't didn't can't"
    " couldn't won't wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't let's"
    " what's who's here's".split()
)
_SHARED = frozenset(
    "of is we a an in was no so on or as at me do it he her his i her but for die man all over under"
    " you are been up".split()
)
_SURE = 0.95
_MOST = 3
# With so many English words of all a stretch is English, whatever the letters say.
_ENGLISH = 0.5
_NONE = frozenset({"zxx", "und", "en", ""})


class Foreign(NamedTuple):
    """Words at `text[start:end]`, and the language they seem to be in, where it can be told."""

    start: int
    end: int
    language: str


class _Word(NamedTuple):
    start: int
    end: int
    low: str
    capital: bool
    latin: bool


def foreign(text: str, ledger: Ledger) -> Iterator[Foreign]:
    """Each stretch of three words or more; names, and what the ledger holds, are in no language."""
    given = " ".join(
        (ledger.organisation, *ledger.names, *(fact.text for fact in ledger.confirmed))
    )
    held = frozenset(match.group().lower() for match in _WORD.finditer(given))
    quoted = [match.span(1) for match in _QUOTED.finditer(text) if _few(match.group(1))]
    found: list[Foreign] = []
    for start, end in sentences(text):
        words = [one for one in _words(text, start, end) if not _within(one, quoted)]
        found += _other_scripts(text, words, held)
        found += _other_words(text, [one for one in words if one.latin], held)
    return _joined(text, found)


def _few(words: str) -> bool:
    return len(_WORD.findall(words)) <= _MOST and sum(map(str.isalpha, words)) <= 20


def _within(word: _Word, spans: list[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    skipped = [match.span() for match in _REACH.finditer(text, start, end)]
    for match in _WORD.finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in skipped):
            word = match.group()
            yield _Word(
                *match.span(),
                word.lower().replace("’", "'"),
                word[0].isupper() and match.start() > start,
                _latin(word),
            )


@lru_cache(maxsize=4096)
def _latin(word: str) -> bool:
    return all(
        unicodedata.name(letter, "").startswith(
            (
                "LATIN",
                "FULLWIDTH LATIN",
                "MATHEMATICAL",
                "FEMININE",
                "MASCULINE",
                "MICRO",
                "MODIFIER",
            )
        )
        for letter in word
        if letter.isalpha()
    )


def _other_scripts(text: str, words: list[_Word], held: frozenset[str]) -> Iterator[Foreign]:
    """Two words, or six letters of a script without spaces; one word may be a name."""
    run: list[_Word] = []
    for word in (*words, None):
        if word is not None and not word.latin and word.low not in held:
            run.append(word)
            continue
        spaceless = sum(len(one.low) for one in run if not one.low.islower())
        if len(run) >= 2 or spaceless >= 6:
            yield Foreign(run[0].start, run[-1].end, _told(text[run[0].start : run[-1].end]))
        run = []


def _other_words(text: str, words: list[_Word], held: frozenset[str]) -> Iterator[Foreign]:
    for whole in _runs(words, held):
        run = _trimmed(whole)
        caps = bool(run) and all(text[one.start : one.end].isupper() for one in run)
        own = [one for one in run if caps or not one.capital]
        own = [one for one in own if not (_english(one.low) or one.low in _SHARED)]
        if len(own) < _needed(run, words) or len(own) <= (1 - _ENGLISH) * len(run) - len(run) / 5:
            continue
        code = _told(" ".join(text[one.start : one.end].lower() for one in run))
        if code or (len(own) >= 6 and len(own) >= 0.8 * len(run)):
            yield Foreign(run[0].start, run[-1].end, code)


def _needed(run: list[_Word], words: list[_Word]) -> int:
    """Words of no English that a stretch must hold: fewer where it is the sentence, or has accents."""
    most = len(run) >= 0.7 * len(words)
    return (3 if most else 5) - (not all(one.low.isascii() for one in run))


def _trimmed(run: list[_Word]) -> list[_Word]:
    """The stretch without words at its ends that English has as well."""
    told = [at for at, one in enumerate(run) if not (_english(one.low) or one.low in _SHARED)]
    return run[told[0] : told[-1] + 1] if told else []


def _english(word: str) -> bool:
    return word not in _SHARED and (_glue(word) or listed(word))


def _glue(word: str) -> bool:
    """Whether only English has the word: "the", "don't", "we're"."""
    return word not in _SHARED and (word in _GLUE or word in _SHORTENED)


def _runs(words: list[_Word], held: frozenset[str]) -> Iterator[list[_Word]]:
    """Stretches without a word that only English has; a lone one among many is an accident."""
    run: list[_Word] = []
    for at, word in enumerate(words):
        plain = _glue(word.low)
        if plain or (word.low in held and word.low not in _SHARED):
            after = words[at + 1 : at + 3]
            lone = len(run) >= 4 and len(after) == 2 and not any(_english(one.low) for one in after)
            if not lone:
                yield run
                run = []
                continue
        run.append(word)
    yield run


def _joined(text: str, found: list[Foreign]) -> Iterator[Foreign]:
    """Neighbours of one language, or with no word of English between them, are one stretch."""
    last: Foreign | None = None
    for one in sorted(found):
        between = text[last.end : one.start] if last else ""
        if last and not any(word.lower() in _GLUE for word in _WORD.findall(between)):
            last = Foreign(last.start, max(last.end, one.end), last.language or one.language)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _told(words: str) -> str:
    """The language, where it is clearly none but another one than English; "" else."""
    ranked = reader().rank(words)
    code, _ = ranked[0]
    english = next((sure for name, sure in ranked if name == "en"), 0.0)
    return str(code) if english <= 1 - _SURE and code not in _NONE else ""
