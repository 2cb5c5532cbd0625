"""Candidates to passages: rank what the library found, and say why each one came.

Words and meanings are joined by their standard scores. Then documents that resemble each other
answer alike: first like the best ones (pseudo-relevance feedback, Rocchio 1971), then like their
nearest neighbours (score regularization, Diaz 2005). `benchmarks/recall.py` shows what each adds.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from drafter.model.brief import Brief
from drafter.model.knowledge import Document, Passage, Pool
from drafter.steps.facets import Facets, agreed

_MEANING = 0.7  # of the joined score; the rest goes by words
_MOST = 200  # documents that are compared with each other
_LEADERS, _SHARP, _FEEDBACK = 8, 2.0, 0.4
_NEIGHBOURS, _SMOOTH = 3, 0.5
# What structure weighs, in standard scores, where a query is about nothing else.
_STRUCTURE, _OWN = 3.0, 0.25


def query(brief: Brief) -> str:
    """What to look for: the crisis, its confirmed facts and its concerns, as words."""
    told = [brief.frame.title, brief.frame.type or "", *(fact.text for fact in brief.facts)]
    told += [f"{concern.label} {' '.join(concern.keyphrases)}" for concern in brief.concerns]
    return "\n".join(part for part in told if part)


def rank(
    pool: Pool,
    *,
    count: int,
    facets: Facets | None = None,
    documents: Mapping[str, Document] | None = None,
    own: frozenset[str] = frozenset(),
    lexical: bool = True,
) -> tuple[Passage, ...]:
    """The best `count` passages, one a document, each with the reason why it came.

    `facets` is what the query says of a document's structure, told apart from its words;
    `documents` has the documents by path, `own` the paths of the team's own, which come before
    equally good ones of others. `lexical` says that the vectors know words only.
    """
    scores = fused(pool)
    notes = [_Note((), False)] * len(scores)
    if documents is not None:
        heads = [documents[passage.path].head for passage in pool.passages]
        notes = [
            _Note(agreed(facets, head) if facets else (), one.path in own and one.kind == "case")
            for one, head in zip(pool.passages, heads, strict=True)
        ]
        weight = _STRUCTURE * facets.weight if facets else 0.0
        scores = scores + [weight * len(note.met) + _OWN * note.ours for note in notes]
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], pool.passages[at].path))
    return tuple(
        pool.passages[at].model_copy(
            update={
                "score": round(float(scores[at]), 6),
                "why": _why(float(pool.dense[at]), pool.shared[at], notes[at], lexical),
            }
        )
        for at in order[:count]
    )


class _Note(NamedTuple):
    """What structure says for a document: what was asked and is so, and whether it is a case of ours."""

    met: tuple[str, ...]
    ours: bool


def fused(pool: Pool) -> Any:
    """One score a document, (n,): standard scores of meaning and words, smoothed over likeness."""
    joined = _MEANING * _standard(pool.dense) + (1 - _MEANING) * _standard(pool.lexical)
    if len(joined) < 3:
        return joined
    best = np.argsort(-joined, kind="stable")[:_MOST]
    out = np.full(len(joined), joined.min() - 1.0)
    out[best] = _smoothed(joined[best], _alike(pool, best))
    return out


def _alike(pool: Pool, best: Any) -> Any:
    """How alike the documents are by meaning and by words together, none of them to itself.

    A guideline is not like a past case: what is said of one says nothing of the other.
    """
    total = np.zeros((len(best), len(best)))
    for likeness in (pool.meaning, pool.wording):
        part = likeness[np.ix_(best, best)].copy()
        np.fill_diagonal(part, 0.0)
        total += part / max(float(part.std()), 1e-9)
    kinds = np.array([pool.passages[at].kind for at in best])
    return np.where(kinds[:, None] == kinds[None, :], total, 0.0)


def _smoothed(scores: Any, alike: Any) -> Any:
    leaders = np.zeros(len(scores))
    leaders[:_LEADERS] = np.exp((scores[:_LEADERS] - scores[0]) * _SHARP)
    itself = np.diag(np.full(len(scores), alike.max()))
    echo = _standard((alike + itself) @ (leaders / leaders.sum()))
    heard = (1 - _FEEDBACK) * scores + _FEEDBACK * (echo * scores.std() + scores.mean())
    near = np.argsort(-alike, axis=1, kind="stable")[:, :_NEIGHBOURS]
    weights = np.maximum(np.take_along_axis(alike, near, axis=1), 0.0)
    weights /= weights.sum(axis=1, keepdims=True) + 1e-9
    around = (weights * heard[near]).sum(axis=1)
    return (1 - _SMOOTH) * heard + _SMOOTH * around


def _standard(values: Any) -> Any:
    spread = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros(len(values))


def _why(cosine: float, shared: Sequence[str], note: _Note, lexical: bool) -> str:
    reasons = [f"shares the words {', '.join(shared[:5])}"] if shared else []
    reasons += [f"{'words' if lexical else 'meaning'} alike: {cosine:.2f}"]
    reasons += [f"structure: {', '.join(note.met)}"] if note.met else []
    reasons += ["a case of your own"] if note.ours else []
    return "; ".join(reasons)
