import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.counsel import counsel_findings, triggers
from drafter.model.finding import Level
from tests.builders import fact, ledger


def asked(text: str) -> set[str]:
    return {one.name for one in triggers(text)}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Two passengers died.", "death or injury"),
        ("A colleague broke her arm.", "death or injury"),
        ("A boy of three, who is seven now, fell.", "minors"),
        ("A fifteen-year-old was turned away.", "minors"),
        ("Card details were on the page.", "personal data"),
        ("We sent you another customer's address.", "personal data"),
        ("A guard used a racist word.", "discrimination"),
        ("She was refused because of her headscarf.", "discrimination"),
        ("We told the FCA at noon.", "regulator"),
        ("The Civil Aviation Authority has our report.", "regulator"),
        ("We are recalling batch L22.", "recall"),
        ("Please don't eat it.", "recall"),
        ("A class action was filed.", "lawsuit"),
    ],
)
def test_what_calls_for_counsel(text: str, trigger: str) -> None:
    assert trigger in asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was hurt.",
        "No one was injured in the fire.",
        "Our tills were slow on Saturday and we are sorry.",
        "You may recall that we moved the date.",
        "The kids' menu is back.",
        "",
    ],
)
def test_what_does_not(text: str) -> None:
    assert asked(text) == set()


def test_a_typographic_apostrophe_and_capitals_are_read() -> None:
    assert asked("PLEASE DON’T EAT IT.") == {"recall"}


def test_a_fact_that_is_not_retracted_calls_for_counsel_too() -> None:
    book = ledger(fact(9, "impact", "One customer was taken to hospital.", "unconfirmed"))
    (one,) = triggers("We are sorry.", book)
    assert (one.name, one.fact) == ("death or injury", "F9")
    gone = ledger(fact(9, "impact", "One customer was taken to hospital.", "retracted"))
    assert triggers("We are sorry.", gone) == ()


def test_a_trigger_is_one_suggestion_on_its_first_words() -> None:
    text = "Two died. Both deaths are our concern."
    (one,) = counsel_findings(text, triggers(text))
    assert (one.category, one.level, one.match) == ("counsel", Level.SUGGESTION, "died")
    book = ledger(fact(9, "impact", "One customer died."))
    (one,) = counsel_findings("Hello.", triggers("Hello.", book))
    assert one.match == ""
    assert "F9" in one.message


@given(st.text())
def test_a_trigger_stands_inside_its_text(text: str) -> None:
    assert all(0 <= one.start <= one.end <= len(text) for one in triggers(text))
