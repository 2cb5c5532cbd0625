"""The desk with a model set, end to end over real HTTP: litellm, schema, retries, fallback."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from drafter import llm
from drafter.desk import Desk
from drafter.model.brief import Role
from drafter.model.statement import Statement
from drafter.settings import Settings
from tests.doubles.openai_server import OpenAiServer, Scripted

Served = tuple[OpenAiServer, Desk, str]
Serve = Callable[..., Served]

GOOD = {
    "paragraphs": [
        [{"text": "We charged 1,204 orders twice, and we are sorry.", "facts": ["F1"]}],
        [{"text": "You get the money back by 18 March 2026.", "facts": ["F2"]}],
    ],
    "open_questions": ["Who pays bank fees?"],
}


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Serve]:
    llm.allow_real_calls()
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-a-real-key")
    with ExitStack() as stack:

        def start(*answers: Scripted, **more: object) -> Served:
            server = stack.enter_context(OpenAiServer(*answers).running())
            monkeypatch.setenv("OPENAI_API_BASE", server.address)
            settings = Settings(
                home=tmp_path / "home",
                model="openai/gpt-4o-mini",
                model_tries=1,
                _env_file=None,
                **more,
            )
            desk = Desk(settings)
            stack.callback(desk.close)
            slug = desk.crises.make(title="Charged twice", organisation="Acme", by="Ana").slug
            for role, text in [
                (Role.EVENT, "On 14 March 2026 our checkout charged 1,204 orders twice."),
                (Role.REMEDY, "Everybody gets the money back by 18 March 2026."),
            ]:
                fact = desk.facts.add(slug, role=role, text=text, by="Ana")
                desk.facts.confirm(slug, fact.id, by="Ana", source="log")
            desk.facts.add(slug, role=Role.IMPACT, text="About 93 deliveries are late.", by="Ana")
            return server, desk, slug

        yield start


def drafted(desk: Desk, slug: str) -> Statement:
    return desk.drafting.start(slug, kind="apology", channel="web", by="Ana")[0]


def test_a_model_drafts_from_confirmed_facts_and_every_call_is_on_the_record(serve: Serve) -> None:
    server, desk, slug = serve(Scripted(GOOD))
    statement = drafted(desk, slug)
    assert statement.text == (
        "We charged 1,204 orders twice, and we are sorry.\n\nYou get the money back by 18 March 2026."
    )
    assert statement.latest.facts_cited == ("F1", "F2")
    run = statement.latest.run
    assert run is not None
    assert (run.model, run.tokens_in, run.attempts) == ("openai/gpt-4o-mini", 11, 1)
    assert run.prompt_digest
    assert "asked by the model: Who pays bank fees?" in run.missing
    sent = str(server.requests[0]["messages"])
    assert "1,204 orders" in sent
    assert "93 deliveries" not in sent
    assert desk.statements.check(statement).errors == ()


@pytest.mark.parametrize(
    "bad",
    [
        Scripted(status=500),
        Scripted(status=429),
        Scripted(status=401),
        Scripted(GOOD, finish="length"),
        Scripted(""),
        Scripted("I am sorry, I cannot."),
        Scripted(body="<html>busy</html>"),
    ],
)
def test_where_the_model_fails_the_playbook_drafts_and_the_draft_says_so(
    serve: Serve, bad: Scripted
) -> None:
    _, desk, slug = serve(bad)
    statement = drafted(desk, slug)
    assert statement.latest.origin == "playbook"
    assert statement.latest.run is not None
    assert "the model gave no usable draft" in statement.latest.run.warnings[0]
    assert "1,204 orders" in statement.text


def test_the_fallback_model_drafts_before_the_playbook_does(serve: Serve) -> None:
    _, desk, slug = serve(Scripted(status=500), Scripted(GOOD), fallback_models="openai/gpt-4o")
    run = drafted(desk, slug).latest.run
    assert run is not None
    assert run.model == "openai/gpt-4o"


def test_a_warm_desk_has_opened_what_is_slow(serve: Serve) -> None:
    server, desk, _ = serve(Scripted(GOOD))
    desk.warm()
    assert {"store", "library", "rules", "prompts", "llm"} <= desk._tools.keys()
    assert server.requests == []


def test_an_invented_number_blocks_the_approval(serve: Serve) -> None:
    lie = {
        "paragraphs": [[{"text": "We charged 1,500 orders twice.", "facts": ["F1"]}]],
        "open_questions": [],
    }
    _, desk, slug = serve(Scripted(lie))
    statement = drafted(desk, slug)
    assert [error.match for error in desk.statements.check(statement).errors] == ["1,500"]
