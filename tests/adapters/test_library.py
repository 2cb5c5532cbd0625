"""The library: what it finds, in memory, where nothing is damaged."""

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings as ChromaSettings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from drafter.adapters import documents
from drafter.adapters.embedder import LexicalEmbedder
from drafter.adapters.library import Library
from drafter.adapters.library.clients import asking
from drafter.adapters.library.shelf import Shelf
from drafter.errors import KnowledgeError
from drafter.llm import HashEmbedder
from drafter.model.knowledge import Document, Filter, Passage
from drafter.settings import ROOT
from drafter.steps.recall import rank
from tests.builders import case, guideline

SHIPPED = ROOT / "knowledge"
Open = Callable[..., Library]


@pytest.fixture
def opened() -> Iterator[Open]:
    libraries: list[Library] = []

    def open_(*given: Document, embedder: object = None) -> Library:
        libraries.append(Library(embedder or LexicalEmbedder()))  # type: ignore[arg-type]
        libraries[-1].sync(given)
        return libraries[-1]

    yield open_
    for library in libraries:
        library.close()


@pytest.fixture(scope="module")
def shipped() -> Iterator[Library]:
    library = Library(LexicalEmbedder())
    library.sync(documents.load([SHIPPED]).documents)
    yield library
    library.close()


def best(
    library: Library, query: str, count: int = 5, only: Filter | None = None
) -> tuple[Passage, ...]:
    return rank(library.find(query, only=only), count=count)


def paths(library: Library, query: str, only: Filter | None = None) -> set[str]:
    return {one.path for one in library.find(query, only=only).passages}


def test_a_search_finds_the_guideline_and_opens_at_its_exact_lines(shipped: Library) -> None:
    found = best(shipped, "who may approve goodwill and how much")[0]
    assert found.path == "guidelines/compensation.md"
    lines = (SHIPPED / found.path).read_text(encoding="utf-8").split("\n")
    assert "\n".join(lines[found.start_line - 1 : found.end_line]).strip() == found.text.strip()


def test_every_document_that_is_found_is_opened_at_its_lines(shipped: Library) -> None:
    found = shipped.find("customers were told late and asked for a refund").passages
    assert len(found) > 30
    for one in found:
        if one.kind == "case" and one.start_line == 1:
            continue
        lines = (SHIPPED / one.path).read_text(encoding="utf-8").split("\n")
        assert one.text.split("\n")[0].strip() in lines[one.start_line - 1]
        assert one.text.split("\n")[-1].strip() in lines[one.end_line - 1]


def test_a_pool_has_a_row_for_each_document_and_only_one(shipped: Library) -> None:
    pool = shipped.find("refund for a double charge")
    count = len(pool.passages)
    assert len({one.path for one in pool.passages}) == count
    assert pool.dense.shape == pool.lexical.shape == (count,)
    assert pool.meaning.shape == pool.wording.shape == (count, count)
    assert len(pool.shared) == count
    assert np.isfinite(pool.meaning).all()
    assert np.isfinite(pool.wording).all()


def test_only_what_changed_is_embedded(opened: Open) -> None:
    embedder = Counting()
    one, two, three = (guideline(f"guidelines/{name}.md", f"Say {name}.") for name in "abc")
    library = opened(one, two, embedder=embedder)
    embedder.seen.clear()
    changed = guideline(two.path, "Never say zorblax.")
    report = library.sync([changed, three])
    assert (report.added, report.changed, report.removed) == (
        (three.path,),
        (two.path,),
        (one.path,),
    )
    assert len(embedder.seen) == 2
    assert best(library, "zorblax")[0].path == two.path
    assert paths(library, "say a") == {two.path, three.path}


def test_a_sync_of_the_same_documents_changes_nothing_and_passes_on_what_failed(
    opened: Open,
) -> None:
    one = guideline("guidelines/a.md", "Say so.")
    report = opened(one).sync([one], {"guidelines/x.md": "broken"})
    assert report == ((), (), (), (("guidelines/x.md", "broken"),), 1)


def test_a_rebuild_starts_from_nothing(opened: Open) -> None:
    one = guideline("guidelines/a.md", "Say so.")
    library = opened(one)
    assert library.rebuild([one]).added == (one.path,)
    assert paths(library, "say") == {one.path}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_of_few_documents_all_are_found(opened: Open, count: int) -> None:
    given_ = [guideline(f"guidelines/{number}.md", f"Number {number}.") for number in range(count)]
    assert paths(opened(*given_), "number") == {one.path for one in given_}


def test_a_query_without_words_finds_nothing(shipped: Library) -> None:
    assert shipped.find(" \n ").passages == ()


@pytest.mark.parametrize(
    "query", ["the of and to", "😀😀", "?!", "\0", "\ud800", "ﷺ", "refund " * 10_000]
)
def test_any_query_is_answered(shipped: Library, query: str) -> None:
    assert len(best(shipped, query, 10)) == 10


