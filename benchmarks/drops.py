"""How well meaning tells a clause that a fact covers from one that none does, and the weights for it.

    python benchmarks/drops.py FILE.jsonl ...

The files are those of `benchmarks/claims.py`. Each clause of a clean draft is taken twice: with its
ledger, and with the nearest fact taken out of it, which leaves it without support. Planted clauses
are added. A logistic model is fitted to the likenesses of `drafter/checks/claims/coverage.py`; the
figures are those of briefs it has not seen (grouped cross-validation), the weights those of all.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from claims import PROPOSITIONS, Row, ledger, read, spans
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from swaps import desk_embedder

from drafter.checks.claims import claims
from drafter.checks.claims.book import book
from drafter.checks.claims.coverage import (
    SPEECH,
    Coverage,
    Covered,
    all_content,
    content,
    pieces,
    said,
)
from drafter.checks.claims.forms import Form, forms
from drafter.checks.claims.likeness import Likeness
from drafter.checks.claims.reading import Reading
from drafter.checks.claims.reading import read as reading_of
from drafter.llm import Embedder
from drafter.model.brief import Ledger
from drafter.model.finding import Claim

NAMES = ("clause", "sentence", "words", "weakest", "anywhere", "loose", "speech", "verb")
FORMS = ("count", "cause", "negative", "sure", "carried", "named", "no fact by words")
KINDS = ("true", "planted", "dropped")
_WEIGHT = {"true": 1.0, "planted": 2.0, "dropped": 0.5}


class Clause(NamedTuple):
    """A clause of a brief with its likenesses, and whether a fact covers it."""

    brief: str
    kind: str
    likes: list[float]


def clauses(row: Row, embedder: Embedder) -> Iterator[Clause]:
    whole = ledger(row)
    for which in ("clean", "planted"):
        gold = [one for one in spans(row) if one.type in PROPOSITIONS] if which == "planted" else []
        wrong = spans(row) if which == "planted" else []
        for reading, form, covered, made in covers(row[which], whole, embedder):
            start, end = reading.span(form.first, form.last)
            planted = any(one.start < end and start < one.end for one in gold)
            if planted or not any(one.start < end and start < one.end for one in wrong):
                likes = measures(reading, form, covered, made)
                yield Clause(row["id"], KINDS[planted], likes)
    for fact in whole.confirmed:
        rest = tuple(one for one in whole.facts if one.id != fact.id)
        fewer = whole.model_copy(update={"facts": rest})
        nearest = [one.nearest for _, _, one, _ in covers(row["clean"], whole, embedder)]
        again = covers(row["clean"], fewer, embedder)
        for source, (reading, form, covered, made) in zip(nearest, again, strict=True):
            if source is not None and source.name == fact.id:
                yield Clause(row["id"], "dropped", measures(reading, form, covered, made))


def covers(
    text: str, whole: Ledger, embedder: Embedder
) -> list[tuple[Reading, Form, Covered, tuple[Claim, ...]]]:
    kept = book(whole)
    reading = reading_of(text, kept.as_of, today=kept.explicit is not None)
    told = [one for one in forms(reading) if one.told]
    parts = [t for f in told for t in said(reading, f.first, f.last, f.clause.sentence)]
    sources = (*kept.confirmed, *kept.loose)
    held = [t for one in sources for t in (*pieces(one), *all_content(one))]
    words = content(reading, 0, len(reading.words))
    coverage = Coverage(
        kept.confirmed, kept.loose, Likeness(embedder, (*parts, *held, *words, *SPEECH))
    )
    made, _ = claims(text, whole)
    found = [(f, coverage.of(reading, f.first, f.last, f.clause.sentence)) for f in told]
    return [(reading, f, one, made) for f, one in found if one.said]


def measures(reading: Reading, form: Form, covered: Covered, made: Sequence[Claim]) -> list[float]:
    start, end = reading.span(form.first, form.last)
    inside = {one.type for one in made if one.status == "supported" and start <= one.start < end}
    open_ = any((one.start, one.end, one.status) == (start, end, "unsupported") for one in made)
    named = bool(inside & {"name", "place"})
    carried = bool(inside - {"name", "place", *PROPOSITIONS})
    flags = (form.type == "cause", form.negative, form.sure and form.type == "status", carried)
    likes = [float(getattr(covered, name)) for name in NAMES]
    return [*likes, min(covered.said, 4) / 4, *map(float, flags), float(named), float(open_)]


def report(made: Sequence[Clause]) -> Iterator[str]:
    values = np.array([one.likes for one in made])
    target = np.array([one.kind != "true" for one in made])
    weights = np.array([_WEIGHT[one.kind] for one in made])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3))
    given = {"logisticregression__sample_weight": weights}
    scores = cross_val_predict(
        model, values, target, groups=[one.brief for one in made], cv=GroupKFold(10),
        method="decision_function", params=given,
    )  # fmt: skip
    true = scores[~target]
    for kind in KINDS[1:]:
        chosen = np.array([one.kind == kind for one in made])
        area = roc_auc_score(target[chosen | ~target], scores[chosen | ~target])
        shares = [(scores[chosen] > np.quantile(true, 1 - out)).mean() for out in (0.02, 0.05)]
        yield f"{kind:8}{chosen.sum():5} area {area:.3f}, " + ", ".join(
            f"{share:.0%} found at {out} of {len(true)} true ones"
            for share, out in zip(shares, ("2 %", "5 %"), strict=True)
        )
    model.fit(values, target, **given)
    scaler, fitted = model
    slopes = fitted.coef_[0] / scaler.scale_
    base = fitted.intercept_[0] - (fitted.coef_[0] * scaler.mean_ / scaler.scale_).sum()
    yield f"base {base:.2f}"
    yield from (f"{name} {slope:.2f}" for name, slope in zip((*NAMES, *FORMS), slopes, strict=True))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("files", type=Path, nargs="+")
    rows = [row for path in asked.parse_args().files for row in read(path)]
    embedder = desk_embedder()
    print(*report([one for row in rows for one in clauses(row, embedder)]), sep="\n")


if __name__ == "__main__":
    main()
