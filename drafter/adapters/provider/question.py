"""One question put to one model: its tries, the form it is asked in, and one re-ask."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from drafter.adapters.provider import forms
from drafter.adapters.provider.budget import Account
from drafter.adapters.provider.client import call, wire_for
from drafter.adapters.provider.network import Wire
from drafter.adapters.provider.rate import Pace, Slots
from drafter.adapters.provider.replies import Unfit, content_of, usage_of, value_of
from drafter.adapters.provider.scrub import scrubbed
from drafter.adapters.provider.watch import watched
from drafter.errors import ModelError, ModelInvalid, ModelUnavailable
from drafter.model.base import tidy
from drafter.model.prompt import Rendered

T = TypeVar("T", bound=BaseModel)

# So much of an answer that does not fit is shown to the model again.
_SHOWN_AGAIN = 20_000


@dataclass(frozen=True)
class Question(Generic[T]):
    """What is asked, until when (seconds of time.monotonic()), and where its requests are counted."""

    prompt: Rendered
    schema: type[T]
    wrong: Callable[[T], str] | None
    ends: float
    account: Account
    token: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def left(self) -> float:
        return self.ends - time.monotonic()


@dataclass(frozen=True)
class Ways:
    """What all questions of a process share."""

    timeout: float
    slots: Slots
    pace: Pace
    # The loosest form a model turned out to need, where that is not what litellm says.
    learned: dict[str, str] = field(default_factory=dict)


class Asked(Generic[T]):
    """A question and a model. `once` is one try; the re-ask is spent once for all tries."""

    def __init__(self, question: Question[T], model: str, ways: Ways):
        self._question = question
        self._model = model
        self._ways = ways
        self._form = ways.learned.get(model) or forms.best(model)
        self._asked_again = False
        self.content = ""

    def once(self) -> T:
        """Raises ModelUnavailable where another try may help, else ModelInvalid."""
        question = self._question
        messages = forms.messages(question.prompt, question.schema, self._form, question.token)
        content = self._content(messages)
        try:
            return self._value(content)
        except Unfit as unfit:
            if self._asked_again:
                raise ModelUnavailable(unfit.shown) from None
            said = str(unfit)
        self._asked_again = True
        content = self._content(messages + _again(content, said))
        try:
            return self._value(content)
        except Unfit as unfit:
            raise ModelUnavailable(unfit.shown) from None

    def _value(self, content: str) -> T:
        question = self._question
        value = value_of(content, question.schema, question.token)
        if question.wrong is not None and (said := question.wrong(value)):
            raise Unfit(said)
        self._ways.learned[self._model] = self._form
        self.content = content
        return value

    def _content(self, messages: list[dict[str, str]]) -> str:
        ways, question = self._ways, self._question
        ways.pace.take(self._model, question.left)
        ways.slots.take(question.left)
        account = question.account
        seconds = max(0.05, min(ways.timeout, question.left))
        wire = wire_for("completion", seconds)
        account.requests += 1

        def work() -> Any:
            return call(
                "completion",
                wire,
                model=self._model,
                messages=messages,
                timeout=ways.timeout,
                **forms.response_format(question.schema, self._form),
            )

        try:
            response = watched(work, seconds=seconds, ended=ways.slots.give_back)
        except ModelError as failed:
            self._failed(failed, wire)
            raise
        account.answered(self._model, usage_of(response), response)
        return content_of(response)

    def _failed(self, failed: ModelError, wire: Wire) -> None:
        """Count what may have been billed, hold the others back, and loosen a form that is refused."""
        if wire.sent and (wire.status is None or wire.status < 400):
            self._question.account.lost(self._model)
        if isinstance(failed, ModelUnavailable) and failed.retry_after is not None:
            self._ways.pace.hold(self._model, failed.retry_after)
        looser = forms.looser(self._form)
        if isinstance(failed, ModelInvalid) and wire.status in (400, 422) and looser is not None:
            self._form = looser
            raise ModelUnavailable(str(failed)) from None


def _again(content: str, said: str) -> list[dict[str, str]]:
    shown = tidy(scrubbed(content))
    answer = shown if len(shown) <= _SHOWN_AGAIN else "(an answer that was too long)"
    ask = f"That is not valid: {said}. Answer again, with the JSON object only."
    return [{"role": "assistant", "content": answer}, {"role": "user", "content": ask}]