@pytest.mark.parametrize("body", ["---", "😀", "!!!", "#", "# \n\n## ", "the of and", "\n\n  x\n"])
def test_a_document_without_any_word_is_indexed_and_does_no_harm(opened: Open, body: str) -> None:
    empty = guideline("guidelines/empty.md", body, title="!")
    other = guideline("guidelines/other.md", "Refund a double charge.")
    library = opened(empty, other)
    assert paths(library, "refund") == {empty.path, other.path}
    assert best(library, "refund")[0].path == other.path


def test_only_documents_without_words_can_still_be_searched(opened: Open) -> None:
    assert paths(opened(guideline("guidelines/a.md", "!!!", title="?")), "refund") == {
        "guidelines/a.md"
    }


def test_vectors_that_are_all_alike_leave_the_ranking_to_the_words(opened: Open) -> None:
    given_ = [guideline(f"guidelines/{number}.md", f"Number n{number}.") for number in range(400)]
    library = opened(*given_, embedder=Alike())
    assert best(library, "n77")[0].path == "guidelines/77.md"


class Graph:
    """A client, and both collections of it, that answers with given cosines, the nearest first."""

    def __init__(self, *cosines: float):
        self.distances = [1 - cosine for cosine in cosines]

    def get_or_create_collection(self, name: str, **_: object) -> "Graph":
        return self

    def query(self, *, n_results: int, **_: object) -> dict[str, list[list[object]]]:
        told = self.distances[:n_results]
        names: list[object] = [f"{chr(ord('a') + at)}-{at}" for at in range(len(told))]
        return {"ids": [names], "distances": [list(told)]}


@pytest.mark.parametrize(
    ("cosines", "taken"),
    [
        ([0.9, 0.8, 0.7, 0.1], "abc"),
        ([0.9, 0.8, 0.5, 0.5], "ab"),
        ([0.9, 0.5, 0.5, 0.5, 0.5], "a"),
        ([0.9, 0.5 + 4e-7, 0.5, 0.5 - 4e-7], "a"),
        ([0.9, 0.5 + 4e-6, 0.5, 0.5 - 4e-6], "abc"),
        ([0.9, 0.9, 0.9, 0.5], "abc"),
        ([0.9, 0.5, 0.5], "abc"),
        ([0.9], "a"),
        ([], ""),
    ],
)
def test_of_passages_that_are_equally_near_chance_takes_none(
    cosines: list[float], taken: str
) -> None:
    near = Shelf(Graph(*cosines), "name").near(np.ones(8), 3, None)
    assert "".join(key for key, _, _ in near) == taken
    assert [number for _, number, _ in near] == list(range(len(taken)))
    assert [cosine for _, _, cosine in near] == pytest.approx(cosines[: len(taken)])


def test_where_all_are_equally_near_as_many_as_were_asked_for_are_taken() -> None:
    near = Shelf(Graph(*[0.5] * 9), "name").near(np.ones(8), 3, None)
    assert len(near) == 3


def test_equally_near_passages_stand_in_the_order_of_their_names() -> None:
    class Turned(Graph):
        def query(self, **given_: Any) -> dict[str, list[list[object]]]:
            found = super().query(**given_)
            return found | {"ids": [found["ids"][0][::-1]]}

    near = Shelf(Turned(0.5, 0.5, 0.5), "name").near(np.ones(8), 3, None)
    assert [key for key, _, _ in near] == ["a", "b", "c"]


def test_a_source_marker_does_not_blur_what_a_passage_is_about(opened: Open) -> None:
    dense = [
        opened(guideline("guidelines/one.md", body), embedder=HashEmbedder())
        .find("broken belts")
        .dense
        for body in ("The belt broke [1] [2].", "The belt broke.")
    ]
    assert dense[0] == dense[1]


# whoever fails


class Counting(LexicalEmbedder):
    """Keeps what it was asked, and fails when told to."""

    def __init__(self) -> None:
        super().__init__(64)
        self.seen: list[str] = []
        self.broken = False

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        if self.broken:
            raise OSError("the embedder is gone")
        self.seen += texts
        return super().embed(texts)


class Alike(LexicalEmbedder):
    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return super().embed([""] * len(texts))


def test_an_embedder_that_fails_leaves_the_index_as_it_was(opened: Open) -> None:
    embedder = Counting()
    one = guideline("guidelines/a.md", "Say so.")
    library = opened(one, embedder=embedder)
    embedder.broken = True
    with pytest.raises(OSError, match="the embedder is gone"):
        library.sync([one, guideline("guidelines/b.md", "And so.")])
    with pytest.raises(OSError, match="the embedder is gone"):
        library.find("say")
    embedder.broken = False
    assert paths(library, "say") == {one.path}
    assert library.documents == {one.path: one.digest}


