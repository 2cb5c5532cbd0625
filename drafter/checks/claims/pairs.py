"""Two values of the ledger side by side: of one fact."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from drafter.checks.claims.book import Source
from drafter.checks.claims.value import Value


class Pair(NamedTuple):
    """Two values and the source that says both."""

    first: Value
    second: Value
    source: Source


def pairs(sources: Sequence[Source], *kinds: str) -> Iterator[Pair]:
    for source in sources:
        chosen = [entry.value for entry in source.entries if entry.value.kind in kinds]
        for first, second in combinations(chosen, 2):
            yield Pair(first, second, source)
