"""A document cut into passages, each of which opens at its exact lines."""

from collections.abc import Iterator

from langchain_text_splitters import Language, RecursiveCharacterTextSplitter

from drafter.model.knowledge import CaseNote, Document, Passage

SIZE = 700
_SCRAP = 200
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
    body = document.body
    for since, until in _spans(body):
        first = document.body_line + body.count("\n", 0, since)
        last = document.body_line + body.count("\n", 0, until)
        yield _passage(document, body[since:until], first, last)


def _spans(body: str) -> list[tuple[int, int]]:
    """Start and end of each passage. A heading goes with what stands below it, a scrap with what
    stands above it: neither says anything alone."""
    spans: list[tuple[int, int]] = []
    heading: int | None = None
    for piece in _SPLITTER.create_documents([body]):
        start, text = piece.metadata["start_index"], piece.page_content
        until = start + len(text)
        if text.startswith("#") and "\n" not in text:
            heading = start if heading is None else heading
        elif heading is None and spans and len(text) < _SCRAP:
            spans[-1] = (spans[-1][0], until)
        else:
            spans.append((start if heading is None else heading, until))
            heading = None
    if heading is not None:  # a document that ends with a heading, or is nothing else
        spans.append((heading, heading + len(body[heading:].rstrip())))
    return spans


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
