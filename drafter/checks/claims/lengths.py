"""Hours a day and days a week, from the hours that a fact names."""

from collections.abc import Sequence

from drafter.checks.claims.arithmetic import is_it, results
from drafter.checks.claims.book import Source
from drafter.checks.claims.value import Value
from drafter.checks.claims.words import concept

_DAY = 86_400.0


def a_day(said: Value, sources: Sequence[Source]) -> Source | None:
    """The source of "fourteen hours a day" or "seven days a week"."""
    if said.unit == "a day":
        for one in results(tuple(sources)).get("duration", ()):
            if one.one and one.how == "between" and is_it(one.value.amount, said):
                return one.sources[0]
    always = said.amount == (_DAY if said.unit == "a day" else 7 * _DAY)
    return next((one for one in sources if always and concept("daily") in one.concepts), None)
