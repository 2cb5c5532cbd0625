"""Two crises on one desk: nothing of one reaches a model that is asked about the other."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from drafter.desk import Desk
from drafter.errors import ModelError
from drafter.llm import HashEmbedder, Reply
from drafter.model.brief import Role
from drafter.model.crisis import Mention
from drafter.model.faq import Question
from drafter.model.prompt import Rendered
from drafter.settings import Settings
from tests.doubles.personas import least

# Words that stand nowhere but in one of the crises: in facts, names, posts, questions, drafts.
OURS, THEIRS = "quenchberry", "zorblax"
SENT = "We charged 1,500 orders of {word} twice, and we are sorry."


class Recording:
    """A double that answers anything, a draft with a wrong figure, and keeps what it was shown."""

    model = "double/recording"

    def __init__(self) -> None:
        self.shown: list[tuple[str, Rendered]] = []

    def complete(
        self, prompt: Rendered, schema: type[Any], *, task: str = "", crisis: str = "",
        wrong: Callable[[Any], str] | None = None,
    ) -> Reply[Any]:  # fmt: skip
        self.shown.append((crisis, prompt))
        made = least(schema.model_json_schema())
        if "paragraphs" in made:
            said = SENT.format(word=OURS if crisis == "ours" else THEIRS)
            made |= {"paragraphs": [[{"text": said, "facts": ["F1"], "part": "none"}]]}
            made |= {"answered": True} if "answered" in made else {}
        return Reply(value=schema.model_validate_json(json.dumps(made)), model=self.model)


def told(desk: Desk, slug: str, word: str) -> None:
    """A crisis whose every record has the word."""
    desk.crises.make(
        title=f"{word} charged twice", slug=slug, organisation=f"{word.title()} Ltd",
        names=(word.title(),), by="Ana",
    )  # fmt: skip
    for role, text in (
        (Role.EVENT, f"On 14 March 2026 the checkout of {word} charged 1,204 orders twice."),
        (Role.CAUSE, f"The till of {word} sent a payment again when the bank answered late."),
        (Role.CONTACT, f"help@{word}.example"),
    ):
        fact = desk.facts.add(slug, role=role, text=text, by="Ana")
        desk.facts.confirm(slug, fact.id, by="Ana", source="log")
    posts = [
        f'2026-03-14T{hour:02}:00:00Z,{word}fan{hour},"When does {word} pay back my {thing}?"'
        for hour, thing in enumerate(["charge", "order", "card", "money"] * 3)
    ]
    table = "\n".join(["Date,Author,Full Text", *posts]).encode()
    desk.mentions.take(slug, table, name=f"{word}.csv", by="Ana")


def everything(desk: Desk, slug: str, word: str) -> None:
    """Every verb that asks a model: draft and redraft, variants, passage, translation, channels, FAQ, judge."""
    ledger = desk.facts.ledger(slug)
    post = Mention(id="m1", row=0, text=f"{word} took my money twice", author="a")
    made, _ = desk.drafting.start(
        slug, kind="reply", channel="facebook", by="Ana", replying_to=post
    )
    desk.drafting.start(slug, kind="apology", channel="web", by="Ana")
    concerns = desk.concerns.for_draft(slug, None, "")
    desk.drafting.variants(ledger, kind="update", channel="web", crisis=slug, concerns=concerns)
    questions = (*desk.faq.of_crisis(slug), Question(text=f"Why did {word} charge twice?"))
    job = desk.faq.plan(questions, title="Questions", by="Ana", crisis=slug)
    desk.faq.run(job.id, by="Ana", concurrency=1)
    end = len(made.text)
    with suppress(ModelError):
        desk.rework.propose(made.id, style="short", start=0, end=end, base=1, by="Ana")
    with suppress(ModelError):
        desk.rework.translate(made.id, language="de", by="Ana")
    desk.rework._adapted(made, "x")
    desk.checking.judge(made.text)


@pytest.mark.parametrize(("slug", "other"), [("ours", THEIRS), ("theirs", OURS)])
def test_no_prompt_of_a_crisis_holds_a_word_of_another(
    tmp_path: Path, slug: str, other: str
) -> None:
    llm = Recording()
    desk = Desk(Settings(home=tmp_path, _env_file=None), llm=llm, embedder=HashEmbedder())
    told(desk, "ours", OURS)
    told(desk, "theirs", THEIRS)
    everything(desk, "theirs" if slug == "ours" else "ours", other)
    llm.shown.clear()
    everything(desk, slug, OURS if slug == "ours" else THEIRS)
    desk.close()
    assert len(llm.shown) >= 12
    assert {crisis for crisis, _ in llm.shown} <= {slug, ""}
    assert [one for _, one in llm.shown if other in f"{one.system}{one.user}".lower()] == []
    mine = OURS if slug == "ours" else THEIRS
    assert sum(mine in f"{one.system}{one.user}".lower() for _, one in llm.shown) >= 10
