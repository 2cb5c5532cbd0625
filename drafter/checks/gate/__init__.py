"""The output gate: what a hijacked model, or anybody, may have slipped into a text to be published.

It reads the text with its disguises off, and lets through only what confirmed facts, citable passages
and free names hold. It stands beneath the checks of claims and personal data, and says nothing where
one of them has an error on the same words. Deterministic: no model can be talked into passing it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from drafter.checks.claims import claims
from drafter.checks.gate.admissions import admissions
from drafter.checks.gate.plain import decoded
from drafter.checks.gate.reach import Reach, reaches
from drafter.checks.gate.strangers import strangers
from drafter.checks.gate.tongue import foreign
from drafter.checks.language import UNREAD
from drafter.llm import Embedder
from drafter.model.brief import Ledger
from drafter.model.finding import Finding, Level, found
from drafter.model.knowledge import Passage

_WHY = "What is not in a confirmed fact may have come from a post or a model: it is not ours to publish."
_SAID = {
    "address": "an address that no confirmed fact holds",
    "phone": "a phone number that no confirmed fact holds",
    "handle": "a handle or hashtag that no confirmed fact holds",
    "code": "a code that no confirmed fact holds",
    "markup": "markup, which may load or hide something where it is shown",
    "encoded": "letters that look like a coded text",
    "hidden": "hidden or disguised letters",
}
_PLACEHOLDER = re.compile(
    r"[\[{<](?:insert|your|name|date|phone|e-?mail|link|address|amount|handle|card|IBAN|author|number|company"
    r"|title|contact|social security)\b[^\]}>\n]{0,40}[\]}>]",
    re.I,
)


def gate(
    text: str,
    ledger: Ledger,
    passages: Iterable[Passage] = (),
    taken: Iterable[Finding] = (),
    *,
    embedder: Embedder | None = None,
) -> tuple[Finding, ...]:
    """An error for each; none on words that one of the errors of `taken` is about.

    With an `embedder` that knows meanings an admission is also found by what it is like.
    """
    citable = tuple(one.text for one in passages if one.citable)
    spans = [
        (one.start, one.end) for one in taken if one.level is Level.ERROR and one.end > one.start
    ]
    made: list[Finding] = []
    for finding in _all(text, ledger, citable, embedder):
        free = all(finding.end <= start or end <= finding.start for start, end in spans)
        if free or finding.rule == UNREAD:
            made.append(finding)
            spans.append((finding.start, finding.end))
    return tuple(made)


def _all(
    text: str, ledger: Ledger, citable: tuple[str, ...], embedder: Embedder | None
) -> Iterator[Finding]:
    yield from _reaching(text, ledger, citable)
    yield from _disguised(text, ledger)
    for match in _PLACEHOLDER.finditer(text):
        yield _error(
            text, *match.span(), "Placeholder", "stands for something that nobody has filled in"
        )
    for start, end in strangers(text, ledger, citable):
        yield _error(text, start, end, "Name", "a name that no confirmed fact holds")
    for start, end in admissions(text, ledger, embedder):
        said = "admits fault, and no confirmed fact carries it"
        yield _error(text, start, end, "Admission", said, category="admission_of_liability")
    for start, end, language in foreign(text, ledger):
        where = f"is in another language ({language})" if language else "is in another language"
        yield found(
            text, start, end, rule=UNREAD, category="claim", level=Level.ERROR,
            message=f"this {where}: the checks read English only, and have not checked it",
            why="Nobody has checked what these words claim. Somebody who reads them waives this by name.",
        )  # fmt: skip


def _error(
    text: str, start: int, end: int, rule: str, said: str, category: str = "claim"
) -> Finding:
    return found(
        text, start, end, rule=f"gate/{rule}", category=category, level=Level.ERROR,
        message=f"{text[start:end]!r}: {said}", why=_WHY,
        suggestion="Take it out, or confirm a fact that holds it.",
    )  # fmt: skip


def _reaching(text: str, ledger: Ledger, citable: tuple[str, ...]) -> Iterator[Finding]:
    given = (
        ledger.organisation,
        *ledger.names,
        *(fact.text for fact in ledger.confirmed),
        *citable,
    )
    known, words = _known(given)
    for one in reaches(text):
        if one.sort not in ("hidden", "markup") and _held(one, known, words):
            continue
        yield _error(text, one.start, one.end, one.sort.capitalize(), _SAID[one.sort])


@lru_cache(maxsize=8)
def _known(given: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The ways to reach somebody in what is confirmed, and its words; many texts share a ledger."""
    keys = frozenset(one.key for text in given for one in reaches(text))
    return keys, frozenset("\n".join(given).lower().split())


def _held(one: Reach, known: frozenset[str], words: frozenset[str]) -> bool:
    return one.key in known or (one.sort in ("code", "handle", "encoded") and one.key in words)


def _disguised(text: str, ledger: Ledger) -> Iterator[Finding]:
    """Values that only the text with its disguises off shows."""
    read = decoded(text)
    if read.text in (text, text.translate(_USUAL)):
        return
    for finding in claims(read.text, ledger)[1]:
        start, end = read.span(finding.start, finding.end)
        if finding.level is Level.ERROR and text[start:end] != finding.match:
            said = f"reads as {finding.match!r}, which no confirmed fact holds"
            yield _error(text, start, end, "Disguised", said)


# Signs of good typography disguise nothing.
_USUAL = str.maketrans("’‘”“–—‐‑\u00a0\u202f\u2009", "''\"\"----   ")
