"""Excel workbooks: what is read, what is repaired, and what is refused before it is unpacked."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from drafter.adapters.importers import Imported, read, sniff
from drafter.errors import MentionsError

NOON = datetime(2026, 3, 14, 12, 30, tzinfo=UTC)
SHEET = "xl/worksheets/sheet1.xml"


def book(*rows: Sequence[Any], mac: bool = False, more: Iterable[str] = ()) -> bytes:
    """A workbook whose first sheet has these rows; `more` are sheets with one line of prose."""
    made = Workbook()
    if mac:
        made.epoch = CALENDAR_MAC_1904
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for title in more:
        made.create_sheet(title, 0).append(["Made by a listening tool"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(data: bytes, parts: dict[str, bytes], level: int = 6) -> bytes:
    """The archive with some of its parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def taken(data: bytes, name: str = "export.xlsx") -> Imported:
    result = read(data, name=name)
    report = result.report
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    return result


def sheet_xml(rows: str) -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>".encode()


def text_cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_brand24_workbook_is_read_from_below_its_empty_row():
    head = ["", "ID", "Date", "Hrs", "Title", "Content", "Source", "Domain", "Category"]
    post = ["", 1, datetime(2026, 3, 14), "12:30", "Late", "No answer", "https://x.com/1", "x.com"]
    result = taken(book([], [*head, "Sentiment", "Tags"], [*post, "X", -1, None]))
    (mention,) = result.mentions
    assert mention.model_dump(exclude={"id", "row"}, exclude_defaults=True) == {
        "text": "No answer",
        "posted_at": NOON,
        "url": "https://x.com/1",
        "source": "x.com",
        "sentiment_label": "-1",
    }


def test_a_brandwatch_workbook_is_read_from_below_its_six_lines():
    preamble = [["Report:", "Bulk Mentions Download"], ["Brand:", "Acme"], ["Label:", "all"], [" "]]
    head = ["Query Id", "Query Name", "Date", "Title", "Snippet", "Full Text", "Url", "Author"]
    row = [7, "Acme", NOON.replace(tzinfo=None), "", "five", "I waited five hours", "", "ann"]
    result = taken(book(*preamble, head, row))
    (mention,) = result.mentions
    assert (mention.text, mention.author, mention.posted_at) == ("I waited five hours", "ann", NOON)
    assert result.report.encoding == "xlsx"
    assert "3 lines before the header were passed over." in result.report.warnings


def test_the_sheet_that_holds_the_export_is_found_and_the_others_are_named():
    result = taken(book(["text", "author"], ["Hi", "ann"], more=["Cover", "Terms"]))
    assert [post.text for post in result.mentions] == ["Hi"]
    assert "Other sheets of the workbook were not read: 'Terms', 'Cover'." in result.report.warnings


def test_cells_of_every_kind_become_text_as_a_csv_would_have_it():
    row = [True, 7, 42059.5, 1.9e18, None, "a_x000D_b", 12.0]
    sheet = sniff(book(["text", "b", "c", "d", "e", "f", "g"], ["Hi", *row[:6]]), name="a.xlsx")
    assert list(sheet.preview[0].values()) == [
        *("Hi", "true", "7", "42059.5", "1.9E+18", "", "a\rb"),
    ]


@pytest.mark.parametrize("mac", [False, True])
def test_dates_of_both_date_systems_are_the_dates_that_were_seen(mac: bool):
    days = 46095 - (1462 if mac else 0) + 0.5208333333
    rows = [["text", "date"], ["Hi", NOON.replace(tzinfo=None)], ["Ho", days]]
    posts = taken(book(*rows, mac=mac)).mentions
    assert [post.posted_at for post in posts] == [NOON, NOON]


def test_a_date_and_a_time_in_cells_of_their_own_are_joined():
    rows = [["text", "date", "time"], ["Hi", datetime(2026, 3, 14), NOON.time()]]
    assert taken(book(*rows)).mentions[0].posted_at == NOON


def test_ids_that_a_workbook_rounded_are_not_trusted():
    ids = (570306133677760513, 570301130888122368)
    numbers = [["tweet_id", "text"], [float(ids[0]), "Hi"], [float(ids[1]), "Ho"]]
    assert any("not trusted" in said for said in taken(book(*numbers)).report.warnings)
    texts = [["tweet_id", "text"], [str(ids[0]), "Hi"], [str(ids[1]), "Ho"]]
    assert not taken(book(*texts)).report.warnings


def test_a_workbook_of_one_column_holds_posts():
    assert [post.text for post in taken(book(["Hi there"], ["Ho"])).mentions] == ["Hi there", "Ho"]
    assert [post.text for post in taken(book(["text"], ["Hi"])).mentions] == ["Hi"]


