"""Document and Passage: what the desk recalls, with the reason why and the exact lines."""

from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import Field, HttpUrl, field_validator

from drafter.model.base import Noun
from drafter.model.crisis import Cluster

Array = Any  # of numpy, which a noun does not import
DocumentKind = Literal["guideline", "case"]
Harm = Literal["injury", "data", "money", "inconvenience", "dignity", "none"]
# The sectors of the shipped cases. A team may write another one: it is any lower-case word.
SECTORS = (
    "airline", "consumer-goods", "education", "energy", "finance", "food", "games", "health",
    "nonprofit", "retail", "technology", "telecoms",
)  # fmt: skip


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
    """Front matter of a guideline. `citable` sentences may support a claim in a text; `organisation` is
    whose guideline it is, anybody's where it is empty; `source` names the file it was made from."""

    title: str = Field(min_length=1)
    kind: Literal["guideline"]
    citable: bool = False
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    organisation: str = ""
    source: str | None = None

    def holds_for(self, *names: str) -> bool:
        """Whether an organisation of these names goes by it."""
        whose = self.organisation.casefold()
        return not whose or any(
            name.casefold() in whose or whose in name.casefold() for name in names if name
        )


class CaseNote(Noun):
    """Front matter of a past crisis.

    `sector` is one of SECTORS or a word of your own, kept in lower case; `crisis_type` best one of
    Coombs' types (`model.crisis.CRISIS_TYPES`); `concerns` what people were angry about, in two to
    five short phrases of their own.
    """

    title: str = Field(min_length=1)
    kind: Literal["case"]
    organisation: str
    sector: str = Field(min_length=1)
    date: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    cluster: Cluster
    crisis_type: str
    harm: tuple[Harm, ...]
    trigger: str
    concerns: tuple[str, ...] = ()
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

    @field_validator("sector", mode="after")
    @classmethod
    def _lower(cls, value: str) -> str:
        return value.strip().lower()


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


class Filter(Noun):
    """Which documents may be recalled; what is None does not matter.

    Sector, cluster, harm and recency are said of past cases only, so that asking for one of them
    asks for cases. A document that names no channel is meant for every channel. `since` is a year,
    a month or a day.
    """

    kind: DocumentKind | None = None
    sector: str | None = None
    cluster: Cluster | None = None
    harm: Harm | None = None
    channel: str | None = None
    since: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")

    def admits(self, document: Document) -> bool:
        """Whether a document may be recalled."""
        head = document.head
        if self.kind not in (None, head.kind):
            return False
        if isinstance(head, Guideline):
            of_cases = (self.sector, self.cluster, self.harm, self.since)
            return of_cases == (None,) * 4 and (
                self.channel is None or not head.channels or self.channel in head.channels
            )
        return (
            self.sector in (None, head.sector)
            and self.cluster in (None, head.cluster)
            and (self.harm is None or self.harm in head.harm)
            and (self.since is None or day(head.date) >= day(self.since))
        )


def day(date: str) -> int:
    """A year, month or day as a number that sorts: 2018-02 is 20180200."""
    return int(date.replace("-", "").ljust(8, "0"))


class Pool(NamedTuple):
    """What a library found for one query: n documents, a row each, in no order that matters."""

    passages: tuple[Passage, ...]
    """The passage of each document that answers best, not scored yet."""
    dense: Array
    """Cosine of the query and the document's nearest passage, (n,)."""
    lexical: Array
    """BM25 of the query and the whole document, (n,)."""
    meaning: Array
    """How alike the documents are: the cosines of their vectors, (n, n)."""
    wording: Array
    """How alike the documents are: the cosines of their weighted words, (n, n)."""
    shared: tuple[tuple[str, ...], ...]
    """The query's words that each document has, the rarest first."""
