"""Brief to Draft with a language model: render, ask, and take only what rests on given facts."""

from collections.abc import Mapping, Sequence
from typing import Any

from drafter.checks.language import not_in
from drafter.errors import ModelInvalid
from drafter.llm import Llm, Reply
from drafter.model.brief import Brief
from drafter.model.knowledge import Passage
from drafter.model.prompt import Channel, Kind, Rendered
from drafter.model.statement import Draft, Run
from drafter.steps.drafting.answer import Answer, assembled
from drafter.steps.drafting.prompt import rendered
from drafter.steps.playbook import missing

__all__ = ["asked", "draft", "rendered", "run_of"]


def draft(
    brief: Brief,
    kind: Kind,
    channel: Channel,
    passages: Sequence[Passage],
    *,
    llm: Llm,
    shared: Mapping[str, str],
    language: str = "en",
    fence: str | None = None,
    wish: str = "",
) -> Draft:
    """A draft by the model. Facts that the brief does not hold are struck from its citations.

    `fence` is a random delimiter unless given; `wish` is a further instruction (a style, a message to
    adapt) at the end of the prompt. Raises ModelError where the model gives nothing that counts.
    """
    prompt = rendered(
        brief, kind, channel, passages, shared=shared, language=language, fence=fence, wish=wish
    )
    return asked(prompt, brief, kind, channel, llm=llm, language=language)


def asked(
    prompt: Rendered, brief: Brief, kind: Kind, channel: Channel, *, llm: Llm, language: str = ""
) -> Draft:
    """The draft that a rendered prompt brings. Raises ModelError, also for one in another language."""
    reply = llm.complete(
        prompt, Answer, task="draft", wrong=lambda answer: not_in(answer.prose, language)
    )
    text, citations, warnings = assembled(reply.value, brief, channel)
    if not text.strip():
        raise ModelInvalid("the model's answer holds no text")
    return Draft(
        text=text,
        citations=citations,
        origin="model",
        missing=(
            *missing(brief, kind),
            *(f"asked by the model: {q}" for q in reply.value.open_questions),
        ),
        warnings=(*reply.warnings, *warnings),
        run=run_of(reply, prompt).model_copy(update={"parts": reply.value.parts}),
    )


def run_of(reply: Reply[Any], prompt: Rendered) -> Run:
    """How an answer came about, as it is kept with a revision."""
    return Run(
        model=reply.model,
        prompt=f"{prompt.system}\n\n{prompt.user}",
        prompt_digest=prompt.digest,
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
        cost=reply.cost,
        seconds=reply.seconds,
        attempts=reply.attempts,
    )
