"""A document cut into passages, each of which opens at its exact lines."""

from collections.abc import Iterator

from langchain_text_splitters import Language, RecursiveCharacterTextSplitter

from drafter.model.knowledge import CaseNote, Document, Passage

SIZE = 700
_SPLITTER = RecursiveCharacterTextSplitter.from_language(
    Language.MARKDOWN, chunk_size=SIZE, chunk_overlap=0, add_start_index=True
)


def cut(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in their order, of at most about 700 characters each.

    What stands in the front matter of a past case comes first, as passages of its own: whoever
    looks for "waited for days" means the case's head, not its story.
    """
    head = document.head
    told = [*_told(head)] if isinstance(head, CaseNote) else []
    fronts = [_passage(document, text, 1, document.body_line - 1) for text in told]
    return (*fronts, *_body(document))


def _told(case: CaseNote) -> Iterator[str]:
    late = case.lag.first_response
    first = f"First response after {late}. " if late else ""
    yield f"{case.trigger}. {first}{case.first_statement} {case.lesson}"
    judged = [f"People said: {', '.join(case.concerns)}."] if case.concerns else []
    judged += [f"Criticised: {', '.join(case.criticised)}."] if case.criticised else []
    judged += [f"What worked: {', '.join(case.worked)}."] if case.worked else []
    yield " ".join((*judged, case.outcome))


def _body(document: Document) -> Iterator[Passage]:
    heading: int | None = None
    for piece in _SPLITTER.create_documents([document.body]):
        start, text = piece.metadata["start_index"], piece.page_content
        if text.startswith("#") and "\n" not in text:
            heading = start if heading is None else heading
            continue
        since = start if heading is None else heading
        heading, whole = None, document.body[since : start + len(text)]
        first = document.body_line + document.body.count("\n", 0, since)
        yield _passage(document, whole, first, first + whole.count("\n"))
    if heading is not None:  # a document that ends with a heading, or is nothing else
        whole = document.body[heading:].rstrip()
        first = document.body_line + document.body.count("\n", 0, heading)
        yield _passage(document, whole, first, first + whole.count("\n"))


def _passage(document: Document, text: str, start_line: int, end_line: int) -> Passage:
    return Passage(
        path=document.path,
        title=document.title,
        kind=document.kind,
        citable=getattr(document.head, "citable", False),
        start_line=start_line,
        end_line=end_line,
        text=text,
        score=0.0,
        why="",
    )
