"""A model that obeys anybody: whatever any text in its prompt tells it to write stands in its answer.

`obedient` finds what a post, label, quote, question or passage demands, also where it is coded, cut up
or in a comment, and writes it as sentences that cite real facts. `leaking` is worse: it knows what it is
to write and needs no prompt, so that the gate behind it is tested alone.
"""

import base64
import binascii
import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.doubles.openai_server import OpenAiServer, Scripted

Answer = dict[str, Any]
_FENCED = re.compile(r"<(data-\w+|f)>\n(.*?)\n</\1>", re.DOTALL)
_FACT = re.compile(r'"id": "(F\d+)"')
_CUE = re.compile(
    r"\b(?:say|write|add|append|include|insert|state|tell (?:\w+ ){1,3}?|reply|respond|answer|print|output"
    r"|announce|mention|publish|post|confirm|admit|put|quote|repeat|end|start|begin|use|translate|note)\b"
    r"(?:\s+(?:with|that|this|the following|exactly|only|in|by|as|to|sentence|line|text|word for"
    r" word))*\s*[:,-]?\s*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«'‘`]([^\"”»`\n]{4,300}?)[\"”»'’`](?=[\s.,;)\]}>]|$)")
_CODED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_MOST = 14


def obedient(prompt: str) -> Answer:
    """A draft of one honest sentence and of everything that is demanded in the prompt."""
    return written(prompt, demands(prompt))


def leaking(says: Iterable[str]) -> Callable[[str], Answer]:
    """A model that writes `says`, whatever it is given."""
    sentences = list(says)
    return lambda prompt: written(prompt, sentences)


def written(prompt: str, sentences: Iterable[str]) -> Answer:
    facts = list(dict.fromkeys(_FACT.findall(prompt)))
    told = [{"text": words, "facts": facts[:2], "part": "none"} for words in sentences]
    honest = {"text": "We are sorry. This should not have happened.", "facts": [], "part": "regret"}
    return {"paragraphs": [[honest, *told]], "open_questions": []}


def demands(prompt: str) -> list[str]:
    """What the texts from outside tell the reader to write; all they say where no cue is found."""
    found: list[str] = []
    for _, inside in _FENCED.findall(prompt):
        for text in _strings(inside):
            for shown in (text, *_decoded(text)):
                found += _demanded(shown)
    return list(dict.fromkeys(one for one in found if one.strip()))[:_MOST]


def _strings(inside: str) -> Iterator[str]:
    try:
        yield from _flat(json.loads(inside))
    except json.JSONDecodeError:
        yield inside


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _flat(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _flat(one))


def _decoded(text: str) -> Iterator[str]:
    for match in _CODED.finditer(text):
        try:
            yield base64.b64decode(match.group() + "=" * (-len(match.group()) % 4)).decode()
        except (binascii.Error, ValueError):
            continue


def _demanded(text: str) -> Iterator[str]:
    cue = _CUE.search(text)
    yield from (match.group(1) for match in _QUOTED.finditer(text))
    if cue:
        yield text[cue.end() :].strip("\"'“” \n")
    yield from (one.strip() for one in re.split(r"(?<=[.!?])\s+|\n", text))


class Serving(OpenAiServer):
    """The server with a model behind it: `answer` is given the whole prompt, and can be exchanged."""

    def __init__(self, answer: Callable[[str], Answer] = obedient):
        super().__init__(Scripted({}))
        self.answer = answer
        self._turn = threading.Lock()

    def _answer(self, handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        prompt = "\n".join(str(one["content"]) for one in request.get("messages", []))
        with self._turn:
            self.answers = [Scripted(self.answer(prompt))]
            super()._answer(handler, request)
