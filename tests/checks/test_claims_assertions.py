"""Assertions without a number: carried by a fact that says so, else a warning with the nearest fact."""

from zlib import crc32

import pytest

from drafter.checks.claims import claims
from drafter.llm import HashEmbedder
from drafter.model.brief import Ledger
from drafter.model.finding import Finding, Level
from tests.builders import fact

BOOK = Ledger(
    organisation="Acme Rail",
    facts=(
        fact(1, "event", "The booking system failed on 4 May 2026."),
        fact(2, "cause", "A message queue overflowed."),
        fact(3, "action", "40 of the samples have been tested again; for the others a new sample is needed."),
        fact(4, "impact", "The emergency department stayed open throughout."),
        fact(5, "remedy", "Tickets for 4 May 2026 are refunded automatically."),
        fact(6, "action", "All double payments were reversed on 5 May 2026."),
        fact(7, "impact", "Emergency calls did not get through until 07:23."),
        fact(8, "cause", "A contractor may have ignored the cable map.", "disputed"),
        fact(9, "impact", "Test results may have been lost.", "unconfirmed"),
    ),
)  # fmt: skip


def warned(text: str, book: Ledger = BOOK) -> list[Finding]:
    return list(claims(text, book)[1])


@pytest.mark.parametrize(
    "text",
    [
        "The booking system went down because a message queue had overflowed.",
        "Our emergency department never closed.",
        "All double payments have been rolled back.",
        "Your tickets will be refunded automatically.",
        "We are sorry for what you went through.",
        "Did all of you get through?",
        "We do not know yet what caused this.",
        "Please check your tickets.",
        "We do not know whether any test results were lost.",
        "Thank you for all your patience.",
    ],
)
def test_what_a_fact_carries_or_what_claims_nothing_is_clean(text: str) -> None:
    assert warned(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The system failed because of a power cut in the station.", "cause"),
        ("The failure was caused by a contractor.", "cause"),
        ("Nobody was hurt at any time.", "absolute"),
        ("We will compensate every passenger in full.", "promise"),
        ("We will build a second control centre in the north.", "promise"),
        ("Ticket machines were broken into.", "status"),
        ("We acted as soon as we learned of the defect.", "status"),
        ("It was the first time that this had happened.", "status"),
    ],
)
def test_what_no_fact_carries_is_a_warning_of_its_kind(text: str, kind: str) -> None:
    made, findings = claims(text, BOOK)
    assert [one.level for one in findings] == [Level.WARNING]
    assert kind in [one.type for one in made if one.status != "supported"]


@pytest.mark.parametrize(
    "text", ["No test results were lost.", "A contractor ignored our cable map."]
)
def test_what_only_a_loose_fact_speaks_of_says_which_and_how_sure_it_is(text: str) -> None:
    (finding,) = warned(text)
    assert finding.rule == "claims/Unconfirmed"
    assert (
        "F8, which is disputed" in finding.message or "F9, which is unconfirmed" in finding.message
    )


def test_a_whole_is_not_carried_by_a_part() -> None:
    book = Ledger(organisation="Acme", facts=(fact(1, "impact", "47 of 112 shops were shut."),))
    (finding,) = warned("We have shut all 112 of our shops.", book)
    assert (finding.rule, finding.level) == ("claims/Contradicted", Level.ERROR)
    assert "47 of 112" in finding.message


def test_a_finding_shows_the_nearest_fact_and_suggests_its_value() -> None:
    (finding,) = warned("Tickets for 5 June 2026 are refunded automatically.")
    assert "F5 says: Tickets for 4 May 2026" in finding.message
    assert finding.suggestion == "4 May 2026"


def test_a_value_of_a_loose_fact_makes_its_whole_assertion_one_error() -> None:
    book = Ledger(
        organisation="Acme", facts=(fact(1, "impact", "About 77 bags are lost.", "unconfirmed"),)
    )
    (finding,) = warned("About 77 bags have been lost.", book)
    assert (finding.level, finding.match) == (Level.ERROR, "About 77 bags have been lost")


class Unlike(HashEmbedder):
    """A double to which no two texts have anything in common."""

    lexical = False
    id = "unlike"
    dimension = 4096

    def embed(self, texts: object) -> list[list[float]]:
        return [
            [
                float(place == crc32(text.encode()) % self.dimension)
                for place in range(self.dimension)
            ]
            for text in texts  # type: ignore[attr-defined]
        ]


class Knowing(HashEmbedder):
    """A double that takes every two texts for the same."""

    lexical = False
    id = "knowing"

    def embed(self, texts: object) -> list[list[float]]:
        return [[1.0] + [0.0] * 31 for _ in texts]  # type: ignore[attr-defined]


