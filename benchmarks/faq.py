"""FAQs in bulk: throughput beside bare litellm calls, deduplication, and what is answered or withheld.

    python benchmarks/faq.py [--questions 500] [--concurrency 32] [--latency 0.5] [--alike]

Throughput is against a local server in a process of its own, in one run, bare calls before and after.
Each answer differs from all others, so each is checked; `--alike` gives few different ones.
`calls` is from the start of the work to the last answer; `whole` adds planning (a vector for each
question) and the checks, which wait until no call needs the processor. Sets: faq_own.jsonl is
written for this benchmark; banking77 lies in ../shared where present.
"""

import argparse
import csv
import json
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "doubles"))

import slow_model  # noqa: E402

OWN = ROOT / "benchmarks" / "sets" / "faq_own.jsonl"
BANKING = ROOT.parent / "shared" / "data" / "mentions" / "banking77.csv"
FACTS = ROOT / "knowledge" / "sample" / "facts.yaml"
KEY = "sk-benchmark-not-a-real-key"
ASKED = (
    "When does the second charge of order {n} go back to my card?",
    "Who pays the bank fee for order {n} that was charged twice?",
    "Why was order {n} charged twice at the checkout?",
    "Do I need to do anything to get the refund for order {n}?",
    "How can I reach you by phone or email about order {n}?",
)


def questions(count: int) -> list[str]:
    """That many different questions that the sample's facts can answer."""
    return [ASKED[n % len(ASKED)].format(n=1_000 + n) for n in range(count)]


