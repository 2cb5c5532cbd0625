"""The record of a call and the limits on spending: a call is written down before it is sent.

What is under way counts with an estimate, so calls that start together do not pass the limit
together, and a call that a kill cut off stays counted.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from drafter.adapters.provider.client import litellm
from drafter.adapters.provider.replies import Usage
from drafter.adapters.provider.scrub import scrubbed
from drafter.errors import ModelLimit
from drafter.model.base import tidy
from drafter.model.call import Call, Limits, Outcome, Spent
from drafter.model.prompt import Rendered

# English has some four bytes a token, other scripts fewer; an estimate may be too high, not too low.
_BYTES_A_TOKEN = 3
_USUAL_ANSWER = 1_000

Check = Callable[[Spent, Spent], str]


class Book(Protocol):
    """Where calls are kept."""

    def begin(self, call: Call, check: Check) -> str:
        """Keep a call that starts, unless `check` of what its crisis and its day have spent says why
        not. Returns what it said; nothing else starts or ends in between."""
        ...

    def end(self, call: Call) -> None:
        """Keep what became of a call that began."""
        ...

    def add(self, call: Call) -> None:
        """Keep a call that has ended and was not there before."""
        ...

    def answer(self, key: str) -> Call | None:
        """The latest call with this key that was answered."""
        ...


class Account:
    """One call's tokens and dollars, over all its requests."""

    def __init__(self, call: Call, book: Book | None, limits: Limits):
        self.call = call
        self._book = book
        self._limits = limits
        self.requests = 0
        self.tokens_in: int | None = None
        self.tokens_out: int | None = None
        self.cost: float | None = None
        self._counted = 0.0
        self._counted_tokens = 0
        self._began = False

    def begin(self, model: str) -> None:
        """Raises ModelLimit where the call would start beyond a limit.

        Without a limit nothing is written before the call ends: each write waits for the disk.
        """
        if self._book is None or not self._limits.any:
            return
        cost, tokens = self._estimate(model)
        self.call = self.call.model_copy(update={"counted": cost, "counted_tokens": tokens})
        said = self._book.begin(self.call, self._over)
        if said:
            nothing = {"counted": 0.0, "counted_tokens": 0, "outcome": "refused", "said": said}
            self._book.add(self.call.model_copy(update=nothing))
            raise ModelLimit(said)
        self._began = True

    def _over(self, crisis: Spent, day: Spent) -> str:
        call, limits = self.call, self._limits
        cost, tokens = call.counted, call.counted_tokens
        where = f"the crisis {call.crisis}" if call.crisis else "calls of no crisis"
        looks = (
            (crisis.cost, cost, limits.crisis_cost, "$", where, "DRAFTER_CRISIS_BUDGET"),
            (day.cost, cost, limits.day_cost, "$", "today (UTC)", "DRAFTER_DAILY_BUDGET"),
            (crisis.tokens, tokens, limits.crisis_tokens, "", where, "DRAFTER_CRISIS_TOKENS"),
            (day.tokens, tokens, limits.day_tokens, "", "today (UTC)", "DRAFTER_DAILY_TOKENS"),
        )
        for spent, more, limit, unit, whose, setting in looks:
            if limit is not None and (spent >= limit or spent + more > limit):
                return (
                    f"the spending limit for {whose} is reached: {_amount(spent, unit)} of "
                    f"{_amount(limit, unit)} spent, the next call may take {_amount(more, unit)} "
                    f"({setting})"
                )
        return ""

    def answered(self, model: str, usage: Usage, response: Any) -> None:
        """A request that was answered, whether the answer counts or not."""
        cost = None if None in usage else _price(response, model, usage)
        self.tokens_in = _sum(self.tokens_in, usage.tokens_in)
        self.tokens_out = _sum(self.tokens_out, usage.tokens_out)
        self.cost = _sum(self.cost, cost)
        if cost is None or None in usage:
            guess, tokens = self._estimate(model)
        known = (usage.tokens_in or 0) + (usage.tokens_out or 0)
        self._counted += guess if cost is None else cost
        self._counted_tokens += tokens if None in usage else known

    def lost(self, model: str) -> None:
        """A request that was sent and has no answer: the provider may bill it all the same."""
        guess, tokens = self._estimate(model)
        self._counted += guess
        self._counted_tokens += tokens

    def end(
        self,
        outcome: Outcome,
        *,
        model: str = "",
        reply: str | None = None,
        said: str = "",
        seconds: float,
    ) -> None:
        if self._book is None:
            return
        ended = {
            "outcome": outcome,
            "model": model,
            "reply": None if reply is None else tidy(scrubbed(reply)),
            "said": tidy(scrubbed(said))[:500],
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "cost": self.cost,
            "counted": self._counted,
            "counted_tokens": self._counted_tokens,
            "seconds": round(max(0.0, seconds), 3),
            "attempts": self.requests,
        }
        self.call = self.call.model_copy(update=ended)
        (self._book.end if self._began else self._book.add)(self.call)

    def _estimate(self, model: str) -> tuple[float, int]:
        size = len((self.call.system + self.call.user).encode("utf-8", "replace"))
        tokens_in = size // _BYTES_A_TOKEN + 1
        price = _listed(model, Usage(tokens_in, _USUAL_ANSWER))
        return price or 0.0, tokens_in + _USUAL_ANSWER


def new_call(
    prompt: Rendered, *, key: str, task: str, crisis: str, at: datetime, model: str
) -> Call:
    """The record of a call that is about to start, without keys."""
    return Call(
        id=secrets.token_hex(8),
        at=at,
        crisis=crisis,
        task=task or prompt.name,
        model=model,
        prompt_digest=prompt.digest,
        key=key,
        system=tidy(scrubbed(prompt.system)),
        user=tidy(scrubbed(prompt.user)),
    )


@lru_cache(maxsize=64)
def priced(model: str) -> bool:
    """Whether a dollar limit can hold for a model: its price is known."""
    return _listed(model, Usage(1000, 1000)) is not None


def _listed(model: str, usage: Usage) -> float | None:
    try:
        cost = litellm().cost_per_token(
            model, prompt_tokens=usage.tokens_in, completion_tokens=usage.tokens_out
        )
    except Exception:  # litellm raises several kinds for a model without a price
        return None
    return max(0.0, float(sum(cost)))


def _price(response: Any, model: str, usage: Usage) -> float | None:
    """By the whole usage, which may say what was cached; else by the list."""
    try:
        cost = float(litellm().completion_cost(completion_response=response, model=model))
    except Exception:  # unknown models have no price
        return _listed(model, usage) if priced(model) else None
    return cost if cost >= 0 else None


def _sum(known: Any, more: Any) -> Any:
    return known if more is None else (known or 0) + more


def _amount(value: float, unit: str) -> str:
    return f"${value:,.4f}".rstrip("0").rstrip(".") if unit else f"{value:,.0f} tokens"
