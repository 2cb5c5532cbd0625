"""The prompt of a draft, exactly as it is sent: the brief as data, everything from outside fenced."""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence

from drafter.checks.sourcing import without_markers
from drafter.model.brief import Brief
from drafter.model.knowledge import Passage
from drafter.model.prompt import Channel, Kind, Rendered
from drafter.prompts import render
from drafter.steps.playbook import missing
from drafter.steps.posture import posture


def rendered(
    brief: Brief,
    kind: Kind,
    channel: Channel,
    passages: Sequence[Passage],
    *,
    shared: Mapping[str, str],
    language: str = "en",
    fence: str | None = None,
    wish: str = "",
) -> Rendered:
    """The prompt of a draft. `wish` stands at its end; `fence` is random unless given."""
    advice = posture(brief.frame)
    data = {
        "concerns_json": as_json([_concern(concern) for concern in brief.concerns]),
        "passages_json": as_json(
            [{"title": p.title, "kind": p.kind, "text": without_markers(p.text)} for p in passages]
        ),
        "replying_to": as_json(brief.replying_to.text) if brief.replying_to else "none",
    }
    values = {
        **data,
        "organisation": brief.organisation,
        "kind": kind.title,
        "channel": channel.title,
        "max_chars": str(channel.max_chars),
        "channel_rules": channel.instruction,
        "language": language,
        "words_min": str(kind.words[0]),
        "words_max": str(kind.words[1]),
        "facts_json": as_json([{"id": f.id, "role": f.role, "text": f.text} for f in brief.facts]),
        "names_json": as_json(list(brief.names)),
        "posture": f"{advice.strategy} ({advice.why})"
        if advice
        else "none: the type of crisis is not set",
        "missing": "; ".join(missing(brief, kind))
        or "nothing more than what stands above may be claimed",
        "as_of": brief.as_of.isoformat() if brief.as_of else "not given",
        "fence": fence or fence_for(data.values()),
    }
    made = render(kind, shared, values)
    return made.model_copy(update={"user": f"{made.user}\n\n{wish}"}) if wish else made


def _concern(concern: object) -> dict[str, object]:
    fields = ("label", "authors", "question")
    return {
        field: getattr(concern, field) for field in fields if getattr(concern, field) is not None
    }


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def fence_for(data: Iterable[str]) -> str:
    """A delimiter that occurs in none of the data."""
    everything = "\n".join(data)
    while (fence := f"data-{secrets.token_hex(8)}") in everything:
        continue
    return fence
