"""Formulas are Vale's, and nothing in them runs as code."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.rules.metric import VARIABLES, counts, worked_out


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3 - -4", 13),
        ("7 % 4", 3),
        ("math.sqrt(16) + 1", 5),
        ("0.39 *\n (words / sentences)", 0.39 * 12),
        ("heading.h2 + 1", 1),
        ("words > 10 && sentences < 2", 1),
        ("words > 100 || sentences == 1", 1),
        ("words != 12", 0),
    ],
)
def test_a_formula_is_worked_out(formula: str, value: float) -> None:
    known = dict.fromkeys(VARIABLES, 0.0) | {"words": 12.0, "sentences": 1.0}
    assert worked_out(formula, known) == pytest.approx(value)


def test_dividing_by_zero_gives_what_go_gives() -> None:
    assert worked_out("1 / 0", {}) == math.inf
    assert worked_out("-1 / 0", {}) == -math.inf
    assert math.isnan(worked_out("0 / 0", {}))
    assert math.isnan(worked_out("1 % 0", {}))


@pytest.mark.parametrize(
    "formula",
    [
        "", "words words", "__import__('os')", "words.real", "2 ** 9", "unknown", "'a'", "math.sqrt(1, 2)",
        "(lambda: 1)()", "[1]", "1 if 1 else 2", "math.exp(9)", "1 < 2 < 3", "(" * 400 + "1" + ")" * 400,
        "1" * 2000, "math.sqrt(-1)",
    ],
)  # fmt: skip
def test_anything_else_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        worked_out(formula, {"words": 1.0})


def test_the_counts_are_those_of_vale() -> None:
    made = counts("- We reimbursed everybody yesterday.\n- Sorry.\n\nThe end.")
    assert made["words"] == 7
    assert made["sentences"] == 3
    assert made["paragraphs"] == 2
    assert made["list"] == 2
    assert made["characters"] == 41
    assert made["long_words"] == 3
    assert made["polysyllabic_words"] == 2
    assert made["complex_words"] <= made["polysyllabic_words"]
    assert made["syllables"] == 15


@given(st.text())
def test_any_text_can_be_counted(text: str) -> None:
    made = counts(text)
    assert tuple(made) == VARIABLES
    assert made["words"] <= made["syllables"]
    assert made["long_words"] <= made["words"]
