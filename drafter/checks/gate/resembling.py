"""How much a sentence is like an admission, learned from `prototypes.txt` alone."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from drafter.checks.rules.likeness import Examples, Likeness
from drafter.llm import Embedder

# A text is checked at every change of it: its sentences are not compared again.
_REMEMBERED = 2_000
_NONE = "none"
_fitted: dict[str, Likeness] = {}
_seen: dict[tuple[str, str], float] = {}


def likeness(texts: Sequence[str], embedder: Embedder) -> list[float]:
    """For each sentence: over 0 nearer to admissions, under 0 nearer to what is none, about -1 to 1."""
    fresh = [one for one in dict.fromkeys(texts) if (embedder.id, one) not in _seen]
    made: dict[str, float] = {}
    if fresh:
        prepare(embedder)
        scores = _fitted[embedder.id].scores(fresh, embedder.embed)[:, 0]
        made = dict(zip(fresh, scores.tolist(), strict=True))
    found = [made[one] if one in made else _seen[embedder.id, one] for one in texts]
    if len(_seen) + len(made) > _REMEMBERED:
        _seen.clear()
    _seen.update({(embedder.id, one): score for one, score in made.items()})
    return found


def prepare(embedder: Embedder) -> None:
    """Fit with the vectors of `embedder`, unless it is fitted with its like."""
    if embedder.id not in _fitted:
        read = prototypes()
        bad = [line for family, lines in read.items() if family != _NONE for line in lines]
        _fitted[embedder.id] = Likeness([Examples(bad, [])], read[_NONE], embedder.embed)


@lru_cache(maxsize=1)
def prototypes() -> dict[str, list[str]]:
    """The sentences of each family of admissions; those of `none` are none."""
    read: dict[str, list[str]] = {}
    lines: list[str] = []
    text = files("drafter.checks.gate").joinpath("prototypes.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            lines = read.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return read
