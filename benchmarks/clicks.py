"""The page Concerns: processor seconds of each click over a large crisis, without a browser.

    python benchmarks/clicks.py [--profile CLICK] [--home DIR]

Needs ../shared/data/mentions (evaluation only) and the wheel of requirements-model.lock. The crisis
holds the tweets of airlines_dev.csv twice, the second time a day later with another word at the end:
some 14,500 posts. Each click is one run of the script with Streamlit's AppTest, as a browser would
cause it; processor time is counted, since other work on the machine makes the clock lie. "again" is
the same page once more, with what is remembered.
"""

import argparse
import cProfile
import csv
import io
import os
import pstats
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from drafter.settings import ROOT

DATA = ROOT.parent / "shared/data/mentions/airlines_dev.csv"
SLUG = "late-flights"


def export() -> bytes:
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Date", "Author", "Full Text", "Reach"])
    start = datetime(2026, 3, 14)
    for copy in (0, 1):
        for at, row in enumerate(rows):
            when = start + timedelta(days=copy, seconds=10 * at)
            text = row["text"] + (" again" if copy else "")
            writer.writerow([when.isoformat() + "Z", f"{row['name']}{copy}", text, at % 500])
    return out.getvalue().encode()


def opened(home: str) -> Any:
    os.environ.update(DRAFTER_HOME=home, DRAFTER_SAMPLE="false")
    from drafter.ui import shell

    desk = shell.desk()
    if SLUG not in [crisis.slug for crisis in desk.crises.all()]:
        desk.crises.make(title="Late flights", organisation="Example Air", by="Ana", slug=SLUG)
    start = time.process_time()
    desk.mentions.take(SLUG, export(), name="a.csv", by="Ana")
    print(
        f"taking in {desk.concerns.shown(SLUG).posts:,} posts: {time.process_time() - start:.1f} s"
    )
    return desk


def shown(**query: str) -> Any:
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    app.session_state["name"] = "Ana"
    for key, value in {"crisis": SLUG, **query}.items():
        app.query_params[key] = value
    app.switch_page(str(Path("drafter/ui/concerns.py")))
    return app


def timed(name: str, click: Callable[[], Any], profiled: str) -> Any:
    profile = cProfile.Profile()
    start, wall = time.process_time(), time.perf_counter()
    # The script runs in a thread of its own, which a profile of this one would not see.
    if name == profiled:
        import threading

        threading.setprofile(lambda *_: profile.enable())
    app = click()
    took, clock = time.process_time() - start, time.perf_counter() - wall
    if name == profiled:
        threading.setprofile(None)
        profile.disable()
        pstats.Stats(profile).sort_stats("cumtime").print_stats(60)
    wrong = " FAILED" if app.exception or app.error else ""
    print(f"{name:<28} {took:6.2f} s of a core, {clock:6.2f} s by the clock{wrong}", flush=True)
    return app


def acts(desk: Any, first: str, second: str) -> dict[str, Callable[[], Any]]:
    """What the buttons of the page's dialogs do."""

    def base() -> int:
        number: int = desk.concerns.shown(SLUG).number
        return number

    verbs = desk.concerns
    return {
        "rename": lambda: verbs.rename(SLUG, second, f"Ours {base()}", by="Ana", base=base()),
        "merge": lambda: verbs.merge(SLUG, first, into=second, by="Ana", base=base()),
        "undo": lambda: verbs.undo(SLUG, by="Ana", base=base()),
    }


def clicks(desk: Any, profiled: str) -> None:
    first, second = desk.concerns.all(SLUG)[:2]
    app = shown()

    def pressed(key: str) -> Callable[[], Any]:
        def press() -> Any:
            found = [one for one in app.button if key in (one.key, one.label)]
            return found[0].click().run()

        return press

    timed("the page, first time", app.run, profiled)
    timed("the page, again", app.run, profiled)
    timed("open a concern's posts", pressed(f"posts/{first.id}"), profiled)
    timed("the same, again", app.run, profiled)
    app = shown(concern=second.id)
    timed("another concern", app.run, profiled)
    for box in app.get("button_group")[:1]:
        timed("filter its posts", box.set_value(box.options[-1]).run, profiled)
    rules = [one for one in app.button if (one.key or "").startswith("rule/")]
    if rules:
        timed("overrule a post", rules[0].click().run, profiled)
    for name, act in acts(desk, first.id, second.id).items():
        start = time.process_time()
        act()
        print(f"{name:<28} {time.process_time() - start:6.2f} s of a core")
        timed("  the page then", shown().run, profiled)
    app = shown()
    app.session_state[f"since/{SLUG}"] = "Share of each concern"
    timed("share of each concern", app.run, profiled)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profile", default="", metavar="CLICK", help="print where its time goes")
    parser.add_argument("--home", default="", metavar="DIR", help="keep the crisis there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        desk = opened(given.home or temporary)
        clicks(desk, given.profile)
        desk.close()


if __name__ == "__main__":
    main()
