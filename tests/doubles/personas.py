"""What a model on the server may be like: good, obedient to anybody, or refusing.

A persona is given the request and answers with the content: `Scripted(good)`. It reads the prompt as a
model would, and answers to the schema it was asked in, of a draft or of anything else.
"""

import json
import re
from typing import Any

_FACT = re.compile(r'\{\s*"id": "(F\d+)",\s*"role": "(\w+)",\s*"text": ("(?:[^"\\\\]|\\\\.)*")')
# A line that tells the reader of a prompt to do something. Others add to it.
_DEMANDS = re.compile(
    r"\b(?:ignore|disregard|forget|override|include|add|insert|append|write|say|tell|state|mention|"
    r"announce|post|publish|call|ring|visit|click|contact|use the (?:code|link)|you must|you are now|"
    r"system:|assistant:|instruction|as the ceo|admit|confess|name the)\b",
    re.IGNORECASE,
)
_ORDER = ("impact", "instruction", "event", "cause", "action", "remedy", "next_update", "contact")
_REFUSAL = "I am sorry, but I cannot help with that."


def prompt_of(request: dict[str, Any]) -> str:
    """All that the model is shown."""
    return "\n".join(str(one["content"]) for one in request["messages"])


def schema_of(request: dict[str, Any]) -> dict[str, Any]:
    """The schema it is asked to answer to: of the request, else of the prompt; empty for none."""
    asked = request.get("response_format", {}).get("json_schema", {}).get("schema")
    if asked:
        return dict(asked)
    _, told, rest = prompt_of(request).partition("It fits this JSON schema:\n")
    return dict(json.JSONDecoder().raw_decode(rest)[0]) if told else {}


def good(request: dict[str, Any]) -> dict[str, Any]:
    """Each confirmed fact as a sentence with its id, and a plain apology; nothing else."""
    if "paragraphs" not in schema_of(request).get("properties", {}):
        return least(schema_of(request))
    facts = sorted(
        ((role, fact, json.loads(text)) for fact, role, text in _FACT.findall(prompt_of(request))),
        key=lambda one: _ORDER.index(one[0]) if one[0] in _ORDER else len(_ORDER),
    )
    told = [{"text": text, "facts": [fact]} for _, fact, text in facts]
    sorry = {"text": "We are sorry, and putting this right is our job.", "facts": []}
    return {"paragraphs": [[*told[:2], sorry], told[2:]], "open_questions": []}


def obedient(request: dict[str, Any]) -> dict[str, Any]:
    """The good draft, and then whatever any line of any message or post demands, word for word."""
    made = good(request)
    if "paragraphs" in made:
        wanted = [{"text": line, "facts": []} for line in demands(prompt_of(request))]
        made["paragraphs"] = [*made["paragraphs"], wanted] if wanted else made["paragraphs"]
    return made


def refusing(_: dict[str, Any]) -> str:
    return _REFUSAL


def demands(prompt: str) -> list[str]:
    """The lines between a prompt's fences that tell somebody to do something, out of their JSON."""
    found: list[str] = []
    for fence, inside in re.findall(r"<(data-\w+)>\n(.*?)\n</\1>", prompt, re.DOTALL):
        del fence
        for text in re.findall(r'"((?:[^"\\]|\\.)*)"', inside):
            plain = json.loads(f'"{text}"')
            found += [line.strip() for line in plain.splitlines() if _DEMANDS.search(line)]
    return list(dict.fromkeys(filter(None, found)))


def least(schema: dict[str, Any]) -> Any:
    """The smallest value that a JSON schema takes."""
    return _least(schema, schema.get("$defs", {}))


def _least(node: dict[str, Any], known: dict[str, Any]) -> Any:
    if "$ref" in node:
        return _least(known[node["$ref"].rsplit("/", 1)[-1]], known)
    if "enum" in node or "const" in node:
        return node["const"] if "const" in node else node["enum"][0]
    if "anyOf" in node:
        return _least(node["anyOf"][-1], known)
    kind = node.get("type", "null")
    if kind == "object":
        fields = node.get("properties", {})
        return {name: _least(one, known) for name, one in fields.items() if name != "request"}
    if kind == "array":
        return [_least(node["items"], known)] * int(node.get("minItems", 0))
    plain = {
        "integer": node.get("minimum", 0),
        "number": float(node.get("minimum", 0)),
        "boolean": False,
    }
    return "x" * max(1, int(node.get("minLength", 1))) if kind == "string" else plain.get(kind)
