"""What a query says of a document's structure: its kind, sector, harm, cluster, how late it was."""

import re
from collections.abc import Iterator, Mapping

from drafter.model.base import Noun
from drafter.model.crisis import Cluster, Frame
from drafter.model.knowledge import CaseNote, DocumentKind, Guideline

Vocabulary = Mapping[str, Mapping[str, tuple[str, ...]]]
"""For each facet and each of its values the words that mean it, as in knowledge/facets.yml."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ENDINGS = r"(?:s|es|ed|d|ing|['’]s)?"
_NUMBER = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "several": 3, "few": 3,
}  # fmt: skip
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8760}
_SPAN = re.compile(rf"\b(\d{{1,4}}|{'|'.join(_NUMBER)})[ -]({'|'.join(_HOURS)})s?\b", re.IGNORECASE)
_LATE = 24.0
_TOPIC = 0.1
# Half an hour told as an hour, five days told as "nearly a week": people round.
_TOLERANCE = 0.75
_SMALL = frozenset(
    "a an and are at but by did do does for from had has have how in is it of on or our say says that"
    " the their them they this to was we were what when where which who why will with".split()
)


class Facets(Noun):
    """What is asked of a document's structure; what is None or empty was not asked.

    `sectors` has every word for the sectors asked, since a team may call its sector "healthcare"
    where another says "health". `late` is how many hours the first response or the apology took
    at least. `weight`, 0 to 1, is the share of the query's words that speak of structure.
    """

    kind: DocumentKind | None = None
    sectors: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    history: bool | None = None
    late: float | None = None
    weight: float = 0.0


def read(query: str, vocabulary: Vocabulary) -> Facets:
    """What a query asks of structure: "data breach, told late, health sector" asks three things."""
    text = " ".join(query.split())
    taken: list[tuple[int, int]] = []
    said = {
        facet: tuple(value for value, words in values.items() if _said(text, words, taken))
        for facet, values in vocabulary.items()
    }
    late = "late" in said.get("lag", ())
    span = _SPAN.search(text) if late else None
    if span is not None:
        taken.append(span.span())
    # One word such as "outage" is a topic; two of a kind such as "outage, bank" ask for structure.
    asked = sum(bool(values) for values in said.values())
    plain = asked < 2 and not (said.get("kind") or late)
    share = _share(text, taken)
    return Facets(
        kind=next(iter(said.get("kind", ())), None),
        sectors=tuple(
            word
            for value in said.get("sector", ())
            for word in (value, *vocabulary["sector"][value])
        ),
        harms=said.get("harm", ()),
        clusters=said.get("cluster", ()),
        history=True if "yes" in said.get("history", ()) else None,
        late=_hours(span) if late else None,
        weight=min(share, _TOPIC) if plain else share,
    )


def of_frame(frame: Frame, facets: Facets) -> Facets:
    """The facets of a brief: what its text says, and its own SCCT cluster and history."""
    cluster = (frame.cluster,) if frame.cluster else facets.clusters
    return facets.model_copy(
        update={"clusters": cluster, "history": frame.history or None, "weight": _TOPIC}
    )


def agreed(facets: Facets, head: Guideline | CaseNote) -> tuple[str, ...]:
    """What was asked and is so of this document, in words."""
    return tuple(_agreed(facets, head))


def _agreed(facets: Facets, head: Guideline | CaseNote) -> Iterator[str]:
    if facets.kind == head.kind:
        yield "a guideline" if head.kind == "guideline" else "a past case"
    if not isinstance(head, CaseNote):
        return
    if any(_pattern(word).search(head.sector) for word in facets.sectors):
        yield f"sector {head.sector}"
    if harms := [harm for harm in head.harm if harm in facets.harms]:
        yield f"harm {' and '.join(harms)}"
    if head.cluster in facets.clusters:
        yield f"SCCT cluster {head.cluster}"
    if facets.history and head.history:
        yield "it had happened before"
    took = [hours for hours in (head.lag.first_response_hours, head.lag.apology_hours) if hours]
    if facets.late is not None and took and max(took) >= facets.late * _TOLERANCE:
        yield f"late: {head.lag.first_response or head.lag.apology}"


def _said(text: str, words: tuple[str, ...], taken: list[tuple[int, int]]) -> bool:
    found = [match.span() for word in words for match in _pattern(word).finditer(text)]
    taken += found
    return bool(found)


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _pattern(word: str) -> re.Pattern[str]:
    if word not in _PATTERNS:
        ending = r"\w*" if word.endswith("*") else _ENDINGS
        middle = r"[ -]".join(map(re.escape, word.rstrip("*").split()))
        _PATTERNS[word] = re.compile(rf"\b{middle}{ending}\b", re.IGNORECASE)
    return _PATTERNS[word]


def _hours(span: re.Match[str] | None) -> float:
    if span is None:
        return _LATE
    number, unit = span[1].lower(), span[2].lower()
    return float(_NUMBER.get(number) or number) * _HOURS[unit]


def _share(text: str, taken: list[tuple[int, int]]) -> float:
    words = [word.span() for word in _WORD.finditer(text) if word[0].lower() not in _SMALL]
    if not words:
        return 0.0
    speaks = bytearray(len(text))
    for start, end in taken:
        speaks[start:end] = b"\1" * (end - start)
    return round(sum(any(speaks[start:end]) for start, end in words) / len(words), 3)
