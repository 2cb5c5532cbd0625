"""`drafter faq`: one file out of an export and facts; the job beside it can be gone on with."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter import cli
from drafter.desk import Desk
from drafter.settings import ROOT

FACTS = ROOT / "knowledge/sample/facts.yaml"
MENTIONS = ROOT / "knowledge/sample/mentions.csv"


def ran(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr("sys.argv", ["drafter", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    code = ended.value.code
    assert isinstance(code, int)
    return code


def rows(out: Path) -> Sequence[dict[str, str]]:
    with out.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_an_export_gives_its_questions_with_answers_and_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "FAQ.csv"
    assert ran(monkeypatch, "faq", MENTIONS, "--facts", FACTS, "--out", out) == 0
    said = capsys.readouterr()
    assert "need an answer" in said.out
    assert "questions" in said.err
    table = rows(out)
    assert {one["status"] for one in table} == {"done", "needs_answer"}
    askers = [int(one["askers"]) for one in table]
    assert askers == sorted(askers, reverse=True)
    assert all(bool(one["answer"]) == (one["status"] == "done") for one in table)
    assert not (tmp_path / "home" / "drafter.db").exists() or not Desk().crises.all()


def test_most_says_how_many_questions_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "FAQ.jsonl"
    assert ran(monkeypatch, "faq", MENTIONS, "--facts", FACTS, "--out", out, "--most", 3) == 0
    assert "are left out (--most 3)" in capsys.readouterr().err
    assert len([json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]) == 3


def test_going_on_answers_only_what_the_changed_facts_touch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table, facts, out = tmp_path / "q.csv", tmp_path / "facts.yaml", tmp_path / "FAQ.csv"
    table.write_text(
        "ask\nWhy did the checkout send the payment request a second time?\n"
        "How can I reach you by email or phone?\n",
        encoding="utf-8",
    )
    text = FACTS.read_text(encoding="utf-8")
    facts.write_text(text, encoding="utf-8")
    given = ("faq", table, "--questions", "ask", "--facts", facts, "--out", out)
    assert ran(monkeypatch, *given) == 0
    before = rows(out)
    facts.write_text(text.replace("0808 157 0142", "0808 157 0199"), encoding="utf-8")
    assert ran(monkeypatch, *given, "--resume") == 0
    assert "resumed: 1 answers out of date" in capsys.readouterr().err
    after = rows(out)
    assert after[0] == before[0]
    assert "0199" in after[1]["answer"]


def test_a_model_that_is_not_there_fails_the_run_and_can_be_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from drafter.errors import ModelInvalid
    from drafter.llm import ScriptedLlm

    table, out = tmp_path / "q.csv", tmp_path / "FAQ.csv"
    table.write_text("ask\nHow can I reach you by email or phone?\n", encoding="utf-8")
    away = ScriptedLlm(ModelInvalid("refused"))
    with monkeypatch.context() as patch:
        patch.setattr("drafter.cli.given.desk", lambda: Desk(llm=away))
        given = ("faq", table, "--questions", "ask", "--facts", FACTS, "--out", out)
        assert ran(patch, *given) == 1
    assert "--resume goes on" in capsys.readouterr().out
    assert rows(out)[0]["why"] == "refused"
    assert ran(monkeypatch, *given, "--resume") == 0
    assert rows(out)[0]["status"] == "done"


@pytest.mark.parametrize(
    ("out", "more", "said"),
    [
        ("FAQ.pdf", (), "must end in .csv"),
        ("nowhere/FAQ.csv", (), "no such folder"),
        ("FAQ.csv", ("--questions", "nope"), "has no column 'nope'"),
        ("FAQ.csv", ("--channel", "pigeon"), "no channel 'pigeon'"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    out: str,
    more: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ran(monkeypatch, "faq", MENTIONS, "--facts", FACTS, "--out", tmp_path / out, *more) == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


def test_posts_without_a_question_are_bad_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("text,author\nNo.,a\nBad.,b\n", encoding="utf-8")
    assert ran(monkeypatch, "faq", table, "--facts", FACTS, "--out", tmp_path / "F.md") == 2
    assert "nobody asks a question" in capsys.readouterr().err
