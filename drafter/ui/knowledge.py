"""Knowledge: the guidelines and past cases the desk recalls from; search them, read them."""

import streamlit as st

from drafter.desk import Desk
from drafter.model.knowledge import CaseNote, Document, Passage
from drafter.ui import look, shell
from drafter.ui.escape import html, label, one_line

_LEAD = "Guidelines and past cases, as files in your knowledge folder. A draft names the lines it was given."


def page() -> None:
    desk = shell.desk()
    shell.header("Knowledge", _LEAD)
    loaded = desk.knowledge.load()
    for path, why in loaded.failed.items():
        look.note(f"Cannot be read, so it is not recalled: {path}: {why}", "bad")
    named = {document.path: document for document in loaded.documents}
    left, right = st.columns([1, 1.2], gap="medium")
    with left:
        hits = _search(desk)
        _list(named)
    with right:
        _document(named, hits)


def _search(desk: Desk) -> tuple[Passage, ...]:
    wanted = st.text_input(
        "Search guidelines and past cases",
        placeholder="refund, outage, data breach …",
        key="search",
    )
    if not wanted.strip():
        return ()
    with st.spinner("Searching …"):
        hits = desk.knowledge.search(wanted, count=6)
        remark = desk.knowledge.note
    if remark:
        look.quiet(f"Mind: {remark}.")
    for hit in hits:
        with st.container(border=True, gap="small", key=f"card/{hit.id}"):
            st.html(
                f'<div class="d-row">{_chip(hit.kind)}<b>{html(hit.title)}</b></div>'
                f'<div class="d-meta">lines {hit.start_line} to {hit.end_line}. Why: {html(hit.why)}</div>'
                f'<div class="d-post"><p>{html(one_line(hit.text, most=260))}</p></div>'
            )
            st.button("Open at these lines", key=f"hit/{hit.id}", on_click=_open, args=(hit.path,))
    if not hits:
        look.note("Nothing is near to these words.")
    return hits


def _chip(kind: str) -> str:
    return look.chip(kind, "past case" if kind == "case" else "guideline")


def _open(path: str) -> None:
    st.query_params["document"] = path


def _list(named: dict[str, Document]) -> None:
    for kind, title in (("guideline", "Guidelines"), ("case", "Past cases")):
        found = [one for one in named.values() if one.kind == kind]
        look.heading(f"{title} ({len(found)})")
        box = st.container(key=f"list/{kind}")
        for one in found:
            box.button(
                _name(one),
                key=f"open/{one.path}",
                type="tertiary",
                icon=":material/gavel:" if kind == "guideline" else ":material/history:",
                on_click=_open,
                args=(one.path,),
            )


def _name(document: Document) -> str:
    head = document.head
    if isinstance(head, CaseNote):
        return label(f"{head.date[:4]} {head.title}", most=70)
    return label(f"{head.title}{' (may be cited)' if head.citable else ''}", most=70)


def _document(named: dict[str, Document], hits: tuple[Passage, ...]) -> None:
    asked = st.query_params.get("document")
    document = named.get(asked or "") or next(
        (one for one in named.values() if one.kind == "guideline"), None
    )
    if document is None:
        look.note(
            "There is no document. Put Markdown files into knowledge/guidelines and knowledge/cases."
        )
        return
    look.heading(document.title)
    st.html(
        f'<div class="d-row">{_chip(document.kind)}<span class="d-meta">{html(document.path)}</span></div>'
    )
    if isinstance(document.head, CaseNote):
        _case(document.head)
    lit = {
        number
        for hit in hits
        if hit.path == document.path
        for number in range(hit.start_line, hit.end_line + 1)
    }
    lines = enumerate(document.body.rstrip("\n").split("\n"), start=document.body_line)
    rows = "".join(
        f'<div data-n="{number}"{" class=hit" if number in lit else ""}>{html(line) or " "}</div>'
        for number, line in lines
    )
    st.html(f'<div class="d-lines">{rows}</div>')


def _case(case: CaseNote) -> None:
    lines = (
        ("Organisation", f"{case.organisation}, {case.sector}, {case.date}"),
        ("Cluster", f"{case.cluster}; {case.crisis_type}"),
        ("What set it off", case.trigger),
        ("First statement", case.first_statement),
        ("What people were angry about", "; ".join(case.concerns)),
        ("What was criticised", "; ".join(case.criticised)),
        ("What worked", "; ".join(case.worked)),
        ("Outcome", case.outcome),
        ("Lesson", case.lesson),
        (
            "Sources",
            "; ".join(f"[{n}] {one.title} ({one.url})" for n, one in enumerate(case.sources, 1)),
        ),
    )
    st.html(
        f'<dl class="d-kv">{"".join(f"<dt>{html(a)}</dt><dd>{html(b)}</dd>" for a, b in lines)}</dl>'
    )


shell.run(page)
