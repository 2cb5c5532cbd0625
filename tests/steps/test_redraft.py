"""A draft mended once: which of both stands, and what is said of it."""

from drafter.model.draft import Draft, Judged, Run
from drafter.model.finding import Level, Report, found
from drafter.steps.drafting.redraft import alike, better, to_mend


def judged(
    text: str, *levels: Level, category: str = "boilerplate", cost: float | None = None
) -> Judged:
    findings = tuple(
        found(
            text,
            place,
            place + 1,
            rule="a/B",
            category=category,
            level=level,
            message="stock phrase",
        )
        for place, level in enumerate(levels)
    )
    return Judged(
        Draft(text=text, origin="model", run=Run(model="m", tokens_in=10, cost=cost, attempts=1)),
        Report(findings=findings),
    )


def test_a_redraft_with_fewer_errors_stands_and_says_what_it_mended() -> None:
    first = judged("abc", Level.ERROR, Level.WARNING, cost=0.1)
    kept = better(first, judged("xyz", Level.WARNING))
    assert kept.draft.text == "xyz"
    assert kept.draft.run.before == "abc"
    assert kept.draft.run.fixed == ("a: stock phrase", "b: stock phrase")
    assert (kept.draft.run.tokens_in, kept.draft.run.cost, kept.draft.run.attempts) == (20, 0.1, 2)


def test_a_redraft_that_is_no_better_is_dropped_and_that_is_said() -> None:
    first = judged("abc", Level.WARNING)
    kept = better(first, judged("xyz", Level.ERROR))
    assert kept.draft.text == "abc"
    assert kept.draft.run.fixed == ()
    assert kept.draft.run.attempts == 2
    assert kept.draft.warnings == ("a redraft was no better: the first draft is kept",)


def test_suggestions_and_counsels_step_ask_for_no_redraft() -> None:
    assert to_mend(judged("abc", Level.SUGGESTION).report) == ()
    assert to_mend(judged("abc", Level.WARNING, category="counsel").report) == ()


def test_texts_that_say_nearly_the_same_are_found() -> None:
    one = "We are sorry that we charged you twice on Saturday and we pay it all back today"
    assert alike([one, one.replace("today", "now"), "Something else."]) == (1,)
    assert alike([one, "We are sorry that we charged you.", "Something else."]) == ()
    assert alike([]) == ()
