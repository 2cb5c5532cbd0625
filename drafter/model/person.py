"""Person: who acts. Names are self-declared on a local desk; roles come from the settings."""

import unicodedata
from enum import StrEnum

from pydantic import Field, field_validator

from drafter.model.base import Noun


class Duty(StrEnum):
    """What a person may do."""

    DRAFTER = "drafter"
    APPROVER = "approver"
    COUNSEL = "counsel"
    ADMIN = "admin"


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one person: case, width and spaces do not make a second one."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Person(Noun):
    """A named person and their duties."""

    name: str = Field(min_length=1, max_length=80)
    duties: frozenset[Duty] = frozenset()

    @field_validator("name")
    @classmethod
    def _one_clean_line(cls, value: str) -> str:
        clean = " ".join(value.split())
        if not clean or not clean.isprintable():
            raise ValueError("a person needs a name in printable letters")
        return clean

    def may(self, duty: Duty) -> bool:
        return duty in self.duties

    def is_named(self, name: str) -> bool:
        return same_name(self.name, name)
