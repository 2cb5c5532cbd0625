"""A sentence is rewritten only where that is certain, and the rewrite is better."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.examine import examine
from drafter.checks.rewrites import offered
from drafter.checks.rules import RuleSet, load
from drafter.model.finding import Finding, Level, Skipped
from tests.builders import ledger

TONE = Path(__file__).parents[2] / "knowledge" / "tone"
RULES = load(TONE)
BAD = [(rule.name, text) for rule in RULES.rules for text in rule.spec.bad]


def rewritten(text: str, category: str = "") -> set[str]:
    """The texts that the offered rewrites make of `text`."""
    found, skipped = RULES.check(text)
    return {
        one.rewritten(text)
        for one in offered(text, found, RULES, skipped=skipped)
        if one.rewrites and category in ("", one.category)
    }


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("We are sorry if anyone was upset by our film.", "We are sorry for our film."),
        ("If our email confused anybody, we apologise.", "We apologise for our email."),
        (
            "We apologise to anyone who may have been misled.",
            "We apologise to everyone who was misled.",
        ),
        ("We regret any harm this may have caused.", "We regret the harm this caused."),
        ("We are sorry for the queue, but it was Friday.", "We are sorry for the queue."),
        ("There was a minor error in the bill.", "There was an error in the bill."),
        ("Some trains were slightly delayed.", "Some trains were delayed."),
        ("Errors were made. Mistakes were made in March.", "Errors were made. We made mistakes in March."),
        ("Going forward, we answer within a day.", "We answer within a day."),
        ("Please be assured that the money is safe.", "The money is safe."),
        ("The chairman has left.", "The chair has left."),
    ],
)  # fmt: skip
def test_a_certain_shape_is_rewritten(text: str, better: str) -> None:
    assert better in rewritten(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("We shut the ride. Thank you for your patience.", "We shut the ride."),
        ("Thank you for your patience. We shut the ride.", "We shut the ride."),
        ("We shut it.\n\nYour safety is our top priority.\n\nIt opens at 9.", "We shut it.\n\nIt opens at 9."),
        ("We shut it.\n\nThank you for your patience.", "We shut it."),
        ("It was never our intention to mislead you. We printed £9.", "We printed £9."),
    ],
)  # fmt: skip
def test_a_stock_sentence_is_taken_away_with_its_space(text: str, rest: str) -> None:
    assert rest in rewritten(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your patience.",
        "A small number of customers were charged twice.",
        "A very small mistake was made by Ana.",
        "While we are sorry, but only a little, the rest stands.",
        "Mistakes were made on Monday by the supplier of the lock.",
        "We apologise to the extent that any guest felt unsafe.",
        "The ride is closed, and our hearts go out to the two families.",
    ],
)
def test_where_it_is_not_certain_nothing_is_rewritten(text: str) -> None:
    assert rewritten(text) == set()


@pytest.mark.parametrize(("rule", "text"), BAD[::3], ids=lambda one: one[:40])
def test_no_rewrite_of_an_example_has_the_problem_or_another_one(rule: str, text: str) -> None:
    before, _ = RULES.check(text)
    for better in rewritten(text):
        after, _ = RULES.check(better)
        grave = {one.category for one in after if one.level.rank >= Level.WARNING.rank}
        assert grave <= {one.category for one in before}
        assert len([one for one in after if one.level.rank]) < len(before) or not grave


@given(
    st.lists(st.sampled_from([text for _, text in BAD]), max_size=4).map(" ".join),
    st.text(max_size=9),
)
def test_a_rewrite_changes_its_own_sentence_and_no_other(text: str, tail: str) -> None:
    whole = f"{text} {tail}"
    for one in examine(whole, rules=RULES).findings:
        if one.rewrites:
            assert one.rewrite_start <= one.start < one.end <= one.rewrite_end
            new = one.rewritten(whole)
            assert new.startswith(whole[: one.rewrite_start])
            assert new.endswith(whole[one.rewrite_end :])
            assert new.strip()
        if one.replaces:
            assert one.replaced(whole) == whole[: one.start] + one.suggestion + whole[one.end :]


def test_a_swap_that_has_one_word_may_stand_in_its_place_and_two_may_not() -> None:
    found = {one.match: one for one in RULES.check("Firemen met gypsies.")[0]}
    assert (found["Firemen"].replaces, found["Firemen"].suggestion) == (True, "firefighters")
    assert not found["gypsies"].replaces


def test_the_article_follows_the_new_word() -> None:
    assert "It was an error." in rewritten("It was a minor error.")


def test_what_a_fact_contradicts_is_replaced_by_what_the_fact_says() -> None:
    text = "In all 1,304 orders were charged twice."
    found = examine(text, rules=RuleSet(), ledger=ledger()).findings
    (one,) = (each for each in found if each.replaces)
    assert one.replaced(text) == "In all 1,204 orders were charged twice."


def test_a_text_that_a_rule_was_too_slow_for_gets_no_rewrites() -> None:
    text = "We are sorry for the queue, but it was Friday."
    found, _ = RULES.check(text)
    slow = Skipped(rule="a/B", reason="stopped after 0.5 s: the text is unchecked by it")
    assert offered(text, found, RULES, skipped=[slow]) == found


def test_a_long_text_gets_its_first_rewrites_only() -> None:
    text = "\n\n".join(["It was a minor error."] * 60)
    found, _ = RULES.check(text)
    made: tuple[Finding, ...] = offered(text, found, RULES)
    assert 0 < sum(one.rewrites for one in made) <= 40 < len(made)


def test_a_text_in_another_language_is_not_rewritten() -> None:
    text = "We are sorry for the queue, but it was Friday."
    assert not any(one.rewrites for one in examine(text, rules=RULES, language="de").findings)
