"""Candidates to passages: rank what the library found, and say why each one came."""

import re
from collections.abc import Iterable, Sequence

from drafter.model.brief import Brief
from drafter.model.crisis import Cluster
from drafter.model.knowledge import Passage

_WORD = re.compile(r"[^\W\d_]{4,}")
# Words that every statement and every guideline has: sharing them says nothing.
_COMMON = frozenset(
    "about after again also because been before being could does doing each every from gets have into"
    " just like made make more most much only other over said same says should some such than that"
    " their them then there these they this those through under until very were what when where which"
    " while will with would your yours ours customer customers people company statement".split()
)


def query(brief: Brief) -> str:
    """What to look for: the crisis, its confirmed facts and its concerns, as words."""
    told = [brief.frame.title, brief.frame.type or "", *(fact.text for fact in brief.facts)]
    told += [f"{concern.label} {' '.join(concern.keyphrases)}" for concern in brief.concerns]
    return "\n".join(part for part in told if part)


def rank(
    wanted: str,
    candidates: Iterable[Passage],
    *,
    count: int,
    clusters: dict[str, Cluster] | None = None,
    cluster: Cluster | None = None,
    lexical: bool = True,
) -> tuple[Passage, ...]:
    """The best `count` passages, at most one a document, each with the reason why it came.

    `clusters` tells the SCCT cluster of a case by its path; a case of the crisis' own `cluster`
    comes before an equally near one of another.
    """
    terms = _terms(wanted)
    scored = [
        _reasoned(passage, terms, cluster, (clusters or {}).get(passage.path), lexical)
        for passage in candidates
    ]
    best: dict[str, Passage] = {}
    for passage in sorted(scored, key=lambda one: (-one.score, one.path, one.start_line)):
        best.setdefault(passage.path, passage)
    return tuple(list(best.values())[:count])


def _reasoned(
    passage: Passage,
    terms: set[str],
    wanted: Cluster | None,
    cluster: Cluster | None,
    lexical: bool,
) -> Passage:
    words = _terms(f"{passage.title} {passage.text}")
    shared: Sequence[str] = sorted(terms & words, key=lambda word: (-len(word), word))
    score, reasons = passage.score, []
    if shared:
        score += 0.01 * min(len(shared), 10)
        reasons.append(f"shares the words {', '.join(shared[:5])}")
    if wanted is not None and cluster == wanted:
        score += 0.05
        reasons.append(f"the same SCCT cluster ({cluster})")
    likeness = "words alike" if lexical else "meaning alike"
    reasons.append(f"{likeness}: {passage.score:.2f}")
    return passage.model_copy(update={"score": round(score, 6), "why": "; ".join(reasons)})


def _terms(text: str) -> set[str]:
    return {word for word in map(str.lower, _WORD.findall(text)) if word not in _COMMON}
