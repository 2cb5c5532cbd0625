"""What becomes of each row: kept, a duplicate, or rejected with its reason."""

import pytest

from drafter.adapters.importers import Imported, read, sniff
from drafter.errors import MentionsError


def imported(text: str | bytes, name: str = "export.csv") -> Imported:
    result = read(text if isinstance(text, bytes) else text.encode(), name=name)
    report = result.report
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    assert report.kept == len(result.mentions)
    assert report.duplicates == len(result.originals)
    return result


def texts(result: Imported) -> list[str]:
    return [mention.text for mention in result.mentions]


def rejected(result: Imported) -> list[tuple[int, str]]:
    return [(item.row, item.reason) for item in result.report.rejected]


def warned(result: Imported, words: str) -> bool:
    return any(words in warning for warning in result.report.warnings)


def test_a_row_of_empty_cells_is_rejected_and_a_blank_line_is_no_row():
    result = imported("text,author\nHi,ann\n\n,\n  , \nHo,bob\n")
    assert [mention.row for mention in result.mentions] == [0, 3]
    assert rejected(result) == [(1, "empty row"), (2, "empty row")]


def test_a_row_without_text_is_rejected():
    assert rejected(imported("text,author\nHi,ann\n,bob\n")) == [(1, "no text")]


def test_a_row_with_too_many_cells_is_rejected_unless_the_surplus_is_empty():
    result = imported("text,author\nHi,ann,\nHo,bob,x\n")
    assert texts(result) == ["Hi"]
    assert rejected(result) == [(1, "3 cells where the header has 2")]


def test_missing_cells_are_taken_as_empty_and_said():
    result = imported("text,author,url\nHi\nHo,bob,u\n")
    assert texts(result) == ["Hi", "Ho"]
    assert warned(result, "Cells are missing at the end of row 0")


def test_the_header_repeated_between_rows_is_rejected():
    result = imported("text,author\nHi,ann\ntext,author\nHo,bob\n")
    assert rejected(result) == [(1, "the header again")]


def test_line_breaks_inside_quotes_belong_to_the_post():
    result = imported('text,author\n"one\ntwo, ""three""\n\nfour",ann\nHo,bob\n')
    assert texts(result) == ['one\ntwo, "three"\n\nfour', "Ho"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str):
    text = end.join(["text,author", "Hi,ann", "Ho\u2028there,bob", ""])
    assert texts(imported(text)) == ["Hi", "Ho\u2028there"]


def test_a_quote_that_is_never_closed_costs_no_row():
    result = imported('text,author\nHi,ann\n"Ho there,bob\nHe,cy\nHu,di\n')
    assert texts(result) == ["Hi", '"Ho there', "He", "Hu"]
    assert warned(result, "not as CSV has them in row 1")


def test_a_quote_that_closes_in_a_later_row_costs_no_row():
    text = 'id,text,author\na1,"Ho there,bob\na2,"He, you",cy\na3,Hu,di\n'
    assert texts(imported(text)) == ['"Ho there', "He, you", "Hu"]


def test_quotes_inside_a_tab_separated_post_are_kept():
    text = 'id\ttext\tauthor\na1\t"No" she said\tann\na2\t"Ho\tbob\na3\tit said no"\tcy\n'
    assert texts(imported(text)) == ['"No" she said', '"Ho', 'it said no"']


def test_quotes_that_were_not_doubled_are_read_as_they_stand():
    text = (
        'text,author\n"He said "no" to me",ann\n"She waited\nfive hours" she said,bob\n'
        '"Ho "there, you",cy,\n"no end\n'
    )
    result = imported(text)
    assert texts(result)[:2] == ['He said "no" to me', "She waited\nfive hours she said"]
    assert texts(result)[-1] == '"no end'
    assert warned(result, "not as CSV has them in rows 0, 1, 2, 3")


def test_spaces_after_the_delimiter_do_not_hide_a_quote():
    assert texts(imported('author, text\nann, "Ho, there"\nbob , "Hi" \n')) == ["Ho, there", "Hi"]


def test_stray_quotes_on_every_line_are_read_in_reasonable_time():
    result = imported("text,author\n" + "".join(f'a{n},"b\n' for n in range(20_000)))
    assert result.report.kept == 20_000


def test_a_cell_beyond_the_limit_is_rejected_and_its_neighbours_kept():
    long = "a" * 10_000_001
    result = imported(f"text,author\n{long},ann\nHi,bob\n")
    assert texts(result) == ["Hi"]
    assert rejected(result) == [(0, "a cell is longer than 10,000,000 characters")]


