"""How well values that follow from two others are told from those that only seem to.

    python benchmarks/follows.py FILE.jsonl ... [--list]

The files are those of `benchmarks/claims.py`. Every length, sum, share and number of a draft that no
confirmed fact says is scored as `drafter/checks/claims/follows.py` does it: how the words around fit
those around both values, and how likely a random amount as round follows too. Prints for each kind how
many of the true ones and of the planted ones pass the level; `--list` shows each with its score.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from claims import Row, ledger, read, spans

from drafter.checks.claims.book import book
from drafter.checks.claims.company import Company
from drafter.checks.claims.follows import LEVELS, best
from drafter.checks.claims.matching import same
from drafter.checks.claims.reading import read as reading_of
from drafter.checks.claims.ties import Ties

NEVER = -99.0


class Scored(NamedTuple):
    """A value that no fact says: whether it was planted, and what speaks for it."""

    kind: str
    planted: bool
    score: float
    words: str


def scored(row: Row) -> Iterator[Scored]:
    kept = book(ledger(row))
    for which in ("clean", "planted"):
        text, wrong = row[which], spans(row) if which == "planted" else []
        reading = reading_of(text, kept.as_of, today=kept.explicit is not None)
        company = Company(reading, kept.confirmed)
        ties = Ties(None, kept.held, len(kept.confirmed), company)
        held = [entry.value for source in kept.confirmed for entry in source.entries]
        for value in reading.values:
            if value.kind not in LEVELS or any(same(value, one) for one in held):
                continue
            found = best(value, reading, kept.confirmed, ties)
            planted = any(one.start < value.end and value.start < one.end for one in wrong)
            words = text[max(0, value.start - 50) : value.end + 40].replace("\n", " ")
            score = found[1] if found else NEVER
            yield Scored(value.kind, planted, score, f"{row['id']} {words}")


def report(rows: Sequence[Row], listed: bool) -> Iterator[str]:
    every = sorted((one for row in rows for one in scored(row)), key=lambda one: one.score)
    if listed:
        for one in every:
            yield f"{one.score:7.2f} {'planted' if one.planted else 'true':8}{one.kind:9}{one.words}"
    made, passed = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for one in every:
        made[one.kind, one.planted] += 1
        passed[one.kind, one.planted] += one.score >= LEVELS.get(one.kind, 0.0)
    for kind, planted in sorted(made):
        which = "planted" if planted else "true"
        yield f"{kind:9}{which:8}{passed[kind, planted]:5} of {made[kind, planted]:4} follow"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--list", action="store_true", help="show each value with its score")
    options = asked.parse_args()
    rows = [row for path in options.files for row in read(path)]
    print(*report(rows, options.list), sep="\n")


if __name__ == "__main__":
    main()
