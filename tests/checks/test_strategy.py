import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.strategy import strategy

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "tone_dev.jsonl"


@pytest.mark.parametrize(
    ("text", "posture"),
    [
        ("We charged you twice. That was our mistake. We are sorry.", "rebuild"),
        ("The claims about our factory are completely false. We reject them.", "deny"),
        ("This was not our fault. The clip was heavily edited.", "deny"),
        ("A small number of customers were affected. It was never our intention.", "diminish"),
        ("We are sorry if anyone was upset.", "diminish"),
        ("Since 1931 we have held the highest standards. Safety is our top priority.", "bolster"),
        ("The road is closed until 18:00. Use Ferry Lane.", "information"),
        ("", "information"),
    ],
)
def test_the_posture_of_a_text_is_what_most_of_it_does(text: str, posture: str) -> None:
    assert strategy(text) == posture


def test_an_apology_outweighed_by_excuses_does_not_rebuild() -> None:
    text = (
        "We are sorry. It was an isolated case and only a handful of people saw it. It was never "
        "our intention."
    )
    assert strategy(text) == "diminish"


@given(st.text())
def test_any_text_has_a_posture(text: str) -> None:
    assert strategy(text) in {"deny", "diminish", "rebuild", "bolster", "information"}


@pytest.mark.skipif(not GOLD.exists(), reason="the calibration set is not on this machine")
def test_most_postures_of_the_calibration_set_are_seen() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert sum(strategy(row["text"]) == row["strategy"] for row in rows) >= 0.55 * len(rows)
