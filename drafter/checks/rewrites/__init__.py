"""A sentence rewritten so that a finding is gone: offered only where that is certain.

`shapes` has the general shapes of sentences and what becomes of them. What it makes is offered only
when the rules, run again on the paragraph, find less of that problem and no more of any other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from drafter.checks.rewrites.shapes import SHAPES, swapped
from drafter.checks.rules import RuleSet
from drafter.checks.sentences import Span, paragraphs, sentences
from drafter.model.finding import Finding, Level, Skipped

# A statement has some ten findings; a longer text is given its first rewrites only, so that a text
# of a megabyte is not checked a thousand times.
_MOST = 40
_LONGEST = 4_000


def offered(
    text: str,
    findings: Iterable[Finding],
    rules: RuleSet,
    *,
    kind: str | None = None,
    skipped: Sequence[Skipped] = (),
) -> tuple[Finding, ...]:
    """The findings, those that a certain rewrite would clear with it.

    Where a rule was stopped for its time (`skipped` says so), and for an empty `text`, there are none.
    """
    given = tuple(findings)
    if not text or any(one.reason.startswith("stopped after") for one in skipped):
        return given
    trial = _Trial(text, rules, kind)
    return tuple(
        trial.tried(one) if one.category in SHAPES or one.replaces else one for one in given
    )


class _Trial:
    """Rewrites of one text, each tried on its paragraph."""

    def __init__(self, text: str, rules: RuleSet, kind: str | None):
        self._text, self._rules, self._kind = text, rules, kind
        self._left = _MOST
        self._paragraphs: list[Span] = []
        self._before: dict[Span, Counter[str]] = {}

    def tried(self, finding: Finding) -> Finding:
        """The finding with the first rewrite that holds, else as it was."""
        place = self._paragraph(finding)
        if place is None or not self._left:
            return finding
        sentence = _around(finding, place, self._text)
        if sentence is None:
            return finding
        for words in self._made(finding, sentence):
            start, end = sentence if words else _with_gap(sentence, self._text)
            new = finding.model_copy(
                update={"rewrite": words, "rewrite_start": start, "rewrite_end": end}
            )
            if self._holds(new, place):
                return new
        return finding

    def _made(self, finding: Finding, sentence: Span) -> Iterator[str]:
        start, end = sentence
        words = self._text[start:end]
        if finding.replaces:
            yield swapped(words, finding.start - start, finding.end - start, finding.suggestion)
            return
        for shape in SHAPES[finding.category]:
            made = shape(words, finding.start - start, finding.end - start)
            if made is not None and made != words:
                yield made

    def _paragraph(self, finding: Finding) -> Span | None:
        self._paragraphs = self._paragraphs or paragraphs(self._text)
        for start, end in self._paragraphs:
            if start <= finding.start < finding.end <= end:
                return (start, end) if end - start <= _LONGEST else None
        return None

    def _holds(self, new: Finding, place: Span) -> bool:
        """Whether the paragraph has less of the problem with the rewrite, and no more of others."""
        self._left -= 1
        start, end = place
        if not new.rewritten(self._text).strip():
            return False
        if new.replaces:
            return True
        rest = end - new.rewrite_end
        after = new.rewritten(self._text)[
            start : new.rewrite_start + len(new.rewrite) + max(rest, 0)
        ]
        if place not in self._before:
            self._before[place] = self._problems(self._text[start:end])
        was, now = self._before[place], self._problems(after)
        return now[new.category] < was[new.category] and not now - was

    def _problems(self, text: str) -> Counter[str]:
        found, _ = self._rules.check(text, kind=self._kind)
        return Counter(one.category for one in found if one.level.rank >= Level.WARNING.rank)


def _around(finding: Finding, place: Span, text: str) -> Span | None:
    """The sentence that holds the whole finding."""
    start, end = place
    for first, last in sentences(text[start:end]):
        if start + first <= finding.start and finding.end <= start + last:
            return start + first, start + last
    return None


def _with_gap(sentence: Span, text: str) -> Span:
    """A sentence with the space that goes when it goes: the one after it, at a paragraph's end before."""
    start, end = sentence
    after = len(text[end:]) - len(text[end:].lstrip(" "))
    if text[end + after : end + after + 1] not in ("", "\n"):
        return start, end + after
    before = len(text[:start].rstrip(" "))
    if text[before - 1 : before] not in ("", "\n"):
        return before, end + after
    blank = len(text[end:]) - len(text[end:].lstrip())
    return (start, end + blank) if text[end + blank :] else (len(text[:start].rstrip()), end)
