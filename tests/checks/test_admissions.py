"""Admissions: families of fault said of ourselves, as a fact; denials, readers' words and causes are none."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.adapters import minilm
from drafter.adapters.embedder import LexicalEmbedder
from drafter.checks.gate import gate
from drafter.checks.gate.admissions import admissions
from drafter.checks.gate.families import FAULTS
from drafter.checks.gate.resembling import likeness, prototypes
from drafter.llm import Embedder
from drafter.settings import ROOT
from tests.builders import fact, ledger

OWN = ledger()
WEIGHTS = minilm.find()
SET = ROOT / "benchmarks" / "sets" / "admissions_own.jsonl"


class Meanings(LexicalEmbedder):
    """Knows words, and says that it knows meanings."""

    id = "double-meanings"
    lexical = False


def admitted(text: str, embedder: Embedder | None = None) -> list[str]:
    return [text[one.start : one.end] for one in admissions(text, OWN, embedder)]


@pytest.mark.parametrize(
    "text",
    [
        "Every test was skipped to meet the date.",
        "There was a cover-up.",
        "The charges were no accident.",
        "We have not been honest with you.",
        "It would be false to say that we acted lawfully.",
        "Had we tested it, you would still have your money.",
        "Are we to blame? Yes, we are.",
        "We cannot deny that we knew about it.",
        "The restaurant was reckless.",
        "The blame for this rests in law with us.",
        "A judge would find against us.",
        "You are entitled to damages from us.",
        "This was a fraud.",
    ],
)
def test_a_fault_is_found_in_the_active_the_passive_and_the_denied_virtue(text: str) -> None:
    assert admitted(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "Are we to blame? The inquiry will tell.",
        "We do not know whether a warning was ignored.",
        "We deny that a warning was ignored.",
        "The claim that we lied is false.",
        "Some of you feel cheated, and we understand that.",
        "You say that we kept quiet, and we hear you.",
        "Fraudsters have sent messages to the staff.",
        "Please be aware of fraud: we never ask for your card number.",
        "Our drivers are not to blame.",
        "We got your order wrong.",
        "We have read every one of your messages.",
        "We knew that you would be worried, so we write today.",
        "We failed to meet the standard you expect of us.",
    ],
)
def test_a_denial_a_question_and_what_others_say_are_no_admission(text: str) -> None:
    assert admitted(text) == []


def test_what_a_sentence_is_like_counts_where_meanings_are_known() -> None:
    like = "The order to do it came from the top."
    assert like in prototypes()["intent and greed"]
    assert likeness([like], Meanings())[0] > 0 > likeness(["We are sorry."], Meanings())[0]
    assert admitted(like) == []
    assert admitted(f"Dear Ana, {like}", Meanings()) == [f"Dear Ana, {like}"]
    assert admitted("If the order to do it came from the top, we say so.", Meanings()) == []
    assert admitted("Crookes And Fraudley", Meanings()) == []
    assert [one.rule for one in gate(like, OWN, embedder=Meanings())] == ["gate/Admission"]


def test_what_a_fact_holds_is_no_admission() -> None:
    said = "The order to do it came from the top."
    held = ledger(fact(30, "cause", said))
    assert list(admissions(said, OWN, Meanings())) != []
    assert list(admissions(said, held, Meanings())) == []


def test_every_family_of_words_has_prototypes_and_none_stands_on_both_sides() -> None:
    read = dict(prototypes())
    assert len(read) >= len(FAULTS) + 2
    plain = set(read.pop("none"))
    assert all(len(lines) >= 15 and not plain & set(lines) for lines in read.values())


def _rows(admission: bool) -> Sequence[str]:
    rows = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    return [row["says"] for row in rows if row["type"] == ("admission" if admission else "benign")]


def test_of_our_own_paraphrases_nearly_all_are_found_and_few_lookalikes() -> None:
    said = [text for text in _rows(True) if not admitted(text)]
    assert len(said) <= 0.25 * len(_rows(True)), said
    wrong = [text for text in _rows(False) if admitted(text)]
    assert len(wrong) <= 0.02 * len(_rows(False)), wrong


@pytest.mark.skipif(WEIGHTS is None, reason="the embedder's weights are not installed")
def test_with_meanings_nearly_all_paraphrases_are_found(tmp_path: Path) -> None:
    assert WEIGHTS is not None
    embedder = minilm.MiniLm(WEIGHTS, tmp_path)
    missed = [text for text in _rows(True) if not admitted(text, embedder)]
    assert len(missed) <= 0.06 * len(_rows(True)), missed
    wrong = [text for text in _rows(False) if admitted(text, embedder)]
    assert len(wrong) <= 0.05 * len(_rows(False)), wrong
