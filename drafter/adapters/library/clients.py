"""Chroma's clients: in memory, in a folder, of a server. Whatever they raise is one error: Broken."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings

from drafter.errors import KnowledgeError


class Broken(KnowledgeError):
    """The index failed. It is only a copy: it can be made anew."""


@contextmanager
def asking() -> Iterator[None]:
    """What fails in here is Broken: Chroma raises anything, and its panics are no Exceptions."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, Broken):
        raise
    except BaseException as wrong:
        said = str(wrong).strip().split("\n")[0] or type(wrong).__name__
        raise Broken(f"the search index failed: {said}") from wrong


def in_memory() -> Any:
    with asking():
        return chromadb.EphemeralClient(_quiet())


def on_disk(folder: Path) -> Any:
    with asking():
        return chromadb.PersistentClient(str(folder), _quiet())


def server(address: str) -> Any:
    """A client of a Chroma server. Raises KnowledgeError where none answers."""
    url, place = _url(address)
    try:
        return chromadb.HttpClient(host=url, ssl=url.startswith("https"), settings=_quiet())
    except Exception as wrong:  # chromadb raises plain ValueError and httpx errors alike
        raise KnowledgeError(f"CHROMA_URL: no Chroma server answers at {place}") from wrong


def let_go(client: Any) -> None:
    """Close a client and its files: else the next one on the same folder would share its state."""
    with suppress(Broken), asking():
        client.close()


def _url(address: str) -> tuple[str, str]:
    """The whole address of a server, and its `host:port` to be shown."""
    told = address.strip()
    try:
        parts = urlsplit(told if "://" in told else f"http://{told}")
        port = parts.port or (443 if parts.scheme == "https" else 8000)
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise KnowledgeError(
            "CHROMA_URL is not the address of a server: write it like http://localhost:8000"
        )
    place = f"[{parts.hostname}]:{port}" if ":" in parts.hostname else f"{parts.hostname}:{port}"
    return f"{parts.scheme}://{place}{parts.path.rstrip('/')}", place


def _quiet() -> Settings:
    return Settings(anonymized_telemetry=False)
