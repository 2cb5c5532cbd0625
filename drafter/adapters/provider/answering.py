"""An Llm over litellm: the first of its models that answers, in one deadline, each call on record."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import BaseModel

from drafter.adapters.provider.budget import Account, Book, new_call
from drafter.adapters.provider.forms import schema_of
from drafter.adapters.provider.question import Asked, Question, Ways
from drafter.adapters.provider.rate import Pace, Slots
from drafter.adapters.provider.replies import Unfit, value_of
from drafter.adapters.provider.retry import retried
from drafter.errors import ModelError, ModelUnavailable
from drafter.llm import Reply, real_calls_allowed
from drafter.model.base import digest
from drafter.model.call import Limits
from drafter.model.prompt import Rendered

T = TypeVar("T", bound=BaseModel)


def _now() -> datetime:
    return datetime.now(UTC)


class LitellmProvider:
    """An Llm: the first of `models` that answers, each tried up to `tries` times, in one deadline.

    HTTP requests of one call are at most `tries` + 1 for each model: one answer that does not fit is
    asked for again with what is wrong with it.
    """

    def __init__(
        self,
        models: Sequence[str],
        *,
        tasks: Mapping[str, Sequence[str]] | None = None,
        timeout: float = 60,
        deadline: float = 150,
        tries: int = 3,
        concurrency: int = 32,
        per_minute: int | None = None,
        limits: Limits = Limits(),  # noqa: B008 - a value
        book: Book | None = None,
        kept: Collection[str] = (),
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], datetime] = _now,
    ):
        """`tasks` are models for tasks that have their own. `timeout` is for one request, `deadline` for
        everything, waiting for a turn included; both in seconds. `kept` are tasks whose answers are
        given again to the same question. Without a `book` nothing is kept and no limit holds.
        """
        self.models = tuple(models)
        self._tasks = {task: tuple(some) for task, some in (tasks or {}).items()}
        self._deadline = deadline
        self._tries = tries
        self._ways = Ways(timeout, Slots(concurrency), Pace(per_minute, sleep=sleep))
        self._limits = limits
        self._book = book
        self._kept = frozenset(kept)
        self._sleep = sleep
        self._clock = clock

    def models_for(self, task: str) -> tuple[str, ...]:
        """The models asked for a task, in order."""
        return self._tasks.get(task, self.models)

    def complete(
        self,
        prompt: Rendered,
        schema: type[T],
        *,
        task: str = "",
        crisis: str = "",
        wrong: Callable[[T], str] | None = None,
    ) -> Reply[T]:
        if not real_calls_allowed():
            raise RuntimeError("real model calls are forbidden in this process")
        models = self.models_for(task)
        if not models:
            raise ModelUnavailable("no model is set")
        started = time.monotonic()
        key = digest([prompt.digest, schema_of(schema), list(models)])
        call = new_call(
            prompt, key=key, task=task, crisis=crisis, at=self._clock(), model=models[0]
        )
        account = Account(call, self._book, self._limits)
        if call.task in self._kept and (known := self._known(account, schema, wrong)) is not None:
            return known
        account.begin(models[0])
        question = Question(prompt, schema, wrong, started + self._deadline, account)
        try:
            return self._first(models, question, started)
        except BaseException as failed:
            said = str(failed) if isinstance(failed, ModelError) else type(failed).__name__
            account.end("failed", model=models[-1], said=said, seconds=time.monotonic() - started)
            raise

    def _first(self, models: tuple[str, ...], question: Question[T], started: float) -> Reply[T]:
        failures: list[str] = []
        for place, model in enumerate(models):
            if question.left <= 0:
                failures.append(f"{model}: no time left of {self._deadline:g} s")
                break
            share = self._share(question.left, len(models) - place - 1)
            mine = replace(question, ends=time.monotonic() + share)
            asked = Asked(mine, model, self._ways)
            try:
                value = self._tried(asked, share)
            except ModelError as failed:
                failures.append(f"{model}: {failed}")
                continue
            seconds = time.monotonic() - started
            account = question.account
            account.end(
                "ok", model=model, reply=asked.content, said="; ".join(failures), seconds=seconds
            )
            return _reply(value, model, account, seconds, failures)
        raise ModelUnavailable("; ".join(failures))

    def _tried(self, asked: Asked[T], left: float) -> T:
        return retried(lambda _: asked.once(), tries=self._tries, left=left, sleep=self._sleep)

    def _share(self, left: float, others: int) -> float:
        """Seconds for one model, so that each of the `others` after it has time for a request."""
        return left - others * min(self._ways.timeout, left / (others + 1))

    def _known(
        self, account: Account, schema: type[T], wrong: Callable[[T], str] | None
    ) -> Reply[T] | None:
        """The answer that was kept for this question, where it still counts."""
        found = self._book.answer(account.call.key) if self._book is not None else None
        if found is None or found.reply is None:
            return None
        try:
            value = value_of(found.reply, schema, token=None)
        except Unfit:
            return None
        if wrong is not None and wrong(value):
            return None
        account.end("kept", model=found.model, seconds=0)
        return Reply(value=value, model=found.model, cost=0.0, attempts=0)


def _reply(
    value: T, model: str, account: Account, seconds: float, failures: Sequence[str]
) -> Reply[T]:
    return Reply(
        value=value,
        model=model,
        tokens_in=account.tokens_in,
        tokens_out=account.tokens_out,
        cost=account.cost,
        seconds=round(seconds, 3),
        attempts=account.requests,
        warnings=tuple(f"{failure} (the next model answered)" for failure in failures),
    )
