"""What holds for all calls of a process: pace, slots, spending, the record, the cache, and no key anywhere."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from drafter import llm
from drafter.adapters.provider import LitellmProvider, priced, scrubbed
from drafter.adapters.provider.characters import unseen
from drafter.adapters.provider.forms import schema_of
from drafter.adapters.provider.network import _proxy
from drafter.adapters.provider.rate import Pace, Slots
from drafter.adapters.provider.replies import Unfit, value_of
from drafter.adapters.provider.retry import retry_after
from drafter.adapters.provider.watch import watched
from drafter.adapters.store import Store
from drafter.desk import Desk
from drafter.desk.calls import KeptCalls
from drafter.errors import ModelError, ModelLimit, ModelUnavailable
from drafter.model.call import Limits
from drafter.model.prompt import Rendered
from drafter.settings import Settings
from tests.builders import ledger
from tests.doubles.openai_server import KEY, Exchange, OpenAiServer, Scripted

PROMPT = Rendered(name="apology", system="Be plain.", user="A post about data-12ab.", fence="12ab")
MODEL, UNPRICED = "openai/gpt-4o-mini", "openai/nobody-sells-this"
Serve = Callable[..., OpenAiServer]


class Answer(BaseModel):
    text: str


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.in_folder(tmp_path / "home")
    yield opened
    opened.close()


def provider(store: Store | None = None, model: str = MODEL, **more: Any) -> LitellmProvider:
    book = None if store is None else KeptCalls(lambda: store)
    return LitellmProvider((model,), book=book, sleep=lambda _: None, **more)


def rows(store: Store) -> tuple[Any, ...]:
    with store.reading() as records:
        return records.calls()


# waiting


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_no_more_calls_start_in_a_minute_than_are_allowed() -> None:
    clock = Time()
    pace = Pace(60, sleep=clock.sleep, clock=clock)
    starts = []
    for _ in range(200):
        pace.take("m", 1e9)
        starts.append(clock.now)
    for first in starts:
        assert sum(first <= one < first + 60 for one in starts) <= 60 + 6
    assert starts[-1] == pytest.approx((200 - 6) * 1.0)


def test_a_turn_that_comes_too_late_is_refused_at_once_and_costs_nobody_a_turn() -> None:
    clock = Time()
    pace = Pace(6, sleep=clock.sleep, clock=clock)
    pace.take("m", 1)
    for _ in range(3):
        with pytest.raises(ModelUnavailable, match=r"6 calls a minute .*DRAFTER_MODEL_RATE"):
            pace.take("m", 9)
    pace.take("m", 10)
    assert clock.now == pytest.approx(10)


def test_a_model_that_asks_to_wait_is_left_alone_by_everybody_and_no_other_model_is() -> None:
    clock = Time()
    pace = Pace(None, sleep=clock.sleep, clock=clock)
    pace.hold("m", 5)
    pace.take("other", 1)
    assert clock.now == 0
    with pytest.raises(ModelUnavailable, match="asks for 5 s"):
        pace.take("m", 4)
    pace.take("m", 6)
    assert clock.now == 5


def test_a_slot_is_waited_for_as_long_as_there_is_time() -> None:
    slots = Slots(1)
    slots.take(0)
    with pytest.raises(ModelUnavailable, match="DRAFTER_MODEL_CONCURRENCY"):
        slots.take(0.01)
    slots.give_back()
    slots.take(0)


def test_no_more_calls_are_under_way_than_there_are_slots(serve: Serve) -> None:
    under_way, most = [0], [0]
    lock = threading.Lock()

    def answer(exchange: Exchange) -> None:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        time.sleep(0.02)
        with lock:
            under_way[0] -= 1
        exchange.send(json.dumps({"choices": []}))

    serve(answer)
    made = provider(concurrency=2, tries=1)

    def ask() -> None:
        with pytest.raises(ModelError):
            made.complete(PROMPT, Answer)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= most[0] <= 2


def test_a_call_that_never_ends_is_left_and_its_slot_comes_back_when_it_does() -> None:
    slots, gate = Slots(1), threading.Event()
    slots.take(0)
    with pytest.raises(ModelUnavailable, match="no answer within"):
        watched(gate.wait, seconds=0.01, ended=slots.give_back)
    with pytest.raises(ModelUnavailable):
        slots.take(0)
    gate.set()
    slots.take(5)


NOW = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"Retry-After": format_datetime(NOW + timedelta(seconds=30), usegmt=True)}, 30),
        ({"Retry-After": format_datetime(NOW - timedelta(hours=1), usegmt=True)}, 0),
        (
            {
                "Date": format_datetime(NOW - timedelta(hours=2), usegmt=True),
                "Retry-After": format_datetime(NOW - timedelta(hours=2, seconds=-4), usegmt=True),
            },
            4,
        ),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-3"}, None),
        ({"Retry-After": "nan"}, None),
        ({}, None),
    ],
)
def test_a_wish_to_wait_is_read_as_seconds_or_as_a_date(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers, NOW) == seconds


# models


def test_a_task_has_its_own_models_and_the_schema_it_is_asked_in_is_the_same_each_time(
    serve: Serve,
) -> None:
    server = serve(Scripted({"text": "ok"}))
    made = LitellmProvider((MODEL,), tasks={"judge": ("openai/gpt-4o",)})
    made.complete(PROMPT, Answer, task="judge")
    made.complete(PROMPT, Answer, task="draft")
    assert [request["model"] for request in server.requests] == ["gpt-4o", "gpt-4o-mini"]
    first, second = (request["response_format"] for request in server.requests)
    assert first == second
    assert first["json_schema"]["schema"]["required"] == ["request", "text"]


def test_a_model_that_refuses_the_form_is_asked_in_a_looser_one_and_that_is_remembered(
    serve: Serve,
) -> None:
    server = serve(Scripted(status=400), Scripted(status=400), Scripted({"text": "ok"}))
    made = provider()
    made.complete(PROMPT, Answer)
    made.complete(PROMPT, Answer)
    forms = [request.get("response_format", {}).get("type") for request in server.requests]
    assert forms == ["json_schema", "json_object", None, None]
    assert '"additionalProperties": false' in server.requests[-1]["messages"][0]["content"]


def test_a_slow_model_leaves_time_for_the_next_one(serve: Serve) -> None:
    server = serve(Scripted({"text": "ok"}))
    server.choose = lambda request: (
        Scripted(hang=30) if request["model"] == "slow" else Scripted({"text": "ok"})
    )
    made = LitellmProvider(
        ("openai/slow", MODEL), timeout=0.5, deadline=1.5, tries=9, sleep=lambda _: None
    )
    reply = made.complete(PROMPT, Answer)
    assert reply.model == MODEL
    assert "openai/slow: " in reply.warnings[0]


def test_what_a_caller_misses_is_asked_for_once_and_then_is_no_answer(serve: Serve) -> None:
    server = serve(Scripted({"text": "short"}))
    with pytest.raises(ModelUnavailable, match="it says no when"):
        provider(tries=2).complete(PROMPT, Answer, wrong=lambda _: "it says no when")
    assert len(server.requests) == 3
    assert "it says no when" in server.requests[1]["messages"][-1]["content"]


# replies


class Nested(BaseModel):
    inner: Answer
    default: str = "x"


def test_a_field_called_default_stays_in_the_schema_and_defaults_go() -> None:
    made = schema_of(Nested)
    assert made["required"] == ["request", "inner", "default"]
    assert "default" not in made["properties"]["default"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"request": "t", "text": "a", "text": "b"}', "twice"),
        ('{"request": "t", "text": 5}', "string"),
        ('{"request": "t", "text": "a", "more": 1}', "more"),
        ('{"request": "u", "text": "a"}', "code of this request"),
        ('{"text": "a"}', "code of this request"),
        ('{"request": "t", "text": "a"', "no JSON"),
        ('{"request": "t", "text": NaN}', "NaN"),
        ('["a"]', "no JSON object"),
        ("[" * 100_000, "no JSON|deeply"),
        ('{"request": "t", "text": ' + "9" * 5000 + "}", "too long"),
        ('{"request": "t", "text": "a\\u202eb"}', "bidirectional"),
        ('{"request": "t", "text": "a\\ud83d"}', "surrogate"),
        ('{"request": "t", "text": "a\\u0000"}', "control"),
    ],
)
def test_an_answer_that_is_not_whole_ours_and_to_the_schema_does_not_count(
    content: str, said: str
) -> None:
    with pytest.raises(Unfit, match=said):
        value_of(content, Answer, "t")


def test_letters_of_all_scripts_joiners_and_flags_are_seen() -> None:
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    joined = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert unseen({"a": ["é \u4f60\u597d", joined, england, "\n\t"]}) == ""
    assert unseen({"a": "x\U000e0067"}) == "a tag character (U+E0067)"
    assert unseen({"a\x07": 1}) == "a control character (U+0007)"


# spending and the record


def test_a_call_is_a_row_with_all_that_was_sent_and_answered(serve: Serve, store: Store) -> None:
    serve(Scripted(status=500), Scripted({"text": "We are sorry."}))
    provider(store).complete(PROMPT, Answer, task="draft", crisis="till")
    (row,) = rows(store)
    assert (row.crisis, row.task, row.model, row.outcome) == ("till", "draft", MODEL, "ok")
    assert (row.tokens_in, row.tokens_out, row.attempts) == (11, 7, 2)
    assert row.cost == pytest.approx(11 * 0.15e-6 + 7 * 0.6e-6)
    assert row.prompt_digest == PROMPT.digest
    assert (row.system, row.user) == (PROMPT.system, PROMPT.user)
    assert json.loads(row.reply)["text"] == "We are sorry."


def test_a_call_that_fails_is_a_row_that_says_why(serve: Serve, store: Store) -> None:
    serve(Scripted(status=401))
    with pytest.raises(ModelUnavailable):
        provider(store).complete(PROMPT, Answer)
    (row,) = rows(store)
    assert (row.outcome, row.reply, row.cost, row.counted) == ("failed", None, None, 0)
    assert "AuthenticationError" in row.said


def test_answers_that_do_not_count_are_paid_for_too(serve: Serve, store: Store) -> None:
    serve(Scripted("no JSON"), Scripted("no JSON"), Scripted({"text": "ok"}))
    reply = provider(store).complete(PROMPT, Answer)
    assert (reply.tokens_in, reply.tokens_out, reply.attempts) == (33, 21, 3)


def test_a_sent_call_without_an_answer_counts_with_an_estimate(serve: Serve, store: Store) -> None:
    serve(Scripted(hang=30))
    with pytest.raises(ModelUnavailable):
        provider(store, tries=1, timeout=0.2).complete(PROMPT, Answer)
    (row,) = rows(store)
    assert row.cost is None
    assert row.counted > 0
    assert row.counted_tokens > 1_000


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(crisis_cost=0.0), "the crisis till .*DRAFTER_CRISIS_BUDGET"),
        (Limits(day_cost=1e-9), "today .*DRAFTER_DAILY_BUDGET"),
        (Limits(crisis_tokens=10), "10 tokens .*DRAFTER_CRISIS_TOKENS"),
        (Limits(day_tokens=0), "DRAFTER_DAILY_TOKENS"),
    ],
)
def test_a_call_that_would_start_beyond_a_limit_is_refused_in_one_line(
    serve: Serve, store: Store, limits: Limits, said: str
) -> None:
    server = serve(Scripted({"text": "ok"}))
    with pytest.raises(ModelLimit, match=said) as caught:
        provider(store, limits=limits).complete(PROMPT, Answer, crisis="till")
    assert "\n" not in str(caught.value)
    assert server.requests == []
    (row,) = rows(store)
    assert (row.outcome, row.counted, row.attempts) == ("refused", 0, 0)


def test_what_another_crisis_spent_does_not_count_and_what_the_day_spent_does(
    serve: Serve, store: Store
) -> None:
    serve(Scripted({"text": "ok"}))
    made = provider(store, UNPRICED, limits=Limits(crisis_tokens=1_040))
    made.complete(PROMPT, Answer, crisis="a")
    made.complete(PROMPT, Answer, crisis="b")
    with pytest.raises(ModelLimit):
        provider(store, UNPRICED, limits=Limits(day_tokens=1_040)).complete(PROMPT, Answer)


def test_calls_that_start_together_do_not_pass_a_limit_together(serve: Serve, store: Store) -> None:
    server = serve(Scripted({"text": "ok"}, wait=0.2))
    made = provider(store, UNPRICED, limits=Limits(day_tokens=3_100))
    outcomes = []

    def ask() -> None:
        try:
            outcomes.append(made.complete(PROMPT, Answer).value.text)
        except ModelLimit:
            outcomes.append("refused")

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.requests) == 3
    assert sorted(outcomes) == ["ok"] * 3 + ["refused"] * 5


def test_a_price_is_known_or_not() -> None:
    assert (priced(MODEL), priced(UNPRICED)) == (True, False)


# the cache


def test_an_answer_is_given_again_where_the_task_is_set_to_whatever_the_fence(
    serve: Serve, store: Store
) -> None:
    server = serve(Scripted({"text": "first"}), Scripted({"text": "second"}))
    made = provider(store, kept=["judge"])
    again = Rendered(
        name="apology", system="Be plain.", user="A post about data-99ff.", fence="99ff"
    )
    replies = [
        made.complete(PROMPT, Answer, task="judge"),
        made.complete(again, Answer, task="judge"),
    ]
    assert [(one.value.text, one.attempts) for one in replies] == [("first", 1), ("first", 0)]
    assert made.complete(PROMPT, Answer, task="draft").value.text == "second"
    assert len(server.requests) == 2
    assert [row.outcome for row in rows(store)] == ["ok", "kept", "ok"]


def test_another_prompt_or_schema_is_another_question(serve: Serve, store: Store) -> None:
    server = serve(Scripted({"text": "x"}), Scripted({"text": "y"}), Scripted({"words": "z"}))

    class Other(BaseModel):
        words: str

    made = provider(store, kept=["judge"])
    made.complete(PROMPT, Answer, task="judge")
    made.complete(PROMPT.model_copy(update={"user": "else"}), Answer, task="judge")
    made.complete(PROMPT, Other, task="judge")
    assert len(server.requests) == 3


# keys


@given(st.text(min_size=8).filter(str.strip), st.text(), st.text())
def test_a_key_of_the_environment_is_taken_out_of_any_text(
    key: str, before: str, after: str
) -> None:
    plain = key.strip()
    if len(plain) < 8 or "\0" in key or any(0xD800 <= ord(one) < 0xE000 for one in key):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOME_API_KEY", key)
        made = scrubbed(before + plain + after)
    assert plain not in made or plain in "[key]"


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer abcdef0123456789abcdef",
        "https://user:hunter2hunter2@host/v1",
        "https://host/v1?key=AIzaSyA0123456789abcdef&alt=sse",
        "sk-proj-0123456789abcdefghij",
    ],
)
def test_what_looks_like_a_key_is_taken_out(text: str) -> None:
    assert "[key]" in scrubbed(text)
    assert scrubbed("The task-force met at 10:30, ask@example.org.") == (
        "The task-force met at 10:30, ask@example.org."
    )


@pytest.mark.parametrize(
    "answer",
    [
        Scripted({"text": f"Your key is {KEY}."}),
        Scripted(f"Sure! {KEY}"),
        Scripted(status=400, body=json.dumps({"error": {"message": f"bad key {KEY}"}})),
        Scripted(status=500, headers={"X-Echo": f"Bearer {KEY}"}),
        Scripted({KEY: "text"}),
    ],
)
def test_the_key_stands_in_no_row_log_error_or_draft(
    serve: Serve, settings: Settings, answer: Scripted, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    serve(answer)
    wanted = settings.model_copy(update={"model": MODEL, "model_tries": 1})
    desk = Desk(wanted)
    drafted = desk.drafting.draft(ledger(), kind="apology", channel="press", crisis="till")
    assert drafted.draft.origin == "playbook"
    told = capfd.readouterr()
    kept = str(desk.calls.latest()) + str(desk.calls.by_day()) + str(vars(desk).keys())
    for text in (kept, drafted.model_dump_json() if hasattr(drafted, "model_dump_json") else str(drafted),
                 caplog.text, told.out, told.err, str(desk.health.signs())):  # fmt: skip
        assert KEY not in text
    desk.close()
    for path in settings.home.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


# on the desk


def test_beyond_the_limit_the_playbook_drafts_and_says_so(serve: Serve, settings: Settings) -> None:
    server = serve(Scripted({"text": "ok"}))
    desk = Desk(settings.model_copy(update={"model": MODEL, "daily_budget": 0.0}))
    drafted = desk.drafting.draft(ledger(), kind="apology", channel="press")
    assert drafted.draft.origin == "playbook"
    assert "spending limit" in drafted.draft.warnings[0]
    assert server.requests == []
    signs = {sign.what: sign for sign in desk.health.signs()}
    assert "$0.00 a day" in signs["spending"].said
    desk.close()


def test_the_doctor_says_that_dollars_cannot_limit_a_model_without_a_price(
    settings: Settings,
) -> None:
    llm.allow_real_calls()
    desk = Desk(settings.model_copy(update={"model": UNPRICED, "daily_budget": 1.0}))
    (sign,) = [sign for sign in desk.health.signs() if sign.what == "spending"]
    assert sign.state == "note"
    assert UNPRICED in sign.said
    assert sign.remedy == "set DRAFTER_DAILY_TOKENS"
    desk.close()


def test_the_judge_has_a_model_of_its_own_also_where_no_other_is_set(
    serve: Serve, settings: Settings
) -> None:
    server = serve(Scripted({"marks": []}))
    desk = Desk(settings.model_copy(update={"judge_model": "openai/gpt-4o"}))
    assert desk.checking.judge("We are sorry.").skipped == ()
    assert [request["model"] for request in server.requests] == ["gpt-4o"]
    assert desk.llm is None
    (call,) = desk.calls.latest()
    assert call.task == "judge"
    desk.close()


# the wire


def test_a_proxy_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example")
    assert _proxy(httpx.URL("https://api.example/v1")) == "http://proxy.example:3128"
    assert _proxy(httpx.URL("https://inside.example/v1")) == ""


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Scripted(status=302, headers={"Location": "https://elsewhere.example/"}), "redirect"),
        (Scripted({"text": "x"}, headers={"Content-Encoding": "gzip"}), "compressed"),
        (Scripted({"text": "x"}, headers={"Content-Type": "text/html"}), "'text/html', not JSON"),
    ],
)
def test_what_the_wire_refuses_is_said(serve: Serve, answer: Scripted, said: str) -> None:
    server = serve(answer)
    with pytest.raises(ModelUnavailable, match=said):
        provider(tries=1).complete(PROMPT, Answer)
    assert len(server.requests) == 1
