"""What a query says of structure, and which documents have it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.crisis import Frame
from drafter.model.knowledge import Lag
from drafter.steps.facets import Facets, agreed, of_frame, read
from tests.builders import case, guideline

WORDS = {
    "kind": {"guideline": ("policy", "may we"), "case": ("past case",)},
    "sector": {"health": ("hospital", "pharmac*"), "finance": ("bank",)},
    "harm": {"data": ("data breach", "leak"), "money": ("overcharge",)},
    "cluster": {"preventable": ("human error",), "victim": ("rumour",)},
    "history": {"yes": ("again",)},
    "lag": {"late": ("late", "waited")},
}


def test_a_query_is_read_facet_by_facet() -> None:
    facets = read("past case: data breach, told late, hospital, human error again", WORDS)
    assert facets.kind == "case"
    assert facets.sectors == ("health", "hospital", "pharmac*")
    assert (facets.harms, facets.clusters) == (("data",), ("preventable",))
    assert facets.history is True
    assert facets.late == 24


@pytest.mark.parametrize("text", ["", "   ", "the of and", "😀", "nothing of it"])
def test_a_query_that_says_nothing_of_structure_asks_nothing(text: str) -> None:
    assert read(text, WORDS) == Facets()


def test_no_words_means_that_nothing_is_asked() -> None:
    assert read("data breach, told late", {}) == Facets()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two leaks", True),
        ("it leaked", True),
        ("a data-breach", True),
        ("data  breaches", True),
        ("DATA BREACH", True),
        ("bleak", False),
        ("leakproof", False),
    ],
)
def test_a_word_is_met_with_plain_endings_and_never_inside_another(text: str, said: bool) -> None:
    assert bool(read(text, WORDS).harms) is said


def test_a_star_stands_for_any_ending() -> None:
    assert read("pharmaceuticals", WORDS).sectors[0] == "health"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("waited five days", 120),
        ("waited 3 hours", 3),
        ("waited a week", 168),
        ("waited two-weeks", 336),
        ("waited 1 month", 720),
        ("waited", 24),
        ("five days", None),
    ],
)
def test_how_late_is_read_where_the_query_speaks_of_waiting(text: str, hours: float | None) -> None:
    assert read(text, WORDS).late == hours


def test_the_weight_is_the_share_of_words_that_speak_of_structure() -> None:
    assert read("data breach, bank", WORDS).weight == 1
    assert read("data breach of a bank in Leeds on Tuesday", WORDS).weight == 0.6


def test_one_word_is_a_topic_and_hardly_asks_for_structure() -> None:
    assert read("leak", WORDS).weight == 0.1
    assert read("leak, late", WORDS).weight == 1


def test_a_brief_asks_for_its_own_cluster_and_history() -> None:
    frame = Frame(title="Lost records", type="technical-error accident", history=True)
    facets = of_frame(frame, read("human error at a bank, told late", WORDS))
    assert (facets.clusters, facets.history, facets.weight) == (("accidental",), True, 0.1)
    assert facets.late == 24
    unknown = of_frame(Frame(title="Lost records"), read("human error", WORDS))
    assert (unknown.clusters, unknown.history) == (("preventable",), None)


HEAD = case(
    "cases/a.md", sector="healthcare", harm=("data", "dignity"), cluster="preventable", history=True,
    lag=Lag(first_response="four days", first_response_hours=96, apology=None, apology_hours=None),
).head  # fmt: skip


@pytest.mark.parametrize(
    ("facets", "said"),
    [
        (Facets(), ()),
        (Facets(kind="case"), ("a past case",)),
        (Facets(kind="guideline"), ()),
        (Facets(sectors=("health", "healthcare")), ("sector healthcare",)),
        (Facets(sectors=("care",)), ()),
        (Facets(harms=("dignity", "data", "money")), ("harm data and dignity",)),
        (Facets(clusters=("victim", "preventable")), ("SCCT cluster preventable",)),
        (Facets(history=True), ("it had happened before",)),
        (Facets(late=24), ("late: four days",)),
        (Facets(late=120), ("late: four days",)),  # four days are nearly five
        (Facets(late=168), ()),
    ],
)
def test_what_was_asked_and_is_so_is_told(facets: Facets, said: tuple[str, ...]) -> None:
    assert agreed(facets, HEAD) == said


def test_a_case_that_never_answered_is_not_called_late() -> None:
    silent = case(
        "cases/a.md",
        lag=Lag(first_response=None, first_response_hours=None, apology=None, apology_hours=None),
    )
    assert agreed(Facets(late=24), silent.head) == ()


def test_of_a_guideline_only_its_kind_can_be_asked() -> None:
    head = guideline("guidelines/a.md", "x").head
    facets = Facets(kind="guideline", sectors=("retail",), harms=("data",), history=True, late=1)
    assert agreed(facets, head) == ("a guideline",)


@given(st.text(max_size=300))
def test_any_query_can_be_read(text: str) -> None:
    facets = read(text, WORDS)
    assert 0 <= facets.weight <= 1
    assert len(agreed(facets, HEAD)) <= 6


def test_a_very_long_query_costs_no_more_than_its_length() -> None:
    def cost(words: int) -> float:
        text = "late leak data breach " * (words // 4)
        began = time.process_time()
        assert read(text, WORDS).weight == 1
        return time.process_time() - began

    cost(4_000)
    assert cost(40_000) < 40 * max(cost(4_000), 0.001)
