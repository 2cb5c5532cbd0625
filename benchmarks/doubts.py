"""How well the marks of a clause tell what no fact holds, and the weights for them.

    python benchmarks/doubts.py FILE.jsonl ... [--embedder]

The files are those of `benchmarks/claims.py`; at least two. From each brief come the clauses of its
drafts, those with a planted assertion, and clauses that lost their support without anybody's wording:
the fact that explains them best taken out of the ledger, or made unconfirmed, or a "not" put in. A
logistic model is fitted to their marks (`drafter/checks/claims/doubt.py`). The figures are those of
each file with weights of the others; the weights printed are those of all.

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
from claims import PROPOSITIONS, Row, flags, ledger, read, spans
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from swaps import desk_embedder

from drafter.checks.claims import weighings
from drafter.checks.claims.assertions import Weighed
from drafter.checks.claims.doubt import Marks
from drafter.llm import Embedder
from drafter.model.brief import Ledger

RULES = ("against", "all for a part", "surely against", "unsupported", "unconfirmed", "supported")
# What the rules say wrongly of clauses that nobody had seen, and what they then still find.
_WRONGLY: tuple[tuple[tuple[str, ...], float], ...] = (
    (("against",), 0.016),
    (("against", "surely against"), 0.012),
    (("unsupported",), 0.02),
    (("unconfirmed",), 0.003),
)
_STILL = {"against": 0.55, "unsupported": 0.85}
_WEIGHT = {"true": 1.0, "planted": 2.0, "dropped": 0.2, "loosened": 0.2, "negated": 0.05}
_STRICT = 0.02
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


class Span(NamedTuple):
    """A planted assertion, and whether a value flagged in it finds it anyway."""

    file: str
    brief: str
    start: int
    end: int
    valued: bool


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
                yield Clause(name, row["id"], kind, which == "clean", start, end, one.marks)
    yield from bereft(name, row, whole, embedder)
    yield from negated(name, row, whole, embedder)


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


def planted(name: str, row: Row, embedder: Embedder | None) -> Iterator[Span]:
    _, made = flags(row["planted"], ledger(row), embedder)
    values = [one for one in made if one.type not in PROPOSITIONS and one.status != "supported"]
    for one in spans(row):
        if one.type in PROPOSITIONS:
            valued = any(v.start < one.end and one.start < v.end for v in values)
            yield Span(name, row["id"], one.start, one.end, valued)


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


def report(made: Sequence[Clause], gold: Sequence[Span], briefs: int) -> Iterator[str]:
    """The figures of each file with the weights of the others, at some rates of wrong flags."""
    scores = np.zeros(len(made))
    for name in dict.fromkeys(one.file for one in made):
        others = [one for one in made if one.file != name]
        here = np.array([one.file == name for one in made])
        scores[here] = scored([one for one in made if one.file == name], *fitted(others))
    true = np.array([one.kind == "true" for one in made])
    clean = np.array([one.clean for one in made])
    for rate in (0.05, 0.1, 0.15, 0.2, 0.3):
        least = np.sort(scores[true & clean])[::-1][int(rate * briefs)]
        over = scores > least
        hits = [
            span.valued or any(
                flag and not one.clean and one.brief == span.brief and one.file == span.file
                and one.start < span.end and span.start < one.end
                for one, flag in zip(made, over, strict=True)
            )
            for span in gold
        ]  # fmt: skip
        kinds = {one.kind for one in made} - {"true", "planted"}
        shares = ", ".join(
            f"{kind} {over[[one.kind == kind for one in made]].mean():.0%}"
            for kind in sorted(kinds)
        )
        each = ", ".join(
            f"{name} {np.mean([h for h, s in zip(hits, gold, strict=True) if s.file == name]):.0%}"
            for name in dict.fromkeys(one.file for one in gold)
        )
        wrong = over[true & ~clean].sum() / briefs
        yield (
            f"{rate} wrong a clean draft, {wrong:.2f} a planted one (doubt over {least:.2f}): "
            f"{np.mean(hits):.0%} found ({each}); {shares}"
        )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--embedder", action="store_true", help="with the desk's embedder")
    options = asked.parse_args()
    embedder = desk_embedder() if options.embedder else None
    rows = [(path.stem, row) for path in options.files for row in read(path)]
    made = [one for name, row in rows for one in clauses(name, row, embedder)]
    gold = [one for name, row in rows for one in planted(name, row, embedder)]
    print(*report(made, gold, len(rows)), sep="\n")
    base, weights = fitted(made)
    print(f"base {base:.2f}")
    print(*(f'    "{name}": {weight:.2f},' for name, weight in weights.items()), sep="\n")


if __name__ == "__main__":
    main()
