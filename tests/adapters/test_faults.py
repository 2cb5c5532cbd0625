"""Every kind of fault against the provider over real HTTP: nothing bad is kept, nothing hangs."""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel, ConfigDict

from drafter import llm
from drafter.adapters.provider import LitellmProvider, litellm
from drafter.adapters.store import Store
from drafter.checks.language import not_in
from drafter.desk.calls import KeptCalls
from drafter.errors import ModelError
from drafter.model.prompt import Rendered
from tests.doubles.faults import BAD, FAULTS, Fault, good
from tests.doubles.openai_server import KEY, Answer, Exchange, OpenAiServer, Scripted

PROMPT = Rendered(name="apology", system="Be plain.", user="A post.")
GOOD = "We are sorry."
TRIES = 3
# At full number the machine is its own: there a second counts, and what recovers. Beside other tests a
# good answer may come too late for its time-out, and only a hang is one.
ALONE = bool(os.environ.get("DRAFTER_SOAK"))
TIMEOUT, DEADLINE, SLACK, RECOVERED = (1.5, 9.0, 1.0, 0.99) if ALONE else (4.0, 30.0, 60.0, 0.8)
AT_ONCE = 32


class Said(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    facts: list[str]


class Plan(NamedTuple):
    """A fault that comes `times` times before good answers (for ever: 0), with or without a second model."""

    seed: int
    kind: str
    times: int
    second: bool

    @property
    def recoverable(self) -> bool:
        return self.second or 0 < self.times < TRIES

    @property
    def models(self) -> tuple[str, ...]:
        first = f"openai/run-{self.seed}"
        return (first, f"{first}-b") if self.second else (first,)


class Outcome(NamedTuple):
    reply: str | None
    seconds: float
    raised: str
    plan: Plan | None = None


def plan(seed: int) -> Plan:
    chance = random.Random(seed)
    kind = list(FAULTS)[seed % len(FAULTS)]
    if kind == "429 storm":
        return Plan(seed, kind, 0, True)
    times = chance.choice((1, 1, 2, 2, 0))
    return Plan(seed, kind, times, times == 0 and chance.random() < 0.5)


class Provider:
    """The server's side of many plans at once; which one a request belongs to is said by its model."""

    def __init__(self, plans: list[Plan]):
        self.plans = {plan.models[0].removeprefix("openai/"): plan for plan in plans}
        self.requests: Counter[str] = Counter()
        self._lock = threading.Lock()

    def choose(self, request: dict[str, Any]) -> Answer:
        model = request["model"]
        with self._lock:
            self.requests[model] += 1
            number = self.requests[model]
        plan = self.plans.get(model)
        if plan is None or 0 < plan.times < number:
            return Scripted(good(GOOD))
        fault: Fault = FAULTS[plan.kind]
        chance = random.Random(plan.seed * 100 + number)

        def behave(exchange: Exchange) -> None:
            fault.behave(exchange, chance)

        return behave


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.in_folder(tmp_path_factory.mktemp("faults"))
    yield opened
    opened.close()


def run(plan: Plan, store: Store) -> Outcome:
    provider = LitellmProvider(
        plan.models, tries=TRIES, timeout=TIMEOUT, deadline=DEADLINE, book=KeptCalls(lambda: store)
    )
    return asked(provider, f"c{plan.seed}")._replace(plan=plan)


def asked(provider: LitellmProvider, crisis: str) -> Outcome:
    started = time.monotonic()
    reply, raised = None, ""
    try:
        answered = provider.complete(
            PROMPT, Said, crisis=crisis, wrong=lambda said: not_in(said.text, "en")
        )
        reply = answered.value.text
    except ModelError as failed:
        raised = str(failed)
    except Exception as crashed:
        raised = f"crash: {type(crashed).__name__}"
    return Outcome(reply, time.monotonic() - started, raised)


@pytest.mark.soak
def test_of_every_kind_of_fault_nothing_bad_is_kept_and_nothing_hangs(
    store: Store, soak: Callable[[int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = [plan(seed) for seed in range(soak(2_000))]
    provider = Provider(plans)
    server = OpenAiServer(keep=False)
    server.choose = provider.choose
    llm.allow_real_calls()
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    litellm()  # its import takes seconds, and none of them are the provider's
    with server.running(), ThreadPoolExecutor(AT_ONCE) as pool:
        monkeypatch.setenv("OPENAI_API_BASE", server.address)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        outcomes = list(pool.map(lambda one: run(one, store), plans))
    recoverable = [one for one in outcomes if one.plan and one.plan.recoverable]
    recovered = [one for one in recoverable if one.reply == GOOD]
    print(
        f"{len(outcomes)} runs, {len(FAULTS)} kinds: {len(recovered)} of {len(recoverable)} recovered; "
        f"longest {max(one.seconds for one in outcomes):.2f} s of {DEADLINE:g}; "
        f"{server.count} requests; {threading.active_count()} threads"
    )
    for one in recoverable:
        if one.reply != GOOD:
            print("not recovered:", one)
    assert [one for one in outcomes if one.raised.startswith("crash")] == []
    assert [one for one in outcomes if one.reply not in (None, GOOD)] == []
    assert [one for one in outcomes if BAD in one.raised or KEY in one.raised] == []
    assert [one for one in outcomes if one.seconds > DEADLINE + SLACK] == []
    assert len(recovered) >= RECOVERED * len(recoverable)
    assert max(provider.requests.values()) <= TRIES + 1
    with store.reading() as records:
        kept = records.calls(most=5_000)
    assert len(kept) == len(outcomes)
    assert {call.outcome for call in kept} <= {"ok", "failed"}
    assert [call for call in kept if call.outcome == "ok" and GOOD not in (call.reply or "")] == []
    assert [call for call in kept if BAD in (call.reply or "") or KEY in str(call)] == []


@pytest.mark.parametrize("kind", FAULTS)
def test_each_kind_alone_is_no_answer_or_a_whole_one(
    kind: str, serve: Callable[..., OpenAiServer]
) -> None:
    server = serve(lambda exchange: FAULTS[kind].behave(exchange, random.Random(kind)))
    provider = LitellmProvider(
        ("openai/run",), tries=1, timeout=0.6, deadline=2, sleep=lambda _: None
    )
    found = asked(provider, "")
    assert found.reply == (GOOD if FAULTS[kind].answers else None), found.raised
    assert BAD not in found.raised
    assert "\n" not in found.raised
    assert server.count <= 2


def test_there_are_at_least_forty_kinds() -> None:
    assert len(FAULTS) >= 40
