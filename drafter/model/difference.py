"""The differences of two texts as pieces that a person takes or leaves one by one."""

import re
from collections.abc import Collection
from difflib import SequenceMatcher

from drafter.model.base import Noun

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Changes with less than this many untouched words between them read as one.
_NEAR = 2


class Change(Noun):
    """`old` at `start` to `end` of the old text becomes `new`."""

    start: int
    end: int
    old: str
    new: str


def changes(old: str, new: str) -> tuple[Change, ...]:
    """What turns `old` into `new`, in order, whole words each; near ones are one."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    spans: list[list[int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if spans and _words(before[spans[-1][1] : a]) < _NEAR:
            spans[-1][1], spans[-1][3] = b, d
        else:
            spans.append([a, b, c, d])
    at = [0]
    for token in before:
        at.append(at[-1] + len(token))
    return tuple(
        Change(start=at[a], end=at[b], old="".join(before[a:b]), new="".join(after[c:d]))
        for a, b, c, d in spans
    )


def _words(tokens: list[str]) -> int:
    return sum(1 for token in tokens if token[0].isalnum())


def taken(old: str, made: tuple[Change, ...], wanted: Collection[int]) -> str:
    """`old` with the changes whose places are wanted."""
    text, last = [], 0
    for place, change in enumerate(made):
        text += [old[last : change.start], change.new if place in wanted else change.old]
        last = change.end
    return "".join([*text, old[last:]])
