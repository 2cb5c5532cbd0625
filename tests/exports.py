"""Small exports of every format, built out of the real headers of the listening tools."""

import csv
import io
import json
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

HEADS = {
    "brandwatch": "Query Id,Query Name,Date,Title,Snippet,Full Text,Url,Author,Sentiment,Impressions",
    "meltwater": "Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Reach,Tweet Id,Time",
    "meltwater_new": "Date,Time,Document ID,URL,Author Name,Author Handle,Title,Hit Sentence",
    "talkwalker": "url,published,title,content,lang,reach,extra_author_attributes.name",
    "brand24": ",ID,Date,Hrs,Title,Content,Source,Domain,Category,Sentiment,Tags",
    "google_play": "Package Name,Reviewer Language,Review Submit Date and Time,Review Text",
    "trustpilot": "Review Id,Review Created (UTC),Review Username,Review Title,Review Content",
    "twcs": "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id",
    "other": "when,who,utterance",
}
DATES = ("2026-03-14 12:30:00.0", "03/04/2026", "46085.5", "Sat Mar 14 12:30:00 +0000 2026", "")
WORDS = "late again nobody came “why” café 😀 refund, please; bag | lost\tnow".split(" ")


def cell(column: str, number: int, chance: Random) -> str:
    name = column.lower()
    if "id" in name.split("_") or name.endswith("id") or name == "id":
        return str(1_900_000_000_000_000_000 + number * 1_000_003)
    if any(word in name for word in ("date", "created", "published", "when")):
        return chance.choice(DATES)
    if any(word in name for word in ("text", "content", "sentence", "snippet", "utter", "title")):
        return " ".join(chance.choices(WORDS, k=chance.randint(0, 12)))
    return chance.choice(("ann", "=@bob", "en", "7", ""))


def rows(vendor: str, count: int = 12) -> list[list[str]]:
    chance = Random(vendor)
    head = HEADS[vendor].split(",")
    return [head, *([cell(column, n, chance) for column in head] for n in range(count))]


def as_csv(table: list[list[str]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(encoding, "replace")


def as_xlsx(table: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Mentions")
    for row in table:
        sheet.append([plain(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(sheet: Any, value: str) -> Any:
    """A cell that is text, also where it looks like a formula."""
    made = WriteOnlyCell(sheet, value)
    made.data_type = "s"
    return made


def as_json(table: list[list[str]], *, lines: bool) -> bytes:
    posts = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    if lines:
        return "".join(f"{json.dumps(post)}\n" for post in posts).encode()
    return json.dumps(posts).encode()


FILES = {
    **{f"{vendor}.csv": as_csv(rows(vendor)) for vendor in HEADS},
    "utf16.csv": as_csv(rows("google_play"), "utf-16", "\t"),
    "cp1252.csv": as_csv(rows("other"), "cp1252", ";"),
    "preamble.csv": b'"Report:","x"\n"Brand:","y"\n\n' + as_csv(rows("brandwatch")),
    "brand24.xlsx": as_xlsx([[], *rows("brand24")]),
    "brandwatch.xlsx": as_xlsx([["Report:", "x"], [], *rows("brandwatch")]),
    "talkwalker.json": as_json(rows("talkwalker"), lines=False),
    "talkwalker.jsonl": as_json(rows("talkwalker"), lines=True),
    "paste.txt": b"".join(f"{' '.join(WORDS[n:])}\n".encode() for n in range(8)),
}
