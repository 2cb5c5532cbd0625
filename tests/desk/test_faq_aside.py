"""The checks of a job in a process of its own: it checks what is rough, and nothing depends on it."""

import os
import threading
import time

import pytest

from drafter.adapters.store import Store
from drafter.desk import Desk
from drafter.desk.faq import aside
from drafter.desk.faq.answering import Answering, planned
from drafter.model.brief import Role
from drafter.model.faq import Job, Question, State
from drafter.settings import Settings

SLUG = "double"
ASKED = tuple(
    Question(text=f"Why did the checkout send payment {n} a second time?") for n in range(3)
)


@pytest.fixture
def crisis(desk: Desk) -> Desk:
    desk.crises.make(title="Charged twice", slug=SLUG, by="Ana", organisation="Fernbrook Market")
    text = "The checkout sent a payment a second time when the bank answered late."
    made = desk.facts.add(SLUG, role=Role.CAUSE, text=text, by="Ana")
    desk.facts.confirm(SLUG, made.id, by="Ana", source="log")
    return desk


def rough(desk: Desk) -> Job:
    """A job whose rows are answered and not checked."""
    job = desk.faq.plan(ASKED, title="Questions", by="Ana", crisis=SLUG)
    ledger = desk.faq.ledger(job)
    work = Answering(desk, job, ledger, planned(desk, ASKED, ledger, desk.embedder), by="Ana")
    with desk.store.writing() as records:
        for entry in records.claim(job.id, len(ASKED)):
            records.settle(job.id, work(entry), time.time())
    return job


def left(desk: Desk, job: Job) -> tuple[str, ...]:
    with desk.store.reading() as records:
        return records.rough(job.id)


def given(desk: Desk, job: Job) -> str:
    settings = aside._told(desk.settings)
    told = aside.Given(
        settings=settings, store=desk.store.address, job=job.id, ledger=desk.faq.ledger(job)
    )
    return told.model_dump_json() + "\n"


def test_what_is_rough_is_checked_and_saved_until_the_pipe_is_closed(crisis: Desk) -> None:
    job = rough(crisis)
    assert len(left(crisis, job)) == len(ASKED)
    reading, writing = os.pipe()
    with os.fdopen(reading) as told, os.fdopen(writing, "w") as door:
        door.write(given(crisis, job))
        door.flush()
        served = threading.Thread(target=aside.serve, args=(told,))
        served.start()
        while left(crisis, job) and served.is_alive():
            time.sleep(0.02)
        door.close()
        served.join()
    rows = crisis.faq.entries(job.id)
    assert [one.state for one in rows] == [State.DONE] * len(ASKED)
    assert not left(crisis, job)


def test_a_process_that_cannot_start_leaves_all_checks_to_the_job(
    crisis: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "_WORTH_IT", 1)
    monkeypatch.setattr(aside, "_COMMAND", ("/nowhere/python",))
    monkeypatch.setattr(crisis, "_given", frozenset[str]())
    job = crisis.faq.plan(ASKED, title="Questions", by="Ana", crisis=SLUG)
    assert crisis.faq.run(job.id, by="Ana").finished
    assert not left(crisis, job)


def test_it_is_told_no_model_and_a_memory_is_not_shared(crisis: Desk) -> None:
    told = aside._told(Settings(model="openai/x", judge_model="openai/y", _env_file=None))
    assert (told["model"], told["judge_model"], told["fallback_models"]) == (None, None, ())
    assert crisis.store.shared
    assert not Store("sqlite://").shared
