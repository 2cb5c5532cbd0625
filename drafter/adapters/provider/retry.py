"""Trying again: tenacity is the only one that does. Waits are jittered and end with the deadline."""

import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import tenacity

from drafter.errors import ModelUnavailable

R = TypeVar("R")

_SOON = tenacity.wait_random_exponential(multiplier=0.5, max=8)


def retried(
    once: Callable[[float], R], *, tries: int, left: float, sleep: Callable[[float], None]
) -> R:
    """What `once` gives, asked again while it raises ModelUnavailable: `tries` times, `left` seconds.

    `once` is handed the seconds that remain. Raises what its last try raised.
    """
    ends = time.monotonic() + left

    def wait(state: tenacity.RetryCallState) -> float:
        failed = state.outcome.exception() if state.outcome else None
        asked = getattr(failed, "retry_after", None)
        if asked is not None:  # never sooner, and not all at the same moment
            return float(asked) + random.uniform(0, min(0.5, 0.05 * float(asked)))
        return float(_SOON(state))

    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(ModelUnavailable),
        stop=tenacity.stop_after_attempt(tries) | tenacity.stop_before_delay(left),
        wait=wait,
        sleep=sleep,
        reraise=True,
    )
    return retrying(lambda: once(max(0.1, ends - time.monotonic())))


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds the server asks to wait: Retry-After as a number or an HTTP date, or retry-after-ms.

    A date is measured by the answer's own Date where it has one: clocks differ. None where nothing
    that can be read was said.
    """
    low = {name.lower(): value for name, value in headers.items()}
    exact = _number(low.get("retry-after-ms"))
    if exact is not None:
        return exact / 1000
    said = low.get("retry-after")
    seconds = _number(said)
    if seconds is not None:
        return seconds
    until = _date(said)
    if until is None:
        return None
    started = _date(low.get("date")) or now or datetime.now(UTC)
    return max(0.0, (until - started).total_seconds())


def _number(said: str | None) -> float | None:
    try:
        number = float(said or "")
    except ValueError:
        return None
    return min(number, 1e6) if number >= 0 else None


def _date(said: str | None) -> datetime | None:
    try:
        when = parsedate_to_datetime(said or "")
    except (TypeError, ValueError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
