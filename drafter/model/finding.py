"""Finding, Claim, Report: what the checks say of a text.

Offsets are Unicode code points of the decoded text, `end` exclusive; lines and columns count
from 1. These shapes are those of `drafter check --format json`: keys may be added, never renamed.
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from drafter.model.base import Noun, digest


class Level(StrEnum):
    """How grave a finding is. Errors block an approval until a named person waives them."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"

    @property
    def rank(self) -> int:
        return {"suggestion": 0, "warning": 1, "error": 2}[self.value]


Strategy = Literal["deny", "diminish", "rebuild", "bolster", "information"]
ClaimType = Literal[
    "number", "date", "time", "money", "percent", "place", "name", "contact",
    "cause", "absolute", "promise", "status",
]  # fmt: skip
ClaimStatus = Literal["supported", "unsupported", "unconfirmed", "contradicted"]

# The 17 problem categories of a public statement, and the desk's own.
PROBLEMS = frozenset(
    {
        "conditional_harm", "reaction_apology", "agentless_passive", "but_reversal", "euphemism",
        "intent_shield", "minimiser", "blame_shift", "self_pity", "credential_padding",
        "boilerplate", "empty_promise", "humour", "admission_of_liability", "absolute_claim",
        "speculation", "jargon",
    }
)  # fmt: skip
CATEGORIES = PROBLEMS | frozenset(
    {
        "claim", "part", "strategy", "channel", "readability", "pii", "generic", "counsel",
    }
)  # fmt: skip


class Finding(Noun):
    """One remark on one span of a text.

    `replaces`: `suggestion` may stand in place of `match` as it is. Where `rewrite_start` is before
    `rewrite_end`, `rewrite` may stand in place of those words, a whole sentence ("" takes it away).
    Nothing is applied unless a person says so.
    """

    rule: str
    category: str
    level: Level
    message: str
    why: str = ""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    line: int = Field(default=1, ge=1)
    column: int = Field(default=1, ge=1)
    match: str = ""
    suggestion: str = ""
    replaces: bool = False
    rewrite: str = ""
    rewrite_start: int = Field(default=0, ge=0)
    rewrite_end: int = Field(default=0, ge=0)

    @property
    def rewrites(self) -> bool:
        """Whether a rewritten sentence is offered."""
        return self.rewrite_start < self.rewrite_end

    def replaced(self, text: str) -> str:
        """`text`, the one that was checked, with the suggestion in place of the words found."""
        return text[: self.start] + self.suggestion + text[self.end :]

    def rewritten(self, text: str) -> str:
        """`text`, the one that was checked, with the sentence rewritten."""
        return text[: self.rewrite_start] + self.rewrite + text[self.rewrite_end :]

    @property
    def key(self) -> str:
        """Names this remark for a waiver: the rule and the words, wherever they stand."""
        return digest([self.rule, self.match, self.message])[:16]


class Claim(Noun):
    """A checkable assertion in a text, and the fact or guideline passage that carries it."""

    start: int
    end: int
    text: str
    type: ClaimType
    status: ClaimStatus
    fact: str | None = None
    passage: str | None = None


class Skipped(Noun):
    """A rule that was not run, and why: never silently clean."""

    rule: str
    reason: str


class Parts(Noun):
    """The six parts of an apology (Lewicki, Polin & Lount 2016): which ones a text has."""

    regret: bool = False
    explanation: bool = False
    responsibility: bool = False
    repentance: bool = False
    repair: bool = False
    forgiveness: bool = False


# How much each part counts in `part_score`. Lewicki and colleagues rank the parts (responsibility
# first, repair second, forgiveness last); the numbers are ours.
PART_WEIGHTS: dict[str, int] = {
    "regret": 2, "explanation": 2, "responsibility": 3, "repentance": 2, "repair": 3, "forgiveness": 1,
}  # fmt: skip


class Mark(Noun):
    """The words `text[start:end]` do something: `what` names it."""

    what: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Report(Noun):
    """Everything the checks say of one text.

    `part_spans`, `postures` and `acts` say which sentence does what. `part_score` is 0 to 1 by
    `PART_WEIGHTS`. `generic` is the share of sentences that any company could publish unchanged,
    0 to 1. `counsel` names what calls for legal counsel before an approval. `advised` is the posture
    that the crisis asks for, with any others that fit it; empty where no crisis is known.
    """

    findings: tuple[Finding, ...] = ()
    parts: Parts = Parts()
    strategy: Strategy = "information"
    claims: tuple[Claim, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    readability: dict[str, float] = {}
    part_spans: tuple[Mark, ...] = ()
    part_score: float = 0.0
    postures: tuple[Mark, ...] = ()
    acts: tuple[Mark, ...] = ()
    generic: float = 0.0
    counsel: tuple[str, ...] = ()
    advised: tuple[Strategy, ...] = ()
    advised_why: str = ""

    def at_least(self, level: Level) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.level.rank >= level.rank)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return self.at_least(Level.ERROR)


def position(text: str, start: int) -> tuple[int, int]:
    """Line and column (both from 1) of a code point offset."""
    before = text[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1


def found(
    text: str,
    start: int,
    end: int,
    *,
    rule: str,
    category: str,
    level: Level,
    message: str,
    why: str = "",
    suggestion: str = "",
    replaces: bool = False,
) -> Finding:
    """A Finding on `text[start:end]`, its line, column and match filled in."""
    line, column = position(text, start)
    return Finding(
        rule=rule,
        category=category,
        level=level,
        message=message,
        why=why,
        start=start,
        end=end,
        line=line,
        column=column,
        match=text[start:end],
        suggestion=suggestion,
        replaces=replaces,
    )
