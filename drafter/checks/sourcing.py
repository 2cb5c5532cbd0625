"""Whether a past case says where its figures come from.

The rule is the one of a footnoted text. A marker `[2]` names the second of the case's sources and
covers what stands before it in its paragraph. So in the body no figure may stand after the last
marker of its paragraph; and a figure of the front matter, which sums the body up, must stand in the
body too. A lag is worked out from dates and needs no figure of its own.
"""

import re
from collections.abc import Iterator

from drafter.model.knowledge import CaseNote, Document

QUOTE_WORDS = 12  # a few words may be quoted, a passage may not

_MARKER = re.compile(r" ?\[(\d+)\]")
_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n|\n[-*] ).)+", re.DOTALL)  # a bullet is one too
_QUOTE = re.compile(r'"([^"]+)"')
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_WORDS = {word: str(value) for value, word in enumerate(_SMALL, start=2)} | {
    word: str(value) for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_UNITS = "minutes|hours|days|weeks|months|years|percent|hundred|thousand|million|billion"
# A small number in words is a figure only before a unit: "two days", but not "the two sentences".
_FIGURE = re.compile(
    rf"\d+(?:[.,:]\d+)*|\b(?:{'|'.join(_WORDS)})(?=[\s-](?:{_UNITS})\b)", re.IGNORECASE
)


def without_markers(text: str) -> str:
    """The text as it reads without its source markers."""
    return _MARKER.sub("", text)


def figures(text: str) -> set[str]:
    """The figures of a text, those in words as digits. Source markers are none."""
    return {_WORDS.get(found.lower(), found) for found in _FIGURE.findall(without_markers(text))}


def unsourced(document: Document) -> tuple[str, ...]:
    """What is wrong with the sources of a case, a line each; () for a sound case or a guideline."""
    if not isinstance(document.head, CaseNote):
        return ()
    case, body = document.head, document.body
    return (
        *_sources(case, body),
        *_paragraphs(document),
        *_summary(case, body),
        *_quotes(case, body),
    )


def _sources(case: CaseNote, body: str) -> Iterator[str]:
    for source in case.sources:
        if not (source.url.path or "").strip("/") and not source.url.query:
            yield f"source {str(source.url)!r} is no page: give the whole address"
    named = {int(number) for number in _MARKER.findall(body)}
    have = set(range(1, len(case.sources) + 1))
    yield from (f"[{number}] names no source: there are {len(have)}" for number in named - have)
    yield from (
        f"source {number} is never named: put [{number}] where it holds" for number in have - named
    )


def _paragraphs(document: Document) -> Iterator[str]:
    body = document.body
    for paragraph in _PARAGRAPH.finditer(body):
        markers = list(_MARKER.finditer(body, paragraph.start(), paragraph.end()))
        since = markers[-1].end() if markers else paragraph.start()
        for figure in _FIGURE.finditer(body, since, paragraph.end()):
            line = document.body_line + body.count("\n", 0, figure.start())
            yield f"line {line}: no source after {' '.join(figure[0].split())!r}"


def _summary(case: CaseNote, body: str) -> Iterator[str]:
    known = figures(body)
    fields = {
        "title": (case.title,),
        "date": (_day(case.date),),
        "trigger": (case.trigger,),
        "first_statement": (case.first_statement,),
        "criticised": case.criticised,
        "worked": case.worked,
        "outcome": (case.outcome,),
        "lesson": (case.lesson,),
    }
    for name, texts in fields.items():
        for figure in sorted(figures(" ".join(texts)) - known):
            yield f"{name}: {figure} does not stand in the text below"


def _day(date: str) -> str:
    year, _, rest = date.partition("-")
    return f"{year} {int(rest[3:])}" if len(rest) > 2 else year


def _quotes(case: CaseNote, body: str) -> Iterator[str]:
    texts = (body, case.trigger, case.first_statement, *case.criticised, *case.worked, case.outcome)
    for quote in _QUOTE.findall(" ".join(" ".join(texts).split())):
        if len(quote.split()) > QUOTE_WORDS:
            yield f"a quote of more than {QUOTE_WORDS} words: {quote[:40]!r}"
