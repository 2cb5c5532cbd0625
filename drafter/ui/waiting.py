"""Long work behind a bar: it goes on in a thread of its own, also when the person leaves the page."""

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import streamlit as st

T = TypeVar("T")
Progress = Callable[[str, float], None]

# Where on the bar each kind of work begins, and how much of the bar it takes.
_PARTS = {
    "Reading": (0.0, 0.5),
    "Sorting": (0.5, 0.25),
    "Storing": (0.75, 0.05),
    "Finding the concerns": (0.8, 0.2),
}
_LOOKS = 0.15


class _Work(Generic[T]):
    def __init__(self, work: Callable[[Progress], T]):
        self._work = work
        self.doing, self.share = "Starting", 0.0
        self.result: list[T] = []
        self.failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.result.append(self._work(self._tell))
        except BaseException as failed:  # it is raised where the person is
            self.failed = failed

    def _tell(self, doing: str, share: float) -> None:
        start, part = _PARTS.get(doing, (0.0, 1.0))
        self.doing, self.share = doing, min(1.0, start + part * share)

    @property
    def running(self) -> bool:
        return self._thread.is_alive()


def behind_a_bar(name: str, work: Callable[[Progress], Any]) -> Any:
    """What `work` returns; a bar shows how far it has come. What it raises is raised here.

    Whoever leaves the page meanwhile finds the work again, by its name, with `left_going`.
    """
    st.session_state[name] = _Work(work)
    return watched(name)


def left_going(name: str) -> bool:
    """Whether work of this name was begun, and nobody has seen its end."""
    return name in st.session_state


def watched(name: str) -> Any:
    """Watch work that was begun to its end; returns and raises as it did."""
    going: _Work[Any] = st.session_state[name]
    bar = st.progress(0.0, text="Starting …")
    while going.running:
        bar.progress(going.share, text=f"{going.doing} … It goes on if you leave this page.")
        time.sleep(_LOOKS)
    bar.empty()
    st.session_state.pop(name, None)
    if going.failed is not None:
        raise going.failed
    return going.result[0]
