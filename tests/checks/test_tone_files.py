import json
import time
from pathlib import Path

import pytest

from drafter.adapters import minilm
from drafter.checks.rules import Rule, RuleSet, load
from drafter.checks.rules.resembles import Resembles
from drafter.checks.rules.triggers import triggers
from drafter.llm import Embedder
from drafter.model.finding import CATEGORIES, Level

TONE = Path(__file__).parents[2] / "knowledge" / "tone"
GOLD = Path(__file__).parents[3] / "shared" / "gold" / "tone_dev.jsonl"
SHIPPED = load(TONE)
OURS = RuleSet(tuple(rule for rule in SHIPPED.rules if rule.name.startswith("drafter/")))
PATTERNS = RuleSet(tuple(rule for rule in OURS.rules if not isinstance(rule.spec, Resembles)))
ALIKE = RuleSet(tuple(rule for rule in OURS.rules if isinstance(rule.spec, Resembles)))
WEIGHTS = minilm.find()
needs_weights = pytest.mark.skipif(WEIGHTS is None, reason="no weights on this machine")
PROBLEMS = CATEGORIES - {
    "claim", "part", "strategy", "channel", "readability", "pii", "generic", "counsel",
}  # fmt: skip


def params(rules: RuleSet) -> list[object]:
    return [pytest.param(rule, id=rule.path.stem) for rule in rules.rules]


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    assert WEIGHTS is not None
    return minilm.MiniLm(WEIGHTS, tmp_path_factory.mktemp("minilm"))


@pytest.mark.parametrize("rule", params(PATTERNS))
def test_every_bad_example_is_caught_by_its_own_rule(rule: Rule) -> None:
    missed = [text for text in rule.spec.bad if not RuleSet((rule,)).check(text, timeout=5)[0]]
    assert missed == []


@pytest.mark.parametrize("rule", params(PATTERNS))
def test_no_good_example_is_flagged_by_any_of_our_rules(rule: Rule) -> None:
    flagged = [
        (text, one.rule, one.match)
        for text in rule.spec.good
        for one in PATTERNS.check(text, timeout=5)[0]
        if one.level is not Level.SUGGESTION
    ]
    assert flagged == []


@needs_weights
@pytest.mark.long
def test_nearly_every_example_is_told_apart_by_meaning(embedder: Embedder) -> None:
    wrong = right = 0
    for rule in ALIKE.rules:
        for text, bad in [
            *((one, True) for one in rule.spec.bad),
            *((one, False) for one in rule.spec.good),
        ]:
            found = {one.rule for one in ALIKE.check(text, embedder=embedder)[0]}
            right += (rule.name in found) is bad
            wrong += (rule.name in found) is not bad
    assert wrong <= 0.02 * (right + wrong)


def test_a_rule_by_meaning_has_many_examples_of_both_kinds() -> None:
    assert {rule.spec.category for rule in ALIKE.rules} == PROBLEMS
    for rule in ALIKE.rules:
        assert len(set(rule.spec.bad)) == len(rule.spec.bad) >= 30
        assert len(set(rule.spec.good)) == len(rule.spec.good) >= 10
        assert not set(rule.spec.bad) & set(rule.spec.good)


@pytest.mark.parametrize("rule", params(OURS))
def test_a_rule_file_says_why_what_instead_and_shows_it(rule: Rule) -> None:
    spec = rule.spec
    assert spec.category in PROBLEMS
    assert spec.why.endswith(".")
    assert spec.suggestion.endswith(".")
    assert "%s" in spec.message
    assert len(spec.bad) >= 4
    assert len(spec.good) >= 4
    assert rule.path.stem.isalnum()
    assert rule.path.stem[0].isupper()


def test_every_problem_category_has_a_rule() -> None:
    assert {rule.spec.category for rule in OURS.rules} == PROBLEMS


def test_only_the_nearly_certain_categories_are_errors() -> None:
    errors = {rule.spec.category for rule in OURS.rules if rule.spec.level is Level.ERROR}
    assert errors == {
        "conditional_harm", "reaction_apology", "but_reversal", "admission_of_liability",
    }  # fmt: skip


def test_few_patterns_run_on_every_sentence() -> None:
    always = [
        (rule.name, source)
        for rule in PATTERNS.rules
        for source in rule.spec.pieces()
        if not triggers(source)
    ]
    assert len(always) <= 8


def test_the_rules_load_fast_enough_for_a_command_line() -> None:
    began = time.process_time()
    load(TONE)
    assert time.process_time() - began < 0.3


@pytest.mark.skipif(not GOLD.exists(), reason="the calibration set is not on this machine")
def test_few_clean_statements_are_flagged_and_half_of_the_problems_are_found() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    clean = problems = errors = warnings = hits = 0
    for row in rows:
        found, skipped = OURS.check(row["text"], kind=row["kind"], timeout=5)
        assert [one.rule for one in skipped] == ["resembles"]
        problems += len(row["problems"])
        hits += len({one["category"] for one in row["problems"]} & {f.category for f in found})
        if not row["problems"]:
            clean += 1
            errors += any(one.level is Level.ERROR for one in found)
            warnings += bool(found)
    assert errors <= 0.05 * clean
    assert warnings <= 0.15 * clean
    assert hits >= 0.5 * problems
