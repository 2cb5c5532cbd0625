"""How many values put in the place of another one are flagged, and how many true ones wrongly.

    python benchmarks/swaps.py FILE.jsonl ... [--embedder] [--misses]

The files are those of `benchmarks/claims.py`. From each clean draft new drafts are made, each with one
value exchanged for another value of its kind from the same ledger: a right number, day or sum at a
wrong thing. None was written by hand, so margins chosen here fit no phrase.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from claims import Row, flags, ledger, read

from drafter.adapters.minilm import MiniLm, find
from drafter.checks.claims.book import Book, book
from drafter.checks.claims.matching import same
from drafter.checks.claims.measures import TIMES
from drafter.checks.claims.reading import read as reading_of
from drafter.checks.claims.unsaid import ARTICLE, WEEK
from drafter.checks.claims.value import Value
from drafter.llm import Embedder

_KINDS = ("number", "share", "money", "duration", "day", "clock")
_MOST = 3


class Swap(NamedTuple):
    """A draft in which the value of `kind` at `text[start:end]` is another fact's."""

    text: str
    start: int
    end: int
    kind: str
    within: bool


def swaps(row: Row, chance: random.Random) -> Iterator[Swap]:
    text, kept = row["clean"], book(ledger(row))
    reading = reading_of(text, kept.as_of, today=kept.explicit is not None)
    for value in reading.values:
        if value.kind not in _KINDS or reading.clause_of(value) is None:
            continue
        others = list(_others(value, kept))
        for words, within in chance.sample(others, min(_MOST, len(others))):
            made = text[: value.start] + words + text[value.end :]
            yield Swap(made, value.start, value.start + len(words), value.kind, within)


def _others(value: Value, kept: Book) -> Iterator[tuple[str, bool]]:
    """The values that a text could say in its place, where it says one of a fact."""
    held = [(one, e.value) for one in kept.confirmed for e in one.entries if same(value, e.value)]
    if not held:
        return
    places = {one.name for one, _ in held}
    seen: set[tuple[float, object, str]] = set()
    for source in kept.confirmed:
        for entry in source.entries:
            other = entry.value
            key = (other.amount, other.day, other.unit)
            if other.kind != value.kind or other.unit in (ARTICLE, TIMES, WEEK) or key in seen:
                continue
            alike = other.unit == value.unit if value.kind in ("money", "duration") else True
            if alike and not same(value, other) and not any(same(one, other) for _, one in held):
                seen.add(key)
                yield source.reading.text[other.start : other.end], source.name in places


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--embedder", action="store_true", help="with the desk's embedder")
    asked.add_argument("--misses", action="store_true", help="list what was not flagged")
    options = asked.parse_args()
    embedder = desk_embedder() if options.embedder else None
    rows = [row for path in options.files for row in read(path)]
    print(*report(rows, embedder, options.misses), sep="\n")


def desk_embedder() -> Embedder:
    weights = find()
    if weights is None:
        raise SystemExit("the weights of the embedder are not installed")
    return MiniLm(weights, Path(tempfile.gettempdir()) / "drafter-minilm")


def report(rows: Sequence[Row], embedder: Embedder | None, misses: bool) -> Iterator[str]:
    chance, made, hit = random.Random(7), Counter[str](), Counter[str]()
    for row in rows:
        for one in swaps(row, chance):
            found, _ = flags(one.text, ledger(row), embedder)
            flagged = any(f.start < one.end and one.start < f.end for f in found)
            for name in (one.kind, "within a fact" if one.within else "across facts", "all"):
                made[name] += 1
                hit[name] += flagged
            if misses and not flagged:
                at = max(0, one.start - 70)
                before, after = one.text[at : one.start], one.text[one.end : one.end + 60]
                words = one.text[one.start : one.end]
                yield f"{row['id']} {one.kind}: ...{before}[{words}]{after}"
    for name in made:
        yield f"{name:14}{made[name]:6}{hit[name] / made[name]:8.1%}"


if __name__ == "__main__":
    main()
