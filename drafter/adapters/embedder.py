"""Embedders. The lexical one needs nothing: it knows words, not meanings, and says so."""

import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s")


class LexicalEmbedder:
    """Hashed counts of word stems (Weinberger et al. 2009, feature hashing), signed, unit length.

    Made here and not with scikit-learn's HashingVectorizer because importing that takes over two
    seconds, and every recall on the command line would wait for it.
    """

    id = "lexical-hash-v1"
    lexical = True

    def __init__(self, dimension: int = 1024):
        self.dimension = dimension

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit-length vector a text; a text without words points nowhere in particular."""
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> list[float]:
        vector = [0.0] * self.dimension
        for term, count in Counter(stems(text)).items():
            code = zlib.crc32(term.encode())
            vector[code % self.dimension] += (1 if code & 0x80000000 else -1) * (
                1 + math.log(count)
            )
        size = math.sqrt(sum(value * value for value in vector))
        if size == 0:
            return [1 / math.sqrt(self.dimension)] * self.dimension
        return [value / size for value in vector]


def stems(text: str) -> list[str]:
    """The words of a text without function words, in lower case, endings cut off."""
    return [
        _stem(word) for word in map(str.lower, _WORD.findall(text)) if word not in _FUNCTION_WORDS
    ]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


_FUNCTION_WORDS = frozenset(
    "a about after all also am an and any are as at be because been before being but by can could did"
    " do does doing don't for from had has have having he her here him his how i if in into is it its"
    " it's just me more most my no nor not now of off on once one only or other our out over own s same"
    " she should so some such t than that the their them then there these they this those through to"
    " too under until up us very was we were what when where which while who why will with would you"
    " your".split()
)
