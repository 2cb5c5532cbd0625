"""A provider's embedding model through litellm: posts leave the machine only where a setting says so."""

import math
import re
import time
from collections.abc import Callable, Sequence
from typing import Any

from drafter.adapters.provider import call, retried, wire_for
from drafter.errors import ModelInvalid
from drafter.llm import real_calls_allowed
from drafter.model.base import digest

# The least that a large provider takes in one call (Cohere: 96).
_BATCH = 96
# Byte-level tokenizers make at most one token of a byte, and OpenAI's models take 8,191 tokens.
_LONGEST = 8_000
# Providers refuse a text of nothing.
_NOTHING = "."


class ProviderEmbedder:
    """An `Embedder`: each call tried up to `tries` times, `deadline` seconds at most for all of them.

    The deadline is a batch's, so that a long list is not cut short while its batches arrive.
    """

    lexical = False

    def __init__(
        self,
        model: str,
        *,
        timeout: float = 20,
        deadline: float = 45,
        tries: int = 3,
        sleep: Callable[[float], None] = time.sleep,
    ):
        """`model` as litellm names it. Asks once, for the dimension, which is part of the id.

        Raises ModelUnavailable or ModelInvalid.
        """
        self._model = model
        self._timeout = timeout
        self._deadline = deadline
        self._tries = tries
        self._sleep = sleep
        self.dimension = 0
        self.dimension = len(self.embed(["dimension"])[0])
        # Short and plain enough for the name of a Chroma collection.
        plain = re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-")[:32]
        self.id = f"{plain}-{digest(model)[:8]}-{self.dimension}"

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit-length vector a text, in the order of the texts; the first 8,000 bytes count.

        Raises ModelUnavailable, and ModelInvalid for an answer that is not one vector a text.
        """
        if not real_calls_allowed():
            raise RuntimeError("real model calls are forbidden in this process")
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            vectors += self._batch([_sent(text) for text in texts[start : start + _BATCH]])
        return vectors

    def _batch(self, texts: list[str]) -> list[list[float]]:
        def once(left: float) -> list[list[float]]:
            answer = call(
                "embedding",
                wire_for("embedding", min(self._timeout, left)),
                model=self._model,
                input=texts,
                encoding_format="float",
                timeout=self._timeout,
            )
            return self._read(getattr(answer, "data", None), len(texts))

        return retried(once, tries=self._tries, left=self._deadline, sleep=self._sleep)

    def _read(self, data: Any, count: int) -> list[list[float]]:
        rows = data if isinstance(data, list) else []
        if len(rows) != count:
            raise ModelInvalid(f"{len(rows)} vectors came for {count} texts")
        vectors = [_unit(_field(row, "embedding")) for row in _ordered(rows)]
        wanted = self.dimension or len(vectors[0])
        wrong = next((len(one) for one in vectors if len(one) != wanted), None)
        if wrong is not None:
            raise ModelInvalid(f"a vector has {wrong} numbers, the others {wanted}")
        return vectors


def _sent(text: str) -> str:
    short = text.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
    return short if short.strip() else _NOTHING


def _ordered(rows: list[Any]) -> list[Any]:
    """By the numbers the answer gives them; some of litellm's providers give all the same."""
    numbers = [_field(row, "index") for row in rows]
    if len(set(map(str, numbers))) == 1:
        return rows
    places = {number: place for place, number in enumerate(numbers) if isinstance(number, int)}
    first = min(places, default=0)  # Hugging Face counts from 1
    if sorted(places) != list(range(first, first + len(rows))):
        raise ModelInvalid("the vectors' numbers do not say which text they belong to")
    return [rows[places[number]] for number in sorted(places)]


def _field(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else getattr(row, name, None)


def _unit(values: Any) -> list[float]:
    try:
        length = math.hypot(*values)
    except (TypeError, ValueError, OverflowError):
        raise ModelInvalid("a vector is not a list of numbers") from None
    if not math.isfinite(length) or length == 0:
        raise ModelInvalid("a vector has no direction: empty, all zero, or not finite")
    return [value / length for value in values]
