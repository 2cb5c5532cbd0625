"""The command line: forms, exit codes, one clear line for whatever is wrong."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from drafter import cli
from drafter.adapters import facts_file
from drafter.cli import given
from drafter.desk import Desk
from drafter.settings import ROOT, Settings
from tests import papers
from tests.builders import ledger

SAMPLE = ROOT / "knowledge/sample"
BAD = "We are sorry if anyone was offended by this."
GOOD = "We charged 12 orders twice. We are sorry, and we refund them by Friday."


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def drafter(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    def run(*arguments: object, stdin: str | None = None) -> Ran:
        monkeypatch.setattr(sys, "argv", ["drafter", *map(str, arguments)])
        if stdin is not None:
            monkeypatch.setattr(
                sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
            )
        with pytest.raises(SystemExit) as left:
            cli.main()
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err + shown.out
        return Ran(int(left.value.code or 0), shown.out, shown.err)

    return run


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "facts.yaml"
    file.write_text(facts_file.dump(ledger()), encoding="utf-8")
    return file


def text(tmp_path: Path, content: str, name: str = "statement.txt") -> Path:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    return file


# draft


def test_a_draft_cites_confirmed_facts_only_and_lists_what_is_missing(
    drafter: Callable[..., Ran], facts: Path
) -> None:
    ran = drafter(
        "draft", "--facts", facts, "--kind", "apology", "--channel", "press", "--format", "json"
    )
    assert (ran.code, ran.err) == (0, "")
    data = ran.data
    assert data["facts_used"] == ["F1", "F2", "F3", "F4", "F5", "F6"]
    for loose in ("93", "deliveries", "Thornley", "contractor", "Halloway"):
        assert loose not in data["text"]
    assert "no confirmed remedy: the apology will read thin" in data["missing"]
    assert data["origin"] == "playbook"
    assert set(data) >= {
        "text", "kind", "channel", "language", "origin", "model", "facts_used", "missing", "passages",
        "findings", "claims", "parts", "strategy",
    }  # fmt: skip
    assert all(claim["status"] == "supported" for claim in data["claims"])
    for cited in data["citations"]:
        assert data["text"][cited["start"] : cited["end"]]
    again = drafter(
        "draft", "--facts", facts, "--kind", "apology", "--channel", "press", "--format", "json"
    )
    assert again.out == ran.out


def test_a_draft_from_facts_stores_nothing(drafter: Callable[..., Ran], facts: Path) -> None:
    ran = drafter("draft", "--facts", facts, "--kind", "holding", "--channel", "x")
    assert "composed from the playbook" in ran.err
    assert "missing:" in ran.err
    assert len(ran.out) <= 281
    assert Desk().crises.all() == ()


def test_a_reply_answers_the_post_it_is_given_and_says_where_it_was_given_none(
    drafter: Callable[..., Ran], facts: Path
) -> None:
    reply = ("draft", "--facts", facts, "--kind", "reply", "--channel", "x")
    assert "answers no post in particular" in drafter(*reply).err
    posts = [
        "Where is my money?",
        "You charged me twice!!",
        "Second charge still there",
        "Refund when?",
    ]
    answers = {drafter(*reply, "--post", post).out for post in posts}
    assert len(answers) > 1
    assert drafter(*reply, "--post", posts[0]).out in answers
    assert "no post" not in drafter(*reply, "--post", posts[0]).err
    assert drafter(*reply, "--post", "  ").code == 2
    wrong = drafter(
        "draft", "--facts", facts, "--kind", "update", "--channel", "x", "--post", "Why?"
    )
    assert (wrong.code, "--post is what a reply answers" in wrong.err) == (2, True)


def test_a_draft_for_a_crisis_is_stored_as_a_statement(
    drafter: Callable[..., Ran], facts: Path
) -> None:
    assert drafter("facts", "import", facts, "--crisis", "double").code == 0
    ran = drafter(
        "draft", "--crisis", "double", "--kind", "apology", "--channel", "web",
        "--mentions", SAMPLE / "mentions.csv", "--format", "json",
    )  # fmt: skip
    assert ran.data["revision"] == 1
    desk = Desk()
    assert desk.statements.get(ran.data["id"]).text == ran.data["text"]
    assert desk.mentions.count("double") > 200
    desk.close()
    shown = drafter("draft", "--crisis", "double", "--kind", "update", "--channel", "web")
    assert "stored as statement s" in shown.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kind", "apology", "--channel", "press"], "either --facts"),
        (
            ["--facts", "nowhere.yaml", "--kind", "apology", "--channel", "press"],
            "nowhere.yaml: no such file",
        ),
        (["--crisis", "none", "--kind", "apology", "--channel", "press"], "no crisis 'none'"),
        (["--crisis", "none", "--kind", "apology"], "channel"),
        (["--nonsense"], "nonsense"),
    ],
)
def test_wrong_use_is_one_clear_line_and_exit_code_2(
    drafter: Callable[..., Ran], arguments: list[str], said: str
) -> None:
    ran = drafter("draft", *arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert said in ran.err


# check


def test_a_finding_is_a_linters_line_and_exit_code_1(
    drafter: Callable[..., Ran], tmp_path: Path
) -> None:
    file = text(tmp_path, f"Hello.\n{BAD}\n")
    ran = drafter("check", file)
    assert ran.code == 1
    assert any(line.startswith(f"{file}:2:") and " error " in line for line in ran.out.splitlines())
    assert drafter("check", file, "--fail-on", "never").code == 0
    assert drafter("check", text(tmp_path, GOOD, "good.txt")).code == 0


def test_json_is_one_document_of_one_object_a_file(
    drafter: Callable[..., Ran], tmp_path: Path
) -> None:
    files = [text(tmp_path, BAD, "bad.txt"), text(tmp_path, GOOD, "good.txt")]
    ran = drafter("check", *files, "--format", "json", "--kind", "apology", "--channel", "x")
    first, second = ran.data
    assert first["file"] == str(files[0])
    assert set(first) >= {
        "file",
        "id",
        "findings",
        "parts",
        "strategy",
        "claims",
        "skipped",
        "readability",
    }
    found = first["findings"][0]
    assert set(found) >= {
        "rule", "category", "level", "message", "why", "start", "end", "line", "column", "match", "suggestion",
    }  # fmt: skip
    assert BAD[found["start"] : found["end"]] == found["match"]
    assert not [one for one in second["findings"] if one["level"] == "error"]


def test_a_jsonl_is_checked_row_by_row_with_its_ids_and_kinds(
    drafter: Callable[..., Ran], tmp_path: Path
) -> None:
    rows = [{"id": "a", "text": BAD, "kind": "apology"}, {"text": GOOD}]
    file = text(tmp_path, "\n".join(map(json.dumps, rows)) + "\n\n", "rows.jsonl")
    ran = drafter("check", file, "--format", "json")
    assert [one["id"] for one in ran.data] == ["a", None]
    assert ran.data[0]["findings"]
    shown = drafter("check", file)
    assert f"{file}:a:1:" in shown.out


def test_claims_are_bound_with_a_facts_file(
    drafter: Callable[..., Ran], tmp_path: Path, facts: Path
) -> None:
    file = text(tmp_path, "1,204 orders, 93 deliveries and 55 cats.")
    ran = drafter("check", file, "--facts", facts, "--format", "json", "--as-of", "2026-03-14")
    assert [claim["status"] for claim in ran.data[0]["claims"]] == [
        "supported",
        "unconfirmed",
        "unsupported",
    ]
    assert {one["rule"] for one in ran.data[0]["findings"]} >= {
        "claims/Unconfirmed",
        "claims/Unsupported",
    }
    assert drafter("check", file, "--format", "json").data[0]["claims"] == []


def test_stdin_is_read_where_no_file_is_named(drafter: Callable[..., Ran]) -> None:
    ran = drafter("check", "--format", "json", stdin=BAD)
    assert ran.data[0]["file"] == "<stdin>"
    assert ran.code == 1


def test_sarif_names_the_rules_and_the_places(drafter: Callable[..., Ran], tmp_path: Path) -> None:
    file = text(tmp_path, f"😡 Hello.\n{BAD}\n")
    rows = text(tmp_path, json.dumps({"id": "a", "text": BAD}), "rows.jsonl")
    run = drafter("check", file, rows, "--format", "sarif").data["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    first = run["results"][0]
    region = first["locations"][0]["physicalLocation"]["region"]
    content = file.read_text(encoding="utf-8")
    assert (
        content.split("\n")[region["startLine"] - 1][
            region["startColumn"] - 1 : region["endColumn"] - 1
        ]
        == (content[region["charOffset"] : region["charOffset"] + region["charLength"]])
    )
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    assert run["results"][-1]["locations"][0]["physicalLocation"]["region"]["startLine"] == 1


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n ", "a.txt", "is empty"),
        (b"\x89PNG\x00\x01", "a.txt", "binary"),
        (b"caf\xe9", "a.txt", "not UTF-8"),
        (b"{\n", "a.jsonl", "a.jsonl:1: is not JSON"),
        (b'{"id": 1}\n', "a.jsonl", 'needs an object with a "text"'),
        (b"x" * 20_000_001, "a.txt", "larger than"),
    ],
)
def test_of_many_files_the_good_ones_are_done_and_the_bad_one_says_why(
    drafter: Callable[..., Ran], tmp_path: Path, data: bytes, name: str, said: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    ran = drafter("check", bad, text(tmp_path, GOOD, "good.txt"), "--format", "json")
    assert ran.code == 2
    assert said in ran.data[0]["error"]
    assert said in ran.err
    assert "error" not in ran.data[1]
    assert (
        drafter("check", bad, "--format", "sarif").data["runs"][0]["invocations"][0][
            "executionSuccessful"
        ]
        is False
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "nowhere.txt"],
        ["check", "x.txt", "--format", "xml"],
        ["check", "x.txt", "--fail-on", "always"],
        ["check", "x.txt", "--embedder", "big"],
        ["check", "x.txt", "--as-of", "yesterday"],
        ["check", "x.txt", "--kind", "rant"],
        ["check", "x.txt", "--channel", "fax"],
        ["check", "x.txt", "--facts", "nowhere.yaml"],
    ],
)
def test_wrong_options_of_check_are_one_line(
    drafter: Callable[..., Ran],
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    text(tmp_path, GOOD, "x.txt")
    ran = drafter(*arguments)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


# import, concerns, facts


def test_an_import_reports_every_row(drafter: Callable[..., Ran], facts: Path) -> None:
    drafter("facts", "import", facts, "--crisis", "double")
    ran = drafter("import", SAMPLE / "mentions.csv", "--crisis", "double")
    assert "240 rows read: 231 kept (231 new), 6 duplicates, 3 rejected" in ran.out
    assert ran.out.count("rejected row ") == 3
    assert "columns: " in ran.out
    again = drafter("import", SAMPLE / "mentions.csv", "--crisis", "double", "--format", "json")
    assert (again.data["kept"], again.data["known"]) == (231, 231)


@pytest.mark.parametrize(("data", "said"), [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\0\0\0\0", "")])
def test_a_bad_export_is_one_line(
    drafter: Callable[..., Ran], tmp_path: Path, facts: Path, data: bytes, said: str
) -> None:
    drafter("facts", "import", facts, "--crisis", "double")
    file = tmp_path / "export.csv"
    file.write_bytes(data)
    ran = drafter("import", file, "--crisis", "double")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert said in ran.err


def test_concerns_in_all_formats_with_an_assignment_for_every_row(
    drafter: Callable[..., Ran], tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    ran = drafter("concerns", SAMPLE / "mentions.csv", "--assignments", out, "--format", "json")
    data = ran.data
    assert (data["mentions"], data["kept"], data["duplicates"], len(data["rejected"])) == (
        240,
        231,
        6,
        3,
    )
    assert set(data["concerns"][0]) == {
        "id", "parent", "label", "keyphrases", "size", "authors", "share", "genuine", "sentiment", "question",
        "examples",
    }  # fmt: skip
    assert sum(one["size"] for one in data["concerns"] if one["parent"] is None) == 231
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [int(row["row"]) for row in rows] == [*range(240)]
    assert list(rows[0]) == [
        "row",
        "mention_id",
        "concern_id",
        "subconcern_id",
        "genuine",
        "sentiment",
    ]
    assert (rows[44]["mention_id"], rows[44]["concern_id"]) == (
        rows[43]["mention_id"],
        rows[43]["concern_id"],
    )
    assert rows[34]["concern_id"] == ""
    assert "people" in drafter("concerns", SAMPLE / "mentions.csv").out
    table = list(
        csv.reader(io.StringIO(drafter("concerns", SAMPLE / "mentions.csv", "--format", "csv").out))
    )
    assert len(table) == len(data["concerns"]) + 1


def test_no_posts_at_all_are_a_report_and_not_an_error(
    drafter: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = drafter("concerns", text(tmp_path, "text,author\n", "a.csv"), "--format", "json")
    assert (ran.code, ran.data["mentions"], ran.data["concerns"]) == (0, 0, [])


def test_facts_go_out_as_they_came_in(drafter: Callable[..., Ran], facts: Path) -> None:
    assert "8 facts new or changed" in drafter("facts", "import", facts, "--crisis", "double").out
    assert "0 facts" in drafter("facts", "import", facts, "--crisis", "double").out
    out = drafter("facts", "export", "--crisis", "double").out
    written = facts_file.parse(out, "out.yaml")
    assert [(one.id, one.text, one.status) for one in written.facts] == [
        (one.id, one.text, one.status) for one in ledger().facts
    ]


def test_a_broken_facts_file_names_its_line(drafter: Callable[..., Ran], tmp_path: Path) -> None:
    twice = "".join(f"  - {{id: F1, role: event, text: {said}}}\n" for said in "AB")
    file = text(tmp_path, f"organisation: Acme\nfacts:\n{twice}", "facts.yaml")
    ran = drafter("draft", "--facts", file, "--kind", "apology", "--channel", "press")
    assert ran.code == 2
    assert ran.err == f"drafter: {file}:4: fact id 'F1' is used twice\n"


# knowledge, export, doctor


def test_knowledge_is_searched_with_lines_and_reasons(
    drafter: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = drafter("knowledge", "search", "who may approve goodwill", "-k", "2", "--format", "json")
    (answer,) = ran.data
    assert answer["query"] == "who may approve goodwill"
    assert set(answer["passages"][0]) == {
        "path", "title", "start_line", "end_line", "text", "score", "why", "kind",
    }  # fmt: skip
    assert len(answer["passages"]) == 2
    queries = text(tmp_path, "refund\n\ndelete comments\n", "queries.txt")
    several = drafter("knowledge", "search", "--queries", queries, "--format", "json").data
    assert [one["query"] for one in several] == ["refund", "delete comments"]
    shown = drafter("knowledge", "search", "refund")
    assert "why:" in shown.out
    assert "by words" in shown.err
    assert drafter("knowledge", "search").code == 2


def test_a_sync_counts_and_a_broken_document_is_exit_code_1(drafter: Callable[..., Ran]) -> None:
    assert "0 failed" in drafter("knowledge", "sync").out
    assert "added" in drafter("knowledge", "rebuild").out
    own = Settings().home / "knowledge/cases"
    own.mkdir(parents=True)
    (own / "bad.md").write_text("---\nkind: case\n", encoding="utf-8")
    ran = drafter("knowledge", "sync")
    assert ran.code == 1
    assert "bad.md" in ran.err


def test_a_sync_names_what_was_added_changed_and_removed(
    drafter: Callable[..., Ran], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given, "desk", lambda: desk)
    drafter("knowledge", "sync")
    own = Settings().home / "knowledge/guidelines"
    own.mkdir(parents=True)
    (own / "a.txt").write_text("One.", encoding="utf-8")
    assert "1 documents added, 0 changed, 0 removed" in drafter("knowledge", "sync").out
    (own / "a.txt").write_text("Two.", encoding="utf-8")
    assert "changed: guidelines/a.txt" in drafter("knowledge", "sync").out
    (own / "a.txt").unlink()
    assert "removed: guidelines/a.txt" in drafter("knowledge", "sync").out


def test_a_document_is_added_retired_and_restored(
    drafter: Callable[..., Ran], tmp_path: Path
) -> None:
    file = text(tmp_path, "Guests park behind the house.", "parking.txt")
    ran = drafter("knowledge", "add", file, "--title", "Parking", "--citable")
    assert (ran.code, ran.out) == (0, "guidelines/parking.md: added\n")
    assert drafter("knowledge", "retire", "guidelines/parking.md").code == 0
    listed = drafter("knowledge", "list").out
    assert "retired  guidelines/parking.md  Parking (own, citable)" in listed
    again = drafter("knowledge", "retire", "guidelines/parking.md")
    assert (again.code, again.err) == (2, "drafter: guidelines/parking.md: is retired already\n")
    assert drafter("knowledge", "restore", "guidelines/parking.md").code == 0
    (one,) = (
        one
        for one in drafter("knowledge", "list", "--format", "json").data
        if one["path"] == "guidelines/parking.md"
    )
    assert one == {
        "path": "guidelines/parking.md", "title": "Parking", "kind": "guideline", "state": "ok",
        "reason": "", "own": True, "shipped": False, "citable": True, "indexed": True,
    }  # fmt: skip


def test_a_list_shows_what_fails_and_why(drafter: Callable[..., Ran]) -> None:
    own = Settings().home / "knowledge/cases"
    own.mkdir(parents=True)
    (own / "bad.md").write_text("---\nkind: case\n", encoding="utf-8")
    ran = drafter("knowledge", "list")
    assert ran.code == 0
    assert "failed   cases/bad.md  bad.md (own)" in ran.out
    assert "no closing line" in ran.out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", papers.encrypted("secret"), "is protected by a password"),
        ("a.docx", bytes(100_000_000), "is more than the 25 MB allowed"),
        ("a.docx", papers.zip_bomb(), "would unpack to far more"),
        ("a.pdf", papers.pdf_bomb(), "would unpack to far more"),
        (
            "a.md",
            b"---\ntitle: A\nkind: guideline\nmood: x\n---\nB\n",
            "a.md:4: unknown key 'mood'",
        ),
        ("a.txt", b"\x00\x01\x02", "is not plain text"),
        ("a.txt", b"caf\xe9", "is not UTF-8 text"),
        ("a.md", b"", "is empty"),
        ("a.exe", b"x", "is no .md"),
    ],
    ids=[
        "encrypted",
        "100 MB",
        "zip bomb",
        "PDF bomb",
        "key",
        "binary",
        "not UTF-8",
        "empty",
        "exe",
    ],
)
def test_a_bad_document_is_one_clear_line_and_nothing_is_kept(
    drafter: Callable[..., Ran], tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    ran = drafter("knowledge", "add", tmp_path / name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"drafter: {name}:")
    assert said in ran.err
    assert not list((Settings().home / "knowledge").rglob("*.*"))


def test_an_unapproved_statement_is_exported_only_when_told(
    drafter: Callable[..., Ran], facts: Path, tmp_path: Path
) -> None:
    drafter("facts", "import", facts, "--crisis", "double")
    name = drafter(
        "draft", "--crisis", "double", "--kind", "update", "--channel", "web", "--format", "json"
    ).data["id"]
    refused = drafter("export", name, "--format", "txt")
    assert refused.code == 2
    assert "not approved" in refused.err
    out, nowhere = tmp_path / "out.txt", tmp_path / "no" / "out.txt"
    assert drafter("export", name, "--format", "txt", "--unapproved", "--out", out).code == 0
    assert out.read_text(encoding="utf-8").startswith("DRAFT - NOT APPROVED")
    assert drafter("export", name, "--format", "txt", "--unapproved", "--out", nowhere).code == 2


def test_the_doctor_speaks_text_and_json(
    drafter: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "ok      database" in drafter("doctor").out
    assert {sign["what"] for sign in drafter("doctor", "--format", "json").data} >= {
        "database",
        "language model",
    }
    monkeypatch.setenv("DRAFTER_PROMPTS", "/nowhere")
    broken = drafter("doctor")
    assert broken.code == 1
    assert "BROKEN  prompts" in broken.out


# bugs and doors


def test_a_bug_is_one_line_with_the_logs_path_and_exit_code_3(
    drafter: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("the secret post of a person")

    monkeypatch.setattr(given, "desk", broken)
    ran = drafter("doctor")
    assert ran.code == 3
    log = Settings().home / "drafter.log"
    assert str(log) in ran.err
    written = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in written
    assert "secret post" not in written + ran.err


def test_a_bug_with_an_unwritable_home_is_still_one_line(
    drafter: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DRAFTER_HOME", str(text(tmp_path, "", "file") / "home"))
    monkeypatch.setattr(given, "desk", lambda: 1 / 0)
    assert "set DRAFTER_HOME" in drafter("doctor").err


def test_wrong_settings_are_one_line(
    drafter: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTER_PORT", "many")
    ran = drafter("doctor")
    assert ran.code == 2
    assert "DRAFTER_PORT" in ran.err


LIGHT = """
import sys
from drafter.cli import main
sys.argv = ["drafter", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
heavy = ("litellm", "chromadb", "langchain", "langchain_core", "streamlit", "sklearn", "sqlalchemy", "numpy")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--embedder", "off", "FILE"]])
def test_help_and_check_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    file = text(tmp_path, BAD)
    given = [str(file) if one == "FILE" else one for one in arguments]
    ran = subprocess.run(
        [sys.executable, "-c", LIGHT, *given], capture_output=True, text=True, check=True
    )
    assert ran.stdout
    assert ran.stderr.splitlines()[-1] == "[]"


def test_the_app_is_served_on_loopback_with_the_shipped_settings() -> None:
    from drafter.cli.serve import command

    line = command(Settings())
    assert "--server.address=127.0.0.1" in line
    assert "--server.port=8501" in line
    assert "--browser.gatherUsageStats=false" in line
    assert "--client.showErrorDetails=none" in line
    assert Path(line[4]).is_file()
