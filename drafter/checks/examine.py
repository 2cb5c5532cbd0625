"""All checks on one text."""

from collections.abc import Iterable, Sequence

from drafter.checks.acts import acts
from drafter.checks.counsel import counsel_findings, triggers
from drafter.checks.generic import generic, share
from drafter.checks.language import UNREAD
from drafter.checks.limits import limits
from drafter.checks.parts import having, part_marks, part_score
from drafter.checks.pii import pii
from drafter.checks.readability import readability
from drafter.checks.rewrites import offered
from drafter.checks.rules import RuleSet
from drafter.checks.strategy import acted, posture_findings
from drafter.llm import Embedder
from drafter.model.brief import Ledger
from drafter.model.crisis import Advice
from drafter.model.finding import Claim, Finding, Report, Skipped
from drafter.model.knowledge import Passage
from drafter.model.prompt import Channel


def examine(
    text: str,
    *,
    rules: RuleSet,
    kind: str | None = None,
    channel: Channel | None = None,
    ledger: Ledger | None = None,
    passages: Iterable[Passage] = (),
    advice: Advice | None = None,
    language: str = "en",
    public: bool = True,
    embedder: Embedder | None = None,
) -> Report:
    """What the checks say of `text`.

    Claims are bound only with a `ledger`, the posture is compared only with an `advice`, sentences by
    meaning only with an `embedder` that knows it. `public` is off for a kind that stays inside.
    """
    citable = tuple(passages)
    read, unread = _readable(text, language)
    found, skipped = rules.check(text, kind=kind, language=language, embedder=embedder)
    findings = offered(read, found, rules, kind=kind, skipped=skipped)
    bound, loose = _bound(text, ledger, citable, embedder)
    outward = _outward(text, ledger, citable, (*findings, *loose), embedder) if public else ()
    bound, loose = _known_as_names(bound, loose, outward)
    earned = part_marks(read)
    postures = acted(read, earned, findings, kind)
    asked = triggers(read, ledger)
    more = (
        *(limits(text, channel) if channel else ()), *posture_findings(read, postures, advice, kind),
        *counsel_findings(text, asked), *generic(read, earned, kind), *loose, *outward,
    )  # fmt: skip
    return Report(
        findings=tuple(sorted((*findings, *more), key=_place)),
        parts=having(earned),
        strategy=postures.main,
        claims=bound,
        skipped=(*skipped, *unread),
        readability=readability(text, rules),
        part_spans=earned,
        part_score=part_score(having(earned)),
        postures=postures.marks,
        acts=acts(read, earned, findings),
        generic=share(read),
        counsel=tuple(one.name for one in asked),
        advised=(advice.strategy, *advice.also) if advice else (),
        advised_why=advice.why if advice else "",
    )


def _readable(text: str, language: str) -> tuple[str, tuple[Skipped, ...]]:
    """The text as far as its sentences can be read: the frames know English."""
    if language.lower().split("-")[0] == "en":
        return text, ()
    reason = f"parts, postures, acts and counsel triggers are read in English, not in {language!r}"
    return "", (Skipped(rule="sentences", reason=reason),)


def _bound(
    text: str, ledger: Ledger | None, passages: Iterable[Passage], embedder: Embedder | None
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    if ledger is None:
        return (), ()
    # Imported here: reading its words takes a tenth of the time that a check without facts may take.
    from drafter.checks.claims import claims

    bound, loose = claims(text, ledger, passages, embedder=embedder)
    return bound, tuple(_replacing(one) for one in loose)


def _known_as_names(
    bound: tuple[Claim, ...], loose: tuple[Finding, ...], outward: Iterable[Finding]
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Without the names in what stands in a language that nobody reads here.

    There a capital tells no name (every German noun has one), and one error says all of it already.
    """
    unread = [(one.start, one.end) for one in outward if one.rule == UNREAD]
    taken = {
        (one.start, one.end)
        for one in bound
        if one.type in ("name", "place") and any(a <= one.start and one.end <= b for a, b in unread)
    }
    return (
        tuple(one for one in bound if (one.start, one.end) not in taken),
        tuple(one for one in loose if (one.start, one.end) not in taken),
    )


def _replacing(finding: Finding) -> Finding:
    """What a fact contradicts is suggested as the fact has it: a value that may stand in its place."""
    plain = bool(finding.suggestion) and finding.rule == "claims/Contradicted"
    return finding.model_copy(update={"replaces": True}) if plain else finding


def _outward(
    text: str,
    ledger: Ledger | None,
    passages: Iterable[Passage],
    known: Sequence[Finding],
    embedder: Embedder | None,
) -> tuple[Finding, ...]:
    """What must not leave the house, besides what is `known`: personal data; with facts, the output gate."""
    leaks = tuple(pii(text, ledger, passages))
    if ledger is None:
        return leaks
    from drafter.checks.gate import gate

    return (*leaks, *gate(text, ledger, passages, (*known, *leaks), embedder=embedder))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule
