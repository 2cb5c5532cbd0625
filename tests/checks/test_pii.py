import sys
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.pii import personal, pii
from drafter.model.finding import Level
from drafter.model.knowledge import Passage
from tests.builders import fact, ledger


def kinds(text: str) -> list[str]:
    return [leak.kind for leak in personal(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to jo.smith@mail.example now.", "email address"),
        ("Card 4916 6137 3662 4573 was charged.", "card number"),
        ("Paid to GB29 NWBK 6016 1331 9268 19.", "IBAN"),
        ("His number is 308-63-0237.", "social security number"),
        ("Ring 020 7946 0188 today.", "phone number"),
        ("Call +49 30 123456 today.", "phone number"),
        ("Reach us on 1-800-555-0142.", "phone number"),
        ("ring 01632 960118", "phone number"),
    ],
)
def test_personal_data_are_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Order 4916 6137 3662 4574 is late.",
        "Paid to GB28 NWBK 6016 1331 9268 19.",
        "On 14 March 2026, 1,204 orders and 58,640 pounds.",
        "Between 09:00 and 11:30 we sold 3,870 cars.",
        "Ring 999 in an emergency.",
        "It is 000-12-3456 in the list.",
        "@fernbrook is our handle.",
        "",
    ],
)
def test_what_fails_its_check_digits_or_is_no_contact_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_without_a_ledger_a_leak_is_a_suggestion_and_with_one_an_error() -> None:
    text = "Write to jo@mail.example."
    (loose,) = pii(text)
    (bound,) = pii(text, ledger())
    assert (loose.level, bound.level) == (Level.SUGGESTION, Level.ERROR)
    assert bound.match == "jo@mail.example"


def test_what_a_confirmed_fact_holds_is_no_leak_in_any_spelling() -> None:
    book = ledger(fact(9, "contact", "Call us on +44 20 7946 0188."))
    assert [*pii("Ring 020 7946 0188 or mail HELP@fernbrook.example.", book)] == []


def test_an_unconfirmed_fact_does_not_free_a_number_and_one_digit_makes_another() -> None:
    loose = ledger(fact(9, "contact", "Call us on 020 7946 0188.", "unconfirmed"))
    sure = ledger(fact(9, "contact", "Call us on 020 7946 0188."))
    assert len([*pii("Ring 020 7946 0188.", loose)]) == 1
    assert len([*pii("Ring 020 7946 0189.", sure)]) == 1


def test_a_guideline_that_may_be_cited_frees_its_contacts() -> None:
    line = Passage(
        path="g.md", title="Contacts", start_line=1, end_line=1,
        text="Our press desk: press@fernbrook.example", score=1.0, why="", kind="guideline", citable=True,
    )  # fmt: skip
    assert [*pii("Mail press@fernbrook.example.", ledger(), (line,))] == []
    closed = line.model_copy(update={"citable": False})
    assert len([*pii("Mail press@fernbrook.example.", ledger(), (closed,))]) == 1


def test_a_text_without_digits_loads_no_number_library() -> None:
    code = (
        "import sys; from drafter.checks.pii import personal; personal('We are sorry. a@b.example');"
        "sys.exit('phonenumbers' in sys.modules or 'stdnum' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text())
def test_leaks_never_overlap(text: str) -> None:
    found = personal(text)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))
