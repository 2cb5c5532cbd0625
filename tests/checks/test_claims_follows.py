"""What follows from two values is carried where the clause is about both; a right value meant otherwise is not."""

import pytest

from drafter.checks.claims import claims
from tests.builders import book

RAIL = (
    "On 12 November 2025 a train of Acme Rail stood outside Northam from 18:05 to 21:50 GMT with 417"
    " passengers and one driver on board.",
    "Eleven passengers were treated by doctors; two of them were taken to hospital and left it the next day.",
    "Of 5,320 letters 3,990 came back; the warnings in them were written in August 2023.",
    "A clerk in Borrow saw the mistake in the letters on 16 February 2026 at 15:20 GMT, and printing was"
    " stopped 25 minutes later.",
    "The regulator was told of the letters on 18 February 2026.",
    "The bridge at Tansley was built in 1961.",
    "A girl of seven fell on the bridge and was treated there for 30 days.",
    "The ladder was 5 mm too short.",
    "The bridge opens on 15 July 2026 at the earliest.",
    "Each traveller got £60 on average.",
    "Ten litres of water per person are handed out.",
    "The valves failed twice.",
    "The offices in Borrow and Tansley were closed; the other nine stayed open.",
    "Patience lasted for 6 minutes before and 9 minutes after the alarm.",
    "Members get a month free.",
    "62,000 litres of milk were poured away.",
)


NAMES = ("Acme Rail", "Northam", "Borrow", "Tansley", "Per Lindahl", "Lindqvist Mills")


def doubted(text: str, *facts: str) -> list[str]:
    """What has an error: propositions are judged elsewhere, and have warnings."""
    held = book(*(facts or RAIL), organisation="Acme Rail", names=NAMES)
    found = claims(text, held)[1]
    return [one.match for one in found if one.level == "error"]


@pytest.mark.parametrize(
    "text",
    [
        "For three and three-quarter hours the train stood outside Northam on 12 November.",
        "There were 418 people on board of the train outside Northam.",
        "Three quarters of the 5,320 letters came back.",
        "Of the 5,320 letters 3,990 came back, and the other 1,330 did not.",
        "The warnings in the letters were two and a half years old.",
        "At 15:20 a clerk in Borrow saw the mistake in the letters; by 15:45 printing was stopped.",
        "On 16 February a clerk saw the mistake in the letters. Two days later we told the regulator.",
        "On 16 February a clerk saw the mistake in the letters.",
        "The bridge at Tansley is 65 years old.",
        "A seven-year-old girl fell on the bridge.",
        "The girl who fell on the bridge was treated there for a month.",
        "The train stood there on 12 November. Two passengers left the hospital the next day.",
        "The ladder was five millimetres too short.",
        "The bridge opens on 15 July at the earliest.",
        "On average each traveller got £60.",
        "We hand out ten litres of water per person.",
        "The valves failed two times.",
        "Our two offices in Borrow and Tansley were closed.",
        "Patience lasted for 15 minutes around the alarm.",
        "Members get one month free.",
    ],
)
def test_what_two_values_give_is_carried_where_both_are_spoken_of(text: str) -> None:
    assert doubted(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("For five hours the train stood outside Northam.", "five hours"),
        ("There were 418 passengers on board.", "418"),
        ("Two thirds of the letters came back.", "Two thirds"),
        ("Of the letters 1,330 came back.", "1,330"),
        ("By 15:50 the printing of the letters was stopped.", "15:50"),
        ("A clerk saw the mistake on 16 February. Nine days later we told the regulator.", "Nine days"),
        ("A clerk saw it on 16 February; we told the regulator of the letters the next day.", "next day"),
        ("The bridge at Tansley is 56 years old.", "56 years"),
        ("A nine-year-old girl fell on the bridge.", "nine-year"),
        ("The ladder was 5 mm too long.", "5"),
        ("The bridge opens on 15 July.", "15 July"),
        ("Every traveller got up to £60.", "£60"),
        ("We hand out ten litres of water per household.", "ten"),
        ("62,000 bottles of milk were poured away.", "62,000"),
        ("Please ask Per Lindqvist.", "Lindqvist"),
    ],
)  # fmt: skip
def test_what_follows_for_another_thing_or_is_meant_otherwise_is_not(text: str, words: str) -> None:
    facts = (
        *RAIL,
        "Manager Per Lindahl answers questions.",
        "Lindqvist Mills delivered the flour.",
    )
    assert any(words in one or one in words for one in doubted(text, *facts))


def test_a_share_of_a_number_is_of_that_number() -> None:
    facts = ("86 of the 344 relays are replaced by 23 March 2026.",)
    assert doubted("A quarter of the 344 relays are replaced by 23 March.", *facts) == []
    assert doubted("A quarter of the 86 relays are replaced by 23 March.", *facts)


def test_a_sum_of_two_facts_is_of_one_kind_of_thing() -> None:
    facts = ("14 chemists opened late.", "22 medicines were mislabelled in the packs.")
    assert doubted("36 had been traced.", *facts)


def test_the_others_are_one_fewer_than_all() -> None:
    facts = ("Every setting is checked in all 12 pools.",)
    assert doubted("We check each setting here and in our eleven other pools.", *facts) == []
    assert doubted("We check each setting here and in our ten other pools.", *facts)


def test_a_sum_of_money_may_be_told_as_so_many_times_another() -> None:
    facts = ("Each home gets £12, and each business gets £60.",)
    assert doubted("Each home gets £12; it is five times that for a business.", *facts) == []
    assert doubted("Each home gets £12; it is six times that for a business.", *facts)


