"""What spreadsheets do to an export: repaired where it is certain, and always reported."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.adapters.importers import Imported, read, sniff
from drafter.adapters.importers.mojibake import turned_back

DAY = datetime(2026, 3, 4, tzinfo=UTC)
APRIL, MARCH = "2026-04-03", "2026-03-04"


def table(head: str, *rows: str, **more: object) -> Imported:
    result = read("\n".join([head, *rows, ""]).encode(), name="a.csv", **more)  # type: ignore[arg-type]
    report = result.report
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    return result


def first_day(result: Imported) -> str:
    at = result.mentions[0].posted_at
    return f"{at:%Y-%m-%d}" if at else ""


def warned(result: Imported, words: str) -> bool:
    return any(words in warning for warning in result.report.warnings)


# Authors and texts


@pytest.mark.parametrize("cell", ["=@ann", "'@ann", '"=""@ann"""', "'=@ann"])
def test_what_a_spreadsheet_put_before_an_author_is_dropped_and_said(cell: str):
    result = table("text,author", f"Hi,{cell}")
    assert result.mentions[0].author == "@ann"
    assert warned(result, "1 authors began with '=@' or an apostrophe")


def test_a_repaired_author_is_the_same_person():
    plain, damaged = table("text,author", "Hi,@ann"), table("text,author", "Hi,=@ann")
    assert plain.mentions[0].id == damaged.mentions[0].id


def test_an_author_that_a_spreadsheet_lost_is_nobody_and_said():
    result = table("text,author", "Hi,#NAME?", "Ho,bob")
    assert [post.author for post in result.mentions] == ["", "bob"]
    assert warned(result, "1 authors were lost")


@pytest.mark.parametrize("error", ["#NAME?", "#REF!", "#VALUE!", "#N/A"])
def test_a_text_that_a_spreadsheet_lost_is_rejected(error: str):
    result = table("text,author", f"{error},ann", "#NAMES of the lost,bob")
    assert [post.text for post in result.mentions] == ["#NAMES of the lost"]
    assert result.report.rejected[0].reason.startswith("the text is lost: a spreadsheet left #")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=@acme no bus", "=@acme no bus"),
        ("'@acme no bus", "@acme no bus"),
        ("'+1 for this", "+1 for this"),
        ("'- it's late", "- it's late"),
        ("'@acme is great' she said", "'@acme is great' she said"),
        ("'Twas late", "'Twas late"),
        ("'=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_an_apostrophe_that_guards_a_formula_is_dropped_and_one_that_quotes_is_kept(
    cell: str, text: str
):
    result = table("text,author", f'"{cell}",ann')
    assert result.mentions[0].text == text
    assert warned(result, "an apostrophe that keeps") == (text != cell)


def test_a_text_that_fills_its_cell_is_said_to_be_cut():
    assert warned(table("text,author", f"{'a' * 32_767},ann"), "the rest of them is missing")


# Mojibake


@pytest.mark.parametrize(
    "text",
    [
        *("Grüße aus Köln", "don’t", "café", "“no” – she said", "no bus 😀", "£5 off", "100 €"),
        *("El niño está aquí", "L’été à Orléans", "Привет мир", "これはひどい"),
    ],
)
def test_utf_8_that_was_read_as_windows_1252_is_turned_back_also_when_done_twice(text: str):
    once = garbled(text)
    assert once != text
    assert turned_back(once) == text
    assert turned_back(garbled(once)) == text
    result = table("text,author", f'"{once}",ann')
    assert result.mentions[0].text == text
    assert warned(result, "garbled")


