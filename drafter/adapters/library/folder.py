"""The folder of the index on disk: one owner, a manifest, and a seal over every file.

Chroma is fast and fragile: two writing processes corrupt it silently, and a damaged file can give
wrong answers or end the whole process. So the folder has one owner, by a lock of the operating
system, and Chroma is shown only files whose digests are those of the last sync. Any doubt, and the
index is made anew in a fresh folder from the documents and the kept vectors.
"""

import json
import os
import re
import shutil
import uuid
from collections.abc import Mapping
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from drafter.errors import KnowledgeError
from drafter.model.base import digest

_OWN = re.compile(r"index-[0-9a-f]{12}")


class Folder:
    """`home/index`. `path` is where the present index lies, `manifest` what is said of it."""

    def __init__(self, home: Path):
        self._home = home / "index"
        # Beside the folder and not in it: whoever deletes the index deletes no owner.
        self._owner = home / "index.lock"
        self._lock: FileLock | None = None
        self.manifest: dict[str, Any] = {}
        self._seen: dict[str, tuple[int, int]] = {}

    @property
    def path(self) -> Path:
        return self._home / str(self.manifest["folder"])

    def take(self) -> str:
        """Become the owner. Returns why that is not possible, or an empty text."""
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._owner, timeout=0)
            lock.acquire()
        except Timeout:
            return "another process owns the search index: this one works on a copy in memory"
        except (OSError, NotImplementedError) as broken:
            return _note(self._home, broken)
        self._lock = lock
        return ""

    def release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def leave(self, broken: Exception) -> str:
        """Give the folder up, with what is in it. Returns why."""
        self.empty()
        self.release()
        return _note(self._home, broken)

    def verify(self, identity: Mapping[str, Any]) -> None:
        """Read the manifest. Raises KnowledgeError unless every file is as it was sealed.

        Nothing that the manifest says is used before its own seal is found whole.
        """
        manifest = self._read()
        if {key: manifest.get(key) for key in identity} != identity:
            raise KnowledgeError("the index is of another make")
        if not _OWN.fullmatch(str(manifest.get("folder"))) or not _digests(manifest, "documents"):
            raise KnowledgeError("the index' manifest is damaged")
        self.manifest = manifest
        self._seen = self._stamps()
        if not self.intact():
            raise KnowledgeError("the index on disk is unfinished, or not what was written")

    def intact(self) -> bool:
        """Whether the files are those of the last seal."""
        return bool(self.manifest["files"]) and self.manifest["files"] == self._files()

    def fresh(self, identity: Mapping[str, Any]) -> None:
        """Begin anew: a new empty folder; what lay there before goes."""
        self._home.mkdir(parents=True, exist_ok=True)
        self.empty()
        self.manifest = {**identity, "folder": f"index-{uuid.uuid4().hex[:12]}", "documents": {}}
        self.path.mkdir()
        self.open()

    def empty(self) -> None:
        """Remove the index, and what is left of earlier ones."""
        for old in (*self._home.glob("index-*"), *self._home.glob("manifest*")):
            if old.is_dir() and not old.is_symlink():
                shutil.rmtree(old, ignore_errors=True)
            else:
                with suppress(OSError):
                    old.unlink()

    def open(self) -> None:
        """Say that the files are about to change: until the next seal they are not to be trusted."""
        self._write(self.manifest | {"files": {}})

    def seal(self, documents: Mapping[str, str]) -> None:
        """Say what the files hold, and take the digest of each."""
        self._write(self.manifest | {"documents": dict(documents), "files": self._files()})

    def opened(self) -> None:
        """Seal what Chroma wrote when it was opened: rows in its database, graphs still empty.

        Only files that were written since `verify` are read again.
        """
        files = {
            name: self.manifest["files"][name]
            if stamp == self._seen.get(name)
            else self._digest(name)
            for name, stamp in self._stamps().items()
        }
        self._write(self.manifest | {"files": files})

    def _stamps(self) -> dict[str, tuple[int, int]]:
        files = sorted(path for path in self.path.rglob("*") if path.is_file())
        told = ((path.relative_to(self.path).as_posix(), path.stat()) for path in files)
        return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in told}

    def _files(self) -> dict[str, str]:
        return {name: self._digest(name) for name in self._stamps()}

    def _digest(self, name: str) -> str:
        with (self.path / name).open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def _read(self) -> dict[str, Any]:
        text = (self._home / "manifest.json").read_text(encoding="utf-8")
        told = json.loads(text)
        if not isinstance(told, dict) or not isinstance(told.get("manifest"), dict):
            raise KnowledgeError("the index' manifest is damaged")
        manifest: dict[str, Any] = told["manifest"]
        if digest(manifest) != told.get("seal") or not _digests(manifest, "files"):
            raise KnowledgeError("the index' manifest is damaged")
        return manifest

    def _write(self, manifest: dict[str, Any]) -> None:
        self.manifest = manifest
        temporary = self._home / "manifest.new"
        with temporary.open("w", encoding="utf-8") as file:
            json.dump({"manifest": manifest, "seal": digest(manifest)}, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._home / "manifest.json")


def _note(place: Path, broken: Exception) -> str:
    said = broken.strerror if isinstance(broken, OSError) else None
    return f"the search index is kept in memory: {place}: {said or broken}"


def _digests(manifest: Mapping[str, Any], name: str) -> bool:
    told = manifest.get(name)
    return isinstance(told, dict) and all(isinstance(one, str) for one in told.values())
