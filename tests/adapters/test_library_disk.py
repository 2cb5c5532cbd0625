"""The index on disk: kept, owned by one process, trusted only while it is what was written.

`test_library_damage.py` damages it in every way there is; here is each rule by itself.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from drafter.adapters.embedder import LexicalEmbedder
from drafter.adapters.library import Library, folder
from drafter.adapters.library.clients import Broken
from drafter.adapters.library.shelf import Shelf
from drafter.llm import HashEmbedder
from drafter.settings import ROOT
from tests import damage
from tests.builders import guideline

Open = Callable[..., Library]
ONE = guideline("guidelines/one.md", "Refund a double charge.")
TWO = guideline("guidelines/two.md", "Speak early.")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def opened(home: Path) -> Iterator[Open]:
    libraries: list[Library] = []

    def open_(embedder: object = None) -> Library:
        libraries.append(Library(embedder or LexicalEmbedder(64), home=home))  # type: ignore[arg-type]
        return libraries[-1]

    yield open_
    for library in libraries:
        library.close()


def paths(library: Library) -> set[str]:
    return {one.path for one in library.find("refund early").passages}


def elsewhere(home: Path, *, then: str = "") -> str:
    """Another process opens the index, brings it to TWO alone and says where it is kept, and its note."""
    code = f"""
