"""How quickly an export is imported: seconds, rows a second and peak memory of its own process.

    python benchmarks/importing.py [--rows 100000] [--formats csv,xlsx,jsonl]

The rows are made up from a seed: the width and the texts of a listening export. Each format is
imported by a fresh process into an empty desk, up to the mentions lying in the database; what the
concerns cost is another benchmark. Peak memory is the process' largest resident set.
"""

import argparse
import csv
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

COLUMNS = (
    "Query Id,Query Name,Date,Mention Id,Url,Page Type,Language,Country Code,Sentiment,Title,"
    "Snippet,Full Text,Author,Likes,Comments,Shares,Impressions,X Followers,Domain,Engagement Score"
).split(",")
WORDS = (
    "my flight was late again and nobody at the gate would say why please answer the phone I have "
    "waited five hours with two children refund bag lost service never agent rude crew kind seat "
    "app broken booking changed cancelled hotel voucher call centre email reply promised tomorrow"
).split()
FIRST = datetime(2026, 3, 1, tzinfo=UTC)


def rows(count: int) -> Iterator[dict[str, str]]:
    """Made-up mentions, the same for the same count."""
    chance = random.Random(5)
    for number in range(count):
        text = " ".join(chance.choices(WORDS, k=chance.randint(6, 34)))
        author = f"person{chance.randrange(count // 2 + 1)}"
        mention = str(1_900_000_000_000_000_000 + number * 1_048_583)
        yield {
            "Query Id": "1997",
            "Query Name": "Acme",
            "Date": f"{FIRST + timedelta(seconds=7 * number):%Y-%m-%d %H:%M:%S}.0",
            "Mention Id": mention,
            "Url": f"https://x.com/{author}/status/{mention}",
            "Page Type": chance.choice(("twitter", "reddit", "forum")),
            "Language": "en",
            "Country Code": "GB",
            "Sentiment": chance.choice(("negative", "neutral", "positive")),
            "Title": text[:40],
            "Snippet": text[:90],
            "Full Text": f"@acme {text}",
            "Author": author,
            "Likes": str(chance.randrange(90)),
            "Comments": "0",
            "Shares": str(chance.randrange(9)),
            "Impressions": str(chance.randrange(9_000)),
            "X Followers": str(chance.randrange(9_000)),
            "Domain": "x.com",
            "Engagement Score": "0",
        }


def as_csv(count: int) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows(count))
    return out.getvalue().encode()


def as_jsonl(count: int) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows(count)).encode()


def as_xlsx(count: int) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Mentions")
    sheet.append(COLUMNS)
    for row in rows(count):
        sheet.append([row[column] for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MAKERS: dict[str, Callable[[int], bytes]] = {"csv": as_csv, "xlsx": as_xlsx, "jsonl": as_jsonl}


def take(path: Path, home: Path) -> None:
    """In a process of its own: import, and print what it took as JSON."""
    os.environ |= {"DRAFTER_HOME": str(home), "DRAFTER_EMBEDDER": "lexical"}
    from drafter.desk import Desk

    desk = Desk()
    crisis = desk.crises.make(organisation="Acme", title="Late again", by="bench")
    data = path.read_bytes()
    started = time.perf_counter()
    desk.mentions.keep(crisis.slug, data, name=path.name, by="bench")
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"took": took, "peak": peak, "kept": desk.mentions.count(crisis.slug)}))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--formats", default="csv,xlsx,jsonl")
    asked.add_argument("--take", nargs=2, type=Path, help=argparse.SUPPRESS)
    told = asked.parse_args()
    if told.take:
        return take(*told.take)
    print(f"{'format':8}{'rows':>9}{'MB':>7}{'seconds':>9}{'rows/s':>9}{'peak MB':>9}")
    for form in told.formats.split(","):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"export.{form}")
            path.write_bytes(MAKERS[form](told.rows))
            said = subprocess.run(
                [sys.executable, __file__, "--take", str(path), f"{folder}/home"],
                stdout=subprocess.PIPE,
                check=True,
            )
            found = json.loads(said.stdout)
            size = path.stat().st_size / 1e6
            rate = found["kept"] / found["took"]
            print(
                f"{form:8}{found['kept']:>9,}{size:>7.1f}{found['took']:>9.1f}{rate:>9,.0f}"
                f"{found['peak'] / 1e6:>9.0f}"
            )


if __name__ == "__main__":
    main()
