"""The desk's recall as a retriever of langchain."""

from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from drafter.adapters.library.retriever import Recall
from drafter.model.knowledge import Passage

FOUND = Passage(
    path="guidelines/a.md", title="A", kind="guideline", start_line=7, end_line=9, text="Say so.",
    score=1.5, why="shares the words say", citable=True,
)  # fmt: skip


def test_a_passage_becomes_a_document_that_says_where_it_stands_and_why_it_came() -> None:
    asked: list[str] = []
    recall = Recall(search=lambda query: asked.append(query) or (FOUND,))  # type: ignore[func-returns-value]
    assert isinstance(recall, BaseRetriever)
    [one] = recall.invoke("what to say")
    assert asked == ["what to say"]
    assert (one.id, one.page_content) == ("guidelines/a.md:7", "Say so.")
    assert one.metadata == FOUND.model_dump(exclude={"text"})


def test_nothing_found_is_no_documents() -> None:
    assert Recall(search=lambda _: ()).invoke("x") == []


def test_a_chain_can_go_on_from_it() -> None:
    chain = Recall(search=lambda _: (FOUND,)) | RunnableLambda(lambda found: found[0].page_content)
    assert chain.invoke("x") == "Say so."