def memory() -> float:
    """Megabytes in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * resource.getpagesize() / 1e6


def bare(address: str, prompts: list[tuple[str, str]], concurrency: int) -> float:
    """Calls a second of litellm alone, with the same prompts."""
    from drafter.adapters.provider import litellm

    library = litellm()

    def one(prompt: tuple[str, str]) -> None:
        library.completion(
            model="openai/x", api_base=f"{address}/v1", api_key=KEY, num_retries=0, max_retries=0, timeout=60,
            messages=[{"role": "system", "content": prompt[0]}, {"role": "user", "content": prompt[1]}],
        )  # fmt: skip

    one(prompts[0])
    started = time.monotonic()
    with ThreadPoolExecutor(concurrency) as pool:
        list(pool.map(one, prompts))
    return len(prompts) / (time.monotonic() - started)


def throughput(count: int, concurrency: int, latency: float, *, alike: bool) -> None:
    from drafter.desk import Desk
    from drafter.model.faq import Question
    from drafter.settings import Settings

    with slow_model.running(latency) as server, tempfile.TemporaryDirectory() as folder:
        if not alike:
            server.differ()
        os.environ |= {"OPENAI_API_BASE": f"{server.address}/v1", "OPENAI_API_KEY": KEY}
        desk = Desk(Settings(home=Path(folder), model="openai/x", _env_file=None))
        facts = desk.facts.read_file(FACTS)
        work = desk.faq.beside(Path(folder) / "FAQ.csv", facts)
        asked = [Question(text=one) for one in questions(count)]
        prompts = prompted(desk, facts, asked)
        desk.warm()
        desk.checking.text("We pay back every second charge.")  # rules by meaning are fitted once
        work.warm()
        before = bare(server.address, prompts, concurrency)
        started = time.monotonic()
        job = work.plan(asked, title="benchmark", by="bench")
        planned = time.monotonic()
        sizes: list[float] = []
        end = work.run(
            job.id, by="bench", concurrency=concurrency, told=lambda _: sizes.append(memory())
        )
        ended, last = time.monotonic(), server.tally["last"]
        after = bare(server.address, prompts, concurrency)
        given = sum(server.tally["given"].values()) - 2 * (count + 1)
        work.close()
        desk.close()
    ours, whole = count / (last - planned), count / (ended - started)
    base = (before + after) / 2
    kind = "few and alike" if alike else "all different"
    print(f"{count} questions, {latency:g} s a call, concurrency {concurrency}, answers {kind}:")
    print(f"  bare litellm     {before:6.1f} and {after:.1f} calls a second (before, after)")
    print(
        f"  drafter, calls   {ours:6.1f} answers a second = {ours / base:.0%} of bare; {given} calls"
    )
    print(f"  drafter, whole   {whole:6.1f} answers a second = {whole / base:.0%} of bare")
    print(
        f"  rows             {', '.join(f'{state.value} {n}' for state, n in end.counts.items())}"
    )
    quarter = len(sizes) // 4
    print(
        f"  memory           {sizes[quarter]:.0f} MB after a quarter, {sizes[-1]:.0f} MB at the end"
    )


def prompted(desk: Any, facts: Any, asked: list[Any]) -> list[tuple[str, str]]:
    """The very prompts that the desk sends."""
    from drafter.desk.faq.answering import KIND, planned
    from drafter.prompts import channel_named, kind_named
    from drafter.steps.faq.answering import Frame, prompt

    frame = Frame(
        facts, kind_named(desk.prompts, KIND), channel_named(desk.prompts, "web"), desk.prompts
    )
    plans = planned(desk, asked, facts, desk.embedder)
    made = [prompt(one.question, one.evidence, frame)[0] for one in plans]
    return [(one.system, one.user) for one in made]


def answered(embedder: Any) -> None:
    """Without a model: questions that the facts answer, and such that they do not."""
    from drafter.model.brief import Fact, Ledger
    from drafter.steps.faq.evidence import Bench

    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    for half in ("dev", "held"):
        tally = dict.fromkeys(("right", "wrong", "missed", "filled in", "withheld", "near"), 0)
        for told in rows:
            if told.get("half") != half:
                continue
            facts = tuple(Fact(**one) for one in told["facts"])
            ledger = Ledger(
                organisation=told["organisation"], names=tuple(told["names"]), facts=facts
            )
            asked = [one for one in rows if one.get("of") == told["ledger"]]
            bench = Bench(ledger, embedder=embedder)
            for one, found in zip(
                asked, bench.evidence([one["question"] for one in asked]), strict=True
            ):
                got = [near.id for near in found.answers]
                tally["near"] += bool(set(found.facts) & set(one["facts"]))
                if not got:
                    tally["missed" if one["facts"] else "withheld"] += 1
                elif not one["facts"]:
                    tally["filled in"] += 1
                else:
                    tally["right" if got[0] in one["facts"] else "wrong"] += 1
        can = tally["right"] + tally["wrong"] + tally["missed"]
        cannot = tally["filled in"] + tally["withheld"]
        print(
            f"  {half:<4} {can} answerable: {tally['right']} right, {tally['wrong']} wrong, {tally['missed']} left "
            f"to people (a model may answer {tally['near']}); {cannot} not: {tally['filled in']} filled in"
        )


def deduplicated(embedder: Any) -> None:
    """Pairs of banking77 of one intent that are joined, on intents that chose nothing (every other)."""
    import numpy as np

    from drafter.steps.faq.groups import grouped

    if not BANKING.is_file():
        return
    with BANKING.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    held = sorted({row["category"] for row in rows})[1::2]
    rows = [row for row in rows if row["category"] in held]
    texts = [row["text"] for row in rows]
    labels = np.array(grouped(texts, np.asarray(embedder.embed(texts))))
    names = np.array([row["category"] for row in rows])
    joined, same = labels[:, None] == labels[None, :], names[:, None] == names[None, :]
    both = (joined & same).sum(axis=1)
    precision, recall = (both / joined.sum(axis=1)).mean(), (both / same.sum(axis=1)).mean()
    print(
        f"  banking77, {len(texts)} messages of {len(held)} intents: {len(set(labels.tolist()))} groups, "
        f"B-cubed precision {precision:.2f}, recall {recall:.2f}"
    )


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--questions", type=int, default=500)
    given.add_argument("--concurrency", type=int, default=32)
    given.add_argument("--latency", type=float, default=0.5)
    given.add_argument("--alike", action="store_true")
    told = given.parse_args()
    throughput(told.questions, told.concurrency, told.latency, alike=told.alike)
    from drafter.adapters import minilm
    from drafter.adapters.embedder import LexicalEmbedder

    weights = minilm.find()
    with tempfile.TemporaryDirectory() as folder:
        embedder = minilm.MiniLm(weights, Path(folder)) if weights else LexicalEmbedder()
        print(f"answers without a model, by {'words' if embedder.lexical else 'meaning'}:")
        answered(embedder)
        deduplicated(embedder)


if __name__ == "__main__":
    main()