import sys
from pathlib import Path
from drafter.adapters.embedder import LexicalEmbedder
from drafter.adapters.library import Library
from tests.adapters.test_library_disk import TWO
library = Library(LexicalEmbedder(64), home=Path(sys.argv[1]))
library.sync([TWO])
print(library.where, library.note, *[one.path for one in library.find("early").passages], sep="|")
{then or "library.close()"}
"""
    return subprocess.run(
        [sys.executable, "-c", code, str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_an_index_is_kept_on_disk(opened: Open) -> None:
    first = opened()
    assert (first.where, first.note) == ("disk", "")
    first.sync([ONE, TWO])
    before = first.find("refund").dense.tolist()
    first.close()
    for _ in range(3):
        again = opened()
        assert again.sync([ONE, TWO]).added == ()
        assert again.find("refund").dense.tolist() == before
        again.close()


def test_opening_an_index_embeds_nothing(opened: Open) -> None:
    class Asked(LexicalEmbedder):
        def embed(self, texts: object) -> list[list[float]]:
            raise AssertionError("the vectors are on disk")

    first = opened()
    first.sync([ONE, TWO])
    first.close()
    assert opened(Asked(64)).sync([ONE, TWO]).passages == 2


def test_a_second_process_works_on_a_copy_in_memory_and_says_so(opened: Open, home: Path) -> None:
    owner = opened()
    owner.sync([ONE, TWO])
    where, note, path = elsewhere(home).split("|")
    assert where == "memory"
    assert note == ("another process owns the search index: this one works on a copy in memory")
    assert path == TWO.path
    assert paths(owner) == {ONE.path, TWO.path}


def test_a_second_library_of_the_same_process_works_in_memory_too(opened: Open) -> None:
    owner, other = opened(), opened()
    assert (owner.where, other.where) == ("disk", "memory")
    owner.close()
    assert opened().where == "disk"


def test_what_another_process_wrote_in_between_is_seen(opened: Open, home: Path) -> None:
    first = opened()
    first.sync([ONE, TWO])
    first.close()
    assert elsewhere(home).startswith("disk|")
    again = opened()
    assert again.documents == {TWO.path: TWO.digest}
    assert paths(again) == set()  # nothing is synced yet, so that nothing may be found
    assert again.sync([ONE, TWO]).added == (ONE.path,)
    assert paths(again) == {ONE.path, TWO.path}


def test_an_owner_that_died_owns_nothing_and_its_index_is_still_good(
    opened: Open, home: Path
) -> None:
    elsewhere(home, then="sys.stdout.flush(); import os; os._exit(0)")
    again = opened()
    assert again.where == "disk"
    assert again.sync([TWO]).added == ()


def test_whoever_deletes_the_index_deletes_no_owner(opened: Open, home: Path) -> None:
    owner = opened()
    owner.sync([ONE])
    for path in sorted((home / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert elsewhere(home).startswith("memory|")
    owner.sync([ONE, TWO])
    assert owner.where == "disk"
    assert paths(owner) == {ONE.path, TWO.path}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("embedder", "other"),
        ("dimension", 384),
        ("chroma", "0.4.24"),
        ("shape", 1),
        ("passage", 9),
        ("splitter", "0.1"),
        ("graph", None),
        ("graph", {"hnsw:space": "cosine"}),
        ("folder", "../.."),
        ("folder", None),
        ("files", {}),
        ("files", None),
        ("documents", None),
        ("documents", {"guidelines/one.md": 4}),
    ],
)
def test_an_index_of_another_make_or_of_a_liar_is_made_anew(
    opened: Open, home: Path, key: str, value: object
) -> None:
    first = opened()
    first.sync([ONE, TWO])
    first.close()
    beside = home.parent / "index-of-somebody"
    beside.mkdir()
    damage.sealed_with(home / "index", key, value)
    again = opened()
    assert len(again.sync([ONE, TWO]).added) == 2
    assert again.where == "disk"
    assert beside.exists()
    again.close()
    assert opened().sync([ONE, TWO]).added == ()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"manifest": {}}', "[" * 100_000])
def test_a_manifest_that_is_none_is_made_anew(opened: Open, home: Path, text: str) -> None:
    first = opened()
    first.sync([ONE])
    first.close()
    (home / "index/manifest.json").write_text(text, encoding="utf-8")
    assert opened().sync([ONE]).added == (ONE.path,)


@pytest.mark.parametrize("how", damage.ALL, ids=lambda how: how.__name__)
def test_a_small_index_survives_damage_too(
    opened: Open, home: Path, how: damage.Damage, tmp_path: Path
) -> None:
    first = opened()
    first.sync([ONE])
    first.close()
    older = tmp_path / "older"
    shutil.copytree(home / "index", older)
    second = opened()
    second.sync([ONE, TWO])
    second.close()
    how(home / "index", older, Random(4))
    again = opened()
    again.sync([ONE, TWO])
    assert paths(again) == {ONE.path, TWO.path}
    assert again.where == "disk" or "in memory" in again.note


def test_a_sync_never_blesses_files_that_were_damaged_before_it(opened: Open, home: Path) -> None:
    library = opened()
    library.sync([ONE])
    before = damage.made(home / "index")
    damage.appended(home / "index", Path(), Random(1))
    library.sync([ONE, TWO])
    assert damage.made(home / "index") != before
    assert paths(library) == {ONE.path, TWO.path}


def test_an_index_that_breaks_again_and_again_goes_on_in_memory(
    opened: Open, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    library.sync([ONE])
    put = Shelf.put

    def only_in_memory(shelf: Shelf, *given: object) -> None:
        if library.where == "disk":
            raise Broken("the search index failed: disk full")
        put(shelf, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Shelf, "put", only_in_memory)
    library.sync([ONE, TWO])
    assert library.where == "memory"
    assert library.note == (
        f"the search index is kept in memory: {home / 'index'}: the search index failed: disk full"
    )
    assert paths(library) == {ONE.path, TWO.path}
    assert list((home / "index").iterdir()) == []
    monkeypatch.undo()
    assert opened().where == "disk"


def test_a_home_that_is_a_file_means_an_index_in_memory(opened: Open, home: Path) -> None:
    home.write_text("not a folder", encoding="utf-8")
    library = opened()
    library.sync([ONE])
    assert paths(library) == {ONE.path}
    assert library.note.startswith(f"the search index is kept in memory: {home / 'index'}: ")


def test_vectors_of_two_embedders_are_never_compared(opened: Open) -> None:
    first = opened()
    first.sync([ONE])
    first.close()
    other = opened(HashEmbedder())
    assert other.sync([ONE]).added == (ONE.path,)
    assert other.find("refund").dense[0] <= 1.000001


def test_nothing_is_left_of_earlier_indexes(opened: Open, home: Path) -> None:
    library = opened()
    library.sync([ONE])
    library.rebuild([ONE])
    library.rebuild([ONE, TWO])
    assert len(list((home / "index").glob("index-*"))) == 1
    assert {path.name for path in (home / "index").iterdir()} >= {"manifest.json"}


def test_the_manifest_names_what_the_index_was_made_with(opened: Open, home: Path) -> None:
    library = opened()
    library.sync([ONE])
    told = json.loads((home / "index/manifest.json").read_text(encoding="utf-8"))["manifest"]
    assert told["embedder"] == "lexical-hash-v1"
    assert told["documents"] == {ONE.path: ONE.digest}
    assert "chroma.sqlite3" in told["files"]


def test_an_opening_reads_only_files_again_that_chroma_wrote(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    library.sync([guideline(f"guidelines/{n}.md", f"Say n{n}.") for n in range(1_100)])
    library.close()
    read: list[str] = []
    whole = folder.file_digest

    def noted(file: object, name: str) -> object:
        read.append(Path(file.name).name)  # type: ignore[attr-defined]
        return whole(file, name)  # type: ignore[arg-type]

    monkeypatch.setattr(folder, "file_digest", noted)
    opened()
    assert read.count("chroma.sqlite3") == 2
    assert read.count("index_metadata.pickle") == 2  # of the two graphs, once each
