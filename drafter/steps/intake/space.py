"""Posts as points: meaning, meaning spread over shared words, and the words themselves.

Short posts have few words, so each alone says little. Three views are joined: the embedding; the
mean embedding of the posts that share a post's words (one step of diffusion over the graph of posts
and words, as in label propagation); and latent semantic analysis of the word stems (Deerwester et
al. 1990). The common direction of all posts is taken out, and the main directions are kept.
Everything is linear in the number of posts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import eigh
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from drafter.steps.intake.texts import STOP, stems, tokens

Points = NDArray[np.float64]
Vectors = NDArray[np.float32]

# Directions kept of the words, and of the three views together.
_LATENT, _WIDTH = 200, 50
_TERMS = 8_000
# Directions are learnt from so many posts at most, and all posts are laid along them.
_SAMPLE, _AT_ONCE = 20_000, 8_192

# How much the spread meanings and the words count beside the embedding: what a post is about shows
# in shared words, which of two near things it asks in the embedding (benchmarks/concerns.py).
COARSE, FINE = (1.0, 1.0), (0.6, 0.6)


@dataclass(frozen=True)
class Views:
    """The three views of the posts, row by row; the latter two are None where posts have no words."""

    meaning: Vectors
    spread: Vectors | None
    words: Vectors | None

    def points(self, shares: tuple[float, float]) -> Points:
        """(posts, at most 50): the views joined, each post of unit length, along main directions."""
        count = len(self.meaning)
        picked = np.random.default_rng(0).permutation(count)[:_SAMPLE]
        sample = self._rows(np.sort(picked), shares)
        middle = sample.mean(axis=0)
        sample -= middle
        main = _main_directions(sample, min(_WIDTH, count))
        laid = [
            (self._rows(np.arange(start, min(start + _AT_ONCE, count)), shares) - middle) @ main
            for start in range(0, count, _AT_ONCE)
        ]
        return np.vstack(laid).astype(np.float64)

    def _rows(self, at: NDArray[np.intp], shares: tuple[float, float]) -> Vectors:
        parts = [self.meaning[at]]
        for view, share in zip((self.spread, self.words), shares, strict=True):
            if view is not None:
                parts.append(np.float32(share) * view[at])
        joined: Vectors = normalize(np.hstack(parts).astype(np.float32, copy=False))
        return joined


def _main_directions(sample: Vectors, width: int) -> Vectors:
    """(dimensions, width): of fewer posts than dimensions by way of the posts, which is far less work."""
    if len(sample) >= sample.shape[1]:
        _, directions = _largest((sample.T @ sample).astype(np.float64), width)
        return np.asarray(directions[:, ::-1], dtype=np.float32)
    values, posts = _largest((sample @ sample.T).astype(np.float64), width)
    scale = np.sqrt(np.maximum(values, 1e-9))
    return np.asarray((sample.T @ posts / scale)[:, ::-1], dtype=np.float32)


def _largest(symmetric: Points, width: int) -> tuple[Points, Points]:
    """The `width` largest eigenvalues, rising, and their vectors: the others are never worked out."""
    last = len(symmetric) - 1
    values, directions = eigh(
        symmetric, subset_by_index=(max(0, last - width + 1), last), overwrite_a=True
    )
    return values, directions


def views(texts: Sequence[str], vectors: Vectors, own: frozenset[str]) -> Views:
    """`texts` as `words` gives them, `vectors` of unit length, `own` words that say nothing."""
    meaning = centred(vectors)
    terms = _terms(texts, own)
    if terms is None:
        return Views(meaning, None, None)
    latent = TruncatedSVD(min(_LATENT, terms.shape[1] - 1), random_state=0)
    with np.errstate(invalid="ignore"):  # posts that are all alike have no variance to share out
        laid = latent.fit_transform(terms).astype(np.float32)
    return Views(meaning, centred(_spread(meaning, terms)), laid)


def centred(vectors: Vectors) -> Vectors:
    """Without what all have in common, of unit length."""
    moved: Vectors = normalize(vectors - vectors.mean(axis=0))
    return moved


def _terms(texts: Sequence[str], own: frozenset[str]) -> Any:
    """TF-IDF of stems and pairs of stems, or None where there are fewer than three."""
    count = len(texts)
    vectorizer = TfidfVectorizer(
        analyzer=lambda text: _stems_and_pairs(text, own),
        min_df=1 if count < 40 else 2 if count < 500 else 3 if count < 1_500 else 5,
        max_df=0.3 if count >= 40 else 1.0,
        max_features=_TERMS,
        sublinear_tf=True,
    )
    try:
        found = vectorizer.fit_transform(texts)
    except ValueError:  # no words at all: only links, numbers or signs
        return None
    return found if found.shape[1] >= 3 else None


def _stems_and_pairs(text: str, own: frozenset[str]) -> list[str]:
    found = stems(word for word in tokens(text) if word not in STOP and word not in own)
    return found + [f"{a} {b}" for a, b in zip(found, found[1:], strict=False)]


def _spread(meaning: Vectors, terms: Any) -> Vectors:
    each = np.asarray(terms.sum(axis=0)).ravel()
    weights = sparse.diags((1 / np.maximum(each, 1e-9)).astype(np.float32))
    terms = terms.astype(np.float32)
    spread: Vectors = normalize(terms @ (weights @ (terms.T @ meaning)))
    return spread
