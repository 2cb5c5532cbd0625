"""What a text says a step on from one fact: days after a period, rests, ranges, the other half of a denial."""

import pytest

from drafter.checks.claims import claims
from drafter.checks.claims.reading import read
from drafter.model.brief import Ledger
from drafter.model.knowledge import Passage
from tests.builders import fact


def doubted(text: str, *facts: str) -> list[str]:
    held = tuple(fact(number, "event", one) for number, one in enumerate(facts, 1))
    return [one.match for one in claims(text, Ledger(organisation="Acme", facts=held))[1]]


FERRY = "A smaller ship sails to Corra three times a day instead of five."
SHOWS = "All performances until 6 December 2026 are cancelled."
FUND = "From April 2024 to March 2026 the fund paid 780 pensioners too little."
AIR = "The report was corrected on air at 07:31 AEST on 11 August 2026 and removed at 07:38 AEST."
FOOD = "The restaurants in Norwich and Ipswich were closed; the other nine stayed open."
LATE = "42,000 parcels are delayed by two to four days."
DESK = "The desk is open from 7 a.m. to 5 p.m. on weekdays, 555-0188."
BRANCHES = "All 14 branches are open."


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("A smaller ship makes two fewer sailings to Corra.", FERRY),
        ("There will be no performance before 7 December.", SHOWS),
        ("Until the end of March the fund paid 780 pensioners too little.", FUND),
        ("From the beginning of April 2024 the fund paid 780 pensioners too little.", FUND),
        ("We closed two of our eleven restaurants, Norwich and Ipswich.", FOOD),
        ("Parcels are two to four days late.", LATE),
        ("Call weekdays until five: 555-0188.", DESK),
        ("The desk is open from seven to five: call 555-0188.", DESK),
        ("All fourteen of our libraries are open.", BRANCHES),
    ],
)
def test_what_follows_from_one_fact_is_carried(said: str, held: str) -> None:
    assert doubted(said, held) == []


@pytest.mark.parametrize(
    ("said", "held", "words"),
    [
        ("A smaller ship makes three fewer sailings to Corra.", FERRY, "three"),
        ("There will be no performance before 9 December.", SHOWS, "9 December"),
        ("Until the end of May the fund paid 780 pensioners too little.", FUND, "the end of May"),
        ("We closed two of our twelve restaurants, Norwich and Ipswich.", FOOD, "twelve"),
        ("Parcels are two to five days late.", LATE, "five days"),
        ("Call weekdays until six: 555-0188.", DESK, "six"),
        ("All fifteen of our libraries are open.", BRANCHES, "fifteen"),
    ],
)
def test_what_does_not_follow_is_flagged(said: str, held: str, words: str) -> None:
    assert words in doubted(said, held)


def test_seven_more_goes_on_with_the_unit_before_it() -> None:
    said = "It took us 27 minutes to put it right on air, and {} more to remove it."
    facts = (AIR, "At 07:04 AEST on 11 August 2026 the report was read out on air.")
    assert doubted(said.format("seven"), *facts) == []
    assert doubted(said.format("nine"), *facts) == ["nine"]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("The server had no disk space left.", "The exam server ran out of disk space."),
        ("No hospital has gone short of a unit it ordered.", "Hospitals have received every unit they ordered."),
        ("All 917 others are marked on what they had handed in.",
         "The other 917 students are marked on what they had handed in."),
    ],
)  # fmt: skip
def test_a_double_denial_and_a_named_rest_say_the_same(said: str, held: str) -> None:
    assert doubted(said, held) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On 14 March 2026 flight NW12 left Oslo 5 hours late.", ""),
        ("In Berlin 212 parcels were lost.", ""),
        ("In Oslo 5 new buses run.", ""),
        ("Terminal 5 reopened.", "5"),
        ("See Gate 3.", "3"),
        ("The Vertis 300 lifts stopped.", "300"),
        ("All 460 Vertis 300 lifts stopped.", "300"),
    ],
)
def test_a_number_that_counts_is_no_part_of_a_name(text: str, name: str) -> None:
    codes = [one.key for one in read(text).values if one.unit == "code" and one.key.isdigit()]
    assert codes == ([name] if name else [])


def test_five_hours_late_is_carried_by_the_fact_of_that_flight() -> None:
    held = "On 14 March 2026 flight NW12 left Oslo 5 hours late."
    assert doubted("Flight NW12 left Oslo five hours late.", held) == []
    assert doubted("Flight NW12 left Oslo six hours late.", held) == ["six hours"]


GUIDELINE = """## What customers can count on

- We refund a wrong charge in full within 3
  working days after the day we find it.
- A credit stays valid for 12 months and works on any order.
- If an order does not arrive, we refund the whole order.
"""


def messages(text: str, *facts: str) -> list[str]:
    passage = Passage(path="guidelines/p.md", title="P", start_line=3, end_line=9, text=GUIDELINE,
                      score=1, why="", kind="guideline", citable=True)  # fmt: skip
    held = tuple(fact(number, "event", one) for number, one in enumerate(facts, 1))
    return [
        one.message for one in claims(text, Ledger(organisation="Acme", facts=held), [passage])[1]
    ]


def test_a_message_quotes_the_one_sentence_of_a_guideline_that_is_nearest() -> None:
    (message,) = messages("A credit stays valid for 15 months and works on any order.")
    assert message == (
        "'15 months' goes against a guideline; guideline guidelines/p.md:3 says: "
        "A credit stays valid for 12 months and works on any order."
    )


def test_a_fact_is_nearest_before_a_guideline() -> None:
    (message,) = messages(
        "We lost every order of a roof tile.", "One order was lost when the roof fell in."
    )
    assert "F1 says" in message
    assert "\n" not in message


def test_a_sentence_of_a_guideline_carries_what_it_says_over_two_lines() -> None:
    said = "We refund a wrong charge in full within 3 working days after the day we find it."
    assert messages(said) == []


def test_a_list_of_values_has_no_finding_beside_those_of_its_values() -> None:
    found = claims(
        "93 deliveries and 55 cats.",
        Ledger(organisation="Acme", facts=(fact(1, "event", "Two cats fell."),)),
    )
    assert [one.match for one in found[1]] == ["93", "55"]
