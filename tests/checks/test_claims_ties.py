"""A right value at the wrong thing: what the words around a number, a day or a name tie it to."""

from zlib import crc32

import pytest

from drafter.checks.claims import claims
from drafter.checks.claims.likeness import Likeness
from drafter.llm import HashEmbedder
from drafter.model.brief import Ledger
from tests.builders import fact


class Words(HashEmbedder):
    """A double whose meaning of a text is the words in it."""

    id = "words-of-a-text"
    dimension = 2048
    lexical = False

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: object) -> list[list[float]]:
        self.asked += texts  # type: ignore[arg-type]
        return [self._of(text) for text in texts]  # type: ignore[attr-defined]

    def _of(self, text: str) -> list[float]:
        counts = [1e-9] * self.dimension
        for word in text.lower().replace(".", " ").replace(",", " ").split():
            counts[crc32(word[:5].encode()) % self.dimension] += 1
        length = sum(one * one for one in counts) ** 0.5
        return [one / length for one in counts]


BOOK = Ledger(
    organisation="Acme Rail",
    names=("Acme Rail", "Marta Holm", "Jon Reyes", "Borrow", "Tansley"),
    facts=(
        fact(1, "event", "On 4 May 2026 a goods train left the rails outside Borrow."),
        fact(2, "action", "The bridge at Tansley was inspected on 9 May 2026 and found sound."),
        fact(3, "action", "Engineer Marta Holm inspected the bridge."),
        fact(4, "remedy", "Director Jon Reyes pays every passenger £40."),
        fact(5, "contact", "The ticket office is open from 07:00 to 21:30 on weekdays."),
        fact(6, "impact", "Of 900 seats, 240 were wet; the other 660 stayed dry."),
        fact(7, "impact", "212 passengers and 9 employees were on board the goods train."),
        fact(8, "cause", "Release 3.7 of the signal software swapped the fields 'slow' and 'stop'."),
        fact(9, "impact", "Before dawn, at 04:50 GMT on 4 May 2026, the depot lost its power supply."),
    ),
)  # fmt: skip

HELD = [
    "The goods train left the rails outside Borrow on Monday 4 May.",
    "The bridge at Tansley was inspected on 9 May.",
    "Marta Holm, our engineer, inspected the bridge.",
    "Our director, Jon Reyes, pays every passenger £40.",
    "The ticket office is open from seven in the morning to half past nine at night.",
    "240 of 900 seats were wet. The other 660 stayed dry.",
    "221 people were on board.",
    "Release 3.7 swapped two fields.",
    "Shortly before five in the morning the depot lost its power.",
    "More than one seat in four was wet.",
    "The ticket office is open fourteen and a half hours a day.",
    "That is one half of the story.",
]
TURNED = [
    ("The bridge at Tansley was inspected on 4 May.", "4 May"),
    ("The goods train left the rails outside Tansley.", "Tansley"),
    ("Jon Reyes, our engineer, inspected the bridge.", "our engineer"),
    ("The ticket office is open from 21:30 on weekdays.", "21:30"),
    ("212 people were on board.", "212"),
    ("Shortly after five in the morning the depot lost its power.", "five in the morning"),
    ("The ticket office is open sixteen hours a day.", "sixteen hours a day"),
]


@pytest.mark.parametrize("embedder", [None, Words()])
@pytest.mark.parametrize("text", HELD)
def test_a_value_at_its_own_thing_is_carried(text: str, embedder: Words | None) -> None:
    assert [one.match for one in claims(text, BOOK, embedder=embedder)[1]] == []


@pytest.mark.parametrize("embedder", [None, Words()])
@pytest.mark.parametrize(("text", "words"), TURNED)
def test_a_value_of_another_thing_is_not(text: str, words: str, embedder: Words | None) -> None:
    matches = [one.match for one in claims(text, BOOK, embedder=embedder)[1]]
    assert any(words in match or match in words for match in matches), matches


def test_a_day_of_two_facts_is_counted_only_between_what_the_sentence_speaks_of() -> None:
    assert claims("The bridge was inspected five days after the goods train.", BOOK)[1] == ()
    assert claims("Five days later we painted the old canteen.", BOOK)[1]


def test_a_piece_of_text_is_embedded_once() -> None:
    embedder = Words()
    embedder.id = "words-counted"
    text = "The bridge at Tansley was inspected on 9 May."
    claims(text, BOOK, embedder=embedder)
    asked = len(embedder.asked)
    assert claims(text, BOOK, embedder=embedder)[1] == ()
    assert len(embedder.asked) == asked


def test_likeness_of_a_blank_text_is_nothing() -> None:
    likeness = Likeness(Words(), ["a train"])
    assert likeness.between(["a train", ""], ["a train"])[1] == [0.0]
    assert likeness.between(["a train"], []) == [[]]


BAKERY = Ledger(
    organisation="Acme Bakery",
    names=("Acme Bakery",),
    facts=(
        fact(1, "impact", "300 loaves had been sold; the other 100 were stopped in the warehouse."),
        fact(2, "event", "The oven was last serviced in August 2025."),
        fact(3, "event", "On 7 February 2026 the oven caught fire."),
        fact(4, "action", "The shop was shut at 09:10 GMT."),
        fact(5, "action", "The fire was out by 09:50 GMT."),
        fact(6, "remedy", "Customers get €3 for a loaf and £40 for the delay."),
    ),
)


@pytest.mark.parametrize("embedder", [None, Words()])
@pytest.mark.parametrize(
    "text",
    [
        "Three loaves in four had been sold.",
        "The oven had been serviced in August 2025, six months earlier.",
        "40 minutes later the fire was out.",
        "All but 100 loaves had been sold.",
        "A third of the 300 loaves is a hundred.",
    ],
)
def test_what_follows_from_two_values_is_carried(text: str, embedder: Words | None) -> None:
    numbers = [one for one in claims(text, BAKERY, embedder=embedder)[1] if one.level == "error"]
    assert [one.match for one in numbers] == []


@pytest.mark.parametrize("embedder", [None, Words()])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The other 300 loaves were stopped.", "300"),
        ("400 loaves had been sold.", "400"),
        ("The oven had been serviced in August 2025, nine months earlier.", "nine months"),
        ("Customers get £43 for the delay.", "£43"),
        ("All 400 loaves were stopped in the warehouse.", "400"),
        ("Most loaves were sold, among them one in nine with nuts.", "one in nine"),
    ],
)
def test_what_shares_nothing_with_its_parts_is_not(
    text: str, words: str, embedder: Words | None
) -> None:
    matches = [one.match for one in claims(text, BAKERY, embedder=embedder)[1]]
    assert any(words in match or match in words for match in matches), matches
