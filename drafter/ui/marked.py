"""A text with marks beside it: the words that rest on a fact, and the words a finding is about.

The ids stand in attributes and are painted by the style sheet: the text itself, selected and
copied, holds none of them.
"""

from collections.abc import Iterable, Mapping

from drafter.model.brief import Fact
from drafter.model.citation import Citation
from drafter.model.finding import Finding
from drafter.ui.escape import html

LEGEND = (
    '<div class="d-legend"><span><span class="d-cite" data-f="F1">words</span> rest on that fact</span>'
    '<span><span class="d-mark-error">words</span> error, blocks approval</span>'
    '<span><span class="d-mark-warning">words</span> warning</span>'
    '<span><span class="d-mark-suggestion">words</span> suggestion</span></div>'
)


def marked(
    text: str, citations: Iterable[Citation], findings: Iterable[Finding], facts: Mapping[str, Fact]
) -> str:
    """`text` as HTML with its marks; hovering says which fact or finding."""
    cited = tuple(citations)
    remarks = tuple(found for found in findings if found.start < found.end)
    inside = [(one.start, one.end) for one in cited]
    pieces = [
        _cited(
            _remarked(text, start, end, remarks),
            [one for one in cited if one.start < end and start < one.end],
            end,
            facts,
        )
        for start, end in _stretches(0, len(text), inside)
    ]
    shown = "".join(pieces)
    return f'<div class="d-marked" role="region" aria-label="The text with its marks">{shown}</div>'


def _stretches(
    start: int, end: int, places: Iterable[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """`start` to `end`, cut wherever one of the places begins or ends."""
    edges = {edge for place in places for edge in place if start < edge < end}
    cuts = sorted({start, end, *edges})
    return zip(cuts, cuts[1:], strict=False)


def _remarked(text: str, start: int, end: int, remarks: tuple[Finding, ...]) -> str:
    shown = []
    for first, last in _stretches(start, end, [(one.start, one.end) for one in remarks]):
        words = html(text[first:last])
        here = [one for one in remarks if one.start < last and first < one.end]
        if here:
            worst = max(here, key=lambda one: one.level.rank)
            said = html("; ".join(one.message for one in here))
            words = f'<span class="d-mark-{worst.level.value}" title="{said}">{words}</span>'
        shown.append(words)
    return "".join(shown)


def _cited(shown: str, cited: list[Citation], end: int, facts: Mapping[str, Fact]) -> str:
    if not cited:
        return shown
    ends_here = " ".join(one.fact for one in cited if one.end == end)
    tagged = f' data-f="{html(ends_here)}"' if ends_here else ""
    return f'<span class="d-cite"{tagged} title="{html(_told(cited, facts))}">{shown}</span>'


def _told(cited: list[Citation], facts: Mapping[str, Fact]) -> str:
    names = dict.fromkeys(one.fact for one in cited)
    return "\n".join(f"{name}: {facts[name].text}" if name in facts else name for name in names)