def garbled(text: str) -> str:
    """UTF-8 as a program shows it that takes it for Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize(
    "text",
    [
        *("Il est passé…” dit-il", "IRMÃ… e ÇÃO", "NÃO É", "voilà…»", "Â", "é…”", "TÂ…", "Ð¡"),
        *("Grüße", "¿Qué?", "naïve café", "100 €", "日本語", "Ünlü İstanbul"),
    ],
)
def test_what_a_language_may_write_is_left_alone(text: str):
    assert turned_back(text) == text


@given(st.text(st.characters(codec="cp1252"), max_size=60))
def test_turning_back_never_fails_and_leaves_plain_text_alone(text: str):
    again = turned_back(text)
    again.encode("utf-8")
    if text.isascii():
        assert again == text


def test_quotation_marks_of_windows_among_utf_8_are_turned_back_and_said():
    data = (
        "text,author\nGrüße äöü äöü,ann\n".encode() + b"It\x92s \x93late\x94 \x96 again\x85,bob\n"
    )
    result = read(data, name="a.csv")
    assert result.mentions[1].text == "It’s “late” – again…"
    assert warned(result, "5 quotation marks or dashes were in a Windows code page")


def test_the_rest_of_a_broken_character_is_no_quotation_mark():
    data = "text,author\nGrüße äöü äöü,ann\n".encode() + b"It\x80\x99s,bob\n"
    assert read(data, name="a.csv").mentions[1].text == "It\ufffd\ufffds"


# Day numbers


def test_day_numbers_are_of_1904_where_other_times_of_their_rows_say_so():
    days = 46085.5 - 1462
    rows = [f"Hi {n},{days + n},{DAY.timestamp() + 86_400 * n:.0f}" for n in range(5)]
    result = table("text,date,added", *rows)
    assert result.mentions[0].posted_at == datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert warned(result, "counted from 1904")
    assert first_day(table("text,date", *[row.rpartition(",")[0] for row in rows])) == "2022-03-03"


def test_a_time_that_became_a_share_of_the_day_is_joined_to_its_day_number():
    result = table("text,date,time", "Hi,46085,0.5208333333")
    assert result.mentions[0].posted_at == datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


# Day or month first


def post_id(day: datetime) -> int:
    return (int(day.timestamp() * 1000) - 1_288_834_974_657) << 22


def test_the_id_of_a_post_tells_which_of_day_and_month_comes_first():
    for day, expected in ((DAY, MARCH), (datetime(2026, 4, 3, tzinfo=UTC), APRIL)):
        result = table("text,date,tweet_id", f"Hi,03/04/2026,{post_id(day) + 513}")
        assert first_day(result) == expected
        assert warned(result, "as other times in their rows show")
        assert not warned(result, "fits both")


@pytest.mark.parametrize(
    "cell",
    [
        f"https://x.com/ann/status/{post_id(DAY)}",
        "https://news.example/2026/03/04/late-again",
        "2026-03-05T08:00:00Z",
        str(int(DAY.timestamp())),
        f"{int(DAY.timestamp())}000",
        f"{post_id(DAY):.4E}",
    ],
)
def test_whatever_tells_the_time_of_a_row_tells_the_order(cell: str):
    assert first_day(table("text,date,more", f"Hi,03/04/2026,{cell}")) == MARCH


def test_times_that_fit_neither_order_tell_nothing():
    result = table("text,date,joined", "Hi,03/04/2026,2011-01-01", "Ho,05/06/2026,2026-13-45")
    assert first_day(result) == APRIL
    assert warned(result, "read as day first")


def test_the_first_twelve_days_of_a_month_are_days_of_one_month():
    month_first = [f"Hi {n},03/{n:02d}/2026" for n in range(1, 13)]
    day_first = [f"Hi {n},{n:02d}/03/2026" for n in range(1, 13)]
    result = table("text,date", *month_first)
    assert {f"{post.posted_at:%m}" for post in result.mentions} == {"03"}
    assert warned(result, "read as month first, for so they span 12 days and not 335")
    result = table("text,date", *day_first)
    assert {f"{post.posted_at:%m}" for post in result.mentions} == {"03"}
    assert warned(result, "read as day first, for so they span 12 days and not 335")


def test_dates_are_not_read_into_the_future():
    now = datetime(2026, 3, 5, tzinfo=UTC)
    result = table("text,date", "Hi,03/04/2026", now=now)
    assert first_day(result) == MARCH
    assert warned(result, "read month first: read day first, some would be in the future")
    assert first_day(table("text,date", "Hi,03/04/2026", now=now.replace(month=6))) == APRIL


@pytest.mark.parametrize(("order", "day"), [("day", APRIL), ("month", MARCH)])
def test_the_order_that_a_person_chose_is_used_and_not_questioned(order: str, day: str):
    rows = ("Hi,03/04/2026", "Ho,05/06/2026", "He,25/12/2025")
    result = table("text,date", *rows[:2], order=order)
    assert first_day(result) == day
    assert not warned(result, "fits both")
    assert table("text,date", *rows, order=order).mentions[2].posted_at is not None


def test_the_order_does_not_change_which_post_it_is():
    days = [table("text,date", "Hi,03/04/2026", order=order) for order in ("day", "month")]
    assert days[0].mentions[0].id == days[1].mentions[0].id


def test_a_sheet_tells_the_order_only_where_dates_fit_both():
    assert sniff(b"text,date\nHi,03/04/2026\nHo,03/05/2026\n", name="a.csv").order == "month"
    assert sniff(b"text,date\nHi,03/04/2026\nHo,13/05/2026\n", name="a.csv").order == "day"
    assert sniff(b"text,date\nHi,2026-03-04\n", name="a.csv").order is None
