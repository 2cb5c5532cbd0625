"""Typing that has not been saved yet survives a reload: it is kept in this browser's own storage."""

from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


class Typed(NamedTuple):
    """Text found in the browser that rests on a revision which is no longer the latest."""

    text: str
    base: int


# Every key stroke in the editor goes to localStorage. On the next page the script finds it there:
# it forgets what was saved meanwhile, puts text on the same base (or on this tab's own last save)
# back into the editor, and hands text on an older base to Python, which shows both.
_JS = """
const PLACE = "drafter/unsaved/";

function read(id) {
  try { return JSON.parse(localStorage.getItem(PLACE + id)); } catch (broken) { return null; }
}

function listen() {
  if (window.drafterTyping) return;
  window.drafterTyping = { open: null };
  document.addEventListener("input", (event) => {
    const open = window.drafterTyping.open;
    const box = event.target;
    if (!open || box.tagName !== "TEXTAREA" || box.getAttribute("aria-label") !== open.label) return;
    keep(open, box.value);
  }, true);
}

function put(box, text) {
  const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  value.set.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function keep(open, text) {
  localStorage.setItem(PLACE + open.id, JSON.stringify({ base: open.base, text }));
}

function restore(open, kept, note, tries) {
  if (window.drafterTyping.open !== open) return;
  const boxes = [...document.querySelectorAll("textarea")];
  const box = boxes.find((one) => one.getAttribute("aria-label") === open.label);
  if (!box || (box.value === "" && open.text !== "")) {  // it is there a moment before its text is
    if (tries > 0) setTimeout(() => restore(open, kept, note, tries - 1), 50);
    return;
  }
  if (box.value !== open.text) return;
  put(box, kept.text);
  // A focused box commits when it is left, as typed text does.
  box.focus({ preventScroll: true });
  note.hidden = false;
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  listen();
  const note = parentElement.querySelector("p");
  const open = { id: data.id, base: data.base, label: data.label, text: data.text };
  window.drafterTyping.open = open;
  const kept = read(open.id);
  const same = (one, other) => one.replace(/\\r\\n/g, "\\n") === (other || "").replace(/\\r\\n/g, "\\n");
  if (!kept || same(kept.text, data.text) || same(kept.text, data.sent) || data.dropped === kept.text) {
    if (kept) localStorage.removeItem(PLACE + open.id);
    note.hidden = true;
  } else if (kept.base === data.base || kept.base === data.parent) {
    keep(open, kept.text);
    restore(open, kept, note, 600);
  } else {
    setStateValue("found", { base: kept.base, text: kept.text });
  }
  return () => { if (window.drafterTyping.open === open) window.drafterTyping.open = null; };
}
"""
_HTML = """
<p hidden role="status">
Restored what was typed here and not saved yet. Save keeps it.
</p>
"""
_CSS = """
p { margin: 0; color: #6a4600; }
p { font: 600 0.85rem/1.4 var(--st-font, sans-serif); }
"""


@st.cache_resource(show_spinner=False)
def _keeper() -> "ComponentRenderer":
    return st.components.v2.component("drafter_unsaved", html=_HTML, css=_CSS, js=_JS)


def watch(
    statement: str, *, base: int, label: str, text: str, parent: int | None, sent: str, dropped: str
) -> Typed | None:
    """Keep what is typed into the text area named `label`; what was found on an older base.

    `parent` is the base this tab's own last save rested on, `sent` the text it saved.
    """
    data = {
        "id": statement,
        "base": base,
        "label": label,
        "text": text,
        "parent": parent,
        "sent": sent,
        "dropped": dropped,
    }
    found: Any = _keeper()(key=f"unsaved/{statement}", data=data, on_found_change=lambda: None).get(
        "found"
    )
    if not found or found["text"] in (text, sent, dropped):
        return None
    return Typed(str(found["text"]), int(found["base"]))
