"""Rules that mark words: existence and substitution.

Vale joins a rule's tokens into one alternation. Here each is a pattern of its own, so that only
those run whose words the text holds; what is found is the same: the leftmost match, and of those
that begin together the one of the first token.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heappop, heappush
from typing import Any, Literal

import regex
from pydantic import Field

from drafter.checks.patterns import patterns
from drafter.checks.rules.spec import Hit, Several, Spec, left
from drafter.checks.rules.triggers import branches

_GROUP = regex.compile(r"\$(?:\{(\d+)\}|(\d+))")


class Words(Spec):
    """What a rule that marks words can say of them."""

    append: bool = False
    ignorecase: bool = False
    nonword: bool = False
    exceptions: Several = ()
    vocab: bool = True

    def _alternatives(self) -> Sequence[str]:
        raise NotImplementedError

    def pieces(self) -> Sequence[str]:
        if self.exceptions:
            patterns.compiled(self._sparing, True)
        return self._pieces

    @cached_property
    def _pieces(self) -> Sequence[str]:
        raw = "".join(getattr(self, "raw", ()))
        mark = "" if self.nonword else r"\b"
        words = [rf"{mark}(?:{one}){mark}" for one in self._alternatives()] or [""]
        return [one + raw if self.append else raw + one for one in words]

    @cached_property
    def _sparing(self) -> str:
        return rf"\b(?:{'|'.join(self.exceptions)})\b"

    def _found(
        self, part: str, pieces: Sequence[int], deadline: float
    ) -> Iterator[tuple[int, Any]]:
        """(piece, match) in order, but not the blank ones nor those that hold an exception."""
        for piece, match in _leftmost(part, self._compiled(pieces), deadline):
            text = match.group()
            if text.strip() and not self._spared(text, deadline):
                yield piece, match

    def _spared(self, text: str, deadline: float) -> bool:
        if not self.exceptions:
            return False
        pattern = patterns.compiled(self._sparing, True)
        return bool(pattern.search(text, timeout=left(deadline)))

    def _compiled(self, pieces: Sequence[int]) -> dict[int, Any]:
        return {n: patterns.compiled(self._pieces[n], self.ignorecase) for n in pieces}


class Existence(Words):
    """Marks every match of its tokens."""

    compiled = ("tokens", "raw", "exceptions")
    extends: Literal["existence"]
    tokens: Several = ()
    raw: Several = ()

    def _alternatives(self) -> Sequence[str]:
        return [one for token in self.tokens if token.strip() for one in branches(token)]

    def hits(self, part: str, pieces: Sequence[int], deadline: float) -> Iterator[Hit]:
        for _, match in self._found(part, pieces, deadline):
            yield Hit(match.span(), (match.group(),))


class Substitution(Words):
    """Marks what `swap` has a better word for."""

    compiled = ("swap", "exceptions")
    extends: Literal["substitution"]
    capitalize: bool = False
    swap: Mapping[str, str] = Field(min_length=1)
    pos: str = ""

    @property
    def unfit(self) -> str:
        return "needs part-of-speech tags" if self.pos else ""

    @cached_property
    def _pairs(self) -> Sequence[tuple[str, str]]:
        return sorted(self.swap.items(), key=lambda pair: -len(pair[0]))

    def _alternatives(self) -> Sequence[str]:
        return [key for key, _ in self._pairs]

    def hits(self, part: str, pieces: Sequence[int], deadline: float) -> Iterator[Hit]:
        for piece, match in self._found(part, pieces, deadline):
            text = match.group()
            options = [self._written(one, match) for one in self._pairs[piece][1].split("|")]
            if text not in options:
                said = "' or '".join(options), text
                only = options[0] if len(options) == 1 else ""
                yield Hit(match.span(), said, " or ".join(options), only)

    def _written(self, option: str, match: Any) -> str:
        """The better word, its $1 filled from the match and its capital kept if the rule says so."""

        def group(mark: Any) -> str:
            number = int(mark.group(1) or mark.group(2))
            return (match.group(number) or "") if number <= match.re.groups else mark.group()

        new = _GROUP.sub(group, option)
        return new[:1].upper() + new[1:] if self.capitalize and match.group()[:1].isupper() else new


def _leftmost(part: str, compiled: Mapping[int, Any], deadline: float) -> Iterator[tuple[int, Any]]:
    """Matches that follow one another, as one alternation of the patterns would find them."""
    found: list[tuple[int, int, Any]] = []

    def seek(piece: int, at: int) -> None:
        match = compiled[piece].search(part, at, timeout=left(deadline))
        if match:
            heappush(found, (match.start(), piece, match))

    for piece in compiled:
        seek(piece, 0)
    done = 0
    while found:
        start, piece, match = heappop(found)
        empty = match.end() == start
        if start >= done and not empty:
            yield piece, match
            done = match.end()
        seek(piece, max(done, start + empty))
