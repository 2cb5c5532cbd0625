"""How many calls may be under way and how many may start in a minute; waiting has an end."""

import threading
import time
from collections.abc import Callable

from drafter.errors import ModelUnavailable


class Slots:
    """At most `count` calls at once in this process."""

    def __init__(self, count: int):
        self.count = count
        self._free = threading.BoundedSemaphore(count)

    def take(self, left: float) -> None:
        """Wait for a free one, `left` seconds at most. Raises ModelUnavailable."""
        if not self._free.acquire(timeout=max(0.0, left)):
            raise ModelUnavailable(
                f"{self.count} calls are under way and none ended in {left:.3g} s "
                "(DRAFTER_MODEL_CONCURRENCY)"
            )

    def give_back(self) -> None:
        self._free.release()


class Pace:
    """A token bucket: at most `per_minute` starts in a minute, spread evenly after the first few.

    A model that asks everybody to wait (Retry-After) is left alone by every thread until then.
    """

    def __init__(
        self,
        per_minute: int | None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._per_minute = per_minute
        self._sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()
        # A tenth may start together, so that a desk that was quiet does not wait.
        self._most = float(max(1, (per_minute or 0) // 10))
        self._tokens = self._most
        self._at = clock()
        self._held: dict[str, float] = {}

    def hold(self, model: str, seconds: float) -> None:
        """Let no call to this model start for so long."""
        with self._lock:
            until = self._clock() + seconds
            self._held[model] = max(until, self._held.get(model, 0.0))

    def take(self, model: str, left: float) -> None:
        """Wait for the next start, `left` seconds at most.

        Raises ModelUnavailable at once where it is known that the time does not suffice.
        """
        with self._lock:
            if left <= 0:
                raise ModelUnavailable("no time is left")
            now = self._clock()
            held = self._held.get(model, 0.0) - now
            if held > left:
                raise ModelUnavailable(
                    f"the provider asks for {held:.3g} s of waiting, {left:.3g} s are left"
                )
            wait = max(0.0, held, self._needed(now))
            if wait > left:
                raise ModelUnavailable(
                    f"{self._per_minute} calls a minute are allowed (DRAFTER_MODEL_RATE); the next "
                    f"one is free in {wait:.3g} s, {left:.3g} s are left"
                )
            if self._per_minute:
                self._tokens -= 1
        if wait > 0:
            self._sleep(wait)

    def _needed(self, now: float) -> float:
        """Seconds until a token is there; tokens may be owed, so that waiting is in turn."""
        if not self._per_minute:
            return 0.0
        a_second = self._per_minute / 60
        self._tokens = min(self._most, self._tokens + (now - self._at) * a_second)
        self._at = now
        return (1 - self._tokens) / a_second
