"""A bug leaves its trace in the log of the home folder, never on a person's screen."""

import traceback
from datetime import UTC, datetime
from pathlib import Path


def written_down(bug: BaseException, home: Path) -> str:
    """Write the trace to the log; returns where it is.

    The trace holds places in the code and the kind of error, not its message: that may quote a
    person's text or a key.
    """
    frames = traceback.extract_tb(bug.__traceback__)
    lines = [f"{type(bug).__module__}.{type(bug).__name__}"]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    try:
        home.mkdir(parents=True, exist_ok=True)
        log = home / "drafter.log"
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {chr(10).join(lines)}\n")
    except OSError:
        return "no log: the data folder cannot be written (set DRAFTER_HOME)"
    return str(log)
