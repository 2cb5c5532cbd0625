"""Encodings, and files that are no export of mentions."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.adapters.importers import read, sniff
from drafter.errors import MentionsError

HEAD = "text,author\n"


def first(data: bytes, name: str = "a.csv") -> str:
    return read(data, name=name).mentions[0].text


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_unicode_is_read_with_and_without_a_byte_order_mark(codec: str, said: str):
    data = f"{HEAD}Grüße 😀 aus 東京,ann\n".encode(codec)
    assert first(data) == "Grüße 😀 aus 東京"
    assert sniff(data, name="a.csv").encoding == said


@pytest.mark.parametrize(
    ("codec", "post"),
    [
        ("cp1252", "It’s a disgrace – the café was closed"),
        ("cp1252", "Fünf Stunden Verspätung, schöne Grüße"),
        ("cp1252", "C'est inadmissible, où êtes-vous\xa0? L'équipe à Orléans était désagréable"),
        ("cp1251", "Это позор, пять дней нет ответа, где наши деньги?"),
        ("cp932", "これはひどい、五日間返事がありません。お金はどこですか。"),
        ("gb18030", "太丢人了，五天没有回复，我们的钱在哪里？"),
    ],
)
def test_code_pages_of_spreadsheet_programs_are_recognised_and_said(codec: str, post: str):
    data = f'{HEAD}"{post}",ann\n'.encode(codec)
    assert first(data) == post
    assert any(codec in warning for warning in read(data, name="a.csv").report.warnings)


def test_a_few_broken_bytes_in_utf_8_are_replaced_and_their_rows_named():
    data = f"{HEAD}Grüße,ann\nno ".encode() + b"\xff answer,bob\nna\xc3,cy\n" + "é,di\n".encode()
    result = read(data, name="a.csv")
    assert [post.text for post in result.mentions] == ["Grüße", "no \ufffd answer", "na\ufffd", "é"]
    assert result.report.encoding == "utf-8"
    assert any("in rows 1, 2" in warning for warning in result.report.warnings)


def test_utf_16_cut_in_the_middle_of_a_character_loses_only_that():
    data = f"{HEAD}Hi,ann\n".encode("utf-16") + b"\x41"
    result = read(data, name="a.csv")
    assert result.report.kept == 1
    assert "half a character" in result.report.warnings[0]


def test_a_lone_surrogate_in_utf_16_is_replaced():
    data = HEAD.encode("utf-16") + "Hi \ud83d,ann\n".encode("utf-16-le", "surrogatepass")
    assert first(data) == "Hi \ufffd"


def test_bytes_that_a_code_page_lacks_are_replaced_and_their_row_named():
    post = "これはひどい、五日間返事がありません。お金はどこですか。"
    data = f"{HEAD}{post},ann\n".encode("cp932") + b"\x82\x20,bob\n"
    result = read(data, name="a.csv")
    assert [mention.text for mention in result.mentions][0] == post
    assert any("in row 1" in warning for warning in result.report.warnings)


def workbook(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "is empty"),
        (b"\xef\xbb\xbf", "a.csv", "is empty"),
        (b"\n\n  \n", "a.csv", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a.png", "is a picture"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "is a picture"),
        (b"%PDF-1.7 ...", "a.csv", "is a PDF"),
        (workbook("xl/workbook.xml"), "a.xlsx", "is a damaged Excel workbook: .* as XLSX or CSV"),
        (workbook("xl/workbook.xml"), "a.csv", "is a damaged Excel workbook: .* as XLSX or CSV"),
        (workbook("xl/workbook.bin"), "a.xlsb", "is a binary Excel workbook"),
        (
            workbook("content.xml", "mimetype"),
            "a.ods",
            "is an OpenDocument file: .* as XLSX or CSV",
        ),
        (workbook("a.csv"), "a.zip", "is a ZIP archive"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a.xls",
            r"is an old Excel workbook \(.xls\), or protected by a password: .* as XLSX or",
        ),
        (b" <!DOCTYPE html><table>", "a.xls", "is a web page"),
        (bytes(range(256)) * 40, "a.csv", "is not text"),
        (b"1,2\n3,4\n5,6\n", "a.csv", "has no column with text among 'column 1', 'column 2'"),
        (b'{"text": "Hi"', "a.json", "is not valid JSON .* export it again"),
        (b"7", "a.json", "holds no list of JSON objects"),
        (b"text,author\n" + b"\n" * 3_000_001, "a.csv", "more than the 3,000,000 allowed"),
        (b"text,date" + b",x" * 5_000 + b"\n", "a.csv", "columns, more than the 5,000 allowed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_export_is_one_clear_line_that_names_the_file(
    data: bytes, name: str, words: str
):
    with pytest.raises(MentionsError, match=words) as caught:
        read(data, name=name)
    assert caught.value.exit_code == 2
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_a_file_over_200_megabytes_is_refused():
    with pytest.raises(MentionsError, match="more than the 200,000,000 allowed"):
        read(bytes(200_000_001), name="a.csv")


NAMES = st.sampled_from(["a.csv", "a.tsv", "paste.txt", "a.json", "a.jsonl", "tweets.js"])
PIECES = st.sampled_from(
    [
        *(b'"', b'""', b",", b";", b"\t", b"|", b"\n", b"\r\n", b"\r", b"\0", b"\\", b"\x1f"),
        *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff", b"\xed\xa0\x80", "é😀".encode()),
        *(b"text", b"date", b"author", b"id", b"text,author,date,id\n", b"Title\tHit Sentence\n"),
        *(b"hello there", b"=@acme", b"&amp;", b"2026-03-01", b"03/04/2026", b"42059.48", b"31"),
        *(b"1772366400", b"5.70E+17", b"570306133677760000", b"Sat Mar 14 12:30:00 +0000 2026"),
        *(b"{", b"}", b"[", b"]", b'{"text": "a"}\n', b'{"text": "\\ud800"}', b":", b"null"),
    ]
)
STRUCTURED = st.lists(PIECES, max_size=60).map(b"".join)
WIDE = st.text(max_size=80).flatmap(
    lambda text: st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "utf-32"]).map(
        lambda codec: (HEAD + text).encode(codec, "replace")
    )
)
ANYTHING = st.one_of(
    st.binary(max_size=400),
    STRUCTURED,
    STRUCTURED.map(lambda rest: b"text,author,date,id\n" + rest),
    WIDE,
)


@settings(max_examples=400, deadline=None)
@given(data=ANYTHING, name=NAMES)
def test_any_bytes_give_a_report_that_accounts_for_every_row_or_a_clear_error(
    data: bytes, name: str
):
    try:
        result = read(data, name=name)
    except MentionsError:
        return
    report = result.report
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    assert report.kept == len(result.mentions)
    rows = [post.row for post in result.mentions] + [item.row for item in report.rejected]
    assert sorted([*rows, *result.originals]) == list(range(report.read))
    assert set(result.originals.values()) <= {post.id for post in result.mentions}
    for post in result.mentions:
        assert post.text.strip()
        post.text.encode("utf-8")
        assert post.posted_at is None or post.posted_at.utcoffset() is not None


@settings(max_examples=100, deadline=None)
@given(
    posts=st.lists(
        st.text(
            st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), min_size=1
        )
        .map(str.strip)
        .filter(lambda text: text and "&" not in text and not text.startswith("=")),
        min_size=1,
    )
)
def test_whatever_a_csv_writer_wrote_is_read_back(posts: list[str]):
    quoted = "".join(
        f'{n},"{post.replace(chr(34), chr(34) * 2)}"\n' for n, post in enumerate(posts)
    )
    result = read(f"author,text\n{quoted}".encode(), name="a.csv")
    assert [post.text for post in result.mentions] == posts
