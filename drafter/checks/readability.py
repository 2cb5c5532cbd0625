"""Readability of a text by formulas that need no word list."""

import re

from drafter.checks.sentences import sentences

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def readability(text: str) -> dict[str, float]:
    """ari (Senter & Smith 1967), coleman_liau (1975), lix (Björnsson 1968), words, sentences,
    words_per_sentence; {} for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return {}
    count, spans = len(words), max(1, len(sentences(text)))
    letters = sum(len(word) for word in words)
    long = sum(len(word) > 6 for word in words)
    return {
        "ari": round(4.71 * letters / count + 0.5 * count / spans - 21.43, 2),
        "coleman_liau": round(5.88 * letters / count - 29.6 * spans / count - 15.8, 2),
        "lix": round(count / spans + 100 * long / count, 2),
        "words": count,
        "sentences": spans,
        "words_per_sentence": round(count / spans, 2),
    }
