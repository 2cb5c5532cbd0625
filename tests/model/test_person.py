"""Names and duties."""

import pytest
from pydantic import ValidationError

from drafter.model.person import Duty, Person, same_name


def test_spaces_case_and_width_do_not_make_a_second_person() -> None:
    assert same_name("Ana  Lópes", " ana lópes ")
    assert same_name("Ａｎａ", "ANA")
    assert not same_name("Ana", "Anna")


@pytest.mark.parametrize("name", ["", "   ", "a\0b", "x" * 81, "Ana\u202eneB"])
def test_a_name_is_one_printable_line(name: str) -> None:
    with pytest.raises(ValidationError):
        Person(name=name)


def test_a_person_may_only_what_their_duties_say() -> None:
    dee = Person(name=" Dee \n Ray ", duties=frozenset({Duty.DRAFTER}))
    assert dee.name == "Dee Ray"
    assert dee.may(Duty.DRAFTER)
    assert not dee.may(Duty.APPROVER)
    assert dee.is_named("dee ray")
