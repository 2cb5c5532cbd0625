"""How much a sentence is like the bad sentences of each rule, learned from the rule files alone.

A sentence becomes one vector: its meaning (the embedder's) and its words (hashed, since the small
words that make an "if" apology of a plain one hardly move the meaning). Two simple judges share the
vote: ridge regression on all examples (Hoerl & Kennard 1970), and the mean similarity to the three
nearest bad sentences of the rule minus that to the three nearest of all others (Cover & Hart 1967).
Everything is worked out in closed form when the rules are first used: no training data beyond the
rule files, no randomness.
"""

import re
import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]

_BUCKETS = 4096
# Chosen on one half of the labelled statements, kept on the other: see benchmarks/tone.py.
_WORDS = 1.4
_RIDGE = 0.2
_OTHER_BAD = -0.2
_NEAREST = 3
_NEARNESS = 2.0

_AMOUNT = re.compile(r"[£$€]?\d[\d,.:]*(?:\s?(?:am|pm|a\.m\.|p\.m\.|%))?")
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|0|[^\w\s]")


class Examples(NamedTuple):
    """The sentences of one rule."""

    bad: Sequence[str]
    good: Sequence[str]


class Likeness:
    """Fitted to the examples of all rules that run together."""

    def __init__(
        self,
        rules: Sequence[Examples],
        plain: Sequence[str],
        embed: Embed,
    ):
        """`plain` are good sentences of no rule among these.

        Takes about half a second for two thousand examples whose embeddings are at hand.
        """
        bad = [text for rule in rules for text in rule.bad]
        good = [text for rule in rules for text in rule.good]
        self._examples = _vectors([*bad, *good, *plain], embed)
        owner = [n for n, rule in enumerate(rules) for _ in rule.bad]
        owner += [-1] * (len(self._examples) - len(bad))
        self._bad = np.array(owner)[:, None] == np.arange(len(rules))[None]
        others = np.array(owner)[:, None] >= 0
        target = np.where(self._bad, 1.0, np.where(others, _OTHER_BAD, -1.0))
        rows = _with_one(self._examples)
        # The dual form: there are fewer examples than buckets.
        alike = (rows @ rows.T).astype(np.float64) + _RIDGE * np.eye(len(rows))
        self._weights = (rows.T @ np.linalg.solve(alike, target)).astype(np.float32)

    def scores(self, sentences: Sequence[str], embed: Embed) -> Vectors:
        """A row for each sentence, a column for each rule: over 0 nearer to its bad sentences."""
        vectors = _vectors(sentences, embed)
        ridge = _with_one(vectors) @ self._weights
        near = vectors @ self._examples.T
        nearness = [_nearest(near[:, bad]) - _nearest(near[:, ~bad]) for bad in self._bad.T]
        scores: Vectors = (ridge / 2 + _NEARNESS * np.stack(nearness, axis=1)).astype(np.float32)
        return scores


def _vectors(texts: Sequence[str], embed: Embed) -> Vectors:
    meanings = np.array(embed([_AMOUNT.sub("some", one) for one in texts]), np.float32)
    words = np.stack([_worded(text) for text in texts])
    joined: Vectors = np.hstack([meanings, _WORDS * words]) / np.hypot(1, _WORDS)
    return joined.astype(np.float32)


def _nearest(near: Vectors) -> Vectors:
    most = min(_NEAREST, near.shape[1])
    found: Vectors = np.partition(near, -most, axis=1)[:, -most:].mean(axis=1)
    return found


def _with_one(vectors: Vectors) -> Vectors:
    return np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])


def _worded(text: str) -> Vectors:
    """Signed hashed words, heads of words, pairs and pairs with a gap, at unit length."""
    tokens = _TOKEN.findall(_AMOUNT.sub(" 0 ", text.casefold()).replace("’", "'"))
    terms = {
        *tokens,
        *(word[:5] for word in tokens if len(word) > 5),
        *(f"{one} {two}" for one, two in zip(tokens, tokens[1:], strict=False)),
        *(f"{one} {two}" for one, two in zip(tokens, tokens[2:], strict=False)),
    }
    vector = np.zeros(_BUCKETS, np.float32)
    for term in terms:
        code = zlib.crc32(term.encode())
        vector[code % _BUCKETS] += 1 if code & 0x80000000 else -1
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
