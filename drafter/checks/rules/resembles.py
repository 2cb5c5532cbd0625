"""Rules that compare by meaning: what no pattern can say."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from drafter.checks.rules.spec import Hit, Several, Spec


class Resembles(Spec):
    """Marks a sentence that is nearer to the rule's bad sentences than to all good ones.

    `margin` is how much nearer: 0 marks what is about as near, 1 only what is almost the same. A
    type of our own: it needs an embedder that knows meanings, and is reported as skipped without.
    """

    extends: Literal["resembles"]
    scope: Several = ("sentence",)
    bad: Several = Field(min_length=1)
    good: Several = Field(min_length=1)
    margin: float = Field(default=0.22, ge=-3, le=3)

    def hits(self, part: str, pieces: Sequence[int], deadline: float) -> Iterator[Hit]:
        """Marks all of `part`: whether it resembles was asked before."""
        yield Hit((0, len(part)), (part,))