def test_what_all_but_some_did_these_did_not() -> None:
    facts = ("47,500 players lost items; all but 1,900 of them have got them back.",)
    assert doubted("The remaining 1,900 still wait.", *facts) == []
    assert doubted("1,900 of them have got them back.", *facts)


def test_what_a_text_says_in_its_own_place_is_not_what_it_should_have_said() -> None:
    facts = (
        "On 9 June 2026 Acme recalled 31,000 bottles of milk.",
        "22,400 of the bottles had been removed before they were sold.",
        *RAIL[:6],
    )
    text = "We recalled 31,000 bottles on 9 June, and 22,400 of them were off the shelves in time."
    assert doubted(text, *facts) == []


def test_a_role_beside_another_name_is_that_persons() -> None:
    facts = (
        "Chief data officer Rosa Achebe has asked the auditor Imre Stanhope for a review.",
        "Imre Stanhope writes the review.",
    )
    assert doubted("Ask Rosa Achebe, our chief data officer.", *facts) == []
    assert doubted("Ask Imre Stanhope, our chief data officer.", *facts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The fire broke out in the depot at Borrow.", ""),
        ("The fire broke out in the depot at Tansley.", "Tansley"),
        ("The fire broke out in the depot at Northam.", "Northam"),
    ],
)
def test_a_place_is_that_of_its_event(text: str, words: str) -> None:
    facts = (
        "A fire broke out in the depot at Borrow on 4 May 2026.",
        "The ticket office at Tansley is open at noon.",
    )
    assert [one for one in doubted(text, *facts) if one != words] == []
    assert bool(words) == bool(doubted(text, *facts))


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("from 8 to 6pm", "from 8 to 18"), ("between nine and five", "from 09:00 to 17:00"),
        ("eight to eight, any day", "from 08:00 to 20:00"),
        ("from eight till eight", "from 8 to 20"), ("until twenty to midnight", "until 23:40"),
        ("at ten minutes after seven", "at 07:10"), ("at a quarter past two in the night", "at 02:15"),
        ("from Monday to Friday, at noon", "on weekdays, at 12:00"),
        ("before July", "by 30 June 2026"), ("Monday to Sunday", "seven days a week, 7 to 21"),
        ("from seven to nine in the evening, daily", "daily, 7 to 21"),
        ("within two working weeks", "within 10 working days"),
    ],
)  # fmt: skip
def test_times_in_other_words_are_carried(said: str, held: str) -> None:
    assert doubted(f"The office is open, {said}.", f"The office is open {held}.") == []


def test_a_time_in_digits_is_that_of_the_day_or_of_the_night() -> None:
    facts = ("The page was taken down at 11:15 GMT on 15 May 2026.",)
    assert doubted("The page was taken down at 11.15am on 15 May.", *facts) == []
    assert doubted("The page was taken down at 11.15pm on 15 May.", *facts)


def test_a_number_of_another_thing_may_follow_from_what_the_clause_is_about() -> None:
    facts = (
        "1,207 of the 4,013 boats sank in the storm.",
        "2,806 were paid out in the harbour office of Tansley.",
        *RAIL[5:9],
    )
    assert doubted("In the storm 2,806 of the 4,013 boats did not sink.", *facts) == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The storm came on Tuesday 5 May. The day before, boats had been moored.", True),
        ("The storm came on Tuesday 5 May; a day earlier boats had been moored.", True),
        ("On Monday boats had been moored; the storm came the next day.", True),
        ("On Monday boats had been moored; the storm came the same day.", False),
        ("The storm came on 5 May, a day after we had moored the boats.", True),
        ("The storm came on 5 May. Next morning the harbour was empty.", True),
        ("Boats had been moored when the storm came the next night.", True),
        ("The storm came on 5 May; the following evening boats had been moored.", False),
    ],
)
def test_a_day_is_counted_from_the_one_said_before(text: str, holds: bool) -> None:
    facts = (
        "On 4 May 2026 the boats were moored.",
        "The storm came on 5 May 2026.",
        "The harbour was empty on 6 May 2026.",
    )
    assert (doubted(text, *facts) == []) == holds


@pytest.mark.parametrize(
    ("held", "said", "holds"),
    [
        ("Monday to Friday", "every day from 8am to 6pm", False),
        ("Monday to Friday", "from 8am to 6pm, at the weekend too", False),
        ("Monday to Saturday", "every day but Sunday from 8am to 6pm", True),
        ("daily", "every day from 8am to 6pm", True),
        ("day and night", "around the clock", True),
        ("on weekdays", "daily from 8am to 6pm", False),
    ],
)
def test_nobody_is_promised_an_answer_on_a_day_that_no_fact_has(
    held: str, said: str, holds: bool
) -> None:
    facts = (f"Call 0113 496 0821, {held}, from 8 to 18.", "The bridge at Tansley was closed.")
    assert (doubted(f"Call 0113 496 0821, {said}.", *facts) == []) == holds


def test_where_no_fact_names_days_none_is_doubted() -> None:
    assert doubted("Call 0113 496 0821, every day.", "Call 0113 496 0821.") == []
    assert doubted("Every day counts. Call 0113 496 0821.", "Call 0113 496 0821, weekdays.") == []


def test_what_was_before_is_not_what_is() -> None:
    facts = (
        "The ferry sails three times a day instead of five.",
        "Interest of 8 per cent is paid.",
    )
    assert doubted("The ferry sails three times a day, where it used to be five.", *facts) == []
    assert doubted("The ferry sails five times a day.", *facts)
    assert doubted("Interest of 8 per cent is paid.", *facts) == []
    assert doubted("Interest of 8 per cent a month is paid.", *facts)