def test_nul_bytes_are_removed_and_counted():
    result = imported(b"text,author\nHel\0lo th\0ere,ann\n\0,bob\n")
    assert texts(result) == ["Hello there"]
    assert rejected(result) == [(1, "no text")]
    assert warned(result, "3 NUL characters")


def test_the_same_trusted_id_is_a_duplicate():
    result = imported("id,text,author\nx1,Hi,ann\nx2,Hi,ann\nx1,Hi,bob\n")
    assert [mention.row for mention in result.mentions] == [0, 1]
    assert result.originals == {2: result.mentions[0].id}


def test_without_ids_a_duplicate_has_the_same_author_time_and_text():
    rows = "Hi,ann,2026-03-01\nHi,bob,2026-03-01\nHi,ann,2026-03-02\nHi,ann,2026-03-01\n"
    result = imported(f"text,author,date\n{rows}")
    assert [mention.row for mention in result.mentions] == [0, 1, 2]
    assert result.originals == {3: result.mentions[0].id}


def test_ids_shared_by_different_texts_are_not_trusted():
    result = imported("id,text,author\nx1,Hi,ann\nx1,Ho,ann\nx2,Hi,ann\n")
    assert texts(result) == ["Hi", "Ho"]
    assert result.originals == {2: result.mentions[0].id}
    assert warned(result, "'x1' stands on rows with different texts")


@pytest.mark.parametrize(
    "ids", [("570306133677760000", "570301130888122000"), ("5.70E+17", "5.70E+17")]
)
def test_ids_a_spreadsheet_rounded_are_not_trusted(ids: tuple[str, str]):
    result = imported(f"tweet_id,text,author\n{ids[0]},Hi,ann\n{ids[1]},Hi,bob\n{ids[0]},Hi,ann\n")
    assert [mention.row for mention in result.mentions] == [0, 1]
    assert warned(result, "The ids are not trusted")


def test_a_few_ids_that_end_in_zeros_by_chance_are_trusted():
    rows = "".join(f"19000000000000{number:05d},Hi {number},ann\n" for number in range(990, 1011))
    assert not imported(f"id,text,author\n{rows}").report.warnings


def test_empty_ids_fall_back_to_author_time_and_text():
    result = imported("id,text,author\n,Hi,ann\nnan,Hi,bob\n,Hi,ann\n")
    assert [mention.row for mention in result.mentions] == [0, 1]


def test_the_same_post_has_the_same_id_in_every_import():
    first = imported("text,author,date\nHi,ann,2026-03-01 10:00\n").mentions[0]
    later = imported('Date;X;Author;Full Text\n2026-03-01T10:00Z;1;ann;"Hi"\n').mentions[0]
    assert first.id == later.id
    assert first.id.startswith("m_")
    assert len(first.id) == 22


def test_row_counters_do_not_make_posts_of_different_exports_one():
    monday = imported("id,text\n1,Hi\n2,Ho\n")
    tuesday = imported("id,text\n1,New\n2,Newer\n")
    assert not {post.id for post in monday.mentions} & {post.id for post in tuesday.mentions}


def test_long_ids_name_the_post_whatever_else_changes():
    one = imported("id,text,date\n1900000000000000123,Hi,2026-03-01\n").mentions[0]
    two = imported('id,text,date\n"=""1900000000000000123""",Hi,01/03/2026\n').mentions[0]
    assert one.id == two.id


def test_an_equals_sign_is_dropped_only_before_a_handle():
    result = imported("text,author\n=@acme no bus,a\n=+1 for this,b\n=- no,c\n=SUM(A1),d\n")
    assert texts(result) == ["@acme no bus", "=+1 for this", "=- no", "=SUM(A1)"]
    assert warned(result, "1 texts began with '=@'")


def test_html_entities_are_turned_back_once():
    result = imported("text,author\nR&amp;D &lt;3 &quot;so&quot; &#39;it&#39; &amp;lt; &copy;,a\n")
    assert texts(result) == ["R&D <3 \"so\" 'it' &lt; &copy;"]
    assert warned(result, "1 texts held HTML entities")


def test_reach_that_is_no_number_is_left_out():
    rows = "a,1\nb,many\nc,\nd,99999999999999999999\ne,-5\nf,12.0\n"
    result = imported(f"text,reach\n{rows}")
    assert [mention.reach for mention in result.mentions] == [1, None, None, None, None, 12]


