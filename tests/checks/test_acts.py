import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.acts import acts
from drafter.checks.parts import part_marks
from drafter.model.finding import Level, found


def told(text: str) -> list[tuple[str, str]]:
    return [(one.what, text[one.start : one.end]) for one in acts(text, part_marks(text))]


def test_sympathy_apology_cause_and_admission_are_told_apart() -> None:
    text = (
        "Our thoughts are with the family. We are sorry. The boiler failed because the valve was "
        "old. We were negligent. The school is shut."
    )
    assert told(text) == [
        ("sympathy", "Our thoughts are with the family."),
        ("apology", "We are sorry."),
        ("cause", "The boiler failed because the valve was old."),
        ("admission", "We were negligent."),
    ]


@pytest.mark.parametrize(
    "text", ["We are sorry to hear about your loss.", "We know how frightening that was."]
)
def test_feeling_with_people_is_sympathy_and_no_apology(text: str) -> None:
    assert [act for act, _ in told(text)] == ["sympathy"]


def test_a_guess_at_the_cause_is_still_a_statement_of_cause() -> None:
    assert [act for act, _ in told("It was probably caused by a lorry.")] == ["cause"]


def test_owning_it_morally_is_no_admission() -> None:
    assert "admission" not in dict(told("This was our mistake and we let you down."))


def test_a_tone_finding_marks_an_admission() -> None:
    text = "We knew and did nothing."
    legal = found(
        text, 0, 24, rule="x/Y", category="admission_of_liability", level=Level.ERROR, message="no"
    )
    assert [one.what for one in acts(text, (), (legal,))] == ["admission"]


@given(st.text())
def test_any_text_has_an_answer_inside_it(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in acts(text, part_marks(text)))
