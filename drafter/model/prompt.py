"""Kind, Channel, Rendered, PromptSet: what the files under prompts/ say."""

from typing import Literal

from pydantic import Field, model_validator

from drafter.model.base import Noun, digest
from drafter.model.brief import Role
from drafter.model.crisis import Cluster
from drafter.model.finding import Strategy

Format = Literal["plain", "paragraphs"]
PART_NAMES = ("regret", "explanation", "responsibility", "repentance", "repair", "forgiveness")


class Need(Noun):
    """A fact role a kind rests on, and what to tell the desk when none is confirmed."""

    role: Role
    missing: str = Field(min_length=1)


class Line(Noun):
    """One vetted line of the playbook.

    `say` holds variants of equal meaning. A variant may hold `$event`, `$impact` ...: it is used
    only where confirmed facts of those roles can fill it. `note` is said instead where a fact is a
    bare note ("0800 123 456") and not a sentence. `given` and `absent` are roles that must, or must
    not, have a confirmed fact; `clusters` limits the line to SCCT clusters. `keep` 1 stays longest
    when a channel is too short.
    """

    say: tuple[str, ...] = Field(min_length=1)
    note: str | None = None
    given: tuple[Role, ...] = ()
    absent: tuple[Role, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    keep: int = Field(default=5, ge=1, le=9)


class Section(Noun):
    """A paragraph of a statement."""

    section: str
    lines: tuple[Line, ...] = Field(min_length=1)


class Kind(Noun):
    """A kind of statement: `prompts/kinds/<name>.md`."""

    name: str
    title: str
    purpose: str
    needs: tuple[Need, ...]
    words: tuple[int, int]
    parts: tuple[Literal[PART_NAMES], ...] = ()  # type: ignore[valid-type]
    public: bool = True
    playbook: tuple[Section, ...] = Field(min_length=1)
    empty: str = Field(min_length=1)
    instruction: str


class Channel(Noun):
    """A channel: `prompts/channels/<name>.md`. `max_chars` counts as the channel counts."""

    name: str
    title: str
    max_chars: int = Field(gt=0)
    counting: Literal["characters", "x"] = "characters"
    format: Format = "paragraphs"
    heading: str | None = None
    sign_off: str | None = None
    hashtags: bool = False
    links: bool = True
    instruction: str


class Style(Noun):
    """A way to write: `prompts/styles/<name>.md`, for variants of a draft, for passages, or for both.

    `posture` is SCCT's, where a variant takes one of its own.
    """

    name: str
    title: str
    variants: bool = True
    passages: bool = True
    posture: Strategy | None = None
    instruction: str


class Rendered(Noun):
    """A prompt as it is sent: system and user message, and the digest that names it.

    `fence` is the random delimiter in it, if any: the same prompt with another one has the same digest.
    """

    name: str
    system: str
    user: str
    fence: str = ""

    @property
    def digest(self) -> str:
        texts = [self.system, self.user]
        if self.fence:
            texts = [text.replace(self.fence, "$fence") for text in texts]
        return digest([self.name, *texts])


class PromptSet(Noun):
    """Everything under prompts/."""

    kinds: dict[str, Kind]
    channels: dict[str, Channel]
    shared: dict[str, str]
    tasks: dict[str, str] = {}
    styles: dict[str, Style] = {}

    @model_validator(mode="after")
    def _not_empty(self) -> "PromptSet":
        if not self.kinds or not self.channels:
            raise ValueError("prompts/ needs at least one kind and one channel")
        return self