def test_an_index_that_breaks_is_made_anew_once_and_then_said_to_be_broken(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened(guideline("guidelines/a.md", "Say so."))
    near, breaks = Shelf.near, [1]

    def fails(shelf: Shelf, *given_: object) -> object:
        if breaks:
            breaks.pop()
            raise ValueError("whatever\nChroma says")
        return near(shelf, *given_)  # type: ignore[arg-type]

    monkeypatch.setattr(Shelf, "near", asking()(fails))
    assert paths(library, "say") == {"guidelines/a.md"}
    breaks += [1] * 9
    with pytest.raises(KnowledgeError, match="^the search index failed: whatever$"):
        library.find("say")


def test_a_collection_that_another_client_deletes_is_made_anew(opened: Open) -> None:
    one = guideline("guidelines/a.md", "Say so.")
    library = opened(one)
    client = chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False))
    for each in client.list_collections():
        client.delete_collection(each.name)
    assert paths(library, "say") == {one.path}
    client.close()


def test_a_closed_library_says_so(opened: Open) -> None:
    library = opened(guideline("guidelines/a.md", "Say so."))
    library.close()
    library.close()
    for ask in (lambda: library.find("say"), lambda: library.sync([]), lambda: library.rebuild([])):
        with pytest.raises(KnowledgeError, match="the search index is closed"):
            ask()


def test_indexes_in_memory_know_nothing_of_each_other_and_leave_nothing_behind(
    opened: Open,
) -> None:
    client = chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False))
    before = len(client.list_collections())
    one = opened(guideline("guidelines/a.md", "Say so."))
    other = opened(guideline("guidelines/b.md", "Say so."))
    assert (paths(one, "say"), paths(other, "say")) == ({"guidelines/a.md"}, {"guidelines/b.md"})
    one.close()
    assert paths(other, "say") == {"guidelines/b.md"}
    other.close()
    gc.collect()
    assert len(client.list_collections()) == before
    client.close()


def test_eight_threads_may_search_while_documents_change(opened: Open) -> None:
    given_ = [guideline(f"guidelines/{number}.md", f"Say n{number}.") for number in range(40)]
    library = opened(*given_)
    wrong: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(12):
                if number % 4 == 0:
                    library.sync(given_[: 20 + turn + number])
                else:
                    assert "guidelines/7.md" in paths(library, "say n7")
        except BaseException as failed:
            wrong.append(failed)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    library.sync(given_)
    assert paths(library, "say") == {one.path for one in given_}


# filters

SECTORS = st.sampled_from(["retail", "health", "ferries"])
CLUSTERS = st.sampled_from(["victim", "accidental", "preventable"])
HARMS = st.sampled_from(["injury", "data", "money", "none"])
CHANNELS = st.sampled_from(["x", "email", "status_page"])
DATES = st.sampled_from(["2018", "2018-02", "2018-02-10", "2019-12-31", "2020", "2020-01"])
CASES = st.builds(
    lambda **told: case("cases/a.md", **told),
    sector=SECTORS, cluster=CLUSTERS, harm=st.lists(HARMS, max_size=2).map(tuple), date=DATES,
)  # fmt: skip
GUIDELINES = st.builds(
    lambda channels: guideline("guidelines/a.md", "Say so.", channels=channels),
    st.lists(CHANNELS, max_size=2, unique=True).map(tuple),
)
FILTERS = st.builds(
    Filter,
    kind=st.sampled_from([None, "guideline", "case"]),
    sector=st.none() | SECTORS,
    cluster=st.none() | CLUSTERS,
    harm=st.none() | HARMS,
    channel=st.none() | CHANNELS,
    since=st.none() | DATES,
)


@pytest.fixture(scope="module")
def kept() -> Iterator[Library]:
    library = Library(LexicalEmbedder(8))
    yield library
    library.close()


@given(
    st.lists(CASES | GUIDELINES, min_size=1, max_size=12), st.lists(FILTERS, min_size=1, max_size=8)
)
@hypothesis_settings(max_examples=25)
def test_chroma_admits_exactly_the_documents_that_the_filter_admits(
    kept: Library, given_: list[Document], filters: list[Filter]
) -> None:
    numbered = [
        one.model_copy(update={"path": f"{one.kind}s/{number}.md", "digest": f"{number} {one!r}"})
        for number, one in enumerate(given_)
    ]
    kept.sync(numbered)
    for only in filters:
        admitted = {one.path for one in numbered if only.admits(one)}
        near = kept._shelf.near(np.ones(8), 500, only)
        assert {numbered[kept._stock.row(key, at)].path for key, at, _ in near} == admitted
        assert paths(kept, "say what happened", only) == admitted


def test_a_filter_that_asks_nothing_admits_all(shipped: Library) -> None:
    assert paths(shipped, "refund", Filter()) == paths(shipped, "refund")


def test_kinds_can_be_asked_for_alone(shipped: Library) -> None:
    found = shipped.find("refund", only=Filter(kind="case")).passages
    assert {one.kind for one in found} == {"case"}
