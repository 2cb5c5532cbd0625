"""A text with marks beside it: the words that rest on a fact, and the words a finding is about.

The ids stand in attributes and are painted by the style sheet: the text itself, selected and
copied, holds none of them.
"""

from collections.abc import Iterable, Mapping

from drafter.model.brief import Fact
from drafter.model.finding import Finding
from drafter.model.statement import Citation
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
    places = [(one.start, one.end) for one in cited] + [(one.start, one.end) for one in remarks]
    edges = sorted({0, len(text), *(edge for place in places for edge in place)})
    edges = [edge for edge in edges if edge <= len(text)]
    pieces = [
        _piece(
            text[start:end],
            [one for one in cited if one.start < end and start < one.end],
            [one for one in remarks if one.start < end and start < one.end],
            end,
            facts,
        )
        for start, end in zip(edges, edges[1:], strict=False)
    ]
    return f'<div class="d-marked" role="region" aria-label="The text with its marks">{"".join(pieces)}</div>'


def _piece(
    words: str, cited: list[Citation], remarks: list[Finding], end: int, facts: Mapping[str, Fact]
) -> str:
    shown = html(words)
    if remarks:
        worst = max(remarks, key=lambda one: one.level.rank)
        said = html("; ".join(one.message for one in remarks))
        shown = f'<span class="d-mark-{worst.level.value}" title="{said}">{shown}</span>'
    if cited:
        ends_here = " ".join(one.fact for one in cited if one.end == end)
        tagged = f' data-f="{html(ends_here)}"' if ends_here else ""
        shown = f'<span class="d-cite"{tagged} title="{html(_told(cited, facts))}">{shown}</span>'
    return shown


def _told(cited: list[Citation], facts: Mapping[str, Fact]) -> str:
    names = dict.fromkeys(one.fact for one in cited)
    return "\n".join(f"{name}: {facts[name].text}" if name in facts else name for name in names)
