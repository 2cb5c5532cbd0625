"""What a rate comes to, days counted from days, differences, totals with others, and words that count nothing."""

import pytest

from drafter.checks.claims import claims
from drafter.model.finding import Level
from tests.builders import book


def flagged(text: str, *facts: str) -> list[str]:
    """What is flagged in a text against these confirmed facts."""
    found = claims(text, book(*facts, organisation="Quillan Rail"))[1]
    return [one.match for one in found if one.level is not Level.SUGGESTION]


COACH = "Each passenger gets £15 for every hour of delay, for at most 6 hours."
NOTICE = "Each employee gets one week's notice for every year of service."
BAGS = "Of the 4,200 cases, 2,900 had been delivered in Wales and 700 in Cornwall."
TRAINS = "Since 3 May 2026 four trains a day run to Penmere instead of seven."
CREW = "On 3 May 2026 the tender, with 88 passengers on board, 93 with the crew, ran aground."
CLOSED = (
    "The pool is closed up to and including 14 June 2026; from 15 June 2026 it is open as usual."
)
TESTED = "By 9 June 2026, 800 boilers had been tested; in 40 of them the valve leaked."
SOLD = "In all 2,000 boilers were sold."
FOUND = "On 2 June 2026 the utility found lead in the water; on 4 June 2026 it told the regulator."


@pytest.mark.parametrize(
    ("text", "facts", "wrong"),
    [
        ("You get £15 for each hour of delay, so two hours bring you £30.", (COACH,), False),
        ("You get £15 for each hour of delay, so two hours bring you £45.", (COACH,), True),
        ("You get £15 an hour, which can add up to £90.", (COACH,), False),
        ("You get £15 an hour, which can add up to £120.", (COACH,), True),
        ("Someone with eight years of service has eight weeks' notice.", (NOTICE,), False),
        ("Someone with eight years of service has sixteen weeks' notice.", (NOTICE,), True),
        ("We had delivered 4,200 cases in Wales and Cornwall.", (BAGS,), True),
        ("Of these 4,200 cases, 2,900 had been delivered in Wales.", (BAGS,), False),
        ("Since 3 May there have been three trains a day fewer to Penmere than you are used to.", (TRAINS,), False),
        ("Since 3 May there have been three trains a day to Penmere.", (TRAINS,), True),
        ("The tender ran aground with 88 passengers on board.", (CREW,), False),
        ("The tender ran aground with 93 passengers on board.", (CREW,), True),
        ("The pool opens again on 15 June.", (CLOSED,), False),
        ("The pool reopens on 14 June.", (CLOSED,), True),
        ("The valve leaked in 40 boilers, five per cent of those tested.", (TESTED, SOLD), False),
        ("The valve leaked in 40, or two per cent of them.", (TESTED, SOLD), True),
        ("We found lead in the water on 2 June. Two days later we told the regulator.", (FOUND,), False),
        ("Call us once or ten times.", (COACH,), False),
        ("One delay is one too many.", (COACH,), False),
        ("To sell one seat to two people is wrong.", (COACH,), False),
        ("One night has cost you a great deal.", (COACH,), False),
        ("It should not have cost you one night's sleep.", (COACH,), False),
        ("You get one week's notice for every year of service.", (NOTICE,), False),
        ("You get one month's notice for every year of service.", (NOTICE,), True),
    ],
)  # fmt: skip
def test_what_follows_from_a_rate_a_part_or_a_change_is_carried_and_nothing_else(
    text: str, facts: tuple[str, ...], wrong: bool
) -> None:
    assert bool(flagged(text, *facts)) == wrong


def test_one_case_and_several_cases_are_the_same_thing() -> None:
    fact = "Nine forks of the model Tern have broken."
    assert flagged("The fork of the Tern can break. There have been nine such cases.", fact) == []
    assert flagged("The fork of the Tern can break. There have been six such cases.", fact) != []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Ten to two was when the brigade gave the all-clear.", False),
        ("Ten past two was when the brigade gave the all-clear.", True),
        ("The voucher is good until the end of the year.", True),
        ("The voucher is good until 30 November.", False),
    ],
)
def test_a_time_in_words_that_opens_a_sentence_and_the_end_of_a_year_are_read(
    text: str, wrong: bool
) -> None:
    facts = (
        "The fire brigade gave the all-clear at 13:50 on 5 August 2026.",
        "Everybody gets a voucher that is valid until 30 November 2026.",
    )
    assert bool(flagged(text, *facts)) == wrong


@pytest.mark.parametrize(
    ("text", "fact", "wrong"),
    [
        ("Before six in the morning the dam gave way.", "At 05:35 on 3 June 2026 the dam gave way.", False),
        ("Before six in the morning the dam gave way.", "At 06:20 on 3 June 2026 the dam gave way.", True),
        ("After six in the morning the dam gave way.", "At 05:35 on 3 June 2026 the dam gave way.", True),
        ("All nine were brought to a hospital in Lund.",
         "Nine guests were hurt, two of them badly; all nine were brought to a hospital in Lund.", False),
        ("Of the five guests in wheelchairs one stayed; four are in the new hotel.",
         "Five guests in wheelchairs were offered rooms in the new hotel; four accepted.", False),
        ("From the third floor up you pay no rent for May.",
         "Tenants on floors 3 and above pay no rent for May 2026.", False),
        ("From the fourth floor up you pay no rent for May.",
         "Tenants on floors 3 and above pay no rent for May 2026.", True),
        ("In the early hours of 12 April thieves broke in.",
         "In the night of 11 to 12 April 2026 thieves broke in.", False),
        ("In the early hours of 13 April thieves broke in.",
         "In the night of 11 to 12 April 2026 thieves broke in.", True),
    ],
)  # fmt: skip
def test_other_ways_to_say_a_time_a_floor_or_a_part_are_understood(
    text: str, fact: str, wrong: bool
) -> None:
    assert bool(flagged(text, fact)) == wrong


@pytest.mark.parametrize(
    ("text", "fact", "wrong"),
    [
        ("A student saw the misprint after forty minutes.",
         "An invigilator noticed the misprint after 40 minutes.", True),
        ("A lecturer on duty saw the misprint after forty minutes.",
         "An invigilator noticed the misprint after 40 minutes.", False),
        ("The flight was diverted to Nantes because one of the crew had a heart attack.",
         "The flight was diverted to Nantes because a passenger had a heart attack.", True),
        ("The flight was diverted to Nantes because a guest had a heart attack.",
         "The flight was diverted to Nantes because a passenger had a heart attack.", False),
        ("We pay up to €300 of what it cost you.", "Customers get up to €200 of their costs back.", True),
        ("We pay up to €200 of what it cost you.", "Customers get up to €200 of their costs back.", False),
        ("Question 4 was worth a sixth of all points.", "Question 4 is worth 15 of 90 points.", False),
        ("Question 4 was worth a fifth of all points.",
         "Question 4 is worth 15 of 90 points; marks are worked out from 75 points.", True),
    ],
)  # fmt: skip
def test_a_deed_stays_on_its_side_a_cap_is_that_cap_and_a_share_is_of_its_own_whole(
    text: str, fact: str, wrong: bool
) -> None:
    assert bool(flagged(text, fact)) == wrong
