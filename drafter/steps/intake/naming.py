"""What a press officer would call a concern: a phrase that many of its people use and few others do.

Phrases of one wording but for endings, order and small words are one ("lost my bag", "bags lost").
Counted are different people; those that say what went wrong come first. A single word names a concern
only where no phrase is carried by enough people. Names (of places, brands, persons), times and
fillers name nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from drafter.steps.intake.labels import Phrases
from drafter.steps.intake.texts import NOT, STOP, stems

Counts = NDArray[np.float64]
Key = frozenset[str]

_TIME = frozenset(
    "morning afternoon evening night nights tonight tomorrow yesterday today week weeks weekend month"
    " months year years hour hours hr hrs minute minutes min mins second seconds monday tuesday wednesday"
    " thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february march april"
    " june july august september october november december jan feb mar apr jun jul aug sept oct nov dec"
    " am pm noon midnight early christmas".split()
)
_FILLER = frozenset(
    "seriously finally literally absolutely totally completely really far past left took take taken takes"
    " taking trying try tried tries look looks hope hoping hopefully already able ask asked"
    " asking someone anyone everyone nobody yet soon later ago long little big bit pretty stuff instead half"
    " keep keeps kept come coming goes went gone start started stop end ended happen happened happens"
    " mean means guess feel feels believe thought heard hear seen wait till til cause cuz gotta wanna"
    " quid pounds pound dollars dollar bucks euros euro cents twice once whole entire total fully quite"
    " person people man men woman women thnx thanx ty tks thx yo haha hahaha nope please dear sir"
    " kinda sort kind home old yr tho though like lot lots couple set run running turn turned different"
    " current zero reason possible nice awesome amazing cool fun love loved wonderful fantastic".split()
)
_DULL = _TIME | _FILLER
_WRONG = re.compile(
    r"\b(?:delay|late\b|cancel|lost|los(?:e|ing)\b|miss(?:ed|ing)|broke|damag|stuck|strand|stolen|refus|denied"
    r"|declin|overcharg|charged|fail|error|crash|waiting|wait\b|on hold|hung up|disconnect|rude|unprofessional"
    r"|dirty|filthy|leak|sick|injur|unsafe|wrong|mistake|lied|ignor|unhelpful|terrible|horrible|awful|poor"
    r"|worst|problem|issue|fee\b|fees\b|refund|complain|blocked|expired|double|lack|closed|locked|hidden"
    r"|unacceptable|wait time|bumped|down\b|sitting|still)"
)
# Of a group's people so many have to use a phrase, and never fewer than that: two of a small group.
_SHARE, _FEWEST, _SMALL = 0.025, 3, 15
# A phrase that says what went wrong is worth more; a dull word in it makes it worth less.
_COMPLAINT, _WITH_DULL = 1.6, 0.5
_IN_LABEL, _SECOND, _AROUND = 2, 0.35, 0.25


@dataclass(frozen=True)
class Names:
    """Which person's post uses which phrase, phrases of the same stems together."""

    found: Phrases
    authors: tuple[str, ...]

    @cached_property
    def keys(self) -> tuple[list[Key], "sparse.csr_matrix", Counts]:
        """The stems of each kind of phrase; (phrases, kinds); what each kind is worth."""
        places: dict[Key, int] = {}
        rows, columns = [], []
        for at, name in enumerate(self.found.names):
            key = self._key(name)
            if key:
                rows.append(at)
                columns.append(places.setdefault(key, len(places)))
        shape = (len(self.found.names), len(places))
        ones = np.ones(len(rows), np.float32)
        worth = np.zeros(len(places))
        for at, place in zip(rows, columns, strict=True):
            worth[place] = max(worth[place], _worth(self.found.names[at]))
        return list(places), sparse.csr_matrix((ones, (rows, columns)), shape), worth

    def _key(self, name: str) -> Key:
        words = name.split()
        content = [word for word in words if word not in STOP]
        own = any(word in self.found.own for word in content)
        if own or self._is_name(content) or _is_dull(name, content):
            return frozenset()
        its = frozenset(stems(content))
        if len(its) < len(content):
            return frozenset()
        return its | {"not"} if NOT & set(words) else its

    def _is_name(self, content: Sequence[str]) -> bool:
        """What went wrong is no name, however it is written: "Cancelled"."""
        return any(word in self.found.proper and not _WRONG.search(word) for word in content)

    def of(self, groups: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
        """For each group up to two phrases, none where nothing tells it apart."""
        keys, joined, worth = self.keys
        if not keys:
            return [()] * len(groups)
        people = [self._people(its, joined) for its in groups]
        sums = np.vstack([said for said, _ in people])
        sizes = np.array([size for _, size in people], float)[:, None]
        outside = (sums.sum(axis=0) - sums + 0.5) / (sizes.sum() - sizes + 1)
        inside = sums / sizes
        telling = inside * np.log((inside + 0.5 / sizes) / (outside + 0.5 / sizes)) * worth
        telling[sums < np.minimum(2, sizes)] = 0
        short = np.array([len(key) < 2 for key in keys])
        return [
            self._chosen(its, telling[at], sums[at], float(sizes[at, 0]), short)
            for at, its in enumerate(groups)
        ]

    def _people(self, its: Sequence[int], joined: "sparse.csr_matrix") -> tuple[Counts, int]:
        """How many different people of some posts use each kind of phrase, and how many there are."""
        places: dict[str, int] = {}
        rows = [places.setdefault(self.authors[at] or f"\0{at}", len(places)) for at in its]
        ones = np.ones(len(rows), np.float32)
        by = sparse.csr_matrix((ones, (rows, range(len(rows)))), (len(places), len(rows)))
        said = by @ self.found.used[list(its)] @ joined
        return np.bincount(said.indices, minlength=joined.shape[1]).astype(float), len(places)

    def _chosen(
        self,
        its: Sequence[int],
        telling: Counts,
        sums: Counts,
        size: float,
        short: NDArray[np.bool_],
    ) -> tuple[str, ...]:
        fewest = min(size, _FEWEST - (size < _SMALL))
        order = [int(at) for at in np.argsort(-telling, kind="stable")[:300] if telling[at] > 0]
        long = [at for at in order if not short[at] and sums[at] >= max(fewest, _SHARE * size)]
        single = [at for at in order if short[at] and sums[at] >= fewest]
        keys = self.keys[0]
        chosen: list[int] = []
        taken: set[str] = set()
        for at in [*long, *([] if long else single)]:
            # One word alone says too little.
            near = not chosen or not long or telling[at] >= _SECOND * telling[chosen[0]]
            if near and not keys[at] & taken:
                chosen.append(at)
                taken |= keys[at]
            if len(chosen) == _IN_LABEL:
                break
        if not long:
            chosen = [self._fuller(at, order, sums, taken) for at in chosen]
        return tuple(self._written(its, at) for at in chosen)

    def _fuller(self, single: int, order: Sequence[int], sums: Counts, taken: set[str]) -> int:
        """A word, or the phrase around it where a good part of those who use it say that."""
        keys = self.keys[0]
        for at in order:
            around = keys[single] < keys[at] and not (keys[at] - keys[single]) & taken
            if around and sums[at] >= _AROUND * sums[single]:
                return at
        return single

    def _written(self, its: Sequence[int], key: int) -> str:
        """The wording of a kind of phrase that most posts have."""
        alike = self.keys[1][:, key].nonzero()[0]
        often = np.asarray(self.found.used[list(its)][:, alike].sum(axis=0)).ravel()
        name = self.found.names[int(alike[int(np.argmax(often))])]
        return " ".join(self.found.written.get(word, word) for word in name.split())


def _is_dull(name: str, content: Sequence[str]) -> bool:
    """Times and fillers are only in a phrase that says what went wrong: "hours on hold"."""
    dull = sum(word in _DULL for word in content)
    return dull == len(content) or (dull > 0 and not _says_wrong(name))


def _says_wrong(name: str) -> bool:
    return bool(_WRONG.search(name)) or not NOT.isdisjoint(name.split())


def _worth(name: str) -> float:
    content = [word for word in name.split() if word not in STOP]
    worth = 1.0 if len(content) < 2 else 1.3 if len(content) == 2 else 1.5
    if _says_wrong(name):
        worth *= _COMPLAINT
    return worth * _WITH_DULL ** sum(word in _DULL for word in content)
