"""FACTS.yaml: read strictly, written so that it reads back."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.adapters import facts_file
from drafter.errors import FactsError
from drafter.model.brief import Fact, Ledger
from drafter.settings import ROOT
from tests.builders import facts, ledger

GOOD = """\
as_of: 2026-03-14
organisation: Acme
names: [Acme, Acme One]
crisis: {title: Down, type: technical-error accident, history: false, reputation: good}
facts:
  - {id: F1, role: event, status: confirmed, text: "It was down.", source: log}
  - {id: F2, role: cause, text: "Maybe a cable."}
"""


def test_a_facts_file_is_a_ledger() -> None:
    made = facts_file.parse(GOOD, "facts.yaml")
    assert made.organisation == "Acme"
    assert made.as_of == date(2026, 3, 14)
    assert made.frame.cluster == "accidental"
    assert [fact.confirmed for fact in made.facts] == [True, False]


def test_json_is_accepted_too() -> None:
    text = '{"organisation": "Acme", "facts": [{"id": "F1", "role": "event", "status": "confirmed", "text": "A."}]}'
    assert facts_file.parse(text, "facts.json").facts[0].confirmed


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("id: F2", "id: F1", 7, "'F1' is used twice"),
        ("id: F2", "id: two", 7, "facts.1.id"),
        ("role: cause", "role: reason", 7, "facts.1.role"),
        ("status: confirmed", "status: sure", 6, "facts.0.status"),
        ("source: log", "sauce: log", 6, "unknown key 'facts.0.sauce'"),
        ("organisation: Acme", "organization: Acme", None, "organi"),
        ("reputation: good", "reputation: great", 4, "frame.reputation"),
        ("names: [Acme", "names: [[Acme]", 3, "YAML|names"),
        ('text: "Maybe a cable."', 'text: ""', 7, "facts.1.text"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(
    old: str, new: str, line: int | None, said: str
) -> None:
    with pytest.raises(FactsError, match=said) as caught:
        facts_file.parse(GOOD.replace(old, new, 1), "facts.yaml")
    assert caught.value.where == "facts.yaml"
    if line is not None:
        assert caught.value.line == line
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n- b\n", "just words"])
def test_a_file_that_is_no_ledger_is_refused(text: str) -> None:
    with pytest.raises(FactsError):
        facts_file.parse(text, "facts.yaml")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_ledger_or_one_clear_line(data: bytes) -> None:
    said = ""
    try:
        facts_file.parse(data.decode("utf-8", "replace"), "f.yaml")
    except FactsError as wrong:
        said = str(wrong)
    assert "\n" not in said


@given(st.lists(facts, max_size=5, unique_by=lambda one: one.id))
def test_what_is_written_reads_back_to_the_same(some: list[Fact]) -> None:
    made = ledger().model_copy(update={"facts": tuple(some)})
    assert facts_file.parse(facts_file.dump(made), "f.yaml") == made


def test_a_missing_file_a_folder_and_a_huge_file_are_one_line_each(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="no such file"):
        facts_file.load(tmp_path / "none.yaml")
    with pytest.raises(FactsError, match="folder"):
        facts_file.load(tmp_path)
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * 5_000_001)
    with pytest.raises(FactsError, match="more than"):
        facts_file.load(big)


def test_deeply_nested_yaml_is_refused() -> None:
    with pytest.raises(FactsError):
        facts_file.parse("a: " + "[" * 5_000, "f.yaml")


def test_the_sample_is_a_ledger_with_loose_facts_to_show() -> None:
    made = facts_file.load(ROOT / "knowledge/sample/facts.yaml")
    assert isinstance(made, Ledger)
    assert len(made.confirmed) >= 6
    assert len(made.facts) - len(made.confirmed) >= 2
