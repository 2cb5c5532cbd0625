"""The folder of the index on disk: one owner, a manifest, and a seal over every file.

Chroma is fast and fragile: two writing processes corrupt it silently, and a damaged file can give
wrong answers or end the whole process. So the folder has one owner, by a lock of the operating
system, and Chroma is shown only files whose digests are those of the last sync. Any doubt, and the
index is made anew in a fresh folder from the documents and the kept vectors.
"""

import json
import os
import shutil
import uuid
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from drafter.errors import KnowledgeError
from drafter.model.base import digest


class Folder:
    """`home/index`. `path` is where the present index lies, `manifest` what is said of it."""

    def __init__(self, home: Path):
        self._home = home / "index"
        self._lock: FileLock | None = None
        self.manifest: dict[str, Any] = {}

    @property
    def path(self) -> Path:
        return self._home / str(self.manifest["folder"])

    def take(self) -> str:
        """Become the owner. Returns why that is not possible, or an empty text."""
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._home / "owner.lock", timeout=0)
            lock.acquire()
        except Timeout:
            return "another process owns the search index: this one works on a copy in memory"
        except OSError as broken:
            return f"the search index is kept in memory: {self._home}: {broken.strerror}"
        self._lock = lock
        return ""

    def release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def verify(self, identity: Mapping[str, Any]) -> None:
        """Read the manifest. Raises KnowledgeError or OSError unless every file is as it was sealed."""
        told = json.loads((self._home / "manifest.json").read_text(encoding="utf-8"))
        manifest, seal = told["manifest"], told["seal"]
        if digest(manifest) != seal:
            raise KnowledgeError("the index' manifest is damaged")
        if {key: manifest.get(key) for key in identity} != identity:
            raise KnowledgeError("the index is of another make")
        self.manifest = manifest
        if not manifest.get("files") or manifest["files"] != self._files():
            raise KnowledgeError("the index on disk is unfinished, or not what was written")

    def fresh(self, identity: Mapping[str, Any]) -> None:
        """Begin anew: a new empty folder; what lay there before goes."""
        for old in self._home.glob("index-*"):
            shutil.rmtree(old, ignore_errors=True)
        self.manifest = {**identity, "folder": f"index-{uuid.uuid4().hex[:12]}", "documents": {}}
        self.path.mkdir(parents=True)
        self.open()

    def open(self) -> None:
        """Say that the files are about to change: until the next seal they are not to be trusted."""
        self._write(self.manifest | {"files": {}})

    def seal(self, documents: Mapping[str, str]) -> None:
        """Say what the files hold, and take the digest of each."""
        self._write(self.manifest | {"documents": dict(documents), "files": self._files()})

    def _files(self) -> dict[str, str]:
        files = sorted(path for path in self.path.rglob("*") if path.is_file())
        return {path.relative_to(self.path).as_posix(): _digest(path) for path in files}

    def _write(self, manifest: dict[str, Any]) -> None:
        self.manifest = manifest
        temporary = self._home / "manifest.new"
        with temporary.open("w", encoding="utf-8") as file:
            json.dump({"manifest": manifest, "seal": digest(manifest)}, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._home / "manifest.json")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
