"""Weights for what ties a value to its fact, and how well they tell values exchanged within a ledger.

    python benchmarks/ties.py FILE.jsonl ... [--embedder]

The files are those of `benchmarks/claims.py`; no label is used. Each value of a clean draft that a fact
says is an example: which of all values of its kind in the ledger do the words around it belong to? A
conditional logit is fitted to the signs of `drafter/checks/claims/ties.py`. The figures are of files left
out of the fit: the share of exchanged values (another value of the ledger said in these words) that are
told at a margin which doubts 0.5, 1, 2 and 5 % of the true ones. The weights printed are those of all.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from claims import Row, ledger, read
from numpy.typing import NDArray
from scipy.optimize import minimize
from swaps import desk_embedder

from drafter.checks.claims.around import around
from drafter.checks.claims.book import book
from drafter.checks.claims.company import Company
from drafter.checks.claims.matching import same
from drafter.checks.claims.reading import read as reading_of
from drafter.checks.claims.ties import MEANINGS, SIGNS, Ties, texts
from drafter.checks.claims.unsaid import ARTICLE
from drafter.checks.claims.value import Value
from drafter.llm import Embedder

KINDS = ("number", "share", "money", "duration", "day", "clock")
DOUBTED = (0.005, 0.01, 0.02, 0.05)
Numbers = NDArray[np.float64]


class Example(NamedTuple):
    """A value: a row of signs for each value of its kind, and which of these say the same."""

    kind: str
    signs: Numbers
    good: NDArray[np.bool_]
    values: tuple[Value, ...]
    homes: tuple[str, ...]


def examples(row: Row, embedder: Embedder | None) -> Iterator[Example]:
    kept = book(ledger(row))
    reading = reading_of(row["clean"], kept.as_of, today=kept.explicit is not None)
    company = Company(reading, kept.confirmed)
    ties = Ties(None, kept.held, len(kept.confirmed), company)
    if embedder:
        from drafter.checks.claims.likeness import Likeness

        mine = [around(one, reading) for one in reading.values]
        theirs = [entry.around for one in kept.confirmed for entry in one.entries]
        ties.likeness = Likeness(embedder, texts((*mine, *theirs)))
    for value in reading.values:
        if value.kind not in KINDS or reading.clause_of(value) is None:
            continue
        held = [
            (source, entry)
            for source in kept.confirmed
            for entry in source.entries
            if entry.value.kind == value.kind and entry.value.unit != ARTICLE
            if value.kind not in ("money", "duration") or entry.value.unit == value.unit
        ]
        good = np.array([same(value, entry.value) for _, entry in held], dtype=bool)
        if good.any() and not good.all():
            mine_, all_ = around(value, reading), [entry.around for _, entry in held]
            signs = np.array(ties.signs(mine_, all_, company.of(value)))
            if embedder:
                signs = np.hstack([signs, np.array(ties.meanings(mine_, all_)).T])
            yield Example(
                value.kind, signs, good,
                tuple(entry.value for _, entry in held), tuple(source.name for source, _ in held),
            )  # fmt: skip


def fitted(chosen: Sequence[Example], strength: float = 1.0) -> Numbers:
    """The weights under which the words around values best tell which value they belong to."""

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, slope = strength * float(weights @ weights), 2 * strength * weights
        for one in chosen:
            scores = one.signs @ weights
            odds = np.exp(scores - scores.max())
            held = odds[one.good].sum()
            total -= float(np.log(held / odds.sum() + 1e-12))
            slope -= one.signs.T @ (np.where(one.good, odds, 0) / held - odds / odds.sum())
        return total, slope

    made: Numbers = minimize(
        loss, np.zeros(chosen[0].signs.shape[1]), jac=True, method="L-BFGS-B"
    ).x
    return made


def gains(one: Example, weights: Numbers) -> Iterator[tuple[str, float]]:
    """How much better another value fits: for the true value, and for each put in its place."""
    scores = one.signs @ weights
    yield "true", scores[~one.good].max() - scores[one.good].max()
    homes = {home for home, good in zip(one.homes, one.good, strict=True) if good}
    for at in np.where(~one.good)[0]:
        said = one.values[at]
        alike = np.array([same(said, other) or same(other, said) for other in one.values])
        if not (alike & one.good).any():
            gain = scores[~alike].max() - scores[alike].max()
            yield "within a fact" if one.homes[at] in homes else "across facts", gain


def report(files: Sequence[Path], embedder: Embedder | None) -> Iterator[str]:
    every = [[one for row in read(file) for one in examples(row, embedder)] for file in files]
    told: list[tuple[str, str, float]] = []
    for at, held_out in enumerate(every):
        rest = [one for n, part in enumerate(every) if n != at for one in part]
        weights = fitted(rest)
        told += [(one.kind, how, gain) for one in held_out for how, gain in gains(one, weights)]
    for kind in (*KINDS, "all"):
        mine = [(how, gain) for its, how, gain in told if kind in (its, "all")]
        true = np.array([gain for how, gain in mine if how == "true"])
        if len(true) < 10:
            continue
        for doubted in DOUBTED:
            margin = np.quantile(true, 1 - doubted)
            shares = {
                name: np.mean([gain > margin for how, gain in mine if how == name] or [0])
                for name in ("across facts", "within a fact")
            }
            yield (
                f"{kind:9}{len(true):5} doubted {doubted:5.1%} margin {margin:4.1f}: "
                + ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
            )
    names = (*SIGNS, *(MEANINGS if embedder else ()))
    weights = fitted([one for part in every for one in part])
    yield ", ".join(f"{name} {weight:.2f}" for name, weight in zip(names, weights, strict=True))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--embedder", action="store_true", help="with the desk's embedder")
    options = asked.parse_args()
    print(*report(options.files, desk_embedder() if options.embedder else None), sep="\n")


if __name__ == "__main__":
    main()
