"""How many planted unsupported claims are flagged, and how many supported ones wrongly.

    python benchmarks/claims.py FILE.jsonl [--misses] [--embedder] [--only IDS]

A line holds a brief: `organisation`, `names`, `facts`, a `clean` draft, a `planted` draft and its
`unsupported` spans with their types. Warnings and errors are flags. A span counts as found when a
flag overlaps it; a flag is matched with at most one span, and one that reaches over more than one
sentence with none. A flag that overlaps no span is wrong. Types are scored second: how many of the
found spans have a flag of their own type.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from drafter.adapters.minilm import MiniLm, find
from drafter.checks.claims import claims
from drafter.checks.sentences import sentences
from drafter.llm import Embedder
from drafter.model.brief import Ledger
from drafter.model.finding import Claim, Finding, Level

Row = dict[str, Any]
VALUES = ("number", "date", "time", "money", "percent", "name", "place", "contact")
PROPOSITIONS = ("absolute", "status", "cause", "promise")


class Planted(NamedTuple):
    """A labelled span of a planted draft."""

    start: int
    end: int
    type: str
    why: str


class Outcome(NamedTuple):
    """One brief, scored. `pairs` has for each planted span its flag, or None."""

    row: Row
    gold: list[Planted]
    pairs: list[Finding | None]
    kinds: list[bool]
    wrong_clean: list[Finding]
    wrong_planted: list[Finding]


def read(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def ledger(row: Row) -> Ledger:
    keys = ("organisation", "names", "facts", "as_of", "timezone")
    return Ledger.model_validate({key: row[key] for key in keys if row.get(key)})


def flags(
    text: str, book: Ledger, embedder: Embedder | None
) -> tuple[list[Finding], tuple[Claim, ...]]:
    made, found = claims(text, book, embedder=embedder)
    return [one for one in found if one.level.rank >= Level.WARNING.rank], made


def spans(row: Row) -> list[Planted]:
    text = row["planted"]
    placed = [(text.index(one["span"]), one) for one in row["unsupported"]]
    return [
        Planted(at, at + len(one["span"]), one["type"], one.get("why", "")) for at, one in placed
    ]


class Spanned(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_Flag = TypeVar("_Flag", bound=Spanned)


def matched(
    text: str, found: Sequence[_Flag], gold: Sequence[Planted]
) -> tuple[list[_Flag | None], list[_Flag]]:
    """The flag of each span (a maximum matching), and the flags that overlap no span."""
    cuts = sentences(text)
    single = [sum(f.start < end and start < f.end for start, end in cuts) <= 1 for f in found]
    edges = [
        [n for n, f in enumerate(found) if single[n] and f.start < g.end and g.start < f.end]
        for g in gold
    ]
    owner: dict[int, int] = {}

    def augment(span: int, seen: set[int]) -> bool:
        for n in edges[span]:
            if n not in seen:
                seen.add(n)
                if n not in owner or augment(owner[n], seen):
                    owner[n] = span
                    return True
        return False

    for span in range(len(gold)):
        augment(span, set())
    chosen = {span: found[n] for n, span in owner.items()}
    touched = {n for row in edges for n in row}
    wrong = [f for n, f in enumerate(found) if n not in touched]
    return [chosen.get(span) for span in range(len(gold))], wrong


def outcome(row: Row, embedder: Embedder | None) -> Outcome:
    book = ledger(row)
    in_clean, _ = flags(row["clean"], book, embedder)
    in_planted, made = flags(row["planted"], book, embedder)
    gold = spans(row)
    pairs, wrong = matched(row["planted"], in_planted, gold)
    kinds = [
        any(c.type == g.type and c.start < g.end and g.start < c.end for c in made
            if c.status != "supported")
        for g in gold
    ]  # fmt: skip
    return Outcome(row, gold, pairs, kinds, in_clean, wrong)


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    planted, hit, typed = Counter[str](), Counter[str](), Counter[str]()
    for one in outcomes:
        for gold, flag, kind in zip(one.gold, one.pairs, one.kinds, strict=True):
            for name in (gold.type, "values" if gold.type in VALUES else "propositions"):
                planted[name] += 1
                hit[name] += flag is not None
                typed[name] += flag is not None and kind
    yield f"{'type':14}{'planted':>8}{'flagged':>8}{'recall':>8}{'typed':>8}"
    for name in (*VALUES, "values", *PROPOSITIONS, "propositions"):
        if planted[name]:
            share, right = hit[name] / planted[name], typed[name] / max(hit[name], 1)
            yield f"{name:14}{planted[name]:8}{hit[name]:8}{share:8.1%}{right:8.0%}"
    count = max(len(outcomes), 1)
    clean = sum(len(one.wrong_clean) for one in outcomes)
    wrong = sum(len(one.wrong_planted) for one in outcomes)
    yield f"wrong flags: {clean / count:.2f} a clean draft ({clean} in {len(outcomes)}), " + (
        f"{wrong / count:.2f} a planted draft ({wrong})"
    )


def misses(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for one in outcomes:
        name = one.row.get("id")
        for gold, flag in zip(one.gold, one.pairs, strict=True):
            if flag is None:
                span = one.row["planted"][gold.start : gold.end]
                yield f"{name} missed {gold.type}: {span!r} ({gold.why})"
        for which, wrong in (("clean", one.wrong_clean), ("planted", one.wrong_planted)):
            for flag in wrong:
                yield f"{name} wrong in {which}, {flag.level}: {flag.match!r}: {flag.message}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("file", type=Path, help="briefs, one JSON object a line")
    asked.add_argument("--misses", action="store_true", help="list what was missed or wrong")
    asked.add_argument("--embedder", action="store_true", help="with the desk's embedder")
    asked.add_argument("--only", default="", help="ids, or line numbers a-b counted from 0")
    options = asked.parse_args()
    rows = read(options.file)
    if options.only:
        rows = list(chosen(rows, options.only))
    embedder: Embedder | None = None
    if options.embedder:
        weights = find()
        if weights is None:
            asked.error("the weights of the embedder are not installed")
        embedder = MiniLm(weights, Path(tempfile.gettempdir()) / "drafter-minilm")
    began = time.process_time()
    outcomes = [outcome(row, embedder) for row in rows]
    spent = time.process_time() - began
    print(*table(outcomes), sep="\n")
    print(f"{spent / max(2 * len(rows), 1) * 1000:.1f} ms a draft")
    if options.misses:
        print(*misses(outcomes), sep="\n")


def chosen(rows: Sequence[Row], only: str) -> Iterator[Row]:
    """The rows with these ids, or on these lines: `f012,f025`, `0-7`."""
    first, dash, last = only.partition("-")
    if dash and first.isdigit() and last.isdigit():
        yield from rows[int(first) : int(last) + 1]
        return
    yield from (row for row in rows if row.get("id") in only.split(","))


if __name__ == "__main__":
    main()