def test_a_table_without_a_header_is_read_from_its_first_row():
    result = taken(book([1, "ann", "I waited five hours"], [2, "bob", "Nobody came"]))
    assert [post.text for post in result.mentions] == ["I waited five hours", "Nobody came"]


def test_columns_that_the_header_does_not_name_lose_no_row():
    result = taken(book(["text", "author"], ["Hi", "ann", None, "beside"], ["Ho", "bob"]))
    assert [post.text for post in result.mentions] == ["Hi", "Ho"]


def test_rows_without_text_are_rejected_and_rows_without_cells_are_none():
    result = taken(book(["text", "author"], ["Hi", "ann"], [], [None, "bob"], ["#NAME?", "cy"]))
    assert [(item.row, item.reason) for item in result.report.rejected] == [
        (1, "no text"),
        (2, "the text is lost: a spreadsheet left #NAME? in its place"),
    ]


@pytest.mark.parametrize("name", ["export.csv", "export", "export.xls"])
def test_a_workbook_is_one_whatever_it_is_called(name: str):
    assert taken(book(["text", "author"], ["Hi", "ann"]), name).report.kept == 1


PLAIN = book(["text", "author"], ["Hi", "ann"])


def dense() -> bytes:
    return repacked(PLAIN, {SHEET: b" " * 200_000_000}, 9)


def many_large() -> bytes:
    return repacked(PLAIN, {f"xl/media/{n}.png": bytes(3_000_000) for n in range(67)}, 1)


def entities() -> bytes:
    laughs = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    head = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + laughs
    return repacked(PLAIN, {SHEET: head + b"]><worksheet>&j;</worksheet>"})


def large_style() -> bytes:
    return repacked(PLAIN, {"xl/styles.xml": b"<a/>" * 3_000_000}, 0)


def far_down() -> bytes:
    far = f'<row r="99999999">{text_cell("A99999999", "x")}</row>'
    return repacked(PLAIN, {SHEET: sheet_xml(far)})


def far_right() -> bytes:
    rows = "".join(f'<row r="{row}">{text_cell(f"ZZZ{row}", "x")}</row>' for row in range(1, 2_000))
    return repacked(PLAIN, {SHEET: sheet_xml(rows)})


def many_parts() -> bytes:
    return PLAIN + b"PK\x01\x02" * 6_000


def again_and_again() -> bytes:
    """Thousands of sheets that are all the same part of the archive, without a size of its own."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 3_000))
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        listed = archive.read("xl/workbook.xml").decode()
    start, end = listed.index("<sheet "), listed.index("</sheets>")
    sheets = "".join(
        listed[start:end].replace('"Sheet"', f'"S{n}"').replace('sheetId="1"', f'sheetId="{n}"')
        for n in range(1, 2_000)
    )
    changed = (listed[:start] + sheets + listed[end:]).encode()
    return repacked(PLAIN, {"xl/workbook.xml": changed, SHEET: sheet_xml(rows)})


@pytest.mark.parametrize(
    ("bomb", "words"),
    [
        (dense, "unpacks to 1,02. times its size, more than the 100 times allowed"),
        (many_large, "unpacks to 201,0.*, more than the 200,000,000 allowed: export a shorter"),
        (entities, "is a damaged Excel workbook"),
        (large_style, "has a part 'xl/styles.xml' of 12,000,000 bytes"),
        (far_down, "more than 1,048,576 rows"),
        pytest.param(far_right, "or 20,000,000 cells", marks=pytest.mark.long),
        (many_parts, "more than 5,000 parts"),
        (again_and_again, "names the same sheet again and again"),
    ],
)
def test_a_bomb_is_refused_with_its_reason(bomb: Callable[[], bytes], words: str):
    with pytest.raises(MentionsError, match=words) as caught:
        read(bomb(), name="bomb.xlsx")
    assert str(caught.value).startswith("bomb.xlsx: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("bomb", [dense, many_large, large_style, many_parts])
def test_what_the_directory_of_a_bomb_tells_is_enough_to_refuse_it(
    bomb: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
):
    data = bomb()
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("it was unpacked"))
    with pytest.raises(MentionsError):
        read(data, name="bomb.xlsx")


def test_a_protected_workbook_is_refused():
    data = bytearray(PLAIN)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(MentionsError, match="is protected by a password"):
        read(bytes(data), name="a.xlsx")


def test_a_part_in_an_unusual_packing_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "x")
    with pytest.raises(MentionsError, match="is packed in an unusual way"):
        read(out.getvalue(), name="a.xlsx")
