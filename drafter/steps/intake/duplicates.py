"""Near-identical posts: retweets and campaign copies, folded for clustering and counted."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from datasketch import MinHash, MinHashLSH

from drafter.steps.intake.texts import words

# Numbers count: two people who were charged different amounts did not copy each other.
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Share of word pairs two texts have to have in common (Jaccard), and the hashes it is told by.
_ALIKE, _HASHES = 0.7, 64
# A shorter text is a copy only when all its words are the same: "thank you" is no campaign.
_WORDS = 6


@dataclass(frozen=True)
class Folds:
    """`first[i]` is the place of the post that post i is a copy of, its own where it is none."""

    first: tuple[int, ...]

    @property
    def kept(self) -> list[int]:
        """Places of the posts that stand for themselves, in order."""
        return [at for at, first in enumerate(self.first) if at == first]

    @property
    def copies(self) -> list[int]:
        """How many posts of nearly the same words there are, each post's own included."""
        often = Counter(self.first)
        return [often[first] for first in self.first]


def fold(texts: Sequence[str]) -> Folds:
    """Which posts say the same in nearly the same words (MinHash, Broder 1997). Linear in the posts."""
    found = [_WORD.findall(words(text).lower()) for text in texts]
    first: dict[str, int] = {}
    same = [
        first.setdefault(" ".join(its) or text.strip(), at)
        for at, (its, text) in enumerate(zip(found, texts, strict=True))
    ]
    long = [at for at in first.values() if len(found[at]) >= _WORDS]
    index = MinHashLSH(threshold=_ALIKE, num_perm=_HASHES)
    hashed = MinHash.bulk([_pairs(found[at]) for at in long], num_perm=_HASHES, seed=1)
    nearest: dict[int, int] = {}
    by_place = dict(zip(long, hashed, strict=True))
    for at, one in by_place.items():
        alike = (
            other
            for other in index.query(one)
            if one.jaccard(by_place[other]) >= _ALIKE and _same_numbers(found[at], found[other])
        )
        nearest[at] = min(alike, default=at)
        if nearest[at] == at:
            index.insert(at, one)
    return Folds(tuple(nearest.get(at, at) for at in same))


def _pairs(found: Sequence[str]) -> list[bytes]:
    return [f"{a} {b}".encode() for a, b in zip(found, found[1:], strict=False)]


def _same_numbers(one: Sequence[str], other: Sequence[str]) -> bool:
    """A cut copy may lack numbers; one with others is no copy."""
    here, there = ({word for word in its if word[0].isdigit()} for its in (one, other))
    return here <= there or there <= here
