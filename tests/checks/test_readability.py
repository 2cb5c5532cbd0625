from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks import readability as room
from drafter.checks.rules import Rule, RuleSet, load
from drafter.model.finding import Level

TONE = Path(__file__).parents[2] / "knowledge" / "tone"
RULES = load(TONE)
PLAIN = [
    pytest.param(rule, id=rule.name)
    for rule in RULES.rules
    if rule.name.startswith(("readability/", "inclusive/"))
]
TEXT = "We charged you twice. Your money returns on Friday."


def readability(text: str) -> dict[str, float]:
    return room.readability(text, RULES)


def test_the_figure_of_a_report_is_the_one_that_the_rule_speaks_of() -> None:
    hard = "Notwithstanding organisational considerations, remediation remains outstanding indefinitely."
    said = next(one.message for one in RULES.check(hard)[0] if one.rule == "readability/Lix")
    assert f"LIX {readability(hard)['lix']:.2f}:" in said


def test_a_team_s_own_metric_with_a_name_is_reported_too(tmp_path: Path) -> None:
    (tmp_path / "Own.yml").write_text(
        "extends: metric\nmessage: long\nname: own\nformula: words / paragraphs\ncondition: '> 99'\n",
        encoding="utf-8",
    )
    (tmp_path / "None.yml").write_text(
        "extends: metric\nmessage: no\nname: none\nformula: words / list\ncondition: '> 99'\n",
        encoding="utf-8",
    )
    scores = room.readability(TEXT, load(tmp_path))
    assert scores["own"] == 9
    assert "none" not in scores


def test_counts_are_of_words_and_sentences() -> None:
    scores = readability(TEXT)
    assert (scores["words"], scores["sentences"], scores["words_per_sentence"]) == (9, 2, 4.5)


def test_the_formulas_are_those_of_their_papers() -> None:
    scores = readability(TEXT)
    letters = sum(letter.isalpha() for letter in TEXT)
    assert scores["ari"] == pytest.approx(4.71 * letters / 9 + 0.5 * 4.5 - 21.43, abs=0.01)
    assert scores["coleman_liau"] == pytest.approx(
        0.0588 * (100 * letters / 9) - 0.296 * (100 * 2 / 9) - 15.8, abs=0.01
    )
    assert scores["lix"] == pytest.approx(4.5 + 100 * 2 / 9, abs=0.01)


def test_longer_words_and_sentences_score_harder() -> None:
    hard = "Notwithstanding organisational considerations, remediation remains outstanding."
    easy, worse = readability("We are late. It is on us."), readability(hard)
    assert all(easy[name] < worse[name] for name in ("ari", "coleman_liau", "lix"))


@pytest.mark.parametrize("text", ["", "  \n", "...", "💔"])
def test_a_text_without_words_has_no_scores(text: str) -> None:
    assert readability(text) == {}


@given(st.text())
def test_any_text_gives_the_same_keys_or_none(text: str) -> None:
    keys = {"ari", "coleman_liau", "lix", "words", "sentences", "words_per_sentence"}
    assert set(readability(text)) in (keys, set())


@pytest.mark.parametrize("rule", PLAIN)
def test_a_rule_of_plain_words_only_suggests_and_its_examples_are_true(rule: Rule) -> None:
    alone, kind = RuleSet((rule,)), next(iter(rule.spec.kinds), None)
    assert rule.spec.level is Level.SUGGESTION
    assert [text for text in rule.spec.bad if not alone.check(text, kind=kind, timeout=5)[0]] == []
    assert [text for text in rule.spec.good if alone.check(text, kind=kind, timeout=5)[0]] == []
