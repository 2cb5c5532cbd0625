"""Ledger and concerns to Brief: the only way facts reach a draft."""

from collections.abc import Iterable

from drafter.model.brief import Brief, Ledger
from drafter.model.crisis import Concern, Mention


def brief(
    ledger: Ledger, *, concerns: Iterable[Concern] = (), replying_to: Mention | None = None
) -> Brief:
    """What a draft may rest on: the confirmed facts of the ledger, and nothing else of it."""
    return Brief(
        organisation=ledger.organisation,
        names=ledger.names,
        frame=ledger.frame,
        as_of=ledger.as_of,
        timezone=ledger.timezone,
        facts=ledger.confirmed,
        concerns=tuple(concern for concern in concerns if concern.parent is None),
        replying_to=replying_to,
    )
