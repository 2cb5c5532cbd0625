"""The words of the library: BM25 over whole documents and over passages, made anew in memory.

Lexical search costs little to build, so nothing of it is kept on disk and nothing of it can rot.
"""

import re
from collections.abc import Sequence
from typing import Any

import bm25s
import numpy as np
import scipy.sparse as sparse
import Stemmer
from bm25s.stopwords import STOPWORDS_EN, STOPWORDS_EN_PLUS

# k1 above the usual 1.2: a word that comes back in a guideline of some length is what it is about.
_K1, _B = 2.0, 0.75
_WORD = re.compile(r"(?u)\b\w\w+\b")
_EMPTY = frozenset(STOPWORDS_EN)
# Sharing one of these is no reason that a person would accept.
_NO_REASON = frozenset(STOPWORDS_EN_PLUS)


class Words:
    """One BM25 index (Robertson & Zaragoza 2009; Lucene's form) over English word stems."""

    def __init__(self, texts: Sequence[str]):
        self._stemmer = Stemmer.Stemmer("english")
        self.size = len(texts)
        self._index = bm25s.BM25(k1=_K1, b=_B, method="lucene")
        self._rows: Any = None
        told = [self._stems(text) for text in texts]
        if any(told):
            self._index.index([stems or [""] for stems in told], show_progress=False)
            self._rows = self._weights()

    def scores(self, query: str) -> "np.ndarray[Any, Any]":
        """BM25 of every text for a query, an array of `size`."""
        stems = self._known(query)
        if not stems:
            return np.zeros(self.size)
        return np.asarray(self._index.get_scores(stems), dtype=float)

    def alike(self, chosen: Sequence[int]) -> "np.ndarray[Any, Any]":
        """The cosine of each chosen text's weighted words with each other's, (n, n)."""
        if self._rows is None:
            return np.zeros((len(chosen), len(chosen)))
        rows = self._rows[list(chosen)]
        return np.asarray((rows @ rows.T).todense())

    def shared(self, query: str, chosen: Sequence[int]) -> list[tuple[str, ...]]:
        """For each chosen text the query's words that it has, as they were asked, the rarest first."""
        if self._rows is None:
            return [() for _ in chosen]
        words = [word for word in dict.fromkeys(_words(query)) if word not in _NO_REASON]
        asked = {word: self._column(word) for word in words}
        known = {word: column for word, column in asked.items() if column is not None}
        ranked = sorted(known, key=lambda word: (self._spread[known[word]], word))
        held = self._rows[list(chosen)][:, [known[word] for word in ranked]].toarray() > 0
        return [tuple(word for word, has in zip(ranked, row, strict=True) if has) for row in held]

    def _weights(self) -> Any:
        scores, vocabulary = self._index.scores, self._index.vocab_dict
        columns = sparse.csc_matrix(
            (scores["data"], scores["indices"], scores["indptr"]),
            shape=(self.size, len(scores["indptr"]) - 1),
        )
        self._vocabulary = vocabulary
        self._spread = np.diff(columns.indptr)
        rows = columns.tocsr()
        length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return sparse.diags(1 / np.maximum(length, 1e-9)) @ rows

    def _column(self, word: str) -> int | None:
        column = self._vocabulary.get(self._stemmer.stemWord(word))
        return column if column is not None and column < len(self._spread) else None

    def _known(self, query: str) -> list[str]:
        if self._rows is None:
            return []
        return [stem for stem in self._stems(query) if stem in self._vocabulary]

    def _stems(self, text: str) -> list[str]:
        return list(self._stemmer.stemWords(_words(text)))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _EMPTY]
