"""Verbs over the record of model calls: what was asked, what it cost, what may still be spent."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from drafter.model.call import Call, Limits, Spent

if TYPE_CHECKING:
    from drafter.adapters.store import Store
    from drafter.desk import Desk


class Calls:
    """`desk.calls`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def latest(self, slug: str | None = None, *, most: int = 100) -> tuple[Call, ...]:
        """The latest calls of a crisis, or of all, the newest first."""
        with self._desk.store.reading() as records:
            return records.calls(slug, most=most)

    def by_day(self, slug: str | None = None) -> tuple[tuple[str, Spent], ...]:
        """(day in UTC, what calls took on it), the latest first."""
        with self._desk.store.reading() as records:
            return records.spent_by_day(slug)

    def today(self) -> Spent:
        """What all calls of this day (UTC) took."""
        from drafter.adapters.store.calls import day_of

        with self._desk.store.reading() as records:
            return records.spent(day=day_of(self._desk.clock()))

    def without_price(self) -> tuple[str, ...]:
        """The models that are set and whose price is not known: a limit in dollars cannot hold for them."""
        from drafter.adapters.provider import priced

        wanted = self._desk.settings
        models = (wanted.model, wanted.judge_model, *wanted.fallback_models)
        return tuple(dict.fromkeys(one for one in models if one is not None and not priced(one)))

    @property
    def limits(self) -> Limits:
        wanted = self._desk.settings
        return Limits(
            crisis_cost=wanted.crisis_budget,
            day_cost=wanted.daily_budget,
            crisis_tokens=wanted.crisis_tokens,
            day_tokens=wanted.daily_tokens,
        )


class KeptCalls:
    """The book of calls in the database."""

    def __init__(self, store: "Callable[[], Store]"):
        """`store` is asked for each time: a desk that was closed opens it again."""
        self._store = store
        # Threads that meet here wait their turn; at the database each would look again every 0.1 s.
        self._turn = threading.Lock()

    def begin(self, call: Call, check: Callable[[Spent, Spent], str]) -> str:
        from drafter.adapters.store.calls import day_of

        with self._turn, self._store().writing() as records:
            said = check(records.spent(crisis=call.crisis), records.spent(day=day_of(call.at)))
            if not said:
                records.add_call(call)
        return said

    def end(self, call: Call) -> None:
        with self._turn, self._store().writing() as records:
            records.end_call(call)

    def add(self, call: Call) -> None:
        with self._turn, self._store().writing() as records:
            records.add_call(call)

    def answer(self, key: str) -> Call | None:
        with self._store().reading() as records:
            return records.answered(key)
