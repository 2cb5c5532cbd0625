"""Rule one: only confirmed facts make a brief."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from drafter.errors import NotConfirmed
from drafter.model.brief import Brief, Fact, FactStatus, Ledger, Role, next_id
from drafter.steps.briefing import brief
from tests.builders import NOW, fact, facts, ledger


@given(st.lists(facts, max_size=8))
def test_a_brief_is_made_exactly_when_all_its_facts_are_confirmed(some: list[Fact]) -> None:
    if all(one.status is FactStatus.CONFIRMED for one in some):
        assert Brief(organisation="Acme", facts=tuple(some)).facts == tuple(some)
    else:
        with pytest.raises(NotConfirmed, match="only confirmed facts"):
            Brief(organisation="Acme", facts=tuple(some))


@given(st.lists(facts, max_size=8, unique_by=lambda one: one.id))
def test_briefing_takes_all_confirmed_facts_of_a_ledger_and_no_other(some: list[Fact]) -> None:
    made = brief(Ledger(organisation="Acme", facts=tuple(some)))
    assert made.facts == tuple(one for one in some if one.confirmed)


@given(facts.filter(lambda one: not one.confirmed))
def test_a_copy_of_a_brief_cannot_smuggle_an_unconfirmed_fact_in(loose: Fact) -> None:
    made = Brief(organisation="Acme")
    with pytest.raises(NotConfirmed):
        made.model_copy(update={"facts": (loose,)})


def test_nothing_on_a_brief_or_fact_can_be_assigned() -> None:
    made = brief(ledger())
    with pytest.raises(ValidationError):
        made.facts = ()  # type: ignore[misc]
    with pytest.raises(ValidationError):
        made.facts[0].status = FactStatus.CONFIRMED  # type: ignore[misc]


@pytest.mark.parametrize(
    ("by", "source"), [("", "the log"), ("  ", "the log"), ("Ana", ""), ("Ana", " ")]
)
def test_confirming_takes_a_name_and_a_source(by: str, source: str) -> None:
    with pytest.raises(NotConfirmed):
        fact(1, "event", "It happened.", "unconfirmed").confirm(by=by, source=source, now=NOW)


def test_a_confirmed_fact_says_who_confirmed_it_when_and_from_what() -> None:
    sure = fact(1, "event", "It happened.", "unconfirmed").confirm(
        by=" Ana ", source="the log ", now=NOW
    )
    assert (sure.confirmed, sure.confirmed_by, sure.source, sure.confirmed_at) == (
        True,
        "Ana",
        "the log",
        NOW,
    )


@given(
    facts, st.sampled_from([status for status in FactStatus if status is not FactStatus.CONFIRMED])
)
def test_a_withdrawn_fact_is_no_longer_confirmed_by_anybody(one: Fact, status: FactStatus) -> None:
    loose = one.withdraw(status)
    assert (loose.status, loose.confirmed, loose.confirmed_by, loose.confirmed_at) == (
        status,
        False,
        "",
        None,
    )


def test_withdrawing_is_no_way_to_confirm() -> None:
    with pytest.raises(NotConfirmed):
        fact(1, "event", "It happened.", "disputed").withdraw(FactStatus.CONFIRMED)


def test_a_reworded_fact_has_to_be_confirmed_again() -> None:
    sure = fact(1, "event", "It happened.", confirmed_by="Ana")
    assert sure.reword(text="It happened twice.", role=Role.EVENT).status is FactStatus.UNCONFIRMED
    assert sure.reword(text="It happened.", role=Role.CAUSE).status is FactStatus.UNCONFIRMED
    assert sure.reword(text="It happened. ", role=Role.EVENT) == sure


def test_a_facts_revision_changes_with_anything_that_is_said_of_it() -> None:
    one = fact(1, "event", "It happened.", confirmed_by="Ana", confirmed_at=NOW)
    others = [
        one.model_copy(update={"text": "It happened!"}),
        one.model_copy(update={"role": Role.CAUSE}),
        one.model_copy(update={"confirmed_by": "Ben"}),
        one.withdraw(FactStatus.RETRACTED),
    ]
    assert len({one.revision, *(other.revision for other in others)}) == 5
    assert one.revision == Fact.model_validate_json(one.model_dump_json()).revision


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_fact_without_text_is_none(text: str) -> None:
    with pytest.raises(ValidationError):
        fact(1, "event", text)


def test_a_ledger_refuses_two_facts_of_one_id() -> None:
    with pytest.raises(ValidationError, match="used twice"):
        Ledger(organisation="Acme", facts=(fact(1, "event", "A."), fact(1, "cause", "B.")))


def test_facts_are_found_by_role_in_the_order_asked_for() -> None:
    made = brief(ledger())
    assert [one.id for one in made.of(Role.CONTACT, Role.EVENT)] == ["F6", "F1"]


def test_the_next_fact_id_follows_the_highest() -> None:
    assert next_id([]) == "F1"
    assert next_id([fact(2, "event", "A."), fact(11, "event", "B.")]) == "F12"
