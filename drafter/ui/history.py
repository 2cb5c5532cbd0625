"""The revisions of a statement, each with what it changed."""

import re
from difflib import SequenceMatcher

import streamlit as st

from drafter.model.statement import Revision, Statement
from drafter.ui import look
from drafter.ui.escape import html, label

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_ORIGINS = {
    "model": "drafted by a model",
    "playbook": "composed from the playbook",
    "person": "edited",
}
_SHOWN = 30


def difference(old: str, new: str) -> str:
    """The change from `old` to `new`, word by word, as HTML: `del` and `ins` around what differs."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = html("".join(before[a:b])), html("".join(after[c:d]))
        if kind == "equal":
            parts.append(come)
            continue
        parts.append(f"<del>{gone}</del>" if gone else "")
        parts.append(f"<ins>{come}</ins>" if come else "")
    return f'<div class="d-diff">{"".join(parts)}</div>'


def history(statement: Statement) -> None:
    """Every revision, the newest first, opening to its change."""
    texts = {0: "", **{revision.number: revision.text for revision in statement.revisions}}
    newest = [*reversed(statement.revisions)]
    for revision in newest[:_SHOWN]:
        with st.expander(_title(revision)):
            st.html(difference(texts[revision.number - 1], revision.text))
    if len(newest) > _SHOWN:
        look.quiet(f"{len(newest) - _SHOWN} older revisions are kept and not listed here.")


def _title(revision: Revision) -> str:
    how = _ORIGINS[revision.origin]
    return f"Revision {revision.number}, {how}: {label(revision.author)}, {look.when(revision.at)}"
