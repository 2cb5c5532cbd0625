"""Extra evidence by meaning, where an embedder is at hand."""

from collections.abc import Sequence

from drafter.checks.claims.book import Source
from drafter.llm import Embedder

# Cosine from which a sentence and a fact say the same, for sentence models such as all-MiniLM-L6-v2.
_SAME = 0.65


def carried_by_meaning(
    said: Sequence[str], sources: Sequence[Source], embedder: Embedder
) -> list[Source | None]:
    """For each text the source that says the same, or None. One call of the embedder."""
    if not said or not sources:
        return [None] * len(said)
    vectors = embedder.embed([*said, *(source.reading.text for source in sources)])
    mine, theirs = vectors[: len(said)], vectors[len(said) :]
    result: list[Source | None] = []
    for vector in mine:
        scores = [sum(a * b for a, b in zip(vector, other, strict=True)) for other in theirs]
        best = max(range(len(scores)), key=scores.__getitem__)
        result.append(sources[best] if scores[best] >= _SAME else None)
    return result
