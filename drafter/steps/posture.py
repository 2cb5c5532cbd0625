"""The posture that SCCT recommends for a crisis, with the rule it comes from."""

from typing import NamedTuple

from drafter.model.crisis import Frame


class Posture(NamedTuple):
    """A recommended posture and why."""

    strategy: str
    why: str


def posture(frame: Frame) -> Posture | None:
    """Coombs' guidelines (2007, Corporate Reputation Review 10(3):163-176), or None without a type.

    Crisis history or a bad reputation moves a case one step up.
    """
    cluster = frame.cluster
    if cluster is None:
        return None
    loaded = bool(frame.history) or frame.reputation == "bad"
    if cluster == "preventable":
        return Posture("rebuild", "preventable crisis: rebuild, whatever the history")
    if cluster == "accidental":
        if loaded:
            return Posture(
                "rebuild", "accidental crisis with a history or a bad reputation: rebuild"
            )
        return Posture("diminish", "accidental crisis, no history, reputation not bad: diminish")
    if loaded:
        return Posture("diminish", "victim crisis with a history or a bad reputation: diminish")
    return Posture(
        "information", "victim crisis, no history: instructing and adjusting information"
    )
