"""All checks together: what stands in one report."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.examine import examine
from drafter.checks.rules import load
from drafter.llm import HashEmbedder
from drafter.model.crisis import Advice
from drafter.model.finding import Report
from tests.builders import ledger

RULES = load(Path(__file__).parents[2] / "knowledge" / "tone")
TEXT = "We left the gate open. A child of three was hurt. We are sorry. Ring 020 7946 0188."


def seen(text: str, language: str = "en", public: bool = True) -> Report:
    advice = Advice(strategy="rebuild", why="preventable")
    return examine(
        text, rules=RULES, kind="apology", ledger=ledger(), advice=advice, language=language,
        public=public,
    )  # fmt: skip


def test_a_report_says_which_sentence_does_what() -> None:
    report = seen(TEXT)
    parts = {(one.what, TEXT[one.start : one.end]) for one in report.part_spans}
    assert ("regret", "We are sorry.") in parts
    assert report.parts.regret
    assert report.strategy == "rebuild"
    assert ("apology", "We are sorry.") in {
        (one.what, TEXT[one.start : one.end]) for one in report.acts
    }
    assert {"death or injury", "minors"} <= set(report.counsel)
    assert 0 < report.part_score < 1
    assert 0 < report.generic < 1


def test_findings_come_in_the_order_of_the_text_from_all_checks() -> None:
    report = seen(TEXT)
    assert {"counsel", "pii"} <= {one.category for one in report.findings}
    assert [one.start for one in report.findings] == sorted(one.start for one in report.findings)


def test_what_stays_inside_is_not_searched_for_personal_data() -> None:
    assert "pii" not in {one.category for one in seen(TEXT, public=False).findings}


@pytest.mark.parametrize("language", ["de", "pt-BR"])
def test_a_text_in_another_language_is_said_to_be_unread_and_never_silently_clean(
    language: str,
) -> None:
    report = seen("Das Kind wurde verletzt. Ring 020 7946 0188.", language)
    assert "sentences" in {one.rule for one in report.skipped}
    assert report.part_spans == report.acts == report.postures == ()
    assert "pii" in {one.category for one in report.findings}
    assert "sentences" not in {one.rule for one in seen(TEXT, "en-GB").skipped}


@given(st.text())
def test_every_mark_and_finding_lies_in_its_text(text: str) -> None:
    report = seen(text)
    marks = (*report.part_spans, *report.postures, *report.acts, *report.findings)
    assert all(0 <= one.start <= one.end <= len(text) for one in marks)


def test_an_embedder_that_knows_meanings_is_asked_for_the_claims_too() -> None:
    asked: list[str] = []

    class Listening(HashEmbedder):
        id = "listening"
        lexical = False

        def embed(self, texts: Sequence[str]) -> list[list[float]]:
            asked.extend(texts)
            return super().embed(texts)

    examine(TEXT, rules=RULES, ledger=ledger(), embedder=Listening())
    assert set(asked) & {fact.text for fact in ledger().confirmed}


def test_a_capital_tells_no_name_where_nobody_reads_the_language_but_a_figure_stays_a_figure() -> (
    None
):
    text = "Wir bedauern den Fehler bei den Bestellungen: 4.711 Kunden wurden am Samstag doppelt belastet."
    report = seen(text, public=True)
    errors = {(one.rule, one.match) for one in report.findings if one.level == "error"}
    assert "language/Unchecked" in {rule for rule, _ in errors}
    assert {match for rule, match in errors if rule.startswith("claims/")} == {"4.711"}
    assert "name" not in {one.type for one in report.claims}