def test_one_column_with_a_known_header_is_taken_as_posts():
    result = imported('text\n"Hello, ""you"""\nwhere, is my bus\n')
    assert texts(result) == ['Hello, "you"', "where, is my bus"]
    assert warned(result, "one column")


def test_one_column_without_a_header_is_taken_as_posts_from_its_first_line():
    result = imported('Where is my bus?\nHello, "you\nNo answer, again, nothing\n')
    assert [mention.row for mention in result.mentions] == [0, 1, 2]
    assert texts(result)[1] == 'Hello, "you'
    assert result.report.mapping == {"text": "post"}


def test_one_column_that_is_not_quoted_as_csv_is_read_line_by_line():
    result = imported('text\n"No" she said\n\nHi\n')
    assert texts(result) == ['"No" she said', "Hi"]


def test_a_header_alone_is_no_error():
    result = imported("text,author,date\n")
    assert result.report.read == 0
    assert warned(result, "no rows")


def test_an_empty_list_is_no_error():
    result = imported("[]", "a.json")
    assert (result.report.read, result.report.kept) == (0, 0)
    assert warned(result, "no rows")


def test_an_unknown_text_column_is_guessed_by_its_length_and_said():
    rows = "7,I waited five hours and nobody came,https://x.com/1\n8,No answer at all,https://x.com/2\n"
    result = imported(f"num,utterance,href\n{rows}")
    assert result.report.mapping["text"] == "utterance"
    assert warned(result, "'utterance', the longest, was taken for it")


def test_a_table_without_a_header_is_read_from_its_first_row():
    rows = "2026-03-01,ann,I waited five hours\n2026-03-02,bob,No answer at all\n"
    result = imported(rows)
    assert texts(result) == ["I waited five hours", "No answer at all"]
    assert sniff(rows.encode(), name="a.csv").header_row is None


def test_a_mapping_that_a_person_confirmed_is_used_instead_of_the_guess():
    text = "title,utterance,who,date\nLate,No answer,ann,2026-03-01\n"
    mapping = {"text": "title + utterance", "author": "date | WHO"}
    result = read(text.encode(), name="a.csv", mapping=mapping)
    assert texts(result) == ["Late\nNo answer"]
    assert result.mentions[0].author == "2026-03-01"
    assert result.mentions[0].posted_at is None
    assert result.report.mapping == mapping


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"text": "words"}, "has no column 'words' for text: choose among 'text', 'author'"),
        ({"text": "text", "colour": "author"}, "a field 'colour': the fields are text, author"),
        ({"author": "author"}, "names no column for text"),
    ],
)
def test_a_mapping_that_does_not_fit_the_file_is_an_error(mapping: dict[str, str], words: str):
    with pytest.raises(MentionsError, match=words):
        read(b"text,author\nHi,ann\n", name="a.csv", mapping=mapping)


def test_columns_without_or_with_equal_names_can_be_told_apart():
    sheet = sniff(b"Text,,Text,Date\nHi,x,Ho,2026-03-01\n", name="a.csv")
    assert sheet.columns == ("Text", "column 2", "Text (2)", "Date")
    assert sheet.preview == (
        {"Text": "Hi", "column 2": "x", "Text (2)": "Ho", "Date": "2026-03-01"},
    )


def test_the_preview_is_five_rows_with_long_cells_cut():
    sheet = sniff(b"text,author\n" + b"a" * 600 + b",x\nb,x\nc,x\nd,x\ne,x\nf,x\n", name="a.csv")
    assert len(sheet.preview) == 5
    assert len(sheet.preview[0]["text"]) == 500


def test_files_of_one_layout_have_one_signature():
    one = sniff(b"Text,Author Name\nHi,ann\n", name="a.csv")
    two = sniff(b"\xef\xbb\xbftext;author_name\nHo;bob\n", name="b.csv")
    other = sniff(b"Text,Date\nHi,2026-03-01\n", name="c.csv")
    assert one.signature == two.signature != other.signature


def test_objects_with_endless_columns_keep_the_first_ones():
    lines = "".join(f'{{"text": "Hi {number}", "k{number}": 1}}\n' for number in range(400))
    result = imported(lines, "a.jsonl")
    assert result.report.kept == 400
    assert warned(result, "beyond the first 300 columns")
