"""What knowledge costs: the sync of many documents. One function a figure; nothing is asserted here.

`python benchmarks/knowledge.py` prints one table. CPU seconds of this process, best of three.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from drafter.desk import Desk
from drafter.settings import ROOT, Settings

DOCUMENTS = 1_000


def best(times: int, run: Callable[[], object]) -> float:
    """CPU seconds of the quickest of several runs."""
    took = []
    for _ in range(times):
        started = time.process_time()
        run()
        took.append(time.process_time() - started)
    return min(took)


def team(home: Path, count: int) -> None:
    """So many documents of the team's own: copies of the shipped ones, each with a line of its own."""
    shipped = sorted((ROOT / "knowledge").glob("guidelines/*.md"))
    shipped += sorted((ROOT / "knowledge").glob("cases/*.md"))
    for number in range(count):
        one = shipped[number % len(shipped)]
        folder = home / "knowledge" / one.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        text = one.read_text(encoding="utf-8")
        (folder / f"{number:05}.md").write_text(f"{text}\nCopy {number}.\n", encoding="utf-8")


def unchanged_sync(folder: Path) -> tuple[float, float]:
    """(sync of 1,000 unchanged documents in an open desk, opening of a closed one and its sync)."""
    home = folder / "sync"
    team(home, DOCUMENTS)
    settings = Settings(home=home, embedder="lexical", _env_file=None)
    desk = Desk(settings)
    desk.knowledge.sync()
    warm = best(3, desk.knowledge.sync)
    desk.close()

    def again() -> None:
        reopened = Desk(settings)
        assert not reopened.knowledge.sync().added
        reopened.close()

    return warm, best(3, again)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["DRAFTER_HOME"] = name
        warm, opening = unchanged_sync(Path(name))
    rows = [
        (f"sync of {DOCUMENTS:,} unchanged documents, desk open", warm),
        (f"opening of the index over {DOCUMENTS:,} unchanged documents", opening),
    ]
    for what, seconds in rows:
        print(f"{what:<60} {seconds:6.2f} s")


if __name__ == "__main__":
    main()
