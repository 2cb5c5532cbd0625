"""Every value in a text is carried by a confirmed fact, or it is a finding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.claims import claims
from drafter.checks.claims.reading import read
from drafter.model.brief import Ledger
from drafter.model.finding import Level
from drafter.model.knowledge import Passage
from tests.builders import fact, ledger

BOOK = Ledger(
    organisation="Studio 54",
    names=("A320",),
    facts=(
        fact(
            1,
            "event",
            "Between 09:00 and 11:30 UTC on 14 March 2026, 1,204 orders were charged twice.",
        ),
        fact(2, "impact", "The second charges come to £58,640; 12.5 % of orders were hit."),
        fact(3, "contact", "0808 157 0142, help@acme.example, https://acme.example/news"),
        fact(4, "impact", "About 93 deliveries were cancelled.", "unconfirmed"),
        fact(5, "impact", "7 cards were stolen.", "disputed"),
    ),
)


def bound(text: str, book: Ledger = BOOK) -> list[tuple[str, str, str | None]]:
    return [(claim.text, claim.status, claim.fact) for claim in claims(text, book)[0]]


@pytest.mark.parametrize(
    ("text", "words", "carried_by"),
    [
        ("1204 orders", "1204", "F1"),
        ("on 14 March", "14 March", "F1"),
        ("on March 14, 2026", "March 14, 2026", "F1"),
        ("on 2026-03-14", "2026-03-14", "F1"),
        ("from 9am UTC", "9am UTC", "F1"),
        ("until 11.30 am", "11.30 am", "F1"),
        ("GBP 58,640", "GBP 58,640", "F2"),
        ("58,640 pounds", "58,640 pounds", "F2"),
        ("12.5%", "12.5%", "F2"),
        ("12.5 per cent", "12.5 per cent", "F2"),
        ("call 0808-157-0142", "0808-157-0142", "F3"),
        ("HELP@acme.example", "HELP@acme.example", "F3"),
        ("acme.example/news", "acme.example/news", "F3"),
    ],
)
def test_another_spelling_of_a_confirmed_value_is_supported(
    text: str, words: str, carried_by: str
) -> None:
    assert bound(text) == [(words, "supported", carried_by)]


@pytest.mark.parametrize(
    "text",
    [
        "1,205 orders", "15 March", "14 March 2025", "9pm UTC", "09:00 EST", "$58,640", "£58,641", "12 %",
        "0808 157 0143", "help@acme.example.org", "https://acme.example/offers", "@acme_refunds", "3 people",
        "58.640 million",
    ],
)  # fmt: skip
def test_a_value_that_no_fact_holds_is_an_error_on_its_words(text: str) -> None:
    made, findings = claims(text, BOOK)
    assert [claim.status for claim in made] == ["unsupported"]
    assert [(one.rule, one.level, one.category) for one in findings] == [
        ("claims/Unsupported", Level.ERROR, "claim")
    ]
    assert findings[0].match == text[made[0].start : made[0].end]


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [("93 deliveries", "F4", "unconfirmed"), ("7 cards", "F5", "disputed")],
)
def test_a_value_of_a_loose_fact_says_which_and_how_sure_it_is(
    text: str, name: str, state: str
) -> None:
    made, findings = claims(text, BOOK)
    assert (made[0].status, made[0].fact) == ("unconfirmed", name)
    assert state in findings[0].message
    assert findings[0].rule == "claims/Unconfirmed"


def test_numbers_within_the_organisations_names_are_free() -> None:
    assert bound("You see Studio 54 and the A320") == []


def test_a_citable_guideline_carries_a_claim_and_another_does_not() -> None:
    def passage(citable: bool) -> Passage:
        return Passage(path="guidelines/p.md", title="P", start_line=3, end_line=4, text="Within 3 working days.",
                       score=1, why="", kind="guideline", citable=citable)  # fmt: skip

    (carried,), none = claims("You get it within 3 working days.", BOOK, [passage(True)])
    assert (carried.status, carried.passage, none) == ("supported", "guidelines/p.md:3", ())
    assert claims("You get it within 3 working days.", BOOK, [passage(False)])[1]


def test_a_text_made_of_its_facts_has_no_finding() -> None:
    text = " ".join(one.text for one in ledger().confirmed)
    assert claims(text, ledger())[1] == ()


@given(st.text())
def test_values_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    found = read(text).values
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.last <= other.first for one, other in zip(found, found[1:], strict=False))


@given(st.text(max_size=60))
def test_whatever_a_confirmed_fact_says_is_supported_word_for_word(said: str) -> None:
    book = Ledger(organisation="Acme", facts=(fact(1, "event", f"x {said}"),))
    assert claims(book.facts[0].text, book)[1] == ()


def test_words_that_only_look_like_values_are_none() -> None:
    assert bound("e.g. a man, i.e. may we go at once. We march on. A.B. said so") == []
