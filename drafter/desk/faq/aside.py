"""The checks of a job in a process of its own: they take the processor, which the calls have more use for.

It reads the rows that are `rough`, checks them and saves them, each only if nobody changed it since. The
process of the job needs nothing of it: when no call is under way it checks rows itself, from the other
end, and where this one cannot start, or dies, it checks them all.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Any, TextIO

from pydantic import BaseModel, SecretStr

from drafter.bugs import written_down
from drafter.errors import Conflict, DrafterError
from drafter.model.brief import Ledger
from drafter.model.faq import Entry
from drafter.settings import AUTO, LEXICAL, Settings

if TYPE_CHECKING:
    from drafter.adapters.store import Store
    from drafter.desk import Desk

# With -P nothing is imported from the folder that somebody happens to be in.
_COMMAND = (sys.executable, "-P", "-c", "from drafter.desk.faq.aside import main; main()")
# So many rows take longer to check than this process takes to start.
_WORTH_IT = 100
_AT_ONCE = 8
_LULL = 0.1  # seconds, where nothing is to be checked
_GENTLY = 5  # added to the niceness: the calls come first


Row = tuple[Entry, int]


class Given(BaseModel):
    """All that the other process is told: one line."""

    settings: dict[str, Any]
    store: str
    job: str
    ledger: Ledger


@contextlib.contextmanager
def checking(desk: "Desk", store: "Store", job: str, ledger: Ledger, rows: int) -> Iterator[None]:
    """Check the rows of a job aside, while it is at work; nothing where that is not worth it."""
    plain = desk.settings.embedder in (AUTO, LEXICAL) and not desk.is_given("embedder")
    if rows < _WORTH_IT or not plain or not store.shared or _cores() < 2:
        yield
        return
    given = Given(settings=_told(desk.settings), store=store.address, job=job, ledger=ledger)
    process = _started(given)
    try:
        yield
    finally:
        if process is not None:
            _end(process)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _end(process: "subprocess.Popen[str]") -> None:
    """It is at nothing that a kill could spoil: a row is saved whole, or checked again."""
    process.kill()
    process.wait()
    with contextlib.suppress(OSError):
        process.stdin.close()  # type: ignore[union-attr]


def _told(settings: Settings) -> dict[str, Any]:
    """The settings with the database's address, and without a model: none is asked."""
    values = {
        name: one.get_secret_value() if isinstance(one, SecretStr) else one
        for name, one in settings
    }
    return values | {"model": None, "judge_model": None, "fallback_models": ()}


def _started(given: Given) -> "subprocess.Popen[str] | None":
    """The process, told over a pipe what no list of processes may show; None where there is none."""
    try:
        process = subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
    except OSError:
        return None
    threading.Thread(target=_tell, args=(process, given), daemon=True).start()
    return process


def _tell(process: "subprocess.Popen[str]", given: Given) -> None:
    """One line, in a thread: a long one waits for its reader."""
    assert process.stdin is not None
    with contextlib.suppress(OSError, ValueError):  # it is gone, or the job is over
        process.stdin.write(given.model_dump_json() + "\n")
        process.stdin.flush()


def serve(told: TextIO) -> None:
    """Check what is rough until `told`, whose first line says of what, is closed."""
    given = Given.model_validate_json(told.readline())
    over = threading.Event()

    def listen() -> None:
        told.read()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    # Imported here: the desk imports this module.
    from drafter.adapters.store import Store
    from drafter.desk import Desk
    from drafter.desk.faq.answering import Finishing

    desk, store = Desk(Settings(**given.settings)), Store(given.store)
    with store.reading() as records:
        job = records.job(given.job)
    finishing = Finishing(desk, job, given.ledger)
    finishing.prepare()
    left: set[str] = set()  # what cannot be checked here is said where the job is
    while not over.is_set():
        rows = _rough(store, given.job, left)
        if not rows:
            over.wait(_LULL)
        done = []
        for row, version in rows:
            try:
                done.append((finishing(row), version))
            except Exception:
                left.add(row.key)
        _save(store, given.job, done)


def _rough(store: "Store", job: str, left: Set[str]) -> list[Row]:
    """The first rows that are to be checked, each with its version."""
    with store.reading() as records:
        keys = [key for key in records.rough(job) if key not in left]
        return [records.entry(job, key) for key in keys[:_AT_ONCE]]


def _save(store: "Store", job: str, done: Sequence[Row]) -> None:
    if done:
        with store.writing() as records:
            for row, version in done:
                with contextlib.suppress(Conflict):  # somebody changed it, which checks it wholly
                    records.change_entry(job, row, version)


def main() -> None:
    """Until the pipe is closed or it is killed; an interrupt is for the process of the job, which does so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_GENTLY)
    try:
        serve(sys.stdin)
    except DrafterError:
        pass  # the database is gone or busy: the job says so itself
    except Exception as bug:
        written_down(bug)
    # The interpreter cannot end in order while a thread waits for the pipe.
    os._exit(0)
