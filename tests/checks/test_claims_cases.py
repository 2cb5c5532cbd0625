"""One case for each turn of phrase: what is said, what the ledger holds, and whether that carries it."""

import pytest

from drafter.checks.claims import claims
from drafter.checks.claims.contacts import contacts, same_contact
from drafter.checks.claims.reading import read
from drafter.model.brief import Ledger
from drafter.model.finding import Level
from tests.builders import book, fact

CARRIED = [
    # dates
    ("It opens on Friday the 6th.", "It opens on 6 March 2026."),
    ("It opens on the 6th.", "It opens on 6 March 2026."),
    ("It opens on 06/03/2026.", "It opens on 6 March 2026."),
    ("It shuts on January 8 and 9.", "It shuts on 8 and 9 January 2026."),
    ("It shuts on 4, 5 and 6 March.", "It shuts on 4, 5 and 6 March 2026."),
    ("It shuts from 4 to Friday 6 March.", "It shuts from 4 to 6 March 2026."),
    ("It ran in 2023.", "In 2023 Acme ran it."),
    ("The line is open on Mondays.", "The line is open on Monday and Friday."),
    ("It goes on the August bill.", "It goes on the August bill."),
    ("It began on 4 March 2026.", "It began on 4 March and ended on 6 March 2026."),
    ("It ended on Friday.", "It began on 4 March 2026 and ended on 6 March."),
    # times
    ("Call from eight to six.", "Call from 08:00 to 18:00."),
    ("Call from seven in the morning to nine at night.", "Call between 07:00 and 21:00."),
    ("Call between 8am and noon.", "Call between 08:00 and 12:00."),
    ("Call from 8-10pm.", "Call from 20:00 to 22:00."),
    ("It began at 9.15 in the evening.", "It began at 21:15."),
    ("It began at 09:00:30.", "It began at 09:00."),
    ("It began at 4 p.m. (EST).", "It began at 16:00 EST."),
    ("It began at 9am ET.", "It began at 14:00 UTC."),
    ("On Thursday evening at eight it began.", "It began on 5 March 2026 at 20:00."),
    # durations, sums, shares, ratios
    ("It lasted 40 minutes.", "It began at 08:10. It ended at 08:50."),
    ("For three months we charged too much.", "From April to June 2026 Acme charged too much."),
    ("It opened three days later.", "It closed on 5 March 2026. It opened on 8 March 2026."),
    ("It was shut for four days.", "It was shut from 15 to 18 February 2026."),
    ("The line is open 24 hours a day.", "The line is open day and night, every day."),
    ("We are there seven days a week.", "The line is open daily."),
    ("It was 5.5 degrees over the limit.", "It was at up to 11.5 °C; the limit is 6 °C."),
    ("It was almost twice the limit.", "It was at up to 11.5 °C; the limit is 6 °C."),
    ("You get three times the price.", "You get 30 euros instead of 10 euros."),
    ("The price is half the price of before.", "The price went from 40 euros to 20 euros."),
    ("Four in every thousand customers saw it.", "0.4% of customers saw it."),
    ("A good third of the books got wet.", "About 35% of the books got wet."),
    ("That saves you almost $15.", "The app costs $4.99 a month. It is free for 3 months."),
    ("In all, the two sums are £30.", "It cost £10 for the food and £20 for the room."),
    ("Some 1.2 million customers saw it.", "1,204,000 customers saw it."),
    ("Half a million customers saw it.", "500,000 customers saw it."),
    ("Two and a half million customers saw it.", "2.5 million customers saw it."),
    ("Two dozen customers saw it.", "24 customers saw it."),
    ("A couple of hundred customers saw it.", "About 200 customers saw it."),
    ("Nine members of staff fell ill.", "9 employees fell ill."),
    ("60 people were on the bus.", "The bus carried 60 passengers."),
    ("It is a goblet from the 1500s.", "The thieves took a 16th-century goblet."),
    ("It cost 50p.", "It cost £0.50."),
    ("It cost 20 Swiss francs.", "It cost CHF 20."),
    ("More than 230 people were on board.", "214 passengers and 19 crew were on board."),
    ("At least 40 shops were shut.", "More than 45 shops were shut."),
    ("Fewer than 50 shops were shut.", "Fewer than 45 shops were shut."),
    ("The Vertis 300 lifts were stopped.", "All Vertis 300 lifts were stopped."),
]  # fmt: skip
FLAGGED = [
    ("It opens on Saturday.", "It opens on 6 March 2026."),
    ("It opens on the 7th.", "It opens on 6 March 2026."),
    ("It goes on the July bill.", "It goes on the August bill. It was sent in July 2026."),
    ("It shuts on January 8 and 10.", "It shuts on 8 and 9 January 2026."),
    ("Call from eight to seven.", "Call from 08:00 to 18:00."),
    ("It was shut for nine days.", "It was shut from 15 to 18 February 2026."),
    ("It lasted 35 minutes.", "It began at 08:10. It ended at 08:50."),
    ("The line is open 24 hours a day.", "The line is open from 08:00 to 10:00."),
    ("For five months we charged too much.", "From April to June 2026 Acme charged too much."),
    ("18,400 residents are affected.", "18,400 households are affected."),
    ("38 stores were shut.", "38 customers were hurt in 152 stores."),
    ("All 40 shops were shut.", "More than 45 shops were shut."),
    ("Our western tier was full.", "Our eastern tier was full."),
    ("84,000 books got wet.", "12,600 of 84,000 books got wet."),
    ("The lot is 24K119.", "The lot is 24K118."),
    ("The Vertis 400 lifts were stopped.", "The Vertis 300 lifts were stopped."),
    ("You pay double the price.", "You pay 10 euros. The price was 8 euros."),
]  # fmt: skip


