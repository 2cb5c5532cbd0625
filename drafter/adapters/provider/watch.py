"""A hard end for a call: it runs in a thread of its own, and nobody waits for it beyond its time.

The wire ends its reads by itself; this is for what no socket's timeout reaches, such as the look-up
of a name. The thread that is left behind ends when what it waits for does.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from drafter.errors import ModelUnavailable

R = TypeVar("R")

# The wire's own end comes first and says more; the watch waits this much longer.
GRACE = 0.25


def watched(work: Callable[[], R], *, seconds: float, ended: Callable[[], None]) -> R:
    """What `work` gives. Raises what it raises, and ModelUnavailable after `seconds` and a moment.

    `ended` is called when the work has ended, also where nobody waits any more.
    """
    done = threading.Event()
    given: list[R] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            given.append(work())
        except BaseException as raised:  # handed over to who waits
            failed.append(raised)
        finally:
            ended()
            done.set()

    threading.Thread(target=run, name="drafter-model-call", daemon=True).start()
    if not done.wait(max(0.0, seconds) + GRACE):
        raise ModelUnavailable(f"no answer within {seconds:.3g} s")
    if failed:
        raise failed[0]
    return given[0]
