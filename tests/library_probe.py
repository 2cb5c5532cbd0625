"""Open an index in a process of its own, so that a crash there ends no test.

`python -m tests.library_probe DOCUMENTS HOME...`: for each home one line of JSON: what was synced and
what the queries found.
"""

import json
import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from drafter.adapters import documents
from drafter.adapters.library import Library, _Stock
from drafter.llm import HashEmbedder
from drafter.model.base import digest
from drafter.model.knowledge import Document, Guideline
from drafter.settings import ROOT
from drafter.steps.recall import rank

QUERIES = (
    "who may approve goodwill and how much",
    "data breach told late",
    "the parcel was late and the courier silent",
    "refund for a double charge",
    "harbour lantern orchard",
)
WORDS = (
    "parcel courier refund invoice harbour lantern orchard bakery engine ticket warehouse customer"
    " delay apology promise answer silent late early winter summer bridge garden kettle window paper"
    " signal battery update outage account password letter office branch driver belt brake recall"
).split()


def generated(count: int) -> list[Document]:
    """Small documents of about twelve passages each, always the same."""
    chance = random.Random(3)
    return [_document(number, chance) for number in range(count)]


def _document(number: int, chance: random.Random) -> Document:
    parts = [" ".join(chance.choices(WORDS, k=100)).capitalize() + "." for _ in range(12)]
    body = "\n\n".join(parts)
    head = Guideline(title=f"Note {number} on {chance.choice(WORDS)}", kind="guideline")
    return Document(path=f"guidelines/note-{number:04}.md", head=head, body=body, body_line=5,
                    digest=digest(body))  # fmt: skip


def all_documents(count: int) -> list[Document]:
    """The shipped knowledge, and so many generated documents."""
    return [*documents.load([ROOT / "knowledge"]).documents, *generated(count)]


def found(library: Library) -> list[list[list[Any]]]:
    """For each query where its ten best passages stand."""
    return [
        [[one.path, one.start_line] for one in rank(library.find(query), count=10)]
        for query in QUERIES
    ]


@cache
def stock(count: int) -> _Stock:
    """The documents, cut and counted: the same for each home, and not what is damaged."""
    return _Stock(all_documents(count))


def opened(home: Path, count: int) -> Library:
    library = Library(HashEmbedder(), home=home)
    library._stock = stock(count)
    return library


def probe(home: Path, count: int) -> dict[str, Any]:
    library = opened(home, count)
    try:
        report = library.sync(stock(count).documents)
        return {
            "home": home.name,
            "added": len(report.added),
            "changed": len(report.changed),
            "removed": len(report.removed),
            "passages": report.passages,
            "found": found(library),
            "where": library.where,
            "note": library.note,
        }
    finally:
        library.close()


def main(count: str, *homes: str) -> Iterator[dict[str, Any]]:
    return (probe(Path(home), int(count)) for home in homes)


if __name__ == "__main__":
    for told in main(*sys.argv[1:]):
        print(json.dumps(told), flush=True)
