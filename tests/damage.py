"""Ways in which an index on disk can be damaged. Each takes the index' folder, an older version of
it and a chance."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from drafter.model.base import digest

Damage = Callable[[Path, Path, Random], None]


def files(index: Path) -> list[Path]:
    return sorted(path for path in index.rglob("*") if path.is_file() and path.stat().st_size)


def any_file(index: Path, chance: Random) -> Path:
    """A file; the manifest and the database as often as all files of the graph together."""
    graph = [path for path in files(index) if path.suffix in (".bin", ".pickle")]
    other = [path for path in files(index) if path not in graph]
    return chance.choice(chance.choice([graph, other]))


def made(index: Path) -> Path:
    """The folder of Chroma in the index."""
    return next(index.glob("index-*"))


def truncated(index: Path, _: Path, chance: Random) -> None:
    path = any_file(index, chance)
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def flipped(index: Path, _: Path, chance: Random) -> None:
    path = any_file(index, chance)
    data = bytearray(path.read_bytes())
    for _bit in range(chance.randint(1, 64)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def zeroed(index: Path, _: Path, chance: Random) -> None:
    path = any_file(index, chance)
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    size = min(chance.choice([16, 512, 4096, 65536]), len(data) - start)
    data[start : start + size] = bytes(size)
    path.write_bytes(data)


def deleted(index: Path, _: Path, chance: Random) -> None:
    any_file(index, chance).unlink()


def swapped(index: Path, _: Path, chance: Random) -> None:
    one, other = chance.sample(files(index), 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def appended(index: Path, _: Path, chance: Random) -> None:
    with any_file(index, chance).open("ab") as file:
        file.write(chance.randbytes(chance.choice([1, 100, 5000])))


def of_an_older_version(index: Path, older: Path, chance: Random) -> None:
    path = any_file(older, chance)
    shutil.copy(path, index / path.relative_to(older))


def older_in_whole(index: Path, older: Path, _: Random) -> None:
    shutil.rmtree(index)
    shutil.copytree(older, index)


def edited_in_place(index: Path, _: Path, chance: Random) -> None:
    manifest = index / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    key = chance.choice(sorted(told["manifest"]))
    told["manifest"][key] = chance.choice([None, 7, "", {}, [], "../..", {"a": 1}])
    manifest.write_text(json.dumps(told), encoding="utf-8")


def sealed_with(index: Path, key: str, value: Any) -> None:
    """The manifest with another value, sealed as if we had written it."""
    path = index / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))["manifest"] | {key: value}
    path.write_text(json.dumps({"manifest": manifest, "seal": digest(manifest)}), encoding="utf-8")


def of_another_make(index: Path, _: Path, chance: Random) -> None:
    key, value = chance.choice(
        [
            ("embedder", "other"),
            ("dimension", 384),
            ("chroma", "0.4.24"),
            ("shape", 1),
            ("passage", 9),
        ]
    )
    sealed_with(index, key, value)


def of_a_liar(index: Path, _: Path, chance: Random) -> None:
    key, value = chance.choice(
        [
            ("folder", "../.."),
            ("folder", "/etc"),
            ("folder", None),
            ("folder", 5),
            ("files", {}),
            ("files", None),
            ("files", ["chroma.sqlite3"]),
            ("documents", None),
            ("documents", ["a"]),
            ("documents", {"guidelines/voice.md": 4}),
        ]
    )
    sealed_with(index, key, value)


def no_manifest_at_all(index: Path, _: Path, chance: Random) -> None:
    text = chance.choice(
        [
            "",
            "{",
            "[]",
            "null",
            '{"manifest": 5, "seal": 1}',
            '{"manifest": {}}',
            "[" * 100_000,
            "9" * 9_999,
        ]
    )
    (index / "manifest.json").write_text(text, encoding="utf-8")


def half_written(index: Path, _: Path, chance: Random) -> None:
    data = (index / "manifest.json").read_bytes()
    (index / "manifest.new").write_bytes(data[: chance.randrange(len(data))])


def with_strays(index: Path, _: Path, chance: Random) -> None:
    place = chance.choice(
        [index, made(index), *[one for one in made(index).iterdir() if one.is_dir()]]
    )
    (place / "stray.bin").write_bytes(chance.randbytes(50))
    (place / "stray folder").mkdir()
    (index / "manifest.new").mkdir()
    (index / "index-of-nobody").write_text("x", encoding="utf-8")
    (made(index).parent / "index-000000000000").symlink_to("/nowhere")


def without_a_folder(index: Path, _: Path, chance: Random) -> None:
    shutil.rmtree(
        chance.choice([index, made(index), *[one for one in made(index).iterdir() if one.is_dir()]])
    )


def with_a_file_for_a_folder(index: Path, _: Path, chance: Random) -> None:
    place = chance.choice([made(index), *[one for one in made(index).iterdir() if one.is_dir()]])
    shutil.rmtree(place)
    place.write_text("not a folder", encoding="utf-8")


def with_a_folder_for_a_file(index: Path, _: Path, chance: Random) -> None:
    path = any_file(index, chance)
    path.unlink()
    path.mkdir()


def linked_to_nowhere(index: Path, _: Path, chance: Random) -> None:
    path = any_file(index, chance)
    path.unlink()
    path.symlink_to(index / "nowhere")


def instead_of_an_index_a_file(index: Path, _: Path, __: Random) -> None:
    shutil.rmtree(index)
    index.write_text("not a folder", encoding="utf-8")


def untouchable(index: Path, _: Path, chance: Random) -> None:
    any_file(index, chance).chmod(0o444)


ALL: tuple[Damage, ...] = (
    truncated, flipped, zeroed, deleted, swapped, appended, of_an_older_version, older_in_whole,
    edited_in_place, of_another_make, of_a_liar, no_manifest_at_all, half_written, with_strays,
    without_a_folder, with_a_file_for_a_folder, with_a_folder_for_a_file, linked_to_nowhere,
    instead_of_an_index_a_file, untouchable,
)  # fmt: skip


def in_turn(seeds: range) -> Iterator[tuple[int, Damage, Random]]:
    """For each seed a damage, so that a few seeds show all kinds, and a chance of its own."""
    return ((seed, ALL[seed % len(ALL)], Random(seed)) for seed in seeds)
