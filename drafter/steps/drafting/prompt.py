"""The prompt of a draft, exactly as it is sent: the brief as data, everything from outside fenced."""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence

from drafter.checks.sourcing import without_markers
from drafter.model.brief import Brief
from drafter.model.knowledge import Passage
from drafter.model.prompt import Channel, Kind, Rendered
from drafter.prompts import render
from drafter.steps.drafting.outside import as_data, clean, outside
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
    given = outside(brief)
    data = {
        "concerns_json": as_data(given.concerns),
        "passages_json": as_data([_passage(one) for one in passages]),
        "replying_to": "none" if given.replying_to is None else as_data(given.replying_to),
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
        "fence": fence_for(data.values(), fence),
    }
    made = render(kind, shared, values)
    return made.model_copy(update={"user": f"{made.user}\n\n{wish}"}) if wish else made


def _passage(passage: Passage) -> dict[str, str]:
    text = without_markers(clean(passage.text))
    return {"title": clean(passage.title), "kind": passage.kind, "text": text}


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def fence_for(data: Iterable[str], fence: str | None = None) -> str:
    """A delimiter that occurs in none of the data. Raises ValueError for a given one that does."""
    everything = "\n".join(data)
    if fence is not None:
        if fence in everything:
            raise ValueError("the fence stands in the data that it is to hold")
        return fence
    while (made := f"data-{secrets.token_hex(8)}") in everything:
        continue
    return made
