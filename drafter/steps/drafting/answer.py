"""What a model answers with, and how its sentences become a text with citations beside it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from drafter.model.brief import Brief
from drafter.model.citation import Citation
from drafter.model.prompt import Channel

Part = Literal[
    "regret", "explanation", "responsibility", "repentance", "repair", "forgiveness", "none"
]


def _all_required(schema: dict[str, Any]) -> None:
    """Strict JSON schemas know no optional field: a model is asked for every one."""
    schema["required"] = list(schema["properties"])
    for field in schema["properties"].values():
        field.pop("default", None)


class Sentence(BaseModel):
    """One sentence of an answer, the ids of the facts it rests on, the part of an apology it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_all_required)
    text: str = Field(min_length=1)
    facts: list[str]
    part: Part = "none"


class Answer(BaseModel):
    """The schema a model answers to."""

    model_config = ConfigDict(extra="forbid")
    paragraphs: list[list[Sentence]] = Field(min_length=1)
    open_questions: list[str]

    @property
    def prose(self) -> str:
        """All its sentences."""
        return " ".join(one.text for paragraph in self.paragraphs for one in paragraph)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of an apology that the model meant to say, in order."""
        said = (one.part for paragraph in self.paragraphs for one in paragraph)
        return tuple(dict.fromkeys(part for part in said if part != "none"))


class Passage(BaseModel):
    """The schema of an answer that is one stretch of text."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1)


@dataclass
class _Assembly:
    text: str = ""
    citations: tuple[Citation, ...] = ()
    unknown: tuple[str, ...] = ()


def assembled(
    answer: Answer, brief: Brief, channel: Channel
) -> tuple[str, tuple[Citation, ...], tuple[str, ...]]:
    """The text, its citations, and what to tell a person about the answer."""
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
