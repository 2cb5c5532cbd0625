"""How well the tone rules, parts and posture agree with labelled statements.

    python benchmarks/tone.py FILE.jsonl [--embedder off] [--misses] [--speed]

A labelled problem counts as found when a warning or error of its category overlaps its span; each
finding is matched with at most one span and each span with at most one finding, and a finding
that reaches over more than one sentence matches none. A clean statement has no labelled problem.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from drafter.adapters import minilm
from drafter.checks.parts import part_marks
from drafter.checks.rules import RuleSet, load
from drafter.checks.sentences import sentences
from drafter.checks.strategy import acted
from drafter.llm import Embedder
from drafter.model.finding import Finding, Level, Mark, Parts

Row = dict[str, Any]
ROOT = Path(__file__).parents[1]


def read(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def spans(row: Row) -> list[tuple[str, int, int]]:
    """(category, start, end) of each labelled problem."""
    placed = [(one["category"], row["text"].index(one["span"]), one) for one in row["problems"]]
    return [(category, start, start + len(one["span"])) for category, start, one in placed]


def matched(text: str, found: Sequence[Finding], gold: Sequence[tuple[str, int, int]]) -> list[int]:
    """For each gold span the index of its finding, or -1: a maximum matching, by augmenting."""
    cuts = sentences(text)
    single = [sum(f.start < end and start < f.end for start, end in cuts) <= 1 for f in found]
    edges = [
        [
            n
            for n, f in enumerate(found)
            if single[n] and f.category == category and f.start < end and start < f.end
        ]
        for category, start, end in gold
    ]
    owner: dict[int, int] = {}

    def augment(span: int, seen: set[int]) -> bool:
        for n in edges[span]:
            if n in seen:
                continue
            seen.add(n)
            if n not in owner or augment(owner[n], seen):
                owner[n] = span
                return True
        return False

    for span in range(len(gold)):
        augment(span, set())
    chosen = {span: n for n, span in owner.items()}
    return [chosen.get(span, -1) for span in range(len(gold))]


def f1(hit: int, false: int, missed: int) -> float:
    return 2 * hit / (2 * hit + false + missed) if hit else 0.0


Check = Callable[[Row], Sequence[Finding]]


def checker(rules: RuleSet, embedder: Embedder | None) -> Check:
    """The warnings and errors of one statement, worked out once."""
    made: dict[str, Sequence[Finding]] = {}

    def check(row: Row) -> Sequence[Finding]:
        if row["text"] not in made:
            found, _ = rules.check(row["text"], kind=row.get("kind"), embedder=embedder)
            made[row["text"]] = [one for one in found if one.level.rank >= Level.WARNING.rank]
        return made[row["text"]]

    return check


def tone(rows: Sequence[Row], check: Check) -> Iterator[str]:
    """The table of F1 per category, and how often clean statements are flagged."""
    hit, false, missed = Counter[str](), Counter[str](), Counter[str]()
    clean = errors = warnings = 0
    for row in rows:
        found = check(row)
        gold = spans(row)
        pairs = matched(row["text"], found, gold)
        for (category, *_), n in zip(gold, pairs, strict=True):
            (missed if n < 0 else hit)[category] += 1
        false.update(one.category for n, one in enumerate(found) if n not in pairs)
        if not gold:
            clean += 1
            errors += any(one.level is Level.ERROR for one in found)
            warnings += bool(found)
    yield f"{'category':24}{'hit':>5}{'false':>7}{'missed':>8}{'F1':>7}"
    for name in sorted({*hit, *false, *missed}):
        score = f1(hit[name], false[name], missed[name])
        yield f"{name:24}{hit[name]:5}{false[name]:7}{missed[name]:8}{score:7.2f}"
    right, wrong, lost = hit.total(), false.total(), missed.total()
    yield f"{'micro':24}{right:5}{wrong:7}{lost:8}{f1(right, wrong, lost):7.2f}"
    yield (
        f"clean statements ({clean}): with an error {errors / max(clean, 1):.1%}, "
        f"with an error or warning {warnings / max(clean, 1):.1%}"
    )


def apology(rows: Sequence[Row], rules: RuleSet) -> Iterator[str]:
    """F1 of each part of an apology, their macro mean, and the accuracy of the posture.

    The second mean is over the parts with at least ten positives: fewer say little.
    """
    made = [(row, part_marks(row["text"])) for row in rows if "parts" in row]
    scores: dict[str, tuple[float, int]] = {}
    for name in Parts.model_fields:
        table = Counter(
            (bool(row["parts"].get(name)), any(mark.what == name for mark in marks))
            for row, marks in made
        )
        hit, false, missed = table[True, True], table[False, True], table[True, False]
        scores[name] = f1(hit, false, missed), hit + missed
        yield f"part {name:19}{hit:5}{false:7}{missed:8}{scores[name][0]:7.2f}"
    often = [score for score, positives in scores.values() if positives >= 10]
    every = [score for score, _ in scores.values()]
    yield f"parts, macro F1 {mean(every):.2f}, of those with ten positives {mean(often):.2f}"
    for name, with_rules in (("with", True), ("without", False)):
        right = [
            row["strategy"] == posture(row, marks, rules if with_rules else None)
            for row, marks in made
            if "strategy" in row
        ]
        yield f"posture, accuracy {name} the tone rules {mean(right):.2f}"


def posture(row: Row, marks: Sequence[Mark], rules: RuleSet | None) -> str:
    found = rules.check(row["text"], kind=row.get("kind"))[0] if rules else ()
    return acted(row["text"], marks, found, row.get("kind")).main


def mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def misses(rows: Sequence[Row], check: Check) -> Iterator[str]:
    """Each labelled span that no finding matched, and each finding that matched no span."""
    for row in rows:
        found = check(row)
        gold = spans(row)
        pairs = matched(row["text"], found, gold)
        for (category, start, end), n in zip(gold, pairs, strict=True):
            if n < 0:
                yield f"{row.get('id')} missed {category}: {row['text'][start:end]!r}"
        for n, one in enumerate(found):
            if n not in pairs:
                clean = "" if gold else " (clean)"
                yield f"{row.get('id')} false {one.level} {one.rule}: {one.match!r}{clean}"


def speed(texts: Sequence[str], rules: RuleSet) -> Iterator[str]:
    """Statements a second of processor time, rules compiled; the slowest rule; proselint beside."""
    words = sum(len(text.split()) for text in texts) / len(texts)
    rate = _rate(texts, rules.check)
    yield f"speed: {rate:.0f} statements/s of {words:.0f} words on average, without the embedder"
    spent = {rule.name: 1000 / _rate(texts, RuleSet((rule,)).check) for rule in rules.rules}
    name = max(spent, key=lambda one: spent[one])
    yield f"slowest rule: {name}, {spent[name]:.2f} ms a statement"
    try:
        yield f"proselint on the same texts: {_rate(texts, _proselint()):.0f} statements/s"
    except ImportError:
        yield "proselint: not installed"


def _proselint() -> Callable[[str], object]:
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    registry = CheckRegistry()
    registry.register_many(__register__)
    return lambda text: LintFile(source="text", content=text).lint()


def _rate(texts: Sequence[str], check: Callable[[str], object], rounds: int = 5) -> float:
    for text in texts:
        check(text)
    began = time.process_time()
    for _ in range(rounds):
        for text in texts:
            check(text)
    return rounds * len(texts) / (time.process_time() - began)


def by_meaning(home: Path) -> Embedder | None:
    """The shipped embedder, or None where its weights are not installed."""
    weights = minilm.find()
    return minilm.MiniLm(weights, home) if weights else None


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("file", type=Path, help="labelled statements, one JSON object a line")
    asked.add_argument("--knowledge", type=Path, default=ROOT / "knowledge" / "tone")
    asked.add_argument("--embedder", choices=("auto", "off"), default="auto")
    asked.add_argument("--misses", action="store_true", help="list what was missed or wrong")
    asked.add_argument("--speed", action="store_true", help="measure speed too")
    options = asked.parse_args()
    rows = read(options.file)
    began = time.perf_counter()
    rules = load(options.knowledge)
    print(f"{len(rules.rules)} rules loaded in {(time.perf_counter() - began) * 1000:.0f} ms")
    with tempfile.TemporaryDirectory() as home:
        embedder = by_meaning(Path(home)) if options.embedder == "auto" else None
        print(f"embedder: {embedder.id if embedder else 'off'}")
        check = checker(rules, embedder)
        for line in (*tone(rows, check), *apology(rows, rules)):
            print(line)
    if options.speed:
        print(*speed([row["text"] for row in rows], rules), sep="\n")
    if options.misses:
        print(*misses(rows, check), sep="\n")


if __name__ == "__main__":
    main()
