"""Draft and Run: a text with what it rests on, before anyone has saved it, and how it came about."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from drafter.model.base import Noun
from drafter.model.citation import Citation
from drafter.model.finding import Report

Origin = Literal["model", "playbook", "person"]


def facts_of(citations: Iterable[Citation]) -> tuple[str, ...]:
    """The facts cited, each once, by number."""
    return tuple(sorted({cited.fact for cited in citations}, key=lambda fact: int(fact[1:])))


class Run(Noun):
    """How a draft came about: kept with its revision.

    `parts` are those of an apology that the model meant to say. Where a redraft stands, `before` is
    the first text and `fixed` says which findings the redraft mended. `source` names the statement
    and revision (`s1a2b/3`) that a translation or another channel's text was made from.
    """

    model: str | None = None
    prompt: str = ""
    prompt_digest: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost: float | None = None
    seconds: float | None = None
    attempts: int = 0
    passages: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    style: str = ""
    before: str = ""
    fixed: tuple[str, ...] = ()
    source: str = ""


class Draft(Noun):
    """A text with what it rests on, before anyone has saved it."""

    text: str
    citations: tuple[Citation, ...] = ()
    origin: Origin
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    run: Run = Run()

    @property
    def facts_used(self) -> tuple[str, ...]:
        return facts_of(self.citations)


class Judged(NamedTuple):
    """A draft and what the checks say of it."""

    draft: Draft
    report: Report
