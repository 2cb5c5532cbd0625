"""Past cases as precedents: one told in full, and several side by side: copy this, avoid that."""

from collections.abc import Iterable, Sequence

from drafter.model.knowledge import CaseNote
from drafter.ui import look
from drafter.ui.escape import html

_FIELDS = ("Case", "Lag", "First statement", "Avoid", "Copy", "Outcome")


def compare(cases: Sequence[CaseNote]) -> None:
    """The cases in a small table, one a row; nothing where there are none."""
    if cases:
        look.table(_FIELDS, map(_row, cases))


def case(one: CaseNote) -> str:
    """A case in full, as HTML."""
    lines = (
        ("Organisation", html(f"{one.organisation}, {one.sector}, {one.date}")),
        ("Cluster", html(f"{one.cluster}; {one.crisis_type}")),
        ("Harm", html(", ".join(one.harm))),
        ("What set it off", html(one.trigger)),
        ("Lag", html(lag(one))),
        ("First statement", html(one.first_statement)),
        ("What people were angry about", _list(one.concerns)),
        ("Criticised: avoid that", _list(one.criticised)),
        ("Worked: copy this", _list(one.worked)),
        ("Outcome", html(one.outcome)),
        ("Lesson", html(one.lesson)),
        ("Sources", _list(f"[{n}] {it.title} ({it.url})" for n, it in enumerate(one.sources, 1))),
    )
    cells = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in lines if said)
    return f'<dl class="d-kv">{cells}</dl>'


def lag(one: CaseNote) -> str:
    """How long the first response and the apology took."""
    first = one.lag.first_response or "not known"
    if one.lag.apology == one.lag.first_response:
        return f"first response and apology: {first}"
    return f"first response: {first}; apology: {one.lag.apology or 'none known'}"


def _row(one: CaseNote) -> tuple[str, ...]:
    name = (
        f"<b>{html(one.title)}</b><br>{html(one.date[:4])}, {html(one.sector)}, {html(one.cluster)}"
    )
    return (
        name,
        html(lag(one)),
        html(one.first_statement),
        _list(one.criticised),
        _list(one.worked),
        html(one.outcome),
    )


def _list(items: Iterable[str]) -> str:
    told = "".join(f"<li>{html(item)}</li>" for item in items)
    return f'<ul class="d-list">{told}</ul>' if told else ""
