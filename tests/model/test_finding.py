"""Findings point at words."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.model.finding import Level, Report, found, position


def make(text: str, start: int, end: int, level: Level = Level.ERROR) -> object:
    return found(text, start, end, rule="a/B", category="claim", level=level, message="m")


@given(st.text(min_size=1), st.data())
def test_a_position_counts_lines_and_columns_from_one(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    line, column = position(text, start)
    assert text.split("\n")[line - 1][column - 1 : column] == (
        "" if text[start] == "\n" else text[start]
    )


def test_offsets_are_code_points() -> None:
    text = "👩‍👩‍👧 é\nsorry"
    assert position(text, text.index("sorry")) == (2, 1)


def test_the_same_remark_on_the_same_words_has_one_key_wherever_it_stands() -> None:
    one, other = make("no sorry if", 3, 11), make("well, no sorry if", 9, 17)
    assert one.key == other.key  # type: ignore[attr-defined]
    assert one.key != make("no sorry ef", 3, 11).key  # type: ignore[attr-defined]


def test_a_report_lists_what_is_at_least_so_grave() -> None:
    findings = tuple(make("abc", 0, 1, level) for level in Level)
    report = Report(findings=findings)
    assert len(report.errors) == 1
    assert len(report.at_least(Level.WARNING)) == 2
    assert len(report.at_least(Level.SUGGESTION)) == 3
