"""The provider against a real HTTP server that speaks the OpenAI chat API."""

import pytest
from pydantic import BaseModel

from drafter import llm
from drafter.adapters.provider import LitellmProvider
from drafter.errors import ModelUnavailable
from drafter.model.prompt import Rendered
from tests.doubles.openai_server import KEY, Scripted

PROMPT = Rendered(name="apology", system="Be plain.", user="The secret post of a person.")


class Answer(BaseModel):
    text: str


def provider(*models: str, **more: float) -> LitellmProvider:
    waits: list[float] = []
    made = LitellmProvider(models or ("openai/gpt-4o-mini",), sleep=waits.append, **more)  # type: ignore[arg-type]
    made.waits = waits  # type: ignore[attr-defined]
    return made


def test_a_complete_valid_answer_comes_with_its_tokens_and_price(serve) -> None:  # type: ignore[no-untyped-def]
    server = serve(Scripted({"text": "We are sorry."}))
    reply = provider().complete(PROMPT, Answer)
    assert reply.value == Answer(text="We are sorry.")
    assert (reply.model, reply.tokens_in, reply.tokens_out, reply.attempts) == (
        "openai/gpt-4o-mini",
        11,
        7,
        1,
    )
    assert reply.cost is not None
    sent = server.requests[0]
    system, user = (message["content"] for message in sent["messages"])
    assert system == PROMPT.system
    assert user.startswith(PROMPT.user)
    assert sent["response_format"]["type"] == "json_schema"
    assert "tools" not in sent


def test_a_model_nobody_has_a_price_for_has_tokens_and_no_cost(serve) -> None:  # type: ignore[no-untyped-def]
    serve(Scripted({"text": "ok"}))
    reply = provider("openai/some-unknown-model").complete(PROMPT, Answer)
    assert reply.cost is None
    assert reply.tokens_in == 11


def test_a_server_error_is_tried_again_and_only_by_us(serve) -> None:  # type: ignore[no-untyped-def]
    server = serve(Scripted(status=500), Scripted(status=503), Scripted({"text": "ok"}))
    assert provider().complete(PROMPT, Answer).attempts == 3
    assert len(server.requests) == 3


def test_a_permanent_failure_sends_exactly_the_tries_that_were_set(serve) -> None:  # type: ignore[no-untyped-def]
    server = serve(Scripted(status=500))
    with pytest.raises(ModelUnavailable):
        provider(tries=2).complete(PROMPT, Answer)
    assert len(server.requests) == 2


def test_the_servers_wish_to_wait_is_honoured(serve) -> None:  # type: ignore[no-untyped-def]
    serve(Scripted(status=429, headers={"Retry-After": "7"}), Scripted({"text": "ok"}))
    made = provider()
    made.complete(PROMPT, Answer)
    assert made.waits[0] == pytest.approx(7.25, abs=0.25)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "bad",
    [
        Scripted({"text": "cut"}, finish="length"),
        Scripted({"text": "no"}, finish="content_filter"),
        Scripted(""),
        Scripted(None),
        Scripted("Sorry, I cannot help with that."),
        Scripted('{"text": "cut of'),
        Scripted({"words": "other keys"}),
    ],
)
def test_an_answer_that_does_not_count_is_no_answer(serve, bad: Scripted) -> None:  # type: ignore[no-untyped-def]
    serve(bad)
    with pytest.raises(ModelUnavailable, match="gpt-4o-mini"):
        provider().complete(PROMPT, Answer)


def test_no_choices_is_no_answer(serve) -> None:  # type: ignore[no-untyped-def]
    body = '{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[]}'
    serve(Scripted(body=body))
    with pytest.raises(ModelUnavailable):
        provider(tries=1).complete(PROMPT, Answer)


def test_an_invalid_answer_is_asked_for_once_more_with_what_was_wrong(serve) -> None:  # type: ignore[no-untyped-def]
    server = serve(Scripted({"words": "x"}), Scripted({"text": "better"}))
    assert provider().complete(PROMPT, Answer).value.text == "better"
    assert "That is not valid" in server.requests[1]["messages"][-1]["content"]
    assert "text" in server.requests[1]["messages"][-1]["content"]


def test_a_fenced_answer_counts(serve) -> None:  # type: ignore[no-untyped-def]
    serve(Scripted('```json\n{"request": "$REQUEST", "text": "ok"}\n```'))
    assert provider().complete(PROMPT, Answer).value.text == "ok"


def test_the_next_model_answers_where_the_first_fails_and_it_is_said(serve) -> None:  # type: ignore[no-untyped-def]
    server = serve(Scripted(status=500), Scripted({"text": "ok"}))
    reply = provider("openai/gpt-4o", "openai/gpt-4o-mini", tries=1).complete(PROMPT, Answer)
    assert reply.model == "openai/gpt-4o-mini"
    assert "openai/gpt-4o:" in reply.warnings[0]
    assert [request["model"] for request in server.requests] == ["gpt-4o", "gpt-4o-mini"]


def test_a_wrong_key_is_not_tried_again(serve) -> None:  # type: ignore[no-untyped-def]
    server = serve(Scripted(status=401))
    with pytest.raises(ModelUnavailable, match="AuthenticationError"):
        provider().complete(PROMPT, Answer)
    assert len(server.requests) == 1


def test_neither_the_key_nor_the_posts_stand_in_an_error(serve) -> None:  # type: ignore[no-untyped-def]
    serve(Scripted(status=400))
    with pytest.raises(ModelUnavailable) as caught:
        provider().complete(PROMPT, Answer)
    assert KEY not in str(caught.value)
    assert "secret post" not in str(caught.value)


def test_when_the_time_is_up_no_further_model_is_asked(serve) -> None:  # type: ignore[no-untyped-def]
    server = serve(Scripted(status=500))
    with pytest.raises(ModelUnavailable, match="no time left"):
        provider("openai/a", "openai/b", tries=1, deadline=1e-9).complete(PROMPT, Answer)
    assert server.requests == []


def test_without_a_model_there_is_nothing_to_ask() -> None:
    llm.allow_real_calls()
    with pytest.raises(ModelUnavailable, match="no model is set"):
        LitellmProvider(()).complete(PROMPT, Answer)


def test_tests_cannot_call_a_real_model_by_mistake() -> None:
    with pytest.raises(RuntimeError, match="forbidden"):
        provider().complete(PROMPT, Answer)
