"""Citation: the words of a text that rest on a fact, and how they follow an edit."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from pydantic import Field

from drafter.model.base import Noun


class Citation(Noun):
    """The words `text[start:end]` rest on this fact. The text itself never holds fact ids."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    fact: str


_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def follow(old: str, new: str, citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Move citations along with an edit; those whose words were touched are dropped."""
    wanted = tuple(citations)
    if not wanted:
        return ()
    before, after = _tokens(old), _tokens(new)
    words = [word for word, _ in before], [word for word, _ in after]
    blocks = [
        (before[a][1], before[a + size - 1][1] + len(before[a + size - 1][0]), after[b][1])
        for a, b, size in SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
        if size
    ]
    kept = []
    for cited in wanted:
        for start, end, now_at in blocks:
            if start <= cited.start and cited.end <= end:
                shift = now_at - start
                moved = {"start": cited.start + shift, "end": cited.end + shift}
                kept.append(cited.model_copy(update=moved))
                break
    return tuple(kept)


def _tokens(text: str) -> list[tuple[str, int]]:
    return [(found.group(), found.start()) for found in _TOKEN.finditer(text)]
