"""Names that the binding of claims cannot tell by their capitals: at a sentence's start, or without.

A first word counts where it is no word of common English, no fact or name holds it, and what follows
says that it is somebody: a verb in the third person, a genitive.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from drafter.checks.claims.synonyms import GROUPS, IRREGULAR, OPPOSITES, PLAIN, WEAK
from drafter.checks.claims.words import stem, tokens
from drafter.checks.generic import STOCK
from drafter.checks.sentences import sentences
from drafter.model.brief import Ledger

_OF_ENGLISH = re.compile(
    r"\w*(?:ing|ly|ed|tion|tions|ment|ments|ness|ity|ities|ous|ful|less|able|ible|ance|ence|ers|ward|wards|body|one|thing|where|ever|self|selves)"
)
_ACTS = (
    r"is|was|has|had|does|did|will|would|can|could|should|may|might|must|never|always|also|already|still|just|only|knew|told|made|gave|left|took"
    r"|sold|lied|hid|ran|paid|kept|said|chose|wrote|let|owns|and|cares|\w{3,}ed|[a-z]{3,}s"
)
_FIRST = re.compile(rf"[\"'“‘*_(]*(?P<name>[A-Z][\w&-]{{2,}})(?:(?P<of>['’]s)\b|,? (?:{_ACTS})\b)")
_LOW = re.compile(
    r"\b(?:named|called|rivals?|competitors?|like|at|to|from|with|by|than|of|over|try|choose|use|join|employee|engineer|manager|driver|clerk|agent|director|ceo"
    r"|colleague|boss|mr|mrs|ms|dr|technician|contractor|supplier|cashier|pilot|nurse|founder),? (?P<name>[a-z][a-z]{2,}(?: [a-z]{3,})?)\b"
)
_ASKED = re.compile(
    r"\b(?:named|called|rivals?|competitors?|employee|engineer|manager|driver|clerk|agent|director|ceo|colleague|boss|mr|mrs|ms|dr|technician"
    r"|cashier|pilot|nurse|founder|switch\w*|shop\w*|better|cheaper|safer|instead)\b",
    re.I,
)


class Stranger(NamedTuple):
    """A name at `text[start:end]`."""

    start: int
    end: int


def strangers(text: str, ledger: Ledger, citable: tuple[str, ...] = ()) -> Iterator[Stranger]:
    """Each name that nothing confirmed holds."""
    given = (ledger.organisation, *ledger.names, *(fact.text for fact in ledger.confirmed), *citable)
    held = {word.low.removesuffix("'s") for one in given for word in tokens(one)}
    for start, end in sentences(text):
        words = text[start:end]
        first = _FIRST.match(words)
        if first and _unknown(first["name"], held):
            yield Stranger(start + first.start("name"), start + first.end("name"))
        if _ASKED.search(words):
            for low in _LOW.finditer(words):
                parts = low["name"].split()
                if all(_unknown(part, held) for part in parts):
                    yield Stranger(start + low.start("name"), start + low.end("name"))


def _unknown(name: str, held: set[str]) -> bool:
    parts = [part.lower() for part in re.split(r"[-&]", name) if part]
    return not all(part in held or english(part) for part in parts)


def english(word: str) -> bool:
    """Whether a word in small letters is one of common English, as far as the checks know it."""
    return word in _common() or stem(word) in _stems() or bool(_OF_ENGLISH.fullmatch(word))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    grouped = {part for line in GROUPS for entry in line.split() for part in entry.split("_")}
    paired = {part for line in OPPOSITES for part in line.replace("_", " ").split()}
    return frozenset(grouped | paired | set(PLAIN) | set(WEAK) | set(IRREGULAR) | set(IRREGULAR.values()) | set(STOCK))


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _common()))
