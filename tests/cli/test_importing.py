"""`drafter import`: what it prints, what it writes, and what it is told about the columns."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter import cli
from drafter.cli import waiting
from drafter.desk import Desk
from drafter.settings import Settings
from tests.cli.test_cli import Ran, drafter  # noqa: F401


@pytest.fixture
def run(drafter: Callable[..., Ran], settings: Settings) -> Callable[..., Ran]:  # noqa: F811
    desk = Desk(settings)
    desk.crises.make(title="Late again", organisation="Acme", by="Ana", slug="late")
    desk.close()
    return drafter


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "export.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_pasted_lines_come_in_by_standard_input(run: Callable[..., Ran]) -> None:
    ran = run("import", "-", "--crisis", "late", stdin="my bus is late\n\nno answer, again\n")
    assert "pasted.txt: 2 rows read: 2 kept (2 new), 0 duplicates, 0 rejected" in ran.out
    again = run("import", "-", "--crisis", "late", stdin="my bus is late\n")
    assert "1 kept (0 new)" in again.out


def test_the_mapping_is_printed(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = written(tmp_path, "Full Text,Author\nmy bus is late,ann\n")
    assert (
        "columns: text = Full Text, author = Author" in run("import", file, "--crisis", "late").out
    )


def test_rejected_rows_are_written_to_a_file(run: Callable[..., Ran], tmp_path: Path) -> None:
    file, out = written(tmp_path, "text,author\nlate,ann\n,bob\n#REF!,cy\n"), tmp_path / "out.csv"
    ran = run("import", file, "--crisis", "late", "--rejected", out)
    assert ran.code == 0
    assert "rejected row 1: no text" in ran.out
    assert out.read_text(encoding="utf-8").splitlines() == [
        "row,reason",
        "1,no text",
        "2,the text is lost: a spreadsheet left #REF! in its place",
    ]


def test_columns_can_be_put_right_one_by_one(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = written(tmp_path, "text,author,who\nlate,nobody,ann\n")
    ran = run("import", file, "--crisis", "late", "--column", "author=who")
    assert "columns: text = text, author = who" in ran.out


def test_the_order_of_day_and_month_can_be_said(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = written(tmp_path, "text,date\nlate,03/04/2020\nagain,05/06/2020\n")
    assert "read as day first" in run("import", file, "--crisis", "late").out
    assert "first" not in run("import", file, "--crisis", "late", "--dates", "month").out


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--column", "author"), "--column: say it as in text=Body (found 'author')"),
        (("--column", "author=nobody"), "has no column 'nobody' for author"),
        (("--column", "colour=text"), "a field 'colour': the fields are text"),
        (("--dates", "week"), "--dates: there are day and month (found 'week')"),
        (("--rejected", "/nowhere/at/all.csv"), "cannot be written"),
    ],
)
def test_what_is_said_wrongly_is_one_line(
    run: Callable[..., Ran], tmp_path: Path, more: tuple[str, str], words: str
) -> None:
    ran = run("import", written(tmp_path, "text,author\nlate,ann\n"), "--crisis", "late", *more)
    assert ran.code == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_concerns_are_found_in_pasted_lines_too(run: Callable[..., Ran]) -> None:
    assert run("concerns", "-", stdin="my bus is late\nwhere is my bus\n").code == 0


@pytest.mark.long
def test_a_long_import_says_how_far_it_is(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "_PATIENCE", 0.0)
    file = written(tmp_path, "text,author\n" + "".join(f"late {n},ann\n" for n in range(5_000)))
    shown = run("import", file, "--crisis", "late").err
    assert "drafter: Reading …" in shown
    assert "drafter: Storing …" in shown
    assert "drafter: Finding the concerns …" in shown
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "\r" in run("import", file, "--crisis", "late").err


def test_a_short_import_says_nothing_of_it(run: Callable[..., Ran], tmp_path: Path) -> None:
    file = written(tmp_path, "text,author\nlate,ann\n")
    assert run("import", file, "--crisis", "late").err == ""
    assert cli.app is not None
