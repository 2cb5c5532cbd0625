"""How far a long run is, on standard error: a script that reads standard output sees none of it."""

import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")

_EVERY = 100


class Progress:
    """Counts what is done of some files: a line every hundred, on a terminal always the same one."""

    def __init__(self, files: int, every: int = _EVERY):
        self._files, self._every = files, every
        self._file = self._done = 0
        self._shown = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown and sys.stderr.isatty():
            print(file=sys.stderr)

    def begun(self, items: Iterable[T]) -> Iterator[T]:
        """The items of the next file."""
        self._file += 1
        yield from items

    def counted(self, item: T) -> T:
        """The item, which is done now."""
        self._done += 1
        if self._done % self._every == 0:
            self._say()
        return item

    def _say(self) -> None:
        self._shown = True
        said = f"drafter: {self._done:,} texts checked, file {self._file:,} of {self._files:,}"
        end = "\r" if sys.stderr.isatty() else "\n"
        print(said, end=end, file=sys.stderr, flush=True)