def test_whatever_an_embedder_takes_for_the_same_an_absolute_needs_a_fact() -> None:
    assert claims("Nobody was hurt at any time.", BOOK, embedder=Knowing())[1]
    assert claims("We are sorry.", BOOK, embedder=Knowing())[1] == ()


@pytest.mark.parametrize(
    ("text", "held", "clean"),
    [
        ("The window was broken by a delivery driver.", "The window was broken.", False),
        ("The system was down after a fire in the cellar.", "The system was down.", False),
        ("This had nothing to do with the lunches.", "Pupils fell ill on 4 March 2026.", False),
        ("No lift runs again until the authority has approved it.",
         "Each lift has to be approved by the authority before it runs again.", True),
        ("Everyone gets a voucher.", "All customers get a refund.", False),
        ("All customers are safe.", "All customers left the building.", False),
        ("All gates are open again.", "All gates are open again except the north gate.", True),
        ("All systems have been restored.",
         "The system was restored on 8 January. The clinics do not have the system back.", False),
        ("All have been discharged.", "9 were discharged, and two are still under observation.", False),
        ("All donors have had their money back.", "9,102 donors have had their money back.", False),
        ("Only the driver was hurt in the crash.", "A coach crashed.", False),
        ("The clinics have the records back.", "The clinics do not have the records back.", False),
        ("The records were safe at all times.", "The records were never in danger.", True),
        ("Our Kitten Salmon is safe to feed.", "The puppy food is recalled.", False),
        ("The alarm did not go off.", "The alarm went off at 02:52.", False),
        ("There is no result of the laboratory.", "The laboratory has no result yet.", True),
        ("We will give every customer a new phone.", "The shop is shut.", False),
        ("Customers will get a letter by Friday 1 May.",
         "The 1,375 customers will get a letter by 1 May 2026.", True),
    ],
)  # fmt: skip
def test_meaning_goes_by_shared_words_polarity_and_extent(
    text: str, held: str, clean: bool
) -> None:
    book = Ledger(
        organisation="Acme",
        names=("Kitten Salmon",),
        facts=(
            fact(1, "event", held),
            fact(2, "impact", "Kitten Salmon may be safe or not.", "unconfirmed"),
        ),
    )
    assert (warned(text, book) == []) == clean


@pytest.mark.parametrize(
    ("text", "held", "level"),
    [
        ("The clinics have the records back.", "The clinics do not have the records back.", Level.ERROR),
        ("All samples have been tested again.", "Some of the samples have been tested again.", Level.ERROR),
        ("The shop never closed for repair work.", "The shop was shut.", Level.WARNING),
        ("All machines were tested by an outside firm and are safe.", "The shop is shut.", Level.WARNING),
    ],
)  # fmt: skip
def test_what_denies_a_fact_in_its_own_words_is_an_error_and_all_else_a_warning(
    text: str, held: str, level: Level
) -> None:
    book = Ledger(organisation="Acme", facts=(fact(1, "event", held),))
    assert {one.level for one in claims(text, book, embedder=Unlike())[1]} == {level}


def test_what_no_fact_is_like_is_a_warning_with_the_nearest_fact() -> None:
    (finding,) = claims("The system was painted green by two artists.", BOOK, embedder=Unlike())[1]
    assert (finding.rule, finding.level) == ("claims/Unsupported", Level.WARNING)
    assert "the nearest" in finding.message


class Told(Unlike):
    """A double to which certain texts are the same."""

    def __init__(self, *alike: str):
        self.id = f"told {alike}"
        self._alike = alike

    def embed(self, texts: object) -> list[list[float]]:
        return super().embed(["same" if one in self._alike else one for one in texts])  # type: ignore[attr-defined]


def test_what_is_like_a_loose_fact_more_than_any_confirmed_one_says_so() -> None:
    loose = "Test results may have been lost."
    said = "Laboratory papers have gone astray."
    embedder = Told(said.rstrip("."), said, loose)
    (finding,) = claims(said, BOOK, embedder=embedder)[1]
    assert (finding.rule, finding.level) == ("claims/Unconfirmed", Level.WARNING)


def test_speech_that_no_fact_could_hold_is_no_claim() -> None:
    said = "You have waited long enough."
    embedder = Told(said.rstrip("."), said, "We let you down.", "Thank you for your patience.")
    assert claims(said, BOOK, embedder=embedder)[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "Three words: we are sorry.",
        "A thousand apologies would not mend it.",
        "We will tell you more.",
        "We will answer your questions.",
        "We do not want to guess.",
        "It takes a second to break a promise.",
    ],
)
def test_what_a_text_says_of_itself_is_no_claim_of_the_case(text: str) -> None:
    assert warned(text) == []
