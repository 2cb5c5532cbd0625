"""Bind what a text claims to the ledger: each claim is carried by a confirmed fact, or a finding."""

from collections.abc import Iterable, Iterator

from drafter.checks.claims.binding import Bound, bind, bind_name, bind_role
from drafter.checks.claims.book import Book, Source, book
from drafter.checks.claims.forms import forms
from drafter.checks.claims.names import Role, offices, roles
from drafter.checks.claims.reading import Reading, read
from drafter.checks.claims.support import judge
from drafter.checks.claims.value import Value
from drafter.llm import Embedder
from drafter.model.brief import Ledger
from drafter.model.finding import Claim, Finding, Level, found
from drafter.model.knowledge import Passage


def roles_of(reading: Reading) -> list[Role]:
    made = [role for value in reading.values if value.kind == "name" for role in roles(reading.words, value)]
    return [*made, *offices(reading.words, made)]


def claims(
    text: str,
    ledger: Ledger,
    passages: Iterable[Passage] = (),
    *,
    embedder: Embedder | None = None,
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    made, findings, carried = [], [], []
    kept = book(ledger)
    sources = [Source(p.id, p.text, None, passage=True) for p in passages if p.citable]
    reading = read(text, kept.as_of, today=kept.explicit is not None)
    for value in reading.values:
        bound = (bind_name if value.kind == "name" else bind)(value, reading, kept, sources)
        if bound is None: continue
        if bound.status=='supported' and bound.source: carried.append((value,bound.source))
        made.append(Claim(start=value.start, end=value.end, text=text[value.start:value.end], type=value.type, status=bound.status, fact=bound.source.name if bound.source else None))
        if bound.status != "supported":
            findings.append(found(text, value.start, value.end, rule="claims/"+bound.status.capitalize(), category="claim", level=Level.ERROR, message=str(bound.source and bound.source.name)))
    for role in roles_of(reading):
        bound = bind_role(role, reading, kept, sources)
        if bound is None: continue
        s,e=reading.span(role.first,role.last)
        made.append(Claim(start=s, end=e, text=text[s:e], type="name", status=bound.status, fact=bound.source.name if bound.source else None))
        if bound.status != "supported":
            findings.append(found(text, s,e, rule="claims/"+bound.status.capitalize(), category="claim", level=Level.ERROR, message=f"role {bound.source and bound.source.name}"))
    for form in forms(reading):
        bound = judge(form, reading, kept, sources, [src for v,src in carried if v.kind not in ('name',) and form.first<=v.first<form.last])
        if bound is None: continue
        s,e=reading.span(form.first,form.last)
        made.append(Claim(start=s, end=e, text=text[s:e], type=form.type, status=bound.status, fact=bound.source.name if bound.source else None))
        if bound.status != "supported":
            findings.append(found(text, s,e, rule="claims/"+bound.status.capitalize(), category="claim", level=Level.WARNING, message=f"{form.type} {form.universal} {form.negative} {form.sure} {bound.source and bound.source.name}"))
    return tuple(made), tuple(_unrepeated(findings))


def _unrepeated(findings):
    wide=[one for one in findings if one.rule=='claims/Unconfirmed' and one.level is Level.WARNING]
    for one in findings:
        inside=any(w is not one and w.start<=one.start and one.end<=w.end and w.message.split()[-1]==one.message.split()[-1] for w in wide)
        if not (inside and one.rule=='claims/Unconfirmed' and one.level is Level.ERROR): yield one
