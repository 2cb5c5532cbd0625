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
    r"\w*(?:ing|ly|ed|tion|tions|ment|ments|ness|ity|ities|ous|ful|less|able|ible|ance|ence|ers|ward"
    r"|wards|body|one|thing|where|ever|self|selves|ic|al|ile|ive|est)"
)
_INFLECTED = re.compile(
    r"\w+(?:s|ed|ing|ings|er|ers|or|ly|th|ness|ful|less|able|ment|ments|ion|ions|ity|al|'s)"
)
# What one person, firm or thing does.
_ACTS = (
    r"is|was|has|had|does|did|will|would|can|could|should|may|might|must|never|always|already|still"
    r"|knew|told|made|gave|left|took|sold|lied|hid|ran|paid|kept|said|chose|wrote|let|[a-z]{3,}ed|pays|sells"
    r"|offers|gives|treats|charges|refunds|makes|keeps|costs|works|takes|wants|says|knows|cares|runs|owns"
    r"|uses|tests|puts|delivers|ships|protects|serves|respects|cheats|lies|steals|deserves|approves|admits"
)
_FIRST = re.compile(
    rf"[\"'“‘*_(]*(?P<name>[A-Z][\w&-]{{2,}})(?:(?P<of>['’]s)\b|,? (?P<act>{_ACTS})\b)"
)
# What a plural does too: a plural is no name.
_ANY = frozenset(
    "will would can could should may might must had did never always already still".split()
)
_WHO = (
    r"employee|engineer|manager|driver|clerk|agent|director|ceo|colleague|boss|mr|mrs|ms|dr|technician"
    r"|cashier|pilot|nurse|founder|supervisor|executive|developer|contractor|accountant|intern"
)
_LOW = re.compile(
    rf"\b(?i:(?:(?:named|called|by the name of|{_WHO}),? (?P<person>[a-z]{{3,}} [a-z]{{3,}})(?= (?:{_ACTS})\b)"
    r"|(?:our )?(?:rivals?|competitors?)(?: like| such as)? (?P<rival>[a-z]{4,})"
    r"|(?:switch|shop|buy|switching|shopping|buying|better|cheaper|safer|move) (?:over )?(?:to|at|with|from|than)"
    r" (?P<other>[a-z]{4,})"
    r"|(?:ask for|speak to|talk to|speak with|meet|blame|thank|his name is|her name is|it (?:was|is)"
    r"|(?:who did it|responsible|to blame|in charge) (?:was|is)|comes? from|sent by|owned by|run by"
    r"|thanks to|belongs? to|part of) (?:young |old )?(?P<one>[a-z]{4,})(?= (?:from|in|at|who|and|of|is|was|has"
    r"|will|today|instead|for)\b|[.,;!]|$)))\b"
)


class Stranger(NamedTuple):
    """A name at `text[start:end]`."""

    start: int
    end: int


def strangers(text: str, ledger: Ledger, citable: tuple[str, ...] = ()) -> Iterator[Stranger]:
    """Each name that nothing confirmed holds."""
    given = (
        ledger.organisation,
        *ledger.names,
        *(fact.text for fact in ledger.confirmed),
        *citable,
    )
    held = _held(given)
    for start, end in sentences(text):
        words = text[start:end]
        first = _FIRST.match(words)
        if first and not _plural(first) and _unknown(first["name"], held):
            yield Stranger(start + first.start("name"), start + first.end("name"))
        for low in _LOW.finditer(words):
            name = low.lastgroup or "person"
            if any(_unknown(part, held) for part in low[name].split()):
                yield Stranger(start + low.start(name), start + low.end(name))


@lru_cache(maxsize=8)
def _held(given: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.low.removesuffix("'s") for one in given for word in tokens(one))


def _plural(first: re.Match[str]) -> bool:
    act, name = first["act"] or "", first["name"].lower()
    shared = act in _ANY or act.endswith("ed")
    return shared and name.endswith("s") and not first["of"] and english(name.removesuffix("s"))


def _unknown(name: str, held: frozenset[str]) -> bool:
    parts = [part.lower() for part in re.split(r"[-&]", name) if part]
    return not all(part in held or english(part) for part in parts)


def listed(word: str) -> bool:
    """Whether a word in small letters, or one of its stem, stands in a list of the checks."""
    if not word.isascii() or word in _common():
        return word.isascii()
    return len(word) >= 5 and bool(_INFLECTED.fullmatch(word)) and stem(word) in _stems()


def english(word: str) -> bool:
    """Whether a word is one of English, as far as its form or a list of the checks tells."""
    if listed(word) or _OF_ENGLISH.fullmatch(word):
        return True
    return any(word[:at] in _common() and word[at:] in _common() for at in range(3, len(word) - 2))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    grouped = {part for line in GROUPS for entry in line.split() for part in entry.split("_")}
    paired = {part for line in OPPOSITES for part in line.replace("_", " ").split()}
    return frozenset(
        grouped
        | paired
        | set(PLAIN)
        | set(WEAK)
        | set(IRREGULAR)
        | set(IRREGULAR.values())
        | set(STOCK)
    )


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _common()))
