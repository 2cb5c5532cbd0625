"""Right words at the wrong place: deeds, ways, conditions, rhythms, prices, and what is no claim at all."""

import pytest

from drafter.checks.claims import claims
from tests.builders import book

FLAGGED = [
    # a name beside the deed of another
    ("The review is led by Stefan Orlov.", "Harriet Quill leads a review, ordered by director Stefan Orlov."),
    ("Lukas Ferreira, has apologised.", "Beatrix Hume apologised on Monday. Lukas Ferreira answers letters."),
    ("We showed a photo of Mark Dolan.", "Acme showed a photo of Marek Dolan with a report on Mark Dolan."),
    # ways, conditions, rhythms, prices
    ("It drove from Groningen to Utrecht.", "It drove from Utrecht to Groningen."),
    ("You get a refund except for the service fee.", "Buyers get a refund including the service fee."),
    ("We pay your costs without any proof.", "Costs are paid on proof."),
    ("The alarm is tested once a week.", "The alarm is tested every day."),
    ("The alarm is tested hourly.", "The alarm is tested daily."),
    ("We pay up to £80 per ticket.", "Costs are paid up to £80 per order."),
    ("Screens made after March 2024 fail.", "Screens made before March 2024 fail."),
    # sums, conditions of a fact, absolutes
    ("A total of 161 trains were cancelled.", "118 trains were cancelled and 43 trains were late."),
    ("The ride is open again.", "The ride is closed until the inspector has approved it."),
    ("Everything was done by the book.", "The kitchens did not compare the list."),
    ("It is one of the safest rides.", "The ride has passed an inspection."),
    ("There is no risk of infection.", "The risk of infection is very low."),
]  # fmt: skip

CARRIED = [
    ("The review is led by Quill.", "Harriet Quill leads a review."),
    ("It drove from Utrecht to Groningen.", "It drove from Utrecht to Groningen and from Groningen to Utrecht."),
    ("You need your ticket, with or without a receipt.", "Bring your ticket; you can return it without a receipt."),
    ("Twice a day we post news.", "News is posted every day at 09:00 and 17:00."),
    ("We pay £2.65 per burger.", "The burgers cost £2.65 each and Acme will pay for each."),
    ("It was twenty past three in the afternoon when the crane came.", "The crane came at 15:20."),
    ("It was eleven degrees below zero.", "It was minus 11 degrees outside."),
    ("Ring us any day but Sunday.", "The line is open from Monday to Saturday."),
    ("The pipe had been there for over fifty years.", "The pipe was laid in 1974. It burst on 12 January 2026."),
    ("The steriliser was wrong for twelve days.", "From 2 to 13 February 2026 the steriliser was wrong."),
    ("It took five and a half hours.", "It broke at 21:40 and the next one came at 03:15."),
    ("Two thirds of the load, 24,000 doses, were lost.", "Of 36,000 doses 24,000 doses were lost."),
    ("We wrote to 18,300 people who give to us.", "Acme wrote to 18,300 donors."),
    ("Trains are 45 slower than usual.", "Trains go at 80 instead of 125."),
    ("We emailed everyone who was there.", "Acme emailed the owners."),
    ("118 trains did not run.", "118 trains were cancelled and no others."),
    ("233 people were on board.", "214 passengers and 19 crew were on board."),
    ("7,300 bags were sold.", "6,200 bags were sold in one land and 1,100 bags in another."),
]  # fmt: skip


def found(said: str, held: str) -> list[str]:
    return [one.match for one in claims(said, book(held))[1]]


@pytest.mark.parametrize(("said", "held"), FLAGGED)
def test_what_stands_at_the_wrong_place_is_flagged(said: str, held: str) -> None:
    assert found(said, held)


@pytest.mark.parametrize(("said", "held"), CARRIED)
def test_what_is_said_in_other_words_is_carried(said: str, held: str) -> None:
    assert found(said, held) == []
