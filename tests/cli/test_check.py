"""`drafter check` as a linter in somebody's repository: bad input, long runs, SARIF, own styles."""

import hashlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from drafter import cli
from drafter.adapters import facts_file, minilm
from drafter.cli.progress import Progress
from drafter.settings import ROOT
from tests.builders import ledger

SCHEMA = ROOT / "tests/data/sarif-2.1.0-rtm.5.json"
BAD = "We are sorry if anyone was offended by our film."
GOOD = "We charged 12 orders twice. We are sorry, and we refund them by Friday."


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Drafter = Callable[..., Ran]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Drafter:
    def run(*arguments: object, stdin: bytes | None = None) -> Ran:
        monkeypatch.setattr(sys, "argv", ["drafter", "check", *map(str, arguments)])
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        with pytest.raises(SystemExit) as left:
            cli.main()
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err + shown.out
        return Ran(int(left.value.code or 0), shown.out, shown.err)

    return run


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(*made: object) -> str:
    return "".join(f"{json.dumps(one)}\n" for one in made)


def styles(monkeypatch: pytest.MonkeyPatch, folder: Path, **rules: str) -> Path:
    """A folder of one style, Team, set as DRAFTER_STYLES; its knowledge is no other rule."""
    for name, rule in rules.items():
        file(folder, f"Team/{name}.yml", rule)
    (folder / "none/tone").mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("DRAFTER_KNOWLEDGE", str(folder / "none"))
    monkeypatch.setenv("DRAFTER_STYLES", str(folder / "Team"))
    return folder / "Team"


# SARIF


def test_the_schema_is_the_published_one() -> None:
    published = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest() == published


def test_every_sarif_document_is_valid_by_the_published_schema(
    check: Drafter, tmp_path: Path
) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    texts = [
        file(tmp_path, "bad one.txt", f"😡 Firemen came.\n{BAD}\nSorry,\nbut it was dark.\n"),
        file(tmp_path, "rows.jsonl", rows({"id": "a", "text": BAD}, {"text": 3})),
        file(tmp_path, "empty.txt", ""),
        file(tmp_path, "good.txt", GOOD),
    ]
    for some in (texts, texts[-1:], [tmp_path / "nowhere.txt"]):
        data = check(*some, "--format", "sarif").data
        assert [error.message for error in validator.iter_errors(data)] == []
        for artifact in _uris(data):
            assert " " not in artifact
    assert check("-", "--format", "sarif", stdin=BAD.encode()).data["runs"][0]["results"]


def _uris(data: Any) -> list[str]:
    if isinstance(data, list):
        return [uri for one in data for uri in _uris(one)]
    if not isinstance(data, dict):
        return []
    mine = [data["uri"]] if "uri" in data else []
    return mine + [uri for one in data.values() for uri in _uris(one)]


def test_a_fix_in_sarif_is_the_rewrite_of_the_finding(check: Drafter, tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", f"Hello.\n{BAD}\n")
    run = check(path, "--format", "sarif").data["runs"][0]
    fixed = [result for result in run["results"] if "fixes" in result]
    (change,) = fixed[0]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    text = path.read_text(encoding="utf-8")
    assert text[region["charOffset"] :][: region["charLength"]] == BAD
    assert replacement["insertedContent"]["text"] == "We are sorry for our film."
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 1, len(BAD) + 1)


def test_a_rule_that_was_not_run_is_a_notification(check: Drafter, tmp_path: Path) -> None:
    run = check(file(tmp_path, "a.txt", GOOD), "--format", "sarif").data["runs"][0]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert any("compare by meaning" in one["message"]["text"] for one in notes)
    assert run["invocations"][0]["executionSuccessful"]


# bad input


def test_fifty_megabytes_are_refused_in_one_line_and_the_rest_is_done(
    check: Drafter, tmp_path: Path
) -> None:
    big = file(tmp_path, "big.txt", "")
    with big.open("wb") as out:
        out.truncate(50_000_000)
    ran = check(big, file(tmp_path, "good.txt", GOOD), "--format", "json")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "is larger than 20,000,000 bytes" in ran.data[0]["error"]
    assert "error" not in ran.data[1]


