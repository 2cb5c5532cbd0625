"""A draft once more, with what the checks found in it: mended by the model, judged by code."""

from collections.abc import Sequence

from drafter.llm import Llm
from drafter.model.brief import Brief
from drafter.model.finding import Finding, Level, Report
from drafter.model.prompt import Channel, Kind, Rendered
from drafter.model.statement import Draft, Judged
from drafter.prompts import fill
from drafter.steps.drafting import asked
from drafter.steps.drafting.prompt import as_json, fence_for

# What another wording cannot mend: counsel's step is for people.
_NOT_THE_TEXTS = frozenset({"counsel"})


def to_mend(report: Report) -> tuple[Finding, ...]:
    """The errors and warnings that another wording can mend."""
    found = report.at_least(Level.WARNING)
    return tuple(one for one in found if one.category not in _NOT_THE_TEXTS)


def redraft(
    first: Judged,
    prompt: Rendered,
    brief: Brief,
    kind: Kind,
    channel: Channel,
    *,
    llm: Llm,
    instruction: str,
) -> Draft:
    """The statement once more: `prompt` again, with the first draft and its findings after it.

    `instruction` is the task's text. Raises ModelError.
    """
    findings = as_json([_told(one) for one in to_mend(first.report)])
    values = {"draft": first.draft.text, "findings": findings}
    values["fence"] = fence_for(values.values())
    wish = fill(instruction, values)
    longer = prompt.model_copy(update={"user": f"{prompt.user}\n\n{wish}"})
    return asked(longer, brief, kind, channel, llm=llm)


def _told(finding: Finding) -> dict[str, str]:
    told = {"words": finding.match, "found": finding.message, "why": finding.why}
    if finding.suggestion:
        told["instead"] = finding.suggestion
    return told


def better(first: Judged, second: Judged) -> Judged:
    """The one of fewer errors, then of fewer warnings; the first where both are alike.

    The one that is kept says what both calls cost and, where it is the second, what it mended.
    """
    kept = second if _weight(second.report) < _weight(first.report) else first
    one, other = first.draft.run, second.draft.run
    run = kept.draft.run.model_copy(
        update={
            "tokens_in": _sum(one.tokens_in, other.tokens_in),
            "tokens_out": _sum(one.tokens_out, other.tokens_out),
            "cost": _sum(one.cost, other.cost),
            "seconds": _sum(one.seconds, other.seconds),
            "attempts": one.attempts + other.attempts,
            "before": first.draft.text if kept is second else "",
            "fixed": _fixed(first.report, second.report) if kept is second else (),
        }
    )
    said = () if kept is second else ("a redraft was no better: the first draft is kept",)
    changed = {"run": run, "warnings": (*kept.draft.warnings, *said)}
    return Judged(kept.draft.model_copy(update=changed), kept.report)


def _weight(report: Report) -> tuple[int, int]:
    mendable = to_mend(report)
    errors = sum(one.level is Level.ERROR for one in mendable)
    return errors, len(mendable) - errors


def _fixed(before: Report, after: Report) -> tuple[str, ...]:
    left = {one.key for one in after.findings}
    return tuple(
        dict.fromkeys(
            f"{one.match}: {one.message}" if one.match else one.message
            for one in to_mend(before)
            if one.key not in left
        )
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None and other is None else (one or 0) + (other or 0)


def alike(texts: Sequence[str]) -> tuple[int, ...]:
    """The places of texts that say an earlier one nearly word for word (Jaccard of words >= 0.85)."""
    bags = [frozenset(text.lower().split()) for text in texts]
    return tuple(
        at
        for at, bag in enumerate(bags)
        if any(
            len(bag & earlier) >= 0.85 * len(bag | earlier)
            for earlier in bags[:at]
            if bag | earlier
        )
    )
