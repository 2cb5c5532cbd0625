"""A text with marks beside it: what each sentence does, the words that rest on a fact, and the
words a finding is about.

What is said of the words stands in attributes and is painted by the style sheet, on hovering and on
focus: the text itself, selected and copied, holds none of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from drafter.model.brief import Fact
from drafter.model.citation import Citation
from drafter.model.finding import Finding, Mark
from drafter.ui.escape import html

_ACTS = {
    "sympathy": "feels with people, owns nothing",
    "apology": "is sorry for an act",
    "cause": "says why it happened: it needs a confirmed fact",
    "admission": "admits legal fault: it is for counsel",
}
_LEVELS = {
    "error": "error, blocks approval",
    "warning": "warning",
    "suggestion": "suggestion",
}


def legend(*, cited: bool) -> str:
    """What the marks mean; `cited` where words may rest on facts."""
    fact = '<span><span class="d-cite" data-f="F1">words</span> rest on that fact</span>'
    acts = "".join(
        f'<span><span class="d-act d-act-{act}" data-a="{act}">words</span> {html(said)}</span>'
        for act, said in _ACTS.items()
    )
    levels = "".join(
        f'<span><span class="d-mark d-mark-{level}">words</span> {html(said)}</span>'
        for level, said in _LEVELS.items()
    )
    return (
        f'<div class="d-legend">{levels}{fact if cited else ""}</div>'
        f'<div class="d-legend">{acts}</div>'
    )


def marked(
    text: str,
    citations: Iterable[Citation],
    findings: Iterable[Finding],
    facts: Mapping[str, Fact],
    acts: Iterable[Mark] = (),
) -> str:
    """`text` as HTML with its marks. The words of a finding take the keyboard's focus, once each."""
    cited, done = tuple(citations), tuple(acts)
    remarks = tuple(found for found in findings if found.start < found.end)

    def remarked(start: int, end: int) -> str:
        return _layer(start, end, remarks, lambda a, b: html(text[a:b]), _remark)

    def resting(start: int, end: int) -> str:
        return _layer(
            start, end, cited, remarked, lambda shown, here, a, b: _cite(shown, here, b, facts)
        )

    shown = _layer(0, len(text), done, resting, _act)
    return f'<div class="d-marked" role="region" aria-label="The text with its marks">{shown}</div>'


_Placed = TypeVar("_Placed", Citation, Finding, Mark)


def _layer(
    start: int,
    end: int,
    marks: Sequence[_Placed],
    inner: Callable[[int, int], str],
    painted: Callable[[str, list[_Placed], int, int], str],
) -> str:
    """`start` to `end`, cut wherever a mark begins or ends, each piece painted by those on it."""
    pieces = []
    for first, last in _stretches(start, end, [(one.start, one.end) for one in marks]):
        here = [one for one in marks if one.start < last and first < one.end]
        shown = inner(first, last)
        pieces.append(painted(shown, here, first, last) if here else shown)
    return "".join(pieces)


def _stretches(
    start: int, end: int, places: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    edges = {edge for place in places for edge in place if start < edge < end}
    cuts = sorted({start, end, *edges})
    return zip(cuts, cuts[1:], strict=False)


def _act(shown: str, here: list[Mark], start: int, end: int) -> str:
    names = list(dict.fromkeys(one.what for one in here))
    first = any(one.start == start for one in here)
    label = f' data-a="{html(" + ".join(names))}"' if first else ""
    said = "; ".join(f"{name}: {_ACTS[name]}" for name in names)
    return f'<span class="d-act d-act-{html(names[-1])}"{label} title="{html(said)}">{shown}</span>'


def _remark(shown: str, here: list[Finding], start: int, end: int) -> str:
    worst = max(here, key=lambda one: one.level.rank)
    tip = "\n\n".join(_tip(one) for one in here)
    focus = ""
    if any(one.start == start for one in here):
        said = "; ".join(f"{one.level.value}: {one.message} {one.why}" for one in here)
        focus = f' tabindex="0" role="note" aria-label="{html(f"{worst.match}: {said}")}"'
    return (
        f'<span class="d-mark d-mark-{worst.level.value}" title="" data-tip="{html(tip)}"{focus}>'
        f"{shown}</span>"
    )


def _tip(found: Finding) -> str:
    lines = [f"{found.level.value.upper()}  {found.message}", found.why]
    if found.rewrites:
        lines.append(f"Rewritten: {found.rewrite or '(without this sentence)'}")
    elif found.suggestion:
        lines.append(f"Better: {found.suggestion}")
    return "\n".join(line for line in lines if line)


def _cite(shown: str, here: list[Citation], end: int, facts: Mapping[str, Fact]) -> str:
    ends_here = " ".join(one.fact for one in here if one.end == end)
    tagged = f' data-f="{html(ends_here)}"' if ends_here else ""
    return f'<span class="d-cite"{tagged} title="{html(_told(here, facts))}">{shown}</span>'


def _told(cited: list[Citation], facts: Mapping[str, Fact]) -> str:
    names = dict.fromkeys(one.fact for one in cited)
    return "\n".join(f"{name}: {facts[name].text}" if name in facts else name for name in names)
