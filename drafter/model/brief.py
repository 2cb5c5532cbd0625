"""Fact and Brief: what is confirmed, and the only way into a draft.

Rule one of the product lives here: only confirmed facts make a brief.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, field_validator, model_validator

from drafter.errors import NotConfirmed
from drafter.model.base import Noun, digest, one_line
from drafter.model.crisis import Concern, Frame, Mention, Quote


class Role(StrEnum):
    """What a fact says in a statement."""

    EVENT = "event"
    IMPACT = "impact"
    CAUSE = "cause"
    ACTION = "action"
    REMEDY = "remedy"
    INSTRUCTION = "instruction"
    CONTACT = "contact"
    NEXT_UPDATE = "next_update"
    HISTORY = "history"


class FactStatus(StrEnum):
    """How sure the desk is of a fact."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    DISPUTED = "disputed"
    RETRACTED = "retracted"


class Fact(Noun):
    """One line of the ledger. Frozen: a change is a new value with another `revision` digest."""

    id: str = Field(pattern=r"^F[1-9][0-9]{0,5}$")
    role: Role
    status: FactStatus = FactStatus.UNCONFIRMED
    text: str = Field(min_length=1)
    source: str = ""
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    replaces: str | None = None

    @field_validator("text", "source", "confirmed_by")
    @classmethod
    def _one_line(cls, value: str) -> str:
        return one_line(value)

    @field_validator("text")
    @classmethod
    def _says_something(cls, value: str) -> str:
        if not value:
            raise ValueError("a fact needs a text")
        return value

    @property
    def confirmed(self) -> bool:
        return self.status is FactStatus.CONFIRMED

    def stood(self, since: datetime) -> bool:
        """Whether it is confirmed, and was not confirmed anew after `since`."""
        return self.confirmed and (self.confirmed_at is None or self.confirmed_at <= since)

    @property
    def revision(self) -> str:
        """Digest of what the fact says, how sure it is and who said so: an approval signs this."""
        return digest(self.model_dump(mode="json"))

    def confirm(self, *, by: str, source: str, now: datetime) -> "Fact":
        """The same fact, confirmed by a named person from a named source.

        Raises NotConfirmed where the name or the source is missing.
        """
        if not by.strip():
            raise NotConfirmed(f"fact {self.id} needs the name of who confirms it")
        if not source.strip():
            raise NotConfirmed(f"fact {self.id} needs a source: who or what says so")
        return self.model_copy(
            update={
                "status": FactStatus.CONFIRMED,
                "confirmed_by": by,
                "source": source,
                "confirmed_at": now,
            }
        )

    def withdraw(self, status: FactStatus) -> "Fact":
        """The same fact, no longer confirmed: unconfirmed, disputed or retracted."""
        if status is FactStatus.CONFIRMED:
            raise NotConfirmed("a fact is confirmed by a named person, with confirm()")
        return self.model_copy(update={"status": status, "confirmed_by": "", "confirmed_at": None})

    def reword(self, *, text: str, role: Role) -> "Fact":
        """Another text or role. What was confirmed was the old wording, so this is unconfirmed."""
        changed = self.model_copy(update={"text": text, "role": role})
        if changed.revision == self.revision:
            return self
        return changed.withdraw(FactStatus.UNCONFIRMED)


class Ledger(Noun):
    """A facts file: the crisis' frame and all its facts, confirmed or not."""

    organisation: str
    names: tuple[str, ...] = ()
    frame: Frame = Frame()
    as_of: datetime | date | None = None
    timezone: str | None = None
    facts: tuple[Fact, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        seen: set[str] = set()
        for fact in self.facts:
            if fact.id in seen:
                raise ValueError(f"fact id {fact.id!r} is used twice")
            seen.add(fact.id)
        return self

    @property
    def confirmed(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.confirmed)

    def by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}


class Brief(Noun):
    """What a draft may rest on. Making one with an unconfirmed fact raises NotConfirmed."""

    organisation: str
    names: tuple[str, ...] = ()
    frame: Frame = Frame()
    as_of: datetime | date | None = None
    timezone: str | None = None
    facts: tuple[Fact, ...] = ()
    concerns: tuple[Concern, ...] = ()
    quotes: tuple[Quote, ...] = ()
    replying_to: Mention | None = None

    @model_validator(mode="after")
    def _only_confirmed(self) -> Self:
        loose = [fact.id for fact in self.facts if not fact.confirmed]
        if loose:
            raise NotConfirmed(
                f"only confirmed facts make a brief; not confirmed: {', '.join(loose)}"
            )
        return self

    def of(self, *roles: Role) -> tuple[Fact, ...]:
        """The facts of these roles, in the order of the roles, then of the ledger."""
        return tuple(fact for role in roles for fact in self.facts if fact.role is role)


def next_id(facts: Iterable[Fact]) -> str:
    """The id after the highest one in use."""
    return f"F{max((int(fact.id[1:]) for fact in facts), default=0) + 1}"
