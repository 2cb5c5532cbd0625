"""What the desk adds to a model's call, how many calls a second go through, and what 10,000 leave behind.

The server is the tests' double in a process of its own. Bare litellm is `litellm.completion` with the
same messages, schema and settings in as many threads, in turns with the provider in the same run.
"""

import argparse
import contextlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pydantic import BaseModel

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafter.adapters.provider import LitellmProvider, litellm  # noqa: E402
from drafter.adapters.provider.forms import messages, response_format  # noqa: E402
from drafter.adapters.store import Store  # noqa: E402
from drafter.desk import Desk  # noqa: E402
from drafter.desk.calls import KeptCalls  # noqa: E402
from drafter.model.prompt import Rendered  # noqa: E402
from drafter.settings import Settings  # noqa: E402
from tests.doubles import personas  # noqa: E402
from tests.doubles.openai_server import KEY, OpenAiServer, Scripted  # noqa: E402

MODEL = "openai/gpt-4o-mini"
SLUG = "sample-double-charge"


class Answer(BaseModel):
    text: str


@contextlib.contextmanager
def served(seconds: float) -> Iterator[None]:
    """A server in another process that answers after so long."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), "--serve", str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        os.environ |= {
            "OPENAI_API_KEY": KEY,
            "OPENAI_API_BASE": address,
            "OPENAI_BASE_URL": address,
        }
        try:
            yield
        finally:
            server.terminate()


def serve(seconds: float) -> None:
    server = OpenAiServer(Scripted(personas.good, wait=seconds), keep=False)
    with server.running():
        print(server.address, flush=True)
        threading.Event().wait()


def prompt(number: int) -> Rendered:
    return Rendered(name="faq", system="Answer from the facts.", user=f"Question {number}. " * 100)


def bare(number: int) -> None:
    litellm().completion(
        model=MODEL,
        messages=messages(prompt(number), Answer, "json_schema", "0badcafe"),
        timeout=60,
        num_retries=0,
        max_retries=0,
        **response_format(Answer, "json_schema"),
    )


def rate(ask: Callable[[int], object], count: int, at_once: int) -> float:
    """Calls a second."""
    started = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(ask, range(count)))
    return count / (time.perf_counter() - started)


def throughput(home: Path, count: int, at_once: int) -> None:
    store = Store.in_folder(home)
    provider = LitellmProvider((MODEL,), concurrency=at_once, book=KeptCalls(lambda: store))
    with served(0.5):
        bare(0)
        pairs = []
        for _ in range(3):
            plain = rate(bare, count, at_once)
            ours = rate(lambda one: provider.complete(prompt(one), Answer), count, at_once)
            pairs.append((plain, ours))
            print(f"  bare {plain:.1f} calls/s, provider {ours:.1f} calls/s: {ours / plain:.0%}")
    share = statistics.median(ours / plain for plain, ours in pairs)
    print(f"{at_once} at once, 0.5 s a call: {share:.0%} of bare litellm (median of three)")
    store.close()


def draft(home: Path) -> None:
    settings = Settings(home=home, model=MODEL, _env_file=None)
    desk = Desk(settings)
    desk.crises.load_sample()
    with served(2.0):
        desk.warm()
        ledger, concerns = desk.facts.ledger(SLUG), desk.mentions.concerns(SLUG)
        took = []
        for _ in range(5):
            started = time.perf_counter()
            made = desk.drafting.draft(
                ledger, kind="apology", channel="press", concerns=concerns, crisis=SLUG
            )
            took.append(time.perf_counter() - started)
            assert made.draft.origin == "model", made.draft.warnings
    desk.close()
    middle = statistics.median(took)
    print(
        f"one draft, a model of 2 s: {middle:.2f} s in all, the desk adds {middle / 2 - 1:.1%} "
        f"(slowest {max(took):.2f} s)"
    )


def state() -> tuple[int, int, float]:
    """Open descriptors, threads, resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    memory = pages * resource.getpagesize() / 1e6
    return len(os.listdir("/proc/self/fd")), threading.active_count(), memory


def leaks(home: Path, count: int) -> None:
    store = Store.in_folder(home)
    provider = LitellmProvider((MODEL,), book=KeptCalls(lambda: store))
    with served(0.0):
        rate(lambda one: provider.complete(prompt(one), Answer), 1_000, 8)
        before = state()
        speed = rate(lambda one: provider.complete(prompt(one), Answer), count, 8)
        after = state()
    store.close()
    print(
        f"{count:,} calls, {speed:.0f} a second: descriptors {before[0]} to {after[0]}, threads "
        f"{before[1]} to {after[1]}, memory {before[2]:.0f} to {after[2]:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", type=float, help="be the server")
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--only", choices=("draft", "throughput", "leaks"))
    given = parser.parse_args()
    if given.serve is not None:
        serve(given.serve)
        return
    litellm()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if given.only in (None, "draft"):
            draft(home / "draft")
        if given.only in (None, "throughput"):
            throughput(home / "throughput", given.count, 32)
        if given.only in (None, "leaks"):
            leaks(home / "leaks", given.calls)


if __name__ == "__main__":
    main()
