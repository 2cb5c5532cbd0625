"""What every type of rule has in common: the keys of its file, and the places that it marks."""

import time
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator

from drafter.checks.sentences import Span
from drafter.model.finding import CATEGORIES, Level

Several = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: [*filter(None, [value])] if isinstance(value, str) else value),
]


class Hit(NamedTuple):
    """A place that a rule marks, in code points of the text, and what fills its message's %s.

    `replacement` may stand in its place; `suggestion` is what else may, in words.
    """

    span: Span
    said: tuple[str, ...]
    suggestion: str = ""
    replacement: str = ""


class Spec(BaseModel):
    """The keys that every type of rule has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    compiled: ClassVar[tuple[str, ...]] = ()

    extends: str
    message: str
    description: str = ""
    name: str = ""
    link: str = ""
    level: Level = Level.WARNING
    scope: Several = ("text",)
    limit: int = 0
    code: bool = False
    action: Any = None
    category: str = "readability"
    why: str = ""
    suggestion: str = ""
    bad: Several = ()
    good: Several = ()
    kinds: Several = ()
    language: str = "en"

    @field_validator("category")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in CATEGORIES:
            raise ValueError(f"{value!r} is not one of {', '.join(sorted(CATEGORIES))}")
        return value

    @property
    def unfit(self) -> str:
        """Why the rule cannot judge a plain text, or ""."""
        return ""

    def pieces(self) -> Sequence[str]:
        """The patterns that the rule seeks, one of which begins each of its hits."""
        return ()

    def hits(self, part: str, pieces: Sequence[int], deadline: float) -> Iterator[Hit]:
        """Places in `part`, offsets from its start; only the `pieces` of these numbers can match.

        Raises TimeoutError once `deadline` has passed, regex.error for a pattern that is none.
        """
        raise NotImplementedError


def left(deadline: float) -> float:
    """Seconds until `deadline`. Raises TimeoutError when there are none."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
