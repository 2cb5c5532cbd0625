"""All checks on one text."""

from collections.abc import Iterable

from drafter.checks.limits import limits
from drafter.checks.parts import parts
from drafter.checks.readability import readability
from drafter.checks.rules import RuleSet
from drafter.checks.strategy import strategy
from drafter.llm import Embedder
from drafter.model.brief import Ledger
from drafter.model.finding import Claim, Finding, Report
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
    language: str = "en",
    embedder: Embedder | None = None,
) -> Report:
    """What the checks say of `text`. Claims are bound only where a `ledger` is given, sentences
    compared by meaning only with an `embedder` that knows meanings."""
    findings, skipped = rules.check(text, kind=kind, language=language, embedder=embedder)
    bound, loose = _bound(text, ledger, passages)
    over = limits(text, channel) if channel is not None else ()
    return Report(
        findings=tuple(sorted((*findings, *loose, *over), key=_place)),
        parts=parts(text),
        strategy=strategy(text),
        claims=bound,
        skipped=skipped,
        readability=readability(text),
    )


def _bound(
    text: str, ledger: Ledger | None, passages: Iterable[Passage]
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    if ledger is None:
        return (), ()
    # Imported here: its patterns take a tenth of the time that a check without facts may take.
    from drafter.checks.facts import claims

    return claims(text, ledger, passages)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule
