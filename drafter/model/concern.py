"""What is said of single posts, and how a concern develops: Judged, Trend, Voice, Trigger."""

from datetime import datetime

from pydantic import Field

from drafter.model.base import Noun


class Judged(Noun):
    """What was found out about one post.

    `genuine` is 0 to 1 and `reasons` say in words why; it orders posts and never hides one.
    `overruled` names the person who said otherwise. `sentiment` is -1 to 1, None where the language
    has no scorer. `copies` counts the posts of nearly the same words, this one included.
    """

    mention: str
    concern: str
    sub: str | None = None
    genuine: float = Field(default=0.5, ge=0, le=1)
    reasons: tuple[str, ...] = ()
    sentiment: float | None = None
    language: str = ""
    copies: int = Field(default=1, ge=1)
    overruled: str = ""


class Centre(Noun):
    """Where a concern lies among the vectors, so that later posts can join it. `weight` in posts."""

    concern: str
    embedder: str = ""
    vector: tuple[float, ...] = Field(repr=False)
    weight: int = Field(ge=0)


class Hour(Noun):
    """The posts of one hour, which begins at `start`; `reach` adds up what the export knows."""

    start: datetime
    posts: int
    authors: int
    reach: int = 0
    spike: bool = False


class Trend(Noun):
    """Posts per hour without a gap, the oldest first; `undated` posts are in no hour."""

    hours: tuple[Hour, ...] = ()
    undated: int = 0


class Voice(Noun):
    """A concern's share of the posts of an hour, 0 to 1."""

    start: datetime
    concern: str
    posts: int
    share: float


class Cause(Noun):
    """A suggested root cause, a crisis type of SCCT where one fits, and the posts that show it."""

    name: str
    type: str | None = None
    share: float
    why: str = ""
    posts: tuple[str, ...] = ()


class Trigger(Noun):
    """What set it off: ids of the first posts and of the most shared one, and the hour it turned."""

    first: tuple[str, ...] = ()
    most_shared: str | None = None
    turned: datetime | None = None
    causes: tuple[Cause, ...] = ()
