"""On which terms something is given, who told whom, and whose share it is."""

import pytest

from drafter.checks.claims import claims
from drafter.model.finding import Level
from tests.builders import book

EXCESS = "Wexley pays the insurance excess of the owners, up to £300 each."
WAIT = "Guests who waited for more than 6 hours get €60 by 3 May 2026."
STALLS = (
    "The 18 stall holders get their pitch rent back by 30 June 2026.",
    "mail@wexley.example; emails are answered within 2 working days.",
)
LITRES = "Each household in Marl can collect six litres of water a day."
TOLD = "Wexley found the leak on 4 May 2026 and informed the Mining Board on 5 May 2026."
HEAT = (
    "1,600 flats in Marl have been cut off from heating since 12 January 2026.",
    "By 22:00 GMT on 13 January 2026 the heating was back in 1,200 of the flats; 400 are still without.",
)
CAPTAIN = "Captain Inge Dahl reported the collision to the port office."


def flagged(text: str, *facts: str) -> list[str]:
    found = claims(text, book(*facts, organisation="Wexley", names=("Inge Dahl", "Odd Berg")))[1]
    return [one.match for one in found if one.level is not Level.SUGGESTION]


@pytest.mark.parametrize(
    ("text", "facts", "wrong"),
    [
        ("We pay the owners' insurance excess in full.", (EXCESS,), "in full"),
        ("We pay the owners' insurance excess, up to £300 each.", (EXCESS,), ""),
        ("Guests who waited for more than 4 hours get €60 by 3 May.", (WAIT,), "more than 4 hours"),
        ("Guests who waited for more than 6 hours get €60 by 3 May.", (WAIT,), ""),
        ("The stall holders get their pitch rent back within 2 working days.", STALLS, "2 working days"),
        ("The stall holders get their pitch rent back by 30 June.", STALLS, ""),
        ("Six litres of water per person can be collected in Marl each day.", (LITRES,), "Six"),
        ("Six litres of water per household can be collected in Marl each day.", (LITRES,), ""),
        ("The Mining Board found the leak on 4 May.", (TOLD,), "The Mining Board found"),
        ("We have informed the Mining Board of the leak.", (TOLD,), ""),
        ("The heating was back in a quarter of the flats by 10pm.", HEAT, "a quarter"),
        ("The heating was back in three quarters of the flats by 10pm.", HEAT, ""),
        ("The collision was reported to the port office by Odd Berg.", (CAPTAIN,), "Odd Berg"),
        ("The collision was reported to the port office by Captain Inge Dahl.", (CAPTAIN,), ""),
    ],
)  # fmt: skip
def test_a_term_a_telling_and_a_share_are_those_of_the_fact(
    text: str, facts: tuple[str, ...], wrong: str
) -> None:
    found = flagged(text, *facts)
    assert wrong in found if wrong else not found


def test_what_is_still_looked_into_is_no_claim_and_what_is_mended_is_one() -> None:
    fact = "The fire service has not finished its investigation into the cause of the fire."
    assert flagged("What started the fire is still being looked into.", fact) == []
    assert flagged("What started the fire is now under control.", fact)


def test_who_acts_in_one_fact_and_is_told_in_another_may_do_both() -> None:
    facts = ("The Mining Board inspected the shaft on 2 May 2026.", TOLD)
    assert flagged("The Mining Board inspected the shaft on 2 May.", *facts) == []
    assert flagged("We informed the Mining Board on 5 May.", *facts) == []
