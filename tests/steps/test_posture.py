"""SCCT's recommended postures."""

import pytest

from drafter.model.crisis import CRISIS_TYPES, Frame
from drafter.steps.posture import posture


@pytest.mark.parametrize(
    ("kind", "history", "reputation", "strategy"),
    [
        ("natural disaster", None, None, "information"),
        ("rumor", True, None, "diminish"),
        ("Rumor ", False, "bad", "diminish"),
        ("technical-error accident", False, "good", "diminish"),
        ("technical-error accident", True, "good", "rebuild"),
        ("challenge", None, "bad", "rebuild"),
        ("management misconduct", False, "good", "rebuild"),
    ],
)
def test_history_and_reputation_move_a_case_one_step_up(
    kind: str, history: bool | None, reputation: str | None, strategy: str
) -> None:
    advice = posture(
        Frame.model_validate({"type": kind, "history": history, "reputation": reputation})
    )
    assert advice is not None
    assert advice.strategy == strategy
    assert advice.why


def test_without_a_type_nothing_is_recommended() -> None:
    assert posture(Frame()) is None
    assert posture(Frame(type="a bad day")) is None


def test_every_crisis_type_has_a_posture() -> None:
    assert all(posture(Frame(type=kind)) for kind in CRISIS_TYPES)
