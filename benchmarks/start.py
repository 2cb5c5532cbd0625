"""How long a person waits: the command line's start, drafts, imports, and the desk's second start.

`make bench` prints one table. Wall clock, best of five unless said; nothing is asserted here.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

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


def desk_start(folder: str) -> float:
    """Seconds from `drafter run` until the first page can be used in a browser that was open."""
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        return float("nan")
    environment = os.environ | {"DRAFTER_PORT": "8599", "DRAFTER_HOME": f"{folder}/desk"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page()
        started = time.perf_counter()
        server = subprocess.Popen(
            [str(SCRIPT), "run"], env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        try:
            _answers("http://127.0.0.1:8599/_stcore/health")
            page.goto("http://127.0.0.1:8599/")
            page.get_by_label("Your name").wait_for(timeout=60_000)
            return time.perf_counter() - started
        finally:
            browser.close()
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def _answers(address: str) -> None:
    for _ in range(1_200):
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)


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
        rows.append(("drafter run, first start until the page is usable", desk_start(folder)))
        rows.append(("drafter run, second start", min(desk_start(folder) for _ in range(3))))
    for what, seconds in rows:
        print(f"{what:<50} {seconds:6.2f} s")


if __name__ == "__main__":
    main()
