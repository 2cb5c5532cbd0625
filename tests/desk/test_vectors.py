"""A text is embedded once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.adapters.store import Store
from drafter.desk import Desk, vectors
from drafter.desk.vectors import Remembering, Unkept
from drafter.errors import ModelUnavailable
from drafter.llm import HashEmbedder
from drafter.model.base import digest


class Failing(HashEmbedder):
    """Gives out after the first call."""

    calls = 0

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.calls += 1
        if self.calls > 1:
            raise ModelUnavailable("gone")
        return super().embed(texts)


class Counting(HashEmbedder):
    def __init__(self, name: str = "counting") -> None:
        self.id = name
        self.seen: list[str] = []

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.seen += texts
        return super().embed(texts)


def test_a_text_that_was_embedded_is_not_embedded_again_by_anybody(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    store = Store.in_folder(tmp_path)
    before = Remembering(first, store).embed(["one", "two", "one"])
    after = Remembering(second, Store.in_folder(tmp_path)).embed(["two", "one", "three"])
    assert first.seen == ["one", "two"]
    assert second.seen == ["three"]
    assert after[:2] == [before[1], before[0]]
    assert before[0] == before[2]


def test_vectors_of_two_embedders_are_kept_apart(tmp_path: Path) -> None:
    store = Store.in_folder(tmp_path)
    Remembering(Counting("a"), store).embed(["one", "two"])
    other = Counting("b")
    Remembering(other, store).embed(["one", "two"])
    assert other.seen == ["one", "two"]


def test_a_query_is_embedded_and_not_kept(tmp_path: Path) -> None:
    counting, store = Counting(), Store.in_folder(tmp_path)
    remembering = Remembering(counting, store)
    assert remembering.embed(["my secret question"]) == HashEmbedder().embed(["my secret question"])
    remembering.embed(["my secret question"])
    assert len(counting.seen) == 2
    with store.reading() as records:
        assert records._connection.exec_driver_sql("SELECT count(*) FROM vectors").scalar() == 0
    assert (remembering.dimension, remembering.lexical) == (32, True)


def test_what_was_embedded_before_a_failure_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "_AT_ONCE", 2)
    store = Store.in_folder(tmp_path)
    with pytest.raises(ModelUnavailable):
        Remembering(Failing(), store).embed(["one", "two", "three"])
    later = Counting(Failing.id)
    Remembering(later, store).embed(["one", "two", "three"])
    assert later.seen == ["three"]


def test_a_text_that_is_embedded_within_a_write_waits_for_nobody(tmp_path: Path) -> None:
    store = Store.in_folder(tmp_path)
    counting = Counting()
    remembering = Remembering(counting, store)
    with store.writing():
        assert len(remembering.embed(["one", "two"])) == 2
    remembering.embed(["one", "two"])
    assert len(counting.seen) == 4
    remembering.embed(["one", "two"])
    assert len(counting.seen) == 4


def test_what_is_not_to_be_kept_stays_in_memory_and_only_the_last_of_it() -> None:
    counting = Counting()
    unkept = Unkept(counting, most=2)
    first = unkept.embed(["one", "two", "one"])
    assert first[0] == first[2]
    assert unkept.embed(["two"]) == [first[1]]
    assert counting.seen == ["one", "two"]
    unkept.embed(["three"])
    unkept.embed(["one", "two"])
    assert counting.seen == ["one", "two", "three", "one"]
    assert unkept.embed([]) == []


def test_a_checked_text_leaves_no_vector_behind(desk: Desk) -> None:
    meaning = Counting()
    meaning.lexical = False
    desk._tools["embedder"] = Remembering(meaning, desk.store)
    text = "Nobody has ever checked this sentence. Nor has anybody checked this one."
    desk.checking.text(text)
    assert any("Nobody has ever" in one for one in meaning.seen)
    names = [digest(one) for one in meaning.seen if "checked this" in one]
    with desk.store.reading() as records:
        assert records.vectors(meaning.id, names) == {}
