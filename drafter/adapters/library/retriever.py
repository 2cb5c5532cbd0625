"""The desk's recall as a langchain retriever, so that chains of others can use it."""

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Found
from langchain_core.retrievers import BaseRetriever

from drafter.model.knowledge import Passage


class Recall(BaseRetriever):
    """`Recall(search=...).invoke("refund")`: langchain documents, the best first.

    `page_content` is the passage; the metadata say where it stands (`path`, `start_line`,
    `end_line`), its `title`, `kind`, `score` and `why` it came.
    """

    search: Callable[[str], Sequence[Passage]]

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Found]:
        return [_found(passage) for passage in self.search(query)]


def _found(passage: Passage) -> Found:
    told: dict[str, Any] = passage.model_dump(exclude={"text"})
    return Found(id=passage.id, page_content=passage.text, metadata=told)
