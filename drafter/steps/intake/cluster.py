"""Points to groups: k-means on two levels, the number of groups chosen by the data."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from drafter.steps.intake.space import Points

Labels = NDArray[np.intp]
Weights = NDArray[np.float64]

FEWEST, MOST = 6, 30
# Fewer posts than this are one group; a group of the first level has so many on average, or more.
_ONE, _EACH = 6, 12
# Of the second level: posts a group on average, groups over all concerns, groups of one concern.
_PART, _PARTS, _OF_ONE = 25, 120, 14
_SMALL = 12
# Groups are learnt from so many posts at most; the number of groups from fewer.
_SAMPLE, _CHOICE = 20_000, 3_000


def coarse(points: Points, weights: Weights) -> Labels:
    """A label 0.. for each point. `weights` say how much a point counts for where groups lie."""
    count = len(points)
    if count < _ONE:
        return np.zeros(count, np.intp)
    most = min(MOST, max(2, count // (_EACH if count >= _EACH * _SMALL else _ONE)))
    few = _some(count, _CHOICE)
    if most < _SMALL:
        wanted = _by_silhouette(points[few], weights[few], most)
    else:
        wanted = _by_elbow(points[few], weights[few], FEWEST, most)
    return _grouped(points, weights, wanted, tries=8)


def fine(points: Points, weights: Weights, labels: Labels) -> Labels:
    """Each group's own parts: a label 0.. within the group, -1 where a group has no parts.

    Parts are given to groups by how much their points scatter, so that all parts are about equally
    wide.
    """
    parts = np.full(len(points), -1, np.intp)
    groups = [np.flatnonzero(labels == one) for one in range(int(labels.max()) + 1)]
    scatter = [float(((points[at] - points[at].mean(axis=0)) ** 2).sum()) for at in groups]
    wanted = min(_PARTS, len(points) / _PART)
    for at, its in zip(groups, scatter, strict=True):
        share = round(wanted * its / sum(scatter)) if its else 0
        number = min(share, _OF_ONE, len(at) // 8)
        if number >= 2:
            parts[at] = _grouped(points[at], weights[at], number, tries=8)
    return parts


def _some(count: int, most: int) -> NDArray[np.intp]:
    """The same sample on every run, in order."""
    picked: NDArray[np.intp] = np.sort(np.random.default_rng(0).permutation(count)[:most])
    return picked


def _fit(points: Points, weights: Weights, number: int, tries: int) -> KMeans:
    return KMeans(number, n_init=tries, random_state=0).fit(points, sample_weight=weights)


def _grouped(points: Points, weights: Weights, number: int, tries: int) -> Labels:
    if number < 2 or len(np.unique(points[:1_000].round(9), axis=0)) < 2:
        return np.zeros(len(points), np.intp)
    some = _some(len(points), _SAMPLE)
    model = _fit(points[some], weights[some], min(number, len(some)), tries)
    _, dense = np.unique(model.predict(points), return_inverse=True)
    return dense.astype(np.intp)


def _by_silhouette(points: Points, weights: Weights, most: int) -> int:
    """Of a few posts: the number whose groups are most apart (Rousseeuw 1987), 1 where none are."""
    best, wanted = 0.0, 1
    for number in range(2, most + 1):
        labels = _grouped(points, weights, number, tries=4)
        if 1 < len(set(labels.tolist())) < len(points):
            score = float(silhouette_score(points, labels))
            if score > best:
                best, wanted = score, number
    return wanted


def _by_elbow(points: Points, weights: Weights, fewest: int, most: int) -> int:
    """Where one more group stops paying: the knee of the scatter that is left (Satopaa et al. 2011)."""
    numbers = list(range(min(fewest, most), most + 1))
    left = [_fit(points, weights, number, 2).inertia_ for number in numbers]
    return numbers[_knee(left)]


def _knee(falling: Sequence[float]) -> int:
    """Place of the point farthest below the straight line from the first to the last."""
    heights = np.asarray(falling, float)
    line = np.linspace(heights[0], heights[-1], len(heights))
    return int(np.argmax(line - heights))
