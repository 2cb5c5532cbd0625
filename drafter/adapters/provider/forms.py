"""How a model is asked for JSON: by schema, as JSON, or by the prompt alone, the strictest first."""

import json
from copy import deepcopy
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from drafter.adapters.provider.client import litellm
from drafter.model.prompt import Rendered

SCHEMA, JSON, PROMPT = "json_schema", "json_object", "prompt"
FORMS = (SCHEMA, JSON, PROMPT)
TOKEN = "request"
_DESCRIPTION = "the request's code, copied from the end of the question"


@lru_cache(maxsize=256)
def best(model: str) -> str:
    """The strictest form that litellm says the model takes."""
    library = litellm()
    try:
        if library.supports_response_schema(model=model):
            return SCHEMA
        known = library.get_supported_openai_params(model=model) or []
    except Exception:  # a model litellm does not know: the prompt itself asks for JSON
        known = []
    return JSON if "response_format" in known else PROMPT


def looser(form: str) -> str | None:
    """The next form, for a model that refuses this one."""
    rest = FORMS[FORMS.index(form) + 1 :]
    return rest[0] if rest else None


@lru_cache(maxsize=256)
def schema_of(schema: type[BaseModel]) -> dict[str, Any]:
    """The schema as providers take it in strict mode, with the field for the request's code first.

    The same for every call: providers keep compiled schemas, and a code in it would make each one new.
    """
    made: dict[str, Any] = _strict(schema.model_json_schema())
    made["properties"] = {
        TOKEN: {"type": "string", "description": _DESCRIPTION},
        **made.get("properties", {}),
    }
    made["required"] = list(made["properties"])
    return made


def _strict(node: Any) -> Any:
    """Every field required and no other allowed, in all objects of a JSON schema."""
    if isinstance(node, list):
        return [_strict(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {
        key: _strict(value) for key, value in node.items() if key not in ("default", "properties")
    }
    fields = node.get("properties")
    if isinstance(fields, dict):
        made["properties"] = {name: _strict(field) for name, field in fields.items()}
        made["additionalProperties"] = False
        made["required"] = list(made["properties"])
    return made


def messages(
    prompt: Rendered, schema: type[BaseModel], form: str, token: str
) -> list[dict[str, str]]:
    """The prompt as it is sent. The code stands last, so that the start is the same for every call."""
    system = prompt.system
    if form != SCHEMA:
        shape = json.dumps(schema_of(schema), ensure_ascii=False)
        system += (
            f"\n\nAnswer with one JSON object and nothing else. It fits this JSON schema:\n{shape}"
        )
    user = f"{prompt.user}\n\nThe code of this request, for the field `{TOKEN}`: {token}"
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def response_format(schema: type[BaseModel], form: str) -> dict[str, Any]:
    """The arguments that ask for the form."""
    if form == PROMPT:
        return {}
    if form == JSON:
        return {"response_format": {"type": "json_object"}}
    named = {"name": schema.__name__, "schema": deepcopy(schema_of(schema)), "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": named}}
