"""How far a long command has come, on standard error: one line that changes, or a line now and then."""

import sys
import time

# A command that is done sooner says nothing.
_PATIENCE = 1.0
_EVERY = {True: 0.1, False: 5.0}


class Waiting:
    """Told what is being done and the share of it that is done. `done` clears the line."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._doing = ""
        self._shown = False

    def __call__(self, doing: str, share: float) -> None:
        now = time.monotonic()
        if now < self._next and not (self._shown and doing != self._doing):
            return
        self._next = now + _EVERY[self._terminal]
        self._doing, self._shown = doing, True
        line = f"{doing} … {share:4.0%}" if share else f"{doing} …"
        print(
            f"\r{line:<40}" if self._terminal else f"drafter: {line}",
            end="" if self._terminal else "\n",
            file=sys.stderr,
            flush=True,
        )

    def done(self) -> None:
        if self._shown and self._terminal:
            print(f"\r{'':<40}\r", end="", file=sys.stderr, flush=True)
