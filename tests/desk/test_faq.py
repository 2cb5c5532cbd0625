"""FAQs in bulk: a job that survives kills and outages, and answers that people approve."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.desk import Desk, jobs
from drafter.errors import (
    Conflict,
    InputError,
    MentionsError,
    ModelInvalid,
    ModelLimit,
    ModelUnavailable,
    NotAllowed,
    NotCounselled,
    NotFound,
    OpenFindings,
)
from drafter.llm import ScriptedLlm
from drafter.model.brief import FactStatus, Role
from drafter.model.faq import Entry, Progress, Question, State
from drafter.settings import ROOT, Settings
from tests.conftest import Clock
from tests.doubles import slow_model

SLUG = "double"
WHY = "Why did the checkout send a payment a second time?"
MANY = "How many customers paid too much?"
NONE = "When do the dolphins sing?"
ASKED = tuple(Question(text=one, askers=3) for one in (WHY, MANY, NONE))


@pytest.fixture
def crisis(desk: Desk) -> Desk:
    """A desk with a crisis of four confirmed facts, none of which calls for counsel."""
    desk.crises.make(
        title="Orders charged twice", slug=SLUG, by="Ana", organisation="Fernbrook Market"
    )
    for role, text in (
        (Role.EVENT, "On 14 March 2026, 1,204 orders were charged twice."),
        (Role.CAUSE, "The checkout sent a payment a second time when the bank answered late."),
        (Role.IMPACT, "1,187 customers paid £58,640 too much in total."),
        (Role.CONTACT, "You can reach us at help@fernbrook.example."),
    ):
        made = desk.facts.add(SLUG, role=role, text=text, by="Ana")
        desk.facts.confirm(SLUG, made.id, by="Ana", source="log")
    return desk


def answered(desk: Desk, *questions: Question) -> str:
    job = desk.faq.plan(questions or ASKED, title="Questions", by="Ana", crisis=SLUG)
    desk.faq.run(job.id, by="Ana", concurrency=2)
    return job.id


def row(desk: Desk, job: str, question: str) -> Entry:
    return next(one for one in desk.faq.entries(job) if one.question.text == question)


def said(text: str, *facts: str) -> str:
    sentence = {"text": text, "facts": list(facts), "part": "none"}
    return json.dumps({"answered": True, "paragraphs": [[sentence]], "open_questions": []})


def with_model(desk: Desk, *answers: object) -> ScriptedLlm:
    llm = ScriptedLlm(*answers)  # type: ignore[arg-type]
    desk._tools["llm"] = llm
    return llm


def test_questions_are_answered_from_facts_and_what_is_not_is_listed(crisis: Desk) -> None:
    job = answered(crisis)
    why, none = row(crisis, job, WHY), row(crisis, job, NONE)
    assert (why.state, why.facts, why.model) == (State.DONE, ("F2",), "playbook")
    assert (none.state, none.text) == (State.NEEDS_ANSWER, "")
    assert "no confirmed fact" in none.why
    end = crisis.faq.progress(job)
    assert (end.finished, end.settled, end.total, end.remaining) == (True, 3, 3, 0.0)
    assert crisis.faq.get(job).crisis == SLUG


def test_the_questions_of_a_crisis_come_from_its_mentions(crisis: Desk) -> None:
    data = f"text,author\n{WHY},a\n{WHY.lower()},b\nNo.,c\n".encode()
    crisis.mentions.take(SLUG, data, name="x.csv", by="Ana")
    (one,) = crisis.faq.of_crisis(SLUG)
    assert (one.text, one.askers) == (WHY, 2)


def test_a_column_of_a_table_gives_its_questions(crisis: Desk) -> None:
    data = b"no,ask,user\n1,Is it safe?,a\n2,Is it safe?,b\n3,,c\n4,Is it safe?,b\n"
    listed = crisis.faq.listed(data, name="x.csv", column="ask")
    assert [(one.text, one.posts) for one in listed.questions] == [("Is it safe?", 3)]
    with pytest.raises(MentionsError, match="has no column 'nope'"):
        crisis.faq.listed(data, name="x.csv", column="nope")
    with pytest.raises(InputError, match="no question"):
        crisis.faq.plan((), title="x", by="Ana", crisis=SLUG)


def test_a_model_answers_and_its_findings_stay_on_the_row(crisis: Desk) -> None:
    with_model(crisis, said("We sent 9,999 payments twice.", "F2"), said("1,187 customers.", "F3"))
    job = crisis.faq.plan(ASKED[:2], title="x", by="Ana", crisis=SLUG).id
    crisis.faq.run(job, by="Ana", concurrency=1)
    why = row(crisis, job, WHY)
    assert why.model == "double/scripted"
    assert "claims/Unsupported" in [one.rule for one in why.errors] or why.errors
    assert not why.clean


def test_a_failed_row_says_why_and_is_tried_again_alone(crisis: Desk) -> None:
    llm = with_model(crisis, ModelInvalid("cut"), said("1,187 customers paid too much.", "F3"))
    job = crisis.faq.plan(ASKED[:2], title="x", by="Ana", crisis=SLUG).id
    end = crisis.faq.run(job, by="Ana", concurrency=1)
    assert end.of(State.FAILED) == 1
    failed = row(crisis, job, WHY)
    assert (failed.state, failed.why) == (State.FAILED, "cut")
    llm._answers.append(said("The bank answered late.", "F2"))
    assert crisis.faq.again(job, failed.key, by="Ana") == 1
    crisis.faq.run(job, by="Ana")
    assert row(crisis, job, WHY).state is State.DONE
    assert len(llm.prompts) == 3


def test_a_model_that_is_away_is_asked_again_later_and_then_the_row_fails(crisis: Desk) -> None:
    with_model(crisis, *(ModelUnavailable("429") for _ in range(5)))
    job = crisis.faq.plan(ASKED[:1], title="x", by="Ana", crisis=SLUG).id
    crisis.faq.run(job, by="Ana", concurrency=1)
    assert (row(crisis, job, WHY).state, row(crisis, job, WHY).tries) == (State.FAILED, 5)


def test_a_model_that_stays_away_halts_the_job_and_leaves_the_rest_open(crisis: Desk) -> None:
    with_model(crisis, *(ModelUnavailable("no network") for _ in range(50)))
    many = [Question(text=f"{WHY} Order {n}?") for n in range(20)]
    job = crisis.faq.plan(many, title="x", by="Ana", crisis=SLUG).id
    end = crisis.faq.run(job, by="Ana", concurrency=1)
    assert not end.finished
    assert end.wish == "pause"
    assert "did not answer 6 times in a row: no network" in end.note


def test_a_spending_limit_halts_the_job(crisis: Desk) -> None:
    llm = with_model(crisis, ModelLimit("the limit of today is reached"))
    job = crisis.faq.plan(ASKED[:2], title="x", by="Ana", crisis=SLUG).id
    end = crisis.faq.run(job, by="Ana", concurrency=1)
    assert end.note == "the limit of today is reached"
    assert end.of(State.PENDING) == 2
    assert len(llm.prompts) == 1


def test_a_bug_in_one_row_is_that_rows_failure(crisis: Desk) -> None:
    def broken(_: object) -> str:
        raise RuntimeError("secret text of a person")

    with_model(crisis, broken, said("1,187 customers.", "F3"))
    job = crisis.faq.plan(ASKED[:2], title="x", by="Ana", crisis=SLUG).id
    crisis.faq.run(job, by="Ana", concurrency=1)
    why = row(crisis, job, WHY).why
    assert "a bug (RuntimeError)" in why
    assert "secret" not in why
    assert row(crisis, job, MANY).state is State.DONE


def test_a_paused_job_begins_no_further_row_and_goes_on_later(crisis: Desk) -> None:
    job = ""

    def first(_: object) -> str:
        crisis.faq.want(job, "pause", by="Ana")
        return said("The bank answered late.", "F2")

    with_model(crisis, first, said("1,187 customers.", "F3"))
    job = crisis.faq.plan(ASKED[:2], title="x", by="Ana", crisis=SLUG).id
    end = crisis.faq.run(job, by="Ana", concurrency=1)
    assert (end.of(State.DONE), end.of(State.PENDING), end.wish) == (1, 1, "pause")
    assert crisis.faq.run(job, by="Ana").of(State.DONE) == 2


def test_two_workers_never_run_one_job(crisis: Desk) -> None:
    job = crisis.faq.plan(ASKED, title="x", by="Ana", crisis=SLUG).id
    me = jobs.Worker(crisis.store, job, lambda entry: entry).owner
    jobs.hold(crisis.store, job, me)
    for refused in (crisis.faq.run, crisis.faq.start):
        with pytest.raises(Conflict):
            refused(job, by="Ben")
    with pytest.raises(Conflict):
        crisis.faq.remove(job)
    with crisis.store.writing() as records:
        records.claim(job, 2)
    stranger = me.replace(me.split("|")[1], "999999999", 1)
    with crisis.store.writing() as records:
        records.hold(job, stranger, time.time() + 99)  # as a process that was killed leaves it
    assert not jobs.held(crisis.store, job)
    assert crisis.faq.run(job, by="Ben").finished


def test_a_worker_of_another_machine_is_waited_for_until_its_lease_ends(crisis: Desk) -> None:
    job = crisis.faq.plan(ASKED, title="x", by="Ana", crisis=SLUG).id
    with crisis.store.writing() as records:
        records.hold(job, "elsewhere|1|1|x", time.time() + 99)
    assert jobs.held(crisis.store, job)
    with crisis.store.writing() as records:
        records.hold(job, "elsewhere|1|1|x", time.time() - 1)
        with pytest.raises(Conflict):
            records.renew(job, "somebody else", 0.0, 1.0)
    assert crisis.faq.run(job, by="Ana").finished


def test_a_job_at_work_behind_the_page_ends_by_itself(crisis: Desk) -> None:
    job = crisis.faq.plan(ASKED, title="x", by="Ana", crisis=SLUG).id
    crisis.faq.start(job, by="Ana")
    crisis.faq._threads[job].join(60)
    assert not crisis.faq.at_work(job)
    assert crisis.faq.progress(job).finished


def test_a_job_that_cannot_begin_says_why(crisis: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    job = crisis.faq.plan(ASKED, title="x", by="Ana", crisis=SLUG).id

    def broken(*_: object, **__: object) -> None:
        raise ModelInvalid("no such model")

    monkeypatch.setattr(crisis.faq, "run", broken)
    crisis.faq.start(job, by="Ana")
    crisis.faq._threads[job].join(60)
    assert crisis.faq.progress(job).note == "no such model"


def test_only_answers_whose_facts_changed_are_stale(crisis: Desk) -> None:
    job = answered(crisis)
    assert crisis.faq.stale(job) == ()
    crisis.facts.reword(
        SLUG, "F3", text="1,190 customers paid too much.", role=Role.IMPACT, by="Ana"
    )
    assert [one.question.text for one in crisis.faq.stale(job)] == [MANY]
    assert crisis.faq.refresh(job, by="Ana") == 1
    crisis.faq.run(job, by="Ana")
    assert row(crisis, job, MANY).state is State.NEEDS_ANSWER
    assert row(crisis, job, WHY).state is State.DONE
    assert crisis.faq.refresh(job, by="Ana") == 0


def test_a_new_fact_of_a_questions_topic_makes_its_row_stale(crisis: Desk) -> None:
    job = answered(crisis)
    made = crisis.facts.add(SLUG, role=Role.EVENT, text="The dolphins sing at noon.", by="Ana")
    assert crisis.faq.stale(job) == ()
    crisis.facts.confirm(SLUG, made.id, by="Ana", source="the zoo")
    assert [one.question.text for one in crisis.faq.stale(job)] == [NONE]
    old = row(crisis, job, NONE).key
    crisis.faq.refresh(job, by="Ana")
    crisis.faq.run(job, by="Ana")
    assert row(crisis, job, NONE).facts == (made.id,)
    assert row(crisis, job, NONE).key != old


def test_a_second_person_approves_and_a_change_of_a_fact_voids_it(crisis: Desk) -> None:
    job = answered(crisis)
    key = row(crisis, job, WHY).key
    with pytest.raises(NotAllowed):
        crisis.faq.review.approve(job, key, revision=1, by="ana")
    approved = crisis.faq.review.approve(job, key, revision=1, by="Ben")
    facts = crisis.facts.ledger(SLUG).by_id()
    assert approved.review(facts) == "approved"
    crisis.facts.withdraw(SLUG, "F2", status=FactStatus.DISPUTED, by="Ana")
    assert approved.review(crisis.facts.ledger(SLUG).by_id()) == "approval void"
    assert approved.outdated(crisis.facts.ledger(SLUG).by_id()) == ("F2",)
    with pytest.raises((OpenFindings, NotCounselled)):
        crisis.faq.review.approve(job, key, revision=1, by="Ben")


def test_other_words_for_the_question_void_an_approval_too(crisis: Desk) -> None:
    job = answered(crisis)
    old = crisis.faq.review.approve(job, row(crisis, job, WHY).key, revision=1, by="Ben")
    new = crisis.faq.review.edit(
        job, old.key, answer=old.text, question="Why twice?", base=1, by="Ben"
    )
    facts = crisis.facts.ledger(SLUG).by_id()
    assert (new.asked, new.text, new.review(facts)) == ("Why twice?", old.text, "approval void")
    assert new.facts == ("F2",)
    with pytest.raises(NotAllowed):  # the last one who wrote at it
        crisis.faq.review.approve(job, old.key, revision=2, by="Ben")
    with pytest.raises(Conflict):
        crisis.faq.review.edit(
            job, old.key, answer="Other.", question="Why twice?", base=1, by="Ana"
        )
    with pytest.raises(NotAllowed):
        crisis.faq.review.edit(job, old.key, answer=" ", question="Why?", base=2, by="Ana")
    with pytest.raises(NotAllowed):
        crisis.faq.review.edit(job, old.key, answer="Other.", question=" ", base=2, by="Ana")


def test_a_person_answers_what_the_facts_did_not_and_it_is_checked(crisis: Desk) -> None:
    job = answered(crisis)
    key = row(crisis, job, NONE).key
    with pytest.raises(Conflict):
        crisis.faq.review.edit(job, key, answer="At noon.", question=NONE, base=3, by="Ana")
    made = crisis.faq.review.edit(
        job, key, answer="In total 1,187 customers are affected, and 77 boats.", question=NONE, base=0, by="Ana"
    )  # fmt: skip
    assert (made.state, made.model) == (State.DONE, "person")
    assert made.facts == ("F3",)
    assert made.errors
    with pytest.raises(OpenFindings):
        crisis.faq.review.approve(job, key, revision=1, by="Ben")
    approved = crisis.faq.review.approve(job, key, revision=1, by="Ben", reason="77 is on the sign")
    assert approved.answer is not None
    assert approved.answer.waivers[0].reason == "77 is on the sign"


def test_all_clean_answers_are_approved_at_once_and_no_other(crisis: Desk) -> None:
    job = answered(crisis)
    clean = [one.key for one in crisis.faq.entries(job) if one.clean]
    assert clean
    own = crisis.faq.review.approve_clean(job, by="Ana")
    assert own.signed == 0
    assert sum(own.refused.values()) == len(clean)
    assert crisis.faq.review.approve_clean(job, by="Ben").signed == len(clean)
    assert crisis.faq.review.approve_clean(job, by="Ben") == (0, {})
    verbs = [line.verb for line in crisis.crises.audit(SLUG)]
    assert verbs.count("approve FAQ") == len(clean)


def test_a_dismissed_question_is_out_until_it_is_taken_in_again(crisis: Desk) -> None:
    job = answered(crisis)
    key = row(crisis, job, WHY).key
    gone = crisis.faq.review.dismiss(job, key, by="Ben", reason="spam")
    assert gone.review({}) == "dismissed"
    with pytest.raises(NotAllowed):
        crisis.faq.review.approve(job, key, revision=1, by="Ben")
    assert "Why" not in crisis.faq.export(job, form="html").decode()
    assert crisis.faq.review.restore(job, key, by="Ben").dismissed is None


def test_counsel_signs_off_before_an_approval(crisis: Desk) -> None:
    job = answered(crisis)
    key = row(crisis, job, WHY).key
    hurt = "The checkout sent a payment a second time when the bank answered late. Nobody died."
    crisis.faq.review.edit(job, key, answer=hurt, question=WHY, base=1, by="Ana")
    assert row(crisis, job, WHY).counsel
    with pytest.raises(NotCounselled):
        crisis.faq.review.approve(job, key, revision=2, by="Ben", reason="known")
    crisis.faq.review.sign_off(job, key, revision=2, by="Ben")
    crisis.faq.review.approve(job, key, revision=2, by="Ben", reason="known")
    with pytest.raises(NotAllowed):
        crisis.faq.review.sign_off(job, row(crisis, job, NONE).key, revision=1, by="Ben")


def test_counsel_signs_off_many_at_once_where_only_the_facts_ask_for_it(crisis: Desk) -> None:
    made = crisis.facts.add(SLUG, role=Role.IMPACT, text="Card data were stolen.", by="Ana")
    crisis.facts.withdraw(SLUG, made.id, status=FactStatus.DISPUTED, by="Ana")
    job = answered(crisis)
    clean = [one for one in crisis.faq.entries(job) if one.clean]
    assert all(one.counsel for one in clean)
    assert crisis.faq.review.approve_clean(job, by="Ben").signed == 0
    assert crisis.faq.review.sign_off_all(job, by="Ana").signed == 0  # who started it wrote it
    assert crisis.faq.review.sign_off_all(job, by="Ben").signed == len(clean)
    assert crisis.faq.review.approve_clean(job, by="Ben").signed == len(clean)


def test_roles_are_asked_for_at_every_write(settings: Settings, clock: Clock) -> None:
    desk = Desk(
        settings.model_copy(update={"approvers": ("Ben",), "drafters": ("Ana",)}), clock=clock
    )
    with pytest.raises(NotAllowed):
        desk.faq.plan(ASKED, title="x", by="Ben")
    with pytest.raises(NotAllowed):
        desk.faq.review.approve("q", "k", revision=1, by="Ana")
    with pytest.raises(NotFound):
        desk.faq.get("q")
    desk.close()


def test_exports_hold_every_row_and_the_page_answers_only(crisis: Desk) -> None:
    bad = Question(
        text='=cmd() </script><img src=x> "why" did a payment go a second time?', askers=2
    )
    job = answered(crisis, *ASKED, bad)
    table = list(csv.DictReader(io.StringIO(crisis.faq.export(job, form="csv").decode())))
    assert [one["status"] for one in table] == [one.state.value for one in crisis.faq.entries(job)]
    assert table[0]["facts"] == "F2"
    assert table[0]["askers"] == "3"
    assert table[3]["question"].startswith("'=cmd()")
    lines = [json.loads(line) for line in crisis.faq.export(job, form="jsonl").splitlines()]
    assert lines[2]["status"] == "needs_answer"
    assert lines[0]["facts"] == ["F2"]
    page = crisis.faq.export(job, form="html").decode()
    assert "dolphins" not in page
    assert "DRAFT - NOT APPROVED" in page
    assert page.count("</script>") == 1
    assert "<img" not in page
    linked = json.loads(page.split('ld+json">')[1].split("</script>")[0])
    assert linked["@type"] == "FAQPage"
    assert linked["mainEntity"][0]["acceptedAnswer"]["text"] == row(crisis, job, WHY).text
    text = crisis.faq.export(job, form="md").decode()
    assert "## Needs an answer" in text
    assert "Asked by 3" in text
    with pytest.raises(InputError):
        crisis.faq.export(job, form="pdf")


def test_a_workbook_has_the_same_rows_and_no_formula(crisis: Desk) -> None:
    from openpyxl import load_workbook

    job = answered(crisis, ASKED[0], Question(text="=1+1 why a payment a second time?"))
    sheet = load_workbook(io.BytesIO(crisis.faq.export(job, form="xlsx"))).active
    assert sheet is not None
    rows = [[cell.value for cell in one] for one in sheet.iter_rows()]
    assert rows[0][:3] == ["question", "answer", "facts"]
    assert rows[2][0].startswith("'=1+1")
    assert all(cell.data_type != "f" for one in sheet.iter_rows() for cell in one)


def test_an_export_may_hold_approved_answers_only(crisis: Desk) -> None:
    job = answered(crisis)
    assert crisis.faq.export(job, form="jsonl", approved_only=True) == b""
    crisis.faq.review.approve_clean(job, by="Ben")
    page = crisis.faq.export(job, form="html", approved_only=True).decode()
    assert "DRAFT" not in page


def test_progress_gives_rate_and_remaining_time() -> None:
    half = Progress(counts={State.DONE: 50, State.PENDING: 50}, rate=5.0)
    assert (half.remaining, half.settled, half.finished) == (10.0, 50, False)
    assert Progress(counts={State.PENDING: 1}).remaining is None


class Command:
    """`drafter faq` as a process of its own, against a model server."""

    def __init__(self, folder: Path, address: str, count: int, concurrency: int):
        self.out = folder / "FAQ.csv"
        table = folder / "questions.csv"
        lines = (f'{n},"When does the second charge of order {n} go back?"' for n in range(count))
        table.write_text("no,question\n" + "\n".join(lines) + "\n", encoding="utf-8")
        self.arguments = [
            sys.executable, "-m", "drafter.cli", "faq", str(table), "--questions", "question", "--facts",
            str(ROOT / "knowledge/sample/facts.yaml"), "--out", str(self.out), "--resume",
            "--concurrency", str(concurrency),
        ]  # fmt: skip
        self.environment = os.environ | {
            "DRAFTER_HOME": str(folder / "home"), "DRAFTER_EMBEDDER": "lexical", "PYTHONPATH": str(ROOT),
            "DRAFTER_MODEL": "openai/x", "OPENAI_API_BASE": f"{address}/v1", "OPENAI_API_KEY": "sk-test",
        }  # fmt: skip

    def start(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self.arguments, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip


@pytest.mark.soak
def test_kills_and_a_spell_of_429_lose_no_question_and_double_none(
    tmp_path: Path, soak: Callable[[int], int]
) -> None:
    whole = soak(20) == 20
    kills, count, concurrency = (20, 500, 32) if whole else (1, 50, 8)
    with slow_model.running(0.5) as server:
        command = Command(tmp_path, server.address, count, concurrency)
        calm = threading.Timer(60.0 if whole else 3.0, server.refuse, (0.0,))
        for number in range(kills):
            if number == kills // 2:
                server.refuse(0.3)
                calm.start()
            process = command.start()
            before = sum(server.tally["given"].values())
            while process.poll() is None and sum(server.tally["given"].values()) <= before:
                time.sleep(0.05)
            time.sleep(0.07 * (number % 8))
            process.send_signal(signal.SIGKILL)
            process.wait()
        process = command.start()
        told = process.communicate()[1]
        assert process.returncode == 0, told
        calls = sum(server.tally["given"].values())
        calm.cancel()
        calm.join()
    rows = list(csv.DictReader(command.out.open(encoding="utf-8")))
    assert len(rows) == count
    assert len({one["question"] for one in rows}) == count
    assert {one["status"] for one in rows} == {"done"}
    assert calls - count <= kills * concurrency
    print(f"{kills} kills: {calls - count} extra calls of {kills * concurrency} allowed")
