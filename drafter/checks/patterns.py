"""Compiled patterns, and what was read out of patterns, kept between runs.

The `regex` module compiles in Python: some twenty rules take half a second, every time a process
starts. Its compiled patterns pickle, so they are kept in one file of the home folder and read back
in about ten milliseconds. The file is a cache: where it is missing, damaged, of another version or
cannot be written, patterns are compiled as ever.
"""

import contextlib
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import regex

_KEPT = 10_000
_TOLD = 50_000

T = TypeVar("T")


class _OnlyPatterns(pickle.Unpickler):
    """Unpickles compiled patterns and nothing else, whatever a file says."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("regex._regex", "compile"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no pattern")


class Patterns:
    """Compiled patterns of this process, and the file that keeps them."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, bool], Any] = {}
        self._told: dict[tuple[str, str], Any] = {}
        self._file: Path | None = None
        self._new = False

    def keep_in(self, folder: Path) -> None:
        """Read the patterns kept in `folder`, and keep new ones there from here on."""
        python = ".".join(map(str, sys.version_info[:2]))
        self._file = folder / f"patterns-{regex.__version__}-{python}.bin"
        with contextlib.suppress(
            OSError, ValueError, TypeError, pickle.UnpicklingError, EOFError, regex.error
        ):
            made, told = _read(self._file)
            self._made, self._told = made | self._made, told | self._told

    def compiled(self, source: str, ignorecase: bool) -> Any:
        """The pattern, compiled once. Raises regex.error."""
        key = source, ignorecase
        if key not in self._made:
            flags = regex.MULTILINE | (regex.IGNORECASE if ignorecase else 0)
            self._made[key] = regex.compile(source, flags)
            self._new = True
        return self._made[key]

    def remembered(self, what: str, source: str, read: Callable[[str], T]) -> T:
        """What `read` says of a pattern's source, worked out once: strings, and lists and sets of them.

        `what` names the reading and its version.
        """
        key = what, source
        if key not in self._told:
            self._told[key] = read(source)
            self._new = True
        return self._told[key]  # type: ignore[no-any-return]

    def save(self) -> None:
        """Write what is new to the file; a cache that cannot be written is no error."""
        if self._file is None or not self._new:
            return
        if len(self._made) > _KEPT or len(self._told) > _TOLD:
            return
        self._new = False
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            body = pickle.dumps((dict(self._made), dict(self._told)))
            temporary = self._file.with_suffix(f".{os.getpid()}.new")
            temporary.write_bytes(hashlib.sha256(body).digest() + body)
            temporary.chmod(0o600)
            temporary.replace(self._file)


def _read(file: Path) -> tuple[dict[tuple[str, bool], Any], dict[tuple[str, str], Any]]:
    data = file.read_bytes()
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        raise ValueError("damaged")
    made, told = _OnlyPatterns(io.BytesIO(data[32:])).load()
    if not (isinstance(made, dict) and isinstance(told, dict)):
        raise ValueError("of another make")
    return made, told


patterns = Patterns()
