import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.parts import part_marks, part_score, parts
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


def test_each_part_says_which_sentence_earns_it() -> None:
    text = "The lift is shut. We left the door open. We are sorry. Every ticket is refunded."
    earned = {(mark.what, text[mark.start : mark.end]) for mark in part_marks(text)}
    assert earned == {
        ("explanation", "We left the door open."),
        ("responsibility", "We left the door open."),
        ("regret", "We are sorry."),
        ("repair", "Every ticket is refunded."),
    }


def test_telling_ones_own_act_is_owning_it_only_where_the_text_is_sorry() -> None:
    act = "We sent the letters to the wrong homes."
    assert "responsibility" not in had(act)
    assert "responsibility" in had(f"{act} We are sorry.")
    assert "responsibility" not in had(f"{act} We are sorry if anyone was upset.")


@pytest.mark.parametrize(
    "text",
    [
        "Perhaps some of you took it amiss, in which case we are sorry.",
        "Were anyone to feel hurt, we would be sorry.",
        "We regret that the sketch was received in the way it was.",
        "We make no apology for our prices.",
    ],
)
def test_a_regret_that_is_not_firm_or_not_ones_own_earns_nothing(text: str) -> None:
    assert "regret" not in had(text)


@pytest.mark.parametrize(
    "text",
    [
        "Probably a lorry cut the cable.",
        "Our best guess is that a pump failed.",
        "The pump failed. We do not know why.",
        "Why did the pump fail?",
    ],
)
def test_a_guess_or_an_unknown_cause_or_a_question_explains_nothing(text: str) -> None:
    assert "explanation" not in had(text)


@pytest.mark.parametrize(
    "text",
    [
        "A second nurse reads the list aloud before every operation.",
        "We sell no raw milk any more, as of today.",
        "That check has been live since last night.",
        "So that this cannot happen again, two people now sign.",
    ],
)
def test_a_named_change_of_behaviour_is_repentance(text: str) -> None:
    assert "repentance" in had(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your fare comes back by Thursday.",
        "Both nights come off your bill today.",
        "Anyone affected gets their money back.",
        "A courier will bring it to your door by noon.",
        "Can we send you a replacement?",
    ],
)
def test_a_concrete_remedy_is_repair(text: str) -> None:
    assert "repair" in had(text)


@pytest.mark.parametrize("text", ["There is no refund.", "In an emergency call 999."])
def test_a_refused_refund_and_an_emergency_number_repair_nothing(text: str) -> None:
    assert "repair" not in had(text)


def test_the_score_weighs_responsibility_and_repair_most() -> None:
    assert part_score(Parts()) == 0
    assert part_score(Parts.model_validate(dict.fromkeys(Parts.model_fields, True))) == 1
    assert part_score(Parts(responsibility=True)) > part_score(Parts(regret=True))
    assert part_score(Parts(forgiveness=True)) < part_score(Parts(regret=True))


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
    assert right >= 0.85 * len(rows) * 6
