"""Each vendor's export, built small out of its real header (shared/data/export_headers.json)."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from drafter.adapters.importers import Imported, read, sniff

NOON = datetime(2026, 3, 14, 12, 30, tzinfo=UTC)

MELTWATER_2022 = (
    "Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Country,Subregion,Language,"
    "Reach,Desktop Reach,Mobile Reach,Twitter Social Echo,Facebook Social Echo,Reddit Social Echo,"
    "National Viewership,Engagement,AVE,Sentiment,Key Phrases,Input Name,Keywords,"
    "Twitter Authority,Tweet Id,Twitter Id,Twitter Client,Twitter Screen Name,User Profile Url,"
    "Twitter Bio,Twitter Followers,Twitter Following,Alternate Date Format,Time,State,City,"
    "Document Tags"
).split(",")
MELTWATER_NEW = (
    "Date,Time,Document ID,URL,Input Name,Keywords,Information Type,Source Type,Source Name,"
    "Source Domain,Content Type,Author Name,Author Handle,Title,Opening Text,Hit Sentence,Image,"
    "Hashtags,Links,Country,Region,State,City,Language,Sentiment,Keyphrases,Reach,Global Reach"
).split(",")
BRANDWATCH = (
    "Query Id,Query Name,Date,Mention Id,Resource Id,Url,Original Url,Page Type,"
    "Content Source Name,Unified Source Name,Language,Sentiment,Title,Snippet,Full Text,Author,"
    "Full Name,Updated,Added,Likes,Comments,Shares,Impressions,X Author ID,X Followers"
).split(",")
TALKWALKER = (
    "url,published,title,content,lang,source_type,domain_url,reach,engagement,"
    "extra_author_attributes.name,extra_author_attributes.short_name,"
    "extra_source_attributes.name,extra_source_attributes.world_data.country_code"
).split(",")
GOOGLE_PLAY = (
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,"
    "Review Submit Date and Time,Review Submit Millis Since Epoch,"
    "Review Last Update Date and Time,Review Last Update Millis Since Epoch,Star Rating,"
    "Review Title,Review Text,Developer Reply Date and Time,"
    "Developer Reply Millis Since Epoch,Developer Reply Text,Review Link"
).split(",")
TRUSTPILOT = (
    "Domain Url,Webshop Name,Business Unit Id,Review Id,Review Created (UTC),"
    "Review Consumer User Id,Review Username,Review User Email,Review Title,Review Content,"
    "Review Stars,Source Of Review,Reference Id,Company Response,Company Reply Date (UTC),"
    "Review Language,Location Name"
).split(",")
DETERM = "author,from,title,mention_snippet,date,time,reach,engagement_rate,url,social_network"
PREAMBLE = (
    '"Report:","Bulk Mentions Download"\n"Brand:","Acme"\n'
    '"From:","Sat Jan 01 00:00:00 UTC 2020"\n"To:","Wed Dec 31 00:00:00 UTC 2031"\n'
    '"Label:","all"\n\n'
)


def table(header: list[str], *rows: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def balanced(result: Imported) -> Imported:
    report = result.report
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    return result


def only(text: str, name: str = "export.csv", encoding: str = "utf-8") -> dict[str, object]:
    result = balanced(read(text.encode(encoding), name=name))
    (mention,) = result.mentions
    return mention.model_dump(exclude={"id", "row"}, exclude_defaults=True)


def test_a_brandwatch_export_is_read_from_below_its_six_lines_of_preamble():
    row = {
        "Date": "2026-03-14 12:30:00.0",
        "Mention Id": "1900000000000000123",
        "Url": "https://x.com/a/1",
        "Page Type": "twitter",
        "Language": "en",
        "Sentiment": "negative",
        "Snippet": "five hours",
        "Full Text": "I waited five hours",
        "Author": "ann",
        "Impressions": "1200",
    }
    text = "\ufeff" + PREAMBLE + table(BRANDWATCH, row)
    assert only(text) == {
        "text": "I waited five hours",
        "author": "ann",
        "posted_at": NOON,
        "url": "https://x.com/a/1",
        "source": "twitter",
        "language": "en",
        "sentiment_label": "negative",
        "reach": 1200,
    }
    sheet = sniff(text.encode(), name="export.csv")
    assert (sheet.header_row, sheet.encoding, sheet.delimiter) == (6, "utf-8-sig", ",")
    assert sheet.mapping["id"] == "Mention Id"


def test_a_brandwatch_row_without_full_text_falls_back_to_its_snippet():
    header = [name for name in BRANDWATCH if name != "Full Text"]
    assert only(table(header, {"Snippet": "five hours"}))["text"] == "five hours"
    assert only(table(BRANDWATCH, {"Snippet": "five hours"}))["text"] == "five hours"


def test_meltwater_text_is_headline_opening_and_hit_sentence_without_repeats():
    row = {
        "Date": "14-Mar-2026 12:30PM",
        "Time": "12:30 PM",
        "Headline": "Acme strands hundreds",
        "Opening Text": "Hundreds waited. Nobody came...",
        "Hit Sentence": "hundreds waited. Nobody came",
        "URL": "https://news.example/1",
        "Source": "Example News",
        "Influencer": "J. Doe",
        "Language": "English",
        "Reach": "1,234",
        "Sentiment": "Negative",
    }
    assert only(table(MELTWATER_2022, row)) == {
        "text": "Acme strands hundreds\nHundreds waited. Nobody came...",
        "author": "J. Doe",
        "posted_at": NOON,
        "url": "https://news.example/1",
        "source": "Example News",
        "language": "English",
        "sentiment_label": "Negative",
        "reach": 1234,
    }


def test_an_older_meltwater_export_in_utf_16_with_tabs_is_read():
    text = table(MELTWATER_2022, {"Hit Sentence": "Où êtes-vous ?"}, delimiter="\t")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert only(text, encoding=encoding)["text"] == "Où êtes-vous ?"
    assert sniff(text.encode("utf-16"), name="a.csv").delimiter == "\t"


def test_a_newer_meltwater_export_joins_date_and_time():
    row = {
        "Date": "2026-03-14",
        "Time": "12:30:00",
        "Hit Sentence": "No answer",
        "Author Name": "Ann",
        "Author Handle": "@ann",
        "Source Name": "X",
    }
    assert only(table(MELTWATER_NEW, row)) == {
        "text": "No answer",
        "author": "@ann",
        "posted_at": NOON,
        "source": "X",
    }


def test_a_talkwalker_export_is_read():
    row = {
        "url": "https://t.example/1",
        "published": "1773491400000",
        "content": "No answer",
        "lang": "en",
        "extra_author_attributes.name": "Ann",
        "extra_source_attributes.name": "X",
        "sentiment": "-1",
    }
    assert only(table([*TALKWALKER, "sentiment"], row)) == {
        "text": "No answer",
        "author": "Ann",
        "posted_at": NOON,
        "url": "https://t.example/1",
        "source": "X",
        "language": "en",
        "sentiment_label": "-1",
    }


def test_a_determ_export_is_read():
    row = {"author": "ann", "from": "x.com", "mention_snippet": "No answer", "date": "14.03.2026"}
    more = {"time": "12:30", "url": "https://x.com/1", "social_network": "twitter", "reach": "7"}
    assert only(table(DETERM.split(","), row | more)) == {
        "text": "No answer",
        "author": "ann",
        "posted_at": NOON,
        "url": "https://x.com/1",
        "source": "twitter",
        "reach": 7,
    }


def test_a_brand24_sheet_saved_as_csv_has_its_address_in_source():
    text = (
        ",,,,,,,,,,\n,ID,Date,Hrs,Title,Content,Source,Domain,Category,Sentiment,Tags\n"
        ",1,2026-03-14,12:30,Late,No answer,https://x.com/1,x.com,X,-1,\n"
    )
    assert only(text) == {
        "text": "No answer",
        "posted_at": NOON,
        "url": "https://x.com/1",
        "source": "x.com",
        "sentiment_label": "-1",
    }


def test_google_play_reviews_in_utf_16_keep_title_and_text_and_list_the_star_only_rows():
    rows = (
        {"Review Title": "Bad", "Review Text": "It crashes", "Reviewer Language": "en"}
        | {"Review Submit Date and Time": "2026-03-14T12:30:00Z", "Package Name": "com.acme"},
        {"Star Rating": "1", "Package Name": "com.acme"},
    )
    result = balanced(read(table(GOOGLE_PLAY, *rows).encode("utf-16"), name="reviews.csv"))
    assert result.mentions[0].text == "Bad\nIt crashes"
    assert result.mentions[0].posted_at == NOON
    assert [(r.row, r.reason) for r in result.report.rejected] == [(1, "no text")]


def test_trustpilot_reviews_are_read_whatever_the_case_of_their_columns():
    row = {
        "Review Id": "65f2c0",
        "Review Created (UTC)": "2026-03-14 12:30:00",
        "Review Username": "Ann",
        "Review Title": "Bad",
        "Review Content": "No answer",
        "Review Language": "en",
        "Source Of Review": "Organic",
    }
    text = table(TRUSTPILOT, row)
    expected = {
        "text": "Bad\nNo answer",
        "author": "Ann",
        "posted_at": NOON,
        "source": "Organic",
        "language": "en",
    }
    assert only(text) == expected
    head, rest = text.split("\n", 1)
    assert only(f"{head.upper()}\n{rest}") == expected
    assert not read(text.encode(), name="a.csv").report.warnings


def test_customer_support_tweets_from_kaggle_are_read():
    text = (
        "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n"
        "119237,105834,True,Sat Mar 14 12:30:00 +0000 2026,No answer,119236,\n"
    )
    assert only(text) == {"text": "No answer", "author": "105834", "posted_at": NOON}


def test_an_x_archive_is_read():
    tweet = {
        "id_str": "1900000000000000123",
        "full_text": "No answer &amp; no bus",
        "created_at": "Sat Mar 14 12:30:00 +0000 2026",
        "lang": "en",
        "entities": {"hashtags": [{"text": "late"}]},
    }
    text = f"window.YTD.tweets.part0 = {json.dumps([{'tweet': tweet}])}"
    assert only(text, "tweets.js") == {
        "text": "No answer & no bus",
        "posted_at": NOON,
        "language": "en",
    }


def test_reddit_posts_and_comments_are_read():
    post = (
        "id,permalink,date,ip,subreddit,gildings,title,url,body\n"
        "abc,https://r.example/1,2026-03-14 12:30:00 UTC,,acme,0,Late again,,No answer\n"
    )
    comment = (
        "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n"
        "abd,https://r.example/2,2026-03-14 12:30:00 UTC,,acme,0,l,p,Same here,\n"
    )
    assert only(post)["text"] == "Late again\nNo answer"
    assert only(comment)["text"] == "Same here"
    assert only(comment)["posted_at"] == NOON
    assert only(comment)["source"] == "acme"


def test_sprout_column_names_are_known():
    text = "Date,Network,Profile,Link,Post,Reach\n2026-03-14 12:30,X,acme,https://x.com/1,Hi,5\n"
    assert only(text) == {
        "text": "Hi",
        "posted_at": NOON,
        "url": "https://x.com/1",
        "source": "X",
        "reach": 5,
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_recognised(delimiter: str):
    text = table(
        ["Text", "Author"], {"Text": "a, b; c | d\te\nf", "Author": "x"}, delimiter=delimiter
    )
    assert only(text) == {"text": "a, b; c | d\te\nf", "author": "x"}


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv"])
def test_json_arrays_and_json_lines_are_read_whatever_the_file_is_called(name: str):
    posts = [
        {"id": 1900000000000000123, "text": "Hi", "user": {"screen_name": "ann"}, "views": 7},
        {"id": 1900000000000000124, "text": "Ho", "created_at": "2026-03-14T12:30:00Z"},
    ]
    lines = "\n".join(map(json.dumps, posts))
    for text in (json.dumps(posts, indent=1), lines, json.dumps({"meta": 1, "data": posts})):
        result = balanced(read(text.encode(), name=name))
        assert [mention.text for mention in result.mentions] == ["Hi", "Ho"]
        assert result.mentions[0].author == "ann"
        assert result.mentions[0].reach == 7
        assert result.mentions[1].posted_at == NOON


def test_json_lines_that_are_no_objects_are_rejected_with_their_line():
    text = '{"text": "Hi"}\n\n[1]\nnot json\n{"text": "Ho"}\n'
    result = balanced(read(text.encode(), name="a.jsonl"))
    assert [mention.row for mention in result.mentions] == [0, 3]
    assert [(item.row, item.reason) for item in result.report.rejected] == [
        (1, "line 3: not a JSON object"),
        (2, "line 4: not valid JSON (Expecting value)"),
    ]


def test_values_of_every_json_kind_become_cells():
    post = {"text": "Hi", "author": None, "source": True, "language": ["en", "de"], "reach": 7.0}
    assert only(json.dumps([post]), "a.json") == {
        "text": "Hi",
        "source": "true",
        "language": '["en", "de"]',
        "reach": 7,
    }


def test_an_array_of_anything_but_objects_is_rejected_item_by_item():
    result = balanced(read(b"[1, null, [2]]", name="a.json"))
    assert [item.reason for item in result.report.rejected] == ["not a JSON object"] * 3


def test_json_nested_without_end_is_a_rejected_row():
    deep = '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"
    result = balanced(read(f'{deep}\n{{"text": "Hi"}}'.encode(), name="a.jsonl"))
    assert "nested too deeply" in result.report.rejected[0].reason
    assert result.report.kept == 1


def test_lines_that_only_begin_like_json_are_pasted_posts():
    result = balanced(read(b"[ad] Hello\n{sigh} no bus\n[1, 2]\n", name="paste.txt"))
    assert [post.text for post in result.mentions] == ["[ad] Hello", "{sigh} no bus", "[1, 2]"]
    assert only("[1, 2]", "paste.txt") == {"text": "[1, 2]"}


def test_half_an_emoji_in_json_is_replaced_and_its_row_named():
    result = balanced(read(b'[{"text": "Hi \\ud83d"}, {"text": "Ho"}]', name="a.json"))
    assert result.mentions[0].text == "Hi \ufffd"
    assert "in row 0" in result.report.warnings[0]


def test_pasted_lines_are_posts():
    result = balanced(read(b"Hello, you\r\n\r\n  where, is my bus\r\ntext\r\n", name="paste.txt"))
    assert [(mention.row, mention.text) for mention in result.mentions] == [
        (0, "Hello, you"),
        (1, "where, is my bus"),
        (2, "text"),
    ]


def test_a_table_pasted_with_its_header_is_a_table():
    assert only("Text\tAuthor\nHi\tann\n", "paste.txt") == {"text": "Hi", "author": "ann"}
