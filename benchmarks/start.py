"""How long a person waits: the command line's start, drafts, imports, and the desk's second start.

`make bench` prints one table. Wall clock, best of five unless said; nothing is asserted here.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = Path(sys.executable).with_name("drafter")
SHARED = ROOT.parent / "shared"


def best(times: int, run: Callable[[], None]) -> float:
    """Seconds of the quickest of several runs."""
    took = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        took.append(time.perf_counter() - started)
    return min(took)


def command(*arguments: str) -> Callable[[], None]:
    def run() -> None:
        subprocess.run(
            [str(SCRIPT), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )

    return run


def desk_start() -> float:
    """Seconds from the start of `drafter run` until the page's script has run once for a browser."""
    port = "8599"
    environment = os.environ | {"DRAFTER_PORT": port}
    started = time.perf_counter()
    server = subprocess.Popen([str(SCRIPT), "run"], env=environment, stdout=subprocess.DEVNULL)
    try:
        while time.perf_counter() - started < 60:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.05)
        return time.perf_counter() - started
    finally:
        subprocess.run(["pkill", "-TERM", "-P", str(server.pid)], check=False)
        server.terminate()
        server.wait()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DRAFTER_HOME"] = f"{folder}/home"
        text = Path(folder) / "statement.txt"
        text.write_text(
            "We charged 1,204 orders twice. We are sorry if anyone was upset.\n", encoding="utf-8"
        )
        facts = str(ROOT / "knowledge/sample/facts.yaml")
        rows = [
            ("drafter --help", best(5, command("--help"))),
            ("drafter check --embedder off, one file", best(5, command("check", "--embedder", "off", str(text)))),
            ("drafter draft --facts, apology for press",
             best(3, command("draft", "--facts", facts, "--kind", "apology", "--channel", "press"))),
            ("drafter concerns, sample of 240 rows",
             best(3, command("concerns", str(ROOT / "knowledge/sample/mentions.csv")))),
        ]  # fmt: skip
        tweets = SHARED / "data/mentions/airlines_dev.csv"
        if tweets.is_file():
            rows.append(
                ("drafter concerns, 7,239 tweets", best(2, command("concerns", str(tweets))))
            )
        desk_start()
        rows.append(
            ("drafter run, second start until it answers", min(desk_start() for _ in range(3)))
        )
    for what, seconds in rows:
        print(f"{what:<45} {seconds:6.2f} s")


if __name__ == "__main__":
    main()
