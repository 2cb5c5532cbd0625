"""Document and Passage: what the desk recalls, with the reason why and the exact lines."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, HttpUrl, field_validator

from drafter.model.base import Noun
from drafter.model.crisis import Cluster

DocumentKind = Literal["guideline", "case"]
Harm = Literal["injury", "data", "money", "inconvenience", "dignity", "none"]


class Lag(Noun):
    """Time from the public start to the first response and to the apology; hours where known."""

    first_response: str | None
    first_response_hours: float | None = Field(ge=0)
    apology: str | None
    apology_hours: float | None = Field(ge=0)


class SourceLink(Noun):
    """Where a fact was read."""

    url: HttpUrl
    title: str
    note: str | None = None


class Guideline(Noun):
    """Front matter of a guideline. `citable` sentences may support a claim in a text; `source` names
    the file it was made from."""

    title: str = Field(min_length=1)
    kind: Literal["guideline"]
    citable: bool = False
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    source: str | None = None


class CaseNote(Noun):
    """Front matter of a past crisis."""

    title: str = Field(min_length=1)
    kind: Literal["case"]
    organisation: str
    sector: str
    date: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    cluster: Cluster
    crisis_type: str
    harm: tuple[Harm, ...]
    trigger: str
    history: bool | None
    lag: Lag
    first_statement: str
    criticised: tuple[str, ...]
    worked: tuple[str, ...]
    outcome: str
    lesson: str
    sources: tuple[SourceLink, ...] = Field(min_length=1)

    @field_validator("date", mode="before")
    @classmethod
    def _yaml_date(cls, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else str(value)


class Document(Noun):
    """One file of knowledge. `path` is relative to its folder; `body_line` is where `body` begins."""

    path: str
    head: Guideline | CaseNote = Field(discriminator="kind")
    body: str
    body_line: int
    digest: str

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def kind(self) -> DocumentKind:
        return self.head.kind


class Passage(Noun):
    """A stretch of a document that answers a query: opens at its exact lines."""

    path: str
    title: str
    start_line: int
    end_line: int
    text: str
    score: float
    why: str
    kind: DocumentKind
    citable: bool = False

    @property
    def id(self) -> str:
        return f"{self.path}:{self.start_line}"
