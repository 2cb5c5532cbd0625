"""Later posts to the concerns that are there: each to the nearest centre, few to new concerns.

A centre is the plain mean of the unit vectors of a group's posts. Its direction says where the group
lies, its length how close together: the length is the mean cosine of the posts with the direction.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from drafter.model.concern import Centre, Judged
from drafter.model.crisis import Concern
from drafter.steps.intake.space import Vectors

Numbers = Sequence[Sequence[float]] | Vectors

# Less than so near (cosine) to a concern, in parts of how near its own posts are to it on average, is
# far: of later posts about the same things 4 in 100, of posts about other things half or nearly all.
_FAR = 0.75
# Fewer far posts than this are no new concern; nor are those that lie less close together than the
# posts of the concerns that are there, in parts of how close these are.
TOGETHER, _CLOSE = 12, 0.9
_AT_ONCE = 8_192


def place(concern: Concern) -> tuple[int, int, str, str]:
    """What concerns are ordered by: different authors, then posts."""
    return (-concern.authors, -concern.size, concern.label, concern.id)


def centres(judged: Sequence[Judged], vectors: Numbers) -> tuple[Centre, ...]:
    """One centre for every part, and for every concern that has posts in no part of it.

    Made from what holds now, so it may be called again after people have moved posts.
    """
    numbers = np.asarray(vectors, dtype=np.float32)
    places: dict[str, list[int]] = {}
    for at, one in enumerate(judged):
        places.setdefault(one.sub or one.concern, []).append(at)
    return tuple(_centre(name, numbers[at]) for name, at in sorted(places.items()))


def _centre(name: str, numbers: Vectors, weight: int = 0) -> Centre:
    middle = numbers.astype(np.float64).mean(axis=0).round(6)
    return Centre(concern=name, vector=tuple(middle.tolist()), weight=weight or len(numbers))


def nearest(vectors: Vectors, known: Sequence[Centre]) -> tuple[list[str], list[int]]:
    """For each vector the id of its nearest centre; and the places of those far from all."""
    middles = np.array([centre.vector for centre in known], np.float32)
    lengths = np.maximum(np.linalg.norm(middles, axis=1), 1e-9)
    common = np.average(middles, axis=0, weights=[max(centre.weight, 1) for centre in known])
    apart = middles - common
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    names: list[str] = []
    far: list[int] = []
    for start in range(0, len(vectors), _AT_ONCE):
        some = vectors[start : start + _AT_ONCE]
        best = np.argmax((some - common) @ apart.T, axis=1)
        near = ((some @ middles.T) / lengths / lengths).max(axis=1)
        names += [known[int(at)].concern for at in best]
        far += (start + np.flatnonzero(near < _FAR)).tolist()
    return names, far


def fresh(
    found: Sequence[Centre], judged: Sequence[Judged], known: Sequence[Centre]
) -> frozenset[str]:
    """Ids of the concerns found among far posts that are large and close enough to stand."""
    usual = float(np.median([_length(centre) for centre in known]))
    close: dict[str, float] = {}
    size: dict[str, int] = {}
    top = {one.sub or one.concern: one.concern for one in judged}
    for centre in found:
        name = top[centre.concern]
        size[name] = size.get(name, 0) + centre.weight
        close[name] = close.get(name, 0.0) + centre.weight * _length(centre)
    return frozenset(
        name
        for name, posts in size.items()
        if posts >= TOGETHER and close[name] / posts >= _CLOSE * usual
    )


def _length(centre: Centre) -> float:
    return float(np.linalg.norm(centre.vector))


def kept(concerns: Iterable[Concern], fresh: Collection[str], posts: int) -> tuple[Concern, ...]:
    """The new concerns and their parts, with their share of the posts that came."""
    return tuple(
        one.model_copy(update={"share": round(one.size / posts, 6)})
        for one in concerns
        if (one.parent or one.id) in fresh
    )


def moved(
    known: Sequence[Centre], judged: Sequence[Judged], vectors: Vectors
) -> tuple[Centre, ...]:
    """The centres with the posts that joined, and those of new concerns after them."""
    joined = {centre.concern: centre for centre in centres(judged, vectors)}
    made = []
    for centre in known:
        more = joined.pop(centre.concern, None)
        if more is None:
            made.append(centre)
            continue
        weight = centre.weight + more.weight
        both = np.average(
            [centre.vector, more.vector], axis=0, weights=[centre.weight, more.weight]
        )
        made.append(
            centre.model_copy(update={"vector": tuple(both.round(6).tolist()), "weight": weight})
        )
    return (*made, *(joined[name] for name in sorted(joined)))
