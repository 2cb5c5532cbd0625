"""One value in many forms: each is carried by its fact, and none is when it says something else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.claims import claims
from drafter.model.brief import Ledger
from drafter.model.finding import ClaimStatus
from tests.builders import fact

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def book(*texts: str, loose: str = "") -> Ledger:
    facts = [fact(number, "event", text) for number, text in enumerate(texts, 1)]
    extra = [fact(len(facts) + 1, "impact", loose, "unconfirmed")] if loose else []
    return Ledger(organisation="Acme", facts=(*facts, *extra))


def statuses(text: str, ledger: Ledger) -> set[ClaimStatus]:
    return {one.status for one in claims(text, ledger)[0]}


def carried(text: str, *facts: str) -> bool:
    return statuses(text, book(*facts)) == {"supported"}


def flagged(text: str, *facts: str) -> bool:
    return any(one.rule.startswith("claims/") for one in claims(text, book(*facts))[1])


def spelled(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        rest = f"-{ONES[number % 10]}" if number % 10 else ""
        return TENS[number // 10] + rest
    if number < 1000:
        rest = f" and {spelled(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    rest = (
        f" {'and ' if number % 1000 < 100 else ''}{spelled(number % 1000)}" if number % 1000 else ""
    )
    return f"{spelled(number // 1000)} thousand{rest}"


def written(number: int) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [str(number), f"{number:,}", f"{number:,}".replace(",", "\u00a0"), spelled(number)]
    )


@given(st.data(), st.integers(4, 99_999))
def test_a_number_is_carried_however_it_is_written(data: st.DataObject, number: int) -> None:
    said, held = data.draw(written(number)), data.draw(written(number))
    assert carried(f"It hit {said} orders.", f"The fault hit {held} orders.")


@given(st.data(), st.integers(4, 99_999), st.integers(1, 50))
def test_a_changed_number_is_never_carried(data: st.DataObject, number: int, more: int) -> None:
    said, held = data.draw(written(number + more)), data.draw(written(number))
    assert flagged(f"It hit {said} orders.", f"The fault hit {held} orders.")


@given(st.integers(1_000, 90_000))
def test_a_rounded_number_is_carried_only_with_a_word_that_says_so(number: int) -> None:
    rounded = round(number, -2)
    held = f"The fault hit {number:,} orders."
    assert carried(f"It hit about {rounded:,} orders.", held)
    assert carried(f"It hit {rounded:,} orders.", held) == (rounded == number)
    assert flagged(f"It hit about {rounded + 1_000 + number // 5:,} orders.", held)


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("more than a thousand orders", True), ("just over 1,200 orders", True), ("about 1,200 orders", True),
        ("some 1.2 thousand orders", True), ("at least 1,204 orders", True),
        ("at least a hundred dozen orders", True),
        ("fewer than 1,300 orders", True), ("nearly 1,210 orders", True), ("1,204 orders or so", True),
        ("more than 1,204 orders", False), ("nearly 1,200 orders", False), ("over 1,300 orders", False),
        ("about 1,300 orders", False), ("fewer than 1,200 orders", False), ("1,200 orders", False),
    ],
)  # fmt: skip
def test_words_of_degree_are_arithmetic(said: str, holds: bool) -> None:
    assert carried(f"It hit {said}.", "The fault hit 1,204 orders.") == holds


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("A quarter of the stores were shut", True), ("25% of the stores were shut", True),
        ("one in four stores was shut", True), ("Three quarters of the stores were not shut", True),
        ("The other 114 stores were not shut", True), ("A third of the stores were shut", False),
        ("Half of the stores were shut", False), ("38 customers were shut out", False),
        ("A quarter of the customers were shut out", False),
    ],
)  # fmt: skip
def test_shares_and_differences_of_confirmed_numbers_are_carried(said: str, holds: bool) -> None:
    ledger = book("38 of 152 stores were shut.", "Customers were not charged.")
    values = [one for one in claims(said + ".", ledger)[0] if one.type in ("number", "percent")]
    assert ({one.status for one in values} == {"supported"}) == holds


def test_a_ratio_has_a_direction() -> None:
    held = "Some packs contain 10 mg tablets instead of 5 mg tablets."
    assert not flagged("Some packs contain tablets of twice the strength.", held)
    assert flagged("Some packs contain tablets of half the strength.", held)


def test_unlike_things_add_up_to_neither() -> None:
    held = "The ship carried 214 passengers and 19 crew."
    assert not flagged("The ship carried 233 people.", held)
    assert flagged("The ship carried 233 passengers.", held)


days = st.dates(date(2020, 1, 1), date(2029, 12, 31))
WAYS = (
    "{d.day} {d:%B} {d.year}", "{d:%B} {d.day}, {d.year}", "{d:%A}, {d.day} {d:%B}",
    "{d:%A} {d.day} {d:%B} {d.year}",
    "the {d.day}th of {d:%B}", "{d:%Y-%m-%d}", "{d:%B} {d.day}", "{d.day} {d:%b} {d.year}",
)  # fmt: skip


@given(days, st.sampled_from(WAYS), st.sampled_from(WAYS[:2]))
def test_a_date_is_carried_in_every_form(day: date, way: str, fact_way: str) -> None:
    assert carried(
        f"It began on {way.format(d=day)}.", f"The outage began on {fact_way.format(d=day)}."
    )


@given(days, st.integers(1, 27), st.sampled_from(WAYS))
def test_another_date_is_never_carried(day: date, later: int, way: str) -> None:
    said = way.format(d=day + timedelta(days=later))
    assert flagged(f"It began on {said}.", f"The outage began on {day.day} {day:%B} {day.year}.")


@given(days, st.integers(1, 6))
def test_a_right_date_with_a_wrong_weekday_is_flagged(day: date, off: int) -> None:
    wrong = day + timedelta(days=off)
    held = f"The outage began on {day.day} {day:%B} {day.year}."
    assert flagged(f"It began on {wrong:%A} {day.day} {day:%B}.", held)
    assert not flagged(f"It began on {day:%A}.", held)


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("early March", True), ("the first week of March", True), ("March 2026", True),
        ("the beginning of March", True),
        ("late March", False), ("the end of March", False), ("April", False), ("March 2025", False),
    ],
)  # fmt: skip
def test_a_coarser_date_is_carried_where_it_is_true(said: str, holds: bool) -> None:
    assert carried(f"It began in {said}.", "The outage began on 4 March 2026.") == holds


def test_relative_dates_count_from_as_of() -> None:
    ledger = book("The outage began on 13 March 2026.").model_copy(
        update={"as_of": date(2026, 3, 14)}
    )
    assert statuses("It began yesterday.", ledger) == {"supported"}
    assert "supported" not in statuses("It began today.", ledger)


def test_last_june_counts_from_the_latest_confirmed_date_where_as_of_is_not_given() -> None:
    facts = ("The toy passed a test in June 2025.", "The recall began on 7 January 2026.")
    assert carried("The toy passed a test last June.", *facts)


@pytest.mark.parametrize(
    "said",
    ["9am UTC", "09:00", "9 a.m.", "nine in the morning", "nine o'clock", "10am CET", "9.00am"],
)
def test_a_time_is_carried_in_every_form(said: str) -> None:
    assert carried(f"The fault began at {said}.", "The fault began at 09:00 UTC.")


@pytest.mark.parametrize(
    "said", ["9pm", "09:05", "9am CET", "ten past nine", "a quarter to nine", "noon"]
)
def test_another_time_is_flagged(said: str) -> None:
    assert flagged(f"The fault began at {said}.", "The fault began at 09:00 UTC.")


@pytest.mark.parametrize(
    ("said", "clock"),
    [("ten to nine", "08:50"), ("half past four", "16:30"), ("eight minutes to three", "02:52"),
     ("a quarter past six", "18:15"), ("ten minutes before midnight", "23:50"), ("midday", "12:00")],
)  # fmt: skip
def test_a_spoken_time_is_read(said: str, clock: str) -> None:
    assert carried(f"The alarm sounded at {said}.", f"The alarm sounded at {clock} CET.")


@pytest.mark.parametrize(
    ("said", "held", "holds"),
    [
        ("two days", "48 hours", True), ("two weeks", "14 days", True), ("half an hour", "30 minutes", True),
        ("an hour and a half", "90 minutes", True), ("14 working days", "14 days", False),
        ("15 days", "15 working days", False), ("24 hours", "48 hours", False), ("48 days", "48 hours", False),
        ("five working days", "5 working days", True), ("three quarters of an hour", "45 minutes", True),
    ],
)  # fmt: skip
def test_durations_are_compared_by_length_and_kind(said: str, held: str, holds: bool) -> None:
    assert carried(f"You get it within {said}.", f"Customers get it within {held}.") == holds


def test_a_duration_follows_from_two_times_of_a_fact() -> None:
    held = "From 13:31 to 14:19 UTC customers could not place orders."
    assert not flagged("For 48 minutes you could not place orders.", held)
    assert flagged("For half an hour you could not place orders.", held)


@pytest.mark.parametrize(
    ("said", "holds"),
    [("£58,640", True), ("GBP 58,640", True), ("58,640 pounds", True), ("about £59,000", True),
     ("£58.6 thousand", False),
     ("€58,640", False), ("£58,640 a month", False), ("£58,650", False), ("nearly £60,000", True)],
)  # fmt: skip
def test_money_is_compared_by_currency_amount_and_rate(said: str, holds: bool) -> None:
    assert carried(f"The charges come to {said}.", "The charges come to £58,640.") == holds


@given(st.from_regex(r"0[1-9]\d{8}", fullmatch=True), st.integers(0, 9), st.integers(1, 9))
def test_a_phone_number_with_one_digit_changed_is_never_carried(
    number: str, at: int, by: int
) -> None:
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    held = f"The helpline is {number[:4]} {number[4:7]} {number[7:]}."
    assert not flagged(f"Call {number}.", held)
    assert flagged(f"Call {wrong}.", held)


@given(
    st.from_regex(r"[a-z]{3,8}", fullmatch=True),
    st.from_regex(r"[a-z]{4,9}", fullmatch=True),
    st.data(),
)
def test_an_address_with_one_letter_changed_is_never_carried(
    user: str, host: str, data: st.DataObject
) -> None:
    address = f"{user}@{host}.example"
    at = data.draw(st.integers(0, len(user) - 1))
    wrong = address[:at] + ("q" if address[at] != "q" else "x") + address[at + 1 :]
    assert carried(f"Write to {address}.", f"Customers can write to {address}.")
    assert flagged(f"Write to {wrong}.", f"Customers can write to {address}.")


def test_a_national_number_is_its_international_form() -> None:
    assert not flagged("Call +44 113 496 0127.", "The helpline is 0113 496 0127.")
    assert flagged("Call +44 113 496 0128.", "The helpline is 0113 496 0127.")


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("Call Dr Amara Nwosu, our laboratory director.", True),
        ("Call our laboratory director, Dr Amara Nwosu.", True),
        ("Call Dr Amara Nwosu, our chief executive.", False), ("Call Dr Amara Keller.", False),
        ("Our chief executive will call you.", False),
    ],
)  # fmt: skip
def test_a_person_is_carried_in_the_right_role_only(said: str, holds: bool) -> None:
    assert flagged(said, "Laboratory director Dr Amara Nwosu calls the patients.") != holds


def test_a_place_that_no_fact_names_is_flagged_as_a_place() -> None:
    made, _ = claims(
        "It passed tests in Rotterdam and in Hamburg.", book("It passed tests in Rotterdam.")
    )
    assert [(one.text, one.type) for one in made if one.status == "unsupported"] == [
        ("Hamburg", "place")
    ]


def test_the_words_after_a_number_must_be_its_own() -> None:
    held = "Of 27 units, 22 were returned and five were destroyed."
    assert not flagged("22 were returned and five were destroyed.", held)
    assert flagged("Five were returned and 22 were destroyed.", held)


def test_one_thing_is_not_both() -> None:
    facts = ("The toy holds two batteries.", "A child in Cork swallowed a battery.")
    assert flagged("A child in Cork swallowed both batteries.", *facts)
