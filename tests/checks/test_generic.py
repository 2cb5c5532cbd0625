import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.generic import generic, share
from drafter.checks.parts import part_marks
from drafter.model.finding import Level


@pytest.mark.parametrize(
    "text",
    [
        "We take this matter very seriously.",
        "We are deeply sorry for any inconvenience.",
        "Your trust is important to us and we are committed to doing better.",
        "Safety is our top priority.",
    ],
)
def test_what_any_company_could_publish_is_generic(text: str) -> None:
    assert share(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The satay contained peanut.",
        "We are sorry, Amara.",
        "It happened on Sunday.",
        "We let 214 of you down.",
        "The till charged more than the ticket said.",
    ],
)
def test_a_number_name_date_or_act_makes_a_sentence_ones_own(text: str) -> None:
    assert share(text) == 0


def test_the_share_counts_sentences() -> None:
    assert share("We are sorry. The satay contained peanut.") == 0.5
    assert share("") == 0


def test_an_apology_without_one_specific_gets_a_warning() -> None:
    text = "We value you. We are sorry. We will do better."
    (one,) = generic(text, part_marks(text))
    assert (one.rule, one.level, one.match) == ("generic/Apology", Level.WARNING, "We are sorry.")


def test_an_apology_by_kind_that_says_no_sorry_is_marked_at_its_beginning() -> None:
    text = "We value you. We will do better."
    (one,) = generic(text, part_marks(text), "apology")
    assert one.match == "We value you."
    assert [*generic(text, part_marks(text), "update")] == []


def test_one_specific_is_enough() -> None:
    text = "We are sorry. The satay contained peanut."
    assert [*generic(text, part_marks(text), "apology")] == []


@given(st.text())
def test_the_share_lies_between_none_and_all(text: str) -> None:
    assert 0 <= share(text) <= 1
