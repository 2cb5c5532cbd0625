"""Knowledge: the guidelines and past cases the desk recalls from; search them, read them."""

import streamlit as st

from drafter.desk import Desk
from drafter.desk.documents import Entry
from drafter.model.knowledge import CaseNote, Document, Filter, Passage
from drafter.model.person import Person
from drafter.ui import documents, look, precedents, shell
from drafter.ui.escape import html, one_line

_LEAD = "Guidelines and past cases, as files in your knowledge folder. A draft names the lines it was given."

_ASKED = {
    "kind": "Kind",
    "sector": "Sector",
    "cluster": "SCCT cluster",
    "harm": "Harm",
    "channel": "Channel",
    "since": "Since",
}


def page() -> None:
    desk, who = shell.desk(), shell.somebody()
    shell.header("Knowledge", _LEAD)
    entries = documents.entries(desk)
    hits = _search(desk)
    left, right = st.columns([1, 1.2], gap="medium")
    with left:
        _hits(hits)
        documents.add(desk, who)
        documents.listed(entries)
    with right:
        _document(desk, who, entries, hits)


def _search(desk: Desk) -> tuple[Passage, ...]:
    wanted = st.text_input(
        "Search guidelines and past cases",
        placeholder="refund, outage; data breach, told late, health sector; who waited five days? …",
        key="search",
    )
    only = _narrowed(desk)
    if not wanted.strip():
        return ()
    with st.spinner("Searching …"):
        hits = desk.knowledge.search(wanted, count=6, only=only)
        remark = desk.knowledge.note
    if remark:
        look.quiet(f"Mind: {remark}.")
    if not hits:
        look.note("Nothing is near to these words.")
    cases = desk.knowledge.compare(hits)
    if cases:
        with st.expander(f"Side by side: {look.count(len(cases), 'past case')}"):
            precedents.compare(cases)
    return hits


def _hits(hits: tuple[Passage, ...]) -> None:
    for hit in hits:
        with st.container(border=True, gap="small", key=f"card/{hit.id}"):
            st.html(
                f'<div class="d-row">{documents.kind_chip(hit.kind)}<b>{html(hit.title)}</b></div>'
                f'<div class="d-meta">lines {hit.start_line} to {hit.end_line}. Why: {html(hit.why)}</div>'
                f'<div class="d-post"><p>{html(one_line(hit.text, most=260))}</p></div>'
            )
            st.button(
                "Open at these lines",
                key=f"hit/{hit.id}",
                on_click=documents.show,
                args=(hit.path,),
            )


def _narrowed(desk: Desk) -> Filter:
    """Only documents of one kind, sector, cluster, harm, channel, or not older than a year."""
    offered = desk.knowledge.choices()
    with st.expander("Narrow the search", type="compact"):
        places = st.columns(len(offered))
        chosen = {
            name: place.selectbox(
                _ASKED[name], values, index=None, placeholder="any", key=f"only/{name}"
            )
            for place, (name, values) in zip(places, offered.items(), strict=True)
        }
    return Filter.model_validate(chosen)


def _document(
    desk: Desk, who: Person, entries: tuple[Entry, ...], hits: tuple[Passage, ...]
) -> None:
    entry = documents.chosen(entries)
    if entry is None:
        look.note("There is no document. Add one, or put Markdown files into knowledge/guidelines.")
        return
    look.heading(entry.title)
    if documents.stands(desk, who, entry):
        _read(desk.knowledge.document(entry.path), hits)


def _read(document: Document, hits: tuple[Passage, ...]) -> None:
    if isinstance(document.head, CaseNote):
        st.html(precedents.case(document.head))
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


shell.run(page)
