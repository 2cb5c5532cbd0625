"""All checks on one text."""

from collections.abc import Iterable

from drafter.checks.facts import claims
from drafter.checks.limits import limits
from drafter.checks.parts import parts
from drafter.checks.readability import readability
from drafter.checks.rules import RuleSet
from drafter.checks.strategy import strategy
from drafter.model.brief import Ledger
from drafter.model.finding import Finding, Report
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
) -> Report:
    """What the checks say of `text`. Claims are bound only where a `ledger` is given."""
    findings, skipped = rules.check(text, kind=kind, language=language)
    bound, loose = claims(text, ledger, passages) if ledger is not None else ((), ())
    over = limits(text, channel) if channel is not None else ()
    return Report(
        findings=tuple(sorted((*findings, *loose, *over), key=_place)),
        parts=parts(text),
        strategy=strategy(text),
        claims=bound,
        skipped=skipped,
        readability=readability(text),
    )


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule
