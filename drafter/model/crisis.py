"""Crisis, Mention, Concern: what is being said, by whom, and what lies behind it."""

import re
from datetime import datetime
from typing import Literal

from pydantic import Field

from drafter.model.base import Noun
from drafter.model.finding import Strategy

SLUG = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}$")
Cluster = Literal["victim", "accidental", "preventable"]
# Which of day and month comes first in dates such as 03/04/2026.
DateOrder = Literal["day", "month"]

# Coombs 2007, Corporate Reputation Review 10(3):163-176, table of crisis types by cluster.
CRISIS_TYPES: dict[str, Cluster] = {
    "natural disaster": "victim",
    "rumor": "victim",
    "workplace violence": "victim",
    "product tampering": "victim",
    "challenge": "accidental",
    "technical-error accident": "accidental",
    "technical-error product harm": "accidental",
    "human-error accident": "preventable",
    "human-error product harm": "preventable",
    "organizational misdeed with no injuries": "preventable",
    "management misconduct": "preventable",
    "organizational misdeed with injuries": "preventable",
}


class Frame(Noun):
    """How a crisis is framed for SCCT: its title, type, and the two intensifying factors."""

    title: str = ""
    type: str | None = None
    history: bool | None = None
    reputation: Literal["good", "neutral", "bad"] | None = None

    @property
    def cluster(self) -> Cluster | None:
        """Coombs' cluster of the crisis type, or None where the type is not one of his."""
        return CRISIS_TYPES.get((self.type or "").strip().lower())


class Advice(Noun):
    """The posture that a crisis asks for, why, and the others that its type allows."""

    strategy: Strategy
    why: str
    also: tuple[Strategy, ...] = ()


class Crisis(Noun):
    """One crisis of one organisation. `slug` names it in addresses and on the command line."""

    slug: str = Field(pattern=SLUG.pattern)
    title: str
    organisation: str
    names: tuple[str, ...] = ()
    frame: Frame = Frame()
    as_of: datetime | None = None
    timezone: str | None = None
    sample: bool = False
    created_at: datetime


class Mention(Noun):
    """One post, review or article. `row` counts the data rows of its file from 0."""

    id: str
    row: int = Field(ge=0)
    text: str
    author: str = ""
    posted_at: datetime | None = None
    url: str = ""
    source: str = ""
    language: str = ""
    sentiment_label: str = ""
    reach: int | None = None


class Concern(Noun):
    """What a group of posts is about. `share` and `genuine` are 0 to 1, `sentiment` -1 to 1.

    `authors` counts different people, which is what concerns are ordered by: a campaign of one
    person is one person.
    """

    id: str
    parent: str | None = None
    label: str
    keyphrases: tuple[str, ...] = ()
    size: int
    authors: int
    share: float
    genuine: float | None = None
    sentiment: float | None = None
    question: str | None = None
    examples: tuple[str, ...] = ()
    mention_ids: tuple[str, ...] = Field(default=(), repr=False)


class Rejection(Noun):
    """A row that was not taken, and why."""

    row: int
    reason: str


class ImportReport(Noun):
    """What became of every row: `read == kept + duplicates + len(rejected)`.

    `known` counts those of `kept` that an earlier import had already stored.
    """

    read: int
    kept: int
    duplicates: int
    rejected: tuple[Rejection, ...] = ()
    known: int = 0
    warnings: tuple[str, ...] = ()
    mapping: dict[str, str] = {}
    encoding: str = ""
    delimiter: str = ""
