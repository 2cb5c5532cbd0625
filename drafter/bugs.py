"""A bug leaves its trace in the log of the home folder, never on a person's screen."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

from drafter.settings import Settings


def written_down(bug: BaseException) -> str:
    """Write the trace to the log; returns the log's path, or what to do where it cannot be written.

    The trace holds places in the code and the kind of error, not its message: that may quote a
    person's text or a key.
    """
    try:
        home = Settings().home
        home.mkdir(parents=True, exist_ok=True)
        log = home / "drafter.log"
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {_trace(bug)}\n")
        return str(log)
    except Exception:  # the report of a bug must not become another one
        return "no log: the data folder cannot be written (set DRAFTER_HOME)"


def _trace(bug: BaseException) -> str:
    frames = traceback.extract_tb(bug.__traceback__)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([f"{type(bug).__module__}.{type(bug).__name__}", *places])
