"""Call and Spent: what a language model was asked, what it answered, and what that cost."""

from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import Field

from drafter.model.base import Noun

Outcome = Literal["running", "ok", "kept", "failed", "refused"]


class Call(Noun):
    """One question to a language model, over all its tries.

    `outcome`: `running` until it ends (and for ever where the process was killed), `ok`, `kept` where an
    earlier answer was given again, `failed`, `refused` where the spending limit said no. `said` is the
    one line why. Tokens and `cost` (US dollars) are None where the provider or the price list does not
    say; `counted` and `counted_tokens` are what the limits count, an estimate where nothing is known.
    `attempts` are HTTP requests, `seconds` all of it. `key` names the question to the cache.
    """

    id: str
    at: datetime
    crisis: str = ""
    task: str = ""
    model: str = ""
    prompt_digest: str
    key: str
    system: str
    user: str
    reply: str | None = None
    tokens_in: int | None = Field(default=None, ge=0)
    tokens_out: int | None = Field(default=None, ge=0)
    cost: float | None = Field(default=None, ge=0)
    counted: float = Field(default=0.0, ge=0)
    counted_tokens: int = Field(default=0, ge=0)
    seconds: float = Field(default=0.0, ge=0)
    attempts: int = Field(default=0, ge=0)
    outcome: Outcome = "running"
    said: str = ""


class Spent(NamedTuple):
    """A sum over calls. `cost` and `tokens` as the limits count; `unknown` is calls without a price."""

    cost: float = 0.0
    tokens: int = 0
    calls: int = 0
    unknown: int = 0


class Limits(NamedTuple):
    """What may be spent, None for no limit: US dollars, and tokens for models without a price."""

    crisis_cost: float | None = None
    day_cost: float | None = None
    crisis_tokens: int | None = None
    day_tokens: int | None = None

    @property
    def any(self) -> bool:
        return any(limit is not None for limit in self)
