"""Bind the values of a text to the ledger: each is carried by a confirmed fact, or it is a finding."""

from collections.abc import Iterable, Iterator, Mapping

from drafter.checks.values import Value, values
from drafter.model.brief import Fact, Ledger
from drafter.model.finding import Claim, ClaimStatus, Finding, Level, found
from drafter.model.knowledge import Passage

_MESSAGES: Mapping[ClaimStatus, str] = {
    "unsupported": "no confirmed fact holds {text!r}",
    "unconfirmed": "{text!r} stands only in fact {fact}, which is {state}",
}
_WHY = (
    "What a text claims must rest on a confirmed fact. Confirm a fact that says so, or take it out."
)


def claims(
    text: str, ledger: Ledger, passages: Iterable[Passage] = ()
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Every value in `text` with the fact that carries it, and a finding for each that has none.

    A value is free where it is part of the organisation's names. Citable passages carry claims too.
    """
    book = _Book(ledger, passages)
    bound = [book.bind(text, value) for value in values(text)]
    made = tuple(claim for claim in bound if claim is not None)
    return made, tuple(_findings(text, made, ledger.by_id()))


class _Book:
    """Normal forms of what the ledger says."""

    def __init__(self, ledger: Ledger, passages: Iterable[Passage]):
        self._confirmed = [(fact.id, _forms(fact.text)) for fact in ledger.confirmed]
        self._loose = [(fact.id, _forms(fact.text)) for fact in ledger.facts if not fact.confirmed]
        self._passages = [
            (passage.id, _forms(passage.text)) for passage in passages if passage.citable
        ]
        self._names = tuple(name for name in (ledger.organisation, *ledger.names) if name)

    def bind(self, text: str, value: Value) -> Claim | None:
        if self._is_named(text, value):
            return None
        fact = _first(value, self._confirmed)
        passage = None if fact else _first(value, self._passages)
        loose = None if fact or passage else _first(value, self._loose)
        status: ClaimStatus = (
            "supported" if fact or passage else "unconfirmed" if loose else "unsupported"
        )
        return Claim(
            start=value.start,
            end=value.end,
            text=text[value.start : value.end],
            type=value.type,
            status=status,
            fact=fact or loose,
            passage=passage,
        )

    def _is_named(self, text: str, value: Value) -> bool:
        for name in self._names:
            at = text.find(name)
            while at >= 0:
                if at <= value.start and value.end <= at + len(name):
                    return True
                at = text.find(name, at + 1)
        return False


def _forms(text: str) -> frozenset[str]:
    """All normal forms that a fact's text supports.

    A full date also says its day, a time with a zone also the bare time; a zone said once goes for
    the other times of the fact too ("between 09:00 and 11:30 UTC").
    """
    forms = {norm for value in values(text) for norm in value.norms}
    times = [form.split()[1:] for form in forms if form.startswith("time ")]
    zones = {parts[1] for parts in times if len(parts) == 2}
    forms |= {f"day {form[10:]}" for form in forms if form.startswith("date ")}
    forms |= {f"time {parts[0]}" for parts in times}
    if len(zones) == 1:
        zone = zones.pop()
        forms |= {f"time {parts[0]} {zone}" for parts in times if len(parts) == 1}
    return frozenset(forms)


def _first(value: Value, book: Iterable[tuple[str, frozenset[str]]]) -> str | None:
    return next((name for name, forms in book if not forms.isdisjoint(value.norms)), None)


def _findings(text: str, made: Iterable[Claim], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    for claim in made:
        if claim.status == "supported":
            continue
        fact = facts.get(claim.fact or "")
        state = fact.status.value if fact else ""
        yield found(
            text,
            claim.start,
            claim.end,
            rule=f"claims/{claim.status.capitalize()}",
            category="claim",
            level=Level.ERROR,
            message=_MESSAGES[claim.status].format(text=claim.text, fact=claim.fact, state=state),
            why=_WHY,
        )
