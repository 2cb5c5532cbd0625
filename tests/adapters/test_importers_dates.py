"""Dates in the forms that exports and spreadsheets give them."""

from datetime import UTC, datetime

import pytest

from drafter.adapters.importers import Imported, read


def dated(*values: str, column: str = "date") -> Imported:
    rows = "".join(f'post {number};"{value}"\n' for number, value in enumerate(values))
    return read(f"text;{column}\n{rows}".encode(), name="a.csv")


def days(result: Imported) -> list[str]:
    return [f"{post.posted_at:%Y-%m-%d}" if post.posted_at else "" for post in result.mentions]


def warned(result: Imported, words: str) -> bool:
    return any(words in warning for warning in result.report.warnings)


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-04T12:30:00Z",
        "2026-03-04T12:30:00.000+0000",
        "2026-03-04T14:30:00+02:00",
        "2026-03-04 12:30:00.0",
        "2026-03-04 12:30",
        "2026-03-04 12:30:00 UTC",
        "2026-03-04 12:30:00 +0000",
        "2026-03-04T07:30:00 EST",
        "2026/3/4 12:30",
        "20260304123000",
        "1772627400",
        "1772627400000",
        "1772627400000000",
        "46085.5208333333",
        "46085,5208333333",
        "Wed Mar 04 12:30:00 +0000 2026",
        "Wed, 04 Mar 2026 12:30:00 +0000",
        "04-Mar-2026 12:30PM",
        "04 Mar 2026 12:30",
        "Mar 4, 2026 12:30 PM",
        "March 4th 2026, 12:30 pm",
        "4.3.2026 12:30",
        "04/03/2026, 12:30:00",
        "04/03/26 12:30 p.m.",
        "04-03-2026 14:30 +02:00",
        "04/03/2026 07:30 EST",
    ],
)
def test_a_date_in_any_usual_form_is_read_as_utc(value: str):
    result = dated(value)
    assert result.mentions[0].posted_at == datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
    assert result.mentions[0].posted_at.tzinfo is UTC


@pytest.mark.parametrize(
    "value",
    [
        *("soon", "12:30", "March 2026", "2026", "31", "Monday", "2026-02-30", "99/99/2026"),
        *("1.70E+12", "123456", "9" * 11, "2026-03-04T12:30:61", "x" * 200, "10:00 +99:99"),
        *("04/03/2026 12:30 +25:00", "0001-01-01T00:00:00+14:00", "20269999"),
    ],
)
def test_a_post_whose_date_cannot_be_read_is_kept_without_one_and_said(value: str):
    result = dated(value, "2026-03-04T12:30:00Z")
    assert [post.posted_at is None for post in result.mentions] == [True, False]
    assert warned(result, "1 dates could not be read (row 0)")


def test_an_empty_date_is_nothing_to_warn_about():
    assert not dated("", "2026-03-04T12:30:00Z").report.warnings


def test_one_first_part_above_twelve_makes_the_file_day_first():
    result = dated("03/04/2026", "13/04/2026")
    assert days(result) == ["2026-04-03", "2026-04-13"]
    assert not warned(result, "day first")


def test_one_second_part_above_twelve_makes_the_file_month_first():
    result = dated("03/04/2026", "04/13/2026")
    assert days(result) == ["2026-03-04", "2026-04-13"]
    assert not warned(result, "day first")


def test_dates_that_fit_both_orders_are_read_day_first_and_said():
    result = dated("03/04/2026", "05/06/2026")
    assert days(result) == ["2026-04-03", "2026-06-05"]
    assert warned(result, "read as day first")


def test_dotted_dates_are_day_first_without_a_warning():
    result = dated("03.04.2026", "05.06.2026")
    assert days(result) == ["2026-04-03", "2026-06-05"]
    assert not warned(result, "day first")


def test_the_id_of_a_post_does_not_change_with_the_order_a_longer_export_shows():
    short, long = dated("03/04/2026"), dated("03/04/2026", "04/13/2026")
    assert short.mentions[0].posted_at != long.mentions[0].posted_at
    assert short.mentions[0].id == long.mentions[0].id


def test_naive_times_are_utc_and_said_once_unless_the_column_says_so():
    result = dated("2026-03-04 12:30", "2026-03-05 12:30")
    assert sum("taken as UTC" in warning for warning in result.report.warnings) == 1
    assert not dated("2026-03-04 12:30", column="Date (UTC)").report.warnings


def test_serial_dates_are_repaired_and_counted_and_a_mixture_is_suspicious():
    assert warned(dated("46085.5", "46086"), "2 dates were spreadsheet numbers")
    assert not warned(dated("46085.5", "46086"), "swapped")
    assert warned(dated("46085.5", "13/04/2026"), "swapped day and month")


def test_an_hour_alone_in_the_time_column_is_an_hour():
    result = read(b"text,date,hrs\nHi,2026-03-04,9\nHo,2026-03-04,\n", name="a.csv")
    assert [f"{post.posted_at:%d %H:%M}" for post in result.mentions] == ["04 09:00", "04 00:00"]


def test_a_time_column_by_itself_may_hold_the_whole_date():
    result = read(b"text,time\nHi,2026-03-04T09:00:00Z\n", name="a.csv")
    assert days(result) == ["2026-03-04"]


def test_a_form_that_only_later_rows_use_is_still_read():
    values = ["04 Mar 2026"] * 3 + [f"{day} Mar 2026" for day in range(1, 29)]
    values += [f"{day} Mar 2026 12:{day:02d}" for day in range(1, 29)] + ["Mar 4, 2026"]
    assert "" not in days(dated(*values))
