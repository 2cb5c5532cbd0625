"""The seam to language models and embedders: protocols, the shipped doubles, and the switch.

Tests forbid real calls with `forbid_real_calls()`; a real adapter asks `real_calls_allowed()` first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from drafter.errors import ModelInvalid, ModelUnavailable
from drafter.model.prompt import Rendered

T = TypeVar("T", bound=BaseModel)

_allowed = True


def forbid_real_calls() -> None:
    """From here on no adapter of this process may call a model over a network."""
    global _allowed
    _allowed = False


def allow_real_calls() -> None:
    """Undo `forbid_real_calls`, for a test with a server of its own."""
    global _allowed
    _allowed = True


def real_calls_allowed() -> bool:
    return _allowed


@dataclass(frozen=True)
class Reply(Generic[T]):
    """A complete, valid answer. `cost` in US dollars where the price is known; `seconds` in all."""

    value: T
    model: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost: float | None = None
    seconds: float = 0.0
    attempts: int = 1
    warnings: tuple[str, ...] = ()


class Llm(Protocol):
    """A language model that answers to a schema."""

    def complete(
        self,
        prompt: Rendered,
        schema: type[T],
        *,
        task: str = "",
        crisis: str = "",
        wrong: Callable[[T], str] | None = None,
    ) -> Reply[T]:
        """A valid answer. Raises ModelError, never returns half of an answer.

        `task` is what is asked (draft, judge ...): it picks the model and stands in the record of
        the call, as does the slug of the `crisis`, whose spending limit holds. `wrong` says in one
        line what a valid answer lacks, or nothing: such an answer is asked for once more with that
        line, and then is none.
        """
        ...


class Asking:
    """An Llm that asks another one in the name of a crisis; steps need not know which it is."""

    def __init__(self, llm: Llm, *, crisis: str, task: str = ""):
        self._llm = llm
        self._crisis = crisis
        self._task = task

    def complete(
        self,
        prompt: Rendered,
        schema: type[T],
        *,
        task: str = "",
        crisis: str = "",
        wrong: Callable[[T], str] | None = None,
    ) -> Reply[T]:
        return self._llm.complete(
            prompt, schema, task=task or self._task, crisis=crisis or self._crisis, wrong=wrong
        )


class Embedder(Protocol):
    """Turns texts into vectors of one length. `lexical` ones know words, not meanings."""

    id: str
    dimension: int
    lexical: bool

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit-length vector a text, in the order of the texts."""
        ...


class ScriptedLlm:
    """A double: gives the scripted answers in turn and keeps the prompts it was shown.

    An answer is JSON text, an exception to raise, or a function of the prompt that returns either.
    `asked` holds task and crisis of each prompt. Nothing is asked twice: what is wrong is raised.
    """

    def __init__(
        self, *answers: str | Exception | Callable[[Rendered], str], model: str = "double/scripted"
    ):
        self._answers = list(answers)
        self.model = model
        self.prompts: list[Rendered] = []
        self.asked: list[tuple[str, str]] = []

    def complete(
        self,
        prompt: Rendered,
        schema: type[T],
        *,
        task: str = "",
        crisis: str = "",
        wrong: Callable[[T], str] | None = None,
    ) -> Reply[T]:
        self.prompts.append(prompt)
        self.asked.append((task, crisis))
        if not self._answers:
            raise ModelUnavailable("the script has no answer left")
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        text = answer if isinstance(answer, str) else answer(prompt)
        try:
            value = schema.model_validate_json(text)
        except ValidationError as invalid:
            raise ModelInvalid(
                f"not an answer to the schema: {invalid.error_count()} errors"
            ) from invalid
        if wrong is not None and (said := wrong(value)):
            raise ModelInvalid(said)
        return Reply(value=value, model=self.model)


class HashEmbedder:
    """A double: vectors from counted letter pairs, small and the same on every machine."""

    id = "double-letters"
    dimension = 32
    lexical = True

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._one(text.lower()) for text in texts]

    def _one(self, text: str) -> list[float]:
        counts = [1e-6] * self.dimension
        for first, second in zip(text, text[1:], strict=False):
            counts[(ord(first) * 31 + ord(second)) % self.dimension] += 1
        length = sum(count * count for count in counts) ** 0.5
        return [count / length for count in counts]
