"""What a text does, in small pictures: six parts of an apology, the posture beside the one advised.

No picture speaks by its colour alone: each holds its words.
"""

from collections.abc import Sequence

import streamlit as st

from drafter.model.finding import PART_WEIGHTS, Mark, Report
from drafter.model.prompt import PART_NAMES
from drafter.ui import look
from drafter.ui.escape import html

_PARTS = {
    "regret": ("sentiment_sad", "says sorry"),
    "explanation": ("help", "says what happened, or why"),
    "responsibility": ("front_hand", "owns the fault"),
    "repentance": ("autorenew", "promises that it will not happen again"),
    "repair": ("construction", "makes it good"),
    "forgiveness": ("handshake", "asks to be forgiven"),
}
# From keeping the blame away to answering for it.
_SCALE = {
    "deny": "says it did not happen, or is not ours",
    "bolster": "points at good deeds or allies",
    "diminish": "makes it, or our part in it, smaller",
    "information": "instructs and informs, takes no posture",
    "rebuild": "apologises or makes good",
}


_READS = {
    "ari": "ARI, school grade",
    "coleman_liau": "Coleman-Liau, school grade",
    "lix": "LIX, easy under 40",
}


def shape(text: str, report: Report, wanted: tuple[str, ...]) -> None:
    """Parts, posture and readability of `text`; `wanted` are the parts that its kind needs."""
    look.heading("Parts of an apology")
    st.html(parts(text, report, wanted))
    look.quiet(f"Part score {report.part_score:.0%}, by weights of ours.")
    look.heading("Posture")
    st.html(posture(report))
    if report.advised_why:
        look.quiet(f"This crisis asks for it: {report.advised_why}.")
    look.heading("How it reads")
    look.quiet(f"{report.generic:.0%} of the sentences could stand under any company\u2019s name.")
    if report.readability:
        figures = "".join(
            f"<dt>{html(_READS.get(name, name.replace('_', ' ')))}</dt><dd>{value:g}</dd>"
            for name, value in report.readability.items()
        )
        st.html(f'<dl class="d-kv">{figures}</dl>')


def parts(text: str, report: Report, wanted: tuple[str, ...] = ()) -> str:
    """Six tiles: filled where the text has the part, with the sentence that earns it on hovering."""
    has = report.parts.model_dump()
    tiles = "".join(
        _part(name, has[name], name in wanted, _earning(text, report.part_spans, name))
        for name in PART_NAMES
    )
    return f'<div class="d-box"><ul class="d-parts" aria-label="Parts of an apology">{tiles}</ul></div>'


def _part(name: str, has: bool, wanted: bool, earning: str) -> str:
    icon, said = _PARTS[name]
    state = "has" if has else "lacks" if wanted else "none"
    word = "there" if has else "missing" if wanted else "not there"
    more = earning if has else f"No sentence {said}." + (" This kind needs it." if wanted else "")
    weight = f"Counts {PART_WEIGHTS[name]} of {sum(PART_WEIGHTS.values())}."
    return (
        f'<li class="d-part {state}" tabindex="0" data-tip="{html(f"{more} {weight}")}" '
        f'data-i="{icon}" aria-label="{html(f"{name}: {word}. {more}")}">'
        f"<b>{html(name)}</b><span>{word}</span></li>"
    )


def _earning(text: str, marks: Sequence[Mark], name: str) -> str:
    return " / ".join(text[one.start : one.end] for one in marks if one.what == name)


def posture(report: Report) -> str:
    """A scale of five steps: which one the text takes, and which one the crisis asks for."""
    steps = "".join(_step(name, report) for name in _SCALE)
    here = f"The text {_SCALE[report.strategy]}."
    return (
        f'<ol class="d-posture" aria-label="Posture">{steps}</ol>'
        f'<p class="d-meta"><b>{html(report.strategy)}</b>: {html(here)}</p>'
    )


def _step(name: str, report: Report) -> str:
    text = name == report.strategy
    asked, also = name == report.advised[:1][0] if report.advised else False, name in report.advised
    words = [
        *["this text"] * text,
        *["asked for"] * asked,
        *["fits too"] * (also and not asked),
    ]
    classes = " ".join([*["on"] * text, *["asked"] * also])
    said = "".join(f"<span>{html(word)}</span>" for word in words)
    current = ' aria-current="true"' if text else ""
    return f'<li class="{classes}"{current} title="{html(_SCALE[name])}"><b>{html(name)}</b>{said}</li>'