@pytest.mark.parametrize("data", [b"\x89PNG\x00\x01", b"", b" \n", b"caf\xe9"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_file_that_is_no_text_is_one_line_on_stdin_too(
    check: Drafter, tmp_path: Path, data: bytes, name: str
) -> None:
    for ran in (check(file(tmp_path, name, data)), check("-", stdin=data)):
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "a." in ran.err or "<stdin>" in ran.err


def test_a_bad_row_carries_its_error_and_the_other_rows_are_done(
    check: Drafter, tmp_path: Path
) -> None:
    path = file(
        tmp_path,
        "rows.jsonl",
        rows({"text": GOOD}) + "{\n" + rows({"text": BAD, "kind": "rant"}, {"text": BAD, "kind": 5})
        + rows({"text": ""}) + '{"text": "Two\u2028lines."}\n',
    )  # fmt: skip
    ran = check(path, "--format", "json")
    assert ran.code == 2
    said = [one.get("error", "") for one in ran.data]
    assert said[0] == said[5] == ""
    assert said[1] == f"{path}:2: is not JSON"
    assert said[2].startswith(f"{path}:3: no statement kind 'rant'; there are: ")
    assert said[3] == f'{path}:4: "kind" must be a word (found 5)'
    assert said[4].startswith(f"{path}:5: ")
    assert ran.err.count("\n") == 4


def test_a_kind_that_is_none_is_said_once_for_all_files(check: Drafter, tmp_path: Path) -> None:
    some = [file(tmp_path, f"{name}.txt", GOOD) for name in "abc"]
    ran = check(*some, "--kind", "rant")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert check(*some, "--channel", "fax").err.count("\n") == 1


def test_a_facts_file_with_an_id_used_twice_names_its_line(check: Drafter, tmp_path: Path) -> None:
    twice = "".join(f"  - {{id: F1, role: event, text: {said}}}\n" for said in "AB")
    facts = file(tmp_path, "facts.yaml", f"organisation: Acme\nfacts:\n{twice}")
    ran = check(file(tmp_path, "a.txt", GOOD), "--facts", facts)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"drafter: {facts}:4: fact id 'F1' is used twice\n"


@pytest.mark.parametrize(
    ("rule", "line", "key"),
    [
        ("extends: existence\nmessage: no\ntokens:\n  - a\n  - (b\n", 5, "tokens"),
        ("extends: existence\nmessage: no\ncolour: red\n", 3, "'colour'"),
        ("extends: existence\nmessage: no\nlevel: fatal\n", 3, "level"),
        ("extends: magic\nmessage: no\n", 1, "extends"),
        ("message: no\n", 1, "'extends'"),
        ("extends: [\n", 2, "not valid YAML"),
        ("extends: metric\nmessage: no\nformula: __import__('os')\ncondition: '> 1'\n", 3, "formula"),
    ],
)  # fmt: skip
def test_a_broken_rule_names_file_line_and_key_once(
    check: Drafter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, line: int, key: str
) -> None:
    folder = styles(monkeypatch, tmp_path, Own=rule)
    some = [file(tmp_path, f"{name}.txt", GOOD) for name in "ab"]
    ran = check(*some)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"drafter: {folder / 'Own.yml'}:{line}: ")
    assert key in ran.err


# long runs


def test_a_long_run_says_how_far_it_is_on_standard_error_only(
    check: Drafter, tmp_path: Path
) -> None:
    path = file(tmp_path, "rows.jsonl", rows({"text": GOOD}) * 201)
    ran = check(path, "--format", "json")
    assert len(ran.data) == 201
    assert ran.err.splitlines() == [
        "drafter: 100 texts checked, file 1 of 1",
        "drafter: 200 texts checked, file 1 of 1",
    ]
    assert check(file(tmp_path, "a.txt", GOOD)).err == ""


def test_on_a_terminal_the_progress_stays_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    with Progress(2, every=2) as progress:
        for _ in progress.begun(range(4)):
            progress.counted(None)
    assert shown.getvalue().count("\n") == 1
    assert shown.getvalue().count("\r") == 2


def test_a_pattern_that_never_ends_is_stopped_and_said(
    check: Drafter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "extends: existence\nmessage: no\nnonword: true\ntokens: ['(?:a|a|aa)+b?(?=c)c$']\n"
    fine = "extends: existence\nmessage: found '%s'\ntokens: [needle]\n"
    styles(monkeypatch, tmp_path, Hostile=hostile, Fine=fine)
    ran = check(file(tmp_path, "a.txt", "a" * 60 + "x c needle"), "--format", "json")
    assert {one["rule"] for one in ran.data[0]["findings"]} == {"Team/Fine"}
    (skipped,) = (one for one in ran.data[0]["skipped"] if one["rule"] == "Team/Hostile")
    assert skipped["reason"] == "stopped after 0.5 s: the text is unchecked by it"


@pytest.mark.soak
def test_a_megabyte_is_checked_to_its_end(
    check: Drafter, tmp_path: Path, soak: Callable[[int], int]
) -> None:
    text = f"{GOOD} " * soak(14_000) + BAD
    ran = check(file(tmp_path, "a.txt", text), "--format", "json")
    assert ran.data[0]["findings"][-1]["end"] > len(text) - 100
    assert "error" not in ran.data[0]


# own styles


VALE = {
    "Existence": "extends: existence\nmessage: \"'%s'\"\ntokens: [whilst]\n",
    "Substitution": "extends: substitution\nmessage: \"'%s' for '%s'\"\nswap: {utilise: use}\n",
    "Occurrence": "extends: occurrence\nmessage: many\nmax: 1\ntoken: very\n",
    "Repetition": "extends: repetition\nmessage: \"'%s' twice\"\nalpha: true\ntokens: ['[^\\s]+']\n",
    "Metric": "extends: metric\nmessage: \"%s words\"\nformula: words\ncondition: '> 5'\n",
    "Consistency": "extends: consistency\nmessage: no\neither: {advisor: adviser}\n",
    "Conditional": "extends: conditional\nmessage: no\nfirst: a\nsecond: b\n",
    "Capitalization": "extends: capitalization\nmessage: no\nmatch: $title\n",
    "Spelling": "extends: spelling\nmessage: no\n",
    "Sequence": "extends: sequence\nmessage: no\ntokens: [{tag: NN}]\n",
    "Script": "extends: script\nmessage: no\nscript: x\n",
    "Readability": "extends: readability\nmessage: no\nmetrics: [SMOG]\ngrade: 8\n",
}


def test_a_style_of_vale_runs_and_what_is_not_run_is_said_by_file(
    check: Drafter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    styles(monkeypatch, tmp_path, **VALE)
    text = "Whilst we utilise it, it it is very very slow. very whilst."
    data = check(file(tmp_path, "a.txt", text), "--format", "json").data[0]
    ran = {one["rule"] for one in data["findings"] if one["rule"].startswith("Team/")}
    assert ran == {f"Team/{name}" for name in list(VALE)[:5]}
    assert {one["rule"]: one["reason"] for one in data["skipped"]} == {
        f"Team/{name}": f"type {name.lower()!r} is not run here (Team/{name}.yml)"
        for name in list(VALE)[5:]
    }
    swap = next(one for one in data["findings"] if one["rule"] == "Team/Substitution")
    assert (swap["replaces"], swap["suggestion"]) == (True, "use")


def test_a_folder_of_several_styles_is_taken_whole(
    check: Drafter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = styles(monkeypatch, tmp_path, A=VALE["Existence"]).parent
    file(folder, "Other/B.yml", VALE["Existence"])
    file(folder, "config/vocabularies/accept.txt", "x")
    monkeypatch.setenv("DRAFTER_STYLES", str(folder))
    ran = check(file(tmp_path, "a.txt", "Said whilst."), "--format", "json")
    assert {one["rule"] for one in ran.data[0]["findings"]} >= {"Team/A"}


# a home that cannot be written


@pytest.mark.skipif(minilm.find() is None, reason="the model's weights are not installed")
def test_a_home_that_cannot_be_written_costs_the_cache_and_nothing_else(
    check: Drafter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike = (
        "extends: resembles\nmessage: alike\nlevel: warning\nmargin: -3\n"
        "bad: [It was a joke.]\ngood: [We are late.]\n"
    )
    styles(monkeypatch, tmp_path, Alike=alike)
    monkeypatch.setenv("DRAFTER_EMBEDDER", "auto")
    monkeypatch.setenv("DRAFTER_HOME", str(file(tmp_path, "full", "") / "home"))
    ran = check(file(tmp_path, "a.txt", "It was only a joke."), "--format", "json")
    assert [one["rule"] for one in ran.data[0]["findings"]] == ["Team/Alike"]
    assert ran.err.count("\n") == 1
    assert "vectors are not kept" in ran.err
    assert ran.code == 0


def test_claims_bind_as_of_a_date(check: Drafter, tmp_path: Path) -> None:
    facts = file(tmp_path, "facts.yaml", facts_file.dump(ledger()))
    path = file(tmp_path, "a.txt", "In all 1,304 orders were charged twice.")
    found = check(path, "--facts", facts, "--format", "json").data[0]["findings"]
    assert any(one["replaces"] and one["suggestion"] == "1,204" for one in found)


def test_what_did_not_run_is_said_once_for_all_texts_and_a_finding_is_one_line(
    check: Drafter, tmp_path: Path
) -> None:
    names = [str(file(tmp_path, f"{n}.txt", "Sorry if you minded.")) for n in range(3)]
    ran = check(*names, "--embedder", "off")
    lines = ran.out.splitlines()
    assert sum("skipped resembles" in one for one in lines) == 1
    assert all(":1:" in one for one in lines if "skipped" not in one)


def test_an_option_that_cannot_be_is_named(check: Drafter, tmp_path: Path) -> None:
    path = str(file(tmp_path, "a.txt", "Sorry."))
    for option in ("--fail-on", "--embedder", "--format"):
        ran = check(path, option, "loud")
        assert ran.code == 2
        assert f"{option} cannot be 'loud'; there are: " in ran.err
