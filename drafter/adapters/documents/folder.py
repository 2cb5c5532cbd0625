"""The team's own documents on disk: written whole or not at all, and never outside their folder."""

import contextlib
import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from drafter.adapters.documents.files import RETIRED, Found, retired
from drafter.errors import Conflict, KnowledgeError

_HEAD = "# Documents that are kept and not recalled, one path a line. The desk writes this file.\n"


def stamp(data: bytes) -> str:
    """What a save names to say which text it rests on."""
    return hashlib.sha256(data).hexdigest()


class Folder:
    """`DRAFTER_HOME/knowledge`. Paths are those of `files.walk`; nothing else reaches the disk."""

    def __init__(self, folder: Path):
        self._folder = folder

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """One writer at a time, over all processes. Raises KnowledgeError where another stays."""
        with self._said():
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._folder / ".lock", timeout=20)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def write(self, path: str, text: str, *, over: Found | None = None, base: str = "") -> None:
        """Write a document, a new one or `over` a file whose stamp has to be `base`.

        Call it while `held`. Raises Conflict where `base` is not what is there.
        """
        if over is not None and stamp(content(over.file)) != base:
            raise Conflict(f"somebody else changed {path} in the meantime", latest=0)
        file = over.file if over is not None and over.own else self._folder / path
        with self._said():
            self._put(file, text.encode("utf-8"))

    def set_retired(self, path: str, *, away: bool) -> None:
        """Put a path on the list of the retired, or take it off. Call it while `held`."""
        old = retired(self._folder)
        new = old | {path} if away else old - {path}
        with self._said():
            self._put(
                self._folder / RETIRED,
                (_HEAD + "".join(f"{one}\n" for one in sorted(new))).encode(),
            )

    def _put(self, file: Path, data: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.parent.resolve().is_relative_to(self._folder.resolve()) or file.is_symlink():
            raise KnowledgeError("leads outside of the knowledge folder", where=file)
        fresh = file.parent / f".{uuid.uuid4().hex}.new"
        try:
            with fresh.open("xb") as new:
                new.write(data)
                new.flush()
                os.fsync(new.fileno())
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # some systems cannot sync a folder
            handle = os.open(file.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except Timeout:
            raise KnowledgeError(
                "another process is writing here: try again", where=self._folder
            ) from None
        except OSError as broken:
            raise KnowledgeError(
                f"cannot be written: {broken.strerror}", where=self._folder
            ) from None


def content(file: Path) -> bytes:
    """What a file holds. Raises KnowledgeError."""
    try:
        return file.read_bytes()
    except OSError as broken:
        raise KnowledgeError(f"cannot be read: {broken.strerror}", where=file) from None
