"""What counts as a reply: one that is complete, is ours, and fits the schema as it stands.

litellm reports cut and empty replies as success (BerriAI/litellm#42085), so nothing here trusts that
it did not raise. Nothing that is damaged is mended.
"""

import json
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from drafter.adapters.provider.characters import unseen
from drafter.adapters.provider.forms import TOKEN
from drafter.adapters.provider.scrub import scrubbed
from drafter.errors import ModelInvalid, ModelUnavailable

T = TypeVar("T", bound=BaseModel)

_MOST_TOKENS = 10_000_000


class Unfit(Exception):
    """A complete answer that is not what was asked for.

    The message tells the model; `shown` tells a person and holds no word of the answer.
    """

    def __init__(self, message: str, shown: str = ""):
        self.shown = shown or message
        super().__init__(message)


class Usage(NamedTuple):
    """Tokens as the provider counts them; None where it says nothing that can be."""

    tokens_in: int | None
    tokens_out: int | None


def content_of(response: Any) -> str:
    """The text of a complete answer.

    Raises ModelUnavailable for one that is cut or empty: another try may give a whole one. Raises
    ModelInvalid where the model refuses in so many words.
    """
    choices = getattr(response, "choices", None)
    if not isinstance(choices, list) or not choices:
        raise ModelUnavailable("the answer holds no choices")
    message = getattr(choices[0], "message", None)
    if getattr(message, "refusal", None):
        raise ModelInvalid("the model refuses to answer")
    reason = getattr(choices[0], "finish_reason", None)
    if reason != "stop":
        raise ModelUnavailable(f"the answer is not complete (finish reason {_short(reason)})")
    content = getattr(message, "content", None)
    if not isinstance(content, str) or not content.strip():
        raise ModelUnavailable("the answer is empty")
    return content


def value_of(content: str, schema: type[T], token: str | None) -> T:
    """The answer to this request, as its schema says. Raises Unfit. No token: an answer that was kept.

    The request's code has to come back: an answer that a proxy or a reused connection mixed up with
    another one's may be complete and valid.
    """
    if scrubbed(content) != content:
        raise Unfit("the answer holds a key of this machine")
    fields = _parsed(_unfenced(content))
    if (hidden := unseen(fields)) != "":
        raise Unfit(f"the answer holds {hidden}")
    if fields.pop(TOKEN, None) != token and token is not None:
        raise Unfit(f"the field {TOKEN!r} does not hold the code of this request")
    try:
        return schema.model_validate_json(json.dumps(fields), strict=True, extra="forbid")
    except ValidationError as invalid:
        kinds = sorted({one["type"] for one in invalid.errors(include_url=False)})
        shown = f"the answer does not fit the schema ({', '.join(kinds)})"
        raise Unfit(_errors(invalid), shown) from None


def usage_of(response: Any) -> Usage:
    usage = getattr(response, "usage", None)
    return Usage(
        _count(getattr(usage, "prompt_tokens", None)),
        _count(getattr(usage, "completion_tokens", None)),
    )


def _parsed(text: str) -> dict[str, Any]:
    try:
        fields = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except RecursionError:
        raise Unfit("the JSON is nested too deeply") from None
    except ValueError as wrong:
        said = wrong.msg if isinstance(wrong, json.JSONDecodeError) else "a number is too long"
        raise Unfit(f"that is no JSON: {said}") from None
    if not isinstance(fields, dict):
        raise Unfit("that is no JSON object")
    return fields


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Unfit("a key stands twice in one object")
    return fields


def _no_number(name: str) -> Any:
    raise Unfit(f"{name} is no JSON")


def _errors(invalid: ValidationError) -> str:
    told = invalid.errors(include_url=False, include_input=False, include_context=False)[:3]
    return json.dumps(
        [{"at": ".".join(map(str, one["loc"]))[:80], "problem": one["msg"][:160]} for one in told]
    )


def _unfenced(content: str) -> str:
    """The JSON inside a Markdown fence: a common habit, and not damage."""
    text = content.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text.removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    return text


def _short(reason: Any) -> str:
    return repr(reason)[:30]


def _count(value: Any) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_TOKENS
    return value if fits else None
