"""How well and how fast the desk recalls.

    python benchmarks/recall.py [--cranfield ../shared/data/retrieval/cranfield] [--speed 10000,100000]

Cranfield: nDCG@10 over the queries with judgements there, binary gain, one hit a document; queries
are numbered by their order. Hybrid stands beside BM25 alone, dense alone and their plain reciprocal
rank fusion (k = 60), all of the same run. Known items: `sets/known_item.jsonl` has three descriptions
of each of 28 past cases, written by a reader who had not seen the case files.
"""

import argparse
import json
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from drafter.adapters.library import Library
from drafter.desk import Desk
from drafter.model.knowledge import Document, Filter, Guideline, Pool
from drafter.settings import Settings
from drafter.steps.recall import rank

HERE = Path(__file__).parent
# The number of a case in the frozen set, and what its file is called.
CASES = (
    "united kfc crowdstrike southwest samsung pepsi domino jetblue buffer gitlab cloudflare equifax "
    "facebook starbucks wizards unity kitkat red-cross sonos bud-light alaska hm-hoodie maple bp- "
    "optus vanderbilt air-canada cursor"
).split()


def ndcg(paths: Sequence[str], relevant: set[str]) -> float:
    gains = [1 / np.log2(at + 2) for at, path in enumerate(paths[:10]) if path in relevant]
    return float(sum(gains) / sum(1 / np.log2(at + 2) for at in range(min(10, len(relevant)))))


def cranfield(folder: Path) -> tuple[list[Document], list[str], dict[int, set[str]]]:
    papers = re.split(r"^\.I \d+\n", (folder / "cran.all.1400").read_text(), flags=re.M)[1:]
    found = []
    for number, paper in enumerate(papers, start=1):
        title, text = re.match(r"\.T\n(.*?)\.A\n.*?\.W\n(.*)", paper, re.S).groups()  # type: ignore[union-attr]
        head = Guideline(title=" ".join(title.split()) or "untitled", kind="guideline")
        body = text.strip() or head.title
        found.append(
            Document(path=f"{number}", head=head, body=body, body_line=1, digest=f"{number}")
        )
    asked = re.split(r"^\.I \d+\n", (folder / "cran.qry").read_text(), flags=re.M)[1:]
    queries = [" ".join(one.split(".W\n")[1].split()) for one in asked]
    judged: dict[int, set[str]] = {}
    for line in (folder / "cranqrel").read_text().splitlines():
        if len(parts := line.split()) >= 2:
            judged.setdefault(int(parts[0]), set()).add(parts[1])
    return found, queries, judged


def by_dense(pool: Pool) -> list[str]:
    return _ordered(pool, pool.dense)


def by_words(pool: Pool) -> list[str]:
    return _ordered(pool, pool.lexical)


def by_ranks(pool: Pool) -> list[str]:
    places = [
        np.argsort(np.argsort(-scores, kind="stable")) for scores in (pool.dense, pool.lexical)
    ]
    return _ordered(pool, sum(1 / (61 + place) for place in places))


def hybrid(pool: Pool) -> list[str]:
    return [one.path for one in rank(pool, count=10)]


def _ordered(pool: Pool, scores: Any) -> list[str]:
    return [pool.passages[at].path for at in np.argsort(-scores, kind="stable")]


def show_cranfield(desk: Desk, folder: Path) -> None:
    papers, queries, judged = cranfield(folder)
    library = Library(desk.embedder)
    library.sync(papers)
    pools = {number: library.find(queries[number - 1]) for number in judged}
    print(f"Cranfield, {len(judged)} queries, nDCG@10")
    ways: dict[str, Callable[[Pool], list[str]]] = {
        "BM25": by_words, "dense": by_dense, "reciprocal rank fusion": by_ranks, "hybrid": hybrid
    }  # fmt: skip
    for name, way in ways.items():
        print(f"  {name:24} {np.mean([ndcg(way(pools[one]), judged[one]) for one in judged]):.3f}")


def show_known_items(desk: Desk) -> None:
    rows = [json.loads(line) for line in (HERE / "sets/known_item.jsonl").read_text().splitlines()]
    for name, only in (("all documents", None), ("past cases", Filter(kind="case"))):
        found = [desk.knowledge.search(row["query"], count=3, only=only) for row in rows]
        first = sum(is_case(hit[0].path, row) for hit, row in zip(found, rows, strict=True))
        three = sum(
            any(is_case(one.path, row) for one in hit) for hit, row in zip(found, rows, strict=True)
        )
        print(
            f"known items among {name}: first {first / len(rows):.1%}, "
            f"in the first three {three / len(rows):.1%} of {len(rows)}"
        )


def is_case(path: str, row: dict[str, Any]) -> bool:
    return CASES[row["case"] - 1] in path


class Invented:
    """Vectors of invented texts: near to one of 200 middles, as topics are."""

    id, dimension, lexical = "invented", 384, False

    def embed(self, texts: Sequence[str]) -> Any:
        rng = np.random.default_rng(len(texts))
        middles = np.random.default_rng(1).normal(size=(200, 384))
        made = middles[rng.integers(0, 200, len(texts))] + rng.normal(size=(len(texts), 384)) * 1.2
        return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def show_speed(count: int) -> None:
    rng = np.random.default_rng(2)
    words = np.array([f"w{number}" for number in range(20_000)])
    ranks = (rng.zipf(1.3, (count, 60)) - 1) % len(words)
    made = [
        Document(
            path=f"guidelines/{number}.md", body=" ".join(words[row]), body_line=5, digest=f"{number}",
            head=Guideline(title=f"Number {number}", kind="guideline"),
        )
        for number, row in enumerate(ranks)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as home:
        library = Library(Invented(), home=Path(home))
        began = time.perf_counter()
        library.sync(made)
        built, times = time.perf_counter() - began, []
        for _ in range(220):
            query = " ".join(words[(rng.zipf(1.3, 12) - 1) % len(words)])
            began = time.perf_counter()
            rank(library.find(query), count=10)
            times.append(time.perf_counter() - began)
        library.close()
        began = time.perf_counter()
        again = Library(Invented(), home=Path(home))
        again.sync(made)
        opened = time.perf_counter() - began
        again.close()
    median, p95 = np.percentile(np.array(times[20:]) * 1000, [50, 95])
    print(
        f"{count:,} passages: recall {median:.0f} ms median, {p95:.0f} ms p95 (without the query's "
        f"embedding); built in {built:.0f} s, opened again in {opened:.1f} s"
    )


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    told.add_argument(
        "--cranfield", type=Path, default=HERE.parents[1] / "shared/data/retrieval/cranfield"
    )
    told.add_argument("--speed", default="10000", help="passages, comma-separated")
    chosen = told.parse_args()
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(Settings(home=Path(home)))
        print(f"embedder: {desk.embedder.id}")
        if chosen.cranfield.is_dir():
            show_cranfield(desk, chosen.cranfield)
        show_known_items(desk)
        desk.close()
    for count in map(int, chosen.speed.split(",")):
        show_speed(count)


if __name__ == "__main__":
    main()
