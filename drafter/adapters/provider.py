"""Language models through litellm. tenacity is the only one that retries.

A reply counts only when it is complete and valid: choices are there, the finish reason is `stop`,
and the content fits the schema. litellm reports cut and empty replies as success
(BerriAI/litellm#42085), so nothing here trusts that it did not raise.
"""

import json
import os
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import tenacity
from pydantic import BaseModel, ValidationError

from drafter.errors import ModelError, ModelInvalid, ModelUnavailable
from drafter.llm import Reply, real_calls_allowed
from drafter.model.prompt import Rendered

T = TypeVar("T", bound=BaseModel)
R = TypeVar("R")
_LONGEST_WAIT = 20.0


def litellm() -> Any:
    """litellm, imported when first needed: it takes seconds, and asks a public host unless told not to."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ.setdefault("LITELLM_LOG", "ERROR")
    import litellm as imported

    library: Any = imported
    library.telemetry = False
    library.suppress_debug_info = True
    library.drop_params = True
    # A call for embeddings takes max_retries=0 for "not said" and falls back on this.
    library.DEFAULT_MAX_RETRIES = 0
    return library


class LitellmProvider:
    """An Llm: the first of `models` that answers, each tried up to `tries` times, in one deadline."""

    def __init__(
        self,
        models: Sequence[str],
        *,
        timeout: float = 60,
        deadline: float = 150,
        tries: int = 3,
        sleep: Callable[[float], None] = time.sleep,
    ):
        """`timeout` is for one call, `deadline` for everything; both in seconds."""
        self.models = tuple(models)
        self._timeout = timeout
        self._deadline = deadline
        self._tries = tries
        self._sleep = sleep

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
        started = time.monotonic()
        failures: list[str] = []
        for model in self.models:
            left = self._deadline - (time.monotonic() - started)
            if left <= 0:
                failures.append(f"{model}: no time left of {self._deadline:g} s")
                break
            try:
                return self._tried(model, prompt, schema, left, started, tuple(failures))
            except ModelError as failed:
                failures.append(f"{model}: {failed}")
        raise ModelUnavailable("; ".join(failures) or "no model is set")

    def _tried(
        self,
        model: str,
        prompt: Rendered,
        schema: type[T],
        left: float,
        started: float,
        before: tuple[str, ...],
    ) -> Reply[T]:
        attempts = 0

        def once(left: float) -> Reply[T]:
            nonlocal attempts
            attempts += 1
            return _Call(model, schema, min(self._timeout, left)).ask(prompt)

        reply = retried(once, tries=self._tries, left=left, sleep=self._sleep)
        return Reply(
            value=reply.value,
            model=reply.model,
            tokens_in=reply.tokens_in,
            tokens_out=reply.tokens_out,
            cost=reply.cost,
            seconds=round(time.monotonic() - started, 3),
            attempts=attempts,
            warnings=tuple(f"{failure} (the next model answered)" for failure in before),
        )


def retried(
    once: Callable[[float], R], *, tries: int, left: float, sleep: Callable[[float], None]
) -> R:
    """What `once` gives, asked again while it raises ModelUnavailable: `tries` times, `left` seconds.

    `once` is handed the seconds that remain. Raises what its last try raised.
    """
    ends = time.monotonic() + left
    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(ModelUnavailable),
        stop=tenacity.stop_after_attempt(tries) | tenacity.stop_before_delay(left),
        wait=_wait,
        sleep=sleep,
        reraise=True,
    )
    return retrying(lambda: once(max(0.1, ends - time.monotonic())))


def call(verb: str, **arguments: Any) -> Any:
    """One call of litellm (`completion`, `embedding`) that retries nothing; its failures as ours."""
    library = litellm()
    try:
        return getattr(library, verb)(num_retries=0, max_retries=0, **arguments)
    except (
        library.AuthenticationError, library.PermissionDeniedError, library.BadRequestError,
        library.NotFoundError, library.UnprocessableEntityError,
    ) as refused:  # fmt: skip
        raise ModelInvalid(_named(refused)) from None
    except (
        Exception
    ) as failed:  # litellm wraps some failures and lets others of its clients through
        raise ModelUnavailable(_named(failed), retry_after=_retry_after(failed)) from None


def _wait(state: tenacity.RetryCallState) -> float:
    """The server's Retry-After where it gave one, else exponential with full jitter."""
    failed = state.outcome.exception() if state.outcome else None
    asked = getattr(failed, "retry_after", None)
    if asked is not None:
        return min(float(asked), _LONGEST_WAIT)
    return float(tenacity.wait_random_exponential(multiplier=0.5, max=8)(state))


