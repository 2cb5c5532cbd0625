import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.parts import part_marks
from drafter.checks.strategy import Acted, acted, posture_findings
from drafter.model.crisis import Advice
from drafter.model.finding import Level, found

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "tone_dev.jsonl"
REBUILD = Advice(strategy="rebuild", why="preventable crisis: rebuild, whatever the history")


def did(text: str, kind: str | None = None) -> Acted:
    return acted(text, part_marks(text), (), kind)


@pytest.mark.parametrize(
    ("text", "posture"),
    [
        ("We charged you twice. That was our mistake. We are sorry.", "rebuild"),
        ("The claims about our factory are completely false. We reject them.", "deny"),
        ("This was not our fault. The clip was heavily edited.", "deny"),
        ("A small number of customers were affected. It was never our intention.", "diminish"),
        ("We are sorry if anyone was upset.", "diminish"),
        ("Since 1931 we have held the highest standards. Safety is our top priority.", "bolster"),
        ("The road is closed until 18:00. Use Ferry Lane.", "information"),
        ("", "information"),
    ],
)
def test_the_posture_of_a_text_is_what_most_of_it_does(text: str, posture: str) -> None:
    assert did(text).main == posture


def test_an_apology_outweighed_by_excuses_does_not_rebuild() -> None:
    text = (
        "We are sorry. It was an isolated case and only a handful of people saw it. It was never "
        "our intention."
    )
    assert did(text).main == "diminish"


def test_every_sentence_says_what_it_does() -> None:
    text = "The bridge is shut. We left the barrier open. We are sorry. It was an isolated case."
    marks = [(mark.what, text[mark.start : mark.end]) for mark in did(text).marks]
    assert marks == [
        ("information", "The bridge is shut."),
        ("rebuild", "We left the barrier open."),
        ("rebuild", "We are sorry."),
        ("diminish", "It was an isolated case."),
    ]


def test_a_tone_finding_tells_the_posture_of_its_sentence() -> None:
    text = "Somebody at the depot chose to look away. The depot is shut."
    blame = found(
        text, 0, 40, rule="x/Y", category="blame_shift", level=Level.WARNING, message="no"
    )
    assert acted(text, (), (), None).main == "information"
    assert acted(text, (), (blame,), None).main == "deny"


def test_an_update_with_one_excuse_among_much_information_informs() -> None:
    text = (
        "The line is shut. A bus runs every ten minutes. It is an isolated case. News at six. "
        "Tickets are valid until Friday. The bus stops at the hall. Staff are at both stops."
    )
    assert did(text, "update").main == "information"
    assert did(text, "apology").main == "diminish"


def test_a_reply_that_only_compensates_rebuilds_and_an_update_informs() -> None:
    text = "Every ticket is refunded by Friday."
    assert did(text, "reply").main == "rebuild"
    assert did(text, "update").main == "information"


def test_denial_beside_an_apology_is_an_error_that_shows_both_sentences() -> None:
    text = "The reports are completely false. We let you down and we are sorry."
    (mixed,) = posture_findings(text, did(text), None)
    assert (mixed.rule, mixed.level) == ("strategy/Mixed", Level.ERROR)
    assert mixed.match == "The reports are completely false."
    assert "We let you down and we are sorry." in mixed.message


@pytest.mark.parametrize(
    "text",
    [
        "We said the show was on. That was not true, and it was our mistake. We are sorry.",
        "What we wrote on Monday was false. We apologise to Ms Petrie.",
        "We denied you boarding on Sunday. We are sorry.",
        "We do not deny it. We are sorry.",
    ],
)
def test_taking_back_ones_own_words_is_no_denial(text: str) -> None:
    assert not [one for one in posture_findings(text, did(text), None) if one.level is Level.ERROR]


def test_denial_alone_is_no_mix() -> None:
    text = "The reports are completely false. Our factory in Leeds is open."
    assert [*posture_findings(text, did(text), None)] == []


def test_a_posture_below_the_advised_one_is_a_warning_with_the_rule() -> None:
    text = "It was an isolated case."
    (one,) = posture_findings(text, did(text), REBUILD, "apology")
    assert (one.rule, one.level, one.match) == ("strategy/NotAsAdvised", Level.WARNING, text)
    assert one.why == REBUILD.why


def test_information_where_more_is_owed_is_a_suggestion_but_not_in_an_apology() -> None:
    text = "The lift is shut until Monday."
    (one,) = posture_findings(text, did(text), REBUILD, "holding")
    assert one.level is Level.SUGGESTION
    (one,) = posture_findings(text, did(text), REBUILD, "apology")
    assert one.level is Level.WARNING


def test_the_advised_posture_an_allowed_one_and_more_than_advised_pass() -> None:
    sorry = "We broke it. We are sorry."
    diminish = Advice(strategy="diminish", why="accidental")
    assert [*posture_findings(sorry, did(sorry), REBUILD)] == []
    assert [*posture_findings(sorry, did(sorry), diminish)] == []
    denial = "The rumour is completely false."
    rumour = Advice(strategy="information", why="victim", also=("deny",))
    assert [*posture_findings(denial, did(denial), rumour)] == []


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert did(text).main in {"deny", "diminish", "rebuild", "bolster", "information"}


@pytest.mark.skipif(not GOLD.exists(), reason="the calibration set is not on this machine")
def test_three_in_four_postures_of_the_calibration_set_are_told_without_the_tone_rules() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    right = sum(did(row["text"], row["kind"]).main == row["strategy"] for row in rows)
    assert right >= 0.75 * len(rows)
