"""What the verbs on concerns share: the desk, one lock for finding, and results that are kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from drafter.desk import Desk

T = TypeVar("T")
# What is being done, and the share of it that is done, 0 to 1.
Progress = Callable[[str, float], None]

_KEPT = 400


def silent(doing: str, share: float) -> None:
    """Nobody waits."""


class Ground:
    """The desk, and what was worked out for the posts as they stand: kept for the next click."""

    def __init__(self, desk: "Desk"):
        self._desk = desk
        self._finding = threading.Lock()
        self._guard = threading.Lock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, or what it gave before for the same key."""
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key])
        made = make()
        with self._guard:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made