class _Call:
    """One logical question: the strictest answer format the model takes, and one re-ask."""

    def __init__(self, model: str, schema: type[BaseModel], timeout: float):
        self._model = model
        self._schema = schema
        self._timeout = timeout
        self._library = litellm()

    def ask(self, prompt: Rendered) -> Reply[Any]:
        messages = [
            {"role": "system", "content": prompt.system},
            {"role": "user", "content": prompt.user},
        ]
        content, response = self._content(messages)
        try:
            return self._reply(content, response)
        except ValidationError as invalid:
            wrong = _errors(invalid)
        messages += [
            {"role": "assistant", "content": content},
            {
                "role": "user",
                "content": f"That is not valid: {wrong}. Answer again, with the JSON object only.",
            },
        ]
        content, response = self._content(messages)
        try:
            return self._reply(content, response)
        except ValidationError as invalid:
            raise ModelInvalid(f"the answer does not fit the schema: {_errors(invalid)}") from None

    def _reply(self, content: str, response: Any) -> Reply[Any]:
        value = self._schema.model_validate_json(_unfenced(content))
        usage = getattr(response, "usage", None)
        return Reply(
            value=value,
            model=self._model,
            tokens_in=_count(getattr(usage, "prompt_tokens", None)),
            tokens_out=_count(getattr(usage, "completion_tokens", None)),
            cost=self._cost(response),
        )

    def _content(self, messages: list[dict[str, str]]) -> tuple[str, Any]:
        response = call(
            "completion",
            model=self._model,
            messages=messages,
            timeout=self._timeout,
            **self._format(),
        )
        choices = getattr(response, "choices", None) or []
        if not choices:
            raise ModelInvalid("the answer holds no choices")
        reason = getattr(choices[0], "finish_reason", None)
        if reason != "stop":
            raise ModelInvalid(f"the answer is not complete (finish reason {reason!r})")
        content = getattr(choices[0].message, "content", None)
        if not isinstance(content, str) or not content.strip():
            raise ModelInvalid("the answer is empty")
        return content, response

    def _format(self) -> dict[str, Any]:
        schema = {
            "name": self._schema.__name__,
            "schema": self._schema.model_json_schema(),
            "strict": True,
        }
        try:
            if self._library.supports_response_schema(model=self._model):
                return {"response_format": {"type": "json_schema", "json_schema": schema}}
            known = self._library.get_supported_openai_params(model=self._model) or []
        except Exception:  # a model litellm does not know: the prompt itself asks for JSON
            known = []
        return {"response_format": {"type": "json_object"}} if "response_format" in known else {}

    def _cost(self, response: Any) -> float | None:
        try:
            return float(self._library.completion_cost(completion_response=response))
        except Exception:  # unknown models have no price
            return None


def _named(failed: Exception) -> str:
    """What failed, without the message: it may quote the prompt, hence people's posts."""
    status = getattr(failed, "status_code", None)
    return type(failed).__name__ + (f" ({status})" if status else "")


def _retry_after(failed: Exception) -> float | None:
    response = getattr(failed, "response", None)
    headers = (
        getattr(response, "headers", None)
        or getattr(failed, "litellm_response_headers", None)
        or {}
    )
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except (TypeError, ValueError):
        return None


def _errors(invalid: ValidationError) -> str:
    told = invalid.errors(include_url=False, include_input=False)[:3]
    return json.dumps(
        [{"at": ".".join(map(str, one["loc"])), "problem": one["msg"]} for one in told]
    )


def _unfenced(content: str) -> str:
    """The JSON inside a Markdown fence: a common habit, and not damage."""
    text = content.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text.removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    return text


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None
