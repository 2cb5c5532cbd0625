"""How hard a text is to read, by formulas that need no word list and no download."""

import re

from drafter.checks.sentences import sentences

_WORD = re.compile(r"[^\W_]+(?:['’\-./:,][^\W_]+)*")


def readability(text: str) -> dict[str, float]:
    """Scores and counts of `text`; {} when it holds no word.

    - ari: US school grade, 4.71 characters/words + 0.5 words/sentences - 21.43, characters being
      letters and digits (Senter & Smith 1967, AMRL-TR-66-220).
    - coleman_liau: US school grade, 0.0588 L - 0.296 S - 15.8 with L letters and S sentences per
      100 words (Coleman & Liau 1975, Journal of Applied Psychology 60(2):283-284).
    - lix: words/sentences + 100 (words of more than six letters)/words; about 40 is a newspaper,
      over 60 is very hard (Björnsson 1968; Anderson 1983, Journal of Reading 26(6):490-496).
    - words, sentences, words_per_sentence.
    """
    words = _WORD.findall(text)
    if not words:
        return {}
    count = len(words)
    stops = max(len(sentences(text)), 1)
    sizes = [sum(map(str.isalnum, word)) for word in words]
    characters = sum(sizes)
    letters = sum(map(str.isalpha, "".join(words)))
    long = sum(size > 6 for size in sizes)
    scores = {
        "ari": 4.71 * characters / count + 0.5 * count / stops - 21.43,
        "coleman_liau": 5.88 * letters / count - 29.6 * stops / count - 15.8,
        "lix": count / stops + 100 * long / count,
        "words_per_sentence": count / stops,
    }
    counts = {"words": float(count), "sentences": float(stops)}
    return {name: round(score, 2) for name, score in scores.items()} | counts
