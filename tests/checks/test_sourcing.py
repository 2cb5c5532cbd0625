"""Where the figures of a past case come from."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.sourcing import figures, unsourced, without_markers
from drafter.model.knowledge import CaseNote, Document, Guideline

BODY = "On 9 April 2017 the line was down for three hours [1].\n\n- About 400 people called [2]."


def case(body: str = BODY, **changes: Any) -> Document:
    head: dict[str, Any] = {
        "title": "A line is down", "kind": "case", "organisation": "Acme", "sector": "telecoms",
        "date": "2017-04-09", "cluster": "accidental", "crisis_type": "technical-error accident",
        "harm": ["inconvenience"], "trigger": "A line went down", "history": None,
        "lag": {"first_response": "1 day", "first_response_hours": 24, "apology": None, "apology_hours": None},
        "first_statement": "It was short", "criticised": [], "worked": ["It was quick"],
        "outcome": "The line was back after 3 hours", "lesson": "Say it",
        "sources": [{"url": f"https://example.org/{n}", "title": str(n)} for n in (1, 2)],
    }  # fmt: skip
    return Document(
        path="cases/a.md",
        head=CaseNote.model_validate(head | changes),
        body=body,
        body_line=30,
        digest="d",
    )


def test_a_case_with_every_figure_sourced_is_clean() -> None:
    assert unsourced(case()) == ()


def test_a_guideline_is_not_asked_for_sources() -> None:
    head = Guideline(title="G", kind="guideline")
    assert unsourced(case().model_copy(update={"head": head})) == ()


def test_a_figure_after_the_last_marker_is_named_with_its_line() -> None:
    assert unsourced(case(BODY + "\nLater\nit was 12,000.")) == (
        "line 34: no source after '12,000'",
    )


def test_each_paragraph_and_each_bullet_needs_its_own_marker() -> None:
    body = "On 9 April 2017.\n\nIt took 3 hours.\n- 400 people [1] [2]."
    assert unsourced(case(body)) == (
        "line 30: no source after '9'",
        "line 30: no source after '2017'",
        "line 32: no source after '3'",
    )


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"outcome": "It cost 5 million"}, "outcome: 5 does not stand in the text below"),
        ({"worked": ["Back in two days"]}, "worked: 2 does not stand in the text below"),
        ({"date": "2017-04-10"}, "date: 10 does not stand in the text below"),
        ({"date": "2016"}, "date: 2016 does not stand in the text below"),
    ],
)
def test_a_figure_of_the_front_matter_must_stand_in_the_text(
    changes: dict[str, Any], remark: str
) -> None:
    assert unsourced(case(**changes)) == (remark,)


def test_a_marker_without_a_source_and_a_source_without_a_marker_are_named() -> None:
    assert unsourced(case("On 9 April 2017, after 3 hours [1] [3].")) == (
        "[3] names no source: there are 2",
        "source 2 is never named: put [2] where it holds",
    )


def test_a_source_must_be_a_page_and_not_a_site() -> None:
    sources = [
        {"url": "https://example.org/", "title": "1"},
        {"url": "https://e.org/?p=2", "title": "2"},
    ]
    (remark,) = unsourced(case(sources=sources))
    assert remark == "source 'https://example.org/' is no page: give the whole address"


def test_a_long_quote_is_named_and_a_short_one_is_not() -> None:
    assert unsourced(case(BODY + ' "We are sorry"')) == ()
    (remark,) = unsourced(case(first_statement=f'It said "{"word " * 13}"'))
    assert remark.startswith("a quote of more than 12 words: 'word word")


def test_numbers_in_words_count_before_a_unit_only() -> None:
    assert figures("two days, Eleven\nmillion, the two sentences, 5:30 and 2.5") == {
        "2", "11", "5:30", "2.5",
    }  # fmt: skip


@given(st.text(alphabet="ab 1.,\n", max_size=40), st.integers(1, 99))
def test_markers_add_no_figure_and_can_be_taken_out_again(text: str, number: int) -> None:
    assert figures(f"{text} [{number}]") == figures(text)
    assert without_markers(f"{text} [{number}]") == text
