"""What a number counts: the concepts of the words after it."""

from collections.abc import Sequence

from drafter.checks.claims.numbers import low
from drafter.checks.claims.synonyms import IRREGULAR, PLAIN
from drafter.checks.claims.words import Token, concept, concepts, stem

Words = Sequence[Token]

_SKIPPED = frozenset("of the those these our your their its his her all every such them us more other"
                     " further remaining separate different in total".split())  # fmt: skip


def heads(words: Words, at: int) -> tuple[str, ...]:
    """The concepts of what a number before token `at` counts; () where it stands alone.

    "54 non-urgent operations planned for" counts operations; "31 of the 48 results" results.
    """
    if low(words, at) in ("°", "℃", "degree", "degrees"):
        return ("degree",)
    if low(words, at) == "of" and low(words, at + 1) in ("those", "these", "them", "you", "us"):
        named = low(words, at + 1) in ("those", "these") and not _is_verb(words, at + 2, True)
        if not named:
            return ()
    while _is_skipped(words, at):
        at += 1
    begin = at
    while at < begin + _LONGEST and _goes_on(words, begin, at):
        begin = at + 1 if low(words, at).endswith("'s") else begin
        at += 1
    return tuple(one.name for one in concepts(words, begin, at))


_LONGEST = 6


def _is_skipped(words: Words, at: int) -> bool:
    if low(words, at) in _SKIPPED:
        return True
    return at < len(words) and words[at].is_number and low(words, at - 1) in _SKIPPED


def _goes_on(words: Words, begin: int, at: int) -> bool:
    """Whether the words of what is counted, from `begin` on, go on with token `at`."""
    word = low(words, at)
    if word == "of":
        joined = any(low(words, n) == "of" for n in range(begin, at))
        people = any(concept(low(words, n)) in PERSONS for n in (at + 1, at + 2))
        joined = joined or (people and concept(low(words, at - 1)) not in PERSONS)
        return at > begin and not joined and stem(low(words, at - 1)) in _CONTAINERS
    if word in ("the", "our", "your", "their", "a"):
        return low(words, at - 1) == "of"
    if word == "-" or word.endswith("'s"):
        return True
    if word == "instead" or (word.endswith("ly") and at > begin) or low(words, at + 1) == "than":
        return False
    return word[:1].isalpha() and word not in PLAIN and not _is_verb(words, at, at > begin)


def _is_verb(words: Words, at: int, after_noun: bool) -> bool:
    word, following = low(words, at), low(words, at + 1)
    if not after_noun:
        bare = not following[:1].isalpha() or following in PLAIN
        return bare and word.endswith("ed") and len(word) > 4
    if word in IRREGULAR:
        return not word.endswith("s") and word not in _NOUNS
    return word.endswith(("ed", "ing")) and len(word) > 4


# People of one sort; "people" may stand for any of them.
PERSONS = frozenset(
    concept(word)
    for word in "customer passenger patient pupil child parent employee guest resident member woman"
    " visitor driver victim family player applicant".split()
)
_CONTAINERS = frozenset(
    map(
        stem,
        "case member piece unit bottle pack tonne litre pair bag box crate kind type copy page item".split(),
    )
)
_NOUNS = frozenset(
    "children men women people thieves staff sale sales delivery failure loss".split()
)
