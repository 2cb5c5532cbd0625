"""Sentiment of posts: VADER (Hutto & Gilbert 2014), made for English posts and only for them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from drafter.steps.intake.texts import words


def sentiments(texts: Sequence[str], languages: Sequence[str]) -> list[float | None]:
    """-1 (bad) to 1 (good) a post, in order; None where the language is not English."""
    return [
        round(float(_scorer().polarity_scores(words(text))["compound"]), 4)
        if code == "en"
        else None
        for text, code in zip(texts, languages, strict=True)
    ]


@cache
def _scorer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