def values(text: str, ledger: Ledger) -> list[tuple[str, str]]:
    propositions = ("absolute", "cause", "promise", "status")
    return [
        (one.text, one.status) for one in claims(text, ledger)[0] if one.type not in propositions
    ]


@pytest.mark.parametrize(("said", "held"), CARRIED)
def test_a_paraphrase_is_carried(said: str, held: str) -> None:
    made = values(said, book(held))
    assert made
    assert {status for _, status in made} == {"supported"}


@pytest.mark.parametrize(("said", "held"), FLAGGED)
def test_another_value_is_an_error(said: str, held: str) -> None:
    assert {status for _, status in values(said, book(held))} - {"supported"}
    assert any(one.level is Level.ERROR for one in claims(said, book(held))[1])


@pytest.mark.parametrize(
    "text",
    [
        "One of you asked.",
        "A second can cost you dear.",
        "First things first.",
        "We look after one another.",
        "Bring your second and third questions.",
        "It is one way of saying so.",
        "Questions, be it one or a hundred, are welcome.",
        "In the first place, stay calm.",
    ],
)
def test_number_words_that_count_nothing_of_the_case_are_no_claims(text: str) -> None:
    assert values(text, book("The shop is shut.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "at 25:00",
        "at 9:75",
        "on 45/45/2026",
        "on 31 February",
        "99 to 3",
        "0.5.6",
        "12:3",
        "½ of ² ٣",
    ],
)
def test_what_only_looks_like_a_value_breaks_nothing(text: str) -> None:
    claims(f"It began {text}.", book("It began on 31 February 2026 at 9:00."))


def test_names_of_weekdays_need_a_capital_and_may_is_a_month_with_one() -> None:
    kinds = [one.kind for one in read("We may march on sat ground. It ended in May.").values]
    assert kinds == ["day"]


def test_contacts_are_told_from_figures() -> None:
    text = "Call 020 7946 0288 or see https://acme.example/a. Pay 12 000 000 by 2026-03-14, e.g. @acme."
    assert [key for _, _, key in contacts(text)] == [
        "address acme.example/a", "handle @acme", "phone 02079460288"
    ]  # fmt: skip
    assert same_contact("phone 00441134960127", "phone +441134960127")
    assert not same_contact("phone +441134960127", "phone +491134960127")


def test_a_name_at_the_start_counts_where_a_loose_fact_has_it() -> None:
    ledger = Ledger(
        organisation="Acme",
        facts=(
            fact(1, "event", "The shop is shut."),
            fact(2, "event", "A guard, Keller, may have left.", "disputed"),
        ),
    )
    assert ("Keller", "unconfirmed") in values("Keller is away.", ledger)


def test_a_loose_code_says_which_fact_has_it() -> None:
    ledger = Ledger(
        organisation="Acme",
        facts=(
            fact(1, "event", "Lot 24K118 is recalled."),
            fact(2, "impact", "Lot 24K119 may be affected.", "unconfirmed"),
        ),
    )
    assert values("Lot 24K119 is recalled.", ledger) == [("24K119", "unconfirmed")]


@pytest.mark.parametrize(
    ("said", "held", "holds"),
    [
        ("It reopened six days after.", "It closed on 5 March 2026. It reopened on 8 March 2026.", False),
        ("It lasted 40 minutes.", "It began at 08:10 UTC. It ended at 08:50 CET.", False),
        ("£30 in all.", "It cost £10 for the food and €20 for the room.", False),
        ("The heat was twice the limit.", "It was at 9 °C; the limit is 6 °C.", False),
        ("Two months of fees.", "From April to June 2026 Acme took fees.", False),
        ("There were three times the orders.", "Of 30 orders, 10 orders were lost.", True),
        ("About 12 orders were lost in all.", "5 orders and 7 orders were lost.", True),
        ("A third is lost.", "Of £30 some £10 was lost.", True),
    ],
)  # fmt: skip
def test_arithmetic_needs_one_unit_and_one_thing(said: str, held: str, holds: bool) -> None:
    assert ({status for _, status in values(said, book(held))} == {"supported"}) == holds
