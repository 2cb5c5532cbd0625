"""The posture that SCCT recommends for a crisis, with the rule it comes from."""

from drafter.model.crisis import Advice, Frame

_SOURCE = "Coombs 2007, Corporate Reputation Review 10(3):163-176"
# His guideline 7: the only types that a denial may answer.
_DENIABLE = frozenset({"rumor", "challenge"})


def posture(frame: Frame) -> Advice | None:
    """Coombs' guidelines (2007, Corporate Reputation Review 10(3):163-176), or None without a type.

    Crisis history or a bad reputation moves a case one step up. A rumour or a challenge may also be
    denied, where that is true.
    """
    cluster = frame.cluster
    if cluster is None:
        return None
    loaded = bool(frame.history) or frame.reputation == "bad"
    unknown = [
        name
        for name, value in (("history", frame.history), ("reputation", frame.reputation))
        if value is None and not loaded and cluster != "preventable"
    ]
    assumed = f"; {' and '.join(unknown)} not known, taken as good" if unknown else ""
    deniable = (frame.type or "").strip().lower() in _DENIABLE
    advice = _advice(cluster, loaded)
    return advice.model_copy(
        update={"why": f"{advice.why}{assumed} ({_SOURCE})", "also": ("deny",) if deniable else ()}
    )


def _advice(cluster: str, loaded: bool) -> Advice:
    if cluster == "preventable":
        return Advice(strategy="rebuild", why="preventable crisis: rebuild, whatever the history")
    if cluster == "accidental" and loaded:
        return Advice(
            strategy="rebuild", why="accidental crisis with a history or a bad reputation: rebuild"
        )
    if cluster == "accidental":
        return Advice(
            strategy="diminish", why="accidental crisis, no history, reputation not bad: diminish"
        )
    if loaded:
        return Advice(
            strategy="diminish", why="victim crisis with a history or a bad reputation: diminish"
        )
    return Advice(
        strategy="information",
        why="victim crisis, no history: instructing and adjusting information",
    )
