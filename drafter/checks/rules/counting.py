"""Rules that count: occurrence and repetition."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pydantic import Field

from drafter.checks.patterns import patterns
from drafter.checks.rules.spec import Hit, Several, Spec, left


class Occurrence(Spec):
    """Marks a scope that holds its token too often (at the first one too many) or too seldom."""

    compiled = ("token",)
    extends: Literal["occurrence"]
    ignorecase: bool = False
    max: int = 0
    min: int = 0
    token: Several

    def pieces(self) -> Sequence[str]:
        # A scope without the token is what `min` marks, so then no scope may be passed over.
        return [""] if self.min else ["".join(self.token)]

    def hits(self, part: str, pieces: Sequence[int], deadline: float) -> Iterator[Hit]:
        pattern = patterns.compiled("".join(self.token), self.ignorecase)
        places = [match.span() for match in _matches(pattern, part, deadline)]
        count = str(len(places))
        if self.max and len(places) > self.max:
            yield Hit(places[self.max], (count,))
        elif len(places) < self.min and part.strip():
            yield Hit((0, len(part)), (count,))


class Repetition(Spec):
    """Marks a token that follows itself more than `max` times."""

    compiled = ("tokens",)
    extends: Literal["repetition"]
    ignorecase: bool = False
    alpha: bool = False
    max: int = 0
    tokens: Several = Field(min_length=1)

    def pieces(self) -> Sequence[str]:
        return ["|".join(self.tokens)]

    def hits(self, part: str, pieces: Sequence[int], deadline: float) -> Iterator[Hit]:
        before, first, count = "", 0, 0
        for match in _matches(patterns.compiled("|".join(self.tokens), False), part, deadline):
            word = match.group().strip()
            key = word.casefold() if self.ignorecase else word
            if key and key == before and (not self.alpha or word.isalpha()):
                count += 1
            else:
                before, first, count = key, match.start(), 0
            if count > self.max:
                yield Hit((first, match.end()), (word,))
                before, count = "", 0


def _matches(pattern: Any, part: str, deadline: float) -> Iterator[Any]:
    yield from pattern.finditer(part, timeout=left(deadline))
