"""A language model as one more reader: it marks words, code decides what counts of that.

A mark counts only where its words stand in the text letter for letter. It is a warning at most and
says that it is the model's. A model that fails leaves a note and no findings.
"""

import secrets
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from drafter.checks.sentences import sentences
from drafter.errors import ModelError
from drafter.llm import Llm
from drafter.model.finding import PROBLEMS, Finding, Level, Skipped, found
from drafter.model.prompt import Rendered
from drafter.prompts import fill

RULE = "judge"
_MEANINGS = {
    "conditional_harm": "the harm is made hypothetical (sorry if anyone was hurt)",
    "reaction_apology": "the regret is for people's feelings, not for the act",
    "agentless_passive": "the wrong is told with nobody who did it",
    "but_reversal": "regret or responsibility is taken back by what follows",
    "euphemism": "a soft word hides the harm",
    "intent_shield": "good intentions as the defence",
    "minimiser": "the size is made small without a number",
    "blame_shift": "the fault is put on somebody else",
    "self_pity": "the organisation's own suffering is put forward",
    "credential_padding": "own virtues, history or awards as a cushion",
    "boilerplate": "a stock phrase that says nothing",
    "empty_promise": "a promise with no act, owner or time",
    "humour": "a joke where people were harmed",
    "admission_of_liability": "an admission of legal fault",
    "absolute_claim": "an absolute that nobody can know",
    "speculation": "a cause, size or outcome that is guessed",
    "jargon": "inside words that readers do not know",
}


class _Mark(BaseModel):
    model_config = ConfigDict(extra="forbid")
    category: Literal[tuple(sorted(PROBLEMS))]  # type: ignore[valid-type]
    span: str = Field(min_length=1, max_length=600)
    reason: str = Field(min_length=1, max_length=400)


class Verdict(BaseModel):
    """The schema a model answers to."""

    model_config = ConfigDict(extra="forbid")
    marks: list[_Mark] = Field(max_length=60)


class Judged(NamedTuple):
    """What the model marked, and why it marked nothing where it failed."""

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()


def judge(text: str, *, llm: Llm, instruction: str, language: str = "en") -> Judged:
    """The model's findings on `text`, each a warning on words that stand in it.

    `instruction` is the task's prompt. Marks that quote no words of the text, or more than a sentence
    of it, are dropped. A model that fails is one skipped rule; nothing is raised.
    """
    try:
        verdict = llm.complete(_rendered(text, instruction, language), Verdict, task="judge").value
    except ModelError as failed:
        return Judged((), (Skipped(rule=RULE, reason=f"the model gave no verdict: {failed}"),))
    findings = {}
    for mark in verdict.marks:
        start = text.find(mark.span)
        end = start + len(mark.span)
        if start >= 0 and mark.span.strip() and _within_one(text, start, end):
            findings[mark.category, start, end] = found(
                text,
                start,
                end,
                rule=f"{RULE}/{mark.category}",
                category=mark.category,
                level=Level.WARNING,
                message=f"the model reads this as {mark.category.replace('_', ' ')}",
                why=" ".join(mark.reason.split()),
            )
    return Judged(tuple(sorted(findings.values(), key=lambda one: (one.start, one.end, one.rule))))


def _within_one(text: str, start: int, end: int) -> bool:
    return sum(first < end and start < last for first, last in sentences(text)) <= 1


def _rendered(text: str, instruction: str, language: str) -> Rendered:
    while (fence := f"text-{secrets.token_hex(8)}") in text:
        continue
    meanings = "\n".join(f"- {name}: {said}" for name, said in _MEANINGS.items())
    values = {"language": language, "fence": fence, "categories": meanings}
    return Rendered(
        name="tone_judge",
        system=fill(instruction, values),
        user=f"{fence}\n{text}\n{fence}",
        fence=fence,
    )
