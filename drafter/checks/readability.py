"""How hard a text is to read: the figures of the metric rules, and the counts that they rest on."""

import math

from drafter.checks.rules import Metric, RuleSet
from drafter.checks.rules.metric import counts


def readability(text: str, rules: RuleSet) -> dict[str, float]:
    """Figures and counts of `text`; {} when it holds no word.

    The figures are those of the metric rules that have a `name`; their formulas, and where these
    come from, stand in the rule files. Beside them: words, sentences, words_per_sentence.
    """
    known = counts(text)
    words, stops = known["words"], max(known["sentences"], 1.0)
    if not words:
        return {}
    metrics = [one.spec for one in rules.rules if isinstance(one.spec, Metric) and one.spec.name]
    figures = {one.name: one.figure(text) for one in metrics}
    figures["words_per_sentence"] = words / stops
    kept = {name: round(value, 2) for name, value in figures.items() if math.isfinite(value)}
    return kept | {"words": words, "sentences": stops}
