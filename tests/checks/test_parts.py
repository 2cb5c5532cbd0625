import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.parts import parts
from drafter.model.finding import Parts

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "tone_dev.jsonl"


def had(text: str) -> set[str]:
    return {name for name, value in parts(text).model_dump().items() if value}


def test_a_full_apology_has_all_six_parts() -> None:
    text = (
        "We sent 300 letters to the wrong homes because we used an old list. That was our mistake "
        "and we are sorry. From 3 June two people read every list before a letter goes out. "
        "Ring 0800 496 0100 and we will pay for a new card. We hope you can forgive us."
    )
    assert had(text) == set(Parts.model_fields)


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry if anyone was hurt.",
        "If our post offended you, we apologise and it was our mistake.",
        "We apologise to those who may have been affected.",
        "To anyone who might have felt unwelcome, we are sorry.",
        "To the extent that mistakes caused harm, we regret it.",
    ],
)
def test_a_harm_under_an_if_earns_nothing(text: str) -> None:
    assert had(text) == set()


def test_an_if_that_sorts_readers_keeps_the_repair() -> None:
    assert had("If your card was charged twice, we will refund you by Friday.") == {"repair"}


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry you feel that way.",
        "We apologise for any inconvenience.",
        "We apologise for the confusion.",
        "Sorry to hear about your stay.",
    ],
)
def test_regret_for_a_feeling_is_not_regret_for_an_act(text: str) -> None:
    assert "regret" not in had(text)


def test_regret_that_names_act_and_effect_counts() -> None:
    assert "regret" in had("We charged you twice and we are sorry for the worry that caused.")


def test_a_cause_that_nobody_knows_is_no_explanation() -> None:
    assert "explanation" not in had("We do not know why the power failed.")
    assert "explanation" in had("The power failed because we had cut the cable.")


@pytest.mark.parametrize(
    "text", ["The fault is ours.", "We let you down.", "That was my mistake.", "I got it wrong."]
)
def test_owning_it_in_plain_words_is_responsibility(text: str) -> None:
    assert "responsibility" in had(text)


def test_we_will_do_better_is_not_repentance() -> None:
    assert had("We will do better.") == set()
    assert had("From Monday two people check each label.") == {"repentance"}


def test_typographic_apostrophes_are_read() -> None:
    assert "regret" in had("We’re sorry.")


def test_an_empty_text_has_no_part() -> None:
    assert parts("") == Parts()


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(parts(text), Parts)


@pytest.mark.skipif(not GOLD.exists(), reason="the calibration set is not on this machine")
def test_most_parts_of_the_calibration_set_are_seen() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    right = sum(
        parts(row["text"]).model_dump()[name] == value
        for row in rows
        for name, value in row["parts"].items()
    )
    assert right >= 0.7 * len(rows) * 6
