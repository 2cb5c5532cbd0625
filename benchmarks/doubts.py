"""How well the marks of a clause tell what no fact holds, and the weights for them.

    python benchmarks/doubts.py FILE.jsonl ... [--embedder]

The files are those of `benchmarks/claims.py`; at least two. From each brief come the clauses of its
drafts, those with a planted assertion, and clauses that lost their support without anybody's wording:
the fact that explains them best taken out of the ledger, or made unconfirmed, or a "not" put in. A
logistic model is fitted to their marks (`drafter/checks/claims/doubt.py`). The figures are those of
each file with weights of the others, counted as `benchmarks/claims.py` counts, flags of values
included; the weights printed are those of all.

The rules whose outcome is a mark were written with some of these briefs in view. On briefs that nobody
had seen they said "contradicted" and "unsupported" wrongly of 1.6 and 2 in a hundred true clauses, and
found about half and 85 % of what they find on those seen. The fit is told so.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from claims import PROPOSITIONS, Planted, Row, flags, ledger, matched, read, spans
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from swaps import desk_embedder

from drafter.checks.claims import weighings
from drafter.checks.claims.assertions import Weighed, verdict
from drafter.checks.claims.doubt import Marks
from drafter.llm import Embedder
from drafter.model.brief import Ledger

RULES = ("against", "all for a part", "surely against", "unsupported")
# What the rules say wrongly of clauses that nobody had seen, and what they then still find.
_WRONGLY: tuple[tuple[tuple[str, ...], float], ...] = (
    (("against",), 0.016),
    (("against", "surely against"), 0.012),
    (("unsupported",), 0.02),
)
_STILL = {"against": 0.55, "unsupported": 0.85}
_WEIGHT = {"true": 1.0, "planted": 2.0, "dropped": 0.2, "loosened": 0.2, "negated": 0.05}
_STRICT = 0.01
# Log odds from which on a clause is taken for doubtful, to choose from.
_DOUBTS = (-0.5, 0.0, 0.3, 0.6, 0.9, 1.2, 1.5, 2.0)
_BE = re.compile(r"\b(was|were|has|have|had|is|are)( not)?\b")


class Clause(NamedTuple):
    """A clause of a brief with its marks, and what it is."""

    file: str
    brief: str
    kind: str
    clean: bool
    start: int
    end: int
    marks: Marks
    said: bool = False
    doubted: bool = False


class Flag(NamedTuple):
    """Where a text is flagged."""

    start: int
    end: int


class Draft(NamedTuple):
    """A draft, what is planted in it, and the values that are flagged in it."""

    file: str
    brief: str
    clean: bool
    text: str
    gold: list[Planted]
    values: list[Flag]


Spanned = tuple[int, int, Weighed]


def weigh(text: str, whole: Ledger, embedder: Embedder | None) -> list[Spanned]:
    return [(*one.span, one) for one in weighings(text, whole, embedder=embedder)]


def clauses(name: str, row: Row, embedder: Embedder | None) -> Iterator[Clause]:
    whole, gold = ledger(row), spans(row)
    for which in ("clean", "planted"):
        for start, end, one in weigh(row[which], whole, embedder):
            inside = [g.type in PROPOSITIONS for g in gold if g.start < end and start < g.end]
            if which == "clean" or not inside or any(inside):
                kind = "planted" if which == "planted" and inside else "true"
                at = which == "clean", start, end
                said, doubted = flagged(one, False), flagged(one, True)
                yield Clause(name, row["id"], kind, *at, one.marks, said, doubted)
    yield from bereft(name, row, whole, embedder)
    yield from negated(name, row, whole, embedder)


def flagged(one: Weighed, doubted: bool) -> bool:
    """Whether a clause has a finding, told whether its marks are doubtful."""
    bound = verdict(one, doubted)
    return bound is not None and bound.status != "supported"


def bereft(name: str, row: Row, whole: Ledger, embedder: Embedder | None) -> Iterator[Clause]:
    """The clauses that lose the fact that explains them best."""
    before = weigh(row["clean"], whole, embedder)
    for fact in whole.confirmed:
        loose = fact.model_copy(update={"status": "unconfirmed"})
        rest = [one for one in whole.facts if one.id != fact.id]
        for kind, facts in (("dropped", rest), ("loosened", [*rest, loose])):
            fewer = whole.model_copy(update={"facts": tuple(facts)})
            after = weigh(row["clean"], fewer, embedder)
            for (start, end, had), (_, _, has) in zip(before, after, strict=False):
                if _lost(had, has, fact.id):
                    yield Clause(name, row["id"], kind, True, start, end, has.marks)


def _lost(had: Weighed, has: Weighed, fact: str) -> bool:
    """Whether a clause rested on a fact, and on nothing that is still there."""
    best = had.found.best
    if best is None or best.source.name != fact or any(had.form.mood):
        return False
    rested = best.share >= 0.5 and best.share - has.found.share >= 0.25
    return rested and had.found.total >= 1 and not has.marks["wrong value"]


def negated(name: str, row: Row, whole: Ledger, embedder: Embedder | None) -> Iterator[Clause]:
    """The clauses that a fact explains, with a "not" put in or taken out."""
    text = row["clean"]
    for start, end, one in weigh(text, whole, embedder):
        told = one.form.told and one.form.type != "promise" and not any(one.form.mood)
        turned = _BE.sub(lambda be: be[1] if be[2] else f"{be[1]} not", text[start:end], count=1)
        if not told or one.found.share < 0.7 or one.found.total < 1 or turned == text[start:end]:
            continue
        for begin, stop, other in weigh(text[:start] + turned + text[end:], whole, embedder):
            if begin == start and not other.marks["wrong value"]:
                yield Clause(name, row["id"], "negated", True, begin, stop, other.marks)


def drafts(name: str, row: Row, embedder: Embedder | None) -> Iterator[Draft]:
    whole = ledger(row)
    for which, gold in (("clean", []), ("planted", spans(row))):
        text = row[which]
        asserted = {(start, end) for start, end, _ in weigh(text, whole, embedder)}
        found, _ = flags(text, whole, embedder)
        values = [Flag(f.start, f.end) for f in found if (f.start, f.end) not in asserted]
        yield Draft(name, row["id"], which == "clean", text, gold, values)


def samples(made: Sequence[Clause]) -> Iterator[tuple[Marks, bool, float]]:
    """What the model is fitted to: marks, whether no fact holds it, weight."""
    for one in made:
        true, weight = one.kind == "true", _WEIGHT[one.kind]
        plain: Marks = {**one.marks, **dict.fromkeys(RULES, 0.0)}
        if true:
            yield one.marks, False, weight
            for rules, rate in _WRONGLY:
                yield {**plain, **dict.fromkeys(rules, 1.0)}, False, weight * rate
            continue
        still = next((rate for rule, rate in _STILL.items() if one.marks[rule]), 1.0)
        yield one.marks, True, weight * still
        if still < 1:
            yield plain, True, weight * (1 - still)


def fitted(made: Sequence[Clause]) -> tuple[float, Marks]:
    """The base and the weight of each mark."""
    rows = list(samples(made))
    names = list(made[0].marks)
    values = np.array([[float(marks[name]) for name in names] for marks, _, _ in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=_STRICT, max_iter=2000))
    given = {"logisticregression__sample_weight": [weight for _, _, weight in rows]}
    model.fit(values, [wrong for _, wrong, _ in rows], **given)
    scaler, logistic = model
    slopes = logistic.coef_[0] / scaler.scale_
    base = float(logistic.intercept_[0] - (slopes * scaler.mean_).sum())
    return base, dict(zip(names, map(float, slopes), strict=True))


def scored(made: Sequence[Clause], base: float, weights: Marks) -> NDArray[np.float64]:
    return np.array([
        base + sum(weights[name] * mark for name, mark in one.marks.items()) for one in made
    ])  # fmt: skip


def apart(made: Sequence[Clause]) -> NDArray[np.float64]:
    """The doubt of each clause with the weights of the other files."""
    scores = np.zeros(len(made))
    for name in dict.fromkeys(one.file for one in made):
        others = [one for one in made if one.file != name]
        here = np.array([one.file == name for one in made])
        scores[here] = scored([one for one in made if one.file == name], *fitted(others))
    return scores


Key = tuple[str, str, bool]


def report(
    made: Sequence[Clause], given: Sequence[Draft], scores: NDArray[np.float64]
) -> Iterator[str]:
    """What is found and what is wrong where a clause is doubted from some log odds on."""
    count = sum(one.clean for one in given)
    for least in _DOUBTS:
        flagged: dict[Key, list[Flag]] = {}
        for one, score in zip(made, scores, strict=True):
            if one.kind in ("true", "planted") and (one.doubted if score > least else one.said):
                key = one.file, one.brief, one.clean
                flagged.setdefault(key, []).append(Flag(one.start, one.end))
        yield f"doubt over {least}: " + _counted(given, flagged, count)


def _counted(given: Sequence[Draft], flagged: dict[Key, list[Flag]], count: int) -> str:
    found: dict[str, list[bool]] = {}
    wrong = {True: [0, 0], False: [0, 0]}
    for one in given:
        more = flagged.get((one.file, one.brief, one.clean), [])
        pairs, free = matched(one.text, [*one.values, *more], one.gold)
        for gold, pair in zip(one.gold, pairs, strict=True):
            if gold.type in PROPOSITIONS:
                found.setdefault(one.file, []).append(pair is not None)
        for flag in free:
            wrong[one.clean][flag in more] += 1
    every = [hit for hits in found.values() for hit in hits]
    each = ", ".join(
        f"{name.removeprefix('facts_')} {np.mean(hits):.0%}" for name, hits in found.items()
    )
    clean, planted = (
        f"{sum(some) / count:.2f} ({some[1] / count:.2f} assertions)" for some in wrong.values()
    )
    return f"{np.mean(every):.1%} found ({each}); wrong flags {clean} a clean draft, {planted} a planted one"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--embedder", action="store_true", help="with the desk's embedder")
    options = asked.parse_args()
    embedder = desk_embedder() if options.embedder else None
    rows = [(path.stem, row) for path in options.files for row in read(path)]
    made = [one for name, row in rows for one in clauses(name, row, embedder)]
    given = [one for name, row in rows for one in drafts(name, row, embedder)]
    print(*report(made, given, apart(made)), sep="\n")
    base, weights = fitted(made)
    print(f"base {base:.2f}")
    print(*(f'    "{name}": {weight:.2f},' for name, weight in weights.items()), sep="\n")


if __name__ == "__main__":
    main()
