"""Every prompt as it is sent, per kind and channel: a change of prompts/ is seen in review.

`DRAFTER_SNAPSHOTS=1 pytest tests/test_snapshots.py` writes them anew.
"""

import os
from pathlib import Path

import pytest

from drafter import prompts
from drafter.model.crisis import Concern, Mention
from drafter.model.knowledge import Passage
from drafter.settings import ROOT
from drafter.steps.briefing import brief
from drafter.steps.drafting import rendered
from tests.builders import ledger

SET = prompts.load(ROOT / "prompts")
WRITE = bool(os.environ.get("DRAFTER_SNAPSHOTS"))
FOLDER = Path(__file__).parent / "snapshots"
PASSAGE = Passage(
    path="guidelines/voice.md", title="Voice", start_line=3, end_line=5, text="Say we.", score=0.5,
    why="near", kind="guideline",
)  # fmt: skip
CONCERN = Concern(
    id="c1", label="charged twice", size=9, authors=7, share=0.5, question="When do I get it back?"
)
POST = Mention(id="m1", row=0, text="You took my money twice. Where is it?", author="ana_b")


def sent(kind: str) -> str:
    """The prompts of one kind for all channels, in one reviewable text."""
    given = brief(ledger(), concerns=[CONCERN], replying_to=POST if kind == "reply" else None)
    made = {
        name: rendered(
            given, SET.kinds[kind], channel, [PASSAGE], shared=SET.shared, fence="data-0"
        )
        for name, channel in SET.channels.items()
    }
    parts = [
        f"======== {kind} for {name} ========\n-------- system\n{one.system}\n-------- user\n{one.user}\n"
        for name, one in made.items()
    ]
    return "\n".join(parts)


@pytest.mark.parametrize("kind", SET.kinds)
def test_a_prompt_is_the_one_that_was_reviewed(kind: str) -> None:
    path = FOLDER / f"{kind}.txt"
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(sent(kind), encoding="utf-8", newline="\n")
    assert sent(kind) == path.read_text(encoding="utf-8"), (
        "a prompt has changed: look at it, then DRAFTER_SNAPSHOTS=1 pytest tests/test_snapshots.py"
    )


def test_every_kind_and_channel_has_a_snapshot() -> None:
    for kind in SET.kinds:
        text = (FOLDER / f"{kind}.txt").read_text(encoding="utf-8")
        for channel in SET.channels:
            assert f"======== {kind} for {channel} ========" in text
