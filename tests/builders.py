"""Small values for tests, and hypothesis strategies for them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from drafter.model.base import digest, one_line
from drafter.model.brief import Fact, FactStatus, Ledger, Role
from drafter.model.citation import Citation
from drafter.model.crisis import Frame
from drafter.model.knowledge import CaseNote, Document, Guideline, Lag, SourceLink
from drafter.model.person import Duty, Person
from drafter.model.statement import Revision, Statement

NOW = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)

ANA = Person(name="Ana", duties=frozenset(Duty))
BEN = Person(name="Ben", duties=frozenset(Duty))
DRAFTER = Person(name="Dee", duties=frozenset({Duty.DRAFTER}))


def fact(number: int, role: str, text: str, status: str = "confirmed", **more: object) -> Fact:
    return Fact(id=f"F{number}", role=Role(role), status=FactStatus(status), text=text, **more)


def book(*texts: str, organisation: str = "Acme", names: tuple[str, ...] = ()) -> Ledger:
    """A ledger of confirmed events."""
    facts = tuple(fact(number, "event", text) for number, text in enumerate(texts, 1))
    return Ledger(organisation=organisation, names=names, facts=facts)


def ledger(*extra: Fact) -> Ledger:
    """Six confirmed facts and two that are not, of a crisis with all roles a statement needs."""
    return Ledger(
        organisation="Fernbrook Market",
        names=("Fernbrook",),
        frame=Frame(title="Orders charged twice", type="technical-error accident"),
        facts=(
            fact(
                1,
                "event",
                "Between 09:00 and 11:30 UTC on 14 March 2026, 1,204 orders were charged twice.",
            ),
            fact(2, "impact", "1,187 customers paid £58,640 too much in total."),
            fact(
                3, "cause", "The checkout sent a payment a second time when the bank answered late."
            ),
            fact(4, "action", "Fernbrook Market has switched off the second attempt."),
            fact(5, "instruction", "You do not need to do anything to get your money back."),
            fact(6, "contact", "help@fernbrook.example"),
            fact(
                7,
                "impact",
                "About 93 deliveries may have been cancelled in Thornley.",
                "unconfirmed",
            ),
            fact(
                8,
                "cause",
                "A contractor named Halloway is said to have changed a setting.",
                "disputed",
            ),
            *extra,
        ),
    )


def statement(
    text: str = "We are sorry.", *, author: str = "Ana", cited: tuple[Citation, ...] = ()
) -> Statement:
    first = Revision(number=1, text=text, citations=cited, author=author, origin="person", at=NOW)
    return Statement(id="s1", crisis="double", kind="apology", channel="press", revisions=(first,))


def guideline(path: str, body: str, title: str = "A guideline", **more: object) -> Document:
    head = Guideline(title=title, kind="guideline", **more)
    return Document(
        path=path, head=head, body=body, body_line=5, digest=digest([path, title, body])
    )


def case(path: str, body: str = "What happened.", **more: object) -> Document:
    told: dict[str, object] = {
        "title": "A case", "organisation": "Acme", "sector": "retail", "date": "2020-05-01",
        "cluster": "accidental", "crisis_type": "technical-error accident", "harm": ("money",),
        "trigger": "Orders were charged twice", "history": False, "first_statement": "Silence.",
        "criticised": ("silence",), "worked": (), "outcome": "Refunds.", "lesson": "Speak early.",
        "lag": Lag(first_response="one day", first_response_hours=24, apology=None, apology_hours=None),
        "sources": (SourceLink(url="https://news.example/1", title="News"),),
    }  # fmt: skip
    head = CaseNote(kind="case", **(told | more))
    return Document(
        path=path, head=head, body=body, body_line=30, digest=digest([path, repr(head), body])
    )


statuses = st.sampled_from(FactStatus)
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(
    lambda text: bool(one_line(text))
)
facts = st.builds(
    Fact,
    id=st.integers(1, 9_999).map(lambda number: f"F{number}"),
    role=st.sampled_from(Role),
    status=statuses,
    text=texts,
    source=st.text(max_size=20),
    confirmed_by=st.text(max_size=10),
    confirmed_at=st.none(),
    replaces=st.none(),
)
