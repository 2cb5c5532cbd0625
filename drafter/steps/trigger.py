"""Temporary."""

from collections.abc import Sequence

from drafter.model.concern import Cause, Trigger
from drafter.model.crisis import Mention


def trigger(mentions: Sequence[Mention]) -> Trigger:
    dated = sorted((m for m in mentions if m.posted_at), key=lambda m: m.posted_at)
    return Trigger(
        first=tuple(m.id for m in dated[:3]),
        most_shared=max(mentions, key=lambda m: m.reach or 0).id,
        turned=dated[len(dated) // 3].posted_at if dated else None,
        causes=(
            Cause(
                name="service",
                type="technical-error accident",
                share=0.4,
                why="speaks of delays",
                posts=tuple(m.id for m in dated[:2]),
            ),
        ),
    )
