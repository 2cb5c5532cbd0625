"""Brief to Draft with a language model: render, ask, and take only what rests on given facts."""

import json
import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from drafter.checks.language import not_in
from drafter.checks.sourcing import without_markers
from drafter.errors import ModelInvalid
from drafter.llm import Llm
from drafter.model.brief import Brief
from drafter.model.citation import Citation
from drafter.model.knowledge import Passage
from drafter.model.prompt import Channel, Kind, Rendered
from drafter.model.statement import Draft, Run
from drafter.prompts import render
from drafter.steps.playbook import missing
from drafter.steps.posture import posture


class Sentence(BaseModel):
    """One sentence of an answer and the ids of the facts it rests on."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1)
    facts: list[str]


class Answer(BaseModel):
    """The schema a model answers to."""

    model_config = ConfigDict(extra="forbid")
    paragraphs: list[list[Sentence]] = Field(min_length=1)
    open_questions: list[str]


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
) -> Draft:
    """A draft by the model. Facts that the brief does not hold are struck from its citations.

    `fence` is a random delimiter unless given. Raises ModelError where the model gives nothing
    that counts.
    """
    prompt = rendered(brief, kind, channel, passages, shared=shared, language=language, fence=fence)
    reply = llm.complete(
        prompt, Answer, task="draft", wrong=lambda answer: _other(answer, language)
    )
    text, citations, warnings = _assembled(reply.value, brief, channel)
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
        run=Run(
            model=reply.model,
            prompt=f"{prompt.system}\n\n{prompt.user}",
            prompt_digest=prompt.digest,
            tokens_in=reply.tokens_in,
            tokens_out=reply.tokens_out,
            cost=reply.cost,
            seconds=reply.seconds,
            attempts=reply.attempts,
        ),
    )


def _other(answer: Answer, language: str) -> str:
    said = " ".join(sentence.text for paragraph in answer.paragraphs for sentence in paragraph)
    return not_in(said, language)


def rendered(
    brief: Brief,
    kind: Kind,
    channel: Channel,
    passages: Sequence[Passage],
    *,
    shared: Mapping[str, str],
    language: str = "en",
    fence: str | None = None,
) -> Rendered:
    """The prompt exactly as it is sent."""
    advice = posture(brief.frame)
    data = {
        "concerns_json": _json([_concern(concern) for concern in brief.concerns]),
        "passages_json": _json(
            [{"title": p.title, "kind": p.kind, "text": without_markers(p.text)} for p in passages]
        ),
        "replying_to": _json(brief.replying_to.text) if brief.replying_to else "none",
    }
    values = {
        **data,
        "organisation": brief.organisation,
        "kind": kind.title,
        "channel": channel.title,
        "max_chars": str(channel.max_chars),
        "channel_rules": channel.instruction,
        "language": language,
        "words_min": str(kind.words[0]),
        "words_max": str(kind.words[1]),
        "facts_json": _json([{"id": f.id, "role": f.role, "text": f.text} for f in brief.facts]),
        "names_json": _json(list(brief.names)),
        "posture": f"{advice.strategy} ({advice.why})"
        if advice
        else "none: the type of crisis is not set",
        "missing": "; ".join(missing(brief, kind))
        or "nothing more than what stands above may be claimed",
        "as_of": brief.as_of.isoformat() if brief.as_of else "not given",
        "fence": fence or _fence(data.values()),
    }
    return render(kind, shared, values)


def _concern(concern: object) -> dict[str, object]:
    fields = ("label", "authors", "question")
    return {
        field: getattr(concern, field) for field in fields if getattr(concern, field) is not None
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _fence(data: Iterable[str]) -> str:
    """A delimiter that occurs in none of the data."""
    everything = "\n".join(data)
    while (fence := f"data-{secrets.token_hex(8)}") in everything:
        continue
    return fence


@dataclass
class _Assembly:
    text: str = ""
    citations: tuple[Citation, ...] = ()
    unknown: tuple[str, ...] = ()


def _assembled(
    answer: Answer, brief: Brief, channel: Channel
) -> tuple[str, tuple[Citation, ...], tuple[str, ...]]:
    known = {fact.id for fact in brief.facts}
    made = _Assembly()
    gap = "\n\n" if channel.format == "paragraphs" else " "
    for paragraph in answer.paragraphs:
        for place, sentence in enumerate(paragraph):
            words = clean(sentence.text, known)
            if not words:
                continue
            made.text += "" if not made.text else (gap if place == 0 else " ")
            start = len(made.text)
            made.text += words
            made.citations += tuple(
                Citation(start=start, end=len(made.text), fact=fact)
                for fact in dict.fromkeys(sentence.facts)
                if fact in known
            )
            made.unknown += tuple(fact for fact in sentence.facts if fact not in known)
    warned = f"the model named facts it was not given: {', '.join(sorted(set(made.unknown)))}"
    return made.text, made.citations, (warned,) if made.unknown else ()


def clean(text: str, ids: Iterable[str]) -> str:
    """Model text as people may read it: composed letters, no control or format characters, no ids."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(
        letter
        for letter in plain
        if letter in "\n\u200d\ufe0f"
        or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    marks = "|".join(re.escape(mark) for mark in ids)
    if marks:
        plain = re.sub(rf"\s*[\[(](?:(?:{marks})[,;\s]*)+[\])]", "", plain)
    return "\n".join(" ".join(line.split()) for line in plain.split("\n")).strip()
