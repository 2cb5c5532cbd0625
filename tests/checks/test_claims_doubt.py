"""What a text adds most easily to what is known is doubted where no fact says it, and not where one does."""

import pytest

from drafter.checks.claims import claims, weighings
from drafter.checks.claims.doubt import doubt
from tests.builders import book

KNOWN = (
    "On 4 May 2026 a gas pipe broke in Weir Street; 60 households had no heating.",
    "Two fitters were hurt and taken to St Anne's hospital.",
    "The company is examining why the pipe broke.",
)


def flagged(text: str, *facts: str) -> bool:
    return bool(claims(text, book(*facts))[1])


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The fitters have recovered and are safe.", "Both fitters have recovered and are safe."),
        ("The pipe broke because an excavator driver hit it.", "An excavator driver hit the pipe."),
        ("The pipe has since been replaced.", "The pipe was replaced on 9 May 2026."),
        ("Nothing like this has ever happened here before.", "It was the first such accident here."),
        ("All gas pipes in the town have been inspected.", "Every gas pipe in the town was inspected."),
    ],
)  # fmt: skip
def test_that_all_is_well_done_or_never_so_before_needs_a_fact(text: str, fact: str) -> None:
    assert flagged(text, *KNOWN)
    assert not flagged(text, *KNOWN, fact)


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry.",
        "This is not good enough, and we know it.",
        "Sixty households were left without heating.",
        "Two of our fitters had to be taken to hospital.",
        "We are looking into why the pipe broke.",
    ],
)
def test_what_a_fact_says_in_other_words_and_what_claims_nothing_is_not_doubted(text: str) -> None:
    assert not flagged(text, *KNOWN)


def test_doubt_falls_with_what_the_facts_explain() -> None:
    text = "A fitter had left the valve open."

    def doubted(*facts: str) -> float:
        return max(doubt(one.marks) for one in weighings(text, book(*facts)))

    nothing = doubted("The office is closed on Sundays.")
    half = doubted("The valve of the pipe is made of brass.")
    all_of_it = doubted("A fitter left the valve open.")
    assert all_of_it < half < nothing
