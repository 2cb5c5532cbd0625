"""A text is embedded once."""

from collections.abc import Sequence
from pathlib import Path

from drafter.adapters.store import Store
from drafter.desk.vectors import Remembering
from drafter.llm import HashEmbedder


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
