"""How the desk looks: the style sheet, status chips, times. All HTML made here is escaped."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from drafter.ui.escape import html

# The largest file that is uploaded, but for exports of mentions.
MOST_MEGABYTES = 25
_STYLE = Path(__file__).with_name("look.css")

# A chip is an icon and a word; the colour only repeats what they say.
_CHIPS = {
    "confirmed": ("ok", "check_circle"),
    "unconfirmed": ("wait", "help"),
    "disputed": ("wait", "report"),
    "retracted": ("off", "cancel"),
    "error": ("bad", "error"),
    "warning": ("wait", "warning"),
    "suggestion": ("calm", "lightbulb"),
    "draft": ("calm", "edit"),
    "approved": ("ok", "verified"),
    "published": ("done", "campaign"),
    "approval void": ("bad", "unpublished"),
    "sample": ("wait", "science"),
    "supported": ("ok", "link"),
    "unsupported": ("bad", "link_off"),
    "contradicted": ("bad", "error"),
    "present": ("ok", "check"),
    "absent": ("off", "remove"),
    "to do": ("off", "radio_button_unchecked"),
    "guideline": ("done", "gavel"),
    "case": ("calm", "history"),
    "ours": ("ok", "edit_document"),
    "failed": ("bad", "error"),
    "retired": ("off", "archive"),
    "genuine": ("ok", "verified_user"),
    "not genuine": ("off", "do_not_disturb_on"),
    "answered": ("ok", "mark_chat_read"),
    "waiting": ("wait", "pending"),
    "needs_answer": ("wait", "contact_support"),
    "running": ("calm", "hourglass_top"),
    "pending": ("off", "schedule"),
    "dismissed": ("off", "block"),
}


LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
}


def style() -> None:
    """Put the style sheet on the page."""
    st.html(_STYLE)


def chip(state: str, word: str | None = None) -> str:
    """A status chip as HTML: `state` picks icon and colour, `word` is what it says."""
    tone, icon = _CHIPS.get(state, ("off", ""))
    return f'<span class="d-chip d-{tone}" data-i="{icon}">{html(state if word is None else word)}</span>'


def tag(word: str) -> str:
    """A quiet word in a box: an id, a role, a number."""
    return f'<span class="d-tag">{html(word)}</span>'


def heading(title: str) -> None:
    """A section's heading."""
    st.html(f'<h2 class="d-h2">{html(title)}</h2>')


def note(text: str, tone: str = "calm") -> None:
    """A short remark in a quiet box; `tone` is calm, ok, wait or bad."""
    st.html(f'<p class="d-note d-{html(tone)}">{html(text)}</p>')


def remarks(said: Sequence[str]) -> None:
    """Several short remarks in one quiet box."""
    if said:
        lines = "".join(f"<li>{html(one)}</li>" for one in said)
        st.html(f'<ul class="d-note d-calm d-remarks">{lines}</ul>')


def quiet(text: str) -> None:
    """A line in small grey letters."""
    st.html(f'<p class="d-quiet">{html(text)}</p>')


def tiles(figures: Iterable[tuple[str, str, str]]) -> None:
    """(figure, what it counts, a remark) side by side."""
    cells = "".join(
        f'<div class="d-tile"><b>{html(figure)}</b><span>{html(what)}</span><small>{html(remark)}</small></div>'
        for figure, what, remark in figures
    )
    st.html(f'<div class="d-tiles">{cells}</div>')


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A table; cells are HTML made by this module or by `html`."""
    titles = "".join(f"<th scope='col'>{html(title)}</th>" for title in head)
    body = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
    st.html(f'<div class="d-scroll"><table class="d-table"><thead><tr>{titles}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>")  # fmt: skip


def when(moment: datetime | str | None, *, seconds: bool = False) -> str:
    """A time in the zone of the person's browser: `14 Mar 2026, 18:00 GMT`."""
    if moment is None or moment == "":
        return ""
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    if at.tzinfo is None:
        return at.strftime("%d %b %Y, %H:%M").lstrip("0")
    form = "%d %b %Y, %H:%M:%S %Z" if seconds else "%d %b %Y, %H:%M %Z"
    return at.astimezone(zone()).strftime(form).lstrip("0")


def clock(moment: datetime) -> str:
    """The time of day, `12:03:04`, in the zone of the person's browser."""
    return moment.astimezone(zone()).strftime("%H:%M:%S")


def zone() -> ZoneInfo:
    """The time zone of the person's browser; UTC where it is not known."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 post`, `2 posts`, `1,204 posts`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
